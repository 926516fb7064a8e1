"""Text to numbers: every numeral of a sentence, with its unit, its place and what kind of number it is.

One pass from left to right over the numerals; the first rule that fits a numeral decides. Nothing is thrown away: a number
that is a name, an ordinal or a slogan (1号楼, 第3批, “四个意识”) comes back as `rejected` with the reason.

Places count characters of the text as given: `text[number.start:number.end] == number.quote`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from string import ascii_letters
from typing import Any

from ..words.lexicon import Scan, any_of, read_words, scanner
from .dates import DASH, DASHES, SEASON, read_date, read_day
from .numerals import DIGITS, SCALES, read_value

FULL_WIDTH = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e\uff05\uff0b\uff0d\u2212", "0123456789.%+--"
)

WITHOUT_UNIT = "没有单位"  # why a number that stands alone is no quantity

NUMERAL = re.compile(
    r"[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]*)(?:\.[0-9]+)?"
    rf"|{SEASON.pattern}|[一二两三四五六七八九十百][零〇一二两三四五六七八九十百千万亿]*"
)
QUOTED = re.compile(r"《[^》]*》|[“\"'‘「][^”\"'’」。;;]{1,20}[”\"'’」]")
SCALED = re.compile(
    r"\s?(?P<few>[余多])?(?P<scale>个亿|[百千]?[万亿]|[百千](?=[万亿元人户亩余多]))?(?P<fewer>[余多])?\s?"
)
PERCENT = re.compile(r"\s?[%‰]")
PERCENT_RANGE = re.compile(
    rf"\s?(?:%?\s?{DASHES}|至)\s?[0-9]+(?:\.[0-9]+)?(?=\s?%)"
)  # 6-8%, 6%—8%; 48%至52.3% may be a rise
RANGE_END = re.compile(DASH + r"(?=([0-9]+(?:\.[0-9]+)?))\1(?!\s?年)")
FRACTION = re.compile(r"分之(?P<part>[0-9.]+|[零一二两三四五六七八九十百千点]+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral of a text and what it is.

    kind       count (number with a unit), percent, level (a point on a scale: 倍, 百分点, 分), date, or rejected
    value      in the unit, multipliers worked out: 1.2万亩 is 12000 亩, 15% is 0.15; None for dates and rejected numbers
    bound      "=", ">=" (以上, 超, 余), "<=" (以内), "~" (约, 左右)
    dimension  what may be compared with it: item, area, length, money …
    size       the unit in the base unit of its dimension: 亩 is 666.6667 平方米
    year, month  of a date, as far as the text says
    """

    start: int
    end: int
    quote: str
    kind: str
    value: float | None = None
    unit: str = ""
    bound: str = "="
    dimension: str = ""
    size: float = 1.0
    year: int | None = None
    month: int | None = None
    reason: str = ""


@lru_cache(maxsize=10_000)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Every numeral of the text in order, the rejected ones too.

    >>> [(n.quote, n.kind, n.value, n.unit) for n in find_numbers("1号楼已完成,新增绿化约1.2万亩,占15%")]
    [('1', 'rejected', None, ''), ('1.2万亩', 'count', 12000.0, '亩'), ('15%', 'percent', 0.15, '')]
    """
    plain = text.translate(FULL_WIDTH)
    names = _find_names(plain)
    found: list[Number] = []
    position = 0
    while numeral := NUMERAL.search(plain, position):
        start, end, facts = _read(plain, numeral, names, found[-1] if found else None)
        found.append(Number(start, end, text[start:end], **facts))
        position = max(end, numeral.end())
    return tuple(found)


_Facts = dict[str, Any]
_Reading = tuple[int, int, _Facts]


def _read(plain: str, numeral: re.Match[str], names: list[tuple[int, int, str]], before: Number | None) -> _Reading:
    start, end = numeral.span()
    for first, last, reason in names:
        if first <= start < last:
            return start, end, _rejected(reason)
    for rule in (
        _read_code,
        _read_date,
        _read_day,
        _read_fraction,
        _read_percent,
        _read_count,
        _read_money,
    ):
        if reading := rule(plain, numeral, before):
            return reading
    return start, end, _rejected(WITHOUT_UNIT)


def _rejected(reason: str) -> _Facts:
    return {"kind": "rejected", "reason": reason}


def _read_code(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    """A number grown together with letters: K12, 5G, 3D. A word before a counted thing is no code: REITs7个项目."""
    start, end = numeral.span()
    before_it = plain[max(0, start - 12) : start]
    letters = before_it[len(before_it.rstrip(ascii_letters)) :]
    counted = _unit().match(plain, end) or PERCENT.match(plain, end)
    if letters and (len(letters) == 1 or not counted or "." in numeral[0]):
        return start, end, _rejected("前有字母,是型号或代号")
    follower = plain[end : end + 1]
    if follower.isascii() and follower.isalpha() and not counted:
        return start, end, _rejected("后有字母,是等级或技术名称")
    return None


def _read_date(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    if date := read_date(plain, numeral.start()):
        start, end, year, month = date
        return start, end, {"kind": "date", "year": year, "month": month}
    return None


def _read_day(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    if before and before.kind == "date" and (end := read_day(plain, numeral.start(), before.end)):
        return numeral.start(), end, {"kind": "date", "year": before.year, "month": before.month}
    return None


def _read_fraction(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    start, end = numeral.span()
    if match := FRACTION.match(plain, end):
        whole, part = read_value(numeral[0]), _spoken(match["part"])
        if whole and part is not None:
            return start, match.end(), _percent(plain, start, match.end(), part / whole)
    if (match := _tenths().match(plain, end)) and (tenths := read_value(numeral[0])):
        more = {**DIGITS, "半": 5, "": 0}[match["more"]]
        return start, match.end(), _percent(plain, start, match.end(), tenths / 10 + Decimal(more) / 100)
    return None


@cache
def _tenths() -> re.Pattern[str]:
    """七成五 is 75%, where the words end behind it or go on with what it is of; not 七成熟."""
    of_what = any_of("wholes", use="work_amount").pattern
    return re.compile(rf"成(?P<more>[一二三四五六七八九半]?)(?=以上|左右|多|以下|的?{of_what}|[,，。；;、)）]|$)")


def _spoken(numeral: str) -> Decimal | None:
    """八十四点五 is 84.5."""
    whole, _, decimals = numeral.partition("点")
    if not decimals:
        return read_value(whole) if whole != "." else None
    value = read_value(whole)
    return value and Decimal(f"{value}.{''.join(str(DIGITS.get(digit, '')) for digit in decimals)}")


def _read_percent(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    """A percentage; of a range the lower end, at least that."""
    start, end = numeral.span()
    range_end = PERCENT_RANGE.match(plain, end)
    match = PERCENT.match(plain, range_end.end() if range_end else end)
    value = read_value(numeral[0])
    if match is None or value is None:
        return None
    if range_end:
        return start, match.end(), _percent(plain, start, match.end(), value / 100) | {"bound": ">="}
    if start and plain[start - 1] == "-" and not re.match(r"[0-9A-Za-z%号期]", plain[start - 2 : start - 1]):
        start, value = start - 1, -value
    return start, match.end(), _percent(plain, start, match.end(), value / (1000 if "‰" in match[0] else 100))


def _percent(plain: str, start: int, end: int, value: Decimal) -> _Facts:
    return {"kind": "percent", "value": float(value), "dimension": "share", "bound": _bound(plain, start, end)}


def _read_count(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    """Number, multiplier and unit: 1.2万亩, 70余万元, 518 列, 八个."""
    start, end = numeral.span()
    value = read_value(numeral[0])
    range_end = RANGE_END.match(plain, end)
    tail = range_end.end() if range_end else end
    scaled = _scaled(plain, tail)
    unit = _unit().match(plain, scaled.end())
    if value is None or unit is None or scaled["scale"] == "个亿":
        return None
    entry = _units()[unit[0]]
    if not numeral[0][0].isascii() and not _counts(numeral[0], entry):
        return start, unit.end(), _rejected("中文数字,是量词、名称或习惯说法")
    few = scaled["few"] or scaled["fewer"]
    return start, unit.end(), {
        "kind": "level" if entry["dimension"] == "level" else "count",
        "value": float(value * _scale(scaled["scale"])),
        "unit": entry["unit"],
        "bound": ">=" if few or range_end else _bound(plain, start, unit.end()),
        "dimension": entry["dimension"],
        "size": float(entry["size"]),
    }  # fmt: skip


def _counts(numeral: str, unit: dict[str, str]) -> bool:
    """Whether a Chinese numeral before a unit counts: 三所, 九百人; not 一个 (an article), 三级, 百家."""
    scaled = len(numeral) > 1 and numeral[0] in DIGITS and any(character in SCALES for character in numeral)
    return numeral != "一" and (scaled or bool(unit["chinese"]))


def _read_money(plain: str, numeral: re.Match[str], before: Number | None) -> _Reading | None:
    """A multiplier with its 元 left out: 1个亿, 首期1000万资金."""
    start, end = numeral.span()
    scaled = _scaled(plain, end)
    value = read_value(numeral[0])
    named = scaled["scale"] and any_of("money", use="money_for").match(plain[scaled.end() :].removeprefix("的"))
    if value is None or not (scaled["scale"] == "个亿" or named):
        return None
    stop = scaled.end("fewer") if scaled["fewer"] else scaled.end("scale")
    facts = {"kind": "count", "value": float(value * _scale(scaled["scale"])), "unit": "元", "dimension": "money"}
    return start, stop, {**facts, "bound": _bound(plain, start, stop)}


def _scaled(plain: str, position: int) -> re.Match[str]:
    """The multiplier behind a numeral; all its parts may be missing, so it always matches."""
    match = SCALED.match(plain, position)
    assert match is not None
    return match


def _scale(word: str | None) -> int:
    scale = 1
    for character in (word or "").replace("个", ""):
        scale *= SCALES[character]
    return scale


def _bound(plain: str, start: int, end: int) -> str:
    """What the words beside a number say of it (words/bounds.csv): at least, at most or about."""
    behind, ahead = plain[max(0, start - 5) : start], plain[end : end + 4]
    for place, pattern, bound in _bounds():
        if pattern.search(behind) if place == "before" else pattern.match(ahead):
            return bound
    return "="


@cache
def _units() -> dict[str, dict[str, str]]:
    return {
        entry["surface"]: entry
        for entry in read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")
    }


@cache
def _unit() -> re.Pattern[str]:
    surfaces = sorted(_units(), key=len, reverse=True)
    branch = lambda s: re.escape(s) + (f"(?![{_units()[s]['not_before']}])" if _units()[s]["not_before"] else "")  # noqa: E731
    return re.compile("|".join(branch(surface) for surface in surfaces))


def _find_names(plain: str) -> list[tuple[int, int, str]]:
    """The stretches whose numbers name something: titles, quoted words, ordinals, buildings, slogans (words/names.csv)."""
    quoted = [(*match.span(), "引号或书名号内的名称") for match in QUOTED.finditer(plain)]
    return quoted + _name_scanner()(plain)


@cache
def _name_scanner() -> Scan:
    return scanner((entry["reason"], entry["pattern"]) for entry in read_words("names", "pattern", "reason"))


@cache
def _bounds() -> list[tuple[str, re.Pattern[str], str]]:
    wanted = {"before": "(?:{})(?:达到?|为|到|至)?$", "after": "(?:{})"}
    grouped: dict[tuple[str, str], list[str]] = {}
    for entry in read_words("bounds", "place", "pattern", "bound"):
        grouped.setdefault((entry["place"], entry["bound"]), []).append(entry["pattern"])
    return [
        (place, re.compile(wanted[place].format("|".join(patterns))), bound)
        for (place, bound), patterns in grouped.items()
    ]
