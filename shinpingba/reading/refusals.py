"""What keeps a target and a figure apart: conditions, each with the sentence it is for."""

import re
from collections.abc import Callable

from ..language.clauses import without_brackets
from ..language.cues import find_cues
from ..language.likeness import bigrams, thresholds
from ..words.lexicon import any_of
from .beyond import goes_beyond
from .candidates import (
    Candidate,
    comparable,
    counts_projects,
    is_any_thing,
    is_general,
    is_of_one_unit,
    tells_stage,
    told_further,
    whole_of,
)
from .denied import denied_by
from .echoes import repeats_target
from .figures import Figure, verbs_of
from .objects import (
    has_other_grade,
    has_other_object,
    has_other_threshold,
    is_before_its_verb,
    is_begun_before,
    is_manifold,
    is_narrower_thing,
    is_of_a_longer_time,
    is_only_attended,
    is_only_faster,
    is_only_paid,
    is_past_its_verb,
)
from .portions import (
    is_a_stock,
    is_how_all_are_made_up,
    is_of_a_wider_place,
    is_of_one_kind,
    is_of_one_month,
    is_of_one_place,
    is_one_of_several,
    is_one_of_those_dealt,
    is_own_part,
    is_summed_up,
    is_superseded,
    is_whole_beside_its_part,
)
from .reached import REPEATED, is_reached, is_told_roughly, next_share
from .rises import is_growth_of_a_part, is_growth_of_all, is_growth_of_one_month
from .subjects import is_dealt, is_dealt_to_another, is_of_a_part_wanted, is_of_another_subject
from .targets import Target, kinds_behind
from .unfinished import is_of_two_targets, is_of_unfinished, is_only_structure, is_still_made

_DONE = ("done", "action")
_RECOGNISED, _COMES_BY_IT = re.compile("获批|认定|获评|命名|授牌"), re.compile("新增|认定|培育|创建|争创|申报")
_COMES_AT_LAST = re.compile("到位|到账|实际(?:利用|使用|到)|落地|投产")
_WHICH_WORKS = re.compile("(?:新建|续建|改建|扩建|在建|拟建|前期|储备|预备)(?=项目$)")


def is_not_reached(one: Candidate) -> bool:
    """正在建设2公里, 计划改造42个: nothing says that it is done. To begin (开工) is to reach a target that asks for beginnings."""
    return not is_reached(one)


def is_a_part(one: Candidate) -> bool:
    """已完成线路27条,其中新增8条、优化19条: a part is not the whole, unless the target names that part (其中普惠托位512个).

    Where the whole is not done, its part may be: 22处工程全部开工,其中14处已通水.
    """
    whole = whole_of(one)
    if whole is None or not comparable(one.target, whole) or is_own_part(one, whole) or tells_stage(one):
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
    if is_of_one_kind(one, whole):
        return True
    names_more = one.nearness > other.nearness and whole.named  # 已开工88项(其中提前开工7项): the whole names no less
    is_others = is_of_a_part_wanted(other)  # a part of what another target asks for
    return not names_more and (is_others or not is_refused(other))


def is_number_of_another(one: Candidate) -> bool:
    """60项计划新开工项目中,48个项目开工 of 新开工60项、竣工45项: the other target's own number says nothing of this one."""
    mention = one.figure.mention
    return not (one.same_number or is_dealt(one)) and any(
        (mention.value, mention.unit) == (other.value, other.unit)
        and 0 < Candidate(other, one.figure, one.targets, one.figures).nearness >= one.nearness
        for other in one.rivals
    )


def is_of_another(one: Candidate) -> bool:
    """45项计划竣工项目中,16个竣工 of 重点项目190项、竣工45项: what is said of the other target's own number is its; or has its verb."""
    if _goes_on_of_another(one):
        return True
    if any(tells_stage(Candidate(each, one.figure, one.targets, one.figures)) for each in one.rivals):
        return True
    whole = whole_of(one)
    if whole is None or not is_of_one_unit(one.figure, whole):  # 其中12个已完工,惠及4200户
        return False
    names_its_own = (
        tells_stage(one) or one.alike >= 0.5 or thresholds(one.figure.words) & thresholds(one.target.quote)
    )  # 其中亿元以上1个
    if names_its_own or Candidate(one.target, whole, one.targets, one.figures).same_number:
        return False
    return any(Candidate(other, whole, one.targets, one.figures).same_number for other in one.targets)


def _goes_on_of_another(one: Candidate) -> bool:
    """Whether a figure that names nothing follows the own number of another target in its sentence: 160公里安保工程,现已完成178公里."""
    figure = one.figure
    told = [f for f in one.figures if f.clause.sentence == figure.clause.sentence and f.mention.kind == "count"]
    place = told.index(figure) if figure in told else 0
    if (
        not place
        or sum(f.clause is figure.clause for f in told) > 1  # not 目前完成430个、96个
        or figure.named
        or figure.adds_up
        or told[place - 1].mention.role not in ("goal", "unknown")
    ):
        return False
    whole = told[place - 1]
    own, *others = (Candidate(each, whole, one.targets, one.figures).same_number for each in (one.target, *one.rivals))
    return any(others) and not own


def has_other_unit(one: Candidate) -> bool:
    """床位150张 are no 养老机构3家: two units of their own need one noun (公厕12座, 12处公厕).

    Nor are they the target of another unit that another target has: 建设1046所 of 幼儿园950所、学位9.5万个.
    """
    unit, wanted = one.figure.mention.unit, one.target.unit
    if is_general(wanted) and unit != wanted and any(other.unit == unit for other in one.rivals):
        return not is_general(unit)
    sums = (f.mention.unit for f in one.figures if f.clause is one.figure.clause and f.adds_up)
    if unit not in ("", wanted) and not is_general(wanted) and wanted in sums:  # 共2处合计1672套 of 1650套
        return True
    return (
        unit not in ("", wanted)
        and one.target.dimension == "item"
        and not (is_general(unit) or is_general(wanted))
        and one.alike < 0.5
    )


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

    搬迁签约251户,已搬迁187户. Nor are 项目全部入库 done, nor has 协议资金80亿元 come (到位资金30亿元).
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
    wants_more = _COMES_AT_LAST.search(one.target.quote)
    return is_further or bool(wants_more) or not re.search("[引招征迁]|入库|储备", one.target.context)


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
    if "新增" in context and any_of("parts", use="building").search(verb):  # 今年新建256个 of 新增基站300个
        return True
    ends = any(context[cue.start] == verb[0] for cue in find_cues(context) if cue.role in _DONE)
    return bool(bigrams(verb) & bigrams(context)) or (verb[-1] in "结成毕" and ends)


def is_denied_by_its_share(one: Candidate) -> bool:
    """项目完成投资56.3亿元,为年度计划投资的12.7% of 年度计划投资1063.2亿元: 12.7 % of a plan of their own."""
    share = next_share(one)
    return share is not None and denied_by(one.target, one.figure.passage, one.figure.mention, share.mention)


# In the order in which they are said to a person who asks why a figure was not taken.
REFUSALS: tuple[Callable[[Candidate], bool], ...] = (
    goes_beyond,
    repeats_target,
    is_not_reached,
    is_told_roughly,
    is_manifold,
    is_still_made,
    is_a_part,
    is_only_structure,
    is_of_unfinished,
    is_of_two_targets,
    is_number_of_another,
    is_of_another,
    is_one_of_several,
    is_one_of_those_dealt,
    is_how_all_are_made_up,
    is_summed_up,
    is_a_stock,
    is_superseded,
    is_whole_beside_its_part,
    is_of_one_month,
    is_growth_of_a_part,
    is_growth_of_all,
    is_growth_of_one_month,
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
    is_only_attended,
    is_only_faster,
    is_other_thing,
    is_only_pledged,
    has_other_verb,
    has_other_object,
    is_of_another_subject,
    is_of_a_part_wanted,
    is_dealt_to_another,
    is_denied_by_its_share,
)
_SOONEST_TOLD = (is_not_reached, *(each for each in REFUSALS if each is not is_not_reached))


def refusal(one: Candidate) -> Callable[[Candidate], bool] | None:
    """The first condition that keeps the two apart; None where none does."""
    return next((condition for condition in REFUSALS if condition(one)), None)


def is_refused(one: Candidate) -> bool:
    """Whether any condition keeps the two apart, whichever: the one that keeps most pairs apart is asked first."""
    return any(condition(one) for condition in _SOONEST_TOLD)


def _is_of_any_thing(target: Target, figure: Figure) -> bool:
    mention = figure.mention
    own_unit = mention.unit == target.unit and not is_general(mention.unit)
    return own_unit or mention.dimension not in ("item", "person") or not mention.item
