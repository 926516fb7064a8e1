"""Lists of commitments by the office's own class.

未达序时的3项:甲、乙、丙      滞后项目:一是…;二是…      固定资产投资、财政收入2项没有达到序时进度
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...language.clauses import without_brackets
from ...language.quantities import find_numbers
from ...words.lexicon import any_of, read_words
from .draft import Draft
from .numbering import BULLET
from .parts import Part, Span, find_parts
from .statements import find_statements

_COUNT = r"(?:[0-9]{1,5}|[两一二三四五六七八九十]{1,4})(?:项|个|件|条|类|家)?"
_ORDINAL = re.compile(r"\((?P<number>第[^()]{1,6}?[项件条]|[0-9]{1,3})\)")
_LONGEST_NAME = 60
_PLACES = re.compile("[县市]区|地区|乡镇|镇街|单位")  # 未完成任务的县区为甲县: whose it is, not what
_TRIM = " \n\t,;:。、"
_TAIL = "等均都已"
_WHOSE = re.compile(
    r"[0-9两一二三四五六七八九十]个?(?:市州|[县市]区|市|县|区|州|乡|镇|单位|部门)"
)  # 甲、乙2市开工率: places, not tasks


@dataclass(frozen=True, slots=True)
class Head:
    """The words before a class list: words[start:end], the class in them, and where the list itself begins."""

    start: int
    end: int
    verdict: Span
    count: int | None


def find_head(words: str, start: int) -> Head | None:
    """The head of a class list that begins at `start`; None where there is none."""
    match = _head().match(words, start)
    if not match or _PLACES.search(match["behind"] + words[match.end("behind") : match.end()]):
        return None
    number = re.search(r"[0-9]+", match["behind"]) or re.search(r"[0-9]+", match["before"])
    return Head(start, match.end(), match.span("verdict"), int(number[0]) if number else None)


def class_only(words: str) -> Span | None:
    """The class that a heading names for what stands under it: 二、未达序时进度的任务(11项); None where it names none."""
    match = _head().match(words + ":")
    return match.span("verdict") if match else None


def read_list(words: str, head: Head, end: int) -> list[Draft]:
    """The members of a list that ends at `end`: each a statement where they have figures of progress, else a name or task."""
    if others := _and_others().search(words, head.end, end):
        behind = words[others.end() : end].strip(_TRIM)
        end = others.start() if any_of("counted", use="general").fullmatch(behind) else end
    inside = words[head.end : end]
    parts = [part for part in find_parts(inside) if part.strength == 2 and part.figures]
    if parts and not BULLET.match(inside):
        return list(_statements(inside, head, end))
    drafts = [_member(words, *span) for span in _members(words, head.end, end)]
    members = [draft for draft in drafts if draft]
    is_counted = len(members) == head.count
    is_aside = not is_counted and words[head.end - 1] == "(" and head.count is not None
    is_clause = not is_counted and words[head.end - 1] != ":" and len(members) < 2  # 完成较好,为下步打下基础
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


def figures_behind(words: str, start: int, count: int) -> list[Span]:
    """One figure for each of `count` members of a list, right behind it: 甲、乙均超过序时进度,分别是79%和78.2%; else none."""
    match = re.compile(r",?\s*分别(?:为|是|达到?|完成)?(?=[0-9])").match(words, start)
    end = min((place for mark in "。;" if (place := words.find(mark, start)) > 0), default=len(words))
    found = [each for each in find_numbers(words[match.end() : end]) if each.kind != "rejected"] if match else []
    return (
        [(match.end() + each.start, match.end() + each.end) for each in found] if match and len(found) == count else []
    )


def _mild(words: str, part: Part) -> Span | None:
    """A class that is a mere phrase elsewhere, where it stands behind a list and 等项目: 甲、乙等项目有序推进."""
    sign = next((sign for sign in part.signs if sign.label == "mild"), None)
    return (sign.start, sign.end) if sign and _and_others().search(words, part.start, sign.start) else None


def _statements(inside: str, head: Head, end: int) -> Iterator[Draft]:
    for statement in find_statements(inside, find_parts(inside)):
        if statement.progress:
            spans = statement.spans(head.end)
            yield Draft("class_list", head.end + statement.start, min(head.end + statement.end, end), spans)


def _members(words: str, start: int, end: int) -> Iterator[Span]:
    """The members of a list: by bullets, else by semicolons, else by 、, else by commas."""
    bullets = [match.span() for match in BULLET.finditer(words, start, end)]
    if bullets:
        stops = [*(first for first, _ in bullets[1:]), end]
        yield from ((last, stop) for (_, last), stop in zip(bullets, stops, strict=True))
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
    if not end - start > 1:
        return None
    if ordinal := _ORDINAL.search(words, start, end):
        spans = {"name": (start, ordinal.start()), "number": ordinal.span("number")}
        rest = _stripped(words, ordinal.end(), end)
        return Draft("class_list", start, end, spans | ({"progress": rest} if rest[1] - rest[0] > 1 else {}))
    if end - start > _LONGEST_NAME:
        return None
    parts = find_parts(words[start:end])
    figures = [figure for part in parts for figure in part.figures]
    if figures and all(figure.kind == "percent" and words[start + figure.start - 1] == "(" for figure in figures):
        return Draft("class_list", start, end, {"name": (start, words.index("(", start)), "progress": (start, end)})
    if figures:
        return Draft("class_list", start, end, {"task": (start, end)})
    if any_of("counted", use="general").match(words, start, end).end() > start and re.match(
        "其[他它余]", words[start:end]
    ):  # type: ignore[union-attr]
        return None
    told = _told_at_end(words, start, end, parts)
    return Draft("class_list", start, end, told or {"name": (start, end)})


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
    lead = any_of("progress", sign="which").pattern
    while start < end and (words[start] in _TRIM or (match := re.compile(lead).match(words, start, end))):
        start = start + 1 if words[start] in _TRIM else max(match.end(), start + 1)  # type: ignore[possibly-undefined]
    while end > start and words[end - 1] in _TRIM + _TAIL:
        end -= 1
    return start, end


def _names_end(words: str, start: int, verdict: int) -> int:
    """Where the last name before a class ends: 等3项指标 is no part of it."""
    match = _and_others().search(words, start, verdict) or _tail().search(words[start:verdict])
    return verdict if not match else match.start() if match.re is _and_others() else start + match.start()


@cache
def _and_others() -> re.Pattern[str]:
    """等 behind the last name of a list: 等3项, 等部分重点项目."""
    return re.compile(rf"(?<![高中初平均])等\s*(?:{_COUNT}|(?:部分|多)?(?=[重主项任指工事]){_counted()})")


@cache
def _tail() -> re.Pattern[str]:
    """A count behind the last name of a list: 规上工业增加值|3项指标."""
    return re.compile(rf"(?:(?:等\s*)?{_COUNT}{_counted()}|等|项目|任务|指标|事项)(?:的?(?:进展|推进|完成)(?:情况)?)?$")


def _is_count(words: str) -> bool:
    return bool(re.search(r"[0-9]{1,5}(?:项|个|件)\s*$", words))


@cache
def _counted() -> str:
    return any_of("counted", use="general").pattern


@cache
def _head() -> re.Pattern[str]:
    """The head of a class list, from the words of words/classes.csv: any of them, with counts and words for tasks around it."""
    entries = read_words("classes", "place", "pattern")
    verdicts = "|".join(entry["pattern"] for entry in entries if entry["place"] in ("any", "head"))
    filler = rf"(?:[一二三四五六七八九]是|其中|目前|我[省市县区]|全[省市县区]|实施|还有|另有|仍有|尚有|共?有|已|新增|里|中|内|的|,|{_COUNT})"
    before = rf"(?P<before>(?:{filler}|{_counted()}){{0,4}}?)"
    behind = rf"(?P<behind>(?:\s*(?:的|了|任务|有|共|已有|{_COUNT}|{_counted()})){{0,4}}?)"
    share = r"(?:\([^()]*\))?(?:,?占[^,;。:]{1,12})?"
    intro = rf"(?::|[,。]?(?:主要)?分别(?:为|是):?|,?(?:主要)?(?:为|是|包括|包含|涉及|有):?(?!\s*{_COUNT})|\((?=[^()0-9]{{2}})|,(?=一是|①))"
    return re.compile(rf"\s*{before}(?P<verdict>{verdicts}){behind}{share}\s*{intro}")
