"""Tasks to departments, sections and tables, and the list of what lags behind.

A task with two lead departments counts for each. Standing work (routine) is level of effort: it can never be behind and is left
out of every rate. Where fewer than five tasks can be measured there is no rank: one figure more or less would decide it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from statistics import median
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..columns import LATE, SEVERITY, STATUS_COUNTS, TABLES, records, table
from ..language.amounts import amount
from ..language.clauses import without_bullets
from ..language.cues import find_cues
from ..language.quantities import find_numbers
from ..report.departments import department_table, find_departments, leading, without_groups
from ..report.rows import called

if TYPE_CHECKING:
    from .assessment import Assessment

COUNTED = ("status", "measured_count", "completion_share", "target_count", "unreported_count", "spi")
_BESIDE = ("table", "section", "name", "task", "lead", "department", "sentence")  # what `lagging` has beside the target
MIN_RANKED = 5  # least number of measurable tasks for a rank


def rollup(tasks: pd.DataFrame, *, by: str = "lead") -> pd.DataFrame:
    """Figures of every department, section or table, from the tasks of an Assessment.

    by       lead (one row a department that leads or co-operates; groups such as 相关镇街 left out), section or table
    returns  columns.TABLES["rollup_" + by]; errors ValueError for another `by`
    """
    if by not in ("lead", "section", "table"):
        raise ValueError(f"by 只能是 lead、section 或 table，不能是“{by}”")
    members = _memberships(tasks) if by == "lead" else [(row[by], row) for row in records(tasks, by, *COUNTED)]
    groups: dict[str, list[dict[str, Any]]] = {}
    for name, task in members:
        if name is not None:
            groups.setdefault(name, []).append(task)
    columns = TABLES[f"rollup_{by}"]
    lines = ({columns[0]: name} | _counts(own) for name, own in groups.items())
    found = table(f"rollup_{by}", ({column: line.get(column) for column in columns} for line in lines))
    ranked = found["median_spi"].where(found["measured_count"] >= MIN_RANKED)
    return found.assign(rank=ranked.rank(ascending=False, method="min").astype("Int64"))


def is_measured(tasks: pd.DataFrame) -> pd.Series:
    """Whether each task reports a figure that can be held against the year: one of its targets', or a share of the whole."""
    return tasks["measured_count"].gt(0) | tasks["completion_share"].notna()


def status_counts(tasks: pd.DataFrame) -> dict[str, int]:
    """Status → number of tasks, every status there is, worst first."""
    counts = tasks["status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in SEVERITY}


def statuses_in(rollup: pd.DataFrame) -> list[str]:
    """The statuses that any line of a roll-up counts a task of, worst first."""
    return [status for status, column in STATUS_COUNTS.items() if rollup[column].any()]


def keep(result: "Assessment", row_ids: pd.Series) -> "Assessment":
    """The part of an assessment that tells of some rows."""
    frames: dict[str, Any] = {
        field.name: frame[frame["row_id"].isin(row_ids)]
        for field in fields(result)
        if isinstance(frame := getattr(result, field.name), pd.DataFrame)
    }
    return replace(result, **frames)


def lagging(result: "Assessment") -> pd.DataFrame:
    """The list of what lags behind, worst first: one row a target that is behind, at risk or suspended.

    In a status, what is under the schedule comes first, the furthest on top, then what is short of the year's goal: they are two measures.
    A task without such a target that is late as a whole (a part shelved, nothing begun) has one row with target_no <NA>.
    returns  the target's columns (with who settled its figure, and the machine's reading beside it), the task's table, section, name,
             task, lead and `department` (its lead departments by their canonical names, divided by 、; <NA> where none is known),
             and `sentence`: the office's form, ready to paste
    """
    listed = table("targets", late_lines(result)).reindex(columns=[*TABLES["targets"], *_BESIDE])
    return listed.astype(dict.fromkeys(_BESIDE, "string"))


def late_lines(result: "Assessment") -> list[dict[str, Any]]:
    """The lines of `lagging` as records."""
    tasks = {row["row_id"]: row for row in records(result.tasks)}
    targets = [each for each in records(result.targets) if each["status"] in LATE]
    told = {each["row_id"] for each in targets}
    whole = [_as_target(row) for row_id, row in tasks.items() if row["status"] in LATE and row_id not in told]
    leads, period = _leads(result.departments), result.report.part_of_year
    return [
        line | _beside(line, tasks[line["row_id"]], leads.get(line["row_id"]), period)
        for line in sorted([*targets, *whole], key=_lateness)
    ]


def _as_target(row: dict[str, Any]) -> dict[str, Any]:
    """A task that is late as a whole as a line of its own."""
    kept = {name: row[name] for name in ("row_id", "status", "reason", "completion_share", "decision")}
    return dict.fromkeys(TABLES["targets"]) | kept | {"done_quote": row["quote"]}


def _lateness(line: dict[str, Any]) -> tuple[Any, ...]:
    """What a late line is sorted by. All are late: where less is better, a gap is above its target. A rate has no schedule."""
    is_goal = line["kind"] in ("growth", "share")
    return LATE.index(line["status"]), is_goal, line["gap"] is None, -abs(line["gap"] or 0), line["row_id"]


def _beside(line: dict[str, Any], task: dict[str, Any], department: str | None, period: str) -> dict[str, Any]:
    """What stands in a late line beside its target."""
    own = {name: task[name] for name in ("table", "section", "name", "task", "lead")}
    sentence = _sentence(line | {"lead": task["lead"], "called": called(task, first="task")}, period)
    return own | {"department": department, "sentence": sentence}


def _leads(parts: pd.DataFrame) -> dict[str, str]:
    """Row id → the canonical names of the departments that lead it."""
    found: dict[str, list[str]] = {}
    for each in records(leading(parts), "row_id", "department"):
        found.setdefault(each["row_id"], []).append(each["department"])
    return {row_id: "、".join(names) for row_id, names in found.items()}


def numbered(sentences: pd.Series) -> list[str]:
    """The sentences as an office lists them. A figure does not run into its number.

    >>> numbered(pd.Series(["新建5G基站1500个。", "5个公厕。"]))
    ['1.新建5G基站1500个。', '2. 5个公厕。']
    """
    return [f"{place}.{' ' * each[:1].isdigit()}{each}" for place, each in enumerate(sentences, start=1)]


def _sentence(row: dict[str, Any], period: str) -> str:
    """新建5G基站1500个。一季度新开通5G基站172个,完成11.5%,低于序时进度13.5个百分点。(牵头单位:区经济信息委)"""
    task = (row["target_name"] or row["called"]).rstrip("。")
    return f"{task}。{told_words(row, period)}。{lead_words([row['lead']])}"


def told_words(row: dict[str, Any], period: str) -> str:
    """What a line of `lagging` says of its target: 一季度新开通5G基站172个,完成11.5%,低于序时进度13.5个百分点.

    period  as in 一季度, which goes before words that name no time of their own; "" leaves it out
    """
    done = without_bullets(row["done_quote"] or "").rstrip("。；; \n")
    if not done and row["done_value"] is not None:  # a figure that a person gave, which stands nowhere in the report
        done = f"完成{amount(row['done_value'], row['unit'])}"
    if done and row["target_no"] and not _says_when(done):
        done = f"{period}{done}"
    told = "" if not done or done in row["reason"] else f"{done}，"  # 自评“未达序时” has said it
    return f"{told}{row['reason']}"


def lead_words(leads: Iterable[str | None]) -> str:
    """Who leads, at the end of a sentence, each once: (牵头单位:区住建委、区城管局); "" where none is written."""
    printed = (department.printed for lead in leads for department in find_departments(lead or ""))
    names = "、".join(dict.fromkeys(re.sub(r"\s", "", each) for each in printed))
    return f"（牵头单位：{names}）" if names else ""


def _says_when(words: str) -> bool:
    """Whether words name a time of their own, or only expect one."""
    return any(number.kind == "date" for number in find_numbers(words)) or any(
        cue.role == "forecast" for cue in find_cues(words)
    )


def _memberships(tasks: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Each department with each of its tasks, and what is counted of it; those that lead come first. Groups are no departments."""
    names = records(without_groups(department_table(tasks)), "row_id", "department", "part", "department_kind")
    task_of = {task["row_id"]: task for task in records(tasks, "row_id", *COUNTED)}
    leads_first = sorted(names, key=lambda each: each["part"] != "lead")
    return [(each["department"], task_of[each["row_id"]] | each) for each in leads_first]


def _counts(members: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of a department (or section, or table) from the tasks it leads, and how many it co-operates in."""
    led = [task for task in members if task.get("part") != "cooperating"]
    measured = [task for task in led if task["measured_count"] or task["completion_share"] is not None]
    indices = [task["spi"] for task in led if task["spi"] is not None]
    statuses = Counter(task["status"] for task in led)
    return {
        "department_kind": members[0].get("department_kind"),
        "task_count": len(led),
        "cooperating_count": len(members) - len(led),
        "measured_count": len(measured),
        "target_count": sum(task["target_count"] for task in led),
        "unreported_count": sum(task["unreported_count"] for task in led),
        "median_spi": median(indices) if indices else None,
    } | {column: statuses[status] for status, column in STATUS_COUNTS.items()}
