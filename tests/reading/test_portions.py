"""What tells of a portion, of another place or time, or of what is not done, is never taken for the year's figure.

Every form stands for tasks of several kinds; what is done is known, so that a reading is right or wrong whatever the words between.
"""

from datetime import date

import pytest

from shinpingba.reading.row import read_row

AS_OF = date(2022, 9, 30)

# task, noun, verb of the report, unit, done in nine months, in the quarter, in the month, in another place or year
TASKS = [
    ("新建公厕40座", "公厕", "建成", "座", 18, 5, 2, 31),
    ("改造老旧小区42个", "老旧小区", "完工", "个", 17, 6, 3, 35),
    ("新建农村公路60公里", "农村公路", "建成", "公里", 33, 11, 4, 52),
    ("发放创业贷款5000万元", "创业贷款", "发放", "万元", 3200, 1100, 420, 4600),
    ("新增养老床位800张", "养老床位", "新增", "张", 460, 150, 60, 690),
    ("引进项目60个", "项目", "引进", "个", 27, 9, 4, 48),
]

YEAR_TO_DATE = [
    "三季度{v}{n}{q},累计{v}{d}。",
    "三季度{v}{n}{q}(累计{d})。",
    "累计{v}{n}{d}(三季度{q})。",
    "累计{v}{n}{d},其中三季度{v}{q}。",
    "累计{v}{n}{d},其中9月{v}{m}。",
    "9月单月{v}{n}{m},1-9月{v}{d}。",
    "{n}:9月{v}{m},累计{v}{d}。",
    "截至9月底,{v}{n}{d},较6月底新增{q}。",
    "截至9月底,{n}累计{v}{d},较上季度增加{q}。",
    "较上季度新增{n}{q},累计{v}{d}。",
    "上半年{v}{n}{m},三季度{v}{q},累计{d}。",
    "本月{v}{n}{m}、累计{v}{d}。",
]
OWN = [
    "全省共{v}{n}{o},我县{v}{d}。",
    "全市{v}{n}{o},其中我区{v}{d}。",
    "全区现有{n}{o},今年{v}{d}。",
    "{v}{n}{d}(去年同期{q})。",
]
INCREMENTS = [
    "8月以来{v}{n}{m}。",
    "7月以来,{v}{n}{q}。",
    "三季度以来{v}{n}{q}。",
    "6月底以来{v}{n}{q}。",
    "上月{v}{n}{m}。",
    "上一季度{v}{n}{q}。",
    "近三个月{v}{n}{q}。",
    "月内{v}{n}{m}。",
    "新{v}{n}{q}(7-9月)。",
    "9月{v}{n}{m}、8月{v}{q}。",
    "月均{v}{n}{m}。",
    "平均每月{v}{n}{m}。",
    "当日{v}{n}{m}。",
    "一季度{v}{n}{m},二季度{v}{q},三季度{v}{q},共计{d}。",
]
ELSEWHERE = [
    "邻县{v}{n}{o}。",
    "参观了东山县{v}的{o}{n}。",
    "东山镇{v}{n}{q},西河镇{v}{n}{m}。",
    "2021年{v}{n}{o}。",
    "截至2021年末,{v}{n}{o}。",
    "近三年{v}{n}{o}。",
    "建区以来{v}{n}{o}。",
    "现有{n}{o}。",
    "全区共有{n}{o}。",
]
NOT_DONE = [
    "可{v}{n}{d}。",
    "承诺{v}{n}{d}。",
    "能否{v}{n}{d}尚不确定。",
    "为{v}{n}{d},已召开推进会。",
    "以{v}{n}{d}为目标。",
    "按{v}{n}{d}的要求推进。",
    "具备{v}{n}{d}的条件。",
    "{n}{d}基本具备{v}条件。",
    "已确定{n}{d}。",
    "已落实{n}{d}的资金。",
    "尚缺{n}{d}。",
    "取消{n}{d}。",
    "{n}{d}进入收尾阶段。",
    "{n}不超过{d}。",
    "{n}设计完成90%。",
]


def read(form):
    """What is read of each task in a form, beside what is done."""
    for task, noun, verb, unit, done, quarter, month, other in TASKS:
        figures = {"d": f"{done}{unit}", "q": f"{quarter}{unit}", "m": f"{month}{unit}", "o": f"{other}{unit}"}
        reading = read_row("", task, form.format(n=noun, v=verb, **figures), AS_OF)
        got = reading.achieved.get(0)
        yield None if got is None else got.value / (10_000 if unit == "万元" else 1), done


@pytest.mark.parametrize("form", [*YEAR_TO_DATE, *OWN])
def test_the_year_to_date_is_what_is_done(form):
    for got, done in read(form):
        assert got == pytest.approx(done)


@pytest.mark.parametrize("form", [*INCREMENTS, *ELSEWHERE, *NOT_DONE])
def test_no_figure_of_the_year_is_told(form):
    assert [got for got, _ in read(form)] == [None] * len(TASKS)
