"""What a file holds, before anyone asks what it means: grids of cells, narrative, and what is left over, each in its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..errors import ReportError

if TYPE_CHECKING:
    from ..records import Record


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the file and where they stand.

    text   the words, blanks collapsed, without the marks that separate cells
    line   line of the file on which they begin, from 1 (row of a sheet); None where the format has no lines
    where  the place in words, for formats without lines: 工作表“附件3”C7, 第2页
    """

    text: str
    line: int | None = None
    where: str = ""

    @property
    def place(self) -> str:
        """The place as a message says it."""
        return self.where or (f"第{self.line}行" if self.line else "")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in the file.

    heading    the lines over it (附件1, its title)
    rows       rows of cells; a merged cell is the same Piece in every place it covers
    is_ragged  True where the file does not say which column a cell belongs to (flattened text): rows differ in length
    """

    rows: tuple[tuple[Piece, ...], ...]
    heading: tuple[Piece, ...] = ()
    is_ragged: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken apart. Every line that is not blank is in a grid, in a heading, in the narrative, left over, or, of a
    report in prose, in a record.
    """

    name: str
    format: str
    grids: tuple[Grid, ...]
    narrative: tuple[Piece, ...] = ()
    left_over: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()
    sha256: str = field(default="", kw_only=True)
    records: tuple["Record", ...] = field(default=(), kw_only=True)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece, in the order of the parts; a merged cell once."""
        cells = (cell for grid in self.grids for piece in (grid.heading, *grid.rows) for cell in piece)
        told = (piece for record in self.records for piece in record.pieces)
        return tuple(dict.fromkeys((*self.narrative, *cells, *told, *self.left_over)))


# Marks without width or with a direction: they are not words, but would hide in them.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
ANNEX = re.compile(r"附[件表]")
SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。]{1,40}")


def clean(words: str) -> str:
    """Words as they are compared everywhere: runs of blanks (also line breaks) are one blank, invisible marks are gone."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", words)).strip()


def distinct(row: Iterable[Piece]) -> list[Piece]:
    """The cells of a row that hold words, a merged one once."""
    return list({id(piece): piece for piece in row if piece.text}.values())


def arrange(name: str, format_: str, items: Iterable[Piece | Grid], *, warnings: Iterable[str] = ()) -> Source:
    """A Source of the file's pieces and grids in their order.

    What stands before a grid is its heading from the last annex mark (附件1) on, or the last piece where there is none;
    the rest is narrative. What stands behind the last grid is left over.
    """
    grids: list[Grid] = []
    narrative: list[Piece] = []
    tail: list[Piece] = []
    for item in items:
        if isinstance(item, Piece):
            tail.append(item)
        else:
            annexes = [place for place, piece in enumerate(tail) if ANNEX.match(piece.text)]
            first = annexes[-1] if annexes else max(len(tail) - 1, 0)
            narrative += tail[:first]
            grids.append(replace(item, heading=tuple(tail[first:])))
            tail = []
    return Source(name, format_, tuple(grids), tuple(narrative), tuple(tail), tuple(warnings))


_MOST_CELLS = 200_000


def spread(rows: Iterable[list[tuple[Piece, int, int]]], name: str) -> tuple[tuple[Piece, ...], ...]:
    """Rows of cells with the columns and rows they cover → a rectangle with a merged cell in every place it covers.

    errors   ReportError for more than 200,000 cells
    """
    spread_rows: list[tuple[Piece, ...]] = []
    hanging: dict[int, tuple[Piece, int]] = {}  # column: the cell from above and how many more rows it covers
    count = 0
    for row in rows:
        cells: dict[int, Piece] = {column: piece for column, (piece, _) in hanging.items()}
        hanging = {column: (piece, left - 1) for column, (piece, left) in hanging.items() if left > 1}
        place = 0
        for piece, width, height in row:
            while place in cells:
                place += 1
            for column in range(place, place + width):
                cells[column] = piece
                if height > 1:
                    hanging[column] = (piece, height - 1)
            place += width
        width = max(cells, default=-1) + 1
        count += width
        if count > _MOST_CELLS:
            raise ReportError(name, row[0][0].place if row else "", f"最多{_MOST_CELLS}个单元格", "更多")
        spread_rows.append(tuple(cells.get(column, Piece("")) for column in range(width)))
    widest = max(map(len, spread_rows), default=0)
    if widest * len(spread_rows) > _MOST_CELLS:
        raise ReportError(name, "", f"最多{_MOST_CELLS}个单元格", f"{widest * len(spread_rows)}个")
    return tuple((*row, *[Piece("")] * (widest - len(row))) for row in spread_rows)
