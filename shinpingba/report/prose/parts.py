"""The clauses of a text, each with what it tells: of what it speaks, its figures, and whether they are progress."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from ...language.clauses import split_clauses, within
from ...language.quantities import Number
from ...language.verdicts import goes_on_with_aims
from ...words.lexicon import any_of
from .naming import Span, gaps, goes_on_behind, names_something, without_particles
from .numbering import SPOKEN
from .signs import Sign, find_signs, numbers_of
from .strength import LIKELY, NONE, WORK, goal_aside, strength_of

_FIGURES = ("count", "level", "percent")
_AND_OTHERS = re.compile(r"等\s*[0-9两三四五六七八九十]")  # 甲水库、乙道路等15个项目: names, not a list of figures
INSIDE = re.compile(r"[里中内](?![心学小央医部])")
EACH = "分别(?:只有|仅[为有]?|为|是|达到?|完成)?"  # before the figures of several things, told in their order
_JOINT = re.compile("、")
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_TAIL = re.compile(r"[^()]*\)")
_SAYS_WHERE = re.compile(
    "(?:建设|实施|任务)?的(?:县市?区?|[市区]县|[市区]|乡镇|镇街|地区|单位)(?:主要)?(?:为|是|有|包括)"
)
_STOPS = "。;!?,:"
_NEXT = re.compile("下一?(?:步|阶段)(?:工作)?中?")
_PROPOSES = re.compile("[^,。;:]{0,30}(?:报告|方案|规划|通知|意见)[》”]?中?(?:明确)?(?:提出|明确|要求|确定)")
_GOALS = re.compile("(?:目标任务|目标|任务目标|(?:年度|全年)[一-龥]{0,4}任务|年度计划)(?:[是为]|分别[是为]|如下)?$")
_GOAL = re.compile("(?:任务|目标)(?:分别)?[是为]新?开工[^:]*[0-9]")
_FURTHER = re.compile("(?:基本)?(?:建成|竣工)")
_PLANNED_ON = {"act", "plan"}
_FINISHES, _TO_BEGIN = (
    re.compile("建成|竣工|完工|投产|投用"),
    re.compile("新?开工(?:建设)?[^,。;0-9]{0,8}[0-9]+[^0-9,。;]{1,3}$"),
)
_PAID = re.compile("到位|拨付|下达|支付|兑现|支出|投放|筹集|入库|征收|成交")
_TERM = re.compile("(?:之|以)?内")
_TERMS = ("日", "天", "个工作日", "工作日", "小时", "年", "个月")
_LONGEST_AIM = 120  # characters
_NAMING = WORK | {"level"}
_TELLING = {"when", "sum", "since", "share", "rank"}
_CLOSING = {"since", "portion", "share", "rate", "growth", "rank", "verdict"}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, or one member of a list: text[start:end].

    sentence  number of the sentence it stands in
    signs     what its words say of progress (words/progress.csv, words/verdicts.csv), in order
    labels    what these signs say
    figures   its numbers with a unit or %, in order
    noun      the words that say of what it speaks; None where it goes on speaking of what came before (占年度计划75%)
    strength  how surely it tells progress, from 0 to 2
    listed    a member of a list whose members have each their own figure (甲县83%、乙县81%)
    """

    start: int
    end: int
    sentence: int
    signs: tuple[Sign, ...]
    labels: frozenset[str]
    figures: tuple[Number, ...]
    noun: Span | None
    strength: int
    listed: bool = False

    @property
    def verdict(self) -> Span | None:
        """The words by which the office classes it."""
        return next(((sign.start, sign.end) for sign in self.signs if sign.label == "verdict"), None)

    @property
    def is_closed(self) -> bool:
        """Whether it says how a figure stands: a share of the plan, growth, rank, a verdict. What follows may be of something else.

        So does a share in brackets at its end: 已送230场(87%).
        """
        has_share = bool(self.figures) and self.figures[-1].kind == "percent" and self.figures[-1].end == self.end - 1
        return bool(self.labels & _CLOSING) or has_share


# a paragraph is looked at by several questions in turn: is it a heading, an item, running text?
@lru_cache(maxsize=4000)
def find_parts(words: str) -> tuple[Part, ...]:
    """The clauses of a plain text in order; a list whose members have each their own figure is taken apart.

    One with a number of its own begins a sentence: (1)16个续建项目完成投资9亿元,|(2)7个新建项目完成投资2亿元.
    """
    signs, numbers = find_signs(words), list(numbers_of(words))
    brackets = [match.span() for match in _BRACKETED.finditer(words)]
    read = _Reader(words, signs, numbers, brackets)
    clauses = split_clauses(words)
    numbered = accumulate(bool(SPOKEN.match(words, each.start, each.end)) for each in clauses)
    told = zip(clauses, numbered, strict=True)
    parts = [part for each, more in told for part in read.clause(each.start, each.end, each.sentence + more)]
    return tuple(_with_what_is_to_come(words, parts))


def _with_what_is_to_come(words: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Clauses, of which one that only goes on with what is to come, or with what is aimed at, tells no progress.

    确保一季度完成年度计划的20%,|上半年完成50%      力争12月底主体封顶,|全面完成年度任务
    下一步,压实责任,|高质量完成全年目标任务          目标任务为:开工改造小区260个,|投资完成率达到50%
    《政府工作报告》提出,|新开工改造小区260个
    """
    before = opening = plan = None
    is_told = False  # it has turned to what is done: …提出,改造小区260个,|目前改造120个
    for part in parts:
        if opening is None or opening.sentence != part.sentence:
            before, opening, plan, is_told = None, part, None, False
        elif "already" not in part.labels:
            is_told = is_told or bool(part.labels & _TELLING)
            goes_on = before and not part.noun and (_is_share_to_come(before) or _is_aim(words, part))
            is_asked = not is_told and _asks_for(words, opening, part)
            if goes_on or is_asked or _NEXT.fullmatch(words, opening.start, opening.end) or _sets_goals(words, opening):
                part = replace(part, strength=NONE, labels=part.labels | {"future"})
            elif plan and _plans_on(words, plan, part):
                part = replace(part, strength=NONE, labels=part.labels | {"plan"})
        yield part
        before, plan = part, part if _plans_work(words, part) else plan if part.labels <= _PLANNED_ON else None


def _sets_goals(words: str, opening: Part) -> bool:
    """Whether a sentence begins with the goals that it goes on to name: 目标任务为:开工改造小区260个."""
    return words[opening.end : opening.end + 1] == ":" and bool(_GOALS.search(words, opening.start, opening.end))


def _asks_for(words: str, opening: Part, part: Part) -> bool:
    """Whether a sentence begins with who asks (…提出,|改造小区260个), or with a goal of beginnings (任务为开工3800套,|建成1200套)."""
    is_goal = opening.strength == NONE and _GOAL.search(words, opening.start, part.start)
    is_further = is_goal and _FURTHER.match(words, part.start)
    return bool(is_further or _PROPOSES.fullmatch(words, opening.start, opening.end))


def _plans_work(words: str, part: Part) -> bool:
    """Whether a clause plans work: 今年计划建设菜田9万亩; not 计划投资5亿元, 造林任务2万亩."""
    signs = [sign.label for sign in part.signs if sign.label in WORK | {"plan"}]
    plan = next((sign for sign in part.signs if sign.label == "plan"), None)
    names_work = plan and any_of("progress", sign="act").search(words, plan.start, plan.end)  # 计划播种小麦|20万亩
    is_work = plan is not None and (bool(names_work) or len(signs) > signs.index("plan") + 1)
    return is_work and not part.strength and any(each.dimension != "money" for each in part.figures)


def _plans_on(words: str, plan: Part, part: Part) -> bool:
    """Whether a clause names further work and its figure behind work that is planned: 今年计划建设菜田9万亩,|清淤渠道120公里.

    计划新开工项目18项,|竣工项目20项          what is to begin, and what to be finished
    计划改造老旧小区30个,|改造小区25个        it tells of the same
    计划建设厂房5万平方米,|到位资金3亿元      money is told
    """
    ends = _FINISHES.match(words, part.start, part.end) and _TO_BEGIN.search(words, plan.start, plan.end)
    may_go_on = part.labels <= _PLANNED_ON or bool(ends and part.labels == {"built"})
    if not part.noun or not may_go_on or not any(each.kind == "count" for each in part.figures):
        return False
    is_work = ("act" in part.labels or bool(ends)) and not any(each.dimension == "money" for each in part.figures)
    is_same = {*words[slice(*part.noun)]} <= {*words[plan.start : part.start]}
    return is_work and not is_same and not _PAID.search(words, part.start, part.end)


def _is_aim(words: str, part: Part) -> bool:
    """Whether a clause gives a class to what is striven for before it; what is estimated (预计增长6%,|高于目标) is judged."""
    ahead = words[max(0, part.start - _LONGEST_AIM) : part.start]
    return bool(part.verdict and not part.figures) and goes_on_with_aims(ahead)


def _is_share_to_come(part: Part) -> bool:
    return "future" in part.labels and bool({"share", "rate"} & part.labels)


def parts_in(words: str, start: int, end: int) -> list[Part]:
    """The clauses of words[start:end], for what they tell: where it ends inside one, it is read by itself, from place 0."""
    if end < len(words) and words[end] not in _STOPS:
        return list(find_parts(words[start:end]))
    return [part for part in find_parts(words) if part.end > start and part.start < end]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A text with everything found in it, each in order."""

    words: str
    signs: Sequence[Sign]
    numbers: Sequence[Number]
    brackets: Sequence[Span]

    def clause(self, start: int, end: int, sentence: int) -> Iterator[Part]:
        """The parts of words[start:end], a clause: one, or each member of a list that has figures of its own (改造20户、新建30户)."""
        if (mark := SPOKEN.match(self.words, start, end)) and mark.end() < end:
            start = mark.end()  # 二是改造危房1.5万户: the number is no part of its name
        if (bracket := self._opened(start, end)) is not None:
            yield from self.clause(start, bracket, sentence)
            start = bracket + 1
        spans = list(self._members(start, end))
        if len(spans) > 1 and not _AND_OTHERS.search(self.words, *spans[-1]):
            members = [self.part(*each, sentence) for each in spans]
            if all(each.noun and each.figures and _is_told(each) for each in members):
                yield from (replace(each, listed=True, strength=max(each.strength, LIKELY)) for each in members)
                return
        yield self.part(start, end, sentence)

    def _opened(self, start: int, end: int) -> int | None:
        """Where a clause opens a bracket that goes on behind it with figures of its own: 占任务的84%|(其中工业投资7198万元,占48%)."""
        found = next((last for last in self._brackets_in(start, end) if last[1] > end), None)
        is_of_which = found and found[0] > start and self.words.startswith("其中", found[0] + 1)
        return found[0] if found and is_of_which else None

    def part(self, start: int, end: int, sentence: int) -> Part:
        """words[start:end] as one part, with its signs and its figures; a sign of work in brackets is none of its own.

        Nor is the plan of what it tells: 新增就业3.2万人(年度目标5万人).
        """
        inside = within(self.numbers, start, end)
        figures = tuple(each for each in inside if each.kind in _FIGURES and not _is_term(self.words, each))
        aside = WORK | {"plan"} if goal_aside(self.words, figures) else WORK
        signs = [s for s in within(self.signs, start, end) if s.label not in aside or not self._in_brackets(s.start)]
        labels = frozenset(sign.label for sign in signs)
        strength = strength_of(self.words, signs, labels, figures)
        return Part(start, end, sentence, tuple(signs), labels, figures, self._noun(start, end, signs), strength)

    def _members(self, start: int, end: int) -> Iterator[Span]:
        """The stretches between the 、 of a clause that stand in no brackets."""
        place = start
        for match in _JOINT.finditer(self.words, start, end):
            if not self._in_brackets(match.start()):
                yield place, match.start()
                place = match.end()
        yield place, end

    def _noun(self, start: int, end: int, signs: Sequence[Sign]) -> Span | None:
        """The first words that are neither sign, number nor brackets; a verb of work (新增, 改造) goes with them."""
        masked = [(sign.start, sign.end) for sign in signs if sign.label not in _NAMING]
        masked += [(each.start, each.end) for each in within(self.numbers, start, end) if each.kind != "rejected"]
        masked += [each for each in self._brackets_in(start, end) if not self._is_of_noun(each, end)]
        masked += [
            tail.span() for tail in [_TAIL.match(self.words, start, end)] if tail
        ]  # (甲行动;乙行动;|丙行动),其余27项
        verbs = [(sign.start, sign.end) for sign in signs if sign.label in WORK]
        for first, last in gaps(start, end, masked):
            if not _SAYS_WHERE.match(self.words, first, last) and names_something(self.words, first, last, verbs):
                is_behind_figure = any(each.end == first for each in within(self.numbers, start, first))
                first += is_behind_figure and bool(INSIDE.match(self.words, first))
                return without_particles(self.words, first, last, self._verbs_at(last, signs))
        return None

    def _verbs_at(self, place: int, signs: Sequence[Sign]) -> list[int]:
        """Where a verb of delivery begins that ends before the figure at `place`."""
        has_figure = any(each.start == place for each in within(self.numbers, place, place + 1))
        return [sign.start for sign in signs if has_figure and sign.label == "built" and sign.end == place]

    def _is_of_noun(self, bracket: Span, end: int) -> bool:
        """Whether a name goes on behind its bracket: 水泥(沥青)路."""
        inside = within(self.numbers, *bracket)
        return not inside and bracket[1] < end and goes_on_behind(self.words, bracket[1])

    def _brackets_in(self, start: int, end: int) -> list[Span]:
        first = bisect_left(self.brackets, (start, start))
        last = bisect_left(self.brackets, (end, end))
        return list(self.brackets[first:last])

    def _in_brackets(self, place: int) -> bool:
        before = bisect_left(self.brackets, (place, place)) - 1
        return before >= 0 and self.brackets[before][1] > place


def _is_term(words: str, number: Number) -> bool:
    """Whether a number says by when, and not how much: 公文在20日内办结."""
    return number.unit in _TERMS and bool(_TERM.match(words, number.end))


def _is_told(part: Part) -> bool:
    return part.strength > 0 or any(each.kind == "percent" for each in part.figures)
