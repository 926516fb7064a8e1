"""One task opened: its words with every figure marked, its targets, its status and the rule behind it."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from ..briefs.blocks import Block
from ..briefs.render import quantity, render
from ..columns import COLUMNS, LATE
from ..judging.assessment import Assessment
from ..judging.rules import RULE_LABELS
from ..language.amounts import pace_words
from ..report.errors import ReportError
from ..showing.evidence import row_evidence, spans
from ..showing.wording import how_read


def open_task(result: Assessment, row_id: str) -> Block:
    """One task opened, to be shown in a notebook.

    errors  ReportError for an id that no task of the report has
    """
    row_ids = list(result.tasks["row_id"])
    if row_id not in row_ids:
        known = f"{row_ids[0]} 至 {row_ids[-1]} 中的一个" if row_ids else "有任务的报告"
        raise ReportError("编号", "", known, f"“{row_id}”")
    row = _row(result, row_id)
    html = Markup("<style>{}</style>").format(render("board.css")) + card(result, row_id)
    return Block("task", html, {name: row[name] for name in ("row_id", "status", "reason")})


def card(result: Assessment, row_id: str) -> Markup:
    """The task as HTML. Every word of the report is escaped."""
    row = _row(result, row_id)
    targets = result.commitments[result.commitments["row_id"] == row_id]
    evidence = row_evidence(row, spans(result.mentions[result.mentions["row_id"] == row_id]))
    return render(
        "card.html",
        row=row,
        cells=[(COLUMNS[field].label, Markup(html)) for field, html in evidence.items()],
        targets=[_target(target) for target in targets.to_dict("records")],
        facts=[(COLUMNS[name].label, row[name]) for name in ("lead", "cooperating", "section") if pd.notna(row[name])],
        rule=f"{result.rule}:{RULE_LABELS[result.rule]}",
        line=row["line"] if pd.notna(row["line"]) else None,
    )


def _row(result: Assessment, row_id: str) -> dict[Any, Any]:
    return result.tasks[result.tasks["row_id"] == row_id].to_dict("records")[0]


def _target(target: dict[Any, Any]) -> dict[str, Any]:
    """A target in words: what was promised, what is done, how that was read, and what the quarters left would need."""
    words = {"quote": target["target_quote"], "status": target["status"], "reason": target["reason"]}
    if pd.isna(target["done_value"]):
        return words
    done, wanted = (quantity(target[name], target["unit"]) for name in ("done_value", "target_value"))
    words |= {"reached": f"{done} / {wanted}", "how": how_read(target), "low_base": target["is_base_effect"]}
    if pd.notna(target["required_pace"]) and target["status"] in LATE:
        words["pace"] = pace_words(target["required_pace"], target["pace_ratio"], target["unit"])
    return words
