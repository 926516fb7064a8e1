"""Lines that belong together, as one text that knows where each of its characters stands in the file."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ...language.clauses import plain
from ..document import Piece
from .numbering import Mark, find_mark
from .offices import find_office

_ENDS = tuple("。!?;:)”！？；：）")
_BRIM = 0.85  # a line broken in a sentence is nearly as long as the longest
_SHORTEST_BROKEN = 18  # characters
_MANY = 4  # of so many lines at least one is broken
_GOES_ON = (",", "，", "、")
_IN_FIGURE = re.compile(r"[0-9]\s*\n\s*[百千万亿]{0,2}(?:元|亩|人|户|公里|平方米|吨)")  # 已完成投资6.1|亿元。
_NAMES = re.compile(r"[^,，。;；:：]{2,20}[:：]\s*\S")  # 背街小巷整治:目标150条: a line of its own


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: its text, its lines, where each line begins in the text, and the number it begins with.

    breaks   where in the text a further paragraph begins, of a block made of several
    office   the departments that it begins with, as a place in the text, and where the words behind them begin
    """

    text: str
    lines: tuple[Piece, ...]
    starts: tuple[int, ...]
    mark: Mark | None = None
    breaks: tuple[int, ...] = ()
    office: tuple[int, int, int] | None = None

    @property
    def begin(self) -> int:
        """Where its words begin, behind its number and the departments that it begins with."""
        return self.office[2] if self.office else self.mark.end if self.mark else 0

    @property
    def words(self) -> str:
        """Its text, plain, with blanks for its number and departments, which are no words of the first clause."""
        return " " * self.begin + plain(self.text)[self.begin :]

    def piece(self, start: int, end: int) -> Piece:
        """The words text[start:end] at the place of their line; a whole line is the line itself."""
        line = self.lines[bisect_right(self.starts, start) - 1]
        words = self.text[start:end].strip()
        return line if words == line.text else replace(line, text=words)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The words text[start:end] line by line."""
        stops = [*self.starts[1:], len(self.text)]
        cut = [(max(start, first), min(end, last)) for first, last in zip(self.starts, stops, strict=True)]
        return tuple(self.piece(*each) for each in cut if each[0] < each[1] and self.text[slice(*each)].strip())


def block_of(lines: Sequence[Piece], joint: str, breaks: Iterable[int] = ()) -> TextBlock:
    """Lines as one block, put together with `joint`; `breaks` are the lines with which further paragraphs begin."""
    lengths = accumulate((len(line.text) + len(joint) for line in lines[:-1]), initial=0)
    starts = tuple(lengths)
    text = joint.join(line.text for line in lines)
    mark = find_mark(text)
    office = find_office(plain(text), mark.end if mark else 0)
    return TextBlock(text, tuple(lines), starts, mark, tuple(starts[each] for each in breaks), office)


def join(blocks: Sequence[TextBlock], joint: str) -> TextBlock:
    """Several blocks as one, which remembers where each began."""
    lines = [line for block in blocks for line in block.lines]
    counts = accumulate(len(block.lines) for block in blocks[:-1])
    return block_of(lines, joint, counts)


def find_blocks(lines: Sequence[Piece], joint: str) -> list[TextBlock]:
    """The paragraphs of a text: a line that breaks off in a sentence goes on with the next one; one that ends in a comma always does.

    Lines are broken at one width where they are broken at all: such a line is nearly as long as the longest, and so are many.
    """
    width = max(_BRIM * max((len(line.text) for line in lines), default=0), _SHORTEST_BROKEN)
    broken = {line for line in lines if len(line.text) >= width and not line.text.endswith(_ENDS)}
    is_broken = len(broken) > 1 and _MANY * len(broken) >= len(lines)
    found: list[list[Piece]] = []
    for line in lines:
        is_begun = not found or bool(find_mark(line.text))
        is_cut = is_broken and not is_begun and found[-1][-1] in broken and not _NAMES.match(line.text)
        is_cut = is_cut or (not is_begun and bool(_IN_FIGURE.search(f"{found[-1][-1].text[-1:]}\n{line.text}")))
        if is_cut or (not is_begun and found[-1][-1].text.endswith(_GOES_ON)):
            found[-1].append(line)
        else:
            found.append([line])
    return [block_of(each, joint) for each in found]
