"""A finished notebook → one HTML page that needs nothing else: `jupyter nbconvert --to shinpingba-page x.ipynb`.

Prose and results are shown, code is not. Charts stay live without a network. A notebook that failed makes no page.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape
from nbconvert.exporters import Exporter
from nbconvert.filters import markdown2html
from nbformat import NotebookNode

from . import offline
from .render import lab_style, render, source

_NOTHING = '<p class="muted nothing">'
HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)<a class="anchor-link"')


class PageError(ValueError):
    """A notebook that cannot become a page: one of its cells failed, or a chart asks for the network."""


class PageExporter(Exporter):
    """nbconvert's exporter for our page: a notebook with its outputs in, one self-contained HTML document out."""

    export_from_notebook = "一个离线网页"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[Any, dict[str, Any]]:
        """The page and nbconvert's resources.

        nb       an executed notebook; its `metadata.title`, or else its file's name, is the page's title
        errors   PageError if a cell failed or a chart would load data from an address
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        title = nb.metadata.get("title") or resources.get("metadata", {}).get("name", "")
        return document(title, [piece for section in _sections(nb.cells) for piece in _told(section)]), resources


def document(title: str, pieces: list[Markup], script: str = "page.js") -> str:
    """The HTML document around some pieces, with its contents, style and scripts, and the chart library if a chart is there."""
    body = Markup("\n").join(pieces)
    library = [Markup(offline.bundle())] if 'class="vega"' in body else []
    scripts = [*library, source(script)]
    contents = [(anchor, Markup(text)) for anchor, text in HEADING.findall(body)]
    return render(
        "page.html", title=title, body=body, contents=contents, scripts=scripts, hashes=[*map(_hash, scripts)]
    )


def _hash(script: str) -> str:
    """The script as a content security policy names it: with it, no other script runs, whatever a report's text holds."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _sections(cells: Iterable[NotebookNode]) -> list[list[NotebookNode]]:
    """The cells under each heading, the heading first; what stands before the first heading is a section without one."""
    found: list[list[NotebookNode]] = [[]]
    for cell in cells:
        if _is_heading(cell):
            found.append([])
        found[-1].append(cell)
    return found


def _is_heading(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "markdown" and cell.source.startswith("#"))


def _told(section: list[NotebookNode]) -> list[Markup]:
    """The pieces of a section, under a heading without those in which nothing is said; none where nothing is left (no lead units)."""
    pieces = [(cell, piece) for cell in section for piece in _cell(cell)]
    if not section or not _is_heading(section[0]):
        return [piece for _, piece in pieces]
    said = [(cell, piece) for cell, piece in pieces if piece.strip() and not piece.startswith(_NOTHING)]
    has_results = any(cell.cell_type == "code" for cell in section)
    return [piece for _, piece in said] if not has_results or any(cell.cell_type == "code" for cell, _ in said) else []


def _cell(cell: NotebookNode) -> Iterator[Markup]:
    if cell.cell_type == "markdown":
        yield Markup(markdown2html(cell.source))
    elif cell.cell_type == "code":
        yield from (_output(output) for output in cell.outputs if output.get("name") != "stderr")


def _output(output: NotebookNode) -> Markup:
    if output.output_type == "error":
        raise PageError(f"这个笔记本没有运行完,不能导出:{output.ename}: {output.evalue}")
    if output.output_type == "stream":
        return Markup("<pre>{}</pre>").format(output.text)
    data = output.data
    if offline.LAB_ONLY in data:
        return Markup("")
    if "text/html" in data:
        return _html(data["text/html"])
    for kind in ("image/svg+xml", "image/png", "image/jpeg"):
        if kind in data:
            return _image(kind, data[kind])
    return Markup("<pre>{}</pre>").format(data.get("text/plain", ""))


def _html(html: str) -> Markup:
    html = html.removeprefix(lab_style())
    try:
        spec = offline.chart_spec(html)
    except ValueError as error:
        raise PageError(f"图表不能离线显示:{error}") from error
    return Markup(html) if spec is None else chart(spec)


def chart(spec: dict[str, Any]) -> Markup:
    """A chart as a figure: its title and its words above it, its drawing, its table. The title leaves the drawing, to wrap on a phone."""
    title, caption = spec.pop("title", ""), spec.get("description", "")
    if spec.get("datasets") and not any(spec["datasets"].values()):
        return Markup(_NOTHING + "{}:没有可画的数字。</p>").format(title)
    head, rows = offline.chart_table(spec)
    table = render("table.html", caption=caption, head=[(name, False) for name in head], rows=rows)
    # `<` is the one character that could end the script element the data stand in
    data = Markup(json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
    return render("chart.html", data=data, title=title, caption=caption, rows=rows, table=table)


def _image(kind: str, data: str) -> Markup:
    encoded = base64.b64encode(data.encode()).decode() if kind == "image/svg+xml" else data.replace("\n", "")
    return Markup('<figure><img alt="" src="data:{};base64,{}"></figure>').format(escape(kind), encoded)
