"""Templates with their values: everything a report says is escaped here."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from pandas import NA

from ..columns import STATUSES
from ..language.punctuation import full_width
from ..showing.cells import DASH

FIGURES = "application/vnd.shinpingba.reading.figures+json"  # what a block says in figures, beside what it shows


def render(template: str, **values: Any) -> Markup:
    """A template of `briefs/templates` with its values; every value is escaped unless it is Markup already."""
    return Markup(_environment().get_template(template).render(**values))


def compile_templates() -> None:
    """Compile every template, which a process does for itself when it first needs one."""
    for name in _environment().list_templates(["html"]):
        _environment().get_template(name)


@cache
def source(name: str) -> Markup:
    """A file of `briefs/templates` as it stands: a script of ours."""
    environment = _environment()
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])


@cache
def lab_style() -> Markup:
    """What stands before a block for JupyterLab to show it as the page does; the page, which has its own style, leaves it out."""
    return Markup("<style>{}</style>").format(render("lab.css"))


@cache
def _environment() -> Environment:
    loader = PackageLoader("shinpingba.briefs")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_known)
    environment.globals["STATUSES"] = STATUSES
    environment.filters["sign"] = sign
    environment.filters["full"] = _full
    return environment


def _full(words: Any) -> Any:
    """Our own words with full-width marks; what holds markup stays as it is."""
    return full_width(words) if type(words) is str else words


def _known(value: Any) -> Any:
    return DASH if value is None or value is NA else value


@cache
def sign(status: str) -> Markup:
    """A status as its glyph, in its colour, and its word."""
    return render("status.html", status=STATUSES[status])
