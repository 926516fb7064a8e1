"""A table of which every cell stands on a line of its own, blank ones too: the width that gives it a head and columns of a kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..document import Piece, Row, Table
from .cells import FIGURES, kind_of_cell
from .parts import head_height

_NARROWEST, _WIDEST, _FEWEST_ROWS = 3, 40, 3
_MOST_ALIKE = 0.9  # of the cells of a column are of a kind, so many at least
_SAME = {"departments": "words", "label": "words", "counted": "words", "told": "words", "quantity": "figure"}
_SAME |= dict.fromkeys(FIGURES, "figure") | {"serial": "figure", "pending": "", "dash": ""}


def counted_out(table: Table) -> Table | None:
    """The table in rows; None where it is none of single cells, none of them is blank, or no width fits.

    地区 | 就业 |  |        are six cells of a row, and six of the next: the blank ones say how far a head goes,
    计划 | 完成 | 1300 |    and which of the figures are missing
    """
    if any(len(row) != 1 for row in table.rows) or all(row[0].text for row in table.rows):
        return None
    cells = [row[0] for row in table.rows]
    filled = [
        (with_lower, width) for width in range(_NARROWEST, _WIDEST + 1) for with_lower in (cells, _filled(cells, width))
    ]
    grids = [
        tuple(tuple(found[n : n + width]) for n in range(0, len(found), width))
        for found, width in filled
        if len(found) % width == 0 and len(found) >= _FEWEST_ROWS * width
    ]
    told = [(alike, grid) for grid in grids if (alike := _alike(grid)) >= _MOST_ALIKE]
    return replace(table, rows=max(told, key=lambda each: each[0])[1], is_ragged=False) if told else None


def _filled(cells: Sequence[Piece], width: int) -> list[Piece]:
    """The cells, with blank ones in the lower row of a head under those heads that have none behind them: they go on below.

    地区 | 就业 |      | 投资 |
    计划 | 完成 | 计划 | 完成       is a cell shorter
    """
    upper = cells[:width]
    covers = [
        not (piece.text and (behind is None or behind.text))
        for piece, behind in zip(upper, [*upper[1:], None], strict=False)
    ]
    rest = iter(cells[width:])
    lower = [next(rest, Piece("")) if each else Piece("") for each in covers]
    return [*upper, *lower, *rest] if any(covers) else [*cells]


def _alike(grid: Sequence[Row]) -> float:
    """How many of the cells under a head are of the kind of most cells of their column; 0.0 where the grid begins with no head."""
    body = grid[height:] if (height := head_height(grid, 0)) else ()
    columns = [Counter(filter(None, map(_kind, column))) for column in zip(*body, strict=True)]
    count = sum(column.total() for column in columns)
    return sum(max(column.values(), default=0) for column in columns) / count if count else 0.0


def _kind(piece: Piece) -> str:
    kind = kind_of_cell(piece.text)
    return _SAME.get(kind, kind)
