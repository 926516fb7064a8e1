"""What a file holds, before anyone asks what it means: grids of cells, narrative, and what is left over, each in its place."""

from dataclasses import dataclass, field


class ReportError(ValueError):
    """A file or a request that cannot be read as it is: which source, where, what was expected and what was there."""

    def __init__(self, source: str, place: str, expected: str, found: str) -> None:
        super().__init__(source, place, expected, found)
        self.source, self.place, self.expected, self.found = source, place, expected, found

    def __str__(self) -> str:
        where = " ".join(part for part in (self.source, self.place) if part)
        return f"{where}：应为{self.expected}，实为{self.found}"


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
    """A file taken apart. Every line that is not blank is in a grid, in a heading, in the narrative or left over."""

    name: str
    format: str
    grids: tuple[Grid, ...]
    narrative: tuple[Piece, ...] = ()
    left_over: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()
    sha256: str = field(default="", kw_only=True)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every piece, in the order of the parts; a merged cell once."""
        cells = (cell for grid in self.grids for piece in (grid.heading, *grid.rows) for cell in piece)
        return tuple(dict.fromkeys((*self.narrative, *cells, *self.left_over)))
