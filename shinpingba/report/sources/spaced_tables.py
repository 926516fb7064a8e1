"""Tables of a text whose cells stand under each other by blanks alone: their lines as rows with every cell in its column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import SECTION, Piece, Row, Table, clean
from ..heads import LONGEST_HEAD, is_known, read_head
from .spaced import Word, cells_of, placed
from .spaced_layout import Layout, layout_of

TextLine = tuple[str, int]  # its words with their blanks, and its number
TextPart = Table | TextLine
_FEWEST_CELLS, _FEWEST_ROWS, _FEWEST_KNOWN = 3, 2, 2
_MOST_HEAD_LINES = 4
_MOST_BETWEEN = 2  # lines of one cell between two rows
_FIGURE = re.compile(r"[≥≤<>≧≦＜＞±+-]?\d[\d,]*(?:\.\d+)?[%％‰]?|[-—–/]+")
_MARK = re.compile(r"[|｜\t]")
_FIELDS = {"planned", "achieved", "share", "progress"}
_UNPLACED = "这几行的空格没有与各栏对齐,数字归不了栏,没有读:{}"
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A table, the line behind it, and those of its lines that could not be placed."""

    table: Table
    end: int
    odd: tuple[TextLine, ...]


def text_parts(lines: Sequence[TextLine], warnings: list[str]) -> Iterator[TextPart]:
    """The lines of a text, those of tables whose columns stand under each other as tables."""
    place = 0
    while place < len(lines):
        found = _table_at(lines, place)
        if found:
            yield found.table
            yield from found.odd
            if found.odd:
                warnings.append(_unplaced(found.odd))
            place = found.end
        else:
            yield lines[place]
            place += 1


def _unplaced(odd: Sequence[TextLine]) -> str:
    more = f"等{len(odd)}行" if len(odd) > _MOST_PLACES else ""
    return _UNPLACED.format("、".join(f"第{number}行" for _, number in odd[:_MOST_PLACES]) + more)


def _table_at(lines: Sequence[TextLine], place: int) -> _Found | None:
    """The table that begins with a line; None where none does."""
    height = _head_height(lines, place) if not _MARK.search(lines[place][0]) else 0
    if not height:
        return None
    end = _end(lines, place, height)
    body = [line for line in lines[place + height : end] if len(_cells(line)) > 1]
    head = [line for line, _ in lines[place : place + height]]
    layout = layout_of(head, [line for line, _ in body]) if len(body) >= _FEWEST_ROWS else None
    if not layout:
        rows = [_closed(line) for line in lines[place:end]]
        is_closed = len(body) >= _FEWEST_ROWS and all(map(_is_closed, (*lines[place : place + height], *body)))
        return _Found(Table(tuple(rows), is_ragged=True), end, ()) if is_closed else None
    rows = _head_rows(layout, [number for _, number in lines[place : place + height]])
    found = [(line, _row(line, layout)) for line in lines[place + height : end]]
    rows += [row for _, row in found if row]
    return _Found(Table(tuple(rows)), end, tuple(line for line, row in found if not row))


def _closed(line: TextLine) -> Row:
    """A line as a row of its cells, which stand under no others."""
    return tuple(Piece(clean(cell.text), line[1]) for cell in _cells(line))


def _is_closed(line: TextLine) -> bool:
    """Whether two blanks part all cells of a line: none holds two figures or two heads (111.2% 4.0), which one blank parts."""
    cells = [[part.text for part in cell.parts] for cell in _cells(line)]
    several = [
        sum(_is_figure(part) or bool(read_head(part).fields) for part in parts) for parts in cells if len(parts) > 1
    ]
    return len(cells) > 1 and not any(count > 1 for count in several)


def _cells(line: TextLine) -> list[Word]:
    return cells_of(line[0])


def _is_figure(words: str) -> bool:
    return bool(_FIGURE.fullmatch(words))


def _is_head_line(line: TextLine) -> bool:
    """Whether a line is a head by itself: at least three short cells, two of them heads that are known, and no figure."""
    known = sum(bool(read_head(each).fields) for each in _words(line))
    return _may_be_head(line) and len(_words(line)) >= _FEWEST_CELLS and known >= _FEWEST_KNOWN


def _words(line: TextLine) -> list[str]:
    return [part.text for cell in _cells(line) for part in cell.parts]


def _may_be_head(line: TextLine) -> bool:
    """Whether the cells of a line are all short, and none is a figure."""
    are_short = all(len(each) <= LONGEST_HEAD and "。" not in each for each in _words(line))
    return are_short and not any(map(_is_figure, _words(line)))


def _head_height(lines: Sequence[TextLine], place: int) -> int:
    """How many lines the head has that begins with a line; 0 where none does."""
    height = 1
    while (
        _may_be_head(lines[place])
        and height < _MOST_HEAD_LINES
        and (further := _further(lines[place : place + height + 2], height))
    ):
        height += further
    if height > 1 or _is_head_line(lines[place]):
        return height
    return 1 if _is_on_its_side(lines[place : place + _MOST_HEAD_LINES]) else 0


def _further(lines: Sequence[TextLine], place: int) -> int:
    """How many lines of a head begin there: one, or two of which the upper names things alone.

    户厕改造 | 污水治理      over 任务 | 完成 | 任务 | 完成
    """
    if _is_lower(lines, place):
        return 1
    is_between = place + 1 < len(lines) and _may_be_head(lines[place]) and len(_words(lines[place])) > 1
    begins = [_cells(line)[0].begin for line in lines[place : place + 2]]
    is_under = all(begin >= _cells(lines[0])[0].parts[0].end for begin in begins)
    return 2 if is_between and is_under and _is_lower(lines, place + 1) else 0


def _is_lower(lines: Sequence[TextLine], place: int) -> bool:
    """Whether a line is a lower one of a head: no figure, heads among its cells, and no cell under the first one of the upper.

    Where the blanks before it were lost it is a head by itself, behind a line of several cells.
    """
    if place >= len(lines) or not _may_be_head(lines[place]):
        return False
    if _cells(lines[place])[0].begin < _cells(lines[0])[0].parts[0].end:
        return place == 1 and len(_cells(lines[0])) >= _FEWEST_CELLS and _is_head_line(lines[place])
    return len(_words(lines[place])) > 1 and any(map(is_known, _words(lines[place])))


def _is_on_its_side(lines: Sequence[TextLine]) -> bool:
    """Whether heads are the first or second cells of the lines below, each before figures alone: 年度任务 | 1200 | 800."""
    first, *below = map(_words, lines)
    said = [
        {*read_head(words[n]).fields}
        for words in below
        for n in range(min(len(words) - 1, 2))
        if all(map(_is_figure, words[n + 1 :]))
    ]
    are_words = len(first) >= _FEWEST_CELLS and not any(map(_is_figure, first))
    return (
        are_words
        and any("planned" in each for each in said)
        and any(_FIELDS & each and "planned" not in each for each in said)
    )


def _end(lines: Sequence[TextLine], place: int, height: int) -> int:
    """Where the rows end that begin behind a head: behind the last line of several cells, before the next head.

    A line of heads that stands behind a title is one; among other rows (产值 | 完成省下达任务 | 预计可完成 | 完成) it is a row.
    """
    end = place + height
    for n in range(place + height, len(lines)):
        is_titled = len(_cells(lines[n - 1])) == 1 or lines[n][0] == lines[place][0]
        if n - end > _MOST_BETWEEN or _MARK.search(lines[n][0]) or (is_titled and _head_height(lines, n)):
            break
        end = n + 1 if len(_cells(lines[n])) > 1 else end
    return end


def _head_rows(layout: Layout, numbers: Sequence[int]) -> list[Row]:
    """The rows of a head, a head over several columns or lines as one piece in each of its places."""
    rows: list[list[Piece | None]] = []
    for cells, under, number in zip(layout.heads, layout.runs, numbers, strict=True):
        row: list[Piece | None] = [None] * len(layout.columns)
        for cell, (first, end) in zip(cells, under, strict=True):
            row[first:end] = [Piece(clean(cell.text), number)] * (end - first)
        above = rows[-1] if rows else row
        rows.append([piece or above[n] for n, piece in enumerate(row)])
    return [tuple(piece or Piece("") for piece in row) for row in rows]


def _row(line: TextLine, layout: Layout) -> Row | None:
    """A line as a row; None where its cells cannot be told apart. The only cell of a line stands in all columns, unless it is under one."""
    words, number = line
    cells = cells_of(words, layout.measure)
    found = placed(cells, layout.columns)
    if len(cells) == 1 and (not found or found[0][0] == 0 or SECTION.fullmatch(cells[0].text)):
        return (Piece(clean(cells[0].text), number),) * len(layout.columns)
    if found is None:
        return None
    row = [Piece("") for _ in layout.columns]
    for first, end, text in found:
        row[first:end] = [Piece(clean(text), number)] * (end - first)
    return tuple(row)
