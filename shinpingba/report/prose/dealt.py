"""Shares that are told at the end for each of several things before them: 新建公园12个、改造公厕30座,分别占任务的60%、40%."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .commitments import meets_node
from .draft import Draft
from .parts import Part, Span, find_parts
from .statements import ProseStatement

_OF_ALL = re.compile("[均都]|全部")
_IN_ORDER = re.compile("(?P<names>[^,。;:0-9]+?)(?:分别|依次)(?:累计|实际|已)*(?:完成|达到?|建成|新增|实现|为)?了?")
_JOINT = re.compile("[、,和]")
# 分别完成年度目标(更新水泵30台、供水管网改造48公里)|的80%、75%
_OF_GOALS = re.compile(
    r"(?:分别|依次)(?:完成|达到|占|为)?了?(?:年度|全年|年初|当年)?(?:目标|任务|计划)(?:任务|目标)?\((?P<goals>[^()]+)\)的(?P<shares>[0-9.]+%(?:[、,和][0-9.]+%)+)"
)


def with_listed(words: str, statements: Sequence[ProseStatement]) -> list[ProseStatement]:
    """Statements, of which one that deals out as many shares takes in those right before it, each of one thing."""
    found: list[ProseStatement] = []
    for each in statements:
        place = _dealing(words, each.parts)
        count = len(_shares(each.parts[place])) if place else 0
        lacking = count - len(_telling(words, each.parts[:place]))
        before = found[-lacking:] if 0 < lacking <= len(found) else []
        if before and place and all(_is_one(other, each.parts[place]) for other in before):
            parts = (*(part for other in before for part in other.parts), *each.parts)
            found[-lacking:] = [replace(each, parts=parts, name=before[0].name)]
        else:
            found.append(each)
    return found


def dealt_shares(words: str, statement: ProseStatement, verdict: str) -> list[Draft]:
    """A draft for each thing of a statement that ends in as many shares of the plan; none for another.

    9个农业项目完成投资20.1亿元,31个产业项目完成投资66.4亿元,|分别占年计划的49.1%、36.5%[,均超过序时进度]
    更新水泵24台、改造管网36公里,|分别完成年度目标(更新水泵30台、改造管网48公里)的80%、75%: each has its goal as well
    """
    place = _dealing(words, statement.parts)
    if not place:
        return []
    ahead, behind = _telling(words, statement.parts[:place]), statement.parts[place + 1 :]
    shares = _shares(statement.parts[place])
    goals, count = _goals(words, statement.parts[place]), len(shares)
    members = _clauses(words, ahead, count) or _listed(words, ahead, count) or _in_order(words, ahead, count)
    starts = [statement.start, *(first for (first, _), _ in members[1:]), statement.end]
    is_of_all = behind and _OF_ALL.search(words, behind[0].start, behind[-1].end)
    texts = {"verdict": verdict} if verdict and is_of_all else {}
    drafts = [
        Draft("sentence", start, end, {"name": name, "progress": told, "share": share}, texts=dict(texts))
        for start, end, (told, name), share in zip(starts, starts[1:], members, shares, strict=False)
    ]
    nodes = [(part.start, part.end) for part in statement.parts[:place] if meets_node(words, part)]
    drafts = [_with_node(draft, nodes) for draft in drafts]
    units = [each.unit for part in ahead for each in part.figures]
    asked = [each.unit for each in statement.parts[place].figures if each.kind == "count"]
    if len(goals) != len(drafts) or units != asked:
        return drafts
    return [replace(draft, spans=draft.spans | {"task": goal}) for draft, goal in zip(drafts, goals, strict=True)]


def _with_node(draft: Draft, nodes: Sequence[Span]) -> Draft:
    """A draft with the clause right behind its figure that says which goal of a part of the year it meets."""
    start, end = draft.spans["progress"]
    last = next((last for first, last in nodes if first == end + 1), end)
    return replace(draft, spans=draft.spans | {"progress": (start, last)})


def _dealing(words: str, parts: Sequence[Part]) -> int:
    """The place of the clause that deals out shares, where only classes follow it; 0 where none does."""
    place = next((n for n, part in enumerate(parts) if n and _deals(words, part)), 0)
    return 0 if any(part.noun or part.figures for part in parts[place + 1 :]) else place


def _deals(words: str, part: Part) -> bool:
    """Whether a clause deals shares out: 分别占年计划的49.1%、36.5%, in the order of what was told; or so many of goals in brackets."""
    opens = bool(part.signs) and part.signs[0].label == "opener" and "share" in part.labels and not part.noun
    is_dealt = opens and len(part.figures) > 1 and all(each.kind == "percent" for each in part.figures)
    return is_dealt or len(_goals(words, part)) > 1


def _shares(dealing: Part) -> list[Span]:
    """The shares that a clause deals out."""
    return [(each.start, each.end) for each in dealing.figures if each.kind == "percent"]


def _goals(words: str, dealing: Part) -> list[Span]:
    """The goals that a clause names in brackets, as many as it deals out shares, each with its figure; else none."""
    found = _OF_GOALS.fullmatch(words, dealing.start, dealing.end)
    if not found:
        return []
    start, end = found.span("goals")
    starts = [start, *(joint.end() for joint in _JOINT.finditer(words, start, end))]
    spans = [*zip(starts, [place - 1 for place in starts[1:]] + [end], strict=True)]
    counted = [[each for each in dealing.figures if first <= each.start < last] for first, last in spans]
    is_each = all(len(each) == 1 and each[0].kind == "count" for each in counted)
    return spans if is_each and len(spans) == len(_shares(dealing)) else []


def _telling(words: str, parts: Sequence[Part]) -> list[Part]:
    """The clauses with figures of what is done, without those of a goal of a part of the year: 超额完成9月份累计30公里的节点目标."""
    return [part for part in parts if part.figures and not meets_node(words, part)]


def _is_one(statement: ProseStatement, dealing: Part) -> bool:
    """Whether a statement is one clause with a figure, in the sentence of the shares."""
    told = [part for part in statement.parts if part.figures]
    return len(told) == 1 and told[0].sentence == dealing.sentence and not statement.verdict


def _clauses(words: str, ahead: Sequence[Part], count: int) -> list[tuple[Span, Span]]:
    """The last clauses, each with a noun of its own and a figure, and their nouns."""
    told = [part for part in ahead if part.figures]
    nouns = {words[slice(*part.noun)] for part in told if part.noun}
    is_each = len(told) == count == len(nouns)  # not 一季度完成投资2亿元,二季度完成投资3亿元
    return [((part.start, part.end), part.noun) for part in told if part.noun] if is_each else []


def _listed(words: str, ahead: Sequence[Part], count: int) -> list[tuple[Span, Span]]:
    """The members of the one clause that has figures, each with its own figure at its end, and what stands before that."""
    told = [part for part in ahead if part.figures]
    if len(told) != 1 or len(told[0].figures) != count:
        return []
    (part,) = told
    starts = [part.start, *(figure.end + 1 for figure in part.figures[:-1])]
    is_list = all(_JOINT.match(words, start - 1) for start in starts[1:]) and part.figures[-1].end == part.end
    found = [_named(words, start, figure.start) for start, figure in zip(starts, part.figures, strict=True)]
    if not is_list or not all(found):
        return []
    spans = [(start, figure.end) for start, figure in zip(starts, part.figures, strict=True)]
    return [(span, name) for span, name in zip(spans, found, strict=True) if name]


def _in_order(words: str, ahead: Sequence[Part], count: int) -> list[tuple[Span, Span]]:
    """The things that the one clause with figures names first, and their figures: 农村公路、危桥|分别完成|45公里、6座."""
    told = [part for part in ahead if part.figures]
    if len(told) != 1 or len(told[0].figures) != count:
        return []
    (part,) = told
    head = _IN_ORDER.fullmatch(words, part.start, part.figures[0].start)
    starts = [head.start("names"), *(m.end() for m in _JOINT.finditer(words, *head.span("names")))] if head else []
    ends = [start - 1 for start in starts[1:]] + [head.end("names")] if head else []
    figures = [(figure.start, figure.end) for figure in part.figures]
    is_each = len(starts) == count and all(end - start > 1 for start, end in zip(starts, ends, strict=True))
    return list(zip(figures, zip(starts, ends, strict=True), strict=True)) if is_each else []


def _named(words: str, start: int, end: int) -> Span | None:
    """The noun of words[start:end]."""
    noun = next((part.noun for part in find_parts(words[start:end]) if part.noun), None)
    return (start + noun[0], start + noun[1]) if noun else None
