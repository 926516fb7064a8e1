"""Columns that stand beside each other: of an earlier year, of a part of the year, of the same thing planned and done."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .column import Column

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|$)")
_NOW = 9999
_COUNTED = {"planned", "achieved"}
_SAME = 0.3  # 计划工程量 and 完成工程量 are of the same thing
_UNTIL = re.compile(r"(?:20\d\d年)?1月?[-—–~至到](\d{1,2})月")
_BY_NOW = re.compile("序时|时序|节点|阶段|应完成")
_THING = re.compile(r"\([^()]*\)|[(（][^()（）]*[)）]|年度|全年|今年|本年|累计|计划|目标|任务|已|完成|实际|[数量值额]$")


def of_this_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, one that tells of an earlier year than another with such figures marked as before: 2023年实绩 beside 1-6月完成."""
    told = [column for column in columns if {"achieved", "progress"} & {*column.head.fields}]
    newest = max((_year(column) or _NOW for column in told), default=0)
    return [
        replace(column, head=replace(column.head, fields=(), time="before"))
        if column in told and 0 < _year(column) < newest
        else column
        for column in columns
    ]


def of_the_whole_year(columns: Sequence[Column]) -> list[Column]:
    """The columns, beside a goal of the year those of a part of it marked as no goals: 一季度目标, 序时目标 beside 年度目标."""
    goals = [column for column in columns if {"planned", "plan"} & {*column.head.fields}]
    by_now = [column for column in goals if _BY_NOW.search(column.label)]
    of_part = [column for column in goals if column.head.time == "period"]
    others = [column for column in goals if column not in by_now and column not in of_part]
    marked = [*(by_now if others else []), *(of_part if any(each.head.time == "year" for each in others) else [])]
    return [
        replace(column, head=replace(column.head, fields=(), time="before")) if column in marked else column
        for column in columns
    ]


def newest(columns: Sequence[Column]) -> list[Column]:
    """The columns, of progress up to several months all but the newest marked as before: 1-10月推进情况 beside 1-11月推进情况.

    The newest one is that of the last month under which most rows tell something.
    """
    until = {place: month for place, column in enumerate(columns) if (month := _month(column))}
    last = max(until.values(), default=0)
    is_told = any(2 * sum(map(bool, columns[n].cells)) > len(columns[n].cells) for n in until if until[n] == last)
    return [
        replace(column, head=replace(column.head, fields=(), time="before"))
        if is_told and until.get(place, last) < last
        else column
        for place, column in enumerate(columns)
    ]


def _month(column: Column) -> int:
    """Up to which month a column tells progress in words, from the year's begin; 0 where it does not say."""
    found = _UNTIL.match(column.name)
    return int(found[1]) if found and column.head.fields[:1] == ("progress",) else 0


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
