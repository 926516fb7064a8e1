"""A Source's grids to one table: a row a task, its columns found by their heads, its sections and merged cells resolved."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from .columns import COLUMNS, TABLE_LABELS, TABLES
from .departments import is_department_list
from .lexicon import read_words
from .sources import Grid, Piece, ReportError, Source, columns_of, distinct, header_field, is_head

LETTERS = {"indicator": "A", "livelihood": "B", "key_task": "C"}
ROW_ID = re.compile(r"[ABC][1-9]\d{0,3}")
_SECTION_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?、?")
_TOTALS = {"合计", "总计", "小计"}
_LISTED_ANNEX = re.compile(r"(?:附件\s*[:：]\s*)?\d+\s*[.．、]\s*(?P<title>\S.*表)")
_STATED_COUNT = re.compile(r"(\d+)项")
_MOST_OPTIONAL = 8

Row = tuple[Piece, ...]


@dataclass(slots=True)
class _Table:
    """The rows under one head: which of the report's tables it is, its title, the column of each cell."""

    kind: str
    title: str
    columns: list[str]
    is_ragged: bool
    rows: list[Row] = field(default_factory=list)


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

    errors   ReportError with the place: no table of tasks, a gap in the numbers, a row with too few cells, an annex that
             is listed but not there, another count of rows than the title states
    """
    tables = _tables(source)
    records = [record for table in tables for record in _records(table, source.name)]
    if not records:
        raise ReportError(source.name, "", "表头含“序号、工作任务、进展情况”等的任务表", "没有这样的表格")
    is_partial = "row_id" in records[0].texts
    _check_tasks(records, source.name, is_partial=is_partial)
    if is_partial:
        return _frame(records, [_given_id(record, source.name) for record in records])
    _check_numbers(records, source.name)
    _check_annexes(source, tables, records)
    counts: Counter[str] = Counter()
    ids = []
    for record in records:
        counts[record.kind] += 1
        ids.append(f"{LETTERS[record.kind]}{counts[record.kind]}")
    return _frame(records, ids)


def unread_progress(rows: pd.DataFrame) -> list[str]:
    """What to tell the user of each table without any progress, which would pass for one in which nothing is behind.

    It names the columns that were not used, because the progress may stand under a head that no word list knows.
    """
    own = [column for column in rows.columns if column and column not in TABLES["rows"]]
    told = []
    for kind, part in rows.groupby("table", sort=False):
        if part["progress"].notna().any():
            continue
        unused = "、".join(column[:20] for column in own if part[column].notna().any())
        advice = f"没有用到的列:{unused}。其中若有进展,请在 words/headers.csv 为它的列名加一行 progress"
        found = f"{TABLE_LABELS[str(kind)]}的{len(part)}行都没有进展,无法判断是否滞后"
        told.append(f"{found};{advice if unused else '表中也没有别的列'}")
    return told


def _tables(source: Source) -> list[_Table]:
    """The parts of the grids that stand under a head; a grid without a head goes on with the table before it."""
    tables: list[_Table] = []
    for grid in source.grids:
        titles = [piece.text for piece in grid.heading]
        goes_on = bool(tables) and not grid.is_ragged and {len(row) for row in grid.rows} == {len(tables[-1].columns)}
        for row in grid.rows:
            if is_head(row):
                tables.append(_open(row, titles, grid, tables[-1:]))
                titles, goes_on = [], True
            elif goes_on and not tables[-1].rows and _is_second_head(row, tables[-1]):
                tables[-1].columns = _merged_columns(tables[-1].columns, row)
            elif goes_on:
                tables[-1].rows.append(row)
                titles += [piece.text for piece in distinct(row)] if _is_alone(row) else []
            else:
                titles += [piece.text for piece in distinct(row)]
    return tables


def _open(row: Row, titles: list[str], grid: Grid, before: list[_Table]) -> _Table:
    """The table that begins with this head. Its kind stands in its title, else in its heads, else it is the one before's."""
    is_same_head = bool(before) and not before[0].rows
    title = before[0].title if is_same_head else " ".join(titles[-2:])
    heads = " ".join(piece.text for piece in row)
    columns = columns_of(_without_blank_end(row))
    inherited = before[0].kind if before and before[0].columns == columns else "key_task"
    return _Table(_kind(title) or _kind(heads) or inherited, title, columns, grid.is_ragged)


def _kind(words: str) -> str | None:
    entries = read_words("tables", "table", "pattern")
    return next((entry["table"] for entry in entries if re.search(entry["pattern"], words)), None)


def _is_second_head(row: Row, table: _Table) -> bool:
    """The lower row of a head of two rows: nothing of its own under 序号, and heads elsewhere."""
    if "number" not in table.columns or len(row) != len(table.columns) or _is_alone(row):
        return False
    number = row[table.columns.index("number")].text
    return not number or header_field(number) == "number"


def _merged_columns(upper: list[str], lower: Row) -> list[str]:
    """Columns under a head of two rows: what the lower row names, else what the upper one did."""
    named = [header_field(piece.text) for piece in lower]
    return [low if low and low not in upper else high for high, low in zip(upper, named, strict=True)]


def _records(table: _Table, source: str) -> Iterator[_Record]:
    """The tasks of a table; section rows, totals and the further lines of a task are taken up on the way."""
    section, may_restart = "", True
    last: _Record | None = None
    before: Piece | None = None
    for row in table.rows:
        cells = _aligned(row, table, source)
        number = cells.get("number")
        words = [piece.text for piece in distinct(row)]
        if not words or words[0] in _TOTALS:
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


def _aligned(row: Row, table: _Table, source: str) -> dict[str, Piece]:
    """Each cell under its column. Of a ragged row, that reading which puts most departments where departments belong."""
    if _is_alone(row):
        return {}
    if not table.is_ragged:
        if len(row) < len(table.columns):
            raise _width_error(row, table, source)
        return dict(zip(table.columns, row, strict=False))
    row = _without_blank_end(row)
    readings = [dict(zip(columns, row, strict=True)) for columns in _layouts(table.columns) if len(columns) == len(row)]
    fitting = sorted(filter(_fits, readings), key=_unit_count, reverse=True)
    if not fitting or (len(fitting) > 1 and _unit_count(fitting[0]) == _unit_count(fitting[1])):
        raise _width_error(row, table, source)
    return fitting[0]


def _layouts(columns: list[str]) -> Iterator[list[str]]:
    """What a flattened row may consist of: with or without a section, its co-operating cell and columns of its own."""
    if "section" not in columns and "task" in columns:
        place = columns.index("task")
        columns = [*columns[:place], "section", *columns[place:]]
    optional = [column for column in columns if column in {"section", "cooperating"} or column not in TABLES["rows"]]
    for count in range(4):
        for left_out in combinations(optional[:_MOST_OPTIONAL], count):
            yield [column for column in columns if column not in left_out]


def _fits(reading: dict[str, Piece]) -> bool:
    units = [reading[column].text for column in ("lead", "cooperating") if column in reading]
    words = [reading[column].text for column in ("section", "task") if column in reading]
    return all(words) and all(not unit or is_department_list(unit) for unit in units)


def _unit_count(reading: dict[str, Piece]) -> int:
    return sum(bool(reading[column].text) for column in ("lead", "cooperating") if column in reading)


def _width_error(row: Row, table: _Table, source: str) -> ReportError:
    heads = "、".join(COLUMNS[column].label if column in COLUMNS else column for column in table.columns)
    found = "、".join(f"“{piece.text[:12]}”" for piece in row)
    return ReportError(source, row[0].place, f"能对上{heads}的单元格", f"{len(row)}个单元格:{found}")


def _is_section(row: Row, number: Piece | None) -> bool:
    """A section's title: alone in its row, or behind a Chinese numeral in the place of a number."""
    return _is_alone(row) or (number is not None and bool(_SECTION_NUMBER.fullmatch(number.text)))


def _is_alone(row: Row) -> bool:
    return len(distinct(row)) == 1 and not row[0].text.isdecimal()


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


def _check_annexes(source: Source, tables: list[_Table], records: list[_Record]) -> None:
    """Every annex that the narrative lists is there, with as many rows as a title states."""
    counts = Counter(record.kind for record in records)
    stated = [(table.title, "") for table in tables]
    for piece in source.narrative:
        if listed := _LISTED_ANNEX.fullmatch(piece.text):
            stated.append((listed["title"], piece.place))
    for title, place in stated:
        kind, count = _kind(title), _STATED_COUNT.search(title)
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


def _frame(records: list[_Record], ids: list[str]) -> pd.DataFrame:
    own = dict.fromkeys(column for record in records for column in record.texts if column not in TABLES["rows"])
    found = [
        {**record.texts, "row_id": row_id, "table": record.kind, "line": record.begin.line, "number": _number(record)}
        for record, row_id in zip(records, ids, strict=True)
    ]
    columns = [*TABLES["rows"], *own]
    frame = pd.DataFrame([{column: each.get(column) or None for column in columns} for each in found], columns=columns)
    return frame.astype({column: COLUMNS[column].dtype if column in COLUMNS else "string" for column in columns})


def _number(record: _Record) -> int | None:
    printed = re.fullmatch(r"(\d{1,5})[.．、]?", record.texts.get("number", ""))
    return int(printed[1]) if printed else None


def _without_blank_end(row: Row) -> Row:
    filled = [place for place, piece in enumerate(row, 1) if piece.text]
    return row[: filled[-1] if filled else 0]
