"""What speaks for and against some heads that stand over each other: their words, what stands under them, and figures that agree."""

from collections.abc import Sequence
from itertools import pairwise, product

from ..document import Piece
from ..heads import read_head
from .agreed import agreeing
from .cells import FIGURES, mean_fit
from .column import column_of
from .groups import stem
from .head_trees import Forest, HeadTree
from .over import goes_under, is_compared, stands_alone

_NO_PARENT, _ODD_PARENT, _ODD_ORDER, _MIXED = 4.0, 2.0, 2.0, 1.0
_UNLIKE = {True: 1.0, False: 0.3}  # two groups under one head, and side by side
_ODD_LEAF, _ODD_FIRST, _ODD_TIME, _ODD_UNIT = 1.0, 1.0, 1.0, 0.7
_DENIED, _MISFIT, _LATE = 2.0, 2.0, 1.0
_TRIPLE = ("planned", "done", "share")
_TO_DATE = "累计"
_SUBJECTS = {"number", "row_id", "name", "region", "task"}

ColumnValues = Sequence[Sequence[float | None]]


def cost_of(heads: Forest) -> float:
    """What speaks against some heads by their words, with all that stand under them."""
    inner = [head for head in heads if head.below]
    leaves = [head.piece for head in heads[1:] if not head.below]
    cost = _ODD_LEAF * _odd_times(heads)
    lower = {stem(each.text) for head in inner for path in head.paths for each in path[1:]}
    cost += _ODD_LEAF * sum(stem(piece.text) in lower for piece in leaves)  # 计划 is of one line
    things = [bool(read_head(head.piece.text).unit) for head in inner if not _role(head.piece)]
    cost += _ODD_UNIT * min(
        things.count(True), things.count(False)
    )  # 里程(公里) | 投资(万元) stand over figures, or all without
    cost += sum(_under(head, is_again=_is_again(head, inner)) for head in inner)
    return cost + sum(_unlike(one, two, is_under=False) for one, two in pairwise(inner))


def misfit_of(heads: Forest, kinds: Sequence[Sequence[str]]) -> float:
    """What speaks against some heads by what stands under them: departments under 完成率."""
    leaves = [leaf for head in heads for leaf in head.leaves]
    fits = [
        [mean_fit(field, column) for field in read_head(leaf.text).fields]
        for leaf, column in zip(leaves, kinds, strict=True)
    ]
    late = sum(map(_begins_late, kinds))
    paths = [path for head in heads for path in head.paths]
    nameless = sum(
        len(path) == 1 and _is_nameless(path[0]) and 2 * sum(kind in FIGURES for kind in column) > len(column)
        for path, column in zip(paths[1:], kinds[1:], strict=True)
    )  # a thing without a unit is hardly a column of figures
    return _MISFIT * sum(max(each, default=0) < 0 for each in fits) + _LATE * late + _ODD_LEAF * nameless


def _is_nameless(piece: Piece) -> bool:
    head = read_head(piece.text)
    return not head.fields and not head.time and not head.unit


def _begins_late(kinds: Sequence[str]) -> bool:
    """Whether words stand over figures in a column, or a figure over words: its first cell is of the head, or its head of the first row."""
    first, *others = [kind in FIGURES for kind in kinds if kind not in {"", "dash", "pending"}] or [False]
    return bool(others) and all(other != first for other in others)


def proof_of(heads: Forest, values: ColumnValues) -> float:
    """What arithmetic says for some heads: a plan, what is done and its share agree under one of them, or do not.

    So do those that stand apart: 总量 under 年度目标, 累计 under 1-5月, and 完成年度目标(%).
    """
    paths = [path for head in heads for path in head.paths]
    roles = [_role_of(path) for path in paths]
    groups = [[n for n, other in enumerate(paths) if other[: len(path) - 1] == path[:-1]] for path in paths]
    whole = [
        len(path) > 1 and {"planned", "share"} <= {roles[n] for n in group}
        for path, group in zip(paths, groups, strict=True)
    ]
    planned, done, shares = ([n for n, role in enumerate(roles) if role == name and not whole[n]] for name in _TRIPLE)
    told = {n: [each for each in done if len(paths[n]) == 1 or each in groups[n]] for n in shares}
    said = [[agreeing([values[n] for n in each]) or 0.0 for each in product(planned, told[n], [n])] for n in shares]
    return _proof(heads, values) + sum(max(0.0, *each) for each in said if each)


def _under(head: HeadTree, *, is_again: bool) -> float:
    """What speaks against the heads under one, and all under these. is_again   whether the same stand under another one beside it"""
    inner = [each for each in head.below if each.below]
    cost = _parent(head, is_again=is_again) + _order([each.piece for each in head.below])
    cost += _ODD_LEAF * _odd_times(head.below) + _ODD_TIME * sum(
        _is_other_time(head.piece, each.piece) for each in head.below
    )
    cost += sum(_under(each, is_again=_is_again(each, inner)) for each in inner)
    return cost + sum(_unlike(one, two, is_under=True) for one, two in pairwise(inner))


def _is_again(head: HeadTree, others: Sequence[HeadTree]) -> bool:
    """Whether the same heads stand under another: 签约 and 开工 under 年度任务, and under 上半年完成."""
    lows = [[stem(each.piece.text) for each in other.below] for other in others]
    return lows.count([stem(each.piece.text) for each in head.below]) > 1


def _odd_times(heads: Sequence[HeadTree]) -> int:
    """How many times are columns beside others that stand over figures: 一季度 beside 二季度 over 计划 and 实际."""
    times = [bool(head.below) for head in heads if _role(head.piece) == "time"]
    years = sum(
        not head.below and _role(head.piece) == "time" and read_head(head.piece.text).time == "year" for head in heads
    )
    return times.count(False) if any(times) else years  # 2024年 alone is no column of figures


def _is_other_time(piece: Piece, below: Piece) -> bool:
    """Whether a head tells of another time than the one over it: 当月 stands under 8月, and 累计 under 1-8月; 8月 not under 累计."""
    time = read_head(piece.text).time
    own = "to date" if below.text.startswith(_TO_DATE) else read_head(below.text).time
    is_sum = _TO_DATE in piece.text
    others = {"increment": {"period", "before"}, "to date": {"part", "increment", "before"}}
    return time in others.get(own, set()) or (is_sum and own == "part")


def _parent(head: HeadTree, *, is_again: bool) -> float:
    """What speaks against a head over others: 备注 stands over none and under none, a share over no plan, 年度目标 over nothing done."""
    below = [each.piece for each in head.below]
    lower = {*map(_role, below)}
    roles = {*map(_role, (*below, *head.leaves))} if lower == {"time"} else lower  # 目标值 | 一季度 | 计划
    role = _role(head.piece)
    are_alone = any(map(stands_alone, (head.piece, *below)))
    cost = _NO_PARENT * (are_alone and not all(goes_under(head.piece.text, low.text) for low in below))
    cost += _NO_PARENT * (is_compared(head.piece) and "planned" in roles)
    said = read_head(head.piece.text)
    cost += _ODD_TIME * (said.time in {"before", "beyond"})  # 上年同期 is a column beside 年度目标 and 1-9月
    is_subject = bool(_SUBJECTS & {*said.fields[:1]})  # 任务 stands over no 5月
    cost += _NO_PARENT * (is_subject and ("planned" not in said.fields or lower == {"time"}))
    cost += _ODD_PARENT * any(_is_other_unit(head.piece, low) for low in below)
    is_share, is_of_year = said.fields[:1] == ("share",), said.time == "year"
    is_odd = (
        role in {"growth", "rank", "total"}
        or (role == "share" and (is_share or "share" in roles) and roles != {"share"})
        or (
            role == "planned"
            and (not is_again or "planned" in roles)
            and bool({"done", "share", *(["time"] if is_of_year else [])} & roles)
        )
        or (role == "done" and "planned" in roles and "done" not in roles)
    )
    return cost + _ODD_PARENT * is_odd


def _is_other_unit(piece: Piece, below: Piece) -> bool:
    """Whether a head has another unit than the one over it: 工期(天) under 里程(公里); a share may stand under any."""
    units = {read_head(piece.text).unit, read_head(below.text).unit}
    return len(units - {"", "%"}) > 1 or stem(piece.text) == stem(below.text)


def _order(heads: Sequence[Piece]) -> float:
    """What speaks against some heads as one group: what is planned stands first, a share or a growth does not, times stand together."""
    roles = ["time" if stem(piece.text) == _TO_DATE else _role(piece) for piece in heads]  # 当月 | 累计
    late = sum(
        role == "planned" and {"done", "share", "time", "growth", "rank"} & {*roles[:n]} != set()
        for n, role in enumerate(roles)
    )
    is_mixed = ("time" in roles and "done" in roles and "planned" not in roles) or (
        bool({"planned", "share"} & {*roles})
        and any(not role and not read_head(piece.text).unit for role, piece in zip(roles, heads, strict=True))
    )
    return _ODD_ORDER * late + _ODD_FIRST * (roles[0] in {"share", "growth"} and len({*roles}) > 1) + _MIXED * is_mixed


def _unlike(one: HeadTree, two: HeadTree, *, is_under: bool) -> float:
    """What speaks against two heads side by side whose lower heads are not the same; less where they are of the same sorts."""
    texts = [[stem(each.piece.text) for each in head.below] for head in (one, two)]
    roles = [[_role(each.piece) for each in head.below] for head in (one, two)]
    over = [{stem(each.piece.text): bool(each.below) for each in head.below} for head in (one, two)]
    odd = 1.0 * sum(
        is_over != over[1].get(text, is_over) for text, is_over in over[0].items()
    )  # 完成 is over others in both
    places = [{text: n for n, text in enumerate(each)} for each in texts]
    odd += 0.5 * any(n != places[1].get(text, n) for text, n in places[0].items())  # 设计 stands first in both
    return _UNLIKE[True] * odd + (
        0.0 if texts[0] == texts[1] else _UNLIKE[is_under] * (0.5 if roles[0] == roles[1] else 1.0)
    )


def _role(piece: Piece) -> str:
    """Which figures stand under a head: planned, done, share, growth; time where it only names one of this year; "" for any."""
    head = read_head(piece.text)
    fields = {*head.fields}
    if "growth" in fields:
        return "growth"
    if head.fields[:1] == ("share",) or (head.unit == "%" and not fields & {"planned", "plan"}):
        return "share"
    if fields & {"planned", "plan"}:
        return "planned"
    if fields & {"achieved", "progress"}:
        return "done"
    return head.fields[0] if head.fields else "time" if head.time not in {"", "before", "beyond"} else ""


def _role_of(path: Sequence[Piece]) -> str:
    """Which figures stand under heads, from top to bottom: by the lowest, else by those over it."""
    if len(path) == 1 or _role(path[-1]) not in {"", "time"}:
        return _role(path[-1])
    head = column_of([piece.text for piece in path]).head
    return (
        "planned" if "planned" in head.fields else "done" if head.time == "period" or "achieved" in head.fields else ""
    )


def _proof(heads: Forest, values: ColumnValues) -> float:
    place, sum_ = 0, 0.0
    for head in heads:
        places = range(place, place + len(head.leaves))
        place = places.stop
        sum_ += _agreement(head, values[places.start : places.stop])
    return sum_


def _agreement(head: HeadTree, values: ColumnValues) -> float:
    """How far the figures under a head agree, if they are a plan, what is done and its share; else those under each lower head."""
    roles = [*map(_role, head.leaves)]
    if all(roles.count(name) == 1 for name in _TRIPLE):
        mean = agreeing([values[roles.index(name)] for name in _TRIPLE])
        return 0.0 if mean is None else mean if mean > 0 else -_DENIED
    return _proof(head.below, values)
