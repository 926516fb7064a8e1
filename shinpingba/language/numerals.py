"""The value of a numeral, Arabic or Chinese."""

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def read_value(numeral: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral: "1,234.5", "两万三千", "九十八"; None where it is not well formed.

    >>> read_value("两万三千")
    Decimal('23000')
    """
    if numeral[0].isdigit() and numeral[0].isascii():
        return Decimal(numeral.replace(",", ""))
    total = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            if digit:  # 二三 is a list or a name, not a numeral
                return None
            digit = DIGITS[character]
        elif (scale := SCALES[character]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit) * scale, 0, 0
    return Decimal(total + section + digit)
