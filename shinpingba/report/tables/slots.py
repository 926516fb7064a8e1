"""The columns of a flattened table as places to be filled: what each may hold, and what it costs where it is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Piece, Row
from ..heads import OWN, read_head
from .cells import FITS, mean_fit
from .column import ReadColumn
from .groups import stem
from .parts import columns_under

# What it costs where a column has no cell: most rows have no co-operating department, none is without its task.
_MISSING = {
    "number": 2.0, "row_id": 3.0, "region": 2.5, "section": 0.0, "name": 1.5, "task": 2.5, "lead": 1.0, "cooperating": 0.2,
    "progress": 1.2, "planned": 0.8, "achieved": 0.8, "share": 0.6, "unit": 1.0, "verdict": 0.7, "deadline": 0.6,
}  # fmt: skip
MISSING_SUBJECT = 3.5
_MISSING_OWN, _MISSING_GROUPED, _MISSING_TICK = 0.4, 0.3, 0.2
_ANY = 0.5  # a column that may hold anything
_UNTITLED = 0.5  # how much less a column counts that has no head of its own
_LATER = 0.8  # how much less each further thing that a head may say counts
_WORDY = {"task", "name", "section", "lead", "cooperating", "progress", "plan", "problem", "next_step", "note"}
_FIGURES = ("planned", "achieved", "share")
_SUBJECTS = ("task", "region", "name")  # without the first of them a row is about nothing
_GUESSES = ("lead", "verdict", "unit", "deadline")  # what a column without a telling head may turn out to hold
_CLEAR = 1.2
_SEEN, _FEWEST_SEEN, _MOST_ALIKE = 1.0, 2, 0.8
_FEWEST_SECTIONS = 2
_FEWEST_STATED = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A column to be filled: the fields its head may name, the likeliest first.

    missing      what a row without it costs
    is_optional  whether it has no head of its own, and stands in the table only if it is filled
    seen         the kind of most of its cells in rows without a blank cell; "" where there are few
    """

    fields: tuple[str, ...]
    missing: float
    is_optional: bool = False
    seen: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether its cells may go on over several lines."""
        return not self.fields or bool(_WORDY & {*self.fields})

    @property
    def fits(self) -> dict[str, float]:
        """How well each kind of cell fits it; "*" is any other kind."""
        least = _UNTITLED if self.is_optional else 0.0
        own = sum(name in OWN for name in self.fields[:1])  # 年度计划 that holds figures is no plan in words
        named = [
            (FITS[name], least + _LATER * max(rank - own, 0)) for rank, name in enumerate(self.fields) if name in FITS
        ]
        kinds = {kind for fits, _ in named for kind in fits}
        found = {kind: max(fits.get(kind, 0.0) - less for fits, less in named) for kind in kinds} | {
            "*": 0.0 if named else _ANY
        }
        return found | {self.seen: found.get(self.seen, found["*"]) + _SEEN} if self.seen else found


def slots_under(heads: Sequence[Row]) -> list[Slot]:
    """The columns under the rows of a head. Under one of several indicators only figures stand, and a whole one may be missing.

    What a table is about stands in the first column that may hold it: no figure, though 指标 may also head one. Of several
    columns of tasks it is the last, and those before it may be merged over its rows: 任务名称 | 具体指标.
    """
    columns = [*columns_under(heads)]
    slots = _ticked(columns, _judged(_by_heads(columns, is_flat=len(heads) == 1)))
    known = [place for place, slot in enumerate(slots) if {*slot.fields[:1]} & {*_SUBJECTS}]
    bare = {n for n in known[:1] if all(slot.fields for slot in slots[:n]) and not _is_of_unit(columns, slots, n)}
    later = [n for n, slot in enumerate(slots) if slot.fields[:1] == ("planned",)]
    bare |= {n for n in known if not columns[n].head.time and n < max(later, default=0)}  # 指标 | 计划数
    for place in bare:
        fields = tuple(name for name in slots[place].fields if name not in _FIGURES)
        slots[place] = replace(slots[place], fields=fields)
    if all(set(slots[place].fields) & {*_FIGURES} for place in known):
        slots = _with_lowest(slots)
    named = [[place for place, slot in enumerate(slots) if slot.fields[:1] == (name,)] for name in _SUBJECTS]
    tasks, regions, names = ([n for n in each if not _is_goal(slots, n)] for each in named)
    # 县区 | 全年任务: the figure is of the place; 镇名 | 指标 | 年目标: of an indicator there
    subjects = [tasks, names, regions] if regions else [tasks, names, *(each[:1] for each in named)]
    leads = [n for n, slot in enumerate(slots[:1]) if "lead" in slot.fields]  # 部门 | 任务数 | 完成数
    *over, lowest = next(filter(None, [*subjects, leads]), [len(slots)])
    for place, slot in enumerate(slots):
        if place == lowest:
            slots[place] = replace(slot, missing=MISSING_SUBJECT)
        elif place in over or (place in regions and lowest not in regions):
            slots[place] = replace(slot, missing=_MISSING["lead"])
    return slots


def _by_heads(columns: Sequence[ReadColumn], *, is_flat: bool) -> list[Slot]:
    """The columns by their heads alone. is_flat   whether these are of one row"""
    lows = Counter(stem(column.name) for column in columns)
    return [
        _of_time(column, is_flat=is_flat)
        or _slot(column, is_grouped=len(column.path) > 1 and lows[stem(column.name)] > 1)
        for column in columns
    ]


def _judged(slots: list[Slot]) -> list[Slot]:
    """The columns; behind one of progress, one that may also hold verdicts holds those first: 进展情况 | 目标完成情况."""
    told = next((n for n, slot in enumerate(slots) if slot.fields[:1] == ("progress",)), len(slots))
    return [
        replace(slot, fields=("verdict", "progress")) if n > told and slot.fields == ("progress", "verdict") else slot
        for n, slot in enumerate(slots)
    ]


def _ticked(columns: Sequence[ReadColumn], slots: Sequence[Slot]) -> list[Slot]:
    """The columns; of several under verdicts (已完成 | 正在推进 | 未启动) a row has a tick in one, or a figure in each, and no words."""
    stated = [n for n, column in enumerate(columns) if column.is_stated]
    if len(stated) < _FEWEST_STATED:
        return [*slots]
    words = {"task", "name", "progress"}
    own = [tuple(name for name in slot.fields if name not in words) or ("total",) for slot in slots]
    return [Slot((*own[n], "verdict"), _MISSING_TICK) if n in stated else slot for n, slot in enumerate(slots)]


def _is_of_unit(columns: Sequence[ReadColumn], slots: Sequence[Slot], place: int) -> bool:
    """Whether a column is of what the departments or towns before it are to reach: 单位 | 全年任务, 责任单位 | 目标任务(万元)."""
    head = columns[place].head
    return bool(head.time or head.unit) and any("lead" in slot.fields for slot in slots[:place])


def _is_goal(slots: Sequence[Slot], place: int) -> bool:
    """Whether figures may stand in a column of tasks: 年度目标, and 考核指标 where no later one is planned (工作目标)."""
    may_be = {*slots[place].fields} & {*_FIGURES} if place < len(slots) else set()
    return bool(may_be) and all("planned" not in slot.fields for slot in slots[place + 1 :])


def _with_lowest(slots: list[Slot]) -> list[Slot]:
    """The columns; where several may hold sections and none is what a row is about, the last of them is: 一级指标 | 二级指标 | 目标值."""
    may_be = [place for place, slot in enumerate(slots) if slot.fields[:1] == ("section",)]
    if len(may_be) < _FEWEST_SECTIONS or "task" not in slots[may_be[-1]].fields:
        return slots
    lowest = replace(slots[may_be[-1]], fields=("task", "name"))
    return [*slots[: may_be[-1]], lowest, *slots[may_be[-1] + 1 :]]


def _of_time(column: ReadColumn, *, is_flat: bool) -> Slot | None:
    """The column of a head that only names a time, under which stands what it came to then: 1月 | 2月."""
    head = read_head(column.name)
    is_time = not head.fields and head.time in {"period", "part", "increment"} and (is_flat or len(column.path) > 1)
    return Slot(("achieved", "progress"), _MISSING_OWN) if is_time else None


def _slot(column: ReadColumn, *, is_grouped: bool) -> Slot:
    fields = column.head.fields
    if is_grouped and {*fields} & {*_FIGURES}:
        return Slot(tuple(name for name in fields if name in _FIGURES), _MISSING_GROUPED)
    # 上半年实绩 may head figures or words
    told = ("progress",) if fields[:1] == ("achieved",) and "progress" not in fields else ()
    told = ("task",) if fields == ("planned",) and column.name.endswith("目标") else told  # 整改目标
    return Slot((*fields, *told), _MISSING.get(next(iter(fields), ""), _MISSING_OWN))


def refined(slots: Sequence[Slot], cells: Sequence[Sequence[str]]) -> list[Slot]:
    """The columns once it is seen what most of their cells hold: 备注 under which departments stand, 年度目标 with figures alone.

    cells   the kinds of the cells in each column
    """
    found = [
        _refined(slot, kinds) if len(slot.fields) != 1 or slot.fields == ("note",) else slot
        for slot, kinds in zip(slots, cells, strict=True)
    ]
    return _of_things(found) if found != [*slots] else found


def alike(slots: Sequence[Slot], cells: Sequence[Sequence[str]]) -> list[Slot]:
    """The columns of words, each with what most of its cells hold in the rows that have all of them.

    领域     | 改革任务     | 工作举措           in the first row, of which none is merged with one above:
    营商环境 | 推进一网通办 | 新增网办事项80项   a label, a label, and words with a figure

    cells   the kinds of the cells in each column, of those rows
    """
    counts = [Counter(kinds).most_common(1) for kinds in cells]
    found = [
        kind[0][0] if kind and kind[0][1] >= max(_FEWEST_SEEN, _MOST_ALIKE * len(kinds)) else ""
        for kind, kinds in zip(counts, cells, strict=True)
    ]
    return [
        replace(slot, seen=kind) if kind and {*slot.fields[:1]} & _WORDY else slot
        for slot, kind in zip(slots, found, strict=True)
    ]


def _of_things(slots: list[Slot]) -> list[Slot]:
    """The columns; beside a region, that of the things there is what a row is about: 镇名 | 指标, once it holds no figures."""
    things = [n for n, slot in enumerate(slots) if slot.fields in (("task",), ("name",)) and not slot.is_optional]
    regions = [n for n, slot in enumerate(slots) if slot.fields[:1] == ("region",)]
    if not things or not regions:
        return slots
    missing = {things[0]: MISSING_SUBJECT, **dict.fromkeys(regions, _MISSING["lead"])}
    return [replace(slot, missing=missing.get(n, slot.missing)) for n, slot in enumerate(slots)]


def _refined(slot: Slot, kinds: Sequence[str]) -> Slot:
    names = slot.fields if slot.fields and slot.fields[0] not in OWN else _GUESSES
    best = max(names, key=lambda name: mean_fit(name, kinds), default="")
    if not kinds or mean_fit(best, kinds) < _CLEAR:
        return slot
    return replace(slot, fields=(best,))


def with_optional(heads: Sequence[Row], slots: Sequence[Slot]) -> tuple[list[Row], list[Slot]]:
    """The head with a place for numbers and one for sections, which flattened tables may have without a head of their own."""
    rows, found = [list(row) for row in heads], [*slots]
    firsts = [slot.fields[:1] for slot in slots]
    place = firsts.index(("task",)) if ("task",) in firsts else len(firsts)
    is_goal = ("name",) in firsts[:place] and _is_goal(slots, place)  # 指标名称 | 单位 | 年度目标
    if ("section",) not in firsts and place < len(firsts) and not is_goal:
        found.insert(place, Slot(("section",), 0.0, is_optional=True))
        for row in rows:
            row.insert(place, row[place])
    if ("number",) not in firsts and ("row_id",) not in firsts:
        found.insert(0, Slot(("number",), 0.0, is_optional=True))
        for row in rows:
            row.insert(0, Piece(""))
    return [tuple(row) for row in rows], found
