"""Figures that only describe: which things are meant, how large one is, what it was, or what a share is of."""

import re
from functools import cache

from ..language.clauses import Clause
from ..language.cues import Cue
from ..language.likeness import is_threshold
from ..language.quantities import Number
from ..language.verdicts import find_paces
from ..words.lexicon import any_of
from .mention import Mention
from .multiples import is_multiplied

_OF_GOAL = re.compile(
    "的?(?:年度|全年|年初|本年度?|[省市县区]定|发展|预期|节点|阶段性?)?(?:目标任务|任务目标|目标|任务)(?!数?的?[0-9]|中|之|内)"
)
_OF_IT = re.compile(
    r"(?:[)）]|[^,，。；;、()（）0-9]{0,4}(?:任务|目标|计划|指标)[^,，。；;、()（）0-9]{0,3})?\s*的\s*[0-9.]+\s*[%％]"
)
# 完成年度目标(更新水泵30台、改造管网48公里)的80%、75%
_IN_GOAL, _SHARE_OF_GOAL = (
    re.compile("(?:目标|任务|计划)[(（][^()（）已]*$"),
    re.compile(r"[^()（）]*[)）]\s*的\s*[0-9.]+\s*[%％]"),
)
# 从每月560元、264元分别提高到600元、290元
_FORMER = re.compile("(?:[由从]|现行的?)[^,，。；;、0-9]{0,8}(?:[0-9.]+[^,，。；;、0-9]{1,4}、)*$")
_COME_TO = re.compile(
    "(?:左右|以上)?(?:、[0-9.]+[^,，。；;、0-9]{1,2})*[^0-9,，。；;]{0,6}(?:[至到为](?:每人每[月年]|增长|下降|不[低少]于)*约?[0-9-]|调整为)"
)
_OF_GROWTH, _CHANGED_TO = re.compile("(?:以上|左右)?的?增长的[一-鿿]"), re.compile("调整[为至到]约?[-负]?$")
# 创建进度大于70%的有112家, 完成工程量一半以上的7座, 达到序时进度75%的项目有15个; all of those at 100% are done
_OF_RATE = re.compile(
    "(?:(?<!100)[%％]|[一二三四五六七八九]成半?|一半|过半)(?:以上|左右)?的(?:[^,，。；;、0-9]{0,6}共?有)?$"
)
_OF_ALL = re.compile("(?:总量|总数|总规模)[为约]?$")
_OF_YEARS_GOAL = re.compile("的(?:年度|全年|年初)(?:目标任务|任务目标|目标|任务)(?!数?的?[0-9])")
# 已落实公厕18座的资金, 具备改造42个的条件: the figure only says for how many something else is
_OF_ELSE = re.compile(
    "的?(?:建设|改造|实施|完成|建成|投用)?(?<=[的设造施成用])的?"
    "(?:资金|条件|方案|合同|协议|手续|用地|选址|设计|招标|指标)(?![0-9])"
)
_IN_PART = re.compile("已?完成了?约?[0-9.]+[%％]")
_BY_SHARE = re.compile(
    "[^,，。；;0-9]{0,16}(?:项目|工程|实事|事项|任务)[均都已也]*(?:完成|达到?|超过?)了?[^,，。；;、0-9]{0,12}(?!100[%％])[0-9.]+[%％](?!的[0-9])"
)
# 完成率100%的18件, 60%以上的40项: a share that says which things are counted, and is none of the whole
_WHICH = re.compile(
    "(?:及?以[上下]|左右)?的(?:共?有|[^,，。；;、0-9%％]{0,6}[0-9]+(?:项|个(?!月|百分)|件|家|所|座|条))"
)
_ALL_DONE = re.compile(
    "(?<!投资)(?<!资金)(?<!进度)(?<!其中)(?:(?:完成|办结|整改|竣工|完工)率|完成(?:进度|(?:年度|全年)(?:目标)?(?:任务|目标)))"
    "(?:达到?|为|的)?100[%％]的(?:项目|任务|事项|实事|工作|问题)?(?:共?有)?$"
)
_PART_ASKED = re.compile(
    "[^,，。；;、0-9]{0,20}(?:任务|项目|工程|工作|工程量|总量|总数)的[0-9.]+[%％](?:以上|左右)?(?=$|[,，。；;、])"
)
_COUNTED = re.compile("的?(?:项目|任务|工作|事项)?(?:共?有|共|为)?")
_EXCEPT, _EXCEPTED = (
    re.compile("除了?[^,，。；;、0-9]{0,12}$"),
    re.compile("[^,，。；;、0-9]{0,10}外$"),
)  # 除撤并的14所学校外
_ANOTHER = re.compile("[(（][^)）]*[0-9]")
_DONE = ("done", "finished", "action")
_NEAR = 20  # characters before a figure in which such words end


def only_describes(text: str, mention: Mention, clause: Clause, cues: list[Cue], field: str) -> bool:
    """Whether a figure only says which or how large a thing is, what it was, or how many are in time.

    cues  those of its clause
    """
    if field == "progress" and (_is_attribute(text, mention) or _is_of_a_rate(text, mention)):
        return True
    if field == "progress" and (_OF_ELSE.match(text, mention.end) or _keeps_pace(text, mention, clause, cues)):
        return True
    if (
        field == "progress"
        and text.find("除", clause.start, mention.start) >= 0
        and _EXCEPT.search(text, clause.start, mention.start)
        and _EXCEPTED.match(text, mention.end, clause.end)
    ):
        return True
    is_size = _is_in_brackets(text, mention) and (field == "progress" or not is_task_unit(mention.unit))  # 健身点(64个)
    return is_size or is_threshold(text, mention.end) or is_former(text, mention)


def _is_in_brackets(text: str, mention: Mention) -> bool:
    """Whether brackets hold the figure and nothing else: 人才房(828套) tells how large a thing is."""
    return (
        mention.kind == "count"
        and text[mention.start - 1 : mention.start] in ("(", "（")
        and text[mention.end : mention.end + 1] in (")", "）")
    )


def says_which(text: str, end: int) -> bool:
    """Whether a share that ends there only says which things are counted next: 完成率100%|的18件, 60%|以上的40项."""
    return bool(_WHICH.match(text, end))


def is_of_the_finished(text: str, mention: Mention) -> bool:
    """Whether a number counts those of which all is done: 完成率100%的18件; not 投资完成率100%的18个.

    Nor where a share of the whole is told before it: 总体完成率92%,其中完成率100%的18件.
    """
    before = _before(text, mention)
    return "100" in before and bool(_ALL_DONE.search(before))


def is_base(text: str, mention: Mention) -> bool:
    """Whether the figure is what a percentage is of: 完成196公里的28.5%, 占今年85200户任务数的79.5%, 占任务(1200公里)的56%."""
    if _IN_GOAL.search(_before(text, mention)) and _SHARE_OF_GOAL.match(text, mention.end):
        return True
    if mention.kind == "count" and (_IN_PART.match(text, mention.end) or is_multiplied(text, mention.end)):
        return True  # 公厕18座完成80%, 为年度任务2000亩的2.6倍
    if is_task_unit(mention.unit) and _BY_SHARE.match(text, mention.end):  # 11项工程均已完成年度目标任务的40%以上
        return True
    if mention.dimension == "item" and is_task_unit(mention.unit):  # 已完成58项任务 counts tasks
        return bool(_OF_IT.match(text, mention.end) or _OF_YEARS_GOAL.match(text, mention.end))  # 1200个的年度目标
    return bool(_OF_IT.match(text, mention.end) or _OF_GOAL.match(text, mention.end))


@cache
def is_task_unit(unit: str) -> bool:
    """Whether a unit counts tasks (项, 个, 件)."""
    return bool(any_of("general", use="task_unit").fullmatch(unit))


def is_former(text: str, mention: Mention | Number) -> bool:
    """Whether the figure is what a thing has come from: 由48%提升至52.3%, 由年初设定的6%左右调整为正增长."""
    return bool(_FORMER.search(_before(text, mention)) and _COME_TO.match(text, mention.end))


def asks_a_part(text: str, place: int) -> bool:
    """Whether a number that ends there is all there are, of which a share is asked for: 完成62项改革任务的70%."""
    return bool(_PART_ASKED.match(text, place))


def _is_attribute(text: str, mention: Mention) -> bool:
    """Whether a rate only says which things are meant: 全省唯一该指标实现15%以上增长的地市; or what a goal was changed to (调整为-3%)."""
    return mention.kind == "growth" and bool(
        _OF_GROWTH.match(text, mention.end) or _CHANGED_TO.search(_before(text, mention))
    )


def _is_of_a_rate(text: str, mention: Mention) -> bool:
    """Whether a count is of those that have come so far, and none is done: 创建进度大于70%的有112家."""
    before = _before(text, mention)
    return mention.kind == "count" and "的" in before and bool(_OF_RATE.search(before))


def _keeps_pace(text: str, mention: Mention, clause: Clause, cues: list[Cue]) -> bool:
    """Whether so many things keep the pace or do not, which says of none that it is done: 178个续建项目超过时序进度, 欠进度的16个.

    27件提前完成或超序时进度 are not all done; 已建成12个超序时进度, and 12个已建成并达到序时进度, are.
    The 新辟 of 新辟公交线路等4个项目 is a name.
    """
    if mention.kind != "count" or not is_task_unit(mention.unit):
        return False
    if any(
        cue.role in _DONE and cue.end <= mention.start and "等" not in text[cue.end : mention.start] for cue in cues
    ):
        return False
    for start, end in find_paces(text[clause.start : clause.end]):
        start, end = start + clause.start, end + clause.start
        if end <= mention.start:
            return bool(_COUNTED.fullmatch(text, end, mention.start))
        told = [cue for cue in cues if cue.role in _DONE and mention.end <= cue.start < start]
        is_of_another = _ANOTHER.search(text, mention.end, start)  # 已开工57项(提前开工4项,未按计划开工29项)
        if mention.end <= start and not is_of_another and (not told or text[start - 1] in "或和及、"):
            return True
    return False


def is_of_all_there_are(text: str, mention: Mention) -> bool:
    """Whether the figure is all there are, and no plan: 累计淘汰62410辆,占总量67980辆的91.8%."""
    return bool(_OF_ALL.search(_before(text, mention)))


def _before(text: str, mention: Mention | Number) -> str:
    """The words right before a figure."""
    return text[max(0, mention.start - _NEAR) : mention.start]
