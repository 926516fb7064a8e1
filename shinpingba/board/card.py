"""One task opened: its words with every figure marked, its targets, its status and the rule behind it."""

from typing import Any

from markupsafe import Markup

from ..briefs.blocks import Panel
from ..briefs.lateness import needed
from ..briefs.render import render
from ..columns import COLUMNS, LATE, records
from ..judging.assessment import Assessment
from ..judging.rules import RULE_LABELS
from ..report.errors import ReportError
from ..showing.cells import cells, how_read, settled_words
from ..showing.evidence import row_evidence, spans
from ..showing.originals import images, originals


def open_task(result: Assessment, row_id: str) -> Panel:
    """One task opened, to be shown in a notebook.

    errors  ReportError for an id that no task of the report has
    """
    row_ids = list(result.tasks["row_id"])
    if row_id not in row_ids:
        known = f"{row_ids[0]} 至 {row_ids[-1]} 中的一个" if row_ids else "有任务的报告"
        raise ReportError("编号", "", known, f"“{row_id}”")
    row = _row(result, row_id)
    html = Markup("<style>{}</style>").format(render("board.css")) + card(result, row_id)
    return Panel("task", html, {name: row[name] for name in ("row_id", "status", "reason")})


def card(result: Assessment, row_id: str) -> Markup:
    """The task as HTML. Every word of the report is escaped."""
    row = _row(result, row_id)
    targets = result.commitments[result.commitments["row_id"] == row_id]
    evidence = row_evidence(row, spans(result.mentions[result.mentions["row_id"] == row_id]))
    looked = originals(result.report, row_id)
    return render(
        "card.html",
        row=row,
        settled=settled_words(row),
        cells=[
            (COLUMNS[field].label, Markup(images(looked.get(field, ())) + html)) for field, html in evidence.items()
        ],
        targets=[_target(target) for target in records(targets)],
        facts=[(COLUMNS[name].label, row[name]) for name in ("lead", "cooperating", "section") if row[name]],
        rule=f"{result.rule}：{RULE_LABELS[result.rule]}",
        line=row["line"],
    )


def _row(result: Assessment, row_id: str) -> dict[str, Any]:
    return records(result.tasks[result.tasks["row_id"] == row_id])[0]


def _target(target: dict[str, Any]) -> dict[str, Any]:
    """A target in words: what was promised, what is done, how that was read, and what the quarters left would need."""
    words = {"quote": target["target_quote"], "status": target["status"], "reason": target["reason"]}
    if target["done_value"] is None:
        return words | {"how": settled_words(target)}
    done, wanted = cells(target, "done_value", "target_value")
    words |= {"reached": f"{done} / {wanted}", "how": how_read(target), "low_base": target["is_base_effect"]}
    if target["required_pace"] is not None and target["status"] in LATE:
        words["pace"] = needed(target)
    return words
