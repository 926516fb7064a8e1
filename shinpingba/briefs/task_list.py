"""The list of every task in a brief: its words with their figures marked, its targets, and why it stands where it stands."""

from collections import Counter, defaultdict
from typing import Any

from markupsafe import Markup

from ..columns import COLUMNS, ROLE_LABELS, STAGE_LABELS, records
from ..judging.assessment import Assessment
from ..judging.rollups import status_counts
from ..report.rows import called
from ..showing.cells import cell, cells, heads, how_read, settled_words
from ..showing.evidence import Spans, row_evidence, spans
from .blocks import Panel, anchor, html_table
from .render import render, sign

_FIGURES = ("target_value", "done_value", "completion_share", "gap")


def tasks(result: Assessment) -> Panel:
    """Every task with its words, the figures in them marked, its targets and the reason of its status; to be searched and filtered."""
    marked = spans(result.mentions)
    targets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for target in records(result.commitments):
        targets[target["row_id"]].append(target)
    work = _work(result)
    shown = [_task(row, marked, targets[row["row_id"]], work) for row in records(result.tasks)]
    present = [status for status, count in status_counts(result.tasks).items() if count]
    html = render("tasks.html", id=anchor("tasks", result), tasks=shown, present=present, roles=ROLE_LABELS)
    return Panel(
        "tasks", html, records(result.tasks, "row_id", "status", "measured_count", "completion_share", "weakest_share")
    )


def _work(result: Assessment) -> dict[str, str]:
    """The work items of every row by stage, in words: 已完成2、实施中3."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in records(result.items, "row_id", "stage"):
        counts[item["row_id"]][item["stage"]] += 1
    return {
        row_id: "、".join(f"{label}{own[stage]}" for stage, label in STAGE_LABELS.items() if own[stage])
        for row_id, own in counts.items()
    }


def _task(row: dict[str, Any], marked: Spans, targets: list[dict[str, Any]], work: dict[str, str]) -> dict[str, Any]:
    printed = [name for name in ("section", "lead", "cooperating") if row[name]]
    place = [("出处", f"原文第{row['line']}行")] if row["line"] else []
    return {
        "row_id": row["row_id"],
        "status": row["status"],
        "reason": row["reason"],
        "settled": settled_words(row),
        "basis": cell("basis", row["basis"]),
        "stated": row["stated_quote"] and (row["stated_quote"], row["stated_status"]),
        "work": work.get(row["row_id"], ""),
        "what": called(row),
        "evidence": [(COLUMNS[field].label, Markup(html)) for field, html in row_evidence(row, marked).items()],
        "facts": [*((COLUMNS[name].label, row[name]) for name in printed), *place],
        "targets": _targets(f"{row['row_id']} 的目标", targets) if targets else "",
    }


def _targets(caption: str, targets: list[dict[str, Any]]) -> Markup:
    head = [("目标", False), *heads(*_FIGURES), ("状态", False), ("取数", False)]
    return html_table(caption, head, [_target(target) for target in targets])


def _target(target: dict[str, Any]) -> list[Any]:
    return [target["item"], *cells(target, *_FIGURES), sign(target["status"]), how_read(target)]
