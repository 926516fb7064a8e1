"""The same table of several months in one document (a sheet a month): the newest tells how far things are, the older ones are said."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .periods import last_day, period_in
from .records import Record
from .tables.reading import ReadTable, Tables

_TIME = re.compile(
    r"(?:20\d\d)?年?(?:\d{1,2}月?\s*[-—–~至]\s*)?\d{1,2}月份?[底末]?|第?[一二三四]季度|[上下]半年|前[二三]季度|\s"
)
_ANY_YEAR = "2000"  # of titles without one
_MOSTLY = 0.5  # of the names of the older table that the newer one has too


def newest_editions(found: Tables) -> Tables:
    """The tables without the records of those that a later one repeats: 1-4月 and 1-5月 of the same townships under the same heads."""
    runs = _runs(found)
    dated = [(place, end, run) for place, run in enumerate(runs) if (end := _end(run[0].title))]
    older = [
        place
        for place, end, run in dated
        if any(end < later and _is_repeated(*run, *other) for _, later, other in dated)
    ]
    if not older:
        return found
    gone = [record for place in older for record in runs[place][1]]
    titles = "、".join(f"“{runs[place][0].title.split(' ')[0]}”" for place in older)
    left = {*map(id, gone)}
    return replace(
        found,
        tables=[table for place, table in enumerate(found.tables) if place not in older],
        records=[record for record in found.records if id(record) not in left],
        left_over=[*found.left_over, *(piece for record in gone for piece in record.pieces)],
        warnings=[*found.warnings, f"同一张表有几期,只读最新的一期,没有读{titles}"],
    )


def _runs(found: Tables) -> list[tuple[ReadTable, Sequence[Record]]]:
    """Each table with its records."""
    runs: list[tuple[ReadTable, Sequence[Record]]] = []
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


def _end(title: str) -> date | None:
    """The last day of the period that a title names; None where it names none."""
    period = period_in(title, year=_ANY_YEAR)
    return last_day(period) if period else None


def _heads(table: ReadTable) -> list[str]:
    return [_TIME.sub("", column.label) for column in table.columns]


def _name(record: Record) -> tuple[str, str]:
    return record.texts.get("name", ""), record.texts.get("task", "")
