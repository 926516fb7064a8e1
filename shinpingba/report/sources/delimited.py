"""A .csv or .tsv file to a Document: one table, rows as long as they are written."""

import csv
from collections.abc import Iterator
from pathlib import PurePath

from ..document import Document, Piece, Row, Table, clean
from ..errors import ReportError
from ..heads import header_field
from .encoding import decode, lines_of


def read(name: str, content: bytes) -> Document:
    """Take a table of separated cells apart. The separator is the one under which a line begins with a head.

    errors   ReportError for an unknown encoding, a cell of over 128 KB and a quote that is not closed
    """
    suffix = PurePath(name).suffix[1:].lower()
    text = decode(name, content)
    separators = "\t,;" if suffix == "tsv" else ",\t;"
    firsts = {each: {line.split(each)[0].strip('" ') for line in lines_of(text) if each in line} for each in separators}
    separator = next((each for each in separators if any(map(header_field, firsts[each]))), separators[0])
    rows = tuple(_rows(text, separator, name))
    return Document(name, suffix, (Table(rows, is_ragged=len({len(row) for row in rows}) > 1),))


def _rows(text: str, separator: str, name: str) -> Iterator[Row]:
    reader = csv.reader((f"{line}\n" for line in lines_of(text)), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield tuple(Piece(clean(cell), line) for cell in cells)
            line = reader.line_num + 1
    except csv.Error:
        raise ReportError(name, f"第{line}行", "完整的CSV行", "没有闭合的引号,或超过128KB的单元格") from None
