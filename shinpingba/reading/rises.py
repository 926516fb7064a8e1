"""Growth rates that are of something else than the whole: of a part behind 其中, or of one month beside the year to date.

A growth seldom names what it is of: its amount stands before it (税收收入40亿元,增长5.2%). Each condition has the sentence it is for.
"""

import re

from ..language.clauses import without_spans
from ..language.likeness import bigrams, likeness
from ..language.quantities import find_numbers
from ..words.lexicon import any_of
from .candidates import Candidate
from .figures import Figure
from .spans import months_named, span_named

_OPENS = re.compile("其中|[(（](?:包[含括]|含)")
_BRACKET = re.compile("[(（]")  # 增长4.2%(其中税收…
_CLOSES = re.compile("[)）]")
_STOP = re.compile("[。\n]|另[有外]")
_COMPARES = re.compile("[比较][^,，。；;、0-9]{0,6}?(?:同期|上月|上个月|[去前上]一?年(?:同期)?)|同比|环比|名义|实际")
_ASIDES = re.compile("其中|[增减][加少收支]|增长|下降|增幅|增速|累计|完成|实现|达到?|为|[^一-鿿A-Za-z]")
_LEAST = 2  # characters that name something
_MOSTLY = 0.5  # least share of what tells a part apart that a target which asks for it says
_ONE_MONTH = re.compile("(?<![-—~至到0-9月])(?:[1-9]|1[0-2])月(?![-—~至到底末初中上下以0-9])")


def is_growth_of_a_part(one: Candidate) -> bool:
    """收入60亿元,增长10.4%。其中:税收40亿元,增长5.2% of 收入增长11%: a part's, where the whole's is told before 其中.

    Not where the part is what the target asks for: 5.2% is of 税收增长6%; nor where that whole is of something else.
    """
    if not one.target.kind == one.figure.mention.kind == "growth":
        return False
    opening = _opening_before(one.figure)
    whole = _growth_of_whole(one, opening) if opening >= 0 else None
    if whole is None:
        return False
    of_all, thing = _of_what(whole), _thing(one)
    is_of_else = bool(thing and of_all) and not likeness(thing, of_all)
    return not (is_of_else or _asks_part(one, _of_what(one.figure, opening), of_all))


def is_growth_of_all(one: Candidate) -> bool:
    """进出口48亿元,增长7.2%,其中出口36亿元,增长9.9% of 出口增长6%: the whole's, where that of the part asked for is told behind it."""
    if not one.target.kind == one.figure.mention.kind == "growth":
        return False
    of_all = _of_what(one.figure)
    for part in one.figures:
        opening = _opening_before(part) if _is_told(part) and part is not one.figure else -1
        is_its = opening >= 0 and _growth_of_whole(Candidate(one.target, part, one.targets, one.figures), opening)
        if is_its is one.figure and _asks_part(one, _of_what(part, opening), of_all):
            return True
    return False


def _thing(one: Candidate) -> str:
    """What a target names before its number, else what stands around it."""
    target = one.target
    return _what(target.quote[: target.number_end - target.start]) or _what(target.context)


def _asks_part(one: Candidate, part: str, of_all: str) -> bool:
    """Whether a target asks rather for a part than for the whole, by what tells the two apart: 农村 of 居民收入,其中农村居民.

    出口, of 进出口,其中出口, has nothing that tells the other. Where the whole has no name (累计60亿元,其中税收40亿元) it is what
    the row asks for, unless that is the part in full.
    """
    thing = _thing(one)
    marks, others = bigrams(part) - bigrams(of_all), bigrams(of_all) - bigrams(part)
    if not marks:
        lead, is_in_it, _ = of_all.partition(part or of_all)  # 住宿 of 住宿餐饮业营业额,其中餐饮业
        return bool(part) and not (bigrams(lead + part[:1]) if is_in_it else others) & bigrams(thing)
    told = len(marks & bigrams(thing)) / len(marks)
    if not of_all:
        return told == 1
    return told >= _MOSTLY or likeness(thing, part) > likeness(thing, of_all)


def is_growth_of_one_month(one: Candidate) -> bool:
    """7月收入16.8亿元,增长30.2%。1-7月收入137.6亿元,增长20.8% of 收入增长15%: one month's, where the year's to date is told."""
    if not one.target.kind == one.figure.mention.kind == "growth" or months_named(one.target.context) is not None:
        return False
    if _span(one.figure) != "increment":
        return False
    own = _of_what(one.figure)
    to_date = (f for f in one.figures if _is_told(f) and _span(f) == "to_date" and _opening_before(f) < 0)
    of_year = [_of_what(figure) for figure in to_date]
    return any(not own or not other or bool(bigrams(own) & bigrams(other)) for other in of_year)


def _is_told(figure: Figure) -> bool:
    return figure.mention.kind == "growth" and figure.mention.role == "done"


def _span(figure: Figure) -> str:
    """The span that the sentence of a growth names last before it: increment of 7月收入16.8亿元,同比增长30.2%."""
    start, _ = figure.passage.sentence(figure.clause)
    words = _COMPARES.sub("", figure.passage.text[start : figure.mention.start])
    return span_named(words) or ("increment" if _ONE_MONTH.search(words) else "")


def _opening_before(figure: Figure) -> int:
    """Where the 其中 stands that a growth is told behind, up to a full stop or the end of its brackets; -1 where it is behind none."""
    text, place = figure.passage.text, figure.mention.start
    start = max((stop.end() for stop in _STOP.finditer(text, 0, place)), default=0)
    for opening in reversed([*_OPENS.finditer(text, start, place)]):
        in_brackets = text[opening.start() - 1 : opening.start() + 1].lstrip()[:1] in ("(", "（")
        if not (in_brackets and _CLOSES.search(text, opening.end(), place)):
            return opening.start()
    return -1


def _growth_of_whole(one: Candidate, opening: int) -> Figure | None:
    """The last growth told as reached before a 其中, in its sentence or the one before, else the first behind its brackets."""
    text, place = one.figure.passage.text, one.figure.passage.clause(opening)
    told = [f for f in one.figures if _is_told(f) and _opening_before(f) < 0]
    before = [f for f in told if f.mention.start < opening and place.sentence - f.clause.sentence <= 1]
    closing = _CLOSES.match(text, one.figure.mention.end)
    behind = [f for f in told if closing and f.clause.sentence == place.sentence and f.mention.start > closing.start()]
    return next(iter(before[-1:] or behind[:1]), None)


def _of_what(figure: Figure, opening: int = -1) -> str:
    """What a growth is of: what its own words name, or those of the clauses before it up to its amount, but nothing before `opening`."""
    passage = figure.passage
    behind, *_ = _BRACKET.split(passage.text[figure.mention.end : figure.end])
    said = _what(figure.own_name + passage.text[max(figure.start, opening) : figure.mention.end] + behind)
    if figure.named and said:
        return said
    for clause in passage.before(figure.clause):
        if said or clause.end <= opening:
            break
        said = _what(passage.text[max(clause.start, opening) : clause.end])
    return said


def _what(words: str) -> str:
    """Words without figures, without how far it has come and what it is compared with; "" where they name nothing."""
    figures = [(n.start, n.end) for n in find_numbers(words) if n.kind != "rejected"]  # 一 of 一般公共预算收入
    said = _ASIDES.sub("", _COMPARES.sub("", without_spans(words, figures)))
    return said if len(any_of("fillers").sub("", said)) >= _LEAST else ""
