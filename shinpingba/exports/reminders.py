"""A letter to a lead department (提醒函) in the form of GB/T 9704-2012: what lags in its own words, and what it has to supply.

With the letter goes a workbook to answer in; what comes back is taken over by `reviewing.returned`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from ..columns import STATUS_LABELS, records
from ..drafts import draft
from ..judging.assessment import Assessment
from ..judging.matters import Matter, matters
from ..judging.naming import of_what
from ..judging.rollups import keep
from ..language.punctuation import full_width
from ..report.departments import leading
from ..reviewing.requests import Request, asked_words, wanting
from ..reviewing.sheet import write_answer_sheet
from ..showing.cells import cell
from .document import INDENT, official, set_font
from .guards import printable

TITLE = "关于提醒滞后事项和补报数字的函"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one lead department is written about.

    late    the late matters of the tasks that it leads, one project once
    wanted  the things that it has to supply, each with what is asked in words
    beside  row id -> the departments that lead the task with it
    """

    department: str
    led: int
    late: list[Matter]
    wanted: list[tuple[Request, str]]
    beside: Mapping[str, list[str]]


def reminders(result: Assessment) -> list[Reminder]:
    """Whom to write to, in the order of the report: every lead department of which something lags, or that has something to supply."""
    led = leading(result.departments)
    together = led.groupby("row_id")["department"].agg(list)
    wanted = _asked(result)
    found = []
    for department, rows in led.groupby("department", sort=False)["row_id"]:
        ids = {*rows}
        own = [(request, words) for request, words in wanted if request.question.row_id in ids]
        beside = {row_id: [name for name in together[row_id] if name != department] for row_id in ids}
        one = Reminder(str(department), len(ids), matters(keep(result, rows)), own, beside)
        if own or one.late:
            found.append(one)
    return found


def write_reminder(result: Assessment, one: Reminder, letter: Path, answers: Path) -> None:
    """Write the letter (.docx), and the workbook to answer in (.xlsx) where something is to be supplied; each is there whole or not at all.

    errors  OSError where nothing can be written
    """
    if one.wanted:
        write_answer_sheet(result, answers, one.wanted)
    with draft(letter) as beside:
        _letter(result, one, answers.name).save(str(beside))


def _asked(result: Assessment) -> list[tuple[Request, str]]:
    targets = {(each["row_id"], each["target_no"]): each for each in records(result.targets)}
    found = wanting(result)
    return [
        (each, asked_words(each, targets.get((each.question.row_id, each.question.target_no), {}))) for each in found
    ]


def _letter(result: Assessment, one: Reminder, answers: str) -> Document:
    document = official()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(style="Body Text")
    document.add_paragraph(f"{printable(one.department)}：", style="Body Text").paragraph_format.first_line_indent = Pt(
        0
    )
    _say(document, full_width(_opening(result, one)))
    parts = [
        (head, lines)
        for head, lines in (("滞后和预警事项", _late(one)), ("请补报的数字", _wanted(result, one)))
        if lines
    ]
    for number, (head, lines) in zip("一二", parts, strict=False):
        document.add_heading(f"{number}、{head}", 1)
        for place, (sentence, quote) in enumerate(lines, 1):
            _say(document, f"{place}.{' ' * sentence[:1].isdigit()}{full_width(sentence)}")
            if quote:
                _say(document, f"报告原文：“{quote}”", "楷体_GB2312")
    _say(document, _closing(one))
    if one.wanted:
        _say(document, f"附件：答复表（{answers}）")
    _sign(document, result)
    return document


def _opening(result: Assessment, one: Reminder) -> str:
    counts = Counter(each.status for each in one.late for _ in each.row_ids)
    stands = "、".join(f"{label}{counts[status]}项" for status, label in STATUS_LABELS.items() if counts[status])
    behind = f"其中{stands}" if stands else "没有读到滞后事项"
    wanted = f"，需要补报或核实的{len(one.wanted)}处" if one.wanted else ""
    report = result.report
    of = f"《{report.title}》" if report.title else f"{report.district}{report.period_words}报告"
    day = cell("as_of", report.as_of.isoformat())
    return f"根据{of}，贵单位牵头的任务{one.led}项，{behind}{wanted}（数据截至{day}）。现将有关事项函告如下。"


def _late(one: Reminder) -> list[tuple[str, str]]:
    """The office's sentence of each late matter, with its rows, and the report's words where the sentence does not hold them all."""
    found = []
    for matter in one.late:
        told = dict.fromkeys((each["done_quote"] or "").rstrip("。；; ") for each in matter.targets)
        sentence = matter.sentence.rsplit("（牵头单位：", 1)[0].rstrip("。")
        left = "；".join(words for words in told if full_width(words) not in sentence)
        found.append((f"{sentence}{_place(one, *matter.row_ids)}。", left))
    return found


def _place(one: Reminder, *row_ids: str) -> str:
    """（编号B2，与区城管局共同牵头）"""
    others = dict.fromkeys(name for row_id in row_ids for name in one.beside[row_id])
    with_others = f"，与{'、'.join(others)}共同牵头" if others else ""
    return f"（编号{'、'.join(row_ids)}{with_others}）"


def _wanted(result: Assessment, one: Reminder) -> list[tuple[str, str]]:
    tasks = {row["row_id"]: row for row in records(result.tasks, "row_id", "task", "name")}
    targets = {(each["row_id"], each["target_no"]): each for each in records(result.targets)}
    found = []
    for request, words in one.wanted:
        question = request.question
        of = _of(targets.get((question.row_id, question.target_no)), tasks[question.row_id])
        found.append((f"{of}{_place(one, question.row_id)}。{words}。", request.quote.rstrip("。")))
    return found


def _of(target: dict[str, Any] | None, task: dict[str, Any]) -> str:
    """What is asked for: 5个公厕（任务“新增7000个公共停车位、5个公厕”）, or the task."""
    if target is None:
        return str(task["task"] or task["name"]).rstrip("。")
    whole = of_what(target, task["task"]).rstrip("。")
    return target["target_name"].rstrip("。") + (f"（任务“{whole}”）" if whole else "")


def _closing(one: Reminder) -> str:
    """What is wanted, by when: the day is the office's to fill in."""
    late = "对滞后和预警的事项，请说明原因和下一步措施。" * bool(one.late)
    answer = "请将数字填入所附答复表，只填白底的各栏，于  月  日前退回。" * bool(one.wanted)
    return f"{late}{answer}"


def _say(document: Document, words: str, font: str = "") -> None:
    paragraph = document.add_paragraph(printable(words), style="Body Text")
    paragraph.paragraph_format.first_line_indent = INDENT
    if font:
        set_font(paragraph.runs[0], font, 16)


def _sign(document: Document, result: Assessment) -> None:
    """Who writes, and the day, which is left open: at the right, two lines below."""
    document.add_paragraph(style="Body Text")
    for words in (result.report.issuer or "（发函单位）", "    年  月  日"):
        paragraph = document.add_paragraph(printable(words), style="Body Text")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = 2 * INDENT
