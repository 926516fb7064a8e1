"""How much of a target has been reached where each part of the year tells what it brought, and nothing their sum."""

from datetime import date
from itertools import groupby, pairwise

from ..language.likeness import bigrams
from .candidates import comparable, in_unit_of
from .figures import Figure
from .spans import ends_a_quarter_ago, months_named
from .targets import Achieved, Target

_BROUGHT = ("done", "increment", "unknown")


def from_instalments(target: Target, figures: list[Figure], as_of: date | None = None) -> Achieved | None:
    """The parts of the year added up from January on: 一季度培训700人次,二季度培训820人次,三季度培训860人次; 上半年18个,三季度12个.

    None where a part is missing, planned, or names another thing; nor are two quarters the year to date in a report of the third.
    """
    is_amount = target.kind == "count"
    alike = [f for f in figures if is_amount and comparable(target, f) and f.whole_at < 0]
    in_sentences = ([*told] for _, told in groupby(alike, lambda figure: figure.clause.sentence))
    for parts in (alike, *in_sentences):  # 一季度1500人;二季度1700人;三季度1400人 as well
        if _follow_each_other(parts, as_of) and all(_is_of(target, part) for part in parts):
            first, last = parts[0], parts[-1]
            quote = first.passage.text[first.clause.start : last.clause.end]
            value = sum(in_unit_of(target, part.mention) for part in parts)
            return Achieved(value, "=", quote, first.clause.start, "sum", "medium", "sum")
    return None


def _is_of(target: Target, figure: Figure) -> bool:
    """Whether a figure tells what was done, and of the target's thing or of none: not 二季度接待820人次, of 培训3000人次."""
    names_it = bool(bigrams(figure.whole) & bigrams(target.context))
    return figure.mention.role in _BROUGHT and (names_it or not figure.named)


def _follow_each_other(parts: list[Figure], as_of: date | None) -> bool:
    """Whether each of some figures has months of its own, from January on without a gap, and up to the end of what is reported."""
    months = [months_named(part.clause_before) for part in parts]
    told = [each for each in months if each is not None]
    is_whole = len(told) == len(parts) > 1 and told[0][0] == 1
    is_stale = is_whole and as_of is not None and ends_a_quarter_ago(told[-1], as_of)
    return is_whole and not is_stale and all(later[0] == earlier[1] + 1 for earlier, later in pairwise(told))
