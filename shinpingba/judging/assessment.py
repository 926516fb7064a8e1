"""Rows to targets, items and tasks: how far each commitment has come, whether it lags behind the calendar, and in which words.

Known drawbacks: a linear plan is unfair to works that deliver at the year's end; a count read from a list is a lower limit;
a row without a figure is judged by its stages only, which say that work goes on or is prepared, and not whether in time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from ..columns import records as rows_of
from ..columns import table
from ..language.quantities import find_numbers
from ..reading.cells import COLUMNS
from ..reading.milestones import find_milestones
from ..reading.row import FIELDS, Reading, read_row
from .commitments import judge_target
from .rules import RULES
from .tasks import judge_task

__all__ = ["Assessment", "assess", "judge_row", "read_cells"]

if TYPE_CHECKING:
    import pandas as pd

    from ..report.reports import Report


@dataclass(frozen=True)
class Assessment:
    """What a report's words say, table by table (columns.TABLES), under one rule."""

    report: "Report"
    rule: str
    tasks: "pd.DataFrame"
    targets: "pd.DataFrame"
    items: "pd.DataFrame"
    milestones: "pd.DataFrame"
    mentions: "pd.DataFrame"
    rejected: "pd.DataFrame"
    departments: "pd.DataFrame"

    @property
    def commitments(self) -> "pd.DataFrame":
        """The targets without those figures that only say how large a thing is."""
        return self.targets[self.targets["kind"] != "size"]


def assess(report: "Report", *, rule: str = "months/12") -> Assessment:
    """Read and judge every row of a report.

    rule    one of RULES; another raises ValueError that names them
    returns an Assessment; every quote in its tables is an exact slice of the row's cell
    """
    from ..report.departments import department_table

    if rule not in RULES:
        raise ValueError(f"没有规则“{rule}”,可用的规则:{'、'.join(RULES)}")
    records: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("tasks", "targets", "items", "milestones", "mentions", "rejected")
    }
    for row in rows_of(report.rows):
        for name, found in judge_row(row, report.as_of, rule).items():
            records[name].extend(found)
    tables = {name: table(name, found) for name, found in records.items()}
    return Assessment(report=report, rule=rule, departments=department_table(report.rows), **tables)


def read_cells(row: Mapping[str, object], as_of: date) -> Reading:
    """The reading of one row of a table: its name, task and progress, and its columns of figures."""
    name, task, progress = (str(row.get(field) or "") for field in FIELDS)
    return read_row(name, task, progress, as_of, tuple(str(row.get(column) or "") for column in COLUMNS))


def judge_row(row: Mapping[str, object], as_of: date, rule: str) -> dict[str, list[dict[str, object]]]:
    """The records of one row for every table of an Assessment."""
    reading = read_cells(row, as_of)
    targets = [judge_target(row, number, reading, as_of, rule) for number in range(len(reading.targets))]
    numbers = [(field, number) for field in FIELDS for number in find_numbers(str(row.get(field) or ""))]
    milestones = find_milestones(str(row.get("progress") or ""), as_of)
    row_id = {"row_id": row["row_id"]}
    return {
        "tasks": [judge_task(row, reading, targets, as_of, rule)],
        "targets": targets,
        "items": [row_id | {"item_no": no} | _ITEM(item) for no, item in enumerate(reading.items, 1)],
        "milestones": [row_id | _MILESTONE(milestone) for milestone in milestones],
        "mentions": [
            row_id | {"field": field} | _MENTION(mention)
            for field, found in reading.mentions.items()
            for mention in found
        ],
        "rejected": [
            row_id | {"field": field} | _REJECTED(number) for field, number in numbers if number.kind == "rejected"
        ],
    }


def _facts(*names: str) -> Callable[[object], dict[str, object]]:
    """What makes a record of some attributes."""
    values = attrgetter(*names)
    return lambda found: dict(zip(names, values(found), strict=True))


_ITEM = _facts("what", "stage", "start", "end", "quote")
_MILESTONE = _facts("start", "end", "event", "due", "quote")
_MENTION = _facts("start", "end", "quote", "kind", "role", "value", "unit", "bound", "item", "role_source", "when")
_REJECTED = _facts("start", "end", "quote", "reason")
