"""How offices write: the task said again, then what is done; the quarter's increment beside the year's total.

Every beginning stands before every report, for tasks of several kinds and verbs. The figure done is known, so that the reading is right or
wrong whatever the words between: a target said again is never done, and an increment is never the year's total.
"""

from datetime import date

import pytest

from shinpingba.reading.row import read_row

AS_OF = date(2022, 9, 30)

# task, unit, target, done, what the last quarter brought, what was done earlier in the year, verbs
TASKS = [
    ("改造老旧小区", "个", "42", "17", "5", "12", ("完工", "完成改造", "改造完成")),
    ("新增城镇就业", "人", "2.6万", "14300", "700", "9010", ("新增就业", "实现就业", "新增")),
    ("新建充电桩", "个", "600", "240", "60", "168", ("建成", "完成", "建成投用")),
    ("植树造林", "亩", "8000", "6100", "900", "4270", ("完成", "完成造林", "造林")),
    ("新建农村公路", "公里", "30", "18", "6", "12.6", ("完成", "建成", "完工")),
    ("发放创业贷款", "亿元", "5", "3.2", "1.1", "2.2", ("发放", "完成发放", "投放")),
    ("培训农民", "人次", "3000", "2100", "400", "1470", ("培训", "完成培训", "培训农民")),
    ("建设口袋公园", "座", "12", "7", "2", "5", ("建成", "建成开放", "完工")),
]

BEGINNINGS = [
    "",
    "{task}{target}{unit}。",
    "{task}{target}{unit},",
    "{task}{target}{unit}:",
    "全年计划{task}{target}{unit},",
    "年度任务为{task}{target}{unit}。",
    "今年计划{task}{target}{unit},",
    "目标任务{target}{unit},",
    "任务数{target}{unit},",
    "计划{task}{target}{unit}。",
    "{task}{target}{unit}任务,",
    "全年任务{target}{unit}。",
    "全市{task}{target}{unit}项目,",
]

REPORTS = [
    "已{verb}{done}{unit}。",
    "截至目前{verb}{done}{unit}。",
    "截至9月底,已{verb}{done}{unit}。",
    "1-9月{verb}{done}{unit}。",
    "累计{verb}{done}{unit}。",
    "目前已有{done}{unit}{verb}。",
    "实际{verb}{done}{unit}。",
    "现已{verb}{done}{unit},其余正在推进。",
    "{verb}{done}{unit},占任务的{share}%。",
    "已{verb}{done}{unit},完成率{share}%。",
    "前三季度{verb}{done}{unit},完成年度任务的{share}%。",
    "今年以来{verb}{done}{unit}。",
    "9月份{verb}{gain}{unit},1-9月累计{verb}{done}{unit}。",
    "三季度{verb}{gain}{unit},累计{verb}{done}{unit}。",
    "本季度{verb}{gain}{unit},今年以来累计{verb}{done}{unit}。",
    "三季度{verb}{gain}{unit},前三季度共{verb}{done}{unit}。",
    "累计{verb}{done}{unit},其中三季度{verb}{gain}{unit}。",
    "当月{verb}{gain}{unit},累计{verb}{done}{unit},完成目标的{share}%。",
    "三季度{verb}{gain}{unit},截至9月底共{verb}{done}{unit}。",
    "上半年{verb}{before}{unit},1-9月{verb}{done}{unit}。",
    "8月底{verb}{before}{unit},截至9月底{verb}{done}{unit}。",
    "去年同期{verb}{gain}{unit},今年1-9月{verb}{done}{unit}。",
]

ONLY_INCREMENTS = [
    "三季度{verb}{gain}{unit}。",
    "9月份{verb}{gain}{unit}。",
    "本季度{verb}{gain}{unit},比上季度多1{unit}。",
    "当月{verb}{gain}{unit}。",
]


def value(words, unit):
    scale = 10**4 if "万" in words else 1
    return float(words.replace("万", "")) * scale * (10**8 if unit == "亿元" else 1)


def rows(beginning, report):
    """Task, progress and the figure done, for every task and verb."""
    for task, unit, target, done, gain, before, verbs in TASKS:
        share = f"{value(done, unit) / value(target, unit) * 100:.1f}"
        for verb in verbs:
            words = {
                "task": task,
                "target": target,
                "unit": unit,
                "done": done,
                "gain": gain,
                "before": before,
                "verb": verb,
            }
            yield f"{task}{target}{unit}", (beginning + report).format(**words, share=share), value(done, unit)


def achieved(task, progress):
    reading = read_row("", task, progress, AS_OF)
    own = next(number for number, target in enumerate(reading.targets) if target.field == "task")
    return reading.achieved[own].value if own in reading.achieved else None


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_the_figure_done_is_found_behind_any_beginning(beginning, report):
    for task, progress, done in rows(beginning, report):
        assert achieved(task, progress) == pytest.approx(done), (task, progress)


@pytest.mark.parametrize("report", ONLY_INCREMENTS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_an_increment_alone_is_no_total_of_the_year(beginning, report):
    for task, progress, _ in rows(beginning, report):
        assert achieved(task, progress) is None, (task, progress)


@pytest.mark.parametrize("beginning", BEGINNINGS[1:])
def test_a_target_said_again_is_never_done(beginning):
    for task, progress, _ in rows(beginning, "正在推进。"):
        assert achieved(task, progress) is None, (task, progress)
