"""The share of a plan that is told as a multiple of it: 造林5200亩,为年度任务2000亩的2.6倍 is 260 % of the year's task."""

import re

from ..language.passage import Passage
from ..language.quantities import Number

_PLAN = "(?:任务|目标|计划)(?:任务|目标|计划|投资|总)*[数量额值]?"
_AMOUNT = r"\s*[(（]?\s*[0-9.]+[^,，。；;、0-9()（）的]{1,6}[)）]?"
# 为年度任务2000亩的|2.6倍, 达到全年计划的|1.5倍; not 是去年任务的3倍, 增长2.3倍, 高于全省计划2倍
_OF_PLAN = re.compile(rf"(?:[为是占达]|完成|相当于)[^,，。；;、0-9]{{0,10}}{_PLAN}(?:{_AMOUNT})?\s*的\s*约?$")
_FORMER = re.compile("(?:[去上往前]一?年|同期|每年|年均)[^,，。；;]*$")  # 是去年同期完成任务1700亩的3倍
_ENDS = re.compile(r"(?:多|左右|以上|之多)?(?=\s*(?:[,，。；;、)）]|$))")  # not 3倍工作量
_TIMES = re.compile(r"\s*[)）]?\s*的\s*约?(?P<times>[0-9.]+)\s*倍")
_NEAR = 40  # characters before a multiple in which the plan is named


def as_share(passage: Passage, number: Number) -> Number:
    """A number, as a percentage where it is a multiple of a plan: 2.6倍 of 为年度任务2000亩的2.6倍."""
    is_multiple = number.unit == "倍" and _ENDS.match(passage.text, number.end)
    if not is_multiple or not _is_of_plan(passage.text, number.start):
        return number
    return number._replace(kind="percent", unit="", dimension="share")


def is_multiplied(text: str, end: int) -> bool:
    """Whether a figure that ends at `end` is a plan of which a multiple is told behind it: 为年度任务2000亩|的2.6倍."""
    multiple = _TIMES.match(text, end)
    return multiple is not None and _is_of_plan(text, multiple.start("times"))


def _is_of_plan(text: str, place: int) -> bool:
    """Whether the words that end at a place name a plan of this time, with or without its figure."""
    start = max(0, place - _NEAR)
    is_of_plan = _OF_PLAN.search(text, start, place)
    return is_of_plan is not None and not _FORMER.search(text, start, place)
