"""What a progress text says of the task as a whole: a share of the year's plan, a gap to the goal, the office's own verdict.

They are evidence beside the figures, never instead of them: 完成计划的36.4%; 低于目标1.4个百分点; 进展缓慢, 提前完成年度任务.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..language.clauses import BULLETS, Clause
from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, named_things, names_nothing, without_general
from ..language.passage import Passage, read_passage
from ..language.quantities import find_numbers
from ..language.verdicts import LATE, find_answers, find_late_ones, find_verdicts, is_of_less, may_count_late, phrases
from ..words.lexicon import any_of, one_of
from .mention import Mention
from .spans import only_says_when
from .stages import EARLY, Item, clause_stage
from .statement import Statement, of_whole, told_before

_GAP = re.compile(r"(?P<below>低于|落后于?|滞后于?|慢于|欠|差|未达到?)|(?P<above>高于|超过?|超出|快于|领先|优于)")
_REASON = re.compile("因(?!地|材)|由于|受")
_MARK = re.compile(
    r"(?P<mark>(?:年度|全年|年初)?(?:预期|目标|任务|计划)|(?:序时|时序|时间|计划)?进度|序时|时序)"
    r"(?:任务|目标|要求|进度)*(?:约|近)?$"
)


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
        start, _ = passage.sentence(clause)
        is_less = is_of_less(before[sides[-1].start() :], passage.text[start : clause.start + sides[-1].start()])
        status = "behind" if (sign < 0) != is_less else "on_schedule"  # 漏损率低于目标0.7个百分点
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
    told = [m for m in told_before(passage, mentions, gap) if m.kind in kinds]
    return round(told[-1].value - value, 6) if told and told[-1].value is not None else None


def stated_verdict(
    passage: Passage, items: Sequence[Item] = (), *, task: str = "", is_over: bool = False
) -> Statement | None:
    """The office's own verdict on the task, the worst where a text gives several (进展缓慢; 提前完成年度任务); None where it gives none.

    What is said of a part (其中西河片区进度滞后) is none on the whole, nor what was so before it was seen to (经督办后全部完工).
    items    the work of the row, where nothing of it is done: that it has not begun is a verdict too
    task     its words, where it asks for one thing, so that what they name is the whole
    is_over  whether the year is, so that what is not finished is late: 是否完成:否
    """
    told = [(clause, passage.words(clause)) for clause in of_whole(passage)]
    found = [each for clause, _ in told if clause in passage.classed for each in _verdicts(passage, clause, task)]
    found += [_as_completed(passage, clause) for clause, words in told if _is_whole(passage, clause, words, task)]
    found += [_as_completed(passage, clause) for clause, words in told if _is_all_asked(passage, words, task)]
    for clause, words in told:
        if done := _TASK_DONE.search(words):
            found += _own_task_done(passage, clause, done, task)
    found += _answers(passage, is_over)
    if found and (since := _SINCE.search(passage.text)):
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


def stated_late(passage: Passage) -> tuple[Statement, ...]:
    """All that a text says is late: the task, or a part of it that has a name.

    5G基站建设进展缓慢     其中西河片区进度滞后
    """
    found = []
    for clause in passage.classed:
        own = ((each.start, each.end) for each in find_verdicts(passage.words(clause)) if each.status in LATE)
        found += [(clause.start + start, clause.start + end) for start, end in own]
    return tuple(Statement(start, end, passage.text[start:end], status="behind") for start, end in sorted(found))


def stated_late_ones(passage: Passage) -> Statement | None:
    """The first count of tasks that are late, or the exception of some from those that are not; None where a text has none."""
    for start, end in find_late_ones(passage.text) if passage.classed or may_count_late(passage.text) else ():
        return Statement(start, end, passage.text[start:end], status="behind")
    return None


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
    return bool(_SOME_LATE.search(passage.text) or stated_late(passage))


_WORST_FIRST = ("behind", "suspended", "completed", "ahead", "on_schedule", "in_progress")
_SOME_LATE = re.compile(
    "(?<![0-9])[0-9]+[项件个][^,，。；;0-9]{0,6}(?:未完成|未达|滞后|缓慢|偏慢|较慢|落后|未启动|未开工)"
)
_ASIDES = re.compile(
    "^经[^,，。；;]{2,6}后|(?:[于在]|截至)?[0-9]{1,2}月(?:份|[上中下]旬|[底末初]|[0-9]{1,2}日)?"
)  # 经督办后于11月底全部完工
_OF_TASK = re.compile("(?:工作)?(?:任务|目标|指标|计划)")  # 征地|任务已完成; not 年度目标任务已完成
_TASK_DONE = re.compile(
    "(?:提前|超额|圆满|全面|全部|如期|按期|按时|率先)(?:[一二两三四五六七八九十0-9]{1,3}个?[月天日年])?(?:圆满|全面|全部)?完成了?"
    "(?:上级|[国省市县区]定)?(?:下达的?)?(?P<of>[^,，。；;、0-9季月半阶序批]{2,24}?)(?:目标|任务|工作|要求)+$"
)
_OPEN = frozenset({"ongoing", "remaining", "denied", "planned"})
_SOME_OF = re.compile("[一二两三四五六七八九十]+[项个件]")
_HOLDER = re.compile("(?<![全我各本该乡])(?:(?<![小园社景城片库校厂])[镇乡村县区]|街道|集团|公司)(?:均|已|都)*$")
_SETTLES = re.compile("运营|运行|使用|试用|投产|交付|验收|移交|结算|决算|审计|资料|销号")
_SINCE = re.compile("经(?:督办|督查|督促|通报|约谈|协调|整改|调度|攻坚)[^,，。；;]{0,6}[后,，]")


def _without_asides(words: str) -> str:
    """Words without what was so before and when that was: 全部完工 of 经督办后于11月底全部完工."""
    return _ASIDES.sub("", words) if "月" in words or words.startswith("经") else words


def _verdicts(passage: Passage, clause: Clause, task: str = "") -> Iterable[Statement]:
    """The verdicts of a clause. That something is done, and not a task (征地提前完成), is one where nothing else is named.

    Nor is the task of something else (征地任务已完成) the row's own, unless the row asks for that.
    """
    words = passage.words(clause)
    start, _ = passage.sentence(clause)
    for each in find_verdicts(words, passage.text[start : clause.start]):
        before = _without_asides(words[: each.start])
        if each.status == "completed" and is_early(words[each.end :]):  # 年度任务已完成|招标
            continue
        if each.status == "completed" and _OF_TASK.match(words, each.start) and not _is_own_task(before, task):
            continue
        is_of_thing = each.status == "completed" and each.is_bare
        besides = (before + words[each.end :]).replace("目标任务", "任务")
        if not is_of_thing or (names_nothing(besides) and not _is_worked_on(passage, clause)):
            start, end = clause.start + each.start, clause.start + each.end
            yield Statement(start, end, passage.text[start:end], status=each.status)


def _is_worked_on(passage: Passage, clause: Clause) -> bool:
    """Whether a sentence goes on to work on what it calls done: 已全部完工,|正在绿化; not …,正在组织验收, …,正在办理结算."""
    behind = (each for each in passage.clauses if each.sentence == clause.sentence and each.start > clause.start)
    return any(
        not _SETTLES.search(passage.words(each)) and "ongoing" in {cue.role for cue in passage.cues_in(each)}
        for each in behind
    )


def _own_task_done(passage: Passage, clause: Clause, done: re.Match[str], task: str) -> Iterator[Statement]:
    """That the row's own task is done, where its words stand in 完成…任务: 提前两年完成压采任务 of 960万立方米的地下水压采任务.

    Not 提前完成征地任务, which is another, nor 提前完成上半年造林任务; 超额完成目标任务 is a verdict in any row.
    """
    if not _asks_one(task) or is_early(done["of"]):
        return
    if not bigrams(without_general(named_things(done["of"]) or done["of"])) <= bigrams(task):
        return
    if _is_of_others(_without_asides(done.string[: done.start()]), task):
        return
    cues = {cue.role for cue in passage.cues_in(clause)}
    if cues.isdisjoint({"denied", "planned", "forecast", "remaining"}):
        start = clause.start + done.start()
        yield Statement(start, clause.end, passage.text[start : clause.end], status="completed")


def _is_of_others(subject: str, task: str) -> bool:
    """Whether 提前完成年度任务 is said of others than a row's own: 东山、西岭两集团, 东山镇, 公厕等5个项目; not 11个项目 of 11个项目."""
    counted = {number.quote for number in find_numbers(subject)}
    if any(each not in task for each in counted) or _HOLDER.search(subject):
        return True
    return "、" in subject and not bigrams(without_general(named_things(subject))) <= bigrams(task)


def _names_only(words: str, task: str) -> bool:
    """Whether a clause without a figure names only what a task asks for."""
    named = without_general(without_general(named_things(words)))
    return len(named) > 1 and not find_numbers(words) and bigrams(named) <= bigrams(task)


def _is_own_task(of: str, task: str) -> bool:
    """Whether words before 任务 name the row's own: none, or what it asks for; not 征地|任务, 改造|任务 among several, 两项|任务."""
    if is_early(of) or _SOME_OF.search(of):
        return False
    names_none = names_nothing(of) and not any(cue.role in ("done", "action") for cue in find_cues(of))
    return names_none or bool(task and bigrams(without_general(named_things(of) or of)) <= bigrams(task))


def _answers(passage: Passage, is_over: bool) -> Iterator[Statement]:
    """The answers to a form's questions: 是否达序:否; 是否完成:否 is late once the year is over."""
    for each in find_answers(passage.text) if "是否" in passage.text else ():
        status = each.status if each.status != "unfinished" else "behind" if is_over else "in_progress"
        yield Statement(each.start, each.end, passage.text[each.start : each.end], status=status)


def _is_whole(passage: Passage, clause: Clause, words: str, task: str) -> bool:
    """Whether a sentence says nothing but that all is done (此项工作已完成。 基本完成。), and is no bullet of several.

    It may name what the task asks for, where that is one thing: 老旧小区改造已完成 of 改造老旧小区15个.
    """
    return (
        _is_alone(passage, clause)
        and words[0] not in BULLETS
        and (names_nothing(words) or (len(passage.clauses) == 1 and bool(task) and _names_only(words, task)))
        and clause_stage(words, []) == ("done", True)
    )


def _is_alone(passage: Passage, clause: Clause) -> bool:
    """Whether a clause is a sentence of its own, but for when: 目前,|项目已完工."""
    start, end = passage.sentence(clause)
    before = passage.before(clause)
    return end == clause.end and (start == clause.start or all(only_says_when(passage.words(each)) for each in before))


def _is_all_asked(passage: Passage, words: str, task: str) -> bool:
    """Whether a clause says that all of what the task asks for is done, and nothing in the text is still to do.

    全市公路建设工程全部竣工。共建成268公里 of 公路建设工程; 烟叶收购工作于10月20日全面结束,共收购6.4万担; 增设滑梯,目前已全面竣工;
    not …全部完工,绿化正在施工
    """
    words = _without_asides(words)
    if not any_of("wholes", use="whole").search(words) or not _asks_one(task):
        return False
    is_done = (names_nothing(words) or _names_only(words, task)) and clause_stage(words, []) == ("done", True)
    return is_done and not any(_is_open(passage, each) for each in passage.clauses)


def _is_open(passage: Passage, clause: Clause) -> bool:
    """Whether a clause tells of what goes on, is being prepared or is still to come."""
    is_early_on = clause_stage(passage.words(clause), [])[0] in EARLY
    return is_early_on or not _OPEN.isdisjoint(cue.role for cue in passage.cues_in(clause))


def _asks_one(task: str) -> bool:
    """Whether no more than one clause of a task names a thing: not 淘汰黄标车,提升信号灯系统."""
    passage = read_passage(task)
    return sum(not names_nothing(passage.words(clause)) for clause in passage.clauses) == 1


def _as_completed(passage: Passage, clause: Clause) -> Statement:
    return Statement(clause.start, clause.end, passage.words(clause), status="completed")


@cache
def _rests() -> list[tuple[str, re.Pattern[str]]]:
    return [(status, one_of([pattern])) for status, pattern in phrases("rest")]
