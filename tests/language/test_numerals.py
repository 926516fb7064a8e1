"""The value of a numeral, in digits, in characters and mixed; a spelled one has the value it spells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.numerals import DIGITS, find_numeral, read_value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1500", "1500"),
        ("1,234.5", "1234.5"),
        ("零", "0"),
        ("两", "2"),
        ("十", "10"),
        ("十二", "12"),
        ("九十八", "98"),
        ("一百零五", "105"),
        ("两万三千", "23000"),
        ("三十万", "300000"),
        ("三亿", "300000000"),
        ("一亿二千万", "120000000"),
        ("25万6千", "256000"),
        ("2.7万亿", "2700000000000"),
        ("十二点五", "12.5"),
        ("二十几万", "200000"),
        ("七八十", "70"),
    ],
)
def test_a_numeral_has_its_value(numeral, value):
    assert read_value(numeral) == Decimal(value)


@pytest.mark.parametrize(
    "numeral", ["二〇", "三一", "二〇二一", "一二三", "两千四百五", "三万五", "三百百", "1.2万5000", "八点三十"]
)
def test_what_is_no_numeral_or_could_be_two_has_no_value(numeral):
    assert read_value(numeral) is None


@pytest.mark.parametrize(
    ("words", "most"),
    [("几十家", 90), ("七八家", 8), ("十几家", 19), ("过千家", 2000), ("千余家", None), ("12家", None)],
)
def test_a_rough_numeral_has_a_most_where_its_words_give_one(words, most):
    assert find_numeral(words, 0).high == most


def spelled(number):
    """A whole number below 10^12 in Chinese: 一万零五百, 十二亿零三百万."""
    if number < 10**4:
        return _spelled_section(number)
    scale, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    times, rest = divmod(number, scale)
    zero = "零" if 0 < rest < scale // 10 else ""
    return f"{spelled(times)}{word}{zero}{spelled(rest) if rest else ''}"


def _spelled_section(number):
    words, zero = "", ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            words, zero = words + zero + "零一二三四五六七八九"[digit] + word, ""
        elif words:
            zero = "零"
    return words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_numeral_spelled_in_chinese_has_the_value_it_spells(number):
    assert read_value(spelled(number)) == number


@given(st.integers(min_value=10, max_value=10**12 - 1), st.integers(min_value=1, max_value=99))
def test_a_decimal_spelled_in_chinese_has_the_value_it_spells(number, decimals):
    digits = "".join(list(DIGITS)[[*DIGITS.values()].index(int(digit))] for digit in f"{decimals:02d}")
    ends = spelled(number)[-1]
    value = read_value(f"{spelled(number)}点{digits}")
    assert value == Decimal(number) + Decimal(decimals) / 100 or (value is None and ends not in "十")
