"""Decisions applied to the reading of a row, and the machine's reading kept beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..reading.row import Reading
from ..reading.targets import Achieved, promise, told_target
from .choices import added, choices
from .decisions import OF_TASK, Decision, fingerprint


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with decisions applied to it.

    figures  place of a target -> the decision on it
    task     question (target, stage, status) -> the decision on it
    """

    reading: Reading
    figures: dict[int, Decision]
    task: dict[str, Decision]

    @property
    def by(self) -> str | None:
        """Who settled anything of the row."""
        people = dict.fromkeys(each.by for each in (*self.task.values(), *self.figures.values()))
        return "、".join(people) or None


def settle(row: Mapping[str, Any], machine: Reading, decisions: Iterable[Decision]) -> Settled:
    """What a row says with its decisions applied: a figure taken or left out, a target that is none, a stage, a status.

    decisions  those of this row that count; one on a target that is not read is passed over (standing `unplaced`)
    """
    listed = [*decisions]
    if not listed:
        return Settled(machine, {}, {})
    machine = extended(machine, listed)
    targets, achieved = list(machine.targets), dict(machine.achieved)
    figures: dict[int, Decision] = {}
    task: dict[str, Decision] = {}
    numbers = target_places(row, machine)
    for each in listed:
        if each.question != "done":
            task[each.question] = each
        elif (number := numbers.get(each.target_quote)) is not None:
            figures[number] = each
            achieved.pop(number, None)
            if each.decided == "not_target":
                targets[number] = replace(targets[number], kind="size")
            elif each.decided_value is not None:
                achieved[number] = _achieved(each, machine.achieved.get(number))
    return Settled(replace(machine, targets=targets, achieved=achieved), figures, task)


def extended(machine: Reading, decisions: Iterable[Decision]) -> Reading:
    """A reading with the targets that people have found in its progress (11家,原定目标为4家), behind its own."""
    further = []
    for each in decisions:
        named = [m for m in machine.mentions.get(each.field, []) if m.start == each.start]
        if each.question == "target" and each.decided_value is not None and named:
            mention = named[0]
            kind = "count" if mention.kind == "count" else "share"
            further.append(told_target(mention._replace(bound="="), each.field, kind, mention.item))
    return replace(machine, targets=[*machine.targets, *further]) if further else machine


def target_places(row: Mapping[str, Any], reading: Reading) -> dict[str, int]:
    """The words of each target of a row -> its place; of two in the same words the first."""
    words = [promise(str(row.get(target.field) or ""), target)[1] for target in reading.targets]
    return {quote: number for number, quote in reversed([*enumerate(words)])}


def who_settled(machine: Reading, number: int, settled: Settled) -> dict[str, object]:
    """Who settled the figure of a target, and what the machine had read, for its record in `targets`."""
    decision, read = settled.figures.get(number), machine.achieved.get(number)
    if decision is None:
        return {}
    return {"decision": decision.by, "read_value": read and read.value, "read_quote": read and read.quote}


def misplaced(row: Mapping[str, Any] | None, machine: Reading | None, decision: Decision) -> str:
    """What of a decision does not fit the row as it is read, in words; "" where all does.

    A figure has to be one of the row's own, or the sum of those its words hold, or what the package read; any other needs a reason.
    """
    if row is None or machine is None:
        return f"报告里没有编号 {decision.row_id}"
    if decision.words != fingerprint(row):
        return "原文已变，请按新的原文重做"
    if decision.question in OF_TASK or (decision.question == "target" and decision.decided_value is None):
        return ""
    if decision.quote and not _stands(row, decision):
        return f"“{decision.quote}”不在所说的位置"
    if decision.question == "target":
        starts = {mention.start for mention in machine.mentions.get(decision.field, [])}
        return "" if decision.start in starts else f"“{decision.quote}”不是本行的数字"
    return _misplaced_figure(row, machine, decision)


def _misplaced_figure(row: Mapping[str, Any], machine: Reading, decision: Decision) -> str:
    number = target_places(row, machine).get(decision.target_quote)
    if number is None:
        return f"本行没有读出目标“{decision.target_quote}”"
    is_own = decision.decided_value is None or any(
        abs(value - decision.decided_value) <= 1e-9 * max(1.0, abs(value))
        for value in _own_values(row, machine, number, decision)
    )
    return "" if is_own or decision.reason.strip() else f"“{decision.decided}”不是本行的数字，要写理由"


def _own_values(row: Mapping[str, Any], machine: Reading, number: int, decision: Decision) -> Sequence[float]:
    """The amounts that the words of a decision may stand for."""
    end = (decision.start or 0) + len(decision.quote)
    inside = [
        each for each in choices(row, machine, number)
        if each.field == decision.field and (decision.start or 0) <= each.start < end
    ]  # fmt: skip
    read = machine.achieved.get(number)
    is_read = read is not None and (read.field, read.start, read.quote) == (
        decision.field,
        decision.start,
        decision.quote,
    )
    whole = [added(inside, str(row[decision.field])).value] if len(inside) > 1 else []
    return [*(each.value for each in inside), *whole, *([read.value] if read and is_read else [])]


def _stands(row: Mapping[str, Any], decision: Decision) -> bool:
    start = decision.start or 0
    return str(row.get(decision.field) or "")[start : start + len(decision.quote)] == decision.quote


def _achieved(decision: Decision, read: Achieved | None) -> Achieved:
    """The figure that a decision names; where it is the machine's own, that one with its method and its ground."""
    value = float(decision.decided_value or 0.0)
    if read and (read.value, read.field, read.start, read.quote) == (
        value,
        decision.field,
        decision.start,
        decision.quote,
    ):
        return read
    return Achieved(
        value, "=", decision.quote, decision.start or 0, "decided", "", "decided", None, decision.field or "progress"
    )
