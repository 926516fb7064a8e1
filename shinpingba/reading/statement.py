"""One thing that a text says of its task, with its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.clauses import Clause, within
from ..language.passage import Passage
from .mention import Mention

PART = "其中"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a text says of its task: text[start:end] == quote.

    value     a share or a gap as a fraction, a gap below its mark negative; None for a verdict
    status    a verdict's class on our scale; what a gap says of its mark (behind, on_schedule); "" for a share
    mark      what a gap is measured against: target or schedule
    against   what a gap was measured from, where its sentence tells the rate: 0.75 of 占年度计划的52.6%,低于序时进度22.4个百分点
    of_money  the share is one of money: it says nothing of the number of things
    of_work   the share is one of the work, whatever year it is done in: it is held against no calendar
    field     the cell of the words
    bound     ">=" of a share that may be more (70%以上), "<=" of one that is less (不足50%)
    """

    start: int
    end: int
    quote: str
    value: float | None = None
    status: str = ""
    mark: str = ""
    against: float | None = None
    of_money: bool = False
    field: str = "progress"
    of_work: bool = False
    bound: str = "="


def told_before(passage: Passage, mentions: Sequence[Mention], mention: Mention) -> Sequence[Mention]:
    """The mentions of its sentence before another."""
    start, _ = passage.sentence(passage.clause(mention.start))
    return within(mentions, start, mention.start)


def of_whole(passage: Passage) -> Iterator[Clause]:
    """The clauses of a text, in each sentence up to 其中, with which a text may begin."""
    if PART not in passage.text:
        yield from passage.clauses
        return
    aside = -1
    for clause in passage.clauses:
        if PART in passage.words(clause) and clause is not passage.clauses[0]:
            aside = clause.sentence
        if clause.sentence != aside:
            yield clause
