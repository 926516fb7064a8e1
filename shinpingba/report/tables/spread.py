"""A table of a text whose rows stand on lines, with its head over all columns that it covers, and rows that were broken whole again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Piece, Row, Table
from ..heads import LONGEST_HEAD, read_head
from .cells import FIGURES, kind_of_cell
from .parts import SUBJECTS
from .spanned import spread_lines

_FEWEST_LINES, _MOST_LINES = 2, 4
_FEWEST_ROWS, _FEWEST_CELLS = 2, 3
_FIRST = {*SUBJECTS, "lead"}


def with_spread_head(table: Table) -> Table | None:
    """The table with a head of several lines as wide as its rows; None where it has none, or all of its lines are as wide as these.

    县区 | 完成投资 | 备注           where it is not certain which heads stand over which, its rows are unsure
    目标 | 实际 | 占比
    东乡 | 40   | 22 | 55.0 | 汛期停工
    """
    rows = [_trimmed(row) for row in table.rows]
    begin = next((n for n, row in enumerate(rows) if _begins_head(row)), len(rows))
    end = next((n for n in range(begin, len(rows)) if _has_figures(rows[n])), len(rows))
    lines, below = rows[begin:end], rows[end:]
    width = _width(table.rows[end:])
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES or not width or not _are_heads(lines, width):
        return None
    body = [*_mended(table.rows[end:], width)]
    whole = [row for row in body if len(row) == width and _has_figures(row)]
    found = spread_lines(lines, whole) if len(whole) >= _FEWEST_ROWS and below else None
    if not found:
        return None
    unsure = () if found.is_clear else tuple(row[0] for row in body)
    return replace(table, rows=(*rows[:begin], *found.rows, *body), unsure=unsure)


def spread_words(lines: Sequence[Piece]) -> tuple[Table, int] | None:
    """Lines whose cells one blank parts, from a head on, as a table, and how many of them it takes; None where it is not certain.

    Each row has as many words as the first one, so that no cell has two, and no later line has figures.
    """
    rows = [tuple(Piece(word, line.line, line.where) for word in line.text.split(" ")) for line in lines]
    begin = next((n for n, row in enumerate(rows) if _has_figures(row)), len(rows))
    end = next((n for n in range(begin, len(rows)) if len(rows[n]) != len(rows[begin])), len(rows))
    if any(_has_figures(row) for row in rows[end:]):
        return None
    table = with_spread_head(Table(tuple(rows[:end]), is_ragged=True))
    return (table, end) if table else None


def _width(rows: Sequence[Row]) -> int:
    """How many cells the rows have: as many as the longest, if it is the first one or two are as long; 0 where that is not so."""
    counts = [len(row) for row in rows]
    longest = max(counts, default=0)
    return longest if counts[:1] == [longest] or counts.count(longest) >= _FEWEST_ROWS else 0


def _are_heads(lines: Sequence[Row], width: int) -> bool:
    """Whether lines may be those of a head: short words in each cell, in the first line fewer than the rows have, in all more."""
    cells = [piece.text for line in lines for piece in line]
    are_short = all(text and len(text) <= LONGEST_HEAD and "。" not in text for text in cells)
    return are_short and all(len(line) > 1 for line in lines) and len(lines[0]) < width < len(cells)


def _begins_head(row: Row) -> bool:
    return len(row) > 1 and bool(_FIRST & {*read_head(row[0].text).fields})


def _has_figures(row: Row) -> bool:
    return any(kind_of_cell(piece.text) in FIGURES for piece in row)


def _trimmed(row: Row) -> Row:
    """A row up to its last word."""
    return row[: max((place for place, piece in enumerate(row, 1) if piece.text), default=0)]


def _mended(rows: Sequence[Row], width: int) -> Iterator[Row]:
    """The rows, one that was broken before each of its blank cells whole again.

    江心洲 |
    | 186 | 130 |        it has as many cells as the others, and each line behind its first one begins with a blank one
    | 2.2 | 88.9
    """
    place = 0
    while place < len(rows):
        end, count = place + 1, len(rows[place])
        while count < width and end < len(rows) and rows[end] and not rows[end][0].text:
            count, end = count + len(rows[end]), end + 1
        is_broken = count == width and end > place + 1
        yield tuple(piece for row in rows[place:end] for piece in row) if is_broken else rows[place]
        place = end if is_broken else place + 1
