"""From a notebook and its parameters to one HTML file that opens anywhere, without a network.

The blocks that a notebook shows are here by name. Each is imported when it is first used, for pandas and altair take seconds.
"""

from importlib import import_module

_HOMES = {
    "ChartLibrary": "offline",
    "title": "blocks",
    "headline": "blocks",
    "stated": "blocks",
    "lagging": "blocks",
    "pace": "blocks",
    "departments": "blocks",
    "unreported": "blocks",
    "milestones": "blocks",
    "changes": "two_reports",
    "checks": "cross_checks",
    "tasks": "task_list",
    "method": "colophon",
    "provenance": "colophon",
    "of_department": "blocks",
    "make_brief": "brief",
    "BriefError": "brief",
    "write_index": "index",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
