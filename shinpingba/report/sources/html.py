"""A web page to a Source: its tables with merged cells spread out, the text around them by blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ..errors import ReportError
from .encoding import decode
from .headers import header_field
from .source import Grid, Piece, Source, arrange, clean, spread

_SILENT = {"script", "style", "noscript", "template", "head"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "em",
    "font",
    "i",
    "label",
    "mark",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_WIDEST_SPAN, _TALLEST_SPAN = 1000, 65534  # as the HTML standard limits them


def read(path: Path) -> Source:
    """Take a web page apart. A table that only lays out the page (its cells are no heads, but hold tables) is looked through.

    errors   ReportError for an unknown encoding, a page without any element, and one that the parser would cut off
             silently: nested over 256 deep, or with 10 MB of words in one place
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    root = lxml_html.document_fromstring(decode(path).encode("utf-8"), parser=parser, ensure_head_body=True)
    if cut := [entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ReportError(path.name, f"第{cut[0].line}行", "嵌套不超过256层、单处文字不超过10MB的网页", "超过的网页")
    return arrange(path.name, "html", _items(root, path.name))


def _items(root: Any, name: str) -> Iterator[Piece | Grid]:
    """The page's pieces and grids in order: words up to the next block are one piece, a table of data is one grid."""
    words: list[str] = []
    line = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_table = event == "start" and element.tag == "table" and _is_data(element)
        if element.tag not in _INLINE and (text := clean("".join(words))):
            yield Piece(text, line)
        if element.tag not in _INLINE:
            words = []
        if is_table:
            yield Grid(spread(_cells(element), name))
        if is_table or (event == "start" and element.tag in _SILENT):
            walk.skip_subtree()
        elif event == "start":
            line = line if words else element.sourceline or 0
            words.append(element.text or "")
        if event == "end":
            words.append(element.tail or "")
    if text := clean("".join(words)):
        yield Piece(text, line)


def _is_data(table: Any) -> bool:
    """Whether the table holds data: no table stands in it, or one of its own cells is a head."""
    cells = (cell for row in table.xpath(_ROWS) for cell in row.xpath("./td | ./th"))
    return not table.xpath(".//table") or any(header_field(_words(cell)) == "number" for cell in cells)


def _cells(table: Any) -> Iterator[list[tuple[Piece, int, int]]]:
    """The rows of a table: each cell with the columns and rows it covers."""
    for row in table.xpath(_ROWS):
        yield [
            (
                Piece(_words(cell), cell.sourceline),
                _span(cell, "colspan", _WIDEST_SPAN),
                _span(cell, "rowspan", _TALLEST_SPAN),
            )
            for cell in row.xpath("./td | ./th")
        ]


def _span(cell: Any, name: str, most: int) -> int:
    printed = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return min(max(int(printed[1]), 1), most) if printed else 1


def _words(cell: Any) -> str:
    """The words of a cell; blocks and line breaks in it part words."""
    words: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        words.append("" if element.tag in _INLINE else " ")
        if event == "start" and element.tag in _SILENT:
            walk.skip_subtree()
        elif event == "start":
            words.append(element.text or "")
        elif element is not cell:
            words.append(element.tail or "")
    return clean("".join(words))
