"""Figures that tell of a portion: of one item of a list, of one month, of one place, or of a place that is not the report's own.

Each condition keeps such a figure from a target, and has the sentence it is for.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile
from math import isclose

from ..language.clauses import without_bullets
from ..language.likeness import bigrams
from .candidates import Candidate, comparable, in_unit_of, is_general, kinds_of
from .dealt import names_time
from .figures import Figure, parts_of
from .reached import comes_to_with
from .targets import Target

_WIDER = re.compile("全[国省市州县区](?:共|累计)?(?!域|覆盖|民|程)")
_OWN = re.compile("(?:我|本)(?:省|市|州|县|区|旗|镇|乡|街道)")
_PLACE = re.compile(
    "(?:目前|其中|在)?(?:(?![全我本各该个])[一-鿿]){1,4}?(?<![城乡集农建政园小地])(?:[镇乡村县区市]|街道|社区)(?![级域内属直])"
)
_PART, _OF_PART = re.compile("其中"), re.compile(r"[(（\s]*其中")
_FEWEST_KINDS = 2
NAMED = 0.5  # least likeness of a noun to the target's that tells it apart from a sum that has none
_THIS_YEAR = re.compile("(?:今|本|当)年度?(?!以来|目标|任务|计划)|年内")
STOCK = 1.5  # of 2,000 annotated rows none has more than so many targets that 累计 adds up without naming the year
_IN_YEAR = re.compile("今年|本年|当年|年初|年内|年度|上半年|季度|[0-9]月|以来")
_JOINS = re.compile("[和及与、并]")
_ALL = re.compile("累计|共计|总计|合计")
_DONE_OR_REST = re.compile("累计|另|其余|其他|剩")


def is_one_of_several(one: Candidate) -> bool:
    """一是组建4对教联体。二是7对跨区教联体…: each item of a list tells of a part, and nothing of all."""
    figure, mention = one.figure, one.figure.mention
    return (
        bool(figure.item_no)
        and not one.rivals
        and any(
            other.item_no not in (0, figure.item_no)
            and (other.mention.unit, other.mention.kind) == (mention.unit, "count")
            and other.mention.role in ("done", "unknown", "total")
            and (not is_general(mention.unit) or bool(bigrams(other.mention.item[-2:]) & bigrams(mention.item[-2:])))
            for other in one.figures
        )
    )


def is_one_of_those_dealt(one: Candidate) -> bool:
    """三个镇分别培训100人、120人、90人: of people, who may be the same, what one of several has is not all; others are added up."""
    if one.target.dimension not in ("person", "visits") or "分别" in one.target.context or one.rivals:
        return False
    told = [f for f in dealt_with(one.figure, one.figures) if comparable(one.target, f)]
    return len(told) > 1 and not any(is_named_by(one.target, f) for f in told)


def dealt_with(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one unit that a clause deals out to several with one: 10座, 12座 and 20座 of 三个镇分别建成10座、12座、20座."""
    if "分别" not in figure.clause_before:
        return []
    told = (f for f in figures if f.clause is figure.clause and "分别" in f.clause_before)
    return [f for f in told if f.mention.unit == figure.mention.unit]


def is_named_by(target: Target, figure: Figure) -> bool:
    """Whether what a figure is dealt to is named by the target: 入境游客 of 国内、入境游客分别达300万人、5万人."""
    return bool(figure.own_name) and bigrams(figure.own_name) <= bigrams(target.context)


def is_how_all_are_made_up(one: Candidate) -> bool:
    """39所中新建11所,改扩建28所,已竣工13所: what all of them are, by kinds that come to the target's number and are not told as done.

    So over several sentences: 全区98宗项目…。省级14宗,…;市级7宗,…;区级77宗. Not 31个中,累计开工19个,另外12个未到期: what is done of them
    and the rest.
    """
    told = [f for f in one.figures if f.mention.kind == "count"]
    if len(told) < _FEWEST_KINDS:
        return False
    whole = next((f for f in told if Candidate(one.target, f, one.targets, one.figures).same_number), None)
    beside = (f for f in told if whole or f.clause.sentence == one.figure.clause.sentence)
    kinds = [f for f in beside if f is not whole and f.mention.unit == one.target.unit]
    opens = whole or next((f for f in kinds if _OF_PART.match(f.whole)), None)
    if opens is None or one.figure not in kinds:
        return False
    kinds = [*takewhile(_is_not_told_as_done, (f for f in kinds if f.mention.start >= opens.mention.start))]
    sums = accumulate(in_unit_of(one.target, f.mention) for f in kinds)
    last = next((n for n, amount in enumerate(sums) if n and isclose(amount, one.target.value)), 0)
    return one.figure in kinds[: last + 1] and last > 0


def _is_not_told_as_done(figure: Figure) -> bool:
    cues = {cue.role for cue in figure.passage.cues_in(figure.clause)}
    return not {"already", "finished", "remaining"} & cues and not _DONE_OR_REST.search(figure.whole)


def is_summed_up(one: Candidate) -> bool:
    """春季造林2万亩,雨季造林1万亩,合计3万亩: each is a part of the sum behind it; not where the target names it alone and not the sum."""
    return any(
        other.adds_up
        and one.figure in (parts := parts_of(other, one.figures))
        and comparable(one.target, other)
        and not (one.alike >= NAMED > _alike(one, other) and (one.rivals or not _names_them_all(one, parts)))
        for other in one.figures
    )


def _names_them_all(one: Candidate, parts: list[Figure]) -> bool:
    """Whether each part names the target's thing: 引进制造企业3家;引进服务企业2家,共5家."""
    return all(_alike(one, part) >= NAMED for part in parts)


def _alike(one: Candidate, figure: Figure) -> float:
    return Candidate(one.target, figure, one.targets, one.figures).alike


def is_a_stock(one: Candidate) -> bool:
    """全区累计建成基站3120个,其中今年新建704个: what of it came this year is told behind it, so it has come over years.

    Nor is a balance what has been lent: 贷款余额80亿元 of 发放贷款10亿元; 新增贷款余额3亿元 is.
    """
    figure, mention = one.figure, one.figure.mention
    is_balance = mention.item.endswith("余额") and "余额" not in one.target.context and not figure.verbs
    if is_balance or _has_come_over_years(one):
        return True
    if figure.passage.text.find("年", figure.clause.start) < 0:
        return False
    return not _THIS_YEAR.search(figure.clause_before) and any(
        other.mention.start > mention.start
        and other.clause.sentence == figure.clause.sentence
        and (other.mention.kind, other.mention.unit) == ("count", mention.unit)
        and other.mention.role in ("done", "unknown")
        and other.mention.amount < mention.amount
        and _THIS_YEAR.search(figure.passage.text, other.start, other.mention.start)
        for other in one.figures
    )


def _has_come_over_years(one: Candidate) -> bool:
    """Whether what is told of no year is so much more than is asked for: 累计建成公厕86座 of 新建20座; not 1-9月累计建成32座."""
    figure, mention, target = one.figure, one.figure.mention, one.target
    before = figure.clause_before
    is_more = target.kind == mention.kind == "count" and in_unit_of(target, mention) > STOCK * target.value
    return is_more and "累计" in before and not _IN_YEAR.search(before)


def is_superseded(one: Candidate) -> bool:
    """上半年新增10010人,1-9月新增14300人: what was counted up to an earlier date is passed by the later count of the same thing.

    So with 1-8月、1-9月分别完成55亿元、62亿元.
    """
    figure, mention = one.figure, one.figure.mention
    if names_time(figure.own_name) and figure is not dealt_with(figure, one.figures)[-1]:
        return True
    return (figure.is_dated or figure.whole_at >= 0) and any(
        other.is_dated
        and (other.month > figure.month != "" or _counts_all_behind(other, figure))
        and (other.mention.kind, other.mention.unit) == (mention.kind, mention.unit)
        and other.mention.role in ("done", "total")
        and (other.named == figure.named or not other.named)
        for other in one.figures
    )


def _counts_all_behind(other: Figure, figure: Figure) -> bool:
    """Whether a later figure adds up what an earlier one told of a part: 上半年建成2座,三季度建成5座,累计18座.

    其中已完工25处,累计建成121处 as well.
    """
    is_later = other.mention.start > figure.mention.start and not other.month and other.whole_at < 0
    return is_later and bool(_ALL.search(other.whole)) and not _ALL.search(figure.whole)


def is_of_one_month(one: Candidate) -> bool:
    """9月建成2座,累计建成18座; 8月建成5座、9月建成2座; 9月培训40名,总数达620名: what one month brought, where more is told."""
    figure, mention = one.figure, one.figure.mention
    if not figure.month or figure.is_dated or mention.kind != "count":
        return False
    others = [f for f in one.figures if f is not figure and _is_also_told(f, figure)]
    is_added = any(comes_to_with(Candidate(one.target, f, one.targets, one.figures), figure) for f in one.figures)
    return is_added or any(f.is_dated or f.month not in ("", figure.month) for f in others)


def _is_also_told(other: Figure, figure: Figure) -> bool:
    """Whether another figure is of the same unit, told as done, and names nothing else."""
    mention, own = other.mention, figure.mention
    is_alike = (mention.kind, mention.unit) == (own.kind, own.unit) and mention.role in ("done", "total", own.role)
    return is_alike and (not other.named or not figure.named or bool(bigrams(other.named) & bigrams(figure.named)))


def is_of_a_wider_place(one: Candidate) -> bool:
    """全省共建成公厕310座,我县建成18座: what the report's own place has done stands beside."""
    figure = one.figure
    is_wide = _WIDER.search(figure.clause_before)
    return bool(is_wide) and any(
        _OWN.search(f.clause_before) and _is_also_told(f, figure) for f in one.figures if f is not figure
    )


def is_of_one_place(one: Candidate) -> bool:
    """东山镇建成公厕5座,西河镇建成公厕2座: each place tells of a part, and nothing of all; but the target may be that place's own."""
    figure = one.figure
    own, target = place_of(figure), one.target
    if not own or figure.mention.kind != "count" or own in target.quote[: target.number_end - target.start]:
        return False
    others = (f for f in one.figures if f.clause is not figure.clause and _is_also_told(f, figure))
    return any(place_of(f) not in ("", own) for f in others)


def place_of(figure: Figure) -> str:
    """The place that the words on a figure begin with: 东山镇; "" where they begin with none."""
    place = _PLACE.match(without_bullets(figure.words))
    return place[0] if place else ""


def is_whole_beside_its_part(one: Candidate) -> bool:
    """已完工6条(其中主干道3条) of 改造14条(其中主干道5条): what stands before its own 其中 is of the whole, and of no part.

    The part's own number beside its name is of the part: 防沙林造林1.4万亩,其中封育0.9万亩 of 造林9万亩,其中防沙林1.4万亩.
    """
    figure, text = one.figure, one.figure.passage.text
    start, end = figure.passage.sentence(figure.clause)
    is_parted = _PART.search(text, figure.mention.end, end) and not _PART.search(text, start, figure.mention.start)
    is_its_own = (
        one.same_number
        and one.figure.named
        and one.nearness > max((_near(one, rival) for rival in one.rivals), default=0)
    )
    return bool(_OF_PART.match(one.target.quote)) and bool(one.rivals) and bool(is_parted) and not is_its_own


def _near(one: Candidate, rival: Target) -> float:
    return Candidate(rival, one.figure, one.targets, one.figures).nearness


def is_own_part(one: Candidate, whole: Figure) -> bool:
    """Whether a part is what the report's own place has done of a wider place's: 全市建成公厕310座,其中我区建成18座."""
    is_own = _OWN.search(one.figure.passage.text, whole.mention.end, one.figure.mention.start)
    return bool(is_own) and bool(_WIDER.search(whole.whole))


def is_of_one_kind(one: Candidate, whole: Figure) -> bool:
    """Whether a figure is of one of the kinds that its target joins, or one of the parts that add up to a whole.

    引进企业4家,其中世界500强1家 of 世界500强、民营500强企业3家; 新增公厕205座,包括新建61座,开放厕所144座 of 新增和开放厕所560座.
    """
    target = one.target
    parts = [f.mention.amount for f in one.figures if f.whole_at == whole.mention.start]
    joins = _JOINS.search(target.quote, 0, target.number_end - target.start)
    adds_up = joins is not None and len(parts) > 1 and isclose(sum(parts), whole.mention.amount)
    return adds_up or sum(kind in one.figure.words for kind in kinds_of(target)) == 1
