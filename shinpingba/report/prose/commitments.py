"""Where clauses that speak of one thing name what is to be done, and where they turn to how far it has come."""

import re
from collections.abc import Sequence

from ...language.quantities import Number, find_numbers
from ..units import dimension_of
from .parts import INSIDE, Part, Span

_MARKS = ",;:。 、\n\t”"
_SHORTEST_NOUN = 2
_TURNS = {"already", "doing", "done", "size", "built", "unbegun"}
_TELLING = {"when", "already", "sum", "since", "share", "rate", "verdict", "past", "rank", "which"}
_TO_BE = re.compile("达到?|控制|保持|提[高升]到|计划|目标|任务")
_REACHED = re.compile("达到?|突破|增[至加]|升[至到]")
_BEGUN = re.compile("开工|竣工|完工|投[产用]|建成|通车|完成|实现|交付|启用")
_NAMED_TASK = re.compile("的(?:年度|全年|目标)?(?:目标|任务)(?:任务)?(?=[^,;。0-9的]{0,6}(?:完成|实现))")
_QUOTED_TASK = re.compile("[^,;。“”0-9]{0,12}“(?=[^“”]{0,60}[一-龥]{2})(?P<task>[^“”]{4,60})”")  # no “3个100”
_MEETS_NODE = re.compile(
    "(?:已|均|都)*(?:超额|提前|圆满|按期|如期|顺利)*(?:完成|实现|达到)了?[^,。;:]*的?(?:节点|阶段性?)(?:目标|任务|计划)"
)
_NO_MORE = re.compile("”(?:民生|重点)?(?:项目|工程|任务|实事)?")
_AND_MORE = re.compile("等[0-9]")
_QUALIFIES = re.compile("及?以[上下]的?[一-龥]{2}")
_AMONG = re.compile(rf"(?:[^,;。]{{0,12}}(?:项目|任务|工程|指标|实事))?{INSIDE.pattern}")


def find_task(words: str, group: Sequence[Part]) -> Span | None:
    """What is to be done: the clauses before the first progress that name a figure, or the words before 已 in one clause.

    年度计划改造86公里,|已完成47.5公里      新建学校4所|,3所投入使用      263场送戏进万村|已送230场
    """
    if quoted := quoted_task(words, group[0]):
        return quoted
    answer = _answer(words, group)
    first = next(place for place, part in enumerate(group) if part.strength)
    is_planned = any("plan" in part.labels and part.figures for part in group[:first])
    place = first if answer is None or is_planned else answer
    ahead, told = group[:place], group[place]
    is_planned = any("plan" in part.labels and part.figures for part in ahead)
    is_told = any("already" in part.labels for part in ahead)  # 竣工已达2670套,完成今年竣工5200套任务的51%
    is_counted = not is_told and any(_counts(part) and part.noun for part in ahead)
    if (
        answer is not None
        or is_planned
        or (is_counted and not told.noun and told.labels & {"already", "sum", "act", "built"} and _counts(told))
    ):
        plans = [part.sentence for part in ahead if "plan" in part.labels and part.figures]
        stop = plans[-1] if plans else ahead[-1].sentence
        telling = [part for part in _to_last_plan(ahead) if (part.noun or part.figures) and part.sentence <= stop]
        while len(telling) > 1 and _is_share_of_all(telling[-1]):
            telling.pop()
        return skip_marks(words, telling[0].start), telling[-1].end
    turn = _turn(words, told)
    return (skip_marks(words, told.start), turn) if turn else None


def _to_last_plan(ahead: Sequence[Part]) -> Sequence[Part]:
    """Clauses without those at their end that tell what a day or a month brought: 计划造林1420亩,|今日造林46亩."""
    stop = len(ahead)
    while stop > 1 and "when" in ahead[stop - 1].labels and "plan" not in ahead[stop - 1].labels:
        stop -= 1
    return ahead[:stop]


def behind_task(words: str, group: Sequence[Part], end: int) -> int:
    """Where the progress begins behind a task that ends there."""
    aside = next((part for part in group if part.start > end and not _is_share_of_all(part)), None)
    return aside.start if aside and _is_aside(group, end, aside) else skip_marks(words, end)


def _is_aside(group: Sequence[Part], end: int, told: Part) -> bool:
    """Whether nothing but shares of all stands between the end of a task and a clause."""
    between = [part for part in group if end < part.start < told.start]
    return bool(between) and all(_is_share_of_all(part) for part in between)


def _is_share_of_all(part: Part) -> bool:
    """Whether a clause only says how much of all that there is a thing is: 总投资31亿元,|占全部项目投资的83.8%."""
    return "portion" in part.labels and not part.noun and all(each.kind == "percent" for each in part.figures)


def quoted_task(words: str, part: Part) -> Span | None:
    """The task that a clause quotes, with its figure, before it tells how far it is: 区级实事|“背街小巷整治30条”|完成9条.

    Not one of several of a class: “为300户残疾人家庭改造住房”等9项超额完成.
    """
    found = _QUOTED_TASK.match(words, part.start, part.end)
    if found and _AND_MORE.match(words, found.end()):
        return None
    return found.span("task") if found and any(each.kind == "count" for each in find_numbers(found["task"])) else None


def only_quotes(words: str, part: Part) -> bool:
    """Whether a clause says no more than the task that it quotes: “改造线路(完成投资5.2亿元)”项目."""
    quoted = quoted_task(words, part)
    return quoted is not None and bool(_NO_MORE.fullmatch(words, quoted[1], part.end))


def plan_behind(group: Sequence[Part]) -> Part | None:
    """The last clause, where it only says what the plan of what was told was: 棚改建成8600套,|目标任务8500套."""
    *told, last = group
    is_plan = "plan" in last.labels and not (last.noun or last.strength or last.labels & _TELLING)
    return last if is_plan and any(part.strength and part.figures and _alike(part, last) for part in told) else None


def meets_node(words: str, part: Part) -> bool:
    """Whether a clause says that a goal of a part of the year is met: 超额完成9月份设置的累计改造管网30公里的节点目标."""
    return bool(_MEETS_NODE.fullmatch(words, part.start, part.end))


def skip_marks(words: str, place: int) -> int:
    """The first place from `place` on that is no mark."""
    while place < len(words) and words[place] in _MARKS:
        place += 1
    return place


def _answer(words: str, group: Sequence[Part]) -> int | None:
    """The first clause that tells how much is done of what one before it sets; None where none does.

    任务为30万户,|改厕已开工18万户,|已完工14万户      what has begun is told with it
    """
    for place, part in enumerate(group):
        setting = next((n for n, own in enumerate(group[:place]) if _sets(own) and _answers(words, own, part)), None)
        if setting is not None:
            between = range(setting + 1, place)
            return next((n for n in between if "already" in group[n].labels and _alike(group[n], part)), place)
    return None


def _sets(part: Part) -> bool:
    """Whether a clause may set what is to be done: it names a thing and a figure, and tells nothing of when or how far."""
    return bool(part.noun and part.figures) and not part.labels & _TELLING


def _answers(words: str, own: Part, part: Part) -> bool:
    """Whether a clause tells how much is done of what another sets.

    城关街道120户,完成120户          it counts the same and names nothing new
    签约率达到75%,目前签约率78.3%   a level that is to be reached, and where it stands now
    新增18万亩,达到36万亩           no answer: the first figure is part of the second
    """
    again = part.noun is not None and words[slice(*part.noun)] in words[own.start : own.end]
    if (part.noun and not again) or "which" in part.labels:
        return False
    if own.figures[0].kind == "percent":
        is_set = "promise" in own.labels or bool(_TO_BE.search(words, own.start, own.figures[0].start))
        is_told = "when" in part.labels or "already" in part.labels  # 计划覆盖率78%,已达到81.4%
        return is_set and is_told and any(each.kind == "percent" for each in part.figures)
    if not _alike(own, part) or _REACHED.search(words, part.start, part.end):
        return False
    if "already" in part.labels:
        return True
    is_begun = bool(_BEGUN.search(words, own.start, own.end))  # 开工142台,完工97台 tells twice
    return not is_begun and bool(part.labels & ({"done", "built"} | ({"act", "sum"} if again else set())))


def told_figures(part: Part) -> list[Number]:
    """The figures of a clause without the goal that its own share names: 完成年度目标(80亿元)的57.5% tells of 57.5% alone."""
    shares = [sign for sign in part.signs if sign.label == "share"]
    return [each for each in part.figures if not any(sign.start <= each.start < sign.end for sign in shares)]


def _alike(own: Part, part: Part) -> bool:
    """Whether two clauses count in one unit, or in units of one dimension: 20万名, 11.6万人."""
    counted = [{figure.unit for figure in told_figures(each) if figure.kind == "count"} for each in (own, part)]
    dimensions = [{dimension_of(unit) for unit in units} - {"", "item"} for units in counted]
    return bool(counted[0] & counted[1] or dimensions[0] & dimensions[1])


def _turn(words: str, part: Part) -> int | None:
    """Where a clause that names its task first turns to progress.

    263场送戏进万村|已送230场(87%)      6个小区|在改造(90%)      10个计划投产项目|实现投产7个      35个项目中|水库等15个已开工
    义务植树65万株的任务|已超额完成     “背街小巷整治30条”|完成9条
    """
    planned, *behind = part.figures or (None,)
    if not planned or planned.kind != "count" or _only_qualifies(words, planned):
        return None
    if named := _NAMED_TASK.match(words, planned.end, part.end):
        return named.end()
    kept = next((sign for sign in part.signs if sign.label == "already"), None)
    if "plan" in part.labels and not behind and kept and kept.start >= planned.end:  # 柏桥镇计划98亩|已经完成
        return kept.start
    alike = [each for each in behind if each.unit == planned.unit]
    if alike and (among := _AMONG.match(words, planned.end, alike[0].start)):
        return among.end()
    for sign in (each for each in part.signs if not _is_aside_behind(words, planned.end, each.start)):
        near = sign.end + 2 if sign.label == "built" else len(words)  # 开工建设103个, not 投产项目实现投产7个
        same = any(sign.start < each.start <= near for each in alike)
        if sign.label == "built" and sign.start - planned.end < _SHORTEST_NOUN:  # 开工199所、完工102所: no plan
            continue
        share = any(each.kind == "percent" and each.start > sign.start for each in behind)
        if (
            planned.end <= sign.start
            and (same or (share and sign.label in ("already", "doing")))
            and sign.label in _TURNS
        ):
            return sign.start
    return None


def _is_aside_behind(words: str, start: int, place: int) -> bool:
    """Whether brackets that open behind a figure hold a place: 现已履约16个(其中|完成形象进度的10个)."""
    return words.count("(", start, place) > words.count(")", start, place)


def _only_qualifies(words: str, figure: Number) -> bool:
    """Whether an amount only says which are meant: 200万元以上非规模企业|完成总产值4100万元."""
    return figure.dimension == "money" and bool(_QUALIFIES.match(words, figure.end))


def _counts(part: Part) -> bool:
    return any(figure.kind == "count" for figure in part.figures)
