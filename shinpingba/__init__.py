"""shinpingba: from a district's quarterly task report to how far each commitment has come, with the words that prove it.

The names below are the public ones. Each is imported when it is first used, so that `import shinpingba` stays light.
"""

from importlib import import_module

__version__ = "0.1.0"

# No module has the name of a public function: importing it would put the module in the function's place.
_HOMES = {
    "read_report": "reports",
    "Report": "reports",
    "ReportError": "sources",
    "periods": "reports",
    "newest": "reports",
    "earlier_reports": "reports",
    "assess": "assessment",
    "Assessment": "assessment",
    "RULES": "rules",
    "rollup": "rollups",
    "lagging": "rollups",
    "find_mentions": "mentions",
    "check": "checks",
    "compare": "quarters",
    "trend": "quarters",
    "draw_course": "course_chart",
    "compare_departments": "comparison",
    "dashboard": "board",
    "open_task": "board",
    "make_brief": "briefs",
    "assess_many": "many",
    "COLUMNS": "columns",
}
_MODULES = ("charts", "evidence", "briefs")

__all__ = ["__version__", *_HOMES, *_MODULES]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    if name in _MODULES:
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
