"""One commitment or one statement of progress as the report tells it, whatever the form it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .document import Piece


@dataclass(slots=True)
class Record:
    """One row before it is a row.

    form    table, item (a numbered or labelled paragraph), sentence (of running text, with figures of progress) or
            class_list (未达序时的3项:甲、乙、丙)
    kind    which of the report's tables it belongs to: indicator, livelihood, key_task
    begin   the piece with which it begins
    texts   its words by column of `rows`, each an exact slice of a piece; a column it does not tell is not there
    pieces  the words of the file that it takes up
    cells   of a table, the piece that stands under the head of each column: 5 under 已完成, and not the 5 that counts the row
    """

    form: str
    kind: str
    begin: Piece
    texts: dict[str, str]
    pieces: tuple[Piece, ...] = ()
    cells: Mapping[str, Piece] = field(default_factory=dict)
