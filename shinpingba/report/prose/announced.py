"""What a page plans in one sentence and tells of in others.

今年计划新建充电桩2500个、筹集保障性住房1500套。|一季度,新建充电桩688个,…;筹集保障性住房210套,…
重大项目12个,年度计划投资33.4亿元。|12个重大项目全部开工,完成投资34.2亿元,完成年度计划的102.4%。
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...language.clauses import plain
from ...language.quantities import Number, find_numbers
from ...words.lexicon import any_of
from ..records import Record
from .blocks import TextBlock
from .other_years import is_of_other_year
from .parts import Part, find_parts
from .proof import proves

_PLANS = re.compile("计划|目标|任务|预算")  # a page may have thousands of paragraphs
_MARKS = "、,;:。 "
_SHORTEST_NOUN = 2
_OF_PLAN = re.compile("完成(?:率|比例)")
_NAMING = re.compile("[一-龥]{4,}")
_GENERAL = re.compile("(?:年度|全年)?(?:计划|完成|目标|任务)+(?:投资)?|截至|进展情况|[全本我][市县区]")
_OF_EACH = re.compile("[均各](?:为|是|有)?约?[0-9]")
_RUN = 4
_MANY = 20  # things: two texts that speak of 3 may mean others
_OF_YEAR = re.compile("(?:今年|本?年度|全年|20[0-9]{2}年)[^,;。:0-9]{0,8}拟")  # 2018年全市拟完成营造林57万亩


@dataclass(frozen=True, slots=True)
class Plan:
    """One figure that a page plans for its year: the words that name it as they are printed, its noun, the figure.

    is_plain  it is called a plan, and not only hoped for (确保完成3.6万座改厕任务)
    sentence  the words it stands in
    lines     the lines of its paragraph
    """

    words: str
    noun: str
    figure: Number
    is_plain: bool
    sentence: str
    lines: frozenset[int | None]


def announced(blocks: Iterable[TextBlock], year: int | None = None) -> list[Plan]:
    """The plans of the page's year in its paragraphs, in order."""
    return [
        plan
        for block in blocks
        for part in find_parts(block.words)
        if _is_aim(part) and not is_of_other_year(block.words[part.start : part.end], year)
        for plan in _plans(block, part)
    ]


def with_plans(records: Sequence[Record], plans: Sequence[Plan]) -> None:
    """Gives a record that tells of a thing, and names no task, the one plan that names the same thing in the same unit.

    Before that the one that its figure and its share prove: 完成投资34.2亿元,完成年度计划的102.4% are of 年度计划投资33.4亿元. It may stand
    in the task of another that tells nothing in its unit: 项目191个,计划年度投资315亿元|目前29个项目已完工.
    """
    untold = [plan for plan in plans if not any(_tells_of(record, plan) for record in records)]
    answered = {plan for record in records for plan in _answered(record, plans)}
    plain_ones = [plan for plan in plans if plan.is_plain and plan.noun and plan not in answered]
    for record in records:
        task = record.texts.get("task", "")
        progress = record.texts.get("progress", "")
        if (
            _tells_plan(progress)
            or _tells_whole(progress)
            or any(each.kind != "rejected" for each in find_numbers(task))
        ):
            continue
        meant = _proved(record, untold) or (set() if task else _named(record, plain_ones))
        if len(meant) == 1:
            if task:  # 重大项目进展情况: a title
                record.texts.setdefault("name", task)
            record.texts["task"] = meant.pop()
            _take_out(records, record)


def _tells_of(record: Record, plan: Plan) -> bool:
    """Whether a plan stands in the task of a record that tells something in its unit."""
    return plan.words in record.texts.get("task", "") and plan.figure.unit in _units(record)


def _answered(record: Record, plans: Sequence[Plan]) -> Iterator[Plan]:
    """The plans of a record's task that it tells of, the only ones in it of their unit: 全年计划投资52.4亿元。|至9月底完成投资41.3亿元.

    计划建设公厕20座,改造管网30公里。|建成公厕8座      another may tell of the 30公里
    改厕、改厨任务均为30万户。|改厕已完成18万户       nor is it of one alone
    """
    held = [plan for plan in plans if plan.words in record.texts.get("task", "")]
    units = Counter(plan.figure.unit for plan in held)
    told = _units(record) if held else set()
    alone = (plan for plan in held if plan.figure.unit in told and units[plan.figure.unit] == 1)
    return (plan for plan in alone if not _OF_EACH.search(plan.words))


def _units(record: Record) -> set[str]:
    return {number.unit for number in find_numbers(record.texts.get("progress", "")) if number.kind == "count"}


def _take_out(records: Sequence[Record], told: Record) -> None:
    """Takes the plan of one record off the end of the others' tasks: 计划建设公厕20座|,改造管网30公里; not one of each: 均为30万户."""
    words = told.texts["task"]
    if _OF_EACH.search(words):
        return
    for record in records:
        task = record.texts.get("task", "")
        if record is not told and len(task) > len(words) and task.endswith(words):
            record.texts["task"] = task.removesuffix(words).rstrip(_MARKS)


def _named(record: Record, plans: Sequence[Plan]) -> set[str]:
    """The plans that name the thing of a record, in a unit of its own, if its share of the plan does not tell of another."""
    name, progress = record.texts.get("name", ""), record.texts.get("progress", "")
    if (
        len(name) < _SHORTEST_NOUN or not plans or any_of("counted", use="general").fullmatch(name)
    ):  # 其中,提前开工|项目11项
        return set()
    units = _units(record)
    meant = [plan for plan in plans if plan.figure.unit in units and (name in plan.noun or plan.noun in name)]
    is_one = len(meant) == 1 and meant[0].words not in progress and not _denied(plain(progress), meant[0])
    return {meant[0].words} if is_one else set()


def _denied(progress: str, plan: Plan) -> bool:
    """Whether words tell a share of a plan that none of their figures is of this one.

    全市完成投资318.6亿元,占年度计划的79.7%      of another than 全年计划投资52.4亿元
    """
    told = find_parts(progress)
    sharing = [part for part in told if "share" in part.labels and _PLANS.search(progress, part.start, part.end)]
    partial = [
        part for part in sharing if all(each.value != 1 for each in part.figures)
    ]  # 100% of what, no figures prove
    return bool(partial) and not any(proves([plan.figure], told, [part]) for part in partial)


def _proved(record: Record, plans: Sequence[Plan]) -> set[str]:
    """The plans that a record's own figure and share of the plan prove, of those in its paragraph or that speak of what it does."""
    words = plain(record.texts.get("progress", ""))
    if any_of("money", use="paid").search(record.texts.get("name", "")):  # 到位资金159.5亿元,占年度计划39.7%
        return set()
    told = find_parts(words) if plans and "%" in words else ()
    sharing = [part for part in told if "share" in part.labels or _OF_PLAN.search(words, part.start, part.end)]
    if not sharing:
        return set()
    about = {*_runs(record.texts.get("name", "") + " " + record.texts.get("section", "") + " " + words)}
    counted = {*_so_many(words)}
    near = [
        plan
        for plan in plans
        if record.begin.line in plan.lines
        or about & {*_runs(plan.sentence)}
        or counted & {*_so_many(plain(plan.sentence))}
    ]
    return {plan.words for plan in near if proves([plan.figure], told, sharing)}


def _so_many(words: str) -> Iterator[float]:
    """How many things a text speaks of: 116项重点建设项目 and 重点项目116个 are the same."""
    counted = (each for each in find_numbers(words) if each.kind == "count" and each.dimension == "item")
    return (each.value for each in counted if each.value and each.value >= _MANY)


def _runs(words: str) -> Iterator[str]:
    """The stretches of four characters that may name a thing: 重大项目; not 完成投资, which any sentence has."""
    for stretch in _NAMING.findall(_GENERAL.sub(" ", words)):
        yield from (stretch[place : place + _RUN] for place in range(len(stretch) - _RUN + 1))


def _tells_plan(progress: str) -> bool:
    """Whether words tell of a plan of their own: 柏桥镇|计划98亩已经完成; not 已累计完成造林任务52万亩."""
    return any(_is_planned(part) for part in find_parts(plain(progress)))


def _tells_whole(progress: str) -> bool:
    """Whether words tell how many there are, and of how many of these something is done: 涉及东海市|7项,已完成整改1项."""
    told = [part for part in find_parts(plain(progress)) if part.figures]
    units = {figure.unit for part in told[1:] if part.strength for figure in part.figures if figure.kind == "count"}
    return bool(told) and not told[0].strength and any(figure.unit in units for figure in told[0].figures)


def _is_planned(part: Part) -> bool:
    first = next((sign for sign in part.signs if sign.label in ("plan", "already", "sum")), None)
    return first is not None and ("plan" in part.labels) and not (first.label != "plan" and "done" in part.labels)


def _is_aim(part: Part) -> bool:
    is_aim = part.labels & {"plan", "future"} and not part.labels & {"past", "share"}
    return bool(is_aim) and not part.strength and bool(part.figures)


def _plans(block: TextBlock, part: Part) -> Iterator[Plan]:
    """The figures of a clause that plans, each with the words from the figure before it: 今年计划市场300家|、厨房1500个."""
    start = part.start
    is_plain = "future" not in part.labels or bool(_OF_YEAR.search(block.words, part.start, part.end))
    first, last = (block.text.rfind("。", 0, start) + 1, block.text.find("。", start))
    sentence = block.text[first : last if last > 0 else len(block.text)]
    lines = frozenset(piece.line for piece in block.lines)
    for figure in part.figures:
        words = block.text[start : figure.end].strip(_MARKS)
        named = find_parts(words)
        if figure.kind == "count" and figure.value and named:
            noun = words[slice(*named[0].noun)] if named[0].noun else ""
            yield Plan(words, noun, figure, is_plain, sentence, lines)
        start = figure.end
