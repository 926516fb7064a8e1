"""A finished notebook → one HTML page that needs nothing else: `jupyter nbconvert --to shinpingba-page x.ipynb`.

Prose and results are shown, code is not. Charts stay live without a network. A notebook that failed makes no page.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup, escape
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from . import offline
from .outputs import NOTHING, markdown, outputs_of
from .render import FIGURES, render, source

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)<a class="anchor-link"')
ANCHORED = re.compile(r'(<h[1-6] id=")([^"]+)(">.*?<a class="anchor-link" href="#)([^"]+)(")', re.DOTALL)
STYLE = re.compile(r"<style\b[^>]*>.*?</style>\s*", re.DOTALL | re.IGNORECASE)
PART = 2  # level of the headings that can be folded
STATES = "application/vnd.jupyter.widget-state+json"


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
        metadata = resources.get("metadata", {})
        return page(nb, metadata.get("name", ""), Path(metadata.get("path") or ".")), resources


def page(nb: NotebookNode, name: str = "", folder: Path = Path()) -> str:
    """The page of an executed notebook that is not called in question: nbconvert copies and checks it for each of its steps.

    name, folder  of its file: its title where it has none, and where its pictures lie
    errors        PageError as in from_notebook_node
    """
    title = nb.metadata.get("title") or name
    return document(title, [*_pieces(nb, folder)], running=_running(nb) or title)


def _running(nb: NotebookNode) -> str:
    """What stands over every printed page: what its imprint or its title says of its reports, else what its brief was made with."""
    outputs = (output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", ()))
    figures = [data[FIGURES] for data in outputs if FIGURES in data]
    told = (each[block].get("running") for block in ("imprint", "title") for each in figures if block in each)
    return str(next(told, "") or nb.metadata.get("running", ""))


def document(title: str, pieces: list[Markup], script: str = "page.js", running: str = "") -> str:
    """The HTML document around some pieces, with its contents, style and scripts, and the chart library if a chart is there.

    running  what stands at the head of every printed page
    """
    whole = _with_anchors_of_their_own(Markup("\n").join(pieces))
    # HTML has style sheets in its head alone
    styles, body = [*dict.fromkeys(map(Markup, STYLE.findall(whole)))], Markup(STYLE.sub("", whole))
    library = [Markup(offline.bundle())] if 'class="vega"' in body else []
    scripts = [*library, source("cards.js") + source(script)]
    contents = [(anchor, Markup(text)) for anchor, text in HEADING.findall(body)]
    return render(
        "page.html", title=title, styles=styles, body=body, contents=contents, scripts=scripts,
        hashes=[*map(_hash, scripts)], running=_in_style(running),
    )  # fmt: skip


def _in_style(words: str) -> Markup:
    """Words inside the quotes of a style sheet: what could end the string or the sheet stands as its number."""
    return Markup("".join(c if c.isalnum() or c in " ·—，。、：（）" else f"\\{ord(c):x} " for c in words))


def _hash(script: str) -> str:
    """The script as a content security policy names it: with it, no other script runs, whatever a report's text holds."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _pieces(nb: NotebookNode, folder: Path) -> Iterator[Markup]:
    code = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
    if code and not any(cell.outputs or cell.execution_count for cell in code):
        yield Markup('<p class="muted">这个笔记本还没有运行过，所以没有结果。</p>')
    widgets = nb.metadata.get("widgets", {}).get(STATES, {}).get("state", {})
    yield from _parts(
        [_told([(cell, [*_cell(cell, widgets, folder)]) for cell in each]) for each in _sections(nb.cells)]
    )


def _parts(sections: Iterable[list[Markup]]) -> Iterator[Markup]:
    """The pieces, each heading of the second level with all that stands under it in a part that can be folded."""
    part: list[Markup] = []
    count = 0
    for pieces in filter(None, sections):
        level = re.match(r"\s*<h(\d)", pieces[0])
        if part and level and int(level[1]) <= PART:
            yield _part(part, is_first=count == 1)
            part = []
        if level and int(level[1]) == PART:
            part, count = pieces, count + 1
        elif part:
            part += pieces
        else:
            yield from pieces
    if part:
        yield _part(part, is_first=count == 1)


def _part(pieces: list[Markup], *, is_first: bool) -> Markup:
    look = "part first" if is_first else "part"
    return Markup('<section class="{}">\n{}\n</section>').format(look, Markup("\n").join(pieces))


def _cell(cell: NotebookNode, widgets: dict[str, Any], folder: Path) -> Iterator[Markup]:
    if cell.cell_type == "markdown":
        yield markdown(cell.source, folder, cell.get("attachments"))
    elif cell.cell_type == "code":
        yield from outputs_of(cell, widgets, folder)


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


def _told(section: list[tuple[NotebookNode, list[Markup]]]) -> list[Markup]:
    """The pieces of a section without those that say nothing; none where all its results say nothing (no lead units)."""
    results = [piece for cell, pieces in section if cell.cell_type == "code" for piece in pieces]
    if not section or not _is_heading(section[0][0]) or not results:
        return [piece for _, pieces in section for piece in pieces]
    if not any(map(_says, results)):
        return []
    return [piece for cell, pieces in section for piece in pieces if _says(piece)]


def _says(piece: Markup) -> bool:
    return bool(piece.strip()) and not piece.startswith(NOTHING)


def _with_anchors_of_their_own(body: Markup) -> Markup:
    """Two headings of the same words have two anchors: 结果, 结果-2."""
    seen: Counter[str] = Counter()

    def own(match: re.Match[str]) -> str:
        """A heading with an anchor that no heading before it has, and the link to it."""
        anchor = escape(unquote(match[2]))  # as it is written: an address in a page's own words finds it
        seen[anchor] += 1
        suffix = f"-{seen[anchor]}" if seen[anchor] > 1 else ""
        return f"{match[1]}{anchor}{suffix}{match[3]}{anchor}{suffix}{match[5]}"

    return Markup(ANCHORED.sub(own, body))
