"""What a cell has shown → HTML that needs nothing else: every kind of output, or a line in its place."""

import base64
import json
import mimetypes
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from nbconvert.filters import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from . import offline
from .render import lab_style, render

# how a piece begins that has nothing to show; a page leaves out a section of such pieces alone
NOTHING = '<p class="muted nothing">'
WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")

# characters of one text that a page shows from its beginning and from its end; a page of all that a loop printed would not open
SHOWN = 50_000

MOST_ROWS = 100  # of the table under a chart

# what pandas says of the look of every table, in an element that no page may have there; the page has a look for them
PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
IMAGE = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)[^>]*>""", re.IGNORECASE)


class PageError(ValueError):
    """A notebook that cannot become a page: one of its cells failed, or a chart asks for the network."""


def outputs_of(cell: NotebookNode, widgets: dict[str, Any], folder: Path) -> Iterator[Markup]:
    """Every output of a cell, one piece each.

    widgets  the states that the notebook keeps of its widgets, by their id
    folder   where pictures lie that are named by a path
    errors   PageError if the cell failed, and was not expected to, or a chart would load data from an address
    """
    for output in _joined(cell.outputs):
        if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", ()):
            raise PageError(f"这个笔记本没有运行完，不能导出：{output.ename}: {output.evalue}")
        yield _piece(output, widgets, folder)


def markdown(source: str, folder: Path, attachments: dict[str, Any] | None = None) -> Markup:
    """Markdown as HTML with its pictures in it. Formulas stay as they are written: what draws them comes from a network."""
    held = attachments or {}
    missing = {name for name in re.findall(r"\(attachment:([^)\s]+)", source) if name not in held}
    for name in missing:
        source = source.replace(f"(attachment:{name}", f"({name}")
    renderer = IPythonRenderer(escape=False, attachments=held)
    return with_pictures(Markup(MarkdownWithMath(renderer=renderer).render(source)), folder)


def with_pictures(html: str, folder: Path) -> Markup:
    """HTML with every picture in it that is named by a path; a line says which one is not to be had."""

    def embedded(match: re.Match[str]) -> str:
        """The picture in the page itself, or the line that says it is not there."""
        address = unescape(match[1].strip("\"'"))
        if address.startswith("data:"):
            return match[0]
        kind, _ = mimetypes.guess_type(address)
        path = folder / unquote(address)
        if "://" in address or not (kind or "").startswith("image/") or not path.is_file():
            return Markup('<span class="muted">（图片 {} 不在页面里）</span>').format(address)
        data = f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
        return match[0].replace(match[1], f'"{data}"')

    return Markup(IMAGE.sub(embedded, html))


def text(words: str) -> Markup:
    """A text as a terminal shows it: with its colours, without what was overwritten, and without its middle if it is very long."""
    words = "\n".join(map(_as_left, words.split("\n"))) if {"\r", "\b"} & set(words) else words
    left_out = len(words) - 2 * SHOWN
    if left_out <= 0:
        return Markup("<pre>{}</pre>").format(Markup(ansi2html(words)))
    first, last = (Markup(ansi2html(piece)) for piece in (words[:SHOWN], words[-SHOWN:]))
    line = Markup('<p class="muted">这里还有{:,}个字没有放进页面，笔记本里有。</p>').format(left_out)
    return Markup("<pre>{}</pre>{}<pre>{}</pre>").format(first, line, last)


def _as_left(line: str) -> str:
    """A line as a progress bar leaves it: `\\r` goes back to its beginning, `\\b` by one letter."""
    left: list[str] = []
    for letter in line.rstrip("\r").rpartition("\r")[2]:
        if letter != "\b":
            left.append(letter)
        elif left:
            left.pop()
    return "".join(left)


def chart(spec: dict[str, Any]) -> Markup:
    """A chart as a figure: its title and its words above it, its drawing, its table. The title leaves the drawing, to wrap on a phone."""
    title, caption = spec.pop("title", ""), spec.get("description", "")
    if spec.get("datasets") and not any(spec["datasets"].values()):
        return Markup(NOTHING + "{}：没有可画的数字。</p>").format(title)
    head, rows = offline.chart_table(spec)
    rows = rows if len(rows) <= MOST_ROWS else []  # a chart of every task: the list of tasks tells them
    table = render("table.html", caption=caption, head=[(name, False) for name in head], rows=rows)
    # `<` is the one character that could end the script element the data stand in
    data = Markup(json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
    return render("chart.html", data=data, title=title, caption=caption, rows=rows, table=table)


def _joined(outputs: Iterable[dict[str, Any]]) -> Iterator[NotebookNode]:
    """The outputs; what one stream wrote in several pieces is one."""
    for _, pieces in groupby(outputs, key=lambda output: output.get("name") or id(output)):
        first, *others = pieces
        if others:
            first = first | {"text": "".join("".join(piece["text"]) for piece in (first, *others))}
        yield NotebookNode(first)


def _piece(output: NotebookNode, widgets: dict[str, Any], folder: Path) -> Markup:
    if output.output_type == "error":
        return text("\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
    if output.output_type == "stream":
        return text(output.text) if output.name == "stdout" else _aside(output.text)
    data = output.data
    if offline.LAB_ONLY in data:
        return Markup("")
    if "text/html" in data:
        return _html(data["text/html"], folder)
    if WIDGET in data:
        return Markup("\n").join(_widget(data[WIDGET].get("model_id"), widgets, folder, data.get("text/plain", "")))
    for kind in PICTURES:
        if kind in data:
            return _picture(kind, data[kind])
    if "text/markdown" in data:
        return markdown(data["text/markdown"], folder)
    if "text/latex" in data:
        return text(data["text/latex"])
    if "application/json" in data:
        return text(json.dumps(data["application/json"], ensure_ascii=False, indent=2))
    if "text/plain" in data:
        return text(data["text/plain"])
    return Markup('<p class="muted">（{} 不能在这里显示）</p>').format("、".join(data))


def _aside(words: str) -> Markup:
    """What went to standard error, warnings and progress, folded away."""
    if not words.strip():
        return Markup("")
    return Markup("<details><summary>运行时的提示</summary>{}</details>").format(text(words))


def _html(html: str, folder: Path) -> Markup:
    own = PANDAS_STYLE.sub("", html.removeprefix(lab_style()))
    try:
        spec = offline.chart_spec(own)
    except ValueError as error:
        raise PageError(f"图表不能离线显示：{error}") from error
    if spec is not None:
        return chart(spec)
    script = '<p class="muted">（这里的脚本在离线页面里不运行）</p>' if "<script" in own.lower() else ""
    return with_pictures(own, folder) + Markup(script)


def _widget(model: str | None, widgets: dict[str, Any], folder: Path, plain: str) -> Iterator[Markup]:
    """A widget as it stood at the end: what was written into it, its parts, its value."""
    state = widgets.get(model or "", {}).get("state", {})
    for output in _joined(state.get("outputs", ())):
        yield _piece(output, widgets, folder)
    for child in state.get("children", ()):
        yield from _widget(str(child).removeprefix("IPY_MODEL_"), widgets, folder, "")
    value = state.get("value", plain)
    if isinstance(value, str | int | float) and str(value):
        name = state.get("description") or ""
        yield Markup('<p class="muted">{}{}（交互控件，在 JupyterLab 里打开笔记本可以操作）</p>').format(
            name and f"{name}:", value
        )


def _picture(kind: str, data: str) -> Markup:
    encoded = base64.b64encode(data.encode()).decode() if kind == "image/svg+xml" else data.replace("\n", "")
    return Markup('<figure><img alt="" src="data:{};base64,{}"></figure>').format(kind, encoded)
