"""Documents to rows: table `rows`, the pieces that stand in no row, and what was read with doubt."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from ..columns import TABLES, table, typed
from .coverage import coverage, figures_of
from .document import Document, Piece
from .doubts import nothing_to_read, printed_number, row_doubts, unread_progress
from .editions import newest_editions
from .prose import Paragraphs, read_paragraphs
from .recognised import doubted_places, pages_of
from .records import Record
from .tables.columns import ROW_ID
from .tables.reading import ReadTable, Tables, read_tables

LETTERS = {"indicator": "A", "livelihood": "B", "key_task": "C"}
_MOST_PLACES = 3
_FEW = 0.1  # of the figures of the tables
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_NOT_KEPT = {"region"}  # it is the name of the row


@dataclass(frozen=True, eq=False)
class ReadDocument:
    """A document as it was read. Each of its pieces stands in a row, in a heading, in the narrative, or is left over.

    rows      table `rows`, then the columns of the report's own under their own heads
    records   what the rows were made of
    tables    the tables among them, with what their columns were taken for
    coverage  the share of the document's figures that stand in some row; 1.0 where it has none
    documents  what was read, block by block
    edition   the period of the edition that was read, where a table has several and this one says it
    """

    rows: pd.DataFrame
    records: tuple[Record, ...]
    tables: tuple[ReadTable, ...]
    headings: tuple[Piece, ...]
    narrative: tuple[Piece, ...]
    left_over: tuple[Piece, ...]
    warnings: tuple[str, ...]
    coverage: float
    documents: tuple[Document, ...] = ()
    edition: str = ""


@lru_cache(maxsize=8)
def read_rows(*documents: Document, until: date | None = None) -> ReadDocument:
    """The rows of a report, whatever its format and its form; of several files as of one. Of the same documents it is kept.

    until    the last day that is asked for, where one is: of several editions of a table the newest one of that day is read
    errors   ReportError where nothing can be read: no table of tasks, no paragraphs that tell of tasks or progress
    """
    parts = [_read(document, until) for document in documents]
    records = [record for part in parts for record in part.records]
    if not records:
        raise nothing_to_read(documents[0])
    rows = _frame(records, _ids(records))
    tables = tuple(each for part in parts for each in part.tables)
    around = ("headings", "narrative", "left_over")
    headings, narrative, left_over = (
        tuple(piece for part in parts for piece in getattr(part, name)) for name in around
    )
    warnings = [
        *(warning for document, part in zip(documents, parts, strict=True) for warning in (*document.warnings, *part.warnings)),
        *row_doubts(records, tables, narrative), *unread_progress(rows),
    ]  # fmt: skip
    return ReadDocument(
        rows=rows, records=tuple(records), tables=tables, headings=headings, narrative=narrative, left_over=left_over,
        warnings=tuple(dict.fromkeys(warnings)), coverage=coverage(records, (*narrative, *left_over), headings),
        documents=documents, edition=next((part.edition for part in parts if part.edition), ""),
    )  # fmt: skip


def _read(document: Document, until: date | None) -> Tables:
    """The rows of the tables of a document, and of its paragraphs where they tell of what no table does."""
    found = newest_editions(read_tables(document.blocks), until)
    joint = "" if document.format == "pdf" else " "
    told = [piece for piece in found.narrative if all(piece is not each for each in found.legends)]
    read = read_paragraphs(told, joint, is_alone=not found.records)
    if found.records:
        return _beside(found, read)
    form = ["没有表格,按段落和句子读取"] if read.records else []
    return Tables(
        records=[*read.records], headings=[*found.headings, *read.headings], narrative=[*read.narrative],
        left_over=[*found.left_over, *read.left_over], warnings=[*found.warnings, *form, *read.warnings],
    )  # fmt: skip


def _beside(found: Tables, read: Paragraphs) -> Tables:
    """Tables with the rows of the paragraphs around them that are of another kind: indicators in words before a table of tasks.

    So are those of a thing that no table names, in figures that no table has (其中甲县(78.85%)、乙县(75.89%)高于时间进度). Other
    words of the same kind sum up what the tables tell: they make no row, and it is said how many of their figures no table has.
    """
    kinds = {record.kind for record in found.records}
    cells = [piece.text for record in found.records for piece in record.pieces]
    figures = {figure for cell in cells for figure in _DIGITS.findall(cell)}
    own: list[Record] = []
    rest: list[Record] = []
    for record in read.records:
        (own if record.kind not in kinds or _is_of_else(record, cells, figures) else rest).append(record)
    warnings = [f"表格以外的{len(own)}段文字另有进展,也读成了行"] if own else []
    if alone := _told_nowhere(found.records, rest):
        places = "、".join([*dict.fromkeys(piece.place for piece in alone)][:_MOST_PLACES])
        warnings.append(f"表格以外的文字里有{len(alone)}个数字表中没有({places}等),当作概述,没有读成行")
    if not own:
        return replace(found, warnings=[*found.warnings, *warnings])
    others = [*found.legends, *(piece for record in rest for piece in record.pieces)]
    return replace(
        found, records=[*found.records, *own], headings=[*found.headings, *read.headings], narrative=[*read.narrative, *others],
        left_over=[*found.left_over, *read.left_over], warnings=[*found.warnings, *warnings, *read.warnings],
    )  # fmt: skip


def _is_of_else(record: Record, cells: Sequence[str], figures: Set[str]) -> bool:
    """Whether a record names a thing, and tells figures of it, that stand in no cell of the tables.

    figures  those of the cells
    """
    name = record.texts.get("name", "")
    told = _DIGITS.findall(record.texts.get("progress", ""))
    return bool(name and told) and figures.isdisjoint(told) and not any(name in cell for cell in cells)


def _told_nowhere(records: Sequence[Record], others: Sequence[Record]) -> list[Piece]:
    """The pieces of other records with a figure that no record has, once for each; none where they are few beside the records' own."""
    if not others:
        return []
    told = [
        (number.value, number.unit) for record in records for piece in record.pieces for number in figures_of(piece)
    ]
    known = {*told}
    alone = [
        piece for record in others for piece in record.pieces for number in figures_of(piece)
        if (number.value, number.unit) not in known
    ]  # fmt: skip
    return alone if len(alone) > _FEW * len(told) else []


def called(row: Mapping[Any, Any], *, first: str = "name") -> str:
    """What a row is called: its name, else its task, else, of one in prose that has neither, its progress.

    first  the column that goes before the others: task, where rows are held against each other by their words
    """
    return next((str(row[column]) for column in (first, "name", "task", "progress") if pd.notna(row.get(column))), "")


def _ids(records: Sequence[Record]) -> list[str]:
    """The ids of the rows: those a partial report names them by, else the letter of their table and a count."""
    counts: Counter[str] = Counter()
    given = {record.texts.get("row_id", "") for record in records}
    ids: list[str] = []
    for record in records:
        own = record.texts.get("row_id", "")
        if ROW_ID.fullmatch(own) and own not in ids:
            record.kind = next(kind for kind, letter in LETTERS.items() if letter == own[0])
            record.texts["number"] = own[1:]
            ids.append(own)
            continue
        counts[record.kind] += 1
        while (made := f"{LETTERS[record.kind]}{counts[record.kind]}") in given:
            counts[record.kind] += 1
        ids.append(made)
    return ids


def _frame(records: Sequence[Record], ids: Sequence[str]) -> pd.DataFrame:
    own = dict.fromkeys(
        column for record in records for column in record.texts if column not in {*TABLES["rows"], *_NOT_KEPT}
    )
    found: list[dict[str, object]] = [
        {
            **record.texts,
            "row_id": row_id,
            "table": record.kind,
            "form": record.form,
            "line": record.begin.line,
            "number": printed_number(record),
            "scanned": pages_of(record),
            "doubted": doubted_places(record),
        }
        for record, row_id in zip(records, ids, strict=True)
    ]
    columns = [*TABLES["rows"], *own]
    rows = table("rows", [{column: each.get(column) or None for column in columns} for each in found])
    for column in own:  # to turn some columns of a frame takes longer than to make them all
        rows[column] = typed(rows[column].tolist(), "string")
    return rows
