"""Groups of figures beside those whose heads come again: each is of another thing, and lends no figure to any other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ..heads import read_head
from .cells import kind_of_cell
from .column import ReadColumn
from .groups import Group, group_under, is_time_only, stem, whole_uppers

_GOAL, _DONE = {"planned"}, {"achieved", "progress"}
_FIGURES = {"planned", "plan", "achieved", "progress", "share"}
_SUBJECTS = ("number", "row_id", "name", "region", "section", "lead", "cooperating")
_OF_ELSE = {"before", "increment", "part", "beyond"}


def with_others(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> tuple[list[ReadColumn], list[Group]]:
    """The columns and the groups, with those beside them whose heads have other words, stand in other rows, or are of one column.

    建设面积(亩)                       | 资金(万元)  | 总里程 | 完成里程
    新建        | 改造        | 节水   | 下达 | 支出 |        |               资金 has no middle head, 里程 none at all
    任务 | 完成 | 任务 | 完成 | 完成   |      |      |        |               节水 is of what was done alone
    """
    found = [*groups]
    for depth in range(1, max((len(column.path) for column in columns), default=0)):
        uppers = whole_uppers(columns, depth).items()
        found += [group_under(upper, places) for upper, places in uppers if _are_free(places, found)]
    if len(found) < 2:
        return [*columns], [*groups]
    single = _of_one(columns, found)
    found += [*single, *_flat(columns, [*found, *single])]
    told = {place for group in single for place in group.places if _is_figure(columns[place], _DONE)}
    settled = [_as_done(column) if place in told else column for place, column in enumerate(columns)]
    return settled, sorted(_apart(columns, _without_subjects(columns, found)), key=lambda group: group.places)


def places_of_all(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[int]:
    """The places of the columns that every group shares: all others, but no goals and no figures where there are groups.

    新建 任务 | 完成 | 改造 任务 | 完成 | 累计完成投资(万元)      the money is of neither
    """
    rest = [place for place in range(len(columns)) if _are_free([place], groups)]
    return [place for place in rest if not (groups and _is_figure(columns[place], _GOAL | _DONE))]


def _are_free(places: Sequence[int], groups: Sequence[Group]) -> bool:
    """Whether no group has a column of these."""
    return not {*places} & {place for group in groups for place in group.places}


def _is_figure(column: ReadColumn, names: set[str]) -> bool:
    """Whether figures stand under a head of a goal, or of what was done."""
    return bool(names & {*column.head.fields}) and "share" not in column.head.fields[:1] and column.holds_figures


def _is_of_now(column: ReadColumn, names: set[str]) -> bool:
    """Whether its figures are of the year: those of last year, or of a month, make no group of their own."""
    return _is_figure(column, names) and column.head.time not in _OF_ELSE


def _of_one(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[Group]:
    """The groups of which only the goal or only what was done stands there, under a head that says nothing of either.

    Its lower head comes again under another, or its upper one stands over others too: 支出 under 资金 alone is the report's own.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    grouped = [columns[place] for group in groups for place in group.places]
    lows, tops = {stem(column.name) for column in grouped}, {column.path[:1] for column in grouped}
    for place, column in enumerate(columns):
        upper = column.path[:-1]
        if upper and _are_free([place], groups) and not _says_figure(upper[-1]):
            found.setdefault(upper, []).append(place)
    return [
        group_under(upper, places)
        for upper, places in found.items()
        if any(
            _is_of_now(columns[place], _GOAL | _DONE) and (upper[:1] in tops or stem(columns[place].name) in lows)
            for place in places
        )
    ]


def _without_subjects(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[Group]:
    """The groups; one whose head is over what the rows are about too has its figures alone, and is of no thing but that.

    项目情况                          | 用地(亩)
    项目名称 | 计划投资 | 完成投资    | 任务 | 完成
    """
    first = min(
        (n for group in groups for n in group.places if columns[n].holds_figures and not _is_subject(columns[n])),
        default=0,
    )
    subjects = {n for n in range(first) if _is_subject(columns[n])}
    return [
        Group("", tuple(n for n in group.places if n not in subjects)) if subjects & {*group.places} else group
        for group in groups
    ]


def _is_subject(column: ReadColumn) -> bool:
    """Whether a head is of what a row is about, or of who does it."""
    return column.head.fields[:1] in {(name,) for name in _SUBJECTS}


def _as_done(column: ReadColumn) -> ReadColumn:
    """The column as one of figures, though there is no goal beside it."""
    return replace(column, head=replace(column.head, fields=("achieved",)))


def _says_figure(words: str) -> bool:
    """Whether a head says of what kind or of what time the figures under it are: 完成情况, 上年同期."""
    head = read_head(words)
    return bool(head.time) or bool(_FIGURES & {*head.fields})


def _flat(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[Group]:
    """The only goal and the only figure that stand under no other heads, in the same unit, with the share behind them.

    下达资金(万元) | 支出资金(万元) | 支出率
    """
    flat = [n for n, column in enumerate(columns) if len(column.path) == 1 and _are_free([n], groups)]
    goals = [n for n in flat if _is_of_now(columns[n], _GOAL)]
    done = [n for n in flat if n not in goals and _is_of_now(columns[n], _DONE)]
    if len(goals) != 1 or len(done) != 1 or columns[goals[0]].head.unit != columns[done[0]].head.unit:
        return []
    shares = [n for n in flat if n == done[0] + 1 and columns[n].head.fields[:1] == ("share",)]
    return [Group("", (*goals, *done, *shares))]


def _apart(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[Group]:
    """The groups, no two of one name: those that differ in time alone are one, others are named by all heads over them.

    全年      | 9月            新建 of the year and of the month is one, which has columns of two times
    新建      | 新建
    新建         | 改造        面积 of 新建 is not that of 改造
    面积 | 资金  | 面积 | 资金
    """
    merged: dict[tuple[str, ...], Group] = {}
    for group in groups:
        uppers = _uppers(columns, group)
        key = (group.label, *(words for words in uppers if not is_time_only(words)))
        before = merged.get(key)
        places = tuple(sorted({*(before.places if before else ()), *group.places}))
        merged[key] = replace(group, places=places)
    labels = [group.label for group in merged.values()]
    return [
        replace(group, label=" ".join(dict.fromkeys(key[1:])))
        if group.label and labels.count(group.label) > 1
        else group
        for key, group in merged.items()
    ]


def _uppers(columns: Sequence[ReadColumn], group: Group) -> tuple[str, ...]:
    """The heads that all columns of a group have in common, without the department among them."""
    paths = [columns[place].path[:-1] for place in group.places]
    alike = takewhile(lambda words: len({*words}) == 1, zip(*paths, strict=False))
    return tuple(words[0] for words in alike if kind_of_cell(words[0]) != "departments")
