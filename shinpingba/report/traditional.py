"""Traditional characters to simplified ones, one for one, so that every place in a text stays what it was.

The table is words/traditional.csv (from OpenCC's TSCharacters, Apache License 2.0, those of Big5 whose simplified form is in GB 2312).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..words.lexicon import read_words
from .document import Document, Piece, with_pieces

_LEAST_SHARE = 0.1  # of the characters: in traditional text a fifth, in simplified text none but in a name


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    return sum(ord(character) in _table() for character in text) > _LEAST_SHARE * max(len(text), 1)


def simplified(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the same words in simplified characters, character for character."""
    return [replace(piece, text=piece.text.translate(_table())) for piece in pieces]


def in_simplified(document: Document) -> Document:
    """The document in simplified characters, and a warning, where it is written in traditional ones."""
    if not is_traditional("".join(piece.text for piece in document.pieces)):
        return document
    warning = "原文为繁体字,已逐字转为简体读取"
    return replace(with_pieces(document, lambda piece: simplified([piece])[0]), warnings=(*document.warnings, warning))


@cache
def _table() -> dict[int, str]:
    entries = read_words("traditional", "simplified", "traditional")
    return {ord(character): entry["simplified"] for entry in entries for character in entry["traditional"]}
