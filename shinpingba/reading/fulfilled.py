"""What fulfils a goal, where a text says that the goal is met and beside it how much was done: 扩种面积6240亩,完成下达的6000亩扩种任务."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from ..language.cues import is_early
from ..language.likeness import bigrams
from .candidates import Candidate, comparable, in_unit_of
from .figures import Figure, around
from .reached import NEAR
from .refusals import is_refused
from .targets import Achieved, Target

_MET = ("whole", "all_done")
_IS_MET = re.compile(
    "(?:完成|实现|达到|达成)[^,，。；;、0-9]{0,12}约?[0-9.]+[^,，。；;、0-9]{1,14}(?:任务|目标|指标|计划)$"
)
_ASIDE = ("planned", "forecast", "context", "remaining")  # …的年度目标,比去年同期增加210人
_SOWN = re.compile("落实[^,，。；;、0-9]{0,6}面积")  # of a goal that is met; what is only found is none: 落实造林地块
_OF_A_PART = re.compile("[我本][省市州县区旗镇乡]|其中")  # 全市新建公厕14座,我县完成下达的12座任务


def fulfilled(
    targets: list[Target], found: dict[int, Achieved], figures: list[Figure], taken: set[int]
) -> dict[int, Achieved]:
    """What was done of the targets whose goals are said to be met, where figures beside them tell of more.

    taken  where the figures start that tell of a target
    """
    told = ((number, _fulfilling(targets, number, done, figures, taken)) for number, done in found.items())
    return {number: done for number, done in told if done}


def _fulfilling(
    targets: list[Target], number: int, done: Achieved, figures: list[Figure], taken: set[int]
) -> Achieved | None:
    target = targets[number]
    if done.ground not in _MET or done.value != target.value or not _IS_MET.search(done.quote):
        return None
    if _OF_A_PART.search(done.quote):
        return None
    told = [f for f in _beside(done, figures) if comparable(target, f) and f.mention.role not in _ASIDE]
    if len(told) != 1 or told[0].mention.start in taken:
        return None
    figure = _as_done(told[0])
    beside = [figure if each is told[0] else each for each in figures]
    one = Candidate(target, figure, around(targets)[number], beside)
    value = in_unit_of(target, figure.mention)
    is_more = target.value < value <= NEAR * target.value and _is_done(told[0], done)
    if not is_more or not _is_of_it(one) or is_refused(one):
        return None
    return Achieved(value, figure.mention.bound, figure.whole, figure.clause.start, "direct", "medium", "goal")


def _as_done(figure: Figure) -> Figure:
    return replace(figure, mention=figure.mention._replace(role="done", role_source="cue"))


def _beside(done: Achieved, figures: list[Figure]) -> Iterator[Figure]:
    """The figures of the clauses right before and behind that which says that the goal is met, in its sentence."""
    if not figures:
        return
    passage = figures[0].passage
    own = passage.clause(done.start)
    place = bisect_left(passage.clauses, own)
    near = passage.clauses[max(0, place - 1) : place + 2]
    yield from (f for f in figures if f.clause in near and f.clause != own and f.clause.sentence == own.sentence)


def _is_done(figure: Figure, done: Achieved) -> bool:
    """Whether a figure is told as done, or as sown (落实扩种面积6240亩); not 落实造林地块6800亩, nor 已选址14座.

    Before the goal no verb need say it: 共扩种油菜6240亩,完成下达的6000亩任务.
    """
    is_before = figure.mention.start < done.start
    is_told = figure.mention.role == "done" or (is_before and figure.mention.role == "unknown")
    return (is_told or bool(_SOWN.search(figure.words))) and not is_early(figure.words)


def _is_of_it(one: Candidate) -> bool:
    """Whether a figure names nothing, or the target's thing, and has no verb of another's: not 收储土地6800亩, 改造公厕13座 of 新建公厕."""
    figure, context = one.figure, one.target.context
    is_its_thing = not figure.named or bool(bigrams(figure.named) & bigrams(context))
    return is_its_thing and (bool(_SOWN.search(figure.words)) or all(verb in context for verb in figure.verbs))
