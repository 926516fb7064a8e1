"""A workbook (.xlsx .xls .ods) to a Document: a heading and a table a sheet, merged cells spread out, cells as a reader sees them.

calamine makes room for every cell up to the last one, and ends the process where that is too much. So it works in a process
of its own (`sheet_process`), with bounded memory and time, and hands over JSON.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..document import Block, Document, Heading, Piece, Table, clean
from ..errors import ReportError
from . import sheet_process
from .container import check_archive
from .number_formats import shown

_PATIENCE = 30  # seconds
_LETTERS = 26
_MOST_PLACES = 5


def read(path: Path) -> Document:
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
    book = json.loads(done.stdout)
    return Document(path.name, path.suffix[1:].lower(), tuple(_blocks(book["sheets"])), tuple(_doubts(book)))


def _blocks(sheets: list[dict[str, Any]]) -> Iterator[Block]:
    for sheet in sheets:
        yield Heading(Piece(clean(sheet["name"]), where=f"工作表“{sheet['name']}”"), 1)
        grid = [
            [Piece(clean(_words(cell)), line, _place(sheet, line - 1, column)) for column, cell in enumerate(row)]
            for line, row in enumerate(sheet["rows"], 1)
        ]
        for (top, left), (bottom, right) in sheet["merged"]:
            for row in grid[top : bottom + 1]:
                row[left : right + 1] = [grid[top][left]] * len(row[left : right + 1])
        seen = [
            row
            for line, row in enumerate(grid)
            if line not in sheet["hidden_rows"] and any(piece.text for piece in row)
        ]
        if seen:
            hidden = {*sheet["hidden_columns"]}
            yield Table(tuple(tuple(piece for n, piece in enumerate(row) if n not in hidden) for row in seen))


def _words(cell: str | dict[str, Any]) -> str:
    return shown(cell["value"], cell["format"]) if isinstance(cell, dict) else cell


def _doubts(book: dict[str, Any]) -> Iterator[str]:
    """What a reader of the workbook may not notice: several sheets, hidden ones, hidden rows and columns, formulas without a value."""
    names = [sheet["name"] for sheet in book["sheets"] if sheet["rows"]]
    if len(names) > 1:
        yield f"有{len(names)}张工作表,都读了:{'、'.join(names)}"
    if book["hidden"]:
        yield f"没有读隐藏的工作表:{'、'.join(book['hidden'])}"
    for sheet in book["sheets"]:
        if lines := [
            f"第{line + 1}行"
            for line in sheet["hidden_rows"]
            if any(map(_words, sheet["rows"][line : line + 1][0] if line < len(sheet["rows"]) else []))
        ]:
            yield f"工作表“{sheet['name']}”隐藏的{_listed(lines)}没有读"
        if columns := [
            f"{_letters(column)}列"
            for column in sheet["hidden_columns"]
            if any(column < len(row) and row[column] for row in sheet["rows"])
        ]:
            yield f"工作表“{sheet['name']}”隐藏的{_listed(columns)}没有读"
        if places := [_place(sheet, *place) for place in sheet["formulas"]]:
            yield f"公式没有算出值,按空白读(请在 Excel 或 WPS 中打开并保存一次):{_listed(places)}"
        if errors := [f"{_place(sheet, line, column)}({words})" for line, column, words in sheet["errors"]]:
            yield f"单元格是错误值,按空白读:{_listed(errors)}"


def _listed(places: Sequence[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more


def _place(sheet: dict[str, Any], line: int, column: int) -> str:
    return f"工作表“{sheet['name']}”{_letters(column)}{line + 1}"


def _letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % _LETTERS) + letters
        column = column // _LETTERS - 1
    return letters
