"""What has to be supplied before a report can be judged, and by whom (请补报数字): a line a thing and lead department.

Four things can be wanting: the figure of a target (新建5G基站1500个, of which nothing is told), the base of a share
(目前已完成总进度的43.3%: of how many?), a figure that was read with
doubt and that a person should settle, and the stage of a task whose words name none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ..columns import records, table
from ..judging.assessment import Assessment
from ..language.clauses import without_bullets
from ..language.likeness import likeness
from ..report.departments import leading
from .doubts import doubt_words
from .questions import Question, questions

if TYPE_CHECKING:
    import pandas as pd

_SENTENCE = re.compile(r"[^。；;\n①-⑳]+[①-⑳]?")
# what is asked for, with the figure's unit, by what is wanting
ASKS = {
    "figure": "补报累计完成数",
    "base": "补报累计完成的实数（报告只写了百分比）",
    "settle": "核实累计完成数",
    "stage": "写明进展到哪个阶段（已完成、实施中、前期、未启动、暂缓）",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to be supplied.

    question             what it asks; of a stage, and of the base of a task's share, one without a target
    wanted               figure, base, settle or stage
    field, start, quote  the report's words on it, row[field][start : start + len(quote)] == quote; "", None, "" where it has none
    """

    question: Question
    wanted: str
    field: str = ""
    start: int | None = None
    quote: str = ""


def requests(result: Assessment) -> "pd.DataFrame":
    """What is to be supplied, by lead department in the order of the report: a line a thing and department that leads its task.

    A task that two departments lead is asked of both; (row_id, question, target_no) tells a thing from another. What people have settled
    is not asked again, but a figure that they say is not in the report still is. A task whose lead is not known has <NA> for it.
    returns  table `requests`; `as_of` is the report's last day, `quote` <NA> where the report says nothing of it
    """
    tasks = {row["row_id"]: row for row in records(result.tasks)}
    targets = {(each["row_id"], each["target_no"]): each for each in records(result.targets)}
    lines = [_line(each, tasks, targets, result) for each in wanting(result)]
    leads: dict[str, list[str | None]] = {}
    for each in records(leading(result.departments), "row_id", "department"):
        leads.setdefault(each["row_id"], []).append(each["department"])
    given: list[dict[str, Any]] = [
        line | {"department": name} for line in lines for name in leads.get(line["row_id"], [None])
    ]
    order: list[str | None] = [*dict.fromkeys(name for names in leads.values() for name in names), None]
    return table("requests", sorted(given, key=lambda line: order.index(cast("str | None", line["department"]))))


def wanting(result: Assessment) -> list[Request]:
    """The things behind `requests`, each once, in the order of the report."""
    settled = {each.asks for each in result.settling}
    tasks = {row["row_id"]: row for row in records(result.tasks)}
    targets = {(each["row_id"], each["target_no"]): each for each in records(result.targets)}
    asked = [*questions(result), *map(of_task, tasks, map(_wanting_of_task, tasks.values()))]
    place = {row_id: number for number, row_id in enumerate(tasks)}
    found = []
    for each in sorted(asked, key=lambda each: place[each.row_id]):
        wanted = _wanted(each, targets.get((each.row_id, each.target_no))) if each.question else ""
        if wanted and not (wanted != "figure" and each.asks in settled):
            found.append(Request(each, wanted, *_words(each, tasks[each.row_id])))
    return found


def of_task(row_id: str, question: str) -> Question:
    """A question of a whole task: how far it is (stage), or of what its share is told (base)."""
    return Question(row_id, question, None, "", "", "none", None, (), (), "")


def _wanting_of_task(task: Mapping[str, Any]) -> str:
    """What is wanting of a task without targets, "" where nothing is.

    stage  预计能够完成年度目标: neither a figure nor a stage
    base   完成年度任务的27.3%: of how many?
    """
    if task["target_count"]:
        return ""
    return {"share": "base", "none": "stage"}.get(task["basis"], "")


def _wanted(question: Question, target: Mapping[str, Any] | None) -> str:
    """What is wanting, "" where nothing is.

    figure  新建公厕5座, of which nothing is told, or only that work goes on
    base    目前已完成总进度的43.3%: the number was worked out of the share; of 已全部完成 there is nothing to ask
    settle  建成街头绿地2处 of 口袋公园5处: read with doubt; or a size of which something is done, or the verdict of the office against ours
    """
    if question.question in ("stage", "base"):
        return question.question
    if target is None or target["kind"] == "size":
        return "settle"
    if target["done_value"] is None:
        return "figure" if target["status"] != "completed" else ""
    if target["method"] == "percent" and target["kind"] == "count" and target["status"] != "completed":
        return "base"
    return "settle" if question.flags else ""


def _words(question: Question, row: Mapping[str, Any]) -> tuple[str, int | None, str]:
    """The report's words on a thing: the figure that was read, else the sentence of one that could be meant, else the likest one."""
    if question.answer:
        return question.answer.field, question.answer.start, question.answer.quote
    if question.question == "base":
        return str(row["field"]), row["start"], str(row["quote"])
    near = next((each for each in question.candidates if each.unit == question.unit), None)
    if near and near.field != "progress":
        return near.field, near.start, near.quote
    told = [match for match in _SENTENCE.finditer(str(row["progress"] or "")) if without_bullets(match[0]).strip()]
    if near:
        match = next((each for each in told if each.start() <= near.start < each.end()), None)
    elif question.target_quote:
        match = max(told, key=lambda each: likeness(question.target_quote, each[0]), default=None)
        match = match if match and likeness(question.target_quote, match[0]) else None
    else:
        match = next(iter(told), None)
    if match is None:
        return "", None, ""
    words = match[0].strip()
    return "progress", match.start() + match[0].index(words), words


def _line(
    request: Request, tasks: Mapping[str, Any], targets: Mapping[tuple[str, Any], Any], result: Assessment
) -> dict[str, Any]:
    question = request.question
    row, target = tasks[question.row_id], targets.get((question.row_id, question.target_no), {})
    return {
        "row_id": question.row_id, "target_no": question.target_no, "question": question.question, "task": row["task"] or row["name"],
        "target_quote": question.target_quote or None, "target_name": target.get("target_name"),
        "target_value": target.get("target_value"), "unit": target.get("unit"),
        "wanted": request.wanted, "asked": asked_words(request, target), "as_of": result.report.as_of.isoformat(),
        "field": request.field or None, "start": request.start, "quote": request.quote or None,
        "candidates": "|".join(each.quote for each in question.candidates) or None,
        "doubt": doubt_words(question.flags) or None,
    }  # fmt: skip


def asked_words(request: Request, target: Mapping[str, Any]) -> str:
    """What to supply, in words: 补报累计完成数(单位:个), 核实累计完成数(单位:家), 补报增速(%).

    target  its record in `targets`; none of a question of the whole task
    """
    if request.question.question == "status":
        return "核实任务状态（自评与数字不一）"
    if request.question.question == "target":
        return "核实全年目标数"
    if request.question.question == "base":
        return "补报全年计划数（报告只写了完成的百分比）"
    if request.wanted in ("base", "stage"):
        return ASKS[request.wanted] + (f"，单位：{target['unit']}" if target else "")
    kind = {"growth": "增速", "share": "比例"}.get(target["kind"], "累计完成数")
    return (
        f"{ASKS[request.wanted].replace('累计完成数', kind)}（{'单位：' + target['unit'] if target['unit'] else '%'}）"
    )
