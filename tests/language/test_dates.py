"""Dates: where they begin and end, and the month and year they name."""

from datetime import date

import pytest

from shinpingba.language.dates import read_date
from shinpingba.language.quantities import find_numbers

AS_OF = date(2021, 3, 31)


@pytest.mark.parametrize(
    ("text", "place", "span", "year", "month"),
    [
        ("计划6月底完工", 2, "6月底", None, 6),
        ("计划6月10日完工", 2, "6月10日", None, 6),
        ("于十二月底完工", 1, "十二月底", None, 12),
        ("1-2月完成", 0, "1-2月", None, 2),
        ("第三季度", 0, "第三季度", None, 9),
        ("前三季度", 0, "前三季度", None, 9),
        ("年底前", 0, "年底前", None, 12),
        ("上半年", 0, "上半年", None, 6),
        ("2021年", 0, "2021年", 2021, None),
        ("2021年6月", 0, "2021年6月", 2021, 6),
        ("2021年1季度", 0, "2021年1季度", 2021, 3),
        ("2021年底", 0, "2021年底", 2021, 12),
        ("2021年初", 0, "2021年初", 2021, 1),
        ("2021-2025年", 0, "2021-2025年", 2025, None),
    ],
)
def test_a_date_is_read_with_its_year_and_month(text, place, span, year, month):
    found = read_date(text, place)
    assert (text[found.start : found.end], found.year, found.month) == (span, year, month)


@pytest.mark.parametrize(("text", "place"), [("13月", 0), ("6个月", 0), ("6月季", 6), ("No.6月", 3), ("第6批", 1)])
def test_what_only_looks_like_a_date_is_none(text, place):
    assert read_date(text, place) is None


def months(text):
    """The month that every date of a text names in a report of the first quarter of 2021."""
    return ["-".join(map(str, n.when(AS_OF))) for n in find_numbers(text) if n.kind == "date"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月完工", ["2021-6"]),
        ("明年6月完工", ["2022-6"]),
        ("去年6月完工", ["2020-6"]),
        ("上年6月完工", ["2020-6"]),
        ("2019年6月完工", ["2019-6"]),
        ("去年底完工", ["2020-12"]),
        ("今年底完工", ["2021-12"]),
        ("明年底前完工", ["2022-12"]),
    ],
)
def test_a_date_without_a_year_is_of_the_year_that_the_words_or_the_report_name(text, expected):
    assert months(text) == expected


@pytest.mark.parametrize("text", ["7月9日至17日", "7月9日—17日"])
def test_a_span_of_days_is_one_date_or_two_of_one_month(text):
    assert set(months(text)) == {"2021-7"}


@pytest.mark.parametrize("text", ["7月9日至17个", "7月9日的17家"])
def test_what_is_no_day_is_no_date(text):
    assert len(months(text)) == 1
