"""A chart draws the table it is given and names every figure."""

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba import charts


def drawn(chart):
    """The rows a chart holds."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_the_completion_chart_shows_every_target_that_has_a_share(analysed):
    measured = analysed.targets["completion_share"].notna().sum()
    assert len(drawn(charts.completion(analysed.targets))) == measured > 20


def test_a_target_is_named_by_the_report_s_own_words_and_its_row(few):
    labels = [row["label"] for row in drawn(charts.completion(few.targets))]
    assert any("1500个" in label and label.endswith("C1") for label in labels)


def test_a_target_that_names_nothing_is_drawn_under_the_name_of_its_row():
    rows = [{"name": "温泉小镇", "task": "年度计划投资3亿元", "progress": "累计完成投资1亿元。", "lead": "文旅局"}]
    result = sp.assess(sp.Report.from_rows(pd.DataFrame(rows), period="2021H1"))
    assert [row["label"] for row in drawn(charts.completion(result.targets))] == ["温泉小镇年度计划投资3亿元  C1"]


def test_a_long_name_is_cut_before_its_row_and_is_whole_in_the_tooltip(analysed):
    row = next(row for row in drawn(charts.completion(analysed.targets)) if row["label"].endswith("…  C8"))
    assert len(row["label"]) < 30 and row["target_name"].endswith("10家研发机构")


def test_the_furthest_behind_stands_on_top(few):
    layer = charts.completion(few.targets).to_dict()["layer"][0]
    assert layer["encoding"]["y"]["sort"] == {"field": "completion_share", "order": "ascending"}


def test_growth_is_drawn_against_what_was_wanted_and_never_as_a_completion(few):
    (row,) = drawn(charts.growth(few.targets))
    assert (row["done_value"], row["target_value"]) == (0.781, 0.07)
    assert "completion_share" not in row


def test_a_level_in_a_unit_of_its_own_is_not_drawn_as_a_share(few):
    level = few.targets.query("kind == 'growth'").assign(kind="share", unit="微克/立方米", done_value=36.0)
    assert drawn(charts.growth(level)) == []


def test_of_a_stated_percentage_no_part_of_a_thing_is_shown(few):
    stated = few.targets.query("kind == 'count'").head(1).assign(done_value=3.464, target_value=8.0, unit="个")
    (row,) = drawn(charts.completion(stated.assign(method="percent", completion_share=0.433)))
    assert row["reached"] == "43.3%  约3/8个"


def test_an_amount_stands_beside_the_target_with_its_unit_once(few):
    assert [row["reached"] for row in drawn(charts.completion(few.targets))] == [
        "11.5%  172/1500个",
        "50.0%  100/200家",
    ]


def test_a_tooltip_says_points_and_the_stage_of_a_task(few):
    assert [row["distance"] for row in drawn(charts.completion(few.targets))] == ["-13.5个百分点", "+25.0个百分点"]
    stages = {row["row_id"]: row["stage"] for row in drawn(charts.status_by_section(few.tasks))}
    assert (stages["C3"], stages["C1"]) == ("前期", "实施中")


def test_many_targets_are_drawn_in_parts_of_a_page_each(few):
    many = few.targets.query("kind == 'count'").iloc[[0] * 120].reset_index(drop=True)
    parts = charts.completion_parts(many.assign(completion_share=[place / 120 for place in range(120)]))
    assert [len(drawn(part)) for part in parts] == [45, 45, 30]
    titles = [part.to_dict()["title"] for part in parts]
    assert all(title.startswith("报了完成数的120个目标，") for title in titles) and titles[1].endswith("：第46至90个")
    assert len(charts.completion_parts(few.targets)) == 1


def test_the_title_of_a_chart_answers_its_question(few):
    assert charts.completion(few.targets).to_dict()["title"] == "报了完成数的2个目标，1个低于序时进度（竖线）"
    assert charts.growth(few.targets).to_dict()["title"] == "1项增速和占比，0项未到年度目标（竖线）"
    assert "滞后或预警最多的是区经济信息委1项" in charts.departments(few.tasks, few.departments).to_dict()["title"]


def test_each_task_of_a_section_is_one_sign(analysed):
    placed = drawn(charts.status_by_section(analysed.tasks))
    assert len(placed) == analysed.tasks["section"].notna().sum() == 137
    assert max(len(row["task"]) for row in placed) == 30


def test_a_task_with_two_leads_stands_with_both(few):
    placed = drawn(charts.departments(few.tasks, few.departments))
    assert {row["group"] for row in placed if row["row_id"] == "C4"} == {"区教委", "区财政局"}


def test_the_bars_of_a_table_fill_it_from_end_to_end(analysed):
    bars = [row for row in drawn(charts.status_by_table(analysed.tasks)) if row["group"] == "重点任务"]
    assert min(bar["start"] for bar in bars) == 0
    assert max(bar["end"] for bar in bars) == pytest.approx(1)
    assert sum(bar["count"] for bar in bars) == 137


@pytest.mark.parametrize("name", ["completion", "growth"])
def test_a_chart_of_nothing_says_so_instead_of_failing(few, name):
    nothing = getattr(charts, name)(few.targets.iloc[:0]).to_dict()
    assert list(nothing["datasets"].values()) == [[]]


@pytest.mark.parametrize("name", ["completion", "growth", "status_by_table"])
def test_a_chart_that_is_shown_unchecked_is_as_vega_lite_wants_it(few, name):
    chart = getattr(charts, name)(few.tasks if name == "status_by_table" else few.targets)
    assert chart.to_dict(validate=True) == chart.to_dict()


def test_every_chart_says_in_words_what_it_shows_and_cuts_no_label(few):
    for chart in (
        charts.completion(few.targets),
        charts.status_by_table(few.tasks),
        charts.status_by_section(few.tasks),
    ):
        shown = chart.to_dict()
        assert "滞后" in shown["description"]
        assert shown["config"]["axis"]["labelLimit"] == 0
        assert "Noto Sans CJK SC" in shown["config"]["font"]
