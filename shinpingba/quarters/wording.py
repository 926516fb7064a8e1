"""What two reports tell against each other, in sentences."""

import pandas as pd

from ..assessment import Assessment
from ..columns import CHANGE_LABELS, KEPT_LABELS

UNTOLD = ("not_told", "first_told")  # one of the two reports is partial: there is nothing to say


def change_words(changes: pd.DataFrame, earlier: Assessment, later: Assessment) -> str:
    """Changes in a few sentences: how many rows could be compared, what became of them, and how many went fast enough.

    changes  compare(earlier, later)
    """
    matched = changes.dropna(subset=["row_id", "later_row_id"])["row_id"].nunique()
    sizes = f"前一期{len(earlier.report.rows)}行,后一期{len(later.report.rows)}行"
    partial = ",后一期只有部分内容,未载的不作判断" if later.report.is_partial else ""
    counts = changes.loc[~changes["change"].isin(UNTOLD), "change"].value_counts()
    told = "、".join(f"{label}{counts[change]}个" for change, label in CHANGE_LABELS.items() if change in counts)
    kept = changes["pace_kept_share"].dropna()
    slow = int((kept < 1).sum())
    pace = f"前后都有累计数、当时尚未完成的{len(kept)}个目标,{slow}个慢于所需的进度。" if len(kept) else ""
    return f"与{earlier.report.period_words}的报告相比,能对上{matched}行({sizes}{partial})。其中的目标和任务:{told or '没有'}。{pace}"


def milestone_words(kept: pd.DataFrame) -> str:
    """Of kept_milestones, in one sentence: how many fell due and what a later report says of them."""
    counts = kept["kept"].value_counts()
    told = "、".join(f"{label}{counts[code]}个" for code, label in KEPT_LABELS.items() if code in counts)
    return f"到期的{len(kept)}个时间节点:{told or '没有'}。"
