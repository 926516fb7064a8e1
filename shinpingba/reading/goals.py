"""Targets that only the progress states: proven by a figure and a share of them, or told beside what was done of them."""

import re
from collections.abc import Iterator, Sequence

from ..language.passage import Passage
from .agreement import find_agreements
from .candidates import in_unit_of
from .derived import from_whole, met
from .figures import Figure
from .mention import Mention
from .spans import is_past, months_named, span_named, span_of
from .targets import Achieved, Target, told_target

_OF_YEAR = re.compile("年[度内初]|全年|[今当本]年|(?<!半)年(?=计划|目标|任务)")
_PLANS, _TO_COME = re.compile("计划|应|拟|需"), re.compile("下一?步|下[阶季月]|后续|明年|下半年|年底前|还需|再")
# 12家医院(原定目标为5家)实现直接结算
_IN_BRACKETS = re.compile("[(（](?:原定|年度|全年|年初|今年)*(?:目标|任务|计划)(?:任务)?(?:数|值)?(?:为|是|[:：])?$")
_NAMED_PLAN = re.compile("(?:占|完成|达到?|为)[^,，。；;0-9]{0,12}(?:计划|任务|目标|指标)(?:任务|总?数|投资)?[(（]约?$")
_SHARE_BEHIND = re.compile("[)）]的?约?[0-9.]+[%％]")
_THERE_ARE = re.compile("涉及|[现共]有")  # 涉及12个镇(年度任务20个)
_MAY_BE_DONE = ("done", "total", "unknown")
_TO_BEGIN, _PLANNED = re.compile("计划|新开工"), re.compile("计划新开工")  # 26个计划新开工项目, 改造等3个计划新开工项目
_NODE = re.compile("的?(?:节点|阶段性?)(?:目标|任务|计划)")  # 超额完成9月份累计30公里的节点目标: no goal of the year
_ADJUSTED = re.compile("调整[为至到]约?$")
# 占项目总投资4.8亿元的65%: of all its years; not 占年度总投资
_ALL_YEARS = re.compile("(?<![年度内初])(?:(?P<planned>计划)|(?<!计划))(?:总投资|概算(?:总?投资)?)(?:额|约)*$")
_OF_NOW = ("", "year", "now")
_HAS_BEGUN = re.compile("(?<!新)开工")
_EXCEEDED = re.compile(
    "(?<!计划)(?:超额|提前|全面|如期)?(?<!计划)完成[^,，。；;0-9]{0,6}$"
)  # not 年内计划完成投资275亿元


def proven_goals(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[Target]:
    """The targets that a figure and a stated share prove, beside those that are known: 占年计划410亿元的37.2%."""
    if not (told := _goals_told(passage, mentions)):
        return []
    known = {(target.value, target.dimension) for target in targets}  # 104项 and 104个 are the same works
    told = [goal for goal in told if (goal.value, goal.dimension) not in known]
    told = [goal for goal in told if not _is_of_all_years(passage, goal, [*targets, *told])]
    counted = {target.dimension for target in targets if target.kind == "count"}
    of_year = [goal for goal in told if not _is_of_part(passage, goal)]
    goals = of_year or [goal for goal in told if goal.dimension not in counted and _has_months(passage, goal)]
    proven = {each.number for each in find_agreements(goals, passage, figures, mentions)} if goals else set()
    return [goal for number, goal in enumerate(goals) if number in proven]


def _is_of_all_years(passage: Passage, goal: Target, targets: list[Target]) -> bool:
    """Whether a sum is what a work costs in all its years: 占总投资4.8亿元的65%; 计划总投资 is, where the year has a sum of its own."""
    found = _ALL_YEARS.search(passage.text, passage.clause(goal.start).start, goal.start)
    has_own = any(each is not goal and (each.kind, each.dimension) == ("count", "money") for each in targets)
    return found is not None and goal.dimension == "money" and (not found["planned"] or has_own)


def _goals_told(passage: Passage, mentions: Sequence[Mention]) -> list[Target]:
    """The targets that only a progress text states, as what its shares are of: 完成任务数16900万元的63.7%.

    Not those of a part of the year (9月份30公里的节点目标).
    """
    found = []
    for mention in mentions:
        behind = {"total": _TO_BEGIN, "underway": _PLANNED}.get(mention.role)
        is_planned = mention.role in ("goal", "planned") or (behind and behind.match(passage.text, mention.end))
        if is_planned and mention.kind == "count" and mention.value and not _NODE.match(passage.text, mention.end):
            start, end = passage.sentence(passage.clause(mention.start))
            found.append(told_target(mention, "progress", "count", passage.text[start:end]))
    return found


def _is_of_part(passage: Passage, goal: Target) -> bool:
    """Whether a goal is that of a part of the year: 1至6月计划投资260亿元; not 1-6月完成152亿元,占年计划410亿元的37%."""
    clause = passage.clause(goal.start)
    before = [n.end for n in passage.numbers_in(clause) if n.kind != "date" and n.end <= goal.start]
    words = passage.text[max(before, default=clause.start) : goal.start]
    return span_named(words) in ("to_date", "increment") and not _OF_YEAR.search(words)


def _has_months(passage: Passage, goal: Target) -> bool:
    """Whether the clause of a goal says of which months it is: 占上半年责任目标94亿元的109.4%, which is held against these months."""
    return months_named(passage.text[passage.clause(goal.start).start : goal.end]) is not None


def told_goals(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[tuple[Target, Achieved]]:
    """The year's plans with what is told beside them: 年内计划投资275亿元,1-6月完成105.2亿元; 建成186座,超额完成140座的年度目标.

    Only of what no other target of the row counts.
    """
    if not (goals := _goals_told(passage, mentions)):
        return []
    counted = {target.dimension for target in targets if target.kind == "count"}
    asked = frozenset(counted)
    taken: set[int] = set()
    goals = [goal for goal in goals if not _is_of_all_years(passage, goal, targets)]
    asks_to_begin = any("开工" in target.context for target in targets)
    found = []
    for goal in goals:
        is_new = goal.dimension not in counted
        begun = None if asks_to_begin else _begun_of(goal, passage, figures)
        done = begun or (next(_told_beside(goal, passage, figures), None) if is_new else None)
        if done is None and goal.dimension not in asked:
            done = _told_next(goal, passage, figures) or _told_of_adjusted(goal, passage, figures)
        if done is None or done.mention.start in taken:
            continue
        taken.add(done.mention.start)
        found.append((goal, _told_of(goal, done)))
        counted.add(goal.dimension)
    return found


def goals_met(targets: list[Target], passage: Passage, mentions: list[Mention]) -> list[tuple[Target, Achieved]]:
    """The year's plans that the text says are met as a whole: 于8月完成安装120台的年度目标; 本年度计划改造操场9块,目前已全部完工.

    Only of what no other target of the row counts, and of no number that was taken for a size.
    """
    counted = {target.dimension for target in targets if target.kind == "count"}
    known = {(target.value, target.unit) for target in targets}
    found = []
    for goal in _goals_told(passage, mentions):
        is_new = goal.dimension not in counted and (goal.value, goal.unit) not in known
        if is_new and (told := _whole_told(goal, passage, mentions)):
            found.append((goal, told))
            counted.add(goal.dimension)
    return found


def _told_of(goal: Target, done: Figure) -> Achieved:
    value, mention = in_unit_of(goal, done.mention), done.mention
    return Achieved(value, mention.bound, done.whole, done.clause.start, "direct", "medium", "goal")


def _whole_told(goal: Target, passage: Passage, mentions: list[Mention]) -> Achieved | None:
    """All of a year's plan, where the words around it say that it is met, or those behind it that all is done."""
    if done := met(goal, passage, goal.start, goal.end):
        return done
    clause = passage.clause(goal.start)
    behind = tuple(c for c in passage.clauses if c.sentence == clause.sentence and c.start > clause.start)
    is_of_year = _OF_YEAR.search(passage.text, clause.start, goal.start)
    return from_whole(goal, [goal], passage.text, mentions, behind) if is_of_year and behind else None


def _told_beside(goal: Target, passage: Passage, figures: list[Figure]) -> Iterator[Figure]:
    """What is done in the sentence of a goal: the next figure of its unit behind it, or the last before it where it is exceeded."""
    clause = passage.clause(goal.start)
    before = passage.text[clause.start : goal.start]
    alike = [f for f in figures if f.clause.sentence == clause.sentence and f.mention.unit == goal.unit]
    whole_at = next((f.whole_at for f in alike if f.mention.start == goal.start), -1)
    if is_past(before):  # 完成造林5200亩,是去年同期完成任务1700亩的3倍
        return
    if _EXCEEDED.search(before):
        before_it = [f for f in reversed(alike) if f.mention.start < goal.start]
        yield from (f for f in before_it if _is_told(f, whole_at) or _is_enough(f, goal, whole_at))
    elif _IN_BRACKETS.search(before) or _is_base_of_share(passage, goal, before):
        beside = [f for f in alike if f.mention.start < goal.start][-1:]
        yield from (f for f in beside if _may_be_done(f) and not _THERE_ARE.search(before))
    elif _OF_YEAR.search(before) and span_of(passage, clause, goal.start) in ("", "year", "now"):
        following = [f for f in alike if f.mention.start > goal.start][:1]
        yield from (f for f in following if _is_told(f, whole_at))


def _may_be_done(figure: Figure) -> bool:
    """Whether a figure may be what was done of a plan; what was newly begun is, of a plan that has it in brackets."""
    is_new = figure.mention.role == "underway" and "新开工" in figure.words
    return is_new or figure.mention.role in _MAY_BE_DONE


def _is_base_of_share(passage: Passage, goal: Target, before: str) -> bool:
    """Whether a plan is told in brackets inside a share of it: 到位资金25.47亿元,完成全年任务(42.5亿元)的59.94%."""
    return bool(_NAMED_PLAN.search(before)) and bool(_SHARE_BEHIND.match(passage.text, goal.end))


def _told_next(goal: Target, passage: Passage, figures: list[Figure]) -> Figure | None:
    """What the next clause says is done of so many things that one plans: 计划创建卫生室2360所,已完成2352所.

    Not of what is to come (下一步计划建设12个,…), nor of money, which may be planned for years; nor in brackets.

    改建3座 is none of 新建12座(计划20座),改建3座.
    """
    clause = passage.clause(goal.start)
    before = passage.text[clause.start : goal.start]
    planned = _PLANS.search(before)
    if (
        goal.dimension == "money"
        or not planned
        or _IN_BRACKETS.search(before)
        or _TO_COME.search(before)
        or span_named(before) not in _OF_NOW
    ):
        return None
    behind = (f for f in figures if f.clause.sentence == clause.sentence and f.mention.start > goal.start)
    following = next((f for f in behind if f.mention.kind == "count"), None)
    if following is None or following.mention.unit != goal.unit or following.named:
        return None
    is_next = next(passage.before(following.clause), None) == clause
    return following if is_next and _is_told(following, -1) else None


def _told_of_adjusted(goal: Target, passage: Passage, figures: list[Figure]) -> Figure | None:
    """What is said to meet a goal that another was changed to: 预算由42亿元调整为39亿元。全年完成39.1亿元,完成调整后目标."""
    clause = passage.clause(goal.start)
    if not _ADJUSTED.search(passage.text, clause.start, goal.start):
        return None
    behind = (f for f in figures if f.mention.unit == goal.unit and f.mention.start > goal.start)
    following = next((f for f in behind if f.clause.sentence in (clause.sentence, clause.sentence + 1)), None)
    if following is None or not _is_told(following, -1):
        return None
    _, end = passage.sentence(following.clause)
    return following if "调整后" in passage.text[following.mention.end : end] else None


def _begun_of(goal: Target, passage: Passage, figures: list[Figure]) -> Figure | None:
    """How many of the works that are to begin have begun: 102个 of 计划新开工项目102个,已开工83个; of 22项新开工项目中,已开工15项."""
    clause = passage.clause(goal.start)
    if "新开工" not in passage.text[clause.start : goal.end + len("个计划新开工")]:
        return None
    behind = (f for f in figures if f.clause.sentence == clause.sentence and f.mention.start > goal.start)
    following = next((f for f in behind if f.mention.unit == goal.unit), None)
    if following is None or following.mention.amount > goal.value:
        return None
    has_begun = _HAS_BEGUN.search(passage.text, goal.end, following.mention.start)  # not 66个计划新开工项目落地50个
    return following if has_begun else None


def _is_enough(figure: Figure, goal: Target, whole_at: int) -> bool:
    """Whether a figure that nothing calls done comes to a goal that is said to be met: 新建5G基站1260个,提前完成1200个的年度目标."""
    mention = figure.mention
    is_met = mention.role in ("done", "unknown") and in_unit_of(goal, mention) >= goal.value
    return is_met and figure.whole_at in (-1, whole_at)


def _is_told(figure: Figure, whole_at: int) -> bool:
    """Whether a figure is told as done, and is no part of a whole of which the goal is none: 其中乙类2项,年度计划投资8亿元,已完成6亿元."""
    mention = figure.mention
    return mention.role == "done" and mention.role_source == "cue" and figure.whole_at in (-1, whole_at)
