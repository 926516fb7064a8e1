"""Many reports → one parquet data set a table, partitioned by district and period: a province or the country, a year or ten.

A few reports that are in memory together are put into one table by `stacked`.
"""

from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..drafts import draft

if TYPE_CHECKING:
    import pandas as pd

    from ..report.reports import Report

# the name that every reader of a partitioned data set gives to a value that is not known
UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
KEPT = ("tasks", "targets", "departments")


def assess_many(
    paths: Iterable[str | Path], out: str | Path, *, executor: Executor | None = None, rule: str = "months/12"
) -> "pd.DataFrame":
    """Assess every report and keep its tables in `out`; one report is in memory at a time, on each worker.

    paths      reports, as for `read_report`: files of any format it reads, or periods of the data folder
    out        folder of the data set: `tasks/district=沙坪坝区/period=2021Q1/<sha256>.parquet`, likewise `targets` and
               `departments`; `pandas.read_parquet(out / "tasks")` reads all of a table. A report that is assessed again
               takes the place of its former figures
    executor   where the work is done, any `concurrent.futures.Executor` whose workers see the same folders; None is here
    returns    one row a report, in the order of the paths: path, district, period, task_count, target_count, and reason:
               why the report could not be read. <NA> where there is none
    """
    import pandas as pd

    assess_one = partial(_assess_into, Path(out), rule)
    found = (executor.map if executor else map)(assess_one, map(str, paths))
    columns = {
        "path": "string",
        "district": "string",
        "period": "string",
        "task_count": "Int64",
        "target_count": "Int64",
    }
    return pd.DataFrame(found, columns=[*columns, "reason"]).astype({**columns, "reason": "string"})


def stacked(tables: "Iterable[tuple[Report, pd.DataFrame]]") -> "pd.DataFrame":
    """One table of several reports', below each other, each line with the district (<NA> where it is not known) and the period it is of.

    tables  of one kind and with the same columns, each with its report
    """
    import pandas as pd

    told = [
        table.assign(district=report.district or None, period=report.period).astype(
            {"district": "string", "period": "string"}
        )
        for report, table in tables
    ]
    whole = pd.concat(told, ignore_index=True)
    return whole[["district", "period", *(column for column in whole if column not in ("district", "period"))]]


def _assess_into(out: Path, rule: str, path: str) -> dict[str, object]:
    """Assess one report, write its tables, and return their sizes: the tables themselves stay on the worker."""
    from ..report.errors import ReportError
    from ..report.reports import read_report
    from .assessment import assess

    try:
        report = read_report(path)
    except ReportError as error:
        return {"path": path, "reason": str(error)}
    result = assess(report, rule=rule)
    for name in KEPT:
        folder = out / name / f"district={quote(report.district) or UNKNOWN}" / f"period={report.period}"
        with draft(folder / f"{report.sha256}.parquet") as beside:
            getattr(result, name).to_parquet(beside, index=False)
    return {
        "path": path,
        "district": report.district or None,
        "period": report.period,
        "task_count": len(result.tasks),
        "target_count": len(result.targets),
    }
