"""The lines of a head over columns that blanks part: which column each head stands over, and which heads stand over others."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product, repeat

from .spaced import Word

_MOST_OFF = 3.0  # how far on the whole a head may stand from where the columns under it begin, or from their middle
_UNTOLD = 6.0  # what it costs that a column has no head, though there is one near it
_BETWEEN = 0.5
_MOST_WAYS = 1000
_NEVER = float("inf")

ColumnRun = tuple[int, int]  # the columns under a head, from the first up to before the last
_Edge = Callable[[Word], float]
_EDGES: tuple[_Edge, ...] = (lambda word: word.begin, lambda word: (word.begin + word.end) / 2)


def runs_of(lines: Sequence[Sequence[Word]], columns: Sequence[Word]) -> tuple[float, list[list[ColumnRun]]] | None:
    """For each line of a head the columns under each of its cells, and how far they are off in all; None where it cannot be told.

    lines    its cells, from top to bottom: a head in an upper one stands over those below it, or over a column with none below
    columns  where each begins and ends
    """
    *upper, lowest = lines
    best: tuple[float, list[list[ColumnRun]]] | None = None
    for off, runs in _under_each(lowest, columns):
        found = _with_upper(upper, runs, headed(lowest, runs, columns)) if best is None or off < best[0] else None
        if found and (best is None or off + found[0] < best[0]):
            best = off + found[0], [*found[1], runs]
    return best


def _with_upper(
    upper: Sequence[Sequence[Word]], lowest: list[ColumnRun], columns: Sequence[Word]
) -> tuple[float, list[list[ColumnRun]]] | None:
    """The columns under each cell of the lines over the lowest one, and how far they are off in all."""
    below, last, sum_ = lowest, lowest, 0.0
    found: list[list[ColumnRun]] = []
    for cells in reversed(upper):
        over = _over(cells, columns, last, below)
        if over is None:
            return None
        off, last = over
        taken = {n for run in last for n in range(*run)}
        below = sorted([*last, *(run for run in below if run[0] not in taken)])
        columns = headed(cells, last, columns)
        found, sum_ = [last, *found], sum_ + off
    return sum_, found


def headed(cells: Sequence[Word], runs: Sequence[ColumnRun], columns: Sequence[Word]) -> list[Word]:
    """The columns, each as wide as the head that stands over it alone."""
    found = [*columns]
    for cell, (first, end) in zip(cells, runs, strict=True):
        wide = found[first].with_(cell)
        if end - first == 1 and not any(wide.overlaps(each) for n, each in enumerate(found) if n != first):
            found[first] = wide
    return found


def _under_each(cells: Sequence[Word], columns: Sequence[Word]) -> list[tuple[float, list[ColumnRun]]]:
    """The ways to give each cell of a line a column, in their order, the nearest first, and how far each is off."""
    ways = islice(combinations(range(len(columns)), len(cells)), _MOST_WAYS)
    found = [(sum(map(_off, cells, places, repeat(columns))), [(n, n + 1) for n in places]) for places in ways]
    return sorted(found)


def _off(cell: Word, place: int, columns: Sequence[Word]) -> float:
    """How far a head is from its column: hardly, where no other stands between them, as 任务 on the left over 40 on the right."""
    column = columns[place]
    distance = column.distance(cell)
    before, after = (columns[n] if 0 <= n < len(columns) else None for n in (place - 1, place + 1))
    is_between = (before is None or before.end <= cell.begin) and (after is None or cell.end <= after.begin)
    return min(distance, _BETWEEN) if is_between else float(distance)


def _over(
    cells: Sequence[Word], columns: Sequence[Word], lower: Sequence[ColumnRun], below: Sequence[ColumnRun]
) -> tuple[float, list[ColumnRun]] | None:
    """The columns under each cell of an upper line, so that they begin where their columns do, or stand in the middle over them."""
    units = [*below, *((n, n + 1) for n in range(len(columns)) if not any(first <= n < end for first, end in below))]
    found = [_divided(cells, columns, sorted(units), {*lower}, edge) for edge in _EDGES]
    score, runs = min(found)
    wide = sum(end - first > 1 for first, end in runs)
    return (score, runs) if score <= _MOST_OFF * max(1, wide) else None


def _divided(
    cells: Sequence[Word], columns: Sequence[Word], units: Sequence[ColumnRun], lower: set[ColumnRun], edge: _Edge
) -> tuple[float, list[ColumnRun]]:
    """The best way to give each cell a run of columns, and how far it is off: one column, or several that have heads below."""
    best: dict[tuple[int, int], tuple[float, list[ColumnRun]]] = {(0, 0): (0.0, [])}
    for stop, count in product(range(1, len(units) + 1), range(len(cells) + 1)):
        ways = [*_blank(best, stop, count, units[stop - 1] in lower)]
        ways += _ways(best, stop, count, cells, columns, units, lower, edge) if count else []
        best[stop, count] = min(ways, default=(_NEVER, []))
    return best[len(units), len(cells)]


def _blank(
    best: dict[tuple[int, int], tuple[float, list[ColumnRun]]], stop: int, count: int, is_lower: bool
) -> Iterator[tuple[float, list[ColumnRun]]]:
    """A column without a head in this line; one that has a head below needs none only where none stands before it."""
    score, runs = best.get((stop - 1, count), (_NEVER, []))
    yield score + (_UNTOLD if is_lower else 0.0), runs


def _ways(
    best: dict[tuple[int, int], tuple[float, list[ColumnRun]]], stop: int, count: int, cells: Sequence[Word],
    columns: Sequence[Word], units: Sequence[ColumnRun], lower: set[ColumnRun], edge: _Edge,
) -> Iterator[tuple[float, list[ColumnRun]]]:  # fmt: skip
    """A cell over the last columns: over one, or over as many as have heads below."""
    cell = cells[count - 1]
    for start in reversed(range(stop)):
        if units[start] not in lower and start < stop - 1:
            return
        run = (units[start][0], units[stop - 1][1])
        place = columns[run[0]].with_(columns[run[1] - 1])
        is_one = stop - start == 1 and units[start] not in lower
        off = place.distance(cell) if is_one else abs(edge(place) - edge(cell))
        score, runs = best.get((start, count - 1), (_NEVER, []))
        yield score + off, [*runs, run]
        if units[start] not in lower:
            return
