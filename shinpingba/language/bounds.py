"""What the words beside a number say of it (words/bounds.csv): at least, at most or about."""

import re
from functools import cache

from ..words.lexicon import read_words

_WIDEST = 5  # characters before a number that may bear on it: 压缩至约
_PLACES = {"before": "(?:{})(?:达到?|为|到|至)?$", "after": "(?:{})"}


def bound_before(plain: str, start: int) -> str:
    """ ">=", "<=" or "~" by the words that end at `start`; "=" where they say nothing of the kind."""
    behind = plain[max(0, start - _WIDEST) : start]
    return next((bound for pattern, bound in _bounds("before") if pattern.search(behind)), "=")


def bound_of(plain: str, start: int, end: int) -> str:
    """The bound of the number at plain[start:end] by the words before it, else by those behind.

    >>> bound_of("供水管网约250公里", 5, 10), bound_of("50台以上", 0, 3)
    ('~', '>=')
    """
    before = bound_before(plain, start)
    return before if before != "=" else next((b for pattern, b in _bounds("after") if pattern.match(plain, end)), "=")


@cache
def _bounds(place: str) -> list[tuple[re.Pattern[str], str]]:
    grouped: dict[str, list[str]] = {}
    for entry in read_words("bounds", "place", "pattern", "bound"):
        if entry["place"] == place:
            grouped.setdefault(entry["bound"], []).append(entry["pattern"])
    return [(re.compile(_PLACES[place].format("|".join(patterns))), bound) for bound, patterns in grouped.items()]
