"""Indicators side by side: a table whose columns 目标, 完成, 完成率 come again for every indicator makes a row an indicator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..heads import read_head
from .cells import kind_of_cell, mean_fit
from .column import ReadColumn, column_of

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_REGION = re.compile(
    r"(?:全|[一-鿿]{1,7}(?<![小社片景库园厂辖城矿]))[市县区州旗]|[一-鿿]{2,8}(?:街道|[乡镇])(?:办事处)?"
    r"|[一-鿿]{0,6}(?:新|高新|开发|经开)区|[市县区]本级"
)
_GROWTH = re.compile("增[速幅]|增长率")
_FIGURES = ("planned", "achieved", "share")
_DONE = re.compile("(?:已|累计|实际|完成|进[度展]|实绩|情况|数量?|[量值额])+")


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one indicator.

    label   the head over them, or that of its planned figure
    places  their places in the table
    lead    the department that stands between the head and its columns
    """

    label: str
    places: tuple[int, ...]
    lead: str = ""


def stem(head: str) -> str:
    """A head without the unit in its brackets: 任务(户) and 任务(村) are the same of different things."""
    return _BRACKETS.sub("", head).strip()


def is_region(label: str) -> bool:
    """Whether a head names a place, not a thing that is counted: 河口镇, 高新区, but no 老旧小区."""
    return bool(_REGION.fullmatch(label))


def find_groups(columns: Sequence[ReadColumn]) -> list[Group]:
    """The indicators that stand side by side; none where the table has only one.

    新开工改造小区数(个) | 涉及居民户数(万户)      one head over 计划数 | 开工数 | 开工率, and another over the same
    计划任务 | 完成情况                            over 面积(亩) | 资金(万元) each
    计划里程 | 完成里程 | 计划投资 | 完成投资      planned and achieved, and planned and achieved of another thing
    """
    return _under_uppers(columns) or _under_lowers(columns) or _in_turn(columns)


def _under_uppers(columns: Sequence[ReadColumn]) -> list[Group]:
    """Groups under heads of their own, whose lower heads come again. 一季度 and 二季度 are no indicators.

    建设里程       | 投资      over 计划 and 完成 each, and these over 全年 | 上半年 and 数量 | 占全年%
    """
    deepest = max((len(column.path) for column in columns), default=0)
    return next(filter(None, (_at_level(columns, depth) for depth in range(1, deepest))), [])


def _at_level(columns: Sequence[ReadColumn], depth: int) -> list[Group]:
    """The groups whose lower heads are the last ones, so many of them."""
    uppers: dict[tuple[str, ...], list[int]] = {}
    for place, column in enumerate(columns):
        if len(column.path) > depth:
            uppers.setdefault(column.path[:-depth], []).append(place)
    lowers = {upper: {_low(columns[place], depth) for place in places} for upper, places in uppers.items()}
    whole = {
        upper: told
        for upper, places in uppers.items()
        if not _is_time(upper[-1]) and (told := _goal_and_figure([columns[place] for place in places], depth))
    }
    again = [upper for upper in whole if any(lowers[upper] & lowers[other] for other in uppers if other != upper)]
    if len(again) < 2:  # 签约项目 over 目标 | 实际签约 beside 事故 over 控制数 | 实际发生
        again = [
            upper for upper, told in whole.items() if not any(_is_in_words(each) or _is_growth(each) for each in told)
        ]
    return [_group(upper, uppers[upper]) for upper in again] if len(again) > 1 else []


def _goal_and_figure(columns: Sequence[ReadColumn], depth: int) -> list[ReadColumn]:
    """The planned and the achieved columns under one head, by the last heads of each; none where one of the two is missing."""
    told = {_figure(column, depth): column for column in reversed(columns)}
    if "achieved" not in told:  # 年度目标 | 前三季度
        bare = [
            each
            for each in columns
            if (head := column_of(each.path[-depth:]).head).time == "period" and not head.fields
        ]
        told |= {"achieved": bare[0]} if len(bare) == 1 else {}
    return [told["planned"], told["achieved"]] if {"planned", "achieved"} <= {*told} else []


def _low(column: ReadColumn, depth: int) -> str:
    """The last heads of a column, so many of them, without units."""
    return " ".join(map(stem, column.path[-depth:]))


def _under_lowers(columns: Sequence[ReadColumn]) -> list[Group]:
    """Groups of lower heads that come again under 计划 and under 完成, and say nothing of it themselves.

    目标任务             | 完成情况
    开工项目 | 到位资金  | 开工项目 | 到位资金      what has come in is a name too, where the goal has it as well
    """
    lowers: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if len(column.path) > 1:
            lowers.setdefault(column.path[-1], []).append(place)
    roles = _roles_over(columns)
    over = {low: [roles[columns[place].path[-2]] for place in places] for low, places in lowers.items()}
    told = {
        low: lowers[low]
        for low, uppers in over.items()
        if {"planned", "achieved"} <= {role for each in uppers for role in each}
        and (not roles_under(low) or (_names_done(low) and {"planned"} in uppers and {"achieved"} in uppers))
    }
    for low, places in told.items():  # 完成率 | 面积 is of 面积(亩)
        bare = [] if [stem(each) for each in told].count(stem(low)) > 1 else lowers.get(stem(low), [])
        told[low] = sorted({*places, *bare})
    return [Group(low, tuple(places)) for low, places in told.items()] if len(told) > 1 else []


def _names_done(low: str) -> bool:
    """Whether a head says what was done and of what: 到位资金, 完成投资; not 完成数, 累计, nor how it looks: 形象进度."""
    return read_head(low).fields == ("achieved",) and not _DONE.fullmatch(stem(low))


def of_their_uppers(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[ReadColumn]:
    """The columns, those of a group of growth or of 到位资金 as planned and as achieved, whichever head they stand under.

    年度目标       | 上半年完成
    总量 | 增速(%) | 总量 | 增速(%)      a growth by itself is the report's own
    目标任务 | 完成情况 | 上年同期       each over 到位资金: neither the goal nor last year's is what has come in this year
    """
    found, over = [*columns], _roles_over(columns)
    for group in groups:
        is_growth, is_done = read_head(group.label).fields[:1] == ("growth",), _names_done(group.label)
        for place in group.places if is_growth or is_done else ():
            *uppers, low = columns[place].path
            if not uppers or stem(low) != stem(group.label):
                continue
            of_share = ["share"] if read_head(uppers[-1]).fields[:1] == ("share",) else []
            roles = of_share or sorted(over[uppers[-1]], key=_FIGURES.index)
            if roles or is_done:
                found[place] = replace(columns[place], head=replace(columns[place].head, fields=(*roles[:1],)))
    return found


def _roles_over(columns: Sequence[ReadColumn]) -> dict[str, set[str]]:
    """Which figures each upper head may stand over; the only time since January is what was achieved, where nothing else is.

    2025年目标 | 2025年上半年, each over 总量 | 增长(%)
    """
    roles = {column.path[-2]: roles_under(column.path[-2]) for column in columns if len(column.path) > 1}
    bare = [upper for upper in roles if (head := read_head(upper)).time == "period" and not head.fields]
    if len(bare) == 1 and not any("achieved" in each for each in roles.values()):
        roles[bare[0]] = {"achieved"}
    return roles


def roles_under(head: str) -> set[str]:
    """Which figures a head may stand over: 计划任务 those that are planned, 完成情况 and 已开工 those achieved."""
    fields = {*read_head(head).fields}
    return ({"planned"} if "planned" in fields else set()) | (
        {"achieved"} if {"achieved", "progress"} & fields else set()
    )


def _group(uppers: Sequence[str], places: Sequence[int]) -> Group:
    """The group under some heads, of which the lowest may be the department that answers for it."""
    names = [upper for upper in uppers if kind_of_cell(upper) != "departments"]
    is_led = bool(names) and len(names) < len(uppers)
    return Group(names[-1] if names else uppers[-1], tuple(places), uppers[-1] if is_led else "")


def _in_turn(columns: Sequence[ReadColumn]) -> list[Group]:
    """Groups that begin with a planned figure each, of another thing than the one before."""
    if any(_is_time(upper) for column in columns for upper in column.path[:-1]):
        return []
    told = [n for n, column in enumerate(columns) if not (_is_in_words(column) or _is_growth(column))]
    figures = [(place, _figure(columns[place])) for place in told]  # 目标增速 | 实际增速 see `with_growth`
    runs: list[list[int]] = []
    for place, name in figures:
        if name == "planned":
            runs.append([place])
        elif name and runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
    groups = [
        Group(columns[run[0]].label, tuple(run)) for run in runs if {"planned", "achieved"} <= _figures(columns, run)
    ]
    things = {(_thing(group.label), columns[group.places[0]].head.unit) for group in groups}
    times = {_time(group).replace("year", "") for group in groups}
    return groups if len(groups) > 1 and len(things) == len(groups) and len(times) == 1 else []


def _is_growth(column: ReadColumn) -> bool:
    """Whether a head is of growth, which has a name of its own: 目标增幅% under 固定资产投资 (see `with_growth`)."""
    return bool(_GROWTH.search(column.name))


def _is_in_words(column: ReadColumn) -> bool:
    """Whether words stand under a head that may be one of figures: 主体完工 under 工程形象 | 年度目标."""
    return mean_fit("planned", column.kinds) < 0


def _figures(columns: Sequence[ReadColumn], places: Sequence[int]) -> set[str]:
    return {_figure(columns[place]) for place in places}


def _figure(column: ReadColumn, depth: int = 1) -> str:
    """Which figure the column holds by its last heads: 目标 is planned; 进度 and 完成 are achieved."""
    fields = column_of(column.path[-depth:]).head.fields
    if "share" in fields[:1]:
        return "share"
    if "planned" in fields:
        return "planned"
    return "achieved" if {"achieved", "progress"} & {*fields} else ""


def _is_time(label: str) -> bool:
    """一季度, 2023年, 1-6月 name a time and nothing else."""
    return bool(
        re.fullmatch(
            r"(?:20)?\d{2}年|第?[一二三四1-4]季度末?|[上下]半年|全年|前[二三]季度|\d{1,2}月?[-—~至到]?\d{0,2}月份?|本[月季期年]度?|累计|上年同期",
            stem(label),
        )
    )


def _thing(label: str) -> str:
    return re.sub(r"[年度全计划任务目标应数值量额总]|[(（].*?[)）]", "", label)


def _time(group: Group) -> str:
    return read_head(group.label).time
