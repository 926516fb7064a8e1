"""Bytes to text, in the encodings that offices use."""

import re

from ..errors import ReportError

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decode(name: str, content: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with its mark, else GB 18030.

    errors   ReportError for NUL bytes and for bytes that are none of these
    """
    encodings = [_MARKS[content[:2]]] if content[:2] in _MARKS else ["utf-8-sig", "gb18030"]
    broken = None
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            broken = broken or error.start
            continue
        if "\0" in text:
            line = text[: text.index("\0")].count("\n") + 1
            raise ReportError(name, f"第{line}行", "文字", "NUL字节(不是文本文件,或文件已损坏)")
        return text
    line = content[:broken].count(b"\n") + 1
    raise ReportError(name, f"第{line}行", "UTF-8 或 GB18030 编码的文字", f"无法解码的字节 {content[broken or 0]:#04x}")


def lines_of(text: str) -> list[str]:
    r"""The lines of a text. They end with \r\n, \n or \r; other breaks (VT, FF, NEL, U+2028) stand inside a line."""
    return re.split(r"\r\n|\n|\r", text)
