"""The block of a brief that holds the report against an earlier one of the year: what moved, how fast, and what stood still."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import CHANGE_LABELS
from ..judging.assessment import Assessment
from ..quarters import change_words, compare
from ..quarters.wording import UNTOLD
from .blocks import Block, dicts, proof, records, table
from .render import percent, quantity, sign

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
    rows = [_row(change, names) for change in dicts(moved)]
    then, now = before.report.period_words, result.report.period_words
    head = [(label, False) for label in ("目标或任务", "变化", then, now, "速度")]
    caption = "有变化的,和前后都有累计数而尚未完成的;速度是两份报告之间平均每季增加的数,与前一期时算出的每季需要数相比"
    html = table(caption, head, rows, finding=change_words(found, before, result)) + _unchanged(found[stalled])
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
    quotes = [quote for quote in (change["target_quote"], change["later_target_quote"]) if pd.notna(quote)]
    words = " → ".join(dict.fromkeys(quotes)) or names[later_id if pd.isna(row_id) else row_id]
    place = proof(later_id) if pd.notna(later_id) else row_id
    return Markup("{} {}").format(words, place)


def _side(status: Any, quote: Any) -> Markup:
    """A commitment in one of the reports: its status and the words that tell of it."""
    if pd.isna(status):
        return Markup("—")
    return Markup("{} {}").format(sign(status), quote if pd.notna(quote) else "没有可比的数字")


def _speed(change: dict[str, Any]) -> str:
    """What was gained, a quarter, and as a share of what was needed; empty where that cannot be said."""
    if pd.isna(change["gained_value"]):
        return "—"
    if change["gained_value"] < 0:
        return f"累计数少了{quantity(-change['gained_value'], change['unit'])},请核对"
    words = f"增加{quantity(change['gained_value'], change['unit'])},平均每季{_about(change['pace'], change['unit'])}"
    if pd.isna(change["pace_kept_share"]):
        return words
    return f"{words},为所需{_about(change['required_pace'], change['unit'])}的{percent(change['pace_kept_share'])}"


def _about(pace: float, unit: str) -> str:
    """A pace to three digits: 442.667 is 443个."""
    return quantity(float(f"{pace:.3g}"), unit)


def _task_names(result: Assessment) -> dict[str, str]:
    return dict(zip(result.tasks["row_id"], result.tasks["name"].fillna(result.tasks["task"]), strict=True))
