"""Future dates that a progress text states, each with its event: 计划6月建成通车 is 建成通车, due 2021-06."""

from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import NamedTuple

from ..language.clauses import Clause, within, without_bullets, without_spans
from ..language.cues import find_cues
from ..language.likeness import trimmed
from ..language.passage import Passage, read_passage

INTENT = ("planned", "forecast")


class _Dated(NamedTuple):
    start: int
    end: int
    month: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event and the month it is due, ISO: text[start:end] == quote, the clause that states it, or its part of one."""

    start: int
    end: int
    quote: str
    event: str
    due: str


def find_milestones(text: str, as_of: date) -> list[Milestone]:
    """Every date after `as_of` that a text states, in order; 上旬, 中旬 and 月底 give their month, 年底前 and 年内 December.

    >>> [(m.event, m.due) for m in find_milestones("路基已完成,计划6月建成通车。", date(2021, 3, 31))]
    [('路基建成通车', '2021-06')]
    """
    passage, today = read_passage(text), f"{as_of:%Y-%m}"
    dates = _dated(passage, as_of)
    found = []
    for clause, together in groupby(dates, lambda dated: passage.clause(dated.start)):
        beside = [*together]
        coming = [dated for dated in beside if dated.month > today]
        found += [each for dated in coming if (each := _milestone(passage, clause, dated, beside, coming))]
    return found


def _milestone(
    passage: Passage, clause: Clause, dated: _Dated, beside: list[_Dated], coming: list[_Dated]
) -> Milestone | None:
    """What is due at a date; None where its words say that it is done already.

    beside, coming  the dates of its clause, and those of them still to come
    """
    text = passage.text
    first, last = _part(text, clause, dated, beside)
    roles = {cue.role for cue in passage.cues_in(Clause(first, last, clause.sentence))}
    if "already" in roles and "planned" not in roles:
        return None
    words = [_without_intent(passage, *span, coming) for span in ((first, dated.start), (dated.end, last))]
    event = "".join(words) if len(words[0]) >= 2 else _subject_before(passage, clause, first) + "".join(words)
    return Milestone(first, last, text[first:last], event, dated.month)


def _part(text: str, clause: Clause, dated: _Dated, beside: list[_Dated]) -> tuple[int, int]:
    """The words of a clause that belong to one of its dates: 6月完成主体 and 9月通车 of 计划6月完成主体、9月通车.

    Dates that stand together share what follows: 6月底前、9月底前分别完成一期、二期.
    """
    start, end = dated.start, dated.end
    before = [other.end for other in beside if other.end <= start]
    behind = [other.start for other in beside if end <= other.start]
    first = text.rfind("、", max(before), start) + 1 if before else clause.start
    last = text.rfind("、", end, behind[0]) if behind else clause.end
    return first or clause.start, last if last > end else clause.end


def _dated(passage: Passage, as_of: date) -> list[_Dated]:
    """Dates with a numeral. A year alone is a date only behind a word of intent: 到2025年建成, not 2025年远景目标."""
    found = []
    for number in passage.numbers:
        if number.kind == "date" and (told := number.when(as_of)) and (told[1] or _is_intended(passage, number.start)):
            year, month = told
            found.append(_Dated(number.start, number.end, f"{year}-{month or 12:02d}"))
    return found


def _is_intended(passage: Passage, start: int) -> bool:
    cue = passage.cue_before(start)
    return passage.text.endswith(("到", "至", "于"), 0, start) or (
        cue is not None and cue.end == start and cue.role in INTENT
    )


def _subject_before(passage: Passage, clause: Clause, place: int) -> str:
    """The thing that the sentence speaks of before `place`, nearest first; empty where it names none."""
    own = passage.text[clause.start : place]
    subjects = map(_subject, chain([own] if own else [], map(passage.words, passage.before(clause))))
    return next((subject for subject in subjects if len(subject) >= 2), "")


def _without_intent(passage: Passage, start: int, end: int, coming: list[_Dated]) -> str:
    """What is to happen, without the words that say when and that it is planned; the latter are known by what stands behind them."""
    before = passage.cue_before(start)  # 力争 and 全面 of 力争年底全面完成 are one
    cues = [*([before] if before else []), *within(passage.cues, start, end)]
    told = [(cue.start, cue.end) for cue in cues if cue.role in INTENT]
    told += [(dated.start, dated.end) for dated in coming if start <= dated.start < end]
    kept = without_spans(passage.text[start:end], [(first - start, last - start) for first, last in told])
    return without_bullets(kept).rstrip("于在到至").removesuffix("今年").strip("、")


def _subject(words: str) -> str:
    """What a clause speaks of: its words before the first that says how far it is."""
    cues = find_cues(words)
    told = [cue for cue in cues if cue.role != "action"]
    if cues and not told:  # 进行水稳铺设: nothing but work
        return ""
    return trimmed(words[: told[0].start] if told else words)
