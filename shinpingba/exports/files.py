"""Results as the files an office works with: a workbook, csv, parquet, and a document to edit and issue again."""

from collections.abc import Callable
from pathlib import Path

from ..drafts import draft
from ..judging.assessment import Assessment
from ..report.errors import ReportError
from .calendars import milestone_calendar
from .document import write_document
from .guards import harmless
from .ledger import ledger, tables
from .workbook import write_workbook


def export(result: Assessment, to: Path) -> Path:
    """Write a result to a file, or to a folder of csv files; the file is there whole or not at all.

    result   an assessed report
    to       .xlsx: the ledger and a sheet for every table, for reading; .docx: the brief of the quarter, to edit;
             .parquet: the ledger (a line a target) with its types; .ics: the milestones, for a calendar;
             without an ending: a folder, one csv a table
    returns  `to`
    errors   ReportError for any other ending; OSError where nothing can be written
    """
    if to.suffix not in WRITERS:
        known = "、".join(filter(None, WRITERS))
        raise ReportError(str(to), "", f"以 {known} 结尾的文件,或者没有后缀的目录", f"“{to.suffix}”")
    WRITERS[to.suffix](result, to)
    return to


def _write_xlsx(result: Assessment, to: Path) -> None:
    with draft(to) as beside:
        write_workbook(result, beside)


def _write_docx(result: Assessment, to: Path) -> None:
    with draft(to) as beside:
        write_document(result, beside)


def _write_parquet(result: Assessment, to: Path) -> None:
    with draft(to) as beside:
        ledger(result).to_parquet(beside, index=False)


def _write_folder(result: Assessment, to: Path) -> None:
    for name, table in tables(result).items():
        with draft(to / f"{name}.csv") as beside:
            harmless(table).to_csv(beside, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write_calendar(result: Assessment, to: Path) -> None:
    with draft(to) as beside:
        told = result.milestones.merge(result.report.rows[["row_id", "lead"]], on="row_id", how="left")
        text = milestone_calendar(told, result.report.as_of, result.report.district)
        beside.write_text(text, encoding="utf-8", newline="")


WRITERS: dict[str, Callable[[Assessment, Path], None]] = {
    ".xlsx": _write_xlsx, ".docx": _write_docx, ".parquet": _write_parquet, ".ics": _write_calendar, "": _write_folder,
}  # fmt: skip
