"""Figures that are called done while their own sentence tells that they, or parts of them, are still being made."""

import re
from bisect import bisect_right
from math import isclose

from ..language.clauses import Clause
from ..language.likeness import names_nothing
from ..language.shares import share_of
from ..words.lexicon import any_of
from .candidates import Candidate, in_unit_of
from .figures import Figure
from .stages import clause_stage
from .statement import PART
from .targets import Target

_LAST_DIGIT = 0.0001
_BEGUN = ("underway", "preparing", "not_started")
_MAKES = re.compile("[建造]|竣工|完工|完成")
_ASKED = ("item", "length", "area")
_IN_USE = re.compile("运营|运行|使用|试用|投产|生产|交付|验收|移交")


def is_still_made(one: Candidate) -> bool:
    """新建成公寓2436套,其中河东860套完成总工程量的88%: a part that is still being made is not there, so that all are not.

    So of 完成改造42个,其中30个已完工,12个正在收尾 no 42 are; not where the thing is no building: 引进项目12个,其中物流园完成工程量的60%.
    """
    figure, mention = one.figure, one.figure.mention
    if mention.role != "done" or mention.dimension not in _ASKED or not _MAKES.search(figure.words):
        return False
    text, begin = figure.passage.text, mention.end
    _, end = figure.passage.sentence(figure.clause)
    opening = text.find(PART, begin, end)
    return opening >= 0 and any(_is_at_work(figure, part) for part in _behind(one, opening, end))


def _behind(one: Candidate, start: int, end: int) -> list[Figure]:
    return [figure for figure in one.figures if start < figure.mention.start < end]


def _is_at_work(whole: Figure, part: Figure) -> bool:
    """Whether a part is told by a share of its work, or as so many under way or planned; not what runs (正在运营) or is handed over."""
    mention = part.mention
    if mention.kind == "percent":
        return mention.amount < 1 and bool(any_of("wholes", use="work_amount").search(part.clause_before))
    is_alike = mention.unit == whole.mention.unit and part.whole_at == whole.mention.start
    return is_alike and mention.role in ("underway", "planned", "remaining") and not _IN_USE.search(part.words)


def is_only_structure(one: Candidate) -> bool:
    """新建幼儿园5所,主体工程均已完工 of 幼儿园5所: of what was said to be made the structure is done, or it is still being made.

    Not what a word says is finished (已建成5所,附属工程正在施工), nor where the next clause has a figure or a thing of its own.
    """
    figure = one.figure
    following = _next(figure) if figure.mention.kind == "count" else None
    if following is None or any(cue.role in ("finished", "already") for cue in figure.passage.cues_in(figure.clause)):
        return False
    words = figure.passage.words(following)
    is_of_it = names_nothing(any_of("early_work").sub("", words)) and any_of("beginnings", use="made").search(
        figure.whole
    )
    return bool(is_of_it) and not figure.passage.numbers_in(following) and clause_stage(words, [])[0] in _BEGUN


def is_of_unfinished(one: Candidate) -> bool:
    """建成安置房2060套,其中甲地块(1100套)主体已封顶,乙地块(960套)正在装修: all the parts that make it up are still at work."""
    figure = one.figure
    parts = [f for f in one.figures if f.whole_at == figure.mention.start and f.mention.unit == figure.mention.unit]
    is_all = len(parts) > 1 and isclose(sum(f.mention.amount for f in parts), figure.mention.amount)
    return is_all and all(_is_unfinished(part) for part in parts)


def is_of_two_targets(one: Candidate) -> bool:
    """正式任务和备选计划已通气236.94万户,完成率99.14% of 正式任务202万户、备选计划37万户: it is that share of the two together."""
    figure, mention = one.figure, one.figure.mention
    behind = (f for f in one.figures if f.mention.start > mention.start and f.mention.kind == "percent")
    share = next((f.mention.value for f in behind if f.clause.sentence == figure.clause.sentence), None)
    if not share or mention.kind != "count":
        return False
    done = in_unit_of(one.target, mention)
    together = (
        one.target.value + other.value * other.size / one.target.size
        for other in one.targets
        if _is_alike(one.target, other)
    )
    return not isclose(share_of(done, one.target.value), share, abs_tol=_LAST_DIGIT) and any(
        isclose(share_of(done, value), share, abs_tol=_LAST_DIGIT) for value in together
    )


def _is_alike(target: Target, other: Target) -> bool:
    return other is not target and (other.kind, other.dimension, other.unit) == ("count", target.dimension, target.unit)


def _is_unfinished(part: Figure) -> bool:
    """Whether the clause of a part says that it is not finished: 东片(400套)已完成总工程量的85%; not 竣工岭下村等2个."""
    inside = [m for m in part.beside if m.kind == "percent"]
    return part.mention.role != "done" and clause_stage(part.whole, inside)[0] in _BEGUN


def _next(figure: Figure) -> Clause | None:
    """The clause behind that of a figure, in its sentence."""
    clauses = figure.passage.clauses
    place = bisect_right(clauses, figure.clause)
    is_there = place < len(clauses) and clauses[place].sentence == figure.clause.sentence
    return clauses[place] if is_there else None
