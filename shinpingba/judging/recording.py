"""Decisions held against the report they are on, and added to its file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..columns import records
from ..report.errors import ReportError
from .assessment import read_cells
from .decisions import Decision, append_decisions, decisions_file, fault_of, read_decisions
from .settled import extended, misplaced

if TYPE_CHECKING:
    from ..report.reports import Report


def faults_of(report: "Report", decisions: Iterable[Decision]) -> list[str]:
    """What is wrong with each of some decisions on a report, in words; "" where nothing is."""
    rows = {str(row["row_id"]): row for row in records(report.rows)}
    found, before = [], read_decisions(decisions_file(report))
    for each in decisions:
        row = rows.get(each.row_id)
        reading = extended(read_cells(row, report.as_of), _on_row(before, each)) if row else None
        found.append(fault_of(each) or misplaced(row, reading, each))
        before.append(each)
    return found


def _on_row(decisions: Iterable[Decision], one: Decision) -> list[Decision]:
    """The decisions on the row of another one, made for the same words."""
    return [each for each in decisions if (each.row_id, each.words) == (one.row_id, one.words)]


def record(report: "Report", decisions: list[Decision]) -> Path:
    """Add decisions to the file beside a report, all of them or none.

    returns  the file
    errors   ReportError for one that does not fit the report as it is read, and for a report that was read from no file
    """
    path = decisions_file(report)
    if path is None:
        raise ReportError("核定", "", "从文件读入的报告，核定存放在它旁边", "由表格得到的报告，没有文件")
    for decision, fault in zip(decisions, faults_of(report, decisions), strict=True):
        if fault:
            raise ReportError("核定", decision.row_id, "一条可以采用的核定", fault)
    append_decisions(path, decisions)
    return path
