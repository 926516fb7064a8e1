"""Whether a figure of the progress says what has been reached of a target: done, begun where beginnings count, or a stock."""

import re

from ..language.clauses import without_brackets
from ..language.cues import find_cues, is_early
from ..language.denials import is_denied
from ..language.likeness import named_things, without_general
from ..language.shares import ROUNDED, share_of
from ..words.lexicon import any_of
from .candidates import Candidate, comparable, in_unit_of, whole_of
from .figures import Figure, parts_of, verbs_of
from .spans import time_words
from .targets import Target

_THERE_ARE = re.compile("(?:全[省市县区州镇]|[省市县]{2}|各级|现有)[^,，。；;、0-9]{0,12}(?:共有?|总计|合计)$")
_BUILDS = re.compile("建|施工|开工|竣工|改造")
_ALL_DONE = re.compile(
    "[,，](?:目前|现)?(?:以上)?(?:项目|工程|任务)?(?:均|都|已?全部)已?(?:全部|全面)?(?:完成|完工|建成|竣工|投用|交付|[一-龥]{2}(?:完毕|到位))(?:[,，。；;]|$)"
)
_FINISH = re.compile("建成|竣工|完工|交付")
_BOUGHT = re.compile("到货|采购")
_PASSED, _RECOGNISES = re.compile("通过[^,，。；;、0-9初]{0,6}(?:评审|公示|审核)"), re.compile("认定|评定|培育|申报")
_SINCE_LAST_YEAR = re.compile("[比较](?:去年|上年|上一年|同期)|同比")
_GOES_ON = re.compile("[,，](?:以?及|和)")
_OF_PLAN = re.compile("[占完达][^,，。；;0-9]{0,6}(?:计划|目标|任务)")
_ADDS_UP = re.compile("(?:总计|合计|共计|一?共|累计)(?:[0-9.]+万?[^,，。；;、0-9]{1,2})?")
_TOLD_AS_DONE = frozenset({"already", "finished", "done", "action"})
NEAR = 1.2  # what has come to more than so many targets is a stock
NAMES_IT = 0.5  # least likeness of a figure's noun to the target's that names it
REPEATED = 0.6  # least share of a target's words that a clause must repeat to report on it


def is_reached(one: Candidate, repeats: bool | None = None) -> bool:
    """Whether a figure counts as reached.

    repeats  whether its clause says the target's words again; worked out where it is not given
    """
    mention = one.figure.mention
    if _counts_all(one):
        return False
    if mention.role in ("done", "forecast"):
        return mention.role_source != "none"
    if mention.role == "underway":
        return is_begun(one) or _is_prepared(one)
    if mention.role == "increment":
        return _is_of_its_time(one)
    if mention.role == "context":
        return _is_the_change_asked(one)
    if mention.role == "remaining":
        return _is_taken_off(one)
    if mention.role == "total":
        return is_begun(one) if _has_only_begun(one.figure) else _is_stock(one, repeats)
    if mention.role != "unknown" or mention.bound == "<=" != one.target.bound:  # 公厕不超过18座
        return False
    if one.target.kind == "share" and _is_brought_down(one):
        return True
    if (
        one.target.bound == "<=" and one.alike and not is_early(one.figure.words)
    ):  # 用水量2.93亿立方米 of 用水总量3.26亿立方米以内
        return True
    repeats = one.repeated >= REPEATED if repeats is None else repeats
    return not _is_part_of_begun(one) and (_is_told(one, repeats) or _only_states(one))


def _counts_all(one: Candidate) -> bool:
    """Whether a figure is how many there are, and more than were asked for: 全市公厕共21座 of 新建公厕7座; not 共建成9座."""
    figure = one.figure
    before = figure.passage.text[figure.clause.start : figure.mention.start]
    is_count = one.target.kind == figure.mention.kind == "count"
    is_more = is_count and in_unit_of(one.target, figure.mention) > NEAR * one.target.value
    return is_more and bool(_THERE_ARE.search(before)) and not find_cues(figure.whole)


def _is_stock(one: Candidate, repeats: bool | None) -> bool:
    """总数达118家 of 达到120家: a stock answers a target that is one; money has come to what it 达 says."""
    figure = one.figure
    said = figure.own_name and figure.before + figure.words  # 游客、收入分别达610万人次、45亿元
    is_money = figure.mention.dimension == "money" and "达" in (said or figure.words)
    is_stock = is_money or any_of("levels", use="stock").search(one.target.quote)
    if _has_come_to(one) or _sums_up_what_is_done(one):
        return True
    if any(part.mention.role in ("done", "unknown") for part in parts_of(one.figure, one.figures)):
        return True
    return bool(is_stock) and (one.repeated >= REPEATED if repeats is None else repeats)


def _sums_up_what_is_done(one: Candidate) -> bool:
    """Whether a clause only adds up what the one before says is done of the target's things: 已完成搬迁安置,总计998户1960套.

    Not what is done to something else of them (已完成危房改造资金拨付,共计380户), nor a preparation.
    """
    figure, context = one.figure, one.target.context
    before = next(figure.passage.before(figure.clause), None)
    if before is None or not _ADDS_UP.fullmatch(figure.clause_before) or figure.passage.numbers_in(before):
        return False
    words = figure.passage.words(before)
    told = {cue.role for cue in figure.passage.cues_in(before)}
    if not told & {"finished", "done"} or not told <= _TOLD_AS_DONE or is_early(words):
        return False
    named = without_general(named_things(words)) or words  # 已完成培训 names but the work
    return named[-2:] in context and all(verb in context for verb in verbs_of(words))


def _is_of_its_time(one: Candidate) -> bool:
    """国庆黄金周接待游客38万人次 of 国庆黄金周接待游客40万人次: what an event brought is all that its target asks for."""
    when = time_words(one.figure.clause_before)
    return when != "" and when in one.target.context


def _is_taken_off(one: Candidate) -> bool:
    """核减人口156人 of 核减人口150人: to take things off is what the target asks for; not 未核减156人, 计划核减156人."""
    words = one.figure.clause_before
    told = [cue for cue in find_cues(words) if cue.role not in ("done", "already", "finished")]
    is_asked = all(words[cue.start : cue.end] in one.target.context for cue in told)
    return bool(told) and is_asked and not is_denied(words, told[0].start)


def _is_the_change_asked(one: Candidate) -> bool:
    """较上年提高1.1个百分点 of 提高1.2个百分点: a change in points since last year; not 高于全市1.1个百分点."""
    figure, mention = one.figure, one.figure.mention
    before = figure.clause_before
    return mention.kind == "level" and mention.unit == one.target.unit and bool(_SINCE_LAST_YEAR.search(before))


def _is_brought_down(one: Candidate) -> bool:
    """审批时限由90个工作日压缩至72个工作日: what a limit has been brought down to."""
    before = one.figure.passage.text[one.figure.start : one.figure.mention.start]
    return before.endswith(("至", "到", "为")) and any_of("levels", use="limit").search(before) is not None


def _is_told(one: Candidate, repeats: bool) -> bool:
    """Whether words that say nothing against it tell a number of the target's things: 共筛查28760人 of 筛查3.2万人.

    Not the target's own number, a preparation, those of which a share is told (11个重点项目,完成年计划70%), a list that goes on
    (4所卫生院改扩建,及4所卫生院迁建主体完工), nor what a share of work is of (6.5公里道路,已完成总工程量的40%).
    """
    figure = one.figure
    names_it = repeats or one.alike >= NAMES_IT or one.shares_noun
    goes_on = _GOES_ON.match(figure.passage.text, figure.clause.end)
    is_at_work = _is_worked_at(one) or _has_a_share_of_its_own(one)
    return names_it and not (is_early(figure.words) or one.same_number or goes_on or is_at_work)


def _is_part_of_begun(one: Candidate) -> bool:
    """Whether a figure is a part of what is not done itself: 项目已开工119个,其中区管项目3个."""
    whole = whole_of(one)
    return whole is not None and whole.mention.role not in ("done", "unknown")


def _has_a_share_of_its_own(one: Candidate) -> bool:
    """Whether the next figure of the sentence is a share of a plan that is not the target's: 11个项目,完成年计划70%以上, of 66个."""
    figure, target = one.figure, one.target
    share = next_share(one)
    if share is None or not _OF_PLAN.search(figure.passage.text, figure.mention.end, share.mention.start):
        return False
    is_part = target.kind == figure.mention.kind == "count" and share.mention.amount < 1
    return is_part and abs(share_of(in_unit_of(target, figure.mention), target.value) - share.mention.amount) > ROUNDED


def _is_worked_at(one: Candidate) -> bool:
    """Whether the next figure of the sentence says how much of the work on it is done."""
    share = next_share(one)
    return share is not None and bool(any_of("wholes", use="work_amount").search(share.whole))


def next_share(one: Candidate) -> Figure | None:
    """The next figure of the sentence, where it is a percentage."""
    behind = (f for f in one.figures if f.mention.start > one.figure.mention.start)
    following = next((f for f in behind if f.clause.sentence == one.figure.clause.sentence), None)
    return following if following is not None and following.mention.kind == "percent" else None


def _has_come_to(one: Candidate) -> bool:
    """Whether what a number is said to have come to is near the target, and no stock that came over years: 演出达到246场 of 300场.

    总数达到58所 of 吸收58所 is the target itself.
    """
    return _comes_near(one) and (one.same_number or one.shares_noun or _adds_to_a_month(one))


def _adds_to_a_month(one: Candidate) -> bool:
    """Whether the target's own thing, or a thing without a name, is told of a month before: not 8月接待游客640名,达4120名 of 培训."""
    return any(
        comes_to_with(one, f) and (not f.named or Candidate(one.target, f, one.targets, one.figures).alike >= NAMES_IT)
        for f in one.figures
    )


def comes_to_with(one: Candidate, month: Figure) -> bool:
    """Whether a number that names nothing is what a month's has come to: 8月新增640名,共达4120名; not 新增640户,总数达4120户."""
    figure, mention, part = one.figure, one.figure.mention, month.mention
    is_of_month = part.role == "increment" or (part.role == "done" and month.month != "" and not month.is_dated)
    is_behind = month.clause.sentence == figure.clause.sentence and part.start < mention.start
    is_more = part.unit == mention.unit and part.amount < mention.amount
    return is_of_month and is_behind and is_more and not figure.named and _comes_near(one)


def _comes_near(one: Candidate) -> bool:
    """Whether a number is said to have come to what is near the target, and is no stock that came over years."""
    mention, figure = one.figure.mention, one.figure
    is_told = "达" in figure.passage.text[figure.start : mention.start]
    is_alike = one.target.kind == mention.kind == "count"
    return is_told and is_alike and in_unit_of(one.target, mention) <= NEAR * one.target.value


def _has_only_begun(figure: Figure) -> bool:
    """Whether what a number is said to have come to has only begun: 已开工建设的公寓达2700套; not 开工18个,建成的达12个."""
    before = figure.passage.text[figure.start : figure.mention.start]
    told = [cue for cue in find_cues(before) if cue.role not in ("already", "action", "total")]
    begins = any_of("beginnings", use="begins")
    return bool(told) and (told[-1].role == "ongoing" or bool(begins.search(before, told[-1].start)))


def is_begun(one: Candidate) -> bool:
    """Whether a figure of beginnings reaches a target that asks for them (新开工项目30个), or is counted by them.

    The year's task of 棚户区改造 and 保障性住房 is counted in homes begun (保障性安居工程目标责任书): 棚户区改造任务15200套, 开工2706套;
    not 基本建成安置房800套.
    """
    whole, context = one.figure.whole, one.target.context
    begun = [whole[cue.start : cue.end] for cue in find_cues(whole) if cue.role in ("advancing", "ongoing")]
    if not begun:
        return False
    if all(word.removeprefix("已") in context for word in begun):
        return True
    counted_by = any_of("beginnings", use="counted_by_beginnings").search(context)
    is_of_homes = counted_by and not _FINISH.search(one.target.quote)
    counts_begun = any_of("beginnings", use="begins").search(context) or is_of_homes
    is_start = all(any_of("beginnings", use="begins").search(word) or "进场" in word for word in begun)
    return bool(counts_begun) and is_start and not _is_done_besides(one)


def _is_prepared(one: Candidate) -> bool:
    """Whether a preparation is finished that the target asks for, and for no building: 12个项目已完成设计 of 20个项目设计.

    What is bought has come: 80辆已到货 of 购置80辆.
    """
    words, context = one.figure.whole, one.target.context
    early = [found[0] for found in any_of("early_work").finditer(words)]
    if "到货" in early and "购" in context:
        return True
    asked = any(word[:2] in context or (_BOUGHT.match(word) and "购" in context) for word in early)
    told = {cue.role for cue in find_cues(words) if not any(words.startswith(word, cue.start) for word in early)}
    if _PASSED.search(words) and _RECOGNISES.search(context) and told.isdisjoint({"ongoing"}):
        return True  # 14家通过评审 of 认定20家
    is_told = not told.isdisjoint({"finished", "done", "already"}) and told.isdisjoint({"ongoing", "advancing"})
    return asked and not _BUILDS.search(context) and is_told


def _is_done_besides(one: Candidate) -> bool:
    """Whether another figure of the target's things is done: then the begun ones are not what counts.

    Not of another whole: 40个新开项目中38个已开工;24个前期项目中13个完成备案.
    """
    own = (-1, one.figure.mention.start, one.figure.whole_at)
    return any(
        other.mention.role == "done" and other.mention.unit == one.figure.mention.unit and comparable(one.target, other)
        for other in one.figures
        if other is not one.figure and other.whole_at in own
    )


def _only_states(one: Candidate) -> bool:
    """Whether the words are nothing but the target's thing and its figure: 粮食总产量14.3万吨 of 产量; not 贷款余额823亿元 of 贷款."""
    mention, words = one.figure.mention, one.figure.words
    says_no_more = words.endswith(mention.quote) and not find_cues(words) and not is_early(words)  # not 批复充电桩520个
    return says_no_more and mention.item.endswith(one.target.thing)


def says_all_behind(figure: Figure) -> bool:
    """Whether the next clause says that all of it is done: 新增充电桩400个,均已完成."""
    return bool(_ALL_DONE.match(figure.passage.text, figure.clause.end))


def is_told_roughly(one: Candidate) -> bool:
    """几十家 of 60家 may be any number from 10 to 90, and no share of it is known; 数百家 are more than 60家 whatever they are."""
    mention, target = one.figure.mention, one.target
    if mention.high is None or mention.value is None:
        return False
    sizes = (mention.size, target.size) if target.kind == "count" else (1.0, 1.0)
    low, high, wanted = mention.value * sizes[0], mention.high * sizes[0], target.value * sizes[1]
    return low < wanted and (target.kind == "count" or wanted <= high)


def says_more(figure: Figure, target: Target) -> bool:
    """Whether the clause of a figure says up to when it counts, or has a word of completion that the target has not: 已, 完毕."""
    before, _, behind = figure.whole.partition(figure.mention.quote)
    if says_all_behind(figure):
        return True
    if figure.is_dated or re.search("均|都|全部", behind) or before.endswith("等"):  # 完成清河、牙河等6条河道治理
        return True
    plain = without_brackets(figure.whole) if figure.mention.quote in without_brackets(figure.whole) else figure.whole
    words = [plain[cue.start : cue.end] for cue in find_cues(plain) if cue.role in ("already", "finished", "done")]
    return any(word not in target.context for word in words)
