"""Pairs of a target and the figure that says how far it has come, each with its ground.

Every target is held against every figure (`candidates`); what keeps a pair apart is decided first, then the grounds are gone through
from the firmest (`grounds`): each figure serves one target. Where no figure is stated, a stated share of the target, a list of
finished things or a word for the whole may give it (`derived`).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..language.cues import find_cues
from ..language.likeness import bigrams, is_narrower, likeness, thresholds, wordless
from ..language.passage import Passage
from ..words.lexicon import any_of
from .agreement import find_agreements, with_all_met
from .begun import begun
from .candidates import Candidate, comparable, conjoined, in_unit_of, is_alone, kinds_of
from .common_goals import for_all
from .dealt import stand_side_by_side
from .derived import from_goal, from_percent, from_whole
from .echoes import is_told_by_its_place
from .figures import Figure, around, last_verb
from .fulfilled import fulfilled
from .grounds import GROUNDS, confidence_of, ground
from .instalments import from_instalments
from .listed import from_list, from_parts, from_rest
from .mention import Mention
from .objects import has_other_grade
from .part_asked import part_of_all
from .portions import dealt_with, is_named_by, place_of
from .reached import is_reached
from .refusals import is_refused
from .rises import is_growth_of_a_part
from .standstill import standstill
from .summed import summed, sums_of_parts
from .targets import Achieved, Target

SAID = 0.8  # least share of the words for a thing that stand in a target which names it
CLOSE = 0.8  # a figure so near to a target, beside another, could be meant as well


def pair(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention], as_of: date | None = None
) -> dict[int, Achieved]:
    """The achieved figure of each target that has one: index of the target -> Achieved.

    figures, mentions  find_figures and find_mentions of the progress
    as_of              the end of the report's period, where it is known
    """
    if not targets:
        return {}
    agreements = with_all_met(find_agreements(targets, passage, figures, mentions), targets, passage, figures, mentions)
    found = {each.number: each.achieved(targets[each.number]) for each in agreements}
    taken = {figure.mention.start for each in agreements for figure in each.figures}
    for number, target in enumerate(targets):
        if number not in found and target.kind == "count" and (met := from_goal(target, passage, mentions)):
            found[number] = met
    _add_up(targets, figures, found, taken)
    for _, _, number, one, name in sorted(_joined(targets, figures), key=lambda each: each[:3]):
        if number not in found and one.figure.mention.start not in taken:
            latest = _latest(one.target, one.figure, figures)
            parts = listed_parts(one.target, targets, latest, figures)
            found[number] = _achieved(one, [latest, *parts], name)
            taken.update(part.mention.start for part in [one.figure, latest, *parts])
    taken.update(agreement.percent.start for agreement in agreements)
    for number, target in ((n, t) for n, t in enumerate(targets) if n not in found):
        if told := from_instalments(target, figures, as_of) or _derived(target, targets, passage, mentions, taken):
            found[number] = told
    found |= fulfilled(targets, found, figures, taken) | begun(targets, found, figures, taken)
    return for_all(targets, found | sums_of_parts(targets, found))


def _add_up(targets: list[Target], figures: list[Figure], found: dict[int, Achieved], taken: set[int]) -> None:
    """Take the figures that only together tell of a target: 引进央企项目5个;引进省企项目2个."""
    rivals, nears = around(targets), around(figures)
    for number, target in ((n, t) for n, t in enumerate(targets) if n not in found):
        free = [
            Candidate(target, figure, rivals[number], near)
            for figure, near in zip(figures, nears, strict=True)
            if comparable(target, figure) and figure.mention.start not in taken
        ]
        parts = summed(free) if len(free) > 1 else []
        taken.update(part.mention.start for part in parts)
        if parts and target.dimension != "person":  # the same may be counted twice
            first = next(one for one in free if one.figure is parts[0])
            found[number] = _achieved(first, parts, "sum")


def _derived(
    target: Target, targets: list[Target], passage: Passage, mentions: list[Mention], taken: set[int]
) -> Achieved | None:
    """What is reached of an amount of which no figure tells: by a word for the whole, a stated share, a list or what is left."""
    if target.kind != "count":
        return standstill(target, passage) or part_of_all(target, passage, mentions)
    progress, clauses = passage.text, passage.clauses
    return (
        from_whole(target, targets, progress, mentions, clauses)
        or from_percent(target, targets, progress, mentions, clauses, taken)
        or from_list(target, targets, progress, mentions, clauses)
        or from_parts(target, progress, mentions, clauses)
        or from_rest(target, progress, mentions, clauses)
    )


def _joined(targets: list[Target], figures: list[Figure]) -> list[tuple[int, float, int, Candidate, str]]:
    """The candidates that a ground joins: place of the ground, then the nearest and the earliest first."""
    rivals, nears = around(targets), around(figures)
    possible = [
        (number, Candidate(target, figure, rivals[number], near))
        for number, target in enumerate(targets)
        for figure, near in zip(figures, nears, strict=True)
        if comparable(target, figure)
    ]
    free = [(number, one) for number, one in possible if not is_refused(one)]
    nearest_to: dict[int, float] = {}
    for _, one in free:
        start = one.figure.mention.start
        nearest_to[start] = max(nearest_to.get(start, 0.0), one.nearness)
    own: dict[int, list[float]] = {}  # how near the two figures are that are nearest to each target of all
    for number, one in free:
        if one.nearness >= nearest_to[one.figure.mention.start]:
            own[number] = sorted([*own.get(number, []), one.nearness], reverse=True)[:2]
    joined = []
    for number, one in free:
        is_own = one.nearness >= nearest_to[one.figure.mention.start]
        nearest = own.get(number, [])
        others = nearest[1:] if nearest[:1] == [one.nearness] else nearest[:1]
        has_rival = any(other >= CLOSE * one.nearness for other in others)
        place = ground(one, frozenset(["figure", "both"][: is_own + (is_own and not has_rival)]))
        if place is not None:
            joined.append((place, -one.nearness, number, one, GROUNDS[place].name))
    return joined


def _latest(target: Target, first: Figure, figures: list[Figure]) -> Figure:
    """The figure with which a sentence goes on to come nearer to the target: by its own verb, as a stock, or by a later period.

    已完成整改24项、销号22项 for a target of 销号; 新增4家,总数达27家 for a total; 1-2月增长4.3%,预计一季度增长5.1%.
    """
    latest = first
    for figure in figures:
        mention = figure.mention
        is_further = mention.start > latest.mention.start and figure.clause.sentence == first.clause.sentence
        is_alike = (mention.kind, mention.unit) == (first.mention.kind, first.mention.unit)
        if not (is_further and is_alike and _is_reached(target, figure)):
            continue
        if figure.named:  # 新增托位640个,其中普惠托位512个 for a target of 普惠性托位
            parts = [f for f in figures if f.whole_at == figure.whole_at != -1 and f is not figure]
            opens = figure.words.startswith(("其中", "包括", "包含"))
            is_a_part = is_growth_of_a_part(Candidate(target, figure, [target], figures))
            latest = figure if opens and not is_a_part and _is_nearer(target, figure, [latest, *parts]) else latest
        else:
            is_stock = mention.role == "total" != latest.mention.role
            is_nearer = is_stock or (_is_goal(figure.verb, target) and not _is_goal(latest.verb, target))
            is_later = figure.verb == latest.verb and "" != latest.month < figure.month and mention.kind != "count"
            latest = figure if is_nearer or is_later else latest
    return latest


def _is_reached(target: Target, figure: Figure) -> bool:
    return is_reached(Candidate(target, figure, [target], [figure]), repeats=True)


def _is_nearer(target: Target, figure: Figure, than: list[Figure]) -> bool:
    """Whether a figure names more of the target's thing than others do, and nothing besides.

    Parts that name it alike are none of them it: 培训1.46万人次,其中“厨师”培训5230人次、“家政”培训4870人次 of 职业技能培训1.2万人次.
    """
    # 固定资产投资312亿元,增长6.8%,其中工业投资增长15.1%
    told = [other.named or other.before + other.words for other in than]
    more = likeness(target.thing, figure.named) > max(likeness(target.thing, words) for words in told)
    is_one_kind = (
        sum(kind in figure.words for kind in kinds_of(target)) == 1
    )  # 世界500强 of 世界500强、民营500强企业3家
    return more and not is_one_kind and not is_narrower(figure.named, target.context)


def _builds(verb: str) -> bool:
    """Kinds of building stand side by side (新建5座、改建3座); other verbs follow each other (整改24项、销号22项)."""
    return bool(any_of("parts", use="building").search(verb))


def _is_goal(verb: str, target: Target) -> bool:
    return not _builds(verb) and bool(bigrams(verb) & bigrams(last_verb(target.quote)))


def listed_parts(target: Target, targets: list[Target], first: Figure, figures: list[Figure]) -> list[Figure]:
    """The other figures of a list, to be added up: 古杏路绿道2.3km、龙湖绿道4.6km; 新建5座、改建3座; 甲镇12个、乙镇23个小区均已完成.

    People are not added up: the same may be counted twice.
    """
    if target.kind != "count" or target.dimension == "person":
        return []
    others = [
        f
        for f in figures
        if f is not first
        and f.mention.start != first.whole_at  # 完成改造42个,其中30个已完工: no part is added to its whole
        and f.mention.unit == first.mention.unit
        and f.whole_at < 0
        and f.mention.role not in ("goal", "planned", "remaining")
    ]
    beside, listed = conjoined(first, figures), [*_listed_with(target, first, figures)]
    return [
        f
        for f in others
        if (f.clause is first.clause and (f.is_part or first.is_part) and _names_another(target, targets, first, f))
        or _builds_otherwise(target, first, f)
        or (f in listed and sum(comparable(other, f) for other in targets) == 1)
        or (f in beside and _make_it_up(target, targets, [first, f]))
    ]


def _make_it_up(target: Target, targets: list[Target], figures: list[Figure]) -> bool:
    """Whether two figures that 和 joins are the target's number together: 2家县级医院和10家卫生院的创建 of 12家."""
    return sum(f.mention.amount for f in figures) == target.value and len(targets) == 1


def _listed_with(target: Target, first: Figure, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures behind one in its list, which share a unit: 450个 of 小学、初中分别新增学位320、450个.

    So are those of classes and of places: 两类公厕分别改造9座和12座, 东镇、西镇分别建成10座、12座. Not 营业收入、利润分别达9亿元、1亿元.
    """
    dealt = dealt_with(first, figures)
    names = [f.own_name for f in dealt]
    thing = target.thing if target.dimension == "money" else ""  # of which there are several measures
    # 路基、路面分别完成7公里、5公里: of one road; not 夏粮、早稻
    are_parts = target.dimension == "length" and any(is_narrower(name, target.context) for name in names)
    is_named = any(is_named_by(target, f) for f in dealt)
    if len(dealt) > 1 and stand_side_by_side(names, thing) and not (are_parts or is_named):
        yield from (f for f in dealt if f is not first)
        return
    last = first.mention
    for figure in figures:
        if figure.mention.start > last.start:
            if last.end + 1 != figure.mention.start or last.quote[-1] not in "0123456789万亿":
                return
            last = figure.mention
            yield figure


def _names_another(target: Target, targets: list[Target], first: Figure, figure: Figure) -> bool:
    """Whether a part of a list counts another of the target's things, and no other target's."""
    if has_other_grade(Candidate(target, figure, targets, [figure])):
        return False
    if find_cues(figure.words) or not thresholds(figure.words) <= thresholds(target.quote):
        return False
    if any_of("parts", use="grade").fullmatch(figure.named):  # 市级4家、省级2家
        return "以上" in target.quote or not any_of("parts", use="grade").search(target.quote)
    own = likeness(target.thing, figure.named)
    is_others = any(likeness(other.thing, figure.named) > own for other in targets if other.unit == target.unit)
    noun = wordless(figure.mention.item) or target.item
    names_it = bool(bigrams(noun[-2:]) & bigrams(target.context) & bigrams(figure.words))
    return names_it and not is_others and _is_among(target, first, figure)


def _is_among(target: Target, first: Figure, figure: Figure) -> bool:
    """Whether a figure's thing is as much the target's as the first one's: 公共充电桩、专用充电桩 of 充电桩; 坑塘、沟渠 of 坑塘沟渠.

    规上服务业企业 are no 规上工业企业, nor 科技型中小企业 高新技术企业; 甲镇12个、乙镇23个小区 are of a place each.
    """
    if place_of(first) and place_of(figure):
        return True
    own, other = (f.named or target.thing for f in (first, figure))
    return likeness(target.thing, other) >= likeness(target.thing, own) or likeness(other, target.context) >= SAID


def _builds_otherwise(target: Target, first: Figure, figure: Figure) -> bool:
    """Whether a figure goes on with another of the target's verbs of building: 新建5座,改造3座 of 新建、改建公厕12座."""
    kinds = {target.quote[cue.start] for cue in find_cues(target.quote) if _builds(target.quote[cue.start : cue.end])}
    if figure.clause.sentence != first.clause.sentence:
        return False
    own_verb = any(_builds(verb) and verb[0] in kinds for verb in figure.verbs) and figure.verb != first.verb
    item = figure.mention.item  # which may be the second of two verbs: 提升改造29座
    return own_verb and figure.mention.role == "done" and (item in target.quote or _builds(item))


def _achieved(one: Candidate, figures: list[Figure], ground: str) -> Achieved:
    target, first, clause = one.target, figures[0].mention, figures[0].clause
    quote = figures[0].whole
    before = figures[0].clause_before
    is_forecast = any(cue.role == "forecast" for cue in find_cues(before))
    estimated = first.role == "forecast" or is_forecast
    value = sum(in_unit_of(target, f.mention) for f in figures)
    if target.kind == "growth" and _falls(before) != _falls(target.context):
        value = -value
    bound = "~" if estimated and first.bound == "=" else first.bound
    if len(figures) > 1:
        return Achieved(value, bound, quote, clause.start, "sum", "medium", "sum")
    town = place_of(figures[0])  # 城关镇新增市场主体1200户: what one town has done may not be all
    is_towns = town.endswith(("镇", "乡", "街道")) and town not in target.context
    is_open = estimated or is_towns or is_told_by_its_place(one) or not is_alone(one)
    is_told = first.role == "done" and first.role_source == "cue" and not is_open
    return Achieved(value, bound, quote, clause.start, "direct", confidence_of(ground, is_told), ground)


def _falls(words: str) -> bool:
    return bool(re.search(any_of("levels", use="falls").pattern + "[^增升]*$", words))
