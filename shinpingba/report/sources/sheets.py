"""The sheets of a workbook to a Document: a heading and a table a sheet, merged cells spread out, hidden ones left out and told of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..document import MOST_CELLS, Block, Document, Heading, Piece, Table, clean
from ..errors import ReportError

CellPlace = tuple[int, int]
CellRange = tuple[CellPlace, CellPlace]  # the first and the last cell

_LETTERS = 26
_MOST_PLACES = 5


@dataclass(slots=True)
class Sheet:
    """A sheet as its reader sees it. Rows and columns count from 0.

    rows            the words of each cell
    merged          its merged ranges
    hidden_rows, hidden_columns
    is_hidden       whether the whole sheet is
    formulas        formulas that were saved without a value
    errors          cells that hold an error, and which
    struck          cells in which words are struck out, which are none
    """

    name: str
    rows: list[list[str]]
    merged: Sequence[CellRange] = ()
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    formulas: list[CellPlace] = field(default_factory=list)
    errors: list[tuple[CellPlace, str]] = field(default_factory=list)
    struck: list[CellPlace] = field(default_factory=list)


def document_of(name: str, form: str, sheets: Sequence[Sheet], warnings: Sequence[str] = ()) -> Document:
    """The visible sheets as a Document. A cell's line is its row in the sheet.

    errors   ReportError for a sheet of over 100,000 cells, and for merged ranges that overlap
    """
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    blocks = [block for sheet in shown for block in _blocks(sheet, name)]
    return Document(name, form, tuple(blocks), (*warnings, *_doubts(sheets, shown)))


def check_size(name: str, sheet: str, count: int) -> None:
    """Refuse a sheet of too many cells. errors   ReportError for over 100,000."""
    if count > MOST_CELLS:
        raise ReportError(name, f"工作表“{sheet}”", f"最多{MOST_CELLS}个单元格", f"{count}个")


def check_merged(name: str, sheet: str, merged: Iterable[CellRange], height: int, width: int) -> None:
    """Refuse a sheet whose merged ranges overlap, as none does that a program has saved: they would cover it many times.

    errors   ReportError for ranges that cover more than the sheet's height times its width
    """
    if sum(_area(each, height, width) for each in merged) > height * width:
        raise ReportError(name, f"工作表“{sheet}”", "互不重叠的合并单元格", "重叠的合并单元格(文件已损坏)")


def _area(merged: CellRange, height: int, width: int) -> int:
    """How many cells of a sheet a merged range covers."""
    (top, left), (bottom, right) = merged
    return max(min(bottom + 1, height) - top, 0) * max(min(right + 1, width) - left, 0)


def _blocks(sheet: Sheet, name: str) -> Iterator[Block]:
    yield Heading(Piece(clean(sheet.name), where=f"工作表“{sheet.name}”"), 1)
    rows = {line: row for line, row in enumerate(sheet.rows) if any(row)}
    height = max(rows, default=-1) + 1
    width = max((n for row in rows.values() for n, words in enumerate(row, 1) if words), default=0)
    check_merged(name, sheet.name, sheet.merged, height, width)
    merged = [
        ((top, left), (min(bottom, height - 1), right)) for (top, left), (bottom, right) in sheet.merged if top in rows
    ]
    lines = sorted({*rows, *(line for (top, _), (bottom, _) in merged for line in range(top, bottom + 1))})
    check_size(name, sheet.name, len(lines) * width)
    grid = {line: _pieces(sheet, line, rows.get(line, [])[:width], width) for line in lines}
    for (top, left), (bottom, right) in merged:
        for line in range(top, bottom + 1):
            grid[line][left : right + 1] = grid[top][left : left + 1] * len(grid[line][left : right + 1])
    seen = [
        tuple(piece for column, piece in enumerate(grid[line]) if column not in sheet.hidden_columns)
        for line in lines
        if line not in sheet.hidden_rows
    ]
    if told := tuple(row for row in seen if any(piece.text for piece in row)):
        yield Table(told)


def _pieces(sheet: Sheet, line: int, row: Sequence[str], width: int) -> list[Piece]:
    own = [Piece(clean(words), line + 1, _place(sheet, (line, column))) for column, words in enumerate(row)]
    return own + [Piece("")] * (width - len(row))


def _doubts(sheets: Sequence[Sheet], shown: Sequence[Sheet]) -> Iterator[str]:
    """What a reader of the workbook may not notice: several sheets, hidden ones, hidden rows and columns, formulas without a value."""
    names = [sheet.name for sheet in shown if sheet.rows]
    if len(names) > 1:
        yield f"有{len(names)}张工作表,都读了:{'、'.join(names)}"
    if hidden := [sheet.name for sheet in sheets if sheet.is_hidden]:
        yield f"没有读隐藏的工作表:{'、'.join(hidden)}"
    for sheet in shown:
        lines = [line for line in sorted(sheet.hidden_rows) if line < len(sheet.rows) and any(sheet.rows[line])]
        if lines:
            yield f"工作表“{sheet.name}”隐藏的{_listed([f'第{line + 1}行' for line in lines])}没有读"
        columns = [n for n in sorted(sheet.hidden_columns) if any(n < len(row) and row[n] for row in sheet.rows)]
        if columns:
            yield f"工作表“{sheet.name}”隐藏的{_listed([f'{_letters(n)}列' for n in columns])}没有读"
        if sheet.formulas:
            places = _listed([_place(sheet, place) for place in sheet.formulas])
            yield f"公式没有算出值,按空白读(请在 Excel 或 WPS 中打开并保存一次):{places}"
        if sheet.errors:
            yield f"单元格是错误值,按空白读:{_listed([f'{_place(sheet, place)}({error})' for place, error in sheet.errors])}"
        if sheet.struck:
            yield f"没有读删除线划去的文字:{_listed([_place(sheet, place) for place in sheet.struck])}"


def _listed(places: Sequence[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more


def _place(sheet: Sheet, place: CellPlace) -> str:
    return f"工作表“{sheet.name}”{_letters(place[1])}{place[0] + 1}"


def _letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % _LETTERS) + letters
        column = column // _LETTERS - 1
    return letters
