"""The workbook: the ledger, every table, and a sheet that says what the figures mean."""

import math
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import xlsxwriter

from ..columns import COLUMNS, LOOKS, STATUSES, records
from ..judging.assessment import Assessment
from ..judging.rules import RULE_LABELS
from ..report.errors import ReportError
from ..showing.cells import for_sheet, head
from .ledger import whole_ledger, whole_tables

SHEETS = {
    "requests": "请补报数字",
    "tasks": "任务", "targets": "目标", "items": "工作项", "milestones": "时间节点", "checks": "复算", "doubts": "存疑",
    "decisions": "核定", "departments": "任务单位", "rollup_lead": "单位汇总", "rollup_section": "板块汇总", "rollup_table": "类别汇总",
    "mentions": "数字", "rejected": "不作数量",
}  # fmt: skip
NOTES = {
    "台账": "一行一个目标；没有可衡量目标的任务占一行。存在问题、备注两栏由单位填写。",
    "数值": "均为基本单位：1800亿元记为180000000000元，15%记为15.0%；没有写明的留空，不记为0。",
    "完成率": "累计完成 / 年度目标。增长和占比类目标只判断是否达到，不计算完成率。",
    "序时进度": "报告期末已过月数 / 12。",
    "差距": "完成率减序时进度（增长、占比类为实际减目标），单位是百分点，负数为落后。",
    "状态": "".join(f"{status.label}：{status.meaning}。" for status in STATUSES.values()),
    "合计": "因四舍五入，分项之和可能不等于100%。",
}
# the ledger as offices keep it; they fill in the last two columns themselves
OFFICE = (
    "row_id", "section", "task", "target_value", "unit", "done_value", "completion_share", "elapsed_share", "gap", "status",
    "lead", "cooperating", "progress", "done_quote", "decision", "read_value",
)  # fmt: skip
BY_HAND = ("存在问题", "备注")
LONGEST = 32767  # characters that Excel, WPS and LibreOffice keep in a cell
PROSE, NAME = 44, 18  # widths in characters of a column of sentences, and the most for one of names and numbers
# the looks of columns, and of an amount, which a sheet shows without its unit
FORMATS: dict[str, dict[str, Any]] = {name: {"num_format": look.sheet} for name, look in LOOKS.items() if look.sheet}
FORMATS |= {
    "head": {"bold": True, "bg_color": "#EEF1F4", "bottom": 1},
    "text": {},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.00"},
    "rate": {"num_format": "0.0##%"},  # as many decimals as the report states: 96.66%
}


def write_workbook(results: Sequence[Assessment], path: Path) -> None:
    """Write results as .xlsx: 台账 first, a sheet a table, 说明 last. Text stays text, whatever it begins with.

    errors  ReportError for a text that is too long for a cell: a spreadsheet would cut it
    """
    for result in results:
        _check_lengths(result)
    of_report = ["district", "period"] * (len(results) > 1)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        common = {"text_wrap": True, "valign": "top", "font_size": 10}
        formats = {name: book.add_format(common | look) for name, look in FORMATS.items()}
        _write_sheet(book.add_worksheet("台账"), whole_ledger(results)[[*of_report, *OFFICE]], formats, BY_HAND)
        made = whole_tables(results)
        for name, title in SHEETS.items():
            if name in made:
                _write_sheet(book.add_worksheet(title), made[name], formats)
        _write_notes(book.add_worksheet("说明"), results, formats)


def _check_lengths(result: Assessment) -> None:
    for row in records(result.report.rows):
        for column, text in row.items():
            if isinstance(text, str) and len(text) > LONGEST:
                found = f"{len(text)}个字；可以导出到文件夹（csv），那里没有这个限制"
                raise ReportError(f"{row['row_id']} {head(column)}", "", f"单元格里至多{LONGEST}个字", found)


def _write_sheet(sheet: Any, table: pd.DataFrame, formats: dict[str, Any], by_hand: tuple[str, ...] = ()) -> None:
    shown = for_sheet(table)
    columns = [str(column) for column in table]
    sheet.write_row(0, 0, [*map(head, columns), *by_hand], formats["head"])
    widths = [_width(shown[column]) for column in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    units = table["unit"] if "unit" in table else [pd.NA] * len(table)
    for line, (cells, unit) in enumerate(zip(shown.itertuples(index=False), units, strict=True), start=1):
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            if pd.notna(value):
                sheet.write(line, place, value, formats[_look(column, value, unit)])
        sheet.set_row(line, _height(cells, widths))
    _print_across(sheet, len(table), len(columns) + len(by_hand))


def _write_notes(sheet: Any, results: Sequence[Assessment], formats: dict[str, Any]) -> None:
    """What the figures mean, and where they come from."""
    notes = {
        "报告": "\n".join(each.report.title for each in results),
        "期间": "、".join(dict.fromkeys(each.report.period for each in results)),
        "判断口径": f"{results[0].rule}：{RULE_LABELS[results[0].rule]}",
    }
    notes |= {"程序": f"shinpingba {version('shinpingba')}", **NOTES}
    for line, (what, meaning) in enumerate(notes.items()):
        sheet.write_row(line, 0, (what, meaning), formats["text"])
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)


A3, A4 = 8, 9  # as Excel numbers papers
MOST_ON_A4 = 12  # columns that can still be read on a page laid across


def _print_across(sheet: Any, lines: int, columns: int) -> None:
    """Heads that stay in sight on the screen and on paper, a filter, and one page wide."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, lines, columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4 if columns <= MOST_ON_A4 else A3)
    sheet.fit_to_pages(1, 0)


def _look(column: str, value: Any, unit: Any) -> str:
    """The format of a cell. An amount without a unit is a fraction: the 6% of a growth target."""
    if isinstance(value, str):
        return "text"
    looks = COLUMNS[column].looks if column in COLUMNS else ""
    if looks in FORMATS:
        return looks
    if looks in ("amount", "exact") and (pd.isna(unit) or not unit):
        return "rate"
    return "whole" if float(value) == int(value) else "decimal"


def _width(column: pd.Series) -> int:
    """Width of a column in characters: of its widest cell, or less where texts are broken over lines."""
    widest = max(map(_signs, column.dropna()), default=0)
    return PROSE if widest > 2 * PROSE else min(max(widest + 2, 9), NAME)


def _height(cells: Iterable[Any], widths: Iterable[int]) -> int:
    """Height of a row in points, all its text in sight: WPS and LibreOffice do not work it out themselves."""
    lines = max(math.ceil(_signs(cell) / width) for cell, width in zip(cells, widths, strict=True) if pd.notna(cell))
    return min(14 * lines, 409)


def _signs(cell: Any) -> int:
    """Characters of a cell, a Chinese one counted as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in str(cell))
