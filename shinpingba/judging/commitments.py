"""How far a target has come: its achieved figure against the calendar, or what its work items say where there is no figure."""

from collections.abc import Mapping
from datetime import date

from ..columns import STATUS_OF_STAGE
from ..language.likeness import likeness
from ..reading.row import Reading
from ..reading.stages import task_stage
from ..reading.targets import Achieved, Target, promise
from .rules import completion, elapsed_share, gap, is_base_effect, judge_level, judge_share, required_pace

SPEAKS_OF = 0.34  # least likeness of a target to a piece of progress that is taken to speak of it


def judge_target(row: Mapping[str, object], number: int, reading: Reading, as_of: date, rule: str) -> dict[str, object]:
    """The record of one target of a row for the table `targets`."""
    target, done = reading.targets[number], reading.achieved.get(number)
    elapsed, share = elapsed_share(as_of), completion(target, done)
    start, words = promise(str(row.get(target.field) or ""), target)
    if done is None:
        status, reason = _unmeasured(row, target, reading)
    else:
        status, reason = judge_level(target, done) if share is None else judge_share(share, elapsed, rule)
    pace, pace_ratio = required_pace(target, done, as_of)
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
        "completion_share": share,
        "elapsed_share": elapsed,
        "spi": None if share is None else share / elapsed,
        "gap": gap(target, done, elapsed),
        "status": status,
        "confidence": (done.confidence or None) if done else "low" if status in ("at_risk", "suspended") else None,
        "required_pace": pace,
        "pace_ratio": pace_ratio,
        "is_base_effect": is_base_effect(target, done, as_of),
        "reason": reason,
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
        return "unknown", "说明规模的数字,不作为目标"
    if not items and likeness(target.item, progress) < SPEAKS_OF:
        return "unreported", "进展中未提及这一目标"
    if stages and stages <= {"suspended"}:
        return "suspended", "相关工作已暂缓"
    stage = task_stage(items) if items else ""
    if target.kind == "count" and (stage == "not_started" or (target.is_due and stage == "preparing")):
        share = "大多" if stages & {"underway", "done"} else "均"
        return "at_risk", f"尚无完成数,相关工作{share}处于前期或未启动"
    return STATUS_OF_STAGE.get(stage, "unknown"), "进展中没有可与目标比较的数字"
