"""Whether what a sentence calls done is fewer than it says there are: 60个事项,已办结35个."""

import re
from collections.abc import Sequence

from ..language.clauses import Clause, within
from ..language.likeness import bigrams
from ..language.passage import Passage
from .mention import Mention

_REST_IS_DONE = re.compile(
    "(?:其余|剩余|其[他它])[^,，。；;未]{0,6}[均都已][^,，。；;未]{0,8}(?:完|办|建成|竣工|销号|答复|整改)"
)
_WHOLE = frozenset({"total", "unknown", "goal"})


def is_short(passage: Passage, clause: Clause, mentions: Sequence[Mention]) -> bool:
    """Whether a clause says of fewer things that they are done than its sentence has named before: 60个事项,已办结35个.

    Not where the sentence deals all of them out as done: 60个事项,县级已办结35个,乡级已办结25个; nor of other things: 12个村建成广场5个.
    """
    start, end = passage.sentence(clause)
    if _REST_IS_DONE.search(passage.text, clause.end, end):  # 已办结35个,其余均已办结
        return False
    told = [m for m in within(mentions, start, end) if m.kind == "count" and m.value is not None]
    return any(
        _is_of(part, whole) and _sum_of_done(told, part) < whole.amount
        for part in within(told, clause.start, clause.end)
        for whole in told
        if part.role == "done" and whole.role in _WHOLE and whole.start < part.start
    )


def _is_of(part: Mention, whole: Mention) -> bool:
    """Whether a number counts of the things of another, which it names again or not at all."""
    names_it = not part.item or bool(bigrams(part.item[-2:]) & bigrams(whole.item))
    return part.unit == whole.unit and part.dimension == "item" and names_it


def _sum_of_done(told: Sequence[Mention], part: Mention) -> float:
    return sum(m.amount for m in told if (m.unit, m.role) == (part.unit, "done"))
