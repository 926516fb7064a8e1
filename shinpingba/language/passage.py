"""A text read once: its clauses, its cue words and its numbers, each found by its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .clauses import Clause, clause_at, sentence_start, split_clauses, within
from .cues import Cue, find_cues
from .quantities import Number, find_numbers


@dataclass(frozen=True, slots=True)
class Passage:
    """One cell of a report and what its words are made of; places count characters of `text`."""

    text: str
    clauses: tuple[Clause, ...]
    cues: tuple[Cue, ...]
    numbers: tuple[Number, ...]

    def clause(self, place: int) -> Clause:
        """The clause that holds the character at `place`."""
        return clause_at(self.clauses, place)

    def words(self, clause: Clause) -> str:
        """The words of a clause."""
        return self.text[clause.start : clause.end]

    def sentence(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence of a clause begins and ends."""
        following = (c.start for c in self.clauses if c.sentence == clause.sentence + 1)
        last = max(c.end for c in self.clauses if c.sentence == clause.sentence)
        return sentence_start(self.clauses, clause), min(last, next(following, last))

    def cues_in(self, clause: Clause) -> Sequence[Cue]:
        """The cue words that stand whole in a clause."""
        return [cue for cue in within(self.cues, clause.start, clause.end) if cue.end <= clause.end]

    def numbers_in(self, clause: Clause) -> Sequence[Number]:
        """The numbers of a clause that are quantities."""
        return [number for number in within(self.numbers, clause.start, clause.end) if number.kind != "rejected"]


@lru_cache(maxsize=10_000)
def read_passage(text: str) -> Passage:
    """A text taken apart once.

    >>> passage = read_passage("5个已完工,其余在建")
    >>> [passage.words(clause) for clause in passage.clauses], [number.quote for number in passage.numbers]
    (['5个已完工', '其余在建'], ['5个'])
    """
    clauses = split_clauses(text)
    cues = (
        Cue(clause.start + cue.start, clause.start + cue.end, cue.role)
        for clause in clauses
        for cue in find_cues(text[clause.start : clause.end])
    )
    return Passage(text, clauses, tuple(cues), find_numbers(text))
