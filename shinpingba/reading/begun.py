"""How many works have begun, where a text tells of none that is finished: 重点项目196个 | 已开工159个,37个未开工.

To begin is not to finish: the figure is kept with the works, and held against no calendar (`judging.commitments`).
"""

import re
from dataclasses import replace

from ..language.cues import find_cues
from ..language.likeness import bigrams, trimmed, wordless
from .candidates import Candidate, comparable, in_unit_of
from .figures import Figure, around
from .refusals import is_refused
from .targets import Achieved, Target

STARTED = "begun"  # the ground of a figure that is of what has begun
_WORKS = re.compile("(?:项目|工程)$")
# 已开工159项, 开复工项目76个, 实际开工建设项目共37个; not 4月15日,68个项目集中开工, which are some of them
_BEGUN = re.compile("(?<![未待拟应新])(?:(?:开复?|复|动)工|开建)(?:建设|在建)?(?:项目)?[共达]?$")
_AHEAD = re.compile("计划|预计|拟|将")


def begun(
    targets: list[Target], found: dict[int, Achieved], figures: list[Figure], taken: set[int]
) -> dict[int, Achieved]:
    """What has begun of the works that are asked for, but for being finished: index of the target -> Achieved.

    taken  where the figures start that tell of a target
    """
    told: dict[int, Achieved] = {}
    near = around(targets)
    for number, target in enumerate(targets):
        free = [] if number in found or not _are_works(target) else _free(target, near[number], figures, taken)
        if len(free) == 1:
            value, figure = in_unit_of(target, free[0].mention), free[0]
            place = (figure.whole, figure.clause.start, "direct", "low", STARTED)
            told[number] = Achieved(value, figure.mention.bound, *place)
    return told


def _are_works(target: Target) -> bool:
    """Whether works are counted, and nothing says that they are to be finished: 实施重点项目62个; not 建成项目62个."""
    is_finish_asked = any(cue.role == "finished" for cue in find_cues(target.context))
    return target.kind == "count" and bool(_WORKS.search(target.item)) and not is_finish_asked


def _free(target: Target, rivals: list[Target], figures: list[Figure], taken: set[int]) -> list[Figure]:
    """The figures of what has begun that are no other target's; none where so many are told to be finished (已竣工48个)."""
    alike = [figure for figure in figures if comparable(target, figure) and figure.mention.unit == target.unit]
    if any(_is_finished(figure) for figure in alike):
        return []
    may_be = [
        f
        for f in alike
        if f.mention.start not in taken
        and _has_begun(f)
        and f.mention.amount <= target.value
        and _names_no_part(target, f)
    ]
    return [f for f in may_be if not is_refused(_as_done(target, f, rivals, figures))]


def _is_finished(figure: Figure) -> bool:
    return figure.mention.role == "done" and any(cue.role == "finished" for cue in find_cues(figure.words))


def _has_begun(figure: Figure) -> bool:
    """Whether a figure is of what has begun, and neither of a part nor of what is to begin: not 其中开工9个, 计划开工12个."""
    is_told = figure.mention.role in ("underway", "done", "unknown") and figure.whole_at < 0
    before = figure.clause_before
    return is_told and bool(_BEGUN.search(before)) and not _AHEAD.search(before)


def _names_no_part(target: Target, figure: Figure) -> bool:
    """Whether a clause names nothing before what has begun, or the target's own works: not 新建项目开工269个 of 528个重点项目."""
    begins = _BEGUN.search(figure.clause_before)
    said = trimmed(wordless(figure.clause_before[: begins.start()])) if begins else ""
    return bigrams(said) <= bigrams(target.context)


def _as_done(target: Target, figure: Figure, rivals: list[Target], figures: list[Figure]) -> Candidate:
    told = replace(figure, mention=figure.mention._replace(role="done", role_source="cue"))
    return Candidate(target, told, rivals, [told if each is figure else each for each in figures])
