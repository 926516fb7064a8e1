"""Which words of a page make a table without ruled lines: those that keep to columns; and whether a page is set in two columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .bare_words import LINE, Band, Extent, across, bands, corridors, goes_through, moved
from .glyphs import RecognisedWord

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_NEAR = 1.5 * LINE  # how far a band of few words may lie below a table that it belongs to
_FEWEST_LINES = 8  # beside each other, in each of two columns
_FULL = 0.6  # of its column's width: most lines of running text are wider


def words_by_table(words: Sequence[RecognisedWord], known: Sequence[Extent] = ()) -> Iterator[list[RecognisedWord]]:
    """The words of each table, from top to bottom.

    known   the columns of a table of the page before, which may go on at the top: of that a row is enough
    """
    table: list[Band] = []
    found, begin = bands(words), 0
    for place, band in enumerate(found):
        if table and not _goes_on(table, band, known):
            yield from _whole(table, known)
            table, begin, known = [], place, ()
        if table:
            table.append(band)
        elif len(band.words) >= _FEWEST_COLUMNS:
            known = known if band is found[0] else ()
            table = [*_above(found[begin:place], band), band]
    yield from _whole(table, known)


def is_split(words: Sequence[RecognisedWord]) -> bool:
    """Whether words run in two columns, as in a newspaper: white goes down between two stacks of lines that fill their columns."""
    beside = [band for band in bands(words) if len(band.words) > 1]
    spans = [(word.box.left, word.box.right) for band in beside for word in band.words]
    if len(beside) < _FEWEST_LINES or len(white := corridors(spans)) != 1:
        return False
    return all(
        _is_running([span for span in spans if (span[1] <= white[0][0]) == is_left]) for is_left in (True, False)
    )


def _is_running(column: Sequence[tuple[float, float]]) -> bool:
    width = max(right for _, right in column) - min(left for left, _ in column)
    return sum(right - left > _FULL * width for left, right in column) > len(column) / 2


def _whole(table: list[Band], known: Sequence[Extent]) -> Iterator[list[RecognisedWord]]:
    """The words of a table without the title of the next one, which stands alone under its first column; none where it is no table."""
    while table and len(table[-1].words) == 1 and table[-1].words[0].box.left < _first(table):
        table = table[:-1]
    full = sum(len(band.words) >= _FEWEST_COLUMNS for band in table)
    if full >= (1 if known else _FEWEST_ROWS):
        yield [word for band in table for word in band.words]


def _first(table: Sequence[Band]) -> float:
    """Where the first column ends, by the bands that show the columns."""
    full = [word for band in table if len(band.words) >= _FEWEST_COLUMNS for word in band.words]
    return next((left for left, _ in corridors(across(full))), 0.0)


def _goes_on(table: Sequence[Band], band: Band, known: Sequence[Extent] = ()) -> bool:
    """Whether a band keeps to the columns of a table.

    One of few words (a signature below it) only near the band above; a single word that begins in the first column only where it
    ends there: elsewhere it may be words of two columns that were found as one.
    """
    is_near = len(band.words) >= _FEWEST_COLUMNS or band.top - table[-1].bottom < _NEAR
    words = [word for each in (*table, band) for word in each.words]
    white = corridors(across(words))
    if len(white) < len(known) - 1:
        white = [(a, b) for (_, a), (b, _) in pairwise(moved(known, words))] or white
    first = band.words[0]
    is_line = len(band.words) == 1 and bool(white) and first.box.left < white[0][0]
    is_line = is_line and any(goes_through(first, (a + b) / 2) for a, b in white)
    return is_near and not is_line and len(white) >= _FEWEST_COLUMNS - 1


def _above(found: Sequence[Band], first: Band) -> list[Band]:
    """The lines of a table's first row above the one that shows its columns: of a long cell, where the others stand in the middle."""
    table = [first]
    for band in reversed(found):
        if table[0].top - band.bottom >= LINE / 4 or not _goes_on(table, band):
            break
        table.insert(0, band)
    return table[:-1]
