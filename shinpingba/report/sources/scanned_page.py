"""A picture of a page to the page as a printed one: its characters, its ruled lines, and what it looked like."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from statistics import mean, median

import cv2
import numpy as np

from .bare_words import LINE
from .glyphs import Box, Glyph, PrintedPage, RecognisedWord, word_of
from .recogniser import Line, lines, read_lines
from .rulings import Grid, grids
from .strokes import ruled_lines, without
from .upright import Pixels, cleaned, level

_INK = 150
_SAMPLE, _UPRIGHT = 6, 0.8  # lines by which an upright page is known, and how sure the recogniser is of them at least
_LINES_HIGH = 1.7  # of a line's height: what is higher holds two lines
_LEAST = 0.3  # of a line's height: what is smaller is no character but a speck
_SHOWN, _QUALITY = 26, 30  # pixels of a line in the piece of the picture that is kept, and the quality of that


def printed(picture: Pixels, number: int) -> PrintedPage:
    """A page in colours (height, width, 3), turned as it may be, as its reader sees it."""
    grey, found = _upright(level(cleaned(picture)))
    page = PrintedPage(number)
    if not found:
        return page
    height = float(median(line.height for line in found))
    scale = height / LINE
    drawn = ruled_lines(grey, height)
    page.lines, words = [_scaled(line, 1 / scale) for line in drawn], without(grey, drawn, height)
    tables = grids(page.lines)
    ruled = [_in_pixels(grid, scale) for grid in tables]
    where = [*_in_cells(words, found, ruled, height)]
    where += _missed(words, where, ruled, height)
    read = [[glyph._replace(box=_scaled(glyph.box, 1 / scale)) for glyph in each] for each in read_lines(words, where)]
    page.glyphs = [*chain.from_iterable(read)]
    page.words = [word for each in read for word in _parted(each) if not _is_in(tables, word)]
    page.width, page.height = grey.shape[1] / scale, grey.shape[0] / scale
    page.cut = lambda box: _cut(grey, _scaled(box, scale), height)
    return page


def _upright(grey: Pixels) -> tuple[Pixels, list[Line]]:
    """A level page turned by right angles until its lines run from left to right and can be read, and its lines."""
    found = lines(grey)
    if sum(_sign(line.height - line.width) * line.width * line.height for line in found) > 0:
        grey = cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE)
        found = lines(grey)
    sample = sorted(found, key=lambda line: abs(line.width - 8 * line.height))[:_SAMPLE]
    if sample and (sure := _sure(grey, sample)) < _UPRIGHT:
        turned = cv2.rotate(grey, cv2.ROTATE_180)
        if _sure(turned, [_turned(line, grey) for line in sample]) > sure:
            return turned, [_turned(line, grey) for line in found]
    return grey, found


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _sure(grey: Pixels, where: Sequence[Line]) -> float:
    """How sure the recogniser is of some lines; of a line without characters not at all."""
    return mean(min((each.sure for each in glyphs), default=0.0) for glyphs in read_lines(grey, where))


def _turned(line: Line, grey: Pixels) -> Line:
    height, width = grey.shape
    return Line(width - line.right, height - line.bottom, width - line.left, height - line.top)


def _in_cells(grey: Pixels, found: Sequence[Line], ruled: Sequence[Grid], height: float) -> Iterator[Line]:
    """Lines cut where they reach over the walls of a table, as words near a wall do: 10|老旧电梯改造."""
    for line in found:
        parts = [part for grid in ruled if _meets(line, grid) for part in _parts(line, grid, height)] or [line]
        for part in parts:
            yield from _single(grey, part, height)


def _meets(line: Line, grid: Grid) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return grid.down[0] <= x <= grid.down[-1] and grid.across[0] <= y <= grid.across[-1]


def _parts(line: Line, grid: Grid, height: float) -> Iterator[Line]:
    """The parts of a line in the cells that it reaches into."""
    for box in _cells(grid):
        left, top = max(line.left, box.left), max(line.top, box.top)
        right, bottom = min(line.right, box.right), min(line.bottom, box.bottom)
        if right - left > _LEAST * height and bottom - top > max(_LEAST, 0.4 * line.height / height) * height:
            yield Line(round(left), round(top), round(right), round(bottom))


def _cells(grid: Grid) -> Iterator[Box]:
    """The rectangles of its cells."""
    numbers = np.array(grid.cells)
    for number in range(int(numbers.max()) + 1):
        rows, columns = np.nonzero(numbers == number)
        left, right = grid.down[columns.min()], grid.down[columns.max() + 1]
        yield Box(left, grid.across[rows.min()], right, grid.across[rows.max() + 1])


def _single(grey: Pixels, line: Line, height: float) -> Iterator[Line]:
    """A line, or the lines of a piece that holds several (序 above 号); none of a piece without ink."""
    ink = grey[line.top : line.bottom, line.left : line.right] < _INK
    across = np.flatnonzero(ink.any(axis=0))
    if not len(across):
        return
    pad = round(height / 8)
    left, right = max(line.left, line.left + int(across[0]) - pad), min(line.right, line.left + int(across[-1]) + pad)
    if line.height <= _LINES_HIGH * height:
        yield Line(left, line.top, max(right, left + 1), line.bottom)
        return
    rows = np.flatnonzero(ink.mean(axis=1) > 0.01)
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > height / 8) + 1):
        if len(run) > _LEAST * height:
            top, bottom = line.top + int(run[0]) - pad, line.top + int(run[-1]) + pad
            yield Line(left, max(0, top), max(right, left + 1), bottom)


def _missed(grey: Pixels, found: Sequence[Line], ruled: Sequence[Grid], height: float) -> Iterator[Line]:
    """The ink of cells in which no line was found, as of a single digit."""
    middles = [((line.left + line.right) / 2, (line.top + line.bottom) / 2) for line in found]
    for box in chain.from_iterable(map(_cells, ruled)):
        left, top, right, bottom = (round(each) for each in box)
        if any(left < x < right and top < y < bottom for x, y in middles):
            continue
        ink = (cv2.medianBlur(grey[top:bottom, left:right], 3) < _INK).astype(np.uint8)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
        signs = [each for each in boxes[1:].tolist() if max(each[2:4]) > _LEAST * height]
        if signs:
            begin, end = min(each[0] for each in signs), max(each[0] + each[2] for each in signs)
            high, low = min(each[1] for each in signs), max(each[1] + each[3] for each in signs)
            pad = round(height / 8)
            yield from _single(grey, Line(left + begin, max(0, top + high - pad), left + end, top + low + pad), height)


def _parted(glyphs: Sequence[Glyph]) -> Iterator[RecognisedWord]:
    """The words of a line between its blanks: cells near each other are found as one line."""
    for is_blank, part in groupby(glyphs, key=lambda glyph: glyph.text.isspace()):
        if not is_blank:
            yield word_of([*part])


def _is_in(ruled: Sequence[Grid], word: RecognisedWord) -> bool:
    """Whether a word stands in a ruled table."""
    return any(grid.cell_at((word.box.left + word.box.right) / 2, word.middle) is not None for grid in ruled)


def _scaled(box: Box, by: float) -> Box:
    return Box(*(each * by for each in box))


def _in_pixels(grid: Grid, scale: float) -> Grid:
    return Grid(tuple(y * scale for y in grid.across), tuple(x * scale for x in grid.down), grid.cells)


def _cut(grey: Pixels, box: Box, height: float) -> bytes:
    """The piece of a picture in a box of it, as a small file (WebP)."""
    left, top, right, bottom = (max(0, round(each)) for each in box)
    piece = grey[top : max(bottom, top + 1), left : max(right, left + 1)]
    scale = min(1.0, _SHOWN / height)
    size = max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale))
    _, file = cv2.imencode(
        ".webp", cv2.resize(piece, size, interpolation=cv2.INTER_AREA), [cv2.IMWRITE_WEBP_QUALITY, _QUALITY]
    )
    return file.tobytes()
