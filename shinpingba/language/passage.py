"""A text read once: its clauses, its cue words and its numbers, each found by its place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from .clauses import Clause, split_clauses, without_spans
from .cues import Cue, find_cues
from .likeness import named_in
from .quantities import Number, find_numbers
from .verdicts import names_class


@dataclass(eq=False)
class Passage:
    """One cell of a report and what its words are made of; places count characters of `text`. Nothing of it is ever changed."""

    text: str
    clauses: tuple[Clause, ...]
    cues: tuple[Cue, ...]
    numbers: tuple[Number, ...]
    _starts: list[int] = field(repr=False)
    _sentences: dict[int, tuple[int, int]] = field(repr=False)
    _cues_in: dict[Clause, list[Cue]] = field(default_factory=dict, repr=False)
    _numbers_in: dict[Clause, list[Number]] = field(default_factory=dict, repr=False)
    _named: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)

    def clause(self, place: int) -> Clause:
        """The clause that holds the character at `place`."""
        return self.clauses[bisect_right(self._starts, place) - 1]

    def words(self, clause: Clause) -> str:
        """The words of a clause."""
        return self.text[clause.start : clause.end]

    def sentence(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence of a clause begins and ends."""
        return self._sentences[clause.sentence]

    def before(self, clause: Clause) -> Iterator[Clause]:
        """The clauses of its sentence that stand before a clause, the nearest first."""
        for place in reversed(range(bisect_left(self.clauses, clause))):
            if self.clauses[place].sentence != clause.sentence:
                return
            yield self.clauses[place]

    @cached_property
    def classed(self) -> tuple[Clause, ...]:
        """The clauses with words that class work (words/verdicts.csv): most texts have none."""
        return tuple(clause for clause in self.clauses if names_class(self.words(clause)))

    def cues_in(self, clause: Clause) -> list[Cue]:
        """The cue words that stand whole in a clause, or in a part of one."""
        if (known := self._cues_in.get(clause)) is None:
            inside = self.cues[bisect_left(self.cues, (clause.start,)) : bisect_left(self.cues, (clause.end,))]
            known = self._cues_in[clause] = [cue for cue in inside if cue.end <= clause.end]
        return known

    def cue_before(self, place: int) -> Cue | None:
        """The last cue word that begins before `place`; None where none does."""
        following = _first(self.cues, place)
        return self.cues[following - 1] if following else None

    def numbers_in(self, clause: Clause) -> list[Number]:
        """The numbers of a clause that are quantities."""
        if (known := self._numbers_in.get(clause)) is None:
            inside = self.numbers[bisect_left(self.numbers, (clause.start,)) : bisect_left(self.numbers, (clause.end,))]
            known = self._numbers_in[clause] = [number for number in inside if number.kind != "rejected"]
        return known

    def wordless(self, start: int, end: int) -> str:
        """text[start:end] without its figures: 新建5G基站 of 新建5G基站1500个."""
        return without_spans(self.text[start:end], self._figures(start, end))

    def named(self, start: int, end: int) -> str:
        """What text[start:end] names, its figures and cue words taken out: as likeness.named_things."""
        if (known := self._named.get((start, end))) is None:
            known = self._named[start, end] = named_in(self._untold(start, end))
        return known

    def _untold(self, start: int, end: int) -> str:
        cues = self.cues[_first(self.cues, start) : _first(self.cues, end)]
        told = [(cue.start - start, cue.end - start) for cue in cues if cue.role != "action" and cue.end <= end]
        return without_spans(self.text[start:end], self._figures(start, end) + told)

    def _figures(self, start: int, end: int) -> list[tuple[int, int]]:
        numbers = self.numbers[_first(self.numbers, start) : _first(self.numbers, end)]
        return [(n.start - start, n.end - start) for n in numbers if n.kind != "rejected" and n.end <= end]


def _first(found: Sequence[Cue] | Sequence[Number], place: int) -> int:
    """Which of some cues or numbers is the first that begins at `place` or behind it."""
    return bisect_left(found, (place,))


@lru_cache(maxsize=10_000)
def read_passage(text: str) -> Passage:
    """A text taken apart once.

    >>> passage = read_passage("5个已完工,其余在建")
    >>> [passage.words(clause) for clause in passage.clauses], [number.quote for number in passage.numbers]
    (['5个已完工', '其余在建'], ['5个'])
    """
    clauses = split_clauses(text)
    ends = {clause.sentence: clause.end for clause in clauses}
    starts = {clause.sentence: clause.start for clause in reversed(clauses)}
    sentences = {sentence: (start, ends[sentence]) for sentence, start in starts.items()}
    return Passage(text, clauses, find_cues(text), find_numbers(text), [clause.start for clause in clauses], sentences)
