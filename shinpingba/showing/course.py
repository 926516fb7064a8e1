"""The course of a year as a chart: what report after report tells, against the schedule, and where the pace so far would lead."""

from typing import Any

import altair as alt
import pandas as pd

from ..columns import INK, records
from .cells import cells
from .theme import Layers, dress, tooltip

FIGURES_WIDTH = 130  # px right of the strips, for the figures in words
STRIP = 76  # px of height
TOP = 1.25  # completion at the upper edge of a strip: one target at 400 % must not press all others flat
SCHEDULE, BAND = "#8a94a3", "#9db4cf"
LEGEND = (
    "灰线是序时进度，实线是报告的完成率；虚线和空心点是推算，照到目前为止的平均速度走到年底；"
    "阴影是按最慢和最快的一段推算的范围；超过125%的画在上边。推算不是预测。"
)
_MONTH = "datum.value == 0 ? '年初' : round(datum.value * 12) + '月底'"
_NAMED = ("label", "period", "elapsed_share", "completion_share", "low_share", "high_share")


def draw_course(course: pd.DataFrame) -> alt.LayerChart:
    """A strip a target or department: time to the right, completion upwards, the schedule as a grey line, the projection dashed.

    course  what `trend` returns; what only one report tells of has no course and is left out
    """
    told = course[~course["is_projection"]]
    label = _labels(course)
    drawn = course.assign(label=label)[label.map(label[told.index].value_counts()) > 1]
    last = drawn[~drawn["is_projection"]].drop_duplicates("label", keep="last")
    ends = drawn[drawn["is_projection"]]
    ahead = pd.concat([last[last["label"].isin(ends["label"])], ends])
    hollow = alt.when("datum.is_projection").then(alt.value("#ffffff")).otherwise(alt.value(INK))
    layers = [
        _strips(_corners(last, ends), alt.Order("corner:Q")).mark_line(
            filled=True, interpolate="linear-closed", fill=BAND, fillOpacity=0.5, strokeWidth=0
        ),
        _strips(_schedule(last)).mark_line(color=SCHEDULE, strokeWidth=1),
        _strips(drawn[~drawn["is_projection"]]).mark_line(color=INK, strokeWidth=2),
        _strips(ahead).mark_line(color=INK, strokeWidth=1.5, strokeDash=[4, 3]),
        _strips(drawn, tooltip=tooltip(*_NAMED), fill=hollow).mark_point(
            size=45, opacity=1, stroke=INK, strokeWidth=1.5
        ),
        _strips(_figures(last, ends), text=alt.Text("words:N")).mark_text(
            align="left", baseline="top", dx=12, lineBreak="\n"
        ),
    ]
    dressed = dress(_title(course), _words(last), drawn["label"], step=STRIP)
    return Layers(layer=layers, **dressed)


def _strips(points: pd.DataFrame, *channels: Any, **more: Any) -> alt.Chart:
    """Points of (elapsed_share, completion_share) in the strip of their label, what is beyond TOP at its upper edge."""
    x = alt.X(
        "elapsed_share:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1], rangeMax=alt.ExprRef(f"width - {FIGURES_WIDTH}")),
        axis=alt.Axis(orient="top", values=[0, 0.25, 0.5, 0.75, 1], labelExpr=_MONTH),
    )
    # names stand at a strip's upper edge: on a phone the page sets them over the drawing, whose lines begin at the lower one
    names = alt.Axis(labelOffset=alt.ExprRef("8 - bandwidth('y') / 2"))
    y = alt.Y("label:N", sort=None, scale=alt.Scale(paddingInner=0.25), axis=names)
    height = alt.YOffset("completion_share:Q", scale=alt.Scale(domain=[TOP, 0], clamp=True))
    return alt.Chart(points).encode(x, y, height, alt.Detail("label:N"), *channels, **more)


def _labels(course: pd.DataFrame) -> pd.Series:
    """What a strip is called: a target by its words and row, a department with the number of targets it is judged by."""
    if "department" in course:
        return course["department"] + "（" + course["target_count"].astype("string") + "个目标）"
    return course["target_name"] + "  " + course["row_id"]


def _schedule(last: pd.DataFrame) -> pd.DataFrame:
    """The two ends of every strip's schedule line: nothing at the year's beginning, all at its end."""
    return pd.concat([last[["label"]].assign(elapsed_share=share, completion_share=share) for share in (0.0, 1.0)])


def _corners(last: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """The three corners of every projection's range: the last report, the slowest and the fastest end."""
    known = ends.dropna(subset=["low_share", "high_share"])
    start = last[last["label"].isin(known["label"])]
    low, high = (known.assign(completion_share=known[name]) for name in ("low_share", "high_share"))
    corners = [each.assign(corner=corner) for corner, each in enumerate((start, low, high))]
    return pd.concat(corners)[["label", "elapsed_share", "completion_share", "corner"]]


def _figures(last: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """The figures of every strip in words, at its upper right corner."""
    words = {line["label"]: f"报告{cells(line, 'completion_share')[0]}" for line in records(last)}
    for end in records(ends):
        share, low, high = cells(end, "completion_share", "low_share", "high_share")
        words[end["label"]] += f"\n推算{share}\n（{low}至{high}）"
    return last[["label"]].assign(elapsed_share=1.0, completion_share=TOP, words=last["label"].map(words))


def _title(course: pd.DataFrame) -> str:
    if "department" in course:
        return "各单位牵头目标一年的进程（完成率的中位数），与序时进度比较"
    return "各目标一年的进程，与序时进度比较"


def _words(last: pd.DataFrame) -> str:
    """The chart in a sentence: how many, how many below the schedule, and what its lines mean."""
    late = int((last["completion_share"] < last["elapsed_share"]).sum())
    if "department" in last:
        few = "中位数只取每期都报告了完成数的目标，个数在括号里；只有一两个目标的，只作参考。"
        return f"共{len(last)}个单位，最近一期{late}个低于序时进度。{few}{LEGEND}"
    return f"前后几期都报告了完成数的有{len(last)}个目标，最近一期{late}个低于序时进度。{LEGEND}"
