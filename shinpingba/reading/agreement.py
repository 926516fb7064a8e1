"""Arithmetic before words: a figure, a target and a stated share that agree prove each other, wherever they stand.

2470户 of 9500户 and 完成计划的26%: 2470 / 9500 is 26 % to the last digit printed. That proves the target too where only the
progress states it (完成任务数16900万元的63.7%). A share of 100 % agrees by chance (完成一期320亩,占一期任务320亩的100%),
and a rate of something else (开工率, 资金到位率) is no share of the target.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from ..language.cues import find_cues, is_early
from ..language.likeness import bigrams, is_narrower
from ..language.passage import Passage
from ..language.shares import last_digit
from ..words.lexicon import any_of
from .candidates import Candidate, in_unit_of
from .figures import Figure, verbs_of
from .mention import BARE, Mention
from .subjects import is_of_another_subject
from .targets import Achieved, Target

WHOLE = 1.0
NOT_DONE = ("goal", "planned", "forecast", "context", "remaining", "increment")
_PLACE = attrgetter("mention.start")
# what comes once a thing is finished
_FURTHER = re.compile("验收|销号|移交|入住|交付|投用|投入使用|办证|结算|决算|审计")
_OF_ALL = re.compile("占比(?:为|达到?|约)*")  # 已有170个项目开工,占比91.4%; not 高新产业占比91.4%

# 户数分别占省计划、县计划的169.2%、|100%; 完成省计划的169.2%,县计划的|100%
_OF_PLANS = re.compile("(?:[^0-9。;；]*(?:计划|任务|目标)[^0-9。;；]{0,4}[0-9.]+[%％])[、,，和及与][^0-9,，。；;]*")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Target, figures (one, or several that add up) and stated share that agree."""

    number: int
    figures: tuple[Figure, ...]
    percent: Mention

    @property
    def is_sure(self) -> bool:
        """Whether they are of what is done, and the share in so many words one of the task: not 占比63%, which may be of anything."""
        return self.is_done and self.percent.kind == "percent"

    @property
    def is_done(self) -> bool:
        """Whether every figure is told as done, not only as begun."""
        return all(figure.mention.role == "done" for figure in self.figures)

    def achieved(self, target: Target) -> Achieved:
        """What the figures say of the target; begun (已开工改造1211个,占任务的93.88%) is not as sure as done."""
        first = self.figures[0]
        value = sum(in_unit_of(target, figure.mention) for figure in self.figures)
        method, confidence = "direct" if len(self.figures) == 1 else "sum", "high" if self.is_sure else "medium"
        told = (first.whole, first.clause.start, method, confidence, "agreed", self.percent.value)
        return Achieved(value, first.mention.bound, *told)


def find_agreements(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> list[Agreement]:
    """The triples that agree, each target, figure and share once, in the order of the shares.

    figures   those of the progress
    mentions  find_mentions(progress), for the shares
    """
    agreeing = sorted(_agreeing(targets, passage, figures, mentions), key=lambda each: _rank(each, targets, figures))
    found: dict[int, Agreement] = {}
    taken: set[int] = set()
    # 116.4亿元,完成省定目标115亿元的101.2%,完成州定目标134亿元的86.9%: figures count again by a share of their own
    proven: set[frozenset[int]] = set()
    for each in agreeing:
        figures_at = frozenset(figure.mention.start for figure in each.figures)
        is_free = not figures_at & taken or (figures_at in proven and each.percent.start not in taken)
        if each.number not in found and is_free and _counts(each, targets[each.number], figures):
            found[each.number] = each
            proven.add(figures_at)
            taken |= figures_at | {each.percent.start}
    return [*found.values()]


def with_all_met(
    agreements: list[Agreement],
    targets: list[Target],
    passage: Passage,
    figures: list[Figure],
    mentions: list[Mention],
) -> list[Agreement]:
    """The triples that agree, with those of 100 % that they prove, each target once."""
    found = {each.number: each for each in agreements}
    for each in agreements:
        if whole := _met_beside(each, targets, passage, figures, mentions):
            found.setdefault(whole.number, whole)
    return [*found.values()]


def _met_beside(
    each: Agreement, targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> Agreement | None:
    """The target that is the figure's own number, where 100 % of its plan is told beside the share that agrees.

    搬迁760户,分别占省计划、县计划的169.2%、100% of 搬迁760户,其中省计划449户; not 新建40座,占新建任务的80%,改造任务完成100%.
    """
    figure = each.figures[0]
    told = [m for m in mentions if m.kind == "percent" and m.value == WHOLE and m.start > figure.mention.end]
    for number, target in enumerate(targets):
        verbs = verbs_of(target.quote)
        is_its_verb = not figure.verbs or not verbs or bool(figure.verbs & verbs)
        if number == each.number or not is_its_verb or not Candidate(target, figure, targets, figures).same_number:
            continue
        for percent in told:
            first, last = sorted([each.percent, percent], key=lambda share: share.start)
            if _OF_PLANS.fullmatch(passage.text[passage.clause(first.start).start : last.start]):
                return Agreement(number, each.figures, percent)
    return None


def _agreeing(
    targets: list[Target], passage: Passage, figures: list[Figure], mentions: list[Mention]
) -> Iterator[Agreement]:
    """Every triple that agrees, whether or not its target, figure or share is another's as well."""
    for percent in mentions:
        if _is_share_of_target(passage, percent):
            asked = [*_asking(targets, passage, percent)]
            for told in _sums(passage, figures, percent):
                yield from (
                    Agreement(number, told, percent)
                    for number, target in asked
                    if _agrees(target, told, percent)
                    and not is_of_another_subject(Candidate(target, told[0], targets, figures))
                )


def _rank(each: Agreement, targets: list[Target], figures: list[Figure]) -> tuple[int, bool, bool, bool, int]:
    """What goes before, where several agree: one figure before a sum, and then

    新开工10.36万套,占目标的86.3% of 新开工12万套、基本建成12万套: the target that has its verb;
    完成投资86.1亿元,占计划的99.65%;到位资金75.5亿元,占计划的87.4%: what was invested before what came in;
    已开工改造1211个,占任务的93.88%;已完工708个,占54.88%: done before begun, and the nearer one.
    """
    target, first = targets[each.number], each.figures[0]
    has_its_verb = Candidate(target, first, targets, figures).has_its_verb
    begins, near = not (each.is_done or _is_beginning_asked(target, first)), each.percent.start - first.mention.end
    return len(each.figures), not has_its_verb, _is_paid(target, first), begins, near


def _is_beginning_asked(target: Target, figure: Figure) -> bool:
    """Whether a target asks for the very beginning that a clause tells of: 已启动实施172个村、15070户 of 启动实施210个村18400户."""
    verbs = verbs_of(figure.whole)
    begins = any_of("beginnings", use="begins").search(target.context)
    return bool(begins and verbs) and all(verb in target.context for verb in verbs)


def _counts(each: Agreement, target: Target, figures: list[Figure]) -> bool:
    """Whether what has only begun may count: where the target asks for it, or nothing of the kind is told as done.

    So with what comes once a thing is finished, where its share is told of no task: 已验收193户,占66.6% behind 已竣工281户.
    """
    is_of_task = any_of("shares", of="year").search(_words_before(each.figures[0].passage, each.percent))
    is_further = not is_of_task and any(_is_past_the_finish(target, figure, figures) for figure in each.figures)
    if is_further or ((each.percent.value or 0) > WHOLE and _is_told_by_another(target, each.figures[0], figures)):
        return False
    asks = any_of("beginnings", use="begins").search(target.context)
    is_begun = any(figure.mention.role == "underway" for figure in each.figures)
    return not is_begun or len(each.figures) > 1 or bool(asks) or not _is_done_besides(target, each.figures[0], figures)


def _is_told_by_another(target: Target, figure: Figure, figures: list[Figure]) -> bool:
    """Whether a figure is of something else, and another done is not: 流转土地2.1万亩,为年度任务的2.1倍,完成栽植8600亩 of 油茶1万亩."""
    own, unit = _fits(target, figure), figure.mention.unit
    return any(f.mention.role == "done" and f.mention.unit == unit and own < _fits(target, f) for f in figures)


def _fits(target: Target, figure: Figure) -> int:
    """How far the words of a figure are of a target: 2 by a verb of its, 1 by its thing or by none, 0 by another thing's."""
    is_its_thing = not figure.named or bool(bigrams(figure.named) & bigrams(target.context))
    return 2 if Candidate(target, figure, [target], [figure]).has_its_verb else int(is_its_thing)


def _is_past_the_finish(target: Target, figure: Figure, figures: list[Figure]) -> bool:
    """Whether a figure is of a step that a target does not ask for, beside a finish: 验收193户 behind 竣工281户."""
    steps = {*_FURTHER.findall(figure.words)}
    if not steps or steps & {*_FURTHER.findall(target.context)}:  # 已验收销号45个 of 整改销号问题60个
        return False
    return _is_done_besides(target, figure, [f for f in figures if _is_finished(f)])


def _is_finished(figure: Figure) -> bool:
    """Whether a figure is told as finished, and not by a step that comes later: 竣工281户; not 开工290户."""
    return not _FURTHER.search(figure.words) and any(cue.role == "finished" for cue in find_cues(figure.words))


def _is_done_besides(target: Target, figure: Figure, figures: list[Figure]) -> bool:
    """Whether another figure of the same thing is done: 已开工113所,占任务数的87%;完成66所 has come to 66."""
    mention, thing = figure.mention, figure.named or _thing_before(target, figure)
    return any(
        f.mention.role == "done"
        and (f.mention.kind, f.mention.unit) == (mention.kind, mention.unit)
        and (not f.named or not thing or bool(bigrams(f.named) & bigrams(thing)))
        for f in figures
    )


def _thing_before(target: Target, figure: Figure) -> str:
    """The words of its target before a figure in its sentence that names nothing: 农村危房 of 农村危房改造方面,已开工改造70户."""
    start, _ = figure.passage.sentence(figure.clause)
    said = figure.passage.named(start, figure.start)
    return said if bigrams(said) & bigrams(target.context) else ""


def _is_share_of_target(passage: Passage, percent: Mention) -> bool:
    """Whether a percentage may be the share of a target: of a completion, not of a preparation (招标完成率)."""
    if percent.kind not in ("percent", "share") or percent.value in (None, WHOLE):
        return False
    before = _words_before(passage, percent)
    return (percent.kind == "percent" or bool(_OF_ALL.fullmatch(before))) and not is_early(before)


def _words_before(passage: Passage, percent: Mention) -> str:
    """The words of its clause before a share, behind the share before it: 竣工率 of 开工率100%、竣工率73.4%."""
    return re.split("[%％]", passage.text[passage.clause(percent.start).start : percent.start])[-1]


def _asking(targets: list[Target], passage: Passage, percent: Mention) -> Iterator[tuple[int, Target]]:
    """The targets that ask for what a share is the rate of: of 开工率 6个计划开工项目, and not 建设820处; all of them of 完成率.

    Works that are counted by their beginnings ask for it in all their targets: 棚改28个项目,共12400套.
    """
    rate = any_of("wholes", use="other_rate").search(_words_before(passage, percent))
    of_what = rate[0].removesuffix("率") if rate else ""
    if of_what == "开工" and any(any_of("beginnings", use="counted_by_beginnings").search(t.context) for t in targets):
        of_what = ""
    yield from (each for each in enumerate(targets) if of_what in each[1].context)


def _is_paid(target: Target, figure: Figure) -> bool:
    """Whether a figure is money that has come in or gone out (到位资金), where the target asks for something else."""
    paid = any_of("money", use="paid").search(figure.words)
    return figure.mention.dimension == "money" and paid is not None and paid[0] not in target.context


def _sums(passage: Passage, figures: list[Figure], percent: Mention) -> Iterator[tuple[Figure, ...]]:
    """The figures before a share, each alone, then those of one unit together: 已完成41所,另已开工95所,完成目标任务的37.8%."""
    before = [*_before(passage, figures, percent)]
    yield from ((figure,) for figure in before)
    for one, other in pairwise(before):
        alike = one.mention.kind == other.mention.kind == "count" and one.mention.unit == other.mention.unit
        if alike and one.whole_at < 0 and other.whole_at < 0:
            yield other, one


def _before(passage: Passage, figures: list[Figure], percent: Mention) -> Iterator[Figure]:
    """The counts before a share in its sentence that may be done, the nearest first."""
    start, _ = passage.sentence(passage.clause(percent.start))
    first, last = (bisect_left(figures, place, key=_PLACE) for place in (start, percent.start))
    may_be = (f for f in reversed(figures[first:last]) if f.mention.kind in ("count", "share", "percent"))
    yield from (figure for figure in may_be if figure.mention.role not in NOT_DONE)


def _is_of_its_dimension(target: Target, mention: Mention) -> bool:
    """Whether a figure can be an amount of what the target counts; people trained (2163人) are so many times people (6400人次)."""
    are_people = {mention.dimension, target.dimension} == {"person", "visits"}
    return mention.dimension in (target.dimension, BARE) or are_people


def _agrees(target: Target, figures: tuple[Figure, ...], percent: Mention) -> bool:
    """Whether figure / target is the share, to its last printed digit, and the figure can be of the target's things."""
    mention = figures[0].mention
    if percent.kind == "share" and mention.role_source != "cue":  # 高新项目107个,占比79.9% tells what there is
        return False
    if target.kind == "growth" or not _is_of_its_dimension(target, mention) or not target.value:
        return False
    # not 已开工41个,占总项目数78.8%, of 52个项目年度计划投资88亿元, which says how many the projects are
    is_amount = target.kind == "count" or (target.kind == "size" and target.dimension != "item")
    if is_amount != (mention.kind == "count") or percent.value is None:
        return False
    share = sum(in_unit_of(target, figure.mention) for figure in figures) / target.value
    is_it = abs(share - percent.value) < last_digit(percent.quote) * (1 if target.bound == mention.bound == "=" else 2)
    return is_it and not is_narrower(mention.item, target.context)
