"""Targets of a task: every measurable commitment its text makes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..language.clauses import Clause, clause_at, parted, sentence_start, split_clauses, within, without_bullets
from ..language.cues import find_cues
from ..language.likeness import is_threshold, named_things
from ..language.passage import Passage, read_passage
from ..words.lexicon import any_of, read_words
from .asked import asked_behind
from .described import asks_a_part, is_former
from .kept import is_kept
from .mentions import Mention, find_mentions

_ANNUAL, _IN_ALL = (
    re.compile("(?:年度|当年|今年|本年|年内|年)(?:投资)?计划"),
    re.compile("(?<!完成)总投资[^,，。；;0-9]{0,3}[0-9.]+[万亿]*元$"),
)
# 年产80万套车灯项目, 日处理5万吨污水厂: how much a plant is to make
_OVER = re.compile("[^,，。；;0-9]{0,6}情况")
_CAPACITY = re.compile("(?:[年月日](?:产|处理|加工|供水?|发电|吞吐)|装机(?:容量)?|库容)[^,，。；;、0-9]{0,3}$")
_OF_WORKS = re.compile("[^,，。；;]+等[^,，。；;、0-9]{0,4}(?:项目|工程)(?!量)")
_OF_CAPACITY = re.compile("[^,，。；;、0-9]{0,16}(?:项目|生产线|工程|基地|厂|电站|水库|中心|设施|[转运终]站)")
# 控制在3.4%以内, 提高到65% say nothing of what is kept there
_KEPT = re.compile("(?:控制|保持|稳定|维持|提高|提升|不低|不高|确保)[在到至于]?")
# 办好12件实事(含25个子项目), 实事包括的48个具体项目: the tasks by their parts, and no part of their number
_PARTS_OF_TASKS = re.compile("子项|分项|具体(?:项目|工作|任务|事项)")
# 实施堤防治理,包括挡墙12公里、道路8公里: works that no number stands before
_LISTS = re.compile("(?:^|[。；;])[^0-9()（）。；;]*包括[^0-9,，。；;、()（）]{0,6}$")
_IN_PART = re.compile("(?:季度|半年|[0-9]月份?)[^,，。；;0-9]*计划[^,，。；;0-9]*[0-9.]+[万亿]*元$")
_BEGUN = re.compile("开工|复工")
_ACROSS = re.compile("(?:左右|以上)?的?[宽高厚深](?![新速标清压效质度])")  # 浇筑5米宽水泥路: how wide it is
_KINDS = re.compile(r"[(（](?:[,，、;；]?(?:其中[:：]?)?(?:新建|续建|改扩建|新开工)\s?[0-9]+[项个]目?){1,4}[)）]")


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable commitment: text[start:end] == quote, in the cell `field`.

    value, unit, bound, item, dimension, size  as in Mention
    kind      count (an amount to reach), growth (year on year), share (a ratio, level or limit), size (how large a named object is)
    context   the clause it stands in
    is_due    the task wants it finished this year (建成, 新增), not only pushed on (加快, 推进)
    number_end  where its number ends in the cell
    is_stretch  it is only striven for, beyond the target before it: 确保300个、力争400个
    """

    start: int
    end: int
    quote: str
    field: str
    kind: str
    value: float
    unit: str
    bound: str
    item: str
    dimension: str
    size: float
    context: str
    is_due: bool
    number_end: int
    is_stretch: bool = False

    @property
    def thing(self) -> str:
        """The item without the words that say what is done to it or how it grows: 固定资产投资 of 固定资产投资增长."""
        return named_things(self.item) or self.item


@dataclass(frozen=True, slots=True)
class Achieved:
    """How much of a target has been reached, in its unit, and the words that say so: progress[start:][:len(quote)] == quote.

    bound       "=", ">=" (a list is a lower limit), "<=" or "~"
    method      direct (stated), listed (counted), sum (added up) or percent (a stated share of the target)
    confidence  high, medium or low
    ground      why the figure was taken for the target's (grounds.GROUNDS and derived)
    field       the cell of the words
    stated_share  what the text says of it itself: 0.26 of 完成计划的26%
    """

    value: float
    bound: str
    quote: str
    start: int
    method: str
    confidence: str
    ground: str = ""
    stated_share: float | None = None
    field: str = "progress"


def find_targets(
    text: str, field: str = "task", name: str = "", mentions: Sequence[Mention] | None = None
) -> list[Target]:
    """The measurable commitments of a task text, in order.

    mentions  find_mentions(text, field=field), where that has been read
    name  the row's name, which says what a figure is of where the task says nothing else: 财政收入增长率, 8%以上

    >>> [(t.item, t.value, t.unit, t.kind) for t in find_targets("新建5G基站1500个,数字经济增加值增长15%")]
    [('5G基站', 1500.0, '个', 'count'), ('数字经济增加值增长', 0.15, '', 'growth')]
    """
    passage = read_passage(text)
    found: list[Target] = []
    for mention in find_mentions(text, field=field) if mentions is None else mentions:
        if mention.value is None or not (kind := _target_kind(text, mention)):
            continue
        clause = passage.clause(mention.start)
        item, context, is_named = _named(passage, clause, mention, name)
        kind = "growth" if is_named and kind == "share" and not mention.unit and _is_growth(name) else kind
        left = [cue for cue in passage.cues_in(clause) if cue.end <= mention.start]
        context = _inherited(passage, clause) + context
        start, end = _span(text, mention, clause, max(clause.start, found[-1].number_end if found else 0))
        found.append(
            Target(
                start, end, text[start:end], field, kind, mention.value, mention.unit, mention.bound, item,
                mention.dimension, mention.size, context,
                not any(cue.role == "advancing" for cue in left), mention.end,
            )
        )  # fmt: skip
    return _of_the_year(_without_kinds(text, found))


def _without_kinds(text: str, found: list[Target]) -> list[Target]:
    """The targets without those that only say in brackets which works one is of."""
    spans = [kinds_behind(text, target.number_end) for target in found]
    return [target for target in found if not any(first < target.number_end < last for first, last in spans)]


def kinds_behind(text: str, place: int) -> tuple[int, int]:
    """The brackets behind a number that only say of which works it is: 实施项目9项(新建2项,续建7项); (0, 0) without them."""
    found = _KINDS.match(text, place)
    return found.span() if found else (0, 0)


def _named(passage: Passage, clause: Clause, mention: Mention, name: str) -> tuple[str, str, bool]:
    """The noun of a target, the words around it, if need be with those before its clause, and whether only the row's name names it."""
    start = _heading(passage, clause)
    item, context = mention.item, passage.text[start : clause.end]
    names_it = _KEPT.sub("", passage.named(start, clause.end))
    if not names_it and (heading := _before(passage, clause)):
        item, context = named_things(heading) or item, f"{heading}{context}"
        names_it = named_things(context)
    if name and not names_it:
        return item or name, f"{name} {context}", True
    return item, context + asked_behind(passage, clause), False


def _of_the_year(found: list[Target]) -> list[Target]:
    """The targets, beside the year's sum only a size what says of which works it is: 安排项目312个,计划总投资221亿元,年度计划投资72亿元."""
    if not any(target.dimension == "money" and _ANNUAL.search(target.quote) for target in found):
        return found
    return [replace(target, kind="size") if _only_says_which(target) else target for target in found]


def _only_says_which(target: Target) -> bool:
    """Whether a target is the sum for all the years, the plan of a part of the year, or so many works that are not to be finished."""
    words = target.quote[: target.number_end - target.start]
    if target.dimension == "money":
        return bool(_IN_ALL.search(words) or _IN_PART.search(words))
    is_work = target.item.endswith("项目") and target.unit in ("个", "项")
    return is_work and not _verbs_asked(target.context)


def _verbs_asked(words: str) -> bool:
    return any(cue.role in ("done", "finished") for cue in find_cues(words)) or bool(_BEGUN.search(words))


def _heading(passage: Passage, clause: Clause) -> int:
    """Where the words begin that say what a clause is of: those before its colon, where it names nothing itself (就读比例:本县>82%)."""
    behind_colon = clause.start > 0 and passage.text[clause.start - 1] in ":："
    place = bisect_left(passage.clauses, clause) if behind_colon else 0
    is_bare = place and len(passage.named(clause.start, clause.end)) < 4
    return passage.clauses[place - 1].start if is_bare else clause.start


def _inherited(passage: Passage, clause: Clause) -> str:
    """The verbs that a clause without any has from those before it: 改造管网90公里,其中供水管网20公里; 开工建设公寓,省直2万套."""
    if _verbs(passage, clause):
        return ""
    return next((verbs for earlier in passage.before(clause) if (verbs := _verbs(passage, earlier))), "")


def _verbs(passage: Passage, clause: Clause) -> str:
    """The verbs of a clause that say what is done to a thing, or that it is begun; not 加快, 推进."""
    begins = any_of("beginnings", use="begins")
    cues = ((cue.role, passage.text[cue.start : cue.end]) for cue in passage.cues_in(clause))
    return "".join(word for role, word in cues if role in ("done", "action", "finished") or begins.search(word))


def _before(passage: Passage, clause: Clause) -> str:
    """The words before a clause in its sentence, where they hold no figure: 实施天然气村村通,年度计划实施168500户."""
    start = sentence_start(passage.clauses, clause)
    is_told = any(number.kind != "rejected" for number in within(passage.numbers, start, clause.start))
    return "" if is_told else passage.text[start : clause.start]


def _is_growth(name: str) -> bool:
    """Whether a name is one of a growth rate (财政收入增长率), or of an amount of which a percentage can be nothing else (地区生产总值)."""
    return bool(re.search(any_of("levels", use="grows").pattern + r"(?:[(（][^()（）]*[)）])?$", name)) or any(
        entry["kind"] == "growth" and re.search(entry["pattern"], name)
        for entry in read_words("percents", "kind", "pattern")
    )


def told_target(mention: Mention, field: str, kind: str, context: str) -> Target:
    """A figure of any cell as a target that is to be met: one that only the progress states, or that a person found there."""
    facts = (mention.amount, mention.unit, mention.bound, mention.item, mention.dimension, mention.size)
    return Target(mention.start, mention.end, mention.quote, field, kind, *facts, context, True, mention.end)


def promise(text: str, target: Target) -> tuple[int, str]:
    """Where the words begin that say what a target promises, and these words, to be shown to a reader.

    They are its quote, from where its sentence begins if the quote does not say of what it is: …,增长12%; …,其中亿元以上6个.
    """
    passage = read_passage(text)
    if passage.named(target.start, target.end) and not target.quote.startswith("其中"):
        return target.start, target.quote
    start, _ = passage.sentence(passage.clause(target.start))
    return start, text[start : target.end]


def _target_kind(text: str, mention: Mention) -> str:
    """count, growth, share or size; empty where the figure commits to nothing (a date, a span of time, what a level comes from)."""
    if is_former(text, mention):
        return ""
    if mention.kind in ("growth", "share", "percent", "level") or mention.dimension in ("concentration", "speed"):
        return "growth" if mention.kind == "growth" else "share"
    if mention.kind == "count" and is_kept(text, mention):
        return "share"
    if mention.kind != "count" or (
        mention.dimension == "time"
        and (text.startswith("的", mention.end) or not re.search("天数?$", mention.item + mention.unit))
    ):
        return ""  # 不少于20天的照护: how long one is
    if is_threshold(text, mention.end) or _is_difference(text, mention):
        return ""
    is_told = _PARTS_OF_TASKS.match(text, mention.end) or _LISTS.search(text, 0, mention.start)
    is_context = mention.role == "context" and not is_told
    is_in_all = mention.dimension == "money" and _is_in_all(text, mention)
    if is_context or is_in_all or asks_a_part(text, mention.end) or _is_how_large(text, mention):
        return "size"
    behind = text[mention.end :]
    if mention.dimension in ("area", "money") and (named := re.match(r"(?:的)?[^,，。；;、0-9]*", behind)):
        noun = re.split(any_of("general", use="general_work").pattern + "|[及和与]", named[0])[0]
        if any_of("facilities").search(noun[-5:]):
            return "size"
    return "count"


def _is_how_large(text: str, mention: Mention) -> bool:
    """Whether a number says how wide a thing is, or for how many, or names a work: 浇筑5米宽水泥路; 40万吨甲醇、焦化改造等项目.

    Or a fund, over what was made of it: 专项资金538万元建设情况.
    """
    is_across = mention.dimension == "length" and _ACROSS.match(text, mention.end)
    is_name = mention.dimension in ("weight", "power", "energy", "volume") and _OF_WORKS.match(text, mention.end)
    is_fund = text.startswith("资金", mention.start - 2) and _OVER.match(text, mention.end)
    return bool(
        is_across
        or is_name
        or is_fund
        or (_CAPACITY.search(text, 0, mention.start) and _OF_CAPACITY.match(text, mention.end))
    )


def _is_in_all(text: str, mention: Mention) -> bool:
    """Whether a sum is that of all the years: 重点项目86个,计划总投资386.5亿元; a share that agrees with it says otherwise."""
    clause = clause_at(split_clauses(text), mention.start)
    said = text[clause.start : mention.end]
    return bool(_IN_ALL.search(said)) and not _ANNUAL.search(said)


def _is_difference(text: str, mention: Mention) -> bool:
    """Whether a count only says how many more a number is than last year's: 改造项目860个,比上年增加210个."""
    clause = clause_at(split_clauses(text), mention.start)
    is_first = clause.start == 0
    return not is_first and bool(
        re.search("[比较](?:去年|上年|上一年)[^,，。；;0-9]*$", text[clause.start : mention.start])
    )


def _span(text: str, mention: Mention, clause: Clause, before: int) -> tuple[int, int]:
    """The words of one target: from the clause's beginning, or the 、 behind the target before, to the next 、 or the clause's end."""
    divided = parted(text).find("、", before, mention.start) if before > clause.start else -1
    start = divided + 1 if divided >= 0 else clause.start if before <= clause.start else before
    stop = re.search(r"[、]", parted(text)[mention.end : clause.end])
    end = mention.end + stop.start() if stop else clause.end
    return end - len(without_bullets(text[start:end])), end
