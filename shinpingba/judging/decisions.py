"""What people have settled of a report: one decision a line, appended to a file beside it and never rewritten. The latest counts.

A decision rests on the words of its row: when they change it has expired, is listed, and is not applied. `corrections.csv` is for slips
of the source; a decision is for what the package has read wrongly, or rightly.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from ..columns import ANSWER_LABELS, QUESTION_LABELS, STAGE_LABELS, STATUS_LABELS
from ..drafts import draft
from ..report.errors import ReportError

if TYPE_CHECKING:
    from ..report.reports import Report

WORDS = ("name", "task", "progress", "planned", "achieved", "share", "unit", "verdict")
OF_TASK = {"stage": STAGE_LABELS, "status": STATUS_LABELS}
OPEN = ("unsure", "withdrawn")  # answers that settle nothing
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file; the fields are its columns, explained in `columns.COLUMNS`.

    target_quote        the words of the target that it is of; "" where it is of the whole task
    field, start, quote the words it rests on, row[field][start : start + len(quote)] == quote; "", None, "" where there are none
    decided             a figure in words, or one of ANSWER_LABELS, STAGE_LABELS, STATUS_LABELS
    decided_value, unit a figure in the unit of its target; None and "" else
    """

    row_id: str
    question: str
    target_quote: str
    field: str
    start: int | None
    quote: str
    read: str
    decided: str
    decided_value: float | None
    unit: str
    by: str
    on: str
    reason: str
    words: str

    @property
    def asks(self) -> tuple[str, str, str]:
        """What it answers: the row, the question and the target. Of two that answer the same, the later one counts."""
        return self.row_id, self.question, self.target_quote

    @property
    def settles(self) -> bool:
        """Whether it settles anything: what is doubtful still, or was taken back, does not."""
        return self.decided not in OPEN


def decisions_file(report: "Report") -> Path | None:
    """Where the decisions on a report are kept: decisions.jsonl in its folder, or beside its file under its name; None for a table."""
    place = report.place
    return place and (place / "decisions.jsonl" if place.is_dir() else place.with_suffix(".decisions.jsonl"))


def read_decisions(path: Path | None) -> list[Decision]:
    """The decisions in a file, the oldest first; none where there is no file.

    errors  ReportError with the line: no JSON, other fields, an unknown question or answer, nobody's, of no day
    """
    if path is None or not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return [_decision(path.name, place, line) for place, line in enumerate(lines, 1) if line.strip()]


def append_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions at the end of a file, all of them or none; two people who do so at once wait for each other.

    errors  OSError where nothing can be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        before = path.read_bytes() if path.is_file() else b""
        added = "".join(f"{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in decisions)
        joint = b"\n" if before and not before.endswith(b"\n") else b""
        with draft(path) as beside, beside.open("wb") as file:
            file.write(before + joint + added.encode())
            file.flush()
            os.fsync(file.fileno())


def fingerprint(row: Mapping[str, Any]) -> str:
    """What tells that the words of a row have changed."""
    words = "\x1f".join(str(row.get(field) or "") for field in WORDS)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def standings(decisions: Iterable[Decision], rows: Iterable[Mapping[str, Any]]) -> list[tuple[Decision, str]]:
    """Each decision with what has become of it: current, superseded by a later one, or expired with the words of its row."""
    known = {str(row["row_id"]): fingerprint(row) for row in rows}
    latest: dict[tuple[str, str, str], Decision] = {}
    listed = [*decisions]
    for decision in listed:
        if decision.words == known.get(decision.row_id):
            latest[decision.asks] = decision
    return [
        (each, "expired" if each.words != known.get(each.row_id) else "current" if latest[each.asks] is each else "superseded")
        for each in listed
    ]  # fmt: skip


def fault_of(decision: Decision) -> str:
    """What is wrong with a decision whatever its row says, in words; "" where nothing is."""
    known = {**ANSWER_LABELS, **OF_TASK.get(decision.question, {})}
    if decision.question not in QUESTION_LABELS:
        return f"问题应为 {'、'.join(QUESTION_LABELS)}，实为“{decision.question}”"
    if not decision.by.strip():
        return "没有写核定人"
    if not _DAY.fullmatch(decision.on):
        return f"日期应如 2021-04-20，实为“{decision.on}”"
    if decision.question in OF_TASK and decision.decided not in known:
        return f"答案应为 {'、'.join(known)}，实为“{decision.decided}”"
    if decision.question in ("done", "target") and decision.decided not in known and decision.decided_value is None:
        return f"答案应为一个数，或 {'、'.join(known)}，实为“{decision.decided}”"
    if decision.decided_value is not None and not decision.quote and not decision.reason.strip():
        return f"“{decision.decided}”不是本行的数字，要写理由"
    return ""


def _decision(name: str, place: int, line: str) -> Decision:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError:
        entry = None
    kinds = {field.name: field.type for field in fields(Decision)}
    if not isinstance(entry, dict) or entry.keys() != kinds.keys():
        raise ReportError(name, f"第{place}行", f"一条核定（JSON），字段为 {'、'.join(kinds)}", f"“{line[:60]}”")
    if wrong := [key for key, value in entry.items() if not _is_of(value, kinds[key])]:
        raise ReportError(name, f"第{place}行", f"{wrong[0]} 为 {kinds[wrong[0]]}", f"{entry[wrong[0]]!r}")
    decision = Decision(**entry)
    if fault := fault_of(decision):
        raise ReportError(name, f"第{place}行", "一条可以采用的核定", fault)
    return decision


def _is_of(value: object, kind: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return (
        isinstance(value, str)
        if kind is str
        else value is None or (is_number and (kind != int | None or isinstance(value, int)))
    )
