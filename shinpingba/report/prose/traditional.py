"""Traditional characters to simplified ones, one for one, so that every place in a text stays what it was.

The table is words/traditional.csv (from OpenCC's TSCharacters, Apache License 2.0, those of Big5 whose simplified form is in GB 2312).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...words.lexicon import read_words
from ..sources.source import Piece

_LEAST_SHARE = 0.1  # of the characters: in traditional text a fifth, in simplified text none but in a name


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    return sum(ord(character) in _table() for character in text) > _LEAST_SHARE * max(len(text), 1)


def simplified(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the same words in simplified characters, character for character."""
    return [replace(piece, text=piece.text.translate(_table())) for piece in pieces]


@cache
def _table() -> dict[int, str]:
    entries = read_words("traditional", "simplified", "traditional")
    return {ord(character): entry["simplified"] for entry in entries for character in entry["traditional"]}
