"""Two reports side by side: what moved, what stood still, what was dropped; a year's course; the office's later verdicts."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from case_files import params, read_cases

import shinpingba as sp
from shinpingba import briefs
from shinpingba.columns import AGAINST
from shinpingba.quarters import (
    back_test,
    back_test_words,
    change_table,
    change_words,
    compare,
    course_table,
    due_milestones,
    kept_milestones,
    match_rows,
    milestone_words,
    pace_table,
    rule_changes,
    rule_words,
    slowest_words,
    trend,
)
from shinpingba.showing.cells import readable


def report(period, *rows):
    """A report of (task, progress) rows, or (row_id, task, progress)."""
    rows = [row if len(row) == 3 else (f"C{number}", *row) for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(rows, columns=["row_id", "task", "progress"]).assign(lead="区城管局")
    return sp.Report.from_rows(frame, period=period)


def assessed(period, *rows):
    return sp.assess(report(period, *rows))


def compared(then, now, task="新建5G基站1500个", later_task=None):
    """The one commitment of two reports of one row each."""
    return compare(assessed("2021Q1", (task, then)), assessed("2021Q3", (later_task or task, now))).iloc[0]


class TestRows:
    def test_the_same_number_with_like_words_is_the_same_row(self):
        found = match_rows(report("2021Q1", ("新建停车位100个", "")), report("2021Q3", ("新建停车位120个", "")))
        assert found[["later_row_id", "matched_by"]].to_numpy().tolist() == [["C1", "number"]]

    def test_a_row_that_moved_is_found_by_its_words_and_the_score_is_shown(self):
        found = match_rows(
            report("2021Q1", ("加强安全生产监管工作", ""), ("新建停车位100个", "")),
            report("2021Q3", ("新建停车位100个", ""), ("推进老旧小区改造提升", "")),
        )
        assert found[["row_id", "later_row_id", "matched_by", "match_score"]].astype(object).fillna(
            ""
        ).to_numpy().tolist() == [
            ["C1", "", "", ""],
            ["C2", "C1", "text", 100.0],
            ["", "C2", "", ""],
        ]


# What a row says, then and now, and what became of its commitment.
STORIES = [
    ("一季度新建5G基站300个。", "1-9月新建5G基站1500个。", "completed"),
    ("一季度新建5G基站400个。", "1-9月新建5G基站700个。", "newly_behind"),
    ("一季度新建5G基站100个。", "1-9月新建5G基站1130个。", "caught_up"),
    ("一季度新建5G基站300个。", "1-9月新建5G基站200个。", "reversed"),
    ("一季度新建5G基站300个。", "1-9月新建5G基站700个。", "same"),
    ("一季度新建5G基站100个。", "目前新建5G基站100个。", "stalled"),
    ("一季度新建5G基站500个。", "1-9月新建5G基站1200个。", "down"),
    ("一季度新建5G基站400个。", "1-9月新建5G基站1400个。", "up"),
    ("正在选址。", "正在施工。", "unclear"),
    ("一季度新建5G基站约300个。", "1-9月新建5G基站290个。", "same"),  # an estimate that was too high is no reversal
]


class TestACommitment:
    @pytest.fixture(scope="class")
    @classmethod
    def changes(cls):
        then, now = ([("新建5G基站1500个", story[side]) for story in STORIES] for side in (0, 1))
        return compare(assessed("2021Q1", *then), assessed("2021Q3", *now))

    @pytest.mark.parametrize("number", range(len(STORIES)), ids=[f"{then}{now}" for then, now, _ in STORIES])
    def test_the_weightiest_change_is_named(self, changes, number):
        assert changes["change"][number] == STORIES[number][2]

    def test_a_person_reads_it_in_chinese(self, changes):
        columns = ("row_id", "later_done_quote", "gained_value", "pace_kept_share", "status", "later_status", "change")
        assert readable(changes, *columns).iloc[1].to_dict() == {
            "编号": "C2", "后一期原文": "1-9月新建5G基站700个", "增加": "300个", "为所需进度的": "40.9%",
            "状态": "达序时", "后一期状态": "滞后", "变化": "新显落后",
        }  # fmt: skip

    def test_gain_and_pace_are_held_against_the_pace_that_was_needed(self, changes):
        found = changes.iloc[4]
        assert (found["gained_value"], found["pace"], found["required_pace"]) == (400, 200, 400)
        assert found["pace_kept_share"] == 0.5

    def test_a_target_of_another_size_is_reworded(self):
        found = compared("一季度新建5G基站300个。", "1-9月新建5G基站900个。", later_task="新建5G基站1000个")
        assert (found["change"], found["target_value"], found["later_target_value"]) == ("reworded", 1500, 1000)

    def test_a_target_that_is_gone_is_dropped_and_a_new_one_is_new(self):
        found = compare(
            assessed("2021Q1", ("新建5G基站1500个,数字经济增加值增长15%", "推进中。")),
            assessed("2021Q3", ("新建5G基站1500个,智能工厂6个", "已经开工。")),
        )
        assert found["change"].tolist() == ["unclear", "dropped", "new"]

    def test_gains_are_not_carried_over_a_new_year(self):
        earlier = assessed("2021Q4", ("新建5G基站1500个", "新建5G基站1400个。"))
        found = compare(earlier, assessed("2022Q1", ("新建5G基站1500个", "新建5G基站200个。"))).iloc[0]
        assert found[["gained_value", "pace"]].isna().all()
        assert found["change"] != "reversed"

    def test_a_task_without_a_target_has_a_row_of_its_own(self):
        found = compared("正在起草方案。", "正在起草方案。", task="完善工作机制")
        assert pd.isna(found["target_no"])
        assert found["is_stalled"]


def test_two_reports_are_assessed_by_the_default_rule_and_compared():
    earlier, later = (
        assessed("2021Q1", ("新建5G基站1500个", "新建5G基站100个。")),
        assessed("2021Q3", ("新建5G基站1500个", "新建5G基站900个。")),
    )
    pd.testing.assert_frame_equal(compare(earlier.report, later.report), compare(earlier, later))


@pytest.mark.parametrize("case", params(read_cases("changes"), "teaches"))
def test_sentences_of_two_quarters_give_their_changes(case):
    earlier = assessed("2021Q1", (case["task"], case["then"]))
    later = assessed("2021H1", (case["later_task"] or case["task"], case["now"]))
    assert compare(earlier, later)["change"].tolist() == case["changes"].split()


class TestAPartialReport:
    """A report that is silent about a row says nothing of it, whether it is the earlier or the later one."""

    ROWS = ("新建5G基站1500个", "新开通5G基站600个。"), ("改造农村危房70户", "已改造农村危房40户。")

    @pytest.fixture(scope="class")
    @classmethod
    def partial(cls):
        half = assessed("2021H1", cls.ROWS[0])
        return replace(half, report=replace(half.report, absent=("C2",)))

    def test_as_the_later_one(self, partial):
        assert compare(assessed("2021Q1", *self.ROWS), partial)["change"].tolist()[1] == "not_told"

    def test_as_the_earlier_one(self, partial):
        assert compare(partial, assessed("2021Q3", *self.ROWS))["change"].tolist()[1] == "first_told"


class TestTheCourseOfAYear:
    RESULTS = ("一季度新建5G基站300个。", "上半年新建5G基站700个。", "1-9月新建5G基站1000个。")

    @pytest.fixture(scope="class")
    @classmethod
    def results(cls):
        periods = ("2021Q1", "2021H1", "2021Q3")
        return [
            assessed(*each) for each in zip(periods, (("新建5G基站1500个", told) for told in cls.RESULTS), strict=True)
        ]

    def test_the_projection_draws_the_pace_so_far_out_to_december(self, results):
        end = trend(results).iloc[-1]
        assert end["is_projection"]
        assert end["completion_share"] == pytest.approx(1000 / 1500 / 0.75)

    def test_its_range_is_the_slowest_and_the_fastest_quarter(self, results):
        end = trend(results).iloc[-1]
        assert (end["low_share"], end["high_share"]) == pytest.approx((1300 / 1500, 1400 / 1500))

    def test_a_figure_that_fell_does_not_fall_on(self):
        first, second = (
            assessed(*each)
            for each in (("2021Q1", ("植树100棵", "植树40棵。")), ("2021Q3", ("植树100棵", "植树30棵。")))
        )
        assert trend([first, second])["low_share"].iloc[-1] == pytest.approx(0.3)

    def test_a_single_report_has_no_range(self, results):
        end = trend(results[:1]).iloc[-1]
        assert end["is_projection"]
        assert end[["low_share", "high_share"]].isna().all()

    def test_what_is_completed_is_not_projected(self):
        done = assessed("2021Q1", ("新建5G基站1500个", "一季度新建5G基站1500个。"))
        assert trend([done])["is_projection"].tolist() == [False]

    def test_a_department_is_the_median_of_the_targets_that_every_report_tells_of(self):
        first = assessed("2021Q1", ("新建5G基站100个", "新建5G基站20个。"), ("新建停车位100个", "新建停车位40个。"))
        second = assessed("2021Q3", ("新建5G基站100个", "新建5G基站60个。"), ("新建停车位100个", "正在施工。"))
        course = trend([first, second], by="department")
        assert course["department"].unique().tolist() == ["区城管局"]
        assert course["completion_share"].tolist() == pytest.approx([0.2, 0.6, 0.8])

    def test_the_chart_has_a_strip_for_what_several_reports_tell_of_and_calls_the_projection_one(self, results):
        drawn = sp.draw_course(trend(results)).to_dict()
        points = [row for rows in drawn["datasets"].values() for row in rows]
        assert {row["label"] for row in points} == {"新建5G基站1500个  C1"}
        assert {row["period"] for row in points if row.get("is_projection")} == {"年底（推算）"}
        assert "报告66.7%\n推算88.9%\n（86.7%至93.3%）" in {row.get("words") for row in points}
        assert "推算不是预测" in drawn["description"]

    def test_the_chart_leaves_out_what_only_one_report_tells_of(self, results):
        drawn = sp.draw_course(trend(results[:1])).to_dict()
        assert not any(drawn["datasets"].values())

    def test_the_chart_says_by_how_many_targets_a_department_is_judged(self, results):
        drawn = sp.draw_course(trend(results, by="department")).to_dict()
        labels = {row["label"] for rows in drawn["datasets"].values() for row in rows}
        assert labels == {"区城管局（1个目标）"}
        assert "只作参考" in drawn["description"]

    @pytest.mark.parametrize("by", ["target", "department"])
    def test_no_reports_have_an_empty_course(self, by):
        assert trend([], by=by).columns.tolist() == list(AGAINST[f"course_{by}"])

    def test_the_reports_may_come_in_any_order(self, results):
        pd.testing.assert_frame_equal(trend(results[::-1]), trend(results))

    def test_another_by_is_refused_in_words(self, results):
        with pytest.raises(ValueError, match="target 或 department"):
            trend(results, by="section")


class TestTables:
    """Each table and sentence as a person reads it, from the fewest rows that can go wrong."""

    @pytest.fixture(scope="class")
    @classmethod
    def changes(cls):
        earlier = assessed(
            "2021Q1",
            ("新建公园12个", "建成公园1个。"),
            ("新建公厕9座", "建成公厕3座。"),
            ("推进换届", "正在推进换届。"),
        )
        later = assessed(
            "2021H1",
            ("新建公园12个", "建成公园2个。"),
            ("新建公厕9座", "建成公厕7座。"),
            ("推进换届", "正在推进换届。"),
        )
        return compare(earlier, later)

    def test_a_task_without_a_target_is_named_by_its_own_words(self, changes):
        assert changes["item"].tolist() == ["公园", "公厕", "推进换届"]
        assert change_table(changes)["目标"].tolist() == ["新建公园12个", "新建公厕9座", "推进换届"]

    def test_only_the_kinds_asked_for_are_listed(self, changes):
        assert change_table(changes, "stalled")["编号"].tolist() == ["C3"]
        assert change_table(changes, "dropped").empty

    def test_the_slowest_comes_first_and_is_told(self, changes):
        assert pace_table(changes)["为所需进度的"].tolist() == ["27.3%", "200.0%"]
        assert slowest_words(changes) == "最慢的是“新建公园12个”：增加1个，平均每季1个，为所需3.67个的27.3%。"
        assert "没有一个慢于" in slowest_words(changes[changes["row_id"] == "C2"])

    def test_the_course_lists_what_two_reports_tell_of(self):
        rows = ("新建公园12个", "建成公园1个。"), ("新建公厕9座", "建成公厕3座。")
        first, second = assessed("2021Q1", *rows), assessed("2021H1", rows[0])
        assert course_table(trend([first, second]))["编号"].unique().tolist() == ["C1"]


class TestMilestones:
    def test_only_those_of_the_next_quarter_are_due(self):
        result = assessed("2021Q1", ("改造道路", "甲路计划6月完工,乙路计划8月完工。"))
        assert due_milestones(result)["due"].tolist() == ["2021-06"]

    def test_a_later_report_shows_what_became_of_each_date(self):
        promised = ("中井路建成通车", "中井路计划6月建成通车。")
        begun = ("污水处理厂建设", "土主污水处理厂计划7月进场施工。")
        earlier = assessed("2021Q1", promised, promised, promised, begun)
        told = ["中井路已建成通车。", "中井路正在施工。", "完成绿化养护。", "土主污水处理厂正在主体施工。"]
        rows = zip([promised[0]] * 3 + [begun[0]], told, strict=True)
        found = kept_milestones(earlier, assessed("2021Q3", *rows))
        assert found["kept"].tolist() == ["met", "missed", "silent", "met"]


class TestOtherRules:
    def test_the_own_rule_changes_nothing(self):
        result = assessed("2021Q1", ("新建5G基站1500个", "一季度新建5G基站330个。"))
        changes = rule_changes(result).set_index("rule")
        assert changes["changed_count"].to_dict() == {"months/12": 0, "points-10-30": 1, "spi-0.9-0.6": 1}
        assert changes["late_count"].to_dict() == {"months/12": 1, "points-10-30": 0, "spi-0.9-0.6": 1}

    def test_without_a_completion_there_is_nothing_to_change(self):
        assert "结论也不变" in rule_words(assessed("2021Q1", ("推进换届", "正在推进。")))

    def test_the_line_names_the_others(self):
        words = rule_words(assessed("2021Q1", ("新建5G基站1500个", "一季度新建5G基站330个。")))
        assert words.count("换用") == 2
        assert "换用“差10和30个百分点分级”，1个目标的状态会变" in words


class TestTheYear2021:
    @pytest.fixture(scope="class")
    @classmethod
    def first(cls):
        return sp.assess(sp.read_report("2021Q1"))

    @pytest.fixture(scope="class")
    @classmethod
    def third(cls):
        return sp.assess(sp.read_report("2021Q3"))

    def test_rows_that_a_partial_report_leaves_out_are_never_unreported(self, first, third):
        found = compare(first, third)
        absent = found[found["row_id"].isin(third.report.absent)]
        assert set(absent["change"]) == {"not_told"}

    def test_5g_kept_two_fifths_of_the_pace_it_needed(self, first, third):
        found = compare(first, third).set_index(["row_id", "target_no"]).loc[("C21", 1)]
        assert (found["gained_value"], found["pace"]) == (352, 176)
        assert found["pace_kept_share"] == pytest.approx(176 / (1328 / 3))

    def test_the_office_later_named_what_was_flagged_and_one_indicator_that_was_not(self, first, third):
        table = back_test(first, third.report).set_index("row_id")
        assert table["outcome"][["C7", "C21", "A7", "B6"]].tolist() == ["hit", "hit", "missed", "false_alarm"]
        assert table.at["A7", "is_base_effect"]

    def test_the_words_of_a_back_test_say_how_small_it_is(self, first, third):
        words = back_test_words(back_test(first, third.report))
        assert "14项中，3项未达标或滞后：当时标出2项，未标出1项（其中1项当时注明了低基数）" in words
        assert "样本很小" in words

    def test_the_words_of_a_comparison_say_how_many_rows_could_be_compared(self, first, third):
        words = change_words(compare(first, third), first, third)
        assert "能对上18行（前一期157行，后一期18行，后一期只有部分内容，未载的不作判断）" in words

    def test_what_fell_due_is_counted_by_what_became_of_it(self, first, third):
        kept = kept_milestones(first, third)
        words = milestone_words(kept)
        assert f"到期的{len(kept)}个时间节点" in words
        assert sum(map(int, re.findall(r"(\d+)个(?!时)", words))) == len(kept)

    def test_the_brief_holds_the_later_report_against_the_earlier_one_in_the_words_of_both(self, first, third):
        html = briefs.changes(third, [first]).html
        assert "与2021年一季度的报告相比，能对上18行" in html
        assert "一季度新开通5G基站172个" in html and "1-9月新建5G基站524个" in html
        assert "增加352个，平均每季176个，为所需443个的39.8%" in html
        assert set(re.findall('href="#(.*?)"', html)) <= set(third.tasks["row_id"])

    def test_the_brief_lists_what_stood_still_by_its_rows(self, first):
        html = briefs.changes(first, [first]).html
        assert f"几乎一字未改（日期除外）的{html.count('href=')}行" in html

    def test_the_brief_takes_the_last_complete_report_and_no_partial_one(self, first, third):
        assert "与2021年一季度的报告相比" in briefs.changes(first, [first, third]).html

    def test_a_report_without_verdicts_has_nothing_to_be_held_against(self, first):
        assert back_test(first, first.report).empty
