"""The questions that can be asked of a report: one a target, with the row's own figures to choose among, and what makes it doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..columns import DOUBT_LABELS, LATE, records
from ..judging.assessment import Assessment, assess, read_cells
from ..judging.choices import Choice, choices
from ..judging.settled import Reading, extended, target_places
from ..language.amounts import amount
from ..showing.cells import cells
from .flags import FLAGS, SeenTarget


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a row.

    target_no, target_quote  the target it is of; None and "" where it is of the whole row
    question    done, target or status
    read        what the package has read, in words; "none" where nothing
    answer      the figure it has read, where it stands; None where it has read none
    candidates  the figures to choose among, in order
    flags       what makes it doubtful, in the order of DOUBT_LABELS; none where nothing does
    confidence  how sure the package is of what it has read; "" where it has read nothing
    """

    row_id: str
    question: str
    target_no: int | None
    target_quote: str
    unit: str
    read: str
    answer: Choice | None
    candidates: tuple[Choice, ...]
    flags: tuple[str, ...]
    confidence: str

    @property
    def asks(self) -> tuple[str, str, str]:
        """What it asks, as `Decision.asks`."""
        return self.row_id, self.question, self.target_quote


def as_read(result: Assessment) -> Assessment:
    """A result as the package reads the report, with nothing of what people have settled but the targets that they have found."""
    found = [each for each in result.settling if each.question == "target"]
    return assess(result.report, rule=result.rule, decisions=found)


def questions(result: Assessment) -> list[Question]:
    """Every question of a report, in its order: of each target what is achieved of it, of a row without one whether it has none."""
    targets: dict[str, list[dict[str, Any]]] = {str(row_id): [] for row_id in result.tasks["row_id"]}
    for target in records(result.targets):
        targets[target["row_id"]].append(target)
    settled = result.settling
    found = []
    for task in records(result.tasks):
        own = [each for each in settled if each.row_id == task["row_id"]]
        machine = read_cells(task, result.report.as_of)
        found += _of_row(task, targets[task["row_id"]], extended(machine, own))
        found += _of_goals(task, machine)
    return found


def _of_row(task: Mapping[str, Any], targets: list[dict[str, Any]], reading: Reading) -> list[Question]:
    places = target_places(task, reading)
    offered = [choices(task, reading, places[target["target_quote"]]) for target in targets]
    taken = {each for target, figures in zip(targets, offered, strict=True) for each in _taken(target, figures)}
    told_done = any(item.stage == "done" for item in reading.items)
    found = []
    for target, figures in zip(targets, offered, strict=True):
        free = tuple(each for each in figures if (each.field, each.start) not in taken)
        is_done = any(each.role == "done" and (each.field, each.start) in _taken(target, figures) for each in figures)
        seen = SeenTarget(target, free, is_done, told_done, task)
        flags = tuple(flag for flag in DOUBT_LABELS if flag in FLAGS and FLAGS[flag](seen))
        if target["kind"] != "size" or "size" in flags:
            found.append(_done(target, tuple(figures), flags))
    if _disagrees(task):
        found.append(Question(str(task["row_id"]), "status", None, "", "", task["status"], None, (), ("verdict",), ""))
    return found


def _of_goals(task: Mapping[str, Any], machine: Reading) -> list[Question]:
    """Whether a goal that the progress names (原定目标为4家) is a target: it is none of those that were read."""
    known = {target.value for target in machine.targets}
    goals = [
        m for m in machine.mentions["progress"] if m.role == "goal" and m.value is not None and m.value not in known
    ]
    if not goals:
        return []
    named = tuple(Choice("progress", m.start, m.quote, m.value or 0.0, m.kind, m.role, m.unit) for m in goals)
    return [Question(str(task["row_id"]), "target", None, "", "", "none", None, named, ("goal",), "")]


def _done(target: Mapping[str, Any], figures: tuple[Choice, ...], flags: tuple[str, ...]) -> Question:
    answer = None
    if target["done_quote"] is not None:
        answer = Choice(target["done_field"], target["done_start"], target["done_quote"], target["done_value"])
    read = "none" if target["done_value"] is None else amount(target["done_value"], target["unit"], is_exact=True)
    read = cells(target, "done_value")[0] if target["method"] == "percent" else read  # 43.3% of 8个: 约3个
    sure = target["confidence"] if answer and target["confidence"] else ""
    return Question(
        target["row_id"], "done", target["target_no"], target["target_quote"], target["unit"], read, answer, figures, flags, sure
    )  # fmt: skip


def _disagrees(task: Mapping[str, Any]) -> bool:
    """进展缓慢 where our figures say 达序时: the office's verdict and ours are on different sides of late."""
    stated = task["stated_status"]
    return stated is not None and task["basis"] != "verdict" and (stated in LATE) != (task["status"] in LATE)


def _taken(target: Mapping[str, Any], figures: list[Choice]) -> set[tuple[str, int]]:
    """Where the figures stand that a target has: the one of its value among its words, else all of them, which were added up."""
    if target["done_quote"] is None:
        return set()
    start, end = target["done_start"], target["done_start"] + len(target["done_quote"])
    inside = [each for each in figures if each.field == target["done_field"] and start <= each.start < end]
    exact = [each for each in inside if abs(each.value - target["done_value"]) <= 1e-6 * max(1.0, abs(each.value))]
    return {(each.field, each.start) for each in exact[:1] or inside}
