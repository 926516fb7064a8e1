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


def test_a_brief_of_a_report_of_which_little_is_read_says_so_at_once(tmp_path):
    path = tmp_path / "青石县2022年上半年.txt"
    about = "全县辖18个镇、3个街道,户籍人口96.4万人,幅员面积2417平方公里,居委会46个、行政村212个,河流14条、水库37座、山峰8座。"
    path.write_text(
        f"青石县2022年上半年重点工作完成情况\n\n一、新建公厕12座。截至6月底,已建成公厕5座。\n\n附:青石县基本情况\n{about}\n",
        encoding="utf-8",
    )
    result = sp.assess(sp.read_report(path))
    assert result.report.coverage < 0.5
    assert "读进了任务，这里的结论只说读到的部分。" in sp.briefs.headline(result).html
