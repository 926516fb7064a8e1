"""How far a target has come: its achieved figure against the calendar, or what its work items say where there is no figure."""

import re
from collections.abc import Mapping
from datetime import date

from ..columns import LATE, STATUS_OF_STAGE, UNMEASURED, percent
from ..language.likeness import likeness, named_things
from ..language.passage import read_passage
from ..reading.begun import STARTED
from ..reading.candidates import is_general
from ..reading.row import Reading
from ..reading.stages import Item, task_stage
from ..reading.statement import Statement
from ..reading.targets import Achieved, Target, promise
from ..reading.years import Years, elapsed_of, is_part_of, years_by_cell, years_of
from ..words.lexicon import any_of
from .rules import (
    completion_share,
    gap,
    is_base_effect,
    judge_level,
    judge_limit,
    judge_share,
    required_pace,
    wants_less,
)

_SEATS = re.compile("[学床托]位")  # what a school or a home has; 停车位 stand for themselves
_MONTHS = 12
_STAGE_GOAL = re.compile("(?:季度|上半年|半年|[0-9]月份?)[^,，。；;0-9底末前]{0,6}(?:目标|任务|计划)")
SPEAKS_OF = 0.34  # least likeness of a target to a piece of progress that is taken to speak of it


def judge_target(row: Mapping[str, object], number: int, reading: Reading, as_of: date, rule: str) -> dict[str, object]:
    """The record of one target of a row for the table `targets`."""
    target, done = reading.targets[number], reading.achieved.get(number)
    text = str(row.get(target.field) or "")
    years = years_of(target, text, as_of) or years_by_cell(str(row.get("deadline") or ""), as_of)
    elapsed = _elapsed(row, done, years, as_of)
    start, words = promise(text, target)
    status, reason = _held(target, done, years, elapsed, as_of, rule) if done else _unmeasured(row, target, reading)
    if status == "completed" and as_of.month < _MONTHS and _is_of_a_stage(target, words):
        status = "on_schedule"
    part = None if done or target.kind != "count" else reading.parts.get(number)
    if part and status in UNMEASURED and (by_part := _by_part(part, elapsed, rule)):
        status, reason = by_part
    if status in LATE and (rest := _rest(target, reading, elapsed)):
        status, reason = rest.status, f"{reason}；原文称“{rest.quote}”"
    return {
        "row_id": row["row_id"],
        "target_no": number + 1,
        **{name: getattr(target, name) for name in ("kind", "unit", "bound")},
        "item": target.item or target.quote,
        "target_value": target.value,
        "target_quote": words,
        "target_field": target.field,
        "target_start": start,
        **_achieved(done, part),
        **_against_calendar(target, done, years, elapsed, as_of),
        "status": status,
        "confidence": _confidence(row, done, status, _is_contradicted(reading, target, status)),
        "reason": reason,
    }


def _rest(target: Target, reading: Reading, elapsed: float | None) -> Statement | None:
    """What the text says of the tasks not finished yet, where tasks are counted: 10件已完成,其余事项正在推进, of 20件实事."""
    counts_tasks = any_of("general", use="task_unit").fullmatch(target.unit) and (
        not target.item or any_of("counted", use="task").search(target.context)
    )
    return reading.rest if counts_tasks and elapsed is not None and elapsed < 1 else None


def _confidence(row: Mapping[str, object], done: Achieved | None, status: str, is_doubted: bool) -> str | None:
    """How sure a reading is; at most medium, whatever joins its figures, on a picture or where its office says otherwise."""
    if not done:
        return "low" if status in ("at_risk", "suspended") else None
    return "medium" if done.confidence == "high" and (row.get("scanned") or is_doubted) else done.confidence or None


def _is_contradicted(reading: Reading, target: Target, status: str) -> bool:
    """Whether a cell of its own says otherwise than the figures of a row's only target: 综合指数 3.8 | 4.1 | 未达标, judged completed.

    Which way is better is then not what the name seems to say. That a count is not met yet is no contradiction of 达标.
    """
    verdict = reading.verdict
    if verdict is None or verdict.field != "verdict" or len(reading.targets) != 1 or status in UNMEASURED:
        return False
    is_met = target.kind != "count" and verdict.status in ("completed", "on_schedule", "ahead") and status in LATE
    return is_met or (verdict.status in LATE and status not in LATE)


def _elapsed(row: Mapping[str, object], done: Achieved | None, years: Years | None, as_of: date) -> float | None:
    """How much of a target's time is gone; None where its span, or what was done in all of it, is not told."""
    is_part = done is not None and is_part_of(years, done, str(row.get(done.field) or ""), as_of)
    return None if is_part else elapsed_of(years, as_of)


def _held(
    target: Target, done: Achieved, years: Years | None, elapsed: float | None, as_of: date, rule: str
) -> tuple[str, str]:
    """Status of a figure against its target; of a span that is not told, or of a later year, only whether it is reached."""
    if done.ground == STARTED:
        return "in_progress", f"已开工{percent(done.value / target.value)}，开工不是完成，不与序时进度比"
    share = completion_share(target, done)
    if share is None:
        if target.kind == "count" and done.value:
            return "unknown", "目标为0，原文没有说是不许有还是没有任务"
        status, reason = judge_limit(target, done, elapsed) if wants_less(target) else judge_level(target, done)
        is_ahead = status == "behind" and _is_later(years, as_of)
        return ("unknown", f"{reason}；目标期限未到") if is_ahead else (status, reason)
    if elapsed is None and share < 1:
        return "unknown", f"完成{percent(share)}；目标跨年，原文没有可与之比较的起始年份或累计数"
    status, reason = judge_share(share, elapsed or 1.0, rule)
    return status, reason if status == "completed" else f"{reason}{_term(years)}"


def _is_of_a_stage(target: Target, words: str) -> bool:
    """Whether a goal that progress names is of a part of the year, so that more is to come: 占上半年目标94亿元的109%."""
    return target.field == "progress" and _STAGE_GOAL.search(words) is not None


def _is_later(years: Years | None, as_of: date) -> bool:
    """Whether a level is to be reached later than a report ends: in 2025, by the end of June (6月底前开工率达60%)."""
    if years is None:
        return False
    is_ahead = years.months is not None and (years.last, years.months[1]) > (as_of.year, as_of.month)
    return is_ahead or (years.last or as_of.year + 1) > as_of.year


def _term(years: Years | None) -> str:
    """The months of a target of a part of the year, in words: 6月底前完成30公里 is held against six months."""
    if years is None or years.months is None:
        return ""
    first, last = years.months
    return f"（目标期限{first}至{last}月）" if last > first else f"（目标期限{last}月）"


def _against_calendar(
    target: Target, done: Achieved | None, years: Years | None, elapsed: float | None, as_of: date
) -> dict[str, object]:
    share = completion_share(target, done)
    pace, pace_ratio = required_pace(target, done, as_of) if years is None else (None, None)
    return {
        "completion_share": share,
        "elapsed_share": elapsed,
        "spi": None if share is None or elapsed is None else share / elapsed,
        "gap": gap(target, done, elapsed),
        "required_pace": pace,
        "pace_ratio": pace_ratio,
        "is_base_effect": is_base_effect(target, done, as_of),
    }


def _by_part(part: Statement, elapsed: float | None, rule: str) -> tuple[str, str] | None:
    """Status of a target by the share of its work or money that the text states: 卫生室完成工程量的9%; None where it tells nothing.

    That the money is spent does not say that a thing is there, but it is late where that is.
    """
    if part.value is None or elapsed is None:
        return None
    status, reason = judge_share(part.value, elapsed, rule)
    return (
        None
        if part.of_money and status not in LATE
        else (status, f"自报{'投资' if part.of_money else ''}{reason}；原文称“{part.quote}”")
    )


def _achieved(done: Achieved | None, part: Statement | None) -> dict[str, object]:
    """The figure achieved, its place and why it is the target's; nothing where there is none but a share stated of it.

    A figure that a person gives for a reason of theirs may stand nowhere in the row.
    """
    placed = done if done and done.quote else None
    found = {f"done_{name}": placed and getattr(placed, name) for name in ("field", "quote", "start")}
    found |= {f"done_{name}": done and getattr(done, name) for name in ("value", "bound")}
    why = {"stated_share": done.stated_share if done else part and part.value, "ground": done and done.ground}
    return {**found, **why, "method": done.method if done else "none"}


def _unmeasured(row: Mapping[str, object], target: Target, reading: Reading) -> tuple[str, str]:
    """Status of a target without a figure, from the work items that speak of it."""
    if target.kind == "size":
        return "unknown", "说明规模的数字，不作为目标"
    progress = str(row.get("progress") or "")
    items = _items_of(target, reading, progress)
    stages = {item.stage for item in items}
    if late := _called_late(target, reading, progress):
        return "behind", f"尚无完成数；原文称“{late}”"
    if not items and not _is_named(target, progress):
        return "unreported", "进展中未提及这一目标"
    if stages and stages <= {"suspended"}:
        return "suspended", "相关工作已暂缓"
    stage = task_stage(items) if items else ""
    if target.kind == "count" and (stage == "not_started" or (target.is_due and stage == "preparing")):
        share = "大多" if stages & {"underway", "done"} else "均"
        return "at_risk", f"尚无完成数，相关工作{share}处于前期或未启动"
    return STATUS_OF_STAGE.get(stage, "unknown"), "进展中没有可与目标比较的数字"


def _items_of(target: Target, reading: Reading, progress: str) -> list[Item]:
    """The work items that speak of a target: by its name, or all where the text names none and speaks of the task as a whole."""
    if not reading.achieved:
        named = any(_is_named(each, progress) for each in reading.targets if each.kind != "size")
        if not named or _is_told_by_others(target, reading, progress):
            return reading.items
    items: list[Item] = []
    for item in reading.items:
        goes_on = bool(items) and items[-1].end + 1 == item.start and _says_of_what_stands_before(item.quote)
        if goes_on or likeness(target.item, item.quote) >= SPEAKS_OF:
            items.append(item)
    return items


def _is_named(target: Target, progress: str) -> bool:
    return likeness(target.item, progress) >= SPEAKS_OF


def _says_of_what_stands_before(words: str) -> bool:
    """Whether words name nothing, so that they are said of the clause before: …项目已挂网,均已完成总工程量的50%."""
    return not any_of("wholes", use="work_amount").sub("", named_things(words)).strip("的")


def _is_told_by_others(target: Target, reading: Reading, progress: str) -> bool:
    """Whether a target that the text does not name is told of with another: by a figure of its unit, its twin, or its building.

    已动工180户 of 造福工程240户820人, which names both; 3所学校已完工 of 新建学校9所,新增学位8200座.
    """
    if _is_named(target, progress):
        return False
    told = {m.unit for m in reading.mentions["progress"] if m.kind == "count" and not m.item}
    if not is_general(target.unit) and target.unit in told:
        return True
    others = [other for other in reading.targets if other is not target and other.kind == "count"]
    twins = (each for each in others if each.end == target.end)
    is_twin = any(not is_general(each.unit) and each.unit in told for each in twins)
    is_capacity = _SEATS.search(target.item) is not None
    return is_twin or (is_capacity and any(_is_named(each, progress) for each in others))


def _called_late(target: Target, reading: Reading, progress: str) -> str:
    """The clause by which the office calls a target's own work late: 5G基站建设进展缓慢; "" where it does not."""
    passage = read_passage(progress)
    clauses = (passage.words(passage.clause(each.start)) for each in reading.late)
    return next((words for words in clauses if likeness(target.item, words) >= SPEAKS_OF), "")
