"""Columns of figures of which less is better, or that only sound like it, and the limits of a year's sum."""

from datetime import date

import pytest
from case_files import params, read_cases

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
