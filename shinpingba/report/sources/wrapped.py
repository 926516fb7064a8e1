"""Running text whose lines were broken at a width, as one copied from a page or a letter is: its lines are put together again.

截至9月底,全县新增就业6300人,完成年度目标80
00人的78.8%;发放创业贷款2.4亿元。               80|00人 is 8000人
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from ..document import Paragraph, Piece
from .spaced_tables import TextLine

_LEAST_WIDTH = 20  # characters: shorter lines are cells, names and headings
_FEWEST = 3  # full lines make a width
_SLACK = 2  # characters that a full line may lack: a mark may not open the next one
_CLOSED = re.compile("[。!?！？:：;；][”』」)）]?$")
_RUNS_ON = re.compile("[,，、;；。]")
# what a line that says all it means ends in, and one that was broken only by chance
_COMPLETE = re.compile(
    "[0-9](?:[%％个座户亩人项家件处条套次]|公里|万?元|亿元|万[人亩户])$|(?:序时|滞后|完成|正常|竣工|开工|投用|推进|缓慢)了?$"
)
# 同比增长|4.58%。, 完成计划投资的|65.58%。, 预计8|月投产: broken before or in the figure that it goes on to, whatever its width
_AWAITS = re.compile("(?:增长|下降|提高|达到?|完成|实现|占|为|约|的|增加|减少|超过|近)$")
_FIGURE, _NUMBER, _SCALE = (
    re.compile("[0-9.]+ ?[%％亿万元个]"),
    re.compile("[一-龥] ?[0-9.]+$"),
    re.compile("[0-9.]*[%％]|[年月亿万]"),
)
_LABEL = re.compile("[一-龥]{2,10}[:：]")
_INDENT = re.compile("[ \u3000\xa0\t]")


def unwrapped(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines with their numbers, those that were broken at the width of the text joined to the one they begin in.

    A line goes on in the next where it is as wide as the text is, does not end a sentence, and the next neither stands apart nor is
    indented or numbered; also where a sentence awaits the figure with which the next begins. Letters and digits may take half the room
    of a character, or all of it.
    """
    measure = max((len, _half_widths), key=lambda each: _full_lines(lines, each)[1])
    width, _ = _full_lines(lines, measure)
    found: list[TextLine] = [*lines[:1]]
    for (last, before), (text, number) in pairwise(lines):
        is_wide = width and _is_full(measure(last), width) and not _CLOSED.search(last) and not _opens(text)
        if number == before + 1 and (is_wide or _awaits(last, text)):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, number))
    return found


def _full_lines(lines: Sequence[TextLine], measure: Callable[[str], float]) -> tuple[float, int]:
    """The width at which running text was broken and how many lines are so wide: of those that go on at least three, and half of all.

    0 and 0 where it was not broken.
    """
    open_ = [text for text, _ in lines if _RUNS_ON.search(text) and not _CLOSED.search(text)]
    broken = [*map(measure, open_)]
    widest = max(broken, default=0.0)
    full = sum(_is_full(width, widest) for width in broken)
    if 2 * sum(bool(_COMPLETE.search(text)) for text in open_) > len(open_):  # a list, a line each
        return 0.0, 0
    is_widest = widest >= max(_LEAST_WIDTH, *(measure(text) - _SLACK for text, _ in lines))
    return (widest, full) if is_widest and full >= max(_FEWEST, len(broken) - full) else (0.0, 0)


def _is_full(width: float, widest: float) -> bool:
    return width > widest - _SLACK


def _awaits(last: str, text: str) -> bool:
    """Whether a line of words, and no cell, breaks off before the figure with which the next begins, or in it."""
    if len(last) < _LEAST_WIDTH:
        return False
    is_before = _AWAITS.search(last) and _FIGURE.match(text)
    return bool(is_before or (_NUMBER.search(last) and _SCALE.match(text)))


def _opens(text: str) -> bool:
    """Whether a line begins a paragraph: it is indented, numbered or labelled (县住建局:…)."""
    return bool(_INDENT.match(text) or _LABEL.match(text)) or bool(Paragraph(Piece(text)).number)


def _half_widths(text: str) -> float:
    """The width of a line in characters, a letter or a digit counting half."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)
