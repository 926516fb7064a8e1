"""What is planned, begun, left over, promised or of another year is never taken for done."""

from datetime import date

import pytest

from shinpingba.reading.row import read_row

AS_OF = date(2022, 9, 30)

# task, noun, unit, target, another figure, verb of the report, verb of work
TASKS = [
    ("改造老旧小区", "老旧小区", "个", "42", "17", "完工", "改造"),
    ("新建充电桩", "充电桩", "个", "600", "240", "建成", "建设"),
    ("新建农村公路", "农村公路", "公里", "30", "18", "完工", "建设"),
    ("培训农民", "农民", "人次", "3000", "2100", "完成培训", "培训"),
    ("新增养老床位", "养老床位", "张", "800", "460", "新增", "新增"),
    ("新建幼儿园", "幼儿园", "所", "6", "2", "建成", "建设"),
]
BEGINNINGS = ["", "{task}{target}{unit}。"]
REPORTS = [
    "计划11月{verb}{n}{unit}。",
    "预计年底前{verb}{n}{unit}。",
    "力争四季度{verb}{n}{unit}。",
    "拟{work}{n}{unit}。",
    "正在{work}{noun}{n}{unit}。",
    "已开工{noun}{n}{unit}。",
    "在建{noun}{n}{unit}。",
    "{n}{unit}正在招标。",
    "{n}{unit}已完成方案设计。",
    "{n}{unit}尚未{verb}。",
    "还有{n}{unit}未{verb}。",
    "仍有{n}{unit}正在推进。",
    "去年{verb}{noun}{n}{unit}。",
    "上年同期{verb}{n}{unit}。",
    "下一步将{verb}{n}{unit}。",
    "确保年内{verb}{noun}{n}{unit}。",
    "{noun}{n}{unit}已列入明年计划。",
    "剩余{n}{unit}加快推进。",
    "已摸排{noun}{n}{unit}。",
    "2019年以来累计{verb}{noun}{n}{unit}。",
    "“十三五”以来累计{verb}{n}{unit}。",
    "三年来累计{verb}{noun}{n}{unit}。",
    "其余{n}{unit}正在施工。",
    "{n}{unit}未能如期{verb}。",
    "比去年同期多{verb}{n}{unit}。",
    "比序时进度少{n}{unit}。",
    "距年度目标还差{n}{unit}。",
    "缺口{n}{unit}。",
    "总投资{n}亿元。",
    "涉及{noun}{n}{unit}。",
    "已下达{noun}计划{n}{unit}。",
    "年度任务{n}{unit}已分解到各镇。",
    "申报{noun}{n}{unit}。",
    "已签约{noun}{n}{unit}。",
]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_figure_that_is_not_done_is_not_taken(beginning, report):
    for task, noun, unit, target, n, verb, work in TASKS:
        words = {"task": task, "noun": noun, "unit": unit, "target": target, "n": n, "verb": verb, "work": work}
        progress = (beginning + report).format(**words)
        assert read_row("", f"{task}{target}{unit}", progress, AS_OF).achieved == {}, progress
