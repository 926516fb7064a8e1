"""Rates that only the progress sets beside the rate reached: 供养率达39%,完成40%目标任务的97.5%; 失业率4.18%,控制在4.5%以内."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..language.clauses import within
from ..language.likeness import bigrams, named_things
from ..language.passage import Passage
from ..language.shares import share_of
from ..words.lexicon import any_of
from .mention import Mention
from .targets import Achieved, Target

_AIM_BEHIND = re.compile(
    '(?:以[上下内]|左右)?的?[“”"]?(?:[^,，。；;、0-9]{0,4}[“”"])?(?:年度|全年|控制|阶段性?|考核|预期)*(?:任务|目标|计划|考核|(?<=的)要求)'
)
_AIM_ALONE = re.compile(
    "(?:年度|全年|年初|预期|今年)*(?:任务|目标|计划)(?:任务|目标|值|数)?(?:为|是|[:：])?(?:增长|下降|达到?)?#"
)
_AIM_BEFORE = re.compile("(?:任务|目标|计划)(?:任务|目标|值|为|是|[:：])*[(（]?$")
_COMES_TO = re.compile(
    "(?:达到|完成|超过|优于|好于|高于|低于|不及|实现)(?!.*(?:[去上前]年|同期))[^,，。；;、0-9]{0,14}$"
)
_IS_LIKE = re.compile(
    "[)）]?的?(?:目标|要求)?(?:基本|大体|大致)?(?:相当|持平|一致|相符)"
)  # 增长9.8%,与年计划10%基本相当
_IS_LIMIT = re.compile("的?(?:年度|全年)?控制")  # 失业率3.62%,低于4.2%的控制目标
_LIMIT = re.compile("(?:均|都)?(?:控制|稳定|保持)在$")
_SAYS_NO_MORE = re.compile("(?:目前|现|实际|已)*(?:达到?|完成|为)")
_RATES = ("share", "growth", "percent")
_NEAR = 0.00006  # rates are printed to hundredths of a point


def told_rates(
    targets: Sequence[Target], passage: Passage, mentions: Sequence[Mention]
) -> list[tuple[Target, Achieved]]:
    """The rates aimed at that a text proves or stays within, each with the rate reached: 控制在3.42%,比年目标任务4.1%低0.68个百分点.

    targets  those that are known already
    """
    known = {target.value for target in targets if target.kind in _RATES}
    found = []
    for place, goal in enumerate(mentions):
        if goal.kind not in _RATES or goal.value in known or not goal.value:
            continue
        if behind := _reached_behind(passage, mentions, place):
            found.append((_target(passage, goal, behind), _achieved(passage, behind)))
            continue
        reached = _reached(passage, mentions, place)
        if reached is None:
            continue
        is_beside = _is_limit(passage, goal, mentions[place - 1], reached) or _is_aim(
            passage, goal, mentions[place - 1], reached
        )
        if is_beside or any(_proofs(passage, goal, reached, mentions)):
            found.append((_target(passage, goal, reached), _achieved(passage, reached)))
    return found


def _reached(passage: Passage, mentions: Sequence[Mention], place: int) -> Mention | None:
    """The last rate told as reached before a mention in its sentence; None where there is none."""
    start, _ = passage.sentence(passage.clause(mentions[place].start))
    before = within(mentions, start, mentions[place].start)
    return next((m for m in reversed(before) if m.kind in ("share", "growth") and m.role == "done"), None)


def _reached_behind(passage: Passage, mentions: Sequence[Mention], place: int) -> Mention | None:
    """The rate reached behind one that is called a goal: 城镇目标95%、农村目标90%;城镇达到96%,农村达到91%; 优良率目标95%,达到96%."""
    goal = mentions[place]
    if goal.role != "goal":
        return None
    own, last = bigrams(_words_before(passage, goal)), passage.clause(goal.start).sentence + 1
    for before, mention in pairwise(m for m in mentions[place:] if m.kind != "date"):
        words = _words_before(passage, mention)
        if mention.kind not in _RATES or mention.role != "done" or passage.clause(mention.start).sentence > last:
            continue
        if named := named_things(words):
            if bigrams(named) <= own:
                return mention
        elif before is goal and (mention.kind != "percent" or _SAYS_NO_MORE.fullmatch(words)):
            return mention
    return None


def _words_before(passage: Passage, mention: Mention) -> str:
    """The words of its clause that stand before a rate, behind the 、 that parts it from another."""
    start = passage.clause(mention.start).start
    return passage.text[start : mention.start].rpartition("、")[2]


def _is_limit(passage: Passage, goal: Mention, before: Mention, reached: Mention) -> bool:
    """Whether the clause behind a rate says within what it stayed: 失业率4.18%,控制在4.5%以内."""
    words = passage.text[passage.clause(goal.start).start : goal.start]
    is_kept = goal.value is not None and reached.value is not None and reached.value <= goal.value
    return before is reached and goal.bound == "<=" and bool(_LIMIT.fullmatch(words)) and is_kept


def _is_aim(passage: Passage, goal: Mention, before: Mention, reached: Mention) -> bool:
    """Whether the clause behind a rate says nothing but at what it aims: 生产总值增长6.8%,目标8%; 城镇化率52.1%(年度目标53%)."""
    words = passage.words(passage.clause(goal.start)).strip("()（） ")
    return before is reached and bool(_AIM_ALONE.fullmatch(words.replace(goal.quote, "#")))


def _proofs(passage: Passage, goal: Mention, reached: Mention, mentions: Sequence[Mention]) -> Iterator[bool]:
    """Whether a share or a gap behind a rate that is called an aim follows from the two, or the words say that it was reached."""
    clause = passage.clause(goal.start)
    before, behind = passage.text[clause.start : goal.start], passage.text[goal.end : clause.end]
    aim = _AIM_BEHIND.match(behind)
    if not (aim or _AIM_BEFORE.search(before)) or goal.value is None or reached.value is None:
        return
    yield bool(aim) and bool(_COMES_TO.search(before)) and not re.match("的?[0-9]", behind[aim.end() if aim else 0 :])
    yield bool(_AIM_BEFORE.search(before) and _IS_LIKE.match(behind))
    for mention in within(mentions, goal.end, clause.end):
        if mention.value is not None:
            yield mention.kind == "percent" and abs(share_of(reached.value, goal.value) - mention.value) < 0.001
            yield mention.unit == "百分点" and abs(abs(reached.value - goal.value) - mention.value / 100) < _NEAR


def _target(passage: Passage, goal: Mention, reached: Mention) -> Target:
    start, end = passage.sentence(passage.clause(goal.start))
    kind = "growth" if "growth" in (goal.kind, reached.kind) else "share"
    is_less = _IS_LIMIT.match(passage.text, goal.end) or any_of("levels", use="less").search(passage.text, start, end)
    is_compared = _COMES_TO.search(
        passage.text[passage.clause(goal.start).start : goal.start] + goal.quote.rstrip("0123456789.%％")
    )
    bound = "<=" if is_less else "=" if is_compared else goal.bound  # 增长5.8%,低于7%的年度目标: no limit, but missed
    facts = (goal.amount, "", bound, reached.item, goal.dimension, goal.size)
    return Target(goal.start, goal.end, goal.quote, "progress", kind, *facts, passage.text[start:end], True, goal.end)


def _achieved(passage: Passage, reached: Mention) -> Achieved:
    clause = passage.clause(reached.start)
    return Achieved(reached.amount, reached.bound, passage.words(clause), clause.start, "direct", "medium", "goal")
