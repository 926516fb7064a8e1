"""Word lists: `words/*.csv`, one entry a line, each with an example and a counterexample.

A word list is data that a supervision officer can review. Every line carries an `example` (a sentence the entry is for)
and a `counterexample` (a sentence it must leave alone); the tests run both, so that a list proves itself.
"""

import csv
import re
from collections.abc import Callable, Iterable
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


Scan = Callable[[str], list[tuple[int, int, str]]]


def scanner(entries: Iterable[tuple[str, str]]) -> Scan:
    """A function that finds every pattern of a list in a text: (start, end, label), leftmost first, the earlier entry on a tie.

    entries  (label, pattern). The result is that of one alternation of all patterns; but each character of the text tries only
             the patterns that could begin with it, which is several times as fast.
    """
    listed = list(entries)
    openers = [_characters(pattern) for _, pattern in listed]
    by_character = {
        character: re.compile(
            "|".join(f"(?P<p{n}>{listed[n][1]})" for n in range(len(listed)) if character in openers[n])
        )
        for character in sorted(set().union(*openers))
    }
    candidate = re.compile(f"[{''.join(map(re.escape, by_character))}]")

    def scan(text: str) -> list[tuple[int, int, str]]:
        found = []
        position = 0
        while opening := candidate.search(text, position):
            match = by_character[opening[0]].match(text, opening.start())
            if match and match.end() > match.start():
                found.append((*match.span(), listed[int((match.lastgroup or "p0")[1:])][0]))
            position = match.end() if match and match.end() > match.start() else opening.end()
        return found

    return scan


def _characters(pattern: str) -> set[str]:
    """Every character that a match of the pattern could begin with, and some more: all that stand in the pattern."""
    ranges = {"0-9": "0123456789", "A-Z": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "a-z": "abcdefghijklmnopqrstuvwxyz"}
    expanded = "".join(characters for name, characters in ranges.items() if name in pattern)
    return set(expanded) | {character for character in pattern if character.isalnum() or character in "〔［["}


def _entry(name: str, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    place = f"words/{name}.csv:{line}"
    if len(cells) != len(columns):
        raise LexiconError(f"{place}: expected {len(columns)} cells, found {len(cells)}: {cells}")
    entry = dict(zip(columns, cells, strict=True))
    if missing := [column for column in (columns[0], *PROOF) if not entry[column].strip()]:
        raise LexiconError(f"{place}: {', '.join(missing)} must not be empty: {cells}")
    return entry
