"""Rows to targets, items and tasks: how far each commitment has come, whether it lags behind the calendar, and in which words.

Known drawbacks: a linear plan is unfair to works that deliver at the year's end; a count read from a list is a lower limit;
a row without a figure is judged by its stages only, which say that work goes on or is prepared, and not whether in time.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from ..columns import TABLES, table
from ..columns import records as rows_of
from ..language.quantities import find_numbers
from ..reading.cells import COLUMNS
from ..reading.milestones import find_milestones
from ..reading.row import FIELDS, Reading, read_row
from .commitments import judge_target
from .decisions import OF_TASK, Decision, decisions_file, read_decisions, standings
from .naming import in_full
from .rules import RULES
from .settled import extended, settle, who_settled
from .tasks import judge_task

__all__ = ["Assessment", "assess", "judge_row", "read_cells"]

if TYPE_CHECKING:
    import pandas as pd

    from ..report.reports import Report


READ = ("tasks", "targets", "items", "milestones", "mentions", "rejected")


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
    decisions: "pd.DataFrame"

    @property
    def settling(self) -> list[Decision]:
        """The decisions that count and settle something, as they were applied."""
        own = self.decisions[self.decisions["is_current"]] if len(self.decisions) else self.decisions
        names = [field.name for field in fields(Decision)]
        found = [Decision(**_plain(line)) for line in rows_of(own, *names)]
        return [each for each in found if each.settles]

    @property
    def commitments(self) -> "pd.DataFrame":
        """The targets without those figures that only say how large a thing is."""
        return self.targets[self.targets["kind"] != "size"]


def assess(
    report: "Report", *, rule: str = "months/12", decisions: Sequence[Decision] | Literal["beside"] | None = "beside"
) -> Assessment:
    """Read and judge every row of a report.

    rule       one of RULES; another raises ValueError that names them
    decisions  what people have settled: by default the file beside the report; None leaves it out, and all is as the package reads it
    returns    an Assessment; every quote in its tables is an exact slice of the row's cell
    errors     ReportError for a file of decisions that is spoiled
    """
    from ..report.departments import department_table

    if rule not in RULES:
        raise ValueError(f"没有规则“{rule}”，可用的规则：{'、'.join(RULES)}")
    given = read_decisions(decisions_file(report)) if decisions == "beside" else decisions or []
    own = [name for name in report.rows if name in TABLES["rows"]]
    rows = tuple(tuple(row.items()) for row in rows_of(report.rows, *own))
    # whoever changes a copy changes nothing in what is kept: pandas copies what is written to
    tables = {name: kept.copy(deep=False) for name, kept in _assessed(rows, report.as_of, rule, tuple(given)).items()}
    tables["tasks"].attrs["district"] = report.rows.attrs.get("district", "")
    return Assessment(report=report, rule=rule, departments=department_table(report.rows), **tables)


# by what a report says, not by its name: each brief of a batch, and each page of a board, asks for the same again
@lru_cache(maxsize=4)
def _assessed(
    cells: tuple[tuple[tuple[str, object], ...], ...], as_of: date, rule: str, given: tuple[Decision, ...]
) -> dict[str, "pd.DataFrame"]:
    """The tables of an Assessment that follow from the rows' cells, row by row, and the decisions."""
    rows = [dict(row) for row in cells]
    known = standings(given, rows) if given else []
    current = defaultdict(list)
    for decision, standing in known:
        if standing == "current" and decision.settles:
            current[decision.row_id].append(decision)
    found: dict[str, list[dict[str, object]]] = {name: [] for name in READ}
    for row in rows:
        for name, judged in judge_row(row, as_of, rule, current[str(row["row_id"])]).items():
            found[name].extend(judged)
    tables = {name: table(name, listed) for name, listed in found.items()}
    tables["decisions"] = _decisions(known, found["targets"])
    return tables


def _plain(line: dict[str, Any]) -> dict[str, Any]:
    """The fields of a decision from a line of its table, in which nothing is <NA>."""
    return {
        name: "" if value is None and name not in ("start", "decided_value") else value for name, value in line.items()
    }


def _decisions(known: list[tuple[Decision, str]], targets: list[dict[str, object]]) -> "pd.DataFrame":
    """The table `decisions`: each with what has become of it, also where its target is no longer read."""
    read = {(target["row_id"], target["target_quote"]) for target in targets}
    listed = [
        (each, "unplaced" if standing == "current" and each.target_quote and each.asks[::2] not in read else standing)
        for each, standing in known
    ]
    known_facts = ({name: value for name, value in asdict(each).items() if value != ""} for each, _ in listed)
    standings_of = ({"standing": standing, "is_current": standing == "current"} for _, standing in listed)
    return table("decisions", [facts | more for facts, more in zip(known_facts, standings_of, strict=True)])


def read_cells(row: Mapping[str, object], as_of: date) -> Reading:
    """The reading of one row of a table: its name, task and progress, and its columns of figures."""
    name, task, progress = (str(row.get(field) or "") for field in FIELDS)
    return read_row(name, task, progress, as_of, tuple(str(row.get(column) or "") for column in COLUMNS))


def judge_row(
    row: Mapping[str, object], as_of: date, rule: str, decisions: Sequence[Decision] = ()
) -> dict[str, list[dict[str, object]]]:
    """The records of one row for every table of an Assessment.

    decisions  those on this row that count
    """
    machine = read_cells(row, as_of)
    settled = settle(row, machine, decisions)
    machine, reading = extended(machine, decisions), settled.reading
    decided = {question: each.decided for question, each in settled.task.items() if question in OF_TASK}
    targets = [
        judge_target(row, number, reading, as_of, rule) | who_settled(machine, number, settled)
        for number in range(len(reading.targets))
    ]
    for target in targets:
        target["target_name"] = in_full(target, row)
    task = judge_task(row, reading, targets, as_of, rule, decided)
    if decisions:
        task |= {"decision": settled.by, "read_status": judge_row(row, as_of, rule)["tasks"][0]["status"]}
    return {"tasks": [task], "targets": targets, **_as_read(row, reading, as_of)}


def _as_read(row: Mapping[str, object], reading: Reading, as_of: date) -> dict[str, list[dict[str, object]]]:
    """The records of the tables that judge nothing."""
    numbers = [(field, number) for field in FIELDS for number in find_numbers(str(row.get(field) or ""))]
    milestones = find_milestones(str(row.get("progress") or ""), as_of)
    row_id = row["row_id"]
    return {
        "items": [_ITEM(item, row_id, no) for no, item in enumerate(reading.items, 1)],
        "milestones": [_MILESTONE(milestone, row_id) for milestone in milestones],
        "mentions": [
            _MENTION(mention, row_id, field) for field, found in reading.mentions.items() for mention in found
        ],
        "rejected": [_REJECTED(number, row_id, field) for field, number in numbers if number.kind == "rejected"],
    }


def _record(*names: str, of: tuple[str, ...]) -> Callable[..., dict[str, object]]:
    """What makes a record of something: its attributes `of`, behind what is given besides under some names."""
    columns, values = (*names, *of), attrgetter(*of)
    return lambda found, *given: dict(zip(columns, (*given, *values(found)), strict=True))


_ITEM = _record("row_id", "item_no", of=("what", "stage", "start", "end", "quote"))
_MILESTONE = _record("row_id", of=("start", "end", "event", "due", "quote"))
_MENTION = _record(
    "row_id", "field",
    of=("start", "end", "quote", "kind", "role", "value", "unit", "bound", "item", "role_source", "when"),
)  # fmt: skip
_REJECTED = _record("row_id", "field", of=("start", "end", "quote", "reason"))
