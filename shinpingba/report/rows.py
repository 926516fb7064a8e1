"""A Source's grids to one table: a row a task, its columns found by their heads, its sections and merged cells resolved."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..columns import COLUMNS, TABLE_LABELS, TABLES
from ..language.numerals import read_value
from .errors import ReportError
from .records import Record
from .sources import Piece, Source, distinct, header_field, is_sum_row
from .task_tables import ROW_ID, Row, TaskTable, aligned, find_tables, is_alone, kind_of

LETTERS = {"indicator": "A", "livelihood": "B", "key_task": "C"}
_SECTION_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?、?")
_LISTED_ANNEX = re.compile(r"(?:附件\s*[:：]\s*)?\d+\s*[.．、]\s*(?P<title>\S.*表)")
_STATED_COUNT = re.compile(r"(\d+)项")


@dataclass(slots=True)
class _Record:
    """One task: where it begins and the words of each column. `may_restart`: a section or a table begins with it."""

    kind: str
    begin: Piece
    texts: dict[str, str]
    may_restart: bool


def read_rows(source: Source) -> pd.DataFrame:
    """The tasks of a source: table `rows`, then the columns of the source's own under their own heads.

    A row lacks the section cell where a merged one covers it, and the co-operating cell where nobody co-operates: what the
    cells hold decides. A partial report (a column 编号 such as C21 instead of numbers) has <NA> in what it does not tell.

    The rows of a report in prose are its records: a row may have no task, and no lead.

    errors   ReportError with the place: nothing that can be read, no table of tasks, a gap in the numbers, a row with too
             few cells, an annex that is listed but not there, another count of rows than the title states
    """
    if source.records:
        return _frame_of_prose(source.records)
    tables = find_tables(source)
    records = [record for table in tables for record in _records(table, source.name)]
    if not source.grids:
        expected = "任务表,或写有进展(已完成多少、占年度任务多少)的文字"
        first = source.pieces[0].text[:30] if source.pieces else ""
        raise ReportError(source.name, "", expected, f"{len(source.pieces)}段没有进展可读的文字,首段为“{first}”")
    if not records:
        heads = max((distinct(row) for grid in source.grids for row in grid.rows[:1]), key=len, default=[])
        found = f"表头“{'、'.join(head.text[:10] for head in heads[:8])}”" if heads else "没有这样的表格"
        raise ReportError(source.name, "", "表头含“序号、工作任务、进展情况”等的任务表", found)
    is_partial = "row_id" in records[0].texts
    _check_tasks(records, source.name, is_partial=is_partial)
    if is_partial:
        given = [_given_id(record, source.name) for record in records]
        for place, row_id in enumerate(given):
            if row_id in given[:place]:
                raise ReportError(
                    source.name, records[place].begin.place, "每个编号只出现一次", f"“{row_id}”又出现一次"
                )
        return _frame(records, given)
    _check_numbers(records, source.name)
    _check_annexes(source, tables, records)
    counts: Counter[str] = Counter()
    ids = []
    for record in records:
        counts[record.kind] += 1
        ids.append(f"{LETTERS[record.kind]}{counts[record.kind]}")
    return _frame(records, ids)


def called(row: Mapping[Any, Any], *, first: str = "name") -> str:
    """What a row is called: its name, else its task, else, of one in prose that has neither, its progress.

    first  the column that goes before the others: task, where rows are held against each other by their words
    """
    return next((str(row[column]) for column in (first, "name", "task", "progress") if pd.notna(row.get(column))), "")


def unread_progress(rows: pd.DataFrame) -> list[str]:
    """What to tell the user of progress that was not read: further columns of it, and each table without any.

    A table without any would pass for one in which nothing is behind. The columns that were not used are named, because the
    progress may stand under a head that no word list knows.
    """
    own = [column for column in rows.columns if column and column not in TABLES["rows"]]
    further = [f"“{column}”" for column in own if header_field(column) == "progress" and rows[column].notna().any()]
    told = [f"进展只读一列,没有用到{'、'.join(further)}"] if further else []
    for kind, part in rows.groupby("table", sort=False):
        if part["progress"].notna().any():
            continue
        unused = "、".join(column[:20] for column in own if part[column].notna().any())
        advice = f"没有用到的列:{unused}。其中若有进展,请在 words/headers.csv 为它的列名加一行 progress"
        found = f"{TABLE_LABELS[str(kind)]}的{len(part)}行都没有进展,无法判断是否滞后"
        told.append(f"{found};{advice if unused else '表中也没有别的列'}")
    return told


def _records(table: TaskTable, source: str) -> Iterator[_Record]:
    """The tasks of a table; section rows, totals and the further lines of a task are taken up on the way."""
    section, may_restart = table.section, True
    last: _Record | None = None
    before: Piece | None = None
    for row in table.rows:
        cells = aligned(row, table, source)
        number = cells.get("number")
        words = [piece.text for piece in distinct(row)]
        if not words or is_sum_row(words[0]):
            continue
        if _is_section(row, number):
            section, may_restart = words[-1], True
        elif last and number is not None and (number is before or not number.text):
            _go_on(last, cells)
        else:
            own = cells["section"].text if "section" in cells else ""
            may_restart, section = may_restart or (own or section) != section, own or section
            texts = {column: piece.text for column, piece in cells.items()} | {"section": section}
            if "task" in texts:
                texts["task"] = texts["task"] or texts.get("name", "")  # a row without a task has its name for one
            last = _Record(table.kind, row[0], texts, may_restart)
            before, may_restart = number, False
            yield last


def _is_section(row: Row, number: Piece | None) -> bool:
    """A section's title: alone in its row, or behind a Chinese numeral in the place of a number."""
    return is_alone(row) or (number is not None and bool(_SECTION_NUMBER.fullmatch(number.text)))


def _go_on(record: _Record, cells: dict[str, Piece]) -> None:
    """A further line of the same task: what it adds is put behind the words so far."""
    for column, piece in cells.items():
        if column != "number" and piece.text and piece.text not in record.texts[column]:
            record.texts[column] = f"{record.texts[column]} {piece.text}".strip()


def _check_tasks(records: list[_Record], source: str, *, is_partial: bool) -> None:
    """Every row says what is to be done; those of a partial report may leave it, all of them, to the year's first report."""
    untold = [record for record in records if not record.texts.get("task")]
    if untold and not (is_partial and len(untold) == len(records)):
        raise ReportError(source, untold[0].begin.place, "工作任务", "空")


def _check_numbers(records: Iterable[_Record], source: str) -> None:
    """Numbers go up by one in each table; they may begin again with a section or a table."""
    last: dict[str, int] = {}
    for record in records:
        expected, number = last.get(record.kind, 0) + 1, _number(record)
        if "number" in record.texts and number != expected and not (number == 1 and record.may_restart):
            printed = record.texts["number"][:30]
            raise ReportError(source, record.begin.place, f"序号{expected}", f"“{printed}”")
        last[record.kind] = number or expected


def _check_annexes(source: Source, tables: list[TaskTable], records: list[_Record]) -> None:
    """Every annex that the narrative lists is there, with as many rows as a title states."""
    counts = Counter(record.kind for record in records)
    stated = [(table.title, "") for table in tables]
    for piece in source.narrative:
        if listed := _LISTED_ANNEX.fullmatch(piece.text):
            stated.append((listed["title"], piece.place))
    for title, place in stated:
        kind, count = kind_of(title), _STATED_COUNT.search(title)
        if kind and not counts[kind]:
            raise ReportError(source.name, place, f"附件“{title}”", "文件中没有这张表")
        if kind and count and counts[kind] != int(count[1]):
            raise ReportError(source.name, place, f"“{title}”有{count[1]}行", f"{counts[kind]}行")


def _given_id(record: _Record, source: str) -> str:
    """The id a partial report names its row by."""
    row_id = record.texts["row_id"]
    if not ROW_ID.fullmatch(row_id):
        kinds = "、".join(f"{LETTERS[kind]}1({label})" for kind, label in TABLE_LABELS.items())
        raise ReportError(source, record.begin.place, f"编号,如{kinds}", f"“{row_id[:30]}”")
    record.kind = next(kind for kind, letter in LETTERS.items() if letter == row_id[0])
    record.texts["number"] = row_id[1:]
    return row_id


def _frame_of_prose(records: Iterable[Record]) -> pd.DataFrame:
    """Table `rows` of a report in prose, with the columns `form` and `verdict` behind it."""
    counts: Counter[str] = Counter()
    ids, told = [], []
    for record in records:
        counts[record.kind] += 1
        ids.append(f"{LETTERS[record.kind]}{counts[record.kind]}")
        told.append(replace(record, texts=record.texts | {"form": record.form}))
    return _frame(told, ids)


def _frame(records: Sequence[_Record | Record], ids: list[str]) -> pd.DataFrame:
    own = dict.fromkeys(column for record in records for column in record.texts if column not in TABLES["rows"])
    found = [
        {**record.texts, "row_id": row_id, "table": record.kind, "line": record.begin.line, "number": _number(record)}
        for record, row_id in zip(records, ids, strict=True)
    ]
    columns = [*TABLES["rows"], *own]
    frame = pd.DataFrame([{column: each.get(column) or None for column in columns} for each in found], columns=columns)
    return frame.astype({column: COLUMNS[column].dtype if column in COLUMNS else "string" for column in columns})


def _number(record: _Record | Record) -> int | None:
    """The number of a row as printed, Arabic or Chinese: 3, 三, 第三项; None where it has none."""
    printed = re.fullmatch(
        r"第?(?:(\d{1,5})|([零〇一二两三四五六七八九十百]{1,4}))[.．、项件条]?", record.texts.get("number", "")
    )
    if not printed:
        return None
    value = int(printed[1]) if printed[1] else read_value(printed[2])
    return None if value is None else int(value)
