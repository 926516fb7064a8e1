"""A table that was folded to save paper: its head stands twice side by side, and its rows go on in the second half."""

from collections.abc import Sequence
from dataclasses import replace

from ..document import Row, Table, distinct
from ..heads import read_head

_SUBJECTS = {"number", "region", "name", "lead"}  # 目标 | 完成 | 目标 | 完成 are of two things
_NARROWEST = 2


def unfolded(table: Table) -> Table:
    """The table with its halves in turn, as they are read line by line; itself where its head stands only once.

    乡镇 | 任务数 | 完成数 | 乡镇 | 任务数 | 完成数
    """
    found = ((place, width) for place, row in enumerate(table.rows) if (width := copied_width([p.text for p in row])))
    place, width = next(found, (0, 0))
    if not width:
        return table
    over = [row[:width] for row in table.rows[:place]]
    whole, halves = _parted(table.rows[place + 1 :], width)
    return replace(table, rows=(*over, table.rows[place][:width], *halves, *whole))


def copied_width(heads: Sequence[str]) -> int:
    """How many heads stand again and again in a row of them, with what a row is about among them; 0 where they do not."""
    for width in range(_NARROWEST, len(heads) // 2 + 1):
        first = list(heads[:width])
        is_copied = len(heads) % width == 0 and first * (len(heads) // width) == list(heads)
        if is_copied and len({*first}) == width and any(_SUBJECTS & {*read_head(each).fields[:1]} for each in first):
            return width
    return 0


def _parted(rows: Sequence[Row], width: int) -> tuple[list[Row], list[Row]]:
    """The rows that say one thing over the whole width, and those of the halves, line by line."""
    whole = [row[:width] for row in rows if len(distinct(row)) == 1]
    folded = [row for row in rows if len(distinct(row)) > 1]
    ends = range(0, max(map(len, folded), default=0), width)
    return whole, [row[n : n + width] for row in folded for n in ends if distinct(row[n : n + width])]
