"""The numbers that Word puts before paragraphs by itself: 1. 2. 3., 一、二、, (1) (2)."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "零一二三四五六七八九"
_CIRCLED = 20
_LETTERS = 26
_MOST_LEVELS = 9


class Numbering:
    """The lists of a document, counted as its paragraphs are met in their order.

    part    the root of numbering.xml; None for a document without lists
    styles  the root of styles.xml: a paragraph may have its list by its style
    """

    def __init__(self, part: Any, styles: Any) -> None:
        self.lists = dict(_lists(part)) if part is not None else {}
        self.by_style = dict(_style_lists(styles)) if styles is not None else {}
        self.counts: dict[tuple[str, int], int] = {}

    def number(self, paragraph: Any) -> str:
        """The number before a paragraph, "" for none or for a bullet. Each paragraph is asked for once, in order."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        list_, level = _list_of(own) if own is not None else self.by_style.get(_value(style), ("0", 0))
        levels = self.lists.get(list_)
        if not levels or level not in levels:
            return ""
        self._count(list_, level, levels[level][0])
        return self._shown(list_, level, levels)

    def _count(self, list_: str, level: int, start: int) -> None:
        self.counts[list_, level] = self.counts.get((list_, level), start - 1) + 1
        for lower in range(level + 1, _MOST_LEVELS):
            self.counts.pop((list_, lower), None)

    def _shown(self, list_: str, level: int, levels: dict[int, tuple[int, str, str]]) -> str:
        def of_level(found: re.Match[str]) -> str:
            """The number that stands for %1, %2 … in the form of its own level, as Word counts them from 1."""
            above = int(found[1]) - 1
            start, form, _ = levels.get(above, (1, "decimal", ""))
            return _printed(self.counts.get((list_, above), start), form)

        _, form, text = levels[level]
        return "" if form in {"bullet", "none"} else re.sub(r"%(\d)", of_level, text)


def _lists(part: Any) -> Iterator[tuple[str, dict[int, tuple[int, str, str]]]]:
    """Each list: the start, the form and the text of its levels."""
    abstract = {_value(each, "w:abstractNumId"): each for each in part.iter(qn("w:abstractNum"))}
    for num in part.iter(qn("w:num")):
        base = abstract.get(_value(num.find(qn("w:abstractNumId"))))
        if base is None:
            continue
        levels = {int(_value(level, "w:ilvl") or 0): _level(level) for level in base.findall(qn("w:lvl"))}
        for override in num.findall(qn("w:lvlOverride")):
            place, start = int(_value(override, "w:ilvl") or 0), override.find(qn("w:startOverride"))
            if start is not None and place in levels:
                levels[place] = (int(_value(start) or 1), *levels[place][1:])
        yield _value(num, "w:numId"), levels


def _level(level: Any) -> tuple[int, str, str]:
    start = _value(level.find(qn("w:start")))
    return (
        int(start) if start.isdecimal() else 1,
        _value(level.find(qn("w:numFmt"))),
        _value(level.find(qn("w:lvlText"))),
    )


def _style_lists(styles: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles.iter(qn("w:style")):
        if (own := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None:
            yield _value(style, "w:styleId"), _list_of(own)


def _list_of(own: Any) -> tuple[str, int]:
    level = _value(own.find(qn("w:ilvl")))
    return _value(own.find(qn("w:numId"))) or "0", int(level) if level.isdecimal() else 0


def _value(element: Any, name: str = "w:val") -> str:
    return element.get(qn(name)) or "" if element is not None else ""


def _printed(number: int, form: str) -> str:
    if form.startswith(("chinese", "japanese", "ideograph", "taiwanese", "korean")):
        return _chinese(number)
    if form == "decimalEnclosedCircle" and 0 < number <= _CIRCLED:
        return chr(ord("①") + number - 1)
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
