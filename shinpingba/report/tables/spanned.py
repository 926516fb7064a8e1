"""The head of a table whose merged cells stand once, as rows as wide as those of the table.

    县区 | 建设面积(亩) | 资金(万元)                    three heads, of which the first is a column
    任务 | 完成 | 完成率 | 下达 | 支出 | 支出率            six columns: three under each of the other two
    山前县 | 5200 | 4680 | 90.0 | 1456 | 1062 | 72.9

How many columns there are is said by the rows; which of the ways to make so many is meant, by what the heads say and by
figures that prove each other. Where two ways are as good, none is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice

from ..document import Piece, Row
from .cells import kind_of_cell
from .head_trees import Forest, ways
from .stream import Cell
from .weighed import cost_of, misfit_of, proof_of

_MOST_WAYS = 5000
_MOST_AGAINST = 1.5  # what may speak against the best way
MARGIN = 0.5  # what the best way is ahead of the next one, at least
_FEWEST_HEADS, _MOST_LINES = 2, 3
_FEWEST_ROWS = 3  # of cells of which it is not known where a row ends
_PLAIN, _MORE_LINES = 2, 2.0  # lines of most heads, and what speaks against one more

Lines = Sequence[Sequence[Piece]]
_Weighed = tuple[float, Forest, int]  # what speaks against it, and how many lines it has


def spread(lines: Lines, rows: Sequence[Row]) -> tuple[Row, ...] | None:
    """The lines of a head as rows as wide as those under it, each head in all places it covers; None where no way is the best.

    lines  the heads of each, from left to right
    rows   those under them that have all their cells
    """
    return _best([*_weighed([lines], rows)])


def spread_anyhow(heads: Sequence[Piece], behind: Sequence[Piece], width: int) -> tuple[float, tuple[Row, ...]] | None:
    """Heads of which it is lost where their lines end as rows of a head, and what speaks against them.

    behind  the cells behind them, of rows of that width
    """
    rows = [tuple(behind[n : n + width]) for n in range(0, len(behind) - width + 1, width)]
    found = [*_weighed(_cut_up(heads), rows, is_cut=True)] if len(rows) >= _FEWEST_ROWS else []
    best = _best(found)
    return (min(each[0] for each in found), best) if best else None


def _cut_up(heads: Sequence[Piece]) -> Iterator[Lines]:
    """The ways to part heads into lines."""
    for count in range(1, _MOST_LINES):
        for cuts in combinations(range(_FEWEST_HEADS, len(heads) - 1), count):
            yield [heads[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(heads)), strict=True)]


def _weighed(parted: Iterable[Lines], rows: Sequence[Row], *, is_cut: bool = False) -> Iterator[_Weighed]:
    """The ways in which heads may stand over rows, each once. is_cut   whether it is only supposed where their lines end"""
    width = len(rows[0])
    cells = [[row[n].text for row in rows] for n in range(width)]
    values = [[Cell(words, 0).value if words else None for words in column] for column in cells]
    kinds = [[*map(kind_of_cell, column)] for column in cells]
    found = [
        *islice(
            ((way, len(lines)) for lines in parted for way in ways(lines, sum(map(len, lines)) - width)), _MOST_WAYS
        )
    ]
    seen: set[tuple[tuple[int, ...], ...]] = set()
    for way, height in found if len(found) < _MOST_WAYS else []:  # of too many none is the best
        tree = tuple(tuple(map(id, path)) for head in way for path in head.paths)
        if tree not in seen:
            seen.add(tree)
            more = _MORE_LINES * max(0, height - _PLAIN) if is_cut else 0.0
            yield cost_of(way) + misfit_of(way, kinds) - proof_of(way, values) + more, way, height


def _best(found: Sequence[_Weighed]) -> tuple[Row, ...] | None:
    """The best way as rows, if it is a likely one, and better than any other by some margin."""
    first, *others = sorted(found, key=lambda each: each[0])[:2] or [None]
    is_clear = (
        first is not None and first[0] <= _MOST_AGAINST and not any(other[0] - first[0] < MARGIN for other in others)
    )
    return _rows(first[1], first[2]) if first is not None and is_clear else None


def _rows(heads: Forest, height: int) -> tuple[Row, ...]:
    """The heads as rows: one over several columns in each of their places, one of several lines in each of them."""
    columns = [path for head in heads for path in head.paths]
    return tuple(tuple(path[min(level, len(path) - 1)] for path in columns) for level in range(height))
