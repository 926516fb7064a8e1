"""What a file holds, before anyone asks what it means: its headings, paragraphs and tables in order, each in its place."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from .errors import ReportError


class Clipping(NamedTuple):
    """A piece of a picture: its page from 1, its box as shares of the page's width and height from the upper left, and a WebP of it."""

    page: int
    box: tuple[float, float, float, float]
    picture: bytes


class Recognised(NamedTuple):
    """Words recognised on a picture: what was recognised, where, and the places of the characters that the recogniser doubts."""

    text: str
    views: tuple[Clipping, ...]
    doubted: tuple[int, ...]

    def beside(self, other: "Recognised | None") -> "Recognised":
        """The words of two pictures as one, as in a cell cut by the end of a page."""
        if other is None:
            return self
        shifted = (len(self.text) + place for place in other.doubted)
        return Recognised(self.text + other.text, (*self.views, *other.views), (*self.doubted, *shifted))


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some words of the file and where they stand. Two cells with the same words are two pieces.

    text   the words, blanks collapsed, without the marks that separate cells
    line   line of the file on which they begin, from 1 (row of a sheet); None where the format has no lines
    where  the place in words, for formats without lines: 工作表“附件3”C7, 第2页
    seen   what they were recognised from, where the file is a picture; words taken out of others keep the whole
    """

    text: str
    line: int | None = None
    where: str = ""
    seen: Recognised | None = None

    @property
    def place(self) -> str:
        """The place as a message says it."""
        return self.where or (f"第{self.line}行" if self.line else "")


Row: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A line that the file itself marks as a heading: a heading of a page or a document (level 1 to 9), the name of a sheet (1)."""

    piece: Piece
    level: int

    @property
    def pieces(self) -> Row:
        """Its one piece."""
        return (self.piece,)


_NUMBER = re.compile(
    r"(?:[(（](?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）]|\d{1,4}(?:[、．]|\.(?!\d))|[一二三四五六七八九十百]{1,4}[、.．]"
    r"|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[项件][:：、]?)\s*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph, or a line where the format has lines and no paragraphs."""

    piece: Piece

    @property
    def pieces(self) -> Row:
        """Its one piece."""
        return (self.piece,)

    @property
    def number(self) -> str:
        """The number printed before its words (1. / 1、/ (一) / 一、/ ①), "" if there is none."""
        found = _NUMBER.match(self.piece.text)
        return found[0].strip() if found else ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as it stands in the file.

    rows       rows of cells; a merged cell is the same Piece in every place it covers
    is_ragged  True where the text lost its columns: rows are as long as the cells that were found, or, once the columns
               were recovered, a cell that is missing may have been merged with the one above it
    unsure     the first cells of those rows whose figures may as well stand in other columns
    """

    rows: tuple[Row, ...]
    is_ragged: bool = False
    unsure: Row = ()

    @property
    def pieces(self) -> Row:
        """Every cell, a merged one once."""
        return tuple({id(piece): piece for row in self.rows for piece in row}.values())


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file taken apart: its blocks in their order. Every line that is not blank stands in one of them.

    scanned  the pages of it that are pictures and were not read
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    scanned: tuple[int, ...] = field(default=(), kw_only=True)
    sha256: str = field(default="", kw_only=True)

    @property
    def pieces(self) -> Row:
        """Every piece that holds words, in order."""
        return tuple(piece for block in self.blocks for piece in block.pieces if piece.text)


def with_pieces(document: Document, change: Callable[[Piece], Piece]) -> Document:
    """The document with each of its pieces changed; a merged cell stays one piece."""
    found: dict[int, Piece] = {}

    def changed(piece: Piece) -> Piece:
        """The piece that takes the place of another, the same one for the same one."""
        return found.get(id(piece)) or found.setdefault(id(piece), change(piece))

    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(replace(block, rows=tuple(tuple(map(changed, row)) for row in block.rows)))
        else:
            blocks.append(replace(block, piece=changed(block.piece)))
    return replace(document, blocks=tuple(blocks))


def with_named_places(document: Document) -> Document:
    """The document with its name in the place of each piece: one of several files of a report."""
    return with_pieces(document, lambda piece: replace(piece, where=f"{document.name} {piece.place}".strip()))


_MOST_PAGES_NAMED = 5


def pages_in_words(numbers: Sequence[int]) -> str:
    """Numbers of pages in words, a few of them: 1、2、5."""
    return "、".join(map(str, numbers[:_MOST_PAGES_NAMED])) + ("等" if len(numbers) > _MOST_PAGES_NAMED else "")


# Control characters, and marks without width or with a direction: they are not words, but would hide in them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# 1 500 with a blank that holds the number together is 1500
_HELD = re.compile(r"(?<=\d)[\u00a0\u2004-\u200a\u202f\u205f](?=\d{3}(?!\d))")
ANNEX = re.compile(r"附[件表]")
SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。]{1,40}")


def clean(words: str) -> str:
    """Words as they are compared everywhere: runs of blanks (also line breaks) are one blank, invisible marks are gone."""
    return re.sub(r"\s+", " ", _HELD.sub("", _INVISIBLE.sub("", words))).strip()


def distinct(row: Iterable[Piece]) -> list[Piece]:
    """The cells of a row that hold words, a merged one once."""
    return list({id(piece): piece for piece in row if piece.text}.values())


# What a document may have in all: 16,000 rows of six cells are read in seconds.
MOST_CELLS = 100_000


def spread(rows: Iterable[list[tuple[Piece, int, int]]], name: str) -> tuple[Row, ...]:
    """Rows of cells with the columns and rows they cover → rows with a merged cell in every place it covers.

    errors   ReportError for more than 100,000 cells
    """
    spread_rows: list[Row] = []
    hanging: dict[int, tuple[Piece, int]] = {}  # column: the cell from above and how many more rows it covers
    count = 0
    for row in rows:
        count += sum(width for _, width, _ in row) + len(hanging)
        if count > MOST_CELLS:
            raise ReportError(name, row[0][0].place if row else "", f"最多{MOST_CELLS}个单元格", "更多")
        cells = _placed(row, hanging)
        width = max(cells, default=-1) + 1
        spread_rows.append(tuple(cells.get(column) or Piece("") for column in range(width)))
    widest = max(map(len, spread_rows), default=0)
    if widest * len(spread_rows) > MOST_CELLS:
        raise ReportError(name, "", f"最多{MOST_CELLS}个单元格", f"{widest * len(spread_rows)}个")
    return tuple(spread_rows)


def _placed(row: list[tuple[Piece, int, int]], hanging: dict[int, tuple[Piece, int]]) -> dict[int, Piece]:
    """The cells of a row in their columns, those that hang down from above among them; `hanging` is what hangs on from here."""
    cells = {column: piece for column, (piece, _) in hanging.items()}
    for column, (piece, left) in list(hanging.items()):
        if left > 1:
            hanging[column] = (piece, left - 1)
        else:
            del hanging[column]
    place = 0
    for piece, width, height in row:
        while place in cells:
            place += 1
        for column in range(place, place + width):
            cells[column] = piece
            if height > 1:
                hanging[column] = (piece, height - 1)
        place += width
    return cells
