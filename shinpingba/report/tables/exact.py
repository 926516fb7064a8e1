"""Rows of a flattened table that have just as many cells as there are heads: each cell is expected in its place."""

from collections.abc import Sequence
from itertools import pairwise

from .slots import Slot
from .stream import BEGINS, Cell

_ODD = -2.0  # a fit so bad that a cell hardly stands there


def expected_columns(cells: Sequence[Cell], slots: Sequence[Slot], *, on_lines: bool) -> list[int]:
    """The column in which each cell is expected; -1 where it is not known where a row begins, or its cells are more or fewer.

    It is known by the numbers of rows, by the lines of the text, or where all cells make such rows, of which each fits.

    1 | 疏通堵点 | 因改造未动工 | 未办结 | 县城管局      a row of 序号 | 督查事项 | 办理情况 | 办理结果 | 承办单位

    on_lines  whether a row begins with a line
    """
    headed = [n for n, slot in enumerate(slots) if not slot.is_optional]
    numbers = [n for n, slot in enumerate(slots) if slot.fields[:1] == ("number",)]
    begins = [n for n, cell in enumerate(cells) if (cell.gap in BEGINS if on_lines else cell.serial)]
    if not begins:
        starts = range(0, len(cells), len(headed))
        are_rows = len(cells) % len(headed) == 0 and not any(_odd(cells, begin, slots, headed) for begin in starts)
        return headed * len(starts) if are_rows else [-1] * len(cells)
    found = [-1] * len(cells)
    for begin, end in pairwise([*begins, len(cells)]):
        columns = sorted({*numbers, *headed}) if cells[begin].serial else headed
        if end - begin == len(columns) and _odd(cells, begin, slots, columns) <= 1:  # 79% among verdicts
            found[begin:end] = columns
    return found


def _odd(cells: Sequence[Cell], begin: int, slots: Sequence[Slot], columns: Sequence[int]) -> int:
    """How many of the cells from a place on cannot stand in some columns, one a cell."""
    fits = [slots[column].fits for column in columns]
    return sum(fit.get(cells[begin + n].kind, fit["*"]) <= _ODD for n, fit in enumerate(fits))
