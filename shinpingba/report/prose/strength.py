"""How surely a clause tells progress, by its words: 2 its words say so, 1 they say so in a report, 0 not at all."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...language.denials import is_denied
from ...language.quantities import Number
from .signs import Sign

SURE, LIKELY, NONE = 2, 1, 0
WORK = {"act", "built"}
_DONE = {*WORK, "done"}
_NOT_YET = {"future", "advice", "past", "promise", "visit", "reason"}
_PREMISES = {"plan", "size"}
_FAR, _NEAR = 30, 12  # characters between a verb and its figure: 新增…5万人, 3所学校竣工
_LISTS = "、等"
_GOAL = re.compile(r"\([^()0-9,。;]{0,8}(?:计划|目标|任务)[^()0-9,。;]{0,4}")
_TASKS = {"项", "件"}
_CANNOT = re.compile("无法|难以|不可?能|完不成")


def strength_of(words: str, signs: Sequence[Sign], labels: frozenset[str], figures: Sequence[Number]) -> int:
    """How surely the clause with these signs, their labels and figures tells progress.

    2  a share of the plan, a rate of completion, a class of the office, or a figure with 已 or 累计
    1  growth, a rate, work with its figure, neither planned nor promised: in a plan the same words stand; a figure and its goal
    """
    if "past" in labels and "share" not in labels:
        return NONE
    if {"future"} == labels & {"future", "already"} and labels & {"share", "rate"}:  # 确保上半年完成年度计划的50%
        return NONE
    if (
        labels & {"share", "rate"}
        or _is_share_of_work(words, signs, figures)
        or ("verdict" in labels and _is_meant(words, signs, labels))
    ):
        return SURE
    if labels & {"already", "sum", "since"} and figures:
        return SURE
    if "rank" in labels:  # of the figure before it: 空气优良天数233天,并列第3
        return LIKELY
    if "unbegun" in labels and not labels & _NOT_YET:
        return LIKELY
    if goal_aside(words, figures) and not labels & {*_NOT_YET, "size"}:
        return LIKELY
    if not figures or labels & _NOT_YET or (labels & _PREMISES and not _is_kept(signs)):
        return NONE
    return LIKELY if _is_measured(signs, figures) or _is_done(words, signs, figures) else NONE


_COME_ABOUT = re.compile("(?:(?<!计划)(?<!应)完成|(?<!计划)建成|新增|实现|累计|已|达)[^,，。;:]{0,10}$")
_SCOPE = re.compile("建设|改造|[新改扩]建|维修|整治|治理|造林|规划|安排|实施|确定|项目|任务|工程|总|面积")
_NEAR = 14  # characters before a figure in which such words stand


def goal_aside(words: str, figures: Sequence[Number]) -> bool:
    """Whether a figure is told with its goal in brackets behind it, and is no scope of works.

    新增就业3.2万人(年度目标5万人)      not 新建学校4所(计划投资5亿元), nor tasks counted by kind: 任务113项(指标7项、重点任务106项)
    建成绿道32公里(年度任务60公里)      not 绿道建设100公里(年度计划60公里), of which 100公里 are the scope
    """
    pairs = [each for each in pairwise(figures) if _GOAL.fullmatch(words, each[0].end, each[1].start)]
    ahead = [words[max(0, one.start - _NEAR) : one.start] for one, _ in pairs]
    if any(_SCOPE.search(each) and not _COME_ABOUT.search(each) for each in ahead):
        return False
    return len(pairs) == 1 and all(one.kind == "count" and one.unit == goal.unit not in _TASKS for one, goal in pairs)


def _is_share_of_work(words: str, signs: Sequence[Sign], figures: Sequence[Number]) -> bool:
    """Whether a share of work that goes on stands in brackets right behind it: 引水工程正在施工中(75%)."""
    ends = {sign.end for sign in signs if sign.label == "doing"}
    return any(each.kind == "percent" and words[each.start - 1] == "(" and each.start - 1 in ends for each in figures)


def _is_meant(words: str, signs: Sequence[Sign], labels: frozenset[str]) -> bool:
    """Whether a class is said and not planned: 低于序时进度; of what is to come only what cannot be done (预计年底前无法竣工)."""
    if labels & {"plan", "advice"} or "future" not in labels:
        return not labels & {"plan", "advice"}
    return any(sign.label == "verdict" and _CANNOT.search(words, sign.start, sign.end) for sign in signs)


def _is_kept(signs: Sequence[Sign]) -> bool:
    """Whether what was planned or is there is said to be done behind it: 10个计划投产项目实现投产7个, 共有47个项目实现开工."""
    premise = max(sign.end for sign in signs if sign.label in _PREMISES)
    return any(sign.label == "done" and sign.start > premise for sign in signs)  # not 计划完成投资


def _is_measured(signs: Sequence[Sign], figures: Sequence[Number]) -> bool:
    """Whether a figure stands right behind a word of growth or a rate: 增长8.1%, 失业率3.31%."""
    ends = {sign.end for sign in signs if sign.label in ("growth", "level")}
    return any(end in (figure.start, figure.start - 1) for figure in figures for end in ends)


def _is_done(words: str, signs: Sequence[Sign], figures: Sequence[Number]) -> bool:
    """Whether a figure is that of a word of work: 新增城镇就业5万人, 3所学校竣工; not across a list: 河道治理、公园等6个项目."""
    works = [sign for sign in signs if sign.label in _DONE and not is_denied(words, sign.start)]  # 未完成的14个
    for sign in works:
        behind = next((each for each in figures if each.start >= sign.end), None)
        if behind and behind.start - sign.end <= _FAR and not set(_LISTS) & set(words[sign.end : behind.start]):
            return True
    reach = {sign.start: _NEAR if sign.label in WORK else 0 for sign in works}  # 3所学校竣工, 34家完成
    return any(0 <= start - figure.end <= far for figure in figures for start, far in reach.items())
