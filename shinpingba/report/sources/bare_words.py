"""Words on a page without ruled lines: bands of words beside each other, and the columns that white parts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .glyphs import Word

LINE = 14.0  # points that a line of words found on a picture is high on a page set in 9 to 10.5 points
_GAP = 0.3  # of a line's height: columns are so far apart at least
CORE = 0.3  # of a line's height above its middle and below it: boxes found on a picture reach over the white around their words
_CLOSE = 1.35  # of the smallest distance of lines: as far apart the lines of a cell are at most
_FAREST = 1.4  # of a line's height: lines of a cell are no farther apart (1.75 times their characters)

Span = tuple[float, float]


class Band(NamedTuple):
    """Words beside each other, and from where to where they go down the page."""

    top: float
    bottom: float
    words: tuple[Word, ...]


def bands(words: Sequence[Word]) -> list[Band]:
    """Words grouped by what white goes across the whole of them."""
    found: list[Band] = []
    for word in sorted(words, key=lambda word: word.box.top):
        if found and word.box.top + LINE / 4 < found[-1].bottom - LINE / 4:
            last = found[-1]
            found[-1] = Band(last.top, max(last.bottom, word.box.bottom), (*last.words, word))
        else:
            found.append(Band(word.box.top, word.box.bottom, (word,)))
    return found


def corridors(spans: Sequence[Span]) -> list[Span]:
    """The white that goes down between columns, by from where to where words go: from where to where."""
    found: list[Span] = []
    end = min((left for left, _ in spans), default=0.0)
    for left, right in sorted(spans):
        if left - end > _GAP * LINE:
            found.append((end, left))
        end = max(end, right)
    return found


def across(words: Sequence[Word]) -> list[Span]:
    """From where to where each word goes."""
    return [(word.box.left, word.box.right) for word in words]


def white(words: Sequence[Span], top: float, bottom: float) -> Iterator[Span]:
    """What no word covers between two heights, from top to bottom."""
    end = top
    for begin, until in sorted(words):
        if begin > end and end < bottom:
            yield end, min(begin, bottom)
        end = max(end, until)
    if end < bottom:
        yield end, bottom


def core(word: Word) -> Span:
    """From where to where a word surely goes down."""
    return word.middle - CORE * LINE, word.middle + CORE * LINE


def blocks(column: Sequence[Word], pitch: float) -> list[Span]:
    """The runs of lines of a column that are as near to each other as the lines of a cell."""
    found: list[Span] = []
    last = 0.0
    for word in sorted(column, key=lambda word: word.middle):
        top, bottom = core(word)
        if found and word.middle - last < _CLOSE * pitch:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
        last = word.middle
    return found


def pitch_of(columns: Sequence[Sequence[Word]]) -> float:
    """How far apart the lines of a cell are: the distance that nine of ten following lines of the columns reach."""
    middles = [sorted(word.middle for word in column) for column in columns]
    steps = sorted(b - a for column in middles for a, b in pairwise(column) if b - a > LINE / 2)
    return min(steps[len(steps) // 10], _FAREST * LINE) if steps else LINE
