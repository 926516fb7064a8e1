"""A web page to a Document: its tables with merged cells spread out, the text around them by blocks."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ..document import Block, Document, Heading, Paragraph, Piece, Table, clean, spread
from ..errors import ReportError
from ..heads import header_field
from .encoding import decode
from .html_looks import GONE, LOWERED, RAISED, UNSEEN, Looks, is_markup
from .marks import lowered, raised

# Elements that part words; every other one, also one that no list knows (<o:p>, <wbr>), stands within a word.
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe",
    "input", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_LONGEST_QUOTE = 10
_WIDEST_SPAN, _TALLEST_SPAN = 1000, 65534  # as the HTML standard limits them


def read(name: str, content: bytes) -> Document:
    """Take a web page apart. A table that only lays out the page (its cells are no heads, but hold tables) is looked through.

    What is struck out or hidden is no text; a raised figure (a note's number) stays apart from the number before it: 5¹.

    errors   ReportError for an unknown encoding, a page without any element, and one that the parser would cut off
             silently: nested over 256 deep, or with 10 MB of words in one place
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    text = decode(name, content)
    root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    if cut := [entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ReportError(name, f"第{cut[0].line}行", "嵌套不超过256层、单处文字不超过10MB的网页", "超过的网页")
    looks = Looks(root)
    return Document(name, "html", tuple(_blocks(root, looks, name)), tuple(_doubts(root, looks, text)))


def _doubts(root: Any, looks: Looks, text: str) -> Iterator[str]:
    """What a reader of the page may not notice: words that are not seen, a table without an end."""
    unseen = [each for each in root.iter() if not is_markup(each) and each.tag != "option" and looks.of(each) & UNSEEN]
    if told := [(each.sourceline, words) for each in unseen if (words := clean("".join(each.itertext())))]:
        line, words = told[0]
        yield f"没有读隐藏或划去的文字:第{line}行“{words[:_LONGEST_QUOTE]}”{f'等{len(told)}处' if len(told) > 1 else ''}"
    opened, closed = (len(re.findall(mark, text, re.IGNORECASE)) for mark in ("<table\\b", "</table\\b"))
    if opened > closed:
        yield "网页在表格中间结束,文件可能不完整"


def _blocks(root: Any, looks: Looks, name: str) -> Iterator[Block]:
    """The page's blocks in order: words up to the next block are one paragraph, a table of data is one table."""
    words: list[str] = []
    line = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element, own in _spoken(walk, looks):
        if element.tag in _BLOCKS:
            yield from _block(words, line, element if event == "end" else None)
            words = []
        if event == "start" and element.tag == "table" and _is_data(element) and not looks.of(element) & UNSEEN:
            rows = spread(_cells(element, looks), name)
            yield Table(rows, is_ragged=len({len(row) for row in rows}) > 1)
            walk.skip_subtree()
            continue
        line = line if words else element.sourceline or 0
        words.append(own)
    yield from _block(words, line, None)


def _block(words: list[str], line: int, ended: Any) -> Iterator[Block]:
    """What some words are: a heading where a heading's element ends with them, else a paragraph."""
    if text := clean("".join(words)):
        level = _HEADINGS.get(ended.tag) if ended is not None else None
        yield Heading(Piece(text, line), level) if level else Paragraph(Piece(text, line))


def _spoken(walk: Any, looks: Looks) -> Iterator[tuple[str, Any, str]]:
    """Each event of a walk through elements with the words that a reader sees there: an element's own, or those behind it."""
    setting: list[set[str]] = []  # the looks of the elements around
    numbers: dict[Any, int] = {}
    for event, element in walk:
        if event == "start":
            look = looks.of(element)
            setting.append(look)
            if look & UNSEEN:
                walk.skip_subtree()
            text = "" if look & UNSEEN else f"{_number(element, numbers)}{element.text or ''}"
        else:
            setting.pop()
            text = element.tail or ""
        yield event, element, _set(text, setting)


def _set(text: str, around: Sequence[set[str]]) -> str:
    if any(RAISED in look for look in around):
        return raised(text)
    return lowered(text) if any(LOWERED in look for look in around) else text


def _number(element: Any, numbers: dict[Any, int]) -> str:
    """The number that a list puts before its item; `numbers` are the last ones of the lists so far."""
    ordered = element.getparent() if element.tag == "li" else None
    if ordered is None or ordered.tag != "ol":
        return ""
    if ordered not in numbers:
        numbers[ordered] = _whole(ordered.get("start", ""), 1) - 1
    numbers[ordered] = _whole(element.get("value", ""), numbers[ordered] + 1)
    return f"{numbers[ordered]}."


def _whole(printed: str, otherwise: int) -> int:
    return int(printed) if re.fullmatch(r"\d{1,4}", printed) else otherwise


def _is_data(table: Any) -> bool:
    """Whether the table holds data: no table stands in it, or one of its own cells is a head."""
    cells = (cell for row in table.xpath(_ROWS) for cell in row.xpath("./td | ./th"))
    return not table.xpath(".//table") or any(
        header_field(clean("".join(cell.itertext()))) == "number" for cell in cells
    )


def _cells(table: Any, looks: Looks) -> Iterator[list[tuple[Piece, int, int]]]:
    """The rows of a table: each cell with the columns and rows it covers. A hidden cell takes up no place."""
    for row in table.xpath(_ROWS):
        if not looks.of(row) & UNSEEN:
            yield [
                (
                    Piece(_words(cell, looks), cell.sourceline),
                    _span(cell, "colspan", _WIDEST_SPAN),
                    _span(cell, "rowspan", _TALLEST_SPAN),
                )
                for cell in row.xpath("./td | ./th")
                if GONE not in looks.of(cell)
            ]


def _span(cell: Any, name: str, most: int) -> int:
    """How many columns or rows a cell covers; a rowspan of 0 goes on to the end of the table."""
    stated = cell.get(name)
    printed = re.match(r"\s*(\d{1,6})", stated) if stated else None
    covered = int(printed[1]) if printed else 1
    return min(covered, most) if covered else (most if name == "rowspan" else 1)


def _words(cell: Any, looks: Looks) -> str:
    """The words of a cell; blocks and line breaks in it part words."""
    if looks.of(cell) & UNSEEN:
        return ""
    walk = etree.iterwalk(cell, events=("start", "end"))
    spoken = (
        (" " if element.tag in _BLOCKS else "", "" if element is cell and event == "end" else own)
        for event, element, own in _spoken(walk, looks)
    )
    return clean("".join(part for parts in spoken for part in parts))
