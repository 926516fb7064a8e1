"""The dates a report promises: which fall due next, and which a later report shows met, missed or says nothing of."""

from typing import Any

import pandas as pd

from ..columns import records, table
from ..judging.assessment import Assessment
from ..language.likeness import likeness
from ..reading.stages import WORST_FIRST, clause_stage
from .changes import match_rows

SAME_EVENT = 0.3  # least likeness of an event to the work item that tells of it


def due_milestones(result: Assessment, *, months: int = 3) -> pd.DataFrame:
    """The milestones that fall due in the months after the report's end, the earliest first, in the report's order within a month.

    returns  a part of table `milestones`
    """
    last = pd.Period(result.report.as_of, "M") + months
    due = result.milestones[result.milestones["due"] <= str(last)]
    return due.sort_values("due", kind="stable", ignore_index=True)


def kept_milestones(earlier: Assessment, later: Assessment) -> pd.DataFrame:
    """The milestones of the earlier report that have fallen due since, with what the later one says of them.

    returns  columns.AGAINST["kept_milestones"]. Met where a work item about the event has come as far as the event itself:
             进场施工 is met by work under way, 建成通车 by what is done
    """
    due = earlier.milestones[earlier.milestones["due"] <= f"{later.report.as_of:%Y-%m}"]
    rows = match_rows(earlier.report, later.report).dropna(subset=["row_id", "later_row_id"])
    later_ids = dict(zip(rows["row_id"], rows["later_row_id"], strict=True))
    return table("kept_milestones", [milestone | _kept(milestone, later_ids, later) for milestone in records(due)])


def _kept(milestone: dict[str, Any], later_ids: dict[str, str], later: Assessment) -> dict[str, str | None]:
    later_id, event = later_ids.get(milestone["row_id"]), milestone["event"]
    if later_id is None:
        return {"kept": "not_told" if later.report.is_partial else "silent", "later_quote": None}
    items = records(later.items[later.items["row_id"] == later_id])
    about = [item for item in items if likeness(event, item["quote"]) >= SAME_EVENT]
    if not about:
        return {"kept": "silent", "later_quote": None}
    wanted = WORST_FIRST.index(clause_stage(event, [])[0] or "done")
    farthest = max(about, key=lambda item: WORST_FIRST.index(item["stage"]))
    met = WORST_FIRST.index(farthest["stage"]) >= wanted
    return {"kept": "met" if met else "missed", "later_quote": farthest["quote"]}
