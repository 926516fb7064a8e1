"""How many works have begun, where a text tells of none that is finished: 重点项目196个 | 已开工159个,37个未开工.

To begin is not to finish: the figure is kept with the works, and held against no calendar (`judging.commitments`).
"""

import re
from collections import Counter
from dataclasses import replace

from ..language.cues import find_cues
from ..language.likeness import bigrams, trimmed, wordless
from .candidates import Candidate, in_unit_of
from .figures import Figure, around
from .refusals import is_refused
from .targets import Achieved, Target

STARTED = "begun"  # the ground of a figure that is of what has begun
_WORKS = re.compile("(?:项目|工程)$")
# 已开工159项, 开复工项目76个, 实际开工建设项目共37个; not 4月15日,68个项目集中开工, which are some of them
_BEGUN = re.compile("(?<![未待拟应新])(?:(?:开复?|复|动)工|开建)(?:建设|在建)?(?:项目)?[共达]?$")


def begun(
    targets: list[Target], found: dict[int, Achieved], figures: list[Figure], taken: set[int]
) -> dict[int, Achieved]:
    """What has begun of the works that are asked for, but for being finished: index of the target -> Achieved.

    taken  where the figures start that tell of a target
    """
    free = [figure for figure in figures if figure.mention.start not in taken and _has_begun(figure)]
    near = around(targets)
    works = [n for n, target in enumerate(targets) if n not in found and _are_works(target)]
    own = {n: each[0] for n in works if len(each := _own(targets[n], near[n], free)) == 1}
    shared = Counter(figure.mention.start for figure in own.values())
    return {n: _achieved(targets[n], figure) for n, figure in own.items() if shared[figure.mention.start] == 1}


def _achieved(target: Target, figure: Figure) -> Achieved:
    value, bound = in_unit_of(target, figure.mention), figure.mention.bound
    return Achieved(value, bound, figure.whole, figure.clause.start, "direct", "low", STARTED)


def _are_works(target: Target) -> bool:
    """Whether works are counted, and nothing says that they are to be finished: 实施重点项目62个; not 建成项目62个."""
    is_finish_asked = any(cue.role == "finished" for cue in find_cues(target.context))
    return bool(_WORKS.search(target.item)) and not is_finish_asked


def _has_begun(figure: Figure) -> bool:
    """Whether a figure is of what has begun by now, and of no part: not 其中开工9个, 9月份开工5个."""
    is_told = figure.mention.role in ("underway", "done", "unknown") and figure.whole_at < 0
    return is_told and bool(_BEGUN.search(figure.clause_before))


def _own(target: Target, rivals: list[Target], free: list[Figure]) -> list[Figure]:
    """The figures of what has begun that may be of a target's works: no more than they are, and kept from them by nothing else."""
    may_be = [f for f in free if f.mention.unit == target.unit and f.mention.amount <= target.value]
    return [f for f in may_be if _names_no_part(target, f) and not is_refused(_as_done(target, f, rivals, free))]


def _names_no_part(target: Target, figure: Figure) -> bool:
    """Whether a clause names nothing before what has begun, or the target's own works: not 新建项目开工269个 of 528个重点项目."""
    begins = _BEGUN.search(figure.clause_before)
    said = trimmed(wordless(figure.clause_before[: begins.start()])) if begins else ""
    return bigrams(said) <= bigrams(target.context)


def _as_done(target: Target, figure: Figure, rivals: list[Target], figures: list[Figure]) -> Candidate:
    told = replace(figure, mention=figure.mention._replace(role="done", role_source="cue"))
    return Candidate(target, told, rivals, figures)
