"""Running text to drafts: the sentences that carry the authority's own figures of progress, and the lists by class."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ...language.clauses import within
from ...words.lexicon import any_of
from .bounded import bounded_rates, bounded_told, opens_bounded
from .class_heads import ClassHead, class_among, counts_class, find_head, inner_head, lead_class, only_counts, sub_head
from .class_lists import paid_for_class, read_class_list
from .counts import counts_any, is_count
from .dealt import dealt_shares, with_listed
from .draft import Draft
from .judged import finished, only_opens
from .parts import Part, Span, find_parts
from .places import has_own_rates, places_in_brackets, rates_of_places
from .planned_parts import with_planned_parts
from .set_before import with_goals
from .setting import Setting, names_period
from .shared import with_classes
from .statements import ProseStatement, find_statements
from .strength import SURE, WORK
from .subjects import names_before
from .timed import in_its_time

_WORK_NAMED = re.compile(
    "进度|进展|推进|序时|节点|目标|任务|计划|预期|考核|全覆盖|开工|完工|竣工|建成|投用|通车|交付|停工|停建"
)
_WHICH = re.compile("其中|从[^,。;:]{1,10}看")
_ANOTHER = re.compile("的[^,;。:]{0,6}(?:有|是|为|包括)$")
_OF_EACH = re.compile("[均都]|全部")
_OF_SOME = re.compile(
    "^(?:个别|部分|少数|一些|有的|其余|其[他它]|剩余|(?:总体|整体|较[多大少])$|在[^建]|被)|单位|部门|干部|责任|思想|认识|重视"
)


def read_running(
    words: str, start: int, end: int, setting: Setting, *, only_sure: bool = False, is_alone: bool = False
) -> list[Draft]:
    """The drafts of a plain text between two places, in order. What no draft takes up is narrative.

    is_alone   a paragraph that is no item: that one thing is done (肠癌筛查已完成) is a row of its own
    only_sure  what only a report makes progress is left: under 存在问题, and over other numbered paragraphs
    """
    lead = lead_class(words, start, end)
    setting = replace(setting, is_report=setting.is_report and not (only_sure and not lead))
    parts = [part for part in find_parts(words[:end]) if part.end > start]
    drafts, taken = _lists(words, parts, end, setting)
    is_dated = not only_sure and names_period(words[start:end])
    ends = {end for _, end in taken}
    for free in _runs(parts, taken):
        found = with_classes(words, with_listed(words, _statements(words, free, setting)))
        found = _finished(words, found) if is_alone and setting.is_report else found
        if found and _is_of_list(found[0][0], words, ends):
            found.pop(0)
        drafts += [
            draft
            for each, verdict in found
            if (_is_told(words, each, setting, is_dated=is_dated) or (each.verdict and not each.strength))
            and not (only_opens(each, words, taken) or _names_who(words, each))
            for draft in dealt_shares(words, each, verdict) or [_draft(words, each, verdict)]
        ]
    drafts = [part for draft in drafts for part in (draft, *places_in_brackets(words, draft))]
    drafts = [in_its_time(words, parts, draft) for draft in drafts]
    return sorted((_under_class(draft, words, lead) for draft in drafts), key=lambda draft: draft.start)


def _statements(words: str, parts: Sequence[Part], setting: Setting) -> list[ProseStatement]:
    """The statements of some clauses, those of what is set before with that as their task."""
    return with_planned_parts(words, with_goals(words, find_statements(words, parts, setting.year)), setting.year)


def _under_class(draft: Draft, words: str, lead: Span | None) -> Draft:
    """A statement with the class that its paragraph begins with, where it has none of its own."""
    if lead is None or draft.start < lead[1] or "verdict" in draft.texts:
        return draft
    return replace(draft, texts=draft.texts | {"verdict": words[slice(*lead)]})


def _names_who(words: str, statement: ProseStatement) -> bool:
    """Whether a statement only says whose rates follow: 竣工率超过80%的市有:|临江市(竣工率99%)、东海市(竣工率88.7%)."""
    is_over = words[statement.end : statement.end + 1] == ":" and not statement.verdict
    return is_over and bool(_ANOTHER.search(words, statement.start, statement.end))


def _is_of_list(statement: ProseStatement, words: str, ends: set[int]) -> bool:
    """Whether a statement only says more of the list right before it: 推进缓慢的3项(甲、乙、丙),占目标任务的30%."""
    before = statement.start
    while before > 0 and before not in ends and words[before - 1] in "),;:。 ":
        before -= 1
    return before in ends and not statement.name and not statement.task


def _runs(parts: Sequence[Part], taken: Sequence[Span]) -> Iterator[list[Part]]:
    """The clauses between the stretches that lists take up."""
    for (_, begin), (end, _) in pairwise([(0, 0), *taken, (parts[-1].end if parts else 0, 0)]):
        run = list(within(parts, begin, end))
        if run:
            yield run


def _lists(words: str, parts: Sequence[Part], end: int, setting: Setting) -> tuple[list[Draft], list[Span]]:
    """The class lists of a text and the stretches they take up."""
    drafts: list[Draft] = []
    taken: list[Span] = []
    first = next((part for part in parts if not _WHICH.fullmatch(words, part.start, part.end)), None)
    of_places = first is not None and _opens_with_places(words, first.start)
    among: Span | None = None  # 未达序时进度的7个项目中,…
    for part, behind in zip(parts, [*parts[1:], None], strict=False):
        if taken and part.start < taken[-1][1]:
            continue
        among = class_among(words, part.start, part.end) or (
            None if among and "。" in words[among[1] : part.start] else among
        )
        head = _head_at(words, part, among, of_places=of_places, praises=setting.praises)
        members, verdict, stop = _list_at(words, part, behind, (head, among), parts, end)
        if members:
            begin = part.start
            if told := paid_for_class(parts, part, members[0].start):
                taken.append((part.start, told))
                begin = max(each.start for each in parts if each.start <= members[0].start)
            members[0] = replace(members[0], start=begin)
            members[-1] = replace(members[-1], end=stop)
            classed = {"verdict": words[slice(*verdict)]} if verdict[1] else {}
            drafts += [replace(each, texts=each.texts | classed) for each in members]
            taken.append((begin, stop))
    return drafts, taken


def _opens_with_places(words: str, place: int) -> bool:
    """Whether a paragraph begins with whose work is of a class: 完成全年任务的单位有:甲局、乙局。 Behind a task such words say where."""
    return not _WHICH.sub("", words[:place]).strip(" ,:") and find_head(words, place, of_places=True) is not None


def _head_at(words: str, part: Part, among: Span | None, *, of_places: bool, praises: bool) -> ClassHead | None:
    """The head of a class list that a clause holds."""
    if among and among[1] <= part.start and (head := sub_head(words, part.start, among)):
        return head
    head = find_head(words, part.start, of_places=of_places, praises=praises)
    return head or inner_head(words, part.start, part.end)


def _list_at(
    words: str,
    part: Part,
    behind: Part | None,
    heads: tuple[ClassHead | None, Span | None],
    parts: Sequence[Part],
    end: int,
) -> tuple[list[Draft], Span, int]:
    """The members of a list that a clause opens or holds, their class, and where the list ends."""
    head, among = heads
    if head:
        stop = _list_end(words, head, parts, end, among)
        if members := read_class_list(words, head, stop):
            return members, head.verdict, stop
    if named := names_before(words, part, behind):
        return list(named.drafts), named.verdict, named.end
    if bounded := bounded_rates(words, part.start, part.end):
        return bounded, (0, 0), part.end
    told, stop = bounded_told(words, part.start)
    if told:
        return told, (0, 0), stop
    members, stop = rates_of_places(words, part.start)
    verdict, end = _verdict_behind(parts, stop) if members else ((0, 0), stop)
    if verdict[1] and has_own_rates(members) and not _OF_EACH.search(words, stop, end):
        # 西山县82.5%,北沟县5.2%,|进度严重滞后 is said of the last
        last = replace(members[-1], texts={"verdict": words[slice(*verdict)]})
        return [*members[:-1], last], (0, 0), end
    return members, verdict, end


def _verdict_behind(parts: Sequence[Part], stop: int) -> tuple[Span, int]:
    """The class that the next clause of its sentence says of a list, and where that ends: …分别为69.2%、64.8%,|低于序时进度."""
    ahead = [part for part in parts if part.start < stop]
    behind = next((part for part in parts if part.start >= stop), None)
    if not behind or not behind.verdict or behind.noun or behind.figures or behind.sentence != ahead[-1].sentence:
        return (0, 0), stop
    return behind.verdict, behind.end


def _list_end(words: str, head: ClassHead, parts: Sequence[Part], end: int, among: Span | None = None) -> int:
    """Where a class list ends: at its bracket, at the next head, at its full stop, unless it is to have more members than so far."""
    if head.opening == "(":
        closing = words.find(")", head.end, end)
        return closing if closing > 0 else end
    stop = words.find("。", head.end, end)
    stop = stop if stop > 0 else end
    for part in within(parts, head.end, stop):
        if _ends_list(words, part, among):
            return part.start
    while head.count and stop < end and len(read_class_list(words, head, stop)) < head.count:
        further = words.find("。", stop + 1, end)
        further = further if further > 0 else end
        following = find_parts(words[stop + 1 : further])
        if not following or following[0].strength < 1 or find_head(words, stop + 1):
            break
        stop = further
    return stop


def _ends_list(words: str, part: Part, among: Span | None) -> bool:
    """Whether another list or count begins with a clause.

    滞后的有甲、乙,|正常的有丙      达到的有甲;|其他情形的有:丙
    工业项目3个,分别为…;|城建项目4个,分别为…      已完成3项:…;|达到序时的17项
    已全部完成的有甲、乙;|完成率在30%以下的有丙、丁
    """
    head, mark = find_head(words, part.start, of_places=True), words[part.start - 1]
    if mark == "," and head:
        return "的" in words[head.verdict[1] : head.end]
    is_another = words[part.end : part.end + 1] == ":" and bool(_ANOTHER.search(words, part.start, part.end))
    is_another = is_another or opens_bounded(words, part.start)
    is_counted = is_another or only_counts(words[part.start : part.end]) or counts_class(words[part.start : part.end])
    return mark in ";。" and bool(head or is_counted or (among and sub_head(words, part.start, among)))


def _finished(words: str, found: Sequence[tuple[ProseStatement, str]]) -> list[tuple[ProseStatement, str]]:
    """Statements that tell no progress, but that what they name is done, with that as their class."""
    told = [each.strength == 0 and finished(words, each.parts[0]) for each, _ in found]
    return [
        (
            replace(each, name=_before(each.name, span), progress=(each.start, each.end), verdict=span),
            words[slice(*span)],
        )
        if span and not verdict
        else (each, verdict)
        for (each, verdict), span in zip(found, told, strict=True)
    ]


def _before(name: Span | None, verdict: Span) -> Span | None:
    """A name without its class: 河道清淤工程|基本完工."""
    return (name[0], min(name[1], verdict[0])) if name and name[0] < verdict[0] else name


def _draft(words: str, statement: ProseStatement, verdict: str) -> Draft:
    spans = {column: span for column, span in statement.spans().items() if column != "verdict"}
    texts = {"verdict": verdict} if verdict else {}
    return Draft("sentence", statement.start, statement.end, spans, texts=texts, is_count=is_count(words, statement))


def _is_told(words: str, statement: ProseStatement, setting: Setting, *, is_dated: bool) -> bool:
    """Whether a statement is a row: progress of its own, which its words or the page say it is."""
    is_ranked = any("rank" in part.labels for part in statement.parts)
    # 航道疏浚12.4万立方米,已完成年度任务
    is_judged = any(part.verdict and not part.noun for part in statement.parts[1:])
    telling = [part for part in statement.parts if part.strength or is_ranked or is_judged]
    figures = [figure for part in telling for figure in part.figures]
    # 县医院病区,主体已封顶,|比计划晚两个月
    judged = [part.noun or statement.name for part in statement.parts if part.verdict]
    nouns = [words[slice(*noun)] for noun in judged if noun]
    is_aim = "advice" in statement.parts[0].labels  # 为全面完成任务,…
    classed = bool(nouns) and not is_aim and _is_of_task(words, statement, nouns[0])
    is_unbegun = any("unbegun" in part.labels for part in telling) and _names_one(words, statement)
    if not statement.progress or not (figures or classed or is_unbegun) or _goes_back(statement.parts[0]):
        return False
    if statement.strength < SURE and (not (setting.is_report or is_dated) or counts_any(words, statement)):
        return False
    ahead = takewhile(lambda part: not part.strength, statement.parts)
    told = next(part for part in statement.parts if part.strength)
    is_anew = bool(told.noun and told.figures) and "past" not in told.labels  # 扭转了去年的下滑,|新开工项目118个
    is_past = (
        not is_anew
        and any("past" in part.labels for part in (statement.parts[0], *ahead))
        and not any("share" in part.labels for part in statement.parts)
    )
    return not is_past and setting.is_own(words[statement.start : statement.end])


def _names_one(words: str, statement: ProseStatement) -> bool:
    """Whether a statement names one thing or a task with a figure: 公交枢纽尚未开工; not 部分项目尚未开工, 3个没有进场."""
    noun = words[slice(*statement.name)] if statement.name else ""
    is_general = any_of("counted", use="general").fullmatch(noun) or _OF_SOME.search(noun)
    return statement.task is not None or bool(noun and not is_general)


def _is_of_task(words: str, statement: ProseStatement, noun: str) -> bool:
    """Whether a verdict without a figure is one on a task.

    村道硬化进展缓慢, 退役军人培训较慢, 湿地公园项目没按期交付   it names work, or what work is held against, or a project
    收储中心较慢:甲县、乙区                             it says where
    消费恢复偏慢, 用地没按期交付                        a remark
    部分单位推进不力, 其余指标完成任务                    of people, or of no task in particular
    """
    judging = [part for part in statement.parts if part.verdict]
    is_of_work = any(part.labels & WORK or _WORK_NAMED.search(words, part.start, part.end) for part in judging)
    is_of_thing = bool(any_of("headings", use="thing").search(noun))
    is_general = any_of("counted", use="general").fullmatch(noun) or _OF_SOME.search(noun)
    says_where = any(words[part.end : part.end + 1] == ":" for part in judging)
    return (is_of_work or is_of_thing or says_where) and not is_general


def _goes_back(part: Part) -> bool:
    """Whether a statement opens with what is said of each of several things named before it: 分别低于总体进度4个百分点."""
    return not part.noun and bool(part.signs) and part.signs[0].label == "opener" and "compare" in part.labels
