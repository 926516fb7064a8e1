"""The head of a table whose merged cells stand once, as rows as wide as those of the table.

    县区 | 建设面积(亩) | 资金(万元)                    three heads, of which the first is a column
    任务 | 完成 | 完成率 | 下达 | 支出 | 支出率            six columns: three under each of the other two
    山前县 | 5200 | 4680 | 90.0 | 1456 | 1062 | 72.9

How many columns there are is said by the rows; which of the ways to make so many is meant, by what the heads say and by
figures that prove each other. Where two ways are as good, none is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from ..document import Piece, Row
from .column import column_of
from .head_trees import Forest, ways
from .stream import Cell
from .weighed import cost_of, misfit_of, proof_of

_MOST_WAYS = 5000
_MOST_AGAINST, _MOST_AGAINST_ONLY = 1.5, 3.0  # what may speak against the best way, and against the only one
MARGIN = 0.5  # what the best way is ahead of the next one, at least
_FEWEST_HEADS, _MOST_LINES = 2, 3
_FEWEST_ROWS = 3  # of cells of which it is not known where a row ends
_PLAIN, _MORE_LINES = 2, 2.0  # lines of most heads, and what speaks against one more

Lines = Sequence[Sequence[Piece]]
_Weighed = tuple[float, Forest, int]  # what speaks against it, and how many lines it has


@dataclass(frozen=True, slots=True)
class SpreadHead:
    """The rows of a head, as wide as those under it, each head in all places it covers.

    against   what speaks against it
    is_clear  whether it is better than any other way in which the heads may stand
    """

    rows: tuple[Row, ...]
    against: float
    is_clear: bool


def spread_lines(lines: Lines, rows: Sequence[Row]) -> SpreadHead | None:
    """The lines of a head, each with its heads from left to right, over rows that have all their cells; None where no way is likely."""
    return _best([*_weighed([lines], rows)])


def spread_anyhow(heads: Sequence[Piece], behind: Sequence[Piece], width: int) -> SpreadHead | None:
    """Heads of which it is lost where their lines end, over rows of that width; None where no way is likely.

    behind  the cells behind them, row by row
    """
    rows = [tuple(behind[n : n + width]) for n in range(0, len(behind) - width + 1, width)]
    return _best([*_weighed(_cut_up(heads), rows, is_cut=True)]) if len(rows) >= _FEWEST_ROWS else None


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
    kinds = [column_of((), column).kinds for column in cells]
    found = [
        *islice(
            ((way, len(lines)) for lines in parted for way in ways(lines, sum(map(len, lines)) - width)), _MOST_WAYS
        )
    ]
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for way, height in found if len(found) < _MOST_WAYS else []:  # of too many none is the best
        tree = tuple(tuple(piece.text for piece in path) for head in way for path in head.paths)
        if tree not in seen:
            seen.add(tree)
            more = _MORE_LINES * max(0, height - _PLAIN) if is_cut else 0.0
            yield cost_of(way) + misfit_of(way, kinds) - proof_of(way, values) + more, way, height


def _best(found: Sequence[_Weighed]) -> SpreadHead | None:
    """The best way, if it is a likely one, or the only one."""
    ordered = sorted(found, key=lambda each: each[0])[:2]
    most = _MOST_AGAINST if len(ordered) > 1 else _MOST_AGAINST_ONLY
    if not ordered or ordered[0][0] > most:
        return None
    against, way, height = ordered[0]
    return SpreadHead(_rows(way, height), against, all(other[0] - against >= MARGIN for other in ordered[1:]))


def _rows(heads: Forest, height: int) -> tuple[Row, ...]:
    """The heads as rows: one over several columns in each of their places, one of several lines in each of them."""
    columns = [path for head in heads for path in head.paths]
    return tuple(tuple(path[min(level, len(path) - 1)] for path in columns) for level in range(height))
