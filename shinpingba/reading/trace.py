"""Why a figure was taken for a target's or was not: every target against every figure, with the condition and the words behind it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..language.cues import Cue
from ..language.passage import Passage, read_passage
from ..words.lexicon import read_words
from .agreement import find_agreements
from .begun import begun
from .candidates import Candidate, comparable, in_unit_of
from .cells import achieved_of
from .derived import from_goal, from_percent, from_whole
from .figures import Figure, find_figures
from .fulfilled import fulfilled
from .goals import goals_met, proven_goals, told_goals
from .grounds import GROUNDS, ground
from .instalments import from_instalments
from .listed import from_list, from_parts, from_rest
from .pairing import listed_parts
from .part_asked import part_of_all
from .rates import told_rates
from .refusals import refusal
from .row import read_row
from .summed import summed, sums_of_parts
from .targets import Achieved, Target


@dataclass(frozen=True, slots=True)
class Trace:
    """One target against one figure.

    outcome   taken, joined (a ground holds, but a nearer figure was taken), refused, or apart (of another kind or dimension)
    ground    the ground that joins them, or that was taken; "" where none does
    condition the condition that refused the figure; "" where none did
    sentence  what the ground or the condition is for, with its sentence
    code      the function that says so, or those that may: where a wrong answer is mended
    cues      the words of the figure's clause that say how far it is, each with its line in words/roles.csv
    """

    target_no: int
    target: str
    figure: str
    start: int
    role: str
    outcome: str
    ground: str
    condition: str
    sentence: str
    code: str
    cues: tuple[str, ...]


def trace(task: str, progress: str, as_of: date, name: str = "") -> list[Trace]:
    """Every target of a task against every figure of its progress, in order.

    What no single figure tells (已全部完成, 完成年度任务的45%, a sum) is taken from the words that do, on a line of its own.
    """
    reading, passage = read_row(name, task, progress, as_of), read_passage(progress)
    figures = find_figures(passage, reading.mentions["progress"], year_is_over=as_of.month == 12)
    found: list[Trace] = []
    for number, target in enumerate(reading.targets):
        done = reading.achieved.get(number)
        lines = [_line(number + 1, target, figure, reading.targets, figures, done) for figure in figures]
        if done is not None and not any(line.outcome == "taken" for line in lines):
            why = ("taken", done.ground, "", *_told_of(done.ground))
            lines.append(Trace(number + 1, target.quote, done.quote, done.start, "done", *why, ()))
        found += lines
    return found


def _line(
    number: int, target: Target, figure: Figure, targets: list[Target], figures: list[Figure], done: Achieved | None
) -> Trace:
    mention, why = figure.mention, _why(target, figure, targets, figures, done)
    told = (mention.quote, mention.start, mention.role)
    return Trace(number, target.quote, *told, *why, _cues(figure.passage, figure))


def _why(
    target: Target, figure: Figure, targets: list[Target], figures: list[Figure], done: Achieved | None
) -> tuple[str, str, str, str, str]:
    """Outcome, ground, condition, sentence and code of one target against one figure."""
    if done is not None and done.start == figure.clause.start and _is_it(target, figure, done):
        return "taken", done.ground, "", *_told_of(done.ground)
    if not comparable(target, figure):
        return "apart", "", "", "another kind of figure, or another dimension", _code(comparable)
    one = Candidate(target, figure, targets, figures)
    if condition := refusal(one):
        return "refused", "", condition.__name__, _first_line(condition), _code(condition)
    joined = next((each.name for each in GROUNDS if each.holds(one)), None)
    return (
        ("joined", joined, "", *_told_of(joined))
        if joined
        else ("apart", "", "", "no ground joins them", _code(ground))
    )


def _is_it(target: Target, figure: Figure, done: Achieved) -> bool:
    value = abs(in_unit_of(target, figure.mention))
    return abs(value - abs(done.value)) < 1e-6 * max(1.0, abs(done.value))


def _told_of(name: str) -> tuple[str, str]:
    """What a ground is for, and the function that finds it."""
    holds = next((each.holds for each in GROUNDS if each.name == name), None)
    sentence, finds = (_first_line(holds), (holds,)) if holds else OTHERS[name]
    return sentence, _code(*finds)


# The grounds that are no single condition between a target and a figure, each with what it is for and what finds it.
OTHERS: dict[str, tuple[str, tuple[Callable[..., object], ...]]] = {
    "agreed": (
        "2470户 of 9500户 and 完成计划的26%: figure, target and stated share agree by arithmetic.",
        (find_agreements, proven_goals),
    ),
    "column": ("planned and achieved figure stand in columns of one row.", (achieved_of,)),
    "sum": (
        "完成古杏路绿道2.3km、龙湖绿道4.6km: the figures of a list are added up.",
        (summed, sums_of_parts, listed_parts, from_instalments),
    ),
    "listed": ("城北支路、星港路已建成通车 is two of 打通断头路6条: things named are counted.", (from_list,)),
    "share": ("完成年度任务的45%: a stated share of this target.", (from_percent, part_of_all)),
    "whole": ("已全部完成: the whole is said to be done.", (from_whole, from_goal)),
    "parts": ("前期14所,开工10所,已完工4所 of 28所: a sentence deals out all of the target's things.", (from_parts,)),
    "rest": ("其余2个正在装修: the target less what is left of it.", (from_rest,)),
    "begun": ("重点项目196个 | 已开工159个: works that have begun, where none is told to be finished.", (begun,)),
    "goal": (
        "新建5G基站1260个,提前完成1200个的年度目标: the goal stands in the progress too.",
        (told_goals, goals_met, told_rates, fulfilled),
    ),
}


def _code(*functions: Callable[..., object]) -> str:
    """Functions by their modules: reading.echoes.repeats_target."""
    return "、".join(f"{each.__module__.partition('.')[2]}.{each.__name__}" for each in functions)


def _first_line(condition: Callable[..., object]) -> str:
    return (condition.__doc__ or "").strip().splitlines()[0]


def _cues(passage: Passage, figure: Figure) -> tuple[str, ...]:
    text = passage.text
    return tuple(
        f"{text[cue.start : cue.end]}={cue.role} ({_list_of(text, cue)})" for cue in passage.cues_in(figure.clause)
    )


def _list_of(text: str, cue: Cue) -> str:
    """The line of words/roles.csv that found a cue; what denies one, and what only intends it, are lists of their own."""
    lines = (line for line, pattern in _lines() if (match := pattern.match(text, cue.start)) and match.end() == cue.end)
    line = next(lines, None)
    return f"words/roles.csv:{line}" if line else f"words/{'denials' if cue.role == 'denied' else 'intents'}.csv"


@cache
def _lines() -> list[tuple[int, re.Pattern[str]]]:
    return [*_numbered()]


def _numbered() -> Iterator[tuple[int, re.Pattern[str]]]:
    for line, entry in enumerate(read_words("roles", "role", "pattern"), 2):
        yield line, re.compile(entry["pattern"])
