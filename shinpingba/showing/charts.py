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
from .theme import Encoding, Layers, dress, layer, nominal, quantitative, tooltip

_TASK = ("row_id", "group", "task", "word", "stage", "reason", "lead")
_COUNT = ("group", "word", "count")
_TARGET = ("row_id", "target_name", "completion_share", "elapsed_share", "distance", "word", "done_quote")
_RATE = ("row_id", "target_name", "reached", "distance", "word", "done_quote")


FIGURES_WIDTH = 150  # px that the figures at the end of a line need
LONGEST = 24  # characters of a target's name beside its line, so that its row still stands there on a phone
MOST_NAMED = 3  # groups that a title names
_POINT = {"opacity": 1, "size": 80, "strokeWidth": 1.5}
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
    lines = nominal("label", sort={"field": "completion_share", "order": "ascending"})
    x = _percents("completion_share", counts, 1)
    return _against(counts, x, lines, "elapsed_share", _TARGET, _completion_title(counts), "个目标")


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
    late = int(rates["status"].isin(LATE).sum())
    title = f"{len(rates)}项增速和占比，{late}项未到年度目标（竖线）"
    return _against(
        rates, _percents("done_value", rates, 0.1), nominal("label", sort=None), "target_value", _RATE, title, "项"
    )


def _percents(field: str, targets: pd.DataFrame, least: float) -> Encoding:
    """From 0 (or the lowest value) to the highest, or `least`; the figures at the end of a line need what is right of it."""
    furthest = [min([0.0, *targets["text_at"]]), max([least, *targets["text_at"]])]
    scale = {"domain": furthest, "nice": False, "rangeMax": {"expr": f"width - {FIGURES_WIDTH}"}}
    axis = {"format": WHOLE_PERCENT, "labelOverlap": True, "orient": "top"}
    return quantitative(field, axis=axis, scale=scale, title=None)


def _against(
    targets: pd.DataFrame, x: Encoding, y: Encoding, line: str, named: Sequence[str], title: str, what: str
) -> Layers:
    """One line a target: a tick where it should be, a sign where it is, the way between, and the figures at the end."""
    shared = {"y": y, "tooltip": tooltip(*named)}
    way = layer("rule", {"color": "#c3c9d2", "strokeWidth": 2}, shared, x=x, x2={"field": line})
    wanted = layer("tick", {"color": INK, "size": 17, "thickness": 2}, shared, x=quantitative(line))
    at_end = {"x": quantitative("text_at"), "text": nominal("reached")}
    figures = layer("text", {"align": "left", "dx": 12}, shared, **at_end)
    layers = [way, wanted, layer("point", _POINT, shared, x=x, **_points(targets)), figures]
    held = _held(targets, ["label", "text_at", "reached", "target_value", "done_value"], named)
    return Layers(data=held, layer=layers, **dress(title, _words(targets, what), targets["label"], step=18))


def status_by_table(tasks: pd.DataFrame) -> alt.LayerChart:
    """One bar a table of the report, divided by the status of its tasks, worst first; the counts stand in the bars.

    tasks  the table `tasks`
    """
    counts = _status_shares(tasks.assign(group=tasks["table"].map(TABLE_LABELS)))
    groups = nominal("group", sort=[label for label in TABLE_LABELS.values() if label in set(counts["group"])])
    shared = {"y": groups, "tooltip": tooltip(*_COUNT)}
    across = {"x": quantitative("start", axis=None, scale={"domain": [0, 1]}, title=None), "x2": {"field": "end"}}
    looks = {"fill": _by_status(counts, "fill"), "stroke": _by_status(counts, "outline")}
    bars = layer("bar", {"height": 20, "strokeWidth": 1}, shared, **across, **looks)
    inside = {"x": quantitative("middle"), "text": nominal("sign"), "color": _by_status(counts, "ink", legend=None)}
    words = layer("text", {}, shared, **inside)
    words.transform = [{"filter": "datum.end - datum.start > 0.04"}]
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
    x = quantitative("place", axis=None, scale={"domain": [0.5, longest + 0.5]}, title=None)
    y = nominal("group", sort=[*dict.fromkeys(tasks["group"])])
    held = _held(placed, ["place"], _TASK)
    dressed = dress(title, _words(placed, "项任务"), placed["group"], step=21)
    return layer("point", _POINT, {"x": x, "y": y, "tooltip": tooltip(*_TASK)}, held, dressed, **_points(placed))


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


def _points(table: pd.DataFrame) -> dict[str, Encoding]:
    looks = {"shape": "shape", "fill": "fill", "stroke": "outline"}
    return {channel: _by_status(table, look) for channel, look in looks.items()}


def _by_status(table: pd.DataFrame, look: str, **more: Any) -> Encoding:
    """The status of each row in one look (shape, fill, outline or ink) over the statuses that the table has, worst first."""
    found = set(table["status"])
    # a legend of nothing would be drawn at infinity
    present = [status for status in STATUSES.values() if status.name in found] or [*STATUSES.values()]
    scale = {"domain": [each.label for each in present], "range": [getattr(each, look) for each in present]}
    return nominal("word", scale=scale, **more)


def _words(table: pd.DataFrame, what: str) -> str:
    """The chart in a sentence: how many, and how many of each status."""
    parts = [f"{STATUS_LABELS[status]}{count}" for status, count in status_counts(table).items() if count]
    return f"共{len(table)}{what}：{'、'.join(parts)}。"
