"""What the words of a text say about progress: the share of a plan, work done, growth, plans, the office's verdict.

The vocabulary is words/progress.csv and words/classes.csv; here it is only found.
"""

import re
from dataclasses import dataclass
from functools import cache

from ...language.quantities import FULL_WIDTH
from ...words.lexicon import Scan, any_of, read_words, scanner

_HALF_WIDTH = FULL_WIDTH | str.maketrans("，：；（）！？　［］", ",:;()!? []")


_DESCRIBES = re.compile(r"的(?!县|市|区|地区|乡镇|单位|为|有)|项目|事项|原因|问题")


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that tells something of progress: `label` as in words/progress.csv, or verdict and mild (words/classes.csv)."""

    start: int
    end: int
    label: str


def plain(text: str) -> str:
    """A text with its digits and marks in half width, character for character, so that one pattern finds both."""
    return text.translate(_HALF_WIDTH)


def find_signs(words: str) -> list[Sign]:
    """The signs of progress in a plain text, in order. A class that only describes (进度滞后的项目) is none."""
    found = (Sign(*each) for each in _scan()(words))
    return [sign for sign in found if sign.label != "verdict" or not _DESCRIBES.match(words, sign.end)]


def find_verdict(words: str) -> re.Match[str] | None:
    """The first words of a plain text by which the office classes a task: 未达序时进度, 推进缓慢; None where it does not."""
    return any_of("classes", place="any").search(words)


@cache
def _scan() -> Scan:
    labels = {"any": "verdict", "mild": "mild"}
    classes = read_words("classes", "place", "pattern")
    verdicts = [(labels[each["place"]], each["pattern"]) for each in classes if each["place"] in labels]
    signs = [(each["sign"], each["pattern"]) for each in read_words("progress", "sign", "pattern")]
    shares = [each for each in signs if each[0] in ("share", "rate")]
    return scanner([*shares, *verdicts, *(each for each in signs if each not in shares)])
