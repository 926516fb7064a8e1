"""Columns of two figures a cell to two columns: 任务数/完成数(个) over 24/15; 任务/完成 over several heads of things with such cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Piece, Row, Table
from ..heads import read_head
from .cells import kind_of_cell

_HEAD = re.compile(r"(?P<first>[^/／()（）]{1,10})[/／](?P<second>[^/／()（）]{1,10})(?P<unit>[(（][^()（）]*[)）])?")
_BOTH = re.compile(r"\s*([\d,.]+)\s*[/／]\s*([\d,.]+\s*(?:[(（].*[)）])?)\s*")  # 7/7(另有2家在评)
_TOLD = {"achieved", "progress"}
_PARTS = ("first", "second")


def with_both_figures(table: Table) -> Table:
    """The table with a column for each of the two figures; itself where no head names a planned and an achieved one."""
    for place, row in enumerate(table.rows):
        columns = [
            n for n, piece in enumerate(row) if _names_both(piece.text) and _holds_both(table.rows[place + 1 :], n)
        ]
        if columns:
            return replace(table, rows=tuple(tuple(_parted(each, columns)) for each in table.rows))
    return table


def _names_both(words: str) -> bool:
    """Whether a head names a planned and an achieved figure, in either order: 任务数/完成数(个), 完成/目标."""
    found = _HEAD.fullmatch(words)
    first, second = ({*read_head(found[part]).fields} for part in _PARTS) if found else ({*()}, {*()})
    return any(
        "planned" in planned and bool(_TOLD & told) and "planned" not in told
        for planned, told in ((first, second), (second, first))
    )


def _holds_both(rows: Sequence[Row], place: int) -> bool:
    """Whether the cells under a head hold two figures each, blank ones, dashes and lower heads (企业认定(家)) left out."""
    cells = [row[place].text for row in rows if place < len(row) and kind_of_cell(row[place].text) not in {"", "dash"}]
    if cells and not any(map(str.isdigit, cells[0])):
        cells = cells[1:]
    return bool(cells) and all(_BOTH.fullmatch(cell) for cell in cells)


def _parted(row: Row, columns: Sequence[int]) -> Iterator[Piece]:
    """A row with each of some columns parted: its head, its two figures; any other cell stands in both."""
    for place, piece in enumerate(row):
        head, both = _HEAD.fullmatch(piece.text), _BOTH.fullmatch(piece.text)
        if place not in columns or not (head or both):
            yield from [piece] * (1 + (place in columns))
        elif both:
            yield from (replace(piece, text=both[1]), replace(piece, text=both[2]))
        elif head:
            yield from (replace(piece, text=f"{head[each]}{head['unit'] or ''}") for each in _PARTS)
