"""Running text to drafts: the sentences that carry the authority's own figures of progress, and the lists by class."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...language.clauses import within

from ...words.lexicon import any_of
from .class_lists import Head, find_head, names_before, read_list
from .draft import Draft
from .parts import Part, Span, find_parts
from .setting import Setting, names_period
from .statements import Statement, find_statements

_COUNTED_UNITS = {"项", "件", "个", "条", "类"}


def read_running(words: str, start: int, end: int, setting: Setting) -> list[Draft]:
    """The drafts of a plain text between two places, in order. What no draft takes up is narrative."""
    parts = [part for part in find_parts(words[:end]) if part.start >= start]
    drafts, taken = _lists(words, parts, end)
    is_dated = names_period(words[start:end])
    for free in _runs(parts, taken):
        found = _shared(words, find_statements(words, free))
        drafts += [_draft(words, each, verdict) for each, verdict in found if _is_told(words, each, setting, is_dated=is_dated)]
    return sorted(drafts, key=lambda draft: draft.start)


def _runs(parts: Sequence[Part], taken: Sequence[Span]) -> Iterator[list[Part]]:
    """The clauses between the stretches that lists take up."""
    for (_, begin), (end, _) in pairwise([(0, 0), *taken, (parts[-1].end if parts else 0, 0)]):
        run = list(within(parts, begin, end))
        if run:
            yield run


def _lists(words: str, parts: Sequence[Part], end: int) -> tuple[list[Draft], list[Span]]:
    """The class lists of a text and the stretches they take up."""
    drafts: list[Draft] = []
    taken: list[Span] = []
    for place, part in enumerate(parts):
        if taken and part.start < taken[-1][1]:
            continue
        if head := find_head(words, part.start):
            stop = _list_end(words, head, parts[place + 1 :], end)
            members = read_list(words, head, stop)
            verdict = words[slice(*head.verdict)]
        elif named := names_before(words, part):
            members, span = named
            stop, verdict = part.end, words[slice(*span)]
        else:
            continue
        if members:
            members[0] = replace(members[0], start=part.start)
            members[-1] = replace(members[-1], end=stop)
            drafts += [replace(each, texts=each.texts | {"verdict": verdict}) for each in members]
            taken.append((part.start, stop))
    return drafts, taken


def _list_end(words: str, head: Head, behind: Sequence[Part], end: int) -> int:
    """Where a class list ends: at its bracket, at the next head, at its full stop, unless it is to have more members than so far."""
    if words[head.end - 1] == "(":
        closing = words.find(")", head.end, end)
        return closing if closing > 0 else end
    stop = words.find("。", head.end, end)
    stop = stop if stop > 0 else end
    for part in behind:
        if head.end <= part.start < stop and words[part.start - 1] in ";。" and find_head(words, part.start):
            return part.start
    while head.count and stop < end and len(read_list(words, head, stop)) < head.count:
        following = find_parts(words[stop + 1 : end])
        if not following or following[0].strength < 1 or find_head(words, stop + 1):
            break
        further = words.find("。", stop + 1, end)
        stop = further if further > 0 else end
    return stop


def _shared(words: str, statements: Sequence[Statement]) -> Iterator[tuple[Statement, str]]:
    """Each statement with its class; one said of several (两县都超过序时) holds for those before it in the sentence."""
    carried, sentence = "", -1
    found: list[tuple[Statement, str]] = []
    for statement in reversed(statements):
        own = words[slice(*statement.verdict)] if statement.verdict else ""
        last = statement.parts[-1]
        carried = carried if last.sentence == sentence else ""
        found.append((statement, own or carried))
        sentence = statement.parts[0].sentence
        is_common = own and (last.listed or (not last.noun and "opener" in last.labels and last.verdict))
        carried = own if is_common else carried
    yield from reversed(found)


def _draft(words: str, statement: Statement, verdict: str) -> Draft:
    spans = {column: span for column, span in statement.spans().items() if column != "verdict"}
    texts = {"verdict": verdict} if verdict else {}
    return Draft("sentence", statement.start, statement.end, spans, texts=texts, is_count=_is_count(words, statement))


def _is_told(words: str, statement: Statement, setting: Setting, *, is_dated: bool) -> bool:
    """Whether a statement is a row: progress of its own, which its words or the page say it is."""
    figures = [figure for part in statement.parts if part.strength for figure in part.figures]
    classed = statement.name and statement.verdict and not any_of("counted").fullmatch(words[slice(*statement.name)])
    if not statement.progress or not (figures or classed):
        return False
    if statement.strength < 2 and not (setting.is_report or is_dated):
        return False
    return setting.is_own(words[statement.start : statement.end])


def _is_count(words: str, statement: Statement) -> bool:
    """Whether it only counts tasks by class: 达到序时进度的44项, 65件民生实事已完成26件. 已开工206项 counts projects."""
    told = [part for part in statement.parts if part.figures and part.strength]
    units = {figure.unit for part in told for figure in part.figures if figure.kind == "count"}
    nouns = [words[slice(*span)] for span in (statement.name, *(part.noun for part in told)) if span]
    is_general = all(any_of("counted").fullmatch(noun) for noun in nouns)
    works = any(part.labels & {"built", "act"} for part in told)
    return bool(units) and units <= _COUNTED_UNITS and is_general and not works
