"""Tables without ruled lines: where those would lie, by the columns of words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .glyphs import Box

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_GAP = 0.5  # of a line's height: columns are so far apart at least
_NEAR = 1.5  # of a line's height: how far a band of few words may lie below a table that it belongs to
_FEWEST_LINES = 8  # beside each other, in each of two columns
_WIDE = 0.33  # of the widest white between two numbers: what parts rows; a head may be nearer to its first row
_MOST_ROWS = 1.5  # for each number: where there are more, the white parts lines
_FULL = 0.6  # of its column's width: most lines of running text are wider


class _Band(NamedTuple):
    """Words beside each other: from where to where they go down the page, and their boxes."""

    top: float
    bottom: float
    boxes: tuple[Box, ...]


def lines_between(words: Sequence[Box], height: float) -> Iterator[Box]:
    """The lines that a table of words would have, across and down.

    words   the boxes of lines of words that stand in no ruled table
    height  of a line
    """
    for table in _tables(_bands(words, height), height):
        rows = _rows(table, height)
        head, body = rows[0].boxes, [box for row in rows[1:] for box in row.boxes]
        left, right = min(box.left for box in (*head, *body)), max(box.right for box in (*head, *body))
        lines = [box for row in rows[1:] if len(row.boxes) >= _FEWEST_COLUMNS for box in row.boxes] or body or head
        walls = [_beside(head, a, b) for a, b in _corridors(lines, height)]
        places = [left - height / 4, *walls, right + height / 4]
        edges = [rows[0].top - 1, *((one.bottom + other.top) / 2 for one, other in pairwise(rows)), rows[-1].bottom + 1]
        yield from (Box(places[0], y, places[-1], y) for y in edges)
        # a head may stand over two columns (具体任务, over a section and its task): no line goes through it
        for x in places:
            yield Box(x, edges[any(box.left < x < box.right for box in head)], x, edges[-1])


def _beside(head: Sequence[Box], left: float, right: float) -> float:
    """Where a line goes down the white between two columns: in its middle, or where that lies in a head, beside it."""
    middle = (left + right) / 2
    for box in head:
        if box.left < middle < box.right:
            return next(((a + b) / 2 for a, b in ((left, box.left), (box.right, right)) if a < b), middle)
    return middle


def is_split(words: Sequence[Box], height: float) -> bool:
    """Whether words run in two columns, as in a newspaper: white goes down between two stacks of lines that fill their columns."""
    beside = [band for band in _bands(words, height) if len(band.boxes) > 1]
    boxes = [box for band in beside for box in band.boxes]
    if len(beside) < _FEWEST_LINES or len(white := _corridors(boxes, height)) != 1:
        return False
    columns = [[box for box in boxes if box.right <= white[0][0]], [box for box in boxes if box.left >= white[0][1]]]
    return all(_is_running(column) for column in columns)


def _is_running(column: Sequence[Box]) -> bool:
    width = max(box.right for box in column) - min(box.left for box in column)
    return sum(box.right - box.left > _FULL * width for box in column) > len(column) / 2


def _bands(words: Sequence[Box], height: float) -> list[_Band]:
    """Words grouped by what white goes across the whole of them."""
    bands: list[_Band] = []
    for box in sorted(words, key=lambda box: box.top):
        core = box.top + height / 4
        if bands and core < bands[-1].bottom - height / 4:
            last = bands[-1]
            bands[-1] = _Band(last.top, max(last.bottom, box.bottom), (*last.boxes, box))
        else:
            bands.append(_Band(box.top, box.bottom, (box,)))
    return bands


def _tables(bands: Sequence[_Band], height: float) -> Iterator[list[_Band]]:
    """Bands that follow each other and keep three columns or more: a line of running text ends a table."""
    table: list[_Band] = []
    for place, band in enumerate(bands):
        if table and not _goes_on(table, band, height):
            yield from _without_title(table, height)
            table = []
        if table:
            table.append(band)
        elif len(band.boxes) >= _FEWEST_COLUMNS:
            table = [*_above(bands[:place], band, height), band]
    yield from _without_title(table, height)


def _without_title(table: list[_Band], height: float) -> Iterator[list[_Band]]:
    """A table without the title of the next one, which begins under its first column and stands alone; none where it is no table."""
    while table and len(table[-1].boxes) == 1 and table[-1].boxes[0].left < _first(table, height):
        table = table[:-1]
    yield from [table] if _is_table(table) else []


def _first(table: Sequence[_Band], height: float) -> float:
    """Where the first column ends, by the bands that show the columns."""
    full = [band for band in table if len(band.boxes) >= _FEWEST_COLUMNS]
    return _corridors([box for band in full for box in band.boxes], height)[0][0] if full else 0.0


def _goes_on(table: Sequence[_Band], band: _Band, height: float) -> bool:
    """Whether a band keeps to the columns of a table; of a few words (a signature below it) only near the band above."""
    is_near = len(band.boxes) >= _FEWEST_COLUMNS or band.top - table[-1].bottom < _NEAR * height
    columns = _corridors([box for each in (*table, band) for box in each.boxes], height)
    return is_near and len(columns) >= _FEWEST_COLUMNS - 1


def _above(bands: Sequence[_Band], first: _Band, height: float) -> list[_Band]:
    """The lines of a table's first row above the one that shows its columns: of a long cell, where the others stand in the middle."""
    found = [first]
    for band in reversed(bands):
        near = found[0].top - band.bottom < height / 4
        if not near or not _goes_on(found, band, height):
            break
        found.insert(0, band)
    return found[:-1]


def _is_table(bands: Sequence[_Band]) -> bool:
    return sum(len(band.boxes) >= _FEWEST_COLUMNS for band in bands) >= _FEWEST_ROWS


def _corridors(boxes: Sequence[Box], height: float) -> list[tuple[float, float]]:
    """The white that goes down between columns: from where to where."""
    found: list[tuple[float, float]] = []
    end = min(box.left for box in boxes)
    for box in sorted(boxes, key=lambda box: box.left):
        if box.left - end > _GAP * height:
            found.append((end, box.left))
        end = max(end, box.right)
    return found


def _rows(table: Sequence[_Band], height: float) -> list[_Band]:
    """The rows of a table, by the white between them, which is wider than that between the lines of a cell; else by the first column."""
    first = _first(table, height)
    begins = [any(box.left < first for box in band.boxes) for band in table]
    gaps = [other.top - one.bottom for one, other in pairwise(table)]
    widest = [max(gaps[one:other]) for one, other in pairwise(place for place, begun in enumerate(begins) if begun)]
    ends = [place for place, gap in enumerate(gaps, 1) if widest and gap >= _WIDE * median(widest)]
    if 0 < len(ends) <= _MOST_ROWS * sum(begins):
        return [_joined(table[one:other]) for one, other in pairwise([0, *ends, len(table)])]
    return _rows_by_number(table, begins)


def _joined(bands: Sequence[_Band]) -> _Band:
    return _Band(bands[0].top, max(band.bottom for band in bands), tuple(box for band in bands for box in band.boxes))


def _rows_by_number(table: Sequence[_Band], begins: Sequence[bool]) -> list[_Band]:
    """Bands that begin the first column, each with those around it that do not.

    A number set in the middle of its row has lines of its other cells above it and below it.
    """
    rows: list[tuple[_Band, bool]] = []
    for place, (band, is_begun) in enumerate(zip(table, begins, strict=True)):
        if rows and not (is_begun and rows[-1][1]) and _belongs(table, begins, place):
            last, was_begun = rows[-1]
            rows[-1] = (_joined([last, band]), was_begun or is_begun)
        else:
            rows.append((band, is_begun))
    return [band for band, _ in rows]


def _belongs(table: Sequence[_Band], begins: Sequence[bool], place: int) -> bool:
    """Whether a band belongs to the row above it rather than to the one below: by the narrower white."""
    above = table[place].top - table[place - 1].bottom
    below = table[place + 1].top - table[place].bottom if place + 1 < len(table) else above + 1
    return begins[place] or above <= below
