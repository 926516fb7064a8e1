"""Figures that are the target's own number: whether they only say the task again, or tell that all of it is done."""

import re

from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, likeness, named_things, wordless
from ..language.verdicts import find_verdicts
from ..words.lexicon import any_of
from .candidates import IN_CONTEXT, Candidate, comparable
from .dealt import classes_dealt
from .figures import Figure, verbs_of
from .reached import REPEATED, is_begun, says_more
from .targets import Target

_NAMES = re.compile("[、和及与]")
_NOT_DONE = frozenset({"ongoing", "planned", "denied", "remaining", "forecast", "advancing"})
_IN_ALL_YEAR = re.compile(
    "(?:全年|[今本]年|20[0-9]{2}年度?)(?:(?!计划|任务|目标)[^,，。；;、0-9]){0,8}共(?![有需享同]|建(?!成))"
)
_A_LINE = 3  # least figures of a sentence that make one


def repeats_target(one: Candidate) -> bool:
    """拆除违法建筑150万平方米;1—9月拆除88.6万平方米: the first only says the task again. 12条线路已改造完毕 says that it is done."""
    return _goes_on_planning(one) or (_only_says_it_again(one) and not _stands_in_line(one))


def is_told_by_its_place(one: Candidate) -> bool:
    """Whether nothing but what stands around the target's own number says that it is done, which is not as sure as a word."""
    return _only_says_it_again(one) and _stands_in_line(one)


def _only_says_it_again(one: Candidate) -> bool:
    if not one.same_number or any(told(one) for told in _TOLD_AS_SUCH):
        return False
    if one.figure.mention.role == "forecast" and not one.figure.is_dated:  # 预计实现投资30亿元 of 投资30亿元
        return True
    if any(_begins_less(one, other) for other in one.figures):  # 146个项目已开工90个 of 146个项目开工
        return True
    if any(_reports_less(other, one.figure) for other in one.figures):  # 50个项目已基本完成建设,建成17个
        return True
    names_it_alone = one.figure.mention.role == "unknown" and one.alike >= IN_CONTEXT  # 公园12个,已建成7个
    return (one.repeated >= REPEATED or names_it_alone) and not says_more(one.figure, one.target)


def _goes_on_planning(one: Candidate) -> bool:
    """Whether what is planned goes on to the target's own number: 全年计划新增停车位500个,新增充电桩120个; not 已新增充电桩120个."""
    figure = one.figure
    before = [
        f for f in one.figures if f.clause.sentence == figure.clause.sentence and f.mention.start < figure.mention.start
    ]
    planned = next((n for n, f in enumerate(before) if f.mention.role == "planned"), None)
    if planned is None or not one.same_number or "already" in {cue.role for cue in find_cues(figure.whole)}:
        return False
    numbers = {(target.value, target.unit) for target in one.targets if target is not one.target}
    return not figure.is_dated and all((f.mention.value, f.mention.unit) in numbers for f in before[planned:])


def _begins_less(one: Candidate, other: Figure) -> bool:
    """Whether a further figure of the sentence says that fewer of the things have begun, where the target asks for beginnings."""
    mention, whole = other.mention, one.figure.mention
    is_further = mention.start > whole.start and other.clause.sentence == one.figure.clause.sentence
    is_less = mention.unit == whole.unit and mention.role == "underway" and mention.amount < whole.amount
    asks = any_of("beginnings", use="begins").search(one.target.context)
    return bool(asks) and is_further and is_less and bool(any_of("beginnings", use="begins").search(other.words))


def _reports_less(other: Figure, figure: Figure) -> bool:
    """Whether a further figure of the sentence says of the same things that fewer of them are done."""
    mention, whole = other.mention, figure.mention
    is_further = mention.start > whole.start and other.clause.sentence == figure.clause.sentence
    is_same = (mention.kind, mention.unit, mention.role) == (
        whole.kind,
        whole.unit,
        "done",
    ) and other.whole_at < 0
    return (
        is_further
        and is_same
        and mention.amount < whole.amount
        and mention.item in ("", whole.item[-len(mention.item) :])
    )


def _is_all_the_cell_tells(one: Candidate) -> bool:
    """2260,完成目标100% of 2260: the cell begins with its figure, and tells of no other."""
    mention = one.figure.mention
    others = (f for f in one.figures if f is not one.figure and f.mention.unit == mention.unit)
    return mention.start == 0 and mention.role_source == "field" and not any(others)


def _follows_its_verdict(one: Candidate) -> bool:
    """超额完成目标任务。…改造养老机构6家: the cell begins with a verdict, and what follows is what was done."""
    passage, figure = one.figure.passage, one.figure
    first = passage.clauses[0]
    says = (each for each in find_verdicts(passage.words(first)) if each.status == "completed" and not each.is_bare)
    return figure.clause is not first and any(says)


def _all_is_begun(one: Candidate) -> bool:
    """31所卫生院已全部开工 of 开工31所, whatever of them is finished besides."""
    return bool(re.search("均|都|全部", one.figure.whole)) and is_begun(one)


def _is_rated_whole(one: Candidate) -> bool:
    """完成筛查1250人,筛查率100% of 筛查1250人: a rate of all of them follows; not 改造42个,开工率100%."""
    figure = one.figure
    following = next((f for f in one.figures if f.mention.start > figure.mention.start), None)
    if following is None or following.clause.sentence != figure.clause.sentence:
        return False
    is_all = following.mention.kind in ("percent", "share") and following.mention.value == 1
    return is_all and not any_of("wholes", use="other_rate").search(following.whole)


def _stands_in_a_report(one: Candidate) -> bool:
    """新增幼儿园7所、高中3所 of 幼儿园4所、高中3所: what stands beside it is a figure of its own, so both are reported."""
    sentence = one.figure.clause.sentence
    beside = [
        f for f in one.figures if f.clause.sentence == sentence and f is not one.figure and f.mention.role == "done"
    ]
    return any(
        target is not one.target
        and other.mention.value != target.value
        and comparable(target, other)
        and (likeness(target.thing, other.named) >= IN_CONTEXT or _says_again(target, other))
        for other in beside
        for target in one.targets
    )


def _says_again(target: Target, figure: Figure) -> bool:
    return likeness(wordless(target.quote), figure.words) >= REPEATED


def _names_as_many(one: Candidate) -> bool:
    """一中、二中、三中3所学校 of 3所学校: it gives as many names as there are, which the target does not; not 新建、改建2所."""
    text, figure = one.figure.passage.text, one.figure
    cue = next((c for c in reversed(figure.passage.cues_in(figure.clause)) if c.end <= figure.mention.start), None)
    names = _NAMES.split(text[cue.end if cue else figure.clause.start : figure.mention.start].removesuffix("等"))
    is_named = all(len(name) > 1 and name not in one.target.context and not find_cues(name) for name in names)
    return figure.mention.role == "done" and len(names) == figure.mention.value != 1 and is_named


def _is_followed_by_its_verdict(one: Candidate) -> bool:
    """新增学位900个,均已投用。已全面完成目标任务 of 900个: what is told next is that the task is fulfilled.

    Not of 托位建设完成年度目标任务, which says it of something else.
    """
    passage, figure = one.figure.passage, one.figure
    sentence = figure.clause.sentence
    behind = (c for c in passage.clauses if c.start > figure.clause.start and c.sentence - sentence <= 1)
    for clause in behind if figure.mention.role == "done" else ():
        words = passage.words(clause)
        if said := next((v for v in find_verdicts(words) if v.status == "completed" and not v.is_bare), None):
            return not named_things(words[: said.start] + words[said.end :]) and "其中" not in words
        told = {cue.role for cue in passage.cues_in(clause)}
        others = {(n.value, n.unit) for n in passage.numbers_in(clause) if n.kind != "date"}
        if others - {(target.value, target.unit) for target in one.targets} or not told or told & _NOT_DONE:
            return False
    return False


def _is_dealt_to_a_class(one: Candidate) -> bool:
    """三类项目分别建成2个、18个、5个 of 3个、18个、6个: one of a list that tells of each class how many are done."""
    return bool(classes_dealt(one.figure.clause_before))


def _sums_up_the_year(one: Candidate) -> bool:
    """全年共办结信访152起 of 办结信访152起, once the year is over; not where the text goes on to fewer, late or still at work."""
    figure = one.figure
    if not figure.year_is_over or figure.mention.role != "done" or not _IN_ALL_YEAR.search(figure.clause_before):
        return False
    behind = (f for f in one.figures if f.mention.start > figure.mention.start != f.whole_at)
    words = figure.passage.text[figure.clause.start :]
    is_open = is_early(words) or not _NOT_DONE.isdisjoint(cue.role for cue in find_cues(words))
    is_late = any(verdict.status != "completed" for verdict in find_verdicts(words))
    return not (is_open or is_late or any(_is_less(figure, other) for other in behind))


def _is_less(figure: Figure, other: Figure) -> bool:
    """Whether another figure says that not all of the first is done: by a number of the unit, or a rate (完成率85%)."""
    if other.mention.kind == "percent":
        return (other.mention.value or 0) < 1
    return other.mention.unit == figure.mention.unit and other.mention.amount < figure.mention.amount


def _stands_in_line(one: Candidate) -> bool:
    """新开工公寓320套,筹集房源7000套,完成分配210套 of 筹集7000套: what stands before and behind it was done, and so was it, it seems."""
    figure, target = one.figure, one.target
    beside = [f for f in one.figures if f.clause.sentence == figure.clause.sentence and f.mention.kind == "count"]
    if not one.same_number or figure.mention.role_source != "cue" or not figure.verbs or len(beside) < _A_LINE:
        return False
    place = beside.index(figure)
    is_told = all(f.mention.role in ("done", "underway") and f.mention.role_source == "cue" for f in beside)
    apart = len({f.clause.start for f in beside}) == len(beside) and bool(figure.verbs & verbs_of(target.quote))
    others = [f for f in beside if f is not figure and bigrams(f.verb) & bigrams(target.quote)]
    return place > 0 and figure.mention.role == "done" and is_told and apart and not others


# What shows that a figure which is the target's own number is told of what was done.
_TOLD_AS_SUCH = (
    _stands_in_a_report,
    _is_rated_whole,
    _all_is_begun,
    _is_all_the_cell_tells,
    _follows_its_verdict,
    _names_as_many,
    _is_followed_by_its_verdict,
    _is_dealt_to_a_class,
    _sums_up_the_year,
)
