"""A plan set with its parts, and behind it what is done of the same parts.

计划造林20.5万亩,其中防护林12万亩,经济林8.5万亩。|已造林15.2万亩,其中防护林9万亩,经济林6.2万亩
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ...language.likeness import is_narrower, without_general
from ...words.lexicon import any_of
from .commitments import skip_marks
from .other_years import years_in
from .parts import Part
from .planned_lists import AMONG, OTHERS, FigureList, ListedFigure, are_comparable, figure_lists
from .proof import proves
from .statements import ProseStatement, find_statements
from .strength import SURE

_FEWEST = 2  # pairs: one figure of a like name may be of anything
_VERB = re.compile("^(?:栽种|种植|栽插|播种|栽植)(?=..)")
_TAIL = re.compile("(?<=..)(?:作物|类|面积)$")
_PLACE = re.compile(  # 东山县|已造林3万亩; not 全县已造林, 实现城镇新增就业, 小区已改造
    r"(?:^|(?<=[\s,]))[一-龥]{1,7}?(?:(?<![全我本各])[县州旗]|(?<![城全各])乡(?!镇)|(?<![城乡集全各])镇|(?<![城超门上全我本各])市"
    r"|(?<![小社灌库园景片校厂山老辖牧林矿户地县市城全我本各])区|(?<!各)街道)(?=[一-龥]{0,2}(?:已|完成|累计|实际|实现|共|新增))"
)
_WHOSE = re.compile("[省市县区州旗乡镇村局委办]|街道|公司|集团")
_SHORTEST = 2


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
    for plans, lists in _plans_and_lists(figure_lists(words, parts, year)):
        pairings = ((told, _pairs(words, told, plans, year)) for told in reversed(lists))  # the last tells the most
        if answer := next((each for each in pairings if len(each[1]) >= _FEWEST), None):
            found = _retold(words, found, plans, *answer)
    return found


def _plans_and_lists(stretches: Iterable[FigureList]) -> Iterator[tuple[list[FigureList], list[FigureList]]]:
    """The plans that stand together, each with the lists that tell what is done behind them, up to the next plan."""
    plans: list[FigureList] = []
    for is_told, members in groupby(stretches, lambda each: each.is_told):
        if not is_told:
            plans = list(members)
        elif plans:
            yield plans, list(members)


def _pairs(
    words: str, told: FigureList, plans: Sequence[FigureList], year: int | None
) -> dict[ListedFigure, ListedFigure]:
    """The planned entry of each told one: the whole, and the parts of the same name; none where the whole is not of one plan."""
    if (
        not told.entries
        or not any("which" in part.labels for part in told.parts)
        or not _is_same_year(words, told, plans, year)
        or _is_of_place(words, told, plans)
    ):
        return {}
    whole, *members = told.entries
    wholes = [each.entries[0] for each in plans if each.entries and _is_same_whole(words, each, told)]
    if len(wholes) != 1 or not are_comparable(wholes[0].figure, whole.figure):
        return {}
    under = (entry for each in plans if _is_under(words, each, wholes[0]) for entry in each.entries)
    planned = [entry for entry in under if entry is not wholes[0]]
    pairs = {whole: wholes[0]}
    for called in (lambda name: name, _bare):
        pairs |= dict(_of_one_name(called, [each for each in members if each not in pairs], planned))
    return pairs


def _is_under(words: str, plan: FigureList, whole: ListedFigure) -> bool:
    """Whether a plan is of a whole, or of what one of its parts is made of: 粮食作物中|计划种植水稻5万亩."""
    return whole in plan.entries or bool(AMONG.match(words, plan.parts[0].start))


def _of_one_name(
    called: Callable[[str], str], members: Sequence[ListedFigure], planned: Sequence[ListedFigure]
) -> Iterator[tuple[ListedFigure, ListedFigure]]:
    """Told and planned entries of one name, which no other of either list has: 水稻; not 其他作物, of which each list has its own."""
    times = Counter(called(each.name) for each in members)
    for own in members:
        alike = [each for each in planned if called(each.name) == called(own.name)]
        is_sure = own.name and times[called(own.name)] == 1 and not OTHERS.search(own.name)
        if is_sure and len(alike) == 1 and are_comparable(own.figure, alike[0].figure):
            yield own, alike[0]


def _bare(name: str) -> str:
    """A name without a verb of sowing and a general word at its end: 水稻 of 种植水稻, 粮豆 of 粮豆作物, 公厕改造 of 公厕改造项目."""
    return without_general(_TAIL.sub("", _VERB.sub("", name)))


def _is_same_year(words: str, told: FigureList, plans: Sequence[FigureList], year: int | None) -> bool:
    """Whether the plans name no other year than what is told, which else is of the page's."""
    wanted, own = (years_in(words[each[0].parts[0].start : each[-1].parts[-1].end]) for each in (plans, [told]))
    own = own or ({year} if year else set())
    return len(wanted) < 2 and len(own) < 2 and (not wanted or not own or wanted == own)


def _is_of_place(words: str, told: FigureList, plans: Sequence[FigureList]) -> bool:
    """Whether a list begins with a place that no plan names: 全市计划造林20万亩。|东山县已造林3万亩; not 各县已造林3万亩."""
    opening = words[told.parts[0].start : told.entries[0].figure.start]
    places = [each[0] for each in _PLACE.finditer(opening)]
    return any(place not in words[plans[0].parts[0].start : plans[-1].parts[-1].end] for place in places)


def _is_same_whole(words: str, plan: FigureList, told: FigureList) -> bool:
    """Whether what is told of is what is planned, by its name, or has no name, and is done if that is what is planned.

    造林|已造林, 春播生产指导性|春播生产, 大春作物|大春农作物      not 造林|东山县造林, 造林|人工造林, 新建公厕|已开工公厕
    """
    whole, head = told.entries[0], words[plan.parts[0].start : plan.parts[0].end]
    own, wanted = _bare(whole.name), _bare(plan.entries[0].name)
    if _is_only_begun(head, words[told.parts[0].start : told.parts[0].end]):
        return False
    if not own or own in head:
        return not is_narrower(whole.name, head)
    return len(own) == len(wanted) + 1 and _stands_in(wanted, own) and not _WHOSE.search(own)


def _is_only_begun(head: str, told: str) -> bool:
    """Whether works are begun, and a plan asks for more: 新建公厕40座|已开工28座; not 开工公厕40座, nor 棚改, which its starts count."""
    begins, counted = (any_of("beginnings", use=use) for use in ("begins", "counted_by_beginnings"))
    return bool(begins.search(told)) and not (begins.search(head) or counted.search(head))


def _stands_in(short: str, name: str) -> bool:
    """Whether the characters of a name stand in another, in their order."""
    rest = iter(name)
    return len(short) >= _SHORTEST and all(each in rest for each in short)


def _retold(
    words: str,
    statements: Sequence[ProseStatement],
    plans: Sequence[FigureList],
    told: FigureList,
    pairs: dict[ListedFigure, ListedFigure],
) -> list[ProseStatement]:
    """Statements without what the plans and the list hold, and with one for each thing of the list, in their order."""
    listed = {part.start for part in told.parts}
    used = [plan for plan in plans if any(goal in plan.entries for goal in pairs.values())]
    taken = listed | {part.start for plan in used for part in plan.parts}
    kept, opening = list[ProseStatement](), list[Part]()
    for each in statements:
        rest = [part for part in each.parts if part.start not in taken]
        if len(rest) == len(each.parts):
            kept.append(each)
            continue
        if any(part.start in listed for part in each.parts):  # 截至6月10日,|已栽种玉米8万亩
            begin = words.rfind("。", 0, told.parts[0].start)
            opening += [part for part in rest if begin < part.start < told.parts[0].start]
        for is_behind in (False, True):
            own = [part for part in rest if (part.start > told.parts[0].start) == is_behind and part not in opening]
            kept += find_statements(words, own)
    return sorted([*kept, *_of_each(words, opening, told, pairs)], key=lambda each: each.start)


def _of_each(
    words: str, opening: Sequence[Part], told: FigureList, pairs: dict[ListedFigure, ListedFigure]
) -> Iterator[ProseStatement]:
    """A statement for each thing of a list, with what is said of it behind; what is said at the end of all is one of its own."""
    whole = told.entries[0]
    stops = [*(each.part.start for each in told.entries[1:]), told.parts[-1].end]
    for entry, stop in zip(told.entries, stops, strict=True):
        goal, own = pairs.get(entry), replace(entry.part, strength=SURE)
        behind = [part for part in told.parts if own.end <= part.start < stop and (part.figures or part.verdict)]
        apart = [part for part in behind if stop == stops[-1] and _is_of_all(own, goal, part)]
        group = (*(opening if entry is whole else ()), own, *(part for part in behind if part not in apart))
        name = told.parts[0].noun if entry is whole else entry.named
        begin = skip_marks(words, group[0].start) if entry is whole else entry.whole[0]
        verdict = next((part.verdict for part in group if part.verdict), None)
        yield ProseStatement(group, name, goal.whole if goal else None, (begin, group[-1].end), verdict, SURE)
        for part in apart:
            span = (part.start, part.end)
            yield ProseStatement((part,), told.parts[0].noun, None, span, part.verdict, part.strength)


def _is_of_all(own: Part, goal: ListedFigure | None, part: Part) -> bool:
    """Whether a share or a class behind the last thing of a list is not its own: 其中防护林9万亩,经济林6万亩,占计划的75%."""
    is_shared = goal is not None and proves([goal.figure], [own, part], [part])
    return bool(part.verdict or part.labels & {"share", "rate"}) and not is_shared
