"""The numbers that paragraphs begin with, in every style, and the tree they make.

1. 1、 1) (1) ① 一、 (一) 一是 第一项 第一部分 实事一: ——
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CHINESE = "[一二三四五六七八九十百零〇]"
_STYLES = {
    "chinese": rf"(?P<n1>{_CHINESE}{{1,4}})\s*[、.．]",
    "chinese_brackets": rf"[(（]\s*(?P<n2>{_CHINESE}{{1,4}})\s*[)）]\s*[、.．]?",
    "arabic": r"(?P<n3>[0-9]{1,4})\s*(?:[.．](?![0-9])|、)",
    "arabic_brackets": r"[(（]\s*(?P<n4>[0-9]{1,3})\s*[)）]|(?P<n5>[0-9]{1,2})[)）]",
    "circled": r"(?P<n6>[①-⑳])",
    "spoken": rf"其?(?P<n7>{_CHINESE}{{1,2}})是(?!否)[,，:：]?",
    "ordinal": rf"(?P<n8>第(?:{_CHINESE}{{1,3}}|[0-9]{{1,3}})[项件条个])(?:实事|任务|工作)?\s*[、,，:：.．\s]",
    "part": rf"(?P<n11>第(?:{_CHINESE}{{1,3}}|[0-9]{{1,2}})部分)\s*[、,，:：.．\s]",
    "labelled": rf"(?:民生)?(?:实事|任务|项目|工程|事项|指标)\s?(?P<n9>{_CHINESE}{{1,3}}|[0-9]{{1,3}})\s*[:：、.．\s]",
    "dash": r"(?P<n10>——|[●◆■★▲•·※◇□▶►➤]|[-–—](?=\s*[一-鿿]))\s*",
}
_MARK = re.compile(r"\s*(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES.items()) + r")\s*")
SPOKEN = re.compile(rf"\s*(?:{_STYLES['spoken']}|{_STYLES['circled']}|[(（][0-9]{{1,2}}[)）])\s*")
BULLET = re.compile(
    rf"(?:(?<=[:：;；。,，、])|^)\s*(?:(?:{_STYLES['spoken']})|{_STYLES['circled']}|[(（][0-9]{{1,2}}[)）]|[0-9]{{1,2}}[.、](?![0-9]))\s*"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number a paragraph begins with: its style, the number as printed, and where the words behind it begin."""

    style: str
    number: str
    end: int


def find_mark(text: str) -> Mark | None:
    """The number that a text begins with; None where it has none.

    >>> find_mark("(一)新建公园4个"), find_mark("1.5亿元已到位")
    (Mark(style='chinese_brackets', number='一', end=3), None)
    """
    match = _MARK.match(text)
    if not match:
        return None
    style = next(name for name in _STYLES if match[name] is not None)
    number = next(words for name, words in match.groupdict().items() if name not in _STYLES and words is not None)
    return Mark(style, number if style != "dash" else "", match.end())


def parents_of(marks: Sequence[Mark | None]) -> list[int | None]:
    """For each paragraph the place of the numbered one it stands under; None at the top.

    A style that is not open yet begins a deeper level; one that is open closes all levels below it. Paragraphs without a
    number stand under the numbered one before them.
    """
    open_: list[tuple[str, int]] = []
    found: list[int | None] = []
    for place, mark in enumerate(marks):
        if mark is not None:
            styles = [style for style, _ in open_]
            del open_[styles.index(mark.style) if mark.style in styles else len(open_) :]
        found.append(open_[-1][1] if open_ else None)
        if mark is not None:
            open_.append((mark.style, place))
    return found
