"""What a page plans in one sentence and tells of in others.

今年计划新建充电桩2500个、筹集保障性住房1500套。|一季度,新建充电桩688个,…;筹集保障性住房210套,…
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...language.clauses import plain
from ...language.quantities import find_numbers
from ..records import Record
from .blocks import Block
from .parts import Part, find_parts

_PLANS = re.compile("计划|目标|任务|预算")  # a page may have thousands of paragraphs
_MARKS = "、,;:。 "
_SHORTEST_NOUN = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """One figure that a page plans for its year: the words that name it as they are printed, its noun, its unit."""

    words: str
    noun: str
    unit: str


def announced(blocks: Iterable[Block]) -> list[Plan]:
    """The plans of the year in a page's paragraphs, in order."""
    return [
        plan for block in blocks for part in find_parts(block.words) if _is_plan(part) for plan in _plans(block, part)
    ]


def with_plans(records: Sequence[Record], plans: Sequence[Plan]) -> None:
    """Gives a record that tells of a thing, and names no task, the one plan that names the same thing in the same unit."""
    for record in records:
        name, progress = record.texts.get("name", ""), record.texts.get("progress", "")
        if record.texts.get("task") or len(name) < _SHORTEST_NOUN or not plans:
            continue
        units = {number.unit for number in find_numbers(progress) if number.kind == "count"}
        meant = [plan for plan in plans if plan.unit in units and (name in plan.noun or plan.noun in name)]
        if len(meant) == 1 and meant[0].words not in progress and not _tells_plan(progress):
            record.texts["task"] = meant[0].words


def _tells_plan(progress: str) -> bool:
    """Whether words tell of a plan of their own: 柏桥镇|计划98亩已经完成."""
    return any("plan" in part.labels for part in find_parts(plain(progress)))


def _is_plan(part: Part) -> bool:
    return "plan" in part.labels and not part.strength and not part.labels & {"future", "past", "share"}


def _plans(block: Block, part: Part) -> Iterator[Plan]:
    """The figures of a clause that plans, each with the words from the figure before it: 今年计划市场300家|、厨房1500个."""
    start = part.start
    for figure in part.figures:
        words = block.text[start : figure.end].strip(_MARKS)
        named = find_parts(words)
        if figure.kind == "count" and named and named[0].noun:
            yield Plan(words, words[slice(*named[0].noun)], figure.unit)
        start = figure.end
