"""A Word document (.docx) to a Document: its tables with merged cells spread out, the paragraphs around them.

What a reader sees is read: automatic numbers are, what is struck out, hidden, deleted or moved away is not; a raised figure
(a note's number) stays apart from the number before it; a text box, which is stored twice, is read once.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from ..document import Block, Document, Heading, Paragraph, Piece, Row, Table, clean
from .container import check_archive
from .word_numbers import Numbering

_BREAKS = {qn("w:tab"), qn("w:br"), qn("w:cr")}
# Wrappers around paragraphs, rows, cells or runs; and what a reader does not see.
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_UNSEEN = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_HIDING = tuple(qn(f"w:{name}") for name in ("strike", "dstrike", "vanish"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_WIDEST_SPAN = 63  # columns a table can have


def read(path: Path) -> Document:
    """Take a Word document apart. It has no lines: places are the number of the table and of the row in it.

    errors   ReportError for an archive that is broken, encrypted or too large when unpacked
    """
    check_archive(path).close()
    document = docx.Document(str(path))
    styles = document.part._styles_part.element
    numbering = Numbering(_part(document.part, "numbering"), styles)
    levels = {
        style.get(qn("w:styleId")): int(named[1])
        for style in styles.iter(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None and (named := _HEADING.fullmatch(name.get(qn("w:val")) or ""))
    }
    return Document(path.name, "docx", tuple(_blocks(document.element.body, numbering, levels)))


def _part(main: Any, name: str) -> Any:
    """The root of a part of the document; None where it has none."""
    return next((rel.target_part._element for rel in main.rels.values() if rel.reltype.endswith(f"/{name}")), None)


def _blocks(body: Any, numbering: Numbering, levels: dict[str, int]) -> Iterator[Block]:
    tables = 0
    for element in _unwrapped(body, qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            tables += 1
            rows = tuple(_rows(element, tables, numbering))
            yield Table(rows, is_ragged=len({len(row) for row in rows}) > 1)
        elif words := clean("".join(_words(element, numbering))):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            level = levels.get(style.get(qn("w:val"))) if style is not None else None
            yield Heading(Piece(words), level) if level else Paragraph(Piece(words))


def _unwrapped(parent: Any, *tags: str) -> Iterator[Any]:
    """The children of some kinds in their order, also those inside content controls and custom marks."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, *tags)


def _rows(table: Any, number: int, numbering: Numbering) -> Iterator[Row]:
    """The rows of a table as they are written; a cell merged with the one above it is that one."""
    above: Row = ()
    place = 0
    for row in _unwrapped(table, qn("w:tr")):
        place += 1
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells = [Piece("")] * _span(row, "w:trPr", "w:gridBefore", 0)
        for cell in _unwrapped(row, qn("w:tc")):
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart" and len(cells) < len(above)
            own = Piece(clean("".join(_words(cell, numbering))), where=f"表{number}第{place}行")
            piece = above[len(cells)] if goes_on and not own.text else own
            cells += [piece] * min(max(_span(cell, "w:tcPr", "w:gridSpan", 1), 1), _WIDEST_SPAN)
        above = tuple(cells)
        yield above


def _span(element: Any, properties: str, name: str, least: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    printed = found.get(qn("w:val")) if found is not None else ""
    return min(int(printed), _WIDEST_SPAN) if printed and printed.isdecimal() else least


def _words(element: Any, numbering: Numbering) -> Iterator[str]:
    """The words that a reader sees; paragraphs and breaks part them."""
    if element.tag in _UNSEEN:
        return
    if element.tag == qn("w:r"):
        yield from _run(element, numbering)
        return
    if element.tag == qn("w:p"):
        yield f" {numbering.number(element)}"
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child, numbering)
    if element.tag == qn("w:p"):
        yield " "


def _run(run: Any, numbering: Numbering) -> Iterator[str]:
    """The words of a run, unless it is struck out or hidden."""
    properties = run.find(qn("w:rPr"))
    if properties is not None and any(_is_on(properties.find(name)) for name in _HIDING):
        return
    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    for child in run:
        if child.tag == qn("w:t"):
            text = "".join(child.itertext())
            yield text.translate(_RAISED) if raised is not None and raised.get(qn("w:val")) == "superscript" else text
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif isinstance(child.tag, str) and len(child):
            yield from _words(child, numbering)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(qn("w:val")) not in {"0", "false", "off"}
