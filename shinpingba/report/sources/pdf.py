"""A PDF with a text layer to a Document: its ruled tables, put together again over the pages, and the lines around them."""

import logging
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber

from ...words.lexicon import read_words
from ..document import Document, Paragraph, Piece, Table, clean
from ..errors import ReportError
from ..heads import header_field
from ..tables.columns import sections_under_task

_MOST_PAGES = 500
_SAME_LINE = (
    5  # points: the digits of a heading in another font than its Chinese stand up to a quarter of its size lower
)
# A font has one shape for a radical and its character, and some writers then name the radical. Unicode decomposes those of
# the Kangxi block; the others are in words/radicals.csv (from Unicode's EquivalentUnifiedIdeograph.txt).
_KANGXI = range(0x2F00, 0x2FD6)

Row = tuple[Piece, ...]

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font without a box


def read(path: Path) -> Document:
    """Take a PDF apart. Lines broken in a cell are joined without a blank, as Chinese is set.

    errors   ReportError for a scan (pages without words), over 500 pages, a password, a damaged file
    """
    with pdfplumber.open(path) as document:
        if len(document.pages) > _MOST_PAGES:
            raise ReportError(path.name, "", f"最多{_MOST_PAGES}页", f"{len(document.pages)}页")
        items = [item for page in document.pages for item in _items(page)]
    if not items:
        raise ReportError(path.name, "", "带文字层的PDF", "扫描件或图片,请先做文字识别(OCR)并校对")
    blocks = (Paragraph(item) if isinstance(item, Piece) else item for item in _over_pages(items))
    return Document(path.name, "pdf", tuple(blocks))


def _items(page: Any) -> Iterator[Piece | Table]:
    """Lines and tables of a page from top to bottom."""
    ends = [edge[side] for edge in page.vertical_edges for side in ("top", "bottom")]
    closing = (
        {"explicit_horizontal_lines": [min(ends), max(ends)]} if ends else {}
    )  # a row cut by the page has no line there
    tables = page.find_tables(closing)
    outside = page.filter(lambda thing: not any(_inside(thing, table.bbox) for table in tables))
    place = f"第{page.page_number}页"
    found: list[tuple[float, Piece | Table]] = [
        (line["top"], Piece(plain(line["text"]), where=place))
        for line in outside.extract_text_lines(return_chars=False, y_tolerance=_SAME_LINE)
    ]
    found += [(table.bbox[1], Table(tuple(_rows(table.extract(), place)))) for table in tables]
    page.close()
    yield from (item for _, item in sorted(found, key=lambda each: each[0]))


def _inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    middle, height = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return left <= middle <= right and top <= height <= bottom


def _rows(cells: list[list[str | None]], place: str) -> Iterator[Row]:
    """Rows of pieces. A place without a cell of its own belongs to the cell on its left in the head, else to the one above."""
    above: list[Piece] = []
    for texts in cells:
        row: list[Piece] = []
        for column, text in enumerate(texts):
            if text is None and (above or row):
                row.append(above[column] if above else row[-1])
            else:
                row.append(Piece(plain((text or "").replace("\n", "")), where=place))
        yield tuple(row)
        above = row


def _over_pages(items: list[Piece | Table]) -> Iterator[Piece | Table]:
    """Tables that go on behind a page break as one: a repeated head is left out, a row without number goes on in its cells.
    What stands at the page break, such as a page number, comes before the table.
    """
    table: Table | None = None
    between: list[Piece] = []
    for item in items:
        if isinstance(item, Piece):
            between.append(item)
            continue
        if table and _goes_on(table, item):
            table = Table(_joined(table.rows, item.rows))
            yield from between
        else:
            yield from [table] if table else []
            yield from between
            table = item
        between = []
    yield from [table] if table else []
    yield from between


def _goes_on(table: Table, after: Table) -> bool:
    is_new = any(header_field(piece.text) == "number" for piece in after.rows[0])
    is_repeated = _texts(after.rows[0]) == _texts(table.rows[0])
    return len(after.rows[0]) == len(table.rows[0]) and (is_repeated or not is_new)


def _joined(before: tuple[Row, ...], after: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a table and those of the next page. A row cut by the page break goes on without a number."""
    if _texts(after[0]) == _texts(before[0]):
        after = after[1:]
    if not after:
        return before
    before, after = _carry_section(before, after)
    if after[0][0].text or not any(_texts(after[0])):
        return (*before, *after)
    cut = (Piece(a.text + b.text, where=a.place or b.place) for a, b in zip(before[-1], after[0], strict=True))
    return (*before[:-1], tuple(cut), *after[1:])


def _carry_section(before: tuple[Row, ...], after: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """A section's cell cut by the page break may have its words, set in its middle, behind it: they hold before it too."""
    sections = sections_under_task(before[0])
    place = sections[0] if sections else None
    if place is None or before[-1][place].text or not after[0][place].text:
        return before, after
    cut, words = before[-1][place], after[0][place]
    filled = tuple(tuple(words if piece is cut else piece for piece in row) for row in before)
    return filled, tuple(tuple(cut if piece is words else piece for piece in row) for row in after)


def _texts(row: Row) -> list[str]:
    return [piece.text for piece in row]


def plain(text: str) -> str:
    """Words as they are compared, radicals as the characters they stand for."""
    return clean(text.translate(_characters()))


@cache
def _characters() -> dict[int, str]:
    """Radical to character."""
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    return kangxi | {ord(each["radical"]): each["character"] for each in read_words("radicals", "radical", "character")}
