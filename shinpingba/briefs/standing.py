"""How the tasks stand: the counts, what the office says of them, and why some cannot be held against the schedule."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import STAGE_LABELS, STATUS_COUNTS, STATUS_LABELS, TABLE_LABELS, UNMEASURED, percent
from ..judging import rollups
from ..judging.assessment import Assessment
from ..language.quantities import find_numbers
from ..report.reports import Report
from .blocks import Panel, html_table
from .render import render, sign

HALF = 0.5  # a report of which less is read is not known
IN_TIME = ("on_schedule", "ahead", "completed")
STAGES = ("done", "underway", "preparing", "not_started", "suspended")
# what a task is measured by, and what is wanting, from all to nothing
MEASURED = {
    "all": "目标都报了完成数",
    "part": "目标只报了一部分",
    "share": "没有可比的目标，报了完成的百分比或自评",
    "silent": "写了目标，没有报完成数",
    "none": "没有写数量目标",
}


def headline(result: Assessment) -> Panel:
    """How many tasks there are and how many stand where; every count here is of tasks, and says so."""
    counts = rollups.status_counts(result.tasks)
    targets = result.commitments
    figures = {"task_count": len(result.tasks), "target_count": len(targets)}
    figures |= {"measured_count": int(rollups.is_measured(result.tasks).sum())}
    figures |= {f"{status}_count": count for status, count in counts.items()}
    told = int(targets["done_value"].notna().sum())
    note = f"按任务计，共{len(result.tasks)}项。" if len(result.tasks) else ""
    if len(targets):
        note += f"任务里写明{len(targets)}个数量目标，其中{told}个报了完成数。"
    shown = {status: count for status, count in counts.items() if count}
    html = render("headline.html", finding=_finding(result, counts), counts=shown, note=note)
    return Panel("headline", html, figures)


def _finding(result: Assessment, counts: dict[str, int]) -> str:
    """157项任务中，17项滞后、16项预警；27项达序时、超序时或已完成；89项看不出快慢；8项是常态工作。"""
    if not len(result.tasks):
        return "没有任务。"
    late = "、".join(f"{counts[status]}项{STATUS_LABELS[status]}" for status in rollups.LATE if counts[status])
    kept = [status for status in IN_TIME if counts[status]]
    parts = [late or "没有读到滞后或预警的"]
    if kept:
        labels = "、".join(STATUS_LABELS[status] for status in kept[:-1])
        named = f"{labels}或{STATUS_LABELS[kept[-1]]}" if labels else STATUS_LABELS[kept[-1]]
        parts.append(f"{sum(counts[status] for status in kept)}项{named}")
    if untold := sum(counts[status] for status in UNMEASURED if status != "routine"):
        parts.append(f"{untold}项没有可比的数字，看不出快慢")
    if counts["routine"]:
        parts.append(f"{counts['routine']}项是常态工作")
    said = f"{len(result.tasks)}项任务中，{'；'.join(parts)}。"
    if result.report.coverage < HALF:
        read = percent(result.report.coverage)
        said += f"原文的数字只有{read}读进了任务，这里的结论只说读到的部分。"
    return said


def stated(result: Assessment) -> Panel:
    """What the report says of its own tasks, in its words and with their lines, beside what its figures say."""
    tables = result.tasks["table"].unique()
    counts = {
        TABLE_LABELS[table]: rollups.status_counts(result.tasks[result.tasks["table"] == table]) for table in tables
    }
    sentences = _statements(result.report) or _classed(result)
    html = render("stated.html", sentences=sentences, tables=counts, verdicts=_verdicts(result.tasks))
    return Panel("stated", html, {"sentences": sentences, "tables": counts})


def _verdicts(tasks: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """Where the office judges a task in its own words and the figures judge it otherwise: row, its words, its status, ours."""
    differing = tasks[tasks["stated_status"].notna() & tasks["stated_status"].ne(tasks["status"])]
    lines = zip(*(differing[name] for name in ("row_id", "stated_quote", "stated_status", "status")), strict=True)
    return [*lines]


def measured(tasks: pd.DataFrame) -> pd.Series:
    """What each task is measured by: one of MEASURED."""
    found = pd.Series("silent", index=tasks.index)
    found[tasks["target_count"].eq(0)] = "none"
    found[tasks["measured_count"].gt(0)] = "part"
    found[tasks["measured_count"].gt(0) & tasks["measured_count"].ge(tasks["target_count"])] = "all"
    return found.mask(tasks["measured_count"].eq(0) & tasks["basis"].isin(["share", "verdict"]), "share")


def unmeasured(result: Assessment) -> Panel:
    """Why the tasks that no figure measures are not judged: what their words give, and how far their work items have come."""
    tasks = result.tasks
    counts = pd.crosstab(measured(tasks), tasks["status"])
    present = [status for status in STATUS_LABELS if status in counts]
    kinds = [kind for kind in MEASURED if kind in counts.index]
    rows = [
        [MEASURED[kind], str(counts.loc[kind].sum()), *(str(counts.at[kind, each] or "·") for each in present)]
        for kind in kinds
    ]
    untold = tasks[tasks["status"].isin(UNMEASURED) & tasks["status"].ne("routine")]
    if untold.empty:
        return Panel("unmeasured", Markup(), {})
    head = [("任务写了什么、报了什么", False), ("任务数", True), *((sign(status), True) for status in present)]
    bars = [_bar(status, untold, result.items) for status in present if status in set(untold["status"])]
    said = _why(untold)
    table = html_table("每项任务只计一次", head, rows, look="dense", finding=said)
    stages = render("stages.html", bars=[bar for bar in bars if bar["total"]])
    html = Markup('<section class="unmeasured">{}{}</section>').format(table, stages)
    return Panel("unmeasured", html, counts.loc[[*kinds]].sum(axis="columns").astype(int).to_dict())


def _why(untold: pd.DataFrame) -> str:
    """89项看不出快慢：68项任务没有写数量目标，20项写了目标而没有报完成数，1项只报了一部分。"""
    kinds = measured(untold).value_counts()
    words = {
        "none": "没有写数量目标", "silent": "写了目标而没有报完成数", "part": "只报了一部分目标",
        "all": "报的数字与目标年限不同，不能按今年的序时进度比", "share": "只有百分比或自评",
    }  # fmt: skip
    parts = [f"{kinds[kind]}项{word}" for kind, word in words.items() if kind in kinds]
    return f"{len(untold)}项任务看不出快慢：{'，'.join(parts)}。"


def _bar(status: str, tasks: pd.DataFrame, items: pd.DataFrame) -> dict[str, Any]:
    """The work items of the tasks of a status, by stage."""
    own = tasks[tasks["status"] == status]
    stages = items.loc[items["row_id"].isin(own["row_id"]), "stage"].value_counts()
    parts = [(stage, STAGE_LABELS[stage], int(stages[stage])) for stage in STAGES if stage in stages]
    return {"status": status, "task_count": len(own), "total": sum(count for *_, count in parts), "parts": parts}


def side_by_side_counts(led: Assessment, helped: Assessment) -> Panel:
    """How the tasks stand that a department leads, and beside them those that it co-operates in."""
    tables = {"牵头": rollups.status_counts(led.tasks), "配合": rollups.status_counts(helped.tasks)}
    present = [status for status in STATUS_COUNTS if any(counts[status] for counts in tables.values())]
    head = [("", False), ("任务数", True), *((sign(status), True) for status in present)]
    rows = [
        [name, str(sum(counts.values())), *(str(counts[status] or "·") for status in present)]
        for name, counts in tables.items()
        if any(counts.values())
    ]
    html = html_table("按任务计", head, rows, look="dense narrow")
    figures = {"task_count": len(led.tasks), "target_count": len(led.commitments)}
    figures["measured_count"] = int(rollups.is_measured(led.tasks).sum())
    figures |= {f"{status}_count": count for status, count in tables["牵头"].items()}
    return Panel("headline", html, figures)


def _statements(report: Report) -> list[tuple[str, int | None]]:
    """The sentences of the narrative that count tasks (137项任务均正常推进…), with their lines."""
    sentences = [(sentence, piece.line) for piece in report.narrative for sentence in piece.text.split("。")[:-1]]
    return [(sentence, line) for sentence, line in sentences if any(n.unit == "项" for n in find_numbers(sentence))]


def _classed(result: Assessment) -> list[tuple[str, int | None]]:
    """The classes that the office gives its tasks, counted, where no sentence of it counts them."""
    counts = result.tasks["stated_status"].value_counts()
    words = "、".join(
        f"{STATUS_LABELS[status]}{counts[status]}项" for status in STATUS_LABELS if status in counts.index
    )
    return [(f"逐项写明的：{words}", None)] if words else []
