"""The span of time a figure of progress covers: the year to date, a part of it, an earlier year, or several years.

Only what counts from the year's beginning is progress on a year's target (累计建成5个); the increment of a month or a quarter
(二季度建成3个) is a part of it.
"""

import re
from datetime import date
from functools import cache, lru_cache
from itertools import islice

from ..language.clauses import Clause, clause_at
from ..language.cues import find_cues
from ..language.dates import DASH
from ..language.likeness import names_nothing
from ..language.passage import Passage
from ..words.lexicon import Scan, any_of, read_words, scanner

_SINCE_WHEN = re.compile(
    "[0-9]|[今本当]年|年[初内度]|以来|截[至止]|至今|迄今|目前|季度|半年|前[一二两三四五六七八九十]"
)
_ASIDE = re.compile("[(（]|其中")
_OF_THEN = re.compile("[去前上]一?年[^,，。；;]*的")
_ITS_TASK = re.compile("(?<=完成|实现)了?(?:年度|全年)(?:目标|任务|计划)+")
_COME_TO = re.compile("(?:总数|总量|共计?|合计)?达到?(?=约?[0-9])")
_REACH = 50  # clauses over which a word of time may reach: no sentence has more, a list may
_MOMENT = re.compile(rf"到?(?:(?:[0-9]{{1,2}}月?{DASH})?[0-9]{{1,4}}(?:年|月份?|日)|[上中下]旬|[底末初])+")
_QUARTER = 3  # months
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# 1-6月, 4至6月份; 8月底; 一至三季度; 二季度; 6月份, 6月当月, and 7月 before a comma. A bare month may date an event (6月建成).
_DATED = re.compile(
    rf"(?P<first>1[0-2]|[1-9])月?{DASH}(?:1[0-2]|[1-9])月|(?P<from>[一二三1-3])季?度?{DASH}[二三四2-4]季度"
    r"|(?P<end>1[0-2]|[1-9])月[底末]|(?<![上本])(?<!^下)(?<![^省市县区]下)第?(?P<quarter>[一二三四1-4])季度|(?<![0-9])(?P<month>1[0-2]|[1-9])月(?:份|当月|(?=共|又|再|新增))(?!以来)|^(?P<alone>1[0-2]|[1-9])月$"
)
_MONTHS = re.compile(
    rf"(?:(?P<half>[上下])半年|(?<![上下])半年(?=目标|任务|计划)|(?P<before>前|[一1](?:季度)?{DASH})?(?<![上本])第?(?P<quarter>[一二三四1-4])个?季度"
    rf"|(?<![0-9])(?P<first>1[0-2]|[1-9])月?{DASH}(?P<last>1[0-2]|[1-9])月份?)(?![末底前初以])"
)


def span_of(passage: Passage, clause: Clause, place: int) -> str:
    """to_date, now (目前), year (全年, which a plan says too), increment, past, years or difference (比去年多2个).

    It is told by the words of time nearest before `place` in its sentence.

    "" where none stands.

    >>> from shinpingba.language.passage import read_passage
    >>> passage = read_passage("二季度建成3个,累计建成5个")
    >>> [span_of(passage, passage.clause(n.start), n.start) for n in passage.numbers if n.kind == "count"]
    ['increment', 'to_date']
    """
    before_it = passage.text[clause.start : place]
    own = span_named(before_it)
    is_sum = own == "to_date" and "累计" in before_it and not _SINCE_WHEN.search(before_it)
    if own and not is_sum:
        return own
    for earlier in islice(passage.before(clause), _REACH):
        before = span_named(passage.words(earlier))
        if not own and not before and _has_come_to(passage, earlier):
            return "now"
        # 比去年同期增加19个,完成投资66.9亿元: what is more than last year's is so in its own clause
        if before not in ("", "difference"):
            # 去年新建24条,累计完成投资7120万元; 开累完成投资154亿元,累计投资完成率44%
            goes_on = before == "past" or "开累" in passage.words(earlier)
            return before if goes_on or not own else own
    return own


def _has_come_to(passage: Passage, clause: Clause) -> bool:
    """Whether a clause says to how much the figure of the one before it has come: 9月新增640户,达5640户,为年度任务的94%."""
    before = next(passage.before(clause), None)
    if before is None or not _COME_TO.match(passage.text, clause.start):
        return False
    units = [{n.unit for n in passage.numbers_in(each) if n.kind == "count"} for each in (before, clause)]
    return bool(units[0] & units[1])


def is_dated(passage: Passage, clause: Clause, place: int) -> bool:
    """Whether the clause itself says up to when a figure counts: 1-9月新建1500个, which is no plan; not 全年新建1500个."""
    return span_named(passage.text[clause.start : place]) == "to_date"


def is_difference(text: str, clauses: tuple[Clause, ...], place: int) -> bool:
    """Whether a figure is how far ahead of last year a thing is, and no whole: 已播种64万亩,同比快7万亩。其中小麦播种32万亩."""
    return span_named(text[clause_at(clauses, place).start : place]) == "difference"


def may_name_years(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether text[start:end] has a character without which no words for years are (words/years.csv, the past in words/spans.csv)."""
    return text.find("年", start, end) >= 0 or text.find("五", start, end) >= 0


def is_past(words: str) -> bool:
    """Whether a clause tells of an earlier year alone: 去年建成3座, 去年底已完成年度任务; not 去年开工的3座已完工."""
    if not may_name_years(words):
        return False
    names_it = _past().search(words) and span_named(_ITS_TASK.sub("", words)) == "past"
    return bool(names_it) and not _OF_THEN.search(words)


def only_says_when(words: str) -> bool:
    """Whether a clause says up to when something is told, and nothing else.

    >>> only_says_when("截至9月底"), only_says_when("目前"), only_says_when("9月底完工")
    (True, True, False)
    """
    left = _MOMENT.sub("", words)
    return span_named(words) in ("", "now", "to_date") and names_nothing(left) and not find_cues(left)


def time_words(words: str) -> str:
    """The last words of time in a stretch, which name an event, a batch or a part of the year; "" without any.

    >>> time_words("全县二季度新增就业"), time_words("国庆黄金周接待游客"), time_words("接待游客")
    ('二季度', '国庆黄金周', '')
    """
    told = [(end, words[start:end]) for start, end, _ in _words_of_time()(words)]
    told += [(match.end(), match[0]) for match in _DATED.finditer(words)]
    return max(told, default=(0, ""))[1]


def months_named(words: str) -> tuple[int, int] | None:
    """The first and the last month of the quarter, the half year or the range that some words name last; None without any.

    A deadline is none (二季度末建成, 上半年前).

    >>> months_named("二季度完成投资"), months_named("1-8月完成投资"), months_named("全年完成投资")
    ((4, 6), (1, 8), None)
    """
    is_possible = "月" in words or "季" in words or "半年" in words
    last = next(reversed([*_MONTHS.finditer(words)]), None) if is_possible else None
    if last is None:
        return None
    if last[0].endswith("半年"):
        return (7, 12) if last["half"] == "下" else (1, 6)
    if last["first"]:
        return int(last["first"]), int(last["last"])
    end = _QUARTER * _QUARTERS[last["quarter"]]
    return 1 if last["before"] else end - 2, end


def ends_a_quarter_ago(months: tuple[int, int], as_of: date) -> bool:
    """Whether months end a quarter or more before a report does: 一季度, in the report of the first half year.

    >>> ends_a_quarter_ago((1, 3), date(2021, 6, 30)), ends_a_quarter_ago((1, 5), date(2021, 6, 30))
    (True, False)
    """
    return as_of.month - months[1] >= _QUARTER


@lru_cache(maxsize=10_000)
def span_named(words: str) -> str:
    """The span that the last words of time in a stretch name, those behind its last bracket or 其中 first: 累计建成18座(三季度…."""
    *before, words = _ASIDE.split(words)
    return _told_span(words) or next((span for said in reversed(before) if (span := _told_span(said))), "")


def _told_span(words: str) -> str:
    """The span that words without brackets name; 累计 rules over a date beside it (6月份累计)."""
    told = [(end, span) for _, end, span in _words_of_time()(words)]
    if told and told[-1][1] in ("to_date", "years", "difference"):
        return told[-1][1]
    if "月" in words or "季" in words:
        told += [(match.end(), _of_date(match)) for match in _DATED.finditer(words)]
    return max(told, default=(0, ""))[1]


def _of_date(date: re.Match[str]) -> str:
    """A span from January on is the year to date, another is a part of it."""
    if date["end"]:  # 8月底完工12个: by then
        return "to_date"
    first = date["first"] or date["from"] or date["quarter"] or date["month"] or date["alone"]
    return "to_date" if _QUARTERS.get(first) == 1 or first == "1" else "increment"


@cache
def _past() -> re.Pattern[str]:
    return any_of("spans", span="past")


@cache
def _words_of_time() -> Scan:
    return scanner((entry["span"], entry["pattern"]) for entry in read_words("spans", "span", "pattern"))
