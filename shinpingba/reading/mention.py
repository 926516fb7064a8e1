"""One figure of a cell, with the words that state it."""

from typing import NamedTuple

RATIOS = ("growth", "percent", "share", "level")
BARE = "bare"  # the dimension of a number without a unit


class Mention(NamedTuple):
    """A figure in a cell, with the words that state it: text[start:end] == quote.

    kind         count growth share percent date level; percent is a stated completion (完成总工程量的84%), share any other ratio
    role         target done increment underway planned goal remaining total forecast context unknown
    value, unit, bound, dimension, size, high  as in Number; a ratio has no unit
    item         the noun the figure is of (5G基站); empty where the words name none
    role_source  what gave the role: cue, field, carried from the clause before, or none
    when         the month a date names, ISO ("2021-06"), where the text or `as_of` gives the year
    """

    start: int
    end: int
    quote: str
    kind: str
    role: str
    value: float | None
    unit: str
    bound: str
    item: str
    role_source: str
    when: str | None = None
    dimension: str = ""
    size: float = 1.0
    high: float | None = None

    @property
    def amount(self) -> float:
        """Its value; 0 where it has none, as a date has not."""
        return self.value or 0.0
