"""How far the work of a row has come: its work items, each at one of six stages, and the stage of the row as a whole.

The object of 完成 decides: 已完成方案设计 is still preparing. A stated share below 100% is under way; a figure that grows
through the year (新增就业7383人) is under way too, one that is kept (保持98%以上) is routine. A clause about the future (计划6月完工) says
nothing of the present.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..language.clauses import Clause, within, without_brackets, without_bullets
from ..language.cues import Cue, find_cues, is_early
from ..language.likeness import names_nothing
from ..language.passage import Passage, read_passage
from ..words.lexicon import any_of
from .described import says_which
from .mention import Mention
from .shortfall import is_short
from .spans import is_past, span_named
from .stage_words import StageWord, is_the_work, stage_words, stages_told, without_void

_SIGN, _SHARE = re.compile("[%％]"), re.compile("[0-9.]+[%％]")
MANY_TO_ONE = 3  # so many works of a kind to one of another give the row its stage; set on the development rows
EARLY = frozenset({"preparing", "not_started"})  # nothing of the work itself has begun
_DONE_RATE = re.compile("(?:(?<!开)竣工|完工|完成|建成|投用)率")
_GOES_ON = frozenset({"already", "ongoing"})
_FINISHED = frozenset({"finished", "already"})
_PAPERS = frozenset({"preparing", "drafting"})
WORST_FIRST = ("suspended", "not_started", "preparing", "underway", "routine", "done")


class Item(NamedTuple):
    """One piece of work and its stage: progress[start:end] == quote."""

    start: int
    end: int
    quote: str
    what: str
    stage: str
    weight: float  # how many things it speaks of, where it says so (65个项目已完成方案设计), else 1
    field: str = "progress"


def find_items(progress: str, mentions: list[Mention], task: str = "") -> list[Item]:
    """The work items of a progress text in order, neighbouring clauses of one sentence and stage taken together.

    >>> [(i.stage, i.quote) for i in find_items("杨家沟污水站已进场施工,绿化方案正在审查", [])]
    [('underway', '杨家沟污水站已进场施工'), ('preparing', '绿化方案正在审查')]
    """
    passage = read_passage(progress)
    read = [
        (piece, inside, *_stage_of(passage, piece, inside, mentions, task))
        for clause in _of_today(progress, passage.clauses)
        for piece, inside in _pieces(progress, clause, list(within(mentions, clause.start, clause.end)))
    ]
    firm = {clause.sentence for clause, _, stage, is_firm in read if stage and is_firm}
    items: list[Item] = []
    last: Clause | None = None
    for clause, inside, stage, is_firm in read:
        if stage is None or not (is_firm or clause.sentence not in firm):
            continue
        joined = last is not None and last.sentence == clause.sentence and items[-1].stage == stage
        start = items[-1].start if joined else clause.start
        weight = items.pop().weight if joined else _weight(progress, clause, inside)
        quote = progress[start : clause.end]
        items.append(Item(start, clause.end, quote, _short(quote), stage, weight))
        last = clause
    return items or [*_yet_to_begin(progress, passage.clauses)]


def _stage_of(
    passage: Passage, piece: Clause, inside: list[Mention], mentions: list[Mention], task: str
) -> tuple[str | None, bool]:
    """The stage of a clause among all the figures of its text: of 60个事项,已办结35个 not all is done."""
    stage, is_firm = clause_stage(passage.words(piece), inside, task, passage.cues_in(piece))
    return ("underway" if stage == "done" and is_short(passage, piece, mentions) else stage), is_firm


def _yet_to_begin(progress: str, clauses: Iterable[Clause]) -> Iterator[Item]:
    """What is to begin, where a text tells of nothing that is: 预计10月份开展服务."""
    for clause in _of_today(progress, clauses):
        quote = progress[clause.start : clause.end]
        if any(match.stage == "yet" for match in stage_words(quote)):
            yield Item(clause.start, clause.end, quote, _short(quote), "not_started", 1.0)


def _of_today(progress: str, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses of a text without those behind the head of a sentence about the future: 下一步,加快推进各项工作."""
    ahead, heading = -1, any_of("headings", use="ahead")
    for clause in clauses:
        if heading.fullmatch(progress[clause.start : clause.end].strip(" :：")):
            ahead = clause.sentence
        if clause.sentence != ahead:
            yield clause


def clause_stage(
    words: str, mentions: list[Mention], task: str = "", cues: Sequence[Cue] | None = None
) -> tuple[str | None, bool]:
    """The stage one clause states, and whether a stage word says so (else only a general cue, such as 正在).

    None where it states none: a plan, a place, an attribute. Where the task itself asks for a preparation (编制规划), that is the work.

    cues  those of the clause, where a passage has them
    """
    if said := without_void(words):
        return _clause_stage(said, mentions, task, find_cues(said)) if said.strip("_") else (None, False)
    return _clause_stage(words, mentions, task, find_cues(words) if cues is None else cues)


def _clause_stage(words: str, mentions: list[Mention], task: str, cues: Sequence[Cue]) -> tuple[str | None, bool]:
    matches = stage_words(words)
    if not (cues or matches or mentions) or is_past(words) or (mentions and _only_compares(words, mentions)):
        return None, False
    roles, stages = {cue.role for cue in cues}, stages_told(matches, task)
    if shares := [m.value for m in mentions if m.kind == "percent" and m.value is not None]:
        stages = {match.stage for match in stage_words(without_brackets(words))}  # 25%(石桥未开工) is of the whole
    for stage in ("suspended", "not_started"):
        if stage in stages:
            return stage, True
    if "readying" in stages:  # 正着手准备开展招标 is no plan
        return "preparing", True
    if mentions and (by_figures := _stage_by_figures(mentions, "kept" in stages)):
        return by_figures, True
    if _is_intended(roles, mentions):
        return None, False
    if shares and not (min(shares) >= 1 and is_early(words)):  # 主体完工率达100%
        return ("underway" if min(shares) < 1 or not _is_of_whole(words) else "done"), True
    if "issued" in stages and not _FINISHED.isdisjoint(roles) and _asks_for_paper(task):
        return "done", True
    if told := _early_stage(words, matches, stages, task) or _stage_by_word(stages, roles):
        return told, True
    return (None, False) if "already" not in roles and _is_manner(words) else _stage_by_cue(words, roles, mentions)


def _is_of_whole(words: str) -> bool:
    """Whether the shares of a clause are of the whole work: not 开工率105%, 完成率100%的18件, 完成阶段任务的100%."""
    of_class = any(says_which(words, sign.end()) for sign in _SIGN.finditer(words))
    is_other = any_of("wholes", use="other_rate").search(words) and not _DONE_RATE.search(words)
    return not (of_class or is_other or any_of("shares", of="part").search(_SHARE.split(words)[0]))


def _only_compares(words: str, mentions: list[Mention]) -> bool:
    """Whether a clause says only how much more it is than last year: 比去年同期增加投资31亿元, 游客同比增加3万人."""
    compares = span_named(words) == "difference" or "同比" in words or "环比" in words
    return compares and all(m.role == "context" for m in mentions)


def _stage_by_figures(mentions: list[Mention], is_kept: bool) -> str | None:
    """The stage that a growth or a share tells, one that is kept (保持98%以上) or one that comes about through the year."""
    kinds = [m.kind for m in mentions if m.role in ("done", "forecast") and m.kind in ("growth", "share", "percent")]
    if kinds and is_kept:
        return "routine"
    return "underway" if "growth" in kinds or "share" in kinds else None


def _is_intended(roles: set[str], mentions: list[Mention]) -> bool:
    """Whether a clause tells what is planned, and nothing of what goes on: 计划6月开工."""
    return _GOES_ON.isdisjoint(roles) and (
        "planned" in roles or any(m.kind == "date" and m.role == "planned" for m in mentions)
    )


def _stage_by_word(stages: set[str], roles: set[str]) -> str | None:
    """The stage that a word says when nothing told earlier; what has been finished is no routine: 已完成日常巡查."""
    if "underway" in stages or "done" in stages:
        return "underway" if "underway" in stages else "done"
    return "routine" if "routine" in stages and _FINISHED.isdisjoint(roles) else None


def _early_stage(words: str, matches: tuple[StageWord, ...], stages: set[str], task: str) -> str | None:
    """The stage of a clause that tells of papers and plans, `underway` where the task asks for those; None of another clause."""
    if _PAPERS.isdisjoint(stages) or not _is_preparation(words, matches, stages):
        return None
    drafted = any(is_the_work(match, task) for match in matches)
    return "underway" if drafted or ("paper" in stages and _asks_for_paper(task)) else "preparing"


def _asks_for_paper(task: str) -> bool:
    return any(match.stage in ("drafting", "issued") for match in stage_words(task))


def says_done(words: str) -> bool:
    """Whether a clause says in a stage word, or in its last words, that the thing itself is finished: 已建成通车; not 已完成选样.

    >>> says_done("城北支路已建成通车"), says_done("东门市场改造完工"), says_done("外墙已完成选样")
    (True, True, False)
    """
    ends = any(cue.role == "finished" and cue.end == len(words) for cue in find_cues(words))
    told = ends or any(match.stage == "done" for match in stage_words(words))
    return told and clause_stage(words, []) == ("done", True)


def _stage_by_cue(words: str, roles: set[str], mentions: list[Mention]) -> tuple[str | None, bool]:
    """Where no stage word stands: a figure that grows through the year is under way, and so are 正在 and 剩余; a bare 完成 is done.

    So is a figure of all there is: 4个镇均已命名.
    """
    counts = {m.role for m in mentions if m.kind == "count"}
    if {"done", "underway", "increment"} & counts:
        is_all = "underway" not in counts and "already" in roles and any_of("wholes", use="whole").search(words)
        return "done" if is_all else "underway", True
    if "denied" in roles or ("ongoing" in roles and roles.isdisjoint({"finished", "already"})):
        return "underway", True  # 就业任务还没有完成, 助学金正在发放
    if {"done", "finished", "already"} & roles:
        return "done", counts != {"goal"} or not roles <= {"done", "action"}  # 新建公园7个 may only say the task again
    return ("underway", True) if {"ongoing", "advancing", "action", "remaining"} & roles else (None, False)


def is_standing(task: str) -> bool:
    """Whether a task asks for standing work, which never ends: most of its clauses name nothing else (学习贯彻, 强化监督)."""
    passage = read_passage(task)
    named = [c for c in passage.clauses if any(match.stage == "routine" for match in stage_words(passage.words(c)))]
    stages = [clause_stage(passage.words(c), [], cues=passage.cues_in(c))[0] for c in named]
    return stages.count("routine") > len(passage.clauses) / 2


def is_unbegun(items: Iterable[Item]) -> bool:
    """Whether an item says of the whole that it has not begun: 项目尚未开工; not 南三路未开工."""
    return any(item.stage == "not_started" and names_nothing(item.quote) for item in items)


def task_stage(items: Iterable[Item], is_met: bool | None = None, standing: bool = False) -> str:
    """The stage of the row as a whole, from its items.

    is_met    whether every counted target of the row has been reached; None where no figure tells
    standing  whether the task asks for standing work and for nothing that can be counted
    Done when all is done; routine when nearly all is routine, or half of it where the task is standing work; preparing when the
    preparations outweigh what is on site; else, and where no word tells, under way.
    """
    items = list(items)
    weighed = all(
        item.weight > 1 for item in items
    )  # 5个…, 65个…: only where every item says of how many things it speaks
    weights: dict[str, float] = {}
    for item in items:
        weights[item.stage] = weights.get(item.stage, 0) + (item.weight if weighed else 1)
    if is_met:
        return "done"
    if is_met is False and set(weights) == {"done"}:  # what is reported is done, but the target is not reached
        return "underway"
    if len(weights) <= 1:
        return next(iter(weights), "underway")
    if is_unbegun(items):
        return "preparing" if "preparing" in weights else "not_started"
    early = sum(weights.get(stage, 0) for stage in ("preparing", "not_started", "suspended"))
    active = weights.get("underway", 0) + weights.get("done", 0)
    if not active and "suspended" in weights:
        return "suspended"
    if weights.get("routine", 0) >= (1 if standing else MANY_TO_ONE) * (active + early):
        return "routine"
    return "preparing" if early > MANY_TO_ONE * active else "underway"


def worst_stage(items: Iterable[Item]) -> str:
    """The worst stage among the items; under way where no word tells."""
    stages = {item.stage for item in items}
    return next((stage for stage in WORST_FIRST if stage in stages), "underway")


def _is_manner(words: str) -> bool:
    """Whether a clause says only how the work is gone about: 以创建文明城区为契机, 正在按照全市统一要求."""
    return bool(any_of("manners").fullmatch(without_bullets(words).removeprefix("正在")))


def _is_preparation(words: str, matches: tuple[StageWord, ...], stages: set[str]) -> bool:
    """Whether a clause that names a preparation is one: 已完成方案设计, 可研编制有序推进; not 按设计方案施工, 按方案推进."""
    last_early = max(match.end for match in matches if match.stage in _PAPERS)
    if "going_on" in stages and "by_plan" not in stages:
        matches = tuple(match for match in matches if match.end < len(words.removesuffix("中")))
    strong = [match.end for match in matches if match.stage in ("underway", "done")]
    return not any(place > last_early for place in strong)


def _pieces(progress: str, clause: Clause, mentions: list[Mention]) -> list[tuple[Clause, list[Mention]]]:
    """A clause with its figures, divided where each figure has a stage of its own: 建成2家、在建3家、1家暂停."""
    if len(mentions) < 2:
        return [(clause, mentions)]
    counts = [m for m in mentions if m.kind == "count" and m.role_source == "cue"]
    stops = [progress.find("、", one.end, other.start) for one, other in pairwise(counts) if one.role != other.role]
    starts = [clause.start, *(stop + 1 for stop in stops if stop >= 0)]
    if len(starts) == 1:
        return [(clause, mentions)]
    ends = [*(start - 1 for start in starts[1:]), clause.end]
    pieces = [Clause(start, end, clause.sentence) for start, end in zip(starts, ends, strict=True)]
    return [(piece, list(within(mentions, piece.start, piece.end))) for piece in pieces]


def _weight(progress: str, clause: Clause, mentions: list[Mention]) -> float:
    """How many things a clause speaks of, where it begins with their number: 65个项目已完成方案设计; else 1."""
    first = mentions[0] if mentions else None
    if first is None or first.kind != "count" or not first.value:
        return 1.0
    return first.value if names_nothing(progress[clause.start : first.start]) else 1.0


def _short(quote: str) -> str:
    return without_bullets(quote)[:30]
