"""A workbook of before 2007 (.xls) to a Document, by xlrd: it alone tells how numbers look in the old format."""

import io
from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from typing import Any

import xlrd
from xlrd.xldate import xldate_as_datetime

from ..document import Document
from ..errors import ReportError
from .marks import SET
from .number_formats import formatted
from .sheets import CellPlace, Sheet, document_of

_SET = defaultdict(lambda: str, {1: SET["superscript"], 2: SET["subscript"]})  # as xlrd numbers them


def read(name: str, content: bytes) -> Document:
    """Take an old workbook apart. Formulas count as the value they were saved with.

    errors   ReportError for a file that is encrypted or broken, and for over 100,000 cells
    """
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        found = "加密的文件" if "encrypt" in str(error).lower() else "打不开的文件(已损坏,或是改了后缀的别种文件)"
        raise ReportError(name, "", "完好、未加密的.xls工作簿", found) from None
    return document_of(name, "xls", [_sheet(book, sheet) for sheet in book.sheets()])


def _sheet(book: Any, sheet: Any) -> Sheet:
    struck: list[CellPlace] = []
    places = [(line, column) for line in range(sheet.nrows) for column in range(sheet.row_len(line))]
    errors = [place for place in places if sheet.cell_type(*place) == xlrd.XL_CELL_ERROR]
    return Sheet(
        sheet.name,
        [[_seen(book, sheet, (line, n), struck) for n in range(sheet.row_len(line))] for line in range(sheet.nrows)],
        [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells],
        {line for line, info in sheet.rowinfo_map.items() if info.hidden},
        {column for column, info in sheet.colinfo_map.items() if info.hidden},
        is_hidden=bool(sheet.visibility),
        errors=[(place, xlrd.error_text_from_code.get(sheet.cell_value(*place), "")) for place in errors],
        struck=struck,
    )


def _seen(book: Any, sheet: Any, place: CellPlace, struck: list[CellPlace]) -> str:
    """The words of a cell that are not struck out, raised figures apart."""
    cell = sheet.cell(*place)
    words = _words(book, cell)
    first = book.font_list[book.xf_list[cell.xf_index].font_index]
    runs = [(0, first), *((at, book.font_list[n]) for at, n in sheet.rich_text_runlist_map.get(place, ()))]
    parts = [(font, words[at:end]) for (at, font), (end, _) in pairwise([*runs, (len(words), None)])]
    if any(font.struck_out and part for font, part in parts):
        struck.append(place)
    return "".join(_SET[font.escapement](part) for font, part in parts if not font.struck_out)


def _words(book: Any, cell: Any) -> str:
    form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            return formatted(_moment(cell.value, book.datemode), form)
        case xlrd.XL_CELL_NUMBER:
            return formatted(cell.value, form)
        case xlrd.XL_CELL_BOOLEAN:
            return str(bool(cell.value)).upper()
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
    return ""


def _moment(value: float, datemode: int) -> str:
    """A date or a time in ISO."""
    moment: datetime = xldate_as_datetime(value, datemode)
    return moment.time().isoformat() if value < 1 else moment.isoformat()
