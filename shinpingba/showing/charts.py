"""Tables → altair charts: a chart draws what its table holds and works nothing out.

Every chart says in `description` what it shows, for whoever cannot see it, and its tooltips name every figure it draws. A status
is a word, a shape and a colour, never a colour alone.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from ..columns import INK, LATE, SEVERITY, STAGE_LABELS, STATUS_LABELS, STATUSES, TABLE_LABELS, WHOLE_PERCENT, records
from ..judging.rollups import status_counts
from ..language.amounts import of_amount
from ..report.departments import leading
from ..report.rows import called
from .cells import DASH, cell, cells
from .theme import Layers, dress, tooltip

_TASK = ("row_id", "group", "task", "word", "stage", "reason", "lead")
_COUNT = ("group", "word", "count")
_TARGET = ("row_id", "target_name", "completion_share", "elapsed_share", "distance", "word", "done_quote")
_RATE = ("row_id", "target_name", "reached", "distance", "word", "done_quote")


FIGURES_WIDTH = 150  # px that the figures at the end of a line need
LONGEST = 24  # characters of a target's name beside its line, so that its row still stands there on a phone
MOST_NAMED = 3  # groups that a title names
MOST_LINES = 45  # of a completion chart, which then stands on one page of A4 with its names at their size


def completion(targets: pd.DataFrame) -> alt.LayerChart:
    """Every target that is measured as a share of the year, against the schedule line; the furthest behind on top.

    targets  the table `targets`; rows without a completion_share are left out, as are growth and share
    """
    counts = _labelled(targets[targets["completion_share"].notna()])
    shares = [cell("completion_share", share) for share in counts["completion_share"]]
    counts = counts.assign(
        reached=[f"{share}  {reached}" for share, reached in zip(shares, counts["reached"], strict=True)]
    )
    x = alt.X(
        "completion_share:Q",
        title=None,
        scale=_room(counts, 1),
        axis=alt.Axis(format=WHOLE_PERCENT, orient="top", labelOverlap=True),
    )
    y = alt.Y("label:N", sort=alt.EncodingSortField("completion_share", order="ascending"))
    return _against(counts, x, y, "elapsed_share:Q", _TARGET, _completion_title(counts), "个目标")


def completion_parts(targets: pd.DataFrame) -> list[alt.LayerChart]:
    """The same chart in as many parts as keep its names readable on a page of A4, the furthest behind first.

    targets  the table `targets`
    """
    told = targets[targets["completion_share"].notna()].sort_values("completion_share", kind="stable")
    parts = [told.iloc[start : start + MOST_LINES] for start in range(0, max(1, len(told)), MOST_LINES)]
    drawn = [completion(part) for part in parts]
    if len(drawn) > 1:
        for place, (part, chart) in enumerate(zip(parts, drawn, strict=True)):
            first = place * MOST_LINES + 1
            chart.title = f"{_completion_title(told)}：第{first}至{first + len(part) - 1}个"
    return drawn


def _completion_title(counts: pd.DataFrame) -> str:
    return f"报了完成数的{len(counts)}个目标，{int(counts['gap'].lt(0).sum())}个低于序时进度（竖线）"


def growth(targets: pd.DataFrame) -> alt.LayerChart:
    """Every growth rate and share that is reported as a fraction, against what was wanted; in the report's order.

    targets  the table `targets`; of it the rows of kind growth or share with a done_value; a level in a unit of its own has no such scale
    """
    is_rate = targets["kind"].isin(["growth", "share"]) & (targets["unit"] == "")
    rates = _labelled(targets[is_rate & targets["done_value"].notna()])
    x = alt.X(
        "done_value:Q",
        title=None,
        scale=_room(rates, 0.1),
        axis=alt.Axis(format=WHOLE_PERCENT, orient="top", labelOverlap=True),
    )
    y = alt.Y("label:N", sort=None)
    late = int(rates["status"].isin(LATE).sum())
    title = f"{len(rates)}项增速和占比，{late}项未到年度目标（竖线）"
    return _against(rates, x, y, "target_value:Q", _RATE, title, "项")


def _room(targets: pd.DataFrame, least: float) -> alt.Scale:
    """From 0 (or the lowest value) to the highest, or `least`; the figures at the end of a line need what is right of it."""
    furthest = [min([0.0, *targets["text_at"]]), max([least, *targets["text_at"]])]
    return alt.Scale(domain=furthest, nice=False, rangeMax=alt.ExprRef(f"width - {FIGURES_WIDTH}"))


def _against(targets: pd.DataFrame, x: alt.X, y: alt.Y, line: str, named: Sequence[str], title: str, what: str) -> Any:
    """One line a target: a tick where it should be, a sign where it is, the way between, and the figures at the end."""
    base = alt.Chart().encode(y=y, tooltip=tooltip(*named))
    way = base.mark_rule(strokeWidth=2, color="#c3c9d2").encode(x=x, x2=alt.X2(line))
    wanted = base.mark_tick(thickness=2, size=17, color=INK).encode(x=alt.X(line))
    figures = base.mark_text(align="left", dx=12).encode(x=alt.X("text_at:Q"), text=alt.Text("reached:N"))
    layers = [way, wanted, _points(base, targets).encode(x=x), figures]
    held = _held(targets, ["label", "text_at", "reached", "target_value", "done_value"], named)
    return Layers(data=held, layer=layers, **dress(title, _words(targets, what), targets["label"], step=18))


def status_by_table(tasks: pd.DataFrame) -> alt.LayerChart:
    """One bar a table of the report, divided by the status of its tasks, worst first; the counts stand in the bars.

    tasks  the table `tasks`
    """
    counts = _status_shares(tasks.assign(group=tasks["table"].map(TABLE_LABELS)))
    y = alt.Y("group:N", sort=[label for label in TABLE_LABELS.values() if label in set(counts["group"])])
    base = alt.Chart().encode(y=y, tooltip=tooltip(*_COUNT))
    x = alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1]))
    bars = base.mark_bar(height=20, strokeWidth=1).encode(
        x=x, x2=alt.X2("end:Q"), fill=_fill(counts), stroke=_stroke(counts)
    )
    wide = base.transform_filter("datum.end - datum.start > 0.04")
    words = wide.mark_text().encode(x=alt.X("middle:Q"), text=alt.Text("sign:N"), color=_ink(counts))
    held = _held(counts, ["start", "end", "middle", "sign"], _COUNT)
    dressed = dress(f"各类任务：{_late(counts)}", _words(tasks, "项任务"), counts["group"], step=36)
    return Layers(data=held, layer=[bars, words], **dressed)


def status_by_section(tasks: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """One sign a task, in the line of its section, worst first; the sections in the report's order.

    tasks  the table `tasks`; tasks without a section are left out
    """
    inside = tasks[tasks["section"].notna()]
    placed = inside.assign(group=inside["section"])
    return _signs(placed, f"各板块：{_late(_of_groups(placed))}；一个符号是一项任务")


def departments(tasks: pd.DataFrame, parts: pd.DataFrame) -> alt.Chart | alt.LayerChart:
    """One sign a task, in the line of each department that leads it; on top the one with most late tasks, then who leads most.

    tasks  the table `tasks`
    parts  the table `departments`: who leads and who co-operates; groups such as 相关镇街 are no department
    """
    joined = leading(parts).merge(tasks, on="row_id")
    late = joined["status"].isin(LATE).groupby(joined["department"]).sum()
    led = joined["department"].value_counts()
    order = pd.DataFrame({"late": late, "led": led}).sort_values(["late", "led"], ascending=False, kind="stable").index
    joined = joined.assign(group=pd.Categorical(joined["department"], order)).sort_values("group", kind="stable")
    joined = joined.assign(group=joined["group"].astype("string"))
    return _signs(joined, f"{len(order)}个牵头单位：{_late(_of_groups(joined))}；一个符号是一项任务")


def _of_groups(tasks: pd.DataFrame) -> pd.DataFrame:
    return tasks.groupby(["group", "status"], sort=False).size().rename("count").reset_index()


def _late(counts: pd.DataFrame) -> str:
    """Which groups have late tasks, in a few words: 滞后或预警的最多的是区住房城乡建委8项、区商务委5项; that there are none.

    counts  one row a (group, status), with their count
    """
    late = counts[counts["status"].isin(LATE)].groupby("group", sort=False)["count"].sum()
    first = late.sort_values(ascending=False, kind="stable").head(MOST_NAMED)
    named = "、".join(f"{group}{count}项" for group, count in first.items())
    return f"滞后或预警最多的是{named}" if named else "没有读到滞后或预警的任务"


def _signs(tasks: pd.DataFrame, title: str) -> alt.Chart:
    """Each task as one sign in the line of its `group`; groups in the order they come in."""
    placed = _worst_first(tasks)
    placed["place"] = placed.groupby("group").cumcount() + 1
    # the tooltip names a task by its beginning; all its words stand in the brief's list, under the same number
    words = pd.Series([called(row, first="task") for row in records(placed)], index=placed.index, dtype="string")
    placed["stage"] = placed["stage"].map(STAGE_LABELS)
    placed["task"] = words.where(words.str.len() <= 30, words.str.slice(0, 29) + "…")
    longest = max([24, *placed["place"]])
    x = alt.X("place:Q", title=None, axis=None, scale=alt.Scale(domain=[0.5, longest + 0.5]))
    y = alt.Y("group:N", sort=[*dict.fromkeys(tasks["group"])])
    chart = alt.Chart(_held(placed, ["place"], _TASK)).encode(x=x, y=y, tooltip=tooltip(*_TASK))
    marks = _points(chart, placed)
    return marks.properties(**dress(title, _words(placed, "项任务"), placed["group"], step=21))


def _held(table: pd.DataFrame, fields: Sequence[str], named: Sequence[str]) -> pd.DataFrame:
    """The fields that a chart draws and those its tooltip names, and no others: a page holds its charts' data."""
    return table[[*dict.fromkeys(["word", *fields, *named])]]


def _status_shares(tasks: pd.DataFrame) -> pd.DataFrame:
    """Where each status begins and ends in the bar of its group: one row a (group, status), shares of the group's tasks."""
    counts = tasks.groupby(["group", "status"], sort=False).size().rename("count").reset_index()
    counts = _worst_first(counts)
    total = counts.groupby("group")["count"].transform("sum")
    end = counts.groupby("group")["count"].cumsum() / total
    start = end - counts["count"] / total
    sign = counts["status"].map({name: status.glyph for name, status in STATUSES.items()}) + counts["count"].astype(
        "string"
    )
    return counts.assign(start=start, end=end, middle=(start + end) / 2, sign=sign)


def _worst_first(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each status in words, sorted from the worst status to the best; equal ones keep their order."""
    return table.assign(word=table["status"].map(STATUS_LABELS)).sort_values(
        "status", key=lambda statuses: statuses.map(SEVERITY.index), kind="stable"
    )


def _labelled(targets: pd.DataFrame) -> pd.DataFrame:
    """Targets with the words a chart shows: the target as the report has it, and what has been reached.

    A stated percentage of things is no number of things: of 3.46个 only 约3/8个 is shown.
    """
    shown = [(*cells(line, "done_value", "target_value"), line["unit"] or "") for line in records(targets)]
    reached = [of_amount(done, wanted, unit) for done, wanted, unit in shown]
    furthest = targets[["completion_share", "elapsed_share"]].max(axis=1)
    rates = targets["kind"].isin(["growth", "share"])
    text_at = furthest.mask(rates, targets[["done_value", "target_value"]].max(axis=1))
    words = targets["target_name"].astype("string")
    short = words.where(words.str.len() <= LONGEST, words.str.slice(0, LONGEST - 1) + "…")
    label = short + "  " + targets["row_id"]
    gap = [DASH if pd.isna(each) else f"{cell('gap', each)}个百分点" for each in targets["gap"]]
    word = targets["status"].map(STATUS_LABELS)
    return targets.assign(label=label, reached=reached, text_at=text_at, distance=gap, word=word)


def _points(base: alt.Chart, table: pd.DataFrame) -> alt.Chart:
    shape = alt.Shape("word:N", scale=_by_status(table, "shape"))
    return base.mark_point(size=80, strokeWidth=1.5, opacity=1).encode(
        shape=shape, fill=_fill(table), stroke=_stroke(table)
    )


def _fill(table: pd.DataFrame) -> alt.Fill:
    return alt.Fill("word:N", scale=_by_status(table, "fill"))


def _stroke(table: pd.DataFrame) -> alt.Stroke:
    return alt.Stroke("word:N", scale=_by_status(table, "outline"))


def _ink(table: pd.DataFrame) -> alt.Color:
    return alt.Color("word:N", scale=_by_status(table, "ink"), legend=None)


def _by_status(table: pd.DataFrame, look: str) -> alt.Scale:
    """The scale of one look (shape, fill, outline or ink) over the statuses that the table has, worst first."""
    found = set(table["status"])
    # a legend of nothing would be drawn at infinity
    present = [status for status in STATUSES.values() if status.name in found] or [*STATUSES.values()]
    return alt.Scale(domain=[status.label for status in present], range=[getattr(status, look) for status in present])


def _words(table: pd.DataFrame, what: str) -> str:
    """The chart in a sentence: how many, and how many of each status."""
    parts = [f"{STATUS_LABELS[status]}{count}" for status, count in status_counts(table).items() if count]
    return f"共{len(table)}{what}：{'、'.join(parts)}。"
