"""What the words behind a target ask of it besides: 建设16个项目,确保8月底前全部开工."""

from bisect import bisect_left

from ..language.clauses import Clause
from ..language.passage import Passage
from ..words.lexicon import any_of


def asked_behind(passage: Passage, clause: Clause) -> str:
    """The clause behind that of a target, where it names nothing and asks that all begin: 16项投资项目,确保8月底前全部开工."""
    place = bisect_left(passage.clauses, clause) + 1
    following = passage.clauses[place] if place < len(passage.clauses) else clause
    if following is clause or following.sentence != clause.sentence or passage.text[clause.end] not in ",，":
        return ""
    words = passage.words(following)
    asks = any_of("beginnings", use="begins").search(words) and "全部" in words
    return words if asks and not passage.named(following.start, following.end) else ""
