"""What a person should look at, the most doubtful first."""

from typing import TYPE_CHECKING

from ..columns import DOUBT_LABELS, table
from ..judging.assessment import Assessment
from .questions import Question, questions

if TYPE_CHECKING:
    import pandas as pd

# The flags from the one behind which most errors were found a look to the least: counted on tests/annotated/develop.jsonl.
ORDER = {flag: place for place, flag in enumerate(DOUBT_LABELS)}


def doubts(result: Assessment) -> "pd.DataFrame":
    """What to look at, most doubtful first: a line a question that nobody has settled and something in the words makes doubtful.

    returns  table `doubts`; candidates are the row's own figures in order, divided by |
    """
    listed = doubted(result)
    return table("doubts", [_line(each, rank) for rank, each in enumerate(listed, 1)])


def doubted(result: Assessment) -> list[Question]:
    """The questions behind `doubts`."""
    settled = {each.asks for each in result.settling}
    return [each for each in doubtful(result) if each.asks not in settled]


def doubtful(result: Assessment) -> list[Question]:
    """All that is doubtful, settled or not: by the most telling flag, then by how many there are, then in the order of the report."""
    return sorted((each for each in questions(result) if each.flags), key=place)


def place(each: Question) -> tuple[int, int]:
    """Where a question stands among the doubts: by its most telling flag, then by how many it has."""
    return min((ORDER[flag] for flag in each.flags), default=len(ORDER)), -len(each.flags)


def doubt_words(flags: tuple[str, ...]) -> str:
    """Why it is doubtful, the most telling first."""
    return "；".join(DOUBT_LABELS[flag] for flag in sorted(flags, key=ORDER.__getitem__))


def _line(each: Question, rank: int) -> dict[str, object]:
    return {
        "row_id": each.row_id, "target_no": each.target_no, "question": each.question, "target_quote": each.target_quote or None,
        "read": each.read, "candidates": "|".join(choice.quote for choice in each.candidates) or None,
        "doubt": doubt_words(each.flags), "rank": rank,
    }  # fmt: skip
