"""What the words beside a number say of it (words/bounds.csv): at least, at most or about."""

import re
from functools import cache

from ..words.lexicon import read_words

_WIDEST = 5  # characters before a number that may bear on it: 压缩至约
_PLACES = {"before": "(?:{})(?:达到?|为|到|至)?$", "after": "(?:{})"}


def bound_before(plain: str, start: int) -> str:
    """ ">=", "<=" or "~" by the words that end at `start`; "=" where they say nothing of the kind."""
    if plain[start - 1 : start] not in _characters("before"):
        return "="
    behind = plain[max(0, start - _WIDEST) : start]
    return next((bound for pattern, bound in _bounds("before") if pattern.search(behind)), "=")


def bound_of(plain: str, start: int, end: int) -> str:
    """The bound of the number at plain[start:end] by the words before it, else by those behind.

    >>> bound_of("供水管网约250公里", 5, 10), bound_of("50台以上", 0, 3)
    ('~', '>=')
    """
    before = bound_before(plain, start)
    if before != "=" or plain[end : end + 1] not in _characters("after"):
        return before
    return next((bound for pattern, bound in _bounds("after") if pattern.match(plain, end)), "=")


@cache
def _characters(place: str) -> frozenset[str]:
    """Every character of the words at a place: beside another no such word stands, as it seldom does."""
    return frozenset("".join([_PLACES[place], *(pattern.pattern for pattern, _ in _bounds(place))]))


@cache
def _bounds(place: str) -> list[tuple[re.Pattern[str], str]]:
    grouped: dict[str, list[str]] = {}
    for entry in read_words("bounds", "place", "pattern", "bound"):
        if entry["place"] == place:
            grouped.setdefault(entry["bound"], []).append(entry["pattern"])
    return [(re.compile(_PLACES[place].format("|".join(patterns))), bound) for bound, patterns in grouped.items()]
