"""What makes an altair chart ours: its colours and letters, its size and words, the heads of its tooltips, and the library it needs."""

from functools import cache
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import debug_mode

from ..columns import COLUMNS, INK, LOOKS, records
from .cells import head

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
# what the script beside altair's charts looks for, before it fetches a library from the network
LIBRARY = {
    "vega_version": alt.VEGA_VERSION,
    "vegalite_version": alt.VEGALITE_VERSION,
    "vegaembed_version": alt.VEGAEMBED_VERSION,
}
MUTED = "#5b6470"

_TEXT = {
    "labelFontSize": 12,
    "labelLimit": 0,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "labelColor": INK,
    "titleColor": MUTED,
}
_CONFIG = {
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    # the locale stands in the chart itself: altair's format_locale would start vl-convert to look it up
    "locale": {"number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["¥", ""]}},
    "title": {"anchor": "start", "frame": "group", "fontSize": 14, "fontWeight": 600, "color": INK, "offset": 14},
    "axis": _TEXT | {"gridColor": "#eceff2", "domain": False, "ticks": False, "labelPadding": 12, "labelSeparation": 8},
    "axisY": {"grid": False, "title": None},
    "legend": _TEXT | {"orient": "top", "title": None, "symbolSize": 90, "columnPadding": 14, "offset": 12},
    "text": {"fontSize": 12, "color": INK},
}  # fmt: skip

# what a chart calls the fields that are no columns, and more shortly some that are
_TITLES = {
    "group": "类别", "word": "状态", "count": "任务数", "reached": "实际/目标",
    "target_name": "目标", "done_quote": "依据", "label": "对象", "distance": "差距",
}  # fmt: skip


# as Vega-Lite has it: altair's own objects are copied and read anew each time, with all that they leave open
Encoding = dict[str, Any]


class Layers(alt.LayerChart):
    """Layers over one table. altair checks a chart each time it is shown, which takes as long as all else; ours a test checks."""

    def to_dict(self, validate: bool = False, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        """The chart as Vega-Lite has it, checked against its schema only where that is asked for."""
        shown = self.copy(deep=False)
        if isinstance(self.data, pd.DataFrame):
            shown.data = {"values": records(self.data)}
        return super(Layers, shown).to_dict(validate, **options)

    def copy(self, deep: Any = True, ignore: Any = None) -> Any:
        """A copy as altair makes it, but a shallow one is one: altair's copies every layer thrice."""
        if deep is not False:
            return super().copy(deep, ignore)
        shallow = type(self).__new__(type(self))
        object.__setattr__(shallow, "_args", ())
        object.__setattr__(shallow, "_kwds", {**self._kwds})
        return shallow


def layer(
    mark: str, look: Encoding, shared: Encoding, data: Any = alt.Undefined, more: Encoding | None = None, **own: Any
) -> alt.Chart:
    """A chart of one mark, or a layer of a chart: how it looks, the channels that it shares with others, and its own."""
    with debug_mode(arg=False):  # which would check it, and a test does
        encoding = alt.FacetedEncoding(**shared, **own)
        drawn: Any = {"type": mark, **look}
        return alt.Chart(data, mark=drawn, encoding=encoding, **(more or {}))


def nominal(field: str, **more: Any) -> Encoding:
    """A channel of words."""
    return _channel(field, "nominal", more)


def quantitative(field: str, **more: Any) -> Encoding:
    """A channel of numbers."""
    return _channel(field, "quantitative", more)


def _channel(field: str, kind: str, more: Encoding) -> Encoding:
    return dict(sorted((more | {"field": field, "type": kind}).items()))


def tooltip(*fields: str) -> list[Encoding]:
    """What a tooltip names, each field under the head and in the form that its column has everywhere."""
    return [{**_named(name)} for name in fields]


@cache
def _named(name: str) -> Encoding:
    form = LOOKS[COLUMNS[name].looks].form if name in COLUMNS else None
    more = {"title": _TITLES.get(name) or head(name)} | ({"format": form} if form else {})
    is_number = name == "count" or (name in COLUMNS and COLUMNS[name].dtype in ("Float64", "Int64"))
    return quantitative(name, **more) if is_number else nominal(name, **more)


def dress(title: str, description: str, lines: pd.Series, step: int) -> dict[str, Any]:
    """What makes a chart ours: its words, the theme, the width of the page, and `step` pixels of height for every different line.

    Given to a chart as it is made: altair's methods each copy and check the whole chart once more.
    """
    size = {"width": "container", "height": step * max(1, lines.nunique())}
    autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    return {"title": title, "description": description, **size, "autosize": autosize, "config": _CONFIG}
