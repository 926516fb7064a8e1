"""The grounds on which a figure of the progress is taken for a target's, from the firmest to the weakest: the first that holds is kept.

Each ground has the sentence it is for. A ground says how the two are joined; how sure that is follows from it (CONFIDENCE).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..language.likeness import is_narrower, likeness, named_things, thresholds, wordless
from .candidates import Candidate, comparable, conjoined, counts_projects, is_any_thing, is_general, whole_of
from .figures import Figure
from .reached import NAMES_IT, REPEATED
from .subjects import is_dealt

_OPENS_PART = re.compile("其中|[(（](?:其中|包[含括]|含)")
HINTS_AT_IT = 0.3  # least likeness of a figure's noun to the target's that hints at it


@dataclass(frozen=True, slots=True)
class Ground:
    """How a target and a figure are joined: its name in the tables, and the condition with its sentence.

    needs   figure: no other target is nearer to the figure; both: nor could another figure of the target's be meant; "": neither
    """

    name: str
    holds: Callable[[Candidate], bool]
    needs: str = "figure"


def says_all_is_done(one: Candidate) -> bool:
    """12条线路已改造完毕 of 改造班线12条: the target's own number, and the words say that it is done, or begun where that is asked."""
    return one.same_number and one.figure.mention.role in ("done", "underway") and not _others(one)


def is_of_its_number(one: Candidate) -> bool:
    """45项计划竣工项目中,16个项目竣工投产 of 计划竣工45项: so many of the target's own number, or of its things that are not yet done.

    农贸市场已选点112家,其中32家已完工 of 农贸市场280家.
    """
    whole = whole_of(one) or _told_of(one)
    if whole is None or one.figure.mention.role_source != "cue" or is_more(one.figure, whole):
        return False
    other = Candidate(one.target, whole, one.targets, one.figures)
    is_begun = whole.mention.role in ("underway", "context") and whole.mention.unit == one.target.unit
    return other.same_number or (is_begun and other.alike >= NAMES_IT and one.figure.mention.unit == one.target.unit)


def is_more(part: Figure, whole: Figure) -> bool:
    """Whether a figure is more than what it would be a part of, so that it counts another set: 实事28项,…;三级94项均已完成."""
    return part.mention.unit == whole.mention.unit and part.mention.amount > whole.mention.amount


def _told_of(one: Candidate) -> Figure | None:
    """The number of things that the clause goes on to tell of, where the figure names no others: 43个项目已完成39项.

    Where that is the target's own number, what stands between the two is its name: 12处治理工程完工8处.
    """
    figure = one.figure
    before = [f for f in one.figures if f.clause is figure.clause and f.mention.start < figure.mention.start]
    if not before or before[-1].mention.role not in ("total", "goal"):
        return None
    is_same = before[-1].mention.unit == figure.mention.unit and not figure.is_part
    is_its_number = is_same and Candidate(one.target, before[-1], one.targets, one.figures).same_number
    is_told = before[-1].mention.role == "total" and not figure.named and is_general(figure.mention.unit)
    return before[-1] if is_its_number or is_told else None


def names_it(one: Candidate) -> bool:
    """新开通5G基站172个 of 5G基站1500个: its noun and its unit, and no other number goes with it (2家医院和12家卫生院)."""
    return one.alike >= NAMES_IT and _own_unit(one) and not conjoined(one.figure, one.figures)


def repeats_its_words(one: Candidate) -> bool:
    """新辟线路6条 of 新辟公交线路10条: the clause says the target's words again, with a number of its own."""
    return one.repeated >= REPEATED


def has_its_verb(one: Candidate) -> bool:
    """开工18个,投产9个 of 开工30个、投产20个: it names nothing, and its verb is this target's and no other's."""
    return not one.figure.named and one.has_its_verb


def is_likest(one: Candidate) -> bool:
    """公厕新建5座、改建3座: its noun, among figures of other things in the sentence."""
    return one.alike >= NAMES_IT


def is_singled_out(one: Candidate) -> bool:
    """3个项目 of 10个工业项目; 10个坑塘整治, which names nothing else; the same threshold (10亿元以上)."""
    item, figure = one.figure.mention.item, one.figure
    named_alone = item in one.target.quote and len(figure.named) <= len(item) + 2
    return bool(thresholds(figure.words)) or (len(item) >= 2 and (one.target.item.endswith(item) or named_alone))


def is_the_only_one_of_its_dimension(one: Candidate) -> bool:
    """绿道建成21400米 of 绿道26公里: the only length done, and the only one wanted."""
    dimension = one.figure.mention.dimension
    return not one.rivals and dimension not in ("item", "share", "person") and not _done_besides(one)


def is_the_only_one_of_its_unit(one: Candidate) -> bool:
    """新增238所学校均已对外开放 of 230所学校操场: the only figure done of that unit and a noun of the target's, and the only target."""
    mention = one.figure.mention
    is_its_unit = mention.unit == one.target.unit or (is_general(mention.unit) and is_general(one.target.unit))
    if counts_projects(one):
        return not one.rivals and not _done_besides(one)
    return is_its_unit and (one.shares_noun or is_any_thing(one)) and not one.rivals and not _done_besides(one)


def is_in_order(one: Candidate) -> bool:
    """城镇和农村居民收入分别增长5.1%、8.4%: as many rates as targets of the kind, told in their order, or as the task deals them out."""
    if is_dealt(one):
        return True
    if "分别" not in one.figure.before + one.figure.words:
        return False
    told = [f for f in one.figures if f.clause is one.figure.clause and f.mention.kind == one.figure.mention.kind]
    wanted = [target for target in one.targets if comparable(target, one.figure)]
    return len(told) == len(wanted) > 1 and told.index(one.figure) == wanted.index(one.target)


def goes_on(one: Candidate) -> bool:
    """…改造老旧小区42个,已完工17个: the clause names nothing, so it speaks of the thing before it."""
    if one.target.kind == "growth" and _follows_another(one):
        return False
    return not one.figure.named and (not one.rivals or one.before >= NAMES_IT or _rivals_are_its_parts(one))


def _rivals_are_its_parts(one: Candidate) -> bool:
    """Whether the other targets are parts of this one, and the figure is none: 已竣工149户 of 危房改造任务204户,其中脱贫户127户."""
    is_part = [bool(_OPENS_PART.match(target.quote)) for target in (one.target, *one.rivals)]
    whole = whole_of(one)  # 已开工8568户,其中已竣工4794户
    is_whole = whole is None or whole.mention.role == "underway"
    return is_whole and not is_part[0] and all(is_part[1:])


def _follows_another(one: Candidate) -> bool:
    """Whether a growth that names nothing stands behind words on another thing: 重大项目完成投资8亿元,增幅33%, of 固定资产投资增长8%.

    A reason is none: 受商品房销售下滑影响,同比下降6.2%. Nor is its name cut short: 进出口18.6亿元,增长14.5% of 外贸进出口总额.
    """
    said, wanted = one.figure.before, wordless(one.target.context)
    named = named_things(said)
    is_its_name = likeness(named, wanted) == 1 and not is_narrower(said, wanted)
    is_another = bool(named) and not is_its_name and max(one.before, likeness(wanted, said)) < NAMES_IT
    return not one.figure.named and bool(named_things(wanted)) and is_another


def is_the_only_growth(one: Candidate) -> bool:
    """同比增长78.1% where the task wants but one growth."""
    if _follows_another(one):
        return False
    return one.target.kind == one.figure.mention.kind == "growth" and not one.rivals and not _done_besides(one)


def hints_at_it(one: Candidate) -> bool:
    """建成街头绿地2处 of 口袋公园、绿地5处: the noun shares a piece, or the clause half of the target's words."""
    mention = one.figure.mention
    others = (f for f in one.figures if f.clause is not one.figure.clause and f.whole_at != mention.start)
    is_alone = not any(
        f.mention.role == "done" and f.mention.unit == mention.unit and not _is_nearer_to_another(one, f)
        for f in others
    )
    return (one.alike >= HINTS_AT_IT or one.repeated >= NAMES_IT) and is_alone


GROUNDS: tuple[Ground, ...] = (
    Ground("all_done", says_all_is_done, needs=""),
    Ground("of_number", is_of_its_number, needs=""),
    Ground("named", names_it, needs="both"),
    Ground("repeated", repeats_its_words, needs="both"),
    Ground("verb", has_its_verb, needs="both"),
    Ground("likest", is_likest),
    Ground("singled_out", is_singled_out),
    Ground("only_dimension", is_the_only_one_of_its_dimension),
    Ground("only_unit", is_the_only_one_of_its_unit),
    Ground("in_order", is_in_order, needs=""),
    Ground("goes_on", goes_on),
    Ground("only_growth", is_the_only_growth),
    Ground("hinted", hints_at_it),
)


# By measured precision on rows nobody tuned to (README): a ground that is not right in 99 of 100 is not high.
HIGH = frozenset({"agreed", "column", "named"})
LOW = frozenset({"hinted"})


def confidence_of(name: str, is_told: bool) -> str:
    """How sure a figure is that is read on a ground.

    is_told  a word says that it is done (已完成), and no estimate
    """
    return "low" if name in LOW else "high" if name in HIGH and is_told else "medium"


def ground(one: Candidate, nearest: frozenset[str]) -> int | None:
    """Place in GROUNDS of the first that holds; None where none does.

    nearest  of "figure" (the target is the nearest to the figure) and "both" (and the figure to the target)
    """
    met = {"", *nearest}
    return next((place for place, each in enumerate(GROUNDS) if each.needs in met and each.holds(one)), None)


def _is_nearer_to_another(one: Candidate, figure: Figure) -> bool:
    """Whether a figure speaks of another target: 新辟线路7条;优化调整28条 of 新辟公交线路12条、优化调整24条."""
    own = Candidate(one.target, figure, one.targets, one.figures).nearness
    return any(Candidate(rival, figure, one.targets, one.figures).nearness > own for rival in one.rivals)


def _own_unit(one: Candidate) -> bool:
    return one.target.kind != "count" or one.figure.mention.unit == one.target.unit


def _others(one: Candidate) -> list[Figure]:
    """Other figures of the sentence that are done and could be the target's, its parts and other targets' own numbers left out."""
    figure = one.figure
    numbers = {(target.value, target.unit) for target in one.targets if target is not one.target}
    return [
        other
        for other in one.figures
        if other is not figure
        and other.clause.sentence == figure.clause.sentence
        and other.mention.role == "done"
        and other.whole_at < 0
        and comparable(one.target, other)
        and other.mention.unit == figure.mention.unit
        and (other.mention.value, other.mention.unit) not in numbers
    ]


def _done_besides(one: Candidate) -> bool:
    """Whether another figure that could be the target's is done, the parts of this one left out."""
    return any(
        other is not one.figure
        and other.mention.role == "done"
        and other.whole_at != one.figure.mention.start
        and comparable(one.target, other)
        for other in one.figures
    )
