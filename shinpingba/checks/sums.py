"""One row's figures against each other: rates from counts, totals from parts, remainders, parts larger than their whole."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from ..language.cues import find_cues
from ..language.likeness import likeness
from ..language.shares import share_of
from ..reading.candidates import is_general
from ..reading.kinds import IN_BRACKETS
from ..reading.targets import Target
from ..words.lexicon import any_of
from .finding import CellFigure, Finding, ReadRow, agrees, last_place, quotient

MYRIAD = 10_000.0  # 万: the unit that slips in or gets lost
CHANCE = 20.0  # below this whole, two small numbers make a stated rate by chance
MANIFOLD = 2.0  # so many times its whole, a single figure cannot be a part; targets are often passed by less
IMPOSSIBLE = 100.0  # a target is not reached this many times over: a unit is wrong
SAME_NOUN = 0.6  # least likeness of the nouns of a part and its whole, where the unit counts anything
_RATE = re.compile(r"(?:整体|总体|平均|综合)?(?P<action>[一-鿿]{2,6})率[^0-9,，。；;]{0,3}$")
_OF_ALL = re.compile(r"占(?:比[约达为]?|[^,，。；;0-9]{0,8}的)?$")
_AMONG = re.compile(r"[^,，。；;0-9]{0,12}[,，(（]其中")

_Pair = tuple[CellFigure, CellFigure]  # a part and its whole


def check_sums(row: ReadRow) -> Iterator[Finding]:
    """Every sum that one row's own figures allow."""
    for percent in row.figures[row.told]:
        if percent.kind in ("percent", "share"):
            yield from _rate(row, percent)
    yield from _totals(row)
    yield from _remainders(row)
    yield from _larger_parts(row)
    for target in row.reading.targets:
        if target.kind == "count":
            yield from _parts_of_target(row, target)
            yield from _excess(row, target)
    yield from _jumps(row)


def share_of_year(row: ReadRow) -> _Pair | None:
    """A stated share of the year's task and the count that it goes with: 82天,完成年度任务的27.3%."""
    for percent in row.figures[row.told]:
        counts = _before(row, percent)
        if percent.kind == "percent" and counts and _of_the_year().search(row.text[: percent.start]):
            return percent, counts[-1]
    return None


@cache
def _sum_of() -> re.Pattern[str]:
    return re.compile(any_of("wholes", use="sum_of").pattern + "[^0-9,，。；;]*$")


@cache
def _of_the_year() -> re.Pattern[str]:
    return re.compile(any_of("wholes", use="yearly").pattern + "(?:数|量)?的?约?$")


def _rate(row: ReadRow, percent: CellFigure) -> Iterator[Finding]:
    """整改率96.66% from 4682 of 4844, 占55项的80%: the nearest pair of counts before it that makes the stated share."""
    behind = row.text[: percent.start]
    named = _RATE.search(behind)
    if not (named or _OF_ALL.search(behind) or IN_BRACKETS.search(behind)):
        return
    counts = [count for count in _before(row, percent) if count.role != "context" and count.value]
    pairs = [(b, a) for a, b in combinations(counts, 2) if a.unit == b.unit and b.value <= a.value]
    wholes = [row.number(t) for t in row.reading.targets if counts and t.unit == counts[-1].unit and t.value]
    spoken = [pair for pair in pairs if named and named["action"] in row.clause(pair[0])]
    for part, whole in [*reversed(pairs), *((counts[-1], whole) for whole in wholes)]:
        if agrees(percent, part.value / whole.value) and (whole.value >= CHANCE or (part, whole) in spoken):
            yield _ratio(row, percent, part, whole, True)
            return
    for part, whole in reversed(pairs):
        if agrees(percent, part.value / whole.value * MYRIAD) and whole.value >= CHANCE * MYRIAD:
            yield _lost_unit(row, percent, part, whole)
            return
    meant = [pair for pair in spoken if pair[1].role == "total" or _stand_together(row, *pair, percent)]
    if meant:  # no pair makes it: then the rate's own word says which one it should be
        yield _ratio(row, percent, *max(meant, key=lambda pair: (pair[0].start, pair[1].start)), False)


def _stand_together(row: ReadRow, part: CellFigure, whole: CellFigure, percent: CellFigure) -> bool:
    """Whether whole, part and the rate of a deed follow each other: 隐患1874项、整改1159项,整改率69.24%."""
    named = _RATE.search(row.text[: percent.start])
    inside = [figure for figure in row.figures[row.told] if whole.start <= figure.start <= percent.start]
    return inside == [whole, part, percent] and named is not None and bool(find_cues(named["action"]))


def _before(row: ReadRow, figure: CellFigure) -> list[CellFigure]:
    """The counts before a figure that belong together with it."""
    start, _ = row.block(figure.start)
    return [count for count in row.counts if start <= count.start < figure.start]


def _ratio(row: ReadRow, percent: CellFigure, part: CellFigure, whole: CellFigure, agreed: bool) -> Finding:
    own = part.field == whole.field
    return Finding(
        kind="rate", place=row.place(row.told, percent.start, percent.end), stated=percent.value, recomputed=part.value / whole.value,
        agrees=agreed, unit="", other=row.words([part, whole] if own else [whole]), confidence="high" if own else "medium",
        reason=quotient(part.quote, whole.quote, part.value / whole.value),
    )  # fmt: skip


def _lost_unit(row: ReadRow, percent: CellFigure, part: CellFigure, whole: CellFigure) -> Finding:
    meant = f"{whole.value / MYRIAD:g}{whole.unit}"
    return Finding(
        kind="unit", place=row.place(row.told, whole.start, whole.end), stated=whole.value, recomputed=whole.value / MYRIAD,
        agrees=False, unit=whole.unit, other=row.words([part, percent]), confidence="high",
        reason=f"{part.quote}占{percent.quote}时，{whole.quote}应为{meant}，多了一个“万”",
    )  # fmt: skip


def _totals(row: ReadRow) -> Iterator[Finding]:
    """A total behind its parts (…,合计6.45万平方米), or before them (减免7.48亿元,其中税收7.22亿元,非税0.26亿元)."""
    for whole in row.counts:
        _, end = row.block(whole.start)
        before = [count for count in _before(row, whole) if count.unit == whole.unit]
        behind = [c for c in row.counts if whole.end < c.start < end and c.unit == whole.unit and c.role != "remaining"]
        if _sum_of().search(row.text[: whole.start]):
            if len(before) > 1:
                yield _sum(row, whole, before)
        elif (parts := _exhausting(whole, behind)) and (whole.role in ("total", "unknown") or whole.value >= CHANCE):
            yield _sum(row, whole, parts)


def _exhausting(whole: CellFigure, behind: list[CellFigure]) -> list[CellFigure]:
    """The figures right behind a whole that sum to it; a sum that falls short is silence, not an error."""
    runs = (behind[:count] for count in range(2, len(behind) + 1))
    return next((run for run in runs if agrees(whole, sum(part.value for part in run), run)), [])


def _sum(row: ReadRow, whole: CellFigure, parts: list[CellFigure]) -> Finding:
    total = sum(part.value for part in parts)
    return Finding(
        kind="total", place=row.place(row.told, whole.start, whole.end), stated=whole.value, recomputed=total,
        agrees=agrees(whole, total, parts), unit=whole.unit, other=row.words(parts), confidence="high",
        reason=f"各部分{'+'.join(part.quote for part in parts)}，合计写{whole.quote}",
    )  # fmt: skip


def _remainders(row: ReadRow) -> Iterator[Finding]:
    """剩余10栋 of 179栋 with 169栋 done; the whole stands before them, or is the row's only target of the unit."""
    for rest in (count for count in row.counts if count.role == "remaining"):
        before = [count for count in _before(row, rest) if count.unit == rest.unit]
        targets = [row.number(t) for t in row.reading.targets if t.unit == rest.unit and t.kind == "count"]
        if len(before) > 1 and before[0].role in ("total", "unknown"):
            whole, *parts = before
        elif len(targets) == 1 and before and all(count.role in ("done", "underway") for count in before):
            whole, parts = targets[0], before
        else:
            continue
        runs = [parts[:count] for count in range(1, len(parts) + 1)]  # 其中5个 may be counted in already
        fitting = next((run for run in runs if agrees(rest, whole.value - sum(part.value for part in run), run)), None)
        if fitting or (len(parts) == 1 and _is_part(parts[0], whole)):
            yield _rest(row, rest, whole, fitting or parts, fitting is not None)


def _rest(row: ReadRow, rest: CellFigure, whole: CellFigure, parts: list[CellFigure], agreed: bool) -> Finding:
    left = whole.value - sum(part.value for part in parts)
    return Finding(
        kind="remainder", place=row.place(row.told, rest.start, rest.end), stated=rest.value, recomputed=left, agrees=agreed,
        unit=rest.unit, other=row.words(parts if whole.field == "task" else [whole, *parts]), confidence="high",
        reason=f"{whole.quote}减{'、'.join(part.quote for part in parts)}剩{left:g}{rest.unit}",
    )  # fmt: skip


def _larger_parts(row: ReadRow) -> Iterator[Finding]:
    """A part right behind its whole that is larger: 共50户,已签约60户."""
    for whole, part in pairwise(row.counts):
        together = part.unit == whole.unit and part.start < row.block(whole.start)[1]
        said = (whole.role == "total" and part.role == "done") or _AMONG.match(row.text, whole.end, part.start)
        if together and said and part.value > whole.value and _is_part(part, whole):
            yield Finding(
                kind="excess", place=row.place(row.told, whole.start, whole.end), stated=whole.value, recomputed=part.value,
                agrees=False, unit=whole.unit, other=row.words([part]), confidence="high",
                reason=f"部分{part.quote}多于整体{whole.quote}",
            )  # fmt: skip


def _is_part(part: CellFigure, whole: CellFigure) -> bool:
    """Whether two figures of one unit can count one thing: 栋 and 户 say so; 个 and 家 do not, then the nouns must."""
    return not is_general(part.unit) or likeness(whole.item, part.item) >= SAME_NOUN


def _parts_of_target(row: ReadRow, target: Target) -> Iterator[Finding]:
    """The figures of one bullet that sum to a target: 2座, 1座 and 1座 of 4座."""
    for block in re.finditer(r"[^①-⑳]+", row.text):
        inside = [count for count in row.counts if block.start() <= count.start < block.end()]
        parts = [count for count in inside if count.dimension == target.dimension and count.role != "context"]
        total = sum(part.value * part.size for part in parts) / target.size
        exact = abs(total - target.value) <= sum(map(last_place, parts)) / 2 + 1e-9 * target.value
        if len(parts) > 1 and exact and not any(part.role == "remaining" for part in parts):
            reason = f"{'+'.join(part.quote for part in parts)}={total:g}{target.unit}"
            yield _of_target(row, "total", target, total, True, parts, reason)


def _excess(row: ReadRow, target: Target) -> Iterator[Finding]:
    """More planned than there are (18 and 11 of 20 projects), or a whole many times that of the task (235 of 58)."""
    same = [c for c in row.counts if c.unit == target.unit and c.item and target.item.endswith(c.item)]
    alike = [t for t in row.reading.targets if (t.unit, t.item) == (target.unit, target.item)]
    planned = [count for count in same if count.role == "planned"]
    total, printed = sum(part.value for part in planned), row.number(target).quote
    if target.is_due and len(planned) > 1 and total > sum(t.value for t in alike):
        reason = f"计划{'+'.join(part.quote for part in planned)}={total:g}{target.unit}，任务是{printed}"
        yield _of_target(row, "excess", target, total, False, planned, reason)
    for part in same:
        if part.role in ("total", "done") and MANIFOLD * target.value < part.value < IMPOSSIBLE * target.value:
            yield _of_target(row, "excess", target, part.value, False, [part], f"{part.quote}多于任务的{printed}")


def _jumps(row: ReadRow) -> Iterator[Finding]:
    """A figure hundreds of times its target, or vanishing beside it (11.3元 of 8.65亿元): a 万 or 亿 too many, or lost."""
    for number, done in row.reading.achieved.items():
        target = row.reading.targets[number]
        figures = [count for count in row.counts if done.start <= count.start < done.start + len(done.quote)]
        vast = (
            target.kind == "count" and done.value and not 1 / MYRIAD < share_of(done.value, target.value) < IMPOSSIBLE
        )
        if vast and figures:
            reason = f"{figures[0].quote}与目标{row.number(target).quote}不在一个数量级"
            yield _of_target(row, "unit", target, done.value, False, figures, reason)


def _of_target(
    row: ReadRow, kind: str, target: Target, recomputed: float, agreed: bool, parts: list[CellFigure], reason: str
) -> Finding:
    """A finding of which the target stands in the task, and the figures in what is reported."""
    return Finding(
        kind=kind, place=row.place(target.field, target.start, target.end), stated=target.value, recomputed=recomputed,
        agrees=agreed, unit=target.unit, other=row.words(parts), confidence="medium", reason=reason,
    )  # fmt: skip
