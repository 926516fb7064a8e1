"""Indicators of which less is better, by their names, and whether a ceiling is of a whole year's sum or of a level (words/levels.csv)."""

import re

from ..words.lexicon import any_of
from .mention import BARE

# what an indicator may end in, before its unit or its goal: PM10年均值(微克/立方米), 事故起数 年度目标; not 事故多发路段
_ENDS = re.compile(
    r"(?:[年平]均|浓度|水平|值|比例|占比|指数|指标|情况|控制|总?数量?|目标|任务|计划|年度|全年)*(?=$|[\s(（%‰,，:：])"
)
_MEASURED = {"weight", "volume", "money", "energy"}  # what is let out or used up grows through the year


def is_ceiling(thing: str) -> bool:
    """Whether the figure planned for a thing is the most that may be; not of what is done against it, nor of what it only names.

    >>> [is_ceiling(thing) for thing in ("工程事故起数", "PM10平均浓度", "事故隐患整改数", "PM10监测站", "CPI监测点")]
    [True, True, False, False, False]
    """
    named = (match.end() for use in ("ceiling", "less") for match in any_of("levels", use=use).finditer(thing))
    return any(_ENDS.match(thing, end) for end in named) and not any_of("levels", use="more").search(thing)


def fills_up(words: str, unit: str, dimension: str) -> bool | None:
    """Whether what a ceiling is of adds up through the year (死亡人数), or is a level at any time (平均浓度); None where nothing tells.

    >>> [fills_up(words, unit, "count") for words, unit in (("死亡人数", "人"), ("平均浓度", ""), ("在册", "人"))]
    [True, False, None]
    """
    if (not unit and dimension != BARE) or dimension == "concentration" or any_of("levels", use="steady").search(words):
        return False
    if any_of("levels", use="yearly").search(words) or dimension in _MEASURED:
        return True
    return False if dimension == "time" else None
