"""The blocks of a brief: a table in, one piece of HTML out, with the figures it shows.

A notebook shows a block by naming it in a cell. The HTML goes to the page, the figures to the JSON file beside it.
"""

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from .. import rollups
from ..charts import SIGNS
from ..columns import COLUMNS
from ..evidence import ROLE_LABELS, row_evidence
from .render import percent, points, quantity, render, sign

FIGURES = "application/vnd.shinpingba.figures+json"
FIELD_LABELS = {"name": "项目名称", "task": "工作任务", "progress": "进展情况"}
METHOD_LABELS = {
    "direct": "直接写明",
    "listed": "按列举计数",
    "sum": "相加",
    "percent": "自报百分比",
    "none": "未见数字",
}
CONFIDENCE_LABELS = {"high": "高", "medium": "中", "low": "低"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a brief as Jupyter shows it, and the figures in it under the block's name."""

    name: str
    html: Markup
    figures: Any

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": str(self.html), FIGURES: {self.name: self.figures}}


def headline(result: Any) -> Block:
    """How many tasks there are, how many can be measured, and how many stand where."""
    tasks, targets = result.tasks, _commitments(result)
    counts = status_counts(tasks)
    measured = int((tasks["measured_count"] > 0).sum())
    behind = int(targets["status"].eq("behind").sum())
    finding = f"{len(tasks)}项任务写明{len(targets)}个可衡量的目标,其中{measured}项任务报告了可与目标相比的数字;{behind}个目标滞后。"
    totals = [("任务", len(tasks), "项"), ("可衡量的目标", len(targets), "个"), ("报告了数字的任务", measured, "项")]
    figures = {"task_count": len(tasks), "target_count": len(targets), "measured_count": measured}
    figures |= {f"{status}_count": count for status, count in counts.items()}
    return Block("headline", render("headline.html", finding=finding, totals=totals, counts=counts), figures)


def lagging(result: Any) -> Block:
    """The targets that are behind or at risk, each in the sentence an office writes, furthest behind first; to be copied."""
    listed = rollups.lagging(result)
    finding = f"{len(listed)}个目标滞后或预警,差距最大的在前。" if len(listed) else "没有滞后或预警的目标。"
    sentences = list(zip(listed["row_id"], listed["status"], listed["sentence"], strict=True))
    html = render("lagging.html", id=_anchor("lagging", result), finding=finding, sentences=sentences)
    return Block("lagging", html, records(listed))


def pace(result: Any) -> Block:
    """What each target that is behind needs in every quarter left, in words."""
    behind = result.targets[result.targets["required_pace"].notna() & result.targets["status"].eq("behind")]
    behind = behind.sort_values("gap")
    words = [rollups.pace_words(t["required_pace"], t["pace_ratio"], t["unit"]) for t in _dicts(behind)]
    figures = [(quantity(t["done_value"], t["unit"]), percent(t["completion_share"])) for t in _dicts(behind)]
    rows = [[_target_name(t), *reached, pace] for t, reached, pace in zip(_dicts(behind), figures, words, strict=True)]
    head = [("目标", False), ("累计完成", True), ("完成率", True), ("后续进度", False)]
    return Block(
        "pace",
        table("滞后目标要按期完成,后续每季度需要的进度", head, rows),
        records(behind, "row_id", "target_no", "required_pace", "pace_ratio"),
    )


def unreported(result: Any) -> Block:
    """The targets that the report's progress text says nothing about."""
    silent = _commitments(result).query("status == 'unreported'").merge(result.tasks[["row_id", "lead"]], on="row_id")
    rows = [
        [_target_name(target), quantity(target["target_value"], target["unit"]), target["lead"]]
        for target in _dicts(silent)
    ]
    html = table(
        f"进展情况没有提到的{len(rows)}个目标", [("目标", False), ("年度目标", True), ("牵头单位", False)], rows
    )
    return Block("unreported", html, records(silent, "row_id", "target_no", "target_quote", "target_value", "unit"))


def milestones(result: Any, first: str, last: str) -> Block:
    """The dated events the report announces from the month `first` to the month `last` (ISO, as in 2021-04), soonest first."""
    due = result.milestones[result.milestones["due"].between(first, last)].merge(
        result.tasks[["row_id", "lead"]], on="row_id"
    )
    due = due.sort_values("due", kind="stable")
    rows = [[_month(m["due"]), m["event"], m["quote"], m["lead"], _proof(m["row_id"])] for m in _dicts(due)]
    head = [("时间", False), ("事项", False), ("原文", False), ("牵头单位", False), ("依据", False)]
    html = table(f"原报告写明在{_month(first)}至{_month(last)}的{len(rows)}个时间节点", head, rows)
    return Block("milestones", html, records(due, "row_id", "due", "event", "quote"))


def departments(rollup: pd.DataFrame, marked: str = "") -> Block:
    """Departments side by side: what each leads and co-operates in, how many tasks stand where; no rank under 5 measurable tasks.

    rollup  rollup(tasks, by="lead")
    marked  the department to be set off
    """
    shown = [name for name in rollup.columns if name.endswith("_count") or name in {"median_spi", "rank"}]
    head = [("单位", False), *((COLUMNS[name].label, True) for name in shown)]
    rows = [[row["department"], *(_figure(name, row[name]) for name in shown)] for row in _dicts(rollup)]
    html = table("各单位牵头的任务,按状态;可衡量的任务不足5项的不排位次", head, rows, marked=marked)
    return Block("departments", html, records(rollup))


def tasks(result: Any) -> Block:
    """Every task with its words, the figures in them marked, its targets and the reason of its status; to be searched and filtered."""
    shown = [_task(row, result) for _, row in result.tasks.iterrows()]
    present = [status for status, count in status_counts(result.tasks).items() if count]
    html = render("tasks.html", id=_anchor("tasks", result), tasks=shown, present=present, roles=ROLE_LABELS)
    return Block(
        "tasks", html, records(result.tasks, "row_id", "status", "measured_count", "completion_share", "weakest_share")
    )


def status_counts(tasks: pd.DataFrame) -> dict[str, int]:
    """Status → number of tasks, every status there is, worst first."""
    counts = tasks["status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in SIGNS}


def table(caption: str, head: list[tuple[str, bool]], rows: list[list[Any]], marked: str = "") -> Markup:
    """An HTML table with caption; head holds (label, whether the column is numbers), the first cell of a row names it."""
    return render("table.html", caption=caption, head=head, rows=rows, marked=marked)


def records(table: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    """Rows of a table as JSON can hold them; unknown is null."""
    return json.loads(table[[*(columns or table.columns)]].to_json(orient="records", force_ascii=False))


def _commitments(result: Any) -> pd.DataFrame:
    """The targets without those figures that only say how large a thing is."""
    return result.targets[result.targets["kind"] != "size"]


def _dicts(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.to_dict("records")


def _anchor(name: str, result: Any) -> str:
    """An id for the block that no other result on the page has."""
    return f"{name}-{'-'.join(result.tasks['row_id'].iloc[[0, -1]])}" if len(result.tasks) else name


def _proof(row_id: str) -> Markup:
    return Markup('<a href="#{0}">{0}</a>').format(row_id)


def _target_name(target: dict[str, Any]) -> Markup:
    return Markup("{} {}").format(target["target_quote"], _proof(target["row_id"]))


def _month(iso: str) -> str:
    return f"{iso[:4]}年{int(iso[5:])}月"


def _figure(name: str, value: Any) -> str:
    return "—" if pd.isna(value) else f"{value:.2f}" if name == "median_spi" else str(value)


def _task(row: pd.Series, result: Any) -> dict[str, Any]:
    targets = _commitments(result)
    own = targets[targets["row_id"] == row["row_id"]]
    printed = [name for name in ("section", "lead", "cooperating") if pd.notna(row[name])]
    return {
        "row_id": row["row_id"],
        "status": row["status"],
        "what": row["name"] if pd.notna(row["name"]) else row["task"],
        "evidence": [(FIELD_LABELS[field], Markup(html)) for field, html in row_evidence(row, result.mentions).items()],
        "reason": row["reason"],
        "facts": [*((COLUMNS[name].label, row[name]) for name in printed), ("出处", f"原文第{row['line']}行")],
        "targets": _targets(f"{row['row_id']} 的目标", own),
    }


def _targets(caption: str, targets: pd.DataFrame) -> Markup:
    head = [
        ("目标", False),
        ("年度目标", True),
        ("累计完成", True),
        ("完成率", True),
        ("差距(百分点)", True),
        ("状态", False),
        ("取数", False),
    ]
    rows = [
        [
            target["item"],
            quantity(target["target_value"], target["unit"]),
            quantity(target["done_value"], target["unit"]),
            percent(target["completion_share"]),
            points(target["gap"]),
            sign(target["status"]),
            _reading(target),
        ]
        for target in _dicts(targets)
    ]
    return table(caption, head, rows)


def _reading(target: dict[str, Any]) -> str:
    """How the figure was read, and how sure that is: 按列举计数,把握中."""
    method = METHOD_LABELS[target["method"]]
    return method if target["method"] == "none" else f"{method},把握{CONFIDENCE_LABELS[target['confidence']]}"
