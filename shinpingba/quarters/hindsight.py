"""What an early reading flagged, against the office's own verdicts later in the year."""

import pandas as pd

from ..columns import LATE, OUTCOME_LABELS, records, table
from ..judging.assessment import Assessment
from ..report.errors import ReportError
from ..report.reports import Report

# The office's verdicts, as in the column official_status: True where it says not met, None where the year decides.
OFFICIAL = {"met": False, "done": False, "not_met": True, "lagging": True, "under_way": None}


def back_test(earlier: Assessment, later: Report) -> pd.DataFrame:
    """The rows of a later report that carry the office's verdict, each with what the early reading said of it.

    later    its rows have a column official_status with the words of OFFICIAL
    returns  columns.AGAINST["back_test"]; status, reason and is_base_effect are those of the early reading; empty where the later
             report has no such column, as most have none
    errors   ReportError where there is another word in it
    """
    if "official_status" not in later.rows:
        return table("back_test", [])
    told = later.rows[["row_id", "official_status"]].dropna()
    if unknown := sorted({*told["official_status"]} - {*OFFICIAL}):
        raise ReportError(later.title or later.period, "official_status", "、".join(OFFICIAL), "、".join(unknown))
    tasks, targets = earlier.tasks, earlier.targets
    late = {*tasks.loc[tasks["status"].isin(LATE), "row_id"], *targets.loc[targets["status"].isin(LATE), "row_id"]}
    low_base = {*targets.loc[targets["is_base_effect"].fillna(False), "row_id"]}
    known = told.merge(tasks[["row_id", "task", "status", "reason"]], on="row_id")
    known = known.assign(is_flagged=known["row_id"].isin(late), is_base_effect=known["row_id"].isin(low_base))
    found = [row | {"outcome": _outcome(row["is_flagged"], row["official_status"])} for row in records(known)]
    return table("back_test", found)


def back_test_words(tested: pd.DataFrame) -> str:
    """A back-test in a few sentences, its size said plainly."""
    if tested.empty:
        return "后一份报告没有写督查办对各项任务的结论，无从回头核对。"
    count = {outcome: int((tested["outcome"] == outcome).sum()) for outcome in OUTCOME_LABELS}
    warned = int((tested["is_base_effect"] & (tested["outcome"] == "missed")).sum())
    bad, good = count["hit"] + count["missed"], count["right"] + count["false_alarm"]
    return (
        f"督查办后来有结论的{bad + good}项中，{bad}项未达标或滞后：当时标出{count['hit']}项，未标出{count['missed']}项"
        + (f"（其中{warned}项当时注明了低基数）" if warned else "")
        + f"；{good}项达标或完成，其中{count['false_alarm']}项当时标为落后。另有{count['open']}项仍在推进，没有结论。"
        "样本很小，又是已公开的部分，只能作例子，不能当作准确率。"
    )


def _outcome(is_flagged: bool, official: str) -> str:
    not_met = OFFICIAL[official]
    if not_met is None:
        return "open"
    return ("hit" if is_flagged else "missed") if not_met else ("false_alarm" if is_flagged else "right")
