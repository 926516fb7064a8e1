"""The members of a list of commitments by the office's own class, each with its name, number and progress.

未达序时的3项:甲、乙、丙      滞后项目:一是…;二是…      固定资产投资、财政收入2项没有达到序时进度
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...words.lexicon import any_of
from .class_heads import ClassHead, and_others
from .draft import Draft
from .members import TRIM, answered_goal, invested, member
from .numbering import BULLET
from .parts import Part, Span, find_parts
from .statements import find_statements

_ONE_OFFICE = re.compile("委、[省市县区旗]?政府")
_AND = re.compile("(?<=.{2})(?:以及|和|及(?!以[上下内]|时)|与)(?=.{2})")
_PLACE = re.compile("[^、和及与]{1,6}[县市区旗镇乡]$")
_LONGER_THAN_A_WORD = 4  # characters
_INDICATOR = re.compile(
    "(?:总值|增加值|总产值|投资|(?:财政|预算|税收|非税|可支配|营业)收入|总额|零售额|余额|率|浓度)(?:增速|增幅|增长|任务|指标)?$"
)
_SHARE_OF_ALL = re.compile(
    "[,。]?(?:(?:这些|上述|以上)[^,。;:、0-9]{0,6})?占[^,。;:0-9]{1,12}[0-9.]+%$"
)  # …”等,占任务总数的17.8%
_ASIDES = re.compile(r"\([^()]*[一-龥][^()]*\)")
_QUOTED = re.compile("“[^“”]*”[,;、。等]")
_NEXT_NUMBER = re.compile(r"(?<=[,;、])(?=第[0-9]{1,3}项?[一-龥])")
_OF_WHICH = re.compile("的[^,。;:、0-9]{0,4}(?:有|是|为|[0-9]+[个项件家]:)$")
_OTHER_WHICH = re.compile(";[^,。;:、]{2,24}的[^,。;:、0-9]{0,4}(?:有|是|为|[0-9]+[个项件家]:)")


def read_class_list(words: str, head: ClassHead, end: int) -> list[Draft]:
    """The members of a list that ends at `end`: each a statement where they have figures of progress, else a name or task."""
    if others := and_others().search(words, head.end, end):
        behind = words[others.end() : end].strip(TRIM)
        end = others.start() if any_of("counted", use="general").fullmatch(behind) else end
    if _OF_WHICH.search(words, 0, head.end) and (other := _OTHER_WHICH.search(words, head.end, end)):
        end = other.start()  # 已完成任务的有甲、乙|;已开工的有丙        有困难的项目2个:甲、乙|;没有困难的项目3个:丙
    if share := _SHARE_OF_ALL.search(words[head.end : end].rstrip("。")):
        end = head.end + share.start()
    inside = words[head.end : end]
    parts = [part for part in find_parts(_without_asides(inside)) if part.strength == 2 and part.figures]
    if parts and not BULLET.match(inside):
        return list(_statements(words, inside, head, end))
    drafts = [member(words, *span) for span in _members(words, head.end, end, head.count)]
    members = [invested(words, draft) if "%" in words[slice(*head.verdict)] else draft for draft in drafts if draft]
    is_counted = len(members) == head.count
    is_aside = not is_counted and head.opening == "(" and head.count is not None
    is_clause = not is_counted and head.opening != ":" and len(members) < 2  # 完成较好,为下步打下基础
    return [] if is_aside or is_clause else members


def _without_asides(words: str) -> str:
    """Names without what is told of each in brackets, where more than one has such: 甲(完成30%,滞后)、乙(尚未开工)."""
    asides = _ASIDES.findall(words)
    is_each = len(asides) > 1 and "、" in words
    return _ASIDES.sub(lambda aside: " " * len(aside[0]), words) if is_each else words


def _statements(words: str, inside: str, head: ClassHead, end: int) -> Iterator[Draft]:
    """The members of a list that tell their figures, and between them those of one clause that do not: 麦浦路完工通车."""
    for statement in find_statements(inside, find_parts(inside)):
        start, stop = head.end + statement.start, min(head.end + statement.end, end)
        if statement.progress:
            yield Draft("class_list", start, stop, statement.spans(head.end))
        elif len(statement.parts) == 1 and (told := member(words, start, stop)):
            yield told


def _members(words: str, start: int, end: int, count: int | None) -> Iterator[Span]:
    """The members of a list: by bullets, else by semicolons, else by 、, else by commas."""
    bullets = [match.span() for match in BULLET.finditer(words, start, end)]
    if bullets:
        stops = [*(first for first, _ in bullets[1:]), end]
        yield from ((last, stop) for (_, last), stop in zip(bullets, stops, strict=True))
        return
    if _QUOTED.match(words, start):
        yield from _quoted(words, start, end)
        return
    clauses = list(split(words, ",", start, end))
    if len(clauses) > 1 and ";" not in words[start:end] and all(_is_told(words[slice(*clause)]) for clause in clauses):
        yield from clauses
        return
    groups = list(split(words, ";", start, end))
    if all(answered_goal(words, *group) for group in groups):
        for first, last in groups:
            places = [first, *(mark.start() for mark in _NEXT_NUMBER.finditer(words, first + 1, last)), last]
            yield from pairwise(places)
    elif len(groups) > 1 and not any("、" in words[slice(*group)] for group in groups):
        yield from groups
    elif "、" in words[start:end] or (count == 2 and "," not in words[start:end]):  # 甲和乙
        for first, last in groups:
            stop = next((comma for _, comma in split(words, ",", first, last)), last)
            yield from name_spans(words, first, stop, count if len(groups) == 1 else None)
    else:
        yield from split(words, ",", start, end)


def _quoted(words: str, start: int, end: int) -> Iterator[Span]:
    """Members in quotation marks, each with what is told of it behind: “热电项目投产”,因用地未批;“新建幼儿园10所”,建成6所."""
    marks = re.finditer("(?<=[”,;、。])[,;、]?(?=“)", words[start + 1 : end])
    places = [start, *(start + 1 + mark.end() for mark in marks)]
    yield from zip(places, [*places[1:], end], strict=True)


def _is_told(words: str) -> bool:
    """Whether a member says by itself how far it is: 3座天桥投用, 电梯改造完成50台."""
    return any(part.labels & {"built", "done", "already", "doing"} for part in find_parts(words))


def name_spans(words: str, start: int, end: int, count: int | None) -> list[Span]:
    """The names of a list between its 、, the last two also at 和, where it is to have one more or is no pair: 甲、乙和丙.

    >>> ["甲桥、乙路和丙渠"[slice(*span)] for span in name_spans("甲桥、乙路和丙渠", 0, 8, 3)]
    ['甲桥', '乙路', '丙渠']
    """
    spans = list(split(words, "、", start, end))
    if len(spans) == count:
        return spans
    first, last = spans[-1]
    joint = next((each for each in _AND.finditer(words, first, last) if _joins(words, spans, each, count)), None)
    return [*spans[:-1], (first, joint.start()), (joint.end(), last)] if joint else spans


def _joins(words: str, spans: Sequence[Span], joint: re.Match[str], count: int | None) -> bool:
    """Whether 和 stands between two names and not in one: counted, or both longer than a word where there are others: 甲、乙和丙.

    Two indicators (生产总值和固定资产投资) need no others.
    """
    first, last = spans[-1]
    if words.count("(", first, joint.start()) != words.count(")", first, joint.start()):
        return False
    if count is not None:
        return len(spans) + 1 == count
    if all(_INDICATOR.search(words, *each) for each in ((first, joint.start()), (joint.end(), last))):
        return True
    is_place = joint.start() - first < _LONGER_THAN_A_WORD and bool(_PLACE.fullmatch(words, joint.end(), last))
    is_long = is_place or min(joint.start() - first, last - joint.end()) >= _LONGER_THAN_A_WORD
    return joint[0] == "以及" or (len(spans) > 1 and is_long)


def split(words: str, mark: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between the marks that stand in no brackets; one inside a name parts none: 第14、15件, 市委、市政府交办工作."""
    depth, place = 0, start
    for at in range(start, end):
        depth += (words[at] in "(“《") - (words[at] in ")”》")
        between_numbers = mark == "、" and words[at - 1].isdigit() and words[at + 1 : at + 2].isdigit()
        is_one = between_numbers or bool(_ONE_OFFICE.match(words, at - 1))
        if words[at] == mark and depth <= 0 and not is_one:
            yield place, at
            place = at + 1
    yield place, end


def paid_for_class(parts: Sequence[Part], head: Part, names: int) -> int:
    """Where it begins to say what share of their plan was spent on all of a class, between its head and its names; 0 where it does not.

    提前开工的项目2项,|完成投资1.9亿元,占年度计划的61%。|包括甲、乙
    """
    between = [part for part in parts if head.end <= part.start and part.end <= names]
    spent = (
        part for part in between if "done" in part.labels and any(each.dimension == "money" for each in part.figures)
    )
    return next((part.start for part in spent), 0) if any("share" in part.labels for part in between) else 0
