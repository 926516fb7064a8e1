"""A plan set with its parts, and behind it what is done of the same parts.

计划造林20.5万亩,其中防护林12万亩,经济林8.5万亩。|已造林15.2万亩,其中防护林9万亩,经济林6.2万亩
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ...language.likeness import is_narrower, without_general
from ...language.quantities import Number
from ...words.lexicon import any_of
from ..units import dimension_of
from .commitments import skip_marks
from .other_years import is_of_other_year, years_in
from .parts import Part, Span
from .proof import proves
from .signs import find_signs
from .statements import ProseStatement, find_statements
from .strength import SURE

_FEWEST = 2  # pairs: one figure of a like name may be of anything
_PLAN = re.compile(
    "(?:年度|全年|[今本当]年度?|年内|20[0-9]{2}年)?(?:计划|目标|任务|预算)(?:任务|目标)?(?:数|量|为|是|完成)*"
)
_LEADS = {"built", "done", "already", "sum", "opener", "which", "when"}
_AMONG = re.compile("[^,。;:]{0,12}[中里](?=计划)")  # 粮食作物中计划种植水稻5万亩
_VERB = re.compile("(?:栽种|种植|栽插|播种|栽植|造)(?=..)")
_TAIL = re.compile("(?<=..)(?:作物|类|面积)$")
_OTHERS = re.compile("其[他它余]|剩余|各类")
_PLACE = re.compile(  # 东山县|已造林3万亩; not 全县已造林, 实现城镇新增就业, 小区已改造
    r"(?:^|(?<=[\s,]))[一-龥]{1,7}?(?:(?<![全我本各])[县州旗]|(?<![城全各])乡(?!镇)|(?<![城乡集全各])镇|(?<![城超门上全我本各])市"
    r"|(?<![小社灌库园景片校厂山老辖牧林矿户地县市城全我本各])区|(?<!各)街道)(?=[一-龥]{0,2}(?:已|完成|累计|实际|实现|共|新增))"
)
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


def with_planned_parts(
    words: str, statements: Sequence[ProseStatement], year: int | None = None
) -> list[ProseStatement]:
    """Statements, of which those that tell of the parts of a plan are one for each part, with what is planned of it as its task.

    year  of which a list tells that names none
    """
    parts = [part for each in statements for part in each.parts]
    if not any("which" in part.labels for part in parts):
        return list(statements)
    found = list(statements)
    for plans, lists in _plans_and_lists(_stretches(words, parts, year)):
        pairings = ((told, _pairs(words, told, plans, year)) for told in reversed(lists))  # the last tells the most
        if answer := next((each for each in pairings if len(each[1]) >= _FEWEST), None):
            found = _retold(words, found, plans, *answer)
    return found


def _plans_and_lists(stretches: Iterable[_Stretch]) -> Iterator[tuple[list[_Stretch], list[_Stretch]]]:
    """The plans that stand together, each with the lists that tell what is done behind them, up to the next plan."""
    plans: list[_Stretch] = []
    for is_told, members in groupby(stretches, lambda each: each.is_told):
        if not is_told:
            plans = list(members)
        elif plans:
            yield plans, list(members)


def _stretches(words: str, parts: Sequence[Part], year: int | None) -> Iterator[_Stretch]:
    """The clauses that plan and those that tell what is done, each from its first to the end of its sentence or to the next of them."""
    for _, members in groupby(parts, lambda part: words.count("。", 0, part.start)):
        sentence = list(members)
        heads = list(_heads(sentence))
        for place, stop in pairwise([*heads, len(sentence)]):
            own = tuple(sentence[place:stop])
            opening = words[sentence[0].start : own[0].end]
            if not _is_of_other_time(opening, year):
                yield _Stretch(own, tuple(_entries(words, own)), "plan" not in own[0].labels)


def _heads(sentence: Sequence[Part]) -> Iterator[int]:
    """Where clauses of a sentence plan how much of all, and where they tell it.

    计划造林20万亩; not 占计划的40%, nor 下半年计划造林3万亩
    已造林15万亩, 1-9月,|新增就业2.9万人; not 其中防护林已完成9万亩, nor behind a plan 计划造林20万亩,|实现增收90元
    """
    may_tell = any("when" in part.labels for part in sentence)
    for place, part in enumerate(sentence):
        if not any(each.kind == "count" for each in part.figures) or part.labels & {"which", "past"}:
            continue
        if "plan" in part.labels and not part.strength and "future" not in part.labels:
            may_tell = False
            yield place
        elif not part.labels & {"plan", "share", "growth", "compare"} and (
            part.strength == SURE or (part.strength and may_tell)
        ):
            yield place


def _is_of_other_time(words: str, year: int | None) -> bool:
    """Whether a list is of another year, of several or of a part of one: 明年计划…, 三年计划…, 去年完成…, 本月完成…"""
    spans = [any_of("spans", span=each) for each in ("past", "years", "increment")]
    return is_of_other_year(words, year) or any(each.search(words) for each in spans)


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


def _pairs(words: str, told: _Stretch, plans: Sequence[_Stretch], year: int | None) -> dict[_Entry, _Entry]:
    """The planned entry of each told one: the whole, and the parts of the same name; none where the whole is not of one plan."""
    if (
        not told.entries
        or not any("which" in part.labels for part in told.parts)
        or not _is_same_year(words, told, plans, year)
        or _is_of_place(words, told, plans)
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


def _is_same_year(words: str, told: _Stretch, plans: Sequence[_Stretch], year: int | None) -> bool:
    """Whether the plans name no other year than what is told, which else is of the page's."""
    wanted, own = (years_in(words[each[0].parts[0].start : each[-1].parts[-1].end]) for each in (plans, [told]))
    own = own or ({year} if year else set())
    return len(wanted) < 2 and len(own) < 2 and (not wanted or not own or wanted == own)


def _is_of_place(words: str, told: _Stretch, plans: Sequence[_Stretch]) -> bool:
    """Whether a list begins with a place that no plan names: 全市计划造林20万亩。|东山县已造林3万亩; not 各县已造林3万亩."""
    opening = words[told.parts[0].start : told.entries[0].figure.start]
    places = [each[0] for each in _PLACE.finditer(opening)]
    return any(place not in words[plans[0].parts[0].start : plans[-1].parts[-1].end] for place in places)


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
    listed = {part.start for part in told.parts}
    taken = listed | {part.start for plan in plans for part in plan.parts}
    kept, opening = list[ProseStatement](), list[Part]()
    for each in statements:
        rest = [part for part in each.parts if part.start not in taken]
        if len(rest) == len(each.parts):
            kept.append(each)
            continue
        if any(part.start in listed for part in each.parts):  # 截至6月10日,|已栽种玉米8万亩
            begin = words.rfind("。", 0, told.parts[0].start)
            opening += [part for part in rest if begin < part.start < told.parts[0].start]
        kept += find_statements(words, [part for part in rest if part not in opening])
    return sorted([*kept, *_of_each(words, opening, told, pairs)], key=lambda each: each.start)


def _of_each(
    words: str, opening: Sequence[Part], told: _Stretch, pairs: dict[_Entry, _Entry]
) -> Iterator[ProseStatement]:
    """A statement for each thing of a list, with what is said of it behind; what is said at the end of all is one of its own."""
    whole = told.entries[0]
    stops = [*(each.part.start for each in told.entries[1:]), told.parts[-1].end]
    for entry, stop in zip(told.entries, stops, strict=True):
        goal, own = pairs.get(entry), replace(entry.part, strength=SURE)
        behind = [part for part in told.parts if own.end <= part.start < stop and (part.figures or part.verdict)]
        apart = [part for part in behind if stop == stops[-1] and _is_of_all(own, goal, part)]
        group = (*(opening if entry is whole else ()), own, *(part for part in behind if part not in apart))
        name = told.parts[0].noun if entry is whole else _name(words, entry)
        begin = skip_marks(words, group[0].start) if entry is whole or not name else name[0]
        verdict = next((part.verdict for part in group if part.verdict), None)
        yield ProseStatement(group, name, _task(words, goal) if goal else None, (begin, group[-1].end), verdict, SURE)
        for part in apart:
            yield ProseStatement(
                (part,), _name(words, whole), None, (part.start, part.end), part.verdict, part.strength
            )


def _is_of_all(own: Part, goal: _Entry | None, part: Part) -> bool:
    """Whether a share or a class behind the last thing of a list is not its own: 其中防护林9万亩,经济林6万亩,占计划的75%."""
    is_shared = goal is not None and proves([goal.figure], [own, part], [part])
    return bool(part.verdict or part.labels & {"share", "rate"}) and not is_shared


def _name(words: str, entry: _Entry) -> Span | None:
    start = words.find(entry.name, entry.part.start) if entry.name else -1
    return (start, start + len(entry.name)) if start >= 0 else None


def _task(words: str, goal: _Entry) -> Span:
    """The words that plan a thing: from its name on, of the first of a sentence all."""
    is_part = "plan" not in goal.part.labels
    return words.find(goal.name, goal.part.start) if is_part else skip_marks(words, goal.part.start), goal.part.end
