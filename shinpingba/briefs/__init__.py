"""From a notebook and its parameters to one HTML file that opens anywhere, without a network.

The blocks that a notebook shows are here by name. What runs notebooks is imported when it is first used, for it takes a second.
"""

from importlib import import_module

from .blocks import (
    departments,
    headline,
    lagging,
    milestones,
    of_department,
    pace,
    stated,
    title,
    unreported,
)
from .colophon import method, provenance
from .cross_checks import checks
from .task_list import tasks

_HOMES = {"make_brief": "brief", "BriefError": "brief", "write_index": "index"}

__all__ = [
    "checks",
    "departments",
    "headline",
    "lagging",
    "method",
    "milestones",
    "of_department",
    "pace",
    "provenance",
    "stated",
]
__all__ += ["tasks", "title", "unreported", *_HOMES]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
