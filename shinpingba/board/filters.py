"""Which tasks someone wants to see: pure functions on the tables of an assessment."""

from dataclasses import dataclass

import pandas as pd

from ..columns import SEVERITY, STATUSES, TABLE_LABELS
from ..judging.assessment import Assessment
from ..report.departments import without_groups

SEARCHED = ("row_id", "section", "name", "task", "progress", "lead", "cooperating")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty string asks for nothing.

    words   words that all stand somewhere in the row, in any of its cells; divided by blanks
    """

    table: str = ""
    section: str = ""
    lead: str = ""
    cooperating: str = ""
    status: str = ""
    words: str = ""


def select(result: Assessment, filters: Filters) -> pd.DataFrame:
    """The tasks that meet every filter: rows of the table `tasks`, the worst status first, then the lowest spi."""
    tasks = result.tasks
    kept = pd.Series(True, index=tasks.index)
    for column in ("table", "section", "status"):
        if wanted := getattr(filters, column):
            kept &= tasks[column].eq(wanted).fillna(False)
    for part in ("lead", "cooperating"):
        if wanted := getattr(filters, part):
            parts = result.departments
            kept &= tasks["row_id"].isin(parts.loc[parts["part"].eq(part) & parts["department"].eq(wanted), "row_id"])
    for word in filters.words.split():
        kept &= _holds(tasks, word)
    return worst_first(tasks[kept])


def worst_first(tasks: pd.DataFrame) -> pd.DataFrame:
    """Tasks by status, worst first; of one status the lowest spi first, those without a spi in the report's order."""
    severity = tasks["status"].map(SEVERITY.index)
    return tasks.assign(_severity=severity).sort_values(["_severity", "spi"], kind="stable").drop(columns="_severity")


def options_of(result: Assessment) -> dict[str, list[tuple[str, str]]]:
    """For each filter but `words`, what can be chosen: (label, value), the first one for no choice."""
    tasks, parts = result.tasks, without_groups(result.departments)
    labels = {name: f"{status.glyph} {status.label}" for name, status in STATUSES.items()}
    found = {
        "table": _counted(tasks["table"].value_counts(sort=False), TABLE_LABELS),
        "section": _counted(tasks["section"].value_counts(sort=False)),
        "status": _counted(tasks["status"].value_counts().sort_index(key=lambda s: s.map(SEVERITY.index)), labels),
    }
    for part in ("lead", "cooperating"):
        found[part] = _counted(parts.loc[parts["part"] == part, "department"].value_counts())
    return {name: [("全部", ""), *options] for name, options in found.items()}


def _counted(counts: pd.Series, labels: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(f"{(labels or {}).get(str(value), value)}({count})", str(value)) for value, count in counts.items()]


def _holds(tasks: pd.DataFrame, word: str) -> pd.Series:
    """Whether the word stands in any searched cell of a task."""
    found = pd.Series(False, index=tasks.index)
    for column in SEARCHED:
        found |= tasks[column].str.contains(word, case=False, regex=False).fillna(False)
    return found
