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
    older = [
        place for place, (table, records) in enumerate(runs) if any(_is_newer(table, records, *run) for run in runs)
    ]
    if not older:
        return found
    gone = [record for place in older for record in runs[place][1]]
    titles = "、".join(f"“{runs[place][0].title.split(' ')[0]}”" for place in older)
    return replace(
        found,
        tables=[table for place, table in enumerate(found.tables) if place not in older],
        records=[record for record in found.records if all(record is not each for each in gone)],
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


def _is_newer(table: ReadTable, records: Sequence[Record], other: ReadTable, others: Sequence[Record]) -> bool:
    """Whether another table is the same one of a later month."""
    end, later = _end(table.title), _end(other.title)
    if end is None or later is None or end >= later or _heads(table) != _heads(other):
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
