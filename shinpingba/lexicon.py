"""Word lists: `words/*.csv`, one entry a line, each with an example and a counterexample.

A word list is data that a supervision officer can review. Every line carries an `example` (a sentence the entry is for)
and a `counterexample` (a sentence it must leave alone); the tests run both, so that a list proves itself.
"""

import csv
from functools import cache
from importlib.resources import files

PROOF = ("example", "counterexample")


class LexiconError(ValueError):
    """A word list has a bad line. The message says which file and line, what was expected and what was there."""


@cache
def read_words(name: str, *columns: str) -> tuple[dict[str, str], ...]:
    """The entries of `words/{name}.csv`, in order, each a dict of its columns.

    name     the list, as in "units"
    columns  the columns it must have, in this order; `example` and `counterexample` follow them
    errors   LexiconError for another head, a line with too few or too many cells, an empty first cell or a missing proof
    """
    expected = [*columns, *PROOF]
    text = files("shinpingba").joinpath("words", f"{name}.csv").read_text(encoding="utf-8")
    reader = csv.reader(text.splitlines())
    head = next(reader, [])
    if head != expected:
        raise LexiconError(f"words/{name}.csv:1: the columns must be {expected}, but are {head}")
    return tuple(_entry(name, reader.line_num, expected, cells) for cells in reader)


def _entry(name: str, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    place = f"words/{name}.csv:{line}"
    if len(cells) != len(columns):
        raise LexiconError(f"{place}: expected {len(columns)} cells, found {len(cells)}: {cells}")
    entry = dict(zip(columns, cells, strict=True))
    if missing := [column for column in (columns[0], *PROOF) if not entry[column].strip()]:
        raise LexiconError(f"{place}: {', '.join(missing)} must not be empty: {cells}")
    return entry
