"""Shares and growths that are told without a percent sign: 三分之二, 百分之八十四点五, 1/3, 一半以上, 过半, 翻两番; and what denies one."""

import re
from decimal import Decimal
from math import inf
from typing import NamedTuple

from .dates import DASH
from .numerals import LONGEST, find_numeral
from .units import read_unit

_RATE_BEFORE, _NEAR = re.compile("率[超达到为已约]*$"), 8  # 开工率达百分百; not 完成百分百征地
_OF = re.compile("分之")
_TO = re.compile(DASH)
# 3/5号线, 4/5G, 2021/10/20, 5/8前 are no parts of one; nor is 3/4栋, of which one cannot say whether 3 or 4 are meant
_SLASH = re.compile(r"(?<![0-9A-Za-z/.])([1-9])/([1-9]|10)(?![0-9A-Za-z/.]|[号期线区栋楼类级日月前起])")
_HALF = re.compile("(?P<over>过)半数?(?![年天个月小径导岛])|一半|半数")
_DOUBLED = re.compile("翻了?(?P<told>[近约超]?)(?P<times>[一二两三四五1-5])?番(?![计行工])")
_TOLD = {"近": "~", "约": "~", "超": ">="}
ROUNDED = 0.02  # how far a share may be from that of two figures, each rounded
_HUNDRED = 100.0
_DECIMALS = re.compile(r"\.([0-9]+)")
_TIMES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


class Share(NamedTuple):
    """A share or growth that ends at `end`, with the bound that its own words give: >= of 过半 and of the lower end of a range."""

    end: int
    value: Decimal
    bound: str = "="


def read_share(plain: str, position: int) -> Share | None:
    """The share that begins at `position`; None where none does.

    >>> [str(read_share(words, 0).value) for words in ("千分之三", "3/4", "过半", "翻了两番")]
    ['0.003', '0.75', '0.5', '3']
    """
    if plain.startswith("百分百", position) and _RATE_BEFORE.search(plain, max(0, position - _NEAR), position):
        return Share(position + 3, Decimal(1))
    if plain[position] in "过一半" and (match := _HALF.match(plain, position)):
        return Share(match.end(), Decimal("0.5"), ">=" if match["over"] else "=")
    if plain[position] == "翻" and (match := _DOUBLED.match(plain, position)):
        times = match["times"] or "一"
        return Share(match.end(), Decimal(2 ** int(_TIMES.get(times, times)) - 1), _TOLD.get(match["told"], "="))
    match = _SLASH.match(plain, position) if plain[position + 1 : position + 2] == "/" else None
    if match and (part := int(match[1])) < int(match[2]) and not read_unit(plain, match.end()):
        return Share(match.end(), Decimal(part) / int(match[2]))
    return _fraction(plain, position) if plain.find("分之", position, position + LONGEST) > 0 else None


def _fraction(plain: str, position: int) -> Share | None:
    """三分之二; 百分之五至八 and 百分之五至百分之八 are at least five."""
    whole = None if plain[position - 1 : position] == "又" else find_numeral(plain, position)  # 三又二分之一 is no half
    if whole is None or not whole.value or not (of := _OF.match(plain, whole.end)):
        return None
    part = find_numeral(plain, of.end())
    if part is None or part.value is None:
        return None
    end, is_least = part.end, part.is_vague
    if to := _TO.match(plain, end):
        last = _fraction(plain, to.end()) or find_numeral(plain, to.end())
        if last and not read_unit(plain, last.end):
            end, is_least = last.end, True
    return Share(end, part.value / whole.value, ">=" if is_least else "=")


def last_digit(quote: str) -> float:
    """What the last printed digit of a percentage is worth, as a fraction; of a whole multiple half of it.

    >>> last_digit("26%"), last_digit("58.6%"), last_digit("2.6倍"), last_digit("3倍")
    (0.01, 0.001, 0.1, 0.5)
    """
    decimals = _DECIMALS.search(quote)
    if "倍" in quote:  # 3倍 of 2.2 would agree with anything
        return 10 ** -len(decimals[1]) if decimals else 0.5
    return 10 ** -(2 + len(decimals[1]) if decimals else 2)


def share_of(achieved: float, planned: float) -> float:
    """The share that a figure is of another; of nothing (重大事故0起) any figure is more than all.

    >>> share_of(22, 40), share_of(2, 0)
    (0.55, inf)
    """
    return achieved / planned if planned else inf


def denies(planned: float, achieved: float, share: float) -> bool:
    """Whether a share, as a fraction, says otherwise than the figures beside it; a bare 0.8, read as 0.8 %, may be 80 %.

    >>> denies(40, 22, 0.35), denies(40, 22, 0.55), denies(40, 32, 0.008)
    (True, False, False)
    """
    return min(abs(share_of(achieved, planned) - scale * share) for scale in (1, _HUNDRED)) > ROUNDED
