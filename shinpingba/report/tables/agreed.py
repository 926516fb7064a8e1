"""Columns of figures that prove each other: of three columns one is planned, one achieved, one its share, whatever stands over them."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from ..heads import OWN
from .column import Column
from .stream import Cell, agreement

_FEWEST = 3  # rows in which they agree
_MOST_ODD = 0.2
_GOES_ON = re.compile("在建(?!成)|正在|未[开完竣动]|前期|拟[开建]")
_ENOUGH = 40  # rows to see it in
_FULL = 100.0

Values = list[float | None]


def agreed(columns: Sequence[Column]) -> tuple[int, int, int] | None:
    """The places of the planned, the achieved and the share, where the figures of most rows agree; None where no three do.

    目标任务 24000 | 进度 26712 | 完成目标 111.3
    任务 120 | 在建 60 | 占任务 50 | 竣工 48 | 占任务 40      what is still being built is not achieved, though it has its share too
    """
    values = {place: _values(column) for place, column in enumerate(columns) if _may_be(column)}
    values = {place: found for place, found in values.items() if sum(each is not None for each in found) >= _FEWEST}
    planned = [place for place in values if "planned" in columns[place].head.fields]
    triples = [each for each in permutations(values, 3) if not planned or each[0] in planned]
    triples.sort(key=lambda each: bool(_GOES_ON.search("".join(columns[each[1]].path))))
    return next((each for each in triples if _agree([values[place] for place in each])), None)


def _may_be(column: Column) -> bool:
    """Whether a column may be one of the three: not last year's, none that the report keeps for itself."""
    return column.head.time != "before" and not {*column.head.fields[:1]} & (OWN - {"plan"})


def _values(column: Column) -> Values:
    return [Cell(words, 0).value if words else None for words in column.cells[:_ENOUGH]]


def _agree(columns: Sequence[Values]) -> bool:
    told = list(_told(columns))
    wrong = sum(agreement(*each) <= 0 for each in told)
    return len(told) >= _FEWEST and wrong <= _MOST_ODD * len(told)


def _told(columns: Sequence[Values]) -> Iterator[tuple[float, float, float]]:
    """The rows that tell all three, and say something by it: 8 of 8 and 100 do not."""
    for planned, achieved, share in zip(*columns, strict=False):
        if planned and achieved is not None and share is not None and share not in (0.0, 1.0, _FULL):
            yield planned, achieved, share
