"""The briefs of a run: which notebook, with which parameters, into which file."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from .several import of_each

if TYPE_CHECKING:
    from ..briefs.batch import Job
    from ..report.reports import Report


def batch_jobs(
    reports: list[str], of_file: str | None, names: tuple[str, ...], rule: str, out: Path
) -> tuple[dict[Path, list["Job"]], bool]:
    """The folder of every report's run and its briefs, and whether every report could be read; of one report as `brief_jobs` has it.

    Of several each has a folder of its district and period; one that cannot be read, or in which none of the departments is, is said.
    errors  ReportError where only one report is asked for, or none of them can be made
    """
    if len(reports) == 1:
        return dict([brief_jobs(reports[0], of_file, names, rule, out)]), True
    found: dict[Path, list[Job]] = {}

    def make(each: str) -> None:
        """The folder of one report and its briefs, into `found`. Errors: as in brief_jobs."""
        folder, jobs = brief_jobs(each, of_file, names, rule, out, taken=found)
        found[folder] = jobs

    _, is_whole = of_each(reports, make, "没有做")
    return found, is_whole


def brief_jobs(
    period: str,
    of_file: str | None,
    names: tuple[str, ...],
    rule: str,
    out: Path,
    taken: Collection[Path] | None = None,
) -> tuple[Path, list["Job"]]:
    """The folder of a run, and its briefs: of the departments named, or else of the quarter and every department that leads.

    of_file  the period of a file that does not say it
    taken    the folders of the other reports of the run; None where it is the only one
    errors   ReportError for a report or a department that there is not
    """
    from ..briefs.batch import Job
    from ..report.reports import read_report

    report = read_report(period, period=of_file)
    folder = _folder_of(report, period, out, taken)
    shared = ({"data": period, "period": of_file} if of_file else {"period": period}) | {"rule": rule}
    places = _places(report, names)
    quarter = folder / "quarter.html"
    to_quarter = {"全区简报": "../quarter.html"} if not names or quarter.is_file() else {}
    down = {"pages": {"简报目录": "index.html"} | {name: quote(place) for name, place in places.items()}}
    up = {"pages": {"简报目录": "../index.html"} | to_quarter}
    whole = [] if names else [Job("quarter_brief", quarter, shared | down)]
    each = {folder / place: shared | up | {"department": name} for name, place in places.items()}
    return folder, whole + [Job("department_brief", path, parameters) for path, parameters in each.items()]


def _places(report: "Report", names: tuple[str, ...]) -> dict[str, str]:
    """Department → where its brief lies in the folder of the run: of those named, or else of all that lead."""
    from ..report.departments import department_table, known_department, leading

    departments = department_table(report.rows)
    leads = [*leading(departments)["department"].unique()]
    wanted = dict.fromkeys(known_department(departments, name) for name in names)
    # one that only co-operates comes behind those that lead, so that it takes no name from them
    files = file_names([*leads, *wanted])
    return {name: f"departments/{files[name]}.html" for name in wanted or leads}


def _folder_of(report: "Report", name: str, out: Path, taken: Collection[Path] | None) -> Path:
    """Where the briefs of a report are made: of another district's in a folder of its own, as it is kept."""
    from ..report.reports import periods

    if name in periods():
        return out / name
    folder = out / (report.period if taken is None else f"{_plain(report.district)}/{report.period}")
    while taken is not None and folder in taken:
        folder = folder.with_name(f"{folder.name}_{Path(name).stem}")
    return folder


def file_names(departments: Iterable[str]) -> dict[str, str]:
    """Department → a file name of its own on any system, which cannot lead out of its folder: 云岭中心*和云岭中心?are two files."""
    found: dict[str, str] = {}
    taken = set()
    for department in dict.fromkeys(departments):
        plain = _plain(department)
        name, number = plain, 1
        while _folded(name) in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(_folded(name))
        found[department] = name
    return found


def _plain(name: str) -> str:
    """A name without what no system takes in a file's."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).lstrip(".").rstrip(". ")[:60] or "_"


def _folded(name: str) -> str:
    """The name as a system sees it that tells neither case nor composed letters apart."""
    return unicodedata.normalize("NFKC", name).casefold()
