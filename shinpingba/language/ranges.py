"""Numbers that share a unit: ranges, whatever their ends (3000至1万元, 3亿至5亿元, 三至五家, 7%—9%), and lists (15、22个百分点)."""

import re
from decimal import Decimal
from typing import NamedTuple

from .dates import DASH, read_date
from .numerals import Numeral, find_numeral, scales_behind
from .units import Measure, read_unit

_TO = re.compile(rf"\s?(?P<dash>{DASH})\s?")
_RISE = re.compile("[由从自][^,，。；;、:：]{0,12}$")  # 由3天至1天: where it came from and what it has come to
_LIST = re.compile(r"(?P<part>个?)(?:[、和及与][0-9]+(?:\.[0-9]+)?(?![0-9.])个?){0,8}[、和及与](?=[0-9])")
_TOLD = re.compile(
    "(?:分别|依次|各)[^,，。；;:：]*$"
)  # 分别新增320、450个; 1、5个小区 may be the first of a numbered list
_INSIDE = re.compile(r"(?:[\u4e00-\u9fff]|[0-9]、)$")
LARGE = 1000  # a number of a list from here on need not share a scale: 5000、2万元


class Range(NamedTuple):
    """The ends of a range, and the unit of both; no lower end where one cannot tell which it is (5-3个)."""

    low: Decimal | None
    high: Decimal
    measure: Measure


def read_range(plain: str, low: Numeral, measure: Measure | None) -> Range | None:
    """The range that a numeral begins, with its own unit or without; None where it begins none.

    A lower end without a scale has that of the upper end, if it then stays below it: 3-5万元 begins at 30,000, 8000-2万元 at 8,000.

    >>> [int(read_range(text, find_numeral(text, 0), None).low) for text in ("3-5万元", "8000-2万元", "三至五家")]
    [30000, 8000, 3]
    """
    to = _TO.match(plain, measure.end if measure else low.end)
    high = find_numeral(plain, to.end()) if to else None
    last = read_unit(plain, high.end) if high else None
    if not (to and high and last) or (measure and measure.unit is not last.unit):
        return None
    if measure and to["dash"] in "至到" and _RISE.search(plain, max(0, low.start - 14), low.start):
        return None
    plainly = last._replace(more=measure.more if measure else Decimal(0), is_vague=False)  # 2至3个半月 begins at 2
    if low.value is None or high.value is None:
        return Range(None, Decimal(0), plainly)
    scales = (1,) if measure or re.search("[万亿]", low.words) else scales_behind(high.words)
    fitting = (low.value * scale for scale in scales if low.value * scale < high.value + last.more)
    return Range(next(fitting, None), high.value + last.more, plainly)


class Listed(NamedTuple):
    """A number of a list that ends at `end`, its scale worked out, and the unit behind the last."""

    end: int
    value: Decimal
    measure: Measure


def read_list(plain: str, numeral: Numeral) -> Listed | None:
    """What a number without a unit is in a list whose last has one; None where no words say that it is a list of amounts.

    It may have a part of the unit: 3.4个、1个百分点.

    >>> plain = "分别投入15、20万元"
    >>> int(read_list(plain, find_numeral(plain, 4)).value)
    150000
    """
    to_last = _LIST.match(plain, numeral.end)
    last = find_numeral(plain, to_last.end()) if to_last else None
    measure = read_unit(plain, last.end) if last else None
    if not (to_last and last and measure) or numeral.value is None or read_date(plain, last.start):
        return None
    if to_last["part"] and not (plain[last.end] == "个" and last.end + 1 < measure.end):
        return None
    behind = plain[max(0, numeral.start - 40) : numeral.start]
    is_listed = _INSIDE.search(behind) and (measure.unit.kind != "count" or _TOLD.search(behind))
    scale = 1 if re.search("[万亿]", numeral.words) else scales_behind(last.words)[0]
    if not is_listed or (scale > 1 and numeral.value >= LARGE):
        return None
    return Listed(to_last.end("part"), numeral.value * scale, measure)
