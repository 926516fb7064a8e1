"""A Word document (.docx) to a Document: its tables with merged cells spread out, the paragraphs around them."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.oxml.ns import qn

from ..document import Block, Document, Heading, Paragraph, Piece, Row, Table, clean, distinct
from .container import check_archive
from .word_numbers import Numbering
from .word_runs import Marks, marks_of, words

# Wrappers around paragraphs, rows and cells: content controls, custom marks, what was inserted or moved here.
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_WIDEST_SPAN = 63  # columns a table can have
_LONGEST_QUOTE = 10


def read(name: str, content: bytes) -> Document:
    """Take a Word document apart. It has no lines: places are the number of the table and of the row in it.

    errors   ReportError for an archive that is broken, encrypted or too large when unpacked
    """
    check_archive(name, content).close()
    document = docx.Document(io.BytesIO(content))
    styles = document.part._styles_part.element
    marks = marks_of(styles, Numbering(_part(document.part, "numbering"), styles))
    levels = {
        style.get(qn("w:styleId")): int(named[1])
        for style in styles.iter(qn("w:style"))
        if (called := style.find(qn("w:name"))) is not None
        and (named := _HEADING.fullmatch(called.get(qn("w:val")) or ""))
    }
    blocks = tuple(_blocks(document.element.body, marks, levels))
    return Document(name, "docx", blocks, tuple(_doubts(marks.unseen)))


def _doubts(unseen: Sequence[str]) -> Iterator[str]:
    if told := [clean(each) for each in unseen if clean(each)]:
        more = f"等{len(told)}处" if len(told) > 1 else ""
        yield f"没有读删除线划去、隐藏、白色、修订删除或被合并盖住的文字:“{told[0][:_LONGEST_QUOTE]}”{more}"


def _part(main: Any, name: str) -> Any:
    """The root of a part of the document; None where it has none."""
    return next((rel.target_part._element for rel in main.rels.values() if rel.reltype.endswith(f"/{name}")), None)


def _blocks(body: Any, marks: Marks, levels: dict[str, int]) -> Iterator[Block]:
    tables = 0
    for element in _unwrapped(body, qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            tables += 1
            rows = tuple(_rows(element, tables, marks))
            yield Table(rows, is_ragged=len({len(row) for row in rows}) > 1)
        elif text := clean(words(element, marks)):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            level = levels.get(style.get(qn("w:val"))) if style is not None else None
            yield Heading(Piece(text), level) if level else Paragraph(Piece(text))


def _unwrapped(parent: Any, *tags: str) -> Iterator[Any]:
    """The children of some kinds in their order, also those inside content controls and custom marks."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, *tags)


def _rows(table: Any, number: int, marks: Marks) -> Iterator[Row]:
    """The rows of a table as they are written; a cell merged with the one above it, or on its left, is that one."""
    above: Row = ()
    for place, row in enumerate(_unwrapped(table, qn("w:tr")), 1):
        properties = row.find(qn("w:trPr"))
        where = f"表{number}第{place}行"
        cells = [Piece("")] * _span(row, "w:trPr", "w:gridBefore", 0)
        for cell in _unwrapped(row, qn("w:tc")):
            own = Piece(clean(words(cell, marks)), where=where)
            piece = _merged(cell, cells, above) or own
            if piece is not own:
                marks.unseen.append(own.text)
            cells += [piece] * min(max(_span(cell, "w:tcPr", "w:gridSpan", 1), 1), _WIDEST_SPAN)
        if properties is not None and any(properties.find(qn(f"w:{name}")) is not None for name in ("del", "hidden")):
            marks.unseen += [piece.text for piece in distinct(cells)]
            continue
        above = tuple(cells)
        yield above


def _merged(cell: Any, before: Sequence[Piece], above: Row) -> Piece | None:
    """The cell that one is merged with; None for a cell of its own."""
    for name, pieces, place in (("w:vMerge", above, len(before)), ("w:hMerge", before, len(before) - 1)):
        merge = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
        if merge is not None and merge.get(qn("w:val")) != "restart" and 0 <= place < len(pieces):
            return pieces[place]
    return None


def _span(element: Any, properties: str, name: str, least: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    printed = found.get(qn("w:val")) if found is not None else ""
    return min(int(printed), _WIDEST_SPAN) if printed and printed.isdecimal() and len(printed) < _WIDEST_SPAN else least
