"""A .csv or .tsv file to a Source: one grid, rows as long as they are written."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ..errors import ReportError
from .encoding import decode
from .headers import header_field
from .source import Grid, Piece, Source, arrange, clean


def read(path: Path) -> Source:
    """Take a table of separated cells apart. The separator is the one under which a line begins with a head.

    errors   ReportError for an unknown encoding, a cell of over 128 KB and a quote that is not closed
    """
    text = decode(path)
    separators = "\t,;" if path.suffix.lower() == ".tsv" else ",\t;"
    firsts = {
        each: {line.split(each)[0].strip('" ') for line in text.splitlines() if each in line} for each in separators
    }
    separator = next((each for each in separators if any(map(header_field, firsts[each]))), separators[0])
    return arrange(path.name, path.suffix[1:].lower(), [Grid(tuple(_rows(text, separator, path.name)))])


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[Piece, ...]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield tuple(Piece(clean(cell), line) for cell in cells)
            line = reader.line_num + 1
    except csv.Error:
        raise ReportError(name, f"第{line}行", "完整的CSV行", "没有闭合的引号,或超过128KB的单元格") from None
