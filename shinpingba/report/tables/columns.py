"""What each column of a table is, by its head and by what stands under it: the reading of all columns that fits best together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...columns import COLUMNS
from ...language.cues import find_cues
from ..document import Piece
from ..heads import OWN, read_head
from .agreed import agreed, apart_from_totals, apart_from_years
from .begun import says_begun, says_paid
from .by_units import GROUPS_UNITS, by_departments, by_kinds, stands_over_units
from .cells import FITS, kind_of_cell, mean_fit
from .column import ReadColumn
from .rivals import (
    is_of_part,
    matched,
    of_bare_times,
    of_the_newest,
    of_the_whole_year,
    of_this_year,
    since_january,
    without_parts,
)

ROW_ID = re.compile(r"[ABC][1-9]\d{0,3}")
_BY_HEAD, _LATER = 3.0, 0.4  # what a head says first, and how much less each further thing it may say
_PROVED = 12.0  # what arithmetic says goes before any head
_KEPT = 1.5  # a head that is known to be none of ours
_GUESSED, _LEAST = -1.0, 1.0  # what stands under an unknown head must say it clearly
_EMPTY = -2.0
_TOLD = {"already", "ongoing"}
_MOST_TOLD = 0.5  # of the cells under a head of figures: more of them, and it is progress
_CLEAR = 1.5  # what a head may say besides, the cells must say clearly: 完成情况 holds verdicts, or figures
_GUESSES = ("task", "progress", "lead", "verdict", "unit", "deadline")
# 年度目标 goes before 上半年目标, 累计完成 before 本月完成
_TIMES = {
    ("planned", "year"): 0.3,
    ("planned", "end"): 0.3,
    **dict.fromkeys([("planned", "period"), ("planned", "part")], -0.5),
    **dict.fromkeys([("task", "period"), ("task", "part")], -0.3),
}
_INCREMENT = {"progress": -0.2}
_NONE_OF_OURS = {("total",), ("rank",), ("start",)}
_OF_ELSE = {"part", "increment", "beyond"}  # figures that are of another time than the year to date
_NEWER, _IN_ALL = 0.01, 0.5  # 累计 goes before a month
_IN_YEAR = 0.7  # 本年完成投资 before 累计完成投资, which began in other years
_OF_YEAR = re.compile("[本今当]年|年[内初]|[1元]月?[-—~至到]1?[0-9]月|20[0-9]{2}年(?!.*[底末止月季])")
_CHANGED = 0.6  # 调整预算 before 年初预算
_BEGUN = 0.3  # 已完工 goes before 已开工, 完成全年目标 before 完成上半年目标
_MONTH_END = re.compile("月[底末]")
_DATED = 0.2
_HOPED = re.compile("争取|力争|挑战|冲刺|奋斗|保底|底线|[一二三甲乙丙]档")
_OF_PART = re.compile("半年|季度|[0-9]月")
_WORDS = 4.0  # what words of progress under a head of figures say against its figures
_MOST_READINGS = 400
_PARTLY = "“{}”只是一段时间的目标,没有当作全年的目标"


Fit = tuple[float, tuple[str, ...]]


def settled(columns: Sequence[ReadColumn], sections: tuple[int, int] | None = None, year: int = 0) -> list[ReadColumn]:
    """The columns, each taken for what its head and its cells say, no two for the same, so that all together fit best.

    sections   the places of a section and of its tasks under one merged head (see `sections_under_task`)
    year       that the table tells of; 0 where it is not known

    >>> from shinpingba.report.tables.column import column_of
    >>> table = [column_of(["重点任务"], ["公园建设"]), column_of(["年度目标"], ["新建公园12个。"]), column_of(["完成数"], ["5"])]
    >>> [column.field for column in settled(table)]
    ['name', 'task', 'achieved']
    """
    is_told = any(
        {"planned", "task"} & {*column.head.fields} and column.head.time in ("year", "end") for column in columns
    )
    of_part = [column.path for column in columns if is_of_part(column) and not is_told]
    columns = apart_from_years(apart_from_totals(columns))
    columns = of_the_newest(of_the_whole_year(of_this_year(of_bare_times(since_january(without_parts(columns))), year)))
    candidates = matched(columns, [_candidates(column, place) for place, column in enumerate(columns)])
    for place, name in zip(agreed(columns) or (), ("planned", "achieved", "share"), strict=False):
        candidates[place] = {name: _PROVED}
    for place in _measures(columns):
        candidates[place]["task"] = _BY_HEAD - 2 * _LATER + mean_fit("task", columns[place].kinds)
    if sections and mean_fit("task", columns[sections[1]].kinds) >= 0:
        candidates[sections[0]], candidates[sections[1]] = {"section": _BY_HEAD}, {"task": _BY_HEAD}
    named = [_taken(column, name) for column, name in zip(columns, _best(candidates), strict=True)]
    if all(column.field != "planned" for column in named):
        named = [replace(each, note=_PARTLY.format(each.label)) if each.path in of_part else each for each in named]
    return _with_task(_with_progress(named))


def sections_under_task(heads: Sequence[Piece]) -> tuple[int, int] | None:
    """A head of tasks or names over several columns, or before heads without words: sections in the first of them, tasks in the last."""
    for first, head in enumerate(heads):
        last = first
        while last + 1 < len(heads) and (heads[last + 1] is head or not heads[last + 1].text):
            last += 1
        said = read_head(head.text)
        if (
            last > first
            and head.text
            and said.fields[:1] in (("task",), ("name",))
            and said.time not in ("period", "part")
        ):
            return first, last
    return None


def _candidates(column: ReadColumn, place: int) -> dict[str, float]:
    """How well a column would do for each column of `rows` it may be; "" is one of the report's own."""
    if "row_id" in column.head.fields:
        return _identified(column)
    kinds = _kinds(column)
    found = {"": 0.0}
    is_verdict = "verdict" in column.head.fields and mean_fit("verdict", kinds) >= _CLEAR  # 与序时比: 滞后
    if column.head.fields[:1] in _NONE_OF_OURS and not is_verdict:
        return found  # 计划总投资 is no plan of the year
    if column.head.time in _OF_ELSE and mean_fit("planned", kinds) >= _CLEAR:
        return found  # 本月完成, 6月完成, 开工以来累计完成 tell nothing of the year
    for rank, name in enumerate(_said(column, kinds)):
        if name in OWN:
            found[""] = max(found[""], _KEPT - rank)
        elif rank == 0 or name in {"task", "name", "cooperating"} or mean_fit(name, kinds) >= _CLEAR:
            is_timed = column.head.time in ("period", "part") and bool(kinds)
            time = _TIMES.get((name, column.head.time), 0) + _NEWER * place * is_timed
            time += _preferred(name, column.label)
            extra = _INCREMENT.get(name, 0) if column.head.time == "increment" else time
            found[name] = _BY_HEAD - _LATER * rank + extra + (mean_fit(name, kinds) if kinds else _EMPTY)
    if "achieved" in found and _told_share(column) > _MOST_TOLD:  # 上半年实绩: 已更新12.5公里
        found["progress"] = max(found.get("progress", 0.0), found["achieved"] + _WORDS)
    found = _besides(column, kinds) | found
    if column.head.fields[:1] in {(), ("note",)} and column.head.time != "before":
        found |= _guessed(column, kinds, place)
    return found


def _said(column: ReadColumn, kinds: list[str]) -> list[str]:
    """What a head says of its column; 年度计划 and 完成 over figures are no words."""
    are_figures = mean_fit("planned", kinds) >= _CLEAR
    kept_out = {words for words, name in (("plan", "planned"), ("progress", "achieved")) if name in column.head.fields}
    return [name for name in column.head.fields if not (are_figures and name in kept_out)]


def _guessed(column: ReadColumn, kinds: list[str], place: int) -> dict[str, float]:
    """What a column of an unknown head may be by its cells; a note is no task, and what has no head is a number at most."""
    told = bool(column.head.fields) or column.is_stated
    names = _GUESSES[told:] if column.path else ("number",) if place == 0 else ()
    return {name: score for name in names if (score := _guess(name, column, kinds)) >= _LEAST}


def _kinds(column: ReadColumn) -> list[str]:
    """What the words under a head are: 84 under 完成目标% is a percentage."""
    return ["percent" if kind == "number" and column.head.unit == "%" else kind for kind in column.kinds]


def _besides(column: ReadColumn, kinds: list[str]) -> dict[str, float]:
    """What a column may be besides what its head says: 任务内容 the name beside 主要指标, 整改目标 the task (新建管网36公里)."""
    found: dict[str, float] = {}
    is_titled = column.head.fields[:1] == ("task",) and "指标" not in column.label
    if is_titled and mean_fit("name", kinds) >= _CLEAR:
        found["name"] = _BY_HEAD - 2 * _LATER + mean_fit("name", kinds)
    is_worded = "planned" in column.head.fields and mean_fit("planned", kinds) < 0
    if (
        is_worded and column.head.time not in ("period", "part") and mean_fit("task", kinds) >= _CLEAR
    ):  # not 一季度节点目标
        found |= {name: _BY_HEAD - _LATER + mean_fit(name, kinds) for name in ("task", "name")}
    return found


def _measures(columns: Sequence[ReadColumn]) -> list[int]:
    """The columns of measures that say how much is to be, where no task does: 医疗改革 | 组建医共体2个."""
    named = [column for column in columns if {"task", "name"} & {*column.head.fields[:1]}]
    plans = [place for place, column in enumerate(columns) if "plan" in column.head.fields and column.says_how_much]
    return plans if named and not any(column.says_how_much for column in named) else []


def _preferred(name: str, label: str) -> float:
    """How much a head goes before others of its kind: 累计完成 before 10月份, 1-10月完成 before 累计完成, 已完工 before 已开工,
    完成全年目标 before 完成上半年目标, 调整预算 before 年初预算, 年度目标 before 奋斗目标, 累计完成 before 5月末累计.
    """
    is_begun = name in ("achieved", "share") and (says_begun(label) or says_paid(label))
    is_part = is_begun or (name == "share" and bool(_OF_PART.search(label)))
    is_told = name in ("achieved", "progress")
    is_dated = is_told and bool(_MONTH_END.search(label))
    in_time = _IN_YEAR if _OF_YEAR.search(label) else _IN_ALL * ("累计" in label)
    is_hoped = name == "planned" and bool(_HOPED.search(label))
    return (
        is_told * in_time
        - _DATED * is_dated
        - _BEGUN * (is_part + 2 * is_hoped)
        + _CHANGED * (name == "planned" and "调整" in label)
    )


def _identified(column: ReadColumn) -> dict[str, float]:
    """What 编号 is: ids such as C21 name the rows of a partial report, whole numbers count them, others are the report's own."""
    if any(map(ROW_ID.fullmatch, column.told)):
        return {"row_id": _BY_HEAD}
    return {"number": _BY_HEAD} if column.told and all(words.isdecimal() for words in column.told) else {"": 0.0}


def _guess(name: str, column: ReadColumn, kinds: list[str]) -> float:
    """What stands under an unknown head: 已, 正在 and the like make progress, figures without them a commitment."""
    score = _GUESSED + mean_fit(name, kinds)
    if name in {"task", "progress"} and kinds:
        told = _told_share(column)
        return score - 2 * (told if name == "task" else 1 - told)
    return score


def _told_share(column: ReadColumn) -> float:
    """How many of a column's cells tell how far it is: 已建成4个, 正在组织申报."""
    told = [
        kind_of_cell(words) == "told" or any(cue.role in _TOLD for cue in find_cues(words)) for words in column.told
    ]
    return sum(told) / len(told) if told else 0.0


def _best(candidates: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """The choice, one a column and none twice but "", with the highest sum; the earlier column has it on a tie."""
    best: dict[frozenset[str], Fit] = {frozenset(): (0.0, ())}
    for scores in candidates:
        after: dict[frozenset[str], Fit] = {}
        for used, (sum_, chosen) in best.items():
            for name, score in scores.items():
                if name and name in used:
                    continue
                key, value = (used | {name} if name else used), sum_ + score
                if key not in after or value > after[key][0] + 1e-9:
                    after[key] = (value, (*chosen, name))
        best = dict(sorted(after.items(), key=lambda item: -item[1][0])[:_MOST_READINGS])
    return max(best.values(), key=lambda choice: choice[0])[1]


def _taken(column: ReadColumn, name: str) -> ReadColumn:
    if not name:
        return replace(column, field="")
    known = name in column.head.fields or name == "section" or not column.path
    note = "" if known else f"“{column.label}”一列按内容读作{COLUMNS[name].label}"
    return replace(column, field=name, note=note)


def _with_progress(columns: list[ReadColumn]) -> list[ReadColumn]:
    """A head of progress (当前进度) is the progress whatever stands under it, unless another column is, or its figures have a plan."""
    fields = {column.field for column in columns}
    if fields & {"progress", "planned"}:
        return columns
    may_be = [
        column
        for column in columns
        if "progress" in column.head.fields and column.field in {"achieved", "share", "verdict"}
    ]
    first = next((column for column in may_be if column.head.fields[0] == "progress" or "achieved" not in fields), None)
    return [replace(column, field="progress") if column is first else column for column in columns]


def _with_task(columns: list[ReadColumn]) -> list[ReadColumn]:
    """A table that has names but no tasks calls the names tasks; without either, the fullest column of words is the task's."""
    fields = {column.field for column in columns}
    if "task" in fields or "row_id" in fields:
        return columns
    if "name" in fields:
        return [replace(column, field="task") if column.field == "name" else column for column in columns]
    if "region" in fields:
        return by_kinds(columns)
    unused = [
        column
        for column in columns
        if column.field in {"", "section"} and column.taken_for not in OWN - {"plan", "note"} and not column.is_stated
    ]
    told = [column for column in unused if column.taken_for != "note" and _words_under(column)]
    fullest = max(told or unused, key=_words_under, default=None)
    if fullest is not None and stands_over_units(fullest, columns):
        columns = by_departments(columns)
        if GROUPS_UNITS.search(fullest.label):
            return [replace(column, field="section") if column is fullest else column for column in columns]
    if fullest is None or not _words_under(fullest):
        return by_departments(columns)
    note = f"没有工作任务一列,把“{fullest.label or '没有表头的一列'}”读作{COLUMNS['task'].label}"
    return [replace(column, field="task", note=note) if column is fullest else column for column in columns]


def _words_under(column: ReadColumn) -> float:
    kinds = column.kinds
    return sum(max(FITS["task"].get(kind, 0), 0) for kind in kinds)
