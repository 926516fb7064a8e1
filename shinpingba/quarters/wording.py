"""What two reports tell against each other, in sentences and in tables that a person reads."""

import pandas as pd

from ..columns import CHANGE_LABELS, KEPT_LABELS
from ..judging.assessment import Assessment
from ..showing.cells import cells, readable

UNTOLD = ("not_told", "first_told")  # one of the two reports is partial: there is nothing to say


def change_words(changes: pd.DataFrame, earlier: Assessment, later: Assessment) -> str:
    """Changes in a few sentences: how many rows could be compared, what became of them, and how many went fast enough.

    changes  compare(earlier, later)
    """
    matched = changes.dropna(subset=["row_id", "later_row_id"])["row_id"].nunique()
    sizes = f"前一期{len(earlier.report.rows)}行，后一期{len(later.report.rows)}行"
    partial = "，后一期只有部分内容，未载的不作判断" if later.report.is_partial else ""
    counts = changes.loc[~changes["change"].isin(UNTOLD), "change"].value_counts()
    told = "、".join(f"{label}{counts[change]}个" for change, label in CHANGE_LABELS.items() if change in counts)
    kept = changes["pace_kept_share"].dropna()
    slow = int((kept < 1).sum())
    pace = f"前后都有累计数、当时尚未完成的{len(kept)}个目标，{slow}个慢于所需的进度。" if len(kept) else ""
    return f"与{earlier.report.period_words}的报告相比，能对上{matched}行（{sizes}{partial}）。其中的目标和任务：{told or '没有'}。{pace}"


def change_table(changes: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    """What became of each commitment that both reports tell of, with the words of both.

    changes  compare(earlier, later)
    kinds    of CHANGE_LABELS; all of them where none is named
    """
    told = changes["change"].isin(kinds) if kinds else ~changes["change"].isin(UNTOLD)
    shown = ("row_id", "target_name", "done_quote", "later_done_quote", "status", "later_status", "change")
    return readable(changes[told], *shown)


def pace_table(changes: pd.DataFrame) -> pd.DataFrame:
    """What was gained of each count that both reports state, a quarter, and as a share of what was needed; the slowest first."""
    risen = changes.dropna(subset="gained_value")
    gained = risen[risen["gained_value"] >= 0].sort_values("pace_kept_share", kind="stable")
    counts = ("done_value", "later_done_value", "gained_value", "pace", "required_pace", "pace_kept_share")
    return readable(gained, "row_id", "target_name", *counts)


def slowest_words(changes: pd.DataFrame) -> str:
    """Of the counts that both reports state, the one that came least near the pace it needed; that there is none, if so."""
    slow = changes[changes["pace_kept_share"].between(0, 1, inclusive="left")].sort_values(
        "pace_kept_share", kind="stable"
    )
    if slow.empty:
        return "前后都有累计数、当时尚未完成的目标，没有一个慢于所需的进度。"
    one = slow.iloc[0]
    gained, pace, needed, kept = cells(one, "gained_value", "pace", "required_pace", "pace_kept_share")
    return f"最慢的是“{one['target_name']}”：增加{gained}，平均每季{pace}，为所需{needed}的{kept}。"


def course_table(course: pd.DataFrame) -> pd.DataFrame:
    """The course of those targets that more than one report tells of, report by report, then the projection.

    course  trend(results)
    """
    several = course.groupby(["row_id", "target_no"])["is_projection"].transform(lambda each: (~each).sum() > 1)
    shares = ("elapsed_share", "completion_share", "low_share", "high_share")
    return readable(course[several], "row_id", "target_name", "period", *shares)


def milestone_words(kept: pd.DataFrame) -> str:
    """Of kept_milestones, in one sentence: how many fell due and what a later report says of them."""
    counts = kept["kept"].value_counts()
    told = "、".join(f"{label}{counts[code]}个" for code, label in KEPT_LABELS.items() if code in counts)
    return f"到期的{len(kept)}个时间节点：{told or '没有'}。"
