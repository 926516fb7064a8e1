"""Columns of figures of which less is better, or that only sound like it, and the limits of a year's sum."""

from datetime import date

import pytest
from case_files import params, read_cases

import shinpingba as sp
from shinpingba.judging.assessment import judge_row


@pytest.mark.parametrize("case", params(read_cases("limits"), "teaches"))
def test_a_name_says_which_way_is_better(case):
    row = {"row_id": "A1", "name": None, "task": case["name"], "progress": None}
    cells = {name: case[name] for name in ("planned", "achieved", "unit")}
    (target,) = judge_row(row | cells, date(2024, int(case["month"]), 28), "months/12")["targets"]
    assert target["status"] == case["status"]


def test_a_gap_of_less_than_a_tenth_of_a_point_is_told_in_thousandths():
    row = {"row_id": "A1", "name": None, "task": "婴儿死亡率", "progress": None, "planned": "4.2", "achieved": "5.1"}
    (target,) = judge_row(row | {"unit": "‰"}, date(2024, 9, 30), "months/12")["targets"]
    assert (target["status"], target["reason"]) == ("behind", "高于目标0.9个千分点")


CONTROLLED = [("水土流失治理面积", "behind"), ("治安案件查处率", "behind"), ("村庄建设用地面积", "on_schedule")]


@pytest.mark.parametrize(("name", "status"), CONTROLLED)
def test_of_what_is_done_more_is_better_under_a_head_of_limits(name, status, tmp_path):
    page = tmp_path / "a.csv"
    page.write_text(f"指标,控制数,完成数\n{name},40,22\n新建公厕,10,9\n", encoding="utf-8")
    assert sp.assess(sp.read_report(page, period="2023Q3")).targets["status"][0] == status


DENIED = [  # planned, achieved and the verdict in a cell of its own; then the target's status and confidence, and the task's status
    ("3.6%", "3.9%", "未达标", "on_schedule", "medium", "behind"),
    ("3.6%", "3.9%", "达标", "on_schedule", "high", "on_schedule"),
    ("3.6%", "3.1%", "达标", "behind", "medium", "behind"),
    ("3.6", "3.9", "未达标", "completed", "medium", "behind"),
    ("3.6", "1.0", "达标", "behind", "high", "behind"),
]


@pytest.mark.parametrize(("planned", "achieved", "verdict", "status", "confidence", "of_task"), DENIED)
def test_figures_that_their_office_denies_are_not_high(planned, achieved, verdict, status, confidence, of_task):
    row = {"row_id": "A1", "name": None, "task": "环境综合指数", "progress": None, "unit": None}
    judged = judge_row(
        row | {"planned": planned, "achieved": achieved, "verdict": verdict}, date(2024, 9, 30), "months/12"
    )
    (target,) = judged["targets"]
    assert (target["status"], target["confidence"]) == (status, confidence)
    assert judged["tasks"][0]["status"] == of_task
