"""Whether a word only tells what is meant to be, by what stands right before it (words/intents.csv): 争取建成12座, 以建成12座为目标."""

import re
from functools import cache

from ..words.lexicon import any_of

_REACH = 20  # characters before a word in which what intends it begins
_HINT = re.compile("[确争求算备须需应标可议望诺能信把件力果如若否为以按照绕]")


def intent_before(words: str, place: int) -> tuple[int, int] | None:
    """Where the words begin and end that intend words[place:]; None where none do.

    >>> intent_before("确保按时建成12座", 4), intent_before("已按时建成12座", 3)
    ((0, 4), None)
    """
    first = max(0, place - _REACH)
    found = _ending().search(words, first, place) if _HINT.search(words, first, place) else None
    return found and found.span()


def may_intend(words: str) -> bool:
    """Whether any words in a text may intend something; where none do, no verb of it need be asked."""
    return _HINT.search(words) is not None


@cache
def _ending() -> re.Pattern[str]:
    """An intent, and the adverbs between it and what it intends."""
    return re.compile(f"{any_of('intents').pattern}{any_of('denials', use='between').pattern}*$")
