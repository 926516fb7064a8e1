"""Which words of a row were recognised on a picture, on which pages, and which of their characters the recogniser doubts."""

from collections.abc import Iterator

from .document import Piece, Seen, View
from .records import Record


def pages_of(record: Record) -> str:
    """The pages of a scan that a row stands on: 3, or 3 4; "" where its words are the file's own."""
    return " ".join(map(str, sorted({view.page for piece in record.pieces if piece.seen for view in piece.seen.views})))


def doubted(record: Record) -> str:
    """The places of doubted characters in the cells of a row: progress:12 progress:13 task:4."""
    places = (
        f"{field}:{place}" for field, text in record.texts.items() if text for place in sorted(_doubted(text, record))
    )
    return " ".join(places)


def _doubted(text: str, record: Record) -> set[int]:
    found = set()
    for seen, shift in _sources(text, record):
        found |= {place + shift for place in seen.doubted if 0 <= place + shift < len(text)}
    return found


def _sources(text: str, record: Record) -> Iterator[tuple[Seen, int]]:
    """What a cell was recognised from, and by how much its places lie behind those of the picture.

    The cell is what was recognised, or a part of it (6 of 6、改造), or holds it (a cell cut by the end of a page).
    """
    for piece in record.pieces:
        if piece.seen and piece.seen.text and (shift := _shift(text, piece, piece.seen)) is not None:
            yield piece.seen, shift


def _shift(text: str, piece: Piece, seen: Seen) -> int | None:
    if text in seen.text:
        return -seen.text.find(text)
    if seen.text in text:
        return text.find(seen.text)
    return 0 if text == piece.text and len(text) == len(seen.text) else None  # traditional characters made simplified


def views_of(record: Record) -> dict[str, list[View]]:
    """What each cell of a row looked like: column of `rows` -> pieces of pictures, in their order."""
    found = {
        field: [view for seen, _ in _sources(text, record) for view in seen.views]
        for field, text in record.texts.items() if text
    }  # fmt: skip
    return {field: views for field, views in found.items() if views}
