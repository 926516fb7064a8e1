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
    patterns = [entry["pattern"] for entry in entries if label.items() <= entry.items()]
    return one_of(patterns)


def one_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for any of some, that looks ahead first whether a character stands there with which one of them begins.

    So a search passes over all others; `re` does so itself where every pattern begins with a plain character.
    """
    first = {beginning[:1] for pattern in patterns for beginning in _beginnings(pattern)}
    is_seen = all(each[:1].isalnum() for pattern in patterns for each in _alternatives(pattern))
    ahead = "" if is_seen or first & {"", _ANY} else f"(?={_class(first)})"
    return re.compile(f"(?:{ahead}{'|'.join(patterns)})")


Scan = Callable[[str], list[tuple[int, int, str]]]


def scanner(entries: Iterable[tuple[str, str]]) -> Scan:
    """A function that finds every pattern of a list in a text: (start, end, label), leftmost first, the earlier entry on a tie.

    entries  (label, pattern). The result is that of one alternation of all patterns; but only those are tried at a place which its
             two characters may begin, which is ten times as fast
    """
    listed = list(entries)
    labels = {f"p{number}": label for number, (label, _) in enumerate(listed)}
    candidate, beginning = _beginning_with([pattern for _, pattern in listed])

    def scan(text: str) -> list[tuple[int, int, str]]:
        """Every pattern of the list in a text."""
        found = []
        position = 0
        for opening in candidate.finditer(text):
            start = opening.start()
            if (
                start >= position
                and (match_at := beginning(text[start : start + 2]))
                and (match := match_at(text, start))
            ):
                position = match.end()
                found.append((start, position, labels[match.lastgroup or "p0"]))
        return found

    return scan


def scanner_of_each(entries: Iterable[tuple[str, str]]) -> Scan:
    """As `scanner`, but every label is looked for by itself: what is found of one may overlap what is found of another."""
    listed: dict[str, list[str]] = {}
    for label, pattern in entries:
        listed.setdefault(label, []).append(pattern)
    candidate, _ = _beginning_with([pattern for patterns in listed.values() for pattern in patterns])
    lanes = {label: _beginning_with(patterns)[1] for label, patterns in listed.items()}

    @cache
    def beginning(two: str) -> list[tuple[str, _MatchAt]]:
        """The labels of which a pattern may begin with two characters, each with what matches them."""
        return [(label, match_at) for label, of_label in lanes.items() if (match_at := of_label(two))]

    def scan(text: str) -> list[tuple[int, int, str]]:
        """Every pattern of the list in a text, by their places."""
        found = []
        reached: dict[str, int] = {}
        for opening in candidate.finditer(text):
            start = opening.start()
            for label, match_at in beginning(text[start : start + 2]):
                if start >= reached.get(label, 0) and (match := match_at(text, start)):
                    reached[label] = match.end()
                    found.append((start, match.end(), label))
        return found

    return scan


_MatchAt = Callable[[str, int], re.Match[str] | None]


def _beginning_with(patterns: list[str]) -> tuple[re.Pattern[str], Callable[[str], _MatchAt | None]]:
    """Where any of some patterns may begin, and what matches those that two characters may begin; None where they begin none."""
    begins = [_listed_beginnings(pattern) for pattern in patterns]

    @cache
    def compiled(numbers: tuple[int, ...]) -> _MatchAt:
        """What matches the first of some patterns, given by their numbers, each as a group of its number."""
        return re.compile("|".join(f"(?P<p{number}>{patterns[number]})" for number in numbers)).match

    @cache
    def beginning(two: str) -> _MatchAt | None:
        """What matches the patterns that two characters may begin; None where they begin none."""
        known = {two, two[0], two[0] + _ANY}
        numbers = tuple(number for number, those in enumerate(begins) if known & those)
        return compiled(numbers) if numbers else None

    return re.compile(_one_of(set().union(*begins))), beginning


_ANY = "\0"  # any character
_MANY = 100  # characters of a class such as [\u4e00-\u9fff]


def _one_of(beginnings: set[str]) -> str:
    """A pattern for a character that begins one of some beginnings, if it may stand alone or a second character follows it.

    No word begins inside a run of digits.
    """
    alone = {one[0] for one in beginnings if one[1:] in ("", _ANY)}
    seconds = {one[1] for one in beginnings if one[0] not in alone}
    ahead = [f"(?<={_class(alone)})"] * bool(alone) + [f"(?={_class(seconds)})"] * bool(seconds)
    return f"{_class({one[0] for one in beginnings})}(?:{'|'.join(ahead)})(?<![0-9][0-9])"


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def _listed_beginnings(pattern: str) -> set[str]:
    """Beginnings of a pattern that begins with characters it lists. Errors: LexiconError for another, which would find too little."""
    found = _beginnings(pattern)
    if any(one[:1] in ("", _ANY) for one in found):  # nor may it match nothing
        raise LexiconError(f"a pattern may begin with characters, [classes] and (groups): {pattern}")
    return found


def _beginnings(pattern: str) -> set[str]:
    """The first two characters of what a pattern matches; one where it may match that one alone, _ANY for one that is not listed.

    It reads the part of the regular expressions that word lists use: literals, classes, groups with alternatives, looks ahead
    and behind, and ?, + or * behind any of them.
    """
    return set().union(*(_beginning(alternative) for alternative in _alternatives(pattern)))


def _beginning(sequence: str) -> set[str]:
    begun, found = {""}, set()
    for token, sign in _tokens(sequence):
        if token.startswith(("(?=", "(?!", "(?<")):
            continue
        pieces = _pieces(token) if sign != "{" else {_ANY}
        if sign in ("*", "+"):
            pieces = pieces | {one + other[:1] for one in pieces if len(one) == 1 for other in pieces}
        longer = {(one + piece)[:2] for one in begun for piece in pieces}
        begun = longer | begun if sign in ("?", "*") else longer
        found |= {one for one in begun if len(one) == 2}
        begun = {one for one in begun if len(one) < 2}
        if not begun:
            break
    return found | begun


def _pieces(token: str) -> set[str]:
    """What a unit of a pattern begins with; a class of more characters than a list would spell out is any."""
    if token.startswith("("):
        return _beginnings(token[1:-1].removeprefix("?:"))
    if _OPEN_ENDED.match(token):
        return {_ANY}
    spelt = _RANGES.sub(_spelt_out, token[1:-1]) if token.startswith("[") else token[-1]
    return set(spelt) if len(spelt) < _MANY else {_ANY}


_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|[^\\\[(]")
_OPEN_ENDED = re.compile(r"[.^$]|\\[A-Za-z0-9]|\[\^|\[.*\\[A-Za-z]")  # no list of characters: \d, [^a], the dot
_RANGES = re.compile(r"(.)-(.)")


def _spelt_out(characters: re.Match[str]) -> str:
    return "".join(map(chr, range(ord(characters[1]), ord(characters[2]) + 1)))


def _tokens(sequence: str) -> Iterator[tuple[str, str]]:
    """Each unit of a pattern without alternatives, and the sign of repetition behind it: ?, *, + or {; else none."""
    position = 0
    while position < len(sequence):
        match = _TOKEN.match(sequence, position)
        end = match.end() if match else _group_end(sequence, position)
        token = sequence[position:end]
        sign = sequence[end : end + 1]
        sign = sign if sign in ("?", "*", "+", "{") else ""
        position = end + len(sign)
        yield token, sign


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
