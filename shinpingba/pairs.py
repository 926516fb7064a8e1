"""Pairs of a target and the figure that says how far it has come.

A pair joins a target to the achieved figure of the *same thing*: the same dimension, and the same noun, judged by likeness. A
figure whose clause names no thing of its own (…,已完工27栋) speaks of the thing before it. A part never stands for the whole.
Where no figure is stated, a stated percentage of the target, or a list of finished things, may give it.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .clauses import Clause, clause_at, split_clauses
from .lexicon import read_words
from .likeness import bigrams, likeness
from .mentions import Mention, find_cues, is_early
from .quantities import find_numbers
from .stages import says_done
from .targets import Target

_LIST = re.compile(r"[、和及与]")
GENERAL = ("个", "项", "件", "家")  # classifiers of anything: sharing one says nothing
OF_THE_YEAR = re.compile(
    r"(?:年度|全年|年初)(?:目标)?(?:任务|目标|计划)"
)  # what a percentage is of: 完成年度任务的27.3%
MIN_SCORE = 0.42  # least likeness of two nouns that are taken for one thing; set on the development rows
PERCENT_OF_TARGET = 0.8  # least likeness of a target to the sentence of a stated percentage that is to be its own …
SAME_WORD = 0.2  # least share of a target's noun in the thing a clause names, for the thing's own likeness to count
REPEATED = 0.6  # least share of a target's words that a clause without a cue must repeat to report on it
WHOLE_WORK = 0.4  # … or, where the percentage is of no part of its own, this much …
SAME_NUMBER = 0.3  # … or, where the sentence repeats the target's number as well, this much


@dataclass(frozen=True, slots=True)
class Achieved:
    """How much of a target has been reached, and the words that say so: progress[start:end] == quote."""

    value: float
    bound: str
    quote: str
    start: int
    method: str
    confidence: str


def pair(targets: list[Target], progress: str, mentions: list[Mention]) -> dict[int, Achieved]:
    """The achieved figure of each target that has one: index of the target -> Achieved.

    mentions  find_mentions(progress)
    Candidates are scored by likeness; each figure serves one target, the best pairs first.
    """
    clauses = split_clauses(progress)
    scored = [
        (score, number, mention)
        for number, target in enumerate(targets)
        for mention in mentions
        if target.kind != "size"
        and (score := _score(target, targets, mention, mentions, progress, clauses)) >= MIN_SCORE
    ]
    found: dict[int, Achieved] = {}
    taken: set[int] = set()
    for _, number, mention in sorted(scored, key=lambda s: (-s[0], s[2].start)):
        if number not in found and mention.start not in taken:
            parts = _listed_parts(targets[number], mention, mentions, progress, clauses)
            found[number] = _achieved(targets[number], [mention, *parts], progress, clauses)
            taken.update(part.start for part in [mention, *parts])
    for number, target in enumerate(targets):
        if number not in found and target.kind == "count":
            reading = (
                _as_a_whole(target, targets, progress, clauses)
                or _by_percent(target, targets, progress, mentions, clauses, taken)
                or _by_list(target, targets, progress, mentions, clauses)
            )
            if reading:
                found[number] = reading
    return found


def _score(
    target: Target,
    targets: list[Target],
    mention: Mention,
    mentions: list[Mention],
    progress: str,
    clauses: tuple[Clause, ...],
) -> float:
    """Likeness of a target and a figure, 0 where they cannot be the same thing."""
    clause = clause_at(clauses, mention.start)
    piece = _piece(progress, clause, mention, mentions)
    words = progress[piece.start : piece.end]
    repeated = likeness(_wordless(target.quote), words)
    if not _comparable(target, mention) or not _is_reached(
        target, mention, progress[clause.start : clause.end], repeated
    ):
        return 0.0
    opens = not progress[piece.start : mention.start].strip(" ①②③④⑤⑥⑦⑧⑨⑩")
    own = "" if opens and not mention.item else _things(progress, piece)
    if repeated < REPEATED and not _same_kind(target, mention, own, words):
        return 0.0
    own_unit = mention.unit == target.unit and mention.unit not in GENERAL
    rivals = [
        t for t in targets if t is not target and _comparable(t, mention) and not (own_unit and t.unit != mention.unit)
    ]
    if own:
        forward = likeness(target.item, own)
        score = max(forward, 0.9 * likeness(own, target.context) * (forward >= SAME_WORD))
    else:  # …,已完工27栋: the clause names nothing, so it speaks of the thing before it, or of the task as a whole
        before = progress[: piece.start]
        score = max(likeness(target.item, before[-60:]), 0.3, repeated) if rivals else 0.45
    alone = not rivals and not any(_comparable(target, m) and m.role == "done" for m in mentions if m is not mention)
    if len(mention.item) >= 2 and target.item.endswith(mention.item):  # 3个项目 of 10个工业项目
        score = max(score, MIN_SCORE)
    score = max(score, 0.7 * repeated, MIN_SCORE * (alone and mention.dimension not in ("item", "share", "person")))
    score += 0.08 * (mention.unit == target.unit) * (target.kind == "count") + 0.1 * repeated
    return score + 0.3 * (not rivals) * (target.kind == "growth" and mention.kind == "growth")


def _piece(progress: str, clause: Clause, mention: Mention, mentions: list[Mention]) -> Clause:
    """The part of a clause that speaks of one figure: between the 、 that part it from the other figures of the clause."""
    figures = [m.start for m in mentions if m.kind != "date" and clause.start <= m.start < clause.end]
    start = progress.rfind("、", clause.start, mention.start) + 1
    end = progress.find("、", mention.end, clause.end)
    return Clause(
        start if start and any(figure < start for figure in figures) else clause.start,
        end if end >= 0 and any(figure > end for figure in figures) else clause.end,
        clause.sentence,
    )


def _same_kind(target: Target, mention: Mention, own: str, words: str) -> bool:
    """Whether a figure can count the target's things: its noun shares a piece with the target's words; a bare one shares the verb.

    11家企业提出申办 counts no 军工资质; 已签约976户 counts no 改造1200户. A bare 完工 or 建成 fits every verb.
    """
    if own:
        own_unit = mention.unit == target.unit and mention.unit not in GENERAL
        return (
            own_unit
            or mention.dimension not in ("item", "person")
            or not mention.item
            or bool(bigrams(mention.item) & bigrams(target.context))
        )
    cues = find_cues(words)
    verbs = [words[cue.start : cue.end] for cue in cues if cue.role in ("done", "action")]
    return (
        not verbs
        or any(cue.role == "finished" for cue in cues)
        or any(bigrams(verb) & bigrams(target.context) for verb in verbs)
    )


def _is_reached(target: Target, mention: Mention, words: str, repeated: float) -> bool:
    """Whether a figure counts as reached: a word says so, or the clause repeats the words of the target (新辟线路6条 of 新辟公交线路10条).

    To begin (开工) is to reach a target that asks for beginnings.
    """
    if mention.role in ("done", "forecast"):
        return mention.role_source != "none"
    begun = [words[cue.start : cue.end] for cue in find_cues(words) if cue.role in ("advancing", "ongoing")]
    if mention.role == "underway":
        return bool(begun) and all(word in target.context for word in begun)
    if mention.role == "total":  # a stock answers a target that is a stock: 总数达118家 of 达到120家
        return repeated >= REPEATED and bool(re.search(r"达|总数|累计", target.quote))
    return mention.role == "unknown" and repeated >= REPEATED


def _comparable(target: Target, mention: Mention) -> bool:
    if mention.value is None:
        return False
    if target.kind == "growth":
        return mention.kind in ("growth", "share")
    if target.kind == "share":
        return mention.kind in ("share", "percent", "level", "count") and mention.unit == target.unit
    return mention.kind == "count" and mention.dimension == target.dimension


def _listed_parts(
    target: Target, first: Mention, mentions: list[Mention], progress: str, clauses: tuple[Clause, ...]
) -> list[Mention]:
    """The further figures of a list under one verb, to be added up: 完成古杏路绿道2.3km、龙湖绿道4.6km."""
    clause = clause_at(clauses, first.start)
    parts = []
    for mention in mentions:
        piece = _piece(progress, clause, mention, mentions)
        if not first.end < mention.start < clause.end or mention.unit != first.unit or target.kind != "count":
            continue
        words = progress[piece.start : piece.end]
        if (
            progress[piece.start - 1 : piece.start] == "、"
            and not find_cues(words)
            and likeness(target.item[-2:], words) == 1
        ):
            parts.append(mention)
    return parts


def _achieved(target: Target, figures: list[Mention], progress: str, clauses: tuple[Clause, ...]) -> Achieved:
    first = figures[0]
    clause = clause_at(clauses, first.start)
    estimated = first.role == "forecast" or "预计" in progress[clause.start : first.start]
    value = sum(
        (figure.value or 0.0) * (figure.size / target.size if target.kind == "count" else 1) for figure in figures
    )
    if target.kind == "growth" and _falls(progress[clause.start : first.start]) != _falls(target.context):
        value = -value
    quote = progress[clause.start : clause.end]
    bound = "~" if estimated and first.bound == "=" else first.bound
    if len(figures) > 1:
        return Achieved(value, bound, quote, clause.start, "sum", "medium")
    return Achieved(
        value,
        bound,
        quote,
        clause.start,
        "direct",
        "high" if first.role_source == "cue" and not estimated else "medium",
    )


def _falls(words: str) -> bool:
    return bool(re.search(r"(?:下降|降低|减少|下滑|回落|负增长|降幅)[^增升]*$", words))


def _by_percent(
    target: Target,
    targets: list[Target],
    progress: str,
    mentions: list[Mention],
    clauses: tuple[Clause, ...],
    taken: set[int],
) -> Achieved | None:
    """A stated percentage of this very target: of the year's task, or of a work the sentence names with the target's own number."""
    counts = [t for t in targets if t.kind == "count"]
    for mention in mentions:
        if mention.kind != "percent" or mention.role != "done" or mention.value is None:
            continue
        clause = clause_at(clauses, mention.start)
        before = progress[_sentence_start(clauses, clause) : mention.start]
        figures = [
            m for m in mentions if m.kind == "count" and _sentence_start(clauses, clause) <= m.start < mention.start
        ]
        if figures and figures[-1].start in taken:  # the percentage goes with a figure that reports another target
            continue
        of_the_year = OF_THE_YEAR.search(before)
        same_number = any(m.value == target.value and m.unit == target.unit for m in figures)
        alike = likeness(target.item, before)
        named = re.sub(r"总|体|工程量|工作量|进度|形象|实施|完成", "", _things(progress, clause))
        of_the_work = len(named) < 2 and (alike >= WHOLE_WORK or (same_number and alike >= SAME_NUMBER))
        of_the_task = of_the_year and (len(counts) == 1 or alike >= PERCENT_OF_TARGET)
        if of_the_work or of_the_task or (len(counts) == 1 and not _things(progress, _until(clauses, clause))):
            quote = progress[clause.start : clause.end]
            return Achieved(target.value * mention.value, mention.bound, quote, clause.start, "percent", "medium")
    return None


def _as_a_whole(target: Target, targets: list[Target], progress: str, clauses: tuple[Clause, ...]) -> Achieved | None:
    """All of a row's only target said to be done, in no other words than the task's own: 已于2月全部完成编制."""
    for clause in clauses if sum(t.kind == "count" for t in targets) == 1 else ():
        words = progress[clause.start : clause.end]
        finished = re.search(r"(?:全部|全面)(?:已)?(?:完成|建成|完工|竣工|投用|办结|落实)", words)
        if (
            finished
            and not is_early(words.replace(target.context[:2], ""))
            and bigrams(_things(progress, clause)) <= bigrams(target.context)
        ):
            return Achieved(target.value, "=", words, clause.start, "percent", "medium")
    return None


def _by_list(
    target: Target, targets: list[Target], progress: str, mentions: list[Mention], clauses: tuple[Clause, ...]
) -> Achieved | None:
    """Things named without a number, counted: 南环路、凤回路已完工 is two of 8条道路, 引进敦笃电商平台 one of 引进5家电商企业."""
    if target.dimension != "item" or not target.is_due:
        return None
    alone = sum(t.kind == "count" and t.dimension == "item" for t in targets) == 1
    lists = []
    for clause in clauses:
        words = progress[clause.start : clause.end]
        if not any(m.kind in ("count", "percent") for m in mentions if clause.start <= m.start < clause.end):
            names = _named_before(words, target, alone) or _named_behind(words, target)
            lists += [(clause, names)] if names else []
    if not lists:
        return None
    quote = progress[lists[0][0].start : lists[-1][0].end]
    return Achieved(float(sum(len(names) for _, names in lists)), ">=", quote, lists[0][0].start, "listed", "medium")


def _named_before(words: str, target: Target, alone: bool) -> list[str]:
    """The names before a predicate that says done: 城北支路、星港路跨溪桥已建成通车."""
    cues = find_cues(words)
    if not cues or cues[0].role not in ("already", "finished") or is_early(words) or not says_done(words):
        return []
    names = [name for name in _LIST.split(re.sub(r"^[①-⑳\s]*(?:其中|目前)?", "", words[: cues[0].start])) if name]
    of_its_kind = bool(bigrams(target.item[-2:]) & bigrams(words[: cues[0].start]))
    return names if of_its_kind or (alone and len(names) > 1) else []


def _named_behind(words: str, target: Target) -> list[str]:
    """The names behind the target's own verb: 引进敦笃肉铺生鲜电商平台."""
    cues = find_cues(words)
    verbs = {target.context[cue.start : cue.end] for cue in find_cues(target.context) if cue.role == "done"}
    verb = next((cue for cue in cues if words[cue.start : cue.end] in verbs), None)
    if (
        verb is None
        or any(cue.role not in ("done", "already") for cue in cues)
        or target.item[:2] not in words[verb.end :]
    ):
        return []
    return _LIST.split(words[verb.end :])


def _things(progress: str, clause: Clause) -> str:
    return _named_things(progress[clause.start : clause.end])


@lru_cache(maxsize=10_000)
def _named_things(words: str) -> str:
    """What a clause names, its figures and cue words taken out: 农户 in 一季度完成农户签约64户; nothing in 已完工27栋, 已化解14件."""
    figures = [(n.start, n.end) for n in find_numbers(words) if n.kind != "rejected"]
    named = _filler().sub(
        "", _without(words, figures + [(c.start, c.end) for c in find_cues(words) if c.role != "action"])
    )
    works = [(c.start, c.end) for c in find_cues(named) if c.role == "action"]
    return named if len(re.sub("建设|施工|工作", "", _without(named, works))) >= 2 else ""


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(r"[①-⑳\s]|" + "|".join(entry["pattern"] for entry in read_words("fillers", "pattern")))


@lru_cache(maxsize=10_000)
def _wordless(quote: str) -> str:
    """A quote without its figures: 新建5G基站 of 新建5G基站1500个."""
    return _without(quote, [(n.start, n.end) for n in find_numbers(quote) if n.kind != "rejected"])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    return "".join(c for place, c in enumerate(text) if not any(start <= place < end for start, end in spans))


def _until(clauses: tuple[Clause, ...], clause: Clause) -> Clause:
    """A sentence from its beginning to the end of one of its clauses."""
    return Clause(_sentence_start(clauses, clause), clause.end, clause.sentence)


def _sentence_start(clauses: tuple[Clause, ...], clause: Clause) -> int:
    return next(c.start for c in clauses if c.sentence == clause.sentence)
