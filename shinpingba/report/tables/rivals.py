"""Columns that stand beside each other: of an earlier year, of a part of the year, of the same thing planned and done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .column import Column

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|$)")
_NOW = 9999
_COUNTED = {"planned", "achieved"}
_TOLD = {"achieved", "progress"}
_SAME = 0.3  # 计划工程量 and 完成工程量 are of the same thing
_UNTIL = re.compile(r"(?:20\d\d年\s?)?(?<!\d)1月?[-—–~至到](\d{1,2})月")
_QUARTERS = {"一季度": 3, "二季度": 6, "上半年": 6, "三季度": 9, "前三季度": 9, "四季度": 12, "全年": 12}
_BY_NOW = re.compile("序时|时序|节点|阶段|应完成")
_THING = re.compile(r"\([^()]*\)|[(（][^()（）]*[)）]|年度|全年|今年|本年|累计|计划|目标|任务|已|完成|实际|[数量值额]$")


def of_this_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, one that tells of an earlier year than another of its kind marked as before: 2023年实绩 beside 1-6月完成.

    2024年目标 | 2024年1-10月完成 | 形象进度      the year of the goal is no earlier one, and figures are not older than words
    """
    told = [column for column in columns if _TOLD & {*column.head.fields} and column.head.fields[0] != "share"]
    goals = {_year(column) for column in columns if {"planned", "plan"} & {*column.head.fields}}
    years = [(_year(column) or _NOW, column.holds_figures) for column in told]
    before = [
        column
        for column, (year, kind) in zip(told, years, strict=True)
        if year not in goals and any(year < other and kind == other_kind for other, other_kind in years)
    ]
    return [_as_before(column) if any(column is each for each in before) else column for column in columns]


def _as_before(column: Column) -> Column:
    """The column as one of last year's: it is taken for none of the report's figures, and for no progress."""
    return replace(column, head=replace(column.head, fields=(), time="before"))


def of_the_whole_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of a goal of a part of the year marked as no goals: 一季度目标, 序时目标, beside 年度目标 or alone.

    Alone, their shares are marked too: 120 % of a quarter's goal say nothing of the year's.
    """
    of_part = [column for column in columns if is_of_part(column)]
    is_alone = bool(of_part) and not any(_holds_goals(column) for column in columns if column not in of_part)
    shares = [column for column in columns if column.head.fields[:1] == ("share",) and column.head.time != "year"]
    marked = [*of_part, *(shares if is_alone else [])]
    return [_as_before(column) if column in marked else column for column in columns]


def is_of_part(column: Column) -> bool:
    """Whether a goal is of a part of the year: 上半年目标, 季度任务数, 序时目标; no plan of steps in words (一季度节点计划)."""
    is_early = column.head.time in ("period", "increment") or bool(_BY_NOW.search(column.label))
    return is_early and "planned" in column.head.fields


def _holds_goals(column: Column) -> bool:
    """Whether goals stand under a head: figures, or tasks with a figure (新建公园8个)."""
    may_be = {"planned", "task"} & {*column.head.fields}
    return bool(may_be) and (column.holds_figures or column.says_how_much)


def newest(columns: Sequence[Column]) -> list[Column]:
    """The columns, of progress up to several times of the year all but the newest marked as before.

    1-10月推进情况 | 1-11月推进情况
    一季度 | 二季度 | 三季度 | 四季度      of which the last is blank yet; the newest is progress if one of them tells of what was done

    The newest one is that of the last time under which most rows tell something.
    """
    until = {place: month for place, column in enumerate(columns) if (month := _month(column))}
    full = [place for place in until if 2 * sum(map(bool, columns[place].cells)) > len(columns[place].cells)]
    if len(full) < 2 or not any(columns[place].head.fields or _is_told(columns[place]) for place in full):
        return list(columns)
    last = max(full, key=until.__getitem__)
    told = replace(columns[last].head, fields=columns[last].head.fields or ("progress",))
    marked = [_as_before(column) if place in until else column for place, column in enumerate(columns)]
    return [*marked[:last], replace(columns[last], head=told), *marked[last + 1 :]]


def of_bare_times(columns: Sequence[Column]) -> list[Column]:
    """The columns; of figures under nothing but times since January, beside a goal, those of the last time as what was achieved.

    2022年目标 | 2021年1-6月 | 2022年1-6月      where no column is said to be what was achieved
    """
    bare = {place: _stretch(column) for place, column in enumerate(columns) if _is_bare(column)}
    is_told = any(_TOLD & {*column.head.fields} for column in columns)
    goals = [column for column in columns if {"planned", "task"} & {*column.head.fields} and column.holds_figures]
    if is_told or not goals or not bare or list(bare.values()).count(max(bare.values())) > 1:
        return list(columns)
    last = max(bare, key=bare.__getitem__)
    told = replace(columns[last], head=replace(columns[last].head, fields=("achieved",)))
    return [
        told if place == last else _as_before(column) if place in bare else column
        for place, column in enumerate(columns)
    ]


def _is_bare(column: Column) -> bool:
    """Whether figures stand under a head that only says since January until when: 2022年1-6月, 上半年."""
    return (
        not column.head.fields and column.head.time == "period" and column.holds_figures and bool(_stretch(column)[1])
    )


def _stretch(column: Column) -> tuple[int, int]:
    """The year and the last month of a head."""
    found = _UNTIL.search(column.label)
    named = next((month for words, month in _QUARTERS.items() if words in column.label and "季度" not in words[:3]), 0)
    return _year(column), int(found[1]) if found else named


def _is_told(column: Column) -> bool:
    """Whether most words under a head tell of what was done: 已改造6座, 正在招标."""
    kinds = column.kinds
    return 2 * kinds.count("told") > len(kinds)


def _month(column: Column) -> int:
    """Up to which month a column tells progress in words, from the year's begin; 0 where it does not say."""
    found = _UNTIL.match(column.name)
    if found and column.head.fields[:1] == ("progress",):
        return int(found[1])
    return _QUARTERS.get(column.name, 0) if len(column.path) == 1 else 0


def matched(columns: Sequence[Column], candidates: list[dict[str, float]]) -> list[dict[str, float]]:
    """The candidates; a plan and what is done of the same thing go before others: 计划工程量 | 完成工程量 before 计划投资."""
    both = _things(columns, candidates, "planned") & _things(columns, candidates, "achieved")
    return [
        {name: score + _SAME * (name in _COUNTED and _thing(column) in both) for name, score in found.items()}
        for column, found in zip(columns, candidates, strict=True)
    ]


def _things(columns: Sequence[Column], candidates: list[dict[str, float]], name: str) -> set[str]:
    """What the columns that may be planned, or achieved, are of."""
    return {_thing(column) for column, found in zip(columns, candidates, strict=True) if name in found} - {""}


def _thing(column: Column) -> str:
    return _THING.sub("", column.label).strip()


def _year(column: Column) -> int:
    """The year that the heads of a column name; 0 for none."""
    return max((int(found) for found in _YEAR.findall(column.label)), default=0)
