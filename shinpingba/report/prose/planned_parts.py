"""A plan set with its parts, and behind it what is done of the same parts.

计划造林20.5万亩,其中防护林12万亩,经济林8.5万亩。|已造林15.2万亩,其中防护林9万亩,经济林6.2万亩
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ...language.likeness import is_narrower, without_general
from ...language.quantities import Number
from ...words.lexicon import any_of
from ..units import dimension_of
from .commitments import skip_marks
from .parts import Part, Span
from .proof import proves
from .signs import find_signs
from .statements import ProseStatement
from .strength import SURE

_FEWEST = 2  # pairs: one figure of a like name may be of anything
_PLAN = re.compile(
    "(?:年度|全年|[今本当]年度?|年内|20[0-9]{2}年)?(?:计划|目标|任务|预算)(?:任务|目标)?(?:数|量|为|是|完成)*"
)
_LEADS = {"built", "done", "already", "sum", "opener", "which", "when"}
_AMONG = re.compile("[^,。;:]{0,12}[中里](?=计划)")  # 粮食作物中计划种植水稻5万亩
_OTHER_YEAR = re.compile("明年|来年|下一?年度?(?!度)|“?十[一二三四五]五|规划期")
_YEAR = re.compile("(20[0-9]{2})年")
_VERB = re.compile("(?:栽种|种植|栽插|播种|栽植|造)(?=..)")
_TAIL = re.compile("(?<=..)(?:作物|类|面积)$")
_OTHERS = re.compile("其[他它余]|剩余|各类")
_WHOSE = re.compile("[省市县区州旗乡镇村局委办]|街道|公司|集团")
_MARKS = " ,、:和及与的\n"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A thing of a list and its figure: the words that name it, and the part of a clause that they are."""

    name: str
    figure: Number
    part: Part


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The clauses from one that heads a list to the next: what it says of how much of each thing.

    is_told  it tells what is done; otherwise it plans
    """

    parts: tuple[Part, ...]
    entries: tuple[_Entry, ...]
    is_told: bool


def with_planned_parts(words: str, statements: Sequence[ProseStatement]) -> list[ProseStatement]:
    """Statements, of which those that tell of the parts of a plan are one for each part, with what is planned of it as its task."""
    parts = [part for each in statements for part in each.parts]
    if not any("which" in part.labels for part in parts):
        return list(statements)
    found, plans = list(statements), list[_Stretch]()
    for stretch in _stretches(words, parts):
        if not stretch.is_told:
            plans.append(stretch)
            continue
        pairs = _pairs(words, stretch, plans)
        if len(pairs) >= _FEWEST:
            found = _retold(words, found, plans, stretch, pairs)
        plans = []  # what comes next is of another
    return found


def _stretches(words: str, parts: Sequence[Part]) -> Iterator[_Stretch]:
    """The clauses that plan and those that tell what is done, each from its first to the end of its sentence or to the next of them."""
    for _, members in groupby(parts, lambda part: words.count("。", 0, part.start)):
        sentence = list(members)
        heads = [place for place, part in enumerate(sentence) if _plans(part) or _tells(part)]
        for place, stop in pairwise([*heads, len(sentence)]):
            own = tuple(sentence[place:stop])
            opening = words[sentence[0].start : own[0].end]
            if not _is_of_other_time(opening):
                yield _Stretch(own, tuple(_entries(words, own)), _tells(own[0]))


def _plans(part: Part) -> bool:
    """Whether a clause plans how much: 计划造林20万亩; not 占计划的40%, nor 下半年计划造林3万亩."""
    return (
        "plan" in part.labels and not part.strength and _counts(part) and not part.labels & {"which", "past", "future"}
    )


def _tells(part: Part) -> bool:
    """Whether a clause tells how much is done, of all: 已造林15万亩; not 其中防护林已完成9万亩."""
    return part.strength == SURE and _counts(part) and not part.labels & {"which", "plan", "past", "share"}


def _counts(part: Part) -> bool:
    return any(each.kind == "count" for each in part.figures)


def _is_of_other_time(words: str) -> bool:
    """Whether a list is of another year, of several or of a part of one: 明年计划…, 三年计划…, 去年完成…, 本月完成…"""
    spans = [any_of("spans", span=each) for each in ("past", "years", "increment")]
    return any(each.search(words) for each in (_OTHER_YEAR, any_of("years", use="many"), *spans))


def _entries(words: str, parts: Sequence[Part]) -> Iterator[_Entry]:
    """Each thing of a list with its figure, up to the first clause that has none of the unit that the list begins with."""
    first = next(each for each in parts[0].figures if each.kind == "count")
    for part in parts:
        start = part.start
        for figure in part.figures:
            is_like = (
                figure.kind == "count" and _alike(first, figure) and not part.labels & {"growth", "compare", "since"}
            )
            name = _named(words[start : figure.start]) if is_like else ""
            if name or (is_like and part is parts[0]):
                own = replace(part, start=start, end=figure.end, figures=(figure,), noun=None)
                yield _Entry(name, figure, own)
            start = figure.end


def _named(words: str) -> str:
    """What the words before a figure name: 小麦 of 其中小麦, 春播 of 全县实际完成春播, 防护林 of 计划防护林."""
    words = _AMONG.sub("", words)
    masked = [(0, 0)]
    for sign in find_signs(words + "1亩"):
        plan = _PLAN.match(words, sign.start) if sign.label == "plan" else None
        if plan or (sign.label in _LEADS and not _OTHERS.match(words, sign.start)):
            masked.append((sign.start, plan.end() if plan else sign.end))
    stops = [*(start for start, _ in masked[1:]), len(words)]
    pieces = [words[end:stop].strip(_MARKS) for (_, end), stop in zip(masked, stops, strict=True)]
    return next((each for each in reversed(pieces) if len(each) >= _SHORTEST), "")


def _alike(one: Number, other: Number) -> bool:
    """Whether two figures count in one unit, or in units of one dimension."""
    dimension = dimension_of(one.unit)
    return one.unit == other.unit or (dimension not in ("", "item") and dimension == dimension_of(other.unit))


def _pairs(words: str, told: _Stretch, plans: Sequence[_Stretch]) -> dict[_Entry, _Entry]:
    """The planned entry of each told one: the whole, and the parts of the same name; none where the whole is not of one plan."""
    if (
        not told.entries
        or not any("which" in part.labels for part in told.parts)
        or not _is_same_year(words, told, plans)
    ):
        return {}
    whole, *members = told.entries
    wholes = [each.entries[0] for each in plans if each.entries and _is_same_whole(words, each, whole)]
    if len(wholes) != 1 or not _alike(wholes[0].figure, whole.figure):
        return {}
    planned = [entry for each in plans for entry in each.entries if entry is not wholes[0]]
    pairs = {whole: wholes[0]}
    for called in (lambda name: name, _bare):
        pairs |= dict(_of_one_name(called, [each for each in members if each not in pairs], planned))
    return pairs


def _of_one_name(
    called: Callable[[str], str], members: Sequence[_Entry], planned: Sequence[_Entry]
) -> Iterator[tuple[_Entry, _Entry]]:
    """Told and planned entries of one name, which no other of either list has: 水稻; not 其他作物, of which each list has its own."""
    times = Counter(called(each.name) for each in members)
    for own in members:
        alike = [each for each in planned if called(each.name) == called(own.name)]
        is_sure = own.name and times[called(own.name)] == 1 and not _OTHERS.search(own.name)
        if is_sure and len(alike) == 1 and _alike(own.figure, alike[0].figure):
            yield own, alike[0]


def _bare(name: str) -> str:
    """A name without a verb of sowing and a general word at its end: 水稻 of 种植水稻, 粮豆 of 粮豆作物, 公厕改造 of 公厕改造项目."""
    return without_general(_TAIL.sub("", _VERB.sub("", name)))


def _is_same_year(words: str, told: _Stretch, plans: Sequence[_Stretch]) -> bool:
    """Whether a list and the plans before it name no two years."""
    years = {
        year for each in (told, *plans) for part in each.parts for year in _YEAR.findall(words, part.start, part.end)
    }
    return len(years) < 2


def _is_same_whole(words: str, plan: _Stretch, whole: _Entry) -> bool:
    """Whether what is told of is what is planned, by its name, or has no name.

    造林|已造林, 春播生产指导性|春播生产, 大春作物|大春农作物      not 造林|东山县造林, 造林|人工造林
    """
    head = words[plan.parts[0].start : plan.parts[0].end]
    own, wanted = _bare(whole.name), _bare(plan.entries[0].name)
    if not own or own in head:
        return not is_narrower(whole.name, head)
    return len(own) == len(wanted) + 1 and _stands_in(wanted, own) and not _WHOSE.search(own)


def _stands_in(short: str, name: str) -> bool:
    """Whether the characters of a name stand in another, in their order."""
    rest = iter(name)
    return len(short) >= _SHORTEST and all(each in rest for each in short)


def _retold(
    words: str,
    statements: Sequence[ProseStatement],
    plans: Sequence[_Stretch],
    told: _Stretch,
    pairs: dict[_Entry, _Entry],
) -> list[ProseStatement]:
    """Statements without what the plans and the list hold, and with one for each thing of the list, in their order."""
    planned = {part.start for plan in plans for part in plan.parts}
    listed = {part.start for part in told.parts}
    kept, opening = list[ProseStatement](), tuple[Part, ...]()
    for each in statements:
        starts = {part.start for part in each.parts}
        if starts & listed:  # 截至6月10日,|已栽种玉米8万亩
            opening += tuple(part for part in each.parts if part.start not in listed | planned)
        elif starts & planned:
            kept.append(replace(each, task=None, progress=None, verdict=None, strength=0))
        else:
            kept.append(each)
    return sorted([*kept, *_of_each(words, opening, told, pairs)], key=lambda each: each.start)


def _of_each(
    words: str, opening: tuple[Part, ...], told: _Stretch, pairs: dict[_Entry, _Entry]
) -> Iterator[ProseStatement]:
    """A statement for each thing of a list, with what is said of it behind; a share at the end that is of another is one of its own."""
    stops = [*(each.part.start for each in told.entries[1:]), told.parts[-1].end]
    for entry, stop in zip(told.entries, stops, strict=True):
        goal = pairs.get(entry)
        own = replace(entry.part, strength=SURE)
        behind = [part for part in told.parts if own.end <= part.start < stop and part.figures]
        apart = [part for part in behind if goal and stop == stops[-1] and _is_of_another(own, goal, part)]
        group = (*(opening if entry is told.entries[0] else ()), own, *(part for part in behind if part not in apart))
        named = words.find(entry.name, own.start) if entry.name else own.start
        name = (named, named + len(entry.name)) if entry.name else None
        begin = skip_marks(words, group[0].start) if entry is told.entries[0] else named
        task = _task(words, goal) if goal else None
        yield ProseStatement(group, name, task, (begin, group[-1].end), None, SURE)
        yield from (
            ProseStatement((part,), None, None, (part.start, part.end), part.verdict, part.strength) for part in apart
        )


def _is_of_another(own: Part, goal: _Entry, part: Part) -> bool:
    """Whether a share behind the last thing of a list is not of its plan: 其中防护林9万亩,经济林6万亩,占计划的75% is of all."""
    return bool(part.labels & {"share", "rate"}) and not proves([goal.figure], [own, part], [part])


def _task(words: str, goal: _Entry) -> Span:
    """The words that plan a thing: from its name on, of the first of a sentence all."""
    is_part = "plan" not in goal.part.labels
    return words.find(goal.name, goal.part.start) if is_part else skip_marks(words, goal.part.start), goal.part.end
