"""The board: the filters, a chart, the list and the opened task as widgets that follow each other.

Whatever a click in the chart does, a filter or the list does too: everything can be reached by the keyboard alone.
"""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import altair as alt
import anywidget
import ipywidgets as widgets
import pandas as pd
from platformdirs import user_cache_path

from ..briefs.render import render, source
from ..columns import COLUMNS, STATUSES, records
from ..drafts import write_whole
from ..judging.assessment import Assessment
from ..judging.rollups import status_counts
from ..report.rows import called
from ..showing.understanding import judged
from .card import card
from .filters import Filters, options_of, select
from .views import VIEWS, Spec, drawn, in_line, narrowed

LABELS = {"period": "报告期", **{name: COLUMNS[name].label for name in ("table", "section", "status")}}
LABELS |= {"lead": "牵头单位", "cooperating": "配合单位", "words": "查找"}
MOST_LISTED = 500  # a list box of more entries is slow to scroll
SHOWN_CHARACTERS = 60


def dashboard(*results: Assessment) -> "Board":
    """The tasks of one report, or of several to choose from, to be filtered, clicked and read.

    results  at least one; the last one is shown first
    errors   ValueError without a result
    """
    if not results:
        raise ValueError("dashboard 至少要一份 sp.assess(…) 的结果")
    _enable_offline()
    periods = [result.report.period for result in results]
    names = [p if periods.count(p) == 1 else f"{r.report.district} {p}" for p, r in zip(periods, results, strict=True)]
    return Board(dict(zip(names, results, strict=True)))


class Board(widgets.VBox):
    """The widget of `dashboard`. `board.tasks` is the table of the tasks listed now, `board.row_id` the opened one."""

    def __init__(self, results: dict[str, Assessment]) -> None:
        self.results = results
        self.specs: dict[tuple[str, str], Spec] = {}
        self.tasks = pd.DataFrame()
        self.period = widgets.Dropdown(options=[*results], value=[*results][-1], description=LABELS["period"])
        self.filters = {
            name: widgets.Dropdown(description=LABELS[name])
            for name in ("table", "section", "lead", "cooperating", "status")
        }
        self.words = widgets.Text(
            description=LABELS["words"], placeholder="词、单位或编号，按回车", continuous_update=False
        )
        self.clear = widgets.Button(description="清除筛选", tooltip="显示全部任务")
        self.view = widgets.ToggleButtons(options=[*VIEWS], tooltips=[f"看{name}" for name in VIEWS])
        self.summary, self.caption, self.opened = widgets.HTML(), widgets.HTML(), widgets.HTML()
        # an empty chart tells the widget which selection to watch; `_draw` gives it a view
        empty = alt.Chart().mark_point().add_params(alt.selection_point(name="picked", fields=["row_id"]))
        self.chart = alt.JupyterChart(empty, embed_options={"renderer": "svg", "actions": False})
        self.listed = widgets.Select(rows=8)
        super().__init__(self._arranged())
        self.add_class("shinpingba-board")
        self._follow()
        self._offer()

    @property
    def result(self) -> Assessment:
        """The assessment of the chosen period."""
        return self.results[self.period.value]

    @property
    def row_id(self) -> str | None:
        """The id of the opened task."""
        return self.listed.value

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget where there is a kernel to ask; for a brief, which has none, the chart as it was drawn first."""
        chart = VIEWS[self.view.value].draw(self.result)._repr_mimebundle_()
        return (chart[0] if isinstance(chart, tuple) else chart) | super()._repr_mimebundle_(**options)

    def _arranged(self) -> list[widgets.Widget]:
        periods = [self.period] if len(self.results) > 1 else []
        asked = widgets.Box([*periods, *self.filters.values(), self.words, self.clear]).add_class("filters")
        left = widgets.VBox([self.view, self.caption, widgets.Box([self.chart]).add_class("drawing")]).add_class("left")
        right = widgets.VBox([self.listed, self.opened.add_class("opened")]).add_class("right")
        return [_Frame(), asked, self.summary, widgets.Box([left, right]).add_class("panes")]

    def _follow(self) -> None:
        for control in (*self.filters.values(), self.words):
            control.observe(self._filter, "value")
        self.listed.observe(self._open, "value")
        self.period.observe(self._offer, "value")
        self.view.observe(self._draw, "value")
        self.chart.selections.observe(self._pick, "picked")
        self.clear.on_click(self._clear)

    def _offer(self, _: Any = None) -> None:
        """Offer what can be chosen in the period; a choice that it has too stays."""
        for name, options in options_of(self.result).items():
            control = self.filters[name]
            kept = control.value if control.value in [value for _, value in options] else ""
            _set(control, self._filter, options=options, value=kept)
        self._filter()

    def _clear(self, _: Any = None) -> None:
        for control in (*self.filters.values(), self.words):
            _set(control, self._filter, value="")
        self._filter()

    def _filter(self, _: Any = None) -> None:
        asked = {name: control.value or "" for name, control in self.filters.items()}
        self.found = select(self.result, Filters(**asked, words=self.words.value))
        self._draw()
        self._list(self.found)

    def _draw(self, _: Any = None) -> None:
        spec, caption = narrowed(self.view.value, self._spec(), self.found["row_id"])
        is_empty = not spec["height"]
        self.chart.layout.visibility = "hidden" if is_empty else "visible"
        if not is_empty:
            self.chart.spec = spec
        self.caption.value = render("caption.html", caption=caption, is_empty=is_empty)

    def _spec(self) -> Spec:
        key = (self.period.value, self.view.value)
        if key not in self.specs:
            self.specs[key] = drawn(self.view.value, self.result)
        return self.specs[key]

    def _pick(self, change: Any) -> None:
        """List what a click in the chart picked, and open the task that was clicked; a click beside the signs lists all again."""
        clicked = change["new"].value
        if not clicked:
            return self._list(self.found)
        line = VIEWS[self.view.value].line
        rows = in_line(self.view.value, self._spec(), [each[line] for each in clicked])
        return self._list(self.found[self.found["row_id"].isin(rows)], clicked[-1]["row_id"])

    def _list(self, tasks: pd.DataFrame, opened: str | None = None) -> None:
        self.tasks = tasks
        shown = tasks.head(MOST_LISTED)
        entries = [(_entry(task), task["row_id"]) for task in records(shown)]
        first = opened if opened in set(shown["row_id"]) else next((row_id for _, row_id in entries), None)
        _set(self.listed, self._open, options=entries, value=first)
        self.summary.value = render(
            "summary.html",
            count=len(tasks),
            total=len(self.result.tasks),
            most=MOST_LISTED,
            judged=judged(self.result),
            counts={status: count for status, count in status_counts(tasks).items() if count},
        )
        self._open()

    def _open(self, _: Any = None) -> None:
        self.opened.value = card(self.result, self.row_id) if self.row_id else ""


class _Frame(anywidget.AnyWidget):
    """What the board has around it: its style, and the keys that JupyterLab would otherwise take."""

    _esm = str(source("board.js"))
    _css = str(render("board.css"))


def _enable_offline() -> None:
    """Let JupyterChart draw without a network. Its script takes seconds to bundle, so it is kept in the user's cache."""
    versions = "-".join(version(name) for name in ("altair", "vl-convert-python"))
    kept = user_cache_path("shinpingba") / f"jupyter-chart-{versions}.js"
    if not kept.exists():
        alt.JupyterChart.enable_offline()
        write_whole(kept, alt.JupyterChart._esm)
    alt.JupyterChart._esm, alt.JupyterChart._is_offline = kept.read_text(encoding="utf-8"), True


def _set(control: widgets.Widget, react: Callable[[Any], None], **values: Any) -> None:
    """Set some traits of a control at once, `value` last; the reaction to its `value`, which is the user's, is not called."""
    control.unobserve(react, "value")
    for name, value in values.items():
        setattr(control, name, value)
    control.observe(react, "value")


def _entry(task: dict[str, Any]) -> str:
    """A task as an entry of the list: ▲ C23 新建5G基站1500个."""
    what = called(task)
    cut = what[:SHOWN_CHARACTERS] + ("…" if len(what) > SHOWN_CHARACTERS else "")
    return f"{STATUSES[task['status']].glyph} {task['row_id']} {cut}"
