"""Columns of figures that prove each other: of three columns one is planned, one achieved, one its share, whatever stands over them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from ...language.shares import denies
from ..document import Row
from ..heads import OWN, Head
from .begun import says_begun, says_paid
from .cells import FIGURES, kind_of_cell
from .column import ReadColumn
from .rivals import last_month
from .stream import Cell, agreement

_FEWEST = 3  # rows in which they agree
_FEWEST_TELLING = 2
_MOST_ODD = 0.2
_WORDLESS = {"", "serial", "unit", "date", "dash", "pending", "yesno", *FIGURES}
_NAMING = {"task", "name", "region"}
_MOST_NAMELESS = 3  # rows among which one is nameless
_GOES_ON = re.compile("在建(?!成)|正在|未[开完竣动]|前期|拟[开建]")
_OF_PART = re.compile("半年|季度|[0-9]月")
_ENOUGH = 40  # rows to see it in
_FULL = 100.0
_SUM = re.compile("累计")
_MOST_WITHIN = 3  # rows among which one is above its plan
_YEARS = "“{}”超过当年计划,是历年的数,没有当作当年完成的数"
_OF_TASK = re.compile("完成|进度|占|比例|执行")
_DIGITS = re.compile(r"[0-9.,]+")
_DENIED = "完成比例与计划数、完成数对不上,请核对"
_TRIPLE = ("planned", "achieved", "share")
_TORN = "计划数、完成数和比例对不上,数字归不了栏,没有读"
_TIED = "缺了单元格,数字可以归入不同的栏,没有读"
_NAMELESS = "有数字的行没有任务,数字归不了栏,没有读"

Values = Sequence[float | None]


def agreed(columns: Sequence[ReadColumn]) -> tuple[int, int, int] | None:
    """The places of the planned, the achieved and the share, where the figures of most rows agree; None where no three do.

    目标任务 24000 | 进度 26712 | 完成目标 111.3      (and 26712 is 24000 % of 111.3, but 45公顷 is the share of nothing)
    计划 12 | 1-5月 4.2 | 占 35 | 1-6月 5.5 | 占 45.8      of several times the last goes first
    任务 120 | 在建 60 | 占任务 50 | 竣工 48 | 占任务 40      what is still being built is not achieved, though it has its share too
    计划 310 | 本月 41.2 | 占 13.3 | 累计 236.8 | 占 76.4      nor is what a month brought
    """
    may_be = [n for n, column in enumerate(columns) if _may_be(column)]
    if any(_is_to_date(columns[n]) for n in may_be):
        may_be = [n for n in may_be if not _is_increment(columns[n])]
    values = {n: _values(columns[n]) for n in may_be}
    # 资金(万元) 150 | 资金支付(万元) 120 | 支付率 80: of what no head calls a plan, what is paid is no progress
    values = {n: found for n, found in values.items() if sum(each is not None for each in found) >= _FEWEST_TELLING}
    planned = [place for place in values if "planned" in columns[place].head.fields]
    kinds = {place: {*columns[place].kinds} for place in values}
    triples = [
        each for each in permutations(values, 3)
        if (each[0] in planned if planned else not says_paid(columns[each[1]].label))
        and "percent" not in kinds[each[0]] and "quantity" not in kinds[each[2]]
    ]  # fmt: skip
    proved = [each for each in triples if _agree([values[place] for place in each])]
    return min(proved, key=lambda each: _standing(*(columns[place] for place in each)), default=None)


def _standing(planned: ReadColumn, achieved: ReadColumn, share: ReadColumn) -> tuple[bool, bool, bool, int]:
    """What puts three columns behind others that agree: 年初任务 behind 调整后任务, 开工数 behind 完工数, 1-5月 behind 1-6月."""
    is_short = says_begun(achieved.label) or says_paid(achieved.label)
    return bool(_GOES_ON.search(achieved.label)), is_short, "调整" not in planned.label, -last_month(achieved)


def apart_from_totals(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns; beside a plan of the year those that a share proves to be of the whole project are the report's own.

    总投资 6.4 | 累计完成投资 4.8 | 累计完成比例 75 | 今年计划 2.0 | 今年完成 0.3
    """
    totals = [n for n, column in enumerate(columns) if column.head.fields[:1] == ("total",)]
    yearly = [n for n, column in enumerate(columns) if "planned" in column.head.fields and column.head.time == "year"]
    others = [
        n
        for n, column in enumerate(columns)
        if _may_be(column) and n not in yearly and "planned" not in column.head.fields
    ]
    if not totals or not yearly:
        return list(columns)
    values = {n: _values(columns[n]) for n in (*totals, *yearly, *others)}
    pairs = [*permutations(others, 2)]
    of_year = {
        n for first in yearly for pair in pairs if _agree([values[place] for place in (first, *pair)]) for n in pair
    }
    of_all = {
        n for first in totals for pair in pairs if _agree([values[place] for place in (first, *pair)]) for n in pair
    }
    own = Head((), "beyond")
    return [replace(each, head=own) if n in of_all - of_year else each for n, each in enumerate(columns)]


def apart_from_years(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns; beside the whole project's figure and a plan of the year, what has come to more than that plan is of all years.

    总投资 90000 | 累计完成投资 62000 | 今年计划投资 30000 | 形象进度

    One row of three says so: where 累计 is of this year, hardly one has more than it was to have.
    """
    totals = [_values(column) for column in columns if column.head.fields[:1] == ("total",)]
    plans = [
        _values(column) for column in columns if "planned" in column.head.fields and column.head.time in ("", "year")
    ]
    plans = plans[: not totals or None]
    sums = [n for n, each in enumerate(columns) if _SUM.search(each.label) and not each.head.time and _may_be(each)]
    if not totals or not plans:
        return list(columns)
    over = {n for n in sums if _is_of_years(totals[0], plans[0], _values(columns[n]))}
    return [replace(each, head=Head((), "beyond"), note=_YEARS.format(each.label)) if n in over else each
            for n, each in enumerate(columns)]  # fmt: skip


def _is_of_years(total: Values, planned: Values, done: Values) -> bool:
    """Whether many figures are above the year's plan, and none is above the whole project's."""
    told = [row for row in zip(total, planned, done, strict=False) if all(row)]
    above = sum(each > plan for _, plan, each in told if plan is not None and each is not None)
    most = sum(each > whole for whole, _, each in told if whole is not None and each is not None)
    return 0 < len(told) <= _MOST_WITHIN * above and not most


def agreeing(columns: Sequence[Values]) -> float | None:
    """How far three columns of figures agree, from -1.0 to 2.0; None where fewer than two rows tell all three."""
    told = [agreement(*row) for row in zip(*columns, strict=False) if _tells(*row)]
    return sum(told) / len(told) if len(told) >= _FEWEST_TELLING else None


def torn(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> set[int]:
    """The rows of a flattened table, by their place, whose figures have lost their columns, where those of most rows agree.

    资源税 | 计划 820 | 累计 4.63 | 占计划 61     they deny each other: a blank cell is gone, 4.63 is the share of 38
    消费税 | 计划     | 累计      | 占计划 13     a share of nothing that was planned
           | 计划     | 累计 259  | 占计划        nothing says of what, or how much was planned
    税收收入 | 计划 6.2 | 累计 84100 | 占计划 96000   where all rows deny it, the heads are those of other columns
    """
    fields = [column.field for column in columns]
    if not all(fields.count(name) == 1 for name in _TRIPLE):
        return set()
    places = [fields.index(name) for name in _TRIPLE]
    values = [tuple(_value(row[place].text) if place < len(row) else None for place in places) for row in rows]
    told = [n for n, row in enumerate(values) if _tells(*row)]
    denied = {n for n in told if agreement(*values[n]) <= 0}
    is_of_part = bool(_OF_PART.search(columns[places[2]].label))  # 完成前三季度任务占比 is of no year's
    if len(told) >= _FEWEST_TELLING and len(denied) == len(told) and not is_of_part:
        return {*told}
    if len(told) - len(denied) < max(_FEWEST, len(denied) + 1):
        return set()
    named = [place for place, name in enumerate(fields) if name in {"task", "name", "region"}]
    unplanned = {n for n, (planned, _, _) in enumerate(values) if planned is None}
    nameless = {n for n in unplanned if not any(place < len(rows[n]) and rows[n][place].text for place in named)}
    return (
        denied | {n for n in unplanned if values[n][2] is not None} | {n for n in nameless if values[n][1] is not None}
    )


def unread_rows(rows: Sequence[Row], columns: Sequence[ReadColumn], unsure: Row = ()) -> dict[int, str]:
    """The rows of a flattened table, by their place, whose figures are not to be read, and why, in words for the user.

    unsure  the first cells of those whose figures may as well stand in other columns
    """
    tied = {n for n, row in enumerate(rows) if any(piece is each for piece in row for each in unsure)}
    return (
        dict.fromkeys(tied, _TIED)
        | dict.fromkeys(nameless(rows, columns), _NAMELESS)
        | dict.fromkeys(torn(rows, columns), _TORN)
    )


def doubted_rows(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> dict[int, str]:
    """The rows of a table, by their place, whose figures are read with doubt, and why, in words for the user."""
    return dict.fromkeys(denied(rows, columns), _DENIED)


def nameless(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> set[int]:
    """The rows of a flattened table, by their place, whose figures are of nothing; all rows where one in three is such a one.

    工业投资 | 年度计划 120 | 实际完成 90      rows that were cut in two: the first parts have the figures of other columns
             | 年度计划 55  | 实际完成 73.3
    """
    told = [place for place, column in enumerate(columns) if column.field in _TRIPLE]
    found = {
        n
        for n, row in enumerate(rows)
        if sum(place < len(row) and _value(row[place].text) is not None for place in told) >= _FEWEST_TELLING
        and all(kind_of_cell(piece.text) in _WORDLESS for piece in row)
    }
    return {*range(len(rows))} if found and _MOST_NAMELESS * len(found) >= len(rows) else found


def moved_on(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> dict[int, str]:
    """Why the figures of which rows are not read, by their place: of all rows, where a bare figure names one in three of them.

    13 | 计划 2340 | 完成 72.2 | 1156 | 计划 双溪镇 | 完成 68      cells that have moved on: a bare figure names nothing
    """
    names = [place for place, column in enumerate(columns) if column.field in _NAMING]
    told = [{kind_of_cell(row[place].text) for place in names if place < len(row)} - {""} for row in rows]
    count = sum(bool(kinds) and kinds <= {"number", "percent"} for kinds in told)
    return dict.fromkeys(range(len(rows)), _NAMELESS) if count and _MOST_NAMELESS * count >= len(rows) else {}


def denied(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> set[int]:
    """The rows, by their place, whose share is not that of their figures: 年度目标 40个 | 累计完成 22个 | 完成率 35%.

    Figures of other units, or a share that is of something else (合格率), deny nothing.
    """
    fields = [column.field for column in columns]
    if not all(fields.count(name) == 1 for name in _TRIPLE):
        return set()
    planned, achieved, share = (fields.index(name) for name in _TRIPLE)
    heads = {columns[place].head.unit for place in (planned, achieved)}
    if not _OF_TASK.search(columns[share].label) or _OF_PART.search(columns[share].label) or len(heads) > 1:
        return set()
    found = set()
    for n, row in enumerate(rows):
        words = [row[place].text if place < len(row) else "" for place in (planned, achieved, share)]
        units = {_DIGITS.sub("", each) for each in words[:2]}
        value, done, said = map(_value, words)
        if _tells(value, done, said) and len(units) == 1 and value and done is not None and said is not None:
            found |= {n} if denies(value, done, said / _FULL) else set()
    return found


def _may_be(column: ReadColumn) -> bool:
    """Whether a column may be one of the three: not last year's, none that the report keeps for itself."""
    return column.head.time not in ("before", "beyond") and not {*column.head.fields[:1]} & (OWN - {"plan"})


def _is_to_date(column: ReadColumn) -> bool:
    """Whether a column tells of the year to date: 本年累计完成, 1-9月完成."""
    return "achieved" in column.head.fields and bool(_SUM.search(column.label) or column.head.time == "period")


def _is_increment(column: ReadColumn) -> bool:
    """Whether a column is of a part of the time: 本月完成投资; not 本期累计."""
    return column.head.time == "increment" and not _SUM.search(column.label)


def _values(column: ReadColumn) -> Values:
    return [*map(_value, column.cells[:_ENOUGH])]


def _value(words: str) -> float | None:
    return Cell(words, 0).value if words else None


def _agree(columns: Sequence[Values]) -> bool:
    told = [row for row in zip(*columns, strict=False) if _tells(*row)]
    wrong = sum(agreement(*row) <= 0 for row in told)
    return wrong <= _MOST_ODD * len(told) if len(told) >= _FEWEST else len(told) >= _FEWEST_TELLING and not wrong


def _tells(planned: float | None, achieved: float | None, share: float | None) -> bool:
    """Whether a row tells all three, and says something by it: 8 of 8 and 100 do not."""
    return bool(planned) and achieved is not None and share is not None and share not in (0.0, 1.0, _FULL)
