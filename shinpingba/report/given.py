"""A table that someone already has, as the rows of a report."""

import re

import pandas as pd

from ..columns import COLUMNS, TABLES
from .errors import ReportError
from .rows import LETTERS

_ID = re.compile(r"[ABC][1-9]\d{0,5}")  # of a table of any length
_CHECKED = ("row_id", "task", "number", "line")


def completed(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with every column of `rows`, in order and typed, and the frame's further columns behind them."""
    rows = frame.reset_index(drop=True).copy()
    kinds = {letter: kind for kind, letter in LETTERS.items()}
    if "table" not in rows:
        rows["table"] = rows["row_id"].astype("string").str[:1].map(kinds) if "row_id" in rows else "key_task"
    if "number" not in rows:
        rows["number"] = rows.groupby("table").cumcount() + 1
    if "row_id" not in rows:
        rows["row_id"] = rows["table"].map(LETTERS).astype("string") + rows["number"].astype("string")
    rows = rows.reindex(columns=[*TABLES["rows"], *(column for column in rows.columns if column not in TABLES["rows"])])
    _check_rows(rows)
    return rows.astype({column: COLUMNS[column].dtype for column in TABLES["rows"]})


def _check_rows(rows: pd.DataFrame) -> None:
    """Every row has an id of its own, whole numbers and a task."""
    for line, (row_id, task, *numbers) in enumerate(zip(*(rows[column] for column in _CHECKED), strict=True), 1):
        if not _ID.fullmatch(str(row_id)):
            raise ReportError("from_rows", f"第{line}行", "编号,如 A1、B1、C1", f"“{row_id}”")
        if pd.isna(task) or not str(task).strip():
            raise ReportError("from_rows", f"第{line}行", "工作任务", "空")
        if wrong := [each for each in numbers if pd.notna(each) and not str(each).removesuffix(".0").isdecimal()]:
            raise ReportError("from_rows", f"第{line}行", "整数的序号和行号", f"“{wrong[0]}”")
    if (twice := rows["row_id"].duplicated()).any():
        raise ReportError(
            "from_rows", "", "不重复的编号", "、".join(rows.loc[twice, "row_id"].astype(str).unique()[:5])
        )
