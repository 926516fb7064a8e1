"""Sentences that say how much of each thing is planned, or done: 计划造林20.5万亩,其中防护林12万亩,经济林8.5万亩."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ...language.quantities import Number
from ...words.lexicon import any_of
from ..units import dimension_of
from .commitments import skip_marks
from .other_years import is_of_other_year
from .parts import Part, Span
from .signs import find_signs
from .strength import SURE

AMONG = re.compile("[^,。;:]{0,12}[中里](?=计划)")  # 粮食作物中计划种植水稻5万亩
OTHERS = re.compile("其[他它余]|剩余|各类")
_PLAN = re.compile(
    "(?:年度|全年|[今本当]年度?|年内|20[0-9]{2}年)?(?:计划|目标|任务|预算)(?:任务|目标)?(?:数|量|为|是|完成)*"
)
_LEADS = {"built", "done", "already", "sum", "opener", "which", "when"}
_MARKS = " ,、:;()和及与的\n"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A thing of a list and its figure, as a part of a clause of its own.

    name   what it is called, empty where nothing says so; `named` where
    whole  the place of its words: from its name on, of the first of a list all of the clause
    """

    name: str
    figure: Number
    part: Part
    named: Span | None
    whole: Span


@dataclass(frozen=True, slots=True)
class FigureList:
    """The clauses from one that says how much there is of all to the next: how much of each thing.

    is_told  it tells what is done; otherwise it plans
    """

    parts: tuple[Part, ...]
    entries: tuple[ListedFigure, ...]
    is_told: bool


def figure_lists(words: str, parts: Sequence[Part], year: int | None) -> Iterator[FigureList]:
    """The clauses that plan and those that tell what is done, each from its first to the end of its sentence or to the next of them."""
    for _, members in groupby(parts, lambda part: words.count("。", 0, part.start)):
        sentence = list(members)
        heads = list(_heads(sentence))
        for place, stop in pairwise([*heads, len(sentence)]):
            is_told = "plan" not in sentence[place].labels
            own = _up_to_another(sentence[place:stop]) if is_told else sentence[place:stop]
            if not _is_of_other_time(words[sentence[0].start : own[0].end], year):
                yield FigureList(tuple(own), tuple(_entries(words, own)), is_told)


def _heads(sentence: Sequence[Part]) -> Iterator[int]:
    """Where clauses of a sentence plan how much of all, and where they tell it.

    计划造林20万亩; not 占计划的40%, nor 下半年计划造林3万亩
    已造林15万亩, 1-9月,|新增就业2.9万人; not 其中防护林已完成9万亩, nor behind a plan 计划造林20万亩,|实现增收90元
    """
    may_tell = any("when" in part.labels for part in sentence)
    for place, part in enumerate(sentence):
        if part.labels & {"past", "future"} or not _counts_all(part):
            continue
        if "plan" in part.labels and not part.strength:
            may_tell = False
            yield place
        elif not part.labels & {"plan", "share", "growth", "compare"} and (
            part.strength == SURE or (part.strength and may_tell)
        ):
            yield place


def _up_to_another(parts: Sequence[Part]) -> Sequence[Part]:
    """The clauses of a list without those that tell of another dimension: 开工项目28个,其中水利18个,交通10个,|完成投资8亿元."""
    first = next(each for each in parts[0].figures if each.kind == "count")
    others = (
        place
        for place, part in enumerate(parts)
        if part.noun and any(each.kind == "count" and not are_comparable(first, each) for each in part.figures)
    )
    return parts[: next((place for place in others if place), len(parts))]


def _counts_all(part: Part) -> bool:
    """Whether a clause tells how much there is of all: 已造林15万亩, 已造林15万亩(其中防护林9万亩); not 其中防护林9万亩."""
    first = next((each for each in part.figures if each.kind == "count"), None)
    return first is not None and not any(sign.label == "which" and sign.start < first.start for sign in part.signs)


def _is_of_other_time(words: str, year: int | None) -> bool:
    """Whether a list is of another year, of several or of a part of one: 明年计划…, 三年计划…, 去年完成…, 本月完成…"""
    spans = [any_of("spans", span=each) for each in ("past", "years", "increment")]
    return is_of_other_year(words, year) or any(each.search(words) for each in spans)


def _entries(words: str, parts: Sequence[Part]) -> Iterator[ListedFigure]:
    """Each thing of a list with its figure, up to the first clause that has none of the unit that the list begins with."""
    first = next(each for each in parts[0].figures if each.kind == "count")
    for part in parts:
        start = part.start
        counted = () if part.labels & {"growth", "compare", "since"} else part.figures
        for figure in counted:
            is_like = figure.kind == "count" and are_comparable(first, figure)
            name = _named(words[start : figure.start]) if is_like else ""
            if name or figure is first:
                yield _entry(
                    words, replace(part, start=start, end=figure.end, figures=(figure,), noun=None), name, first
                )
            start = figure.end


def _entry(words: str, part: Part, name: str, first: Number) -> ListedFigure:
    place = words.find(name, part.start) if name else -1
    named = (place, place + len(name)) if place >= 0 else None
    begin = named[0] if named and part.figures[0] is not first else skip_marks(words, part.start)
    return ListedFigure(name, part.figures[0], part, named, (begin, part.end))


def _named(words: str) -> str:
    """What the words before a figure name: 小麦 of 其中小麦, 春播 of 全县实际完成春播, 防护林 of 计划防护林."""
    words = AMONG.sub("", words)
    masked = [(0, 0)]
    for sign in find_signs(words + "1亩"):
        plan = _PLAN.match(words, sign.start) if sign.label == "plan" else None
        if plan or (sign.label in _LEADS and not OTHERS.match(words, sign.start)):
            masked.append((sign.start, plan.end() if plan else sign.end))
    stops = [*(start for start, _ in masked[1:]), len(words)]
    pieces = [words[end:stop].strip(_MARKS) for (_, end), stop in zip(masked, stops, strict=True)]
    return next((each for each in reversed(pieces) if len(each) >= _SHORTEST), "")


def are_comparable(one: Number, other: Number) -> bool:
    """Whether two figures count in one unit, or in units of one dimension: 1.2万亩, 8000亩, 300公顷."""
    dimension = dimension_of(one.unit)
    return one.unit == other.unit or (dimension not in ("", "item") and dimension == dimension_of(other.unit))
