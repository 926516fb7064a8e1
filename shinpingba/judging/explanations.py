"""Why a figure was taken, or was not: the trace of a task and its progress as a table."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from ..reading.trace import trace
from ..report.reports import last_day

if TYPE_CHECKING:
    import pandas as pd


def explain(task: str, progress: str, *, name: str = "", period: str = "2021Q4") -> "pd.DataFrame":
    """Every target of a task against every figure of its progress: the ground that joined them, or what kept them apart.

    task, progress, name  the cells of one row
    period    whose report it is: it says which dates lie ahead
    returns   a line a target and figure: target_no, target, figure, start, role, outcome (taken joined refused apart), ground, condition,
              sentence (what the ground or condition is for), cues (the words behind the role, each with its line of the word list)
    errors    ReportError for what is no period

    >>> explain("改造老旧小区42个", "改造老旧小区42个,已完工17个。")[["figure", "outcome", "ground", "condition"]].values.tolist()
    [['42个', 'refused', '', 'repeats_target'], ['17个', 'taken', 'goes_on', '']]
    """
    import pandas as pd

    found = trace(task, progress, last_day(period), name)
    columns = ["target_no", "target", "figure", "start", "role", "outcome", "ground", "condition", "sentence", "cues"]
    return pd.DataFrame([asdict(each) | {"cues": "、".join(each.cues)} for each in found], columns=columns)
