"""Decisions as annotated rows, so that what an office has settled measures the reader on that office's own words."""

from collections import defaultdict
from typing import Any

from ..columns import records
from ..judging.assessment import Assessment
from ..judging.decisions import WORDS, Decision
from ..showing.cells import DASH

CELLS = tuple(dict.fromkeys(("name", "task", "lead", "progress", *WORDS)))


def annotated_rows(result: Assessment) -> list[dict[str, Any]]:
    """The rows of a report that anyone has settled something of, as lines of a gold file (`shinpingba.evaluate`).

    A target that nobody has settled is among `amb`, which is not scored; what a decision does not say (percents, behind) is not there.
    """
    by_row: dict[str, dict[tuple[str, str], Decision]] = defaultdict(dict)
    for each in result.settling:
        by_row[each.row_id][each.question, each.target_quote] = each
    targets = defaultdict(list)
    for target in records(result.commitments):
        targets[target["row_id"]].append(target)
    return [
        _line(task, targets[task["row_id"]], by_row[task["row_id"]], result.report.period)
        for task in records(result.tasks)
        if task["row_id"] in by_row
    ]


def _line(
    task: dict[str, Any], targets: list[dict[str, Any]], decisions: dict[tuple[str, str], Decision], period: str
) -> dict[str, Any]:
    settled = [target for target in targets if ("done", target["target_quote"]) in decisions]
    stage = decisions.get(("stage", ""))
    return {
        "id": f"{period}-{task['row_id']}",
        "period": period,
        **{name: task[name] for name in CELLS if task.get(name) is not None},
        "task": task["task"] or DASH,
        "progress": task["progress"] or "",
        "targets": [
            {"value": t["target_value"], "unit": t["unit"], "kind": t["kind"], "item": t["item"]} for t in settled
        ],
        "pairs": [
            {"target": number, "done": target["done_value"]}
            for number, target in enumerate(settled)
            if target["done_value"] is not None
        ],
        **({"stage": stage.decided} if stage else {}),
        "amb": [target["target_value"] for target in targets if target not in settled],
        "by": sorted({each.by for each in decisions.values()}),
    }
