"""Growth aimed at and reached beside amounts: 年度目标 | 增长目标(%) | 1-6月完成 | 同比增长(%) are two indicators of a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Row
from .column import ReadColumn
from .groups import Group, stem

_GROWTH = re.compile("增长率?|增速|增幅")
_AIM = re.compile("目标|计划|预期|任务")
_FIGURES = {"planned", "achieved", "progress", "share"}
_NEAR_WORD = "增速"
_RATE = re.compile(r"(?:同比)?(?:增长|增速|增幅|下降|降低)?(?:达到?|为)?\s*-?[0-9.]+[%％](?:以上|左右|以内)?")
_GROWING, _FIGURE = re.compile("增[长幅速]"), re.compile(r"[-+]?[0-9.]+[%％]?")
_UNIT = re.compile(r"\s*[(（][^()（）]*[)）]")


def with_growth(columns: Sequence[ReadColumn], groups: Sequence[Group]) -> tuple[list[ReadColumn], list[Group]]:
    """The columns and the groups of indicators; growth aimed at and growth reached beside amounts are an indicator of their own.

    Those that a group has already stay as they are; so does a table that tells of nothing but growth.
    """
    grouped = {place for group in groups for place in group.places}
    pairs = [pair for pair in _pairs(columns) if not grouped & {*pair}]
    told = {place for pair in pairs for place in pair}
    rest = [place for place in range(len(columns)) if place not in told]
    if not told or not all(_has(columns, rest, name) for name in ("planned", "achieved")):
        return list(columns), list(groups)
    found, own = list(columns), []
    for pair in pairs:
        for place, name in zip(pair, ("planned", "achieved"), strict=True):
            found[place] = replace(columns[place], head=replace(columns[place].head, fields=(name,), unit="%"))
        own.append(Group(_named(columns[pair[0]]), pair))
    first = (
        []
        if groups
        else [Group("", tuple(n for n in rest if columns[n].holds_figures and _FIGURES & {*columns[n].head.fields}))]
    )
    return found, [*first, *groups, *own]


def _pairs(columns: Sequence[ReadColumn]) -> list[tuple[int, int]]:
    """The places of growth aimed at, and of growth reached: under the same head, else the only one, else the next to the right."""
    grown = [
        n
        for n, column in enumerate(columns)
        if _GROWTH.search(column.name) and column.head.time != "before" and column.holds_figures
    ]
    aims = [n for n in grown if _AIM.search(stem(columns[n].name))]
    reached = [n for n in grown if n not in aims]
    found: list[tuple[int, int]] = []
    for aim in aims:
        beside = [n for n in reached if columns[n].path[:-1] == columns[aim].path[:-1]]
        near = beside if len(beside) == 1 or len(reached) == 1 else [n for n in beside if n > aim]
        if near and near[0] not in {each for pair in found for each in pair}:
            found.append((aim, near[0]))
    return found


def _has(columns: Sequence[ReadColumn], places: Sequence[int], name: str) -> bool:
    alike = {name} | ({"progress"} if name == "achieved" else set())
    return any(alike & {*columns[place].head.fields} and columns[place].holds_figures for place in places)


def _named(column: ReadColumn) -> str:
    """What grows, by the head over it: 规上工业产值 | 目标增速 is 规上工业产值增速."""
    return stem(column.path[-2]) + _NEAR_WORD if len(column.path) > 1 else _NEAR_WORD


def grown(
    texts: dict[str, str], row: Row, columns: Sequence[ReadColumn], heads: Mapping[str, ReadColumn]
) -> dict[str, str]:
    """What a column of growth changes of a row whose goal is a rate of growth: its figure is what was achieved, the level the report's own.

    地区生产总值 | 亿元 | 412.6 | 同比增长(%) 5.8 | 全年目标 增长6.5%
    地区生产总值 | 亿元 | 412.6 | 同比增长(%) 5.8 | 年度目标增幅(%) 6.5     its head says that the goal is a rate
    """
    grown = [n for n, each in enumerate(columns) if each.taken_for == "growth" and n < len(row)]
    place = next((n for n in grown if _FIGURE.fullmatch(row[n].text)), None)
    headed = heads.get("planned") if _FIGURE.fullmatch(texts.get("planned", "")) else None
    if headed and not (headed.head.unit == "%" and _GROWING.search(headed.label)):
        headed = None
    told_rates = (name for name in ("planned", "task") if _RATE.fullmatch(texts.get(name, "")))
    goal = next(told_rates, "planned" if headed else "")
    if place is None or not goal or texts.get("achieved", "").endswith(("%", "％")):
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
