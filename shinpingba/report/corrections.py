"""Slips of a source, set right in the open: data/corrections.csv, each a line with its reason, never an edit of the source."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from .errors import ReportError

_CORRECTABLE = ("section", "name", "task", "lead", "cooperating", "progress")


@dataclass(frozen=True, slots=True)
class Correction:
    """In this report, row and field, the words `found` stand for `meant`. The fields are the columns of the file."""

    report: str
    row_id: str
    field: str
    found: str
    meant: str
    reason: str


def read_corrections(folder: Path) -> list[Correction]:
    """The corrections in `corrections.csv` of the data folder; none if the file is not there.

    errors   ReportError with the line: other columns, a line of another width, an empty cell, a field that has no words
    """
    path = folder / "corrections.csv"
    if not path.is_file():
        return []
    columns = [column.name for column in fields(Correction)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [(place, cells) for place, cells in enumerate(csv.reader(file), 1) if cells]
    if not lines or lines[0][1] != columns:
        raise ReportError(path.name, "第1行", f"列 {','.join(columns)}", ",".join(lines[0][1]) if lines else "空文件")
    for place, cells in lines[1:]:
        if len(cells) != len(columns) or not all(cells) or cells[2] not in _CORRECTABLE:
            raise ReportError(
                path.name,
                f"第{place}行",
                f"{len(columns)}个非空单元格,field 为 {'、'.join(_CORRECTABLE)}",
                ",".join(cells),
            )
    return [Correction(*cells) for _, cells in lines[1:]]


def correct(rows: pd.DataFrame, corrections: Iterable[Correction]) -> tuple[pd.DataFrame, tuple[Correction, ...]]:
    """The rows with the corrections made, and the corrections, to be shown.

    errors   ReportError where the cell does not hold `found` exactly once: the correction has expired with the words
    """
    corrected = rows.copy()
    applied = tuple(corrections)
    for each in applied:
        cell = corrected["row_id"] == each.row_id
        words = corrected.loc[cell, each.field].fillna("")
        if (times := int(words.str.count(re.escape(each.found)).sum())) != 1:
            place = f"{each.report} {each.row_id} {each.field}"
            raise ReportError("corrections.csv", place, f"“{each.found}”恰好出现一次", f"{times}次")
        corrected.loc[cell, each.field] = words.str.replace(each.found, each.meant, regex=False)
    return corrected, applied
