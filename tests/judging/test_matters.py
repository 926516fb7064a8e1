"""A matter of the lagging list is a task, counted once: with all its late targets, or one project that several rows tell of."""

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.judging.matters import matters
from shinpingba.judging.naming import in_full, of_what


def read(*rows):
    """The matters of some rows (table, task, progress) at the end of June."""
    frame = pd.DataFrame(rows, columns=["table", "task", "progress"]).assign(lead="区城管局")
    return matters(sp.assess(sp.Report.from_rows(frame, period="2021H1")))


def test_the_list_has_as_many_tasks_as_are_late(analysed):
    listed = [row_id for each in matters(analysed) for row_id in each.row_ids]
    late = analysed.tasks[analysed.tasks["status"].isin(["behind", "at_risk", "suspended"])]
    assert sorted(listed) == sorted(late["row_id"])


def test_a_task_with_two_late_targets_is_one_matter():
    (matter,) = read(("key_task", "新建公园9座、公厕20座", "新建公园1座,新建公厕2座。"))
    assert "新建公园9座" in matter.sentence and "公厕20座" in matter.sentence
    assert len(matter.targets) == 2


def test_one_project_in_two_rows_is_one_matter_with_both_figures():
    (matter,) = read(
        ("livelihood", "新改建雨污管网约80公里", "已完工9.7公里。"),
        ("key_task", "新改建80公里雨污管网", "完成改建6.5公里。"),
    )
    assert matter.row_ids == ("C1", "B1") or matter.row_ids == ("B1", "C1")
    assert "9.7公里" in matter.sentence and "6.5公里" in matter.sentence and "请核对" in matter.sentence


def test_two_projects_of_one_size_stay_two():
    assert len(read(("key_task", "新建公园9座", "新建公园1座。"), ("key_task", "新建水库9座", "新建水库1座。"))) == 2


def test_a_share_is_not_ranked_among_what_is_behind_the_schedule():
    listed = read(
        ("key_task", "民间投资占比80%以上", "民间投资占比20%。"), ("key_task", "新建公园10座", "新建公园4座。")
    )
    assert [each.measure for each in listed] == ["schedule", "goal"]


def test_a_target_without_figure_is_named_where_another_one_has_one():
    (matter,) = read(("key_task", "改造农房70户、改厕1500户", "农房改造已完工3户。改厕工作正在开展前期准备。"))
    assert "改厕1500户尚无完成数" in matter.sentence


@pytest.mark.parametrize(
    ("quote", "item", "task", "said"),
    [
        ("受益人口近7000人", "受益人口", "建设供水管网50公里,受益人口近7000人", "建设供水管网50公里,受益人口近7000人"),
        ("5个公厕", "公厕", "新增900个停车位、5个公厕", "新增900个停车位、5个公厕"),
        ("新增公厕5个", "公厕", "加快城市更新,新增公厕5个", ""),
        ("公厕5个", "公厕", "公厕5个,公园3座", ""),
    ],
)
def test_a_target_without_a_verb_says_what_it_is_of(quote, item, task, said):
    assert of_what({"target_quote": quote, "item": item, "kind": "count"}, task) == said


@pytest.mark.parametrize(
    ("field", "quote", "name", "task", "unit", "said"),
    [
        ("task", "年度计划投资3亿元", "温泉小镇", "年度计划投资3亿元", None, "温泉小镇年度计划投资3亿元"),
        ("planned", "17.52", "滨江园区", "年计划", "亿元", "滨江园区年计划17.52亿元"),
        ("planned", "17.52", "滨江园区", "滨江园区", "亿元", "滨江园区17.52亿元"),
        ("planned", "36", None, "改造老旧小区", "个", "改造老旧小区36个"),
        ("planned", "120", None, "加装电梯(部)", "部", "加装电梯(部)120"),
        ("planned", "90%以上", None, "空气优良率", None, "空气优良率90%以上"),
        ("planned", "5.6", "新增就业", "全年新增就业5.6万人以上", "万人", "新增就业5.6万人"),
        ("task", "新增公厕5个", "民生实事", "新增公厕5个", None, "新增公厕5个"),
        ("task", "年度计划投资3亿元", None, "年度计划投资3亿元", None, "年度计划投资3亿元"),
        ("task", "(拆分后569项)", "重点项目", "重点项目444项(拆分后569项)", None, "重点项目(拆分后569项)"),
        ("", None, "温泉小镇", None, None, ""),
    ],
)
def test_a_target_that_names_nothing_is_said_with_the_name_of_its_row(field, quote, name, task, unit, said):
    line = {"target_quote": quote, "target_field": field}
    assert in_full(line, {"name": name, "task": task, "unit": unit}) == said


def test_what_a_person_holds_to_be_in_time_is_no_matter(few):
    settled = few.tasks.assign(status=few.tasks["status"].where(few.tasks["row_id"] != "C1", "on_schedule"))
    from dataclasses import replace

    assert "C1" not in {row_id for each in matters(replace(few, tasks=settled)) for row_id in each.row_ids}
