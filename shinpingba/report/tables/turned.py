"""A table that stands on its side: its heads are the first cells of its rows, and each of its columns is of one thing."""

from collections.abc import Sequence
from dataclasses import replace

from ..document import Piece, Row, Table, distinct
from ..heads import read_head
from .cells import FIGURES, kind_of_cell
from .parts import head_height

_TOLD = {"achieved", "progress", "share"}
_MOST_HEADS = 2  # columns of heads: 目标 and 完成 may stand under what they are of
_HELD = {*FIGURES, "dash", "pending", ""}


def turned(table: Table) -> Table:
    """The table with its columns as rows; itself where its heads stand over its columns.

    项目     | 工业产值(亿元) | 造林(亩)          the lines over it stay
    年度目标 | 120            | 8000
    完成     | 58             | 5200
    """
    begin = next((n for n, row in enumerate(table.rows) if len(distinct(row)) > 1), len(table.rows))
    rows = table.rows[begin:]
    is_upright = any(head_height(rows, place) for place in range(len(rows)))
    if is_upright or not any(_names_both(rows, place) for place in range(_MOST_HEADS)):
        return table
    width = max(map(len, rows))
    has_corner = not rows[1:] or len(rows[0]) == width or {len(row) for row in rows[1:]} != {width}
    rows = rows if has_corner else ((Piece(""), *rows[0]), *rows[1:])  # a text loses the blank cell of the corner
    whole = [(*row, *(Piece("") for _ in range(width - len(row)))) for row in rows]
    corner, second = whole[0][0], whole[0][1]
    if not _names_both(rows, 0) and corner.text:  # 镇 | 类别: the heads under 镇 are those of two rows
        whole = [(second, second, *whole[0][2:]), *whole[1:]]
        return replace(table, rows=(*table.rows[:begin], (corner,) * len(whole), *zip(*whole, strict=True)))
    return replace(table, rows=(*table.rows[:begin], *zip(*whole, strict=True)))


def _names_both(rows: Sequence[Row], place: int) -> bool:
    """Whether a column has a head of what is planned and one of what is done, each before figures and nothing else."""
    named = [(row[place].text, row[place + 1 :]) for row in rows if place < len(row)]
    fields = [{*read_head(head).fields} for head, cells in named if cells and all(map(_is_figure, cells))]
    return any("planned" in each for each in fields) and any(_TOLD & each and "planned" not in each for each in fields)


def _is_figure(piece: Piece) -> bool:
    return kind_of_cell(piece.text) in _HELD
