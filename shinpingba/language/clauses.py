"""Where a text divides: sentences, and clauses inside them, by their places.

A clause is the stretch in which one predicate rules (…,其余正在组织施工,…). Commas inside brackets and between digits do not
divide; 、 joins; a bullet (①, 一是) begins a sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

_DIVIDER = re.compile(
    r"(?P<sentence>[。；;！!？?]|(?<![0-9])(?<![0-9][,，])\n|\n(?![0-9]{3}(?![0-9]))|(?=[①-⑳]))"
    r"|(?P<clause>(?<![0-9])[,，]|,(?!\s?[0-9]{3}(?![0-9]))|，(?!\s?[0-9]{3}(?![0-9]|(?:\.[0-9]+)?[%％]))|[:：])|(?P<open>[(（])|(?P<close>[)）])"
)

# A text may have thousands of clauses and figures: what lies in a stretch of it is looked up, not searched for.
_START, _SENTENCE = attrgetter("start"), attrgetter("sentence")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end] without the mark that ends it; `sentence` counts the sentences of the text from 0."""

    start: int
    end: int
    sentence: int


@lru_cache(maxsize=10_000)
def split_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order; blank ones are left out.

    >>> [(c.sentence, "5个已完工,其余在建。①明年开工"[c.start : c.end]) for c in split_clauses("5个已完工,其余在建。①明年开工")]
    [(0, '5个已完工'), (0, '其余在建'), (1, '①明年开工')]
    """
    found: list[Clause] = []
    start = sentence = depth = 0
    for mark in _DIVIDER.finditer(text):
        if mark["open"]:
            depth += 1
        elif mark["close"]:
            depth = max(0, depth - 1)
        elif mark["sentence"] is not None or not depth:
            if text[start : mark.start()].strip():
                found.append(Clause(start, mark.start(), sentence))
            start = mark.end()
            if mark["sentence"] is not None:
                sentence, depth = sentence + bool(found and found[-1].sentence == sentence), 0
    if text[start:].strip():
        found.append(Clause(start, len(text), sentence))
    return tuple(found)


def without_brackets(text: str) -> str:
    """A text without what stands in its brackets, which explains and does not name: 80%(城北园区滞后), also 80%(城北园区滞后."""
    return re.sub(r"[(（][^)）]*(?:[)）]|$)", "", text)


def without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text without some stretches of it, which may overlap.

    >>> without_spans("已完工27栋住宅", [(0, 1), (3, 6)])
    '完工住宅'
    """
    kept, place = "", 0
    for start, end in sorted(spans):
        kept, place = kept + text[place : max(place, start)], max(place, end)
    return kept + text[place:]


BULLETS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def without_bullets(text: str) -> str:
    """A text without the bullets and spaces that it begins with."""
    return text.lstrip(BULLETS + " \t\n\u3000")


def clause_at(clauses: tuple[Clause, ...], place: int) -> Clause:
    """The clause that holds the character at `place`."""
    return clauses[bisect_right(clauses, place, key=_START) - 1]


def sentence_start(clauses: tuple[Clause, ...], clause: Clause) -> int:
    """Where the sentence of a clause begins."""
    return clauses[bisect_left(clauses, clause.sentence, key=_SENTENCE)].start


def within(found: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those of some clauses, numbers, cues or mentions, in the order of the text, that begin in text[start:end]."""
    return found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)]
