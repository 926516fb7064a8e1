"""Figures of another object, verb or time than the target's: conditions that keep them apart, each with its sentence."""

import re

from ..language.clauses import without_brackets
from ..language.cues import find_cues
from ..language.likeness import bigrams, is_narrower, named_things, thresholds
from ..words.lexicon import any_of
from .candidates import Candidate, in_unit_of, told_further
from .derived import MANIFOLD
from .figures import verbs_of
from .mention import Mention
from .spans import months_named
from .subjects import is_dealt
from .targets import Target

_SPENT = re.compile("投[资入]")
_PACE = re.compile("进度|速度|效率|工期")
_MADE = re.compile("建成|完工|竣工|完成|创建|改造|打造|培育|新增|整治|新建|修建")
_ITS_TASK = re.compile("(?:任务|目标|计划|投资|验收)[^一-鿿]*$")


def has_other_object(one: Candidate) -> bool:
    """20个小区全部完成管线探测 of 改造20个: what is finished is nothing that the target names, and may be any preparation.

    15项完成年度目标任务 are done, and so are 20个小区完成交付. What is known as a preparation has been asked for already.
    """
    if one.figure.mention.role == "underway":
        return False
    behind = one.figure.words.partition(one.figure.mention.quote)[2]
    _, is_finished, of_what = behind.rpartition("完成")
    named = named_things(of_what) if is_finished and not _ITS_TASK.search(of_what) else ""
    return len(named) >= 2 and not find_cues(of_what) and not bigrams(named) & bigrams(one.target.context)


def is_only_paid(one: Candidate) -> bool:
    """到位资金51亿元 is not what was invested of 年度计划投资62亿元; of 需资金8.8亿元 it may be."""
    paid = any_of("money", use="paid").search(one.figure.words)
    is_money = one.figure.mention.dimension == "money" and bool(_SPENT.search(one.target.context))
    return is_money and paid is not None and paid[0] not in one.target.context


def is_manifold(one: Candidate) -> bool:
    """已拨付资金682.5万元 of 标准提高到600元: no task is fulfilled so many times over, so that it is a figure of something else."""
    mention, target = one.figure.mention, one.target
    is_amount = target.kind == "count" or (target.kind, target.dimension) == ("share", "money")
    return is_amount and mention.kind == "count" and _amount(target, mention) > MANIFOLD * target.value > 0


def _amount(target: Target, mention: Mention) -> float:
    """An amount in a target's unit; 6.2亿元 of 每人每年55元 in 元."""
    return in_unit_of(target, mention) if target.kind == "count" else mention.amount * mention.size / target.size


def is_only_faster(one: Candidate) -> bool:
    """建设进度比往年提高7% of 投入增长5.8%: to be faster is no more of a thing."""
    is_growth = one.target.kind == one.figure.mention.kind == "growth"
    return is_growth and bool({*_PACE.findall(one.figure.words)} - {*_PACE.findall(one.target.context)})


def is_only_attended(one: Candidate) -> bool:
    """结对帮扶6个示范村 of 创建示范村4个: who is helped, visited or inspected is there, and nothing is made by it."""
    attended, target = any_of("beginnings", use="attended"), one.target
    own = {*attended.findall(one.figure.words)} - {*attended.findall(target.context)}
    return (
        bool(own)
        and any_of("beginnings", use="makes").search(target.context) is not None
        and not _MADE.search(one.figure.words)
    )


def is_of_a_longer_time(one: Candidate) -> bool:
    """1-6月完成投资38亿元 is no figure of 二季度完成投资20亿元, nor of 一季度完成投资20亿元 where 上半年完成投资45亿元 is wanted too."""
    if (wanted := _months(one.target)) is None:
        return False
    told = months_named(one.figure.clause_before)
    if told is None or wanted == told:
        return False
    return told[0] < wanted[0] or any(_months(rival) == told for rival in one.rivals)


def _months(target: Target) -> tuple[int, int] | None:
    return months_named(target.quote[: target.number_end - target.start])


def is_begun_before(one: Candidate) -> bool:
    """已开工41个,其中新开工22个 of 新开工30个: what has begun anew is told beside all that is begun."""
    if "新开工" not in one.target.quote or "新开工" in one.figure.words:
        return False
    return any(
        "新开工" in other.words
        and other.mention.unit == one.figure.mention.unit
        and not Candidate(one.target, other, one.targets, one.figures).same_number  # 新开工项目42项中,已开工16项
        for other in one.figures
    )


def is_before_its_verb(one: Candidate) -> bool:
    """争取额度12亿元,已发行9亿元 of 发行15亿元: what its sentence goes on to tell has the target's verb, and this one another."""
    figure = one.figure
    further = [other for other in told_further(one) if other.mention.role in ("done", figure.mention.role)]
    wanted = verbs_of(one.target.quote) if further else frozenset()
    if not wanted or wanted & figure.verbs or one.rivals:
        return False
    return any(
        bool(other.verbs) and other.verbs <= wanted and not other.named and other.whole_at != figure.mention.start
        for other in further
    )


def is_past_its_verb(one: Candidate) -> bool:
    """开工28个、竣工17个重大项目 of 开工60个: what is finished, where what has begun is told before it and asked for."""
    begins, figure = any_of("beginnings", use="begins"), one.figure
    if not begins.search(one.target.quote) or begins.search(figure.words) or figure.mention.role != "done":
        return False
    return any(
        begins.search(other.words) and other.mention.start < figure.mention.start
        for other in one.figures
        if other.clause is figure.clause and other.mention.unit == figure.mention.unit
    )


def is_narrower_thing(one: Candidate) -> bool:
    """护岸砌筑11.2公里 is a part of the work on 河道18公里."""
    if is_dealt(one):  # 城镇居民收入增长7.5% of 城镇、农村居民收入分别增长8%、9%
        return False
    # 民生实事15件(含26个子项目): 子项目 are narrower than what is asked first, and not than the 26
    figure, wanted = one.figure, without_brackets(one.target.context) + one.target.item
    return is_narrower(figure.mention.item, wanted) or is_narrower(_counted_before(one), wanted)


def _counted_before(one: Candidate) -> str:
    """The words on the count that a figure which names nothing goes on from: 寄宿制学校开工142所 before 完工76所."""
    figure = one.figure
    alike = [
        each.words
        for each in one.figures
        if each.clause.sentence == figure.clause.sentence
        and each.mention.unit == figure.mention.unit
        and each.mention.start < figure.mention.start
    ]
    return alike[-1] if alike and not figure.named else ""


def has_other_threshold(one: Candidate) -> bool:
    """10亿元以上项目3个 are not the target's 项目20个, nor 项目26个 its 亿元以上项目20个, where those that reach it are told beside."""
    own, wanted = thresholds(one.figure.words), thresholds(one.target.quote)
    unit = one.figure.mention.unit
    told = (thresholds(other.words) for other in one.figures if other.mention.unit == unit)
    is_told = bool(wanted) and not own and any(each & wanted for each in told)
    return is_told or not own <= wanted


def has_other_grade(one: Candidate) -> bool:
    """县级合作社20家 are not the target's 市级合作社15家."""
    grade = any_of("parts", use="grade")
    own, wanted = grade.findall(one.figure.words), grade.findall(one.target.quote)
    return bool(own and wanted) and not {*own} & {*wanted} and "以上" not in one.target.quote
