"""Where the plan of an item ends and its progress begins, in words that tell both: 年度计划改造86公里,|已完成47.5公里,占55.2%。"""

import re
from collections.abc import Sequence
from itertools import takewhile

from .parts import Part, Span, find_parts

_TELLS = {"already", "sum", "when", "share", "rate", "verdict", "doing"}
_ALL_DONE = re.compile("(?:目前|现在|现)?(?:已|均已|都已)(?:经|按期|如期)*全部(?:完工|完成|竣工|建成|投用|投入使用)")
_NEAR = 2  # clauses: 截至6月底,建成5个
_AHEAD = {"future", "promise", "advice", "plan"}
_OF_YEAR = re.compile(r"全年|本?年度|今年|年内|年初|(?<!截至)20[0-9]{2}年(?=安排|计划|下达|预算)")
# 全年新建幼儿园33所,|超额完成28所的年度目标: what is behind is the goal, and all of it is progress
_MEETS = re.compile(
    "(?:超额|提前|全面|如期|圆满|已)*(?:完成|实现|达到)了?[^,。;0-9]{0,6}[0-9][^,。;]{0,8}的?(?:年度|全年)+(?:目标|任务)"
)


def plan_and_progress(words: str, start: int, end: int) -> tuple[Span, Span] | None:
    """The plan and the progress in words[start:end], which a title stands over; None where they do not begin with a plan.

    年度计划改造86公里,已完成47.5公里     the plan says that it is one
    任务6200亩,完成5873亩                 as here, of which 完成 tells the progress
    全年新增就业1.2万人,上半年实现7430人  the year's figure, and one of the same unit
    新建小学3所,新增学位5400个。目前…2所  a sentence of its own, and the next tells of one of its units
    """
    parts = find_parts(words[start:end])
    parts = parts[_is_dated_plan(parts) :]
    ahead = list(takewhile(lambda part: not _tells(part), parts))
    planned = [part for part in ahead if "plan" in part.labels and part.figures]
    if planned:
        last = ahead.index(planned[-1])
        ahead = ahead[: last + 1] + list(takewhile(lambda part: "done" not in part.labels, ahead[last + 1 :]))
    behind = parts[len(ahead) :]
    told = [part for part in behind if part.sentence == behind[0].sentence]
    if not told or not any(part.figures for part in ahead) or ahead[0].labels & {"past", "which"}:
        return None
    if not planned and (first := _all_done(words[start:end], ahead, told[0])) is not None:
        return (start + ahead[first].start, start + ahead[-1].end), (start + told[0].start, end)
    is_met = _MEETS.match(words, start + told[0].start)
    if not planned and (is_met or not _counts_alike(words[start:end], ahead, told)):
        return None
    further = [part for part in behind if part.sentence > told[0].sentence and part.noun and part.figures]
    if ahead[0].sentence < ahead[-1].sentence and any("plan" in part.labels for part in further):
        return None  # 景观带建成;背街小巷改造计划40条,全部完成;口袋公园计划8个,建成6个: each has a plan of its own
    return (start + ahead[0].start, start + ahead[-1].end), (start + told[0].start, end)


def plan_and_dated(words: str, start: int, end: int) -> tuple[Span, Span] | None:
    """The plan and the progress of one sentence that calls its plan one and dates what came of it: 年计划增长7.5%,|1-10月增长6.9%."""
    parts = find_parts(words[start:end])
    planned, *behind = parts or (None,)
    told = behind[0] if behind else None
    if planned is None or told is None or not ("plan" in planned.labels and planned.figures and not planned.strength):
        return None
    is_told = told.strength and told.figures and "when" in told.labels and not told.noun
    return ((start + planned.start, start + planned.end), (start + told.start, end)) if is_told else None


def _is_dated_plan(parts: Sequence[Part]) -> bool:
    """Whether words begin with a date that is of what is told behind their plan: 截至6月底,|全年5万人搬迁任务,已搬迁3万人."""
    if len(parts) < 2:
        return False
    date, plan = parts[:2]
    return date.labels == {"when"} and not (date.noun or date.figures) and "plan" in plan.labels and not plan.strength


def _all_done(words: str, ahead: Sequence[Part], told: Part) -> int | None:
    """The first of clauses that name works and their figures, where the next says that all of them are done; None where it does not.

    投入资金6500万元,|涉及农村公路新建30公里、维修改造60公里,现已全部完工      not of money, nor of what is told already
    """
    if told.figures or told.noun or not _ALL_DONE.match(words, told.start, told.end):
        return None
    works = [bool(p.labels & {"act", "built"}) and any(f.dimension != "money" for f in p.figures) for p in ahead]
    first = works.index(True) if any(works) else len(works)
    return first if works[first:] and all(works[first:]) else None


def _tells(part: Part) -> bool:
    return bool(part.labels & _TELLS) and not (part.labels & _AHEAD and "share" not in part.labels)


def _counts_alike(words: str, ahead: Sequence[Part], told: Sequence[Part]) -> bool:
    """Whether clauses are a plan that does not say so: of the year or a sentence of their own, and of a unit that is told next."""
    units = {figure.unit for part in ahead for figure in part.figures if figure.kind == "count"}
    is_apart = told[0].sentence != ahead[-1].sentence
    of_year = bool(_OF_YEAR.search(words, ahead[0].start, ahead[-1].end))
    return (is_apart or of_year) and any(
        f.unit in units for part in told[:_NEAR] for f in part.figures if f.kind == "count"
    )
