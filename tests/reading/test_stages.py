"""The object of 完成 decides the stage; a row's stage follows from its items."""

from datetime import date

import pytest
from case_files import params, read_cases
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.judging.assessment import judge_row
from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.stages import find_items, is_standing, task_stage, worst_stage


@pytest.mark.parametrize("case", params(read_cases("stages"), "task"))
def test_a_task_has_the_stage_that_a_reader_gives_it(case):
    row = {"row_id": "C1", "name": None, "task": case["task"], "progress": case["progress"]}
    assert judge_row(row, date(2022, 6, 30), "months/12")["tasks"][0]["stage"] == case["stage"]


def stages(progress, task=""):
    return [item.stage for item in find_items(progress, find_mentions(progress), task)]


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("已完成方案设计", ["preparing"]),
        ("30公里步道已完成项目招标", ["preparing"]),
        ("沙磁5号路主体完工", ["underway"]),
        ("凌云路口人行天桥已建成投用", ["done"]),
        ("已完成总工程量的84%", ["underway"]),
        ("项目已暂缓", ["suspended"]),
        ("项目暂未启动", ["not_started"]),
        ("正在进行主体施工", ["underway"]),
        ("坚持学习贯彻会议精神", ["routine"]),
        ("一季度新增就业7383人", ["underway"]),
        ("可研报告编制有序推进", ["preparing"]),
        ("按设计方案有序推进", ["underway"]),
        ("与青白江区签订《公共服务合作协议》", ["done"]),
        ("联合研究院项目正在推进中", ["underway"]),
        ("杨家沟污水站已进场施工,绿化方案正在审查", ["underway", "preparing"]),
        ("文化广场已建成过半", ["underway"]),
        ("路面已铺筑一半", ["underway"]),
        ("主体已完工,剩下绿化及照明", ["underway"]),
        ("接诉即办满意率保持96%以上", ["routine"]),
        ("群众诉求办结率保持在97%以上", ["routine"]),
        ("税收保持增长9%", ["underway"]),
        ("接诉即办满意率达到96%", ["underway"]),
        ("支出为年度预算的38.4%", ["underway"]),
        ("教育支出占预算的七成", ["underway"]),
        ("建成4所、在建2所、1所因征地问题停工", ["underway", "suspended"]),
    ],
)
def test_a_clause_has_the_stage_its_words_state(progress, expected):
    assert stages(progress) == expected


def test_a_plan_says_nothing_of_the_present():
    assert stages("路基已完工,计划6月建成通车") == ["done"]


def test_writing_a_plan_is_the_work_where_the_task_asks_for_the_plan():
    assert stages("正在编制风景名胜区规划", task="加快园区建设") == ["preparing"]
    assert stages("正在编制风景名胜区规划", task="编制风景名胜区保护规划") == ["underway"]


def test_many_preparing_works_to_one_on_site_make_the_row_preparing():
    progress = "5个项目已进场施工,65个项目已完成方案设计"
    assert task_stage(find_items(progress, find_mentions(progress))) == "preparing"


def test_a_row_whose_target_is_not_reached_is_under_way_though_all_it_reports_is_done():
    progress = "已建成5个全民健身点"
    items = find_items(progress, find_mentions(progress))
    assert task_stage(items, is_met=False) == "underway"
    assert task_stage(items, is_met=True) == "done"


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        ("任务已分解,改造方案正在审批,尚未动工", "preparing"),
        ("因规划调整,项目尚未开工", "not_started"),
        ("城北路已完工,南三路未开工", "underway"),
    ],
)
def test_a_row_that_has_not_begun_is_no_further_than_its_preparations(progress, expected):
    assert task_stage(find_items(progress, find_mentions(progress))) == expected


def test_half_of_standing_work_makes_a_row_routine_where_the_task_asks_for_nothing_else():
    assert is_standing("强化食品安全治理,严格规范执法") and not is_standing("加强联动,建成服务中心,完成改造")
    items = find_items("强化日常监督;正在开展4项整治", [])
    assert [item.stage for item in items] == ["routine", "underway"]
    assert task_stage(items, standing=True) == "routine"
    assert task_stage(items) == "underway"


def test_a_row_without_a_word_on_its_state_is_taken_to_be_under_way():
    assert task_stage([]) == worst_stage([]) == "underway"


@given(st.text(max_size=60))
def test_every_item_is_a_slice_of_its_text(text):
    for item in find_items(text, find_mentions(text)):
        assert text[item.start : item.end] == item.quote
