"""The calendar a commitment is held against: shares, levels, growth, the pace that is needed."""

from datetime import date

import pytest
from one_row import judged, status

import shinpingba as sp
from shinpingba.judging.rules import RULES, elapsed_share, judge_share


def test_the_rule_decides_between_on_schedule_and_behind():
    assert [status("新建基站100个", "已建成基站14个", rule) for rule in RULES] == ["behind", "at_risk", "behind"]
    assert [status("新建基站100个", "已建成基站24个", rule) for rule in RULES] == [
        "behind",
        "on_schedule",
        "on_schedule",
    ]


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
    assert judge_share(172 / 1500, 0.25, "months/12") == ("behind", "完成11.5%，低于序时进度13.5个百分点")


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
        ("生产安全事故死亡人数控制在5人以内", "发生生产安全事故死亡1人", ("on_schedule", "达到目标")),
        (
            "生产安全事故死亡人数控制在5人以内",
            "发生生产安全事故死亡2人",
            ("at_risk", "已用去全年限额的40.0%，高于已过时间15.0个百分点"),
        ),
        ("较大生产安全事故死亡0人", "较大生产安全事故死亡2人", ("behind", "高于目标2人")),
        ("政府债务余额控制在800亿元以内", "政府债务余额812.5亿元", ("behind", "高于目标12.5亿元")),
    ],
)
def test_a_level_that_is_to_fall_is_met_from_above(task, progress, expected):
    (target,) = judged(task, progress)["targets"]
    assert (target["status"], target["reason"]) == expected


def test_in_the_last_weeks_the_pace_needed_is_what_is_left():
    (target,) = judged("新建公园12个", "已建成公园11个", as_of=date(2021, 11, 30))["targets"]
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


@pytest.mark.parametrize("rule", RULES)
def test_what_is_done_is_completed_and_what_is_far_ahead_is_ahead_by_every_rule(rule):
    assert [judge_share(share, 0.25, rule)[0] for share in (1.0, 1.3, 0.3)] == ["completed", "completed", "ahead"]


@pytest.mark.parametrize(
    ("rule", "share", "expected"),
    [
        ("months/12", 0.5, "on_schedule"),
        ("months/12", 0.49, "behind"),
        ("points-10-30", 0.41, "on_schedule"),
        ("points-10-30", 0.39, "at_risk"),
        ("points-10-30", 0.21, "at_risk"),
        ("points-10-30", 0.19, "behind"),
        ("spi-0.9-0.6", 0.45, "on_schedule"),
        ("spi-0.9-0.6", 0.44, "at_risk"),
        ("spi-0.9-0.6", 0.30, "at_risk"),
        ("spi-0.9-0.6", 0.29, "behind"),
    ],
)
def test_a_rule_draws_its_lines_where_it_says(rule, share, expected):
    assert judge_share(share, 0.5, rule)[0] == expected


@pytest.mark.parametrize(
    ("progress", "pace", "ratio"),
    [("已建成公园12个", None, None), ("公园正在选址", None, None), ("已建成公园0个", 4, None)],
)
def test_no_pace_is_told_where_nothing_is_left_or_nothing_is_known(progress, pace, ratio):
    (target,) = judged("新建公园12个", progress)["targets"]
    assert (target["required_pace"], target["pace_ratio"]) == (pace, ratio)


def test_at_the_end_of_the_year_no_pace_is_left():
    (target,) = judged("新建公园12个", "已建成公园11个", as_of=date(2021, 12, 31))["targets"]
    assert (target["required_pace"], target["pace_ratio"]) == (None, None)


@pytest.mark.parametrize(
    ("as_of", "is_low"), [(date(2021, 3, 31), True), (date(2021, 6, 30), False), (date(2022, 3, 31), False)]
)
def test_only_the_first_quarter_of_2021_grew_from_a_low_base(as_of, is_low):
    (target,) = judged("地区生产总值增长6%", "地区生产总值增长18%", as_of=as_of)["targets"]
    assert target["is_base_effect"] is is_low
