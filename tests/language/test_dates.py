"""Dates: where they begin and end, and the month and year they name."""

from datetime import date

import pytest

from shinpingba.language.dates import read_date, read_day, year_of

AS_OF = date(2021, 3, 31)


@pytest.mark.parametrize(
    ("text", "place", "span", "year", "month"),
    [
        ("计划6月底完工", 2, "6月底", None, 6),
        ("计划6月10日完工", 2, "6月10日", None, 6),
        ("于十二月底完工", 1, "十二月底", None, 12),
        ("1-2月完成", 0, "1-2月", None, 2),
        ("第三季度", 1, "第三季度", None, 9),
        ("前三季度", 1, "前三季度", None, 9),
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
    start, end, *named = read_date(text, place)
    assert (text[start:end], named) == (span, [year, month])


@pytest.mark.parametrize(("text", "place"), [("13月", 0), ("6个月", 0), ("6月季", 6), ("No.6月", 3), ("第6批", 1)])
def test_what_only_looks_like_a_date_is_none(text, place):
    assert read_date(text, place) is None


def test_the_end_of_last_year_has_no_month_to_come():
    assert read_date("去年底", 1) == (1, 3, None, None)
    assert read_date("今年底", 1) == (1, 3, None, 12)


@pytest.mark.parametrize(
    ("text", "start", "year", "expected"),
    [
        ("6月", 0, None, 2021),
        ("明年6月", 2, None, 2022),
        ("去年6月", 2, None, 2020),
        ("上年6月", 2, None, 2020),
        ("2019年6月", 0, 2019, 2019),
    ],
)
def test_a_date_without_a_year_is_of_the_year_that_the_words_or_the_report_name(text, start, year, expected):
    assert year_of(text, start, year, AS_OF) == expected


@pytest.mark.parametrize(("text", "end"), [("7月9日至17日", 8), ("7月9日、17日", 8), ("7月9日—17日", 8)])
def test_a_span_of_days_ends_with_its_last(text, end):
    assert read_day(text, 5, 4) == end


@pytest.mark.parametrize("text", ["7月9日,17日", "7月9日的17日", "7月9日至17个", "7月9日至47日"])
def test_a_day_that_no_span_ends_with_is_none(text):
    assert read_day(text, 5, 4) is None
