"""The head of a table whose merged cells stand once: which heads of an upper line stand over which of a lower one.

    县区 | 建设面积(亩) | 资金(万元)                    three heads, of which the first is a column
    任务 | 完成 | 完成率 | 下达 | 支出 | 支出率            six columns: three under each of the other two
    山前县 | 5200 | 4680 | 90.0 | 1456 | 1062 | 72.9

How many columns there are is said by the rows; which of the ways to make so many is meant, by what the heads say and by
figures that prove each other. Where two ways are as good, none is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ..document import Piece, Row
from ..heads import read_head
from .agreed import agreeing
from .cells import kind_of_cell, mean_fit
from .groups import stem
from .over import goes_under, is_alone, is_compared
from .stream import Cell

_FEWEST_BELOW = 2
_MOST_WAYS = 5000
_MARGIN = 0.5  # what the best way is ahead of the next one, at least
_NO_PARENT, _ODD_PARENT, _ODD_ORDER, _MIXED = 4.0, 2.0, 2.0, 1.0
_UNLIKE = {True: 1.0, False: 0.3}  # two groups under one head, and side by side
_ODD_LEAF, _ODD_FIRST = 1.0, 1.0
_DENIED, _MISFIT = 2.0, 2.0
_TRIPLE = ("planned", "done", "share")

Values = Sequence[Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class _Head:
    """A head and those under it; none where it is a column."""

    piece: Piece
    below: tuple["_Head", ...] = ()

    @property
    def leaves(self) -> list[Piece]:
        """The lowest heads under it, which are columns."""
        return [leaf for head in self.below for leaf in head.leaves] if self.below else [self.piece]


def spread(lines: Sequence[Sequence[Piece]], rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """The lines of a head as rows as wide as those under it, each head in all places it covers; None where none is the best way.

    lines  the heads of each, from left to right
    rows   those under them that have all their cells
    """
    width = len(rows[0])
    cells = [[row[n].text for row in rows] for n in range(width)]
    values = [[Cell(words, 0).value if words else None for words in column] for column in cells]
    kinds = [[*map(kind_of_cell, column)] for column in cells]
    ways = [*islice(_ways(lines, sum(map(len, lines)) - width), _MOST_WAYS)]
    costs = sorted(((_cost(way) + _misfit(way, kinds) - _proof(way, values), n) for n, way in enumerate(ways)))
    is_clear = len(costs) == 1 or (len(costs) > 1 and costs[1][0] - costs[0][0] >= _MARGIN)
    return _rows(ways[costs[0][1]], len(lines)) if is_clear and len(ways) < _MOST_WAYS else None


def _ways(lines: Sequence[Sequence[Piece]], count: int) -> Iterator[tuple[_Head, ...]]:
    """The ways in which the heads of the lines may stand over each other, so that `count` of them stand over others."""
    for heads, at, left in _forests(lines, 0, len(lines[0]), (0,) * len(lines), count):
        if not left and [*at] == [*map(len, lines)]:
            yield heads


def _forests(
    lines: Sequence[Sequence[Piece]], level: int, count: int, at: tuple[int, ...], left: int
) -> Iterator[tuple[tuple[_Head, ...], tuple[int, ...], int]]:
    """The ways to take the next heads of a line with those under them; where each line goes on, and how many may yet stand over others."""
    if not count:
        yield (), at, left
        return
    for head, behind, less in _trees(lines, level, at, left):
        for others, end, rest in _forests(lines, level, count - 1, behind, less):
            yield (head, *others), end, rest


def _trees(
    lines: Sequence[Sequence[Piece]], level: int, at: tuple[int, ...], left: int
) -> Iterator[tuple[_Head, tuple[int, ...], int]]:
    """The ways to take the next head of a line: as a column, or over the next heads of a lower line, none of which comes twice."""
    piece = lines[level][at[level]]
    at = (*at[:level], at[level] + 1, *at[level + 1 :])
    yield _Head(piece), at, left
    if not left or (not level and at[0] == 1):  # the first is what the rows are about
        return
    for lower in range(level + 1, len(lines)):
        following = [stem(each.text) for each in lines[lower][at[lower] :]]
        for count in range(_FEWEST_BELOW, len(following) + 1):
            if len({*following[:count]}) < count:
                break
            for below, behind, less in _forests(lines, lower, count, at, left - 1):
                yield _Head(piece, below), behind, less


def _cost(heads: Sequence[_Head]) -> float:
    """What speaks against some heads by their words, with all that stand under them."""
    inner = [head for head in heads if head.below]
    nameless = sum(
        not _role(head.piece) and not read_head(head.piece.text).unit for head in heads[1:] if not head.below
    )
    cost = _ODD_LEAF * (nameless + _odd_times(heads))  # a thing without a unit is hardly a column of figures
    return cost + sum(map(_under, inner)) + sum(_unlike(one, two, is_under=False) for one, two in pairwise(inner))


def _under(head: _Head) -> float:
    """What speaks against the heads under one, and all under these."""
    inner = [each for each in head.below if each.below]
    cost = _parent(head) + _order([_role(each.piece) for each in head.below])
    cost += _ODD_LEAF * _odd_times(head.below)
    return cost + sum(map(_under, inner)) + sum(_unlike(one, two, is_under=True) for one, two in pairwise(inner))


def _odd_times(heads: Sequence[_Head]) -> int:
    """How many times are columns beside others that stand over figures: 一季度 beside 二季度 over 计划 and 实际."""
    times = [bool(head.below) for head in heads if _role(head.piece) == "time"]
    return times.count(False) if any(times) else 0


def _parent(head: _Head) -> float:
    """What speaks against a head over others: 备注 stands over none and under none, a share over no plan, 年度目标 over nothing done."""
    below = [each.piece for each in head.below]
    roles = {*map(_role, (*below, *head.leaves))}
    role = _role(head.piece)
    are_alone = any(map(is_alone, (head.piece, *below)))
    cost = _NO_PARENT * (are_alone and not all(goes_under(head.piece.text, low.text) for low in below))
    cost += _NO_PARENT * (is_compared(head.piece) and "planned" in roles)
    said = read_head(head.piece.text)
    is_share, is_of_year = said.fields[:1] == ("share",), said.time == "year"
    is_odd = (
        role == "growth"
        or (role == "share" and (is_share or "share" in roles))
        or (role == "planned" and bool({"done", "share", *(["time"] if is_of_year else [])} & roles))
        or (role == "done" and "planned" in roles and "done" not in roles)
    )
    return cost + _ODD_PARENT * is_odd


def _order(roles: Sequence[str]) -> float:
    """What speaks against some heads as one group: what is planned stands first, a share or a growth does not, times stand together."""
    late = sum(
        role == "planned" and {"done", "share", "time", "growth"} & {*roles[:n]} != set()
        for n, role in enumerate(roles)
    )
    is_mixed = "time" in roles and "done" in roles and "planned" not in roles
    return _ODD_ORDER * late + _ODD_FIRST * (roles[0] in {"share", "growth"}) + _MIXED * is_mixed


def _unlike(one: _Head, two: _Head, *, is_under: bool) -> float:
    """What speaks against two heads side by side whose lower heads are not the same; less where they are of the same sorts."""
    texts = [[stem(each.piece.text) for each in head.below] for head in (one, two)]
    roles = [[_role(each.piece) for each in head.below] for head in (one, two)]
    return 0.0 if texts[0] == texts[1] else _UNLIKE[is_under] * (0.5 if roles[0] == roles[1] else 1.0)


def _role(piece: Piece) -> str:
    """Which figures stand under a head: planned, done, share, growth; time where it only names one; "" for any."""
    head = read_head(piece.text)
    fields = {*head.fields}
    if fields & {"planned", "plan"}:
        return "planned"
    if "growth" in fields:
        return "growth"
    if head.fields[:1] == ("share",) or head.unit == "%":
        return "share"
    if fields & {"achieved", "progress"}:
        return "done"
    return head.fields[0] if head.fields else "time" if head.time else ""


def _misfit(heads: Sequence[_Head], kinds: Sequence[Sequence[str]]) -> float:
    """What speaks against some heads by what stands under them: departments under 完成率."""
    leaves = [leaf for head in heads for leaf in head.leaves]
    fits = [
        [mean_fit(field, column) for field in read_head(leaf.text).fields]
        for leaf, column in zip(leaves, kinds, strict=True)
    ]
    return _MISFIT * sum(max(each, default=0) < 0 for each in fits)


def _proof(heads: Sequence[_Head], values: Values) -> float:
    """What arithmetic says for some heads: under each that stands over a plan, what is done and its share, these agree, or do not."""
    place, sum_ = 0, 0.0
    for head in heads:
        places = range(place, place + len(head.leaves))
        place = places.stop
        sum_ += _agreement(head, places, values)
    return sum_


def _agreement(head: _Head, places: range, values: Values) -> float:
    roles = [_role(piece) for piece in head.leaves]
    if all(roles.count(name) == 1 for name in _TRIPLE):
        mean = agreeing([values[places[roles.index(name)]] for name in _TRIPLE])
        return 0.0 if mean is None else mean if mean > 0 else -_DENIED
    return _proof_below(head, places, values)


def _proof_below(head: _Head, places: range, values: Values) -> float:
    return _proof(head.below, values[places.start :]) if head.below else 0.0


def _rows(heads: Sequence[_Head], height: int) -> tuple[Row, ...]:
    """The heads as rows: one over several columns in each of their places, one of several lines in each of them."""
    columns = [path for head in heads for path in _paths(head)]
    return tuple(tuple(path[min(level, len(path) - 1)] for path in columns) for level in range(height))


def _paths(head: _Head) -> list[list[Piece]]:
    return [[head.piece, *path] for each in head.below for path in _paths(each)] if head.below else [[head.piece]]
