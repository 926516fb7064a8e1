"""Departments, sections and tables: every task counted once, ranks only where enough can be measured; and what lags."""

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.columns import COLUMNS, TABLES
from shinpingba.judging.rollups import is_measured


@pytest.fixture(scope="module")
def result(analysed):
    return analysed


@pytest.mark.parametrize(
    ("task", "progress", "promise"),
    [
        ("实现销售收入650亿元,增长12%", "增长3%。", "实现销售收入650亿元,增长12%。"),
        (
            "引进项目20个,其中亿元以上项目6个。新建公园9座",
            "引进项目20个,其中亿元以上1个。",
            "引进项目20个,其中亿元以上项目6个。",
        ),
        ("推进绿化。新建公园9座,打造绿道", "新建公园1座。", "新建公园9座。"),
    ],
)
def test_a_sentence_says_of_what_its_promise_was(task, progress, promise):
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": "区城管局"}])
    late = sp.lagging(sp.assess(sp.Report.from_rows(rows, period="2021H1")))
    assert [sentence.startswith(promise) for sentence in late["sentence"]] == [True]


def test_a_sentence_names_no_lead_where_none_is_written():
    rows = pd.DataFrame([{"task": "新建公园9座", "progress": "新建公园1座。", "lead": None}])
    late = sp.lagging(sp.assess(sp.Report.from_rows(rows, period="2021H1")))
    assert late["sentence"].tolist() == ["新建公园9座。上半年新建公园1座，完成11.1%，低于序时进度38.9个百分点。"]


def test_a_lagging_target_has_the_offices_sentence(result):
    late = sp.lagging(result).set_index(["row_id", "target_no"])
    assert late.at[("C21", 1), "sentence"] == (
        "新建5G基站1500个。一季度新开通5G基站172个，完成11.5%，低于序时进度13.5个百分点。（牵头单位：区经济信息委）"
    )


def test_the_lagging_list_begins_with_the_largest_gap_to_the_schedule_and_then_to_the_goal(result):
    late = sp.lagging(result).query("status == 'behind'").dropna(subset="gap")
    is_goal = late["kind"].isin(["growth", "share"])
    assert is_goal.is_monotonic_increasing and is_goal.any()
    assert late.loc[~is_goal, "gap"].is_monotonic_increasing
    assert late.loc[is_goal, "gap"].is_monotonic_increasing


@pytest.mark.parametrize("by", ["lead", "section", "table"])
def test_a_rollup_counts_every_task_under_one_status(result, by):
    found = sp.rollup(result.tasks, by=by)
    counts = [
        column for column in TABLES[f"rollup_{by}"] if column.endswith("_count") and COLUMNS[column].unit == "tasks"
    ]
    statuses = [c for c in counts if c not in ("task_count", "cooperating_count")]
    assert (found[statuses].sum(axis=1) == found["task_count"]).all()


def test_a_joint_lead_counts_for_each_and_groups_are_no_departments(result):
    found = sp.rollup(result.tasks, by="lead").set_index("department")
    assert found["task_count"].sum() > 157
    assert "相关镇街" not in found.index


def test_no_rank_is_given_where_fewer_than_five_tasks_can_be_measured(result):
    found = sp.rollup(result.tasks, by="lead")
    assert found.loc[found["measured_count"] < 5, "rank"].isna().all()
    assert found["rank"].notna().any()


def test_another_key_is_refused():
    with pytest.raises(ValueError, match="lead、section"):
        sp.rollup(pd.DataFrame(), by="month")


def test_a_task_is_measured_by_a_target_or_by_a_share_of_the_whole(few):
    assert is_measured(few.tasks).tolist() == [True, True, False, False, True]
    stated = pd.DataFrame([{"task": "空气质量完成年度目标任务", "progress": "完成年度任务的27.3%", "lead": "区城管局"}])
    assert is_measured(sp.assess(sp.Report.from_rows(stated, period="2021Q1")).tasks).tolist() == [True]
