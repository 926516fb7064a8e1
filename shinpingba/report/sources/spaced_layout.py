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
    """

    measure: Measure
    columns: Sequence[Word]
    heads: Sequence[Sequence[Word]]
    runs: Sequence[Sequence[Run]]

    @property
    def headless(self) -> int:
        """How many columns have no head."""
        return len(self.columns) - len({n for line in self.runs for run in line for n in range(*run)})


def layout_of(head: Sequence[str], body: Sequence[str]) -> Layout | None:
    """The layout of a table in which most of its cells stand in columns of their own; None where they do in none."""
    best: tuple[int, Layout] | None = None
    for layout in _layouts(head, body):
        rows = [placed(cells_of(line, layout.measure), layout.columns) for line in body]
        right = [row for row in rows if row is not None]
        score = sum(map(len, right)) - len(body) * layout.headless
        if len(rows) - len(right) <= _MOST_ODD * len(rows) and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None


def _layouts(head: Sequence[str], body: Sequence[str]) -> Iterator[Layout]:
    """The layouts that may be, the plainest first: with columns that few rows fill, with heads that one blank parts."""
    for measure in MEASURES:
        rows = [cells for line in body if len(cells := cells_of(line, measure)) > 1]
        heads = [cells_of(line, measure) for line in head]
        core = columns_of(rows, heads)
        for columns, is_cut in product((core, with_seldom(core, rows)), (False, True)):
            lines = [cut(cells, columns) if is_cut and columns else cells for cells in heads]
            runs = runs_of(lines, columns) if len(columns) >= _FEWEST_COLUMNS else None
            if runs:
                wide = columns
                for cells, under in zip(lines, runs, strict=True):
                    wide = headed(cells, under, wide)
                yield Layout(measure, wide, lines, runs)
