"""Dates of a text: 2021年6月底, 4月10日, 1-2月, 一季度, 年底前, with the year and month as far as the words say."""

import re
from datetime import date

from .numerals import read_value

DASHES = "[-~\uff5e\u2014\u2013\u2015]"  # hyphen, tildes, the three long dashes
DASH = f"(?:{DASHES}|[至到])"
_YEAR, _MONTH, _QUARTER = "(?:19|20)[0-9]{2}", "1[0-2]|0?[1-9]", "[一二三四1-4]"
_PART = "(?:[上中下]旬|[底末初](?!步|始|期|级|中|心)前?)"
DATE = re.compile(
    rf"""(?P<year>{_YEAR})\s?年度?
        (?:\s?(?:(?:{_MONTH})\s?月?{DASH})?(?P<year_month>{_MONTH})\s?月份?(?:\s?[0-9]{{1,2}}\s?[日号])?)?
        (?:\s?第?(?P<year_quarter>{_QUARTER})\s?季度)?(?P<year_part>{_PART})?
    |{_YEAR}年?{DASH}(?P<last_year>{_YEAR})\s?年度?
    |(?:{_MONTH})\s?(?:月份?)?{DASH}\s?(?P<last_month>{_MONTH})\s?月份?
    |(?P<month>{_MONTH})\s?月份?(?:\s?[0-9]{{1,2}}\s?[日号](?!线|楼|路))?{_PART}?
    |(?P<cn_month>十[一二]|[一二三四五六七八九十])月(?=份|底|初|末|[上中下]旬|前|[0-9])份?{_PART}?
    |(?:[一1]\s?{DASH}\s?)?(?P<quarter>{_QUARTER})\s?季度{_PART}?
    """,
    re.VERBOSE,
)
# dates without a numeral: the month they end in; the longer words first
SEASONS = {"年底前": 12, "年底": 12, "年内": 12, "上半年": 6, "下半年": 12}
_YEARS_AWAY = {"明年": 1, "去年": -1, "上年": -1}
SEASON = re.compile("|".join(SEASONS))
DAY = re.compile(r"(?P<day>[12][0-9]|3[01]|0?[1-9])\s?日")

Span = tuple[int, int, int | None, int | None]  # start, end, year, month


def read_date(plain: str, position: int) -> Span | None:
    """The date that begins at `position` (第 and 前 before a quarter belong to it); a range gives its last month.

    >>> read_date("计划6月底完工", 2), read_date("前三季度", 1), read_date("年底前", 0)
    ((2, 5, None, 6), (0, 4, None, 9), (0, 3, None, 12))
    """
    return _season(plain, position) or _numbered(plain, position)


def year_of(text: str, start: int, year: int | None, as_of: date) -> int:
    """The year of a date that begins at `start`: its own, else the one that 明年 or 去年 before it names, else the report's."""
    return year or as_of.year + _YEARS_AWAY.get(text[max(0, start - 2) : start], 0)


def read_day(plain: str, position: int, end_of_date: int) -> int | None:
    """The end of the last day of a span, where one begins at `position` behind a date: 17日 in 7月9日至17日."""
    match = DAY.match(plain, position)
    return match.end() if match and re.fullmatch(DASH + r"|、", plain[end_of_date:position]) else None


def _season(plain: str, position: int) -> Span | None:
    """A date without a numeral; that of the year before the report is none to come (去年底)."""
    match = SEASON.match(plain, position)
    if match is None:
        return None
    is_past = plain[max(0, position - 1) : position] in ("去", "上", "往")
    return *match.span(), None, None if is_past else SEASONS[match[0]]


def _numbered(plain: str, position: int) -> Span | None:
    match = DATE.match(plain, position)
    if match is None or (match["month"] and plain[position - 1 : position] == "."):
        return None
    start = position - bool(match["quarter"] and plain[position - 1 : position] in ("第", "前"))
    year = match["year"] or match["last_year"]
    return start, match.end(), int(year) if year else None, _month(match)


def _month(match: re.Match[str]) -> int | None:
    if quarter := match["quarter"] or match["year_quarter"]:
        return 3 * int(read_value(quarter) or 0)
    if month := match["year_month"] or match["last_month"] or match["month"]:
        return int(month)
    if match["cn_month"]:
        return int(read_value(match["cn_month"]) or 0)
    if match["year_part"]:  # 2021年底
        return 1 if match["year_part"].startswith("初") else 12
    return None
