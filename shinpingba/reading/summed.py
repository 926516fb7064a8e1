"""Figures that only together tell of a target: one for each of its kinds, of its places, or of its parts."""

import re
from itertools import groupby
from math import isclose

from ..language.likeness import bigrams, likeness
from .candidates import Candidate, comparable, in_unit_of, kinds_of, whole_of
from .figures import Figure
from .portions import place_of
from .reached import NAMES_IT, says_all_behind
from .refusals import is_refused
from .targets import Achieved, Target

_TOLD = ("done", "unknown")
_PLACE = re.compile("(?:[镇乡村县区市]|街道)(?![级域内属直])")
_AND, _MADE = re.compile("[、和及与]"), re.compile("[建造修]")
_ALL = re.compile("共|总")


def summed(ones: list[Candidate]) -> list[Figure]:
    """The figures that tell of a target together; none where one of the row is their sum.

    引进央企项目5个;引进省企项目2个 of 央企、省企项目10个      kinds that it lists
    新建综合公园3个;新建口袋公园6个 of 公园12个            kinds of its thing, made with one verb
    东山镇改造80户,河口镇改造60户 of 改造140户            places that make up all of it
    解决未通水村15个,部分通水村9个 of 24个村              what makes it up

    ones  the target against each figure that is free
    """
    if not ones or ones[0].target.kind != "count":
        return []
    target, parts = ones[0].target, _told_of_all(ones) or _told_side_by_side(ones)
    amount = sum(in_unit_of(target, each.mention) for each in parts)
    others = (one.figure for one in ones if parts and comparable(target, one.figure) and one.figure not in parts)
    return [] if any(isclose(in_unit_of(target, each.mention), amount) for each in others) else parts


def _told_of_all(ones: list[Candidate]) -> list[Figure]:
    """Those done that each may be the target's, and of which none is told of it all. People are not added up."""
    alike = [one for one in ones if one.figure.mention.role == "done" and one.figure.mention.unit == one.target.unit]
    if len(alike) < 2 or alike[0].target.dimension in ("person", "visits"):
        return []
    told = [one for one in alike if _is_told(one)]
    return (_of_its_kinds(told) or _that_make_it_up(told)) if len(told) > 1 else []


def _told_side_by_side(ones: list[Candidate]) -> list[Figure]:
    """Those that each have a name of their own, where no other target counts in their dimension."""
    target, targets = ones[0].target, ones[0].targets
    if sum(other.dimension == target.dimension for other in targets) > 1:
        return []
    alike = [one.figure for one in ones if comparable(target, one.figure)]
    alike = [f for f in alike if f.whole_at < 0 and f.mention.role in _TOLD and not f.is_dated and not f.month]
    alike = [f for f in alike if f.mention.unit == alike[0].mention.unit]
    if len(alike) < 2:
        return []
    groups = (_named_by_it(target, alike), _kinds(target, alike), _places(target, alike))
    return next((parts for parts in groups if len(parts) > 1 and _differ(parts)), [])


def _is_told(one: Candidate) -> bool:
    """Whether a figure is of no other target more than of this one, and no part of another of its unit."""
    figure, whole = one.figure, whole_of(one)
    is_part = whole is not None and whole.mention.unit == figure.mention.unit
    if is_part or not comparable(one.target, figure) or is_refused(one):
        return False
    others = (Candidate(other, figure, one.targets, one.figures) for other in one.rivals)
    return all(other.nearness <= one.nearness or is_refused(other) for other in others)


def _of_its_kinds(told: list[Candidate]) -> list[Figure]:
    """Those that each name other kinds of the target's list."""
    kinds = kinds_of(told[0].target)
    named = [
        (one.figure, {n for n, kind in enumerate(kinds) if kind in one.figure.own_name + one.figure.words})
        for one in told
    ]
    parts = [(figure, own) for figure, own in named if own]
    each_its_own = len({n for _, own in parts for n in own}) == sum(len(own) for _, own in parts)
    return [figure for figure, _ in parts] if len(parts) > 1 and each_its_own else []


def _that_make_it_up(told: list[Candidate]) -> list[Figure]:
    """Those of one sentence that name the target's thing, and are its number together or parts of something else.

    解决未通水村15个,部分通水村9个 of 24个村; 解决了1.4万人饮水,其中未通水村12个,部分通水村9个.
    """
    target, named = told[0].target, [one.figure for one in told if one.alike >= NAMES_IT]
    is_one = len({each.clause.sentence for each in named}) == 1 < len({each.named for each in named})
    amount = sum(in_unit_of(target, each.mention) for each in named)
    are_parts = bool(named) and named[0].words.startswith("其中") and amount < target.value
    return named if is_one and (are_parts or isclose(amount, target.value)) else []


def _named_by_it(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those whose names are of the items that a target lists, one each: 市级6家,县级11家 of 市级、县级示范社20家."""
    items = _AND.split(target.quote[: target.number_end - target.start])
    told = [(n, f) for f in alike if f.named for n, item in enumerate(items) if bigrams(f.named) <= bigrams(item)]
    numbers = [number for number, _ in told]
    return [figure for _, figure in told] if len(items) > 1 and len({*numbers}) == len(numbers) else []


def _kinds(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those made of kinds of its thing, each in a clause of its own; none where one tells of the thing itself, or of another work.

    What is made is of one kind; one firm may be both 高新技术企业 and 专精特新企业.
    """
    done = [f for f in alike if f.mention.role == "done"]
    if not any(_MADE.search(verb) for f in done for verb in f.verbs):
        return []
    is_apart = len({f.clause for f in done}) == len(done) and len({f.verbs for f in done}) == 1
    is_kind = all(likeness(target.thing, f.named) >= NAMES_IT and _adds(target, f) and not place_of(f) for f in done)
    return done if is_apart and is_kind else []


def _places(target: Target, alike: list[Figure]) -> list[Figure]:
    """Those done in places that make up all of the target, fewer may not be all: …,均已完工; without that they may be allotted."""
    done = [f for f in alike if f.mention.role == "done" or says_all_behind(f)]
    verbs = {f.verbs for f in done} - {frozenset()}
    is_placed = all(_PLACE.search(f.named) and not _ALL.search(f.words) for f in done) and len(verbs) < 2
    is_all = sum(in_unit_of(target, f.mention) for f in done) >= target.value
    return done if is_placed and is_all else []


def _adds(target: Target, figure: Figure) -> bool:
    """Whether a name says more than the target does, so that it is of a kind: 口袋公园 of 公园."""
    return not bigrams(figure.named) <= bigrams(target.context)


def _differ(parts: list[Figure]) -> bool:
    """Whether each part has a name of its own."""
    names = sorted(part.named for part in parts)
    return all(len([*told]) == 1 for _, told in groupby(names))


def sums_of_parts(targets: list[Target], found: dict[int, Achieved]) -> dict[int, Achieved]:
    """What is reached of the targets of which only the parts are told."""
    totals = ((number, _sum_of_parts(number, targets, found)) for number in range(len(targets)) if number not in found)
    return {number: done for number, done in totals if done}


def _sum_of_parts(number: int, targets: list[Target], found: dict[int, Achieved]) -> Achieved | None:
    """What is reached of a target of which only the parts are told, all of them: 造林9.6万亩,其中人工造林4.6万亩、封山育林5万亩.

    Not where more of a part is done than was wanted, which makes up for none of another.
    """
    target = targets[number]
    parts: list[int] = []
    for place in range(number + 1, len(targets)):
        part = targets[place]
        if (part.kind, part.unit) != ("count", target.unit) or not (part.quote.startswith("其中") or parts):
            break
        parts.append(place)
    is_all = len(parts) > 1 and isclose(sum(targets[place].value for place in parts), target.value)
    if not is_all or any(place not in found or found[place].value > targets[place].value for place in parts):
        return None
    first = found[parts[0]]
    value = sum(found[place].value for place in parts)
    return Achieved(value, first.bound, first.quote, first.start, "sum", "medium", "sum")
