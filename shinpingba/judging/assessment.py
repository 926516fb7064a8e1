"""Rows to targets, items and tasks: how far each commitment has come, whether it lags behind the calendar, and in which words.

Known drawbacks: a linear plan is unfair to works that deliver at the year's end; a count read from a list is a lower limit;
a row without a figure is judged by its stages only, and mostly stays unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..columns import records as rows_of
from ..columns import table
from ..language.clauses import split_clauses
from ..language.cues import find_cues
from ..language.likeness import likeness
from ..language.quantities import find_numbers
from ..reading.mentions import Mention, find_mentions
from ..reading.milestones import find_milestones
from ..reading.pairs import pair
from ..reading.stages import EARLY, Item, find_items, is_standing, is_unbegun, task_stage, worst_stage
from ..reading.targets import Achieved, Target, find_targets, promise
from ..words.lexicon import any_of
from .rules import RULES, completion, elapsed_share, gap, is_base_effect, judge_level, judge_share, required_pace

if TYPE_CHECKING:
    import pandas as pd

    from ..report.reports import Report

FIELDS = ("name", "task", "progress")
# From worst to best: a task's status is that of its worst target.
SEVERITY = ("suspended", "behind", "at_risk", "unreported", "unknown", "on_schedule", "ahead", "completed")
SPEAKS_OF = 0.34  # least likeness of a target to a piece of progress that is taken to speak of it


@dataclass(frozen=True)
class Assessment:
    """What a report's words say, table by table (columns.TABLES), under one rule."""

    report: "Report"
    rule: str
    tasks: "pd.DataFrame"
    targets: "pd.DataFrame"
    items: "pd.DataFrame"
    milestones: "pd.DataFrame"
    mentions: "pd.DataFrame"
    rejected: "pd.DataFrame"
    departments: "pd.DataFrame"

    @property
    def commitments(self) -> "pd.DataFrame":
        """The targets without those figures that only say how large a thing is."""
        return self.targets[self.targets["kind"] != "size"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row's words say, before any rule is applied."""

    mentions: dict[str, list[Mention]]
    targets: list[Target]
    achieved: dict[int, Achieved]
    items: list[Item]


def assess(report: "Report", *, rule: str = "months/12") -> Assessment:
    """Read and judge every row of a report.

    rule    one of RULES; another raises ValueError that names them
    returns an Assessment; every quote in its tables is an exact slice of the row's cell
    """
    from ..report.departments import department_table

    if rule not in RULES:
        raise ValueError(f"没有规则“{rule}”,可用的规则:{'、'.join(RULES)}")
    records: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("tasks", "targets", "items", "milestones", "mentions", "rejected")
    }
    for row in rows_of(report.rows):
        for name, found in judge_row(row, report.as_of, rule).items():
            records[name].extend(found)
    tables = {name: table(name, found) for name, found in records.items()}
    return Assessment(report=report, rule=rule, departments=department_table(report.rows), **tables)


def read_row(row: Mapping[str, object], as_of: date) -> Reading:
    """The mentions, targets, achieved figures and work items of one row (name, task, progress)."""
    return _read(*(str(row.get(field) or "") for field in FIELDS), as_of)


# a report is read again under another rule, by its checks and by every brief of it: some quarters stay known
@lru_cache(maxsize=1000)
def _read(name: str, task: str, progress: str, as_of: date) -> Reading:
    texts = zip(FIELDS, (name, task, progress), strict=True)
    mentions = {field: find_mentions(text, field=field, as_of=as_of) for field, text in texts}
    targets = find_targets(task)
    achieved = pair(targets, progress, mentions["progress"])
    return Reading(mentions, targets, achieved, find_items(progress, mentions["progress"], task))


def judge_row(row: Mapping[str, object], as_of: date, rule: str) -> dict[str, list[dict[str, object]]]:
    """The records of one row for every table of an Assessment."""
    reading = read_row(row, as_of)
    targets = [_judge_target(row, number, reading, as_of, rule) for number in range(len(reading.targets))]
    numbers = [(field, number) for field in FIELDS for number in find_numbers(str(row.get(field) or ""))]
    milestones = find_milestones(str(row.get("progress") or ""), as_of)
    row_id = {"row_id": row["row_id"]}
    return {
        "tasks": [_judge_task(row, reading, targets, as_of, rule)],
        "targets": targets,
        "items": [{**row_id, "item_no": no, **_facts(item, _ITEM)} for no, item in enumerate(reading.items, 1)],
        "milestones": [{**row_id, **_facts(milestone, _MILESTONE)} for milestone in milestones],
        "mentions": [
            {**row_id, "field": field, **_facts(m, _MENTION)} for field in FIELDS for m in reading.mentions[field]
        ],
        "rejected": [
            {**row_id, "field": field, **_facts(n, _REJECTED)} for field, n in numbers if n.kind == "rejected"
        ],
    }


_ITEM = ("what", "stage", "start", "end", "quote")
_MILESTONE = ("start", "end", "event", "due", "quote")
_MENTION = ("start", "end", "quote", "kind", "role", "value", "unit", "bound", "item", "role_source", "when")
_REJECTED = ("start", "end", "quote", "reason")


def _facts(found: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(found, name) for name in names}


def _judge_target(
    row: Mapping[str, object], number: int, reading: Reading, as_of: date, rule: str
) -> dict[str, object]:
    target, done = reading.targets[number], reading.achieved.get(number)
    elapsed, share = elapsed_share(as_of), completion(target, done)
    start, words = promise(str(row["task"]), target)
    if done is None:
        status, reason = _unmeasured(row, target, reading)
    else:
        status, reason = judge_level(target, done) if share is None else judge_share(share, elapsed, rule)
    pace, pace_ratio = required_pace(target, done, as_of)
    return {
        "row_id": row["row_id"],
        "target_no": number + 1,
        **_facts(target, ("kind", "unit", "bound")),
        "item": target.item or target.quote,
        "target_value": target.value,
        "target_quote": words,
        "target_field": target.field,
        "target_start": start,
        **{f"done_{name}": done and getattr(done, name) for name in ("value", "bound", "quote", "start")},
        "method": done.method if done else "none",
        "completion_share": share,
        "elapsed_share": elapsed,
        "spi": None if share is None else share / elapsed,
        "gap": gap(target, done, elapsed),
        "status": status,
        "confidence": done.confidence if done else "low" if status in ("at_risk", "suspended") else None,
        "required_pace": pace,
        "pace_ratio": pace_ratio,
        "is_base_effect": is_base_effect(target, done, as_of),
        "reason": reason,
    }


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
    return "unknown", "进展中没有可与目标比较的数字"


def _judge_task(
    row: Mapping[str, object], reading: Reading, targets: list[dict[str, object]], as_of: date, rule: str
) -> dict[str, object]:
    counted = [t for t in targets if t["kind"] != "size"]
    shares = [float(str(t["completion_share"])) for t in counted if t["completion_share"] is not None]
    stated = None if counted else _stated_share(row, reading)
    if stated and stated.value is not None:
        shares = [stated.value]
    standing = not counted and is_standing(str(row.get("task") or ""))
    stage = task_stage(reading.items, _is_met(counted, reading), standing)
    elapsed = elapsed_share(as_of)
    status, reason, quote = _task_status(row, reading, counted, stage, stated, elapsed, rule)
    field, start = _place(row, quote)
    share = sum(shares) / len(shares) if shares else None
    return {
        **row,
        "stage": stage,
        "worst_stage": worst_stage(reading.items),
        "target_count": len(counted),
        "measured_count": sum(t["done_value"] is not None for t in counted),
        "unreported_count": sum(t["status"] == "unreported" for t in counted),
        "completion_share": share,
        "weakest_share": min(shares, default=None),
        "elapsed_share": elapsed,
        "spi": share / elapsed if share is not None else None,
        "status": status,
        "reason": reason,
        "field": field,
        "start": start,
        "end": start + len(quote) if start is not None else None,
        "quote": quote or None,
    }


def _is_met(targets: list[dict[str, object]], reading: Reading) -> bool | None:
    """Whether every count of a row has been reached; None where no figure tells."""
    if any(t["completion_share"] is not None for t in targets):
        return all(t["status"] == "completed" for t in targets if t["kind"] == "count")
    # what is reported may be done, but more is to come
    return False if any(m.kind == "date" and m.role == "planned" for m in reading.mentions["progress"]) else None


def _stated_share(row: Mapping[str, object], reading: Reading) -> Mention | None:
    """A percentage that the row states of its whole annual task (完成年度任务的27.3%), where the task names no figure."""
    progress = str(row.get("progress") or "")
    stated = [m for m in reading.mentions["progress"] if m.kind == "percent" and m.role == "done"]
    return next(
        (m for m in stated if any_of("wholes", use="yearly").search(progress[max(0, m.start - 10) : m.start])), None
    )


def _task_status(
    row: Mapping[str, object],
    reading: Reading,
    targets: list[dict[str, object]],
    stage: str,
    stated: Mention | None,
    elapsed: float,
    rule: str,
) -> tuple[str, str, str]:
    """Status, reason and the words that prove it, of a row: its worst target's, else its commitments', else its stage's."""
    progress = str(row.get("progress") or "")
    worst = min(targets, key=lambda t: SEVERITY.index(str(t["status"])), default=None)
    risk = _late_commitment(row, reading)
    if worst is not None and (risk is None or SEVERITY.index(str(worst["status"])) <= SEVERITY.index(risk[0])):
        return str(worst["status"]), _worst_reason(worst, targets), str(worst["done_quote"] or worst["target_quote"])
    if stated and stated.value is not None:
        status, reason = judge_share(stated.value, elapsed, rule)
        return status, f"自报{reason}", progress[stated.start : stated.end]
    if risk is not None:
        return risk
    quote = reading.items[0].quote if reading.items else ""
    if stage == "routine":
        return "routine", "常态工作,没有可衡量的阶段", quote
    if stage == "done":
        return "completed", "所列工作均已完成", quote
    return "unknown", "没有可与年度任务比较的数字", quote


def _worst_reason(worst: Mapping[str, object], targets: list[dict[str, object]]) -> str:
    """Why a task has the status of its worst target; where others have a figure, how many have none."""
    unknown = sum(t["status"] == "unknown" for t in targets)
    if worst["status"] != "unknown" or unknown == len(targets):
        return str(worst["reason"])
    return f"{len(targets)}个目标中有{unknown}个在进展中没有可比较的数字"


def _late_commitment(row: Mapping[str, object], reading: Reading) -> tuple[str, str, str] | None:
    """A commitment without a figure that is late: shelved, or to be finished this year while all its work is preparing."""
    shelved = [item for item in reading.items if item.stage == "suspended"]
    if shelved and len(shelved) == len(reading.items):
        return "suspended", "相关工作已暂缓", shelved[0].quote
    if shelved:
        return "behind", "部分工作已暂缓", shelved[0].quote
    for clause in _due_clauses(str(row.get("task") or "")):
        items = reading.items
        whole = len(items) == 1 or is_unbegun(items)
        named = items if whole else [item for item in items if likeness(clause, item.quote) >= SPEAKS_OF]
        if named and all(item.stage in EARLY for item in named):
            return "at_risk", f"年内应完成{clause},相关工作仍处于前期或未启动", named[0].quote
    return None


def _due_clauses(task: str) -> list[str]:
    """The things of a task that are to be finished this year (建成…, 完成…), figures left out."""
    found = []
    for clause in split_clauses(task):
        words = task[clause.start : clause.end]
        cues = [cue for cue in find_cues(words) if cue.role != "planned"]
        if cues and cues[0].role == "finished" and all(m.kind == "date" for m in find_mentions(words, field="task")):
            found.append(words[cues[0].end :])
    return found


def _place(row: Mapping[str, object], quote: str) -> tuple[str | None, int | None]:
    for field in ("progress", "task"):
        if quote and (start := str(row.get(field) or "").find(quote)) >= 0:
            return field, start
    return None, None
