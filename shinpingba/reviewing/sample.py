"""Figures drawn at random, the same whoever draws: by a hash of their words, and not by a seed that could be chosen."""

import hashlib
from collections.abc import Iterable

from .questions import Question


def by_lot(questions: Iterable[Question], confidence: str = "high") -> list[Question]:
    """The figures that were read with a confidence, in an order that has nothing to do with their reading: the first n are a sample."""
    return sorted((each for each in questions if each.confidence == confidence), key=lot)


def lot(question: Question) -> str:
    """The lot of a question: it does not change while its words stay."""
    return hashlib.sha256("\x1f".join(question.asks).encode()).hexdigest()


def mixed(doubts: list[Question], sample: Iterable[Question]) -> list[Question]:
    """Doubts in their order with a sample among them, each at a place that its lot gives, so that nothing tells them apart.

    What is doubtful and drawn too is asked where it comes first: who leaves in the middle has settled the sample up to there.
    """
    placed = {each.asks: (float(place), each) for place, each in enumerate(doubts)}
    for each in sample:
        place = int(lot(each)[:8], 16) / 16**8 * max(1, len(doubts))
        placed[each.asks] = (min(place, placed.get(each.asks, (place, each))[0]), each)
    return [each for _, each in sorted(placed.values(), key=lambda place: place[0])]
