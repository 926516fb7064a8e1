"""Amounts in the words of an office: 1500亿元, 443个, 3.5%."""

from functools import cache
from math import ceil

from ..words.lexicon import read_words

DIVISIBLE = ("length", "area", "volume", "weight", "energy", "power")  # dimensions of what may be had in parts of one


def amount(value: float, unit: str) -> str:
    """A number with its unit, in 亿 or 万 where no digit is lost; a fraction (no unit) as a percentage.

    >>> amount(1.5e11, "元"), amount(1000370000, "元"), amount(172, "个"), amount(0.035, ""), amount(17.5, "公里")
    ('1500亿元', '100037万元', '172个', '3.5%', '17.5公里')
    """
    if not unit:
        return f"{_plain(value * 100)}%"
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= scale and abs(round(value / scale, 2) * scale - value) < 1e-6 * scale:
            return f"{_plain(value / scale)}{word}{unit}"
    return f"{_plain(value)}{unit}"


def pace_words(required_pace: float, pace_ratio: float | None, unit: str) -> str:
    """The pace that is needed from now on, and how many times the pace so far that is.

    What is counted, and a hundred of anything, is rounded up.

    >>> pace_words(442.667, 2.57, "个"), pace_words(17.4333, None, "公里")
    ('后续每季需443个,是此前进度的2.6倍', '后续每季需17.43公里')
    """
    needed = required_pace if unit in _divisible() and required_pace < 100 else _rounded_up(required_pace)
    ratio = f",是此前进度的{pace_ratio:.1f}倍" if pace_ratio is not None and pace_ratio == pace_ratio else ""
    return f"后续每季需{amount(needed, unit)}{ratio}"


@cache
def _divisible() -> frozenset[str]:
    units = read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")
    return frozenset(entry["unit"] for entry in units if entry["dimension"] in DIVISIBLE)


def _rounded_up(value: float) -> float:
    """Up to a whole one, and large sums up to a hundredth of their 亿 or 万: 46281666667 is 462.82亿."""
    scale = next((scale for scale in (10**8, 10**4) if value >= scale), 100)
    return ceil(round(value / scale * 100, 6)) * scale / 100


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
