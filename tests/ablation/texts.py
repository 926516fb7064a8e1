"""Every text that the cases and the first report hold: what a condition of the reading has to be for."""

from datetime import date

from case_files import CASES, read_cases

import shinpingba as sp
from shinpingba.columns import records

AS_OF = date(2021, 3, 31)
# Columns of a case file that hold words of a task, and of its progress; a file that has neither has `text` for its progress.
TASKS, PROGRESS = ("task", "later_task"), ("progress", "then", "now", "text")


def texts() -> list[tuple[str, str]]:
    """Task and progress of every case, and of the 157 rows of the first report."""
    cases = [case for path in sorted(CASES.glob("*.csv")) for case in read_cases(path.stem)]
    found = [pair for case in cases for pair in _pairs(case)]
    found += [(row["task"], row["progress"]) for row in records(sp.read_report("2021Q1").rows)]
    return list(dict.fromkeys((task or "", progress or "") for task, progress in found if task or progress))


def _pairs(case: dict[str, str]) -> list[tuple[str, str]]:
    if case.get("field") in ("task", "name"):
        return [(case["text"], "")]
    tasks = [case[column] for column in TASKS if case.get(column)] or [""]
    told = [case[column] for column in PROGRESS if case.get(column)] or [""]
    return [(task, progress) for task in tasks for progress in told]
