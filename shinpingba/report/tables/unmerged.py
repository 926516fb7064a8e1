"""Merged cells of a grid in a format that knows none: what stands once, with blank cells beside and below it, stands over all of these."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import SECTION, Piece, Row, Table, distinct
from ..heads import read_head
from .cells import FIGURES, kind_of_cell

_MOST_HEADS = 4
_FEWEST_CELLS = 3


def with_merged(table: Table) -> Table:
    """The table with each head over all columns and rows that it covers, and each section's title over its blank cells.

    标段 | 里程(km) |          |      | 备注
         | 设计     | 路基成型 | 铺装 |         里程 is over three columns, 标段 and 备注 over two rows
    一、续建项目(5个) | | 1120000 | 208000    a section with figures has no number: it is over the name too
    """
    begin = next((n for n, row in enumerate(table.rows) if _is_upper(row) or _is_over_all(table.rows[n : n + 2])), None)
    if begin is None:
        return table
    end = begin + 1
    while end < min(len(table.rows), begin + _MOST_HEADS) and _is_lower(table.rows[end]):
        end += 1
    heads = _spread(table.rows[begin:end])
    is_numbered = "number" in read_head(heads[0][0].text).fields
    body = [_titled(row) for row in table.rows[end:]] if is_numbered else table.rows[end:]
    return replace(table, rows=(*table.rows[:begin], *heads, *body))


def with_blanks_kept(table: Table) -> Table | None:
    """A table of a text whose rows kept their blank cells but for those at their ends, as a rectangle; None where they did not.

    Rows of unlike length say so where a blank cell stands before another, and no lower row of a head begins with its words.
    """
    width = max(map(len, table.rows))
    are_kept = any(not piece.text for row in table.rows for piece in row[: _filled(row)])
    begin = next((n for n, row in enumerate(table.rows) if _is_upper(row)), len(table.rows))
    figured = next((n for n, row in enumerate(table.rows) if _has_figures(row)), len(table.rows))
    are_lower = all(_is_lower(row) or len(distinct(row)) < 2 for row in table.rows[begin + 1 : figured])
    if not are_kept or not are_lower or not any(len(row) == width and _has_figures(row) for row in table.rows):
        return None
    rows = ((*row, *(Piece("") for _ in range(width - len(row)))) for row in table.rows)
    return Table(tuple(rows))


def _filled(row: Row) -> int:
    """How many cells a row has up to its last word."""
    return max((place for place, piece in enumerate(row, 1) if piece.text), default=0)


def _has_figures(row: Row) -> bool:
    return any(kind_of_cell(piece.text) in FIGURES for piece in row)


def _is_upper(row: Row) -> bool:
    """Whether a row may be the upper one of a head: several cells, none a figure."""
    return len(distinct(row)) >= _FEWEST_CELLS and bool(row[0].text) and not _has_figures(row)


def _is_over_all(rows: Sequence[Row]) -> bool:
    """Whether the first of two rows has one head over all columns but the first, which says what the rows are about.

    县区 | 农村建设 |      |
         | 危房(户) |      | 公路(公里)
    """
    cells = distinct(rows[0])
    is_upper = len(cells) == 2 and len(rows) == 2 and cells[0] is rows[0][0] and not _has_figures(rows[0])
    return is_upper and bool(read_head(cells[0].text).fields) and _is_lower(rows[1]) and len(distinct(rows[1])) > 1


def _is_lower(row: Row) -> bool:
    """Whether a row may be a lower one of a head: it begins with a blank cell, and has no figure."""
    return not row[0].text and bool(distinct(row)) and not _has_figures(row)


def _spread(heads: Sequence[Row]) -> list[Row]:
    """The rows of a head; a blank cell is of the head on its left where heads stand under both, else of the one above it.

    面积 |      |      |      | 资金 |
    新建 |      | 改造 |      |      |          改造 is not over 下达, which stands under another head than it
    任务 | 完成 | 任务 | 完成 | 下达 | 支出
    """
    found = [[*row] for row in heads]
    above: Sequence[Piece] = ()
    for upper, lower in zip(found, heads[1:], strict=False):
        for place in range(1, min(len(upper), len(lower))):
            is_under_next = place < len(above) and bool(above[place].text) and above[place] is not above[place - 1]
            if not upper[place].text and lower[place].text and lower[place - 1].text and not is_under_next:
                upper[place] = upper[place - 1]
        above = upper
    for upper, below in pairwise(found):
        for place in range(min(len(upper), len(below))):
            if not below[place].text and upper[place].text:
                below[place] = upper[place]
    return [tuple(row) for row in found]


def _titled(row: Row) -> Row:
    """A row that begins with a section's title, with that in each blank cell up to its first other word."""
    end = next((n for n, piece in enumerate(row) if n and piece.text), 0)
    return (*[row[0]] * end, *row[end:]) if SECTION.fullmatch(row[0].text) else row
