"""Arithmetic before words: a figure, a target and a stated share that agree prove each other, wherever they stand.

2470户 of 9500户 and 完成计划的26%: 2470 / 9500 is 26 % to the last digit printed. That proves the target too where only the
progress states it (完成任务数16900万元的63.7%). A share of 100 % agrees by chance, and a rate of something else (开工率, 资金到位率) is no
share of the target.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..language.likeness import is_narrower
from ..language.passage import Passage
from ..words.lexicon import any_of
from .figures import Figure
from .mentions import BARE, Mention
from .targets import Achieved, Target

WHOLE = 1.0
NOT_DONE = ("goal", "planned", "context", "remaining", "increment")
_DECIMALS = re.compile(r"\.([0-9]+)")


def in_unit_of(target: Target, mention: Mention) -> float:
    """The value of a figure in a target's unit; a rate, and a number without a unit, as they stand."""
    converts = target.kind == "count" and mention.dimension != BARE
    return (mention.value or 0.0) * (mention.size / target.size if converts else 1)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Target, figure and stated share that agree."""

    number: int
    figure: Figure
    percent: Mention

    def achieved(self, target: Target) -> Achieved:
        """What the figure says of the target."""
        mention, clause = self.figure.mention, self.figure.clause
        return Achieved(
            in_unit_of(target, mention),
            mention.bound,
            self.figure.whole,
            clause.start,
            "direct",
            "high",
            "agreed",
            self.percent.value,
        )


def find_agreements(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[Agreement]:
    """The triples that agree, each target, figure and share once, in the order of the shares.

    figures   those of the progress
    mentions  find_mentions(progress), for the shares
    """
    agreeing = [
        Agreement(number, figure, percent)
        for percent in mentions
        if _is_share_of_target(passage, percent)
        for figure in _before(passage, figures, percent)
        for number, target in enumerate(targets)
        if _agrees(target, figure.mention, percent)
    ]
    # 已开工改造1211个,占任务的93.88%;已完工708个,占54.88%: what is done goes before what has begun, and the nearer figure first
    agreeing.sort(key=lambda each: (each.figure.mention.role != "done", each.percent.start - each.figure.mention.end))
    found: dict[int, Agreement] = {}
    for each in agreeing:
        if each.number not in found and all(each.figure is not other.figure for other in found.values()):
            found[each.number] = each
    return [*found.values()]


def _is_share_of_target(passage: Passage, percent: Mention) -> bool:
    """Whether a percentage may be the share of a target: of a completion, not 100 %, not a rate of beginnings or of money (开工率)."""
    if percent.kind != "percent" or percent.value is None or percent.value == WHOLE:
        return False
    clause = passage.clause(percent.start)
    return not any_of("turns", use="other_rate").search(passage.text[clause.start : percent.start])


def _before(passage: Passage, figures: list[Figure], percent: Mention) -> Iterator[Figure]:
    """The counts before a share in its sentence that may be done, the nearest first."""
    sentence = passage.clause(percent.start).sentence
    for figure in reversed(figures):
        mention = figure.mention
        is_before = mention.start < percent.start and figure.clause.sentence == sentence
        if mention.kind in ("count", "share", "percent") and is_before and mention.role not in NOT_DONE:
            yield figure


def _agrees(target: Target, mention: Mention, percent: Mention) -> bool:
    """Whether figure / target is the share, to its last printed digit, and the figure can be of the target's things."""
    if (
        target.kind != "count"
        or mention.dimension not in (target.dimension, BARE)
        or not target.value
        or percent.value is None
    ):
        return False
    if is_narrower(mention.item, target.context):
        return False
    decimals = _DECIMALS.search(percent.quote)
    digit = 10 ** -(2 + len(decimals[1]) if decimals else 2)
    share = in_unit_of(target, mention) / target.value
    return abs(share - percent.value) < digit * (1 if target.bound == mention.bound == "=" else 2)
