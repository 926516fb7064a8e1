"""The years that a target runs over: 改造老旧小区300个(2021—2025年), “十四五”期间新建公园50个, 三年新建公厕90座.

A target of several years is held against its own span, from its first January; where no first year is told, against nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..language.passage import read_passage
from ..words.lexicon import any_of
from .deadlines import due_in_cell, due_of
from .spans import may_name_years, months_named
from .targets import Achieved, Target

_MONTHS = 12
_YEARS_END = re.compile("年[底末终]")
# 完成造林2200亩,占年度任务2000亩的110%,占总任务8000亩的27.5%: what all the years are to bring, beside the year's
_IN_ALL = re.compile(
    "(?:年度?|全年)(?:目标|计划)?(?:任务|目标|计划)[^。；;]*[,，][^,，。；;、0-9年]*总(?:任务|目标|计划)[^,，。；;、]*$"
)
_PLANS = "一二三四五六七"  # 十一五 began in 2006, 十二五 five years later
_FIRST_PLAN = 2006
_TOLD = re.compile(
    r"(?P<first>20[0-9]{2})年?\s?(?:[-—–~～]{1,2}|至|到)\s?(?P<last>20[0-9]{2})年"
    r"|[“\"]?十(?P<plan>[一二三四五六七])五(?!批|期|年|[0-9个项])[”\"]?|(?P<year>20[0-9]{2})年"
)


@dataclass(frozen=True, slots=True)
class Years:
    """The first and the last year of a target; first is None where only its end or its length is told, last where only that.

    months  the first and the last month of a target of a part of a year (一季度投资目标80亿元; 6月底前完成30公里); None of any other
    """

    first: int | None
    last: int | None
    months: tuple[int, int] | None = None


def years_of(target: Target, text: str, as_of: date) -> Years | None:
    """The years a target runs over: as the words before it in its sentence say last, else those right behind; None: this year.

    text   the cell it stands in
    as_of  the end of the report's period
    """
    passage = read_passage(text)
    clause = passage.clause(target.start)
    start, _ = passage.sentence(clause)
    told = [
        *reversed(list(_told(text, start, target.number_end, as_of))),
        *_told(text, target.number_end, clause.end, as_of),
    ]
    found = next((each for each in told if each.last), next(iter(told), None))  # 两年改造2000户(2022-2023年)
    own = _told(text, clause.start, target.number_end, as_of)
    is_many = Years(None, None) in own or _IN_ALL.search(text, start, target.number_end)
    if found and found.first in (None, found.last) and is_many:
        found = Years(None, None)  # 2022年计划造林4.8万亩,三年造林17.6万亩
    if months := _months(text, clause.start, target):
        return Years(as_of.year, as_of.year, months)
    if due := due_of(passage, target, as_of):
        return _until(due, found, as_of)
    is_this = found is None or (
        found.last is not None and (found.last < as_of.year or found.last == as_of.year == (found.first or as_of.year))
    )
    return None if is_this else found


def elapsed_of(years: Years | None, as_of: date) -> float | None:
    """How much of the span of a target is gone, in months; None where its beginning is not told or lies ahead.

    >>> june = date(2023, 6, 30)
    >>> elapsed_of(None, june), elapsed_of(Years(2021, 2025), june), elapsed_of(Years(None, 2025), june)
    (0.5, 0.5, None)
    >>> elapsed_of(Years(2023, 2023, (4, 9)), june), elapsed_of(Years(2023, 2023, (1, 3)), june)
    (0.5, 1.0)
    """
    if years is None:
        return as_of.month / _MONTHS
    if years.months is not None:
        first, last = years.months
        if years.last is not None and years.last < as_of.year:
            return 1.0
        gone = min(as_of.month, last) - first + 1
        return gone / (last - first + 1) if gone > 0 else None
    if years.first is None or years.last is None or years.first > as_of.year:
        return None
    return ((as_of.year - years.first) * _MONTHS + as_of.month) / (_MONTHS * (years.last - years.first + 1))


def years_by_cell(cell: str, as_of: date) -> Years | None:
    """The months to the deadline in a row's column (完成时限 6月底); None of one at a year's end, or in a later year."""
    due = due_in_cell(cell, as_of) if cell else None
    return _until(due, None, as_of) if due and due[0] <= as_of.year else None


def _until(due: tuple[int, int], found: Years | None, as_of: date) -> Years | None:
    """The span of a target that is due in a month: from January on, where that is not of a later year nor told otherwise."""
    year, month = due
    if year > as_of.year or (found and found.first not in (None, as_of.year)):
        return found if found and found.first else Years(None, year)
    return Years(year, year, (1, month)) if (year, month) != (as_of.year, _MONTHS) else None


def _months(text: str, start: int, target: Target) -> tuple[int, int] | None:
    """The months of a target that is only that of a part of the year: 一季度投资目标80亿元; not 一季度开工,全年投资80亿元."""
    words = text[start : target.number_end]
    is_later = any_of("years", use="this").search(words) or _YEARS_END.search(words)  # 上半年启动、年底建成公园3个
    return None if is_later else months_named(words)


def is_part_of(years: Years | None, done: Achieved, text: str, as_of: date) -> bool:
    """Whether a figure is only of this year, and the target's span began before: 上半年改造40个 of 300个(2021—2025年)."""
    if years is None or years.first in (None, as_of.year):
        return False
    clause = read_passage(text).clause(done.start)
    words = text[clause.start : done.start + len(done.quote)]
    return bool(any_of("years", use="month").search(words)) and not any_of("years", use="all").search(words)


def _told(text: str, start: int, end: int, as_of: date) -> Iterator[Years]:
    """What a stretch of text says of years, in order."""
    if not may_name_years(text, start, end):
        return
    found = [(match.start(), _years(match)) for match in _TOLD.finditer(text, start, end)]
    this, many = any_of("years", use="this"), any_of("years", use="many")
    found += [(match.start(), Years(as_of.year, as_of.year)) for match in this.finditer(text, start, end)]
    found += [(match.start(), Years(None, None)) for match in many.finditer(text, start, end)]
    yield from (years for _, years in sorted(found, key=lambda each: each[0]))


def _years(match: re.Match[str]) -> Years:
    if match["first"]:
        return Years(int(match["first"]), int(match["last"]))
    if match["plan"]:
        first = _FIRST_PLAN + 5 * _PLANS.index(match["plan"])
        return Years(first, first + 4)
    year = int(match["year"])
    return Years(None, year)
