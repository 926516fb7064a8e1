"""What is planned, denied or of another year fulfils nothing, whatever its verb and wherever its words stand."""

from functools import cache
from itertools import product

import pandas as pd
import pytest

import shinpingba as sp

TASKS = [
    ("新建公厕12座", "公厕12座", ("建成", "完工", "竣工", "投用", "全部建成")),
    ("改造老旧小区12个", "老旧小区12个", ("改造", "完成改造", "完工", "全面完成")),
    ("城镇新增就业5000人", "城镇新增就业5000人", ("实现", "完成", "超额完成")),
    ("完成投资3亿元", "投资3亿元", ("完成", "实现", "全面完成")),
    ("发放贷款2000万元", "贷款2000万元", ("发放", "完成")),
]
FULFILLED = ["completed", "ahead", "on_schedule"]
PLANNED = (
    "计划 拟 力争 确保 争取 将 尽快 尽早 抓紧 有望 预计年底 年内计划 年底计划 明年计划 下一步将 目标是 计划于12月底前 拟于年底 须于年底前 "
    "应于12月前 预计12月底可 准备 打算 即将"
)
DENIED = "未 尚未 暂未 还未 仍未 未能 没有 还没有 未能如期 未按计划 无法 难以 未全部 迟迟未"
FORMER = "去年 上年 上年度 前年 2021年 2020年 截至2021年底 截至去年底已 “十三五”期间"


def judged(texts):
    """The tasks of a report of January to September 2022, one for each text."""
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": "县发改局"} for task, progress in texts])
    return sp.assess(sp.Report.from_rows(rows, period="2022Q3")).tasks


def forms(words):
    """Every task with every word before every verb, before the thing and behind it."""
    for word, (task, thing, verbs) in product(words.split(), TASKS):
        for verb in verbs:
            yield from ((task, f"{word}{verb}{thing}。"), (task, f"{thing}{word}{verb}。"))
            yield task, f"前期手续齐备,{word}{verb}{thing}。"


@cache
def judged_forms(words):
    """The tasks of those texts, judged once."""
    return judged(forms(words))


@pytest.mark.parametrize("words", [PLANNED, DENIED, FORMER], ids=["planned", "denied", "former"])
def test_it_makes_no_task_completed_or_in_time(words):
    tasks = judged_forms(words)
    fulfilled = tasks["status"].isin(FULFILLED) | tasks["stated_status"].isin(FULFILLED)
    assert tasks.loc[fulfilled, "progress"].tolist() == []


@pytest.mark.parametrize("words", [PLANNED, DENIED], ids=["planned", "denied"])
def test_it_is_no_finished_work(words):
    tasks = judged_forms(words)
    assert tasks.loc[tasks["stage"] == "done", "progress"].tolist() == []


@pytest.mark.parametrize(
    "words",
    [
        "年内计划完成年度任务",
        "难以全面完成年度任务",
        "未能全面完成年度任务",
        "明年计划全部完成",
        "应于12月前超额完成年度目标任务",
    ],
)
def test_the_year_s_task_is_not_said_to_be_fulfilled(words):
    assert judged([("新建公厕12座", f"{words}。")])["status"].tolist()[0] not in FULFILLED


@pytest.mark.parametrize(
    "words",
    ["已建成公厕12座", "公厕12座已全部建成", "确保了公厕12座建成投用", "截至8月底建成公厕12座", "今年已建成公厕12座"],
)
def test_what_is_done_is(words):
    assert judged([("新建公厕12座", f"{words}。")])["status"].tolist() == ["completed"]


@pytest.mark.parametrize(
    "words", ["公厕选址12座全部完成", "12座公厕基础施工已完成", "12座公厕任务分解已完成", "已完成公厕12座的招标"]
)
def test_a_preparation_builds_nothing(words):
    assert judged([("新建公厕12座", f"{words}。")])["status"].tolist()[0] not in FULFILLED
