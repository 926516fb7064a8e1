"""Plain text to a Document: a paragraph a line, and a table of the lines whose cells end in marks (| or tabs).

Whether cells stand one on a line or a row on a line, in such tables and in text without any mark, is found out where the
tables are recovered (`tables.flattened`).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from ..document import ANNEX, SECTION, Block, Document, Paragraph, Piece, Row, Table, clean
from ..heads import header_field
from ..tables.lines import is_summary
from .encoding import decode, lines_of
from .spaced_tables import text_parts
from .wrapped import unwrapped

_BLANKS = " \r\n\f\v\u3000\xa0\ufeff"  # a tab at either end of a line parts blank cells
_MARK = re.compile(r"[|｜\t]")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")  # the line under the head of a Markdown table
_FEWEST = 2  # cells of a line that is a row
_STRETCH = re.compile(
    r".{1,20000}(?:(?<=。)|$)|[^。]+。?"
)  # of a line: as many whole sentences as are read in a moment


def read(name: str, content: bytes) -> Document:
    """Take a text file apart. errors   ReportError for an unknown encoding."""
    lines = [
        (words.rstrip(_BLANKS), number)
        for number, line in enumerate(lines_of(decode(name, content)), 1)
        for words in _stretches(line)
        if words.strip()
    ]
    warnings: list[str] = []
    blocks: list[Block] = []
    for are_lines, run in groupby(text_parts(lines, warnings), key=lambda part: not isinstance(part, Table)):
        if are_lines:
            whole = unwrapped([part for part in run if not isinstance(part, Table)])
            blocks += _blocks([Piece(words.strip(_BLANKS), number) for words, number in whole])
        else:
            blocks += [part for part in run if isinstance(part, Table)]
    return Document(name, "text", tuple(blocks), tuple(warnings))


def _stretches(line: str) -> list[str]:
    """A line; a page that was saved without line breaks is parted between its sentences, so that its length costs no more than that."""
    return [line] if _MARK.search(line) else _STRETCH.findall(line)


def _blocks(lines: list[Piece]) -> Iterator[Block]:
    """The lines; from one with marks to the last with marks they are a table. A line without marks in it belongs to a cell."""
    rules = {id(line) for line in lines if _RULE.fullmatch(line.text) and _MARK.search(line.text)}
    marked = [line for line in lines if _MARK.search(line.text) and id(line) not in rules]
    is_framed = sum(line.text.startswith("|") for line in marked) * 2 > len(marked)
    is_row = sum(len(_cells(line, is_framed)) >= _FEWEST for line in marked) * 2 >= len(marked)
    rows: list[Row] = []
    between: list[Piece] = []
    is_open = False  # whether the last cell so far may go on in the next line
    for line in (each for each in lines if id(each) not in rules):
        if not _MARK.search(line.text):
            between.append(line)
            continue
        cells = _cells(line, is_framed)
        if not rows or _begins_table(cells, between):
            yield from _table(rows)
            yield from map(_paragraph, between)
            rows = []
        elif is_row:
            _take_up(rows, between, is_open=is_open)
        elif between:
            cells = (_joined([*between, cells[0]]), *cells[1:])
        rows.append(cells)
        between, is_open = [], not _MARK.search(line.text[-1])
    yield from _table(rows)
    yield from map(_paragraph, [*between, *(line for line in lines if id(line) in rules)])


def _begins_table(cells: Row, between: list[Piece]) -> bool:
    """Whether the lines without marks before this one are over a table: an annex mark is one, or this line begins with a head."""
    is_head = header_field(cells[0].text) in {"number", "region", "row_id"}
    return bool(between) and (is_head or any(ANNEX.match(line.text) for line in between))


def _take_up(rows: list[Row], between: list[Piece], *, is_open: bool) -> None:
    """Put the lines between two rows where they belong: into the last cell, if it may go on, else into rows of their own."""
    for line in between:
        if is_open and not SECTION.fullmatch(line.text) and not is_summary(line.text):
            rows[-1] = (*rows[-1][:-1], _joined([rows[-1][-1], line]))
        else:
            rows.append((_paragraph(line).piece,))


def _table(rows: list[Row]) -> Iterator[Table]:
    if rows:
        yield Table(tuple(rows), is_ragged=True)


def _paragraph(line: Piece) -> Paragraph:
    return Paragraph(Piece(clean(line.text), line.line))


def _cells(line: Piece, is_framed: bool) -> Row:
    """The cells of a marked line; a | at its end encloses no cell, nor does one at its beginning, where most lines have it.

    县区 | 就业 |      | 投资 |      |
         | 目标 | 完成 | 目标 | 完成 |      its first cell is blank
    """
    texts = _MARK.split((line.text.removeprefix("|") if is_framed else line.text).removesuffix("|"))
    return tuple(Piece(clean(text), line.line) for text in texts)


def _joined(lines: list[Piece]) -> Piece:
    return Piece(clean(" ".join(line.text for line in lines)), lines[0].line)
