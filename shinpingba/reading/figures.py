"""The figures of a progress text, each with the words that speak of it: read once, then held against every target."""

import re
from dataclasses import dataclass

from ..language.clauses import Clause, clause_at, sentence_start, within
from ..language.cues import find_cues
from ..language.likeness import named_things
from .mentions import Mention

_NAMES = re.compile("[、和及与]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that has a value, in its clause.

    whole    the words of the clause
    words    the part of the clause that speaks of it, between the 、 that part it from other figures
    is_part  whether a 、 parts it from a figure before it
    named    what those words name beside it; empty where they name nothing of their own (…,已完工27栋)
    before   what the sentence says before those words; where it says nothing, the end of the sentence before
    verb     the last verb of those words, which names their goal: 销号 of 整改销号22项
    month    the month the clause names before the figure, ISO; empty where it names none
    """

    mention: Mention
    clause: Clause
    whole: str
    words: str
    is_part: bool
    named: str
    before: str
    verb: str
    month: str


def find_figures(progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]) -> list[Figure]:
    """The figures of a progress text in order.

    mentions, clauses  find_mentions(progress), split_clauses(progress)
    """
    return [
        _figure(progress, mention, mentions, clauses, clause_at(clauses, mention.start))
        for mention in mentions
        if mention.value is not None
    ]


def last_verb(words: str) -> str:
    """The last verb of some words; empty where none stands.

    >>> last_verb("整改销号反馈问题24项"), last_verb("绿地18公顷")
    ('销号', '')
    """
    cues = [cue for cue in find_cues(words) if cue.role in ("done", "action", "finished")]
    verbs = [words[cue.start : cue.end] for cue in cues if words[cue.start : cue.end] != "完成"]  # 完成 names no goal
    return verbs[-1] if verbs else ""


def _figure(
    progress: str, mention: Mention, mentions: list[Mention], clauses: tuple[Clause, ...], clause: Clause
) -> Figure:
    beside = within(mentions, clause.start, clause.end)
    start, end = _piece(progress, clause, mention, [m.start for m in beside if m.kind != "date"])
    words = progress[start:end]
    opens = not progress[start : mention.start].strip(" ①②③④⑤⑥⑦⑧⑨⑩")
    is_bare = (opens and not mention.item) or _lists_its_things(progress[start : mention.start], mention)
    named = "" if is_bare else named_things(words)
    before = progress[sentence_start(clauses, clause) : start] or progress[max(0, start - 60) : start]
    month = max((m.when or "" for m in beside if m.kind == "date" and m.start < mention.start), default="")
    whole = progress[clause.start : clause.end]
    return Figure(mention, clause, whole, words, start > clause.start, named, before, last_verb(words), month)


def _lists_its_things(before: str, mention: Mention) -> bool:
    """Whether the words before a figure give the names of what it counts, and no noun: 滨湖、东苑2个, 实验小学等3所."""
    if mention.item and mention.item not in before:
        return False
    return before.endswith("等") or len(_NAMES.split(before)) == mention.value != 1


def _piece(progress: str, clause: Clause, mention: Mention, figures: list[int]) -> tuple[int, int]:
    """The part of a clause that speaks of one figure: between the 、 that part it from the other figures of the clause."""
    start = progress.rfind("、", clause.start, mention.start) + 1
    end = progress.find("、", mention.end, clause.end)
    return (
        start if start and any(figure < start for figure in figures) else clause.start,
        end if end >= 0 and any(figure > end for figure in figures) else clause.end,
    )
