"""The value of a numeral, in digits and in characters."""

from decimal import Decimal

import pytest

from shinpingba.language.numerals import read_value


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
    ],
)
def test_a_numeral_has_its_value(numeral, value):
    assert read_value(numeral) == Decimal(value)


@pytest.mark.parametrize("numeral", ["一二三"])
def test_characters_that_only_follow_each_other_are_no_numeral(numeral):
    assert read_value(numeral) is None
