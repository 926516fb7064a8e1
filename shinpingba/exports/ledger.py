"""The ledger an office keeps (台账): one line a commitment, what was promised, what was done, the words of both."""

import pandas as pd

from ..assessment import Assessment
from ..checks import check
from ..columns import COLUMNS, STAGE_LABELS, STATUS_LABELS, TABLE_LABELS, TABLES
from ..evidence import ROLE_LABELS
from ..rollups import rollup

LEDGER = (
    "row_id", "table", "section", "number", "name", "task", "target_quote", "item", "target_value", "unit", "done_value",
    "completion_share", "elapsed_share", "gap", "status", "lead", "cooperating", "progress", "done_quote", "reason",
    "required_pace", "pace_ratio", "method", "confidence", "is_base_effect",
)  # fmt: skip

# Words for the codes in a table, column by column, for readers of a workbook.
CODE_LABELS = {
    "table": TABLE_LABELS,
    "status": STATUS_LABELS,
    "stage": STAGE_LABELS,
    "worst_stage": STAGE_LABELS,
    "role": ROLE_LABELS,
    "method": {"direct": "直接", "listed": "列举", "sum": "合计", "percent": "自报百分比", "none": "无"},
    "confidence": {"high": "高", "medium": "中", "low": "低"},
    "kind": {"count": "数量", "growth": "增长", "share": "占比", "size": "规模", "percent": "百分比", "date": "时间", "level": "水平"},
    "field": {"name": "项目名称", "task": "工作任务", "progress": "进展情况"},
    "target_field": {"name": "项目名称", "task": "工作任务", "progress": "进展情况"},
    "part": {"lead": "牵头", "cooperating": "配合"},
    "department_kind": {
        "bureau": "部门", "town": "镇街", "company": "企业", "party": "党群", "command": "指挥部", "institution": "事业单位",
        "group": "统称",
    },
}  # fmt: skip


def ledger(result: Assessment) -> pd.DataFrame:
    """The tasks joined with their targets, in the report's order, with machine names and values.

    returns  one row a target; one row for a task without targets, whose status and reason are the task's own
    """
    targets = result.targets[result.targets["kind"] != "size"]
    own = ["row_id", *(column for column in LEDGER if column not in targets), "status", "reason"]
    joined = result.tasks[own].merge(targets, on="row_id", how="left", suffixes=("_of_task", ""))
    for column in ("status", "reason"):
        joined[column] = joined[column].fillna(joined[f"{column}_of_task"])
    return joined[list(LEDGER)]


def tables(result: Assessment) -> dict[str, pd.DataFrame]:
    """Every table of a result by its name in `columns.TABLES`."""
    made = {"rows": result.report.rows[list(TABLES["rows"])], "checks": check(result.report)}
    made |= {name: getattr(result, name) for name in TABLES if hasattr(result, name)}
    return made | {f"rollup_{by}": rollup(result.tasks, by=by) for by in ("lead", "section", "table")}


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The same table for a reader: codes as Chinese words, True as 是, a gap in points (百分点). Unknown stays <NA>."""
    readable = table.copy()
    for column in CODE_LABELS.keys() & {*table}:
        readable[column] = table[column].map(CODE_LABELS[column])
    for flag in table.select_dtypes("boolean").columns:
        readable[flag] = table[flag].map({True: "是", False: "否"})
    if "gap" in table:
        readable["gap"] = table["gap"] * 100
    return readable


def head(column: str) -> str:
    """The head over a column of `in_words`: its Chinese label; a column of the report's own keeps its name."""
    if column == "gap":
        return "差距(百分点)"
    return COLUMNS[column].label if column in COLUMNS else column
