"""Figures drawn at random, the same whoever draws: by a hash of their words, and not by a seed that could be chosen."""

import hashlib
from collections.abc import Iterable

from .questions import Question


def drawn(questions: Iterable[Question], confidence: str = "high") -> list[Question]:
    """The figures that were read with a confidence, in an order that has nothing to do with their reading: the first n are a sample."""
    return sorted((each for each in questions if each.confidence == confidence), key=lot)


def lot(question: Question) -> str:
    """The lot of a question: it does not change while its words stay."""
    return hashlib.sha256("\x1f".join(question.asks).encode()).hexdigest()


def mixed(doubts: list[Question], sample: Iterable[Question]) -> list[Question]:
    """Doubts in their order with a sample among them, each at a place that its lot gives, so that nothing tells them apart."""
    asked = {each.asks for each in doubts}
    further = [each for each in sample if each.asks not in asked]
    places = [(place, "", each) for place, each in enumerate(doubts)]
    places += [(int(lot(each)[:8], 16) / 16**8 * max(1, len(doubts)), lot(each), each) for each in further]  # type: ignore[misc]
    return [each for _, _, each in sorted(places, key=lambda placed: placed[:2])]
