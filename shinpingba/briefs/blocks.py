"""The blocks of a brief: a table in, one piece of HTML out, with the figures it shows.

A notebook shows a block by naming it in a cell. The HTML goes to the page, the figures to the JSON file beside it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import STATUS_COUNTS, STATUS_LABELS, TABLE_LABELS, percent, records
from ..judging import rollups
from ..judging.assessment import Assessment
from ..judging.rules import elapsed_share
from ..language.amounts import pace_words
from ..language.quantities import find_numbers
from ..quarters import due_milestones
from ..report.departments import known_department
from ..report.reports import Report
from ..showing.cells import cell, cells, heads, settled
from .render import lab_style, render, sign

NONE = "·"
HALF = 0.5  # a report of which less is read is not known
FIGURES = "application/vnd.shinpingba.reading.figures+json"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a brief as Jupyter shows it, and the figures in it under the block's name."""

    name: str
    html: Markup
    figures: Any

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": f"{lab_style()}{self.html}", FIGURES: {self.name: self.figures}}


def title(result: Assessment, department: str = "") -> Block:
    """The title block: what the brief is about, for which period, and from which report."""
    report = result.report
    elapsed = elapsed_share(report.as_of)
    facts = [f"报告期 {report.period_words}", f"截至 {day(report.as_of)}", f"序时进度 {cell('elapsed_share', elapsed)}"]
    if report.issuer and report.published:
        facts.append(f"依据 {report.issuer}{day(report.published)}的报告")
    headings = (department, report.subject) if department else (report.subject, "")
    html = render("title.html", district=report.district, title=headings[0], subtitle=headings[1], facts=facts)
    return Block("title", html, {"period": report.period, "department": department, "elapsed_share": elapsed})


def headline(result: Assessment) -> Block:
    """How many tasks there are, how many can be measured, and how many stand where."""
    tasks, targets = result.tasks, result.commitments
    counts = rollups.status_counts(tasks)
    measured = int(rollups.is_measured(tasks).sum())
    behind = int(targets["status"].eq("behind").sum())
    finding = f"{len(tasks)}项任务都没有写明可衡量的目标。"
    if len(targets):
        told = f"其中{measured}项任务报告了可与年度任务相比的数字"
        finding = f"{len(tasks)}项任务写明{len(targets)}个可衡量的目标,{told};{behind}个目标滞后。"
    if result.report.coverage < HALF:
        read = percent(result.report.coverage)
        finding += f"原文的数字只有{read}读进了任务,其余没有读成任务,这里的结论只说读到的部分。"
    totals = [("任务", len(tasks), "项"), ("可衡量的目标", len(targets), "个"), ("报告了数字的任务", measured, "项")]
    figures = {"task_count": len(tasks), "target_count": len(targets), "measured_count": measured}
    figures |= {f"{status}_count": count for status, count in counts.items()}
    return Block("headline", render("headline.html", finding=finding, totals=totals, counts=counts), figures)


def stated(result: Assessment) -> Block:
    """What the report says of its own tasks, in its words and with their lines, beside what its figures say."""
    tables = result.tasks["table"].unique()
    counts = {
        TABLE_LABELS[table]: rollups.status_counts(result.tasks[result.tasks["table"] == table]) for table in tables
    }
    sentences = _statements(result.report) or _classed(result)
    html = render("stated.html", sentences=sentences, tables=counts)
    return Block("stated", html, {"sentences": sentences, "tables": counts})


def lagging(result: Assessment) -> Block:
    """The targets that are behind or at risk, each in the sentence an office writes, furthest behind first; to be copied."""
    listed = rollups.lagging(result)
    what = "个目标" if listed["target_no"].notna().all() else "项"  # a task that is late as a whole is no target
    finding = f"{len(listed)}{what}滞后或预警,差距最大的在前。" if len(listed) else "没有滞后或预警的目标。"
    told = [settled(each) for each in records(listed)]
    sentences = list(zip(listed["row_id"], listed["status"], rollups.numbered(listed["sentence"]), told, strict=True))
    html = render("lagging.html", id=anchor("lagging", result), finding=finding, sentences=sentences)
    return Block("lagging", html, records(listed))


def pace(result: Assessment) -> Block:
    """What each target that is behind needs in every quarter left, in words."""
    behind = result.targets[result.targets["required_pace"].notna() & result.targets["status"].eq("behind")]
    behind = behind.sort_values("gap")
    reached = ("done_value", "completion_share")
    rows = [[_target_name(each), *cells(each, *reached), needed(each)] for each in records(behind)]
    head = [("目标", False), *heads(*reached), ("后续进度", False)]
    html = html_table("滞后目标要按期完成,后续每季度需要的进度", head, rows) if len(result.commitments) else Markup()
    return Block("pace", html, records(behind, "row_id", "target_no", "required_pace", "pace_ratio"))


def unreported(result: Assessment) -> Block:
    """The targets that the report's progress text says nothing about."""
    silent = result.commitments.query("status == 'unreported'").merge(result.tasks[["row_id", "lead"]], on="row_id")
    shown = ("target_value", "lead")
    rows = [[_target_name(target), *cells(target, *shown)] for target in records(silent)]
    html = html_table(f"进展情况没有提到的{len(rows)}个目标", [("目标", False), *heads(*shown)], rows)
    html = html if len(result.commitments) else Markup()  # without targets none can be passed over
    return Block("unreported", html, records(silent, "row_id", "target_no", "target_quote", "target_value", "unit"))


def milestones(result: Assessment) -> Block:
    """The dated events that the report announces for the three months after its period, soonest first."""
    due = due_milestones(result).merge(result.tasks[["row_id", "lead"]], on="row_id")
    shown = ("event", "quote", "lead")
    rows = [[_whole(*cells(each, "due")), *cells(each, *shown), proof(each["row_id"])] for each in records(due)]
    head = [("时间", False), *heads(*shown), ("依据", False)]
    html = (
        html_table(f"原报告写明在下一季度的{len(rows)}个时间节点", head, rows) if len(result.milestones) else Markup()
    )
    return Block("milestones", html, records(due, "row_id", "due", "event", "quote"))


def departments(rollup: pd.DataFrame, marked: str = "") -> Block:
    """Departments side by side, who leads most on top: what each leads and co-operates in, and how many tasks stand where.

    Where fewer than five tasks can be measured there is no rank.

    rollup  rollup(tasks, by="lead")
    marked  the department to be set off
    """
    shown = {"task_count": "牵头", "cooperating_count": "配合", "measured_count": "可衡量"}
    shown |= {STATUS_COUNTS[status]: sign(status) for status in rollups.statuses_in(rollup)}
    shown |= {"median_spi": "进度指数中位数", "rank": "位次"}
    rows = [
        [row["department"], *(figure(name, row[name]) for name in shown)]
        for row in records(rollup.sort_values("task_count", ascending=False, kind="stable"))
    ]
    head = [("单位", False), *((label, True) for label in shown.values())]
    caption = f"牵头任务按状态计;可衡量的任务不足{rollups.MIN_RANKED}项的不排位次"
    html = (
        html_table(caption, head, rows, marked=marked, look="dense", finding=_place(rollup, marked))
        if rows
        else Markup()
    )
    return Block("departments", html, records(rollup))


def of_department(result: Assessment, department: str, *, part: str = "") -> Assessment:
    """The part of an assessment that one department leads (part="lead"), co-operates in ("cooperating"), or both ("").

    returns  an assessment like `result`, with the rows of these tasks only
    errors   ReportError for a name that no row of the report has, with the nearest one
    """
    own = result.departments[result.departments["department"] == known_department(result.departments, department)]
    rows = own[own["part"] == part]["row_id"] if part else own["row_id"]
    return rollups.keep(result, rows)


def html_table(
    caption: str,
    head: list[tuple[Any, bool]],
    rows: list[list[Any]],
    *,
    marked: str = "",
    look: str = "",
    finding: str = "",
) -> Markup:
    """An HTML table with caption.

    head     (label, whether the column holds numbers), a column each
    rows     the cells of each row; the first one names the row
    marked   name of the row to be set off
    look     a class of the style sheet
    finding  what the table shows, in a sentence over it
    """
    return render("table.html", caption=caption, head=head, rows=rows, marked=marked, look=look, finding=finding)


def figure(column: str, value: Any) -> str:
    """A figure of a dense table in words; a dot for a count of none, so that those that are there stand out."""
    return NONE if column.endswith("_count") and value == 0 else cell(column, value)


def needed(target: dict[str, Any]) -> str:
    """The pace that a target needs from now on, in words."""
    return pace_words(target["required_pace"], target["pace_ratio"], target["unit"])


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
    return [(f"逐项写明的:{words}", None)] if words else []


def anchor(name: str, result: Assessment) -> str:
    """An id for the block that no other result on the page has."""
    return f"{name}-{'-'.join(result.tasks['row_id'].iloc[[0, -1]])}" if len(result.tasks) else name


def proof(row_id: str) -> Markup:
    """A link from a figure to the row that proves it."""
    return Markup('<a href="#{0}">{0}</a>').format(row_id)


def _target_name(target: dict[str, Any]) -> Markup:
    name = Markup("{} {}").format(target["target_quote"], proof(target["row_id"]))
    told = settled(target)
    return name + Markup('<span class="settled">✓ {}</span>').format(told) if told else name


def _whole(words: str) -> Markup:
    return Markup('<span class="whole">{}</span>').format(words)


def _place(rollup: pd.DataFrame, department: str) -> str:
    """Where a department stands among those that have a rank, in a sentence; empty without a department."""
    own = next(iter(records(rollup[rollup["department"] == department])), None)
    if own is None:
        return ""
    tasks = (
        f"{department}牵头{own['task_count']}项、配合{own['cooperating_count']}项,其中可衡量的{own['measured_count']}项"
    )
    if pd.isna(own["rank"]):
        return f"{tasks},不足{rollups.MIN_RANKED}项,不排位次。"
    spi, ranked = cell("median_spi", own["median_spi"]), rollup["rank"].notna().sum()
    return f"{tasks};进度指数中位数{spi},在{ranked}个可排位次的单位中列第{own['rank']}。"


def day(day: date) -> str:
    """A date as an office writes it: 2021年3月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
