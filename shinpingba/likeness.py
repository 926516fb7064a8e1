"""How alike two nouns are: the share of two-character pieces they have in common.

Chinese nouns for one thing mostly share a piece (公共停车泊位 and 停车泊位); words that do not are listed in words/synonyms.csv.
"""

import re
from functools import cache, lru_cache

from .lexicon import read_words


def likeness(noun: str, text: str) -> float:
    """Share of a noun's two-character pieces that stand in a text: 0 none, 1 all.

    >>> likeness("公共停车泊位", "已完成1500个停车泊位建设")
    0.6
    """
    pieces = bigrams(noun)
    return len(pieces & bigrams(text)) / len(pieces) if pieces else 0.0


@lru_cache(maxsize=100_000)
def bigrams(text: str) -> frozenset[str]:
    """The two-character pieces of a text, marks and spaces left out, words for the same thing made one (words/synonyms.csv)."""
    for entry in _synonyms():
        text = text.replace(entry["word"], entry["same_as"])
    plain = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset([plain] if plain else [])


@cache
def _synonyms() -> tuple[dict[str, str], ...]:
    return read_words("synonyms", "word", "same_as")
