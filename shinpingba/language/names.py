"""The stretches of a text whose numbers name something and count nothing: titles, quoted words, ordinals, buildings, slogans."""

import re
from bisect import bisect_right
from functools import cache
from operator import itemgetter

from ..words.lexicon import Scan, read_words, scanner

# what may open one first, so that a search skips all others
QUOTED = re.compile(r"""[《“"'‘「](?:(?<=《)[^》]{1,80}》|(?<!《)[^”"'’」。;;]{1,20}[”"'’」])""")

Name = tuple[int, int, str]  # start, end, and why its numbers count nothing


def find_names(plain: str) -> list[Name]:
    """The names of a text in order (words/names.csv, and what stands in quotation marks); none begins inside another.

    >>> find_names("1号楼、“两翼”")
    [(0, 2, '楼栋、线路或道路的编号'), (4, 8, '引号或书名号内的名称')]
    """
    named = _scanner()(plain)
    if not QUOTED.search(plain):
        return named
    found: list[Name] = []
    quoted = [(*match.span(), "引号或书名号内的名称") for match in QUOTED.finditer(plain)]
    for start, end, reason in sorted(quoted + named):
        first = max(start, found[-1][1]) if found else start
        if first < end:
            found.append((first, end, reason))
    return found


def reason_at(names: list[Name], start: int, end: int) -> str:
    """Why the number at start:end counts nothing; empty where it touches no name."""
    if not names:
        return ""
    place = bisect_right(names, start, key=itemgetter(0)) - 1
    for name in names[max(0, place) : place + 2]:
        if name[0] < end and start < name[1]:
            return name[2]
    return ""


@cache
def _scanner() -> Scan:
    return scanner((entry["reason"], entry["pattern"]) for entry in read_words("names", "pattern", "reason"))
