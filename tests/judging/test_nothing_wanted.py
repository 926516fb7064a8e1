"""A target of nothing (重大事故0起, 不合格率0%) is read like any other, whatever is told of it and in whatever form."""

from datetime import date
from itertools import product

import pytest

from shinpingba.judging.assessment import judge_row
from shinpingba.reading.cells import COLUMNS

TASKS = ("重大事故0起", "重大事故0起、较大事故0起", "重大事故为零", "信访积案化解率0%", "拖欠工资0元,培训20场", "")
TOLD = (
    "发生重大事故2起,完成年度任务的50%。",
    "正式任务和备选任务已完成2起,完成率99.14%。",
    "2起,占年计划70%以上。",
    "达到3%,目标0%,完成率50%。",
    "年度目标0起,已完成2起,完成率40%,低于目标2个百分点。",
    "全部完成,其中甲镇2起、乙镇0起,分别完成计划的50%、0%。",
)
FIGURES = ({}, {"planned": "0", "achieved": "2", "share": "50%", "unit": "起"}, {"planned": "0", "share": "50%"})


@pytest.mark.parametrize(("task", "progress", "figures"), [*product(TASKS, TOLD, FIGURES)])
def test_a_target_of_nothing_ends_no_reading(task, progress, figures):
    row = {"row_id": "C1", "name": "", "task": task, "progress": progress} | dict.fromkeys(COLUMNS, "") | figures
    judged = judge_row(row, date(2021, 9, 30), "months/12")
    assert all(target["completion_share"] != float("inf") for target in judged["targets"])
