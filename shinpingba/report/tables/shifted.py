"""Columns of figures that do not stand under their heads: they are not read."""

from collections.abc import Sequence
from dataclasses import replace

from .agreed import agreed
from .column import ReadColumn
from .groups import Group

_FEWEST_BARE, _FEWEST_LOST = 2, 1  # columns of figures without a head: in a file, and in a text that lost its columns
_COUNTS_ROWS = {"number", "row_id"}
_OF_FIGURES = {"planned", "achieved", "share", "unit", "progress", "verdict"}
_SHIFTED = "表头比栏数少,数字归不了栏,没有读"


def with_heads(columns: Sequence[ReadColumn], *, is_ragged: bool) -> list[ReadColumn]:
    """The columns; where figures stand under no head, the heads are fewer than the columns and say of none which figures it holds.

    预算科目 | 年度预算 | 累计 | 当月 over eleven figures a row, of a head of two rows that lost its places
    """
    bare = [
        column for column in columns if not column.path and column.holds_figures and column.field not in _COUNTS_ROWS
    ]
    if len(bare) < (_FEWEST_LOST if is_ragged else _FEWEST_BARE):
        return list(columns)
    return [replace(column, field="", note=_SHIFTED) if column.field in _OF_FIGURES else column for column in columns]


def _may_be_share(columns: Sequence[ReadColumn], group: Group, place: int) -> bool:
    """Whether a column of an indicator is headed as its share, or may be, where no other is: 进度 behind 计划 and 已播."""
    names = [{*columns[each].head.fields} for each in group.places]
    return "share" in names[place] or ("progress" in names[place] and not any("share" in each for each in names))


def without_shifted(columns: list[ReadColumn], groups: Sequence[Group]) -> list[ReadColumn]:
    """The columns; where one indicator of a flattened table proves that its figures do not stand under their heads, those that
    prove nothing are not read.

    失业率 | 目标 | 进度 | 完成比例     4.4 | 3.63, without the third, before 500 | 1219 | 243.8 of the next one
    """
    proofs = {group: agreed([columns[place] for place in group.places]) for group in groups}
    if not any(proof and not _may_be_share(columns, group, proof[2]) for group, proof in proofs.items()):
        return columns
    places = {place for group, proof in proofs.items() if not proof for place in group.places}
    return [
        replace(column, field="", note=_SHIFTED) if place in places and column.field in _OF_FIGURES else column
        for place, column in enumerate(columns)
    ]
