"""Why a figure was taken, or was not: the trace of a task and its progress as a table."""

from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING

from ..language.clauses import split_clauses
from ..reading.trace import Trace, trace
from ..report.periods import last_day, period_in

if TYPE_CHECKING:
    import pandas as pd

_ANY_YEAR = "2021"


def explain(task: str, progress: str, *, name: str = "", period: str = "") -> "pd.DataFrame":
    """Every target of a task against every figure of its progress: the ground that joined them, or what kept them apart.

    task, progress, name  the cells of one row
    period    whose report it is: it says which dates lie ahead, and whether 1-6月 is all of the year so far; by default the
              latest time that the progress names
    returns   a line a target and figure: target_no, target, figure, start, role, outcome (taken joined refused apart), ground, condition,
              sentence (what the ground or condition is for), code (the function that says so), cues (the words behind the role,
              each with its line of the word list)
    errors    ReportError for what is no period

    >>> explain("改造老旧小区42个", "改造老旧小区42个,已完工17个。")[["figure", "outcome", "ground", "condition"]].values.tolist()
    [['42个', 'refused', '', 'repeats_target'], ['17个', 'taken', 'goes_on', '']]
    """
    import pandas as pd

    found = trace(task, progress, last_day(period) if period else _latest(progress), name)
    columns = [field.name for field in fields(Trace)]
    return pd.DataFrame([asdict(each) | {"cues": "、".join(each.cues)} for each in found], columns=columns)


def _latest(progress: str) -> date:
    """The end of the latest time that a text names (1-6月累计…, 截至8月底…), in a year of its own or any; else of the year."""
    named = (period_in(progress[clause.start : clause.end], _ANY_YEAR) for clause in split_clauses(progress))
    return max((last_day(period) for period in named if period), default=last_day(f"{_ANY_YEAR}Q4"))
