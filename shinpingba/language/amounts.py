"""Amounts in the words of an office: 1500亿元, 443个, 3.5%."""

from functools import cache
from math import ceil

from ..words.lexicon import read_words

DIVISIBLE = ("length", "area", "volume", "weight", "energy", "power")  # dimensions of what may be had in parts of one


def amount(value: float, unit: str, *, is_exact: bool = False) -> str:
    """A number with its unit, in 亿 or 万; a fraction (no unit) as a percentage.

    What is measured, money and land, is rounded to hundredths of its 亿 or 万; of what is counted no digit is lost.
    is_exact  of nothing a digit is lost, as where two numbers are held against each other

    >>> amount(1.5e11, "元"), amount(1000370000, "元"), amount(111713, "平方米"), amount(10137, "户"), amount(0.035, "")
    ('1500亿元', '10亿元', '11.17万平方米', '10137户', '3.5%')
    >>> amount(1000370000, "元", is_exact=True), amount(172, "个"), amount(17.5, "公里")
    ('100037万元', '172个', '17.5公里')
    """
    if not unit:
        return f"{_plain(value * 100)}%"
    is_rounded = not is_exact and unit in _measured()
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= scale and (is_rounded or abs(round(value / scale, 2) * scale - value) < 1e-6 * scale):
            return f"{_plain(value / scale)}{word}{unit}"
    return f"{_plain(value)}{unit}"


def about(value: float, unit: str) -> str:
    """An amount that was worked out of a share, which is near and no count: 约3个 for 43.3 % of 8个.

    >>> about(3.464, "个"), about(0.4, "所"), about(81900000, "元"), about(5, "个")
    ('约3个', '不到1所', '约8190万元', '约5个')
    """
    is_counted = bool(unit) and unit not in _measured()
    if is_counted and 0 < value < 0.5:
        return f"不到1{unit}"
    return f"约{amount(round(value) if is_counted else value, unit)}"


def of_amount(done: str, wanted: str, unit: str) -> str:
    """An amount beside that of which it is a part, the unit once.

    >>> of_amount("11.17万平方米", "100万平方米", "平方米"), of_amount("20%", "8%", "")
    ('11.17万/100万平方米', '20%/8%')
    """
    return f"{done.removesuffix(unit)}/{wanted}" if unit else f"{done}/{wanted}"


def pace_words(required_pace: float, pace_ratio: float | None, unit: str) -> str:
    """The pace that is needed from now on, and how many times the pace so far that is.

    What is counted, and a hundred of anything, is rounded up.

    >>> pace_words(442.667, 2.57, "个"), pace_words(17.4333, None, "公里")
    ('后续每季需443个，是此前进度的2.6倍', '后续每季需17.43公里')
    """
    needed = required_pace if unit in _divisible() and required_pace < 100 else _rounded_up(required_pace)
    ratio = f"，是此前进度的{pace_ratio:.1f}倍" if pace_ratio is not None and pace_ratio == pace_ratio else ""
    return f"后续每季需{amount(needed, unit)}{ratio}"


@cache
def _divisible() -> frozenset[str]:
    return _of_dimension(*DIVISIBLE)


@cache
def _measured() -> frozenset[str]:
    return _of_dimension(*DIVISIBLE, "money")


def _of_dimension(*dimensions: str) -> frozenset[str]:
    """The units of some dimensions and of what is a kind of one: money usd is money."""
    units = read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")
    return frozenset(entry["unit"] for entry in units if entry["dimension"].partition(" ")[0] in dimensions)


def _rounded_up(value: float) -> float:
    """Up to a whole one, and large sums up to a hundredth of their 亿 or 万: 46281666667 is 462.82亿."""
    scale = next((scale for scale in (10**8, 10**4) if value >= scale), 100)
    return ceil(round(value / scale * 100, 6)) * scale / 100


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
