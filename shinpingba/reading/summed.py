"""Figures that only together tell of a target: one for each kind that it lists (央企、省企投资项目), or one for each of its parts."""

from math import isclose

from .agreement import in_unit_of
from .candidates import Candidate, comparable, kinds_of, whole_of
from .figures import Figure
from .reached import NAMES_IT
from .refusals import refusal
from .targets import Achieved, Target


def summed(ones: list[Candidate]) -> list[Figure]:
    """The figures that tell of a target together, where each tells of a part: 引进央企项目5个;引进省企项目2个 of 央企、省企项目10个.

    Nothing where one of the row is their sum. People are not added up: the same may be counted twice.

    ones  the target against each figure that is free
    """
    alike = [one for one in ones if one.figure.mention.role == "done" and one.figure.mention.unit == one.target.unit]
    if len(alike) < 2 or alike[0].target.kind != "count" or alike[0].target.dimension in ("person", "visits"):
        return []
    target, told = alike[0].target, [one for one in alike if _is_told(one)]
    parts = (_of_its_kinds(target, told) or _that_make_it_up(target, told)) if len(told) > 1 else []
    amount = sum(in_unit_of(target, each.mention) for each in parts)
    others = (one.figure for one in ones if parts and comparable(target, one.figure) and one.figure not in parts)
    return [] if any(isclose(in_unit_of(target, each.mention), amount) for each in others) else parts


def _is_told(one: Candidate) -> bool:
    """Whether a figure is of no other target more than of this one, and no part of another of its unit."""
    figure, whole = one.figure, whole_of(one)
    is_part = whole is not None and whole.mention.unit == figure.mention.unit
    if is_part or not comparable(one.target, figure) or refusal(one):
        return False
    others = (Candidate(other, figure, one.targets, one.figures) for other in one.rivals)
    return all(other.nearness <= one.nearness or refusal(other) is not None for other in others)


def _of_its_kinds(target: Target, told: list[Candidate]) -> list[Figure]:
    """Those that each name other kinds of the target's list."""
    kinds = kinds_of(target)
    named = [
        (one.figure, {n for n, kind in enumerate(kinds) if kind in one.figure.own_name + one.figure.words})
        for one in told
    ]
    parts = [(figure, own) for figure, own in named if own]
    each_its_own = len({n for _, own in parts for n in own}) == sum(len(own) for _, own in parts)
    return [figure for figure, _ in parts] if len(parts) > 1 and each_its_own else []


def _that_make_it_up(target: Target, told: list[Candidate]) -> list[Figure]:
    """Those of one sentence that name the target's thing, and are its number together or parts of something else.

    解决未通水村15个,部分通水村9个 of 24个村; 解决了1.4万人饮水,其中未通水村12个,部分通水村9个.
    """
    named = [one.figure for one in told if one.alike >= NAMES_IT]
    is_one = len({each.clause.sentence for each in named}) == 1 < len({each.named for each in named})
    amount = sum(in_unit_of(target, each.mention) for each in named)
    are_parts = bool(named) and named[0].words.startswith("其中") and amount < target.value
    return named if is_one and (are_parts or isclose(amount, target.value)) else []


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
