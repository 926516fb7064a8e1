"""A workbook of OpenDocument (.ods) to a Document. Its file holds the words that its reader sees beside every value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..document import Document
from ..errors import ReportError
from .container import check_archive
from .marks import lowered, raised
from .number_formats import formatted
from .sheets import Sheet, check_size, document_of

_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
_GROUPS = {
    f"{_TABLE}{name}"
    for name in (
        "table-header-rows", "table-row-group", "table-rows", "table-header-columns", "table-column-group", "table-columns",
    )
}  # fmt: skip
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_BREAKS = {f"{_TEXT}{name}" for name in ("line-break", "tab", "s")}
_THROUGH = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_POSITION = re.compile(r"super|sub|-|(?=[1-9])")  # super 58%, or 33% 58% and -33% 58%
_SETTING = {"super": raised, "": raised, "sub": lowered, "-": lowered}
_ERROR = re.compile(r"#[A-Z/0]{3,}[!?]?|Err:\d{3}")
_MOST_LINES, _MOST_COLUMNS = 1_048_576, 16_384
_LONGEST = 10  # digits of a count


@dataclass(frozen=True, slots=True)
class _Styles:
    """The names of the styles under which a sheet is hidden, words are struck out, or stand high or low."""

    hidden: set[str]
    struck: set[str]
    setting: dict[str, str]


def read(name: str, content: bytes) -> Document:
    """Take a workbook apart.

    errors   ReportError for an archive that is broken, encrypted or too large when unpacked, and for over 100,000 cells
    """
    with check_archive(name, content) as archive:
        if "content.xml" not in archive.namelist():
            raise ReportError(name, "", "完好的.ods工作簿", "没有 content.xml 的压缩包(是改了后缀的别种文件)")
        root = etree.fromstring(archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True))
    styles = _styles(root)
    tables = root.iterfind(f".//{_OFFICE}spreadsheet/{_TABLE}table")
    return document_of(name, "ods", [_sheet(table, styles, name) for table in tables])


def _styles(root: Any) -> _Styles:
    properties = [
        (style.get(f"{_STYLE}name"), each) for style in root.iter(f"{_STYLE}style") for each in style.iterchildren()
    ]
    return _Styles(
        {name for name, each in properties if each.get(f"{_TABLE}display") == "false"},
        {name for name, each in properties if any(each.get(mark, "none") != "none" for mark in _THROUGH)},
        {
            name: found[0]
            for name, each in properties
            if (found := _POSITION.match(each.get(f"{_STYLE}text-position", "")))
        },
    )


def _sheet(table: Any, styles: _Styles, name: str) -> Sheet:
    sheet = Sheet(
        table.get(f"{_TABLE}name", ""), [], [],
        hidden_columns=_hidden_columns(table),
        is_hidden=table.get(f"{_TABLE}style-name") in styles.hidden,
    )  # fmt: skip
    line = count = 0
    for row in _each(table, f"{_TABLE}table-row"):
        times = min(_count(row, "number-rows-repeated"), _MOST_LINES - line)
        cells = _row(row, line, sheet, styles, name)
        count += times * len(cells)
        check_size(name, sheet.name, count)
        if cells:
            sheet.rows += [[] for _ in range(line - len(sheet.rows))]
            sheet.rows += [[*cells] for _ in range(times)]
        if row.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden_rows |= {*range(line, line + times)} if cells else set()
        line += times
    return sheet


def _row(row: Any, line: int, sheet: Sheet, styles: _Styles, name: str) -> list[str]:
    """The words of a row's cells; what is merged or missing in them is put down in the sheet."""
    words: list[str] = []
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _count(cell, "number-columns-repeated")
        place, wide, high = (line, column), _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if wide > 1 or high > 1:
            sheet.merged = [*sheet.merged, (place, (line + high - 1, column + wide - 1))]
        text = _words(cell, styles) if cell.tag != f"{_TABLE}covered-table-cell" else ""
        if any(
            {each.get(f"{_TABLE}style-name"), each.get(f"{_TEXT}style-name")} & styles.struck for each in cell.iter()
        ):
            sheet.struck.append(place)
        if cell.get(f"{_TABLE}formula") and not text:
            sheet.formulas.append(place)
        if _ERROR.fullmatch(text):
            sheet.errors.append((place, text))
            text = ""
        column += times
        if text:
            check_size(name, sheet.name, column)
            words += [""] * (column - times - len(words)) + [text] * times
    return words


def _words(cell: Any, styles: _Styles) -> str:
    """The words that a cell shows; by its value where its writer has put down no words."""
    if cell.get(f"{_TABLE}style-name") in styles.struck:
        return ""
    if shown_words := ["".join(_spoken(each, styles)) for each in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h")]:
        return "\n".join(shown_words)
    value = cell.get(f"{_OFFICE}value")
    if value is not None:
        return formatted(float(value), "0.##%" if cell.get(f"{_OFFICE}value-type") == "percentage" else "General")
    return next(filter(None, (cell.get(f"{_OFFICE}{kind}-value") for kind in ("string", "date", "time"))), "")


def _spoken(element: Any, styles: _Styles) -> Iterator[str]:
    """The words of a paragraph and of what stands in it; struck-out ones are none."""
    style = element.get(f"{_TEXT}style-name")
    if style in styles.struck:
        return
    put = _SETTING[styles.setting[style]] if style in styles.setting else str
    yield " " if element.tag in _BREAKS else put(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _spoken(child, styles)
        yield put(child.tail or "")


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for each in _each(table, f"{_TABLE}table-column"):
        times = _count(each, "number-columns-repeated")
        if each.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden |= {*range(column, min(column + times, _MOST_COLUMNS))}
        column += times
    return hidden


def _each(table: Any, tag: str) -> Iterator[Any]:
    """The rows or the columns of a sheet, those in groups too."""
    for element in table:
        if element.tag == tag:
            yield element
        elif element.tag in _GROUPS:
            yield from _each(element, tag)


def _count(element: Any, name: str) -> int:
    printed = element.get(f"{_TABLE}{name}", "")
    return min(max(int(printed[:_LONGEST]), 1), _MOST_LINES) if printed.isdecimal() else 1
