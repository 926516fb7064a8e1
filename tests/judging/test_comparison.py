"""Departments side by side: what is compared, what is called small, and what is refused."""

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.briefs import side_by_side
from shinpingba.judging.comparison import compare_departments
from shinpingba.judging.rollups import MIN_RANKED, rollup
from shinpingba.report.errors import ReportError


@pytest.fixture(scope="module")
def compared(analysed):
    return compare_departments(analysed, ["区科技局", "区商务委", "区住建委"])


def test_any_spelling_names_a_department_and_the_order_is_the_askers(compared):
    assert compared.departments == ("区科技局", "区商务委", "区住房城乡建委")
    assert list(compared.figures["department"]) == list(compared.departments)


def test_the_figures_are_those_of_the_roll_up_of_the_whole_report(compared, analysed):
    whole = rollup(analysed.tasks, by="lead").set_index("department").loc[list(compared.departments)]
    for column in whole.columns:
        assert compared.figures.set_index("department")[column].equals(whole[column])


def test_every_task_of_one_of_them_is_there_and_no_other(compared, analysed):
    own = analysed.departments[analysed.departments["department"].isin(compared.departments)]
    assert set(compared.result.tasks["row_id"]) == set(own["row_id"])


def test_the_spread_lies_around_the_median(compared):
    known = compared.figures.dropna(subset="median_spi")
    assert (known["lowest_spi"] <= known["median_spi"]).all()
    assert (known["median_spi"] <= known["highest_spi"]).all()


def test_few_measurable_tasks_are_called_small_and_have_no_rank(compared):
    few = compared.figures["measured_count"] < MIN_RANKED
    assert few.any() and not few.all()
    assert (compared.figures["is_small"] == few).all()
    assert compared.figures.loc[few, "rank"].isna().all()


def test_what_lags_is_named_with_the_department_that_leads_it(compared, analysed):
    leads = analysed.departments.query("part == 'lead'")
    pairs = set(zip(leads["row_id"], leads["department"], strict=True))
    whose = zip(compared.behind["row_id"], compared.behind["department"].str.split("、"), strict=True)
    assert {(row_id, name) for row_id, names in whose for name in names} <= pairs
    assert compared.behind["gap"].dropna().is_monotonic_increasing


def test_sections_add_up_to_the_tasks_that_each_leads(compared):
    totals = compared.sections.set_index("section").sum()
    assert totals.to_dict() == compared.figures.set_index("department")["task_count"].to_dict()


def test_a_shared_task_has_two_or_more_of_them(compared):
    parts = compared.shared[list(compared.departments)]
    assert (parts.notna().sum(axis=1) >= 2).all()


def test_a_joint_lead_is_shared(few):
    shared = compare_departments(few, ["区教委", "区财政局"]).shared
    assert shared[["row_id", "区教委", "区财政局"]].values.tolist() == [["C4", "lead", "lead"]]


def test_a_target_that_two_of_them_lead_is_listed_once_with_both():
    rows = pd.DataFrame([("新建公园12个", "已建成1个。", "区城管局 区教委"), ("新建公厕9座", "已建成1座。", "区教委")])
    report = sp.Report.from_rows(rows.set_axis(["task", "progress", "lead"], axis=1), period="2021H1")
    late = compare_departments(sp.assess(report), ["区教委", "区城管局"]).behind
    assert late[["row_id", "department"]].values.tolist() == [["C1", "区城管局、区教委"], ["C2", "区教委"]]


@pytest.mark.parametrize("departments", [[], ["区科技局"], ["区住建委", "区住房城乡建委"]])
def test_fewer_than_two_different_departments_are_refused(analysed, departments):
    with pytest.raises(ReportError, match="2至6个不同的单位"):
        compare_departments(analysed, departments)


def test_an_unknown_department_is_refused_with_the_nearest(analysed):
    with pytest.raises(ReportError, match="没有“区商务位”这个单位。是不是：区商务委？"):
        compare_departments(analysed, ["区科技局", "区商务位"])


class TestBlocks:
    def test_small_numbers_are_called_small_in_words(self, compared):
        html = side_by_side.figures(compared).html
        assert "可衡量的任务不足5项的：区科技局" in html and "不排" in html

    def test_every_target_that_lags_leads_to_its_words(self, compared):
        html = side_by_side.behind(compared).html
        assert all(f'href="#{row_id}"' in html for row_id in compared.behind["row_id"])

    def test_departments_without_a_common_task_are_told_so(self, few):
        html = side_by_side.shared(compare_departments(few, ["区经济信息委", "区科技局"])).html
        assert "没有两个以上单位共同参加的任务" in html

    @pytest.mark.parametrize(
        "block", [side_by_side.figures, side_by_side.behind, side_by_side.sections, side_by_side.shared]
    )
    def test_what_the_report_says_never_becomes_markup(self, hostile, block):
        html = block(compare_departments(hostile, ["区教委", "<b>区科技局</b>"])).html
        assert "<script" not in html and "<img" not in html and "<b>区" not in html
