"""Which heads may stand over which others, by what they say: 完成情况 over 数量 and 比例, 责任单位 over 牵头 and 配合, 备注 over none."""

import re
from collections.abc import Sequence

from ..document import Piece
from ..heads import read_head
from ..units import unit_in

TOLD_FIELDS = {"planned", "plan", "achieved", "progress"}
FIGURE_FIELDS = {"planned", "achieved", "share"}
_ALONE = {
    "number",
    "row_id",
    "unit",
    "region",
    "lead",
    "cooperating",
    "verdict",
    "deadline",
    "note",
    "leader",
    "problem",
    "next_step",
}
_SEVERAL = re.compile("[及和与、]")
_MEASURE = re.compile(r"(?:绝对|总)?(?:金额|数额|数量|数值|总量|总额|[量额值])(?:[(（][^()（）]*[)）])?")
_COMPARES = re.compile("较(?:去年|上年|同期|上[月季期]|计划)|同比|环比|比(?:去年|上年)")  # it stands over no goal


def is_free(names: Sequence[Piece]) -> bool:
    """Whether heads may stand over others: none of them is of a column by itself, such as 序号, 责任单位, 备注."""
    return not any(map(stands_alone, names))


def stands_alone(piece: Piece) -> bool:
    """Whether a head is of a column by itself: 序号, 责任单位, 备注."""
    return bool({*read_head(piece.text).fields[:1]} & _ALONE)


def is_compared(piece: Piece) -> bool:
    """Whether a head only compares, and stands over no goal: 较去年同期."""
    return bool(_COMPARES.search(piece.text))


def is_time(piece: Piece) -> bool:
    """Whether a head only names a time: 一季度, 1-9月, 2024年."""
    head = read_head(piece.text)
    return bool(head.time) and not head.fields


def goes_under(upper: str, low: str) -> bool:
    """Whether a head may stand under another: 牵头 under 责任单位, 二季度进展 under 进展情况, 数量 and 完成比例 under 完成情况."""
    above, below = read_head(upper).fields[:1], read_head(low).fields[:1]
    is_part = bool(_SEVERAL.search(upper)) and bool({*below} & {*TOLD_FIELDS, *FIGURE_FIELDS, "task"})  # 年度任务及进展
    said = (read_head(words).fields[:1] for words in (low, upper + low, low + upper))
    is_figure = (
        bool({*above} & TOLD_FIELDS) and not unit_in(low) and bool({*next(filter(None, said), ())} & FIGURE_FIELDS)
    )
    is_measure = bool({*above} & TOLD_FIELDS) and (
        bool(_MEASURE.fullmatch(low)) or {*below} & {"growth", "rank"} != set()
    )
    return (
        is_part
        or is_measure
        or (bool(above) and (below == above or is_figure or {*above, *below} == {"lead", "cooperating"}))
    )
