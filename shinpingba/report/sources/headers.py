"""Which column is which: the head of a table by its synonyms (words/headers.csv), not by its place."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ...language.dates import DASHES
from ...words.lexicon import any_of, read_words
from .source import Piece, distinct

LONGEST_HEAD = 40


@lru_cache(maxsize=4096)
def header_field(head: str) -> str | None:
    """The column of `rows` a head names, or None.

    >>> header_field("责任单位"), header_field("一季度进展"), header_field("备注")
    ('lead', 'progress', None)
    """
    if len(head) > LONGEST_HEAD:
        return None
    return next((field for field, pattern in _heads() if pattern.fullmatch(_plain(head))), None)


def columns_of(heads: Sequence[Piece]) -> list[str]:
    """The column each head of a row stands for: a column of `rows`, else the head's own words (an unknown column is kept).

    Where two heads would do for a column, the one nearer the top of the word list has it. A task head that is merged over
    several columns, or followed by heads without words, has sections in the first of them and tasks in the last. A table
    that has names but no tasks calls the names tasks.
    """
    columns = _by_synonym(heads)
    if "task" not in columns and "name" in columns:
        columns[columns.index("name")] = "task"
    if "task" in columns:
        first = last = columns.index("task")
        while last + 1 < len(heads) and (heads[last + 1] is heads[first] or not heads[last + 1].text):
            last += 1
        if last > first and "section" not in columns:
            columns[first], columns[last] = "section", "task"
    return columns


def is_head(row: Sequence[Piece]) -> bool:
    """Whether a row is the head of a table of tasks: it names tasks, and their progress or who leads them."""
    if len(distinct(row)) == 1 or not any(header_field(piece.text) for piece in row):
        return False
    columns = set(columns_of(row))
    return bool({"task", "row_id"} & columns) and bool({"progress", "lead"} & columns)


def is_sum_row(words: str) -> bool:
    """Whether the first words of a row say that it adds up those above it (合计), and is no task."""
    return bool(any_of("wholes", use="sum_row").fullmatch(words))


def _by_synonym(heads: Sequence[Piece]) -> list[str]:
    columns = [head.text for head in heads]
    assigned: dict[str, int] = {}
    for field, pattern in _heads():
        for place, head in enumerate(heads):
            if field not in assigned and place not in assigned.values() and pattern.fullmatch(_plain(head.text)):
                assigned[field] = place
                columns[place] = field
    return columns


def _plain(head: str) -> str:
    """A head without its blanks and without what stands in brackets, such as a unit; every dash is a hyphen."""
    return re.sub(DASHES, "-", re.sub(r"\s|[(（].*?[)）]", "", head))


@cache
def _heads() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["field"], re.compile(entry["pattern"])) for entry in read_words("headers", "field", "pattern")]
