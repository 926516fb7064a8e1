"""How many looks find how many errors: rows opened from the most doubtful on, and the wrong and missed figures found in them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..columns import percent
from ..judging.assessment import Assessment
from .doubts import place
from .questions import questions

QUARTER, WANTED = 0.25, 0.99
STEPS = (10, 20, 40, 60, 80, 100, 150, 200, 300)


@dataclass(frozen=True, slots=True)
class Look:
    """One row that a person may open.

    place   where it stands among the doubts, the most doubtful first (`places`)
    group   the set it is counted in
    shown   figures shown in it, `wrong` of them are; missed are those that should be shown
    """

    place: tuple[int, int]
    group: str
    shown: int
    wrong: int
    missed: int


def places(result: Assessment) -> dict[str, tuple[int, int]]:
    """Row id -> where the row stands among the doubts, by its most doubtful question."""
    found: dict[str, tuple[int, int]] = {str(row_id): (math.inf, 0) for row_id in result.tasks["row_id"]}  # type: ignore[misc]
    for each in questions(result):
        found[each.row_id] = min(found[each.row_id], place(each)) if each.flags else found[each.row_id]
    return found


def found_in(looks: Iterable[Look], count: int) -> float:
    """The share of the wrong and missed figures that stand in the first `count` rows by doubt; 1 where there are none."""
    ranked = _ranked(looks)
    faults = [each.wrong + each.missed for each in ranked]
    return sum(faults[:count]) / sum(faults) if sum(faults) else 1.0


def looks_until(looks: Iterable[Look], wanted: float = WANTED) -> int:
    """How many rows have to be opened, and set right, until this share of the figures shown is right."""
    ranked = _ranked(looks)
    shown, wrong = sum(each.shown for each in ranked), sum(each.wrong for each in ranked)
    opened = 0
    while wrong > (1 - wanted) * shown:
        wrong, shown, opened = wrong - ranked[opened].wrong, shown + ranked[opened].missed, opened + 1
    return opened


def curve(looks: Sequence[Look]) -> str:
    """The curve of looks against errors found, and a line for each set, as Markdown tables."""
    steps = [step for step in STEPS if step < len(looks)]
    lines = [
        "| rows opened, most doubtful first | share of the rows | wrong and missed figures found |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {step} | {percent(step / len(looks), 0)} | {percent(found_in(looks, step))} |" for step in steps]
    lines += [
        "",
        "| set | rows | wrong | missed | found in the first quarter | rows opened until 99 % of the figures shown are right |",
    ]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    groups = dict.fromkeys(each.group for each in looks)
    sets = {group: [each for each in looks if each.group == group] for group in groups} if len(groups) > 1 else {}
    return "\n".join([*lines, *(_line(name, own) for name, own in {**sets, "all": [*looks]}.items()), ""])


def _line(name: str, looks: Sequence[Look]) -> str:
    wrong, missed = sum(each.wrong for each in looks), sum(each.missed for each in looks)
    found = found_in(looks, math.ceil(QUARTER * len(looks)))
    return f"| {name} | {len(looks)} | {wrong} | {missed} | {percent(found)} | {looks_until(looks)} |"


def _ranked(looks: Iterable[Look]) -> list[Look]:
    return sorted(looks, key=lambda each: each.place)
