"""What makes an altair chart ours: its colours and letters, its size and words, the heads of its tooltips, and the library it needs."""

from typing import Any

import altair as alt
import pandas as pd

from ..columns import COLUMNS, INK, LOOKS
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


class Layers(alt.LayerChart):
    """Layers over one table. altair checks a chart each time it is shown, which takes as long as all else; ours a test checks."""

    def to_dict(self, validate: bool = False, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        """The chart as Vega-Lite has it, checked against its schema only where that is asked for."""
        return super().to_dict(validate, **options)


def tooltip(*fields: str) -> list[alt.Tooltip]:
    """What a tooltip names, each field under the head and in the form that its column has everywhere."""
    forms = {name: LOOKS[COLUMNS[name].looks].form for name in fields if name in COLUMNS}
    titles = {name: _TITLES.get(name) or head(name) for name in fields}
    return [alt.Tooltip(name, title=titles[name], format=forms.get(name) or alt.Undefined) for name in fields]


def dress(title: str, description: str, lines: pd.Series, step: int) -> dict[str, Any]:
    """What makes a chart ours: its words, the theme, the width of the page, and `step` pixels of height for every different line.

    Given to a chart as it is made: altair's methods each copy and check the whole chart once more.
    """
    size = {"width": "container", "height": step * max(1, lines.nunique())}
    autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    return {"title": title, "description": description, **size, "autosize": autosize, "config": _CONFIG}
