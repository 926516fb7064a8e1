"""Future dates that a progress text states, each with its event: 计划6月建成通车 is 建成通车, due 2021-06."""

from dataclasses import dataclass
from datetime import date

from .clauses import Clause, split_clauses, without_bullets
from .cues import find_cues
from .dates import year_of
from .likeness import trimmed
from .quantities import find_numbers

INTENT = ("planned", "forecast")


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event and the month it is due, ISO: text[start:end] == quote, the clause that states it."""

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
    clauses = split_clauses(text)
    found = []
    for start, end, due in _dated(text, as_of):
        clause = next((c for c in clauses if c.start <= start < c.end), None)
        if clause is None or due <= f"{as_of:%Y-%m}":
            continue
        roles = {cue.role for cue in find_cues(text[clause.start : clause.end])}
        if "already" in roles and "planned" not in roles:
            continue
        found.append(
            Milestone(
                clause.start,
                clause.end,
                text[clause.start : clause.end],
                _event(text, clauses, clause, start, end),
                due,
            )
        )
    return found


def _dated(text: str, as_of: date) -> list[tuple[int, int, str]]:
    """Dates with a numeral. A year alone is a date only behind a word of intent: 到2025年建成, not 2025年远景目标."""
    found = []
    for number in find_numbers(text):
        if number.kind == "date" and (number.month or _is_intended(text, number.start)):
            year = year_of(text, number.start, number.year, as_of)
            found.append((number.start, number.end, f"{year}-{number.month or 12:02d}"))
    return found


def _is_intended(text: str, start: int) -> bool:
    return text[:start].endswith(("到", "至", "于")) or any(c.end == start for c in find_cues(text) if c.role in INTENT)


def _event(text: str, clauses: tuple[Clause, ...], clause: Clause, start: int, end: int) -> str:
    """What is to happen: the clause without its date and intent, behind the thing the sentence speaks of."""
    before, behind = (_without_intent(text, *span) for span in ((clause.start, start), (end, clause.end)))
    if len(before) >= 2:
        return before + behind
    earlier = [c for c in clauses if c.sentence == clause.sentence and c.start < clause.start]
    subjects = (_subject(text[c.start : c.end]) for c in reversed(earlier))
    return next((subject for subject in subjects if len(subject) >= 2), "") + before + behind


def _without_intent(text: str, start: int, end: int) -> str:
    """Words without those that say it is planned; these are known by what stands behind them, so the whole text is read."""
    spans = [range(cue.start, cue.end) for cue in find_cues(text) if cue.role in INTENT]
    kept = "".join(text[place] for place in range(start, end) if not any(place in span for span in spans))
    return without_bullets(kept).rstrip("于在到至").removesuffix("今年")


def _subject(words: str) -> str:
    """What a clause speaks of: its words before the first that says how far it is."""
    cues = [cue for cue in find_cues(words) if cue.role != "action"]
    return trimmed(words[: cues[0].start] if cues else words)
