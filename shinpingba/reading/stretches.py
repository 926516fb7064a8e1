"""Two targets for one figure: what is assured and what is striven for (增长8%,力争10%; 确保300个、力争400个).

Both are shown with the figure; the task is judged by the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ..language.likeness import named_things
from ..words.lexicon import any_of
from .targets import Achieved, Target


def marked(targets: Sequence[Target], text: str) -> list[Target]:
    """The targets of a cell, each that is only striven for marked as the stretch of the one before it."""
    found = list(targets)
    for number, (base, other) in enumerate(pairwise(targets), 1):
        if _is_stretch(base, other, text):
            found[number] = replace(other, is_stretch=True, kind=base.kind)
    return found


def shared(targets: Sequence[Target], achieved: Mapping[int, Achieved]) -> dict[int, Achieved]:
    """The figures achieved by the number of their target, that of one of two such targets given to both."""
    found = dict(achieved)
    for number in (number for number, target in enumerate(targets) if target.is_stretch):
        if (done := found.get(number - 1) or found.get(number)) is not None:
            found[number] = found[number - 1] = done
    return found


def _is_stretch(base: Target, other: Target, text: str) -> bool:
    """Whether a target only says how much more than the one before is striven for, and names nothing else (力争开工学校3所)."""
    is_rate = {base.kind, other.kind} <= {"growth", "share"}  # 增长8%,力争10%
    if (
        not (base.kind == other.kind or is_rate)
        or (base.field, base.unit) != (other.field, other.unit)
        or base.value == other.value
    ):
        return False
    between, striving = text[base.number_end : other.number_end], any_of("stretches")
    return bool(striving.search(between)) and not named_things(striving.sub("", between))
