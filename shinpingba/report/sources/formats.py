"""One reader a format, each file → Document: headings, paragraphs and tables in order, each in its place."""

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ..document import Document, pages_in_words
from ..errors import ReportError
from ..tables.flattened import recovered
from ..traditional import in_simplified
from ..typography import set_plainly
from .bounded import opened
from .extra import INSTALL, missing

# The reader of each file name's end: a module here with `read(name, content) -> Document`.
FORMATS = {
    ".txt": "text", ".htm": "html", ".html": "html", ".docx": "word", ".xlsx": "workbook", ".xls": "old_workbook",
    ".ods": "opendocument", ".csv": "delimited", ".tsv": "delimited", ".pdf": "pdf",
    ".png": "scan", ".jpg": "scan", ".jpeg": "scan", ".tif": "scan", ".tiff": "scan",
}  # fmt: skip
PICTURES = frozenset(suffix for suffix, reader in FORMATS.items() if reader == "scan")
_ADVICE = {
    ".doc": "旧版 Word 文件,请另存为 .docx", ".wps": "WPS 文字文件,请另存为 .docx", ".et": "WPS 表格文件,请另存为 .xlsx",
}  # fmt: skip
_LARGEST = 200 * 2**20
_LONGEST_CELL = 100_000


def read_document(path: Path | str) -> Document:
    """Take a file apart. The reader is chosen by the end of the file name; the file is read once, whatever becomes of it then.

    errors   ReportError for a file that is not there, empty, over 200 MB, of another format, broken, that takes too much to
             open (`bounded.opened`), or with a cell of over 100,000 characters
    """
    path = Path(path)
    if not path.is_file():
        raise ReportError(path.name, "", "一个可读的文件", f"{path} 是目录" if path.is_dir() else f"没有文件 {path}")
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        found = _ADVICE.get(path.suffix.lower(), f"“{path.suffix}”文件")
        raise ReportError(path.name, "", f"{' '.join(FORMATS)} 文件", found)
    return _taken_apart(path.name, _content(path), reader, is_scan_read=not missing())


@lru_cache(maxsize=8)
def _taken_apart(name: str, content: bytes, reader: str, *, is_scan_read: bool) -> Document:
    """The document of some bytes; of a few files it is kept, for all briefs of a report read the same ones."""
    document = _opened(name, content, reader, is_scan_read=is_scan_read)
    if longest := next((piece for piece in document.pieces if len(piece.text) > _LONGEST_CELL), None):
        raise ReportError(name, longest.place, f"最多{_LONGEST_CELL}字的单元格", f"{len(longest.text)}字")
    return replace(set_plainly(recovered(in_simplified(document))), sha256=hashlib.sha256(content).hexdigest())


def _opened(name: str, content: bytes, reader: str, *, is_scan_read: bool) -> Document:
    """The document of a file. A PDF with pages that are pictures is read again by the reader of scans, where that is installed.

    errors  ReportError for a picture, and for a PDF of pictures alone, where it is not
    """
    if reader == "scan" and not is_scan_read:
        raise ReportError(name, "", "有文字的文件", f"图片;要识别扫描件,请先安装:{INSTALL}")
    document = opened(name, content, reader)
    if document.scanned and is_scan_read:
        return opened(name, content, "scan")
    if document.scanned and not document.blocks:
        raise ReportError(name, "", "带文字层的PDF", f"扫描件;要识别扫描件,请先安装:{INSTALL}")
    if document.scanned:
        unread = f"第{pages_in_words(document.scanned)}页是扫描件,没有读;要识别扫描件,请先安装:{INSTALL}"
        return replace(document, warnings=(*document.warnings, unread))
    return document


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if not 0 < len(content) <= _LARGEST:
        raise ReportError(path.name, "", "1字节至200MB的文件", f"{path.stat().st_size}字节")
    return content
