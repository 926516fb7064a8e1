"""A text read once: its clauses, its cue words and its numbers, each found by its place."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .clauses import Clause, clause_at, sentence_end, sentence_start, split_clauses
from .cues import Cue, find_cues
from .quantities import Number, find_numbers


@dataclass(frozen=True, slots=True)
class Passage:
    """One cell of a report and what its words are made of; places count characters of `text`."""

    text: str
    clauses: tuple[Clause, ...]
    cues: tuple[Cue, ...]
    numbers: tuple[Number, ...]
    _cues_in: dict[Clause, list[Cue]] = field(default_factory=dict, repr=False, compare=False)
    _numbers_in: dict[Clause, list[Number]] = field(default_factory=dict, repr=False, compare=False)

    def clause(self, place: int) -> Clause:
        """The clause that holds the character at `place`."""
        return clause_at(self.clauses, place)

    def words(self, clause: Clause) -> str:
        """The words of a clause."""
        return self.text[clause.start : clause.end]

    def sentence(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence of a clause begins and ends."""
        return sentence_start(self.clauses, clause), sentence_end(self.clauses, clause)

    def is_alone(self, clause: Clause) -> bool:
        """Whether a clause is a sentence of its own."""
        return self.sentence(clause) == (clause.start, clause.end)

    def cues_in(self, clause: Clause) -> list[Cue]:
        """The cue words that stand whole in a clause, or in a part of one."""
        if clause not in self._cues_in:
            inside = self.cues[_first(self.cues, clause.start) : _first(self.cues, clause.end)]
            self._cues_in[clause] = [cue for cue in inside if cue.end <= clause.end]
        return self._cues_in[clause]

    def cue_before(self, place: int) -> Cue | None:
        """The last cue word that begins before `place`; None where none does."""
        following = _first(self.cues, place)
        return self.cues[following - 1] if following else None

    def numbers_in(self, clause: Clause) -> list[Number]:
        """The numbers of a clause that are quantities."""
        if clause not in self._numbers_in:
            inside = self.numbers[_first(self.numbers, clause.start) : _first(self.numbers, clause.end)]
            self._numbers_in[clause] = [number for number in inside if number.kind != "rejected"]
        return self._numbers_in[clause]


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
    return Passage(text, split_clauses(text), find_cues(text), find_numbers(text))
