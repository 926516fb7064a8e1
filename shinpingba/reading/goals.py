"""Targets that only the progress states: proven by a figure and a share of them, or told beside what was done of them."""

import re
from collections.abc import Iterator

from ..language.passage import Passage
from .agreement import find_agreements, in_unit_of
from .figures import Figure
from .mention import Mention
from .spans import span_of
from .targets import Achieved, Target, find_goals

_OF_YEAR = re.compile("年[度内初]|全年|[今当本]年|年(?=计划|目标|任务)")
_EXCEEDED = re.compile("(?:超额|提前|全面|如期)?完成[^,，。；;0-9]{0,6}$")


def proven_goals(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[Target]:
    """The targets that a figure and a stated share prove: 占年计划410亿元的37.2%.

    targets  those that are known already
    """
    known = {(target.value, target.unit) for target in targets}
    goals = [goal for goal in find_goals(passage, mentions) if (goal.value, goal.unit) not in known]
    proven = {each.number for each in find_agreements(goals, passage, figures, mentions)} if goals else set()
    return [goal for number, goal in enumerate(goals) if number in proven]


def told_goals(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[tuple[Target, Achieved]]:
    """The year's plans with what is told beside them: 年内计划投资275亿元,1-6月完成105.2亿元; 建成186座,超额完成140座的年度目标.

    Only of what no other target of the row counts.
    """
    counted = {target.dimension for target in targets if target.kind == "count"}
    found = []
    for goal in find_goals(passage, mentions, roles=("goal", "planned")):
        done = None if goal.dimension in counted else next(_told_beside(goal, passage, figures), None)
        if done is not None:
            told = Achieved(
                in_unit_of(goal, done.mention),
                done.mention.bound,
                done.whole,
                done.clause.start,
                "direct",
                "medium",
                "goal",
            )
            found.append((goal, told))
            counted.add(goal.dimension)
    return found


def _told_beside(goal: Target, passage: Passage, figures: list[Figure]) -> Iterator[Figure]:
    """What is done in the sentence of a goal: the next figure of its unit behind it, or the last before it where it is exceeded."""
    clause = passage.clause(goal.start)
    before = passage.text[clause.start : goal.start]
    alike = [f for f in figures if f.clause.sentence == clause.sentence and f.mention.unit == goal.unit]
    if _EXCEEDED.search(before):
        yield from (f for f in reversed(alike) if f.mention.start < goal.start and _is_told(f))
    elif _OF_YEAR.search(before) and span_of(passage, clause, goal.start) in ("", "year", "now"):
        following = [f for f in alike if f.mention.start > goal.start][:1]
        yield from (f for f in following if _is_told(f))


def _is_told(figure: Figure) -> bool:
    return figure.mention.role == "done" and figure.mention.role_source == "cue" and figure.whole_at < 0
