"""Punctuation as Chinese prints it: full-width marks between Chinese words (GB/T 15834-2011), quotations left as they are."""

import re

_FULL = dict(zip(",;:!?", "，；：！？", strict=True))
_CHINESE = r"\u3001-\u303f\u4e00-\u9fff\uff01-\uff60“”‘’—…①-⑳"
_MARK = re.compile(rf"(?<=[{_CHINESE}])[,;:!?]|[,;:!?](?=[{_CHINESE}])")
_BRACKETS = re.compile(rf"\(([^()]*[{_CHINESE}][^()]*)\)")
_QUOTED = re.compile("(“[^”]*”)")


def full_width(words: str) -> str:
    """Our own words with full-width marks where they stand beside Chinese; what is in “…” is a quotation and stays, digit by digit.

    >>> full_width("应为报告期(如2021Q1),实为“一季度,上半年”;共1,500个")
    '应为报告期（如2021Q1），实为“一季度,上半年”；共1,500个'
    """
    parts = _QUOTED.split(words)
    return "".join(part if place % 2 else _own(part) for place, part in enumerate(parts))


def _own(words: str) -> str:
    marked = _MARK.sub(lambda found: _FULL[found[0]], words)
    while (bracketed := _BRACKETS.sub(r"（\1）", marked)) != marked:
        marked = bracketed
    return marked
