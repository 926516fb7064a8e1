"""How far a target has come: its achieved figure against the calendar, or what its work items say where there is no figure."""

from collections.abc import Mapping
from datetime import date

from ..columns import LATE, STATUS_OF_STAGE, percent
from ..language.likeness import likeness
from ..language.passage import read_passage
from ..reading.row import Reading
from ..reading.stages import task_stage
from ..reading.statement import Statement
from ..reading.targets import Achieved, Target, promise
from ..reading.years import Years, elapsed_of, is_part_of, years_of
from ..words.lexicon import any_of
from .rules import completion, gap, is_base_effect, judge_level, judge_limit, judge_share, required_pace, wants_less

SPEAKS_OF = 0.34  # least likeness of a target to a piece of progress that is taken to speak of it


def judge_target(row: Mapping[str, object], number: int, reading: Reading, as_of: date, rule: str) -> dict[str, object]:
    """The record of one target of a row for the table `targets`."""
    target, done = reading.targets[number], reading.achieved.get(number)
    text = str(row.get(target.field) or "")
    years = years_of(target, text, as_of)
    elapsed = _elapsed(row, done, years, as_of)
    start, words = promise(text, target)
    status, reason = _held(target, done, years, elapsed, as_of, rule) if done else _unmeasured(row, target, reading)
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
        **_achieved(done),
        **_against_calendar(target, done, years, elapsed, as_of),
        "status": status,
        "confidence": _confidence(row, done, status),
        "reason": reason,
    }


def _rest(target: Target, reading: Reading, elapsed: float | None) -> Statement | None:
    """What the text says of the tasks not finished yet, where tasks are counted: 10件已完成,其余事项正在推进, of 20件实事."""
    counts_tasks = any_of("general", use="task_unit").fullmatch(target.unit) and (
        not target.item or any_of("counted", use="task").search(target.context)
    )
    return reading.rest if counts_tasks and elapsed is not None and elapsed < 1 else None


def _confidence(row: Mapping[str, object], done: Achieved | None, status: str) -> str | None:
    """How sure a reading is; of a row recognised on a picture at most medium, whatever joins its figures."""
    if not done:
        return "low" if status in ("at_risk", "suspended") else None
    return "medium" if done.confidence == "high" and row.get("scanned") else done.confidence or None


def _elapsed(row: Mapping[str, object], done: Achieved | None, years: Years | None, as_of: date) -> float | None:
    """How much of a target's time is gone; None where its span, or what was done in all of it, is not told."""
    is_part = done is not None and is_part_of(years, done, str(row.get(done.field) or ""), as_of)
    return None if is_part else elapsed_of(years, as_of)


def _held(
    target: Target, done: Achieved, years: Years | None, elapsed: float | None, as_of: date, rule: str
) -> tuple[str, str]:
    """Status of a figure against its target; of a span that is not told, or of a later year, only whether it is reached."""
    share = completion(target, done)
    if share is None:
        if target.kind == "count" and done.value:
            return "unknown", "目标为0，原文没有说是不许有还是没有任务"
        status, reason = judge_limit(target, done, elapsed) if wants_less(target) else judge_level(target, done)
        is_later = years is not None and (years.last or as_of.year + 1) > as_of.year
        return ("unknown", f"{reason}；目标年份未到") if status == "behind" and is_later else (status, reason)
    if elapsed is None and share < 1:
        return "unknown", f"完成{percent(share)}；目标跨年，原文没有可与之比较的起始年份或累计数"
    return judge_share(share, elapsed or 1.0, rule)


def _against_calendar(
    target: Target, done: Achieved | None, years: Years | None, elapsed: float | None, as_of: date
) -> dict[str, object]:
    share = completion(target, done)
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


def _achieved(done: Achieved | None) -> dict[str, object]:
    """The figure achieved, its place and why it is the target's; nothing where there is none.

    A figure that a person gives for a reason of theirs may stand nowhere in the row.
    """
    placed = done if done and done.quote else None
    found = {f"done_{name}": placed and getattr(placed, name) for name in ("field", "quote", "start")}
    found |= {f"done_{name}": done and getattr(done, name) for name in ("value", "bound")}
    why = {name: done and getattr(done, name) for name in ("stated_share", "ground")}
    return {**found, **why, "method": done.method if done else "none"}


def _unmeasured(row: Mapping[str, object], target: Target, reading: Reading) -> tuple[str, str]:
    """Status of a target without a figure, from the work items that speak of it."""
    progress = str(row.get("progress") or "")
    items = [item for item in reading.items if likeness(target.item, item.quote) >= SPEAKS_OF]
    if not any(likeness(t.item, progress) >= SPEAKS_OF for t in reading.targets) and not reading.achieved:
        items = reading.items  # the text names none of the targets: it speaks of the task as a whole
    stages = {item.stage for item in items}
    if target.kind == "size":
        return "unknown", "说明规模的数字，不作为目标"
    if late := _called_late(target, reading, progress):
        return "behind", f"尚无完成数；原文称“{late}”"
    if not items and likeness(target.item, progress) < SPEAKS_OF:
        return "unreported", "进展中未提及这一目标"
    if stages and stages <= {"suspended"}:
        return "suspended", "相关工作已暂缓"
    stage = task_stage(items) if items else ""
    if target.kind == "count" and (stage == "not_started" or (target.is_due and stage == "preparing")):
        share = "大多" if stages & {"underway", "done"} else "均"
        return "at_risk", f"尚无完成数，相关工作{share}处于前期或未启动"
    return STATUS_OF_STAGE.get(stage, "unknown"), "进展中没有可与目标比较的数字"


def _called_late(target: Target, reading: Reading, progress: str) -> str:
    """The clause by which the office calls a target's own work late: 5G基站建设进展缓慢; "" where it does not."""
    passage = read_passage(progress)
    clauses = (passage.words(passage.clause(each.start)) for each in reading.late)
    return next((words for words in clauses if likeness(target.item, words) >= SPEAKS_OF), "")
