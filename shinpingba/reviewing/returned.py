"""A workbook of doubts that comes back filled in: every line checked, a spoiled one changes nothing, one for an older text is refused."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..columns import COLUMNS, STAGE_LABELS, STATUS_LABELS, records
from ..judging.assessment import Assessment
from ..judging.decisions import Decision, fingerprint
from ..judging.recording import faults_of
from ..report.errors import ReportError
from .answers import Answer, decision_of, offered
from .questions import Question, as_read, questions
from .requests import of_task
from .sheet import ANSWERS, CALLED, DOUBTS, FILLED, NEXT, NOTES, OPEN, SUPPLIED, WIDTHS, report_words

if TYPE_CHECKING:
    import pandas as pd

_CHOICE = re.compile(r"〔(\d)〕([^+＋〔]*)")
_CODES = {
    "status": {words: status for status, words in STATUS_LABELS.items()},
    "stage": {words: stage for stage, words in STAGE_LABELS.items()},
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    decisions  line of the sheet -> the decision it makes; lines that were left open are not there
    spoiled    what is wrong, a line each: with any of it nothing is to be kept
    expired    lines that were made for an older text: they are not kept, the others are
    further    row id -> what the next report is to say of it: `progress`, and `planned` where a share had no base
    """

    decisions: dict[int, Decision]
    spoiled: list[str]
    expired: list[str]
    further: dict[str, dict[str, str]] = field(default_factory=dict)


_CHANGED = "：原文已变（或没有这一行），没有存，请用新的表重做"


def read_sheet(result: Assessment, path: Path, on: str) -> Returned:
    """The decisions of a workbook that `write_sheet` or `write_answer_sheet` made and people have filled in.

    on      the day they are taken over, ISO
    errors  ReportError for what is no such workbook, or one for another report
    """
    lines = _lines(path, result)
    rows = {row["row_id"]: row for row in records(result.report.rows)}
    asked = {each.asks: each for each in [*questions(as_read(result)), *_of_tasks(rows)]}
    found = Returned({}, [], [])
    seen: set[tuple[str, str, str]] = set()
    for place, cells in lines:
        row, asks = rows.get(cells["编号"]), (cells["编号"], cells["问题代码"], cells["目标原文"])
        if row is None or fingerprint(row) != cells["原文指纹"]:
            found.expired.append(f"{path.name} 第{place}行 {cells['编号']}{_CHANGED}")
            continue
        try:
            if asks in seen:
                raise ReportError(cells["编号"], "", "每个问题一行", "同一个问题的第二行")
            seen.add(asks)
            _take(found, place, cells, _known(asked.get(asks), cells), row, on)
        except ReportError as error:
            found.spoiled.append(f"{path.name} 第{place}行 {_as_called(error, cells)}")
    faults = zip(found.decisions, faults_of(result.report, [*found.decisions.values()]), strict=True)
    found.spoiled.extend(
        f"{path.name} 第{place}行 {found.decisions[place].row_id}：{fault}" for place, fault in faults if fault
    )
    found.spoiled.sort(key=_line_of)
    return found


def next_rows(result: Assessment, returned: Iterable[Returned]) -> "pd.DataFrame":
    """What the answers say of the next report, as a table that `read_report` reads: a line a row of this report, in its order.

    returned  of some departments; where two write of one row, their words follow each other
    returns   编号, 项目名称, 工作任务, 牵头单位, 配合单位, 计划数, 进展情况; unknown is <NA>
    """
    told: dict[str, dict[str, list[str]]] = {}
    for row_id, field_, words in (
        (r, f, w) for one in returned for r, cells in one.further.items() for f, w in cells.items()
    ):
        listed = told.setdefault(row_id, {}).setdefault(field_, [])
        listed.extend([words] * (words not in listed))
    rows = result.report.rows.set_index("row_id", drop=False)
    rows = rows.loc[[row_id for row_id in rows.index if row_id in told]]
    found = rows[["row_id", "name", "task", "lead", "cooperating"]].reset_index(drop=True)
    for column in ("planned", "progress"):
        found[column] = ["\n".join(told[row_id].get(column, [])) or None for row_id in found["row_id"]]
        found[column] = found[column].astype("string")
    return found.rename(columns=lambda column: COLUMNS[column].label)


def _of_tasks(rows: Iterable[str]) -> list[Question]:
    return [of_task(row_id, question) for row_id in rows for question in ("stage", "base")]


def _take(
    found: Returned, place: int, cells: Mapping[str, str], question: Question, row: Mapping[str, Any], on: str
) -> None:
    """Take one line over: a decision, the base of a share, or words for the next report."""
    further = {"progress": cells[NEXT]} if cells.get(NEXT) else {}
    if any(cells[head] for head in FILLED):
        answer = _answer(question, cells, on)
        if question.question != "base":
            found.decisions[place] = decision_of(question, row, answer)
        elif answer.typed:
            further["planned"] = answer.typed
    if further:
        found.further.setdefault(question.row_id, {}).update(further)


def _lines(path: Path, result: Assessment) -> list[tuple[int, dict[str, str]]]:
    """The lines of the sheet as text by head, each with its number."""
    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ReportError(path.name, "", "由 review --to 做成的 .xlsx", "读不出来的文件") from error
    name = next((each for each in WIDTHS if each in book.sheetnames), None)
    if name is None or NOTES not in book.sheetnames:
        raise ReportError(
            path.name, "", f"工作表 {DOUBTS}、{NOTES}（答复表是 {SUPPLIED}、{NOTES}）", "、".join(book.sheetnames)
        )
    made_for = _text(book[NOTES]["B1"].value)
    if made_for != report_words(result):
        raise ReportError(path.name, NOTES, f"报告 {report_words(result)} 的表", f"报告 {made_for} 的表")
    first, *others = book[name].iter_rows(values_only=True)
    heads = [_text(value) for value in first]
    if missing := [head for head in WIDTHS[name] if head not in heads]:
        raise ReportError(path.name, "第1行", f"列 {'、'.join(WIDTHS[name])}", f"缺 {'、'.join(missing)}")
    lines = [(place, dict(zip(heads, map(_text, line), strict=False))) for place, line in enumerate(others, 2)]
    filled = [(place, cells) for place, cells in lines if any(cells.get(head) for head in OPEN)]
    return [(place, _supplied(cells) if name == SUPPLIED else cells) for place, cells in filled]


def _supplied(cells: dict[str, str]) -> dict[str, str]:
    """A line from a department: a figure alone is enough, it needs no word of what to do with it and no reason."""
    named = cells | {head: cells[called] for head, called in CALLED.items()}
    is_given = bool(named["改为"])
    return named | {"处理": named["处理"] or "改为" * is_given, "理由": named["理由"] or "单位补报" * is_given}


def _as_called(error: ReportError, cells: Mapping[str, str]) -> ReportError:
    """An error with the column called as the sheet calls it."""
    names = CALLED if NEXT in cells else {}
    return ReportError(error.source, names.get(error.place, error.place), error.expected, error.found)


def _known(question: Question | None, cells: Mapping[str, str]) -> Question:
    if question is None:
        raise ReportError(
            cells["编号"], "", f"读得出的目标“{cells['目标原文']}”", "本行读不出这个目标（编号、目标两栏不能改）"
        )
    return question


def _answer(question: Question, cells: Mapping[str, str], on: str) -> Answer:
    told, instead = cells["处理"], cells["改为"]
    if told not in ANSWERS:
        raise ReportError(cells["编号"], "处理", "、".join(ANSWERS), f"“{told}”")
    if not cells["核定人"]:
        raise ReportError(cells["编号"], "核定人", "姓名或科室", "空")
    if (told == "改为") != bool(instead):
        expected = "选一个数，或写一个数" if told == "改为" else f"空（处理是“{told}”）"
        raise ReportError(cells["编号"], "改为", expected, f"“{instead}”")
    facts: dict[str, Any] = {"by": cells["核定人"], "on": on, "reason": cells["理由"]}
    if told != "改为":
        return Answer(ANSWERS[told], **facts)
    if codes := _CODES.get(question.question):
        if instead not in codes:
            raise ReportError(cells["编号"], "改为", "、".join(codes), f"“{instead}”")
        return Answer(codes[instead], **facts)
    chosen = _CHOICE.findall(instead)
    if not chosen:
        return Answer("typed", typed=instead, **facts)
    _check_choices(question, chosen)
    return Answer("figures", figures=tuple(int(number) for number, _ in chosen), **facts)


def _check_choices(question: Question, chosen: Sequence[tuple[str, str]]) -> None:
    """A number with its words has to be the one that stands there: 〔2〕65个."""
    shown = offered(question)
    for number, quote in chosen:
        place = int(number)
        if not 1 <= place <= len(shown) or (quote.strip() and quote.strip() != shown[place - 1].quote):
            known = "、".join(f"〔{n}〕{each.quote}" for n, each in enumerate(shown, 1))
            raise ReportError(question.row_id, "改为", known or "没有候选", f"“〔{number}〕{quote}”")


def _text(value: Any) -> str:
    """A cell as text: a whole number without its point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _line_of(fault: str) -> int:
    place = re.search(r"第(\d+)行", fault)
    return int(place[1]) if place else 0
