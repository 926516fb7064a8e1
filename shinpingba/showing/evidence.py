"""A row's words as HTML, every figure marked and labelled by its role.

Text of a report is escaped here and never becomes markup. The labels stand in attributes, so that the marked text, read or
copied, is still the report's text, character for character.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from ..columns import ROLE_LABELS

Spans = dict[tuple[str, str], list[tuple[int, int, str]]]


def highlight(text: str, marks: Iterable[tuple[int, int, str]]) -> str:
    """The text as HTML, with `<mark class="role" data-label="标签">` around each span.

    text     a cell of a row, as printed
    marks    (start, end, role) in characters of the text; of two that overlap, the earlier and longer one is shown
    returns  escaped HTML: without its tags, it is the escaped text
    errors   IndexError for a span outside the text, which would show words that are not the quote
    """
    pieces, position = [], 0
    for start, end, role in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not 0 <= start <= end <= len(text):
            raise IndexError(f"span {start}:{end} lies outside a text of {len(text)} characters")
        if start < position:
            continue
        pieces += [escape(text[position:start]), _mark(text[start:end], role)]
        position = end
    return "".join(pieces) + escape(text[position:])


def _mark(quote: str, role: str) -> str:
    return f'<mark class="{escape(role)}" data-label="{escape(ROLE_LABELS.get(role, role))}">{escape(quote)}</mark>'


def spans(mentions: pd.DataFrame) -> Spans:
    """Where the figures of every cell stand: (row_id, field) → (start, end, role), from the table `mentions`."""
    found: Spans = defaultdict(list)
    columns = (mentions[name].to_list() for name in ("row_id", "field", "start", "end", "role"))
    for row_id, field, start, end, role in zip(*columns, strict=True):
        found[row_id, field].append((start, end, role))
    return found


def row_evidence(row: Mapping[str, Any], marked: Spans) -> dict[str, str]:
    """Each cell of a row that holds words, as HTML with its figures marked.

    row      one row of `rows` or `tasks`
    marked   `spans` of the mentions
    returns  field → HTML for name, task and progress, where the row has one
    """
    fields = [field for field in ("name", "task", "progress") if pd.notna(row[field])]
    return {field: highlight(row[field], marked.get((row["row_id"], field), ())) for field in fields}
