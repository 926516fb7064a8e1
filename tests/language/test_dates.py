"""Dates: where they begin and end, and the month and year they name."""

from datetime import date

import pytest

from shinpingba.language.dates import Date, month_of, read_date

AS_OF = date(2021, 3, 31)


def read(text, place=0, before=None):
    """The words of the date that begins there, and its month in a report of March 2021."""
    found = read_date(text, place, before)
    return text[found.start : found.end], month_of(AS_OF, *found[2:])


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("13月", 0),
        ("6个月", 0),
        ("六月季", 0),
        ("No.6月", 3),
        ("第6批", 1),
        ("明年", 0),
        ("3年内", 1),
        ("三月三", 0),
        ("每年底", 1),
    ],
)
def test_what_only_looks_like_a_date_is_none(text, place):
    assert read_date(text, place) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月", (2021, 6)),
        ("明年6月", (2022, 6)),
        ("去年6月", (2020, 6)),
        ("上年6月", (2020, 6)),
        ("2019年6月", (2019, 6)),
        ("去年底", (2020, 12)),
        ("今年底", (2021, 12)),
        ("上一季度", (2020, 12)),
        ("下季度", (2021, 6)),
    ],
)
def test_a_date_without_a_year_is_of_the_year_that_the_words_or_the_report_name(text, expected):
    assert read(text) == (text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7月9日至17日", (2021, 7)),
        ("7月9日—17日", (2021, 7)),
        ("2020年10月8日至12月25日", (2020, 12)),
        ("2020年12月至3月", (2021, 3)),
        ("2020年11月至次年2月", (2021, 2)),
        ("去年11月至今年2月", (2021, 2)),
        ("2020年6月起至9月底", (2020, 9)),
    ],
)
def test_a_span_is_its_last_date_and_keeps_the_year_of_the_first(text, expected):
    assert read(text) == (text, expected)


@pytest.mark.parametrize(
    ("between", "expected"),
    [("、", 2020), ("开工,", 2020), ("开工,计划", 2021), ("开工。", 2021), ("开工,目前正在施工," * 5, 2021)],
)
def test_a_month_has_the_year_of_the_date_that_its_sentence_began_with(between, expected):
    begun = read_date("2020年6月", 0)
    text = f"2020年6月{between}9月完工"
    assert month_of(AS_OF, *read_date(text, text.index("9月"), begun)[2:]) == (expected, 9)


def test_a_deadline_is_of_the_reports_year_though_the_sentence_began_before():
    text = "2019年3月立项,6月底前完成"
    assert month_of(AS_OF, *read_date(text, text.index("6月"), read_date(text, 0))[2:]) == (2021, 6)


def test_a_second_day_is_of_the_month_of_the_first():
    assert read("7月9日、17日", 5, Date(0, 4, None, 7)) == ("17日", (2021, 7))


@pytest.mark.parametrize("text", ["7月9日,17日", "7月9日的17日", "7月9日、17个", "7月9日、47日"])
def test_a_day_that_no_list_goes_on_with_is_none(text):
    assert read_date(text, 5, Date(0, 4, None, 7)) is None
