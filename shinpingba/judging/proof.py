"""The words that prove the status of a task, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..reading.stages import Item
from ..reading.statement import Statement


@dataclass(frozen=True, slots=True)
class Proof:
    """The words that prove something: row[field][start : start + len(quote)] == quote."""

    field: str
    start: int
    quote: str


def words_of(found: Item | Statement) -> Proof:
    """The place of what the text states or tells."""
    return Proof(found.field, found.start, found.quote)


def figure_of(target: Mapping[str, object]) -> Proof:
    """The figure achieved of a target; where there is none, the target."""
    if target["done_quote"] is None:
        return words_of_target(target)
    return Proof(str(target["done_field"]), int(str(target["done_start"])), str(target["done_quote"]))


def words_of_target(target: Mapping[str, object]) -> Proof:
    """The place of the target's own words."""
    return Proof(str(target["target_field"]), int(str(target["target_start"])), str(target["target_quote"]))


def proof_cells(proof: Proof | None) -> dict[str, object]:
    """The cells of the table `tasks` that say it: field, start, end, quote; None each where nothing proves it."""
    if proof is None:
        return dict.fromkeys(("field", "start", "end", "quote"))
    return {"field": proof.field, "start": proof.start, "end": proof.start + len(proof.quote), "quote": proof.quote}
