"""Cells that are merged over rows, in a format that knows none: what stands once for several rows is filled in below."""

from collections.abc import Sequence

from ..document import Piece
from .column import ReadColumn

Cells = dict[str, Piece]


def is_merged(cells: Cells, last: Cells) -> bool:
    """Whether a row stands beside a number that is merged over several; a format without merged cells leaves it blank."""
    number, before = cells.get("number"), last.get("number")
    return before is not None and number is not None and (number is before or not number.text)


def stands_under(cells: Cells, columns: Sequence[ReadColumn]) -> bool:
    """Whether a row has a task of its own under a name that stands once for several, in a table that begins with names.

    Behind other columns (编号 | 板块 | 项目名称 | 任务) a blank name is none.
    普惠养老 | 养老床位 | 600张 | 540张
             | 助餐点   | 40个  | 44个
    """
    fields = [column.field for column in columns]
    return fields[:1] == ["name"] and "task" in fields and bool(cells.get("task", Piece("")).text)


def stands_over_places(cells: Cells, columns: Sequence[ReadColumn]) -> bool:
    """Whether a row names a place of its own in a table that begins with what stands once for several places.

    农村公路 | 青河镇 | 40公里
             | 云岭镇 | 30公里
    """
    return [column.field for column in columns[:2]] == ["task", "region"] and bool(cells.get("region", Piece("")).text)


def are_grouped(columns: Sequence[ReadColumn]) -> bool:
    """Whether rows are grouped by who leads: without numbers, departments first, one for the rows below it too."""
    return bool(columns) and columns[0].field == "lead" and all(column.field != "number" for column in columns)


def fill(cells: Cells, last: Cells, name: str) -> bool:
    """Fill a blank cell with the one above it; False where it is not blank or there is none above."""
    piece, above = cells.get(name), last.get(name)
    if piece is None or piece.text or above is None or not above.text:
        return False
    cells[name] = above
    return True
