"""What keeps a target and a figure apart: conditions, each with the sentence it is for."""

import re
from collections.abc import Callable

from ..language.clauses import without_brackets
from ..language.cues import find_cues
from ..language.likeness import bigrams, is_narrower, thresholds
from ..words.lexicon import any_of
from .agreement import in_unit_of
from .candidates import (
    Candidate,
    comparable,
    counts_projects,
    is_any_thing,
    is_general,
    is_of_one_unit,
    told_further,
    whole_of,
)
from .derived import MANIFOLD
from .echoes import repeats_target
from .figures import Figure, verbs_of
from .objects import has_other_object, is_begun_before, is_of_a_longer_time
from .portions import (
    is_a_stock,
    is_of_a_wider_place,
    is_of_one_month,
    is_of_one_place,
    is_one_of_several,
    is_own_part,
    is_summed_up,
    is_superseded,
    is_whole_beside_its_part,
)
from .reached import REPEATED, is_reached
from .targets import Target, kinds_behind

_DONE = ("done", "action")
_RECOGNISED, _COMES_BY_IT = re.compile("获批|认定|获评|命名|授牌"), re.compile("新增|认定|培育|创建|争创|申报")
_SPENT = re.compile("投[资入]")
_WHICH_WORKS = re.compile("(?:新建|续建|改建|扩建|在建|拟建|前期|储备|预备)(?=项目$)")


def is_not_reached(one: Candidate) -> bool:
    """正在建设2公里, 计划改造42个: nothing says that it is done. To begin (开工) is to reach a target that asks for beginnings."""
    return not is_reached(one)


def is_told_roughly(one: Candidate) -> bool:
    """几十家 of 60家 may be any number from 10 to 90, and no share of it is known; 数百家 are more than 60家 whatever they are."""
    mention, target = one.figure.mention, one.target
    if mention.high is None or mention.value is None:
        return False
    sizes = (mention.size, target.size) if target.kind == "count" else (1.0, 1.0)
    low, high, wanted = mention.value * sizes[0], mention.high * sizes[0], target.value * sizes[1]
    return low < wanted and (target.kind == "count" or wanted <= high)


def is_manifold(one: Candidate) -> bool:
    """已拨付资金682.5万元 of 标准提高到600元: no task is fulfilled so many times over, so that it is a figure of something else."""
    mention, target = one.figure.mention, one.target
    return (
        target.kind == "count" and mention.kind == "count" and in_unit_of(target, mention) > MANIFOLD * target.value > 0
    )


def is_a_part(one: Candidate) -> bool:
    """已完成线路27条,其中新增8条、优化19条: a part is not the whole, unless the target names that part (其中普惠托位512个).

    Where the whole is not done, its part may be: 22处工程全部开工,其中14处已通水.
    """
    whole = whole_of(one)
    if whole is None or not comparable(one.target, whole) or is_own_part(one, whole):
        return False
    other = Candidate(one.target, whole, one.targets, one.figures)
    kinds = kinds_behind(one.figure.passage.text, whole.mention.end)
    if kinds[0] < one.figure.mention.start < kinds[1]:  # 开复工80项(新建31项,续建49项)
        return True
    is_told_of = whole.mention.role == "total" and is_of_one_unit(one.figure, whole)  # not 12所学校中,新增学位4200个
    if is_told_of and not other.same_number:  # 落实方面55项中,54项已完成 of 86项
        return True
    if (
        one.target.quote.startswith("其中") and other.rivals
    ):  # 其中供水管网改造48公里 of 改造管网90公里,其中供水管网50公里
        return False
    names_more = one.nearness > other.nearness and whole.named  # 已开工88项(其中提前开工7项): the whole names no less
    return not names_more and refusal(other) is None


def is_number_of_another(one: Candidate) -> bool:
    """60项计划新开工项目中,48个项目开工 of 新开工60项、竣工45项: the other target's own number says nothing of this one."""
    mention = one.figure.mention
    return not one.same_number and any(
        (mention.value, mention.unit) == (other.value, other.unit)
        and 0 < Candidate(other, one.figure, one.targets, one.figures).nearness >= one.nearness
        for other in one.rivals
    )


def is_of_another(one: Candidate) -> bool:
    """45项计划竣工项目中,16个竣工 of 重点项目190项、竣工45项: what is said of the other target's own number is its."""
    whole = whole_of(one)
    names_its_own = one.alike >= 0.5 or thresholds(one.figure.words) & thresholds(one.target.quote)  # 其中亿元以上1个
    if (
        whole is None
        or not is_of_one_unit(one.figure, whole)  # 其中12个已完工,惠及4200户
        or names_its_own
        or Candidate(one.target, whole, one.targets, one.figures).same_number
    ):
        return False
    return any(Candidate(other, whole, one.targets, one.figures).same_number for other in one.targets)


def has_other_unit(one: Candidate) -> bool:
    """床位150张 are no 养老机构3家: two units of their own need one noun (公厕12座, 12处公厕).

    Nor are they the target of another unit that another target has: 建设1046所 of 幼儿园950所、学位9.5万个.
    """
    unit, wanted = one.figure.mention.unit, one.target.unit
    if is_general(wanted) and unit != wanted and any(other.unit == unit for other in one.rivals):
        return not is_general(unit)
    return (
        unit not in ("", wanted)
        and one.target.dimension == "item"
        and not (is_general(unit) or is_general(wanted))
        and one.alike < 0.5
    )


def is_narrower_thing(one: Candidate) -> bool:
    """护岸砌筑11.2公里 is a part of the work on 河道18公里."""
    return is_narrower(one.figure.mention.item, without_brackets(one.target.context))  # 民生实事15件(含26个子项目)


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


def is_before_its_verb(one: Candidate) -> bool:
    """争取额度12亿元,已发行9亿元 of 发行15亿元: what its sentence goes on to tell has the target's verb, and this one another."""
    figure, wanted = one.figure, verbs_of(one.target.quote)
    if wanted & figure.verbs or one.rivals:
        return False
    return any(
        bool(other.verbs) and other.verbs <= wanted and not other.named
        for other in told_further(one)
        if other.mention.role in ("done", figure.mention.role)
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


def is_only_paid(one: Candidate) -> bool:
    """到位资金51亿元 is not what was invested of 年度计划投资62亿元; of 需资金8.8亿元 it may be."""
    paid = any_of("money", use="paid").search(one.figure.words)
    is_money = one.figure.mention.dimension == "money" and bool(_SPENT.search(one.target.context))
    return is_money and paid is not None and paid[0] not in one.target.context


def is_other_thing(one: Candidate) -> bool:
    """11家企业提出申办 counts no 军工资质: its noun shares nothing with the target's words.

    A unit of its own (公里, 亩) may stand for the noun; things and people need one. 整改率96.7% is a rate to be reached,
    完成任务的84.4% is none.
    """
    target, mention = one.target, one.figure.mention
    if one.repeated >= REPEATED or is_any_thing(one) or (not one.figure.named and counts_projects(one)):
        return False
    is_named = one.figure.named or _is_said_behind(one.figure)
    if mention.kind == "percent" or (is_named and not _is_of_any_thing(target, one.figure)):
        return not bigrams(mention.item) & bigrams(target.context)
    return False


def _is_said_behind(figure: Figure) -> bool:
    """Whether a noun follows the number itself: 建成31个投放房."""
    return len(figure.mention.item) >= 2 and figure.mention.item in figure.words.partition(figure.mention.quote)[2]


def is_only_pledged(one: Candidate) -> bool:
    """已签约老旧小区17个 are not 改造42个; of 引进企业20家 and 征收486户 those that have signed may count, unless more is told.

    搬迁签约251户,已搬迁187户. Nor are 项目全部入库 done.
    """
    figure, pledge = one.figure, any_of("beginnings", use="pledge")
    if not pledge.search(figure.words) or pledge.search(one.target.context):
        return False
    is_further = any(
        other.mention.role == "done"
        and bool(verbs_of(other.words) & verbs_of(one.target.quote))
        and not pledge.search(other.words)
        for other in told_further(one)
    )
    return is_further or not re.search("[引招征迁]|入库|储备", one.target.context)


def has_other_verb(one: Candidate) -> bool:
    """已签约976户, which names nothing, counts no 改造1200户, nor 新建项目322个 重点项目528个.

    A bare 完工 or 建成 fits every verb, and every verb 全年目标90家.
    """
    if one.figure.named or one.repeated >= REPEATED or one.figure.mention.kind == "percent":
        return False
    words = without_brackets(one.figure.words)  # 已新开工1200套(含货币化安置340套)
    cues = find_cues(words)
    of_works = [cue for cue in cues if words.startswith("项目", cue.end)]  # 36个新建项目已开工20个: which works
    kind = _WHICH_WORKS.search(one.figure.passage.text, one.figure.start, one.figure.mention.start)
    if kind and kind[0] not in one.target.context:
        return True
    verbs = [words[cue.start : cue.end] for cue in cues if cue.role in _DONE and cue not in of_works]
    starts = {cue.start for cue in cues}
    wants_none = not any(cue.role in (*_DONE, "finished") for cue in find_cues(one.target.quote))
    is_finished = any(cue.role == "finished" and cue.end not in starts for cue in cues)  # 完成签约 is 签约
    is_added = {*verbs} <= {"新增", "净增"} and whole_of(one) is not None  # 建成食堂61家,其中今年新增13家
    fits_all = not verbs or wants_none or is_finished or is_added
    return not (fits_all or any(_is_same_work(verb, one.target.context) for verb in verbs))


def _is_same_work(verb: str, context: str) -> bool:
    """Whether a verb is one of a target's, or ends what that begins: 整改24项 of 整改; 办结 of 办理; 获批9家 of 新增平台15家."""
    if _RECOGNISED.fullmatch(verb) and _COMES_BY_IT.search(context):
        return True
    ends = any(context[cue.start] == verb[0] for cue in find_cues(context) if cue.role in _DONE)
    return bool(bigrams(verb) & bigrams(context)) or (verb[-1] in "结成毕" and ends)


# In the order in which they are said to a person who asks why a figure was not taken.
REFUSALS: tuple[Callable[[Candidate], bool], ...] = (
    repeats_target,
    is_not_reached,
    is_told_roughly,
    is_manifold,
    is_a_part,
    is_number_of_another,
    is_of_another,
    is_one_of_several,
    is_summed_up,
    is_a_stock,
    is_superseded,
    is_whole_beside_its_part,
    is_of_one_month,
    is_of_a_wider_place,
    is_of_one_place,
    has_other_unit,
    is_of_a_longer_time,
    is_narrower_thing,
    has_other_threshold,
    has_other_grade,
    is_before_its_verb,
    is_past_its_verb,
    is_only_paid,
    is_begun_before,
    is_other_thing,
    is_only_pledged,
    has_other_verb,
    has_other_object,
)


def refusal(one: Candidate) -> Callable[[Candidate], bool] | None:
    """The first condition that keeps the two apart; None where none does."""
    return next((condition for condition in REFUSALS if condition(one)), None)


def _is_of_any_thing(target: Target, figure: Figure) -> bool:
    mention = figure.mention
    own_unit = mention.unit == target.unit and not is_general(mention.unit)
    return own_unit or mention.dimension not in ("item", "person") or not mention.item
