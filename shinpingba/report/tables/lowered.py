"""The lower row of a head that was moved to the left, where the cells merged over it were made up for at its end."""

from dataclasses import replace

from ..document import Piece, Row, Table
from .cells import kind_of_cell

_FEWEST = 3
_LOWER = "verdict"


def with_lower_in_place(table: Table) -> Table:
    """The table; where its second row holds verdicts that stand under the last head of the first, and the rows below are no wider
    than both make it, with those in their places.

    序号   | 重点任务 | 完成情况 |        |      |
    已完成 | 达序时   | 滞后     |        |      |      they are three columns under 完成情况
    1      | 建充电桩 | √        |        |      |
    """
    if len(table.rows) < _FEWEST:
        return table
    upper, lower, *body = (_filled(row) for row in table.rows)
    width = len(upper) - 1 + len(lower)
    are_words = all(piece.text for piece in upper) and all(kind_of_cell(piece.text) == _LOWER for piece in lower)
    if not lower or not are_words or not len(upper) <= max(map(len, body)) <= width:
        return table
    blanks = [Piece("")] * width
    moved = (*blanks[: len(upper) - 1], *lower)
    rows = ((*row, *blanks)[:width] for row in (upper, moved, *body))
    return replace(table, rows=tuple(rows))


def _filled(row: Row) -> Row:
    """A row up to its last word."""
    return row[: max((place for place, piece in enumerate(row, 1) if piece.text), default=0)]
