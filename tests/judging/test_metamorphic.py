"""What changes nothing in what a text says changes no figure and no status: another way to write it, another row beside it."""

import re
from functools import cache

import pandas as pd
import pytest

import shinpingba as sp

TOLD = [
    ("新建社区食堂1500个。", "已建成420个,正在装修36个。"),
    ("改造老旧小区30个。", "已完工18个。其余正在施工。"),
    ("栽植树木24000株。", "一季度栽植树木2600株。同步开展管护。"),
    ("绿化荒山12000亩。", "已完成绿化110亩。苗木正在采购。"),
    ("完成固定资产投资320000万元。", "累计完成固定资产投资96000万元。项目手续正在办理。"),
    ("培训护理员2400人次。", "已培训护理员1250人次。教材已印发。"),
    ("新建公园4个、停车场7个。", "已建成公园1个。停车场已建成6个。"),
    ("整治河道25公里。", "已整治河道25公里。"),
    ("新增托位600个。", "正在选址。方案已报审。"),
    ("新增公办幼儿园3所。", "已召开工作会议。"),
    ("社会消费品零售总额增长7%。", "社会消费品零售总额同比增长9.5%。"),
    ("城镇新增就业9000人。", "城镇新增就业3180人,完成目标的35.3%。"),
]
CHINESE = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def in_numbers(write):
    """A change of every whole number of a text."""
    return lambda text: re.sub(r"(?<![\d.])\d+(?![\d.%])", lambda found: write(int(found[0])), text)


def in_chinese(number):
    if number >= 10_000:
        return f"{in_chinese(number // 10_000)}万{_behind(number % 10_000, 1000)}"
    for scale, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            return f"{CHINESE[number // scale]}{name}{_behind(number % scale, scale // 10)}"
    return CHINESE[number]


def _behind(rest, next_scale):
    if not rest:
        return ""
    return ("零" if rest < next_scale else "") + in_chinese(rest)


def in_ten_thousands(number):
    return f"{number / 10_000:g}万" if number >= 1000 and number % 100 == 0 else str(number)


def in_hundred_millions(text):
    return re.sub(r"(\d+)万元", lambda found: f"{int(found[1]) / 10_000:g}亿元", text)


def swapped(text):
    first, *others = text.rstrip("。").split("。")
    return "。".join([*others, first]) + "。"


WRITTEN_OTHERWISE = {
    "without its last full stop": lambda text: text.rstrip("。"),
    "with half-width stops": lambda text: text.replace("。", "；"),
    "with commas in its numbers": in_numbers(lambda number: f"{number:,}"),
    "with full-width commas in its numbers": in_numbers(lambda number: f"{number:,}".replace(",", "，")),
    "with blanks in its numbers": in_numbers(lambda number: f"{number:,}".replace(",", " ")),
    "with thin blanks in its numbers": in_numbers(lambda number: f"{number:,}".replace(",", "\u2009")),
    "with apostrophes in its numbers": in_numbers(lambda number: f"{number:,}".replace(",", "’")),
    "with a blank before and behind each number": in_numbers(lambda number: f" {number} "),
    "in full width": lambda text: text.translate(WIDE),
    # 一个 is no number but an article
    "in Chinese numerals": in_numbers(lambda number: in_chinese(number) if number > 1 else str(number)),
    "in 万": in_numbers(in_ten_thousands),
    "in 亿": in_hundred_millions,
    "with full-width marks": lambda text: text.replace(",", "，"),
}
PROGRESS_OTHERWISE = {
    "its sentences swapped": swapped,
    "a sentence about the future behind it": lambda text: f"{text}下一步,将加快推进各项工作。",
    "a head of the future and a sentence behind it": lambda text: f"{text}接下来:加强调度,抓紧施工,全面推进。",
    "a figure of the future behind it": lambda text: f"{text}预计年底前再建成20个、完成投资3亿元。",
    "a sentence about what is planned before it": lambda text: f"计划于10月底前全面完成。{text}",
}
ROWS_OTHERWISE = {
    "another department": lambda rows: rows.assign(lead="区林业局"),
    "an unrelated row behind": lambda rows: pd.concat([rows, OTHER], ignore_index=True),
    "an unrelated row before": lambda rows: pd.concat([OTHER, rows], ignore_index=True),
    "the rows in another order": lambda rows: rows.iloc[::-1],
}
OTHER = pd.DataFrame([{"task": "发行专项债券77亿元。", "progress": "已发行专项债券61亿元。", "lead": "区财政局"}])


def plain_rows():
    return pd.DataFrame([{"task": task, "progress": progress, "lead": "区民政局"} for task, progress in TOLD])


def found(rows, originals):
    """For each original task, in its order: the figures of its targets and its status."""
    result = sp.assess(sp.Report.from_rows(rows, period="2021Q1"))
    ids = dict(zip(originals, result.tasks["row_id"], strict=True))
    statuses = result.tasks.set_index("row_id")["status"]
    targets = result.targets.fillna({"done_value": -1}).groupby("row_id")[["target_value", "done_value"]]
    figures = {row_id: part.round(6).values.tolist() for row_id, part in targets}
    return [(figures.get(ids[n]), statuses[ids[n]]) for n in range(len(TOLD))]


@cache
def as_told():
    return found(plain_rows(), range(len(TOLD)))


@cache
def otherwise(name):
    rows = plain_rows()
    if name in ROWS_OTHERWISE:
        changed = ROWS_OTHERWISE[name](rows.assign(original=range(len(TOLD))))
        return found(changed.drop(columns="original"), changed["original"].fillna(-1).astype(int))
    fields = ["task", "progress"] if name in WRITTEN_OTHERWISE else ["progress"]
    rows[fields] = rows[fields].map((WRITTEN_OTHERWISE | PROGRESS_OTHERWISE)[name])
    return found(rows, range(len(TOLD)))


def test_the_texts_tell_something_to_begin_with():
    assert {status for _, status in as_told()} >= {"behind", "ahead", "completed", "on_schedule"}
    assert sum(figures is not None for figures, _ in as_told()) == len(TOLD)


@pytest.mark.parametrize("number", range(len(TOLD)), ids=[task for task, _ in TOLD])
@pytest.mark.parametrize("name", [*WRITTEN_OTHERWISE, *PROGRESS_OTHERWISE, *ROWS_OTHERWISE])
def test_what_changes_nothing_in_what_is_said_changes_no_figure_and_no_status(name, number):
    assert otherwise(name)[number] == as_told()[number]
