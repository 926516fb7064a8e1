"""Words on a page without ruled lines: bands of words beside each other, and the columns that white parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from .glyphs import RecognisedWord

LINE = 14.0  # points that a line of words found on a picture is high on a page set in 9 to 10.5 points
_GAP = 0.3  # of a line's height: columns are so far apart at least
_FEW = 0.25  # of the words on either side: so many may be two columns' words found as one
_SHIFT = 12  # points: so far one page may lie from another
_CROSSED = 0.1  # of a page's words: so many may go over the columns of the page before, found as one
CORE = 0.3  # of a line's height above its middle and below it: boxes found on a picture reach over the white around their words
_CLOSE = 1.35  # of the smallest distance of lines: as far apart the lines of a cell are at most
_FAREST = 1.4  # of a line's height: lines of a cell are no farther apart (1.75 times their characters)

Extent = tuple[float, float]


class Band(NamedTuple):
    """Words beside each other, and from where to where they go down the page."""

    top: float
    bottom: float
    words: tuple[RecognisedWord, ...]


def bands(words: Sequence[RecognisedWord]) -> list[Band]:
    """Words grouped by what white goes across the whole of them."""
    found: list[Band] = []
    for word in sorted(words, key=lambda word: word.box.top):
        if found and word.box.top + LINE / 4 < found[-1].bottom - LINE / 4:
            last = found[-1]
            found[-1] = Band(last.top, max(last.bottom, word.box.bottom), (*last.words, word))
        else:
            found.append(Band(word.box.top, word.box.bottom, (word,)))
    return found


def corridors(spans: Sequence[Extent]) -> list[Extent]:
    """The white that goes down between columns, by from where to where words go across: from where to where.

    Words of two columns that are near each other are found as one: where few words go and many beside it on both sides, there is
    a corridor too.
    """
    begun, ended = Counter(left for left, _ in spans), Counter(right for _, right in spans)
    places = sorted({*begun, *ended})
    going = accumulate(begun[place] - ended[place] for place in places)
    counts = [(a, b, count) for (a, b), count in zip(pairwise(places), going, strict=False)]
    found: list[Extent] = []
    for is_white, group in groupby(counts, key=lambda each: each[2] == 0 and each[1] - each[0] > _GAP * LINE):
        part = [*group]
        found += [(a, b) for a, b, _ in part] if is_white else _valleys(part)
    return found


def _valleys(counts: Sequence[tuple[float, float, int]]) -> Iterator[Extent]:
    """Where words are few between many: the place of the fewest, then those on either side of it."""
    most = [count for _, _, count in counts]
    before, behind = [*accumulate(most, max)], [*accumulate(reversed(most), max)][::-1]
    low = [
        each
        for each, one, other in zip(counts, before, behind, strict=True)
        if each[2] <= _FEW * min(one, other) and each[1] - each[0] > _GAP * LINE
    ]
    if low:
        fewest = min(low, key=lambda each: (each[2], each[0] - each[1]))
        place = counts.index(fewest)
        yield from _valleys(counts[:place])
        yield fewest[:2]
        yield from _valleys(counts[place + 1 :])


def across(words: Sequence[RecognisedWord]) -> list[Extent]:
    """From where to where each word goes."""
    return [(word.box.left, word.box.right) for word in words]


def white(words: Sequence[Extent], top: float, bottom: float) -> Iterator[Extent]:
    """What no word covers between two heights, from top to bottom."""
    end = top
    for begin, until in sorted(words):
        if begin > end and end < bottom:
            yield end, min(begin, bottom)
        end = max(end, until)
    if end < bottom:
        yield end, bottom


def core(word: RecognisedWord) -> Extent:
    """From where to where a word surely goes down."""
    return word.middle - CORE * LINE, word.middle + CORE * LINE


def blocks(column: Sequence[RecognisedWord], pitch: float) -> list[Extent]:
    """The runs of lines of a column that are as near to each other as the lines of a cell."""
    found: list[Extent] = []
    last = 0.0
    for word in sorted(column, key=lambda word: word.middle):
        top, bottom = core(word)
        if found and word.middle - last < _CLOSE * pitch:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
        last = word.middle
    return found


def pitch_of(columns: Sequence[Sequence[RecognisedWord]]) -> float:
    """How far apart the lines of a cell are: the distance that nine of ten following lines of the columns reach."""
    middles = [sorted(word.middle for word in column) for column in columns]
    steps = sorted(b - a for column in middles for a, b in pairwise(column) if b - a > LINE / 2)
    return min(steps[len(steps) // 10], _FAREST * LINE) if steps else LINE


def moved(columns: Sequence[Extent], words: Sequence[RecognisedWord]) -> list[Extent]:
    """The columns of the page before where they go through the fewest words of this one, as no two pages lie alike; none for many words."""
    ways = []
    for shift in sorted(range(-_SHIFT, _SHIFT + 1), key=abs):
        there = [(left + shift, right + shift) for left, right in columns]
        crossed = sum(goes_through(word, (a + b) / 2) for (_, a), (b, _) in pairwise(there) for word in words)
        ways.append((crossed, there))
    crossed, there = min(ways, key=lambda way: way[0])
    return there if crossed <= max(1, _CROSSED * len(words)) else []


def goes_through(word: RecognisedWord, x: float) -> bool:
    """Whether characters of a word stand on both sides of a line down."""
    first, last = word.glyphs[0].box, word.glyphs[-1].box
    return first.left + first.right < 2 * x < last.left + last.right
