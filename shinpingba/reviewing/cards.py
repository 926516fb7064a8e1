"""What is shown of a question: the row's words in pieces, every figure marked, those to choose among numbered in place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..columns import ANSWER_LABELS, COLUMNS, STAGE_LABELS, STATUS_LABELS, records
from ..judging.assessment import Assessment
from ..judging.choices import FIELDS
from ..judging.decisions import Decision
from ..report.document import Clipping
from ..showing.originals import address, originals
from .answers import STATUSES, offered
from .doubts import doubtful
from .questions import Question, questions
from .sample import by_lot, mixed

SAMPLE = 30
ASKED = {
    "done": "到报告期末完成了多少？", "target": "原文里哪个数字是全年目标？没有的选“无”。",
    "status": "单位自评与数字不一，这项任务处于什么状态？",
}  # fmt: skip
SHOWN = ("name", "task", *FIELDS, "verdict")


@dataclass(frozen=True, slots=True)
class Card:
    """A question with its row, where the figures of the row stand, field -> (start, end), and what its cells looked like on a scan."""

    question: Question
    row: Mapping[str, Any]
    figures: Mapping[str, list[tuple[int, int]]]
    target: tuple[str, int, int] | None
    originals: Mapping[str, list[Clipping]]
    called: str


def cards(result: Assessment, sample: int = SAMPLE) -> list[Card]:
    """What to go through: the doubts of a report, most doubtful first, and a sample of what was read with high confidence among them.

    result  as it was read (`as_read`), so that the list stays the same from one time to the next
    sample  how many of `high` confidence
    """
    return cards_of(result, mixed(doubtful(result), by_lot(questions(result))[:sample]))


def cards_of(result: Assessment, chosen: Iterable[Question]) -> list[Card]:
    """Some questions of a report, each with its row."""
    rows = {row["row_id"]: row for row in records(result.tasks)}
    figures: dict[str, dict[str, list[tuple[int, int]]]] = {row_id: {} for row_id in rows}
    for mention in records(result.mentions[result.mentions["kind"] != "date"], "row_id", "field", "start", "end"):
        figures[mention["row_id"]].setdefault(mention["field"], []).append((mention["start"], mention["end"]))
    targets = {(t["row_id"], t["target_no"]): t for t in records(result.targets)}
    return [
        Card(
            each, rows[each.row_id], figures[each.row_id], _place(targets.get((each.row_id, each.target_no))),
            originals(result.report, each.row_id) if rows[each.row_id]["scanned"] else {},
            _called(targets.get((each.row_id, each.target_no)), rows[each.row_id]),
        )
        for each in chosen
    ]  # fmt: skip


def _called(target: Mapping[str, Any] | None, row: Mapping[str, Any]) -> str:
    """What a card is about: its target, behind the name of its row where it names nothing; or the task."""
    return str((target and target["target_name"]) or row["task"] or row["name"] or "")


def shown(card: Card) -> dict[str, Any]:
    """A card as the page is told it: plain words in pieces, nothing of why it is asked."""
    question, row = card.question, card.row
    cells = [
        {
            "label": COLUMNS[field].label,
            "pieces": _pieces(card, field, str(row[field])),
            "originals": _looked(card, field),
        }
        for field in SHOWN
        if row.get(field)
    ]
    return {
        "id": question.row_id,
        "title": question.target_quote or str(row["name"] or row["task"] or ""),
        "question": question.question,
        "ask": ASKED[question.question],
        "read": reading_words(question),
        "unit": question.unit,
        "cells": cells,
        "options": [*_options(question)],
    }


def reading_words(question: Question) -> str:
    """What the package has read, in words."""
    known = STATUS_LABELS if question.question == "status" else ANSWER_LABELS
    return known.get(question.read, question.read)


def decided_words(decision: Decision) -> str:
    """What was decided, in words."""
    known = {"stage": STAGE_LABELS, "status": STATUS_LABELS}.get(decision.question, {})
    return {**ANSWER_LABELS, **known}.get(decision.decided, decision.decided)


def _looked(card: Card, field: str) -> list[dict[str, str]]:
    """What a cell looked like on a scan: the address of each piece, and its page in words."""
    return [{"src": address(view), "alt": f"扫描件第{view.page}页的原样"} for view in card.originals.get(field, ())]


def _options(question: Question) -> Iterable[dict[str, str]]:
    """What the keys 1 to 9 take: figures, or statuses."""
    if question.question == "status":
        return ({"value": status, "words": STATUS_LABELS[status]} for status in STATUSES)
    return ({"value": str(number), "words": each.quote} for number, each in enumerate(offered(question), 1))


def _place(target: Mapping[str, Any] | None) -> tuple[str, int, int] | None:
    if target is None:
        return None
    return target["target_field"], target["target_start"], target["target_start"] + len(target["target_quote"])


def _pieces(card: Card, field: str, text: str) -> list[dict[str, Any]]:
    """A cell in pieces: `text`, and what each is: `number` to choose it by, `is_figure`, `is_read`, `is_target`."""
    answer = card.question.answer
    read = [(answer.start, answer.start + len(answer.quote))] if answer and answer.field == field else []
    target = [card.target[1:]] if card.target and card.target[0] == field else []
    numbers = {each.start: n for n, each in enumerate(offered(card.question), 1) if each.field == field}
    figures = card.figures.get(field, [])
    cuts = sorted({0, len(text), *(place for span in (*read, *target, *figures) for place in span)})
    pieces = []
    for start, end in pairwise(cuts):
        inside = {
            name: _within(start, spans)
            for name, spans in (("is_figure", figures), ("is_read", read), ("is_target", target))
        }
        number = {"number": numbers[start]} if start in numbers else {}
        pieces.append({"text": text[start:end], **{name: True for name, holds in inside.items() if holds}, **number})
    return pieces


def _within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
