"""The ruled lines of a page to the grids that they make: which rectangles are cells, and over how many places each goes."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .glyphs import Box

_NEAR = 3.0  # points: lines so near each other are one, as thin rectangles and doubled borders are
_FEWEST = 2  # cells of a table; a single one is a frame


class _Line(NamedTuple):
    """A line across or down: where it lies (y or x), from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table.

    across, down   where its lines lie, from top to bottom and from left to right
    cells          the number of the cell in each place of each row; a merged cell has one number in all its places
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.across[0]

    @property
    def area(self) -> float:
        """How much of the page it covers, in square points."""
        return (self.across[-1] - self.across[0]) * (self.down[-1] - self.down[0])

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point; None outside."""
        row, column = bisect_right(self.across, y) - 1, bisect_right(self.down, x) - 1
        is_inside = 0 <= row < len(self.cells) and 0 <= column < len(self.down) - 1
        return self.cells[row][column] if is_inside else None


def grids(lines: Iterable[Box]) -> list[Grid]:
    """The tables that lines make, the smallest first: one may stand in a cell of another.

    A table that is open at a side ends where its lines do: a row cut by the end of the page has no line there.
    """
    boxes = [*lines]
    across = _whole(
        _Line((b.top + b.bottom) / 2, b.left, b.right) for b in boxes if b.right - b.left > b.bottom - b.top
    )
    down = _whole(_Line((b.left + b.right) / 2, b.top, b.bottom) for b in boxes if b.right - b.left <= b.bottom - b.top)
    found = [grid for part in _connected(across, down) if (grid := _grid(*part))]
    return sorted(found, key=lambda grid: grid.area)


def _whole(lines: Iterable[_Line]) -> list[_Line]:
    """Lines that lie on each other put together."""
    found: list[_Line] = []
    for group in _near(sorted(line for line in lines if line.end - line.start > _NEAR)):
        at = sum(line.at for line in group) / len(group)
        begun = len(found)
        for _, start, end in sorted(group, key=lambda line: line.start):
            if len(found) > begun and start <= found[-1].end + _NEAR:
                found[-1] = _Line(at, found[-1].start, max(found[-1].end, end))
            else:
                found.append(_Line(at, start, end))
    return found


def _near(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and line.at - group[-1].at > _NEAR:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _connected(across: Sequence[_Line], down: Sequence[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """The lines that meet, directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(place: int) -> int:
        """The line that stands for all that a line is connected with (union-find); the way there is halved as it is gone."""
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    for one, line in enumerate(across):
        for other, upright in enumerate(down, len(across)):
            if _meets(line, upright.at) and _meets(upright, line.at):
                parent[root(one)] = root(other)
    parts: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for place, line in enumerate((*across, *down)):
        parts[root(place)][place >= len(across)].append(line)
    return (part for part in parts.values() if all(part))


def _meets(line: _Line, at: float) -> bool:
    return line.start - _NEAR <= at <= line.end + _NEAR


def _grid(across: Sequence[_Line], down: Sequence[_Line]) -> Grid | None:
    """The grid of lines that meet; None where they make a frame or less."""
    rows, columns = _places(across, down), _places(down, across)
    walls, floors = _by_place(down), _by_place(across)
    beside = [[_is_crossed(walls[x], (top + bottom) / 2) for x in columns[1:]] for top, bottom in pairwise(rows)]
    below = [[_is_crossed(floors[y], (left + right) / 2) for left, right in pairwise(columns)] for y in rows[1:]]
    cells, count = _numbered(beside, below)
    return Grid(tuple(rows), tuple(columns), cells) if count >= _FEWEST else None


def _places(lines: Sequence[_Line], others: Sequence[_Line]) -> list[float]:
    """Where lines lie, and where those across them end beyond the last of them."""
    found = sorted({line.at for line in lines})
    first, last = min(line.start for line in others), max(line.end for line in others)
    before = [first] if first < found[0] - _NEAR else []
    return [*before, *found, *([last] if last > found[-1] + _NEAR else [])]


def _by_place(lines: Iterable[_Line]) -> dict[float, list[_Line]]:
    found: dict[float, list[_Line]] = defaultdict(list)
    for line in lines:
        found[line.at].append(line)
    return found


def _is_crossed(lines: Iterable[_Line], through: float) -> bool:
    return any(line.start <= through <= line.end for line in lines)


def _numbered(
    beside: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]
) -> tuple[tuple[tuple[int, ...], ...], int]:
    """The places numbered by the cell that they are in, from left to right and down, and how many cells there are.

    beside, below   whether a line parts each place from the next one in its row, and from the one below it
    """
    cells = [[-1] * len(row) for row in beside]
    count = 0
    for row, places in enumerate(cells):
        for column, number in enumerate(places):
            if number < 0:
                width = _width(places[column:], beside[row][column:])
                for covered in range(row, row + _height(cells, beside, below, row, range(column, column + width))):
                    cells[covered][column : column + width] = [count] * width
                count += 1
    return tuple(map(tuple, cells)), count


def _width(places: Sequence[int], beside: Sequence[bool]) -> int:
    """Over how many places of its row a cell goes that begins at the first of them."""
    width = 1
    while width < len(places) and places[width] < 0 and not beside[width - 1]:
        width += 1
    return width


def _height(
    cells: Sequence[Sequence[int]],
    beside: Sequence[Sequence[bool]],
    below: Sequence[Sequence[bool]],
    row: int,
    span: range,
) -> int:
    """Over how many rows a cell goes that begins in a row and covers a span of columns."""
    height = 1
    while (
        row + height < len(cells)
        and not any(below[row + height - 1][n] or cells[row + height][n] >= 0 for n in span)
        and not any(beside[row + height][n] for n in span[:-1])
    ):
        height += 1
    return height
