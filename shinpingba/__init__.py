"""shinpingba: from a government's progress report to how far each commitment has come, with the words that prove it.

The names below are the public ones. Each is imported when it is first used, so that `import shinpingba` stays light;
`__init__.pyi` says the same to editors and type checkers, and a test holds the two alike.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["briefs"],
    submod_attrs={
        "board": ["dashboard", "open_task"],
        "briefs": ["make_brief"],
        "checks": ["check"],
        "columns": ["COLUMNS"],
        "judging.assessment": ["Assessment", "assess"],
        "judging.comparison": ["compare_departments"],
        "judging.explanations": ["explain"],
        "judging.many": ["assess_many"],
        "judging.rollups": ["lagging", "rollup"],
        "judging.rules": ["RULES"],
        "quarters": ["compare", "trend"],
        "reading.mentions": ["find_mentions"],
        "report.errors": ["ReportError"],
        "report.reports": ["Report", "earlier_reports", "newest", "periods", "read_report"],
        "reviewing.doubts": ["doubts"],
        "reviewing.requests": ["requests"],
        "reviewing.widget": ["review"],
        "showing": ["charts", "evidence"],
        "showing.cells": ["readable"],
        "showing.course": ["draw_course"],
    },
)
