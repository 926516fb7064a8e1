"""The calendar a commitment is held against: how much of the year is gone, and which status a completion has then.

The default rule is `months/12`: at the end of the first quarter a quarter of the year's target is due (序时进度). It is the rule
cities publish, and the schedule performance index (SPI) of earned-value management with a linear plan.
"""

from collections.abc import Callable
from datetime import date

from ..columns import LATE as LATE
from ..columns import percent, points
from ..language.amounts import amount
from ..reading.begun import STARTED
from ..reading.ceilings import fills_up
from ..reading.mention import BARE
from ..reading.targets import Achieved, Target
from ..words.lexicon import any_of

AHEAD_SPI = 1.2
LESS_IS_BETTER = ("concentration", "time")  # dimensions of a level that is to be stayed below
_SMALL = 0.001  # what is less than a tenth of a point is told in thousandths: 5.1‰ of 4.2‰
LOW_BASE = (
    date(2021, 1, 1),
    date(2021, 3, 31),
)  # growth stated for these months is against the epidemic months of early 2020


def _months_12(share: float, elapsed: float) -> str:
    return "on_schedule" if share >= elapsed else "behind"


def _points_10_30(share: float, elapsed: float) -> str:
    return "on_schedule" if elapsed - share < 0.10 else "at_risk" if elapsed - share <= 0.30 else "behind"


def _spi_9_6(share: float, elapsed: float) -> str:
    return "on_schedule" if share >= 0.9 * elapsed else "at_risk" if share >= 0.6 * elapsed else "behind"


# Named presets: completion_share, elapsed_share -> status, for what is neither completed nor ahead.
# months/12: 宣城 2020. points-10-30: 银川 2025, yellow 10 points under, red 30. spi-0.9-0.6: usual lights of earned-value reports.
RULES: dict[str, Callable[[float, float], str]] = {
    "months/12": _months_12,
    "points-10-30": _points_10_30,
    "spi-0.9-0.6": _spi_9_6,
}
RULE_LABELS = {
    "months/12": "完成率低于序时进度（已过月数/12）即为滞后，无宽限",
    "points-10-30": "低于序时进度10至30个百分点为预警，超过30个百分点为滞后",
    "spi-0.9-0.6": "进度指数低于0.9为预警，低于0.6为滞后",
}
# the same in a few words, as the head of a page has them
RULE_NAMES = {
    "months/12": "按月序时、无宽限",
    "points-10-30": "差10和30个百分点分级",
    "spi-0.9-0.6": "进度指数0.9和0.6分级",
}


def elapsed_share(as_of: date) -> float:
    """Months gone / 12 at the end of a report's period: 0.25 at the end of March."""
    return as_of.month / 12


def completion_share(target: Target, done: Achieved | None) -> float | None:
    """done / target of a count, may exceed 1; None for growth and share, which are met or not met, for works that have only
    begun, and where nothing is known.
    """
    return (
        done.value / target.value
        if done and done.ground != STARTED and target.kind == "count" and target.value
        else None
    )


def gap(target: Target, done: Achieved | None, elapsed: float | None) -> float | None:
    """Completion against the calendar, or a rate reached against the one wanted, as a fraction; None for a level in a unit of its own."""
    share = completion_share(target, done)
    if share is not None:
        return None if elapsed is None else share - elapsed
    return done.value - target.value if done and not target.unit and target.dimension != BARE else None


def judge_share(share: float, elapsed: float, rule: str) -> tuple[str, str]:
    """Status of a completion by a rule, and the reason in words.

    >>> judge_share(0.115, 0.25, "months/12")
    ('behind', '完成11.5%，低于序时进度13.5个百分点')
    """
    if share >= 1:
        return "completed", f"完成{percent(share)}"
    status = "ahead" if share >= AHEAD_SPI * elapsed else RULES[rule](share, elapsed)
    side = "高于" if share >= elapsed else "低于"
    return status, f"完成{percent(share)}，{side}序时进度{points(abs(share - elapsed))}"


def wants_less(target: Target) -> bool:
    """Whether a rate, a level or a limit is to be stayed below: 失业率, a pollutant and a time allowed even where no 以内 says so."""
    is_none = target.kind == "share" and target.value == 0
    is_less = target.dimension in LESS_IS_BETTER or bool(any_of("levels", use="less").search(target.context))
    return target.bound == "<=" or is_none or (is_less and target.bound != ">=")


def judge_level(target: Target, done: Achieved) -> tuple[str, str]:
    """Status of a growth rate or a share: it has no calendar, so it is met (on_schedule) or behind."""
    met = done.value <= target.value if wants_less(target) else done.value >= target.value
    if met:
        return "on_schedule", "达到目标"
    apart = abs(done.value - target.value)
    side = "低于" if done.value < target.value else "高于"
    return "behind", f"{side}目标{_apart(target, apart)}"


def _apart(target: Target, apart: float) -> str:
    """How far two levels lie apart, in words: 5起, 0.3个百分点, 0.9个千分点; 2 where no unit is told."""
    if target.unit:
        return amount(apart, target.unit)
    if target.dimension == BARE:
        return f"{apart:g}"
    return points(apart) if apart >= _SMALL else f"{1000 * apart:.1f}个千分点"


def judge_limit(target: Target, done: Achieved, elapsed: float | None) -> tuple[str, str]:
    """Status of what is to be stayed below. Of a sum of the year (死亡人数5人以内) no more may be used up than time is gone."""
    status, reason = judge_level(target, done)
    used = done.value / target.value if target.value else 0.0
    is_sum = fills_up(f"{target.item} {target.quote}", target.unit, target.dimension)
    if status == "behind" or elapsed is None or used <= elapsed or is_sum is False:
        return status, reason
    told = f"已用去全年限额的{percent(used)}"
    if is_sum is None:
        return "unknown", f"{told}，原文没有说是全年累计数还是时点数"
    return "at_risk", f"{told}，高于已过时间{points(used - elapsed)}"


def required_pace(target: Target, done: Achieved | None, as_of: date) -> tuple[float | None, float | None]:
    """Amount of a count needed a quarter from now on, and how many times the pace so far that is.

    Where less than a quarter is left, the amount is all that remains, and only the ratio knows how short the time is.
    """
    quarters_gone, quarters_left = as_of.month / 3, (12 - as_of.month) / 3
    share = completion_share(target, done)
    if done is None or share is None or share >= 1 or not quarters_left:
        return None, None
    remainder = target.value - done.value
    ratio = remainder / quarters_left / (done.value / quarters_gone) if done.value > 0 else None
    return remainder / max(1.0, quarters_left), ratio


def is_base_effect(target: Target, done: Achieved | None, as_of: date) -> bool:
    """Whether a growth rate is measured against the low base of early 2020."""
    return target.kind == "growth" and done is not None and LOW_BASE[0] <= as_of <= LOW_BASE[1]
