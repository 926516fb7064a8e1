"""A web page to a Document: its tables with merged cells spread out, the text around them by blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ..document import Block, Document, Heading, Paragraph, Piece, Table, clean, spread
from ..errors import ReportError
from ..heads import header_field
from .encoding import decode

_SILENT = {"script", "style", "noscript", "template", "head", "del", "s", "strike"}
# Elements that part words; every other one, also one that no list knows (<o:p>, <wbr>), stands within a word.
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe",
    "input", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", *_SILENT - {"del", "s", "strike"},
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_WIDEST_SPAN, _TALLEST_SPAN = 1000, 65534  # as the HTML standard limits them


def read(path: Path) -> Document:
    """Take a web page apart. A table that only lays out the page (its cells are no heads, but hold tables) is looked through.

    What is struck out or hidden is no text; a raised figure (a note's number) stays apart from the number before it: 5¹.

    errors   ReportError for an unknown encoding, a page without any element, and one that the parser would cut off
             silently: nested over 256 deep, or with 10 MB of words in one place
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(decode(path).encode("utf-8"), parser=parser, ensure_head_body=True)
    if cut := [entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ReportError(path.name, f"第{cut[0].line}行", "嵌套不超过256层、单处文字不超过10MB的网页", "超过的网页")
    hidden = [row for row in root.iter("tr") if _is_silent(row)]
    warnings = (f"第{hidden[0].sourceline}行等{len(hidden)}个隐藏的表格行没有读",) if hidden else ()
    return Document(path.name, "html", tuple(_blocks(root, path.name)), warnings)


def _blocks(root: Any, name: str) -> Iterator[Block]:
    """The page's blocks in order: words up to the next block are one paragraph, a table of data is one table."""
    words: list[str] = []
    line = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_table = event == "start" and element.tag == "table" and _is_data(element) and not _is_silent(element)
        if element.tag in _BLOCKS:
            yield from _block(words, line, element if event == "end" else None)
            words = []
        if is_table:
            rows = spread(_cells(element), name)
            yield Table(rows, is_ragged=len({len(row) for row in rows}) > 1)
        if is_table or (event == "start" and _is_silent(element)):
            walk.skip_subtree()
        elif event == "start":
            line = line if words else element.sourceline or 0
            words.append(_own(element))
        if event == "end":
            words.append(element.tail or "")
    yield from _block(words, line, None)


def _block(words: list[str], line: int, ended: Any) -> Iterator[Block]:
    """What some words are: a heading where a heading's element ends with them, else a paragraph."""
    if text := clean("".join(words)):
        level = _HEADINGS.get(ended.tag) if ended is not None else None
        yield Heading(Piece(text, line), level) if level else Paragraph(Piece(text, line))


def _own(element: Any) -> str:
    """An element's own words; the number that a list puts before its item is one of them."""
    if element.tag == "li" and element.getparent().tag == "ol":
        number = int(element.get("value") or 0) or len(list(element.itersiblings("li", preceding=True))) + _start(
            element.getparent()
        )
        return f"{number}.{element.text or ''}"
    return (element.text or "").translate(_RAISED) if element.tag == "sup" else element.text or ""


def _start(ordered: Any) -> int:
    return int(printed) if re.fullmatch(r"\d{1,4}", printed := ordered.get("start", "")) else 1


def _is_silent(element: Any) -> bool:
    """Whether an element shows nothing: a script, something struck out, something hidden."""
    return element.tag in _SILENT or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_data(table: Any) -> bool:
    """Whether the table holds data: no table stands in it, or one of its own cells is a head."""
    cells = (cell for row in table.xpath(_ROWS) for cell in row.xpath("./td | ./th"))
    return not table.xpath(".//table") or any(header_field(_words(cell)) == "number" for cell in cells)


def _cells(table: Any) -> Iterator[list[tuple[Piece, int, int]]]:
    """The rows of a table: each cell with the columns and rows it covers. A hidden cell takes up no place."""
    for row in table.xpath(_ROWS):
        if not _is_silent(row):
            yield [
                (
                    Piece(_words(cell), cell.sourceline),
                    _span(cell, "colspan", _WIDEST_SPAN),
                    _span(cell, "rowspan", _TALLEST_SPAN),
                )
                for cell in row.xpath("./td | ./th")
                if not _is_silent(cell)
            ]


def _span(cell: Any, name: str, most: int) -> int:
    printed = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return min(max(int(printed[1]), 1), most) if printed else 1


def _words(cell: Any) -> str:
    """The words of a cell; blocks and line breaks in it part words."""
    words: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        words.append(" " if element.tag in _BLOCKS else "")
        if event == "start" and _is_silent(element) and element is not cell:
            walk.skip_subtree()
        elif event == "start":
            words.append(_own(element))
        if event == "end" and element is not cell:
            words.append(element.tail or "")
    return clean("".join(words))
