"""The figures of a row that could be what is achieved of one of its targets: what a person has to choose among."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..language.clauses import clause_at, split_clauses
from ..language.units import SHARE, unit_of
from ..reading.candidates import in_unit_of
from ..reading.cells import quantity
from ..reading.mention import BARE, Mention
from ..reading.row import Reading
from ..reading.targets import Target
from ..words.lexicon import any_of

FIELDS = ("progress", "achieved", "share")
_RATES = ("growth", "percent", "share")


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure of a row where it stands, row[field][start : start + len(quote)] == quote, as an amount of a target.

    value  in the unit of the target: of 完成年度任务的45% the share of it
    kind, role, unit, item  as in Mention
    """

    field: str
    start: int
    quote: str
    value: float
    kind: str = ""
    role: str = ""
    unit: str = ""
    item: str = ""


def choices(row: Mapping[str, Any], reading: Reading, number: int) -> list[Choice]:
    """The figures of a row's progress and its columns that are of the kind of one of its targets, in order.

    row     its words by field
    number  place of the target among those of the reading
    """
    target, found = reading.targets[number], []
    for field in FIELDS:
        for mention in reading.mentions.get(field, []):
            if mention.kind != "date" and (value := _amount_of(target, mention, str(row.get(field) or ""))) is not None:
                told = (mention.kind, mention.role, mention.unit, mention.item)
                found.append(Choice(field, mention.start, mention.quote, value, *told))
    return found


def added(parts: Iterable[Choice], text: str) -> Choice:
    """Several figures of one cell as one: their sum, and the words from the first to the last."""
    first, *_, last = sorted(parts, key=lambda part: part.start)
    quote = text[first.start : last.start + len(last.quote)]
    return Choice(first.field, first.start, quote, sum(part.value for part in parts))


def typed_amount(words: str, unit: str) -> float | None:
    """An amount that a person gives, in the unit of its target; the target's unit may be left out. None for what is no amount of it.

    >>> [typed_amount(*each) for each in [("300", "个"), ("2.5公里", "米"), ("5.1%", ""), ("一些", "个"), ("3亩", "个")]]
    [300.0, 2500.0, 0.051, None, None]
    """
    number = quantity(words, unit or "%")
    if number is None or number.value is None or number.unit == unit:
        return number and number.value
    wanted = unit_of(unit) if unit else SHARE
    return number.value * number.size / wanted.size if number.dimension == wanted.dimension and unit else None


def _amount_of(target: Target, mention: Mention, text: str) -> float | None:
    """A figure as an amount of a target; None where it is of another kind or dimension."""
    if mention.value is None:
        return None
    if target.kind == "growth":
        return (-mention.value if _falls(text, mention) else mention.value) if mention.kind in _RATES else None
    if target.kind in ("count", "size") and mention.kind == "percent":
        return mention.value * target.value
    is_amount = target.kind in ("count", "size") or bool(target.unit)
    if is_amount != (mention.kind in ("count", "level")) or mention.dimension not in (target.dimension, BARE):
        return None if is_amount or mention.kind not in _RATES else mention.value
    return in_unit_of(target, mention)


def _falls(text: str, mention: Mention) -> bool:
    """Whether the words before a rate say that it falls: 投资下降3.1% of 增长5%."""
    before = text[clause_at(split_clauses(text), mention.start).start : mention.start]
    return (
        mention.value is not None
        and mention.value > 0
        and bool(re.search(any_of("levels", use="falls").pattern + "[^增升]*$", before))
    )
