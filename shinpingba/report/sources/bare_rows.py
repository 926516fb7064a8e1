"""The rows of a table without lines: where they end, by the numbers in its first column, the white, and how cells stand in their rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from .bare_words import CORE, LINE, Extent, blocks, core, pitch_of, white
from .glyphs import RecognisedWord

_CROSSED = 0.1  # of a line's height: by so much white is narrower through which a cell of several rows goes
_WIDEST = 2.0  # of a line's height: what is wider tells no more
# of a line's height: a number that stands farther from its place says no more; in a row that a page may cut
_MISFIT, _AT_EDGE = 0.5, 0.25
_SURE = 0.2  # of a line's height: by so much a cut is better than the next one, else nobody can tell
# of a line's height: how far white is measured wrongly; what parts rows, where no two are seen
_ROUGH, _UNKNOWN = 0.15, 0.2
# a column of which less is filled, by fewer cells for each number, may have cells of several rows
_SPARSE, _FEW = 0.5, 0.8
_PLACES = ("top", "middle")  # where a number stands in its row


class Cut(NamedTuple):
    """Where a row may end: how far down the page, and by how much its white is wider than that between the lines of a cell, in lines."""

    at: float
    white: float


class Rows(NamedTuple):
    """From where to where rows go, where their numbers stand in them ("" where that cannot be told), and which rows end doubtfully."""

    edges: list[float]
    place: str
    doubtful: list[int]


class TableBody(NamedTuple):
    """What lies between the head of a table and its end.

    first          its first column, where that has the numbers
    full, sparse   its other columns: those with words in each row, and those whose cells may go over several
    """

    first: list[RecognisedWord]
    full: list[list[RecognisedWord]]
    sparse: list[list[RecognisedWord]]
    top: float
    bottom: float
    pitch: float

    @property
    def all(self) -> list[list[RecognisedWord]]:
        """Its columns but for the numbers."""
        return [*self.full, *self.sparse]


def sheet_of(columns: Sequence[Sequence[RecognisedWord]], numbers: int, top: float, bottom: float) -> TableBody:
    """Columns of words, parted by whether they tell the rows.

    numbers   how many rows have one in the first column; 0 where that has none
    """
    first, columns = ([*columns[0]], columns[1:]) if numbers else ([], columns)
    pitch = pitch_of(columns)
    sparse = [
        column
        for column in columns
        if column and len(column) * pitch < _SPARSE * (bottom - top) and len(blocks(column, pitch)) < _FEW * numbers
    ]
    full = [column for column in columns if column not in sparse]
    full, sparse = (full, sparse) if any(full) else ([*columns], [])
    return TableBody(first, [*map(list, full)], [*map(list, sparse)], top, bottom, pitch)


def numbered_rows(numbers: Sequence[RecognisedWord], sheet: TableBody, place: str, *, is_new: bool) -> Rows:
    """The rows that have these numbers.

    place   where the numbers of the pages before stood in their rows, "" where that is not known
    is_new  whether the first of them begins the table; else words above it may go on a row that the page before began
    """
    inner = [[*_cuts(sheet, *_between(one, other))] for one, other in pairwise(numbers)]
    usual = median(max(cut.white for cut in cuts) for cuts in inner) / 2 if inner else _UNKNOWN
    above = [] if is_new else [*_cuts(sheet, sheet.top, core(numbers[0])[0])]
    below = [*_cuts(sheet, core(numbers[-1])[1], sheet.bottom)]
    first = [cut for cut in above if cut.white >= usual and _has_words(sheet.all, sheet.top, cut.at)]
    last = [cut for cut in below if cut.white >= usual and _has_words(sheet.all, cut.at, sheet.bottom)]
    choices = [[Cut(sheet.top, usual), *first], *inner, [Cut(sheet.bottom, usual), *last]]
    ways = {each: _best(numbers, choices, sheet, each) for each in _PLACES}
    at, (score, cuts) = max(ways.items(), key=lambda way: way[1][0] + (way[0] == place))
    by = score - min(each for each, _ in ways.values())
    other = [n for n in range(1, len(numbers)) if len({each[n] for _, each in ways.values()}) > 1]
    unsure = {n - 1 for n in other if by < _SURE * len(other)} | {*_doubtful(numbers, choices, cuts, sheet, at)}
    edges = sorted({sheet.top, *(cut.at for cut in cuts), sheet.bottom})
    return Rows(edges, at if by > _MISFIT else place, sorted(unsure))


def _between(one: RecognisedWord, other: RecognisedWord) -> Extent:
    return core(one)[1], core(other)[0]


def _cuts(sheet: TableBody, top: float, bottom: float) -> Iterator[Cut]:
    """Where a row may end between two heights: the white across the whole table, and that which only cells of several rows cross."""
    full = [core(word) for column in (sheet.first, *sheet.full) for word in column]
    sparse = [block for column in sheet.sparse for block in blocks(column, sheet.pitch)]
    clear = [*white([*full, *sparse], top, bottom)]
    wide = [(a, b) for a, b in clear if b - a > _in_cell(sheet) * LINE]
    crossed = [span for span in white(full, top, bottom) if not any(_lies_in(each, span) for each in wide)]
    yield from (Cut((a + b) / 2, _wider(b - a, sheet)) for a, b in clear)
    yield from (Cut((a + b) / 2, _wider(b - a, sheet) - _CROSSED) for a, b in crossed)
    if not clear and not crossed:
        yield Cut((top + bottom) / 2, -_WIDEST)


def _wider(space: float, sheet: TableBody) -> float:
    """By how many lines some white is wider than that between the lines of a cell, which is not found to a point."""
    return min(max(space / LINE - _in_cell(sheet) - _ROUGH, 0.0), _WIDEST)


def _in_cell(sheet: TableBody) -> float:
    """The white between the lines of a cell, in lines."""
    return sheet.pitch / LINE - 2 * CORE


def _lies_in(inner: Extent, outer: Extent) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _has_words(columns: Iterable[Sequence[RecognisedWord]], top: float, bottom: float) -> bool:
    return any(top < word.middle < bottom for column in columns for word in column)


def _best(
    numbers: Sequence[RecognisedWord], choices: Sequence[Sequence[Cut]], sheet: TableBody, place: str
) -> tuple[float, list[Cut]]:
    """The cuts, one of each choice, that lie in the widest white and give every number its place in its row."""
    ways = {cut: (cut.white, [cut]) for cut in choices[0]}
    for n, number in enumerate(numbers):
        most = _AT_EDGE if n in {0, len(numbers) - 1} else _MISFIT
        ways = {
            cut: max(
                (score + cut.white - min(_misfit(number, sheet, before.at, cut.at, place), most), [*cuts, cut])
                for before, (score, cuts) in ways.items()
            )
            # a row that begins behind the last one, without its number, has that in its middle
            for cut in (choices[-1][:1] if place == "top" and n == len(numbers) - 1 else choices[n + 1])
        }
    return max(ways.values())


def _misfit(number: RecognisedWord, sheet: TableBody, top: float, bottom: float, place: str) -> float:
    """How far a number stands from its place beside the cells of a row, in lines: at their first line, or at their middle."""
    cells = [[word.middle for word in column if top < word.middle < bottom] for column in sheet.full]
    places = [min(cell) if place == "top" else (min(cell) + max(cell)) / 2 for cell in cells if cell]
    return mean(abs(number.middle - each) for each in places) / LINE if places else _MISFIT


def _doubtful(
    numbers: Sequence[RecognisedWord],
    choices: Sequence[Sequence[Cut]],
    cuts: Sequence[Cut],
    sheet: TableBody,
    place: str,
) -> Iterator[int]:
    """The rows of which the end is not much better than another place for it, or which have white in them that parts rows."""

    def score(n: int, cut: Cut) -> float:
        """How well a cut parts the rows n - 1 and n, in lines: its white, less how far their numbers stand from their places."""
        rows = [(numbers[n - 1], cuts[n - 1].at, cut.at), (numbers[n], cut.at, cuts[n + 1].at)]
        return cut.white - sum(min(_misfit(number, sheet, a, b, place), _MISFIT) for number, a, b in rows)

    for n in range(1, len(numbers)):
        others = [cut for cut in choices[n] if _has_words(sheet.full, *sorted((cut.at, cuts[n].at)))]
        best = max(
            (max(score(n, cut) + _SURE - score(n, cuts[n]), cut.white - _UNKNOWN) for cut in others), default=0.0
        )
        if best > 0 or cuts[n].white == -_WIDEST:
            yield n - 1


def unnumbered_rows(sheet: TableBody) -> Rows:
    """The rows that white alone parts, where it is wider than the white between the lines of a cell.

    Where it is not, rows begin where each column has a line, which the second line of a cell may have too: that is doubtful,
    unless no cell has one.
    """
    spaces = [
        cut
        for cut in _cuts(sheet, sheet.top, sheet.bottom)
        if _has_words(sheet.all, sheet.top, cut.at) and _has_words(sheet.all, cut.at, sheet.bottom)
    ]
    wide = [cut for cut in spaces if cut.white > _SURE / 2]
    narrow = [cut.white for cut in spaces if cut not in wide]
    if wide and min(cut.white for cut in wide) > max(narrow, default=0.0) + _SURE / 2:
        return Rows([sheet.top, *(cut.at for cut in wide), sheet.bottom], "", [])
    begun = [cut.at for cut in spaces if cut in wide or _is_begun(sheet, cut.at)]
    return Rows([sheet.top, *begun, sheet.bottom], "", [] if len(begun) == len(spaces) else [0])


def _is_begun(sheet: TableBody, at: float) -> bool:
    """Whether each column has a line right below a height."""
    return all(any(at < word.middle < at + sheet.pitch for word in column) for column in sheet.full)
