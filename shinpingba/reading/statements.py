"""What a progress text says of the task as a whole: a share of the year's plan, a gap to the goal, the office's own verdict.

They are evidence beside the figures, never instead of them: 完成计划的36.4%; 低于目标1.4个百分点; 进展缓慢, 提前完成年度任务.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ..language.clauses import BULLETS, Clause, within, without_brackets, without_spans
from ..language.likeness import names_nothing
from ..language.passage import Passage
from ..language.verdicts import LATE, find_verdicts, phrases
from ..words.lexicon import any_of
from .mention import Mention
from .stages import EARLY, Item, clause_stage

_GAP = re.compile(r"(?P<below>低于|落后于?|滞后于?|慢于|欠|差|未达到?)|(?P<above>高于|超过?|超出|快于|领先|优于)")
_REASON = re.compile("因(?!地|材)|由于|受")
_MARK = re.compile(
    r"(?P<mark>(?:年度|全年|年初)?(?:预期|目标|任务|计划)|(?:序时|时序|时间|计划)?进度|序时|时序)"
    r"(?:任务|目标|要求|进度)*(?:约|近)?$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a text says of its task: text[start:end] == quote.

    value     a share or a gap as a fraction, a gap below its mark negative; None for a verdict
    status    a verdict's class on our scale; what a gap says of its mark (behind, on_schedule); "" for a share
    mark      what a gap is measured against: target or schedule
    against   what a gap was measured from, where its sentence tells the rate: 0.75 of 占年度计划的52.6%,低于序时进度22.4个百分点
    of_money  the share is one of money: it says nothing of the number of things
    field     the cell of the words
    """

    start: int
    end: int
    quote: str
    value: float | None = None
    status: str = ""
    mark: str = ""
    against: float | None = None
    of_money: bool = False
    field: str = "progress"


def stated_share(passage: Passage, mentions: Sequence[Mention]) -> Statement | None:
    """The first share of the year's plan that a text states of the task and not of a part of it (完成年度任务的27.3%, 26%(严重滞后)).

    Nothing is all done of which a further share is not: 完成培训338人,完成率100%;创建卫生室,完成率78% is 78 %.
    """
    stated = [*_shares_stated(passage, mentions)]
    if stated and (stated[0].value or 0) >= 1:
        return min(_short_of_it(passage, mentions, stated), key=lambda each: each.value or 0, default=stated[0])
    return stated[0] if stated else None


def _short_of_it(passage: Passage, mentions: Sequence[Mention], stated: list[Statement]) -> Iterator[Statement]:
    """The shares below the whole beside one of all of it: 完成率75%, 绿化完成82%; not of what goes on (在建35座,占5%) nor of a part."""
    goes_on = {passage.clause(m.start).start for m in mentions if m.role in ("underway", "remaining")}
    of_whole = {clause.start for clause in _of_whole(passage) if not goes_on & _places(passage, clause)}
    bare = (
        m
        for m in mentions
        if (m.kind, m.role) == ("percent", "done") and _FINISHED.search(passage.text, max(0, m.start - _NEAR), m.start)
    )
    for each in [*stated, *(_as_share(passage, mentions, mention) for mention in bare)]:
        if each.start in of_whole and (each.value or 0) < 1:
            yield each


def _is_of_some(passage: Passage, percent: Mention) -> bool:
    """Whether a share is that of some, or of a part that has a name: 其中9个省级项目投资完成率119%; not 其中已竣工48户,竣工率47%."""
    before = passage.text[passage.clause(percent.start).start : percent.start]
    if _SOME_OF.search(before):
        return True
    _, is_part, words = before.rpartition(_PART)
    return bool(is_part) and not names_nothing(words) and bool(_WORKS.search(words))


def _places(passage: Passage, clause: Clause) -> set[int]:
    """Where a clause begins, and the one before it in its sentence."""
    return {clause.start, *(earlier.start for earlier in islice(passage.before(clause), 1))}


def _shares_stated(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """The shares of the year's plan that a text states, in order."""
    for mention in mentions:
        if mention.kind != "percent" or mention.role != "done" or mention.value is None:
            continue
        clause = passage.clause(mention.start)
        before = _without_goals(passage, mentions, clause.start, mention.start)
        says_no_more = not re.search(r"\w", before + without_brackets(passage.text[mention.end : clause.end]))
        is_first = clause.start == passage.clauses[0].start
        if is_of_increment(passage, mentions, mention) or _is_of_some(passage, mention):
            continue
        if _is_of_year(before) or (says_no_more and is_first):
            yield _as_share(passage, mentions, mention)


def _as_share(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> Statement:
    start = passage.clause(percent.start).start
    of_money = is_of_money(passage, mentions, percent)
    return Statement(start, percent.end, passage.text[start : percent.end], percent.value, of_money=of_money)


def stated_gap(passage: Passage, mentions: Sequence[Mention]) -> Statement | None:
    """The first distance to the goal or to the schedule that a text states in points (低于目标1.4个百分点, 超序时7.3个百分点)."""
    for mention in mentions:
        if mention.unit != "百分点" or mention.value is None:
            continue
        clause = passage.clause(mention.start)
        before = passage.text[clause.start : mention.start]
        mark = _MARK.search(before)
        sides = [*_GAP.finditer(before, 0, mark.start())] if mark else []
        if not mark or not sides or sides[-1].end() < mark.start() - 1:
            continue
        sign = -1 if sides[-1]["below"] else 1
        status = "behind" if sign < 0 else "on_schedule"
        kind = "schedule" if re.search("[时进]", mark["mark"][:2]) else "target"
        start = clause.start + sides[-1].start()
        gap = round(sign * mention.value / 100, 6)
        against = _measured_from(passage, mentions, mention, gap, kind)
        return Statement(start, mention.end, passage.text[start : mention.end], gap, status, kind, against)
    return None


def _measured_from(
    passage: Passage, mentions: Sequence[Mention], gap: Mention, value: float, kind: str
) -> float | None:
    """The goal or the schedule that a gap was measured from: the rate told before it in its sentence, less the gap."""
    kinds = ("percent",) if kind == "schedule" else ("growth", "share")
    told = [m for m in _before(passage, mentions, gap) if m.kind in kinds]
    return round(told[-1].value - value, 6) if told and told[-1].value is not None else None


def stated_verdict(passage: Passage, items: Sequence[Item] = ()) -> Statement | None:
    """The office's own verdict on the task, the worst where a text gives several (进展缓慢; 提前完成年度任务); None where it gives none.

    What is said of a part (其中西河片区进度滞后) is none on the whole, nor what was so before it was seen to (经督办后全部完工).
    items  the work of the row, where nothing of it is done: that it has not begun is a verdict too
    """
    clauses = list(_of_whole(passage))
    found = [each for clause in clauses for each in _verdicts(passage, clause)]
    found += [_as_completed(passage, clause) for clause in clauses if _is_whole(passage, clause)]
    if since := _SINCE.search(passage.text):
        found = [each for each in found if each.start > since.start()] or found
    return min(found, key=lambda each: _WORST_FIRST.index(each.status), default=None) or _unbegun(items)


def _unbegun(items: Sequence[Item]) -> Statement | None:
    """That the task has not begun, where a text tells of nothing else: 新型农民培训还没有开班; None where more is told, or of some.

    因资金没有到位,暂未启动     正在选址,尚未开工     not: 3个还没有进场; 主体封顶,厂前区道路未开工
    """
    told = next((item for item in items if item.stage == "not_started"), None)
    known = [item for item in items if not _REASON.match(item.quote)]
    if told is None or told.weight > 1 or "已" in told.quote or any(item.stage not in EARLY for item in known):
        return None
    return Statement(told.start, told.end, told.quote, status="in_preparation")


def stated_rest(passage: Passage) -> Statement | None:
    """What a text says of the tasks not finished yet: 10件已完成,其余事项正在按时间节点推进; None where some are late or it says nothing.

    A task is finished when the year is: that few are done yet makes none late.
    """
    told = ((status, match) for status, pattern in _rests() if (match := pattern.search(passage.text)))
    status, match = next(told, ("", None))
    if match is None or _is_late(passage):
        return None
    return Statement(match.start(), match.end(), match[0], status=status)


def _is_late(passage: Passage) -> bool:
    """Whether a text says of the task or of some of its tasks that they are late: 7项未完成三季度目标."""
    if _SOME_LATE.search(passage.text):
        return True
    return any(each.status in LATE for clause in passage.clauses for each in find_verdicts(passage.words(clause)))


_WORST_FIRST = ("behind", "suspended", "completed", "ahead", "on_schedule")
_PART, _FINISHED = "其中", re.compile("完成了?约?$|[%％][、,，和及与]$")  # 分别占年度计划的109%、81%
_NEAR = 4  # characters before a share in which such words stand
_WORKS = re.compile("项目|工程|[级类]")
_EXCEEDED_BY = re.compile("超(?:过|出)?了?[^,，。；;完]{0,6}(?:计划|目标|任务)[^,，。；;完]{0,4}$")
_SOME_OF = re.compile("等[0-9]+[项个件]")  # 家政提质等8项工程已完成年度目标任务的70%以上
_SOME_LATE = re.compile(
    "(?<![0-9])[0-9]+[项件个][^,，。；;0-9]{0,6}(?:未完成|未达|滞后|缓慢|偏慢|较慢|落后|未启动|未开工)"
)
_ASIDES = re.compile(
    "^经[^,，。；;]{2,6}后|(?:[于在]|截至)?[0-9]{1,2}月(?:份|[上中下]旬|[底末初])?"
)  # 经督办后于11月底全部完工
_SINCE = re.compile("经(?:督办|督查|督促|通报|约谈|协调|整改|调度|攻坚)[^,，。；;]{0,6}[后,，]")


def _of_whole(passage: Passage) -> Iterable[Clause]:
    """The clauses of a text, in each sentence up to 其中, with which a text may begin."""
    aside = -1
    for clause in passage.clauses:
        if _PART in passage.words(clause) and clause is not passage.clauses[0]:
            aside = clause.sentence
        if clause.sentence != aside:
            yield clause


def _verdicts(passage: Passage, clause: Clause) -> Iterable[Statement]:
    """The verdicts of a clause. That something is done, and not a task (征地提前完成), is one where nothing else is named."""
    words = passage.words(clause)
    start, _ = passage.sentence(clause)
    for each in find_verdicts(words, passage.text[start : clause.start]):
        is_of_thing = each.status == "completed" and each.is_bare
        if not is_of_thing or names_nothing(_ASIDES.sub("", words[: each.start]) + words[each.end :]):
            start, end = clause.start + each.start, clause.start + each.end
            yield Statement(start, end, passage.text[start:end], status=each.status)


def _is_whole(passage: Passage, clause: Clause) -> bool:
    """Whether a sentence says nothing but that all is done (此项工作已完成。 基本完成。), and is no bullet of several."""
    words = passage.words(clause)
    return (
        passage.is_alone(clause)
        and words[0] not in BULLETS
        and names_nothing(words)
        and clause_stage(words, []) == ("done", True)
    )


def _as_completed(passage: Passage, clause: Clause) -> Statement:
    return Statement(clause.start, clause.end, passage.words(clause), status="completed")


def _without_goals(passage: Passage, mentions: Sequence[Mention], start: int, end: int) -> str:
    """The words before a share, the goal's own figure left out: 占目标任务6.65亿元的 and 为年度投资目标(1200亿元)的."""
    goals = [(m.start - start, m.end - start) for m in within(mentions, start, end) if m.role == "goal"]
    return re.sub("[(（][)）]", "", without_spans(passage.text[start:end], goals))


def _is_of_year(before: str) -> bool:
    """Whether words before a share say that it is one of the year's plan, not by how much it is exceeded (超过计划投资额25.8%)."""
    return (
        not _EXCEEDED_BY.search(before)
        and bool(_shares("year").search(before))
        and not _shares("part").search(_without_ending(before))
    )


def _without_ending(before: str) -> str:
    return re.sub("(?:的|比例|约|近|为|达到?|超过?|已达|了|完成)*$", "", before)


def is_of_money(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether a share is one of money: its words say so (年度投资计划的, 投资完成率), or the figure before it in the sentence is money."""
    clause = passage.clause(percent.start)
    told = [m for m in _before(passage, mentions, percent) if m.kind == "count" and m.role != "goal"]
    says_so = re.search("投资|资金|支出|预算", passage.text[clause.start : percent.start])
    return bool(says_so) or (bool(told) and told[-1].dimension == "money")


def is_of_increment(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether a share is what a part of the year brought: 7月份完成投资90.2亿元,完成年度计划的10.1%."""
    told = [m for m in _before(passage, mentions, percent) if m.kind == "count" and m.role != "goal"]
    return bool(told) and told[-1].role == "increment"


def _before(passage: Passage, mentions: Sequence[Mention], mention: Mention) -> Sequence[Mention]:
    """The mentions of its sentence before another."""
    start, _ = passage.sentence(passage.clause(mention.start))
    return within(mentions, start, mention.start)


@cache
def _rests() -> list[tuple[str, re.Pattern[str]]]:
    return [(status, re.compile(pattern)) for status, pattern in phrases("rest")]


@cache
def _shares(of: str) -> re.Pattern[str]:
    return any_of("shares", of=of)
