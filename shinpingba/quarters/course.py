"""The course of a year: completion report by report, against the schedule, and where the pace so far would lead."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from ..assessment import Assessment
from ..rules import elapsed_share
from .comparison import compare

PROJECTED = "年底(推算)"


def trend(results: Sequence[Assessment], *, by: str = "target") -> pd.DataFrame:
    """Completion along a year, and a projection to its end for what is not yet completed.

    results  assessments of one year's reports, the earliest first
    by       target; or department: the median of the targets it leads that every report tells of
    returns  row_id, target_no and item (or department), period, elapsed_share (the schedule line), completion_share,
             is_projection, low_share, high_share. A projection draws the pace so far out to December; low and high are the
             slowest and the fastest pace between two reports, <NA> where there is only one report
    errors   ValueError for another `by`
    """
    if by not in ("target", "department"):
        raise ValueError(f"by 只能是 target 或 department,不能是“{by}”")
    key = ["row_id", "target_no", "item"]
    told = pd.concat([_told(results[0], result) for result in results], ignore_index=True)
    if by == "department":
        parts = results[0].departments
        leads = parts.loc[(parts["part"] == "lead") & ~parts["is_group"].fillna(False), ["row_id", "department"]]
        common = told.groupby(key)["period"].transform("count") == len(results)
        led = told[common].merge(leads, on="row_id").groupby(["department", "period", "elapsed_share"], sort=False)
        key, told = ["department"], led["completion_share"].median().reset_index()
    pieces = [piece for _, group in told.groupby(key, sort=False) for piece in (group, _projection(group, key))]
    columns = [*key, "period", "elapsed_share", "completion_share", "is_projection", "low_share", "high_share"]
    shares = dict.fromkeys(["elapsed_share", "completion_share", "low_share", "high_share"], "Float64")
    course = pd.concat(pieces, ignore_index=True) if pieces else told
    return (
        course.reindex(columns=columns).astype(shares | {"is_projection": "boolean"}).fillna({"is_projection": False})
    )


def _told(first: Assessment, result: Assessment) -> pd.DataFrame:
    """The completion of every target of the first report, as a report tells it."""
    share = "completion_share" if result is first else "later_completion_share"
    table = first.targets if result is first else compare(first, result)
    told = table[["row_id", "target_no", "item", share]].dropna().rename(columns={share: "completion_share"})
    return told.assign(period=result.report.period, elapsed_share=elapsed_share(result.report.as_of))


def _projection(group: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The year's end at the pace so far, in one row; none where the target is completed or the year is over."""
    points = [(0.0, 0.0), *zip(group["elapsed_share"], group["completion_share"], strict=True)]
    gone, share = points[-1]
    if share >= 1 or gone >= 1:
        return group.iloc[:0]
    paces = [max(0.0, after - before) / (until - since) for (since, before), (until, after) in pairwise(points)]
    ends = [share + pace * (1 - gone) for pace in paces]  # what is built stays built, whatever a correction took back
    spread = {"low_share": min(ends), "high_share": max(ends)} if len(ends) > 1 else {}
    drawn = {"period": PROJECTED, "elapsed_share": 1.0, "completion_share": share / gone, "is_projection": True}
    return group.iloc[[-1]][key].assign(**drawn, **spread)
