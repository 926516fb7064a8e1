"""What has to be supplied, by whom, in which unit and up to which day (请补报数字)."""

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.columns import TABLES, WANTED_LABELS, records
from shinpingba.judging.decisions import Decision, fingerprint

# task, progress: what is wanting, what is asked, and the report's words on it
WANTING = [
    ("新建公厕9座", "正在选址。", "figure", "补报累计完成数（单位：座）", None),
    ("改造老旧小区42个", "方案已报批,改造小区正在摸底。", "figure", "补报累计完成数（单位：个）", "方案已报批,改造小区正在摸底"),
    ("数字经济增加值增长15%", "正在推进。", "figure", "补报增速（%）", None),
    ("8个轨道站点步行便捷性改造", "目前已完成总进度的43.3%。", "base",
     "补报累计完成的实数（报告只写了百分比），单位：个", "目前已完成总进度的43.3%"),
    ("安装新能源充电桩90个", "一季度充电设施已安装12个。", "settle", "核实累计完成数（单位：个）", "一季度充电设施已安装12个"),
    ("环境质量完成年度目标任务", "预计能够完成年度目标。", "stage",
     "写明进展到哪个阶段（已完成、实施中、前期、未启动、暂缓）", "预计能够完成年度目标"),
    ("新建垃圾站10座", "已建成垃圾站4座,完成年度任务的40%,进展缓慢。", "settle", "核实任务状态（自评与数字不一）", None),
]  # fmt: skip
ENOUGH = [
    ("新建5G基站1500个", "一季度新开通5G基站172个。"),
    ("加强公厕管理", "持续推进。"),
    ("编制专项规划4项", "已全部完成编制。"),
]


def result_of(task, progress, lead="区城管局", **facts):
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": lead}])
    return sp.assess(sp.Report.from_rows(rows, period="2021Q1"), **facts)


@pytest.mark.parametrize(("task", "progress", "wanted", "asked", "quote"), WANTING)
def test_what_is_wanting_is_asked_for_in_words(task, progress, wanted, asked, quote):
    (line,) = records(sp.requests(result_of(task, progress)))
    assert (line["wanted"], line["asked"], line["as_of"]) == (wanted, asked, "2021-03-31")
    assert line["quote"] == quote or wanted == "settle"
    assert line["department"] == "区城管局"


@pytest.mark.parametrize(("task", "progress"), ENOUGH)
def test_nothing_is_asked_where_enough_is_told(task, progress):
    assert sp.requests(result_of(task, progress)).query("wanted in ['figure', 'base', 'stage']").empty


def test_two_that_lead_are_both_asked_and_one_that_is_not_told_is_unknown():
    asked = sp.requests(result_of("新建公厕9座", "正在选址。", "区城管局、区住建委"))
    assert [*asked["department"]] == ["区城管局", "区住房城乡建委"]
    assert sp.requests(result_of("新建公厕9座", "正在选址。", None))["department"].isna().all()


@pytest.fixture(scope="module")
def first():
    return sp.assess(sp.read_report("2021Q1"))


def test_every_quote_is_the_report_s_own_and_every_target_without_a_figure_is_asked_for(first):
    asked = sp.requests(first)
    rows = {row["row_id"]: row for row in records(first.report.rows)}
    for line in records(asked):
        if line["quote"] is not None:
            assert (
                rows[line["row_id"]][line["field"]][line["start"] : line["start"] + len(line["quote"])] == line["quote"]
            )
    silent = first.commitments[first.commitments["done_value"].isna()]
    figures = asked[asked["wanted"] == "figure"]
    assert {*zip(silent["row_id"], silent["target_no"], strict=True)} == {
        *zip(figures["row_id"], figures["target_no"], strict=True)
    }


def test_its_columns_are_those_of_the_dictionary_and_a_thing_is_told_by_three(first):
    asked = sp.requests(first)
    assert tuple(asked) == TABLES["requests"]
    assert {*asked["wanted"]} <= {*WANTED_LABELS}
    assert not asked.duplicated(["department", "row_id", "question", "target_no"]).any()


def _settled(result, decided, value):
    row = records(result.report.rows)[0]
    target = records(result.targets)[0]
    return Decision(
        row["row_id"], "done", target["target_quote"], "", None, "", "none", decided, value, "座" if value else "",
        "张三", "2021-04-20", "单位补报", fingerprint(row),
    )  # fmt: skip


def test_what_a_person_has_settled_is_not_asked_again_but_a_figure_that_is_not_in_the_report_is():
    before = result_of("新建公厕9座", "正在选址。")
    given = result_of("新建公厕9座", "正在选址。", decisions=[_settled(before, "2座", 2.0)])
    none = result_of("新建公厕9座", "正在选址。", decisions=[_settled(before, "none", None)])
    assert sp.requests(given).empty
    assert [*sp.requests(none)["wanted"]] == ["figure"]
