"""Tables without ruled lines: where those would lie, by the words of a page and by the table of the page before."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from math import inf
from typing import NamedTuple

from ..heads import header_field, read_head
from .bare_rows import Rows, TableBody, numbered_rows, sheet_of, unnumbered_rows
from .bare_spans import merged
from .bare_tables import is_split, words_by_table
from .bare_words import LINE, Band, Extent, across, bands, blocks, core, corridors, goes_through, moved
from .glyphs import Box, PrintedPage, RecognisedWord, word_of

_NUMBER = re.compile(r"[(（]?\d{1,4}[)）.．、]?")
_MOST_HEADS = 5  # bands that a head goes over
_SEEN = 0.6  # of the characters of a head: so many stand over the table again where a page repeats it
_NUMBERS = 0.6  # of the words of a first column: so many are numbers where it has the rows' numbers
_MOST_BELOW = 2  # words below a table that goes on behind the page: the page's number
_TOGETHER = "第{}页的表没有线,“{}”几列靠得太近,没有分开,请对照图片核对"
_UNSURE = "第{}页的表没有线,{}在哪里与上下行分开不能确定,请对照图片核对"


class TableBefore(NamedTuple):
    """What a table of one page tells of the next one.

    columns   from where to where each goes, as shares of the page's width
    heads     the words of its head
    place     where numbers stand in its rows
    sections  which columns stand under the head of the next one: 具体任务, over a section and its task
    """

    columns: tuple[Extent, ...]
    heads: frozenset[str]
    place: str
    sections: frozenset[int]

    def on(self, width: float) -> list[Extent]:
        """Its columns on a page of a width."""
        return [(left * width, right * width) for left, right in self.columns]


class _Parts(NamedTuple):
    """The words of a table: its head, and what is below it. is_new   whether it begins here, and goes on none of the page before."""

    head: list[RecognisedWord]
    body: list[RecognisedWord]
    is_new: bool


def ruled(pages: Iterable[PrintedPage]) -> Iterator[PrintedPage]:
    """Pages with the lines that their tables without lines would have, and what is doubtful about them."""
    before: TableBefore | None = None
    for page in pages:
        found = [*words_by_table(page.words, before.on(page.width) if before else ())]
        page.is_split = not found and is_split(page.words)
        for number, words in enumerate(found):
            before = _draw(page, words, None if number else before)
        below = sum(word.box.top > max(each.box.bottom for each in found[-1]) for word in page.words) if found else 0
        before = before if found and below <= _MOST_BELOW else None
        yield page


def _draw(page: PrintedPage, words: Sequence[RecognisedWord], before: TableBefore | None) -> TableBefore:
    """Draw the lines of a table."""
    parts = _parts(words, before)
    columns = _columns(parts, before, page.width)
    walls = _walls(columns, parts.head)
    heads = [part for word in parts.head for part in _named(word, walls)]
    head = [[word for word in heads if _column(word.box, walls) == place] for place in range(len(columns))]
    body = _by_column(parts.body, walls)
    top = max((core(word)[1] for word in parts.head), default=min(word.box.top for word in words) - 1)
    bottom = max(word.box.bottom for word in words) + 1
    numbers = body[0] if _is_numbered(head[0], body[0]) else []
    sheet = sheet_of(body, len(numbers), top, bottom)
    place = before.place if before else ""
    rows = numbered_rows(numbers, sheet, place, is_new=parts.is_new) if numbers else unnumbered_rows(sheet)
    sections = _sections(head) if parts.head or not before else before.sections
    inside = [
        _cells(column, sheet, rows, is_new=parts.is_new, is_section=place in sections)
        for place, column in enumerate(body)
    ]
    begin = min(word.box.top for word in words) - 1
    page.lines += [*_across(walls, begin, rows.edges, inside), *_down(walls, begin, rows.edges, heads)]
    page.doubts += _doubts(page.number, numbers, rows, head)
    shares = tuple((left / page.width, right / page.width) for left, right in columns)
    texts = frozenset(word.text for word in heads) or (before.heads if before else frozenset())
    return TableBefore(shares, texts, rows.place, sections)


def _parts(words: Sequence[RecognisedWord], before: TableBefore | None) -> _Parts:
    """The head of a table: the words that the page before has over it, else words that name columns."""
    down = sorted(words, key=lambda word: word.middle)
    if before and before.heads:
        known = re.compile(f"(?:{'|'.join(map(re.escape, before.heads))})+")
        again = [*takewhile(lambda word: known.fullmatch(word.text), down)]
        if sum(len(word.text) for word in again) >= _SEEN * sum(map(len, before.heads)):
            return _Parts(again, down[len(again) :], is_new=False)
    head = _head(bands(words))
    return _Parts(head, [word for word in down if word not in head], is_new=bool(head) or before is None)


def _head(found: Sequence[Band]) -> list[RecognisedWord]:
    """The words of the first bands that name columns, if more of them do than do not."""
    best: tuple[int, list[RecognisedWord]] = (1, [])
    for count in range(1, _MOST_HEADS + 1):
        words = [word for band in found[:count] for word in band.words]
        named = [bool(read_head(text).fields) for text in _stacked(words)]
        best = max(best, (2 * sum(named) - len(named), words), key=lambda each: each[0])
    return best[1]


def _stacked(words: Sequence[RecognisedWord]) -> Iterator[str]:
    """The words that stand above each other, put together: 牵头 above 单位."""
    edges = [*corridors(across(words)), (inf, inf)]
    begin = -inf
    for end, _ in edges:
        yield "".join(
            word.text for word in sorted(words, key=lambda word: word.middle) if begin < word.box.right <= end
        )
        begin = end


def _columns(parts: _Parts, before: TableBefore | None, width: float) -> list[Extent]:
    """From where to where each column goes: by what is in it, by its head where it is empty, by the page before where that fits."""
    body = across(parts.body)
    found = _filled([*body, *(span for span in across(parts.head) if not any(_meet(span, each) for each in body))])
    known = before.on(width) if before and not parts.is_new else []
    return (moved(known, parts.body) if len(found) < len(known) else []) or found


def _filled(cells: Sequence[Extent]) -> list[Extent]:
    """What lies between the corridors of some cells."""
    white = corridors(cells)
    left, right = min(left for left, _ in cells), max(right for _, right in cells)
    return [*zip([left, *(b for _, b in white)], [*(a for a, _ in white), right], strict=True)]


def _meet(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _walls(columns: Sequence[Extent], head: Sequence[RecognisedWord]) -> list[float]:
    """Where lines go down: in the middle of the white between columns, or where a word of the head lies in that, beside it."""
    inner = [_beside(head, a, b) for (_, a), (b, _) in pairwise(columns)]
    return [columns[0][0] - LINE / 4, *inner, columns[-1][1] + LINE / 4]


def _beside(head: Sequence[RecognisedWord], left: float, right: float) -> float:
    middle = (left + right) / 2
    for word in head:
        if word.box.left < middle < word.box.right:
            return next(((a + b) / 2 for a, b in ((left, word.box.left), (word.box.right, right)) if a < b), middle)
    return middle


def _named(word: RecognisedWord, walls: Sequence[float]) -> list[RecognisedWord]:
    """A word of a head, or the heads of two columns that were found as one: 序号目标任务."""
    for wall in walls[1:-1]:
        sides = [
            [*part] for _, part in groupby(word.glyphs, key=lambda glyph: (glyph.box.left + glyph.box.right) / 2 > wall)
        ]
        parts = [word_of(side) for side in sides]
        if len(parts) > 1 and all(read_head(part.text).fields for part in parts):
            return [parts[0], *_named(parts[1], walls)]
    return [word]


def _by_column(words: Sequence[RecognisedWord], walls: Sequence[float]) -> list[list[RecognisedWord]]:
    """The words in each column; such as go through a wall are parted there."""
    found: list[list[RecognisedWord]] = [[] for _ in walls[1:]]
    for word in words:
        for place, part in groupby(word.glyphs, key=lambda glyph: _column(glyph.box, walls)):
            found[place].append(word_of([*part]))
    return found


def _column(box: Box, walls: Sequence[float]) -> int:
    return min(max(bisect(walls, (box.left + box.right) / 2) - 1, 0), len(walls) - 2)


def _is_numbered(head: Sequence[RecognisedWord], first: Sequence[RecognisedWord]) -> bool:
    """Whether the first column has the numbers of the rows: its head says so, or most of its words are numbers."""
    if header_field("".join(word.text for word in head)) == "number":
        return bool(first)
    return sum(bool(_NUMBER.fullmatch(word.text)) for word in first) > _NUMBERS * max(len(first), 1)


def _sections(head: Sequence[Sequence[RecognisedWord]]) -> frozenset[int]:
    """The columns behind whose head there is a column without one."""
    return frozenset(place for place, (own, other) in enumerate(pairwise(head)) if own and not other)


def _cells(
    column: Sequence[RecognisedWord], sheet: TableBody, rows: Rows, *, is_new: bool, is_section: bool
) -> Sequence[range]:
    """The rows that the cells of a column go over, where they go over several: where words stand beside the end of a row."""
    found = blocks(column, sheet.pitch) if column in sheet.sparse else []
    is_crossed = any(top < edge < bottom for top, bottom in found for edge in rows.edges)
    if not found or not (is_section or is_crossed):
        return ()
    lines = [
        min((core(word)[0] for own in sheet.full for word in own if a < word.middle < b), default=a)
        for a, b in pairwise(rows.edges)
    ]
    return merged(found, rows.edges, lines, rows.place, is_new=is_new)


def _across(
    walls: Sequence[float], top: float, edges: Sequence[float], cells: Sequence[Sequence[range]]
) -> Iterator[Box]:
    """The lines across: over the head, and between rows; none in a cell that goes over them."""
    yield Box(walls[0], top, walls[-1], top)
    for (left, right), own in zip(pairwise(walls), cells, strict=True):
        inside = {row for cell in own for row in cell[1:]}
        yield from (Box(left, y, right, y) for row, y in enumerate(edges) if row not in inside)


def _down(walls: Sequence[float], top: float, edges: Sequence[float], head: Sequence[RecognisedWord]) -> Iterator[Box]:
    """The lines down: a head may stand over two columns (具体任务, over a section and its task), and no line goes through it."""
    for x in walls:
        yield Box(x, edges[0] if any(goes_through(word, x) for word in head) else top, x, edges[-1])


def _doubts(
    page: int, numbers: Sequence[RecognisedWord], rows: Rows, head: Sequence[Sequence[RecognisedWord]]
) -> Iterator[str]:
    """What cannot be told for certain: where rows end, and columns of which the head names more than were found."""
    if rows.doubtful:
        named = "、".join(numbers[place].text for place in rows.doubtful if place < len(numbers))
        yield _UNSURE.format(page, f"序号{named}这几行" if named else "各行")
    for own in head:
        names = [text for text in _stacked(own) if read_head(text).fields] if own else []
        if len(names) > 1:
            yield _TOGETHER.format(page, "、".join(names))
