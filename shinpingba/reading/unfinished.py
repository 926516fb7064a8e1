"""Figures that are called done while their own sentence tells of parts that are still being made."""

import re

from ..words.lexicon import any_of
from .candidates import Candidate
from .figures import Figure
from .statement import PART

_MAKES = re.compile("[建造]|竣工|完工|完成")
_ASKED = ("item", "length", "area")
_IN_USE = re.compile("运营|运行|使用|试用|投产|生产")


def is_still_made(one: Candidate) -> bool:
    """新建成公寓2436套,其中河东860套完成总工程量的88%: a part that is still being made is not there, so that all are not.

    So of 完成改造42个,其中30个已完工,12个正在收尾 no 42 are; not where the thing is no building: 引进项目12个,其中物流园完成工程量的60%.
    """
    figure, mention = one.figure, one.figure.mention
    if mention.role != "done" or mention.dimension not in _ASKED or not _MAKES.search(figure.words):
        return False
    text, begin = figure.passage.text, mention.end
    _, end = figure.passage.sentence(figure.clause)
    opening = text.find(PART, begin, end)
    return opening >= 0 and any(_is_at_work(figure, part) for part in _behind(one, opening, end))


def _behind(one: Candidate, start: int, end: int) -> list[Figure]:
    return [figure for figure in one.figures if start < figure.mention.start < end]


def _is_at_work(whole: Figure, part: Figure) -> bool:
    """Whether a part is told by a share of its work, or as so many that are under way or planned; what runs already (正在运营) is there."""
    mention = part.mention
    if mention.kind == "percent":
        return (mention.value or 0) < 1 and bool(any_of("wholes", use="work_amount").search(part.clause_before))
    is_alike = mention.unit == whole.mention.unit and part.whole_at == whole.mention.start
    return is_alike and mention.role in ("underway", "planned", "remaining") and not _IN_USE.search(part.words)
