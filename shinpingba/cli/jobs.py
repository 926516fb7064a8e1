"""The briefs of a run: which notebook, with which parameters, into which file."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from ..briefs.batch import Job


def brief_jobs(period: str | None, names: tuple[str, ...], rule: str, out: Path) -> tuple[Path, list["Job"]]:
    """The folder of a run, and its briefs: of the departments named, or else of the quarter and every department that leads.

    errors  ReportError for a report or a department that there is not
    """
    from ..briefs.batch import Job
    from ..report.departments import department_table, known_department, leading
    from ..report.reports import newest, periods, read_report

    period = period or newest()
    report = read_report(period)
    named = department_table(report.rows)
    # another district's report is kept, and made, in a folder of its own
    folder = out / (period if period in periods() else report.period)
    shared = {"period": period, "rule": rule}
    leads = [*leading(named)["department"].unique()]
    wanted = dict.fromkeys(known_department(named, name) for name in names)
    # one that only co-operates comes behind those that lead, so that it takes no name from them
    files = file_names([*leads, *wanted])
    places = {name: f"departments/{files[name]}.html" for name in wanted or leads}
    quarter = folder / "quarter.html"
    to_quarter = {"全区简报": "../quarter.html"} if not names or quarter.is_file() else {}
    pages = {"简报目录": "index.html"} | {name: quote(place) for name, place in places.items()}
    whole = [] if names else [Job("quarter_brief", quarter, shared | {"pages": pages})]
    up = {"pages": {"简报目录": "../index.html"} | to_quarter}
    return folder, whole + [
        Job("department_brief", folder / place, shared | up | {"department": name}) for name, place in places.items()
    ]


def file_names(departments: Iterable[str]) -> dict[str, str]:
    """Department → a file name of its own on any system, which cannot lead out of its folder: 云岭中心*和云岭中心?are two files."""
    found: dict[str, str] = {}
    taken = set()
    for department in dict.fromkeys(departments):
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", department).lstrip(".").rstrip(". ")[:60] or "_"
        name, number = plain, 1
        while _folded(name) in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(_folded(name))
        found[department] = name
    return found


def _folded(name: str) -> str:
    """The name as a system sees it that tells neither case nor composed letters apart."""
    return unicodedata.normalize("NFKC", name).casefold()
