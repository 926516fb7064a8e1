"""The month by which a target of less than a year is due: 6月底前完成管网改造30公里; 改造管网30公里,6月底前完工."""

import re
from bisect import bisect_left
from datetime import date
from itertools import takewhile

from ..language.clauses import Clause, within
from ..language.likeness import names_nothing
from ..language.passage import Passage, read_passage
from ..language.quantities import Number
from ..words.lexicon import any_of
from .targets import Target

_ACTS = ("done", "action", "finished")
# 自3月份开始培训, 截至6月底建成, 3-9月培训: when it begins, how far it was, a span
_NO_DEADLINE_BEFORE = re.compile("(?:[自从每]|截[至止到])$")
_OF_SPAN, _END, _OPEN = re.compile("[-—–~至到季]|半年"), re.compile("[末底前]"), re.compile("[(（][^)）]*$")
_NO_DEADLINE_BEHIND = re.compile("(?:起|开始|以来|以?后|的)")
_OF_WHICH = re.compile("[出到入过]?的")
_IN_PART = re.compile("的?[0-9.]+[%％]")  # 9月底前建成公厕12座的80%
_LEADS = "(?:力争|争取|确保|计划|预计|务必|[须应于在到至])*"
_CLOSES = "(?:之前|以前|前)?"
_BEGINS = re.compile("启动|开始")


def due_of(passage: Passage, target: Target, as_of: date) -> tuple[int, int] | None:
    """The year and the month by which a target is due: as its clause or the one before it says, else those behind it; None without any."""
    if not any(number.kind == "date" for number in passage.numbers):
        return None
    clause = passage.clause(target.start)
    if _IN_PART.match(passage.text, target.number_end):
        return None
    place = next((n.start for n in passage.numbers_in(clause) if n.end == target.number_end), target.start)
    told = _before(passage, clause, place) or _alone_before(passage, clause) or _behind(passage, clause, target)
    return _month_of(told, as_of) if told else None


def due_in_cell(cell: str, as_of: date) -> tuple[int, int] | None:
    """The year and the month in the column of a row's deadline; None where it names several, or more than a date.

    >>> due_in_cell("2021年6月底前", date(2021, 9, 30)), due_in_cell("3月底前完成选址,10月底前建成", date(2021, 9, 30))
    ((2021, 6), None)
    """
    dates = [number for number in read_passage(cell).numbers if number.kind != "rejected"]
    if len(dates) != 1 or dates[0].kind != "date" or not _may_end(cell, dates[0]) or not _says_no_more(cell, dates[0]):
        return None
    return _month_of(dates[0], as_of)


def _month_of(told: Number, as_of: date) -> tuple[int, int] | None:
    year, month = told.when(as_of) or (None, None)
    return (year, month) if year and month else None


def _says_no_more(cell: str, told: Number) -> bool:
    """Whether a cell says no more than that all is finished by a date: 6月底前完成; not 6月底前完成选址."""
    behind = _behind_date(cell[told.end :])
    return bool(re.fullmatch(_LEADS, cell[: told.start].strip())) and _begun(behind) < 0 and names_nothing(behind)


def _before(passage: Passage, clause: Clause, place: int) -> Number | None:
    """The last deadline before a number in its clause: 6月底前完成管网改造30公里; not 5月底前启动改造12座, which only begin then."""
    dates = [n for n in passage.numbers_in(clause) if n.kind == "date" and n.end <= place]
    told = next(
        (n for n in reversed(dates) if _may_end(passage.text, n) and not _is_aside(passage.text, clause, n)), None
    )
    return told if told and not _begins(passage, clause, told.end, place) and _acts(passage, clause, told) else None


def _may_end(text: str, told: Number) -> bool:
    """Whether a date may be a deadline: a day, a month or the end of a part of the year (二季度末前)."""
    is_span = _OF_SPAN.search(told.quote) and not _END.search(text, told.end - 1, told.end + 1)
    return not (
        is_span
        or _NO_DEADLINE_BEFORE.search(text, max(0, told.start - 2), told.start)
        or _NO_DEADLINE_BEHIND.match(text, told.end)
    )


def _is_aside(text: str, clause: Clause, told: Number) -> bool:
    """Whether a date stands in brackets, which say something of the words before them: 续建(2月复工)公厕12座."""
    return bool(_OPEN.search(text, clause.start, told.start))


def _begins(passage: Passage, clause: Clause, start: int, end: int) -> bool:
    """Whether what is due is that work begins, and the number counts the work: 5月底前启动改造公厕12座; not 6月底前开工建设5所."""
    begun = _begun(passage.text[start:end])
    after = start + begun if begun >= 0 else end
    return any(cue.role in _ACTS and after <= cue.start < end for cue in passage.cues_in(clause))


def _begun(words: str) -> int:
    """Where the words for a beginning end; -1 without any."""
    found = _BEGINS.search(words) or any_of("beginnings", use="begins").search(words)
    return found.end() if found else -1


def _acts(passage: Passage, clause: Clause, told: Number) -> bool:
    """Whether the verb behind a date is what is due then, and does not say which things are meant: 6月底前排查出的隐患整改120处."""
    cues = passage.cues_in(clause)
    verb = next((cue for cue in cues if cue.start >= told.end), None)
    if verb is None:  # 举办6月广场舞大赛12场: the month is one of the name
        return bool(_END.search(passage.text, told.end - 1, told.end + 1)) or not any(c.role in _ACTS for c in cues)
    return not _OF_WHICH.match(passage.text, verb.end)


def _alone_before(passage: Passage, clause: Clause) -> Number | None:
    """The deadline that the clause before is nothing but: 力争2022年8月底前,新建公厕12座."""
    earlier = next(passage.before(clause), None)
    dates = [n for n in passage.numbers_in(earlier) if n.kind == "date"] if earlier else []
    if earlier is None or len(dates) != 1 or not _may_end(passage.text, dates[0]):
        return None
    led = re.fullmatch(_LEADS, passage.text[earlier.start : dates[0].start].strip())
    return dates[0] if led and re.fullmatch(_CLOSES, passage.text[dates[0].end : earlier.end].strip()) else None


def _behind(passage: Passage, clause: Clause, target: Target) -> Number | None:
    """The deadline by which the words behind a target say that it is finished: 改造管网30公里(6月底前完成); not …,6月底前完成主体.

    Behind further targets it is that of all where it says so: 新建公厕12座,公园5个,6月底前全部完成.
    """
    own = Clause(target.number_end, clause.end, clause.sentence)
    later = passage.clauses[bisect_left(passage.clauses, clause) + 1 :]
    is_next = True
    for each in (own, *takewhile(lambda other: other.sentence == clause.sentence, later)):
        numbers = within(passage.numbers, each.start, each.end)
        counts = any(n.kind not in ("date", "rejected") for n in numbers)
        told = None if counts else _finishes(passage, each, [n for n in numbers if n.kind == "date"])
        if told and (is_next or any_of("wholes", use="whole").search(passage.text, told.end, each.end)):
            return told
        is_next = is_next and (not counts or each is own)
    return None


def _finishes(passage: Passage, words: Clause, dates: list[Number]) -> Number | None:
    """The last date of some words, where they say that all is finished by then, and name nothing else."""
    told = dates[-1] if dates and _may_end(passage.text, dates[-1]) else None
    if told is None:
        return None
    said = _behind_date(passage.text[told.end : words.end].strip("()（） "))
    is_finished = any(cue.role == "finished" and told.end <= cue.start < words.end for cue in passage.cues)
    return told if is_finished and _begun(said) < 0 and names_nothing(said) else None


def _behind_date(words: str) -> str:
    """Words without what closes the date before them: 完成 of 之前完成."""
    return words.removeprefix("之").removeprefix("以").removeprefix("前")
