"""A text read once: its clauses, its cue words and its numbers, each found by its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from .clauses import Clause, clause_at, sentence_end, sentence_start, split_clauses, within
from .cues import Cue, find_cues
from .quantities import Number, find_numbers


@dataclass(frozen=True, slots=True)
class Passage:
    """One cell of a report and what its words are made of; places count characters of `text`."""

    text: str
    clauses: tuple[Clause, ...]
    cues: tuple[Cue, ...]
    numbers: tuple[Number, ...]
    _cues_of: dict[Clause, tuple[Cue, ...]]
    _quantities_of: dict[Clause, tuple[Number, ...]]

    def clause(self, place: int) -> Clause:
        """The clause that holds the character at `place`."""
        return clause_at(self.clauses, place)

    def words(self, clause: Clause) -> str:
        """The words of a clause."""
        return self.text[clause.start : clause.end]

    def sentence(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence of a clause begins and ends."""
        return sentence_start(self.clauses, clause), sentence_end(self.clauses, clause)

    def cues_in(self, clause: Clause) -> Sequence[Cue]:
        """The cue words that stand whole in a clause."""
        return self._cues_of[clause]

    def numbers_in(self, clause: Clause) -> Sequence[Number]:
        """The numbers of a clause that are quantities."""
        return self._quantities_of[clause]


@lru_cache(maxsize=10_000)
def read_passage(text: str) -> Passage:
    """A text taken apart once.

    >>> passage = read_passage("5个已完工,其余在建")
    >>> [passage.words(clause) for clause in passage.clauses], [number.quote for number in passage.numbers]
    (['5个已完工', '其余在建'], ['5个'])
    """
    clauses, numbers = split_clauses(text), find_numbers(text)
    cues = {clause: _cues(text, clause) for clause in clauses}
    quantities = [number for number in numbers if number.kind != "rejected"]
    beside = {clause: tuple(within(quantities, clause.start, clause.end)) for clause in clauses}
    return Passage(text, clauses, tuple(chain.from_iterable(cues.values())), numbers, cues, beside)


def _cues(text: str, clause: Clause) -> tuple[Cue, ...]:
    start, found = clause.start, find_cues(text[clause.start : clause.end])
    return tuple([Cue(start + cue.start, start + cue.end, cue.role) for cue in found]) if start else found
