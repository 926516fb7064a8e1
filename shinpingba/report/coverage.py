"""How much of a document was read: the share of its figures that stand in some row."""

from collections.abc import Iterable, Iterator

from ..language.quantities import Number, find_numbers
from .document import Piece
from .records import Record
from .tables.cells import LONGEST_FIGURE, kind_of_cell


def figures_of(piece: Piece) -> Iterator[Number]:
    """The figures of some words: numbers with a unit, percentages, and a number that is all there is (a cell of figures)."""
    return (number for number in find_numbers(piece.text) if number.value is not None or _is_bare(piece.text))


def _is_bare(text: str) -> bool:
    return len(text) <= LONGEST_FIGURE and kind_of_cell(text) == "number"


def coverage(records: Iterable[Record], others: Iterable[Piece], headings: Iterable[Piece] = ()) -> float:
    """The share of a document's figures that stand in some row, from 0 to 1; 1 where it has none.

    others    the pieces that stand in no row. Numbers that count the rows are no figures
    headings  titles and heads: a bare number among them counts the columns, and what a title says of a row stands in that
    """
    taken: dict[int, Piece] = {}
    counting: set[int] = set()
    for record in records:
        taken |= {id(piece): piece for piece in record.pieces}
        counting |= {id(piece) for piece in record.pieces[:2] if piece.text == record.texts.get("number")}
    in_rows = _count(piece for place, piece in taken.items() if place not in counting)
    titles = [piece for piece in headings if kind_of_cell(piece.text) != "number"]
    around = [*others, *titles]
    told = "\n".join(piece.text for piece in taken.values())
    again = sum(number.quote in told for piece in titles if id(piece) not in taken for number in figures_of(piece))
    total = in_rows + _count(piece for piece in around if id(piece) not in taken)
    in_rows += again
    return in_rows / total if total else 1.0


def _count(pieces: Iterable[Piece]) -> int:
    return sum(1 for piece in pieces for _ in figures_of(piece))
