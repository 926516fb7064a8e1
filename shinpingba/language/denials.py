"""Whether a word is taken back by what stands right before it (words/denials.csv): 尚未全面完成, 难以竣工; not 未来三年完成."""

import re
from functools import cache

from ..words.lexicon import any_of

_REACH = 16  # characters before a word in which what denies it begins
_HINT = re.compile("[未没无难不]")


def is_denied(words: str, place: int) -> bool:
    """Whether words[place:] are denied by the words that end at `place`.

    >>> is_denied("尚未全面完成改造", 4), is_denied("未来三年完成改造", 4)
    (True, False)
    """
    first = max(0, place - _REACH)
    return bool(_HINT.search(words, first, place) and _ending().search(words, first, place))


@cache
def _ending() -> re.Pattern[str]:
    """A denial, and the adverbs between it and what it denies."""
    return re.compile(f"{any_of('denials', use='denial').pattern}{any_of('denials', use='between').pattern}*$")
