"""Which column is which, by its head: its words without the time they tell of and without the unit in brackets (words/headers.csv)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..language.dates import DASHES
from ..words.lexicon import any_of, read_words
from .units import unit_in

LONGEST_HEAD = 40
# Columns that the report keeps under their own heads: known, so that they are not taken for anything else.
OWN = {"plan", "leader", "problem", "next_step", "note", "rank", "total", "growth", "begun", "start"}

_MONTHS = r"(?:\d{1,2}|元)月?[-至到]\d{1,2}月份?[底末]?|\d{1,2}月份?[底末]"
_UP_TO = r"(?:截[至止]|至)(?:目前|.{0,9}?(?:[底末日旬]|月份?(?![底末上中下\d])))"
_TIMES = {
    "before": r"上[年期月]度?|上(?:一)?季度?|上年同期|去年(?:同期)?|同期|往年|前期|自?开[工建](?:以来|至今)",
    "increment": r"本[月周旬季期]度?|当[月期季]度?|[季月]度",
    "year": r"(?:20)?\d{2}年度?|[本当全今]年度?|(?:今年|年初)以来|年[度初内底末]|年",
    "period": rf"第?[一1]季度末?|第?[二三四2-4]季度末|上半年末?|下半年末|前[二三]季度|半年度?|{_UP_TO}|{_MONTHS}|目前|当前|最新",
    "part": r"第?[二三四2-4]季度|下半年|\d{1,2}月份?",
}
_SINCE = re.compile("累计")
_NEARER = {
    ("year", "period"),
    ("year", "part"),
    ("period", "increment"),
    ("part", "increment"),
}  # 2024年上半年目标, 10月当月
_TIME = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TIMES.items()))
_GROWN = re.compile("增[速幅长]")
_SHARED = re.compile("^(?:完成|占)|[^增减]率$")  # 完成省任务(%)
_BRACKETS = re.compile(r"[(（\[【](.*?)[)）\]】]")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says of its column.

    fields   the columns it may name, the likeliest first: columns of `rows`, region, and those of OWN; none if unknown
    time     what it tells of: year; period (of the year, since January); part (of the year: 6月, 二季度, which may be meant since
             January: in words it mostly is); end (of the year: closing.py); increment (本月); before (上年同期); beyond (several
             years, or what is to come: words/head_spans.csv); "" if it does not say
    unit     the unit in its brackets: 万元, 个, %
    """

    fields: tuple[str, ...]
    time: str = ""
    unit: str = ""


@lru_cache(maxsize=4096)
def read_head(words: str) -> Head:
    """What some words say as a head.

    >>> read_head("累计完成投资(万元)"), read_head("截至6月底进展")
    (Head(fields=('achieved',), time='', unit='万元'), Head(fields=('progress', 'achieved', 'verdict'), time='period', unit=''))
    """
    if len(words) > LONGEST_HEAD:
        return Head(())
    plain = re.sub(DASHES, "-", re.sub(r"\s|[:：*]|^其中", "", _BRACKETS.sub("", words)))
    unit = next(filter(None, map(unit_in, _BRACKETS.findall(words))), "%" if plain.endswith(("%", "％")) else "")
    time, stem = _time(plain.rstrip("%％"))
    if time == "before":
        return Head((), time, unit)
    time = "period" if time == "part" and _SINCE.search(words) else time
    time = "beyond" if any_of("head_spans").search(words) else time
    fields = tuple(
        dict.fromkeys(field for field, pattern in _heads() if pattern.fullmatch(stem) or pattern.fullmatch(plain))
    )
    is_rate = unit == "%" and bool(fields) and not _GROWN.search(stem)  # 完成(%), and not 实际增速(%)
    if is_rate and not {"planned", "task", "share", "growth", "rank"} & {*fields[:1]}:
        fields = ("share", *fields)
    if unit == "%" and not fields and _SHARED.search(stem):
        fields = ("share",)
    return Head(fields, time, unit)


def header_field(head: str) -> str | None:
    """The column a head names first, or None.

    >>> header_field("责任单位"), header_field("一季度进展"), header_field("颜色")
    ('lead', 'progress', None)
    """
    return next(iter(read_head(head).fields), None)


def is_known(words: str) -> bool:
    """Whether some words are a head that names a column, or tells a time: 一季度 under 季度任务."""
    head = read_head(words)
    return bool(head.fields or head.time)


def _time(plain: str) -> tuple[str, str]:
    """What a head's first words say of the time, and the words behind them; all of them where there are no others."""
    time, stem = "", plain
    while found := _TIME.match(stem):
        group = found.lastgroup or ""
        is_nearer = (time, group) in _NEARER
        time = group if is_nearer else time or group
        if found.end() == len(stem):
            break
        stem = stem[found.end() :]
    return time, stem


@cache
def _heads() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["field"], re.compile(entry["pattern"])) for entry in read_words("headers", "field", "pattern")]
