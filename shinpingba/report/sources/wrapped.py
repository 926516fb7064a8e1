"""Running text whose lines were broken at a width, as one copied from a page or a letter is: its lines are put together again.

截至9月底,全县新增就业6300人,完成年度目标80
00人的78.8%;发放创业贷款2.4亿元。               80|00人 is 8000人
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias
from unicodedata import east_asian_width

from ..document import Paragraph, Piece

_LEAST_WIDTH = 20  # characters: shorter lines are cells, names and headings
_FEWEST = 3  # full lines make a width
_SLACK = 2  # characters that a full line may lack: a mark may not open the next one
_CLOSED = re.compile("[。!?！？:：;；][”』」)）]?$")
_RUNS_ON = re.compile("[,，、;；。]")
_INDENT = re.compile("[ \u3000\xa0\t]")

TextLine: TypeAlias = tuple[str, int]  # its words, its number in the file


def unwrapped(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines with their numbers, those that were broken at the width of the text joined to the one they begin in.

    A line goes on in the next where it is as wide as the text is, does not end a sentence, and the next neither stands apart nor is
    indented or numbered. Letters and digits may take half the room of a character, or all of it.
    """
    measure = max((len, _half_widths), key=lambda each: _full_lines(lines, each)[1])
    width, _ = _full_lines(lines, measure)
    if not width:
        return [*lines]
    found: list[TextLine] = [lines[0]]
    for (last, before), (text, number) in pairwise(lines):
        if number == before + 1 and _is_full(measure(last), width) and not _CLOSED.search(last) and not _opens(text):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, number))
    return found


def _full_lines(lines: Sequence[TextLine], measure: Callable[[str], float]) -> tuple[float, int]:
    """The width at which running text was broken and how many lines are so wide: of those that go on at least three, and half of all.

    0 and 0 where it was not broken.
    """
    broken = [measure(text) for text, _ in lines if _RUNS_ON.search(text) and not _CLOSED.search(text)]
    widest = max(broken, default=0.0)
    full = sum(_is_full(width, widest) for width in broken)
    is_widest = widest >= max(_LEAST_WIDTH, *(measure(text) - _SLACK for text, _ in lines))
    return (widest, full) if is_widest and full >= max(_FEWEST, len(broken) - full) else (0.0, 0)


def _is_full(width: float, widest: float) -> bool:
    return width > widest - _SLACK


def _opens(text: str) -> bool:
    """Whether a line begins a paragraph: it is indented, or numbered."""
    return bool(_INDENT.match(text)) or bool(Paragraph(Piece(text)).number)


def _half_widths(text: str) -> float:
    """The width of a line in characters, a letter or a digit counting half."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)
