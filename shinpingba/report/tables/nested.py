"""The heads of a flattened table whose rows stand on lines of their own: which of them stand over which, by how many there are."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

from ..document import Piece, Row
from ..heads import OWN, read_head
from .groups import stem
from .parts import SUBJECTS

_ALONE = {"lead", "cooperating", "unit", "verdict", "deadline", *SUBJECTS, *OWN}
_TELLING = {"achieved", "progress"}
_FEWEST_LINES, _MOST_LINES = 2, 4
_FEWEST_UNDER = 2
_MOST_FORESTS = 200
_UNKNOWN = "第{}组"

Path = tuple[Piece, ...]  # the heads over a run of columns, from top to bottom


def by_lines(heads: Sequence[Piece]) -> tuple[Row, ...]:
    """The rows of a head whose lines are its rows, the last of goals and what was done of them; () where these do not tell.

    县区 | 治理面积(亩) | 补助资金(万元)
    坡地 | 河滩
    任务 | 完成 | 任务 | 完成 | 下达 | 支出      下达 | 支出 are under 补助资金: the two others are alike, and so are of one thing

    Where either of two heads may be over the middle ones, because all runs are alike, no run has a name.
    """
    lines = [[*line] for _, line in groupby(heads, lambda piece: piece.line)]
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES:
        return ()
    first, *middle, lows = lines
    runs = _runs(lows)
    own = [piece for piece in first if _ALONE & {*read_head(piece.text).fields[:1]}]
    tops = [piece for piece in first if all(piece is not each for each in own)]
    if len(runs) < 2 or not own or not tops:
        return ()
    forests = ([path for node in nodes for path in node] for nodes in islice(_forests([tops, *middle]), _MOST_FORESTS))
    found = [paths for paths in forests if len(paths) == len(runs)]
    for is_likely in (_are_alike, _are_apart):
        found = [paths for paths in found if len(found) == 1 or is_likely(paths, runs)] or found
    if not found:
        return ()
    unnamed: list[Path] = [(Piece(_UNKNOWN.format(n)),) for n in range(1, len(runs) + 1)]
    return _rows(first, tops, found[0] if len(found) == 1 else unnamed, runs)


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
