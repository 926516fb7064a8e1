"""A share that is only a bound: it says of a task what every share within it would say, and no more."""

from datetime import date

import pytest

from shinpingba.judging.assessment import judge_row

AT_NINE_MONTHS = [
    ("完成年度计划70%以上", "in_progress", 0.7),
    ("完成年度计划80%以上", "on_schedule", 0.8),
    ("年度任务完成率不足50%", "behind", 0.5),
    ("完成年度计划的比例不足90%", "in_progress", 0.9),
    ("完成年度投资计划过半,达到53.1%", "behind", 0.531),
    ("完成年度任务的82%。东原县任务完成率不足50%。", "on_schedule", 0.82),
    ("开工率达100%,居全市前列", "in_progress", None),
    ("优良天数为139天,比上年同期增加11天", "unknown", None),
    ("未启动的40个村、1720户,分别占计划的15.3%、13.8%", "in_progress", None),
]


@pytest.mark.parametrize(("progress", "status", "share"), AT_NINE_MONTHS)
def test_a_share_is_judged_by_what_it_bounds(progress, status, share):
    row = {"row_id": "C1", "name": None, "task": "实施河西片区改造", "progress": progress, "verdict": None}
    task = judge_row(row, date(2021, 9, 30), "months/12")["tasks"][0]
    assert (task["status"], task["stated_share"]) == (status, share)
