"""The heads of a flattened table: which of them stand over which, by the lines they stand on or their order, and by how many there are."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, islice, pairwise, takewhile

from ..document import Piece, Row
from ..heads import OWN, read_head
from .cells import kind_of_cell
from .groups import is_time_only, stem
from .parts import SUBJECTS

_ALONE = {"lead", "cooperating", "unit", "verdict", "deadline", *SUBJECTS, *OWN}
_FIGURES = {"planned", "achieved", "progress", "share", "growth", "rank"}
_TELLING = {"achieved", "progress"}
_FEWEST_LINES, _MOST_LINES = 2, 4
_FEWEST_UNDER, _MOST_LEVELS = 2, 3
_MOST_FORESTS = 200
_UNKNOWN = "第{}组"

Path = tuple[Piece, ...]  # the heads over a run of columns, from top to bottom


def nested_rows(heads: Sequence[Piece]) -> tuple[Row, ...]:
    """The rows of a head with goals and what was done of them in the lowest, by its lines or else its order; () where these do not tell.

    县区 | 治理面积(亩) | 补助资金(万元)
    坡地 | 河滩
    任务 | 完成 | 任务 | 完成 | 下达 | 支出      下达 | 支出 are under 补助资金: the two others are alike, and so are of one thing

    Where either of two heads may be over the middle ones, because all runs are alike, no run has a name. Where only their order is
    known, it may be that the first is over all.
    """
    lines = [[*line] for _, line in groupby(heads, lambda piece: piece.line)]
    are_rows = _FEWEST_LINES <= len(lines) <= _MOST_LINES
    first, lows = (lines[0], lines[-1]) if are_rows else _by_order(heads)
    runs = _runs(lows)
    own = [piece for piece in first if _ALONE & {*read_head(piece.text).fields[:1]}]
    tops = [piece for piece in first if all(piece is not each for each in own)]
    named = [*tops, *(piece for line in lines[1:-1] if are_rows for piece in line)]
    if len(runs) < 2 or not own or not tops or any(kind_of_cell(piece.text) == "departments" for piece in named):
        return ()
    levels = [[tops, *lines[1:-1]]] if are_rows else _levels(tops, len(runs))
    forests = islice((forest for each in levels for forest in _forests(each)), _MOST_FORESTS)
    found = [paths for nodes in forests if len(paths := [path for node in nodes for path in node]) == len(runs)]
    for is_likely in (_are_of_a_kind, _are_alike, *[_are_apart] * are_rows):
        found = [paths for paths in found if len(found) == 1 or is_likely(paths, runs)] or found
    if not found or (len(found) > 1 and any(is_time_only(piece.text) for piece in named)):
        return ()  # without its name last year's run would be one of this year's
    unnamed: list[Path] = [(Piece(_UNKNOWN.format(n)),) for n in range(1, len(runs) + 1)]
    return _rows(first, tops, found[0] if len(found) == 1 else unnamed, runs)


def _by_order(heads: Sequence[Piece]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """The heads before the lowest ones, and those: the figures at the end, from the first goal on."""
    count = sum(1 for _ in takewhile(lambda piece: _FIGURES & {*read_head(piece.text).fields}, reversed(heads)))
    goals = (n for n in range(len(heads) - count, len(heads)) if "planned" in read_head(heads[n].text).fields)
    begin = next(goals, len(heads))
    return heads[:begin], heads[begin:]


def _levels(names: Sequence[Piece], count: int) -> list[list[Sequence[Piece]]]:
    """How names may be parted into rows of a head, the fewest first, so many runs of columns below; times are none."""
    if not count <= len(names) < 2 * count or any(is_time_only(piece.text) for piece in names):
        return []
    return [
        [names[begin:end] for begin, end in pairwise((0, *cuts, len(names)))]
        for size in range(min(_MOST_LEVELS, len(names)))
        for cuts in combinations(range(1, len(names)), size)
    ]


def _runs(lows: Sequence[Piece]) -> list[Row]:
    """The lowest heads in runs that begin with a goal and tell what was done; none where one of them does not."""
    starts = [n for n, piece in enumerate(lows) if "planned" in read_head(piece.text).fields]
    runs = [(*lows[begin:end],) for begin, end in pairwise([*starts, len(lows)])]
    are_whole = all(any(_TELLING & {*read_head(piece.text).fields} for piece in run) for run in runs)
    return runs if starts[:1] == [0] and are_whole else []


def _forests(levels: Sequence[Sequence[Piece]]) -> Iterator[list[list[Path]]]:
    """Each way in which the heads of every line may stand under those of the line before: for each of the first, its paths."""
    tops, *lower = levels
    if not lower:
        yield [[(piece,)] for piece in tops]
        return
    for nodes in _forests(lower):
        for parts in _parted(nodes, len(tops)):
            yield [
                [(top, *path) for node in part for path in node] or [(top,)]
                for top, part in zip(tops, parts, strict=True)
            ]


def _parted(nodes: Sequence[list[Path]], count: int) -> Iterator[list[Sequence[list[Path]]]]:
    """Nodes in order under so many heads: none, or two at least, under each."""
    if count == 0:
        if not nodes:
            yield []
        return
    for size in (0, *range(_FEWEST_UNDER, len(nodes) + 1)):
        for rest in _parted(nodes[size:], count - 1):
            yield [nodes[:size], *rest]


def _are_alike(paths: Sequence[Path], runs: Sequence[Row]) -> bool:
    """Whether the runs that stand under one head have the same heads."""
    lows: dict[Path, set[tuple[str, ...]]] = {}
    for path, run in zip(paths, runs, strict=True):
        if len(path) > 1:
            lows.setdefault(path[:-1], set()).add(_words(run))
    return all(len(each) == 1 for each in lows.values())


def _are_of_a_kind(paths: Sequence[Path], _: Sequence[Row]) -> bool:
    """Whether the heads under one head, or under none, have all units or none: 公路(公里) and 桥梁(座), and not 桥梁(座) and 国道."""
    units: dict[Path, set[bool]] = {}
    for path in paths:
        for depth, piece in enumerate(path):
            units.setdefault(path[:depth], set()).add(bool(read_head(piece.text).unit))
    return all(len(each) == 1 for each in units.values())


def _are_apart(paths: Sequence[Path], runs: Sequence[Row]) -> bool:
    """Whether the runs with fewer heads over them have other heads than those with more."""
    deepest = max(map(len, paths))
    deep, others = (
        {_words(run) for path, run in zip(paths, runs, strict=True) if (len(path) == deepest) == is_deep}
        for is_deep in (True, False)
    )
    return not deep & others


def _words(run: Row) -> tuple[str, ...]:
    return tuple(stem(piece.text) for piece in run)


def _rows(first: Sequence[Piece], tops: Sequence[Piece], paths: Sequence[Path], runs: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of the head: a head stands in every row and column that it is over; what stands over no others, in all rows."""
    height = max(map(len, paths))
    groups: list[list[Path]] = [
        [(*path, *[path[-1]] * (height - len(path)), low) for low in run] for path, run in zip(paths, runs, strict=True)
    ]
    place = next(n for n, piece in enumerate(first) if piece is tops[0])
    before, behind = (
        [piece for piece in side if all(piece is not top for top in tops)] for side in (first[:place], first[place:])
    )
    columns = [*([piece] * (height + 1) for piece in before), *(column for group in groups for column in group),
               *([piece] * (height + 1) for piece in behind)]  # fmt: skip
    return tuple(tuple(column[n] for column in columns) for n in range(height + 1))
