"""Dates to come, each with its event and the words that state it.

tests/cases/milestones.csv has a text a line and its milestones as event@due@quote, read at the end of March 2021.
"""

from datetime import date

import pytest
from case_files import params, read_cases
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.reading.milestones import find_milestones

AS_OF = date(2021, 3, 31)
PIECES = [
    "计划",
    "预计",
    "6月",
    "年底前",
    "2025年",
    "明年3月",
    "到",
    "完成",
    "通车",
    "新桥",
    "已",
    "、",
    ",",
    "。",
    "①",
    "(",
    ")",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@pytest.mark.parametrize("case", params(read_cases("milestones"), "text"))
def test_a_date_to_come_is_told_with_its_event(case):
    found = find_milestones(case["text"], AS_OF)
    assert [f"{each.event}@{each.due}@{each.quote}" for each in found] == case["milestones"].split()


@given(TEXTS)
def test_every_milestone_lies_ahead_and_its_quote_is_a_slice(text):
    for each in find_milestones(text, AS_OF):
        assert text[each.start : each.end] == each.quote
        assert each.due > "2021-03"


def test_a_month_is_of_the_year_that_the_report_is_of():
    assert [each.due for each in find_milestones("计划6月通车。", date(2023, 3, 31))] == ["2023-06"]
    assert find_milestones("计划6月通车。", date(2021, 6, 30)) == []
