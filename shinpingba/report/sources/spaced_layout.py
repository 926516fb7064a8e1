"""How the lines of a table by blanks stand: the measure, the columns and the heads under which most of its cells have their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .spaced import MEASURES, Width, Word, cells_of, columns_of, cut, placed, with_seldom
from .spaced_heads import ColumnRun, headed, runs_of

_FEWEST_COLUMNS = 3
_MOST_ODD = 0.2  # of the lines
_MOST_OFF = 0.75  # for each head
_CORNER = 1  # the last column that may have no head: 指标 | | 东镇 | 西镇


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table.

    heads, runs  the cells of each line of its head, and the columns under each
    off          how far they stand from those in all
    """

    measure: Width
    columns: Sequence[Word]
    heads: Sequence[Sequence[Word]]
    runs: Sequence[Sequence[ColumnRun]]
    off: float

    @property
    def headed(self) -> set[int]:
        """The columns that have a head."""
        return {n for line in self.runs for run in line for n in range(*run)}

    @property
    def is_by_chance(self) -> bool:
        """Whether heads stand far from their columns, or a column without a head stands where no corner is."""
        headless = {*range(len(self.columns))} - self.headed
        corner = _CORNER if len(self.heads) == 1 else 0
        return self.off > _MOST_OFF * sum(map(len, self.heads)) or any(n > corner for n in headless)

    @property
    def doubled(self) -> int:
        """How many heads stand twice under one: 目标 | 实际 | 目标 | 实际 are under two."""
        lines = [*zip(self.heads, self.runs, strict=True)]
        return sum(
            len(below) - len({*below})
            for (_, over), (cells, under) in pairwise(lines)
            for first, end in over
            if (below := [cell.text for cell, run in zip(cells, under, strict=True) if first <= run[0] < end])
        )


def layout_of(head: Sequence[str], body: Sequence[str]) -> Layout | None:
    """The layout of a table in which most of its cells stand in columns of their own; None where they do in none."""
    best: tuple[float, Layout] | None = None
    for layout in _layouts(head, body):
        rows = [placed(cells_of(line, layout.measure), layout.columns) for line in body]
        right = [row for row in rows if row is not None]
        doubtful = len(layout.columns) - len(layout.headed) + layout.doubled
        score = sum(map(len, right)) - len(body) * doubtful - layout.off
        is_odd = len(rows) - len(right) > _MOST_ODD * len(rows) or layout.is_by_chance
        if not is_odd and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None


def _layouts(head: Sequence[str], body: Sequence[str]) -> Iterator[Layout]:
    """The layouts that may be, the plainest first: without and with columns that few rows fill, and those of them that have a head."""
    for measure in MEASURES:
        rows = [cells for line in body if len(cells := cells_of(line, measure)) > 1]
        heads = [cells_of(line, measure) for line in head]
        core = columns_of(rows, heads)
        yield from _with_heads(measure, core, heads)
        for layout in _with_heads(measure, with_seldom(core, rows), heads):
            yield layout
            whole = _merged(layout, rows)
            yield from _with_heads(measure, whole, heads) if len(whole) < len(layout.columns) else ()


def _merged(layout: Layout, rows: Sequence[Sequence[Word]]) -> list[Word]:
    """The columns, two beside each other as one where one has a head, the other none, and no line has a cell in both.

    未开工 on the left of a column, under its head, and figures on the right of it
    """
    found: list[tuple[Word, bool]] = []
    for n, column in enumerate(layout.columns):
        is_headed = n in layout.headed
        if found and found[-1][1] != is_headed and not any(_are_in(cells, found[-1][0], column) for cells in rows):
            found[-1] = (found[-1][0].with_(column), True)
        else:
            found.append((column, is_headed))
    return [column for column, _ in found]


def _are_in(cells: Sequence[Word], left: Word, right: Word) -> bool:
    return any(map(left.overlaps, cells)) and any(right.overlaps(cell) and not left.overlaps(cell) for cell in cells)


def _with_heads(measure: Width, columns: Sequence[Word], heads: Sequence[Sequence[Word]]) -> Iterator[Layout]:
    """Some columns with the heads over them: as two blanks part these, and as one does."""
    if len(columns) < _FEWEST_COLUMNS:
        return
    parted = [cut(cells, columns) for cells in heads]
    for lines in [heads, parted] if parted != heads else [heads]:
        if found := runs_of(lines, columns):
            off, runs = found
            wide = columns
            for cells, under in zip(lines, runs, strict=True):
                wide = headed(cells, under, wide)
            yield Layout(measure, wide, lines, runs, off)
