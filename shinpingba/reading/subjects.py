"""Of which of several like targets a sentence speaks where a figure itself does not say it: 城南片区签约项目8个,收储土地252亩."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ..language.clauses import without_spans
from ..language.cues import find_cues
from ..language.likeness import bigrams, wordless
from .candidates import Candidate
from .targets import Target

ALIKE = 0.2  # least share of the longer target's pieces that two like ones have in common
_REACH = 12  # clauses over which a subject may reach: no sentence has more, a list may


def is_of_another_subject(one: Candidate) -> bool:
    """城南片区签约项目8个,收储土地252亩 of 城北片区收储土地280亩, where 城南片区收储土地280亩 is wanted too.

    The nearest words that tell the two apart decide. Not of targets of which one is only the wider: 新建公厕12座 beside 新建城东公厕5座.
    """
    if not one.rivals:
        return False
    pairs = [_marks(one.target, rival) for rival in one.rivals]
    apart = [(own, other) for own, other in pairs if own and other]
    for words in _said(one) if apart else ():
        said = bigrams(wordless(words))
        if any(own & said for own, _ in pairs):
            return False
        if any(other & said for _, other in apart):
            return True
    return False


def _said(one: Candidate) -> Iterator[str]:
    """The words of a figure, then those before them in its clause, then the clauses before in its sentence, the nearest first.

    What has a noun of its own speaks of that: 福利院建成2家 behind 托育机构建成4家.
    """
    figure = one.figure
    yield figure.own_name + figure.words
    if figure.named and not bigrams(figure.named) & bigrams(one.target.quote):
        return
    yield figure.passage.text[figure.clause.start : figure.start]
    for clause in islice(figure.passage.before(figure.clause), _REACH):
        yield figure.passage.words(clause)


def _marks(target: Target, rival: Target) -> tuple[frozenset[str], frozenset[str]]:
    """What tells two targets apart: of the one, and of the other.

    The first of a clause may have the words for both: 到位资金省定目标90亿元、市定目标120亿元.
    """
    own, other = _apart(target.quote, rival.quote)
    fewest, most = sorted((len(own), len(other)))
    has_head = target.context == rival.context and most > 2 * fewest
    return (frozenset(), frozenset()) if has_head else (own, other)


@lru_cache(maxsize=10_000)
def _apart(quote: str, rival: str) -> tuple[frozenset[str], frozenset[str]]:
    """What only the one of two like targets says, and what only the other: 城北, 北片 and 城南, 南片; nothing of unlike ones, or of a part.

    Like are 城北片区收储土地 and 城南片区收储土地, and not 每个县建成1个口袋公园 and 全省共建成158个.
    """
    own, other = bigrams(_of_what(quote)), bigrams(_of_what(rival))
    is_part = quote.startswith("其中") or rival.startswith("其中")
    if is_part or len(own & other) < ALIKE * max(len(own), len(other)):
        return frozenset(), frozenset()
    return own - other, other - own


def _of_what(quote: str) -> str:
    """A quote without its figures, and without 完成 and 建成, which are said of anything."""
    words = wordless(quote)
    return without_spans(words, [(cue.start, cue.end) for cue in find_cues(words) if cue.role == "finished"])
