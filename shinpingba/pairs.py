"""Pairs of a target and the figure that says how far it has come.

A pair joins a target to the achieved figure of the *same thing*: the same dimension, and the same noun, judged by likeness. A
figure whose clause names no thing of its own (…,已完工27栋) speaks of the thing before it. A part never stands for the whole.
Where no figure is stated, a stated percentage of the target, or a list of finished things, may give it.
"""

import re

from .clauses import Clause, clause_at, sentence_start, split_clauses
from .derived import from_list, from_percent, from_whole
from .likeness import bigrams, is_narrower, likeness, named_things, thresholds, wordless
from .mentions import Mention, find_cues
from .targets import Achieved, Target

GENERAL = ("个", "项", "件", "家")  # classifiers of anything: sharing one says nothing
MIN_SCORE = 0.42  # least likeness of two nouns that are taken for one thing; set on the development rows
# Kinds of building stand side by side (新建5座、改建3座); other verbs follow each other (整改24项、销号22项).
_BUILDING = re.compile("[建造扩]$")
REPEATED = 0.6  # least share of a target's words that a clause without a cue must repeat to report on it


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
            figure = _latest(targets[number], mention, mentions, progress, clauses)
            parts = _listed_parts(targets[number], figure, mentions, progress, clauses)
            found[number] = _achieved(targets[number], [figure, *parts], progress, clauses)
            taken.update(part.start for part in [mention, figure, *parts])
    for number, target in enumerate(targets):
        if number not in found and target.kind == "count":
            reading = (
                from_whole(target, targets, progress, clauses)
                or from_percent(target, targets, progress, mentions, clauses, taken)
                or from_list(target, targets, progress, mentions, clauses)
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
    thing = named_things(target.item) or target.item
    repeated = likeness(wordless(target.quote), words)
    if (
        not _comparable(target, mention)
        or not _is_reached(target, mention, progress[clause.start : clause.end], repeated)
        or is_narrower(mention.item, target.context)
        or not thresholds(words) <= thresholds(target.quote)
    ):
        return 0.0
    opens = not progress[piece.start : mention.start].strip(" ①②③④⑤⑥⑦⑧⑨⑩")
    own = "" if opens and not mention.item else named_things(words)
    if repeated < REPEATED and not _same_kind(target, mention, own, words):
        return 0.0
    own_unit = mention.unit == target.unit and mention.unit not in GENERAL
    rivals = [
        t for t in targets if t is not target and _comparable(t, mention) and not (own_unit and t.unit != mention.unit)
    ]
    if own:
        forward = likeness(thing, own)
        score = max(
            forward, 0.9 * likeness(own, target.context) * bool(bigrams(mention.item[-2:]) & bigrams(target.context))
        )
    else:  # …,已完工27栋: the clause names nothing, so it speaks of the thing before it, or of the task as a whole
        before = progress[sentence_start(clauses, clause) : piece.start] or progress[: piece.start][-60:]
        score = max(likeness(thing, before), 0.3, repeated) if rivals else 0.45
    alone = not rivals and not any(_comparable(target, m) and m.role == "done" for m in mentions if m is not mention)
    named = len(mention.item) >= 2 and (  # 3个项目 of 10个工业项目; 10个坑塘整治, which names nothing else but a verb
        target.item.endswith(mention.item) or (mention.item in target.quote and len(own) <= len(mention.item) + 2)
    )
    singled_out = named or bool(thresholds(words)) or (alone and mention.dimension not in ("item", "share", "person"))
    score = max(score, 0.7 * repeated, MIN_SCORE * singled_out)
    score += 0.08 * (mention.unit == target.unit) * (target.kind == "count") + 0.1 * repeated
    return score + 0.3 * (not rivals) * (target.kind == "growth" and mention.kind == "growth")


def _latest(
    target: Target, first: Mention, mentions: list[Mention], progress: str, clauses: tuple[Clause, ...]
) -> Mention:
    """The figure with which a sentence goes on to come nearer to the target: by its own verb, or by a later period.

    已完成整改24项、销号22项 for a target of 销号; 1-2月增长4.3%,预计一季度增长5.1%.
    """
    latest, sentence = first, clause_at(clauses, first.start).sentence
    for mention in mentions:
        clause = clause_at(clauses, mention.start)
        piece = _piece(progress, clause, mention, mentions)
        words = progress[piece.start : piece.end]
        if (
            mention.start <= latest.start
            or clause.sentence != sentence
            or mention.kind != first.kind
            or mention.unit != first.unit
            or mention.role not in ("done", "forecast")
            or named_things(words)
        ):
            continue
        before = _piece(progress, clause_at(clauses, latest.start), latest, mentions)
        verb, earlier = _verb(words), _verb(progress[before.start : before.end])
        is_nearer = bool(verb) and _is_goal(verb, target) and not _is_goal(earlier, target)
        is_later = verb == earlier and _period(latest, clauses, mentions) < _period(mention, clauses, mentions)
        latest = mention if is_nearer or is_later else latest
    return latest


def _is_goal(verb: str, target: Target) -> bool:
    return not _BUILDING.search(verb) and bool(bigrams(verb) & bigrams(_verb(target.quote)))


def _period(figure: Mention, clauses: tuple[Clause, ...], mentions: list[Mention]) -> str:
    """The month that a clause names for its figure, ISO; empty where it names none."""
    clause = clause_at(clauses, figure.start)
    return max(
        (m.when or "" for m in mentions if m.kind == "date" and clause.start <= m.start < figure.start), default=""
    )


def _verb(words: str) -> str:
    """The last verb of some words, which names their goal: 销号 of 整改销号反馈问题24项."""
    verbs = [words[cue.start : cue.end] for cue in find_cues(words) if cue.role in ("done", "action")]
    return verbs[-1] if verbs else ""


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
    return mention.role == "unknown" and (repeated >= REPEATED or _only_states(target, mention, words))


def _only_states(target: Target, mention: Mention, words: str) -> bool:
    """Whether a clause is nothing but the target's thing and its figure: 粮食总产量14.3万吨."""
    thing = named_things(target.item) or target.item
    return words.endswith(mention.quote) and not find_cues(words) and likeness(thing, mention.item) == 1


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
    """The further figures of a list, to be added up: 完成古杏路绿道2.3km、龙湖绿道4.6km; 新建5座、改建3座. People may be counted twice."""
    clause = clause_at(clauses, first.start)
    parts: list[Mention] = []
    if target.kind != "count" or target.dimension == "person":
        return parts
    for mention in mentions:
        piece = _piece(progress, clause, mention, mentions)
        if not first.end < mention.start < clause.end or mention.unit != first.unit:
            continue
        words = progress[piece.start : piece.end]
        verb = _verb(words)
        same_thing = not find_cues(words) and likeness(target.item[-2:], words) == 1
        other_building = _BUILDING.search(verb) and verb in target.quote and not named_things(words)
        if progress[piece.start - 1 : piece.start] == "、" and (same_thing or other_building):
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
