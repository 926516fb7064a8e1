"""Tables without tasks: their rows are about the places or the departments that are set side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .column import ReadColumn

GROUPS_UNITS = re.compile("组|梯队")  # groups those who do it: 组别, 考核分组; 类别 may group what is done


def by_kinds(columns: list[ReadColumn]) -> list[ReadColumn]:
    """The columns of a table of regions; kinds of tasks that differ from row to row are its tasks: 乡镇 | 任务类别 | 目标 | 完成."""
    fields = [column.field for column in columns]
    place = fields.index("section") if "section" in fields else -1
    words = columns[place].cells
    if place < fields.index("region") or not all(words) or any(here == there for here, there in pairwise(words)):
        return columns
    return [replace(column, field="task") if n == place else column for n, column in enumerate(columns)]


def stands_over_units(column: ReadColumn, columns: Sequence[ReadColumn]) -> bool:
    """Whether the words of a column come again, or are merged, over rows of which each has a department of its own.

    组别   | 责任单位 | 目标 | 完成
    园区组 | 经开区   | 36   | 28.8
           | 物流园   | 12   | 6.5
    """
    units = next((each.cells for each in columns if each.field == "lead"), ())
    is_again = any(there in {"", here} for here, there in pairwise(column.cells))
    over: list[str] = []
    for words in column.cells:
        over.append(words or (over[-1] if over else ""))
    return is_again and all(units) and len({*zip(over, units, strict=False)}) == len(column.cells)


def by_departments(columns: list[ReadColumn]) -> list[ReadColumn]:
    """A table that only sets departments side by side (责任单位 | 任务 | 完成) is about them as one of regions is about regions."""
    told = {column.field for column in columns if column.field == "planned" or column.holds_figures}
    if "planned" not in told or not {"achieved", "progress"} & told:
        return columns
    return [replace(column, field="region") if column.field == "lead" else column for column in columns]
