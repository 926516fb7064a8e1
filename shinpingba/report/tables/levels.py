"""The heads of a flattened table as rows of a head: which of them stand over which, now that their places are lost.

A reading is a row of heads, or two of the same width: the upper one with a head over several columns in each of their places.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..document import Piece, Row
from ..heads import read_head
from ..units import unit_in
from .cells import kind_of_cell
from .column import column_of
from .groups import stem
from .halves import copied_width

SUBJECTS = {"number", "row_id", "name", "task", "region", "section"}
_COLUMNS = {*SUBJECTS, "lead", "cooperating", "unit"}
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
_TOLD = {"planned", "plan", "achieved", "progress"}
_TELLING = {"achieved", "progress"}
_FIGURES = {"planned", "achieved", "share"}
_FEWEST_BASE = 1
_MOST_LOWER = 4
_MOST_READINGS = 12

Reading = tuple[tuple[Row, ...], Row]  # the rows of a head, and the heads that name none of its columns


def readings(heads: Sequence[Piece]) -> list[Reading]:
    """The ways in which some heads may stand, the plainest first: in one row; with lower heads that come again under each of
    several upper ones; with lower heads under one; with a unit under each head of figures.

    地区 | 就业 | 参保 | 目标 | 进度 | 目标 | 进度      目标 and 进度 of 就业, and those of 参保
    序号 | 任务 | 责任单位 | 进展 | 牵头 | 配合         牵头 and 配合 under 责任单位
    县区 | 任务 | 开工 | 套 | 套                        a unit under each
    """
    if width := copied_width([piece.text for piece in heads]):  # a table folded in two: its rows follow each other
        return [((tuple(heads[:width]),), tuple(heads[width:]))]
    repeated = [*_repeated(heads)]
    plain: Reading = ((tuple(heads),), ())
    others = [plain, *_under_one(heads), *_with_units(heads), *_in_pairs(heads)] if not repeated else []
    return [*islice((*repeated, *others), _MOST_READINGS)]


def _repeated(heads: Sequence[Piece]) -> Iterator[Reading]:
    """Lower heads that come again for each of as many upper ones, which stand side by side."""
    texts = [stem(piece.text) for piece in heads]
    for width in range(2, len(heads) // 2 + 1):
        count = 1
        while texts[-(count + 1) * width : len(texts) - count * width] == texts[-width:]:
            count += 1
        if count > 1:
            yield from _over_groups(heads[: -count * width], heads[-count * width :], count, width)
            return


def _in_pairs(heads: Sequence[Piece]) -> Iterator[Reading]:
    """The last heads in pairs of what is planned and what is done, each under one of as many upper ones.

    年度投资 | 工程形象 | 计划 | 完成 | 年度目标 | 当前进度
    """
    fields = [{*read_head(piece.text).fields} for piece in heads]
    count = 0
    while {"planned", "plan"} & (fields[-2 * count - 2 :] or [set()])[0] and _TELLING & fields[-2 * count - 1]:
        count += 1
        if 3 * count + 2 > len(heads):
            break
    if count > 1:
        yield from islice(_over_groups(heads[: -2 * count], heads[-2 * count :], count, 2), 1)


def _over_groups(upper: Sequence[Piece], lower: Sequence[Piece], count: int, width: int) -> Iterator[Reading]:
    """Each run of `count` upper heads as those over the groups; the other ones are columns, or say something of the whole table.

    The nearest to the lower ones go first, departments last.
    """
    starts = [start for start in reversed(range(len(upper) - count + 1)) if _is_free(upper[start : start + count])]
    starts.sort(key=lambda start: any(map(_is_department, upper[start : start + count])))
    for start in starts:
        yield _expanded(upper, range(start, start + count), lower, [*upper])
        base = [piece for piece in upper if {*read_head(piece.text).fields[:1]} & _COLUMNS]
        if len(base) >= _FEWEST_BASE:
            yield _expanded(upper, range(start, start + count), lower, base)
    if not starts:
        names = [Piece(f"第{n}组") for n in range(1, count + 1)]
        named = [*upper, *names]
        yield _expanded(named, range(len(upper), len(named)), lower, named)


def _is_free(names: Sequence[Piece]) -> bool:
    """Whether heads may stand over others: none of them is of a column by itself, such as 序号, 责任单位, 备注."""
    return not any({*read_head(piece.text).fields[:1]} & _ALONE for piece in names)


def _is_department(piece: Piece) -> bool:
    return kind_of_cell(piece.text) == "departments"


def _expanded(upper: Sequence[Piece], over: range, lower: Sequence[Piece], kept: Sequence[Piece]) -> Reading:
    """Two rows: the upper heads that are kept, those of `over` once for each of their lower ones."""
    width = len(lower) // len(over)
    high: list[Piece] = []
    low: list[Piece] = []
    left = iter(lower)
    for place, piece in enumerate(upper):
        if place in over:
            high += [piece] * width
            low += islice(left, width)
        elif any(piece is each for each in kept):
            high.append(piece)
            low.append(piece)
    outside = tuple(piece for piece in upper if all(piece is not each for each in high))
    return (tuple(high), tuple(low)), outside


def _under_one(heads: Sequence[Piece]) -> Iterator[Reading]:
    """The last heads under one of those before: 牵头 and 配合 under 责任单位, 一季度进展 and 二季度进展 under 进展情况."""
    for width in range(2, _MOST_LOWER + 1):
        upper, lower = heads[:-width], heads[-width:]
        for place, piece in enumerate(upper[:-1]):  # over the last one they would be but further columns
            if all(_goes_under(piece.text, low.text) for low in lower):
                yield _expanded(upper, range(place, place + 1), lower, [*upper])


def _goes_under(upper: str, low: str) -> bool:
    """Whether a head may stand under another: 牵头 under 责任单位, 二季度进展 under 进展情况, 数量 and 完成比例 under 完成情况."""
    above, below = read_head(upper).fields[:1], read_head(low).fields[:1]
    is_part = bool(_SEVERAL.search(upper)) and bool({*below} & {*_TOLD, *_FIGURES, "task"})  # 年度任务及进展
    is_figure = (
        bool({*above} & _TOLD) and not unit_in(low) and bool({*column_of((upper, low)).head.fields[:1]} & _FIGURES)
    )
    return is_part or (bool(above) and (below == above or is_figure or {*above, *below} == {"lead", "cooperating"}))


def _with_units(heads: Sequence[Piece]) -> Iterator[Reading]:
    """The last heads as units of those before, one each: of the last ones, or of all that are heads of figures."""
    count = next((n for n, piece in enumerate(reversed(heads)) if not unit_in(piece.text)), len(heads))
    if count < 2 or len(heads) < 2 * count:
        return
    upper, units = heads[:-count], heads[-count:]
    figures = [place for place, piece in enumerate(upper) if {*read_head(piece.text).fields} & _FIGURES]
    for places in (figures, [*range(len(upper) - count, len(upper))]):
        if len(places) == count:
            low = dict(zip(places, units, strict=True))
            yield (tuple(upper), tuple(low.get(place, piece) for place, piece in enumerate(upper))), ()
