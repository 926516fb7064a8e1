"""How much of a document was read: the share of its figures that stand in some row."""

from collections.abc import Iterable, Iterator

from ..language.quantities import Number, find_numbers
from .document import Document, Piece
from .records import Record
from .tables.cells import kind_of_cell


def figures_of(piece: Piece) -> Iterator[Number]:
    """The figures of some words: numbers with a unit, percentages, and a number that is all there is (a cell of figures)."""
    is_bare = kind_of_cell(piece.text) == "number"
    return (number for number in find_numbers(piece.text) if number.value is not None or is_bare)


def coverage(documents: Iterable[Document], records: Iterable[Record]) -> float:
    """The share of the documents' figures that stand in some row, from 0 to 1; 1 where they have none.

    Numbers that count the rows are no figures.
    """
    taken, counting = set(), set()
    for record in records:
        taken |= {id(piece) for piece in record.pieces}
        counting |= {id(piece) for piece in record.pieces[:2] if piece.text == record.texts.get("number")}
    pieces = [piece for document in documents for piece in document.pieces if id(piece) not in counting]
    counts = {id(piece): sum(1 for _ in figures_of(piece)) for piece in pieces}
    total = sum(counts.values())
    return sum(count for place, count in counts.items() if place in taken) / total if total else 1.0
