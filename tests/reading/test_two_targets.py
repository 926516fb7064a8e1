"""Two targets in one row: each has its own figure, in whatever order and form the two are told."""

from datetime import date

import pytest

from shinpingba.reading.row import read_row

AS_OF = date(2022, 9, 30)

# of each target: noun, unit, verb of the task, verb of the report, target, done
PAIRS = [
    (("公园", "个", "新建", "建成", 12, 7), ("公厕", "座", "改造", "改造", 40, 22)),
    (("幼儿园", "所", "新建", "建成", 6, 4), ("中小学", "所", "改扩建", "改扩建", 9, 5)),
    (("污水管网", "公里", "新建", "建成", 60, 33), ("雨水管网", "公里", "改造", "改造", 45, 20)),
    (("高新技术企业", "家", "培育", "培育", 50, 31), ("专精特新企业", "家", "培育", "培育", 30, 12)),
    (("养老床位", "张", "新增", "新增", 800, 460), ("托育托位", "个", "新增", "新增", 500, 320)),
    (("城镇就业", "人", "新增", "新增", 26000, 14300), ("失业人员再就业", "人", "实现", "实现", 8000, 5100)),
    (("棚户区住房", "套", "开工", "开工", 4200, 2900), ("老旧小区", "个", "改造", "完成改造", 35, 18)),
]
TASKS = ["{v1}{n1}{t1}{u1}、{v2}{n2}{t2}{u2}", "{v1}{n1}{t1}{u1},{v2}{n2}{t2}{u2}。"]
BEGINNINGS = [
    "",
    "{v1}{n1}{t1}{u1},{v2}{n2}{t2}{u2}。",
    "截至9月底,",
    "全年计划{v1}{n1}{t1}{u1}、{v2}{n2}{t2}{u2},目前",
]
REPORTS = [
    "已{w1}{n1}{d1}{u1}、{w2}{n2}{d2}{u2}。",
    "{n1}已{w1}{d1}{u1},{n2}已{w2}{d2}{u2}。",
    "累计{w1}{n1}{d1}{u1},完成年度任务的{s1}%;{w2}{n2}{d2}{u2},完成年度任务的{s2}%。",
    "{w1}{n1}{d1}{u1},{w2}{n2}{d2}{u2},分别完成年度任务的{s1}%、{s2}%。",
    "已{w2}{n2}{d2}{u2},{w1}{n1}{d1}{u1}。",
    "{n1}{w1}{d1}{u1}({s1}%),{n2}{w2}{d2}{u2}({s2}%)。",
    "①{n1}:已{w1}{d1}{u1}。②{n2}:已{w2}{d2}{u2}。",
    "一是{w1}{n1}{d1}{u1},其中第三季度{i1}{u1}。二是{w2}{n2}{d2}{u2},其中第三季度{i2}{u2}。",
    "1-9月{w1}{n1}{d1}{u1},三季度{w2}{n2}{i2}{u2},累计{w2}{n2}{d2}{u2}。",
    "{n1}{t1}{u1},已{w1}{d1}{u1};{n2}{t2}{u2},已{w2}{d2}{u2}。",
]
DISTRIBUTED = "{n1}、{n2}分别完成{d1}{u1}、{d2}{u2}。"


def words_of(number, noun, unit, verb, told, target, done):
    share = f"{done / target * 100:.1f}"
    facts = {"n": noun, "u": unit, "v": verb, "w": told, "t": target, "d": done, "i": max(1, done // 5), "s": share}
    return {f"{name}{number}": fact for name, fact in facts.items()}


def readings(beginning, report, pairs):
    """What is read of both targets, beside what is done of them, for every pair and form of the task."""
    for one, other in pairs:
        words = words_of(1, *one) | words_of(2, *other)
        for task in TASKS:
            cells = task.format(**words), (beginning + report).format(**words)
            reading = read_row("", *cells, AS_OF)
            own = [number for number, target in enumerate(reading.targets) if target.field == "task"]
            yield (
                cells,
                [reading.achieved[n].value if n in reading.achieved else None for n in own],
                [one[-1], other[-1]],
            )


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_each_target_has_its_own_figure(beginning, report):
    for cells, found, wanted in readings(beginning, report, PAIRS):
        assert found == wanted, cells


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_distributed_list_gives_each_thing_its_figure(beginning):
    for cells, found, wanted in readings(beginning, DISTRIBUTED, PAIRS):
        assert all(value in (None, right) for value, right in zip(found, wanted, strict=True)), cells
