"""A workbook (.xlsx .xls .ods) to a Source: a grid a sheet, merged cells spread out.

calamine makes room for every cell up to the last one, and ends the process where that is too much. So it works in a process
of its own (`sheet_process`), with bounded memory and time, and hands over JSON.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import ReportError
from . import sheet_process
from .container import check_archive
from .source import Grid, Piece, Source, arrange, clean

_PATIENCE = 30  # seconds
_LETTERS = 26


def read(path: Path) -> Source:
    """Take a workbook apart. A cell's line is its row in the sheet; formulas count as the value they were saved with.

    errors   ReportError for a file that is broken, encrypted, or takes over 30 seconds or 2 GB to open,
             or has over 200,000 cells
    """
    if path.suffix.lower() != ".xls":
        check_archive(path).close()
    command = [sys.executable, "-I", sheet_process.__file__, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise ReportError(path.name, "", f"{_PATIENCE}秒内能打开的工作簿", "超时") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() if done.returncode == 1 else "意外中止"
        raise ReportError(path.name, "", "完好、未加密、大小合理的工作簿", reason[:200])
    return arrange(path.name, path.suffix[1:].lower(), _items(json.loads(done.stdout)))


def _items(sheets: list[dict[str, Any]]) -> Iterator[Piece | Grid]:
    for sheet in sheets:
        yield Piece(clean(sheet["name"]), where=f"工作表“{sheet['name']}”")
        grid = [
            [
                Piece(clean(text), line, f"工作表“{sheet['name']}”{_letters(column)}{line}")
                for column, text in enumerate(row)
            ]
            for line, row in enumerate(sheet["rows"], 1)
        ]
        for (top, left), (bottom, right) in sheet["merged"]:
            for row in grid[top : bottom + 1]:
                row[left : right + 1] = [grid[top][left]] * len(row[left : right + 1])
        if grid:
            yield Grid(tuple(tuple(row) for row in grid if any(piece.text for piece in row)))


def _letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % _LETTERS) + letters
        column = column // _LETTERS - 1
    return letters
