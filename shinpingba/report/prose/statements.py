"""The clauses of a text, put together to statements: each of one commitment, with what is to be done and how far it has come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from operator import attrgetter

from ...words.lexicon import any_of
from .commitments import behind_task, find_task, meets_node, only_quotes, plan_behind, quoted_task, skip_marks
from .other_years import is_of_other_year
from .parts import Part, Span
from .proof import proves
from .strength import NONE

_SAME = re.compile("(?:该|本|此项?)?(?:项目|工程|工作|任务|建设|施工)(?:建设|施工|总体|整体)?")
_WORKS = re.compile("等[0-9]{1,3}个(?:项目|工程)|(?<!主体)(?<!土建)(?:项目|工程)(?:正|均|都|已)?$")
_FINISHED = re.compile("(?:竣工|完工|完成|建成|交付|投产|投用)率")
_OF_PLAN = re.compile(r"(?:占|为|完成)[^,。;:0-9]{0,16}\(约?[0-9.]+[^()0-9]{1,4}\)的?约?[0-9.]+%")
_OF_SEVERAL = re.compile("(?:这|以上|上述|前述)[0-9两三四五六七八九十]+[项个件]")  # …(75%),这5项预计10月底完成
_OTHERS = re.compile("其余|其[他它]|剩余|余下|部分|个别|少数")  # 两河县支付超过50%,|其余县区支付较慢


@dataclass(frozen=True, slots=True)
class ProseStatement:
    """Clauses that speak of one thing, and what they tell of it, as places in the text.

    name      of what it speaks (规上工业增加值); None where the text does not say
    task      what is to be done, where the text names a figure of it first (新建学校4所,已建成2所)
    progress  how far it has come; None where nothing says so: the statement is a premise of the next, or narrative
    verdict   the office's own class (超序时进度2.3个百分点)
    """

    parts: tuple[Part, ...]
    name: Span | None
    task: Span | None
    progress: Span | None
    verdict: Span | None
    strength: int

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where it ends, without the mark behind it."""
        return self.parts[-1].end

    def spans(self, offset: int = 0) -> dict[str, Span]:
        """Its words by column, as places in a text that it stands in at `offset`."""
        told = {"name": self.name, "task": self.task, "progress": self.progress, "verdict": self.verdict}
        return {column: (span[0] + offset, span[1] + offset) for column, span in told.items() if span}


def find_statements(words: str, parts: Sequence[Part], year: int | None = None) -> list[ProseStatement]:
    """The statements of a text, all its clauses in order.

    A sentence without a noun goes on with the one before: it tells the progress of a plan (年度计划647亿元。1-10月完成629亿元),
    or only judges it (比时间进度慢1.36个百分点). So does all of it that tells of what the plan has named (累计完成投资…).

    year  of which the page tells: none goes on with a plan of another
    """
    found: list[list[Part]] = []
    for _, members in groupby(parts, attrgetter("sentence")):
        premise, sentence = "", list(members)
        if found and _plans_other_year(words, found[-1], year):
            found += _grouped(words, sentence)
            continue
        if found and _is_plan(found[-1]) and _proves(found[-1], sentence):
            found[-1] += sentence
            continue
        for place, group in enumerate(_grouped(words, sentence)):
            is_first = place == 0 and bool(found)
            plan = _premise(words, found[-1]) if is_first and _is_plan(found[-1]) else premise
            if found and (_is_named(words, group, plan) or _is_told_on(words, found[-1], group, is_first=is_first)):
                premise = premise or plan or _premise(words, found[-1])
                found[-1] += group
            else:
                premise = ""
                found.append(group)
    return [_statement(words, group) for group in found]


def _is_of_plan(before: Sequence[Part], part: Part) -> bool:
    """Whether a clause counts what a plan before it has counted: 重点项目196项,年度计划401亿元。…。|已开工159项."""
    plan = list(takewhile(lambda each: not each.strength, before))
    units = {figure.unit for each in plan for figure in each.figures if figure.kind == "count"}
    return "already" in part.labels and any(figure.unit in units for figure in part.figures)


def _proves(plan: Sequence[Part], sentence: Sequence[Part]) -> bool:
    """Whether a sentence proves the plan before it, whatever it names first.

    年度计划投资268.3亿元。|竣工项目56个,完成投资157.1亿元,占年度计划的58.6%
    """
    if any(part.strength for part in plan) or "which" in sentence[0].labels:
        return False
    wanted = [figure for part in plan for figure in part.figures if figure.kind == "count"]
    return proves(wanted, sentence, [part for part in sentence if part.labels & {"share", "portion"}])


def _is_told_on(words: str, before: Sequence[Part], group: Sequence[Part], *, is_first: bool) -> bool:
    return (is_first and _goes_on(before, group)) or _finishes(words, before, group)


def _finishes(words: str, before: Sequence[Part], group: Sequence[Part]) -> bool:
    """Whether clauses without a noun prove, by a rate of what is finished, the plan that is told of before them.

    下达改造任务2.4万户,实际开工2.5万户,开工率104.2%;|竣工1.8万户,竣工率75%      全年8万人搬迁任务,动工7.6万人,|其中竣工5万人,竣工率62.5%
    """
    plan = list(takewhile(lambda each: not each.strength, before))
    wanted = [figure for part in plan if "plan" in part.labels for figure in part.figures if figure.kind == "count"]
    rates = [part for part in group if "rate" in part.labels and _FINISHED.search(words, part.start, part.end)]
    return bool(wanted) and not any(part.noun for part in group) and proves(wanted, group, rates)


def _premise(words: str, group: Sequence[Part]) -> str:
    """The words of clauses that tell no progress."""
    return "" if any(part.strength for part in group) else words[group[0].start : group[-1].end]


def _is_plan(group: Sequence[Part]) -> bool:
    """Whether clauses only name what is planned: 固定资产投资目标为1300亿元."""
    return any("plan" in part.labels and part.figures for part in group)


def _plans_other_year(words: str, group: Sequence[Part], year: int | None) -> bool:
    """Whether clauses only plan, and not for the page's year: 明年计划造林20万亩。|目前已造林15万亩."""
    is_plan = _is_plan(group) and not any(part.strength for part in group)
    return is_plan and is_of_other_year(words[group[0].start : group[-1].end], year)


def _is_named(words: str, group: Sequence[Part], premise: str) -> bool:
    """Whether a group of clauses speaks of something that the plan before it names."""
    noun = next((part.noun for part in group if part.noun), None)
    return bool(premise) and noun is not None and words[slice(*noun)] in premise


def _grouped(words: str, sentence: Sequence[Part]) -> Iterator[list[Part]]:
    """The clauses of a sentence by what they speak of: a new noun with a figure begins anew once the thing before it is told."""
    has_closing = any(part.is_closed for part in sentence)
    group: list[Part] = []
    for place, part in enumerate(sentence):
        is_task = quoted_task(words, part) is not None
        if (
            group
            and not _judges_same(words, part)
            and (
                is_task
                or _OF_SEVERAL.match(words, part.start)
                or _judges_another(words, part, group)
                or _begins(part, _telling(words, group), sentence[place + 1 :], has_closing=has_closing)
            )
        ):
            yield group
            group = []
        group.append(part)
    yield group


def _telling(words: str, group: Sequence[Part]) -> list[Part]:
    """Clauses, of which one that only quotes a name tells nothing: “改造线路(完成投资5.2亿元)”项目|,已完成投资3.6亿元."""
    return [replace(part, strength=NONE) if only_quotes(words, part) else part for part in group]


def _begins(part: Part, group: Sequence[Part], behind: Sequence[Part], *, has_closing: bool) -> bool:
    is_told = any(each.strength for each in group)
    if "reason" in part.labels:  # …,主要是两个片区的厂房验收推后
        return False
    if part.listed or group[-1].listed:
        return bool(part.noun)
    if "which" in part.labels and (is_told or (part.noun and part.strength)):
        return True
    if not is_told and part.noun and part.strength and _counts_rest(group):
        return True
    if is_told and _is_answered(part, behind):
        return True
    if not part.noun or not is_told:
        return False
    is_done = any(each.is_closed for each in group) or not has_closing or _answers_plan(group)
    if part.strength or "plan" in part.labels:
        return is_done
    if part.figures:  # an amount by itself is told by what is said of it next: 面上水利1.72亿元,占年度计划45.76%
        return is_done and bool(behind) and bool(behind[0].strength) and not behind[0].noun
    # a noun without a figure names what the next clause tells: 残疾人扶贫,9月新增85466人
    return is_done and bool(behind) and bool(behind[0].figures) and not behind[0].noun


def _is_answered(part: Part, behind: Sequence[Part]) -> bool:
    """Whether a clause plans, and the next tells what came of it: 民生项目15个,比去年增加4个,|年度计划投资52亿元,完成投资30亿元."""
    if "plan" not in part.labels or part.strength or not behind or not behind[0].strength or "plan" in behind[0].labels:
        return False
    wanted, told = ({each.unit for each in own.figures if each.kind == "count"} for own in (part, behind[0]))
    return bool(wanted & told)


def _judges_same(words: str, part: Part) -> bool:
    """Whether a clause only gives its class to what was told before it: 改造公厕30座,占年度计划的60%,|工程推进缓慢.

    Or says that it meets the goal of a part of the year: 改造管网36公里,|超额完成9月份设置的累计改造管网30公里的节点目标.
    Or what share of a plan in brackets it is: 到位资金9.2亿元,|占计划到位资金(11.5亿元)的80%.
    """
    if meets_node(words, part) or _OF_PLAN.fullmatch(words, part.start, part.end):
        return True
    is_bare = part.noun and _SAME.fullmatch(words, *part.noun)
    return bool(is_bare and part.verdict and not part.figures)


def _judges_another(words: str, part: Part, group: Sequence[Part]) -> bool:
    """Whether a clause gives its class to works of its own: 隧道等5个项目计划年底开工,|水库等9个项目进度缓慢; not …,路基施工进度缓慢."""
    is_told = any(each.strength for each in group)
    is_of_works = part.noun and _WORKS.search(words, part.noun[0], part.verdict[0] if part.verdict else part.end)
    is_general = part.noun and any_of("counted", use="general").fullmatch(words[slice(*part.noun)])  # 项目进展缓慢
    return bool(is_told and part.verdict and is_of_works and not is_general and not _OTHERS.match(words, part.start))


def _answers_plan(group: Sequence[Part]) -> bool:
    """Whether the last clause tells what is done of a plan before it: 计划新增9000人,实际新增1.04万人,|覆盖率达到71.5%,超过目标."""
    units = {figure.unit for part in group[:-1] if "plan" in part.labels for figure in part.figures}
    return not group[-1].noun and any(figure.unit in units for figure in group[-1].figures)


def _counts_rest(group: Sequence[Part]) -> bool:
    """Whether clauses only say how many others there are: 其余8项都在施工,|停车设施投用4个; not 全区计划投资3.7亿元."""
    return all(
        "opener" in part.labels and part.figures and not part.noun and "plan" not in part.labels for part in group
    )


def _says_why(part: Part) -> bool:
    """Whether a clause gives its class to what was told before it, and says why: 未达目标主要原因是|两家企业停产."""
    told = [sign for sign in part.signs if sign.label in ("verdict", "reason")]
    is_bare = not part.figures and (not part.noun or (bool(told) and part.noun[0] > told[-1].start))
    return is_bare and [sign.label for sign in told] == ["verdict", "reason"]


def _goes_on(before: Sequence[Part], group: Sequence[Part]) -> bool:
    if _says_why(group[0]):
        return any(part.strength for part in before)
    said = list(takewhile(lambda part: "reason" not in part.labels, group))  # 未完成目标,|原因在于减税政策
    if any(part.noun or "which" in part.labels for part in said) or not any(part.strength for part in said):
        return False
    is_premise = not any(part.strength for part in before) and any(part.figures for part in before)
    return (
        is_premise
        or _is_of_plan(before, group[0])
        or all(part.labels <= {"verdict", "compare", "opener", "goal"} for part in said)
    )


def _statement(words: str, group: Sequence[Part]) -> ProseStatement:
    strength = max(part.strength for part in group)
    whole = (skip_marks(words, group[0].start), group[-1].end)
    first = next((part for part in group if part.figures), group[0])
    task = find_task(words, group) if strength else None
    name = None if task and quoted_task(words, group[0]) else _name(group) or _named_by_work(first)
    progress = (behind_task(words, group, task[1]), whole[1]) if task else whole
    if strength and not task and (plan := plan_behind(group)):
        task, progress = (plan.start, plan.end), (whole[0], group[-2].end)
    judged = [part for part in group if part.strength and not _OTHERS.match(words, skip_marks(words, part.start))]
    verdict = next((span for part in judged if (span := part.verdict)), None)
    return ProseStatement(tuple(group), name, task, progress if strength else None, verdict, strength)


def _name(group: Sequence[Part]) -> Span | None:
    """Of what clauses speak: the noun of the first that tells progress, else of the first with a figure, else the first."""
    nouns = [part for part in group if part.noun]
    first = next((part for part in nouns if part.strength), next((part for part in nouns if part.figures), None))
    return first.noun if first else nouns[0].noun if nouns else None


def _named_by_work(part: Part) -> Span | None:
    """Of what a clause without a noun speaks: the words of work before its figure (竣工投产33个)."""
    verb = next((sign for sign in part.signs if sign.label in ("act", "built", "doing")), None)
    if (
        verb
        and part.figures
        and verb.start < part.figures[0].start
        and not part.labels & {"already", "sum", "share", "rate"}
    ):
        return verb.start, part.figures[0].start
    return None
