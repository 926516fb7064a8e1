"""The period a report tells of: written as 2021Q1, 2021H1, 2021M08, and found in the words of titles, files and folders."""

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date

from ..language.dates import DASH
from ..language.numerals import read_value
from ..words.lexicon import read_words
from .errors import ReportError

PERIOD = re.compile(r"(?P<year>20\d\d)(?P<part>Q[1-4]|H1|M(?:1[0-2]|0?[1-9]))(?!\d)")
_GIVEN = re.compile(
    r"(?P<year>20\d\d)(?:年?(?:度|全年)?|[-/.](?P<month>1[0-2]|0?[1-9]))"
)  # a user's 2021, 2021年度, 2021-08
_YEAR_ALONE = re.compile(r"^(20\d\d)(?=\D)(?!年)")
_LAST_MONTH = {"Q1": 3, "H1": 6, "Q2": 6, "Q3": 9, "Q4": 12}
_NAMED = {3: "Q1", 6: "H1", 9: "Q3", 12: "Q4"}
_YEAR = re.compile(r"(20\d\d)年(?P<whole>度(?!计划|重点工作计划)|终)?")
_UP_TO = re.compile(r"截[至止]到?\s?(?:(?P<year>20\d\d)年)?\s?(?:(?P<month>1[0-2]|0?[1-9])\s?月|(?P<end>年?[底末]))")
# 1-8月, 元至10月份; not 5元至10元
_MONTHS = re.compile(
    rf"(?:(?<!\d)1|(?<![\d万亿])元)\s?月?份?{DASH}\s?(?P<last>1[0-2]|[2-9])\s?月|前\s?(?P<count>1[0-2]|[2-9])\s?个?月"
)
_MONTH = re.compile(r"(20\d\d)年\s?(1[0-2]|0?[1-9])\s?月(?!\s?\d{1,2}\s?日)")
_MONTH_BEHIND = re.compile(r"(20\d\d)年(?!\d).*[(（]\s?(1[0-2]|0?[1-9])月份?\s?[)）]$")
_SIGNED = re.compile(r"(20\d\d)[年/.-]\s?(1[0-2]|0?[1-9])[月/.-]\s?\d{1,2}日?")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile("二[〇零○][一二三四五六七八九〇零○]{2}(?=年)")
_CHINESE_MONTH = re.compile(rf"十[一二]?(?=月|{DASH})|[一二三四五六七八九](?=月|{DASH}[一二三四五六七八九十]+月)")
_TOLD = re.compile(r"情况|进展|进度|报告|任务|实事|目标|清单|台账|通报|表$")
_LONGEST_TITLE = 80


def last_day(period: str) -> date:
    """The last day of a period: 2021Q1 ends on 2021-03-31. Errors: ReportError for what is no period."""
    match = PERIOD.fullmatch(period)
    if not match:
        expected = "报告期,如 2021Q1、2021H1、2021Q3、2021Q4(全年)、2021M08(1-8月)"
        raise ReportError(period, "", expected, f"“{period}”")
    year, part = int(match["year"]), match["part"]
    month = _LAST_MONTH.get(part) or int(part[1:])
    return date(year, month, calendar.monthrange(year, month)[1])


def normal(period: str) -> str:
    """A period as it is written everywhere: 2018M8 is 2018M08; words such as 2018年1-8月 are read. Errors: as in last_day.

    >>> normal("2018M8"), normal("2021"), normal("2021年度"), normal("2021-08"), normal("2021上半年")
    ('2018M08', '2021Q4', '2021Q4', '2021M08', '2021H1')
    """
    words = period.strip()
    if given := _GIVEN.fullmatch(words):
        words = f"{given['year']}{'M' + given['month'] if given['month'] else 'Q4'}"
    found = words if PERIOD.fullmatch(words) else period_in(_YEAR_ALONE.sub(r"\1年", words)) or period
    last_day(found)
    year, part = found[:4], found[4:]
    return f"{year}M{int(part[1:]):02}" if part.startswith("M") else found


def period_in(text: str, year: str = "") -> str:
    """The period some words name, "" if they name none: 截至10月31日 is M10, 1-8月 is M08, 一季度 is Q1.

    year   the year, where the words do not say it
    >>> period_in("2021年政府工作报告一季度推进情况"), period_in("2022年度进度表(截至10月31日)"), period_in("2018年前8个月")
    ('2021Q1', '2022M10', '2018M08')
    """
    text = _in_digits(text)
    if found := PERIOD.search(text):
        part = found["part"]
        return found["year"] + (f"M{int(part[1:]):02}" if part.startswith("M") else part)
    named = _YEAR.search(text)
    year = named[1] if named else year
    if up_to := _UP_TO.search(text):
        year = up_to["year"] or year
        return year and year + (f"M{int(up_to['month']):02}" if up_to["month"] else "Q4")
    entries = read_words("periods", "pattern", "part")
    parts = [(part.start(), entry["part"]) for entry in entries if (part := re.search(entry["pattern"], text))]
    if months := _MONTHS.search(text):
        last = int(months["last"] or months["count"])
        parts.append((months.start(), _NAMED.get(last, f"M{last:02}")))
    return year + min(parts)[1] if parts and year else ""


def find_period(lines: Sequence[str], document: Iterable[str] = ()) -> tuple[str, str]:
    """The period that the lines over a report name, and what to tell the user where it is only inferred; "" and "" if none does.

    lines      what may name it, the surest first: the card's title, the file's name, titles, sentences
    document   all its words: of a title with a year alone, the date of the signature says whether the year was over
    """
    lines = [*map(_in_digits, lines)]
    titles = [line for line in lines if "。" not in line and len(line) <= _LONGEST_TITLE]
    year = next((found[1] for line in titles if (found := _YEAR.search(line))), "")
    # 2023年9月末指标完成情况 goes before 完成全年目标 in a line further down
    told = (period_in(line, year) or (_month_in(line) if _TOLD.search(line) else "") for line in titles)
    sure = (*told, *map(_month_in, titles), *map(period_in, lines))
    if named := next(filter(None, sure), ""):
        return named, ""
    named_year = next((found for line in titles if (found := _YEAR.search(line)) and _TOLD.search(line)), None)
    if named_year is None:
        return "", ""
    return (f"{named_year[1]}Q4", "") if named_year["whole"] else _inferred(named_year[1], document)


def _in_digits(words: str) -> str:
    """Words with their year and month in digits: 二〇二三年九月末 is 2023年9月末, 二〇二一年一至八月 2021年1至8月."""
    if not _CHINESE_YEAR.search(words):
        return words
    words = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), words)
    return _CHINESE_MONTH.sub(lambda found: str(int(read_value(found[0]) or 0)), words)


def _month_in(line: str) -> str:
    """2018年6月民生实事进展情况 is of June, and so is 2018年民生实事进展(6月); a date (2018年6月5日) names no period."""
    found = _MONTH.search(line) or _MONTH_BEHIND.search(line)
    return f"{found[1]}M{int(found[2]):02}" if found else ""


def _inferred(year: str, document: Iterable[str]) -> tuple[str, str]:
    """The period of a title that names a year alone: the year, unless it was signed in it; then the months before the signature."""
    signed = next(
        (found for words in document if (found := _SIGNED.search(words)) and len(words) < _LONGEST_TITLE), None
    )
    if signed and signed[1] == year and int(signed[2]) > 1:
        last = int(signed[2]) - 1
        part = _NAMED.get(last, f"M{last:02}")
        return year + part, f"标题只有年份,按落款日期之前的1-{last}月读;不对的用 --period 指明"
    return f"{year}Q4", "标题只有年份,按全年读;不对的用 --period 指明,如 2021M08"
