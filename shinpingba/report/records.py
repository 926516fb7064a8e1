"""What one row of a report is, before it stands in a table: its form, its words by column, and the pieces they were taken from."""

from dataclasses import dataclass

from .document import Piece


@dataclass(slots=True)
class Record:
    """A commitment, or a statement of progress.

    form    how it came: "table", "item" (a numbered or labelled paragraph), "sentence", "class_list"
    kind    "indicator", "livelihood" or "key_task"
    begin   where it begins
    texts   its words by column of `rows`; columns of the report's own under their own heads
    pieces  the pieces of the document it took
    """

    form: str
    kind: str
    begin: Piece
    texts: dict[str, str]
    pieces: tuple[Piece, ...] = ()
