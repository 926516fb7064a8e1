"""Every row that the cases, the annotated rows and the first report hold: what a condition of the reading has to be for."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from case_files import CASES, read_cases
from made_tables import columns_of, make

import shinpingba as sp
from shinpingba.columns import records
from shinpingba.report.periods import last_day

AS_OF = date(2021, 3, 31)
# as their tests read them
OTHERS_AS_OF = {
    "asked": (date(2022, 6, 30),),
    "goals": (date(2022, 6, 30),),
    "rows": (date(2021, 9, 30),),
    "stages": (date(2022, 6, 30),),
    "year_end": (date(2021, 9, 30), date(2021, 12, 31)),
}
ANNOTATED = CASES.parent / "annotated"
PERIOD = "2024Q3"  # of the tables and pages of the cases
# Columns of a case file that hold words of a task, and of its progress; a file that has neither has `text` for its progress.
TASKS, PROGRESS = ("task", "later_task"), ("progress", "then", "now", "text")
PAGES = ("prose", "flattened")


def texts() -> list[tuple[dict[str, Any], date]]:
    """The rows of every case, of the tables and pages among them as they are read from a file, those of other authorities that were
    annotated, and the 157 of the first report.
    """
    names = [path.stem for path in sorted(CASES.glob("*.csv")) if path.stem not in PAGES]
    pairs = dict.fromkeys(
        (*pair, as_of)
        for name in names
        for as_of in OTHERS_AS_OF.get(name, (AS_OF,))
        for case in read_cases(name)
        for pair in _pairs(case)
        if any(pair)
    )
    found = [(_row(task, progress), as_of) for task, progress, as_of in pairs]
    found += [(_row(each["task"], each["progress"]), date(2023, 6, 30)) for each in read_cases("spans")]
    found += [(_row("实施河西片区改造工程", "", each["words"]), date(2021, 9, 30)) for each in read_cases("verdicts")]
    found += [_figures(each) for each in read_cases("limits")]
    with tempfile.TemporaryDirectory() as folder:
        for path in _files(Path(folder)):
            with suppress(sp.ReportError):  # cases of what is no report
                found += _rows(sp.read_report(path, period=PERIOD))
    found += [text for path in sorted(ANNOTATED.glob("*.jsonl")) for text in _annotated(path)]
    return found + _rows(sp.read_report("2021Q1"))


def _annotated(path: Path) -> Iterator[tuple[dict[str, Any], date]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        yield _row(each["task"], each["progress"]) | {"name": each["name"]}, last_day(each["period"])


def _files(folder: Path) -> Iterator[Path]:
    """The tables and pages of the cases, one after the other as a file."""
    for case in read_cases("tables"):
        yield make(case["cells"], "html", folder)
    for case in read_cases("columns"):
        yield make(columns_of(case), "html", folder)
    page = folder / "页.txt"
    for case in (each for name in PAGES for each in read_cases(name)):
        page.write_text(case["text"].replace("¶", "\n"), encoding="utf-8")
        yield page


def _rows(report: sp.Report) -> list[tuple[dict[str, Any], date]]:
    return [(row, report.as_of) for row in records(report.rows)]


def _row(task: str, progress: str, verdict: str | None = None) -> dict[str, Any]:
    return {"row_id": "C1", "name": None, "task": task, "progress": progress, "verdict": verdict}


def _figures(case: dict[str, str]) -> tuple[dict[str, Any], date]:
    """A row of a table with its figures in columns of their own."""
    cells = {column: case[column] for column in ("planned", "achieved", "unit")}
    return _row(case["name"], "") | cells, date(2024, int(case["month"]), 28)


def _pairs(case: dict[str, str]) -> list[tuple[str, str]]:
    if case.get("field") in ("task", "name"):
        return [(case["text"], "")]
    tasks = [case[column] for column in TASKS if case.get(column)] or [""]
    told = [case[column] for column in PROGRESS if case.get(column)] or [""]
    return [(task, progress) for task in tasks for progress in told]
