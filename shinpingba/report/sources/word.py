"""A Word document (.docx) to a Source: its tables with merged cells spread out, the paragraphs around them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from .container import check_archive
from .source import Grid, Piece, Source, arrange, clean

_BREAKS = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:p")}


def read(path: Path) -> Source:
    """Take a Word document apart. It has no lines: places are the number of the table and of the row in it.

    errors   ReportError for an archive that is broken, encrypted or too large when unpacked
    """
    check_archive(path).close()
    body = Document(str(path)).element.body
    return arrange(path.name, "docx", _items(body))


def _items(body: Any) -> Iterator[Piece | Grid]:
    tables = 0
    for element in _blocks(body):
        if element.tag == qn("w:tbl"):
            tables += 1
            yield Grid(_rows(element, tables))
        elif words := _words(element):
            yield Piece(words)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls."""
    for element in parent:
        if element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent")}:
            yield from _blocks(element)


def _rows(table: Any, number: int) -> tuple[tuple[Piece, ...], ...]:
    """The grid of a table. python-docx repeats merged cells by `row.cells`, so the cells are walked as they are written."""
    rows: list[tuple[Piece, ...]] = []
    for place, row in enumerate(table.tr_lst, 1):
        cells = [Piece("")] * row.grid_before
        for cell in row.tc_lst:
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else None
            is_merged = cell.vMerge == "continue" and above is not None
            own = Piece(_words(cell), where=f"表{number}第{place}行")
            cells += [above if is_merged and above else own] * min(cell.grid_span, 63)
        rows.append(tuple(cells))
    widest = max((len(row) for row in rows), default=0)
    return tuple((*row, *[Piece("")] * (widest - len(row))) for row in rows)


def _words(element: Any) -> str:
    """The words of a cell or paragraph without what is struck out; paragraphs and breaks part words."""
    words = []
    for part in element.iter(qn("w:t"), *_BREAKS):
        words.append(" " if part.tag in _BREAKS else "".join(part.itertext()))
    return clean("".join(words))
