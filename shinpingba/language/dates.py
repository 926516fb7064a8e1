"""Dates of a text: 2021年6月底, 四月二十日, 1-2月, 前三季度, 明年底前, 2021-09-30, with the year and month as far as the words say.

A date is a year, in figures or counted from the report's (明年), a part of a year, or both. A span of two dates is the last of them,
and a date that names no year has that of the date it stands with: 2020年10月至12月.
"""

import re
from datetime import date
from typing import NamedTuple

from ..words.lexicon import any_of
from .numerals import CHINESE, DIGITS, read_value

DASHES = "[-~\uff5e\u2014\u2013\u2015]"  # hyphen, tildes, the three long dashes
DASH = f"(?:{DASHES}{{1,2}}|[至到])"
_REPORTS_YEAR = {"今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2, "去年": -1, "上年": -1, "前年": -2}
_YEAR_BEFORE = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}  # counted from the year of the date before, if there is one
_YEARS_AWAY = _REPORTS_YEAR | _YEAR_BEFORE
_QUARTERS_AWAY = {"上": -1, "本": 0, "下": 1}
_OF_LAST_CENTURY = 50  # 98年 is 1998
_HALVES = {"上": 6, "下": 12}

_QUARTER = "[一二三四1-4]"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CHINESE_MONTH = "十[一二]|[一二三四五六七八九十]"
# 三月三 is a feast and 二月河 a man; 三月内 and 近三月 are a span of three months
_IS_MONTH = rf"(?=月(?![河流革饼亮季嫂球光台牙山湖均度薪租票供报例活内]|三(?!十)|一(?![日号十]))|(?:月份?)?{DASH})"
_MONTH = f"(?<!提前)(?:1[0-2]|0?[1-9]|(?<![近满仅隔每])(?:{_CHINESE_MONTH}){_IS_MONTH})"
_OF_MONTH = "(?:[上中下]旬|[底末初](?![步始期级中心])前?)"
_LAST = "[底末](?!端)前?|内(?![蒙部容江外河涝需设循])"
_NO_COUNT = (
    "(?<![0-9一二三四五六七八九十百两几数多余近半往每历常])"  # 3年内 is a span of time, 每年底 no date of one year
)
# 20年底, 98年5月; 20年 alone only where a clause begins, 20年完成3座, and not in 运营20年
_SHORT_YEAR = rf"""(?<![近满超约第这来去前后每了持0-9])(?:
    [0-9]{{2}}(?=年(?:度|年?[底末]|[上下]半年|第?{_QUARTER}\s?季度|\s?(?:{_MONTH}\s?月?{DASH})?{_MONTH}\s?月))
    |(?:1[5-9]|2[0-9]|3[0-5])(?:(?<=[,，。；;、:：\s]..)|(?<=^..)|(?<=截至..))
        (?=年(?:已|共|累计|全年|完成|新增|新建|建成|实施|启动|开工|竣工|计划)))"""
DATE = re.compile(
    rf"""(?:(?:(?:19|20)[0-9]{{2}}年?{DASH})?
        (?P<year>(?:19|20)[0-9]{{2}}|[一二][〇零○九][〇零○一二三四五六七八九]{{2}}|{_SHORT_YEAR})(?:\s?年度?|(?=Q[1-4]|[上下]半年|第?{_QUARTER}\s?季度))\s?
      |(?P<away>{"|".join(_YEARS_AWAY)}))?
    (?:(?:(?P<since>{_MONTH})\s?(?:月份?)?\s?{DASH}\s?)?(?P<month>{_MONTH})\s?月份?
        (?:\s?(?:{_DAY}\s?{DASH}\s?)?(?P<day>{_DAY})\s?[日号](?![线楼路]))?{_OF_MONTH}?
      |(?:第|[一1]\s?{DASH}\s?)?(?P<quarter>{_QUARTER})\s?季度{_OF_MONTH}?
      |(?<!提)前(?P<quarters>[二两三四2-4])个?季度
      |(?P<opening>首季度?)
      |(?:(?<=[0-9]{{4}})|(?<![A-Za-z0-9]))Q(?:[1-4]\s?{DASH}\s?Q?)?(?P<letter>[1-4])(?![0-9A-Za-z地栋楼号区座段])
      |(?P<near>[上本下])一?个?季度{_OF_MONTH}?
      |(?<![提之以日目期工产标付业用])前(?P<months>1[0-2]|[1-9]|{_CHINESE_MONTH}|两)个?月(?![内前])
      |(?P<half>[上下])半年
      |{_NO_COUNT}年(?P<end>{_LAST})
      |(?<=年)(?:(?P<begin>初)(?![步始期级中心])前?|(?P<end_of>{_LAST}|最后一?个?(?:季度|月)))
    )?""",
    re.VERBOSE,
)
_IN_FIGURES = re.compile(
    rf"""(?<![0-9A-Za-z/._])(?P<year>(?:19|20)[0-9]{{2}})(?:
      (?P<separator>[-./])(?P<month>1[0-2]|0?[1-9])(?P=separator)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9./-])日?
      |[-/](?P<bare>1[0-2]|0[1-9])(?![0-9./年万亿%个-])
      |\.(?P<dotted>1[0-2]|0[1-9])(?=前|底|\s?{DASH}\s?20[0-9]{{2}}\.)  # 2021.8 is a number
      |(?<=(?:{DASHES}|[至到])[0-9]{{4}})\.(?P<until>1[0-2]|0[1-9])(?![0-9.]))""",
    re.VERBOSE,
)
# a number that no word for a time follows is no date: looked at first, since most are none
_POSSIBLE = re.compile(
    rf"[0-9]{{1,4}}\s?(?:[年月季日号Q/.上下第一二三四]|{DASH})|[〇零○一二三四五六七八九十]{{1,4}}\s?(?:[年月季日]|{DASH})|[^0-9{CHINESE}]"
)
_JOINED = re.compile(rf"\s?(?:起|开始)?{DASH}\s?")
_BESIDE = re.compile(rf"\s?(?:(?:起|开始)?{DASH}|[、和及与])\s?")
_ANOTHER_SENTENCE = re.compile(r"[。；;\n]")
_NEAR = 40  # characters between two dates of one tale
_DAY_ALONE = re.compile(rf"{_DAY}\s?日(?![前常报程均产])")


class Date(NamedTuple):
    """A date at text[start:end]; year and month as far as its words say.

    years_away     its year counted from the report's, where a word says so: 1 of 明年底
    quarters_away  its quarter counted from the report's: -1 of 上一季度
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    years_away: int | None = None
    quarters_away: int | None = None


def read_date(plain: str, position: int, before: Date | None = None) -> Date | None:
    """The date that begins at `position`; of a span the last, with the whole of it.

    before  the last date before it in the text: beside it or going on from it, the date has its year (2020年11月、12月)

    >>> [(d.year, d.month) for d in (read_date("2020年10月8日至12月25日", 0), read_date("前三季度", 0), read_date("年底前", 0))]
    [(2020, 12), (None, 9), (None, 12)]
    """
    found = _single(plain, position, before) if _POSSIBLE.match(plain, position) else None
    while found and (dash := _JOINED.match(plain, found.end)) and (last := _single(plain, dash.end(), found)):
        found = last._replace(start=found.start)
    return found


def month_of(
    as_of: date, year: int | None, month: int | None, years_away: int | None = None, quarters_away: int | None = None
) -> tuple[int, int | None]:
    """The year and month of a date in a report that ends with `as_of`; a date without a year is of the report's.

    >>> month_of(date(2021, 3, 31), None, None, quarters_away=-1), month_of(date(2021, 3, 31), None, 12, years_away=1)
    ((2020, 12), (2022, 12))
    """
    if quarters_away is not None:
        quarters = as_of.year * 4 + (as_of.month - 1) // 3 + quarters_away
        return quarters // 4, quarters % 4 * 3 + 3
    return year or as_of.year + (years_away or 0), month


def _single(plain: str, position: int, before: Date | None) -> Date | None:
    """One date; a bare day behind another (17日 of 7月9日、17日) is of its month."""
    beside = bool(before and _BESIDE.fullmatch(plain, before.end, position))
    if match := _IN_FIGURES.match(plain, position):
        month = match["month"] or match["bare"] or match["dotted"] or match["until"]
        return Date(position, match.end(), int(match["year"]), int(month))
    match = DATE.match(plain, position)
    if match is None or match.end() == max(position, match.end("away")) or _is_decimal(plain, match):
        day = _DAY_ALONE.match(plain, position) if before and before.month and beside else None
        return before._replace(start=position, end=day.end()) if before and day else None
    away = match["away"]
    found = Date(
        position, match.end(), _year(match["year"]), _month(match), _YEARS_AWAY.get(away), _QUARTERS_AWAY.get(match["near"])
    )  # fmt: skip
    if match["since"]:  # 2020年12月至3月: the year is that of the first
        found = _in_year_of(found._replace(month=_number(match["since"])), found._replace(year=None, years_away=None))
    if before and away in _YEAR_BEFORE and before.year:
        return found._replace(year=before.year + _YEAR_BEFORE[away], years_away=None)
    return _in_year_of(before, found) if before and (beside or _goes_on(plain, before, found)) else found


def _goes_on(plain: str, before: Date, found: Date) -> bool:
    """Whether a sentence goes on to a later month of the same year: 2020年6月开工,9月完工; not …,计划9月完工, nor …,9月底前完工."""
    between = plain[before.end : found.start]
    if not (before.month and found.month and before.month < found.month and len(between) <= _NEAR):
        return False
    is_told = before.year is not None or before.years_away is not None
    is_deadline = "前" in plain[found.end - 1 : found.end + 1]
    is_another = _ANOTHER_SENTENCE.search(between) or any_of("other_times").search(between)
    return is_told and not is_deadline and not is_another


def _is_decimal(plain: str, match: re.Match[str]) -> bool:
    return bool(match["month"] and plain[match.start() - 1 : match.start()] == "." and not match["year"])


def _in_year_of(before: Date, found: Date) -> Date:
    """A date without a year has that of the date beside it, or the next where it would come before it: 2020年12月至3月."""
    if found.year or found.years_away is not None or found.quarters_away is not None:
        return found
    turns = bool(before.month and found.month and found.month < before.month)
    year = before.year and before.year + turns
    return found._replace(year=year, years_away=None if before.years_away is None else before.years_away + turns)


def _year(words: str | None) -> int | None:
    """2021 of 2021, 21 and 二〇二一; 1998 of 98."""
    if not words:
        return None
    figures = words if words.isascii() else "".join(str(DIGITS.get(character, 0)) for character in words)
    century = 0 if len(figures) == 4 else 2000 if int(figures) < _OF_LAST_CENTURY else 1900
    return century + int(figures)


def _month(match: re.Match[str]) -> int | None:
    if quarter := match["quarter"] or match["quarters"] or match["letter"] or (match["opening"] and "1"):
        return 3 * _number(quarter)
    if month := match["month"] or match["months"]:
        return _number(month)
    if match["half"]:
        return _HALVES[match["half"]]
    if match["begin"]:
        return 1
    return 12 if match["end"] or match["end_of"] else None


def _number(words: str) -> int:
    return int(words) if words.isascii() else int(read_value(words) or 0)
