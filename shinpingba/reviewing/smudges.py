"""What may be misread on a scan: digits that its recogniser doubts, and those that look alike where figures do not agree."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ALIKE = {"1": "7", "7": "1", "3": "8", "8": "3", "0": "6", "6": "0"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def smudges(task: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The doubted characters of a row that are digits, (field, place): `progress:12` of its column `doubted`."""
    named = (each.partition(":") for each in str(task["doubted"] or "").split())
    places = ((field, int(place)) for field, _, place in named)
    return tuple((field, place) for field, place in places if str(task.get(field) or "")[place : place + 1].isdigit())


def stand_in(
    places: Iterable[tuple[str, int]], target: Mapping[str, Any], figures: Iterable[tuple[str, int, str]]
) -> bool:
    """Whether some places stand in the words of a target, in the figure that was read of it, or in other figures (field, start, quote)."""
    spans = [*figures, (target["target_field"], target["target_start"], target["target_quote"])]
    spans += [(target["done_field"], target["done_start"], target["done_quote"])] if target["done_quote"] else []
    return any(
        field == own and start <= place < start + len(quote) for field, place in places for own, start, quote in spans
    )


def is_misread(target: str, done: str, share: str) -> bool:
    """Whether a target, what is done of it and its share do not agree as they were read, and do with one digit that looks alike.

    target, done  figures in one unit, as printed: 600台, 156台
    share         a percentage of completion, as printed

    >>> is_misread("600台", "156台", "26%"), is_misread("600台", "756台", "26%"), is_misread("600台", "200台", "26%")
    (False, True, False)
    """
    figures = tuple(found[0] if (found := _NUMBER.search(each)) else "" for each in (target, done, share))
    return all(figures) and not _agree(*figures) and any(_agree(*other) for other in _alike(figures))


def _agree(target: str, done: str, share: str) -> bool:
    """Whether the share is the quotient to its last printed digit."""
    whole, stated = float(target), float(share)
    last = 10.0 ** -len(share.partition(".")[2])
    return whole > 0 and abs(100 * float(done) / whole - stated) <= last / 2 + 1e-9


def _alike(figures: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The figures with one of their digits for another that looks like it."""
    for number, figure in enumerate(figures):
        for place, digit in enumerate(figure):
            if digit in ALIKE:
                other = figure[:place] + ALIKE[digit] + figure[place + 1 :]
                yield (*figures[:number], other, *figures[number + 1 :])
