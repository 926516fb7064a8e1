"""The share of the year's plan that a progress text states: of the whole task, and not of what is only begun, late or prepared."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from ..language.clauses import Clause, within, without_brackets, without_spans
from ..language.cues import find_cues, is_early
from ..language.likeness import named_things, names_nothing
from ..language.passage import Passage
from ..language.verdicts import classes_some
from ..words.lexicon import any_of
from .described import says_which
from .mention import Mention
from .statement import PART, Statement, of_whole, told_before

_FINISHED = re.compile("完成了?约?$|[%％][、,，和及与]$")  # 分别占年度计划的109%、81%
_NEAR = 4  # characters before a share in which such words stand
_WORKS = re.compile("项目|工程|[级类]")
_EXCEEDED_BY = re.compile("超(?:过|出)?了?[^,，。；;完]{0,6}(?:计划|目标|任务)[^,，。；;完]{0,4}$")
_OF_ALL_TASKS = re.compile("占(?:(?:目标|指标|总)?(?:任务|事项|项目|实事)总数|(?P<bare>(?:总|全部)任务数?))的?$")
# 未启动的40个村、1720户,分别|占计划的15.3%
_UNBEGUN = re.compile("[未没]有?(?:启动|开工|动工|实施|开展)的?[0-9][^,，。；;]*[,，]?[^,，。；;完已]*$")
_AGAIN = re.compile("[,，](?:达到?|为|已达)")
_SOME_OF = re.compile("等[0-9]+[项个件]")  # 家政提质等8项工程已完成年度目标任务的70%以上
_RATE = re.compile("(?:完成|达成|完工|竣工)率")
_REACH = 8  # characters before such a rate in which the work is named that it is of: 招标完成率
_IN_BRACKETS = re.compile("(?P<words>[^()（）]*)[(（](?:已?完成|(?:总体?|形象|工程)?进度|占)*$")
_ITS_WORK = re.compile(
    "(?:目前|现|已|正在?|项目|工程|整体|总体|加快|加紧|有序|积极|完成|累计|进度|形象|建设|施工|推进|改造|实施|在建|进行|投资|中)*"
)
_GOES_ON = re.compile("(?:施工|建设|改造|实施|安装)中?$")
_NOT_DONE = frozenset({"underway", "remaining", "planned"})
_DONE = frozenset({"done", "finished", "action"})
_OF_ALL_YEARS, _OF_ONE_YEAR = (
    re.compile("[占为完达][^,，。；;0-9年]{0,4}总(?:任务|目标|计划)"),
    re.compile("[占为是完达].{0,4}(?:年度|全年)"),
)
_OF_ITS_OWN = re.compile("分别|投资|资金")
_OF_PLAN = re.compile("投资|资金|计划|任务|目标|年度|全年|年初|完成率|占|约")


def stated_share(passage: Passage, mentions: Sequence[Mention]) -> Statement | None:
    """The share of the year's plan that a text states of the task and not of a part of it (完成年度任务的27.3%, 26%(严重滞后)).

    Nothing is all done of which a further share is not: 完成培训338人,完成率100%;创建卫生室,完成率78% is 78 %. Of several parts, each
    with a share of its own, the lowest tells: 旧改完成率96%;棚改完成率41%.
    """
    stated = _of_this_year([*_shares_stated(passage, mentions)])
    if stated and (stated[0].value or 0) >= 1:
        return min(_short_of_it(passage, mentions, stated), key=lambda each: each.value or 0, default=stated[0])
    return min(_of_parts(passage, stated), key=lambda each: each.value or 0) if stated else None


def _of_this_year(stated: list[Statement]) -> list[Statement]:
    """The shares without those of what all the years are to bring, beside the year's: 占年度任务的110%,占总任务的27.5%."""
    is_of_all = [bool(_OF_ALL_YEARS.match(each.quote)) for each in stated]
    is_told = any(_OF_ONE_YEAR.match(each.quote) for each in stated)
    return [each for each, of_all in zip(stated, is_of_all, strict=True) if not (of_all and is_told)]


def _of_parts(passage: Passage, stated: Sequence[Statement]) -> Sequence[Statement]:
    """The shares of the parts of a task, where the first is one's and others have theirs; else the first, which is of the whole.

    Behind 其中 come the parts of what the first is of: 完成年度计划的97%。其中:国家投资完成105%;民间投资完成80%.
    """
    end = passage.text.find(PART, stated[0].end)
    stated = [stated[0], *(each for each in stated[1:] if each.bound != "<=")]  # 完成82%。青原市不足50%: one of many
    alike = [each for each in stated if end < 0 or each.start < end]
    subjects = {subject for each in alike if (subject := _subject(passage, each))}
    return alike if len(subjects) > 1 and _subject(passage, alike[0]) else stated[:1]


def _subject(passage: Passage, share: Statement) -> str:
    """What a share is of, by the words of its clause or the nearest before it: 产业项目 of 产业项目完成投资75亿元,为年计划的71%."""
    clause = passage.clause(share.start)
    told = (passage.text[each.start : min(each.end, share.end)] for each in (clause, *passage.before(clause)))
    return next((named for words in told if (named := named_things(_OF_PLAN.sub("", words)))), "")


def _short_of_it(passage: Passage, mentions: Sequence[Mention], stated: list[Statement]) -> Iterator[Statement]:
    """The shares below the whole beside one of all of it: 完成率75%, 绿化完成82%; not of what goes on (在建35座,占5%) nor of a part."""
    goes_on = {passage.clause(m.start).start for m in mentions if m.role in ("underway", "remaining")}
    whole = {clause.start for clause in of_whole(passage) if not goes_on & _places(passage, clause)}
    bare = (
        m
        for m in mentions
        if (m.kind, m.role) == ("percent", "done") and _FINISHED.search(passage.text, max(0, m.start - _NEAR), m.start)
    )
    for each in [*stated, *(_as_share(passage, mentions, mention) for mention in bare)]:
        if each.start in whole and (each.value or 0) < 1:
            yield each


def _is_of_some(passage: Passage, percent: Mention) -> bool:
    """Whether a share is that of some, or of a part that has a name: 其中9个省级项目投资完成率119%; not 其中已竣工48户,竣工率47%."""
    clause = passage.clause(percent.start)
    before = passage.text[clause.start : percent.start]
    if _SOME_OF.search(before) or any(
        _ends_in_some(passage.words(earlier)) for earlier in islice(passage.before(clause), 1)
    ):
        return True
    _, is_part, words = before.rpartition(PART)
    return bool(is_part) and not names_nothing(words) and bool(_WORKS.search(words))


def _ends_in_some(words: str) -> bool:
    """Whether a clause only names some, so that what follows is told of them: 宾馆等11个市级项目,完成年计划70%; not 等18个项目竣工."""
    some = _SOME_OF.search(words)
    return some is not None and not find_cues(words[some.end() :])


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
        if says_which(passage.text, mention.end):  # 完成率100%的18件
            continue
        if is_of_undone(passage, mentions, mention) or _is_of_preparation(before):
            continue
        if is_of_year(before) or (says_no_more and is_first) or _is_of_its_work(passage, mentions, mention):
            yield _as_share(passage, mentions, mention)


def _is_of_its_work(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether brackets hold the only share of a text, behind words for its work: 正在施工中(62%), 完成投资1.2亿元(48.5%).

    Not 主体施工中(62%), which is of a part, nor 其中女性320人(48.5%).
    """
    start = passage.clause(percent.start).start
    aside = _IN_BRACKETS.match(passage.text[start : percent.start])
    shares = [m for m in mentions if m.kind == "percent"]
    if aside is None or len(shares) > 1 or passage.text[percent.end : percent.end + 1] not in (")", "）"):
        return False
    told = [m for m in within(mentions, start, percent.start) if m.kind == "count"]
    words = without_spans(aside["words"], [(m.start - start, m.end - start) for m in told])
    is_money = all(m.dimension == "money" for m in told) and ("投资" in words or not told)
    is_of_work = _GOES_ON.search(words)  # 正在施工中(62%) is of the work, whatever year it is done in
    return bool(words) and is_money and not is_of_work and bool(_ITS_WORK.fullmatch(words))


def is_of_undone(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether a share is of those that have only begun, keep a pace or do not: 已启动48个,占计划的80%; 欠进度的有12项,占总任务的9.2%.

    What its own words say is done is so: 在建的12个项目完成年度任务的60%, 推进8个项目,占年度投资计划的103.6%.
    """
    told = _counted_before(passage, mentions, percent)
    between = passage.text[told[-1].end : percent.start] if told else ""
    start, _ = passage.sentence(passage.clause(percent.start))
    if told and _UNBEGUN.search(passage.text, start, percent.start):
        return True
    of_all = _OF_ALL_TASKS.search(passage.text, passage.clause(percent.start).start, percent.start)
    if of_all and (_counts_class(passage, told) if of_all["bare"] else _counts_tasks(told)):
        return True
    if not told or _OF_ITS_OWN.search(between) or not _DONE.isdisjoint(cue.role for cue in find_cues(between)):
        return False
    clause = passage.clause(told[-1].start)
    return told[-1].role in _NOT_DONE or classes_some(passage.words(clause))


def _counts_tasks(told: Sequence[Mention]) -> bool:
    """Whether a share of all tasks is that of those of a class: 有所调整的4项,占任务总数的3.3%; not 已完成16项,占任务总数的13%."""
    return not told or (told[-1].unit in ("项", "件") and told[-1].role != "done")


def _counts_class(passage: Passage, told: Sequence[Mention]) -> bool:
    """Whether a number that names no thing counts a class of tasks: 提前完成24个,占总任务的10.8%; not 改造小区40个,占总任务的80%."""
    if not told or told[-1].unit not in ("项", "件", "个"):
        return False
    named = named_things(passage.text[passage.clause(told[-1].start).start : told[-1].start])
    return not named or named.endswith("类")


def _is_of_preparation(before: str) -> bool:
    """Whether a rate is of what only prepares the work: 招标完成率为94%, 主体完工率达100%."""
    rate = _RATE.search(before)
    return rate is not None and is_early(before[max(0, rate.start() - _REACH) : rate.end()])


def _as_share(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> Statement:
    start = passage.clause(percent.start).start
    percent = _exactly(passage, mentions, percent)
    of_money = is_of_money(passage, mentions, percent)
    return Statement(
        start, percent.end, passage.text[start : percent.end], percent.value, of_money=of_money, bound=percent.bound
    )


def _exactly(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> Mention:
    """The share itself, where its bound is told first: 完成投资计划过半,|达到53.1%."""
    exact = next(
        (m for m in within(mentions, percent.end, percent.end + _NEAR + 1) if (m.kind, m.bound) == ("percent", "=")),
        None,
    )
    says_again = exact and _AGAIN.fullmatch(passage.text, percent.end, exact.start)
    return exact if exact and says_again and percent.bound != "=" else percent


def _without_goals(passage: Passage, mentions: Sequence[Mention], start: int, end: int) -> str:
    """The words before a share, the goal's own figure left out: 占目标任务6.65亿元的 and 为年度投资目标(1200亿元)的."""
    goals = [(m.start - start, m.end - start) for m in within(mentions, start, end) if m.role == "goal"]
    return re.sub(r"\s|[(（][)）]", "", without_spans(passage.text[start:end], goals))


def is_of_year(before: str) -> bool:
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
    told = _counted_before(passage, mentions, percent)
    says_so = re.search("投资|资金|支出|预算", passage.text[clause.start : percent.start])
    return bool(says_so) or (bool(told) and told[-1].dimension == "money")


def is_of_increment(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> bool:
    """Whether a share is what a part of the year brought: 7月份完成投资90.2亿元,完成年度计划的10.1%."""
    told = _counted_before(passage, mentions, percent)
    return bool(told) and told[-1].role == "increment"


def _counted_before(passage: Passage, mentions: Sequence[Mention], percent: Mention) -> list[Mention]:
    """The counts of its sentence before a share, goals left out."""
    return [m for m in told_before(passage, mentions, percent) if m.kind == "count" and m.role != "goal"]


@cache
def _shares(of: str) -> re.Pattern[str]:
    return any_of("shares", of=of)
