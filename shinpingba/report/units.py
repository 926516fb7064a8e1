"""Units as tables print them: in a head's brackets, in a column of their own, in the line over the table (words/units.csv)."""

import re
from collections.abc import Iterable
from functools import cache

from ..words.lexicon import read_words

_SCALE = re.compile(r"[百千]?[万亿]|[百千]")
_PARTS = re.compile(r"[/／]|每")
_PARTS_ONLY = {"%", "‰", "万", "亿", "月", "季", "季度"}  # units as parts of others, or without what they count
_LIST = re.compile(r"[、,，;；和及\s]+")
_BEHIND = re.compile(r"[(（]([^()（）]{1,8})[)）]\s*$")
_OVER = re.compile(r"(?<![一-鿿])(?:计量|金额|数量)?单位\s*[:：]\s*(?P<units>[^:：()（）]{1,30})")


def unit_in(words: str) -> str:
    """The words, where they are a unit and nothing else: 万元, 公里, 元/月/人, %; "" otherwise.

    >>> unit_in("万元"), unit_in("元/月/人"), unit_in("截至3月底")
    ('万元', '元/月/人', '')
    """
    plain = re.sub(r"\s", "", words).replace("％", "%")
    return plain if plain and (_is_unit(plain) or all(map(_is_unit, _PARTS.split(plain)))) else ""


def unit_behind(words: str) -> str:
    """The unit in the brackets that words end with: 加装电梯(部); "" where there is none.

    >>> unit_behind("加装电梯(部)"), unit_behind("新增托位数(含家庭托育)"), unit_behind("老旧小区改造")
    ('部', '', '')
    """
    found = _BEHIND.search(words)
    return unit_in(found[1]) if found else ""


def dimension_of(unit: str) -> str:
    """What may be compared with a unit as printed: item, money, length …; share of %; "" if it is not known."""
    first = _PARTS.split(unit)[0]
    entry = _units().get(unit) or _units().get(first) or _units().get(_SCALE.sub("", first, count=1))
    return "share" if unit == "%" else entry["dimension"] if entry else ""


def units_over(lines: Iterable[str]) -> list[str]:
    """The units that a line over a table names: 单位:万人、亿元; none of 责任单位:县统计局.

    >>> units_over(["填报单位:县统计局 单位:个、亿元"])
    ['个', '亿元']
    """
    for line in lines:
        if found := _OVER.search(line):
            units = [unit_in(part) for part in _LIST.split(found["units"].strip())]
            if all(units):
                return units
    return []


def _is_unit(part: str) -> bool:
    bare = _SCALE.sub("", part, count=1) if _SCALE.match(part) else part
    return part in _units() or bare in _units() or part in _PARTS_ONLY


@cache
def _units() -> dict[str, dict[str, str]]:
    return {
        entry["surface"]: entry
        for entry in read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")
    }
