"""Word lists: `words/*.csv`, one entry a line, each with an example and a counterexample.

A word list is data that a supervision officer can review. Every line carries an `example` (a sentence the entry is for)
and a `counterexample` (a sentence it must leave alone); the tests run both, so that a list proves itself.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
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


@cache
def any_of(name: str, **label: str) -> re.Pattern[str]:
    """One pattern for any line of a word list, or for those of one label: any_of("wholes", use="whole").

    name, label  a list whose columns are the label's, if there is one, and `pattern`; errors as in read_words
    >>> any_of("wholes", use="whole").sub("", "4个项目已全部完工")
    '4个项目已完工'
    """
    entries = read_words(name, *label, "pattern")
    return re.compile("(?:" + "|".join(entry["pattern"] for entry in entries if label.items() <= entry.items()) + ")")


Scan = Callable[[str], list[tuple[int, int, str]]]


def scanner(entries: Iterable[tuple[str, str]]) -> Scan:
    """A function that finds every pattern of a list in a text: (start, end, label), leftmost first, the earlier entry on a tie.

    entries  (label, pattern). The result is that of one alternation of all patterns; but each character of the text tries only
             the patterns that could begin with it, which is several times as fast.
    """
    listed = list(entries)
    openers = [_openers(pattern) for _, pattern in listed]
    by_character = {
        character: re.compile(
            "|".join(f"(?P<p{n}>{listed[n][1]})" for n in range(len(listed)) if character in openers[n])
        )
        for character in sorted(set().union(*openers))
    }
    candidate = re.compile(f"[{''.join(map(re.escape, by_character))}]")

    def scan(text: str) -> list[tuple[int, int, str]]:
        """Every pattern of the list in a text."""
        found = []
        position = 0
        while opening := candidate.search(text, position):
            match = by_character[opening[0]].match(text, opening.start())
            if match and match.end() > match.start():
                found.append((*match.span(), listed[int((match.lastgroup or "p0")[1:])][0]))
            position = match.end() if match and match.end() > match.start() else opening.end()
        return found

    return scan


def _openers(pattern: str) -> set[str]:
    """The characters a match of the pattern can begin with.

    It reads the part of the regular expressions that word lists use: literals, classes, groups with alternatives, looks ahead
    and behind, and ? or * behind any of them.
    errors  LexiconError for a pattern that begins with anything else: it would silently find too little
    """
    return set().union(*(_opening(alternative) for alternative in _alternatives(pattern)))


def _opening(sequence: str) -> set[str]:
    found: set[str] = set()
    for token, may_be_missing in _tokens(sequence):
        if token.startswith(("(?=", "(?!", "(?<")):
            continue
        if _OPEN_ENDED.match(token):
            raise LexiconError(
                f"a pattern may begin with characters, [classes] and (groups), not with {token}: {sequence}"
            )
        if token.startswith("("):
            found |= _openers(token[1:-1].removeprefix("?:"))
        else:
            found |= set(_RANGES.sub(_spelt_out, token[1:-1])) if token.startswith("[") else {token[-1]}
        if not may_be_missing:
            break
    return found


_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|[^\\\[(]")
_OPEN_ENDED = re.compile(r"[.^$]|\\[A-Za-z0-9]|\[\^|\[.*\\[A-Za-z]")  # no list of characters: \d, [^a], the dot
_RANGES = re.compile(r"(.)-(.)")


def _spelt_out(characters: re.Match[str]) -> str:
    return "".join(map(chr, range(ord(characters[1]), ord(characters[2]) + 1)))


def _tokens(sequence: str) -> Iterator[tuple[str, bool]]:
    """Each unit of a pattern without alternatives, and whether it may be missing."""
    position = 0
    while position < len(sequence):
        match = _TOKEN.match(sequence, position)
        end = match.end() if match else _group_end(sequence, position)
        token = sequence[position:end]
        if sequence[end : end + 1] == "{":
            raise LexiconError(f"a pattern may repeat with ?, * and +, not with {{}}: {sequence}")
        position = end + (sequence[end : end + 1] in ("?", "*", "+"))
        yield token, sequence[end : end + 1] in ("?", "*")


def _alternatives(pattern: str) -> list[str]:
    found, position, start = [], 0, 0
    while position < len(pattern):
        if pattern[position] == "|":
            found.append(pattern[start:position])
            start = position + 1
        match = _TOKEN.match(pattern, position)
        position = match.end() if match else _group_end(pattern, position)
    return [*found, pattern[start:]]


def _group_end(pattern: str, start: int) -> int:
    """Where a group ends; a bracket inside a [class] opens nothing."""
    position = start + 1
    while position < len(pattern):
        if pattern[position] == ")":
            return position + 1
        match = _TOKEN.match(pattern, position)
        position = match.end() if match else _group_end(pattern, position)
    raise LexiconError(f"a bracket is not closed: {pattern}")


def _entry(name: str, line: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    place = f"words/{name}.csv:{line}"
    if len(cells) != len(columns):
        raise LexiconError(f"{place}: expected {len(columns)} cells, found {len(cells)}: {cells}")
    entry = dict(zip(columns, cells, strict=True))
    if missing := [column for column in (columns[0], *PROOF) if not entry[column].strip()]:
        raise LexiconError(f"{place}: {', '.join(missing)} must not be empty: {cells}")
    return entry
