"""What single blocks of a brief say."""

import pandas as pd
import pytest

import shinpingba as sp


@pytest.fixture(scope="module")
def nothing_late():
    """A task that is done and one of which nothing can be said."""
    rows = [
        {"task": "新建公厕5座", "progress": "已建成公厕5座。", "lead": "区城管局"},
        {"task": "加强管理", "progress": "正在推进。", "lead": "区城管局"},
    ]
    return sp.assess(sp.Report.from_rows(pd.DataFrame(rows), period="2021Q1"))


@pytest.mark.parametrize("block", [sp.briefs.lagging, sp.briefs.answers])
def test_an_empty_list_of_what_is_late_says_of_how_many_that_is_known(nothing_late, block):
    assert "没有读到滞后或预警的任务。2项任务中1项能判断快慢，1项不能。" in block(nothing_late).html
