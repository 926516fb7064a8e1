"""Targets of several years, of a later year, with a stretch, and where less is better: against what each is held."""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.judging.assessment import judge_row

AS_OF = date(2023, 6, 30)


def judged(task, progress):
    return judge_row({"row_id": "C1", "name": None, "task": task, "progress": progress}, AS_OF, "months/12")


@pytest.mark.parametrize("case", params(read_cases("spans"), "teaches"))
def test_a_target_is_held_against_its_own_span_or_against_none(case):
    assert judged(case["task"], case["progress"])["tasks"][0]["status"] == case["expected"]


def test_a_span_of_which_only_a_part_is_told_has_no_schedule():
    target = judged("改造老旧小区300个(2021—2025年)", "上半年改造40个。")["targets"][0]
    assert (target["done_value"], target["elapsed_share"], target["gap"], target["required_pace"]) == (
        40,
        None,
        None,
        None,
    )


def test_what_is_striven_for_is_shown_with_its_figure_and_does_not_judge_the_task():
    found = judged("新建5G基站确保300个、力争400个", "已新建5G基站350个。")
    assert [target["done_value"] for target in found["targets"]] == [350, 350]
    assert (found["tasks"][0]["status"], found["tasks"][0]["target_count"]) == ("completed", 1)


@pytest.mark.parametrize(
    ("deadline", "status"),
    [
        ("2023年5月底前", "behind"), ("6月", "behind"), ("2022年10月", "behind"), ("8月底前完成", "on_schedule"),
        ("12月底", "ahead"), ("全年", "ahead"), ("4月开工，10月完工", "ahead"), ("3月底前完成选址", "ahead"),
        ("2024年6月", "ahead"), ("", "ahead"),
    ],
)  # fmt: skip
def test_a_deadline_in_a_column_of_its_own_is_that_of_the_target(deadline, status):
    row = {"row_id": "C1", "name": None, "task": "新建公厕20座", "progress": "已建成公厕16座", "deadline": deadline}
    assert judge_row(row, AS_OF, "months/12")["tasks"][0]["status"] == status
