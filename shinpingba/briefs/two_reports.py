"""The block of a brief that holds the report against an earlier one of the year: what moved, how fast, and what stood still."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import CHANGE_LABELS, records
from ..judging.assessment import Assessment
from ..quarters import change_words, compare
from ..quarters.wording import UNTOLD
from ..report.rows import called
from ..showing.cells import DASH, cell, cells
from .blocks import Block, html_table, proof
from .render import sign

UNMOVED = (*UNTOLD, "same", "unclear")
NO_EARLIER = "本年没有更早的报告,不作比较。"


def changes(result: Assessment, earlier: Sequence[Assessment]) -> Block:
    """Every commitment that moved, stood still or disappeared since the last complete report of the year, with the words of both.

    earlier  assessments of the reports before this one, the earliest first; without any, one sentence says so
    """
    before = next((each for each in reversed(earlier) if not each.report.is_partial), None)
    if before is None:
        return Block("changes", Markup('<p class="finding">{}</p>').format(NO_EARLIER), [])
    found = compare(before, result)
    stalled = found["change"] == "stalled"
    moved = found[~stalled & (~found["change"].isin(UNMOVED) | found["pace_kept_share"].notna())]
    moved = moved.sort_values("change", key=lambda change: change.map([*CHANGE_LABELS].index), kind="stable")
    names = _task_names(before) | _task_names(result)
    rows = [_row(change, names) for change in records(moved)]
    then, now = before.report.period_words, result.report.period_words
    head = [(label, False) for label in ("目标或任务", "变化", then, now, "速度")]
    caption = "有变化的,和前后都有累计数而尚未完成的;速度是两份报告之间平均每季增加的数,与前一期时算出的每季需要数相比"
    html = html_table(caption, head, rows, finding=change_words(found, before, result)) + _unchanged(found[stalled])
    return Block("changes", html, records(found[~found["change"].isin(UNTOLD)]))


def _unchanged(stalled: pd.DataFrame) -> Markup:
    """The rows whose words are those of the last time, in one line; empty where there is none."""
    row_ids = stalled["later_row_id"].dropna().unique()
    links = Markup("、").join(map(proof, row_ids))
    return (
        Markup("<p>进展情况与前一期几乎一字未改(日期除外)的{}行:{}。</p>").format(len(row_ids), links)
        if len(row_ids)
        else Markup()
    )


def _row(change: dict[str, Any], names: dict[str, str]) -> list[Any]:
    then = _side(change["status"], change["done_quote"])
    now = _side(change["later_status"], change["later_done_quote"])
    return [_name(change, names), CHANGE_LABELS[change["change"]], then, now, _speed(change)]


def _name(change: dict[str, Any], names: dict[str, str]) -> Markup:
    """The commitment in its words, in both where they differ, with a link to the row in this brief."""
    row_id, later_id = change["row_id"], change["later_row_id"]
    quotes = [quote for quote in (change["target_quote"], change["later_target_quote"]) if quote]
    words = " → ".join(dict.fromkeys(quotes)) or names[row_id or later_id]
    place = proof(later_id) if later_id else row_id
    return Markup("{} {}").format(words, place)


def _side(status: str | None, quote: str | None) -> Markup:
    """A commitment in one of the reports: its status and the words that tell of it."""
    if status is None:
        return Markup(DASH)
    return Markup("{} {}").format(sign(status), quote or "没有可比的数字")


def _speed(change: dict[str, Any]) -> str:
    """What was gained, a quarter, and as a share of what was needed; empty where that cannot be said."""
    if change["gained_value"] is None:
        return DASH
    gained, pace, needed, kept = cells(change, "gained_value", "pace", "required_pace", "pace_kept_share")
    if change["gained_value"] < 0:
        return f"累计数少了{cell('gained_value', -change['gained_value'], change['unit'])},请核对"
    words = f"增加{gained},平均每季{pace}"
    return words if change["pace_kept_share"] is None else f"{words},为所需{needed}的{kept}"


def _task_names(result: Assessment) -> dict[str, str]:
    return {row["row_id"]: called(row) for row in records(result.tasks)}
