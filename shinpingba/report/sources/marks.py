"""Words set higher or lower than their line, in every format alike: a figure there is no digit of the number beside it."""

from collections.abc import Callable

_DIGITS = "0123456789"
_RAISED, _LOWERED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"), str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉")


def raised(words: str) -> str:
    """Words set higher: a note's figure stays apart from the figure before it.

    >>> "已完成5" + raised("1")
    '已完成5¹'
    """
    return words.translate(_RAISED)


def lowered(words: str) -> str:
    """Words set lower: the figure of a formula stays apart from the figure behind it.

    >>> "减排CO" + lowered("2") + "5万吨"
    '减排CO₂5万吨'
    """
    return words.translate(_LOWERED)


# By the names that Word has for them.
SET: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered, "": str}
