"""Where a text divides: sentences, and clauses inside them, by their places.

A clause is the stretch in which one predicate rules (…,其余正在组织施工,…). Commas inside brackets and between digits do not
divide; 、 joins; a bullet (①, 一是) begins a sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ..words.lexicon import any_of
from .quantities import FULL_WIDTH

# One class of characters, so that a search skips all others, then what each of them is.
_DIVIDER = re.compile(
    r"""[。；;！!？?①-⑳\n,，:：(（)）](?:
      (?P<sentence>(?<=[。；;！!？?])|(?<=\n)(?:(?<![0-9]\n)(?<![0-9][,，]\n)|(?![0-9]{3}(?![0-9]))))|(?P<bullet>(?<=[①-⑳]))
      |(?P<clause>(?<=[:：])|(?<=,)(?:(?<![0-9],)|(?!\s?[0-9]{3}(?![0-9])))
         |(?<=，)(?:(?<![0-9]，)|(?!\s?[0-9]{3}(?![0-9]|(?:\.[0-9]+)?[%％]))))|(?P<open>(?<=[(（]))|(?P<close>(?<=[)）]))
    )""",
    re.VERBOSE,
)

LONGEST_CLAUSE, LONGEST_SENTENCE = 500, 2000  # in characters; prose has none such
_SEAM = re.compile(r"[、 ()（）](?=.)|(?<=[\u4e00-\u9fff])(?=[0-9])")  # where a longer one is parted: in no number

# A text may have thousands of clauses and figures: what lies in a stretch of it is looked up, not searched for.
_START, _SENTENCE = attrgetter("start"), attrgetter("sentence")
_FAR = float("inf")
T = TypeVar("T")


_HALF_WIDTH = FULL_WIDTH | str.maketrans("，：；（）！？　［］", ",:;()!? []")
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]")


def plain(text: str) -> str:
    """A text with its digits and marks in half width, character for character, so that one pattern finds both."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


class Clause(NamedTuple):
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
        kind, end = mark.lastgroup, mark.start()
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind != "clause" or not depth:
            if text[start:end].strip():
                found.append(Clause(start, end, sentence))
            start = end if kind == "bullet" else mark.end()
            if kind != "clause":
                sentence, depth = sentence + bool(found and found[-1].sentence == sentence), 0
    if text[start:].strip():
        found.append(Clause(start, len(text), sentence))
    return tuple(found if len(text) <= LONGEST_CLAUSE else _bounded(text, found))


def _bounded(text: str, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses of a text that may be no prose: a list or a table in one cell ends its clauses and sentences where it may.

    So whatever looks at a whole clause or sentence takes time in proportion to the text.
    """
    further = began = last = 0
    for clause in clauses:
        starts = [clause.start]
        while seam := _SEAM.search(text, starts[-1] + LONGEST_CLAUSE, clause.end):
            starts.append(seam.end())
        for start, end in pairwise([*starts, clause.end]):
            if clause.sentence != last:
                began = start
            elif end > began + LONGEST_SENTENCE:
                began, further = start, further + 1
            last = clause.sentence
            yield Clause(start, end, clause.sentence + further)


_BRACKETS = re.compile(r"[(（][^)）]*(?:[)）]|$)")


def without_brackets(text: str) -> str:
    """A text without what stands in its brackets, which explains and does not name: 80%(城北园区滞后), also 80%(城北园区滞后."""
    return _BRACKETS.sub("", text)


def without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text without some stretches of it, which may overlap.

    >>> without_spans("已完工27栋住宅", [(0, 1), (3, 6)])
    '完工住宅'
    """
    if not (spans := sorted(spans)):
        return text
    kept, place = "", 0
    for start, end in spans:
        kept, place = kept + text[place : max(place, start)], max(place, end)
    return kept + text[place:]


@lru_cache(maxsize=10_000)
def parted(text: str) -> str:
    """A text, character for character, with no 、 but those that part things: not that of attributes, 96个省、市重点项目.

    >>> parted("改造96个省、市重点项目、12条道路")
    '改造96个省·市重点项目、12条道路'
    """
    return _joints().sub(lambda found: found[0].replace("、", "·"), text) if "、" in text else text


@cache
def _joints() -> re.Pattern[str]:
    attribute = any_of("parts", use="attribute").pattern
    units = "(?:(?<=[0-9余多百千万亿][个项座所家条处件栋户类台套辆口艘场片批名])|(?<=[0-9余多百千万亿](?:公里|千米)))"
    return re.compile(rf"{units}(?:{attribute}、)+(?![0-9、])")


BULLETS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def without_bullets(text: str) -> str:
    """A text without the bullets and spaces that it begins with."""
    return text.lstrip(BULLETS + " \t\n\u3000")


def clause_at(clauses: tuple[Clause, ...], place: int) -> Clause:
    """The clause that holds the character at `place`."""
    return clauses[bisect_right(clauses, (place, _FAR)) - 1]


def sentence_start(clauses: tuple[Clause, ...], clause: Clause) -> int:
    """Where the sentence of a clause begins."""
    return clauses[bisect_left(clauses, clause.sentence, key=_SENTENCE)].start


def sentence_end(clauses: tuple[Clause, ...], clause: Clause) -> int:
    """Where the sentence of a clause ends, without the mark that ends it."""
    return clauses[bisect_right(clauses, clause.sentence, key=_SENTENCE) - 1].end


def within(found: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those of some clauses, numbers, cues or mentions, in the order of the text, that begin in text[start:end]."""
    return found and found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)]
