"""A table that someone already has, as the rows of a report."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import pandas as pd

from ..columns import COLUMNS, TABLES, typed
from .errors import ReportError
from .rows import LETTERS
from .typography import all_set_plainly

_ID = re.compile(r"[ABC][1-9]\d{0,5}")  # of a table of any length
_CHECKED = ("row_id", "task", "number", "line")
_IN_WORDS = ("section", "name", "task", "progress")
_KINDS = {letter: kind for kind, letter in LETTERS.items()}


def completed(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with every column of `rows`, in order and typed, and the frame's further columns behind them."""
    rows = _set_plainly(frame.reset_index(drop=True))
    known = {str(name): [*rows[name]] for name in TABLES["rows"] if name in rows}
    known.setdefault("table", _tables(known, len(rows)))
    known.setdefault("number", _numbers(known["table"]))
    known.setdefault("row_id", _ids(known["table"], known["number"]))
    _check_rows({name: known.get(name, [None] * len(rows)) for name in _CHECKED})
    # an array for each column: a frame of objects, completed and turned as a whole, takes five times as long
    made = {name: _column(rows, name, known.get(name, [None] * len(rows))) for name in TABLES["rows"]}
    further = {name: rows[name].array for name in rows.columns if name not in TABLES["rows"]}
    whole = pd.DataFrame(made | further)
    whole.attrs = rows.attrs
    return whole


def _set_plainly(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, their words set as those of a file are read: without blanks around numbers, in half width."""
    told = [name for name in _IN_WORDS if name in rows]
    texts = [text for name in told for text in rows[name] if isinstance(text, str)]
    plain = dict(zip(texts, all_set_plainly(texts), strict=True))
    changed = {text: told for text, told in plain.items() if told != text}
    return rows.assign(**{name: rows[name].replace(changed) for name in told}) if changed else rows


def _column(rows: pd.DataFrame, name: str, values: Sequence[Any]) -> Any:
    dtype: Any = COLUMNS[name].dtype
    return rows[name].astype(dtype).array if name in rows else typed(values, dtype)


def _tables(known: Mapping[str, Sequence[Any]], length: int) -> list[Any]:
    """Which table each row stands in, by its id; key tasks where there are no ids."""
    if "row_id" not in known:
        return ["key_task"] * length
    return [_KINDS.get(str(row_id)[:1]) for row_id in known["row_id"]]


def _numbers(tables: Sequence[Any]) -> list[Any]:
    """The rows of each table, counted from 1."""
    counts = {table: count(1) for table in tables}
    return [None if pd.isna(table) else next(counts[table]) for table in tables]


def _ids(tables: Sequence[Any], numbers: Sequence[Any]) -> list[Any]:
    """C1, C2 …: the letter of the table and the number in it."""
    return [
        f"{LETTERS[str(table)]}{number}" if str(table) in LETTERS and not pd.isna(number) else pd.NA
        for table, number in zip(tables, numbers, strict=True)
    ]


def _check_rows(known: Mapping[str, Sequence[Any]]) -> None:
    """Every row has an id of its own, whole numbers and a task."""
    for line, (row_id, task, *numbers) in enumerate(zip(*(known[column] for column in _CHECKED), strict=True), 1):
        if not _ID.fullmatch(str(row_id)):
            raise ReportError("from_rows", f"第{line}行", "编号,如 A1、B1、C1", f"“{row_id}”")
        if pd.isna(task) or not str(task).strip():
            raise ReportError("from_rows", f"第{line}行", "工作任务", "空")
        if wrong := [each for each in numbers if pd.notna(each) and not str(each).removesuffix(".0").isdecimal()]:
            raise ReportError("from_rows", f"第{line}行", "整数的序号和行号", f"“{wrong[0]}”")
    if twice := [row_id for row_id, times in Counter(map(str, known["row_id"])).items() if times > 1]:
        raise ReportError("from_rows", "", "不重复的编号", "、".join(twice[:5]))
