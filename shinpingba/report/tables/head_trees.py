"""The ways in which heads of several lines may stand over each other, where merged cells stand once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Piece
from .groups import stem

_FEWEST_BELOW = 2


@dataclass(frozen=True, slots=True)
class HeadTree:
    """A head and those under it; none where it is a column."""

    piece: Piece
    below: tuple["HeadTree", ...] = ()

    @property
    def paths(self) -> list[list[Piece]]:
        """The heads of each of its columns, from top to bottom."""
        return [[self.piece, *path] for each in self.below for path in each.paths] if self.below else [[self.piece]]

    @property
    def leaves(self) -> list[Piece]:
        """The lowest head of each of its columns."""
        return [path[-1] for path in self.paths]


Forest = tuple[HeadTree, ...]
_Taken = tuple[int, ...]  # how many heads of each line stand in their places


def ways(lines: Sequence[Sequence[Piece]], count: int) -> Iterator[Forest]:
    """The ways in which the heads of some lines may stand over each other, so that `count` of them stand over others.

    The first head of the first line stands over none: it is what the rows are about.
    """
    for heads, taken, left in _next_ones(lines, 0, len(lines[0]), (0,) * len(lines), count):
        if not left and [*taken] == [*map(len, lines)]:
            yield heads


def _next_ones(
    lines: Sequence[Sequence[Piece]], level: int, count: int, taken: _Taken, left: int
) -> Iterator[tuple[Forest, _Taken, int]]:
    """The ways to take the next `count` heads of a line with those under them, and how many may yet stand over others."""
    if not count:
        yield (), taken, left
        return
    for head, behind, less in _next_one(lines, level, taken, left):
        for others, end, rest in _next_ones(lines, level, count - 1, behind, less):
            yield (head, *others), end, rest


def _next_one(
    lines: Sequence[Sequence[Piece]], level: int, taken: _Taken, left: int
) -> Iterator[tuple[HeadTree, _Taken, int]]:
    """The ways to take the next head of a line: as a column, or over the next heads of a lower line, none of which comes twice."""
    piece = lines[level][taken[level]]
    taken = (*taken[:level], taken[level] + 1, *taken[level + 1 :])
    yield HeadTree(piece), taken, left
    if not left or (not level and taken[0] == 1):
        return
    for lower in range(level + 1, len(lines)):
        following = [stem(each.text) for each in lines[lower][taken[lower] :]]
        for count in range(_FEWEST_BELOW, len(following) + 1):
            if len({*following[:count]}) < count:
                break
            for below, behind, less in _next_ones(lines, lower, count, taken, left - 1):
                yield HeadTree(piece, below), behind, less
