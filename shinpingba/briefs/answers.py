"""The first page of a brief: what lags, what has changed since the last report, what must be supplied, what falls due next."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from ..columns import CODE_LABELS, records
from ..judging.assessment import Assessment
from ..judging.matters import Matter, matters
from ..judging.naming import of_what
from ..language.punctuation import full_width
from ..quarters import due_milestones
from ..reviewing.requests import requests
from ..showing.cells import cell, cells
from .blocks import Panel, html_table, named, proof
from .lateness import late_words
from .render import render, sign
from .two_reports import change_lines

LINES = 5  # of each answer; the rest stands in its section
LONGEST, LONG = 32, 60  # characters of the words of one line, and of one cell


class Headline(NamedTuple):
    """One of the four answers: its head, one sentence, a few lines, and the section that has all."""

    head: str
    said: str
    lines: list[Markup]
    section: str
    rest: str


def answers(result: Assessment, earlier: Sequence[Assessment] = ()) -> Panel:
    """What lags, what has changed, what must be supplied and what falls due next, a few lines each.

    earlier  assessments of the reports before this one, the earliest first
    """
    listed, asked = matters(result), requests(result)
    due = due_milestones(result)
    said, lines = change_lines(result, earlier, LINES)
    found = [
        _late(listed, result),
        Headline("比上期变了什么", said, lines, "与本年前几期相比", "全部变化" if lines else ""),
        _asked(asked),
        _due(due),
    ]
    found.sort(key=lambda each: not each.lines)  # what has nothing to list comes last
    html = render("answers.html", answers=found)
    figures = {"late": len(listed), "requests": len(asked), "due": len(due)}
    return Panel("answers", html, figures)


def first_steps(led: Assessment, helped: Assessment) -> Panel:
    """What a department has to do first: its late matters, what it has to supply, and what falls due; and what there is nothing of."""
    listed, asked, due = matters(led), requests(led), due_milestones(led)
    asked = asked.drop_duplicates(["row_id", "target_no", "question"])
    found = [_late(listed, led, "牵头任务中的滞后和预警"), _asked_one(asked, led), _due(due)]
    nothing = [] if listed else ["滞后或预警的任务"]
    nothing += [] if len(asked) else ["要补报的数字"]
    nothing += [] if len(due) else ["下一季度的时间节点"]
    if led.commitments["status"].ne("unreported").all():
        nothing.append("进展里漏报的目标")
    if len(helped.tasks) and not matters(helped):
        nothing.append("配合任务中的滞后或预警")
    html = render("answers.html", answers=[each for each in found if each.lines], nothing="、".join(nothing))
    return Panel("first_steps", html, {"late": len(listed), "requests": len(asked), "due": len(due)})


def supplied(result: Assessment) -> Panel:
    """Every figure that has to be supplied, by lead department, and the report's words on it; on paper one line a department."""
    asked = requests(result)
    if asked.empty:
        return Panel("requests", Markup(), [])
    rows, name_of = [], _namer(result)
    for department, own in _by_lead(asked).items():
        rows += [
            [
                department if place == 0 else "",
                name_of(line),
                full_width(line["asked"]),
                _short(line["quote"] or "没有提到", 45),
            ]
            for place, line in enumerate(own)
        ]
    heads = [("牵头单位", False), ("目标或任务", False), ("请补报", False), ("报告现在的说法", False)]
    is_one = asked["department"].nunique(dropna=False) == 1
    look = "grouped small" if is_one else "grouped small onscreen"
    joint = asked.groupby(["row_id", "question"])["department"].nunique().gt(1).any()
    caption = "由两个单位共同牵头的，两个单位各列一次" if joint else "每处只列一次"
    html = html_table(caption, heads, rows, finding=_asked_words(asked), look=look)
    return Panel("requests", html if is_one else html + _on_paper(asked), records(asked))


def _on_paper(asked: pd.DataFrame) -> Markup:
    """One line a department, with the numbers of its tasks: all that is asked would fill seven pages."""
    rows: list[list[Any]] = []
    for department, own in _by_lead(asked).items():
        ids = {
            label: dict.fromkeys(each["row_id"] for each in own if each["wanted"] == kind)
            for kind, label in CODE_LABELS["wanted"].items()
        }
        told = "；".join(f"{label}：{'、'.join(found)}" for label, found in ids.items() if found)
        rows.append([department, str(len(own)), told])
    heads = [("牵头单位", False), ("处", True), ("缺什么（任务编号）", False)]
    return html_table("逐条的清单在网页、提醒函和导出的工作簿里", heads, rows, look="small onpaper")


def _by_lead(asked: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """What is asked of each lead department, in the order in which they come."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in records(asked):
        found.setdefault(line["department"] or "未写明牵头单位", []).append(line)
    return found


def _late(listed: list[Matter], result: Assessment, section: str = "滞后清单") -> Headline:
    lines = [_late_line(each) for each in listed[:LINES]]
    rest = f"全部{len(listed)}条" if listed else ""
    return Headline("哪些滞后", late_words(listed, result), lines, section, rest)


def _late_line(matter: Matter) -> Markup:
    share = matter.targets[0]["completion_share"]
    told = (
        Markup("，完成<b>{}</b>").format(cell("completion_share", share))
        if share is not None and not pd.isna(share)
        else Markup()
    )
    ids = Markup("、").join(map(proof, matter.row_ids))
    return Markup("{} {}{} {}").format(sign(matter.status), _short(matter.words), told, ids)


def _asked_words(asked: pd.DataFrame) -> str:
    """要补报或核实93处：69处缺完成数，24处待核实。涉及24个牵头单位。"""
    each = asked.drop_duplicates(["row_id", "target_no", "question"])
    kinds = Counter(each["wanted"])
    labels = CODE_LABELS["wanted"]
    parts = "、".join(f"{kinds[kind]}处{label}" for kind, label in labels.items() if kinds[kind])
    count = asked["department"].nunique()
    return (
        f"要补报或核实{len(each)}处：{parts}；涉及{count}个牵头单位。"
        if count
        else f"要补报或核实{len(each)}处：{parts}。"
    )


def _asked(asked: pd.DataFrame) -> Headline:
    if asked.empty:
        return Headline("要补报什么", "没有要补报的数字。", [], "请补报数字", "")
    labels = CODE_LABELS["wanted"]
    lines = []
    for department, count in asked["department"].value_counts().head(LINES).items():
        kinds = Counter(asked.loc[asked["department"] == department, "wanted"])
        parts = "、".join(f"{label}{kinds[kind]}" for kind, label in labels.items() if kinds[kind])
        lines.append(Markup("{} <b>{}</b>处（{}）").format(department, count, parts))
    return Headline("要补报什么", _asked_words(asked), lines, "请补报数字", "按单位的清单")


def _asked_one(asked: pd.DataFrame, result: Assessment) -> Headline:
    """What one department has to supply, thing by thing."""
    lines = [Markup("{}：{}").format(_wanted(line), full_width(line["asked"])) for line in records(asked.head(LINES))]
    kinds = Counter(asked["wanted"])
    parts = "、".join(f"{kinds[kind]}处{label}" for kind, label in CODE_LABELS["wanted"].items() if kinds[kind])
    return Headline("要补报什么", f"{len(asked)}处：{parts}。", lines, "请补报数字", f"全部{len(asked)}处")


def _wanted(line: dict[str, Any]) -> Markup:
    return Markup("{} {}").format(_short(line["target_name"] or line["task"] or ""), proof(line["row_id"]))


def _namer(result: Assessment) -> Callable[[dict[str, Any]], Markup]:
    """Names what is asked for: the target, and what it is of where its words do not say; or the task."""
    targets = {(each["row_id"], each["target_no"]): each for each in records(result.targets)}

    def _name(line: dict[str, Any]) -> Markup:
        whole = of_what(targets[line["row_id"], line["target_no"]], line["task"]) if line["target_no"] else ""
        return named(_short(line["target_name"] or line["task"] or "", LONG), whole, line["row_id"])

    return _name


def _due(due: pd.DataFrame) -> Headline:
    if due.empty:
        return Headline("接下来到期", "原报告没有写明下一季度的时间节点。", [], "下一季度的时间节点", "")
    lines = [
        Markup("<b>{}</b> {} {}").format(cells(each, "due")[0], _short(each["event"]), proof(each["row_id"]))
        for each in records(due.head(LINES))
    ]
    said = f"原报告写明的下一季度时间节点有{len(due)}个，最近的："
    return Headline("接下来到期", said, lines, "下一季度的时间节点", f"全部{len(due)}个")


def _short(words: str, longest: int = LONGEST) -> str:
    """The words, cut where they are too long for a line."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
