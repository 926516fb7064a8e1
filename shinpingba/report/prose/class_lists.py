"""The members of a list of commitments by the office's own class, each with its name, number and progress.

未达序时的3项:甲、乙、丙      滞后项目:一是…;二是…      固定资产投资、财政收入2项没有达到序时进度
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...language.clauses import without_brackets
from ...language.quantities import find_numbers
from ...language.verdicts import any_phrase
from ...words.lexicon import any_of
from .class_heads import Head, and_others, count_behind
from .draft import Draft
from .numbering import BULLET
from .parts import EACH, Part, Span, find_parts
from .statements import find_statements

_ORDINAL = re.compile(r"\((?P<number>第[^()]{1,6}?[项件条]|[0-9]{1,3})\)")
_LONGEST_NAME = 60
_MANY_NAMES = 2  # marks between them
_BARE_RATE = re.compile(r"[0-9.]+%")
_NO_NAME = re.compile("(?<=.{2})(?:(?:负责|牵头|承担)的|[整总]体)$")  # 大马镇|负责的项目, 城建类|整体进展较慢
_TRIM = " \n\t,;:。、"
_TAIL = "等均都已"
_EACH = re.compile(rf",?\s*(?:[^,;。:、0-9]{{2,8}}率)?{EACH}(?=[0-9])")
_SHARE_OF_ALL = re.compile("[,。]?占[^,。;:0-9]{1,12}[0-9.]+%$")  # …”等,占任务总数的17.8%
_TOLD = re.compile(
    "(?P<head>“[^“”]{2,}”|[^,因]{3,}?)(?:,(?:主要)?(?:是|因为|由于)?|(?=因(?!素|地|人|材)|由于))(?=.{2})"
)
_QUOTED = re.compile("“[^“”]*”[,;、。等]")
_TELLS = re.compile("[未没正尚暂已无缺停]|推迟|影响|调整|不[足到能]|滞后|目前|[建完]成|开工|慢")
_SAYS = re.compile("[,;:。是因不未已]")  # 主要原因是征迁、管线不到位: a sentence
_MANNERS = "正均都已全部"  # between names and their class: 甲、乙2项|正|按要求推进
_WHOSE = re.compile(
    r"[0-9两一二三四五六七八九十]个?(?:市州|[县市]区|市|县|区|州|乡|镇|单位|部门)"
)  # 甲、乙2市开工率: places, not tasks


def read_list(words: str, head: Head, end: int) -> list[Draft]:
    """The members of a list that ends at `end`: each a statement where they have figures of progress, else a name or task."""
    if others := and_others().search(words, head.end, end):
        behind = words[others.end() : end].strip(_TRIM)
        end = others.start() if any_of("counted", use="general").fullmatch(behind) else end
    if share := _SHARE_OF_ALL.search(words[head.end : end].rstrip("。")):
        end = head.end + share.start()
    inside = words[head.end : end]
    parts = [part for part in find_parts(inside) if part.strength == 2 and part.figures]
    if parts and not BULLET.match(inside):
        return list(_statements(words, inside, head, end))
    drafts = [_member(words, *span) for span in _members(words, head.end, end)]
    members = [draft for draft in drafts if draft]
    is_counted = len(members) == head.count
    is_aside = not is_counted and head.opening == "(" and head.count is not None
    is_clause = not is_counted and head.opening != ":" and len(members) < 2  # 完成较好,为下步打下基础
    return [] if is_aside or is_clause else members


def names_before(words: str, part: Part) -> tuple[list[Draft], Span] | None:
    """The members of a list that stands before its class (甲、乙等3项进展缓慢), and the class; None where the clause is none."""
    verdict = part.verdict or _mild(words, part)
    if not verdict or without_brackets(words[verdict[1] : part.end]).strip("0123456789.%个百分点 "):
        return None
    spans = list(_split(words, "、", part.start, _names_end(words, part.start, verdict[0])))
    drafts = [_member(words, *span) for span in spans]
    if len(spans) < 2 or not all(drafts) or _is_count(words[slice(*spans[0])]) or _WHOSE.search(words, *spans[-1]):
        return None
    return [draft for draft in drafts if draft], verdict


def read_names(words: str) -> list[Draft]:
    """The members of a paragraph that holds nothing but names, under a heading that classes them: 湿地公园二期、县档案馆等2个项目。"""
    start, end = _stripped(words, 0, len(words))
    spans = list(_split(words, "、", start, _names_end(words, start, end)))
    drafts = [draft for span in spans if (draft := _member(words, *span))]
    is_list = len(drafts) == len(spans) > 1 and not _SAYS.search(words, start, end)
    return [*drafts[:-1], replace(drafts[-1], end=len(words))] if is_list else []


def figures_behind(words: str, start: int, count: int) -> list[Span]:
    """One figure for each of `count` members of a list, right behind it: 甲、乙均超过序时进度,分别是79%和78.2%; else none."""
    match = _EACH.match(words, start)
    end = min((place for mark in "。;" if (place := words.find(mark, start)) > 0), default=len(words))
    found = [each for each in find_numbers(words[match.end() : end]) if each.kind != "rejected"] if match else []
    return (
        [(match.end() + each.start, match.end() + each.end) for each in found] if match and len(found) == count else []
    )


def _mild(words: str, part: Part) -> Span | None:
    """A class that is a mere phrase elsewhere, where it ends a list: 甲、乙等推进有序, 甲、乙两项已完成, 甲、乙、丙已投产."""
    sign = next((sign for sign in part.signs if sign.label == "mild"), None)
    if sign and (and_others().search(words, part.start, sign.start) or _is_list(words[part.start : sign.start])):
        return sign.start, sign.end
    last = _at_end().search(words[part.start : part.end])
    if not last:
        return None
    start = part.start + last.start()
    is_list = count_behind().search(words[part.start : start]) or words[part.start : start].count("、") >= _MANY_NAMES
    return (start, part.end) if is_list else None


def _is_list(words: str) -> bool:
    """Whether names end in 等 or in their number: 甲、乙等, 甲、乙2项正."""
    return words.endswith("等") or bool(count_behind().search(words.rstrip(_MANNERS)) and "、" in words)


def _statements(words: str, inside: str, head: Head, end: int) -> Iterator[Draft]:
    """The members of a list that tell their figures, and between them those of one clause that do not: 麦浦路完工通车."""
    for statement in find_statements(inside, find_parts(inside)):
        start, stop = head.end + statement.start, min(head.end + statement.end, end)
        if statement.progress:
            yield Draft("class_list", start, stop, statement.spans(head.end))
        elif len(statement.parts) == 1 and (member := _member(words, start, stop)):
            yield member


def _members(words: str, start: int, end: int) -> Iterator[Span]:
    """The members of a list: by bullets, else by semicolons, else by 、, else by commas."""
    bullets = [match.span() for match in BULLET.finditer(words, start, end)]
    if bullets:
        stops = [*(first for first, _ in bullets[1:]), end]
        yield from ((last, stop) for (_, last), stop in zip(bullets, stops, strict=True))
        return
    if _QUOTED.match(words, start):
        yield from _quoted(words, start, end)
        return
    clauses = list(_split(words, ",", start, end))
    if len(clauses) > 1 and ";" not in words[start:end] and all(_is_told(words[slice(*clause)]) for clause in clauses):
        yield from clauses
        return
    groups = list(_split(words, ";", start, end))
    if len(groups) > 1 and not any("、" in words[slice(*group)] for group in groups):
        yield from groups
    elif "、" in words[start:end]:
        for first, last in groups:
            stop = next((comma for _, comma in _split(words, ",", first, last)), last)
            yield from _split(words, "、", first, stop)
    else:
        yield from _split(words, ",", start, end)


def _quoted(words: str, start: int, end: int) -> Iterator[Span]:
    """Members in quotation marks, each with what is told of it behind: “热电项目投产”,因用地未批;“新建幼儿园10所”,建成6所."""
    marks = re.finditer("(?<=[”,;、。])[,;、]?(?=“)", words[start + 1 : end])
    places = [start, *(start + 1 + mark.end() for mark in marks)]
    yield from zip(places, [*places[1:], end], strict=True)


def _is_told(words: str) -> bool:
    """Whether a member says by itself how far it is: 3座天桥投用, 电梯改造完成50台."""
    return any(part.labels & {"built", "done", "already", "doing"} for part in find_parts(words))


def _split(words: str, mark: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between the marks that stand in no brackets."""
    depth, place = 0, start
    for at in range(start, end):
        depth += (words[at] in "(“《") - (words[at] in ")”》")
        if words[at] == mark and depth <= 0:
            yield place, at
            place = at + 1
    yield place, end


def _member(words: str, start: int, end: int) -> Draft | None:
    """One member: a name with its number and perhaps how far it is (甲(第三项)还在招标), a task with a figure, or a name."""
    start, end = _stripped(words, start, end)
    if not end - start > 1 or _BARE_RATE.fullmatch(words, start, end):
        return None
    if ordinal := _ORDINAL.search(words, start, end):
        spans = {"name": (start, ordinal.start()), "number": ordinal.span("number")}
        rest = _stripped(words, ordinal.end(), end)
        return Draft("class_list", start, end, spans | ({"progress": rest} if rest[1] - rest[0] > 1 else {}))
    if parted := _parted(words, start, end):
        return Draft("class_list", start, end, parted)
    if end - start > _LONGEST_NAME:
        return None
    parts = find_parts(words[start:end])
    figures = [figure for part in parts for figure in part.figures]
    if figures and all(figure.kind == "percent" and words[start + figure.start - 1] == "(" for figure in figures):
        return Draft("class_list", start, end, {"name": (start, words.index("(", start)), "progress": (start, end)})
    if figures:
        return Draft("class_list", start, end, {"task": (start, end)})
    if re.match("其[他它余]", words[start:end]):  # 其他项目正按序时推进
        return None
    told = _told_at_end(words, start, end, parts)
    return Draft("class_list", start, end, told or {"name": (start, end)})


def _parted(words: str, start: int, end: int) -> dict[str, Span]:
    """The name or task of a member and the clause behind it that tells of it: 防洪堤加固工程|因用地未批,仍未动工, “幼儿园9所”|,建成7所."""
    told = _TOLD.match(words, start, end)
    if not told or not _TELLS.search(words, told.end(), end):
        return {}
    head = _stripped(words, *told.span("head"))
    first = find_parts(words[slice(*head)])
    if words[told.start()] != "“" and any(part.strength for part in first):
        return {}
    has_figures = any(figure.kind == "count" for figure in find_numbers(words[slice(*head)].strip("“”")))
    return {"task" if has_figures else "name": head, "progress": (told.end(), end)}


def _told_at_end(words: str, start: int, end: int, parts: Sequence[Part]) -> dict[str, Span]:
    """The name and progress of a member that ends in how far it is: 第一幼儿园|竣工, 农村公路等|完工."""
    last = [
        sign
        for part in parts
        for sign in part.signs
        if start + sign.end == end and sign.label in ("built", "doing", "done")
    ]
    stop = _stripped(words, start, start + last[-1].start)[1] if last else start
    return {"name": (start, stop), "progress": (start, end)} if stop - start > 1 else {}


def _stripped(words: str, start: int, end: int) -> Span:
    """A stretch without marks around it, 等 behind it, and 其中 before it."""
    while start < end and (match := _lead().match(words, start, end)):
        start = match.end()
    while end > start and words[end - 1] in _TRIM + _TAIL:
        end -= 1
    if behind := _NO_NAME.search(words, start, end):
        end = behind.start()
    is_quoted = end - start > 2 and words[start] + words[end - 1] == "“”" and "”" not in words[start : end - 1]
    return (start + 1, end - 1) if is_quoted else (start, end)


def _names_end(words: str, start: int, verdict: int) -> int:
    """Where the last name before a class ends: 等3项指标 is no part of it."""
    match = and_others().search(words, start, verdict) or count_behind().search(words[start:verdict].rstrip(_MANNERS))
    return verdict if not match else match.start() if match.re is and_others() else start + match.start()


def _is_count(words: str) -> bool:
    return bool(re.search(r"[0-9]{1,5}(?:项|个|件)\s*$", words))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"[{_TRIM}]|{any_of('progress', sign='which').pattern}")


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(any_phrase("list") + "$")
