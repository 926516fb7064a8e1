"""Whether a word is taken back by what stands right before it (words/denials.csv): 尚未全面完成, 难以竣工; not 未来三年完成."""

import re
from functools import cache

from ..words.lexicon import any_of

_REACH = 16  # characters before a word in which what denies it begins
_HINT = re.compile("[未没无难不]")


def denial_before(words: str, place: int) -> int | None:
    """Where the words begin that deny words[place:] and end at `place`; None where none do.

    >>> denial_before("尚未全面完成改造", 4), denial_before("未来三年完成改造", 4)
    (0, None)
    """
    first = max(0, place - _REACH)
    found = _ending().search(words, first, place) if _HINT.search(words, first, place) else None
    return found and found.start()


def may_deny(words: str) -> bool:
    """Whether any words in a text may deny something; most texts have none, and need not be asked at every verb."""
    return _HINT.search(words) is not None


def is_denied(words: str, place: int) -> bool:
    """Whether words[place:] are denied by the words that end at `place`."""
    return denial_before(words, place) is not None


@cache
def _ending() -> re.Pattern[str]:
    """A denial, and the adverbs between it and what it denies."""
    return re.compile(f"{any_of('denials', use='denial').pattern}{any_of('denials', use='between').pattern}*$")
