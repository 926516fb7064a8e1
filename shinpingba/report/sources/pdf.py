"""A PDF with a text layer to a Document: its ruled tables, put together again over the pages, and the lines around them."""

import logging
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from pypdfium2 import PdfiumError

from ...words.lexicon import read_words
from ..document import Document, Paragraph, Piece, Row, Table, clean, pages_in_words
from ..errors import ReportError
from ..heads import header_field
from ..tables.columns import sections_under_task
from .glyphs import Glyph, PrintedPage, pages
from .rulings import Grid, grids
from .sightings import seen_of
from .typeset import TypesetLine, typeset_lines

_MOST_PAGES = 500
# A font has one shape for a radical and its character, and some writers then name the radical. Unicode decomposes those of
# the Kangxi block; the others are in words/radicals.csv (from Unicode's EquivalentUnifiedIdeograph.txt).
_KANGXI = range(0x2F00, 0x2FD6)

_log = logging.getLogger(__name__)


def read(name: str, content: bytes) -> Document:
    """Take a PDF apart. Lines broken in a cell are joined without a blank, as Chinese is set.

    returns  the document; of one with pages that are pictures alone, `scanned` names them
    errors   ReportError for a PDF without words and pictures, over 500 pages, a password, a damaged file
    """
    return assembled(name, printed_pages(name, content))


def printed_pages(name: str, content: bytes) -> Iterator[PrintedPage]:
    """The pages of a PDF, each told as it is read. errors   ReportError for over 500 pages, a password, a damaged file."""
    try:
        for page in pages(content):
            if page.number > _MOST_PAGES:
                raise ReportError(name, "", f"最多{_MOST_PAGES}页", "更多")
            _log.info("第%d页", page.number)
            yield page
    except PdfiumError as error:
        is_locked = "password" in str(error).lower()
        found = "加密的文件,请去掉密码并另存" if is_locked else "打不开的文件(已损坏,或是改了后缀的别种文件)"
        raise ReportError(name, "", "完好、未加密的.pdf文件", found) from None


def assembled(name: str, printed: Iterable[PrintedPage], format_: str = "pdf") -> Document:
    """The document that pages make. errors   ReportError for pages without words and pictures."""
    items: list[Piece | Table] = []
    unseen: list[int] = []
    recognised: list[int] = []
    scanned: list[int] = []
    doubts: list[str] = []
    for page in printed:
        is_scan = is_picture(page)
        if has_words(page.unseen):
            (recognised if is_scan else unseen).append(page.number)
        elif is_scan:
            scanned.append(page.number)
        items += _items(page, page.unseen if is_scan else page.glyphs)
        doubts += page.doubts
    if not items and not scanned:
        raise ReportError(name, "", "有文字的文件", "空白页")
    blocks = (Paragraph(item) if isinstance(item, Piece) else item for item in _over_pages(items))
    return Document(name, format_, tuple(blocks), (*_doubts(unseen, recognised), *doubts), scanned=tuple(scanned))


def is_picture(page: PrintedPage) -> bool:
    """Whether a page is a picture and no words: a scan. Words that a machine recognised on it may lie unseen over it."""
    return page.is_image and not has_words(page.glyphs)


def _doubts(unseen: Sequence[int], recognised: Sequence[int]) -> Iterator[str]:
    if unseen:
        yield f"第{pages_in_words(unseen)}页有看不见的文字(没有印出、与底色相同、被盖住或在页面之外),没有读"
    if recognised:
        yield f"第{pages_in_words(recognised)}页是扫描件,读的是识别出来的文字,请核对"


def has_words(glyphs: Sequence[Glyph]) -> bool:
    """Whether some characters are more than blanks."""
    return any(not glyph.text.isspace() for glyph in glyphs)


def _items(page: PrintedPage, glyphs: Sequence[Glyph]) -> Iterator[Piece | Table]:
    """Lines and tables of a page from top to bottom."""
    ruled, place = grids(page.lines), f"第{page.number}页"
    cells: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in ruled]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2
        inside = (own[cell] for grid, own in zip(ruled, cells, strict=True) if (cell := grid.cell_at(x, y)) is not None)
        next(inside, outside).append(glyph)
    items: list[tuple[float, Piece | Table]] = [
        (line.top, piece) for line in typeset_lines(outside) if (piece := _piece([line], page)).text
    ]
    for grid, own in zip(ruled, cells, strict=True):
        pieces = {cell: _piece([*typeset_lines(found)], page) for cell, found in own.items()}
        if any(piece.text for piece in pieces.values()):
            items.append((grid.top, _table(grid, pieces, place)))
    yield from (item for _, item in sorted(items, key=lambda each: each[0]))


def _piece(lines: Sequence[TypesetLine], page: PrintedPage) -> Piece:
    """The words of some lines of a page, with the piece of the picture that they were recognised on."""
    text = without_radicals("".join(line.text for line in lines))
    glyphs = [glyph for line in lines for glyph in line.glyphs]
    return Piece(text, where=f"第{page.number}页", seen=seen_of(text, glyphs, page) if page.cut and text else None)


def _table(grid: Grid, words: Mapping[int, Piece], place: str) -> Table:
    numbers = {number for row in grid.cells for number in row}
    pieces = {number: words.get(number) or Piece("", where=place) for number in numbers}
    return Table(tuple(tuple(pieces[number] for number in row) for row in grid.cells))


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
        before, after = (table, item) if table is None else _of_one_width(table, item)
        if before and _goes_on(before, after):
            table = Table(_joined(before.rows, after.rows))
            yield from between
        else:
            yield from [table] if table else []
            yield from between
            table = item
        between = []
    yield from [table] if table else []
    yield from between


def _of_one_width(table: Table, after: Table) -> tuple[Table, Table]:
    """Two tables under one head: where one has a column that stands empty in the other under the same head, with that column in both.

    序号 | 具体任务 | 具体任务 | 进展情况 with a section beside its task, and 序号 | 具体任务 | 进展情况 of a page where no section begins.
    """
    one, other = (_texts(each.rows[0]) for each in (table, after))
    if len(one) == len(other) or [*dict.fromkeys(one)] != [*dict.fromkeys(other)]:
        return table, after
    return _widened(table, Counter(other)), _widened(after, Counter(one))


def _widened(table: Table, wanted: Mapping[str, int]) -> Table:
    """A table with empty columns before those under a head that are fewer than wanted."""
    heads = _texts(table.rows[0])
    missing = {heads.index(head): count - heads.count(head) for head, count in wanted.items()}
    rows = []
    for number, row in enumerate(table.rows):
        cells = [
            [piece if number == 0 else Piece("", where=piece.place)] * missing.get(place, 0) + [piece]
            for place, piece in enumerate(row)
        ]
        rows.append(tuple(chain.from_iterable(cells)))
    return Table(tuple(rows))


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
    cut = {id(part): _whole(a, b) for a, b in zip(before[-1], after[0], strict=True) for part in (a, b)}
    whole = [tuple(cut.get(id(piece), piece) for piece in row) for row in (*before, *after[1:])]
    return tuple(whole)


def _whole(before: Piece, after: Piece) -> Piece:
    """The words of a cell before a page break and behind it."""
    seen = before.seen.beside(after.seen) if before.seen else after.seen
    return Piece(before.text + after.text, where=before.place or after.place, seen=seen)


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


def without_radicals(text: str) -> str:
    """Words as they are compared, radicals as the characters they stand for."""
    return clean(text.translate(_characters()))


@cache
def _characters() -> dict[int, str]:
    """Radical to character."""
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    return kangxi | {ord(each["radical"]): each["character"] for each in read_words("radicals", "radical", "character")}
