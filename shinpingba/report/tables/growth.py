"""Growth aimed at and reached beside amounts: 年度目标 | 增长目标(%) | 1-6月完成 | 同比增长(%) are two indicators of a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Row
from .cells import FIGURES, kind_of_cell
from .column import ReadColumn
from .groups import Group, roles_under, stem
from .rates import OF_ELSE, aims_of_the_year, growths_so_far, is_aim, is_growth_head, is_rate, may_be_so_far

_FIGURES = {"planned", "achieved", "progress", "share"}
_NEAR_WORD = "增速"
_RATE = re.compile(r"(?:同比)?(?:增长|增速|增幅|下降|降低)?(?:达到?|为)?\s*-?[0-9.]+[%％](?:以上|左右|以内)?")
_GROWING, _FIGURE = re.compile("增[长幅速]"), re.compile(r"[-+]?[0-9.]+[%％]?")
_UNIT = re.compile(r"\s*[(（][^()（）]*[)）]")
_UNSURE = "“{}”是增长的目标,看不出哪一列是到目前为止的增长,没有与它配对"


def with_growth(
    columns: Sequence[ReadColumn], groups: Sequence[Group], year: int = 0
) -> tuple[list[ReadColumn], list[Group]]:
    """The columns and the groups of indicators; growth aimed at and growth reached beside amounts are an indicator of their own.

    Those that a group has already stay as they are; so does a table that tells of nothing but growth.
    A goal beside growth of which it cannot be said which belongs to it is the report's own, with a note.

    year  of the table; 0 where it is not known
    """
    columns = _told_in_groups(columns, groups)
    grouped = {place for group in groups for place in group.places}
    pairs = [pair for pair in _pairs(columns, year) if not grouped & {*pair}]
    told = {place for pair in pairs for place in pair}
    found, own = _of_their_times(columns, year), []
    for place in _unpaired(columns, told | grouped, year):
        found[place] = replace(
            columns[place],
            head=replace(columns[place].head, fields=("growth",)),
            note=_UNSURE.format(columns[place].label),
        )
    rest = [place for place in range(len(columns)) if place not in told]
    if not told or not all(_has(columns, rest, name) for name in ("planned", "achieved")):
        return found, list(groups)
    for pair in pairs:
        for place, name in zip(pair, ("planned", "achieved"), strict=True):
            found[place] = replace(columns[place], head=replace(columns[place].head, fields=(name,), unit="%"))
        own.append(Group(_named(columns[pair[0]]), pair))
    first = [] if groups else [Group("", tuple(n for n in rest if _is_amount(columns[n])))]
    return found, [*first, *groups, *own]


def _told_in_groups(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> list[ReadColumn]:
    """The columns, the one of a group of growth that is not its goal as what was reached: 增速(%) over 年计划 | 1-6月."""
    found = list(columns)
    for group in groups:
        rates = [n for n in group.places if len(found[n].path) > 1 and is_growth_head(found[n].path[-2])]
        goals = [n for n in rates if "planned" in found[n].head.fields]
        told = [n for n in rates if n not in goals and found[n].holds_figures and may_be_so_far(found[n])]
        if len(goals) == len(told) == 1 and len(rates) == len(group.places):
            found[told[0]] = replace(found[told[0]], head=replace(found[told[0]].head, fields=("achieved",), unit="%"))
    return found


def aimed_views(row: Row, columns: Sequence[ReadColumn], views: Sequence[Group]) -> list[Group]:
    """The views of a row with amounts and growth that have a goal in it: no growth that nothing was aimed at, no amount beside its growth.

    总量 —— | 增速 6.5 | 累计 486.3 | 同比 6.1       aims at growth alone
    总量 4800 | 增速 —— | 累计 4176 | 同比 2.1       at no growth
    """
    rates = [view for view in views if _is_of_growth(view, columns)]
    aimed = [view for view in views if _has_goal(row, columns, view)]
    alone = [view for view in views if view in aimed or (view not in rates and (view.label or not aimed))]
    return (alone or [*views]) if rates else [*views]


def left_out(row: Row, columns: Sequence[ReadColumn], views: Sequence[Group], told: Sequence[Group]) -> dict[str, str]:
    """What stands in the columns of the views that a row does not tell of, by their heads: 1-9月 累计 486.32."""
    kept = {place for view in told for place in view.places}
    places = sorted({place for view in views for place in view.places} - kept)
    figures_of = (place for place in places if place < len(row) and kind_of_cell(row[place].text) in FIGURES)
    return {columns[place].label: row[place].text for place in figures_of}


def _is_of_growth(view: Group, columns: Sequence[ReadColumn]) -> bool:
    held = [columns[place] for place in view.places if columns[place].field in ("planned", "achieved")]
    return len(held) > 1 and all(map(is_rate, held))


def _has_goal(row: Row, columns: Sequence[ReadColumn], view: Group) -> bool:
    """Whether a goal, or a share of one, stands in the columns of a view; what is no figure, and no dash, may be one in words."""
    places = [place for place in view.places if place < len(row) and columns[place].field in ("planned", "share")]
    return any(kind_of_cell(row[place].text) not in {"", "dash"} for place in places)


def _pairs(columns: Sequence[ReadColumn], year: int) -> list[tuple[int, int]]:
    """The places of growth aimed at, and of growth reached: under the same head, else the only one, else the next to the right."""
    aims, reached = aims_of_the_year(columns, year), growths_so_far(columns, year)
    found: list[tuple[int, int]] = []
    for aim in aims:
        beside = [n for n in reached if columns[n].path[:-1] == columns[aim].path[:-1]]
        near = beside if len(beside) == 1 else reached if len(reached) == 1 else []
        near = near or [n for n in beside if n > aim and len(aims) > 1]
        if near and near[0] not in {each for pair in found for each in pair}:
            found.append((aim, near[0]))
    return found


def _of_their_times(columns: Sequence[ReadColumn], year: int) -> list[ReadColumn]:
    """The columns, growth that is not that of the year so far as of another time: 同比(%) behind 9月, beside that behind 1-9月."""
    so_far = growths_so_far(columns, year)
    others = [n for n, each in enumerate(columns) if each.taken_for == "growth" and n not in so_far]
    return [
        replace(column, head=replace(column.head, time="before")) if n in others else column
        for n, column in enumerate(columns)
    ]


def _unpaired(columns: Sequence[ReadColumn], told: set[int], year: int) -> list[int]:
    """The places of growth aimed at that has no growth beside it, where some is told that may be of another time or thing."""
    aims = [place for place in aims_of_the_year(columns, year) if place not in told]
    rates = [n for n, column in enumerate(columns) if is_rate(column) and n not in {*told, *aims}]
    return aims if rates and len(growths_so_far(columns, year)) != 1 else []


def _has(columns: Sequence[ReadColumn], places: Sequence[int], name: str) -> bool:
    """Whether some columns hold amounts that are planned, or achieved, which a time since January over them says too: 1-9月 | 总量."""
    alike = {name} | ({"progress"} if name == "achieved" else set())
    held = [columns[place] for place in places if _is_amount(columns[place])]
    return any(alike & {*each.head.fields} or (name == "achieved" and not each.head.fields) for each in held)


def _is_amount(column: ReadColumn) -> bool:
    is_bare = column.head.time == "period" and not column.head.fields
    return column.holds_figures and (is_bare or bool(_FIGURES & {*column.head.fields}))


def _named(column: ReadColumn) -> str:
    """What grows, by the head over it: 规上工业产值 | 目标增速 is 规上工业产值增速; 2025年目标 | 增速 says nothing of it."""
    thing = stem(column.path[-2]) if len(column.path) > 1 else ""
    return _NEAR_WORD if roles_under(thing) == {"planned"} else thing + _NEAR_WORD


def grown(
    texts: dict[str, str], row: Row, columns: Sequence[ReadColumn], heads: Mapping[str, ReadColumn]
) -> dict[str, str]:
    """What a column of growth changes of a row whose goal is a rate of growth: its figure is what was achieved, the level the report's own.

    The growth is that of the year so far, and of the newest time; a row that has its growth reached already stays as it is.

    地区生产总值 | 亿元 | 412.6 | 同比增长(%) 5.8 | 全年目标 增长6.5%
    地区生产总值 | 亿元 | 412.6 | 同比增长(%) 5.8 | 年度目标增幅(%) 6.5     its head says that the goal is a rate
    """
    place = _grown_so_far(row, columns)
    headed = _headed_rate(texts, heads)
    told_rates = (name for name in ("planned", "task") if _RATE.fullmatch(texts.get(name, "")))
    goal = next(told_rates, "planned" if headed else "")
    is_told = texts.get("achieved", "").endswith(("%", "％")) or ("achieved" in heads and is_rate(heads["achieved"]))
    if place is None or not goal or is_told:
        return {}
    planned = texts.pop(goal)
    told = {"planned": planned, "achieved": f"{row[place].text.rstrip('%％')}%", columns[place].name: ""}
    for name in ("achieved", "progress"):  # the level that was reached: 412.6亿元
        if (level := texts.pop(name, "")) and name in heads:
            told[heads[name].name] = level + texts.get("unit", "")
    texts.pop("unit", "")
    if headed:
        told |= {
            "planned": f"{planned.rstrip('%％')}%",
            "name": texts.get("name") or texts["task"],
            "task": _UNIT.sub("", headed.name),
        }
    return told | ({"task": texts.pop("name", "")} if goal == "task" else {})


def _headed_rate(texts: Mapping[str, str], heads: Mapping[str, ReadColumn]) -> ReadColumn | None:
    """The column of the planned figure, where its head says that it is a rate of growth: 年度目标增幅(%) over 6.5."""
    head = heads.get("planned") if _FIGURE.fullmatch(texts.get("planned", "")) else None
    return head if head and head.head.unit == "%" and _GROWING.search(head.label) else None


def _grown_so_far(row: Row, columns: Sequence[ReadColumn]) -> int | None:
    """The place of the only growth of a row that is of the year so far, as `with_growth` has settled it; None for several or none."""
    grown = [n for n, each in enumerate(columns) if each.taken_for == "growth" and each.head.time not in OF_ELSE]
    told = [n for n in grown if n < len(row) and _FIGURE.fullmatch(row[n].text) and not is_aim(columns, n)]
    return told[0] if len(told) == 1 else None
