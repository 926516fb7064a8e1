"""What the words of one row say: its mentions, targets, the figures achieved, its work items and what it states of itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ..language.passage import Passage, read_passage
from ..language.shares import share_of
from ..language.verdicts import LATE
from .backdrop import set_apart, with_works_told
from .beyond import goes_beyond
from .candidates import Candidate
from .cells import COLUMNS, Columns, achieved_of, cell_verdict, in_printed_unit, read_columns
from .common_goals import each_of
from .echoes import repeats_target
from .figures import Figure, around, find_figures
from .goals import goals_met, proven_goals, told_goals
from .mention import BARE
from .mentions import Mention, find_mentions
from .pairing import pair
from .part_shares import part_shares
from .picked import without_picked
from .rates import told_rates
from .said_shares import stated_share
from .stages import Item, find_items
from .statement import Statement
from .statements import stated_gap, stated_late, stated_late_ones, stated_rest, stated_verdict
from .stretches import marked, shared
from .targets import Achieved, Target, find_targets
from .work_shares import share_of_work

_UNIT_OF_NAME = re.compile(r"[(（]([^()（）0-9]{1,6})[)）]\s*$")  # 失业人员再就业(人)
_GROWS, _IS_RATE = (
    re.compile("(?:增速|增幅|增长率)$"),
    re.compile("(?<!完成)(?<!执行)(?<!兑现)(?<!竣工)(?<!完工)率$|占比$|比重$"),
)
_TELLS = re.compile("[0-9。]")
_OF_WORK = re.compile("任务|工作|工程|改造|建设|[都均]|全部")
_ROUNDED = 0.006  # how far a stated share may be from what it was rounded from
_LAST_MONTH = 12
_NEAR_RATE = 3.0  # a bare number further from a rate than so many times may be anything
FIELDS = ("name", "task", "progress")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row's words say, before any rule is applied.

    share, gap, verdict, rest  what the progress states of the whole task (statements), None where it does not
    late       what it says is late, also a part
    late_ones  so many of the tasks that are late
    parts      the shares of work or money stated of single targets of which no figure is told, by their index
    """

    mentions: dict[str, list[Mention]]
    targets: list[Target]
    achieved: dict[int, Achieved]
    items: list[Item]
    share: Statement | None = None
    gap: Statement | None = None
    verdict: Statement | None = None
    rest: Statement | None = None
    late: tuple[Statement, ...] = ()
    late_ones: Statement | None = None
    parts: Mapping[int, Statement] = field(default_factory=dict)


# a report is read again under another rule, by its checks and by every brief of it: some quarters stay known
@lru_cache(maxsize=1000)
def read_row(name: str, task: str, progress: str, as_of: date, cells: tuple[str, ...] = ()) -> Reading:
    """Read one row.

    as_of, cells  the end of the report's period; the words of its columns of figures, in the order of cells.COLUMNS
    """
    texts = zip(FIELDS, (name, task, progress), strict=True)
    unit = found[1] if (found := _UNIT_OF_NAME.search(name)) else ""
    mentions = {field: find_mentions(text, field=field, as_of=as_of, unit=unit) for field, text in texts}
    words = dict(zip(COLUMNS, cells or [""] * len(COLUMNS), strict=True))
    columns = read_columns(words, thing := _thing(name, task))
    wanted = marked(each_of(find_targets(task, name=name, mentions=mentions["task"])), task)
    targets = _with_plan(wanted, columns.worded)
    read = _as_rates(progress, mentions["progress"], targets, thing)
    passage, is_over = read_passage(progress), as_of.month == _LAST_MONTH
    figures = find_figures(passage, read, year_is_over=is_over)
    targets = [*with_works_told(targets, figures), *proven_goals(targets, passage, figures, read)]
    told = mentions["progress"] = without_picked(_without_echoes(read, figures, targets), targets, passage)
    achieving = figures if told == read else find_figures(passage, told, year_is_over=is_over)
    achieved = shared(targets, pair(targets, passage, achieving, told, as_of))
    share = stated_share(passage, told)
    goals = _goals_told(targets, share, passage, figures, told)
    achieved |= {len(targets) + n: done for n, (_, done) in enumerate(goals)}
    targets = [*targets, *(goal for goal, _ in goals)]
    targets, items = _with_sizes(targets, achieved), find_items(progress, told, task)
    said = _said(passage, told, [] if achieved else items, _one_asked(task, targets, progress), as_of)
    share, parts = share or share_of_work(passage, told, name + task), part_shares(targets, achieved, passage, told)
    targets = set_apart(targets, task, {*achieved, *parts})
    reading = Reading(mentions, targets, achieved, items, share, *said, parts)
    scoped = _without_scope(reading, columns.target, is_told=bool(progress.strip())) if any(cells) else reading
    return _with_columns(scoped, columns, words, as_of) if any(cells) else reading


def _goals_told(
    targets: list[Target], share: Statement | None, passage: Passage, figures: list[Figure], told: list[Mention]
) -> list[tuple[Target, Achieved]]:
    """The goals that only the progress tells, each with what came of it: the year's plans, and rates."""
    if not told:
        return []
    goals = told_goals(targets, passage, figures, told)
    goals += goals_met([*targets, *(goal for goal, _ in goals)], passage, told)
    rates = told_rates([*targets, *(goal for goal, _ in goals)], passage, told)
    return [*goals, *_beside(share, passage, rates)]


def _said(
    passage: Passage, told: list[Mention], items: list[Item], task: str, as_of: date
) -> tuple[Statement | None, Statement | None, Statement | None, tuple[Statement, ...], Statement | None]:
    """What a progress states of the whole task, and what it says is late, in the order of a Reading's fields."""
    gap, verdict = (
        stated_gap(passage, told),
        stated_verdict(passage, items, task=task, is_over=as_of.month == _LAST_MONTH),
    )
    return gap, verdict, stated_rest(passage), stated_late(passage), stated_late_ones(passage)


def _one_asked(task: str, targets: list[Target], progress: str) -> str:
    """The words of a task that asks for one thing, of which what names it is the whole; "" where it asks for several.

    Of 新建公园3个 the work is (公园建设已完成), and no 公园 (公园已建成), which may be one.
    """
    counted = [target for target in targets if target.kind == "count"]
    is_whole = all(target.value == 1 for target in counted) or bool(_OF_WORK.search(progress))
    return task if len(counted) <= 1 and is_whole else ""


def _beside(
    share: Statement | None, passage: Passage, rates: list[tuple[Target, Achieved]]
) -> list[tuple[Target, Achieved]]:
    """The goal rates that a progress tells with what is reached; beside a share of the whole task those of its own sentence."""
    if share is None:
        return rates
    sentence = passage.clause(share.start).sentence
    return [each for each in rates if passage.clause(each[0].start).sentence == sentence]


def _with_plan(targets: list[Target], worded: Target | None) -> list[Target]:
    """The targets, behind them the one of a column, where the words do not say it themselves."""
    is_said = worded is None or any((t.value, t.unit) == (worded.value, worded.unit) for t in targets)
    return targets if worded is None or is_said else [*targets, worded]


def _thing(name: str, task: str) -> str:
    """What the columns of figures of a row are about: its name, and the indicator of which it tells: 北塘区 | 固定资产投资增速."""
    is_indicator = name and task and task not in name and name not in task and not _TELLS.search(task)
    return f"{name} {task}" if is_indicator else name or task


def _with_sizes(targets: list[Target], achieved: dict[int, Achieved]) -> list[Target]:
    """A size of which a share is done is what is to be reached: 计划总投资20亿元, 投资完成率21%."""
    agreed = {number for number, done in achieved.items() if done.ground == "agreed"}
    return [replace(t, kind="count") if t.kind == "size" and n in agreed else t for n, t in enumerate(targets)]


def _without_scope(reading: Reading, planned: Target | None, *, is_told: bool) -> Reading:
    """A reading without the figures of the words of which nothing is told, where a column holds the plan: they say of what it is a part.

    新增13万户直播卫星用户 | 户 | 11400 | 6890      the whole country's 130000, and the county's 11400
    """
    if planned is None:
        return reading
    own = (planned.value, planned.unit)
    kept = [
        number
        for number, target in enumerate(reading.targets)
        if number in reading.achieved
        or (target.value, target.unit) == own
        or (is_told and target.dimension != planned.dimension)
    ]
    achieved = {place: reading.achieved[number] for place, number in enumerate(kept) if number in reading.achieved}
    parts = {place: reading.parts[number] for place, number in enumerate(kept) if number in reading.parts}
    return replace(reading, targets=[reading.targets[number] for number in kept], achieved=achieved, parts=parts)


def _told_by_column(targets: list[Target], columns: Columns, cells: dict[str, str]) -> dict[int, Achieved]:
    """What a column says of a target in words: 接待游客820万人次 | 886万人次, and 净增企业25家 | 31, whose unit the words have.

    16个 is of the first of 新建食堂20个、床位300张.
    """
    told = columns.told
    counted = [n for n, target in enumerate(targets) if target.kind != "size"]
    if told is None:
        return {}
    alike = [n for n in counted if told.dimension in (targets[n].dimension, BARE)]
    same = [n for n in alike if targets[n].unit == told.unit]
    number = next((each[0] for each in (same, alike) if len(each) == 1), None)
    if number is None or (told.dimension == BARE and len(counted) > 1):
        return {}
    target = targets[number]
    done = achieved_of(target, in_printed_unit(told, target), columns.share, cells)
    if not done or (
        told.dimension == BARE and columns.share and abs(share_of(done.value, target.value) - columns.share) > _ROUNDED
    ):
        return {}
    return {number: done}


def _with_columns(reading: Reading, columns: Columns, cells: dict[str, str], as_of: date) -> Reading:
    """A reading with what the row's columns of figures say: their target is the words' own where it has its figure, else a further one."""
    verdict = cell_verdict(cells["verdict"], as_of) or reading.verdict
    if verdict and reading.verdict and verdict.quote == reading.verdict.quote:
        verdict = replace(
            verdict, status=reading.verdict.status
        )  # 失业率3.4%,比目标4%低0.6个百分点: of what stands before it
    if verdict and verdict.status == "in_progress" and reading.verdict and reading.verdict.status in LATE:
        verdict = reading.verdict  # 未完成, of one that 仍未动工
    share = reading.share
    if columns.share is not None and columns.target is None:
        share = Statement(0, len(cells["share"]), cells["share"], columns.share, field="share")
    targets, achieved = list(reading.targets), dict(reading.achieved)
    if columns.target is not None:
        same = [n for n, t in enumerate(targets) if (t.value, t.unit) == (columns.target.value, columns.target.unit)]
        number = same[0] if same else len(targets)
        if not same or targets[number].field == "planned":
            targets[number:] = [columns.target, *targets[number + 1 :]]
        if columns.achieved and (columns.achieved.ground == "column" or number not in achieved):
            achieved[number] = columns.achieved
    else:
        achieved = _told_by_column(targets, columns, cells) | achieved
    return replace(
        reading,
        mentions={**reading.mentions, **columns.mentions},
        targets=targets,
        achieved=achieved,
        share=share,
        verdict=verdict,
    )


def _as_rates(progress: str, mentions: list[Mention], targets: list[Target], thing: str) -> list[Mention]:
    """The mentions of a cell that is only a percentage, read as the rate that the targets want: 12.6% of 财政收入增长率8%.

    Without a target it is what the row is about: 12.3% of 社零总额增速, 66.7% of 开工率 are no share of the year's plan.
    """
    if not mentions:
        return mentions
    kinds = {target.kind for target in targets} or {_rate_named(thing)}
    if len(kinds) != 1 or not kinds <= {"growth", "share"}:
        return mentions
    if (first := _without_sign(mentions[0], progress, targets)).kind != "percent":
        return mentions
    if progress[: first.start].strip():
        return mentions
    return [first._replace(kind=kinds.pop()), *mentions[1:]]


def _rate_named(thing: str) -> str:
    """The kind of rate that a name ends in: growth of 增速, share of 覆盖率; "" of any other thing."""
    return "growth" if _GROWS.search(thing) else "share" if _IS_RATE.search(thing) else ""


def _without_sign(mention: Mention, progress: str, targets: list[Target]) -> Mention:
    """The figure of a cell that holds nothing else as the percentage its only target asks for, if near it: 4.1 of 失业率低于4.5%."""
    value, is_all = mention.value, mention.quote == progress.strip() and mention.dimension == BARE
    if not is_all or value is None or len(targets) != 1 or targets[0].unit:
        return mention
    is_near = 1 / _NEAR_RATE < abs(value / 100 / (targets[0].value or 1)) < _NEAR_RATE
    return mention._replace(kind="percent", value=round(value / 100, 8), dimension="share") if is_near else mention


def _without_echoes(mentions: list[Mention], figures: list[Figure], targets: list[Target]) -> list[Mention]:
    """The mentions, those that only say a target again (新建公园12个,改造公厕40座。①公园:已建成7个。) with the role of a goal.

    Where something else of the things is done than all of it (完成260户农房改造资金拨付), they are under way.
    """
    numbers = {(target.value, target.unit) for target in targets if target.field != "progress"}
    if not any((mention.value, mention.unit) in numbers for mention in mentions):
        return mentions
    echoes = {
        figure.mention.start: "underway" if goes_beyond(one) else "goal"
        for figure, near in zip(figures, around(figures), strict=True)
        if (figure.mention.value, figure.mention.unit) in numbers
        for target, rivals in zip(targets, around(targets), strict=True)
        if target.field != "progress"
        and (goes_beyond(one := Candidate(target, figure, rivals, near)) or repeats_target(one))
    }
    if not echoes:
        return mentions
    return [mention._replace(role=echoes.get(mention.start, mention.role)) for mention in mentions]
