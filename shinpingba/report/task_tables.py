"""A Source's grids to tables of tasks: where a head begins one, what kind it is, and which cell of a row stands in which column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from ..columns import COLUMNS, TABLES
from ..language.quantities import find_numbers
from ..words.lexicon import read_words
from .departments import is_department_list
from .errors import ReportError
from .sources import Grid, Piece, Source, columns_of, distinct, header_field, is_head
from .sources.source import SECTION

ROW_ID = re.compile(r"[ABC][1-9]\d{0,3}")
_MOST_OPTIONAL = 8

Row = tuple[Piece, ...]


@dataclass(slots=True)
class TaskTable:
    """The rows under one head: which of the report's tables it is, its title, its heads and the column of each cell.

    section  the section that the line over the table names (一、产业发展); empty where it names none
    """

    kind: str
    title: str
    section: str
    heads: list[str]
    columns: list[str]
    is_ragged: bool
    rows: list[Row] = field(default_factory=list)


def find_tables(source: Source) -> list[TaskTable]:
    """The parts of the grids that stand under a head; a grid without a head goes on with the table before it."""
    tables: list[TaskTable] = []
    for grid in source.grids:
        titles = [piece.text for piece in grid.heading]
        goes_on = bool(tables) and not grid.is_ragged and {len(row) for row in grid.rows} == {len(tables[-1].columns)}
        for row in grid.rows:
            if is_head(row):
                tables.append(_open(row, titles, grid, tables[-1:]))
                titles, goes_on = [], True
            elif goes_on and not tables[-1].rows and _is_second_head(row, tables[-1]):
                tables[-1].columns = _merged_columns(tables[-1].columns, row)
                tables[-1].heads = [low.text or high for high, low in zip(tables[-1].heads, row, strict=True)]
            elif goes_on:
                tables[-1].rows.append(row)
                titles += [piece.text for piece in distinct(row)] if is_alone(row) else []
            else:
                titles += [piece.text for piece in distinct(row)]
    return [_settled(table) for table in tables]


def _open(row: Row, titles: list[str], grid: Grid, before: list[TaskTable]) -> TaskTable:
    """The table that begins with this head. Its kind stands in its title, else in its heads, else it is the one before's."""
    is_same_head = bool(before) and not before[0].rows
    title = before[0].title if is_same_head else " ".join(titles[-2:])
    heads = " ".join(piece.text for piece in row)
    row = _without_blank_end(row)
    columns = columns_of(row)
    inherited = before[0].kind if before and before[0].columns == columns else "key_task"
    kind = kind_of(title) or kind_of(heads) or inherited
    section = titles[-1] if titles and SECTION.fullmatch(titles[-1]) else ""
    return TaskTable(kind, title, section, [p.text for p in row], columns, grid.is_ragged)


def kind_of(words: str) -> str | None:
    """Which of the report's tables some words name (words/tables.csv): indicator, livelihood, key_task; None for none."""
    entries = read_words("tables", "table", "pattern")
    return next((entry["table"] for entry in entries if re.search(entry["pattern"], words)), None)


def _is_second_head(row: Row, table: TaskTable) -> bool:
    """The lower row of a head of two rows: nothing of its own under 序号, and heads elsewhere."""
    if "number" not in table.columns or len(row) != len(table.columns) or is_alone(row):
        return False
    number = row[table.columns.index("number")].text
    return not number or header_field(number) == "number"


def _merged_columns(upper: list[str], lower: Row) -> list[str]:
    """Columns under a head of two rows: what the lower row names, else what the upper one did."""
    named = [header_field(piece.text) for piece in lower]
    return [low if low and low not in upper else high for high, low in zip(upper, named, strict=True)]


def _settled(table: TaskTable) -> TaskTable:
    """The table with those columns settled that only what stands under their heads can tell."""
    if "row_id" in table.columns:
        table.columns[table.columns.index("row_id")] = _id_column(table)
    dated = [place for place, head in enumerate(table.heads) if _is_dated_progress(head)]
    told = [place for place in dated if any(_under(table, place))]
    if len(dated) > 1 and told:  # 一季度进展, 二季度进展: the last one tells how far it has come
        table.columns = [table.heads[n] if field == "progress" else field for n, field in enumerate(table.columns)]
        table.columns[told[-1]] = "progress"
    return table


def _id_column(table: TaskTable) -> str:
    """What 编号 is: ids such as C21 name the rows of a partial report, whole numbers count them, others are the source's own."""
    found = list(_under(table, table.columns.index("row_id")))
    if "task" not in table.columns or any(map(ROW_ID.fullmatch, found)):
        return "row_id"
    counts = "number" not in table.columns and all(text.isdecimal() for text in found)
    return "number" if counts else COLUMNS["row_id"].label


def _is_dated_progress(head: str) -> bool:
    return header_field(head) == "progress" and any(number.kind == "date" for number in find_numbers(head))


def _under(table: TaskTable, place: int) -> Iterator[str]:
    """The words under a head."""
    return (row[place].text for row in table.rows if place < len(row) and row[place].text and not is_alone(row))


def aligned(row: Row, table: TaskTable, source: str) -> dict[str, Piece]:
    """Each cell under its column. Of a ragged row, that reading which puts most departments where departments belong."""
    if is_alone(row):
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


def _width_error(row: Row, table: TaskTable, source: str) -> ReportError:
    heads = "、".join(COLUMNS[column].label if column in COLUMNS else column for column in table.columns)
    found = "、".join(f"“{piece.text[:12]}”" for piece in row)
    return ReportError(source, row[0].place, f"能对上{heads}的单元格", f"{len(row)}个单元格:{found}")


def is_alone(row: Row) -> bool:
    """Whether a row says one thing in all its cells, which is no number: a section's title."""
    return len(distinct(row)) == 1 and not row[0].text.isdecimal()


def _without_blank_end(row: Row) -> Row:
    filled = [place for place, piece in enumerate(row, 1) if piece.text]
    return row[: filled[-1] if filled else 0]
