"""One reader a format, each file → Source: grids of cells with their place, narrative, and what is left over."""

import hashlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ..errors import ReportError
from .headers import is_head
from .source import Source

# The reader of each file name's end: a module here with `read(path) -> Source`, imported when it is needed.
FORMATS = {
    ".txt": "text", ".htm": "html", ".html": "html", ".docx": "word", ".xlsx": "sheets", ".xls": "sheets", ".ods": "sheets",
    ".csv": "delimited", ".tsv": "delimited", ".pdf": "pdf",
}  # fmt: skip
_ADVICE = {
    ".doc": "旧版 Word 文件,请另存为 .docx", ".wps": "WPS 文字文件,请另存为 .docx", ".et": "WPS 表格文件,请另存为 .xlsx",
    ".png": "图片,请先做文字识别(OCR)并校对", ".jpg": "图片,请先做文字识别(OCR)并校对",
}  # fmt: skip
_LARGEST = 200 * 2**20
_LONGEST_CELL = 100_000


def read_source(path: Path | str) -> Source:
    """Take a file apart. The reader is chosen by the end of the file name.

    errors   ReportError for a file that is not there, empty, over 200 MB, of another format, broken, or with a cell of over
             100,000 characters
    """
    path = Path(path)
    if not path.is_file():
        raise ReportError(path.name, "", "一个可读的文件", f"{path} 是目录" if path.is_dir() else f"没有文件 {path}")
    if not 0 < path.stat().st_size <= _LARGEST:
        raise ReportError(path.name, "", "1字节至200MB的文件", f"{path.stat().st_size}字节")
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        found = _ADVICE.get(path.suffix.lower(), f"“{path.suffix}”文件")
        raise ReportError(path.name, "", f"{' '.join(FORMATS)} 文件", found)
    source = _read(path, reader)
    if longest := next((piece for piece in source.pieces if len(piece.text) > _LONGEST_CELL), None):
        raise ReportError(path.name, longest.place, f"最多{_LONGEST_CELL}字的单元格", f"{len(longest.text)}字")
    return replace(source, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def _read(path: Path, reader: str) -> Source:
    try:
        source: Source = import_module(f".{reader}", __package__).read(path)
        if not any(is_head(row) for grid in source.grids for row in grid.rows):
            source = _read_prose(source)
    except ReportError:
        raise
    except Exception as error:  # the libraries that open files raise what they like, in English, at broken ones
        raise ReportError(
            path.name, "", f"完好的{path.suffix}文件", "打不开的文件(已损坏,或是改了后缀的别种文件)"
        ) from error
    return source


def _read_prose(source: Source) -> Source:
    """A source without a table of tasks, its text read as prose; as it was where nothing in it tells of progress."""
    lines = (*source.narrative, *(piece for grid in source.grids for piece in grid.heading), *source.left_over)
    prose = import_module("..prose", __package__)  # it reads pieces, which are of this room
    read = prose.read_paragraphs(lines, "" if source.format == "pdf" else " ")
    if not read.records:
        return source
    narrative = sorted((*read.headings, *read.narrative), key=lambda piece: piece.line or 0)
    warnings = (f"{source.name}:{each}" for each in read.warnings)
    return replace(
        source, grids=(), narrative=tuple(narrative), left_over=read.left_over, records=read.records,
        warnings=(*source.warnings, f"{source.name}:没有表格,按段落和句子读取", *warnings),
    )  # fmt: skip
