"""A text's cells in their order: what stands between two of them, which numbers count rows, when a cell goes on in the next line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...language.numerals import read_value
from ..document import ANNEX, Piece
from .cells import FIGURES, kind_of_cell
from .lines import is_note, is_sum

WORD, LINE, EMPTY, CLOSED, NEW = range(5)
BEGINS = {LINE, EMPTY, NEW}
_MOST_MISSING = 5  # numbers that may be left out between two rows
_SERIAL = re.compile(r"[(（]?(\d{1,4}|[一二三四五六七八九十百]{1,4})[)）]?[.、．]?")
_COUNTED = {"words", "counted", "label", "departments", "verdict"}  # what a number that counts rows stands before
_OPEN_END = ("、", ",", "，", ";", "；", ":", "：", "和", "及", "与")
_FURTHER = re.compile(r"[①-⑳]|[(（]\d{1,2}[)）]|[二三四五六七八九]是")
_BY_BLANK, _BY_MARK, _BY_POINT, _BY_LINE, _BY_SENTENCE, _BY_EMPTY = 0.15, 0.1, 0.3, 0.7, 1.0, 0.2
_AGREES, _DISAGREES = 2.0, -1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a part of one, in the order of the text.

    gap     what stands before it: WORD a blank within a line, LINE a new line, EMPTY an empty line; where a cell is known to
            begin, CLOSED within a line or NEW at its beginning
    serial  whether it is the number of a row by its order among the others
    """

    text: str
    gap: int
    serial: bool = False

    @property
    def kind(self) -> str:
        """What it holds."""
        return kind_of_cell(self.text)

    @property
    def value(self) -> float | None:
        """The number it holds, where it holds nothing else."""
        number = re.search(r"-?\d[\d,]*(?:\.\d+)?", self.text) if self.kind in FIGURES else None
        return float(number[0].replace(",", "")) if number else None


@dataclass(frozen=True, slots=True)
class Stream:
    """Cells in their order and the pieces they are words of."""

    cells: Sequence[Cell]
    pieces: Sequence[Piece]


def stream_of(pieces: Iterable[tuple[Piece, int]]) -> Stream:
    """The cells of some pieces, each with the gap before it."""
    listed = list(pieces)
    cells: list[Cell] = []
    expected = 1
    for place, (piece, gap) in enumerate(listed):
        number = _serial(piece.text)
        is_next = number is not None and (number == 1 or expected <= number <= expected + _MOST_MISSING)
        behind = listed[place + 1][0].text if place + 1 < len(listed) else ""
        is_serial = is_next and gap in BEGINS and kind_of_cell(behind) in _COUNTED
        expected = (number or 0) + 1 if is_serial else expected
        cells.append(Cell(piece.text, gap, is_serial))
    return Stream(_counted(cells), [piece for piece, _ in listed])


def _counted(cells: list[Cell]) -> list[Cell]:
    """The cells; numbers of which few follow each other count no rows: 3, 2, 1, 8 are ranks."""
    numbers = [0, *(_serial(cell.text) or 0 for cell in cells if cell.serial)]
    steps = [
        later == number + 1 for number, later in pairwise(numbers) if not number or later != 1
    ]  # a section may begin anew
    if not steps or 2 * sum(steps) > len(steps):
        return cells
    return [replace(cell, serial=False) for cell in cells]


def gap_between(before: Piece | None, piece: Piece) -> int:
    """What stands before a line: a new line, or an empty one."""
    is_apart = before is not None and before.line and piece.line and piece.line > before.line + 1
    return EMPTY if is_apart else LINE


def joint(before: Cell, cell: Cell) -> float | None:
    """What it costs that a cell goes on in the next one; None where it cannot.

    区投促局、 goes on easily, and so does ① … before ② …; a sentence that is closed hardly does.
    """
    is_new = cell.gap != WORD and (cell.serial or ANNEX.match(cell.text) or is_note(cell.text) or is_sum(cell.text))
    if not cell.text or cell.gap in {CLOSED, NEW} or is_new:
        return None
    if cell.gap == WORD:
        return _BY_BLANK
    if before.text.endswith(_OPEN_END) or before.kind == cell.kind == "departments":
        return _BY_MARK
    is_closed = before.text.endswith(("。", "!", "！"))
    cost = _BY_POINT if _FURTHER.match(cell.text) else _BY_SENTENCE if is_closed else _BY_LINE
    return cost + (_BY_EMPTY if cell.gap == EMPTY else 0.0)


def agreement(planned: float | None, achieved: float | None, share: float | None) -> float:
    """What three figures side by side say for each other: 8000, 22921, 286.5 agree, to the last printed digit."""
    if share is None or achieved is None or not planned:
        return 0.0
    near = 0.051 + 0.5 * (share == int(share))
    ratio = achieved / planned
    return _AGREES if abs(ratio * 100 - share) <= near or abs(ratio - share) <= near / 10 else _DISAGREES


def _serial(text: str) -> int | None:
    found = _SERIAL.fullmatch(text)
    value = read_value(found[1]) if found else None
    return int(value) if value is not None else None
