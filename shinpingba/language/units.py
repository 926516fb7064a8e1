"""The unit behind a numeral (words/units.csv), with what may stand in it: 个半月, 个多亿, 元4角5分, 元/人.

A line of the list gives a surface, the unit it is read as, and the size of the surface in the base unit of its dimension; where that
is not the size of the unit, the amount is worked out: 400mm are 0.4 米, 1个亿 is 100,000,000 元.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..words.lexicon import read_words
from .numerals import DIGITS

_COIN = f"([0-9{''.join(DIGITS)}])"
_COINS = {"元": re.compile(rf"{_COIN}[角毛](?:{_COIN}分)?"), "角": re.compile(rf"()?{_COIN}分")}
_HALF = re.compile("半(?![年月径数])")  # 2年半
_GOES_ON = ("/", "／", "半", "多")  # what may stand behind a unit and belong to it, beside coins
_MORE = re.compile("多(?=[,，。；;、)）的时]|$)")  # 3公里多
# 七成五 is 75%; 成 is no tenth in 成立, 成员, 一成不变
_TENTHS = re.compile(
    "成(?!立|[员果熟功为效都长品型套交绩片不才军名因活灾真色批语宫]|人(?![口数])|就(?!业)|群(?!众)|分(?!布)|本(?![地市区县]))"
    r"(?:(?P<more>[一二三四五六七八九半])(?=以|左右|的|[,，。；;、)）]|$)|(?P<least>多))?"
)
_HALVED = ("time", "length", "weight", "area", "level")
_SPANS = ("日", "天", "月", "年", "小时", "时", "秒")
_KINDS = {"share": "percent", "level": "level"}
_TOLD_PER = ("money", "weight", "volume", "energy", "length")  # 元/人, 吨/日; 台/套 is one thing of two names


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of words/units.csv, or a share (%, ‰), which has no name.

    name, dimension, size  as in Number
    factor                 what one is in units of that name: 0.001 for mm, whose name is 米
    takes_chinese          a simple Chinese numeral before it counts: 三所; not 三期
    """

    name: str
    dimension: str
    size: float
    factor: Decimal
    takes_chinese: bool

    @property
    def kind(self) -> str:
        """The kind of a number of it: count, percent or level."""
        return _KINDS.get(self.dimension, "count")


class Measure(NamedTuple):
    """A unit where it ends in a text, with what it adds to its numeral: a half of 2个半月, .45 of 126元4角5分, more of 3个多亿."""

    unit: Unit
    end: int
    more: Decimal = Decimal(0)
    is_vague: bool = False


def read_unit(plain: str, position: int) -> Measure | None:
    """The unit that begins at `position`, or behind one blank there; the longest that fits.

    >>> measure = read_unit("工期2个半月", 3)
    >>> measure.unit.name, str(measure.more)
    ('个月', '0.5')
    """
    first = plain[position : position + 1]
    start = position + first.isspace()
    first = first if start == position else plain[start : start + 1]
    if first in ("%", "‰"):
        return Measure(_SHARES[first], start + 1)
    if first == "成" and (tenths := _TENTHS.match(plain, start)):
        more = 5 if tenths["more"] == "半" else DIGITS.get(tenths["more"], 0)
        return Measure(_SHARES["成"], tenths.end(), Decimal(more) / 10, bool(tenths["least"]))
    if first == "个" and (inside := plain[start + 1 : start + 2]) in ("多", "余", "半"):
        without = _surface("个" + plain[start + 2 : start + 8], 0)
        if without and without != "个":
            end = start + 1 + len(without)
            return Measure(_units()[without], end, Decimal("0.5") * (inside == "半"), inside != "半")
    surface = _surface(plain, start)
    return _with_rest(plain, surface, start + len(surface)) if surface else None


def _with_rest(plain: str, surface: str, end: int) -> Measure:
    unit = _units()[surface]
    if not (plain[end : end + 1] in _GOES_ON or surface in _COINS):
        return Measure(unit, end)
    if surface in _COINS and (coins := _COINS[surface].match(plain, end)):
        tenths, hundredths = (int(DIGITS.get(coin, coin) if coin else 0) for coin in coins.groups())
        return Measure(unit, coins.end(), (Decimal(tenths) / 10 + Decimal(hundredths) / 100) / unit.factor)
    if plain[end : end + 1] in ("/", "／") and unit.dimension in _TOLD_PER and (per := _per(plain, end + 1)):
        return _for_each(plain, _rate(surface, per), end + 1 + len(per))
    if unit.dimension in _HALVED and (half := _HALF.match(plain, end)):
        return Measure(unit, half.end(), Decimal("0.5"))
    if more := _MORE.match(plain, end):
        return Measure(unit, more.end(), is_vague=True)
    return Measure(unit, end)


def _for_each(plain: str, rate: Unit, end: int) -> Measure:
    """A rate with what it is for besides: 元/年 of 3800元/年/人 is for each person."""
    further = _per(plain, end + 1) if plain[end : end + 1] in ("/", "／", "·") else ""
    return Measure(
        replace(rate, name=f"{rate.name}/{further}") if further else rate, end + len(further) + bool(further)
    )


def _surface(plain: str, start: int) -> str:
    """The longest surface of a unit that begins at `start` and is no part of another word; empty where none does."""
    pattern = _surfaces().get(plain[start : start + 1])
    match = pattern.match(plain, start) if pattern else None
    return match[0] if match else ""


def _per(plain: str, start: int) -> str:
    """What a rate is for each of: 人 of 元/人, 日 of 吨/日."""
    return next((span for span in _SPANS if plain.startswith(span, start)), "") or _surface(plain, start)


@cache
def _rate(surface: str, per: str) -> Unit:
    """A unit for each of something: what a plant can do in a day (吨/日) adds up, a price or an income (元/人) is a level."""
    unit = _units()[surface]
    adds_up = per in _SPANS and not unit.dimension.startswith("money")
    name = unit.name if unit.factor == 1 else surface  # 28克/千克 stays in 克
    return replace(unit, name=f"{name}/{per}", factor=Decimal(1), dimension=unit.dimension if adds_up else "level")


SHARE = Unit("", "share", 1.0, Decimal(1), True)
_SHARES = {sign: replace(SHARE, factor=Decimal(part)) for sign, part in (("%", "0.01"), ("‰", "0.001"), ("成", "0.1"))}


def unit_of(surface: str) -> Unit:
    """The unit that a surface of words/units.csv stands for."""
    return _units()[surface]


@cache
def _entries() -> tuple[dict[str, str], ...]:
    return read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")


@cache
def _units() -> dict[str, Unit]:
    sizes = {entry["surface"]: Decimal(entry["size"]) for entry in _entries()}
    return {
        entry["surface"]: Unit(
            entry["unit"], entry["dimension"], float(sizes[entry["unit"]]),
            sizes[entry["surface"]] / sizes[entry["unit"]], bool(entry["chinese"]),
        )
        for entry in _entries()
    }  # fmt: skip


@cache
def _surfaces() -> dict[str, re.Pattern[str]]:
    """The surfaces by their first character, the longest first. Letters end with the word: 400mm is no 400m, 18km2 no 18km."""
    patterns = defaultdict(list)
    for entry in sorted(_entries(), key=lambda entry: len(entry["surface"]), reverse=True):
        surface = entry["surface"]
        followers = entry["not_before"] + ("A-Za-z0-9²³/" if surface[-1].isascii() and surface[-1].isalnum() else "")
        patterns[surface[0]].append(re.escape(surface) + (f"(?![{followers}])" if followers else ""))
    return {character: re.compile("|".join(branches)) for character, branches in patterns.items()}
