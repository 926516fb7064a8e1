"""Pairs of a target and the figure that says how far it has come.

A pair joins a target to the achieved figure of the *same thing*: the same dimension, and the same noun, judged by likeness. A
figure whose clause names no thing of its own (…,已完工27栋) speaks of the thing before it. A part never stands for the whole.
Where no figure is stated, a stated percentage of the target, or a list of finished things, may give it.
"""

import re

from ..language.clauses import split_clauses
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, is_narrower, likeness, thresholds, wordless
from ..words.lexicon import any_of
from .derived import from_list, from_percent, from_rest, from_whole
from .figures import Figure, find_figures, last_verb
from .mentions import Mention
from .targets import Achieved, Target

# Weights of a score, and the least one of a pair: set on the development rows, and held by tests/cases/pairs.csv.
MIN_SCORE = 0.42
IN_CONTEXT = 0.9  # a noun that only the words around the target have, against one that the target has
OF_THE_WHOLE = 0.45  # a figure whose clause names nothing, where no other target could be meant …
OF_THE_NEXT = 0.3  # … and where one could
IN_ITS_WORDS = 0.7  # how much of the target's words a clause repeats
TOLD_AGAIN = 0.1  # all else equal, the figure whose clause repeats more …
SAME_UNIT = 0.08  # … and the one in the target's own unit
ONLY_GROWTH = 0.3  # a growth rate, where the task wants but one
REPEATED = 0.6  # least share of a target's words that a clause without a cue must repeat to report on it


def pair(targets: list[Target], progress: str, mentions: list[Mention]) -> dict[int, Achieved]:
    """The achieved figure of each target that has one: index of the target -> Achieved.

    mentions  find_mentions(progress)
    Candidates are scored by likeness; each figure serves one target, the best pairs first.
    """
    clauses = split_clauses(progress)
    figures = find_figures(progress, mentions, clauses) if targets else []
    scored = [
        (score, number, figure)
        for number, target in enumerate(targets)
        for figure in figures
        if _comparable(target, figure.mention) and (score := _score(target, targets, figure, figures)) >= MIN_SCORE
    ]
    found: dict[int, Achieved] = {}
    taken: set[int] = set()
    for _, number, figure in sorted(scored, key=lambda s: (-s[0], s[2].mention.start)):
        if number not in found and figure.mention.start not in taken:
            latest = _latest(targets[number], figure, figures)
            parts = _listed_parts(targets[number], targets, latest, figures)
            found[number] = _achieved(targets[number], [latest, *parts])
            taken.update(part.mention.start for part in [figure, latest, *parts])
    for number, target in enumerate(targets):
        if number not in found and target.kind == "count":
            derived = (
                from_whole(target, targets, progress, clauses)
                or from_percent(target, targets, progress, mentions, clauses, taken)
                or from_list(target, targets, progress, mentions, clauses)
                or from_rest(target, progress, mentions, clauses)
            )
            if derived:
                found[number] = derived
    return found


def _comparable(target: Target, mention: Mention) -> bool:
    if target.kind == "growth":
        return mention.kind in ("growth", "share")
    if target.kind == "share":
        return mention.kind in ("share", "percent", "level", "count") and mention.unit == target.unit
    return target.kind == "count" and mention.kind == "count" and mention.dimension == target.dimension


def _score(target: Target, targets: list[Target], figure: Figure, figures: list[Figure]) -> float:
    """Likeness of a target and a figure that is comparable, 0 where they cannot be the same thing."""
    mention = figure.mention
    repeated = likeness(wordless(target.quote), figure.words)
    if not _is_reached(target, figure, repeated) or not _is_same_kind(target, figure, repeated):
        return 0.0
    rivals = [
        other
        for other in targets
        if other is not target and _comparable(other, mention) and not _unit_tells_apart(target, other, mention)
    ]
    if figure.named:
        shares_noun = bool(bigrams(mention.item[-2:]) & bigrams(target.context))
        score = max(
            likeness(target.thing, figure.named), IN_CONTEXT * likeness(figure.named, target.context) * shares_noun
        )
    else:  # …,已完工27栋: the clause names nothing, so it speaks of the thing before it, or of the task as a whole
        score = max(likeness(target.thing, figure.before), OF_THE_NEXT, repeated) if rivals else OF_THE_WHOLE
    singled_out = _is_singled_out(target, figure) or (not rivals and _is_alone(target, figure, figures))
    score = max(score, IN_ITS_WORDS * repeated, MIN_SCORE * singled_out) + TOLD_AGAIN * repeated
    score += SAME_UNIT * (mention.unit == target.unit) * (target.kind == "count")
    return score + ONLY_GROWTH * (not rivals) * (target.kind == "growth" and mention.kind == "growth")


def _is_reached(target: Target, figure: Figure, repeated: float) -> bool:
    """Whether a figure counts as reached: a word says so, or the clause repeats the words of the target (新辟线路6条 of 新辟公交线路10条).

    To begin (开工) is to reach a target that asks for beginnings.
    """
    mention = figure.mention
    if mention.role in ("done", "forecast"):
        return mention.role_source != "none"
    if mention.role == "underway":
        cues = find_cues(figure.whole)
        begun = [figure.whole[cue.start : cue.end] for cue in cues if cue.role in ("advancing", "ongoing")]
        return bool(begun) and all(word in target.context for word in begun)
    if (
        mention.role == "total"
    ):  # a stock answers a target that is one (总数达118家 of 达到120家); money has come to what it 达 says
        is_stock = mention.dimension == "money" or any_of("levels", use="stock").search(target.quote)
        return repeated >= REPEATED and bool(is_stock)
    repeats = repeated >= REPEATED and not is_early(figure.words)
    return mention.role == "unknown" and (repeats or _only_states(target, figure))


def _only_states(target: Target, figure: Figure) -> bool:
    """Whether the words are nothing but the target's thing and its figure: 粮食总产量14.3万吨 of 产量; not 贷款余额823亿元 of 贷款."""
    mention, words = figure.mention, figure.words
    return words.endswith(mention.quote) and not find_cues(words) and mention.item.endswith(target.thing)


def _is_same_kind(target: Target, figure: Figure, repeated: float) -> bool:
    """Whether a figure can count the target's things: its noun shares a piece with the target's words; a bare one shares the verb.

    11家企业提出申办 counts no 军工资质; 已签约976户 counts no 改造1200户. A bare 完工 or 建成 fits every verb. A part, or things of
    another threshold (10亿元以上), are of another kind.
    """
    mention, words = figure.mention, figure.words
    if is_narrower(mention.item, target.context) or not thresholds(words) <= thresholds(target.quote):
        return False
    if repeated >= REPEATED:
        return True
    if mention.kind == "percent":  # 完成任务的84.4% is no rate to be reached, 整改率96.7% is
        return bool(bigrams(mention.item) & bigrams(target.context))
    if figure.named:
        anything = _own_unit(target, mention) or mention.dimension not in ("item", "person") or not mention.item
        return anything or bool(bigrams(mention.item) & bigrams(target.context))
    cues = find_cues(words)
    verbs = [words[cue.start : cue.end] for cue in cues if cue.role in ("done", "action")]
    starts = {cue.start for cue in cues}
    fits_all = not verbs or any(cue.role == "finished" and cue.end not in starts for cue in cues)  # 完成签约 is 签约
    return fits_all or any(bigrams(verb) & bigrams(target.context) for verb in verbs)


def is_general(unit: str) -> bool:
    """Whether a unit counts anything (个, 项), so that sharing it says nothing."""
    return bool(any_of("general", use="general_unit").fullmatch(unit))


def _builds(verb: str) -> bool:
    """Kinds of building stand side by side (新建5座、改建3座); other verbs follow each other (整改24项、销号22项)."""
    return bool(any_of("parts", use="building").search(verb))


def _own_unit(target: Target, mention: Mention) -> bool:
    return mention.unit == target.unit and not is_general(mention.unit)


def _unit_tells_apart(target: Target, other: Target, mention: Mention) -> bool:
    """Whether the unit of a figure is the target's and not the other's: 完工9个 is of 小区28个 and not of 居民1.2万户."""
    return mention.unit == target.unit != other.unit and not (is_general(mention.unit) and is_general(other.unit))


def _is_singled_out(target: Target, figure: Figure) -> bool:
    """Whether the words can mean no other thing: 3个项目 of 10个工业项目; 10个坑塘整治, which names nothing else; the same threshold."""
    item = figure.mention.item
    named_alone = item in target.quote and len(figure.named) <= len(item) + 2
    return bool(thresholds(figure.words)) or (len(item) >= 2 and (target.item.endswith(item) or named_alone))


def _is_alone(target: Target, figure: Figure, figures: list[Figure]) -> bool:
    """Whether a figure is the only one done of its dimension: of length, area, weight or money, then, it must be the target's."""
    others = (f.mention for f in figures if f is not figure)
    is_only = not any(other.role == "done" and _comparable(target, other) for other in others)
    return is_only and figure.mention.dimension not in ("item", "share", "person")


def _latest(target: Target, first: Figure, figures: list[Figure]) -> Figure:
    """The figure with which a sentence goes on to come nearer to the target: by its own verb, as a stock, or by a later period.

    已完成整改24项、销号22项 for a target of 销号; 新增4家,总数达27家 for a total; 1-2月增长4.3%,预计一季度增长5.1%.
    """
    latest = first
    for figure in figures:
        mention = figure.mention
        is_further = mention.start > latest.mention.start and figure.clause.sentence == first.clause.sentence
        is_alike = (mention.kind, mention.unit) == (first.mention.kind, first.mention.unit)
        if not (is_further and is_alike and _is_reached(target, figure, 1.0)):
            continue
        if figure.named:  # 新增托位640个,其中普惠托位512个 for a target of 普惠性托位
            is_nearer = figure.words.startswith("其中") and _is_nearer(target, figure, latest)
            latest = figure if is_nearer else latest
        else:
            is_stock = mention.role == "total" != latest.mention.role
            is_nearer = is_stock or (_is_goal(figure.verb, target) and not _is_goal(latest.verb, target))
            is_later = figure.verb == latest.verb and latest.month < figure.month
            latest = figure if is_nearer or is_later else latest
    return latest


def _is_nearer(target: Target, figure: Figure, than: Figure) -> bool:
    """Whether a figure names more of the target's thing than another does, and nothing besides."""
    more = likeness(target.thing, figure.named) > likeness(target.thing, than.named)
    return more and not is_narrower(figure.named, target.context)


def _is_goal(verb: str, target: Target) -> bool:
    return not _builds(verb) and bool(bigrams(verb) & bigrams(last_verb(target.quote)))


def _listed_parts(target: Target, targets: list[Target], first: Figure, figures: list[Figure]) -> list[Figure]:
    """The further figures of a list, to be added up: 完成古杏路绿道2.3km、龙湖绿道4.6km; 新建5座、改建3座.

    People are not added up: the same may be counted twice.
    """
    if target.kind != "count" or target.dimension == "person":
        return []
    further = [f for f in figures if f.mention.start > first.mention.end and f.mention.unit == first.mention.unit]
    return [
        f
        for f in further
        if (f.clause is first.clause and f.is_part and _names_another(target, targets, f))
        or (f.clause.sentence == first.clause.sentence and _builds_otherwise(target, first, f))
    ]


def _names_another(target: Target, targets: list[Target], figure: Figure) -> bool:
    """Whether a part of a list counts another of the target's things, and no other target's."""
    if find_cues(figure.words) or not thresholds(figure.words) <= thresholds(target.quote):
        return False
    if any_of("parts", use="grade").fullmatch(figure.named):  # 市级4家、省级2家
        return "以上" in target.quote or not any_of("parts", use="grade").search(target.quote)
    own = likeness(target.thing, figure.named)
    is_others = any(likeness(other.thing, figure.named) > own for other in targets if other.unit == target.unit)
    return likeness(target.item[-2:], figure.words) == 1 and not is_others


def _builds_otherwise(target: Target, first: Figure, figure: Figure) -> bool:
    """Whether a figure goes on with another of the target's verbs of building: 新建5座,改造3座 of 新建、改建公厕12座."""
    kinds = {target.quote[cue.start] for cue in find_cues(target.quote) if _builds(target.quote[cue.start : cue.end])}
    own_verb = _builds(figure.verb) and figure.verb[0] in kinds and figure.verb != first.verb
    return own_verb and figure.mention.role == "done" and figure.mention.item in target.quote


def _achieved(target: Target, figures: list[Figure]) -> Achieved:
    first, clause = figures[0].mention, figures[0].clause
    quote = figures[0].whole
    before = quote[: first.start - clause.start]
    estimated = first.role == "forecast" or any(
        cue.role == "forecast" for cue in find_cues(quote) if cue.start < len(before)
    )
    values = [
        (f.mention.value or 0.0) * (f.mention.size / target.size if target.kind == "count" else 1) for f in figures
    ]
    value = sum(values)
    if target.kind == "growth" and _falls(before) != _falls(target.context):
        value = -value
    bound = "~" if estimated and first.bound == "=" else first.bound
    if len(figures) > 1:
        return Achieved(value, bound, quote, clause.start, "sum", "medium")
    confidence = "high" if first.role_source == "cue" and not estimated else "medium"
    return Achieved(value, bound, quote, clause.start, "direct", confidence)


def _falls(words: str) -> bool:
    return bool(re.search(any_of("levels", use="falls").pattern + "[^增升]*$", words))
