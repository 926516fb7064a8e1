"""Columns that stand beside each other: of an earlier year, of a part of the year, of the same thing planned and done."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..heads import read_head
from .cells import plain_value
from .column import ReadColumn

_YEAR = re.compile(r"(?<!\d)(20\d\d|2\d(?=年))(?=年|$)")
_NOW = 9999
_COUNTED = {"planned", "achieved"}
_TOLD = {"achieved", "progress"}
_SAME = 0.3  # 计划工程量 and 完成工程量 are of the same thing
_UNTIL = re.compile(r"(?:20\d\d年\s?)?(?<!\d)[1元]月?[-—–~至到](\d{1,2})月")
_MONTH_END = re.compile(r"(?<!\d)(1[0-2]|[1-9])月[底末]")
_QUARTERS = {"一季度": 3, "二季度": 6, "上半年": 6, "三季度": 9, "前三季度": 9, "四季度": 12, "全年": 12}
_BARE_MONTH = re.compile(r"(1[0-2]|[1-9])月份?")
_IN_ALL = "累计"
_BY_NOW = re.compile("序时|时序|节点|阶段|(?<!全年)(?<!年度)应完成")
_CURRENT = re.compile("目前|当前|至今|最新")
_AFTER_ALL = 13
_DUE, _ACTUAL = re.compile(r"(?:目标|任务)进度(?:[(（][^()（）]*[)）])?"), re.compile("实际(?:进度|进展)")
_PARTS = {"part", "period"}
_PART = re.compile(r"第?([一二三四1-4])季度|(?<![-—–~至到\d])(\d{1,2})月份?(?![-—–~至到\d])")
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FEWEST_STEPS = 4
_OF_PLAN = re.compile("规划|远景")
_AMONG = re.compile("其中")
_THING = re.compile(r"\([^()]*\)|[(（][^()（）]*[)）]|年度|全年|今年|本年|累计|计划|目标|任务|已|完成|实际|[数量值额]$")


def of_this_year(columns: Sequence[ReadColumn], year: int = 0) -> list[ReadColumn]:
    """The columns, one that tells of an earlier year than another of its kind marked as before: 2023年实绩 beside 1-6月完成.

    2024年目标 | 2024年1-10月完成 | 形象进度      the year of the goal is no earlier one, and figures are not older than words
    2024年目标 | 2024年完成 | 2025年目标         next year's goal has not been begun with

    year  the one that the title names, or the one before: figures of an earlier one are before it too; 0 where it is not known
    """
    columns = _without_later(_without_due(columns), year)
    told = [column for column in columns if _TOLD & {*column.head.fields} and column.head.fields[0] != "share"]
    goals = {_year(column) for column in columns if {"planned", "plan"} & {*column.head.fields}}
    years = [(_year(column) or _NOW, column.holds_figures) for column in told]
    others = [*years, (year, True)]
    before = [
        column
        for column, (own, kind) in zip(told, years, strict=True)
        if own not in goals and any(own < other and kind == other_kind for other, other_kind in others)
    ]
    return [_as_before(column) if any(column is each for each in before) else column for column in columns]


def _without_later(columns: Sequence[ReadColumn], year: int) -> list[ReadColumn]:
    """The columns, the goals of a later year than anything that was done marked as none; a plan's last year is later than an unknown one.

    2024年完成 | 2025年目标; 规划目标(2025年) | 目前完成
    """
    told = max([year, *(_year(column) for column in columns if _TOLD & {*column.head.fields})])
    goals = [
        column for column in columns if {"planned", "plan", "task"} & {*column.head.fields} and _year(column) > told
    ]
    later = [column for column in goals if told or _OF_PLAN.search(column.label)]
    return [_as_before(column) if any(column is each for each in later) else column for column in columns]


def _as_before(column: ReadColumn) -> ReadColumn:
    """The column as one of last year's: it is taken for none of the report's figures, and for no progress."""
    return replace(column, head=replace(column.head, fields=(), time="before"))


def without_parts(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns, those of parts under 其中 marked as none, where the whole stands beside: 累计完成 小计 | 其中 税收 | 其中 非税."""
    wholes = {column.path[0] for column in columns if len(column.path) > 1 and not _is_of_a_part(column)}
    return [_as_before(column) if _is_of_a_part(column) and column.path[0] in wholes else column for column in columns]


def _is_of_a_part(column: ReadColumn) -> bool:
    return any(_AMONG.match(words) for words in column.path[1:])


def of_the_whole_year(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns, those of a goal of a part of the year marked as no goals: 一季度目标, 序时目标, beside 年度目标 or alone.

    Alone, their shares are marked too: 120 % of a quarter's goal say nothing of the year's.
    """
    of_part = [column for column in columns if is_of_part(column)]
    is_alone = bool(of_part) and not any(holds_goals(column) for column in columns if column not in of_part)
    shares = [column for column in columns if column.head.fields[:1] == ("share",) and column.head.time != "year"]
    marked = [*of_part, *(shares if is_alone else [])]
    return [_as_before(column) if column in marked else column for column in columns]


def is_of_part(column: ReadColumn) -> bool:
    """Whether a goal is of a part of the year: 上半年目标, 季度任务数, 序时目标; no plan of steps in words (一季度节点计划)."""
    is_early = column.head.time in ("period", "part", "increment") or bool(_BY_NOW.search(column.label))
    is_early = is_early and column.head.time != "end"
    return is_early and "planned" in column.head.fields


def _without_due(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns, that of how far it should be marked as none, where one of how far it is stands beside: 目标进度 75% | 实际进度 82%."""
    is_told = any(_ACTUAL.search(column.name) and _TOLD & {*column.head.fields} for column in columns)
    return [_as_before(each) if is_told and _DUE.fullmatch(each.name) else each for each in columns]


def holds_goals(column: ReadColumn) -> bool:
    """Whether goals stand under a head: figures, or tasks with a figure (新建公园8个)."""
    may_be = {"planned", "task"} & {*column.head.fields}
    return bool(may_be) and (column.holds_figures or column.says_how_much)


def of_the_newest(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
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


def of_bare_times(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns; of figures under nothing but times since January, beside a goal, those of the last time as what was achieved.

    2022年目标 | 2021年1-6月 | 2022年1-6月      where no column is said to be what was achieved
    优良天数比率(%) over 年度目标 | 1-10月      the rate itself, and no share of its goal
    """
    goals = [column for column in columns if "planned" in column.head.fields and len(column.path) > 1]
    rates = {(column.path[:-1], column.head.unit) for column in goals}
    columns = [_without_share(each) if (each.path[:-1], each.head.unit) in rates else each for each in columns]
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


def since_january(columns: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns of parts of the year (一季度 | 二季度, 5月 | 6月); where their figures never fall, each is of all the year until then.

    一季度完成 90 | 二季度完成 310 and 6 | 13      and not 一季度完成 90 | 二季度完成 71, of which the first is a part as well
    """
    lanes: dict[str, list[tuple[int, ReadColumn]]] = {}
    for column in columns:
        if column.head.time in _PARTS and (part := _PART.search(column.label)):
            lane = column.label.replace(part[0], "")
            lanes.setdefault(lane, []).append((_ORDER.get(part[1], 0) or int(part[2] or 0), column))
    ordered = [[column for _, column in sorted(lane, key=lambda each: each[0])] for lane in lanes.values()]
    steps = [
        (here, there)
        for lane in ordered
        for first, second in pairwise(lane)
        for here, there in zip(map(plain_value, first.cells), map(plain_value, second.cells), strict=False)
        if here is not None and there is not None
    ]
    if any(here > there for here, there in steps):
        told = [column for lane in ordered if len(lane) > 1 for column in lane if "achieved" in column.head.fields]
        return [replace(each, head=replace(each.head, time="part")) if each in told else each for each in columns]
    if len(steps) < _FEWEST_STEPS:
        return list(columns)
    return [
        replace(column, head=replace(column.head, time="period")) if column.head.time == "part" else column
        for column in columns
    ]


def _without_share(column: ReadColumn) -> ReadColumn:
    """The column; one whose lowest head is a time alone, and that only a head over it calls a share, as none."""
    is_called = column.head.fields == ("share",) and bool(column.head.time) and not read_head(column.name).fields
    return replace(column, head=replace(column.head, fields=())) if is_called else column


def _is_bare(column: ReadColumn) -> bool:
    """Whether figures stand under a head that only says since January until when: 2022年1-6月, 上半年."""
    return (
        not column.head.fields
        and column.head.time in ("period", "part")
        and column.holds_figures
        and bool(_stretch(column)[1])
    )


def _stretch(column: ReadColumn) -> tuple[int, int]:
    """The year and the last month of a head; what is so now (截至目前) comes after every month."""
    found = _UNTIL.search(column.label)
    if _CURRENT.search(column.label):
        return _year(column), _AFTER_ALL
    named = next((month for words, month in _QUARTERS.items() if words in column.label and "季度" not in words[:3]), 0)
    return _year(column), int(found[1]) if found else named


def last_month(column: ReadColumn) -> int:
    """The month of the year up to which a column tells; 13 where it says of none, and so is of now."""
    found = _UNTIL.search(column.label) or _MONTH_END.search(column.label)
    return int(found[1]) if found else _AFTER_ALL


def told_until(column: ReadColumn) -> int:
    """The month up to which a column tells, of the year or a part of it: 6 for 1-6月, 上半年, 二季度 and 6月; 13 where it says none."""
    month, part = last_month(column), _PART.search(column.label)
    if month < _AFTER_ALL:
        return month
    if part:
        return int(part[2] or 0) or _ORDER[part[1]] * 3
    return next((month for words, month in _QUARTERS.items() if words in column.label), _AFTER_ALL)


def _is_told(column: ReadColumn) -> bool:
    """Whether most words under a head tell of what was done: 已改造6座, 正在招标, 累计完成28个."""
    told = [kind == "told" or words.startswith(_IN_ALL) for kind, words in zip(column.kinds, column.told, strict=True)]
    return 2 * sum(told) > len(told)


def _month(column: ReadColumn) -> int:
    """Up to which month a column tells progress in words, from the year's begin; 0 where it does not say."""
    found = _UNTIL.match(column.name)
    if found and column.head.fields[:1] == ("progress",):
        return int(found[1])
    bare = _BARE_MONTH.fullmatch(column.name) if len(column.path) == 1 and _is_told(column) else None
    return int(bare[1]) if bare else _QUARTERS.get(column.name, 0) if len(column.path) == 1 else 0


def matched(columns: Sequence[ReadColumn], candidates: list[dict[str, float]]) -> list[dict[str, float]]:
    """The candidates; a plan and what is done of the same thing go before others: 计划工程量 | 完成工程量 before 计划投资."""
    both = _things(columns, candidates, "planned") & _things(columns, candidates, "achieved")
    return [
        {name: score + _SAME * (name in _COUNTED and _thing(column) in both) for name, score in found.items()}
        for column, found in zip(columns, candidates, strict=True)
    ]


def _things(columns: Sequence[ReadColumn], candidates: list[dict[str, float]], name: str) -> set[str]:
    """What the columns that may be planned, or achieved, are of."""
    return {_thing(column) for column, found in zip(columns, candidates, strict=True) if name in found} - {""}


def _thing(column: ReadColumn) -> str:
    return _THING.sub("", column.label).strip()


def _year(column: ReadColumn) -> int:
    """The year that the heads of a column name; 0 for none."""
    return year_in(column.label)


def year_in(words: str) -> int:
    """The last year that some words name, 2024 or 24年; 0 for none."""
    return max((int(found) % 2000 + 2000 for found in _YEAR.findall(words)), default=0)
