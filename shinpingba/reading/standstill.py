"""A growth of nothing, which no figure tells: 进出口总额同比持平."""

import re

from ..language.likeness import likeness
from ..language.passage import Passage
from .targets import Achieved, Target

_AS_LAST_YEAR = re.compile("(?:同比|[与和同比较](?:去年|上年|上一年)(?:同期)?)(?:相比)?(?P<about>基本|大体)?持平")
_NAMES_IT = 0.5  # least likeness of the words of a clause to what the target speaks of


def standstill(target: Target, passage: Passage) -> Achieved | None:
    """No growth, where a clause says of the target's thing that it is as it was last year; not 增速与上月持平, nor 与全市持平."""
    for clause in passage.clauses if target.kind == "growth" else ():
        words = passage.words(clause)
        told = _AS_LAST_YEAR.search(words)
        is_rate = told is not None and words[: told.start()].endswith(("增速", "增幅"))
        if told and not is_rate and likeness(target.thing, words) >= _NAMES_IT:
            bound = "~" if told["about"] else "="
            return Achieved(0.0, bound, words, clause.start, "direct", "medium", "named")
    return None
