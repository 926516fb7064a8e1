"""The report checked against itself: each kind on sentences with and without the error, then every finding on the real report."""

from datetime import date

import pandas as pd
import pytest
from case_files import params, read_cases

import shinpingba as sp
from shinpingba.checks import check, check_counts, check_table, check_words, summary, surest_words
from shinpingba.checks.finding import row_of, row_of_summary
from shinpingba.checks.lists import check_lists, check_repeated_projects
from shinpingba.checks.narrative import check_narrative
from shinpingba.checks.repeats import check_repeats
from shinpingba.checks.spellings import check_spellings
from shinpingba.checks.sums import check_sums
from shinpingba.columns import CHECK_LABELS, records
from shinpingba.judging.rules import LATE, RULES


def row(progress, task="", row_id="C1", table="key_task"):
    return row_of({"row_id": row_id, "table": table, "task": task, "progress": progress}, date(2021, 3, 31))


def shown(findings):
    return {f"{f.kind}:{f.place.quote}:{'agrees' if f.agrees else 'differs'}" for f in findings}


@pytest.mark.parametrize("rule", RULES)
def test_what_the_summary_claims_is_held_against_the_rule_asked_for(rule):
    report = sp.read_report("2021Q1")
    tasks = sp.assess(report, rule=rule).tasks
    found = check(report, rule=rule)
    claim = found[found["quote"].str.contains("137项任务均正常推进")]
    keys = tasks[tasks["table"] == "key_task"]
    assert claim["recomputed"].tolist() == [(~keys["status"].isin(LATE)).sum()]


@pytest.mark.parametrize("case", params(read_cases("checks"), "teaches"))
def test_a_sentence_gives_its_findings_and_no_other(case):
    read = row(case["progress"], case["task"])
    assert shown([*check_sums(read), *check_lists(read)]) == set(case["findings"].split())


class TestTwoRows:
    def test_one_commitment_with_two_figures_differs(self):
        rows = (
            row("已完工7.7公里。", "新改建污水管网约60公里", "B6", "livelihood"),
            row("完成改建5.5km。", "新改建60公里管网", "C98"),
        )
        assert shown(check_repeats(rows)) == {"twice:7.7公里:differs"}

    def test_a_rounding_agrees(self):
        rows = (
            row("已完工7.7公里。", "新改建污水管网60公里", "B6", "livelihood"),
            row("完成改建7.68km。", "新改建60公里管网", "C98"),
        )
        assert shown(check_repeats(rows)) == {"twice:7.7公里:agrees"}

    def test_two_commitments_of_one_number_are_two(self):
        rows = row("已建成5个充电站。", "新建8个充电站", "C1"), row("已建成2个服务站。", "打造8个服务站", "C2")
        assert shown(check_repeats(rows)) == set()

    def test_a_figure_that_only_one_of_the_two_reports_is_asked_for(self):
        rows = (
            row("已完成1500个停车泊位建设。", "新增公共停车泊位7000个", "B2", "livelihood"),
            row("5个停车场正在施工。", "新增7000个公共停车位", "C87"),
        )
        assert shown(check_repeats(rows)) == {"twice:1500个:differs"}

    def test_all_begun_contradicts_a_part_in_preparation(self):
        rows = (
            row("65个项目已完成方案设计。", "改造130万平方米老旧小区", "B1", "livelihood"),
            row("老旧小区改造项目均已开工。", "改造130万平方米老旧小区", "C66"),
        )
        assert shown(check_repeats(rows)) == {"twice:老旧小区改造项目均已开工:differs"}

    def test_one_work_with_two_percentages_differs(self):
        rows = row("滨江路二期已完成总工程量的92.7%。"), row("滨江路二期已完成总工程量的90%。", row_id="C2")
        assert shown(check_repeats(rows)) == {"twice:92.7%:differs"}

    def test_two_stretches_of_one_road_are_two_works(self):
        rows = row("二横线物流园段总体已完成87%。"), row("二横线西段已完成总工程量的84.9%。", row_id="C2")
        assert shown(check_repeats(rows)) == set()

    def test_two_trades_of_one_building_are_not_the_whole_work(self):
        rows = row("红岩大桥主体结构已完成87%。"), row("红岩大桥装修已完成20%。", row_id="C2")
        assert shown(check_repeats(rows)) == set()

    @pytest.mark.parametrize(("share", "agrees"), [("27.3%", "agrees"), ("29.3%", "differs")])
    def test_a_share_of_the_year_is_recomputed_from_the_row_that_has_the_target(self, share, agrees):
        one = row(f"空气质量优良天数82天,完成年度任务的{share}。", "空气质量完成年度任务", "A9", "indicator")
        other = row("实现空气质量优良天数82天。", "确保优良天数300天以上", "C100")
        assert shown(check_repeats([one, other])) == {f"share_of_year:{share}:{agrees}"}

    def test_a_project_counted_in_two_lists_must_not_be_added_up(self):
        rows = row("引进广达轨道设备、图元等7个项目。"), row("签约广达轨道设备、中森等17个项目。", row_id="C2")
        assert shown(check_repeated_projects(rows)) == {"counted_twice:广达轨道设备:differs"}

    def test_lists_of_different_things_may_share_a_name(self):
        rows = row("建成吉芯科技、西科院等8家研发机构。"), row("培育吉芯科技、旺成等21家高新企业。", row_id="C2")
        assert shown(check_repeated_projects(rows)) == set()


class TestSummary:
    ROWS = (
        row("路基正在施工。", "路面改造", "B1", "livelihood"),
        row("正在申请立项。", "饮水工程", "B2", "livelihood"),
        row("同比增长35.2%。", "一般公共预算收入增长3%", "A1", "indicator"),
    )

    def claims(self, text):
        statuses = {"B1": "unknown", "B2": "at_risk", "A1": "on_schedule"}
        return shown(check_narrative(row_of_summary(text), self.ROWS, statuses))

    def test_as_many_begun_as_claimed(self):
        assert self.claims("民生实事中,1项任务已进场施工。") == {"narrative:1项任务已进场施工:agrees"}
        assert self.claims("民生实事中,2项任务已进场施工。") == {"narrative:2项任务已进场施工:differs"}

    def test_normal_is_contradicted_by_what_is_late(self):
        assert self.claims("民生实事2项任务均正常推进。") == {"narrative:民生实事2项任务均正常推进:differs"}
        assert self.claims("民生实事1项任务正常推进。") == {"narrative:民生实事1项任务正常推进:agrees"}

    def test_a_growth_rate_about_thirty_percent_is_not_35(self):
        assert self.claims("预期目标中,一般公共预算收入增长率预计在30%左右。") == {
            "narrative:一般公共预算收入增长率预计在30%左右:differs"
        }
        assert self.claims("预期目标中,一般公共预算收入增长率预计在35%左右。") == {
            "narrative:一般公共预算收入增长率预计在35%左右:agrees"
        }

    def test_a_heading_counts_the_rows(self):
        assert self.claims("2项民生实事进展情况") == {"narrative:2项民生实事进展情况:agrees"}
        assert self.claims("3项民生实事进展情况") == {"narrative:3项民生实事进展情况:differs"}


def test_a_department_of_two_spellings_is_found_at_the_rarer_one():
    leads = ["区住房城乡建委", "区住房城乡建委", "区住建委", "区规划自然资源局区农业农村委"]
    rows = pd.DataFrame({"row_id": ["C1", "C2", "C3", "C4"], "lead": leads, "cooperating": pd.NA})
    assert [(f.place.row_id, f.place.quote) for f in check_spellings(rows)] == [("C3", "区住建委"), ("C4", leads[3])]


@pytest.fixture(scope="module")
def report():
    return sp.read_report("2021Q1")


@pytest.fixture(scope="module")
def checks(report):
    return check(report)


class TestTheRealReport:
    @pytest.mark.parametrize(
        ("row_id", "kind", "stated", "recomputed"),
        [
            ("C122", "rate", 0.994, 169 / 179),
            ("C122", "unit", 913_040_000, 91_304),
            ("C48", "excess", 58, 235),
            ("C24", "excess", 20, 29),
            ("B6", "twice", 7.7, 5.5),
            ("B8", "twice", 0.30, 0.17),
        ],
    )
    def test_a_known_error_is_found(self, checks, row_id, kind, stated, recomputed):
        found = checks[(checks["row_id"] == row_id) & (checks["kind"] == kind) & ~checks["agrees"]]
        assert found[["stated", "recomputed"]].iloc[0].tolist() == pytest.approx([stated, recomputed])

    def test_every_true_sum_agrees(self, checks):
        agreeing = checks[checks["agrees"]]
        sums = agreeing[agreeing["kind"].isin(["rate", "total", "remainder", "share_of_year"])]
        assert set(sums["row_id"]) == {"A9", "B1", "B4", "C7", "C59", "C86", "C95", "C96", "C111", "C118", "C122"}

    def test_every_finding_that_was_judged_by_reading_is_there_and_no_other(self, checks):
        differing = checks[~checks["agrees"]]
        assert differing["kind"].value_counts().to_dict() == {
            "counted_twice": 8, "twice": 8, "name": 4, "numbering": 3, "narrative": 3, "excess": 2, "rate": 1, "unit": 1,
        }  # fmt: skip

    def test_every_quote_is_an_exact_piece_of_its_cell(self, report, checks):
        cells = report.rows.set_index("row_id")
        for found in records(checks):
            for prefix in ("", "other_"):
                row_id, field, start, quote = (found[prefix + name] for name in ("row_id", "field", "start", "quote"))
                if quote is not None:
                    text = cells.at[row_id, field] if row_id else summary(report)
                    assert text[start : start + len(quote)] == quote

    def test_a_person_reads_them_in_chinese(self, checks):
        shown = check_table(checks[~checks["agrees"]], "rate")
        assert shown.to_dict("records") == [
            {
                "编号": "C122", "类型": "比率", "原文": "99.4%", "对照": "C122 ②全区179栋无水高层建筑已有169栋完工通水",
                "说明": "169栋÷179栋=94.41%", "结果": "不符", "把握": "高",
            }
        ]  # fmt: skip

    def test_every_kind_has_a_word(self, checks):
        assert set(checks["kind"]) <= set(CHECK_LABELS)


def test_a_table_without_a_summary_is_checked_by_its_rows():
    frame = pd.DataFrame({"task": ["改造"], "progress": ["交办40项,已整改30项,整改率75%。"], "lead": ["区城管局"]})
    checks = check(sp.Report.from_rows(frame, period="2021Q1"))
    assert checks[["row_id", "kind", "agrees"]].to_numpy().tolist() == [["C1", "rate", True]]


def test_a_report_without_figures_has_no_findings_but_all_columns():
    frame = pd.DataFrame({"task": ["加强学习"], "progress": [pd.NA], "lead": ["区政府办公室"]})
    checks = check(sp.Report.from_rows(frame, period="2021Q1"))
    assert checks.empty
    assert {"stated", "recomputed", "agrees", "other_quote", "reason"} <= set(checks.columns)


def test_the_surest_place_is_told_and_every_kind_is_counted():
    checks = check(sp.read_report("2021Q1"))
    assert surest_words(checks) == "最有把握的一处：C122写“99.4%”，169栋÷179栋=94.41%。"
    assert surest_words(checks[checks["agrees"]]) == "没有不符的。"
    counts = check_counts(checks)
    assert counts["不符"].sum() + counts["相符"].sum() == len(checks)
    assert f"可以复算的{len(checks)}处，{counts['相符'].sum()}处相符" in check_words(checks)


class TestClasses:
    """What the office counts by class against the rows it classes so."""

    PAGE = "2021年三季度民生清单进展情况\n清单150项:完成20项;按进度128项;没按进度{count}项。没按进度的2项:北环路、污水厂二期。\n"
    TABLE = (
        "2021年三季度进展情况\n{words}\n序号 | 工作任务 | 进展情况 | 是否达序时 |\n"
        "1 | 新建公厕12座 | 已建成10座 | 达序时 |\n2 | 改造市场3个 | 已改造1个 | 未达序时 |\n"
    )

    def found(self, text, folder):
        page = folder / "页.txt"
        page.write_text(text, encoding="utf-8")
        checks = check(sp.read_report(page, period="2021Q3"))
        found = checks[(checks["kind"] == "narrative") & checks["reason"].str.startswith("归为")]
        return dict(zip(found["quote"], found["agrees"], strict=True))

    @pytest.mark.parametrize(("count", "found"), [(2, {"没按进度2项": True}), (1, {"没按进度1项": False}), (9, {})])
    def test_a_list_may_name_some_and_not_more_than_it_counts(self, count, found, tmp_path):
        assert self.found(self.PAGE.format(count=count), tmp_path) == found

    @pytest.mark.parametrize(
        ("words", "found"),
        [("达序时1项,未达序时1项。", {"达序时1项": True, "未达序时1项": True}), ("达序时2项。", {"达序时2项": False})],
    )
    def test_a_table_names_all_that_it_counts(self, words, found, tmp_path):
        assert self.found(self.TABLE.format(words=words), tmp_path) == found
