"""A workbook of doubts that comes back filled in: every line checked, a spoiled one changes nothing, one for an older text is refused."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..columns import STATUS_LABELS, records
from ..judging.assessment import Assessment
from ..judging.decisions import Decision, fingerprint
from ..judging.recording import faults_of
from ..report.errors import ReportError
from .answers import Answer, decision_of, offered
from .questions import Question, as_read, questions
from .sheet import ANSWERS, DOUBTS, FILLED, HEADS, KEYS, NOTES, report_words

_CHOICE = re.compile(r"〔(\d)〕([^+＋〔]*)")
_STATUSES = {words: status for status, words in STATUS_LABELS.items()}


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    decisions  line of the sheet -> the decision it makes; lines that were left open are not there
    spoiled    what is wrong, a line each: with any of it nothing is to be kept
    expired    lines that were made for an older text: they are not kept, the others are
    """

    decisions: dict[int, Decision]
    spoiled: list[str]
    expired: list[str]


def read_sheet(result: Assessment, path: Path, on: str) -> Returned:
    """The decisions of a workbook that `write_sheet` made and people have filled in.

    on      the day they are taken over, ISO
    errors  ReportError for what is no such workbook, or one for another report
    """
    lines = _lines(path, result)
    rows = {row["row_id"]: row for row in records(result.report.rows)}
    asked = {each.asks: each for each in questions(as_read(result))}
    decisions: dict[int, Decision] = {}
    spoiled, expired, seen = [], [], set()
    for place, cells in lines:
        asks = (cells["编号"], cells["问题代码"], cells["目标原文"])
        row, question = rows.get(cells["编号"]), asked.get(asks)
        if not any(cells[head] for head in FILLED):
            continue
        if row is None or fingerprint(row) != cells["原文指纹"]:
            expired.append(f"{path.name} 第{place}行 {cells['编号']}:原文已变(或没有这一行),没有存,请用新的表重做")
            continue
        try:
            if asks in seen:
                raise ReportError(cells["编号"], "", "每个问题一行", "同一个问题的第二行")
            seen.add(asks)
            decisions[place] = decision_of(_known(question, cells), row, _answer(_known(question, cells), cells, on))
        except ReportError as error:
            spoiled.append(f"{path.name} 第{place}行 {error}")
    faults = zip(decisions, faults_of(result.report, [*decisions.values()]), strict=True)
    spoiled += [f"{path.name} 第{place}行 {decisions[place].row_id}:{fault}" for place, fault in faults if fault]
    return Returned(decisions, sorted(spoiled, key=_line_of), expired)


def _lines(path: Path, result: Assessment) -> list[tuple[int, dict[str, str]]]:
    """The lines of the sheet as text by head, each with its number."""
    try:
        book = load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ReportError(path.name, "", "由 review --to 做成的 .xlsx", "读不出来的文件") from error
    if not {DOUBTS, NOTES} <= {*book.sheetnames}:
        raise ReportError(path.name, "", f"工作表 {DOUBTS}、{NOTES}", "、".join(book.sheetnames))
    made_for = _text(book[NOTES]["B1"].value)
    if made_for != report_words(result):
        raise ReportError(path.name, NOTES, f"报告 {report_words(result)} 的表", f"报告 {made_for} 的表")
    first, *others = book[DOUBTS].iter_rows(values_only=True)
    heads = [_text(value) for value in first]
    if missing := [head for head in HEADS if head not in heads]:
        raise ReportError(path.name, "第1行", f"列 {'、'.join(HEADS)}", f"缺 {'、'.join(missing)}")
    lines = [(place, dict(zip(heads, map(_text, line), strict=False))) for place, line in enumerate(others, 2)]
    return [(place, cells) for place, cells in lines if any(cells[head] for head in ("编号", *KEYS, *FILLED))]


def _known(question: Question | None, cells: Mapping[str, str]) -> Question:
    if question is None:
        raise ReportError(
            cells["编号"], "", f"读得出的目标“{cells['目标原文']}”", "本行读不出这个目标(编号、目标两栏不能改)"
        )
    return question


def _answer(question: Question, cells: Mapping[str, str], on: str) -> Answer:
    told, instead = cells["处理"], cells["改为"]
    if told not in ANSWERS:
        raise ReportError(cells["编号"], "处理", "、".join(ANSWERS), f"“{told}”")
    if not cells["核定人"]:
        raise ReportError(cells["编号"], "核定人", "姓名或科室", "空")
    if (told == "改为") != bool(instead):
        expected = "选一个数,或写一个数" if told == "改为" else f"空(处理是“{told}”)"
        raise ReportError(cells["编号"], "改为", expected, f"“{instead}”")
    facts: dict[str, Any] = {"by": cells["核定人"], "on": on, "reason": cells["理由"]}
    if told != "改为":
        return Answer(ANSWERS[told], **facts)
    if question.question == "status":
        if instead not in _STATUSES:
            raise ReportError(cells["编号"], "改为", "一个状态", f"“{instead}”")
        return Answer(_STATUSES[instead], **facts)
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
