"""Cells that go over several rows of a table without lines: a section beside its tasks, by the place of its words."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from .bare_words import LINE, Extent

_FAR = 1e6


class _Way(NamedTuple):
    """How far the words of some cells stand from their places, in points, and which rows each goes over."""

    distance: float
    cells: tuple[range, ...]


def merged(
    blocks: Sequence[Extent], edges: Sequence[float], lines: Sequence[float], place: str, *, is_new: bool
) -> tuple[range, ...]:
    """Which rows each block of words goes over: every row is of one, whose words stand in the middle of their rows or at their top.

    edges    of the rows, from top to bottom
    lines    where the first line of each row begins
    place    where the numbers stand in their rows, which is where other words do; "" where that cannot be told
    is_new   whether the first block begins with the first row; else rows above it go on a cell of the page before
    """
    ways = [_best(blocks, edges, lines, each, is_new=is_new) for each in ("top", "middle") if place in {each, ""}]
    return min(ways, key=lambda way: round(way.distance / LINE)).cells


def _best(
    blocks: Sequence[Extent], edges: Sequence[float], lines: Sequence[float], place: str, *, is_new: bool
) -> _Way:
    rows = len(lines)
    ways = {first: _Way(0.0, ()) for first in ([0] if is_new else range(rows))}
    for number, block in enumerate(blocks, 1):
        found: dict[int, _Way] = {}
        for first, end in product(ways, [rows] if number == len(blocks) else range(1, rows)):
            if end > first:
                from_top = abs(block[0] - lines[first])
                from_middle = abs(sum(block) - edges[first] - edges[end]) / 2
                # a cell that goes on behind the page has its words at its top
                far = from_top if place == "top" else min(from_middle, from_top) if end == rows else from_middle
                way = _Way(ways[first].distance + far, (*ways[first].cells, range(first, end)))
                found[end] = min(found.get(end, way), way, key=lambda each: each.distance)
        ways = found
    return ways.get(rows, _Way(_FAR, ()))
