"""Tasks to departments, sections and tables, and the list of what lags behind.

A task with two lead departments counts for each. Standing work (routine) is level of effort: it can never be behind and is left
out of every rate. Where fewer than five tasks can be measured there is no rank: one figure more or less would decide it.
"""

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from .columns import STATUS_LABELS, records, table
from .departments import department_table, find_departments
from .rules import LATE

if TYPE_CHECKING:
    from .assess import Assessment

MIN_RANKED = 5  # least number of measurable tasks for a rank
QUARTERS = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


def rollup(tasks: pd.DataFrame, *, by: str = "lead") -> pd.DataFrame:
    """Figures of every department, section or table, from the tasks of an Assessment.

    by       lead (one row a department that leads or co-operates; groups such as 相关镇街 left out), section or table
    returns  columns.TABLES["rollup_" + by]; errors ValueError for another `by`
    """
    if by not in ("lead", "section", "table"):
        raise ValueError(f"by 只能是 lead、section 或 table,不能是“{by}”")
    if by == "lead":
        found = table("rollup_lead", _departments(tasks))
    else:
        found = table(f"rollup_{by}", [{by: name, **_figures(group)} for name, group in tasks.groupby(by, sort=False)])
    ranked = found["median_spi"].where(found["measured_count"] >= MIN_RANKED)
    return found.assign(rank=ranked.rank(ascending=False, method="min").astype("Int64"))


def lagging(result: "Assessment") -> pd.DataFrame:
    """The list of what lags behind, worst first: one row a target that is behind, at risk or suspended.

    A task without such a target that is late as a whole (a part shelved, nothing begun) has one row with target_no <NA>.
    returns  the target's columns, the task's table, section, task and lead, and `sentence`: the office's form, ready to paste
    """
    targets = result.targets[result.targets["status"].isin(LATE)]
    late = result.tasks[result.tasks["status"].isin(LATE) & ~result.tasks["row_id"].isin(targets["row_id"])]
    whole = late[["row_id", "status", "reason", "completion_share"]].assign(done_quote=late["quote"])
    listed = table("targets", [*records(targets), *records(whole)])
    task_of = result.tasks.set_index("row_id")
    for column in ("table", "section", "task", "lead"):
        listed[column] = listed["row_id"].map(task_of[column]).astype("string")
    order = pd.DataFrame({"status": listed["status"].map(LATE.index), "gap": listed["gap"], "row_id": listed["row_id"]})
    listed = listed.loc[order.sort_values(["status", "gap", "row_id"], na_position="last").index].reset_index(drop=True)
    period = QUARTERS.get(result.report.as_of.month, f"1-{result.report.as_of.month}月")
    sentences = [_sentence(row, period) for row in records(listed)]
    return listed.assign(sentence=pd.Series(sentences, index=listed.index, dtype="string"))


def _sentence(row: dict[str, Any], period: str) -> str:
    """新建5G基站1500个。一季度新开通5G基站172个,完成11.5%,低于序时进度13.5个百分点。(牵头单位:区经济信息委)"""
    task = (row["target_quote"] or row["task"]).rstrip("。")
    done = re.sub(r"^[①-⑳\s]+|[。；;\s]+$", "", row["done_quote"] or "")
    if done and row["target_no"] and not any(word in done for word in ("季度", "月", "年", "预计")):
        done = f"{period}{done}"
    lead = "、".join(re.sub(r"\s", "", department.printed) for department in find_departments(row["lead"] or ""))
    return f"{task}。{done and done + ','}{row['reason']}。(牵头单位:{lead})"


def _departments(tasks: pd.DataFrame) -> list[dict[str, Any]]:
    """The figures of every department: those that lead in the order of the report, then those that only co-operate."""
    members = _memberships(tasks)
    cooperating = members[members["part"] == "cooperating"].groupby("department")["row_id"].nunique()
    found = []
    for name, group in members.groupby("department", sort=False):
        led = group[group["part"] == "lead"]
        kind = group["department_kind"].iloc[0]
        helping = int(cooperating.get(name, 0))
        found.append({"department": name, "department_kind": kind, "cooperating_count": helping, **_figures(led)})
    return sorted(found, key=lambda figures: figures["task_count"] == 0)


def _memberships(tasks: pd.DataFrame) -> pd.DataFrame:
    """One row a task and department; groups are no departments."""
    names = department_table(tasks)
    names = names[~names["is_group"].fillna(False)].drop_duplicates(["row_id", "department", "part"])
    return names[["row_id", "department", "part", "department_kind"]].merge(tasks, on="row_id")


def _figures(tasks: pd.DataFrame) -> dict[str, object]:
    statuses = tasks["status"].value_counts()
    counts = {
        f"{status}_count" if status != "unreported" else "unreported_task_count": int(statuses.get(status, 0))
        for status in STATUS_LABELS
    }
    measurable = tasks[(tasks["measured_count"] > 0) | tasks["completion_share"].notna()]
    return {
        "task_count": len(tasks),
        "measured_count": len(measurable),
        **counts,
        "target_count": int(tasks["target_count"].sum()),
        "unreported_count": int(tasks["unreported_count"].sum()),
        "median_spi": tasks["spi"].median() if tasks["spi"].notna().any() else None,
    }
