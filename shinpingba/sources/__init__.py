"""One reader a format, each file → Source: grids of cells with their place, narrative, and what is left over."""

import hashlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from .headers import columns_of, header_field
from .source import Grid, Piece, ReportError, Source

__all__ = ["FORMATS", "Grid", "Piece", "ReportError", "Source", "columns_of", "header_field", "read_source"]

# The reader of each file name's end; a reader is a module here with `read(path) -> Source`.
FORMATS = {".txt": "text"}
_LARGEST = 200 * 2**20


def read_source(path: Path | str) -> Source:
    """Take a file apart. The reader is chosen by the end of the file name.

    errors   ReportError for a file that is not there, too large, empty, of another format, or broken
    """
    path = Path(path)
    if not path.is_file():
        raise ReportError(path.name, "", "一个可读的文件", f"找不到文件 {path}")
    if not 0 < path.stat().st_size <= _LARGEST:
        raise ReportError(path.name, "", "1字节至200MB的文件", f"{path.stat().st_size}字节")
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise ReportError(path.name, "", f"{' '.join(FORMATS)} 文件", f"“{path.suffix}”文件")
    source: Source = import_module(f".{reader}", __package__).read(path)
    return replace(source, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
