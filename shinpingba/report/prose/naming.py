"""The words of a clause that name its thing: those between its signs, figures and brackets that are no particles."""

import re
from collections.abc import Iterator

_HAN = re.compile(r"[一-鿿A-Za-z“”\"]")
_TIMES = re.compile("[共合总]计|今年|本年度?|当年|年内|基本|总体|整体|大体")  # 基本|达到预期进度
_ADVERBS = re.compile("(?<=.{2})(?:基本|已经?|全部|累计)+$")
_DENIES = re.compile("(?:还|尚|仍|暂)*(?:没有|未(?!来|成年))")
_PARTICLES = re.compile(r"[为的了里中和与及等在有以是各也又再并,、。:\s]")
_BEFORE, _BEHIND = "、,;:。 \n\t的了", "、,;:。 \n\t等的为有共只仅"

Span = tuple[int, int]


def goes_on_behind(words: str, place: int) -> bool:
    """Whether a name goes on at a place: 水泥(沥青)|路."""
    return bool(_HAN.match(words, place))


def without_particles(words: str, start: int, end: int, verbs: list[int]) -> Span:
    """A noun without the particles around it and the verb at its end: 零工驿站 of 零工驿站建成2个."""
    end = next((verb for verb in verbs if verb > start), end)
    inner = _ADVERBS.sub("", words[start:end].rstrip(_BEHIND))
    return start + len(inner) - len(inner.lstrip(_BEFORE)), start + len(inner)


def gaps(start: int, end: int, masked: list[Span]) -> Iterator[Span]:
    """What of words[start:end] is not masked."""
    place = start
    for first, last in sorted(masked):
        if first > place:
            yield place, first
        place = max(place, last)
    if place < end:
        yield place, end


def names_something(words: str, start: int, end: int, verbs: list[Span]) -> bool:
    """Whether a stretch names something: two characters that are neither verb nor particle."""
    if _DENIES.match(words, start, end):  # 1个|没有提交申请
        return False
    inside = [each for each in verbs if start <= each[0] < end]
    named = "".join(words[slice(*each)] for each in gaps(start, end, inside))
    return len(_HAN.findall(_PARTICLES.sub("", _TIMES.sub("", named)))) > 1
