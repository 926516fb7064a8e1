"""Arithmetic in running text: a goal that a figure and its share of the plan prove, wherever the two stand.

年度计划投资268.3亿元。|竣工项目56个,完成投资157.1亿元,占年度计划的58.6%: 157.1 is 58.6 % of 268.3
"""

from collections.abc import Sequence

from ...language.quantities import Number
from ...language.shares import last_digit
from .parts import Part


def proves(goals: Sequence[Number], told: Sequence[Part], sharing: Sequence[Part]) -> bool:
    """Whether a figure of some clauses is their one share of one of the goals, to the last digit printed; 100% is so by chance.

    sharing  those of the clauses whose share may be of a goal: 占年度计划的58.6%, not 同比增长58.6%
    """
    figures = [figure for part in told for figure in part.figures if figure.kind == "count" and figure.value]
    shares = [each for part in sharing for each in part.figures if each.kind == "percent" and each.value]
    return len(shares) == 1 and shares[0].value != 1 and any(
        _is_share(figure, goal, shares[0]) for goal in goals for figure in figures
    )  # fmt: skip


def _is_share(figure: Number, goal: Number, share: Number) -> bool:
    """Whether 157.1亿元 is 58.6% of 268.3亿元, to the last digit."""
    if (
        not goal.value
        or figure.dimension != goal.dimension
        or (figure.dimension == "item" and figure.unit != goal.unit)
    ):
        return False
    return abs((figure.value or 0) * figure.size / (goal.value * goal.size) - (share.value or 0)) < last_digit(
        share.quote
    )
