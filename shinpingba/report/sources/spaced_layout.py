"""How the lines of a table by blanks stand: the measure, the columns and the heads under which most of its cells have their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from .spaced import MEASURES, Measure, Word, cells_of, columns_of, cut, placed, with_seldom
from .spaced_heads import Run, headed, runs_of

_FEWEST_COLUMNS = 3
_MOST_ODD = 0.2  # of the lines


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table.

    heads, runs  the cells of each line of its head, and the columns under each
    off          how far they stand from those in all
    """

    measure: Measure
    columns: Sequence[Word]
    heads: Sequence[Sequence[Word]]
    runs: Sequence[Sequence[Run]]
    off: float

    @property
    def headed(self) -> set[int]:
        """The columns that have a head."""
        return {n for line in self.runs for run in line for n in range(*run)}


def layout_of(head: Sequence[str], body: Sequence[str]) -> Layout | None:
    """The layout of a table in which most of its cells stand in columns of their own; None where they do in none."""
    best: tuple[float, Layout] | None = None
    for layout in _layouts(head, body):
        rows = [placed(cells_of(line, layout.measure), layout.columns) for line in body]
        right = [row for row in rows if row is not None]
        headless = len(layout.columns) - len(layout.headed)
        score = sum(map(len, right)) - len(body) * headless - layout.off
        if len(rows) - len(right) <= _MOST_ODD * len(rows) and (best is None or score > best[0]):
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
            headed = [each for n, each in enumerate(layout.columns) if n in layout.headed or any(map(each.overlaps, core))]
            yield from _with_heads(measure, headed, heads) if len(headed) < len(layout.columns) else ()


def _with_heads(measure: Measure, columns: Sequence[Word], heads: Sequence[Sequence[Word]]) -> Iterator[Layout]:
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
