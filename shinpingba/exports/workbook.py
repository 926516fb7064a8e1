"""The workbook: the ledger, every table, and a sheet that says what the figures mean."""

import math
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import xlsxwriter

from ..columns import COLUMNS, LOOKS, STATUSES, records
from ..judging.assessment import Assessment
from ..judging.rules import RULE_LABELS
from ..language.amounts import amount
from ..report.errors import ReportError
from ..showing.cells import for_sheet, head, is_near
from .ledger import whole_ledger, whole_tables

SHEETS = {
    "requests": "请补报数字",
    "tasks": "任务", "targets": "目标", "items": "工作项", "milestones": "时间节点", "checks": "复算", "doubts": "存疑",
    "decisions": "核定", "departments": "任务单位", "rollup_lead": "单位汇总", "rollup_section": "板块汇总", "rollup_table": "类别汇总",
    "mentions": "数字", "rejected": "不作数量",
}  # fmt: skip
NOTES = {
    "台账": "一行一个目标；没有可衡量目标的任务占一行。存在问题、备注两栏由单位填写。",
    "数值": "显示为亿、万，单元格里是基本单位的数（1800亿元是180000000000），可以直接计算；没有写明的留空，不记为0。由百分比推算的写“约”。",
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
PROSE, NAME, AMOUNT = (
    44,
    16,
    12,
)  # widths in characters of a column of sentences, and the most for one of names, and of amounts
# the looks of columns, and of an amount, which a sheet shows without its unit
FORMATS: dict[str, dict[str, Any]] = {name: {"num_format": look.sheet} for name, look in LOOKS.items() if look.sheet}
FORMATS |= {
    "head": {"bold": True, "bg_color": "#EEF1F4", "bottom": 1},
    "text": {},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.00"},
    "rate": {"num_format": "0.0##%"},  # as many decimals as the report states: 96.66%
    # 1800.00亿, 3.7万, 11.1713万: the point is put between digits, a comma leaves three away; the number in the cell stays whole
    "hundred_millions": {"num_format": r'0\.00,,"亿"'},
    "thousands": {"num_format": r'0\.0,"万"'},
    "ones": {"num_format": r'0\.0000"万"'},
    "near": {"num_format": '"约"#,##0'},  # worked out of a share
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
        _write_sheet(book.add_worksheet("台账"), whole_ledger(results), formats, BY_HAND, [*of_report, *OFFICE])
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


def _write_sheet(
    sheet: Any, table: pd.DataFrame, formats: dict[str, Any], by_hand: Sequence[str] = (), chosen: Sequence[str] = ()
) -> None:
    """A table with its heads. by_hand: columns behind it, to be filled in; chosen: those of its own that are shown, by default all."""
    columns = [*(chosen or map(str, table))]
    shown = for_sheet(table[columns])
    sheet.write_row(0, 0, [*map(head, columns), *by_hand], formats["head"])
    widths = [_width(column, shown[column]) for column in columns]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    lines = zip(shown.itertuples(index=False), records(table), strict=True)
    for line, (cells, whole) in enumerate(lines, start=1):
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            if pd.notna(value):
                sheet.write(line, place, value, formats[_look(column, value, whole)])
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
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


A3, A4 = 8, 9  # as Excel numbers papers
MOST_ON_A4 = 12  # columns that can still be read on a page laid across


def _print_across(sheet: Any, lines: int, columns: int) -> None:
    """Heads that stay in sight on the screen and on paper, a filter, and one page wide."""
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, lines, columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4 if columns <= MOST_ON_A4 else A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.set_footer("&C&P")
    sheet.fit_to_pages(1, 0)


def _look(column: str, value: Any, line: Mapping[str, Any]) -> str:
    """The format of a cell. An amount without a unit is a fraction: the 6% of a growth target."""
    if isinstance(value, str):
        return "text"
    looks, unit = COLUMNS[column].looks if column in COLUMNS else "", line.get("unit")
    if looks in FORMATS:
        return looks
    if looks in ("amount", "exact"):
        return _look_of_amount(value, unit, is_near=column == "done_value" and is_near(line)) if unit else "rate"
    return "whole" if float(value) == int(value) else "decimal"


def _look_of_amount(value: float, unit: str, *, is_near: bool) -> str:
    """The format that shows an amount as people write it: 1800.00亿 元, 3.7万 平方米, 约3 个, 172 个."""
    words = amount(value, unit)
    if "亿" in words:
        return "hundred_millions"
    if "万" in words and value == int(value):
        return "thousands" if value % 1000 == 0 else "ones"
    if is_near:
        return "near"
    return "whole" if float(value) == int(value) else "decimal"


def _width(name: str, column: pd.Series) -> int:
    """Width of a column in characters: of its widest cell, or less where texts are broken over lines."""
    if name in COLUMNS and COLUMNS[name].looks == "amount":
        return AMOUNT
    widest = max(map(_signs, column.dropna()), default=0)
    return PROSE if widest > 2 * PROSE else min(max(widest + 2, 8), NAME)


def _height(cells: Iterable[Any], widths: Iterable[int]) -> int:
    """Height of a row in points, all its text in sight: WPS and LibreOffice do not work it out themselves."""
    lines = max(math.ceil(_signs(cell) / width) for cell, width in zip(cells, widths, strict=True) if pd.notna(cell))
    return min(14 * lines, 409)


def _signs(cell: Any) -> int:
    """Characters of a cell, a Chinese one counted as two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in str(cell))
