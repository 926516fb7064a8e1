"""The role of a figure with the span of time it covers: an increment of a part of the year, last year's, or the year's to date."""

import re
from datetime import date

from ..language.clauses import Clause
from ..language.dates import DASH
from ..language.passage import Passage
from .described import is_former
from .mention import Mention
from .spans import ends_a_quarter_ago, is_dated, is_past, months_named, span_named, span_of

_MANY_YEARS = re.compile("[两二三四五]年(?:年?均|平均)")
_SINCE = re.compile("[比较与同](20[0-9]{2})年")
_NUMBER = re.compile("[0-9]")
_QUARTER = 3  # months
_ONLY_A_YEAR = re.compile(
    f"(?:截[至止]到?)?20[0-9]{{2}}年(?:[底末]|年[底末])?|[自从]?20[0-9]{{2}}年?{DASH}20[0-9]{{2}}年(?:间|期间)?[底末]?"
)
_BRACKET = re.compile("[(（]((?:[0-9]{1,2}[-—~至到])?[0-9]{1,2}月份?|第?[一二三四]季度)[)）]")
# 2020年竣工12座, 截至2020年底建成12座; 2020年老旧小区改造项目 only names a batch of works
_YEAR = re.compile(
    "(?<![比较与和于同])(20[0-9]{2})年(?![^,，。；;、]*(?:项目|工程|任务|计划|以来|至|起|批|(?<!升)级|的))"
)


_BY_YEARS_END = re.compile("全年|年底|年末|年终|年内")
_DONE_IN = re.compile(
    "(?<![比较与和于同])(20[0-9]{2})年(?:全年)?(?:共|已|累计)*(?:引进|招引|完成|建成|新增|竣工|投产|培育|发放)"
)


def _is_of_former_year(words: str, as_of: date | None) -> bool:
    """Whether the last year that some words name is over: 截至2020年底建成."""
    years = _YEAR.findall(words) + _DONE_IN.findall(words) if "年" in words else []
    return as_of is not None and bool(years) and int(years[-1]) < as_of.year


def _is_predicate_of_former_year(words: str, as_of: date | None) -> bool:
    """Whether the words behind a figure say that it was reached in an earlier year: 公厕12座去年建成; not 12座,比去年多3座."""
    is_former = is_past(words) or _is_of_former_year(words, as_of)
    return is_former and not _NUMBER.search(_YEAR.sub("", words))


def _is_of_a_time_behind(passage: Passage, mention: Mention) -> bool:
    """Whether a bracket behind a figure says of which part of the year it is: 新建成公厕5座(7-9月)."""
    bracket = _BRACKET.match(passage.text, mention.end)
    return bracket is not None and span_named(bracket[1]) == "increment"


def _is_stale(passage: Passage, clause: Clause, mention: Mention, as_of: date | None) -> bool:
    """Whether a figure counts to the end of an earlier quarter than the report's: 一季度新增就业1600人, in the report of the third."""
    months = months_named(passage.text[clause.start : mention.start])
    return as_of is not None and months is not None and ends_a_quarter_ago(months, as_of)


def _is_growth_of_last_quarter(passage: Passage, clause: Clause, mention: Mention, as_of: date | None) -> bool:
    """Whether a growth is of the quarter that the report ends with, and the text names no other time: 三季度增长5.1%、居全市第3位.

    Growth is told so of what is counted by quarters (GDP). A month's (9月份增长6.2%), or 前三季度增长5%,三季度增长5.8%, is a part.
    """
    months = months_named(passage.text[clause.start : mention.start])
    if mention.kind != "growth" or months is None or as_of is None or months[1] - months[0] >= _QUARTER:
        return False
    is_last = not ends_a_quarter_ago(months, as_of) and months[1] <= as_of.month
    told = [span for each in passage.clauses if (span := span_named(passage.words(each)))]
    return is_last and told == ["increment"]


def _date_before(passage: Passage, clause: Clause) -> str:
    """The clause before one, where it is nothing but a year or several: 截至2021年末,建成公厕12座; 2017年至2019年,建成公厕49座."""
    earlier = next(passage.before(clause), None)
    words = passage.words(earlier) if earlier else ""
    return f"{words}," if "年" in words and _ONLY_A_YEAR.fullmatch(words.strip()) else ""


def _is_of_the_year_to_come(words: str, as_of: date | None) -> bool:
    """Whether a forecast is one of the year, and the year not over: 1-9月完成406亿元,全年预计完成570亿元."""
    return as_of is not None and as_of.month < 12 and bool(_BY_YEARS_END.search(words))


def _is_of_several_years(words: str, as_of: date | None) -> bool:
    """Whether words before a growth say that it came over years: 两年平均增长7.2%; 比2019年同期增长6.1%, in a report of 2021."""
    return bool(_MANY_YEARS.search(words)) or (
        as_of is not None and any(int(year) < as_of.year - 1 for year in _SINCE.findall(words))
    )


def is_foreseen(passage: Passage, clause: Clause, mention: Mention, source: str, as_of: date | None) -> bool:
    """Whether what the sentence foresees goes on to a figure of which nothing else is told: 预计全年造林2万亩,森林覆盖率达到62%.

    So does what is to come once a thing is there, for any figure: 学校建成投用后,新增学位600个.

    source  what gave the figure its role: a rate stands for itself (field), an amount has a word for it (cue)
    """
    if is_of_today(passage, clause, mention.start):
        return False
    for earlier in passage.before(clause):
        cues, words = passage.cues_in(earlier), passage.words(earlier)
        told = {cue.role for cue in cues}
        if cues and cues[-1].role == "planned" and words.endswith("后") and cues[-1].end == earlier.end:
            return True
        if source != "field" or "already" in told or is_of_today(passage, earlier, earlier.end):
            return False
        is_ahead = "forecast" not in told or _is_of_the_year_to_come(words, as_of)
        if {"planned", "forecast"} & told:
            return is_ahead
    return False


def _has_come_from(passage: Passage, clause: Clause, mention: Mention) -> bool:
    """Whether the time before a rate is of what it has come from: 漏损率由去年12.4%降低到9.6%."""
    before = (number for number in passage.numbers_in(clause) if number.end <= mention.start)
    return any(is_former(passage.text, number) for number in before)


def is_of_today(passage: Passage, clause: Clause, place: int) -> bool:
    """Whether a clause says before a place that it tells of today: 目前, 已, 1-9月."""
    is_already = any(cue.role == "already" for cue in passage.cues_in(clause) if cue.end <= place)
    return is_already or span_named(passage.text[clause.start : place]) in ("now", "to_date")


def role_in_time(passage: Passage, clause: Clause, mention: Mention, role: str, as_of: date | None) -> str:
    """The role of a figure with the span of time it covers: what a part of the year brought is an increment, last year's is context."""
    if mention.kind == "date" or role not in ("done", "unknown", "forecast", "underway"):
        return role
    if mention.kind != "count" and _has_come_from(passage, clause, mention):
        return role
    if role == "forecast" and _is_of_the_year_to_come(passage.text[clause.start : mention.start], as_of):
        return "planned"
    if _is_of_former_year(_date_before(passage, clause) + passage.text[clause.start : mention.start], as_of) or (
        _is_predicate_of_former_year(passage.text[mention.end : clause.end], as_of)
    ):
        return "context"
    span = "increment" if _is_of_a_time_behind(passage, mention) else span_of(passage, clause, mention.start)
    if span == "to_date" and mention.kind == "count" and _is_stale(passage, clause, mention, as_of):
        return "increment"
    if (
        span == "increment"
        and mention.kind != "share"
        and not _is_growth_of_last_quarter(passage, clause, mention, as_of)
    ):
        return "increment"
    if span == "to_date" and role == "unknown" and mention.kind == "count" and is_dated(passage, clause, mention.start):
        return "done"  # 1-9月造林6100亩: what is counted up to a date is done
    before = passage.text[clause.start : mention.start]
    if mention.kind == "growth" and _is_of_several_years(before, as_of):
        return "context"
    if span == "difference":  # 比去年多2个 is no amount of this year's; 比上年同期增长18% is a growth rate
        return "context" if mention.kind in ("count", "level") else role
    return "context" if span in ("past", "years") else role
