"""One column of a table: its heads, what they say, and the words under them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..heads import OWN, Head, read_head
from .cells import kind_of_cell, mean_fit

_PLANNED = {"planned", "plan"}  # what a head over 形象进度 says, if that is only to be
_ENOUGH = 400  # cells to see what a column holds
_MONTH = re.compile(r"20[0-4]\d[.．](?:0?[1-9]|1[0-2])")
_FEWEST_MONTHS = 2
_BEGINS = re.compile("开工|开建|动工|启动|进场")


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a table.

    path   its heads from top to bottom, as printed: (责任单位, 牵头)
    head   what they say
    cells  the words under them
    field  the column of `rows` it was taken for, or `region`; "" for one of the report's own
    note   why, where its head does not say so
    """

    path: tuple[str, ...]
    head: Head
    cells: tuple[str, ...] = ()
    field: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """Its heads in one line."""
        return " ".join(self.path)

    @property
    def name(self) -> str:
        """Its lowest head: the name of a column of the report's own."""
        return self.path[-1] if self.path else ""

    @property
    def told(self) -> list[str]:
        """The words under it that are not blank; of a long column as many as show what it holds, from all of it."""
        told = [words for words in self.cells if words]
        return told[:: len(told) // _ENOUGH + 1]

    @property
    def kinds(self) -> list[str]:
        """What those words are: the kinds of `kind_of_cell`. Figures that are all a year and its month are dates: 2025.03, 2025.12."""
        told = [*map(kind_of_cell, self.told)]
        numbers = [words for words, kind in zip(self.told, told, strict=True) if kind == "number"]
        are_months = len(numbers) >= _FEWEST_MONTHS and all(map(_MONTH.fullmatch, numbers)) and not self.head.unit
        return ["date" if kind == "number" else kind for kind in told] if are_months else told

    @property
    def holds_figures(self) -> bool:
        """Whether figures stand under it."""
        return mean_fit("planned", self.kinds) > 0

    @property
    def says_how_much(self) -> bool:
        """Whether most of its words are tasks with a figure: 新建公园8个."""
        kinds = self.kinds
        return 2 * kinds.count("counted") > len(kinds)

    @property
    def is_stated(self) -> bool:
        """Whether its head is a verdict, which stands over ticks and counts, never over tasks: 已完成 | 推进中 | 滞后."""
        return kind_of_cell(self.name) == "verdict"

    @property
    def taken_for(self) -> str:
        """What it was taken for: a column of `rows`, region, one of OWN, or "" for an unknown one."""
        return self.field or next((each for each in self.head.fields[:1] if each in OWN), "")


def as_dates(column: ReadColumn) -> ReadColumn:
    """A column of nothing but dates, which are no figures whatever its head is: 竣工 计划 over 2026.9, 2027.6 says when, not how much."""
    told = {kind for kind in column.kinds if kind not in ("", "dash", "words")}
    if told != {"date"} or not {"planned", "achieved", "progress", "plan", "share"} & {*column.head.fields[:1]}:
        return column
    is_due = column.head.fields[0] in _PLANNED
    fields = ("start",) if _BEGINS.search(column.label) else ("deadline",) if is_due else ()
    return replace(column, head=replace(column.head, fields=fields))


def column_of(path: Sequence[str], cells: Iterable[str] = ()) -> ReadColumn:
    """The column under some heads. Where the lowest says nothing by itself, it is read together with those over it.

    2025年计划 | 形象进度      what is to be seen by the end of the year is a plan, no progress
    一季度     | 完成          the time is said by the head over it
    """
    words = [each for each in path if each]
    low = words[-1] if words else ""
    wholes = [low, "".join(words), low + "".join(words[:-1]), *reversed(words[:-1])]
    heads = [read_head(each) for each in wholes]
    head = next((each for each in heads if each.fields or each.time == "before"), heads[0])
    above = [read_head(each) for each in reversed(words)]
    unit = next((each.unit for each in above if each.unit), "")
    time = next((each.time for each in (head, *above) if each.time), "")
    time = "period" if time == "part" and any("累计" in each for each in words) else time  # 三季度 | 实际(累计)
    over = {read_head(each).fields[0] for each in words[:-1] if read_head(each).fields}
    is_planned = head.fields[:1] == ("progress",) and bool(over & _PLANNED) and "完成" not in low
    fields = ("plan",) if is_planned else head.fields
    return ReadColumn(tuple(words), Head(fields, time, unit), tuple(cells))
