"""Words that say how far something is: done, under way, planned, left over (words/roles.csv), and what is only a preparation."""

from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from ..words.lexicon import Scan, any_of, read_words, scanner
from .denials import denial_before, may_deny
from .intents import intent_before, may_intend
from .names import QUOTED


class Cue(NamedTuple):
    """A word that says how far something is: `role` as in words/roles.csv, or denied."""

    start: int
    end: int
    role: str


_CUE = partial(tuple.__new__, Cue)  # as Cue._make, without its check


DENIABLE = frozenset({"done", "finished", "action", "advancing", "total"})


@lru_cache(maxsize=10_000)
def find_cues(text: str) -> tuple[Cue, ...]:
    """The words of a text that say how far something is, in order.

    >>> [cue.role for cue in find_cues("尚未全面完成")]
    ['denied']
    """
    if not (told := [*map(_CUE, _cue_scanner()(text))]):
        return ()
    if QUOTED.search(text):  # 打通 is a name in “打通断头渠”工程86个
        quoted = [span.span() for span in QUOTED.finditer(text)]
        told = [cue for cue in told if not any(start <= cue.start < end for start, end in quoted)]
    return tuple(_as_meant(text, told) if may_deny(text) or may_intend(text) else told)


def _as_meant(text: str, told: Iterable[Cue]) -> list[Cue]:
    """Cue words with what denies and what intends them."""
    found: list[Cue] = []
    for each in told:
        cue = _as_denied(text, each)
        if _is_intendable(text, cue) and (span := intent_before(text, cue.start)):  # 争取 is no verb in 争取建成12座
            found = [*(earlier for earlier in found if earlier.end <= span[0]), Cue(*span, "planned")]
        found.append(cue)
    return found


def _is_intendable(text: str, cue: Cue) -> bool:
    """Whether a word is a verb that may be intended: 完成, 开工; not 推进 of 按进度要求有序推进."""
    return cue.role in DENIABLE and (cue.role != "advancing" or text[cue.end - 1] == "工")


def _as_denied(text: str, cue: Cue) -> Cue:
    start = denial_before(text, cue.start) if cue.role in DENIABLE else None
    return cue if start is None else Cue(start, cue.end, "denied")


@cache
def _cue_scanner() -> Scan:
    return scanner((entry["role"], entry["pattern"]) for entry in read_words("roles", "role", "pattern"))


def is_early(object_of_done: str) -> bool:
    """Whether what was completed is a preparation (方案设计, 可研, 招标), so that the thing itself is not yet done.

    Money put into a preparation is spent: 设备采购等投资.
    """
    is_early = any_of("early_work").search(object_of_done)
    return bool(is_early) and not any_of("money", use="spent").search(object_of_done)
