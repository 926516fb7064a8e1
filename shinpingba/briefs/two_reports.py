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
from .blocks import Panel, html_table, proof
from .render import sign

UNMOVED = (*UNTOLD, "same", "unclear")
FIRST = 3  # month in which the first report of a year ends, at the latest
NAMED = 3  # commitments that a line of changes names


def changes(result: Assessment, earlier: Sequence[Assessment]) -> Panel:
    """Every commitment that moved, stood still or disappeared since the last complete report of the year, with the words of both.

    earlier  assessments of the reports before this one, the earliest first; without any, one sentence says so
    """
    before = last_complete(earlier)
    if before is None:
        return Panel("changes", Markup('<p class="finding">{}</p>').format(why_alone(result, earlier)), [])
    found = compare(before, result)
    stalled = found["change"] == "stalled"
    moved = found[~stalled & (~found["change"].isin(UNMOVED) | found["pace_kept_share"].notna())]
    moved = moved.sort_values("change", key=lambda change: change.map([*CHANGE_LABELS].index), kind="stable")
    names = _task_names(before) | _task_names(result)
    rows = [_row(change, names) for change in records(moved)]
    then, now = before.report.period_words, result.report.period_words
    head = [(label, False) for label in ("目标或任务", "变化", then, now, "速度")]
    caption = (
        "有变化的，和前后都有累计数而尚未完成的；速度是两份报告之间平均每季增加的数，与前一期时算出的每季需要数相比"
    )
    html = html_table(caption, head, rows, finding=change_words(found, before, result)) + _unchanged(found[stalled])
    return Panel("changes", html, records(found[~found["change"].isin(UNTOLD)]))


def last_complete(earlier: Sequence[Assessment]) -> Assessment | None:
    """The last of some reports that tells of every row; None where there is none."""
    return next((each for each in reversed(earlier) if not each.report.is_partial), None)


def why_alone(result: Assessment, earlier: Sequence[Assessment]) -> str:
    """Why a report is held against no other one."""
    report = result.report
    if earlier:
        partial = "、".join(each.report.period_words for each in earlier)
        return f"本年更早的报告（{partial}）只有部分内容，不作比较。"
    if not report.district:
        return "报告没有写明是哪个区县，找不到它更早的报告，不作比较。"
    if report.as_of.month <= FIRST:
        return "这是本年第一期报告，完成数从年初累计，没有可以比较的前一期。"
    return f"数据文件夹里没有{report.district}{report.as_of.year}年更早的报告，不作比较。"


def change_lines(result: Assessment, earlier: Sequence[Assessment], most: int) -> tuple[str, list[Markup]]:
    """What has changed since the last complete report, in a sentence and a line a kind of change, the weightiest first."""
    before = last_complete(earlier)
    if before is None:
        return why_alone(result, earlier), []
    found = compare(before, result)
    moved = found[~found["change"].isin(UNMOVED)]
    matched = found.dropna(subset=["row_id", "later_row_id"])["row_id"].nunique()
    if not matched:
        return f"与{before.report.period_words}的报告没有一行对得上，不作比较。", []
    names = _task_names(before) | _task_names(result)
    said = f"与{before.report.period_words}相比，能对上的{matched}行里有{len(moved)}处变化。"
    kinds = [change for change in CHANGE_LABELS if change in set(moved["change"])]
    return said, [_kind(change, moved[moved["change"] == change], names) for change in kinds[:most]]


def _kind(change: str, moved: pd.DataFrame, names: dict[str, str]) -> Markup:
    """新显落后2处:…C61;…C53."""
    named = Markup("；").join(_name(each, names) for each in records(moved.head(NAMED)))
    more = "等" if len(moved) > NAMED else ""
    return Markup("<b>{}{}处</b>：{}{}").format(CHANGE_LABELS[change], len(moved), named, more)


def _unchanged(stalled: pd.DataFrame) -> Markup:
    """The rows whose words are those of the last time, in one line; empty where there is none."""
    row_ids = stalled["later_row_id"].dropna().unique()
    links = Markup("、").join(map(proof, row_ids))
    return (
        Markup("<p>进展情况与前一期几乎一字未改（日期除外）的{}行：{}。</p>").format(len(row_ids), links)
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
    words = change["target_name"] or names[row_id or later_id]
    if change["target_quote"] and change["later_target_quote"] not in (None, change["target_quote"]):
        words += f" → {change['later_target_quote']}"
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
        return f"累计数少了{cell('gained_value', -change['gained_value'], change['unit'])}，请核对"
    words = f"增加{gained}，平均每季{pace}"
    return words if change["pace_kept_share"] is None else f"{words}，为所需{needed}的{kept}"


def _task_names(result: Assessment) -> dict[str, str]:
    return {row["row_id"]: called(row) for row in records(result.tasks)}
