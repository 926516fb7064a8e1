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
    if is_upright or not rows:
        return table
    rows = _in_places(rows)
    if not any(_names_both(rows, place) for place in range(_MOST_HEADS)):
        return table
    width = max(map(len, rows))
    has_corner = not rows[1:] or len(rows[0]) == width or {len(row) for row in rows[1:]} != {width}
    rows = rows if has_corner else ((Piece(""), *rows[0]), *rows[1:])  # a text loses the blank cell of the corner
    whole = [(*row, *(Piece("") for _ in range(width - len(row)))) for row in rows]
    corner, second = whole[0][0], whole[0][1]
    if not _names_both(rows, 0) and corner.text:  # 镇 | 类别: the heads under 镇 are those of two rows
        second = second if second.text else corner
        whole = [(second, second, *whole[0][2:]), *_with_merged(whole[1:])]
        return replace(table, rows=(*table.rows[:begin], (corner,) * len(whole), *zip(*whole, strict=True)))
    return replace(table, rows=(*table.rows[:begin], *zip(*whole, strict=True)))


def _with_merged(rows: Sequence[Row]) -> list[Row]:
    """The rows with a name that stands once for several of them in each, in a format that knows no merged cells.

    加装电梯(台) | 年度任务 | 15 | 10
                 | 累计完成 | 9  | 10
    """
    found: list[Row] = []
    for row in rows:
        above = found[-1][0] if found else row[0]
        found.append((row[0] if row[0].text else above, *row[1:]))
    return found


def _in_places(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows; those of a text that lost the blank cell under a merged name, with one in its place.

    指标         | 东镇     | 西镇
    加装电梯(台) | 年度任务 | 15 | 10
    累计完成     | 9        | 10      a cell less than the row above, and the head of its figures is the first
    """
    width = max(map(len, rows))
    whole = [row for row in rows[1:] if len(row) == width]
    short = [row for row in rows[1:] if len(row) == width - 1]
    are_heads = all(_says_figures(row[1]) for row in whole if width > 1) and all(_says_figures(row[0]) for row in short)
    if not whole or not short or len(whole) + len(short) < len(rows) - 1 or not are_heads:
        return rows
    corner, *things = rows[0]
    first = (corner, Piece(""), *things) if len(rows[0]) < width else rows[0]
    return (first, *((Piece(""), *row) if len(row) < width else row for row in rows[1:]))


def _says_figures(piece: Piece) -> bool:
    """Whether words are the head of figures: 年度任务, 累计完成, 完成率."""
    return bool({"planned", *_TOLD} & {*read_head(piece.text).fields})


def _names_both(rows: Sequence[Row], place: int) -> bool:
    """Whether a column has a head of what is planned and one of what is done, each before figures and nothing else.

    造林 | 计划 | 15 | 9 | 进度偏慢      words stand under a head of their own, and the table on no side
    """
    named = [
        ({*read_head(row[place].text).fields}, row[place + 1 :])
        for row in rows
        if place < len(row) and len(distinct(row)) > 1
    ]
    planned = [cells for names, cells in named if "planned" in names and len(cells) > 1]
    if place and planned and not any(all(kind_of_cell(each.text) in FIGURES for each in cells) for cells in planned):
        return False
    fields = [names for names, cells in named if cells and all(map(_is_figure, cells))]
    return any("planned" in each for each in fields) and any(_TOLD & each and "planned" not in each for each in fields)


def _is_figure(piece: Piece) -> bool:
    return kind_of_cell(piece.text) in _HELD
