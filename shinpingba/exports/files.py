"""Results as the files an office works with: a workbook, csv, parquet, and a document to edit and issue again."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ..drafts import draft
from ..judging.assessment import Assessment
from ..report.errors import ReportError
from .calendars import milestone_calendar
from .document import write_document
from .guards import harmless
from .ledger import whole_ledger, whole_tables
from .workbook import write_workbook


def export(result: Assessment | Sequence[Assessment], to: Path) -> Path:
    """Write a result to a file, or to a folder of csv files; the file is there whole or not at all.

    result   an assessed report, or several: then every table has them below each other, with the columns district and period
    to       .xlsx: the ledger and a sheet for every table, for reading; .docx: the brief of the quarter, to edit;
             .parquet: the ledger (a line a target) with its types; .ics: the milestones, for a calendar;
             without an ending: a folder, one csv a table
    returns  `to`
    errors   ReportError for any other ending, and for several reports in one .docx or .ics; OSError where nothing can be written
    """
    results = [result] if isinstance(result, Assessment) else [*result]
    if to.suffix not in WRITERS:
        known = "、".join(filter(None, WRITERS))
        raise ReportError(str(to), "", f"以 {known} 结尾的文件，或者没有后缀的目录", f"“{to.suffix}”")
    if to.suffix in OF_ONE and len(results) > 1:
        raise ReportError(str(to), "", f"一份报告（{'、'.join(OF_ONE)} 一份报告一个文件）", f"{len(results)}份")
    WRITERS[to.suffix](results, to)
    return to


def _write_xlsx(results: Sequence[Assessment], to: Path) -> None:
    with draft(to) as beside:
        write_workbook(results, beside)


def _write_docx(results: Sequence[Assessment], to: Path) -> None:
    with draft(to) as beside:
        write_document(results[0], beside)


def _write_parquet(results: Sequence[Assessment], to: Path) -> None:
    with draft(to) as beside:
        whole_ledger(results).to_parquet(beside, index=False)


def _write_folder(results: Sequence[Assessment], to: Path) -> None:
    for name, table in whole_tables(results).items():
        with draft(to / f"{name}.csv") as beside:
            harmless(table).to_csv(beside, index=False, encoding="utf-8-sig", lineterminator="\n")


def _write_calendar(results: Sequence[Assessment], to: Path) -> None:
    (result,) = results
    with draft(to) as beside:
        told = result.milestones.merge(result.report.rows[["row_id", "lead"]], on="row_id", how="left")
        text = milestone_calendar(told, result.report.as_of, result.report.district)
        beside.write_text(text, encoding="utf-8", newline="")


OF_ONE = (".docx", ".ics")
WRITERS: dict[str, Callable[[Sequence[Assessment], Path], None]] = {
    ".xlsx": _write_xlsx, ".docx": _write_docx, ".parquet": _write_parquet, ".ics": _write_calendar, "": _write_folder,
}  # fmt: skip
