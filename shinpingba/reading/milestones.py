"""Future dates that a progress text states, each with its event: 计划6月建成通车 is 建成通车, due 2021-06."""

from dataclasses import dataclass
from datetime import date

from ..language.clauses import Clause, clause_at, split_clauses, without_bullets, without_spans
from ..language.cues import find_cues
from ..language.likeness import trimmed
from ..language.quantities import find_numbers

INTENT = ("planned", "forecast")
_Dated = tuple[int, int, str]  # start, end and month of a date


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
    clauses, dates = split_clauses(text), _dated(text, as_of)
    coming = [dated for dated in dates if dated[2] > f"{as_of:%Y-%m}"]
    found = []
    for start, end, due in coming:
        clause = clause_at(clauses, start)
        first, last = _part(text, clause, start, end, dates)
        roles = {cue.role for cue in find_cues(text[first:last])}
        if "already" in roles and "planned" not in roles:
            continue
        words = [_without_intent(text, *span, coming) for span in ((first, start), (end, last))]
        event = "".join(words) if len(words[0]) >= 2 else _subject_before(text, clauses, clause, first) + "".join(words)
        found.append(Milestone(first, last, text[first:last], event, due))
    return found


def _part(text: str, clause: Clause, start: int, end: int, dates: list[_Dated]) -> tuple[int, int]:
    """The words of a clause that belong to one of its dates: 6月完成主体 and 9月通车 of 计划6月完成主体、9月通车.

    Dates that stand together share what follows: 6月底前、9月底前分别完成一期、二期.
    """
    before = [last for _, last, _ in dates if clause.start <= last <= start]
    behind = [first for first, _, _ in dates if end <= first < clause.end]
    first = text.rfind("、", max(before), start) + 1 if before else clause.start
    last = text.rfind("、", end, behind[0]) if behind else clause.end
    return first or clause.start, last if last > end else clause.end


def _dated(text: str, as_of: date) -> list[_Dated]:
    """Dates with a numeral. A year alone is a date only behind a word of intent: 到2025年建成, not 2025年远景目标."""
    found = []
    for number in find_numbers(text):
        if (told := number.when(as_of)) and (told[1] or _is_intended(text, number.start)):
            year, month = told
            found.append((number.start, number.end, f"{year}-{month or 12:02d}"))
    return found


def _is_intended(text: str, start: int) -> bool:
    return text[:start].endswith(("到", "至", "于")) or any(c.end == start for c in find_cues(text) if c.role in INTENT)


def _subject_before(text: str, clauses: tuple[Clause, ...], clause: Clause, place: int) -> str:
    """The thing that the sentence speaks of before `place`, nearest first; empty where it names none."""
    earlier = [c for c in clauses if c.sentence == clause.sentence and c.start < place]
    subjects = (_subject(text[c.start : min(c.end, place)]) for c in reversed(earlier))
    return next((subject for subject in subjects if len(subject) >= 2), "")


def _without_intent(text: str, start: int, end: int, coming: list[_Dated]) -> str:
    """What is to happen, without the words that say when and that it is planned; the latter are known by what stands behind them."""
    spans = [(cue.start, cue.end) for cue in find_cues(text) if cue.role in INTENT]
    spans += [(first, last) for first, last, _ in coming]
    kept = without_spans(text, [(0, start), *spans, (end, len(text))])
    return without_bullets(kept).rstrip("于在到至").removesuffix("今年").strip("、")


def _subject(words: str) -> str:
    """What a clause speaks of: its words before the first that says how far it is."""
    cues = find_cues(words)
    told = [cue for cue in cues if cue.role != "action"]
    if cues and not told:  # 进行水稳铺设: nothing but work
        return ""
    return trimmed(words[: told[0].start] if told else words)
