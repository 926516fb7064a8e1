"""The noun a number is of: 5G基站 of 新建5G基站1500个, 停车泊位 of 1500个停车泊位."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice

from ..words.lexicon import any_of
from .clauses import Clause, parted
from .cues import Cue, find_cues
from .likeness import is_threshold
from .quantities import Number

_FURTHEST = 20  # places where a noun may begin: so many figures with no mark between them are no sentence
_STOP = re.compile(r"[,，。；;、:：(（)）\s①-⑳]|[等及和与的](?=[0-9])")


def counted_noun(text: str, number: Number, clause: Clause, cues: Sequence[Cue], numbers: Sequence[Number]) -> str:
    """The noun a number is of: behind it (1500个停车泊位), else before it back to the last verb (5G基站1500个)."""
    if number.kind != "percent" and len(noun := _noun_behind(text, number, clause, cues, numbers)) >= 2:
        return noun
    # A verb right before the number is part of the noun (雨污分流改造18个): then the noun begins behind the verb before.
    # A threshold belongs to the noun: 10亿元以上项目.
    for cut in islice(_cuts(text, number, clause, cues, numbers), _FURTHEST):
        before = _loose_end().sub("", text[cut : number.start].rstrip()).removeprefix("其中")
        *further, last = _STOP.split(before)
        noun = _without_verbs(last.lstrip("“”"))
        if len(noun) >= 2:
            behind_list = any_of("nouns", use="and_others").split(noun)[-1]
            return behind_list if len(behind_list) >= 2 else noun
        if further:  # to begin before a mark changes nothing
            return ""
    return ""


def _cuts(text: str, number: Number, clause: Clause, cues: Sequence[Cue], numbers: Sequence[Number]) -> Iterator[int]:
    """Where the noun before a number may begin, the nearest first: behind a cue, behind the number before, with the clause."""
    earlier = reversed(range(bisect_left(numbers, (number.start,))))
    ends = chain((numbers[n].end for n in earlier if not is_threshold(text, numbers[n].end)), [clause.start])
    last = next(ends)
    for place in reversed(range(bisect_left(cues, (number.start,)))):
        if cues[place].end < last:
            break
        if cues[place].end <= number.start:
            yield cues[place].end
    yield last
    yield from ends


def _without_verbs(noun: str) -> str:
    """A noun without the words at its ends that say it is done: 改造 of 改造完成."""
    start, end = 0, len(noun)
    for cue in find_cues(noun):
        if cue.role != "action":
            start = max(start, cue.end) if cue.start == 0 else start
            end = min(end, cue.start) if cue.end == len(noun) else end
    return noun[start:end]


def _noun_behind(text: str, number: Number, clause: Clause, cues: Sequence[Cue], numbers: Sequence[Number]) -> str:
    """The noun behind a number, the work done to it left out: 老旧小区 of 70个老旧小区改造, 绿化项目 of 12个绿化项目."""
    behind = bisect_left(numbers, (number.end,))
    adjoins = behind < len(numbers) and numbers[behind].start == number.end
    start = numbers[behind].end if adjoins else number.end  # 8条10公里道路: both are of the road
    following = numbers[behind + adjoins].start if behind + adjoins < len(numbers) else clause.end
    # a verb of work often belongs to the noun: 绿化项目
    told = (cues[n].start for n in range(bisect_left(cues, (start,)), len(cues)) if cues[n].role != "action")
    stop = min(following, next(told, clause.end))
    if loose := _loose_start().match(text, start, stop):
        start = loose.end()
    mark = _STOP.search(parted(text), start, stop)
    end = mark.start() if mark else stop
    place = bisect_left(cues, (end,))
    while place and cues[place - 1].end == end and cues[place - 1].start >= start:
        place -= 1
        end = cues[place].start
    return _loose_end().sub("", text[start:end])


@cache
def _loose_end() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('nouns', use='noun_end').pattern}|[“”])+$")


@cache
def _loose_start() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('nouns', use='noun_start').pattern}|[“”])+")
