"""The process that opens a workbook: `python sheet_process.py FILE` writes its visible sheets to stdout as JSON.

calamine reads the values of every kind of workbook; of an .xlsx, openpyxl adds what only it tells: the formats of numbers,
what is hidden, and which cells are formulas.
"""

import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

_MEMORY = 2 * 2**30
_MOST_CELLS = 200_000
_FORMULA, _ERROR = "f", "e"


def main(path: str) -> None:
    """Write {"sheets", "hidden" (names of hidden sheets)}; of a sheet its name, rows, merged (corners from 0), hidden_rows and
    hidden_columns (from 0), formulas without a value and errors (places from 0).

    A cell is its words, or {"value" (a number, or a date in ISO), "format"}.
    """
    _bound_memory()
    with CalamineWorkbook.from_path(path) as book:
        shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        hidden = [each.name for each in book.sheets_metadata if each.name not in shown]
        looks = _looks(path) if path.lower().endswith(".xlsx") else {}
        sheets = [_sheet(book.get_sheet_by_name(name), looks.get(name)) for name in shown]
    sys.stdout.write(json.dumps({"sheets": sheets, "hidden": hidden}))


def _looks(path: str) -> dict[str, Any]:
    """The sheets as openpyxl reads them; none where it cannot: it is stricter than Excel."""
    from openpyxl import load_workbook

    try:
        return {sheet.title: sheet for sheet in load_workbook(path).worksheets}
    except Exception:  # whatever it finds wrong
        return {}


def _sheet(sheet: Any, look: Any) -> dict[str, Any]:
    values = sheet.to_python(skip_empty_area=False)
    if (count := sum(map(len, values))) > _MOST_CELLS:
        sys.exit(f"工作表“{sheet.name}”有{count}个单元格,超过{_MOST_CELLS}个")
    rows = [[_cell(value) for value in row] for row in values]
    found = {"name": sheet.name, "rows": rows, "merged": sheet.merged_cell_ranges or [], "formulas": [], "errors": []}
    for (line, column), cell in (look._cells if look else {}).items():
        place = (line - 1, column - 1)
        value = rows[line - 1][column - 1] if line <= len(rows) and column <= len(rows[line - 1]) else ""
        if isinstance(value, dict):
            value["format"] = cell.number_format
        elif cell.data_type == _FORMULA and not value:
            found["formulas"].append(place)
        elif cell.data_type == _ERROR:
            found["errors"].append((*place, str(cell.value)))
    hidden = {"rows": look.row_dimensions, "columns": look.column_dimensions} if look else {"rows": {}, "columns": {}}
    found["hidden_rows"] = [line - 1 for line, size in hidden["rows"].items() if size.hidden]
    found["hidden_columns"] = [
        n - 1 for size in hidden["columns"].values() if size.hidden for n in range(size.min, size.max + 1)
    ]
    return found


def _cell(value: Any) -> str | dict[str, Any]:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return {"value": value, "format": "General"}
    return {"value": value.isoformat(), "format": "General"} if hasattr(value, "isoformat") else str(value)


def _bound_memory() -> None:
    """Where the system can: Windows cannot, and there a workbook too large ends this process alone."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Exception:  # whatever calamine finds wrong, which it says in English
        sys.exit("打不开的文件(已损坏、过大,或是改了后缀的别种文件)")
