"""The doubts as a workbook for Excel, WPS and LibreOffice: a line a doubt, with the row's own figures to choose from.

A department that is asked for figures gets the same workbook with a line a thing to be supplied (`write_answer_sheet`), and beside the
figure it may write what the next report is to say.
"""

from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import xlsxwriter

from ..columns import COLUMNS, STAGE_LABELS, STATUS_LABELS, WANTED_LABELS
from ..drafts import draft
from ..judging.assessment import Assessment
from ..judging.decisions import fingerprint
from .answers import STATUSES, offered
from .cards import ASKED, SAMPLE, SHOWN, Card, cards, cards_of, reading_words
from .questions import Question, as_read
from .requests import Request

DOUBTS, SUPPLIED, CHOICES, NOTES = "存疑", "补报", "候选", "说明"
# head -> width in characters; a person fills in the columns of FILLED, the others are locked, those of KEYS hidden
HEADS = {
    "序号": 5, "编号": 7, "目标": 24, "原文": 62, "问题": 16, "机读": 10, "处理": 8, "改为": 12, "核定人": 9, "理由": 14,
    "问题代码": 9, "目标原文": 11, "原文指纹": 14,
}  # fmt: skip
NEXT = "下期进展"  # what the next report is to say of the row, in a sheet for a department
CALLED = {"改为": "补报数", "核定人": "填报人", "理由": "说明"}  # what the columns to fill in are called there
FILLED = ("处理", "改为", "核定人", "理由")
KEYS = ("问题代码", "目标原文", "原文指纹")
OPEN = (*FILLED, *CALLED.values(), NEXT)
ANSWERS = {"采用": "accept", "改为": "figures", "无": "none", "不是目标": "not_target", "存疑": "unsure"}
WIDTHS = {
    DOUBTS: HEADS,
    SUPPLIED: {CALLED.get(head, head): width for head, width in HEADS.items() if head not in KEYS}
    | {"原文": 44, "问题": 20, NEXT: 18} | {head: HEADS[head] for head in KEYS},
}  # fmt: skip
HOW = {
    "怎么填": "只填白底的四栏，留空的行不动。",
    "处理": "采用（机读的数）；改为（原文中的另一个数）；无（原文没有完成数）；不是目标；存疑（留着再看）。",
    "改为": "从下拉里选原文中编了号的数；相加的写 〔1〕+〔2〕；原文没有的数直接写，并写理由。",
    "核定人": "每一行都要写，姓名或科室。",
    "改好以后": "shinpingba review 报告期 --from 文件.xlsx。逐行检查：有一处写错就都不存；原文已变的行不存，其余照存。",
}
HOW_SUPPLIED = {
    "怎么填": "只填白底的各栏，一行一件；暂时没有数的行留空。数据截至报告期末。",
    "补报数": "直接写数（12 或 12座，没有完成的写 0）；原文里编了号的数可以从下拉里选，相加的写 〔1〕+〔2〕。",
    "处理": "写了补报数的可以不填。机读的数没有错的选“采用”；原文没有完成数的选“无”；不是目标的选“不是目标”。",
    "填报人": "填写了数的行都要写，姓名或科室。",
    "说明": "可以不写；数据的出处（台账、统计表）写在这里。",
    NEXT: "下一期报告里这一项要写的进展，可以不写；存入时另成一表，不改本期的报告。",
    "填好以后": "退回发函单位：shinpingba remind 报告期 --from 文件.xlsx。逐行检查：有一处写错就都不存；原文已变的行不存，其余照存。",
}


def write_sheet(result: Assessment, path: Path, sample: int = SAMPLE) -> int:
    """Write what is open to a workbook, which is there whole or not at all; decisions that were made already are left out.

    sample   how many of the figures read with high confidence are mixed in
    returns  how many lines it has
    """
    settled = {each.asks for each in result.settling}
    listed = [card for card in cards(as_read(result), sample) if card.question.asks not in settled]
    _write_book(result, path, DOUBTS, [(card, ASKED[card.question.question]) for card in listed])
    return len(listed)


def write_answer_sheet(result: Assessment, path: Path, wanted: Sequence[tuple[Request, str]]) -> int:
    """Write what a department is asked for to a workbook, which is there whole or not at all.

    wanted   the things with what is asked in words, in order
    returns  how many lines it has
    """
    listed = cards_of(result, [request.question for request, _ in wanted])
    asked = [f"{WANTED_LABELS[request.wanted]}：{words}" for request, words in wanted]
    _write_book(result, path, SUPPLIED, [*zip(listed, asked, strict=True)])
    return len(listed)


def card_words(card: Card) -> str:
    """The row in words, each cell with its head, the figures to choose among numbered in place."""
    numbers = {(each.field, each.start): number for number, each in enumerate(offered(card.question), 1)}
    return "\n".join(f"{label}：{_numbered(text, field, numbers)}" for label, field, text in _cells(card))


def choice_words(question: Question) -> list[str]:
    """What can be chosen from the list: 〔1〕172个, or a status."""
    if question.question == "status":
        return [STATUS_LABELS[status] for status in STATUSES]
    if question.question == "stage":
        return [*STAGE_LABELS.values()]
    return [f"〔{number}〕{each.quote}" for number, each in enumerate(offered(question), 1)]


def report_words(result: Assessment) -> str:
    """Which report a workbook is for."""
    return f"{result.report.district} {result.report.period}".strip()


def _cells(card: Card) -> Iterable[tuple[str, str, str]]:
    return ((COLUMNS[field].label, field, str(card.row[field])) for field in SHOWN if card.row.get(field))


def _numbered(text: str, field: str, numbers: dict[tuple[str, int], int]) -> str:
    marks = sorted((start, number) for (place, start), number in numbers.items() if place == field)
    for start, number in reversed(marks):
        text = f"{text[:start]}〔{number}〕{text[start:]}"
    return text


def _write_book(result: Assessment, path: Path, name: str, listed: list[tuple[Card, str]]) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with draft(path) as beside, xlsxwriter.Workbook(beside, options) as book:
        looks = {"text_wrap": True, "valign": "top", "font_size": 10}
        formats = {
            "head": book.add_format(looks | {"bold": True, "bg_color": "#EEF1F4", "bottom": 1}),
            "locked": book.add_format(looks | {"bg_color": "#F5F6F8", "bottom": 1, "bottom_color": "#D9DDE3"}),
            "filled": book.add_format(looks | {"locked": False, "border": 1, "border_color": "#D9DDE3"}),
        }
        _write_lines(book.add_worksheet(name), name, listed, formats)
        _write_choices(book.add_worksheet(CHOICES), [card for card, _ in listed])
        _write_notes(book.add_worksheet(NOTES), result, HOW if name == DOUBTS else HOW_SUPPLIED, formats["locked"])


def _write_lines(sheet: Any, name: str, listed: list[tuple[Card, str]], formats: dict[str, Any]) -> None:
    widths = WIDTHS[name]
    for place, (head, width) in enumerate(widths.items()):
        sheet.write(0, place, head, formats["head"])
        sheet.set_column(place, place, width, None, {"hidden": head in KEYS})
    for line, (card, asked) in enumerate(listed, 1):
        cells = _line(line, card, asked)
        for place, head in enumerate(widths):
            sheet.write(line, place, cells.get(head, ""), formats["filled" if head in OPEN else "locked"])
        _offer(sheet, line, [*widths], card.question)
        fitting = widths["原文"] // 2 - 2  # Chinese characters in a line of the cell
        sheet.set_row(line, min(15 * (sum(1 + len(part) // fitting for part in card_words(card).split("\n"))), 409))
    _protect(sheet, len(listed), len(widths))


def _line(number: int, card: Card, asked: str) -> dict[str, Any]:
    question = card.question
    return {
        "序号": number, "编号": question.row_id, "目标": card.called, "原文": card_words(card),
        "问题": asked, "机读": reading_words(question), "问题代码": question.question, "目标原文": question.target_quote,
        "原文指纹": fingerprint(card.row),
    }  # fmt: skip


def _offer(sheet: Any, line: int, heads: list[str], question: Question) -> None:
    """What may be chosen on a line; a number that stands nowhere in the row may be written too, after a word of warning."""
    place = heads.index("处理")
    sheet.data_validation(line, place, line, place, {"validate": "list", "source": _answers(question)})
    if choices := choice_words(question):
        place = next(place for place, head in enumerate(heads) if head in ("改为", CALLED["改为"]))
        source = f"={CHOICES}!$A${line}:${chr(ord('A') + len(choices) - 1)}${line}"
        told = {"error_type": "warning", "error_title": "原文没有的数", "error_message": "不在候选中的数，要写理由。"}
        asked = {} if NEXT not in heads else {"error_type": "information", "error_message": "不在候选中的数也可以填。"}
        sheet.data_validation(line, place, line, place, {"validate": "list", "source": source, **told, **asked})


def _answers(question: Question) -> list[str]:
    if question.question in ("stage", "base"):
        return ["改为", "存疑"]
    return ["采用", "改为", "存疑"] if question.question == "status" else [*ANSWERS]


def _protect(sheet: Any, lines: int, columns: int) -> None:
    """Heads in sight, a filter, and only the columns to be filled in open; without a password, against slips alone."""
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(lines, 1), columns - 1)
    _print_across(sheet)
    sheet.repeat_rows(0)
    sheet.protect("", {"autofilter": True, "sort": True, "format_rows": True, "format_columns": True})


def _print_across(sheet: Any) -> None:
    """One page of A4 wide, laid across, with narrow margins, so that nine-point letters are left."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.set_footer("&C&P")
    sheet.fit_to_pages(1, 0)


def _write_choices(sheet: Any, listed: list[Card]) -> None:
    for line, card in enumerate(listed):
        sheet.write_row(line, 0, choice_words(card.question))
    sheet.hide()


def _write_notes(sheet: Any, result: Assessment, how: dict[str, str], look: Any) -> None:
    notes = {
        "报告": report_words(result),
        "标题": result.report.title,
        "程序": f"shinpingba {version('shinpingba')}",
        **how,
    }
    for line, pair in enumerate(notes.items()):
        sheet.write_row(line, 0, pair, look)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100)
    _print_across(sheet)
    sheet.protect()
