"""A row of a flattened table as it was fitted, and what the columns hold in such rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .cells import FIGURES
from .slots import Slot
from .stream import Cell

_FIGURE_FIELDS = {"planned", "achieved", "share"}


@dataclass(slots=True)
class Fitted:
    """A row: the numbers of the cells in each column, or of the cells that stand for themselves.

    tied  the columns of which another one may as well have the cell
    sort  "row", "further" (a line of the row before), "title" (a section's), "head" (the head once more), "aside" (left over)
    """

    sort: str
    cells: dict[int, range] = field(default_factory=dict)
    tied: set[int] = field(default_factory=set)

    @property
    def is_tied(self) -> bool:
        """Whether its cells may as well stand in other columns."""
        return bool(self.tied)


def full(rows: Sequence[Fitted], slots: Sequence[Slot]) -> list[Fitted]:
    """The rows that have a cell in each column that has a head."""
    headed = {column for column, slot in enumerate(slots) if not slot.is_optional}
    return [row for row in rows if row.sort == "row" and headed <= {*row.cells}]


def held(rows: Sequence[Fitted], cells: Sequence[Cell], count: int) -> list[list[str]]:
    """The kinds of the cells in each column."""
    filled = [row for row in rows if row.sort == "row"]
    return [[cells[n].kind for row in filled for n in row.cells.get(column, ())] for column in range(count)]


def is_unsure(fitted: Fitted, cells: Sequence[Cell], slots: Sequence[Slot]) -> bool:
    """Whether some figures of a row may as well be of other indicators: 4200 | 2940 | 1500 | 1400 under three pairs of 目标 and 完成.

    60 | 577 | 961.7 is of the first, as a rule: a row of one indicator has what most have. 3000 under 计划数 | 实际数 is planned.
    """
    firsts = [slot.fields[:1] for slot in slots]
    told = [firsts[column] for column, span in fitted.cells.items() if cells[span.start].kind in FIGURES]
    tied = [firsts[column] for column in fitted.tied if cells[fitted.cells[column].start].kind in FIGURES]
    return any({*first} & _FIGURE_FIELDS and told.count(first) > 1 for first in tied)
