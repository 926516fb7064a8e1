"""The ledger an office keeps (台账): one line a commitment, what was promised, what was done, the words of both."""

from collections.abc import Sequence

import pandas as pd

from ..checks import check
from ..columns import TABLES
from ..judging.assessment import Assessment
from ..judging.many import stacked
from ..judging.rollups import rollup
from ..reviewing.doubts import doubts
from ..reviewing.requests import requests

LEDGER = (
    "row_id", "table", "section", "number", "name", "task", "target_quote", "item", "target_value", "unit", "done_value",
    "completion_share", "elapsed_share", "gap", "status", "lead", "cooperating", "progress", "done_quote", "reason",
    "required_pace", "pace_ratio", "method", "confidence", "is_base_effect",
    "decision", "read_value", "read_quote",
)  # fmt: skip


def ledger(result: Assessment) -> pd.DataFrame:
    """The tasks joined with their targets, in the report's order, with machine names and values.

    returns  one row a target; one row for a task without targets, whose status and reason are the task's own
    """
    targets = result.commitments
    own = ["row_id", *(column for column in LEDGER if column not in targets), "status", "reason"]
    joined = result.tasks[own].merge(targets, on="row_id", how="left", suffixes=("_of_task", ""))
    for column in ("status", "reason"):
        joined[column] = joined[column].fillna(joined[f"{column}_of_task"])
    return joined[list(LEDGER)]


def whole_ledger(results: Sequence[Assessment]) -> pd.DataFrame:
    """The ledger of one report, or of several below each other, with district and period."""
    return ledger(results[0]) if len(results) == 1 else stacked((each.report, ledger(each)) for each in results)


def whole_tables(results: Sequence[Assessment]) -> dict[str, pd.DataFrame]:
    """`tables` of one report, or each table of several below each other, with district and period."""
    if len(results) == 1:
        return tables(results[0])
    made = [(each.report, tables(each)) for each in results]
    names = [name for name in TABLES if any(name in one for _, one in made)]
    return {name: stacked((report, one[name]) for report, one in made if name in one) for name in names}


def tables(result: Assessment) -> dict[str, pd.DataFrame]:
    """Every table of a result by its name in `columns.TABLES`."""
    made = {
        "rows": result.report.rows[list(TABLES["rows"])],
        "checks": check(result.report, rule=result.rule),
        "doubts": doubts(result),
        "requests": requests(result),
    }
    made |= {name: getattr(result, name) for name in TABLES if hasattr(result, name)}
    return made | {f"rollup_{by}": rollup(result.tasks, by=by) for by in ("lead", "section", "table")}
