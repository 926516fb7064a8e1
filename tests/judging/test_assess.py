"""Rows judged by the calendar: statuses, reasons, and the words that prove each."""

from datetime import date

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.columns import COLUMNS, TABLES
from shinpingba.judging.assessment import judge_row
from shinpingba.judging.rules import RULES, elapsed_share, judge_share
from shinpingba.reading.milestones import find_milestones

AS_OF = date(2021, 3, 31)
TEXT_OF = {
    "mentions": ("start", "quote", "field"),
    "rejected": ("start", "quote", "field"),
    "items": ("start", "quote", None),
}


@pytest.fixture(scope="module")
def result():
    return sp.assess(sp.read_report("2021Q1"))


def judged(task, progress, rule="months/12"):
    return judge_row({"row_id": "C1", "name": None, "task": task, "progress": progress}, AS_OF, rule)


def status(task, progress, rule="months/12"):
    return judged(task, progress, rule)["tasks"][0]["status"]


@pytest.mark.parametrize(
    ("task", "progress", "expected"),
    [
        ("新建5G基站1500个", "新开通5G基站172个", "behind"),
        ("引进20个首店品牌", "已完成5家首店品牌引进", "on_schedule"),
        ("引进20个项目", "已引进8个项目", "ahead"),
        ("治理1000亩废弃矿坑", "已治理废弃矿坑1221亩", "completed"),
        ("新建养老服务站8个", "正在开展选址", "at_risk"),
        ("固定资产投资增长8%", "固定资产投资同比增长20%", "on_schedule"),
        ("民间投资占比80%以上", "民间投资占比65%", "behind"),
        ("空气质量完成年度目标任务", "优良天数82天,完成年度任务的27.3%", "on_schedule"),
        ("推动细胞制备中心建设", "项目已暂缓", "suspended"),
        ("建成宣教中心", "正在组织招标", "at_risk"),
        ("坚持依法行政", "认真学习贯彻会议精神", "routine"),
        ("推进综合整治", "有序推进", "unknown"),
        ("新建公厕5个,新增停车位7000个", "5个公厕已建成", "on_schedule"),
    ],
)
def test_a_task_has_the_status_of_its_worst_commitment(task, progress, expected):
    assert status(task, progress) == expected


def test_the_rule_decides_between_on_schedule_and_behind():
    assert [status("新建基站100个", "已建成基站14个", rule) for rule in RULES] == ["behind", "at_risk", "behind"]
    assert [status("新建基站100个", "已建成基站24个", rule) for rule in RULES] == [
        "behind",
        "on_schedule",
        "on_schedule",
    ]


def test_work_that_has_begun_in_part_is_not_said_to_be_all_in_preparation():
    reasons = [
        judged("改造老旧小区70个", progress)["targets"][0]["reason"]
        for progress in ("70个小区正在办理前期手续", "5个小区已进场施工,65个小区正在办理前期手续")
    ]
    assert reasons == ["尚无完成数,相关工作均处于前期或未启动", "尚无完成数,相关工作大多处于前期或未启动"]


def test_an_unknown_rule_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="months/12"):
        sp.assess(sp.read_report("2021Q1"), rule="months/11")


def test_elapsed_share_is_months_gone_of_twelve():
    assert [elapsed_share(date(2021, month, 28)) for month in (3, 6, 9, 11)] == [
        0.25,
        0.5,
        0.75,
        pytest.approx(0.9167, abs=1e-4),
    ]


def test_the_reason_says_how_far_and_how_far_under():
    assert judge_share(172 / 1500, 0.25, "months/12") == ("behind", "完成11.5%,低于序时进度13.5个百分点")


def test_the_pace_that_is_needed_is_spread_over_the_quarters_left():
    (target,) = judged("新建5G基站1500个", "新开通5G基站172个")["targets"]
    assert target["required_pace"] == pytest.approx((1500 - 172) / 3)
    assert target["pace_ratio"] == pytest.approx((1500 - 172) / 3 / 172)


def test_growth_of_early_2021_is_met_with_a_base_effect_and_never_a_completion():
    (target,) = judged("地区生产总值增长6%以上", "预计一季度GDP增长20%左右")["targets"]
    assert (target["status"], target["completion_share"], target["is_base_effect"]) == ("on_schedule", None, True)


def test_a_level_in_a_unit_of_its_own_is_judged_but_has_no_gap_in_points():
    (target,) = judged("PM2.5年均浓度控制在30微克/立方米以下", "PM2.5年均浓度32.5微克/立方米")["targets"]
    assert (target["status"], target["reason"], target["gap"]) == ("behind", "高于目标2.5微克/立方米", None)
    (target,) = judged("城镇调查失业率控制在5%以内", "城镇调查失业率5.2%")["targets"]
    assert (target["status"], target["gap"]) == ("behind", pytest.approx(0.002))


@pytest.mark.parametrize(
    ("task", "progress", "expected"),
    [
        ("办理时限压缩至4个工作日", "办理时限6个工作日", ("behind", "高于目标2个工作日")),
        ("办理时限压缩至4个工作日", "办理时限3个工作日", ("on_schedule", "达到目标")),
        ("PM10平均浓度达到50微克/立方米", "PM10平均浓度52.4微克/立方米", ("behind", "高于目标2.4微克/立方米")),
        ("不良贷款率降至1.5%", "不良贷款率1.7%", ("behind", "高于目标0.2个百分点")),
        ("生产安全事故死亡人数控制在5人以内", "发生生产安全事故死亡2人", ("on_schedule", "达到目标")),
        ("较大生产安全事故死亡0人", "较大生产安全事故死亡2人", ("behind", "高于目标2人")),
        ("政府债务余额控制在800亿元以内", "政府债务余额812.5亿元", ("behind", "高于目标12.5亿元")),
    ],
)
def test_a_level_that_is_to_fall_is_met_from_above(task, progress, expected):
    (target,) = judged(task, progress)["targets"]
    assert (target["status"], target["reason"]) == expected


def test_a_row_with_a_date_to_come_is_not_done():
    assert status("北环路建成通车", "北环路已建成通车") == "completed"
    assert status("北环路建成通车", "桥梁已完工,预计8月上旬具备通车条件") == "unknown"


def test_a_reason_without_a_figure_is_true_where_another_target_has_one():
    (task,) = judged("引进项目10个,改造市场3个", "引进项目5个;市场改造正在推进")["tasks"]
    assert task["reason"].endswith(";另有1个目标没有可比较的数字")
    (task,) = judged("改造市场3个", "市场改造正在推进")["tasks"]
    assert task["reason"] == "进展中没有可与目标比较的数字"


def test_a_target_without_a_figure_is_unknown_and_never_zero():
    (target,) = judged("建成40条道路", "其余道路正在推进")["targets"]
    assert (target["done_value"], target["completion_share"], target["spi"]) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("路基已完成,计划6月建成通车。", [("路基建成通车", "2021-06")]),
        ("计划6月完成18个项目,年底前完工11个项目。", [("完成18个项目", "2021-06"), ("完工11个项目", "2021-12")]),
        ("方案已于3月下旬审核通过。", []),
        ("2020年考核问题已整改。", []),
        ("力争上半年开工。", [("开工", "2021-06")]),
        ("累计完成七成,预计8月通车。", [("通车", "2021-08")]),
        ("计划6月完成主体、9月通车。", [("完成主体", "2021-06"), ("通车", "2021-09")]),
        ("花溪隧道计划4月底贯通、年底前通车。", [("花溪隧道贯通", "2021-04"), ("花溪隧道通车", "2021-12")]),
        (
            "预计6月底前、9月底前分别完成一期、二期。",
            [("分别完成一期、二期", "2021-06"), ("分别完成一期、二期", "2021-09")],
        ),
        ("路基已完工,进行桥面铺设,计划6月通车。", [("路基通车", "2021-06")]),
        ("一季度数据预计4月10日完成统计。", [("一季度数据完成统计", "2021-04")]),
    ],
)
def test_a_milestone_is_a_date_to_come_with_its_event(text, expected):
    assert [(m.event, m.due) for m in find_milestones(text, AS_OF)] == expected


def test_two_dates_of_a_clause_are_two_milestones_each_with_its_own_words():
    text = "新桥计划6月合龙、9月通车。"
    assert [(m.quote, text[m.start : m.end]) for m in find_milestones(text, AS_OF)] == [
        ("新桥计划6月合龙", "新桥计划6月合龙"),
        ("9月通车", "9月通车"),
    ]


def test_in_the_last_weeks_the_pace_needed_is_what_is_left():
    row = {"row_id": "C1", "task": "新建公园12个", "progress": "已建成公园11个"}
    (target,) = judge_row(row, date(2021, 11, 30), "months/12")["targets"]
    assert target["required_pace"] == 1
    assert target["pace_ratio"] == pytest.approx(1)


def test_a_time_allowed_is_to_be_stayed_below():
    (target,) = judged("企业开办时间压缩至3个工作日", "企业开办时间压缩至2个工作日")["targets"]
    assert target["status"] == "on_schedule"
    (target,) = judged("企业开办时间压缩至3个工作日", "企业开办时间压缩至5个工作日")["targets"]
    assert target["status"] == "behind"


def test_so_many_for_so_many_people_is_a_level_and_has_no_calendar():
    (target,) = judged("每千人口拥有执业医师3.2人", "每千人口拥有执业医师3.05人")["targets"]
    assert (target["kind"], target["completion_share"], target["status"]) == ("share", None, "behind")
    assert target["reason"] == "低于目标0.15人"


def test_the_report_has_157_tasks_and_about_110_targets(result):
    assert len(result.tasks) == 157
    assert 105 <= len(result.targets) <= 115


@pytest.mark.parametrize("name", ["tasks", "targets", "items", "milestones", "mentions", "rejected", "departments"])
def test_a_table_has_its_columns_in_order_with_their_types(result, name):
    table = getattr(result, name)
    assert tuple(table.columns[: len(TABLES[name])]) == TABLES[name]
    assert all(str(table[column].dtype) == COLUMNS[column].dtype for column in TABLES[name])


@pytest.mark.parametrize(
    ("name", "quote", "start", "field"),
    [
        ("mentions", "quote", "start", None),
        ("rejected", "quote", "start", None),
        ("items", "quote", "start", "progress"),
        ("milestones", "quote", "start", "progress"),
        ("targets", "target_quote", "target_start", "task"),
        ("targets", "done_quote", "done_start", "progress"),
        ("tasks", "quote", "start", None),
    ],
)
def test_every_figure_leads_back_to_the_words_that_prove_it(result, name, quote, start, field):
    rows = result.report.rows.set_index("row_id")
    proved = getattr(result, name).dropna(subset=[quote])
    assert len(proved)
    for record in proved.to_dict("records"):
        text = rows.at[record["row_id"], field or record["field"]]
        assert text[record[start] : record[start] + len(record[quote])] == record[quote]


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
    assert late["sentence"].tolist() == ["新建公园9座。上半年新建公园1座,完成11.1%,低于序时进度38.9个百分点。"]


def test_a_lagging_target_has_the_offices_sentence(result):
    late = sp.lagging(result).set_index(["row_id", "target_no"])
    assert late.at[("C21", 1), "sentence"] == (
        "新建5G基站1500个。一季度新开通5G基站172个,完成11.5%,低于序时进度13.5个百分点。(牵头单位:区经济信息委)"
    )


def test_the_lagging_list_begins_with_the_largest_gap(result):
    gaps = sp.lagging(result).query("status == 'behind'")["gap"].dropna()
    assert gaps.is_monotonic_increasing


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
