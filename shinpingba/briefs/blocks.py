"""The blocks of a brief: a table in, one piece of HTML out, with the figures it shows.

A notebook shows a block by naming it in a cell. The HTML goes to the page, the figures to the JSON file beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import STATUS_COUNTS, records
from ..judging import rollups
from ..judging.assessment import Assessment
from ..judging.rules import RULE_NAMES, elapsed_share
from ..quarters import due_milestones
from ..report.departments import known_department
from ..report.reports import Report
from ..showing.cells import cell, cells, dated, heads
from .render import FIGURES, lab_style, render, sign

NONE = "·"
GROUP = ("简报目录", "全区简报")  # the pages of a run that every other one leads to


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a brief as Jupyter shows it, and the figures in it under the block's name."""

    name: str
    html: Markup
    figures: Any

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": f"{lab_style()}{self.html}", FIGURES: {self.name: self.figures}}


def title(
    result: Assessment, department: str = "", *, about: str = "", pages: Mapping[str, str] | None = None
) -> Panel:
    """The title block: what the brief is about, for which district and period, by which rule, and from which report.

    about  what the page is, where it is no brief of the report as a whole
    pages  the other pages of its run by name, each with its address as seen from this one; GROUP are shown here
    """
    report = result.report
    elapsed = elapsed_share(report.as_of)
    # a file that is called by its period alone has no title
    subject = report.subject if report.subject != report.period else f"{report.period_words}重点任务推进情况"
    heading = department or about or subject
    subtitle = subject if heading != subject else ""
    links = [(name, address) for name, address in (pages or {}).items() if name in GROUP]
    html = render(
        "title.html", district=report.district, title=heading, subtitle=subtitle, facts=facts(result), links=links
    )
    head = running(known_of(report, result.rule), department)
    data = {"period": report.period, "department": department, "elapsed_share": elapsed, "running": head}
    return Panel("title", html, data)


def running(known: Mapping[str, str], department: str = "") -> str:
    """What stands over every printed page: the department, and what is known of the report (`known_of`)."""
    return "　".join(filter(None, [department, *known.values()]))


def known_of(report: Report, rule: Any) -> dict[str, str]:
    """District, period, rule and the report's date, in words; "" for what is not known."""
    return {
        "district": report.district,
        "period": report.period_words,
        "rule": f"口径：{RULE_NAMES[rule]}" if rule in RULE_NAMES else "",
        "published": f"依据{day(report.published)}的报告" if report.published else "",
    }


def facts(result: Assessment) -> list[str]:
    """What every page says of itself: district, period, schedule, rule, and the report's issuer and date."""
    report = result.report
    told = [report.district] if report.district else []
    told += [f"{report.period_words}（截至{day(report.as_of)}）"]
    told += [f"序时进度{cell('elapsed_share', elapsed_share(report.as_of))}", f"口径：{RULE_NAMES[result.rule]}"]
    if report.published:
        told.append(f"依据{report.issuer}{day(report.published)}的报告")
    return told


def milestones(result: Assessment) -> Panel:
    """The dated events that the report announces for the three months after its period, soonest first."""
    due = due_milestones(result).merge(result.tasks[["row_id", "lead"]], on="row_id")
    shown = ("event", "quote", "lead")
    rows = [[_whole(*cells(each, "due")), *cells(each, *shown), proof(each["row_id"])] for each in records(due)]
    head = [("时间", False), *heads(*shown), ("依据", False)]
    html = html_table(f"原报告写明在下一季度的{len(rows)}个时间节点", head, rows) if rows else Markup()
    return Panel("milestones", html, records(due, "row_id", "due", "event", "quote"))


def departments(rollup: pd.DataFrame, marked: str = "", *, pages: Mapping[str, str] | None = None) -> Panel:
    """Departments side by side, who leads most on top: what each leads and co-operates in, and how many tasks stand where.

    Where fewer than five tasks can be measured there is no rank.

    rollup  rollup(tasks, by="lead")
    marked  a department to be set off: its place in a sentence, and the table of those that have a rank only if it has one itself
    pages   a department's brief by its name
    """
    listed = rollup.sort_values("task_count", ascending=False, kind="stable")
    if marked:
        own = rollup[rollup["department"] == marked]
        listed = listed[listed["rank"].notna()].sort_values("rank") if own["rank"].notna().any() else listed.iloc[:0]
    shown = {"task_count": "牵头", "cooperating_count": "配合", "measured_count": "可衡量"}
    shown |= {STATUS_COUNTS[status]: sign(status) for status in rollups.statuses_in(listed)}
    shown |= {"median_spi": "进度指数中位数", "rank": "位次"}
    rows = [[_page(row["department"], pages), *(figure(name, row[name]) for name in shown)] for row in records(listed)]
    head = [("单位", False), *((label, True) for label in shown.values())]
    caption = f"牵头任务按状态计；可衡量的任务不足{rollups.MIN_RANKED}项的不排位次"
    finding = _place(rollup, marked)
    html = html_table(caption, head, rows, marked=marked, look="dense", finding=finding) if rows else _said(finding)
    return Panel("departments", html, records(rollup))


def _page(name: str, pages: Mapping[str, str] | None) -> str:
    return Markup('<a href="{}">{}</a>').format(pages[name], name) if pages and name in pages else name


def _said(finding: str) -> Markup:
    return Markup("<p>{}</p>").format(finding) if finding else Markup()


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


def anchor(name: str, result: Assessment) -> str:
    """An id for the block that no other result on the page has."""
    return f"{name}-{'-'.join(result.tasks['row_id'].iloc[[0, -1]])}" if len(result.tasks) else name


def proof(row_id: str) -> Markup:
    """A link from a figure to the row that proves it."""
    return Markup('<a href="#{0}">{0}</a>').format(row_id)


def named(name: str, of: str, row_id: str) -> Markup:
    """A target as lists name it: its words, what it is of where they do not say ("" where they do), and the row that proves it."""
    whole = Markup('<span class="muted">（{}）</span>').format(of) if of else ""
    return Markup("{}{} {}").format(name, whole, proof(row_id))


def _whole(words: str) -> Markup:
    return Markup('<span class="whole">{}</span>').format(words)


def _place(rollup: pd.DataFrame, department: str) -> str:
    """Where a department stands among those that have a rank, in a sentence; empty without a department."""
    own = next(iter(records(rollup[rollup["department"] == department])), None)
    if own is None:
        return ""
    tasks = f"{department}牵头{own['task_count']}项、配合{own['cooperating_count']}项，其中可衡量的{own['measured_count']}项"
    if pd.isna(own["rank"]):
        return f"{tasks}，不足{rollups.MIN_RANKED}项，不排位次。"
    spi, ranked = cell("median_spi", own["median_spi"]), rollup["rank"].notna().sum()
    return f"{tasks}；进度指数中位数{spi}，在{ranked}个可排位次的单位中列第{own['rank']}。"


def day(day: date) -> str:
    """A date as an office writes it: 2021年3月31日."""
    return dated(day.isoformat())
