"""From what a person answers to a decision: the same for a key in JupyterLab and for a line of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..columns import STATUS_LABELS
from ..judging.choices import Choice, added, typed_amount
from ..judging.decisions import OF_TASK, Decision, fingerprint
from ..report.errors import ReportError
from .questions import Question

MOST = 9  # figures to choose among, a key each
# a person may say that a task is late, or is not; what the text does not tell is not theirs to say
STATUSES = tuple(name for name in STATUS_LABELS if name not in ("unreported", "unknown"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to a question.

    decided   accept (as it was read), none, not_target, unsure, withdrawn, figures, typed, or a stage or status
    figures   numbers of the figures chosen, from 1; several are added up
    typed     an amount that stands nowhere in the row
    on        the day, ISO
    asks_for  stage or status where another question of the task is answered than the one that was asked
    """

    decided: str
    by: str
    on: str
    figures: tuple[int, ...] = ()
    typed: str = ""
    reason: str = ""
    asks_for: str = ""


def offered(question: Question) -> tuple[Choice, ...]:
    """The figures that are shown to choose among, in order: those of the target's unit where there are more than MOST."""
    if len(question.candidates) <= MOST:
        return question.candidates
    likely = sorted(question.candidates, key=lambda each: (each.unit != question.unit, each.role != "done"))[:MOST]
    return tuple(each for each in question.candidates if each in likely)


def decision_of(question: Question, row: Mapping[str, Any], answer: Answer) -> Decision:
    """The decision that an answer makes.

    errors  ReportError for a figure that was not offered, an amount that is none, an answer that the question does not take
    """
    asked = answer.asks_for or question.question
    of_target = asked == question.question
    facts: dict[str, Any] = {
        "row_id": question.row_id, "question": asked, "target_quote": question.target_quote if of_target else "",
        "field": "", "start": None, "quote": "", "read": question.read if of_target else "", "decided": answer.decided,
        "decided_value": None, "unit": "", "by": answer.by.strip(), "on": answer.on, "reason": answer.reason.strip(),
        "words": fingerprint(row),
    }  # fmt: skip
    if asked in OF_TASK:
        return Decision(**facts | {"decided": question.read if answer.decided == "accept" else answer.decided})
    if answer.decided == "accept":
        return Decision(
            **facts | (_chosen(question, [question.answer], row) if question.answer else {"decided": "none"})
        )
    if answer.decided == "figures":
        return Decision(**facts | _chosen(question, _numbered(question, answer.figures), row))
    if answer.decided == "typed":
        value = typed_amount(answer.typed, question.unit)
        if value is None:
            raise ReportError(question.row_id, "", f"一个以“{question.unit or '%'}”计的数", f"“{answer.typed}”")
        return Decision(**facts | {"decided": answer.typed.strip(), "decided_value": value, "unit": question.unit})
    return Decision(**facts)


def _numbered(question: Question, numbers: Sequence[int]) -> list[Choice]:
    shown = offered(question)
    if wrong := [number for number in numbers if not 1 <= number <= len(shown)] or [0] * (not numbers):
        raise ReportError(question.row_id, "", f"第1至{len(shown)}个数字中的一个", f"第{wrong[0]}个")
    return [shown[number - 1] for number in dict.fromkeys(numbers)]


def _chosen(question: Question, choices: Sequence[Choice], row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a decision on figures of the row; what was read is said as it was read."""
    if len({each.field for each in choices}) > 1:
        raise ReportError(question.row_id, "", "同一栏里的数字相加", "不同栏的数字")
    one = choices[0] if len(choices) == 1 else added(choices, str(row[choices[0].field]))
    words = question.read if one == question.answer else "+".join(each.quote for each in choices)
    place = {"field": one.field, "start": one.start, "quote": one.quote}
    return place | {"decided": words, "decided_value": float(one.value), "unit": question.unit}
