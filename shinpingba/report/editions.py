"""The same table of several months in one document (a sheet a month): the newest tells how far things are, the older ones are said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from .periods import last_day, period_in
from .records import Record
from .tables.reading import ReadTable, Tables
from .tables.rivals import year_in

_TIME = re.compile(
    r"(?:20\d\d)?年?(?:\d{1,2}月?\s*[-—–~至]\s*)?\d{1,2}月份?[底末]?|第?[一二三四]季度|[上下]半年|前[二三]季度|\s"
)
_ANY_YEAR = "2000"  # of titles without one
_SHEET = re.compile(r"(1[0-2]|0?[1-9])月份?(?=\s|$)")
_MOSTLY = 0.5  # of the names of the older table that the newer one has too


Edition = tuple[ReadTable, Sequence[Record]]


def newest_editions(found: Tables, until: date | None = None) -> Tables:
    """The tables without the records of those that a later one repeats: 1-4月 and 1-5月 of the same townships under the same heads.

    until   the day that is asked for, where one is: one of a later day is read only where there is none of that day or before
    """
    runs = _runs(found)
    year = str(until.year) if until else _ANY_YEAR
    named = [_period_of(run[0].title, year) for run in runs]
    dated = [(place, last_day(period), runs[place]) for place, period in enumerate(named) if period]
    goes = _order(until)
    older = [
        place
        for place, end, run in dated
        if any(goes(end) < goes(later) and _is_repeated(*run, *other) for _, later, other in dated)
    ]
    if not older:
        return found
    newest = max((goes(end), place) for place, end, _ in dated if place not in older)[1]
    which = "最新" if not until or all(end <= until for _, end, _ in dated) else "到报告期为止最新"
    return replace(_without(found, runs, older, which), edition=_period_of(runs[newest][0].title, ""))


def _without(found: Tables, runs: Sequence[Edition], older: Sequence[int], which: str) -> Tables:
    """The tables without some of them, and a warning that says which were read."""
    gone = [record for place in older for record in runs[place][1]]
    titles = "、".join(f"“{runs[place][0].title.split(' ')[0]}”" for place in older)
    left = {*map(id, gone)}
    return replace(
        found,
        tables=[table for place, table in enumerate(found.tables) if place not in older],
        records=[record for record in found.records if id(record) not in left],
        left_over=[*found.left_over, *(piece for record in gone for piece in record.pieces)],
        warnings=[*found.warnings, f"同一张表有几期,只读{which}的一期,没有读{titles}"],
    )


def _order(until: date | None) -> Callable[[date], tuple[bool, date]]:
    """How editions go before each other by the last days of their periods: those after the day that is asked for go first."""
    return lambda end: (until is None or end <= until, end)


def _runs(found: Tables) -> list[Edition]:
    """Each table with its records."""
    runs: list[Edition] = []
    place = 0
    for table in found.tables:
        runs.append((table, found.records[place : place + table.row_count]))
        place += table.row_count
    return runs


def _is_repeated(table: ReadTable, records: Sequence[Record], other: ReadTable, others: Sequence[Record]) -> bool:
    """Whether another table tells of the same things under the same heads."""
    if _heads(table) != _heads(other):
        return False
    names, others_names = {*map(_name, records)}, {*map(_name, others)}
    return len(names & others_names) > _MOSTLY * len(names)


def _period_of(title: str, year: str) -> str:
    """The period that a title names, or the name of its sheet (6月); "" where neither names one. year   where it says none"""
    month, year = _SHEET.match(title), str(year_in(title) or year)
    return f"{year}M{int(month[1]):02}" if month and year else period_in(title, year=year)


def _heads(table: ReadTable) -> list[str]:
    return [_TIME.sub("", column.label) for column in table.columns]


def _name(record: Record) -> tuple[str, str]:
    return record.texts.get("name", ""), record.texts.get("task", "")
