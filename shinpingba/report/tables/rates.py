"""Columns of growth: which hold rates, of what time each tells, which of them is growth aimed at and which is growth so far."""

import re
from collections.abc import Sequence

from ..heads import read_head
from .column import ReadColumn
from .groups import roles_under, stem
from .rivals import told_until, year_in

_GROWTH = re.compile("增长率?|增速|增幅")
_NO_RATE = re.compile("排[名位序]|[位名]次|环比|差|额|[较与比].*目标")
_AIM = re.compile("目标|计划|预期|任务")
OF_ELSE = {"before", "increment", "part", "beyond"}  # 上年同期, 当月, 9月: no growth of the year so far
_OF_PART = {"period", "part", "increment"}


def is_rate(column: ReadColumn) -> bool:
    """Whether rates of growth stand under a head: 目标增速(%), 同比±%; no rank, no 增减额(万元), and none against the month before."""
    low = read_head(column.name)
    told = _GROWTH.search(column.name) or low.fields[:1] == ("growth",)
    is_one = bool(told) and low.unit in ("", "%") and not _NO_RATE.search(column.name)
    return is_one and column.head.time != "before"


def is_growth_head(words: str) -> bool:
    """Whether a head over others is of rates of growth: 增 速（%）."""
    head = read_head(words)
    return head.unit in ("", "%") and bool(_GROWTH.search(words.replace(" ", ""))) and not _NO_RATE.search(words)


def may_be_so_far(column: ReadColumn) -> bool:
    """Whether a column may tell of the year so far: 1-6月, 实绩; no month's, no last year's, no rank."""
    return column.head.time not in OF_ELSE and not {"rank", "share"} & {*column.head.fields}


def is_aim(columns: Sequence[ReadColumn], place: int) -> bool:
    """Whether growth is aimed at: its head says so, or the one over it, 增速(%) under 2025年目标."""
    column = columns[place]
    over = roles_under(column.path[-2]) if len(column.path) > 1 else set()
    is_plain = read_head(column.name).fields[:1] == ("growth",) and over == {"planned"}
    return is_rate(column) and (is_plain or bool(_AIM.search(stem(column.name))))


def aims_of_the_year(columns: Sequence[ReadColumn], year: int = 0) -> list[int]:
    """The places of growth aimed at; that of a part of the year, or of another year than the table's, is none beside others.

    全年增速目标 | 上半年增速目标
    2025年目标增速 | 2026年目标增速      of a table of 2025
    """
    aims = [n for n, column in enumerate(columns) if is_aim(columns, n) and column.holds_figures]
    told = [n for n in aims if not year or year_in(columns[n].label) in (0, year)]
    return [n for n in told if columns[n].head.time not in _OF_PART] or told


def growths_so_far(columns: Sequence[ReadColumn], year: int = 0) -> list[int]:
    """The places of growth since January until the newest time that the table tells of; several where it cannot be said which.

    9月 | 同比(%) | 1-9月 | 同比(%)      the month's is none, also where only the column beside it says of which time it is
    1-8月 增速 | 1-9月 增速              the newer one
    一季度 增速 | 二季度 增速            the first tells no more of the year so far, and the second may be of its quarter alone: none
    """
    rates = [n for n, each in enumerate(columns) if is_rate(each) and each.holds_figures and not is_aim(columns, n)]
    of = {n: _told_of(columns, n) for n in rates}
    now = year or max((year_in(column.label) for column in columns if "planned" not in column.head.fields), default=0)
    told = [
        n
        for n, each in of.items()
        if each.head.time not in OF_ELSE and "planned" not in each.head.fields and year_in(each.label) in (0, now)
    ]
    newest = max((told_until(of[n]) for n in told), default=0)
    if any(each.head.time == "part" and told_until(each) > newest for each in of.values()):
        return []
    return [n for n in told if told_until(of[n]) == newest]


def _told_of(columns: Sequence[ReadColumn], place: int) -> ReadColumn:
    """The column that says of which time a growth is: itself, else the amount beside it under the same head, on its left at first."""
    column = columns[place]
    if column.head.time or year_in(column.label):
        return column
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(columns) and columns[at].path[:-1] == column.path[:-1] and columns[at].holds_figures:
            if not ({"planned", "share", "growth", "rank"} & {*columns[at].head.fields} or is_rate(columns[at])):
                return columns[at]
            at += step
    return column
