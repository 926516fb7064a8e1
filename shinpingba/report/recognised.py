"""Which words of a row were recognised on a picture, on which pages, and which of their characters the recogniser doubts."""

from .document import Clipping, Recognised
from .records import Record

_TELLING = 3  # characters


def pages_of(record: Record) -> str:
    """The pages of a scan that a row stands on: 3, or 3 4; "" where its words are the file's own."""
    return " ".join(map(str, sorted({view.page for piece in record.pieces if piece.seen for view in piece.seen.views})))


def doubted_places(record: Record) -> str:
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


def _sources(text: str, record: Record) -> list[tuple[Recognised, int]]:
    """What a cell was recognised from, and by how much its places lie behind those of the picture.

    The cell is what was recognised; else a part of it (6、改造 of which 6 is the number); else it was put together of several
    pieces, of which one of a sign or two (a number) may stand anywhere.
    """
    seen = [each.seen for each in record.pieces if each.seen and each.seen.text]
    # 辦理 on the picture is 办理 in the cell
    same = [each.seen for each in record.pieces if each.seen and each.text == text and len(each.seen.text) == len(text)]
    if same:
        return [(same[0], 0)]
    if wholes := [each for each in seen if text in each.text]:
        return [(wholes[0], -wholes[0].text.find(text))]
    return [(each, text.find(each.text)) for each in seen if len(each.text) >= _TELLING and each.text in text]


def views_of(record: Record) -> dict[str, list[Clipping]]:
    """What each cell of a row looked like: column of `rows` -> pieces of pictures, in their order."""
    found = {
        field: [view for seen, _ in _sources(text, record) for view in seen.views]
        for field, text in record.texts.items() if text
    }  # fmt: skip
    return {field: views for field, views in found.items() if views}
