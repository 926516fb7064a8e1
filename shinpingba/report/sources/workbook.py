"""A workbook of today (.xlsx) to a Document.

calamine reads the values; openpyxl adds what only it tells: the formats of numbers, what is hidden, which cells are formulas.
"""

import io
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from ..document import Document
from .container import check_archive
from .marks import SET
from .number_formats import formatted
from .sheets import CellPlace, Sheet, check_merged, document_of

_FORMULA, _ERROR = "f", "e"
_PLAIN = "数字按常规格式读(读不到百分号、单位等数字格式),请核对百分比和日期"


def read(name: str, content: bytes) -> Document:
    """Take a workbook apart. Formulas count as the value they were saved with.

    errors   ReportError for an archive that is broken, encrypted or too large when unpacked, and for over 100,000 cells
    """
    check_archive(name, content).close()
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        sheets = [_sheet(book, each, name) for each in book.sheets_metadata]
    looks = _looks(content)
    for sheet, values in sheets:
        _dress(sheet, values, looks.get(sheet.name))
    return document_of(name, "xlsx", [sheet for sheet, _ in sheets], () if looks else (_PLAIN,))


def _sheet(book: Any, described: Any, name: str) -> tuple[Sheet, list[list[Any]]]:
    """A sheet, still without its words, and the values of its cells."""
    found = book.get_sheet_by_name(described.name)
    merged = found.merged_cell_ranges or []
    check_merged(name, described.name, merged, found.total_height, found.total_width)
    is_hidden = described.visible != SheetVisibleEnum.Visible
    sheet = Sheet(described.name, [], merged, is_hidden=is_hidden)
    return sheet, found.to_python(skip_empty_area=False)


def _looks(content: bytes) -> dict[str, Any]:
    """The sheets as openpyxl reads them; none where it cannot: it is stricter than Excel."""
    try:
        return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(content), rich_text=True).worksheets}
    except Exception:  # whatever it finds wrong
        return {}


def _dress(sheet: Sheet, values: list[list[Any]], look: Any) -> None:
    """Give a sheet its words, as they look, and what is hidden or missing in it."""
    sheet.rows = [[_words(value, "General") for value in row] if row.count("") < len(row) else [] for row in values]
    for (line, column), cell in (look._cells if look else {}).items():
        place = line, column = line - 1, column - 1
        value = values[line][column] if line < len(values) and column < len(values[line]) else ""
        if cell.data_type == _FORMULA and value == "":
            sheet.formulas.append(place)
        elif cell.data_type == _ERROR:
            sheet.errors.append((place, str(cell.value)))
        elif value != "":
            sheet.rows[line][column] = _seen(sheet, place, cell, value)
    if look:
        sheet.hidden_rows = {line - 1 for line, size in look.row_dimensions.items() if size.hidden}
        hidden = [size for size in look.column_dimensions.values() if size.hidden]
        sheet.hidden_columns = {n - 1 for size in hidden for n in range(size.min, size.max + 1)}


def _seen(sheet: Sheet, place: CellPlace, cell: Any, value: Any) -> str:
    """The words of a cell that are not struck out, raised figures apart."""
    parts = cell.value if isinstance(cell.value, CellRichText) else []
    fonts = [(getattr(part, "font", None), str(part)) for part in parts] or [
        (cell.font, _words(value, cell.number_format))
    ]
    if any(font is not None and font.strike for font, _ in fonts):
        sheet.struck.append(place)
    seen = [(font, words) for font, words in fonts if font is None or not font.strike]
    return "".join(SET.get(font.vertAlign or "" if font else "", str)(words) for font, words in seen)


def _words(value: Any, form: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return formatted(value, form)
    return formatted(value.isoformat(), form) if hasattr(value, "isoformat") else str(value)
