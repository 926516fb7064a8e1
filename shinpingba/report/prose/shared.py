"""A class that is said of several statements at once: 两县都超过序时, 三项指标均超过序时, 各县均超过序时,分别为:甲县83%、乙县81%."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from .counts import is_count
from .judged import worst_class
from .parts import Part
from .statements import ProseStatement

_OF_ALL = re.compile("(?:[以上]*述?)?(?P<count>[两三四五六七八九十])(?:项|类|大)[^,。;:0-9]{0,8}[均都]")


def with_classes(words: str, statements: Sequence[ProseStatement]) -> list[tuple[ProseStatement, str]]:
    """Each statement with its class. One said of several holds for all of them: those before it in its sentence (两县都超过序时),
    or as many as it says (三项指标均超过序时), or the list that it opens (各县均超过序时,分别为:甲县83%、乙县81%).
    """
    own = [worst_class(words, each) for each in statements]
    found = list(own)
    for place, statement in enumerate(statements):
        last = statement.parts[-1]
        if not own[place]:
            continue
        behind = range(place + 1, len(statements)) if _opens_list(last) else range(0)
        is_common = last.listed or (not last.noun and "opener" in last.labels and last.verdict)
        ahead = _back_to_which(statements, place) if is_common else range(0)
        for row in (ahead, behind):
            for other in takewhile(lambda each: not own[each], row):
                if statements[other].parts[0].sentence == last.sentence:
                    found[other] = own[place]
        for other in _below(words, statements, place):
            found[other] = own[other] or ("" if _is_unbegun(statements[other]) else own[place])
        for other in takewhile(lambda each: not own[each], _counted_ahead(words, statement, place)):
            found[other] = own[place]
    return list(zip(statements, found, strict=True))


def _below(words: str, statements: Sequence[ProseStatement], place: int) -> Iterator[int]:
    """The statements that 其中 puts under one that counts so many of a class: 有9个项目超过序时进度。|其中:甲工程完成95%;乙工程完成91%。"""
    behind = range(place + 1, len(statements))
    if not behind or "which" not in statements[place + 1].parts[0].labels or not is_count(words, statements[place]):
        return
    for other in behind:
        yield other
        if words[statements[other].end : statements[other].end + 1] != ";":
            return


def _is_unbegun(statement: ProseStatement) -> bool:
    """Whether one says that nothing was begun, so that no class of several is its own: 12个项目达到序时进度。其中…,|体育馆尚未开工."""
    return any("unbegun" in part.labels for part in statement.parts)


def _back_to_which(statements: Sequence[ProseStatement], place: int) -> range:
    """The statements before one, back to the one that 其中 opens: 全市稍慢2个百分点,|其中甲县(78%)、乙县(75%)高于时间进度."""
    opens = (n for n in range(place, -1, -1) if "which" in statements[n].parts[0].labels)
    return range(place - 1, next(opens, 0) - 1, -1)


def _counted_ahead(words: str, statement: ProseStatement, place: int) -> range:
    """The statements before one that says of how many its class holds: 三项主要指标均超过序时进度."""
    match = _OF_ALL.match(words, statement.parts[-1].start)
    count = "两三四五六七八九十".find(match["count"]) + 2 if match else 0
    first = place + (len(statement.parts) > 1) - count
    return range(place - 1, first - 1, -1) if match and first >= 0 else range(0)


def _opens_list(part: Part) -> bool:
    """Whether a clause only says that figures of each follow: 分别为."""
    return not part.noun and not part.figures and bool(part.signs) and part.signs[0].label == "opener"
