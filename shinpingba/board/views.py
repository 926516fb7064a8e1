"""The charts of the board: drawn once for a report, then narrowed to the tasks that the filters leave.

A chart is data. Drawing one costs altair a fifth of a second, most of it checks of the grammar; taking rows out of a drawn one
costs nothing, so a filter answers at once.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import altair as alt

from ..judging.assessment import Assessment
from ..showing import charts

Spec = dict[str, Any]
MOST_DRAWN = 400  # signs or lines in one chart; more of them can be neither told apart nor clicked
SHORTEST_LINE = 24  # signs
# px: as a widget is drawn before it has a place on the page, it cannot ask how wide that is; the style shrinks it to fit
WIDTH = 620
LONGEST_LABEL = 210  # px; the whole words stand in the tooltip and in the list


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the tasks.

    line     the field that stands at the left of a line; a click picks every row of the line
    caption  what the chart shows, with {count} for what it has drawn
    """

    draw: Callable[[Assessment], Any]
    line: str
    caption: str


VIEWS = {
    "完成率": View(
        lambda result: charts.completion(result.targets.sort_values("gap", kind="stable")),
        "label", "{count}个目标的完成率，与序时进度（竖线）比较",
    ),
    "增速和占比": View(
        lambda result: charts.growth(result.targets), "label", "{count}项增速和占比，与年度目标（竖线）比较"
    ),
    "单位": View(
        lambda result: charts.departments(result.tasks, result.departments),
        "group", "各单位牵头的任务，{count}个符号，一个符号是一项任务；共同牵头的各计一次",
    ),
    "板块": View(
        lambda result: charts.status_by_section(result.tasks), "group", "各板块{count}项任务，一个符号是一项任务"
    ),
}  # fmt: skip


def drawn(name: str, result: Assessment) -> Spec:
    """A view of every task of a result, as Vega-Lite; a click fills its selection `picked`."""
    view = VIEWS[name]
    chart = view.draw(result)
    is_lit = alt.when(f"!picked.{view.line} || indexof(picked.{view.line}, datum.{view.line}) >= 0")
    opacity = is_lit.then(alt.value(1)).otherwise(alt.value(0.2))
    if isinstance(chart, alt.LayerChart):
        chart.layer = [layer.encode(opacity=opacity) for layer in chart.layer]
    else:
        chart = chart.encode(opacity=opacity)
    with alt.data_transformers.enable("default", max_rows=None):
        spec = chart.add_params(alt.selection_point(name="picked", fields=[view.line, "row_id"])).to_dict()
    config = spec["config"] | {"axisY": spec["config"]["axisY"] | {"labelLimit": LONGEST_LABEL}}
    return spec | {"config": config, "width": WIDTH, "title": ""}


def narrowed(name: str, spec: Spec, row_ids: Collection[str]) -> tuple[Spec, str]:
    """A drawn view with the rows of some tasks only, and its caption.

    spec      from `drawn`; it is left as it is
    row_ids   ids of the tasks to keep; of more than MOST_DRAWN rows the first are drawn, and the caption says so
    """
    view, kept = VIEWS[name], set(row_ids)
    every = [row for row in _rows(spec) if row["row_id"] in kept]
    rows = every[:MOST_DRAWN]
    step = spec["height"] / max(1, len({row[view.line] for row in _rows(spec)}))
    caption = view.caption.format(count=len(every)) + (f"；图中只画前{MOST_DRAWN}个" if len(every) > len(rows) else "")
    height = step * len({row[view.line] for row in rows})
    found = spec | {"datasets": {spec["data"]["name"]: rows}, "height": height, "description": caption}
    return (_close_up(found, rows) if view.line == "group" else found), caption


def in_line(name: str, spec: Spec, lines: Collection[str]) -> list[str]:
    """The ids of the tasks that stand in some lines of a view."""
    line = VIEWS[name].line
    return [row["row_id"] for row in _rows(spec) if row[line] in set(lines)]


def _close_up(spec: Spec, rows: list[dict[str, Any]]) -> Spec:
    """A chart of signs in which the signs left over move together, each line from its start."""
    places: dict[str, int] = {}
    placed = []
    for row in rows:
        places[row["group"]] = places.get(row["group"], 0) + 1
        placed.append(row | {"place": places[row["group"]]})
    x = spec["encoding"]["x"]
    longest = max([SHORTEST_LINE, *places.values()])
    x = x | {"scale": x["scale"] | {"domain": [0.5, longest + 0.5]}}
    return spec | {"datasets": {spec["data"]["name"]: placed}, "encoding": spec["encoding"] | {"x": x}}


def _rows(spec: Spec) -> list[dict[str, Any]]:
    return spec["datasets"][spec["data"]["name"]]
