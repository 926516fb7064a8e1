"""Figures that are the target's own number: whether they only say the task again, or tell that all of it is done."""

import re

from ..language.likeness import likeness, wordless
from ..language.verdicts import find_verdicts
from ..words.lexicon import any_of
from .candidates import IN_CONTEXT, Candidate, comparable
from .figures import Figure
from .reached import REPEATED, is_begun, says_more
from .targets import Target


def repeats_target(one: Candidate) -> bool:
    """拆除违法建筑150万平方米;1—9月拆除88.6万平方米: the first only says the task again. 12条线路已改造完毕 says that it is done."""
    if not one.same_number or any(told(one) for told in _TOLD_AS_SUCH):
        return False
    if one.figure.mention.role == "forecast" and not one.figure.is_dated:  # 预计实现投资30亿元 of 投资30亿元
        return True
    if any(_begins_less(one, other) for other in one.figures):  # 146个项目已开工90个 of 146个项目开工
        return True
    if any(_reports_less(other, one.figure) for other in one.figures):  # 50个项目已基本完成建设,建成17个
        return True
    names_it_alone = one.figure.mention.role == "unknown" and one.alike >= IN_CONTEXT  # 公园12个,已建成7个
    return (one.repeated >= REPEATED or names_it_alone) and not says_more(one.figure, one.target)


def _begins_less(one: Candidate, other: Figure) -> bool:
    """Whether a further figure of the sentence says that fewer of the things have begun, where the target asks for beginnings."""
    mention, whole = other.mention, one.figure.mention
    is_further = mention.start > whole.start and other.clause.sentence == one.figure.clause.sentence
    is_less = mention.unit == whole.unit and mention.role == "underway" and (mention.value or 0) < (whole.value or 0)
    asks = any_of("beginnings", use="begins").search(one.target.context)
    return bool(asks) and is_further and is_less and bool(any_of("beginnings", use="begins").search(other.words))


def _reports_less(other: Figure, figure: Figure) -> bool:
    """Whether a further figure of the sentence says of the same things that fewer of them are done."""
    mention, whole = other.mention, figure.mention
    is_further = mention.start > whole.start and other.clause.sentence == figure.clause.sentence
    is_same = (mention.kind, mention.unit, mention.role) == (
        whole.kind,
        whole.unit,
        "done",
    ) and other.whole_at < 0
    return (
        is_further
        and is_same
        and (mention.value or 0) < (whole.value or 0)
        and mention.item in ("", whole.item[-len(mention.item) :])
    )


def _is_all_the_cell_tells(one: Candidate) -> bool:
    """2260,完成目标100% of 2260: the cell begins with its figure, and tells of no other."""
    mention = one.figure.mention
    others = (f for f in one.figures if f is not one.figure and f.mention.unit == mention.unit)
    return mention.start == 0 and mention.role_source == "field" and not any(others)


def _follows_its_verdict(one: Candidate) -> bool:
    """超额完成目标任务。…改造养老机构6家: the cell begins with a verdict, and what follows is what was done."""
    passage, figure = one.figure.passage, one.figure
    first = passage.clauses[0]
    says = (each for each in find_verdicts(passage.words(first)) if each.status == "completed" and not each.is_bare)
    return figure.clause is not first and any(says)


def _all_is_begun(one: Candidate) -> bool:
    """31所卫生院已全部开工 of 开工31所, whatever of them is finished besides."""
    return bool(re.search("均|都|全部", one.figure.whole)) and is_begun(one)


def _is_rated_whole(one: Candidate) -> bool:
    """完成筛查1250人,筛查率100% of 筛查1250人: a rate of all of them follows; not 改造42个,开工率100%."""
    figure = one.figure
    following = next((f for f in one.figures if f.mention.start > figure.mention.start), None)
    if following is None or following.clause.sentence != figure.clause.sentence:
        return False
    is_all = following.mention.kind in ("percent", "share") and following.mention.value == 1
    return is_all and not any_of("wholes", use="other_rate").search(following.whole)


def _stands_in_a_report(one: Candidate) -> bool:
    """新增幼儿园7所、高中3所 of 幼儿园4所、高中3所: what stands beside it is a figure of its own, so both are reported."""
    sentence = one.figure.clause.sentence
    beside = [
        f for f in one.figures if f.clause.sentence == sentence and f is not one.figure and f.mention.role == "done"
    ]
    return any(
        target is not one.target
        and other.mention.value != target.value
        and comparable(target, other)
        and (likeness(target.thing, other.named) >= IN_CONTEXT or _says_again(target, other))
        for other in beside
        for target in one.targets
    )


def _says_again(target: Target, figure: Figure) -> bool:
    return likeness(wordless(target.quote), figure.words) >= REPEATED


# What shows that a figure which is the target's own number is told of what was done.
_TOLD_AS_SUCH = (_stands_in_a_report, _is_rated_whole, _all_is_begun, _is_all_the_cell_tells, _follows_its_verdict)
