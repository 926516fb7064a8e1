"""Charts without a network: one bundle of JavaScript a page or notebook, the charts as data beside it."""

import json
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from typing import Any

from platformdirs import user_cache_path

from ..drafts import write_whole
from ..showing.cells import DASH
from ..showing.theme import LIBRARY

# vl_convert starts threads that never end; in a process of its own they cannot keep a later fork from returning.
_MAKE_BUNDLE = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle().encode())"


# what a page leaves out: it has its own
LAB_ONLY = "application/vnd.shinpingba.lab-only+json"


class ChartLibrary:
    """The bundle as the output of a cell: altair's charts below it in JupyterLab find it and ask no network."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": f"<script>{bundle()}\nvar VEGA_DEBUG = {json.dumps(LIBRARY)};</script>", LAB_ONLY: {}}


@cache
def bundle() -> str:
    """Vega, Vega-Lite and vegaEmbed as one script; made once for a version of vl-convert and kept in the user's cache.

    The bundle declares short names at its top level; inside a function it can stand in a page more than once.
    """
    kept = user_cache_path("shinpingba") / f"vega-{version('vl-convert-python')}.js"
    if not kept.exists():
        made = subprocess.run([sys.executable, "-c", _MAKE_BUNDLE], check=True, capture_output=True).stdout
        write_whole(kept, f"(()=>{{{made.decode('utf-8')}}})();")
    return kept.read_text(encoding="utf-8")


def chart_spec(html: str) -> dict[str, Any] | None:
    """The chart inside altair's HTML output, or None for any other HTML.

    errors   ValueError for a chart that would fetch its data from an address
    """
    call = html.find("})({")
    if call < 0 or "vegaEmbed" not in html:
        return None
    spec, _ = json.JSONDecoder().raw_decode(html, call + len("})("))
    if any("url" in node for node in _find(spec, "data")):
        raise ValueError("a chart of this page would fetch its data from an address; give it a table instead")
    return spec


def chart_table(spec: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """The head and the cells of the table under a chart: what its tooltips say, one line a mark.

    spec     a Vega-Lite chart whose tooltip is a list of fields; without one the table is empty
    """
    for layer in _nodes(spec):
        tooltip = layer.get("encoding", {}).get("tooltip")
        name = layer.get("data", spec.get("data", {})).get("name")
        if isinstance(tooltip, list) and name in spec.get("datasets", {}):
            rows = spec["datasets"][name]
            return [_title(field) for field in tooltip], [[_cell(row, field) for field in tooltip] for row in rows]
    return [], []


def _nodes(node: Any) -> Any:
    """Every dict inside a chart, except its data."""
    if isinstance(node, dict):
        yield node
        children = [value for key, value in node.items() if key not in {"datasets", "values"}]
    else:
        children = node if isinstance(node, list) else []
    for child in children:
        yield from _nodes(child)


def _find(spec: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [node[key] for node in _nodes(spec) if isinstance(node.get(key), dict)]


def _title(field: dict[str, Any]) -> str:
    return field.get("title") or field["field"]


def _cell(row: dict[str, Any], field: dict[str, Any]) -> str:
    value = row.get(field["field"])
    if value is None:
        return DASH
    # d3's number formats are Python's, for the few used here
    return format(value, field["format"]) if "format" in field else str(value)
