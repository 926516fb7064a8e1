"""The heads of a flattened table as rows of a head: which of them stand over which, now that their places are lost.

A reading is a row of heads, or two of the same width: the upper one with a head over several columns in each of their places.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from ..document import Piece, Row
from ..heads import read_head
from ..units import unit_in
from .cells import kind_of_cell
from .groups import stem
from .halves import copied_width
from .nested import nested_rows
from .over import FIGURE_FIELDS, TOLD_FIELDS, goes_under, is_compared, is_free, is_time
from .parts import SUBJECTS

_COLUMNS = {*SUBJECTS, "lead", "cooperating", "unit"}
_TELLING = {"achieved", "progress"}
_DONE = {"achieved", "share"}
_OF_ELSE = {"before", "beyond"}  # 至上年底累计完成 stands over no 1-9月
_FEWEST_BASE = 1
_MOST_LOWER = 4
_MOST_READINGS = 12

HeadRows = tuple[tuple[Row, ...], Row]  # the rows of a head, and the heads that name none of its columns


def readings(heads: Sequence[Piece]) -> list[HeadRows]:
    """The ways in which some heads may stand, the plainest first: in one row; with lower heads that come again under each of
    several upper ones; with lower heads under one; with a unit under each head of figures.

    地区 | 就业 | 参保 | 目标 | 进度 | 目标 | 进度      目标 and 进度 of 就业, and those of 参保
    序号 | 任务 | 责任单位 | 进展 | 牵头 | 配合         牵头 and 配合 under 责任单位
    县区 | 任务 | 开工 | 套 | 套                        a unit under each
    """
    if width := copied_width([piece.text for piece in heads]):  # a table folded in two: its rows follow each other
        return [((tuple(heads[:width]),), tuple(heads[width:]))]
    repeated = [*_repeated(heads)] or [*_in_step(heads)]
    plain: HeadRows = ((tuple(heads),), ())
    others = (
        [plain, *_under_one(heads), *_with_units(heads), *_by_goals(heads), *_in_runs(heads), *_by_firsts(heads)]
        if not repeated
        else []
    )
    found = [*islice((*repeated, *others), _MOST_READINGS)]
    if rows := nested_rows(heads):  # it knows which head is over which: none of as many columns says it better
        return [(rows, ()), *(each for each in found if len(each[0][0]) != len(rows[0]))]
    return found


def _repeated(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """Lower heads that come again for each of as many upper ones, which stand side by side."""
    texts = [stem(piece.text) for piece in heads]
    for width in range(2, len(heads) // 2 + 1):
        count = 1
        while texts[-(count + 1) * width : len(texts) - count * width] == texts[-width:]:
            count += 1
        if count > 1:
            if not _ends_in(heads[: -count * width], texts[-width]):
                yield from _over_groups(heads[: -count * width], heads[-count * width :], count, width)
            return


def _ends_in(upper: Sequence[Piece], first: str) -> bool:
    """Whether heads end in a run of figures that begins like those behind it, and so is the lower heads of one more group.

    夏种 | 大豆 | 玉米 | 计划 | 已种 | 进度 | 计划 | 已种 | 计划 | 已种
    区县 | 商品房 | 保障房 | 年度目标 | 1-5月 | 年度目标 | 1-5月 | 完成率 | 年度目标 | 1-5月 | 完成率
    """
    run = [*takewhile(_is_of_figures, reversed(upper))]
    return any(stem(piece.text) == first for piece in run)


def _is_of_figures(piece: Piece) -> bool:
    """Whether a head is of figures, or only tells a part of the year, which stands for what was done in it."""
    return bool({*read_head(piece.text).fields} & {*FIGURE_FIELDS, *TOLD_FIELDS}) or _is_part(piece)


def _by_goals(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads in runs that begin with what is planned and tell what is done, each under one of as many upper ones.

    年度投资 | 工程形象 | 计划 | 完成 | 年度目标 | 当前进度
    项目数(个) | 投资(亿元) | 计划 | 已开工 | 开工率(%) | 年度计划 | 完成 | 完成率(%)
    用水强度(%) | 用水总量(万吨) | 年度目标 | 上半年 | 等级 | 年度控制目标 | 上半年 | 占比      a part of the year tells what was done in it
    """
    fields = [{*read_head(piece.text).fields} for piece in heads]
    starts = [n for n, names in enumerate(fields) if {"planned", "plan"} & names]
    while len(starts) > 1:
        runs = [range(first, end) for first, end in zip(starts, [*starts[1:], len(heads)], strict=True)]
        if all(any(_TELLING & fields[n] or _is_part(heads[n]) for n in run[1:]) for run in runs):
            lower = [heads[run.start : run.stop] for run in runs]
            for place in reversed(range(1, starts[0] - len(runs) + 1)):
                upper = heads[place : place + len(runs)]
                if _may_head_goals(upper):
                    yield _expanded(heads[: starts[0]], range(place, place + len(runs)), lower, heads[: starts[0]])
                    return
        starts = starts[1:]


def _may_head_goals(upper: Sequence[Piece]) -> bool:
    """Whether heads may stand over goals and what is done: none is of a column by itself, done, or only a comparison (较去年同期)."""
    is_done = any({*read_head(piece.text).fields} & _DONE for piece in upper)
    return is_free(upper) and not is_done and not any(map(is_compared, upper))


def _by_firsts(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads in runs that begin with the same one or with a goal, under as many upper ones that have units, if any do.

    标段 | 里程(km) | 桥涵(座) | 产值(万元) | 交工日期 | 设计 | 路基 | 路面 | 设计 | 完成 | 年度目标 | 累计完成
    """
    texts = [stem(piece.text) for piece in heads]
    begin = next((n for n, text in enumerate(texts) if n and text in texts[n + 1 :]), len(heads))
    goals = {n for n, piece in enumerate(heads) if {"planned", "plan"} & {*read_head(piece.text).fields}}
    starts = [n for n in range(begin, len(heads)) if n in goals or texts[n] == texts[begin]]
    runs = [heads[first:end] for first, end in pairwise([*starts, len(heads)])]
    if len(runs) < 2 or any(len(run) < 2 for run in runs):
        return
    places = [n for n in range(1, begin - len(runs) + 1) if _may_head_goals(heads[n : n + len(runs)])]
    unitless = {n: sum(not read_head(piece.text).unit for piece in heads[n : n + len(runs)]) for n in places}
    for place in (n for n in places if unitless[n] == min(unitless.values())):
        yield _expanded(heads[:begin], range(place, place + len(runs)), runs, heads[:begin])


def _in_runs(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads in runs that begin with the same one, each under one of as many upper ones.

    指标 | 全年目标 | 8月 | 1-8月累计 | 同比 | 完成 | 环比 | 完成 | 占全年%
    """
    texts = [stem(piece.text) for piece in heads]
    begin = next((n for n, text in enumerate(texts) if text in texts[n + 1 :]), 0)
    starts = [n for n, text in enumerate(texts) if n >= begin and text == texts[begin]]
    if begin < len(starts):
        return
    runs = [heads[first:end] for first, end in zip(starts, [*starts[1:], len(heads)], strict=True)]
    for place in reversed(range(1, begin - len(runs) + 1)):
        upper = heads[place : place + len(runs)]
        is_of_goals = bool({"planned", "plan"} & {*read_head(heads[begin].text).fields})
        are_compared = is_of_goals and any(map(is_compared, upper))
        is_told = any({*read_head(piece.text).fields} & {"planned", "share"} for piece in upper)
        if is_free(upper) and not is_told and not are_compared:
            yield _expanded(heads[:begin], range(place, place + len(runs)), runs, heads[:begin])


def _in_step(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads in two runs that differ in what is planned and what is done, each under a time.

    指标 | 单位 | 全年 | 1-9月 | 目标 | 增速% | 完成 | 增速%
    """
    for width in range(2, (len(heads) - 2) // 2 + 1):
        upper, first, second = heads[: -2 * width], heads[-2 * width : -width], heads[-width:]
        unlike = [(one, two) for one, two in zip(first, second, strict=True) if stem(one.text) != stem(two.text)]
        is_both = all(
            "planned" in read_head(one.text).fields and _TELLING & {*read_head(two.text).fields} for one, two in unlike
        )
        if 0 < len(unlike) < width and is_both and all(map(is_time, upper[-2:])):
            over = range(len(upper) - 2, len(upper))
            yield _expanded(upper, over, [first, second], [*upper])


def _over_groups(upper: Sequence[Piece], lower: Sequence[Piece], count: int, width: int) -> Iterator[HeadRows]:
    """Each run of `count` upper heads as those over the groups; the other ones are columns, or say something of the whole table.

    The nearest to the lower ones go first, departments last.
    """
    runs = [lower[n * width : (n + 1) * width] for n in range(count)]
    firsts = range(bool(upper[count:]), len(upper) - count + 1)  # the first head is over none, where others are
    starts = [start for start in reversed(firsts) if is_free(upper[start : start + count])]
    starts.sort(key=lambda start: any(map(_is_department, upper[start : start + count])))
    for start in starts:
        yield _expanded(upper, range(start, start + count), runs, [*upper])
        base = [piece for piece in upper if {*read_head(piece.text).fields[:1]} & _COLUMNS]
        if len(base) >= _FEWEST_BASE:
            yield _expanded(upper, range(start, start + count), runs, base)
    if not starts:
        names = [Piece(f"第{n}组") for n in range(1, count + 1)]
        named = [*upper, *names]
        yield _expanded(named, range(len(upper), len(named)), runs, named)


def _is_part(piece: Piece) -> bool:
    return is_time(piece) and read_head(piece.text).time in ("period", "part")


def _are_timed(upper: Piece, lower: Sequence[Piece]) -> bool:
    """Whether a time stands over figures, or figures over times: 2024年 over 年度计划 and 1-9月完成, 季度任务 over 一季度 and 二季度."""
    if is_time(upper):
        return all({*read_head(low.text).fields} & {*FIGURE_FIELDS, "plan"} for low in lower)
    head = read_head(upper.text)  # 全年任务 is one figure
    over = {*TOLD_FIELDS, *FIGURE_FIELDS} | ({"task"} if head.time else set())  # 季度任务, and not 任务
    return all(map(is_time, lower)) and head.time != "year" and bool({*head.fields[:1]} & over)


def _is_department(piece: Piece) -> bool:
    return kind_of_cell(piece.text) == "departments"


def _expanded(upper: Sequence[Piece], over: range, runs: Sequence[Sequence[Piece]], kept: Sequence[Piece]) -> HeadRows:
    """Two rows: the upper heads that are kept, those of `over` once for each of their lower ones, a run of them each."""
    high: list[Piece] = []
    low: list[Piece] = []
    for place, piece in enumerate(upper):
        if place in over:
            high += [piece] * len(runs[place - over.start])
            low += runs[place - over.start]
        elif any(piece is each for each in kept):
            high.append(piece)
            low.append(piece)
    outside = tuple(piece for piece in upper if all(piece is not each for each in high))
    return (tuple(high), tuple(low)), outside


def _under_one(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads under one of those before: 牵头 and 配合 under 责任单位, 一季度进展 and 二季度进展 under 进展情况."""
    for width in range(2, _MOST_LOWER + 1):
        upper, lower = heads[:-width], heads[-width:]
        if all(map(is_time, (*upper[-1:], *lower))):  # 一季度 | 二季度 | 三季度 stand together
            continue
        for place, piece in enumerate(upper):
            is_last = place + 1 == len(
                upper
            )  # over it they would be but further columns, unless they are times, or verdicts
            are_stated = all(kind_of_cell(low.text) == "verdict" for low in lower)
            is_over = (all(map(is_time, lower)) or are_stated) and read_head(piece.text).fields[:1] == ("progress",)
            if is_last and not is_over:
                continue
            is_else = read_head(piece.text).time in _OF_ELSE and any(read_head(low.text).time for low in lower)
            is_under = all(goes_under(piece.text, low.text) for low in lower) or (is_last and are_stated)
            if not is_else and (is_under or _are_timed(piece, lower)):
                yield _expanded(upper, range(place, place + 1), [lower], [*upper])


def _with_units(heads: Sequence[Piece]) -> Iterator[HeadRows]:
    """The last heads as units of those before, one each: of the last ones, or of all that are heads of figures."""
    count = next((n for n, piece in enumerate(reversed(heads)) if not unit_in(piece.text)), len(heads))
    if count < 2 or len(heads) < 2 * count:
        return
    upper, units = heads[:-count], heads[-count:]
    figures = [place for place, piece in enumerate(upper) if {*read_head(piece.text).fields} & FIGURE_FIELDS]
    for places in (figures, [*range(len(upper) - count, len(upper))]):
        if len(places) == count:
            low = dict(zip(places, units, strict=True))
            yield (tuple(upper), tuple(low.get(place, piece) for place, piece in enumerate(upper))), ()
