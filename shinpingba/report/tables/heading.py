"""The head of a table in a stream of cells: where it stands, which lines make one cell of it, which heads stand over others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..document import ANNEX, SECTION, Piece, Row
from ..heads import LONGEST_HEAD, read_head
from .cells import FIGURES, kind_of_cell
from .fitting import fit_score
from .slots import slots_under, with_optional
from .stream import CLOSED, NEW, Cell

_MOST_CELLS = 60
_MOST_LINES = 4  # that one cell of a head is broken into
_KNOWN, _JOINED, _UNKNOWN, _NOTHING = 3.0, -0.5, 0.2, -1.0
_LONGEST_WORD = 16
_BROKEN = {"分解", "项", "项目", "工作", "重点"}  # the first line of 项 目, 重点 工作 …
_SUBJECTS = {"number", "row_id", "name", "task", "region"}
_EVIDENCE = {"progress", "achieved", "planned", "share", "lead", "cooperating", "verdict", "deadline"}
_FEWEST = 3
_DOUBT = 2.0  # how much better the rows must fit a head of which two heads are one
_AHEAD = 80  # cells behind a head that are looked at to see where it ends


@dataclass(frozen=True, slots=True)
class FlatHead:
    """A head in a stream: the cells from `begin` to `end` make the rows of a head.

    spans  the cells of each of its columns, counted from its beginning; none where it has two rows
    over   those that name none of its columns
    """

    begin: int
    end: int
    rows: tuple[Row, ...]
    spans: tuple[range, ...] = ()
    over: Row = ()


def find_heads(cells: Sequence[Cell], pieces: Sequence[Piece]) -> list[FlatHead]:
    """Every head of a table of tasks in a stream of cells, in order. `pieces` are the words of the cells with their places."""
    found: list[FlatHead] = []
    place = 0
    while place < len(cells):
        head = _head_at(cells, pieces, place) if _may_begin(cells[place].text) else None
        if head:
            found.append(head)
        place = head.end if head else place + 1
    return found


def _may_begin(words: str) -> bool:
    """Whether a head may begin here: with a number, a name, a region, a task, or with what a broken one begins with."""
    if len(words) > _LONGEST_WORD or any(map(str.isdecimal, words)):
        return False
    return bool(_SUBJECTS & {*read_head(words).fields[:1]}) or words in _BROKEN


def _head_at(cells: Sequence[Cell], pieces: Sequence[Piece], begin: int) -> FlatHead | None:
    """The head that begins at a cell: up to the first number where the rows are numbered, else the one whose rows fit best."""
    end = begin
    while end < min(len(cells), begin + _MOST_CELLS) and _is_head_word(cells[end]):
        end += 1
    stops = [end] if "number" in read_head(cells[begin].text).fields[:1] else [*range(begin + _FEWEST, end + 1)]
    heads = [
        (_fit(head, cells) - _DOUBT * are_broken, head)
        for are_broken in (False, True)
        for run in _joined(cells, begin, end, are_broken=are_broken)
        if run and run[-1].stop in stops and (head := _flat_head(run, pieces))
    ]
    return max(heads, key=lambda each: each[0])[1] if heads else None


def _flat_head(run: Sequence[range], pieces: Sequence[Piece]) -> FlatHead | None:
    heads = [_whole([pieces[n] for n in span]) for span in run]
    known = [fields[0] for piece in heads if (fields := read_head(piece.text).fields)]
    is_head = (
        len(heads) >= _FEWEST and bool(_SUBJECTS & {*known} and _EVIDENCE & {*known}) and 2 * len(known) >= len(heads)
    )
    if not is_head:
        return None
    begin, (rows, over) = run[0].start, _levels(heads)
    spans = tuple(range(span.start - begin, span.stop - begin) for span in run) if len(rows) == 1 else ()
    return FlatHead(begin, run[-1].stop, rows, spans, over)


def _whole(pieces: Sequence[Piece]) -> Piece:
    """A head that is broken over lines."""
    return (
        pieces[0]
        if len(pieces) == 1
        else Piece("".join(piece.text for piece in pieces), pieces[0].line, pieces[0].where)
    )


def _fit(head: FlatHead, cells: Sequence[Cell]) -> float:
    """How well the first cells behind a head fit its columns, those of the head itself counted as placed."""
    _, slots = with_optional(head.rows, slots_under(head.rows))
    ahead = cells[head.end : head.end + _AHEAD]
    return fit_score(ahead, slots) + (head.end - head.begin)


def _is_head_word(cell: Cell) -> bool:
    words = cell.text
    is_short = bool(words) and len(words) <= LONGEST_HEAD and not re.search(r"[。;；!?]", words)
    return (
        is_short
        and not cell.serial
        and cell.kind not in {*FIGURES, "serial"}
        and not ANNEX.match(words)
        and not SECTION.fullmatch(words)
    )


def _joined(cells: Sequence[Cell], begin: int, end: int, *, are_broken: bool) -> list[list[range]]:
    """For each length of a head its cells, each of one line or of several: those that together say most.

    are_broken  whether lines that are heads by themselves may be one head: 牵头 and 单位, but also 任务 and 进展
    """
    best: list[tuple[float, list[range]]] = [(0.0, [])]
    for stop in range(begin + 1, end + 1):
        options = []
        for first in range(max(begin, stop - _MOST_LINES), stop):
            if any(cells[n].gap in {CLOSED, NEW} for n in range(first + 1, stop)):
                continue
            score, before = best[first - begin]
            worth = _worth([cells[n].text for n in range(first, stop)], are_broken=are_broken)
            options.append((score + worth, [*before, range(first, stop)]))
        best.append(max(options, key=lambda option: option[0]))
    return [run for _, run in best]


def _worth(lines: Sequence[str], *, are_broken: bool) -> float:
    words = "".join(lines)
    if len(lines) == 1:
        return _KNOWN if _is_known(words) else _UNKNOWN if len(words) <= _LONGEST_WORD else _NOTHING
    heads = sum(map(_is_known, lines))
    if not _is_known(words) or (heads > 1 and not are_broken):
        return _NOTHING
    return _KNOWN * len(lines) + _JOINED * (len(lines) - 1) + (heads > 1)


def _is_known(words: str) -> bool:
    head = read_head(words)
    return bool(head.fields) or head.time == "before"


def _levels(heads: Sequence[Piece]) -> tuple[tuple[Row, ...], Row]:
    """A head of one row; of two where the same lower heads come again for each of several upper ones, and what names no column.

    地区 | 就业 | 参保 | 目标 | 进度 | 目标 | 进度      目标 and 进度 of 就业, and those of 参保
    """
    texts = [piece.text for piece in heads]
    for width in range(2, len(heads) // 2 + 1):
        count = 1
        while texts[-(count + 1) * width : len(texts) - count * width] == texts[-width:]:
            count += 1
        if count > 1:
            return _two_rows(heads[: -count * width], heads[-count * width :], count, width)
    return (tuple(heads),), ()


def _two_rows(upper: Sequence[Piece], lower: Sequence[Piece], count: int, width: int) -> tuple[tuple[Row, ...], Row]:
    base = [
        piece
        for piece in upper
        if _SUBJECTS & {*read_head(piece.text).fields[:1]} or read_head(piece.text).fields[:1] in {("lead",), ("unit",)}
    ]
    others = [piece for piece in upper if piece not in base and kind_of_cell(piece.text) != "departments"]
    names = others[-count:] if len(others) >= count else [Piece(f"第{n}组") for n in range(1, count + 1)]
    over = tuple(piece for piece in upper if piece not in base and piece not in names)
    high = (*base, *(name for name in names for _ in range(width)))
    return (high, (*base, *lower)), over
