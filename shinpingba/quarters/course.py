"""The course of a year: completion report by report, against the schedule, and where the pace so far would lead."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from ..columns import records, table
from ..judging.assessment import Assessment
from ..judging.rules import elapsed_share
from ..report.departments import leading
from .changes import compare

PROJECTED = "年底（推算）"
_KEYS = {
    "target": ["row_id", "target_no", "item", "target_quote", "target_name"],
    "department": ["department", "target_count"],
}


def trend(results: Sequence[Assessment], *, by: str = "target") -> pd.DataFrame:
    """Completion along a year, and a projection to its end for what is not yet completed.

    results  assessments of one year's reports
    by       target; or department: the median of the targets it leads that every report tells of
    returns  columns.AGAINST["course_" + by]: a line a report, then one of the projection. elapsed_share is the schedule line. A
             projection draws the pace so far out to December; low and high are the slowest and the fastest pace between two
             reports, <NA> where there is only one report.
    errors   ValueError for another `by`
    """
    if by not in _KEYS:
        raise ValueError(f"by 只能是 target 或 department，不能是“{by}”")
    if not results:
        return table(f"course_{by}", [])
    results = sorted(results, key=lambda result: result.report.as_of)
    told = pd.concat([_told(results[0], result) for result in results], ignore_index=True)
    if by == "department":
        told = _by_department(told, results)
    groups = (group for _, group in told.groupby(_KEYS[by], sort=False))
    lines = [line for group in groups for line in (*records(group), *_projection(group, _KEYS[by]))]
    return table(f"course_{by}", lines).fillna({"is_projection": False})


def _told(first: Assessment, result: Assessment) -> pd.DataFrame:
    """The completion of every target of the first report, as a report tells it."""
    share = "completion_share" if result is first else "later_completion_share"
    found = first.targets if result is first else compare(first, result)
    told = found[["row_id", "target_no", "item", "target_quote", "target_name", share]].dropna()
    return told.rename(columns={share: "completion_share"}).assign(
        period=result.report.period, elapsed_share=elapsed_share(result.report.as_of)
    )


def _by_department(told: pd.DataFrame, results: Sequence[Assessment]) -> pd.DataFrame:
    """The median completion of the targets that a department leads and every report tells of, and how many they are."""
    leads = leading(results[0].departments)[["row_id", "department"]]
    common = told.groupby(["row_id", "target_no"])["period"].transform("count") == len(results)
    led = told[common].merge(leads, on="row_id")
    shares = led.groupby(["department", "period", "elapsed_share"], sort=False)["completion_share"]
    return shares.agg(completion_share="median", target_count="count").reset_index()


def _projection(group: pd.DataFrame, key: list[str]) -> list[dict[str, Any]]:
    """The year's end at the pace so far, one record; none where the target is completed or the year is over."""
    points = [(0.0, 0.0), *zip(group["elapsed_share"], group["completion_share"], strict=True)]
    gone, share = points[-1]
    if share >= 1 or gone >= 1:
        return []
    paces = [max(0.0, after - before) / (until - since) for (since, before), (until, after) in pairwise(points)]
    ends = [share + pace * (1 - gone) for pace in paces]  # what is built stays built, whatever a correction took back
    spread = {"low_share": min(ends), "high_share": max(ends)} if len(ends) > 1 else {}
    drawn = {"period": PROJECTED, "elapsed_share": 1.0, "completion_share": share / gone, "is_projection": True}
    return [records(group[key])[-1] | drawn | spread]
