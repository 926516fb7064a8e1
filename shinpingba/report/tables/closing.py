"""The goal of a year that is dealt out to its quarters or months: where each counts all since January, the last one is the year's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .cells import plain_value
from .column import ReadColumn
from .rivals import holds_goals

_PART = re.compile(r"第?(?P<quarter>[一二三四1-4])季度|(?<!\d)(?P<month>1[0-2]|[1-9])月")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_YEAR_END = 12
_SINCE_JANUARY = re.compile("[1元]月?[-—–~至到]1?[0-9]月")
_IN_ALL = re.compile("累计|序时|时序|季度末|月[底末]")
_SAID = re.compile("(?:目标|计划|任务|序时|节点)[^。;；]{0,12}累计|累计(?:目标|计划|任务)")
_FEWEST, _FEWEST_RISING = 3, 5  # parts of a year; rows in which every part is more than the one before


def with_year_end(columns: Sequence[ReadColumn], notes: str = "") -> list[ReadColumn]:
    """The columns; of the goals of parts of the year, where each counts all since January, that of the last as the year's.

    序时目标: 一季度 6 | 二季度 14 | 三季度 23 | 四季度 35      by their heads (序时, 3月底, 累计), or by a note: 各季度目标为累计数
    季度计划: 一季度 25 | 二季度 25 | 三季度 25 | 四季度 25     is dealt out, and none of them is the year's

    notes  the lines around the table
    """
    lanes: dict[str, list[tuple[int, int]]] = {}
    for place, column in enumerate(columns):
        if "planned" in column.head.fields and (month := _until(column)):
            words = _PART.sub("", _SINCE_JANUARY.sub("", column.label))
            lanes.setdefault(words, []).append((month, place))
    found = [*columns]
    for lane in map(sorted, lanes.values()):
        own = [columns[place] for _, place in lane]
        others = [column for column in columns if column not in own]
        month, last = lane[-1]
        if month == _YEAR_END and not any(map(holds_goals, others)) and _adds_up(own, notes):
            found[last] = replace(own[-1], head=replace(own[-1].head, fields=("planned",), time="end"))
    return found


def _until(column: ReadColumn) -> int:
    """The month with which the part of the year ends that a head names; 0 where it names none, or several."""
    words = _SINCE_JANUARY.sub(lambda match: re.split(r"\D+", match[0].rstrip("月"))[-1] + "月", column.label)
    parts = [*_PART.finditer(words)]
    if len(parts) != 1:
        return 0
    if quarter := parts[0]["quarter"]:
        return 3 * (_QUARTERS.get(quarter) or int(quarter))
    return int(parts[0]["month"])


def _adds_up(lane: Sequence[ReadColumn], notes: str) -> bool:
    """Whether the goals of a lane count all since January: never less than the one before, and said to be so or risen in each row."""
    rows = [[plain_value(words) for words in row] for row in zip(*(column.cells for column in lane), strict=False)]
    told = [numbers for row in rows if len(numbers := [each for each in row if each is not None]) == len(row)]
    if len(lane) < _FEWEST or not told or any(here > there for row in told for here, there in pairwise(row)):
        return False
    rising = [row for row in told if all(here < there for here, there in pairwise(row))]
    is_said = all(_IN_ALL.search(column.label) for column in lane) or bool(_SAID.search(notes))
    if is_said or all(_SINCE_JANUARY.search(column.label) for column in lane):
        return any(row[0] < row[-1] for row in told)
    return len(rising) >= _FEWEST_RISING and len(rising) == len(told)
