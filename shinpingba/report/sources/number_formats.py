"""A value and its number format to the words that a reader of the workbook sees: 0.85 with 0% is 85%, 5200 with 0"户" is 5200户.

The formats are those of Office Open XML (ECMA-376 part 1, 18.8.31), as far as they are used for figures and dates; what is
not known of a format is left out, never the value.
"""

import re
from datetime import datetime

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\-\]]*)[^\]]*\]|\[[^\]]*\]|(?P<other>.)'
)
_DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?(?:[eE][+-]?0+)?,*|\.[0#?]+")
_DATE_PART = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s", re.IGNORECASE)
_GENERAL = {"", "general", "@", "g/通用格式"}
# What Excel shows in the way of the reader's own country, it stores as American.
_LOCAL = {"mm-dd-yy", "m/d/yy", "m/d/yy h:mm"}
_PRECISION = 11  # digits that Excel shows of a number without a format


def formatted(value: float | str, form: str) -> str:
    """The words of a cell.

    value   a number, or a date or time in ISO
    >>> formatted(0.85, "0%"), formatted(5200, '0"户"'), formatted(1234.5, "#,##0.00")
    ('85%', '5200户', '1,234.50')
    >>> formatted("2023-06-30T00:00:00", 'yyyy"年"m"月"d"日"')
    '2023年6月30日'
    """
    if isinstance(value, str):
        return _date(value, form)
    return _number(value, form)


def _number(value: float, form: str) -> str:
    if form.lower() in _GENERAL:
        return _general(value)
    sections = _sections(form)
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    words = _literals(sections[place])
    bare = "".join(text for text, is_literal in words if not is_literal)
    digits = _DIGITS.search(bare)
    amount = abs(value) * 100 ** bare.count("%")
    if digits is None:
        return (
            "".join(text for text, _ in words).replace("%", "") if any(text for text, _ in words) else _general(value)
        )
    sign = "-" if value < 0 and place == 0 else ""
    return sign + _filled(words, digits[0], _printed(amount, digits[0]))


def _sections(form: str) -> list[str]:
    """The formats of positive, negative and zero values, which semicolons part."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', form)


def _literals(section: str) -> list[tuple[str, bool]]:
    """The parts of a format: words to be printed as they are, and the rest, which stands for digits."""
    found: list[tuple[str, bool]] = []
    for token in _TOKEN.finditer(section):
        literal = next((token[name] for name in ("quoted", "escaped", "money") if token[name] is not None), None)
        found.append((literal, True) if literal is not None else (token["other"] or "", False))
    return found


def _filled(words: list[tuple[str, bool]], digits: str, number: str) -> str:
    """The parts of a format with the number in the place of its digits."""
    marked = "".join(text.replace("\0", "") if is_literal else text.translate(_MARKS) for text, is_literal in words)
    begin = marked.find(digits.translate(_MARKS))
    return (marked[:begin] + number + marked[begin + len(digits) :]).translate(_UNMARKS) if begin >= 0 else number


# The characters of digits, moved out of the way of the same characters among the literal words.
_PLACES = "0#?.,"
_MARKS = str.maketrans({sign: chr(0xE000 + n) for n, sign in enumerate(_PLACES)})
_UNMARKS = str.maketrans({chr(0xE000 + n): sign for n, sign in enumerate(_PLACES)})


def _printed(amount: float, digits: str) -> str:
    """A number in some digits: #,##0.0 has thousands parted and one decimal; a comma behind them counts thousands."""
    bare = digits.rstrip(",")
    amount /= 1000 ** (len(digits) - len(bare))
    whole, _, decimals = bare.partition(".")
    if power := re.search(r"[eE]", bare):
        return f"{amount:.{len(re.sub(r'[^0#?]', '', bare[: power.start()].partition('.')[2]))}E}"
    text = f"{amount:{',' if ',' in whole else ''}.{len(decimals)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional:
        text = text[: len(text) - optional] + text[len(text) - optional :].rstrip("0")
    return text.rstrip(".").zfill(whole.count("0")) if "," not in whole else text.rstrip(".")


def _general(value: float) -> str:
    return (
        str(int(value)) if float(value).is_integer() and abs(value) < 10**_PRECISION else f"{value:.{_PRECISION - 1}g}"
    )


def _date(value: str, form: str) -> str:
    if ":" in value and "T" not in value:
        return value
    moment = datetime.fromisoformat(value)
    if form.lower() in _GENERAL | _LOCAL or not _DATE_PART.search(re.sub(r'"[^"]*"', "", form)):
        return value.removesuffix("T00:00:00").replace("T", " ")
    words, before = "", ""
    for text, is_literal in _grouped(_literals(_sections(form)[0])):
        part = text.lower() if not is_literal and _DATE_PART.fullmatch(text) else ""
        words += _part(moment, part, before) if part else text
        before = part or before
    return words.strip()


def _grouped(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The letters of a date's format put together: y y y y is one part."""
    found: list[tuple[str, bool]] = []
    for text, is_literal in words:
        if found and not is_literal and not found[-1][1] and text and text in found[-1][0]:
            found[-1] = (found[-1][0] + text, False)
        else:
            found.append((text, is_literal))
    return found


def _part(moment: datetime, part: str, before: str) -> str:
    if part.startswith("m") and before.startswith("h"):
        return f"{moment.minute:0{len(part)}}"
    numbers = {"y": moment.year if len(part) > 2 else moment.year % 100, "m": moment.month, "d": moment.day,
               "h": moment.hour, "s": moment.second}  # fmt: skip
    return f"{numbers[part[0]]:0{min(len(part), 4)}}"
