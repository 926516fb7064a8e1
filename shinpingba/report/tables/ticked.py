"""Columns of ticks under what became of a task (已完成 | 正在推进 | 未启动) to one column that says it in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Piece, Row, Table, distinct
from .cells import kind_of_cell
from .lines import is_aside

_TICK = re.compile("[√✓✔☑●■★]")
_EMPTY = re.compile("[○□☐×✗☒]?")
_STATED = "verdict"
_FEWEST = 2
_LOST = "打勾的栏位没有保留下来,不知道勾在哪一栏,没有读"


def with_ticks_told(table: Table, warnings: list[str]) -> Table:
    """The table with one column instead of those of ticks, and the head of the ticked one in its cells; itself where there are none.

    序号 | 任务     | 完成情况                        序号 | 任务     | 完成情况
    ^    | ^        | 已完成 | 正在推进 | 未启动       1    | 修建公厕 | 已完成
    1    | 修建公厕 | √      |          |             2    | 新建游园 | 未启动
    2    | 新建游园 |        |          | √

    Where the text lost its blank cells, all ticks stand under the first head, or under none: they tell nothing.
    """
    for place, row in enumerate(table.rows):
        run = _run(row, table.rows[place + 1 :])
        if run:
            return _told(table, place, run, warnings)
    return table


def _run(heads: Row, body: Sequence[Row]) -> range:
    """The columns side by side whose heads say what became of a task, and under which stand ticks and nothing else."""
    places = [n for n, head in enumerate(heads) if kind_of_cell(head.text) == _STATED and _holds_ticks(body, n, head)]
    first = next((n for n, later in pairwise(places) if later == n + 1), 0)
    end = next((n for n in range(first, len(heads) + 1) if n not in places), first)
    run = range(first, end)
    ticked = [_TICK.fullmatch(row[n].text) for row in body for n in run if n < len(row)]
    return run if len(run) >= _FEWEST and any(ticked) else range(0)


def _holds_ticks(body: Sequence[Row], place: int, head: Piece) -> bool:
    """Whether the cells of a column are ticks or none; its head may come again, and a total counts the ticks."""
    cells = (
        row[place].text for row in body if place < len(row) and len(distinct(row)) > 1 and not is_aside(distinct(row))
    )
    return all(
        _TICK.fullmatch(words) or _EMPTY.fullmatch(words) or kind_of_cell(words) == "dash" or words == head.text
        for words in cells
    )


def _told(table: Table, place: int, run: range, warnings: list[str]) -> Table:
    """The table with the columns of a run as one."""
    heads = table.rows[place]
    columns = {n for row in table.rows[place + 1 :] for n in run if n < len(row) and _TICK.fullmatch(row[n].text)}
    is_lost = (
        table.is_ragged and len(columns) < _FEWEST and any(_is_made_up(row, run) for row in table.rows[place + 1 :])
    )
    if is_lost:
        warnings.append(_LOST)
    over = table.rows[place - 1] if place else ()
    own = over[run.start] if run.start < len(over) and over[run.start].text and _is_over(over, run) else None
    named = own or replace(heads[run.start], text=f"完成情况({'、'.join(heads[n].text for n in run)})")
    rows = [_with_one(row, run, row[run.start]) for row in table.rows[:place] if run.start < len(row)]
    rows += [] if own and _is_blank(heads, over, run) else [_with_one(heads, run, named)]
    for row in table.rows[place + 1 :]:
        cells = [row[n] for n in run if n < len(row)]
        ticked = [(heads[n].text, row[n]) for n in run if n < len(row) and _TICK.fullmatch(row[n].text)]
        if [cell.text for cell in cells] == [heads[n].text for n in run]:
            told = named
        elif ticked:
            words = "" if is_lost else "、".join(words for words, _ in ticked)
            told = replace(ticked[0][1], text=words)
        else:
            told = next((cell for cell in cells if cell.text and not _EMPTY.fullmatch(cell.text)), Piece(""))
        rows.append(_with_one(row, run, told))
    return replace(table, rows=tuple(rows))


def _is_made_up(row: Row, run: range) -> bool:
    """Whether blank cells beside a tick were put there to fill the row, and did not stand in the text."""
    return any(not row[n].text and not row[n].place for n in run if n < len(row))


def _is_over(over: Row, run: range) -> bool:
    """Whether one head stands over all columns of a run, and over no other: by a merged cell, or by blank ones behind it."""
    first = over[run.start]
    inside = all(n >= len(over) or over[n] is first or not over[n].text for n in run)
    beside = over[run.stop : run.stop + 1]
    return inside and not any(piece is first for piece in (*over[: run.start], *beside))


def _is_blank(heads: Row, over: Row, run: range) -> bool:
    """Whether a row of heads says nothing but beside the run: its other cells are blank, or those above."""
    return all(n in run or not piece.text or (n < len(over) and over[n] is piece) for n, piece in enumerate(heads))


def _with_one(row: Row, run: range, piece: Piece) -> Row:
    return (*row[: run.start], piece, *row[run.stop :])
