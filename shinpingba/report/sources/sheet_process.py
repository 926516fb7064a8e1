"""The process that opens a workbook: `python sheet_process.py FILE` writes its visible sheets to stdout as JSON."""

import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

_MEMORY = 2 * 2**30
_MOST_CELLS = 200_000


def main(path: str) -> None:
    """Write [{"name", "rows" (lists of texts), "merged" (corners from 0)}] of every sheet that is not hidden."""
    _bound_memory()
    sheets = []
    with CalamineWorkbook.from_path(path) as book:
        visible = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        for name in visible:
            sheet = book.get_sheet_by_name(name)
            values = sheet.to_python(skip_empty_area=False)
            if (count := sum(map(len, values))) > _MOST_CELLS:
                sys.exit(f"工作表“{name}”有{count}个单元格,超过{_MOST_CELLS}个")
            rows = [[_text(value) for value in row] for row in values]
            sheets.append({"name": name, "rows": rows, "merged": sheet.merged_cell_ranges or []})
    sys.stdout.write(json.dumps(sheets))


def _text(value: Any) -> str:
    """A cell as a reader sees it: 12.0 is 12, a date is ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


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
