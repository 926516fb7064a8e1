"""The confidence that has been earned: of the figures drawn at random and checked, how many were right, and what that proves.

A figure counts where it was drawn, whatever made it doubtful: the figures of a class stand in an order that has nothing to do with
how they were read (`sample.by_lot`), and those from the first to the last one that was checked without a gap are a random sample of it.
The bound is exact (Clopper-Pearson) for what the same package reads of the same district, one report pooled with the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ..columns import CONFIDENCE_LABELS, percent
from ..judging.assessment import Assessment
from ..judging.decisions import Decision
from .bounds import lower_bound
from .questions import Question, as_read, questions
from .sample import by_lot

# what the name of a class promises: `high` is right in 99 of 100, a person who reads `medium` may expect nine of ten
PROMISED = {"high": 0.99, "medium": 0.90, "low": 0.50}


@dataclass(frozen=True, slots=True)
class Earned:
    """What has been checked of one class.

    checked  figures drawn at random and settled by a person; `wrong` of them were read wrongly
    bound    the share that is right in at least so many, with 95 % confidence; None where nothing was checked
    """

    confidence: str
    checked: int
    wrong: int

    @property
    def bound(self) -> float | None:
        """Exact, one-sided, 95 %."""
        return lower_bound(self.checked - self.wrong, self.checked) if self.checked else None

    @property
    def words(self) -> str:
        """高:已核299条,错0条,95%下限99.0%; 中:已核120条,错21条,95%下限75.8%,尚不足以证实应有的90%; 低:未核."""
        label = CONFIDENCE_LABELS[self.confidence]
        if self.bound is None:
            return f"{label}：未核"
        told = f"{label}：已核{self.checked}条，错{self.wrong}条，95%下限{percent(self.bound)}"
        promised = PROMISED[self.confidence]
        return told if self.bound >= promised else f"{told}，尚不足以证实应有的{percent(promised, 0)}"


def earned(results: Sequence[Assessment]) -> list[Earned]:
    """What has been earned of each class of confidence, over some reports of one district.

    results  assessments with their decisions
    """
    checked = [each for result in results for each in _of_report(result)]
    return [
        Earned(confidence, sum(own == confidence for own, _ in checked), checked.count((confidence, False)))
        for confidence in CONFIDENCE_LABELS
    ]


def checks_of(asked: Sequence[Question], decisions: Iterable[Decision]) -> list[tuple[str, bool]]:
    """The figures of a report that were drawn and settled: the class of each, and whether it was read rightly.

    asked  the questions of the report as the package reads it
    """
    settled = {each.asks: each for each in decisions}
    return [
        (confidence, is_right(each, settled[each.asks]))
        for confidence in CONFIDENCE_LABELS
        for each in takewhile(lambda one: one.asks in settled, by_lot(asked, confidence))
    ]


def earned_words(results: Sequence[Assessment]) -> str:
    """What has been earned, in a sentence: 高:已核120条,错1条,95%下限96.1%;中:未核;低:未核."""
    return "；".join(each.words for each in earned(results))


def _of_report(result: Assessment) -> list[tuple[str, bool]]:
    settled = result.settling
    return checks_of(questions(as_read(result)), settled) if settled else []


def is_right(question: Question, decision: Decision) -> bool:
    """Whether a figure was read as a person has settled it."""
    if question.answer is None or decision.decided_value is None:
        return False
    value = question.answer.value
    return abs(value - decision.decided_value) <= 1e-6 * max(1.0, abs(value))
