"""Punctuation as Chinese prints it: full-width marks between Chinese words (GB/T 15834-2011), quotations left as they are."""

import re

_FULL = dict(zip(",;:!?", "，；：！？", strict=True))
_CHINESE = r"\u3001-\u303f\u4e00-\u9fff\uff01-\uff60“”‘’—…①-⑳"
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,;:!?]|[,;:!?](?=[{_CHINESE}])")
_BRACKETS = re.compile(rf"(?:(?<=[{_CHINESE}])\((?=[^()]*\))|\((?=[^()]*[{_CHINESE}]))([^()]*)\)")
# what is not ours: a quotation, a path, the name of a file
_PATH, _FILE = (
    r"[A-Za-z0-9_.~-]*[/\\][^\s“”，。；：:]*",
    r"[^\s“”，。；：:]+\.(?:csv|xlsx?|docx|txt|html?|pdf|ods|jsonl?|toml|ics)\b",
)
_QUOTED = re.compile(f"(“[^”]*”|{_PATH}|{_FILE})")


def full_width(words: str) -> str:
    """Our own words with full-width marks where they stand beside Chinese; a quotation in “…”, a path and the name of a file stay.

    >>> full_width("应为报告期(如2021Q1),实为“一季度,上半年”;共1,500个")
    '应为报告期（如2021Q1），实为“一季度,上半年”；共1,500个'
    >>> full_width("没有读 data/通报(一).csv:应为表格,见 附件(1).docx")
    '没有读 data/通报(一).csv：应为表格，见 附件(1).docx'
    """
    parts = _QUOTED.split(words)
    return "".join(part if place % 2 else _own(part) for place, part in enumerate(parts))


def _own(words: str) -> str:
    while (bracketed := _BRACKETS.sub(r"（\1）", words)) != words:
        words = bracketed
    return _MARK.sub(lambda found: _FULL[found[0]], words)
