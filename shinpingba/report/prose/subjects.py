"""What a class is said of, where it is named before its class: as many members as there are names.

甲、乙等3项|进展缓慢      “甲”“乙”2项任务|进度滞后      甲、乙进度不足30%,|严重滞后      2项(甲、乙)|滞后
除甲、乙外,|其余均达到序时进度      甲镇、乙镇|进展较快      其余各镇|滞后
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...language.clauses import without_brackets
from ...language.quantities import find_numbers
from ...language.verdicts import any_phrase, class_of
from ...words.lexicon import any_of
from .class_heads import and_others, count_behind
from .class_lists import name_spans
from .draft import Draft
from .members import member, stripped
from .parts import EACH, Part, Span

_MANY_NAMES = 3
_COUNT_AT_END = re.compile(r"[0-9]{1,5}(?:项|个|件)\s*$")
_OF_GOAL = re.compile("^(?:全年|年度|今年)[^,。;、0-9]{0,4}(?:目标|任务|计划)$")  # 全部超额完成|年度投资目标
_PORTION = re.compile("、占比[0-9.]+%$")  # “甲”、“乙”等17项超额完成|、占比56.7%
_EACH = re.compile(rf",?\s*(?:[^,;。:、0-9]{{2,8}}率)?{EACH}(?=[0-9])")
_RATE_OF_ALL = re.compile(  # 甲镇、乙镇完成进度较好|,参保率均达90%以上
    r"[,\s]+(?P<rate>[^,;。:、0-9]{0,8}(?:率|进度|比例)(?:均|都)(?:在|已|达到?|超过?|高于|低于|不足)*[0-9.]+%(?:以[上下])?)(?=[,;。]|$)"
)
_SAYS = re.compile("[,;:。是因不未已]")  # 主要原因是征迁、管线不到位: a sentence
_MANNERS = "正在均都已全部也"  # between names and their class: 甲、乙2项|正|按要求推进
# 甲、乙2市开工率: places, not tasks
_WHOSE = re.compile(r"[0-9两一二三四五六七八九十]个?(?:市州|[县市]区|市|县|区|州|乡|镇|部门)")
_PLACE = re.compile("(?:[县市区乡镇]|街道|管委会|开发区|园区|局|委|办|公司|中心)$")
_RATE = (  # 甲、乙|进度|在90%以上
    "(?:投资|工程|建设|总体|形象|任务|计划|年度|资金|项目)*"
    "(?:进度|(?:完成|开工|竣工|支付|拨付|支出|到位|执行|落实|办结|转化)(?:率|比例|进度)|比例|占比)"
    "|(?:尚未|均未|未|均|仅)*(?:达到?|完成|占)了?(?:年度?|全年)(?:计划|目标|任务)(?:任务|投资)?的?"  # 甲、乙7个区县|尚未达到年计划的60%
)
_BECAUSE = re.compile("(?:受|因|由于)[^、,。;:]{2,20}$")  # 甲、乙2项工程|受征地影响,未能按期开工
_WHAT_OF_THEM = re.compile(  # 甲镇、乙镇|投资完成率|与整体进度持平, 甲项目、乙项目|因8月份|推进滞后
    "(?<=[镇乡县区市])(?:投资|任务|计划|资金)*(?:完成|开工|竣工|支付|拨付|支出)率$|因[0-9]{1,2}月份$"
)
_HOW_MUCH = re.compile(
    rf"(?P<what>{_RATE})(?:均|都|分别|也)*(?:[在为仅达约]|达到|达不到|已达|只有|仅有|不足|不到|未达到?|超过?|低于|高于)*"
    r"(?P<figures>[0-9.]+%(?:[、和及][0-9.]+%)*)(?:以上|以下|左右|以内|上下)?$"
)
_WHO = re.compile(
    r"[^,。;:]{2,24}的(?:单位|部门|乡镇|街镇|镇街|街道|县区|区县|[县市]区?|项目|任务|指标)(?:主要)?(?:有|为|是|包括):?(?P<names>[^,。;:]{2,})"
)
# 2项(甲、乙)|滞后      河东区有2项(甲、乙)|滞后, of which a copy may have lost the unit
_ASIDE = re.compile(
    r"(?:(?P<where>[^,;。:()、0-9]{2,12}?)有)?(?P<count>[0-9]{1,3})(?:(?:项|件|个)[^,;。:()]{0,8})?\((?P<names>(?!含|其中|包括)[^()]{2,})\)(?:均|都|已)*"
)
_ONE_OF = re.compile("(?:其中)?“[^“”]{3,60}”等[0-9]")
_REST = re.compile(
    "(?P<name>其(?:余|[他它])各?(?:[0-9两三四五六七八九十]+个)?(?:县区|区县|县市|市县|[县市]区|乡镇|镇街|街镇|街道|[县市区镇乡]))"
    "(?![域级长办])[^,。;:、0-9]{0,8}$"
)
_EXCEPT = re.compile(r"除了?(?P<names>[^,。;:]{2,80}?)(?:以外|之外|外),?(?=(?:其余|其[他它])(?P<rest>[^,。;:]{2,30}))")


@dataclass(frozen=True, slots=True)
class Names:
    """The members that are named before their class, the class as a place in the text, and where what is said of them ends."""

    drafts: tuple[Draft, ...]
    verdict: Span
    end: int


def names_before(words: str, part: Part, behind: Part | None) -> Names | None:
    """The members that a clause names before their class, which it or the next clause gives; None where it names none."""
    if behind and (behind.sentence != part.sentence or behind.noun or _has_figures(words, behind)):
        behind = None
    if aside := _excepted(words, part) or _in_brackets(words, part) or _rest(words, part):
        return aside
    found = _in_clause(words, part)
    if found is None:
        return _over_clause(words, part, behind)
    if behind and behind.verdict:  # 甲、乙等12个项目进展较快,|超序时进度
        found = replace(found, verdict=behind.verdict, end=behind.end)
    if each := _figures_behind(words, found.end, len(found.drafts)):
        drafts = (replace(m, spans={"progress": f} | m.spans) for m, f in zip(found.drafts, each, strict=True))
        found = replace(found, drafts=tuple(drafts), end=each[-1][1])
    elif rate := _RATE_OF_ALL.match(words, found.end):
        rated = tuple(replace(m, spans={"progress": rate.span("rate")} | m.spans) for m in found.drafts)
        found = replace(found, drafts=rated, end=rate.end())
    return found


def read_names(words: str) -> list[Draft]:
    """The members of a paragraph that holds nothing but names, under a heading that classes them: 湿地公园二期、县档案馆等2个项目。"""
    start, end = stripped(words, 0, len(words))
    drafts = _members(words, start, _names_end(words, start, end), _count_in(words, start, end))
    is_list = len(drafts) > 1 and not _SAYS.search(words, start, end)
    return [*drafts[:-1], replace(drafts[-1], end=len(words))] if is_list else []


def _in_clause(words: str, part: Part) -> Names | None:
    """甲、乙等3项进展缓慢, “甲”等3项进展缓慢; the first class of 甲、乙均已完成、丙、丁已开工."""
    verdict = part.verdict or _mild(words, part)
    if part.verdict and not part.strength and part.labels & {"future", "advice"}:  # 确保甲、乙目标任务圆满完成
        return None
    if first := _at_joint().search(words, part.start, part.end):
        verdict = first.span("class")
        drafts = _members(words, part.start, _names_end(words, part.start, verdict[0]), None)
        return Names(tuple(drafts), verdict, verdict[1]) if len(drafts) > 1 else None
    rest = _PORTION.sub("", without_brackets(words[verdict[1] : part.end])) if verdict else ""
    if not verdict or _OF_GOAL.sub("", rest).strip("0123456789.%个百分点 "):
        return None
    names = part.start, _names_end(words, part.start, verdict[0])
    count = _count_in(words, names[1], verdict[0])
    drafts = _members(words, *names, count)
    # 新建、改扩建中小学、幼儿园项目66个均已开工; 就业率87%、失业率4%,全面完成任务
    is_no_list = (count or len(drafts)) < len(drafts) or _is_counted_as_one(words, names[1], count, len(drafts))
    if is_no_list or any("%" in without_brackets(words[each.start : each.end]) for each in drafts):
        return None
    if not drafts or (len(drafts) < 2 and not _ONE_OF.match(words, part.start, part.end)):
        return None
    if _is_count(words[slice(*_first(drafts))]) or _WHOSE.search(words, *_last(drafts)):
        return None
    return Names(tuple(drafts), verdict, part.end)


def _over_clause(words: str, part: Part, behind: Part | None) -> Names | None:
    """甲、乙进度不足30%,|严重滞后"""
    if behind and (who := _WHO.match(words, part.start, part.end)):
        return _judged_behind(words, who, behind)
    if behind and (caused := _BECAUSE.search(words, part.start, part.end)):
        return _judged_together(words, part, caused.start(), behind)
    told = _HOW_MUCH.search(words, part.start, part.end) if behind else None
    if not behind or not told or part.verdict or "、" not in words[part.start : told.start()]:
        return None
    verdict = _class_alone(behind)
    end = _names_end(words, part.start, told.start("what"))
    drafts = _members(words, part.start, end, _count_in(words, end, told.start("what")))
    if not verdict or len(drafts) < 2:
        return None
    return Names(tuple(_with_rates(words, drafts, told)), verdict, behind.end)


def _judged_together(words: str, part: Part, end: int, behind: Part) -> Names | None:
    """农村沼气、危桥改造2项工程受征地影响,|未能按期开工: as many as are counted."""
    verdict, last = _class_alone(behind), _names_end(words, part.start, end)
    count = _count_in(words, last, end)
    drafts = _members(words, part.start, last, count)
    is_list = verdict and not part.verdict and len(drafts) > 1 and len(drafts) == count
    return Names(tuple(drafts), verdict, behind.end) if is_list and verdict else None


def _judged_behind(words: str, who: re.Match[str], behind: Part) -> Names | None:
    """支付率不足50%的单位有甲局、乙局,|进度严重滞后"""
    verdict = _class_alone(behind)
    drafts = _members(words, *who.span("names"), None) if verdict else []
    return Names(tuple(drafts), verdict, behind.end) if verdict and drafts else None


def _class_alone(part: Part) -> Span | None:
    """The class that a clause ends in."""
    verdict = part.verdict or next(((s.start, s.end) for s in part.signs if s.label == "mild"), None)
    return verdict if verdict and verdict[1] == part.end else None


def _has_figures(words: str, part: Part) -> bool:
    """Whether a clause tells a figure, if not in brackets: 超过序时进度(50%)."""
    return any(each.kind != "rejected" for each in find_numbers(without_brackets(words[part.start : part.end])))


def _with_rates(words: str, drafts: Sequence[Draft], told: re.Match[str]) -> list[Draft]:
    """Members with the rate that is told of all of them, or each with its own."""
    start = told.start("figures")
    each = [(start + m.start(), start + m.end()) for m in re.finditer(r"[0-9.]+%", told["figures"])]
    if len(each) != len(drafts):
        return [replace(draft, spans={"progress": (told.start("what"), told.end())} | draft.spans) for draft in drafts]
    spans = [{"task": told.span("what"), "progress": rate} for rate in each]
    return [replace(draft, spans=own | draft.spans) for draft, own in zip(drafts, spans, strict=True)]


def _in_brackets(words: str, part: Part) -> Names | None:
    """2项(甲、乙)滞后, 河东区有2项(甲、乙)滞后: as many as are counted, under the place that is named."""
    aside = _ASIDE.match(words, part.start, part.end)
    if not aside or not class_of(words[aside.end() : part.end]):
        return None
    drafts = _members(words, *aside.span("names"), int(aside["count"]))
    if len(drafts) != int(aside["count"]) or (aside["where"] and not _PLACE.search(aside["where"])):
        return None
    under = {"section": aside["where"]} if aside["where"] else {}
    return Names(tuple(replace(each, texts=under) for each in drafts), (aside.end(), part.end), part.end)


def _excepted(words: str, part: Part) -> Names | None:
    """除甲、乙外,其余均达到序时进度: what is not said of them is that they are late; that the rest is done says nothing of them."""
    found = _EXCEPT.match(words, part.start)
    if not found or class_of(words[found.start() : found.end("rest")]) != "behind":
        return None
    drafts = _members(words, found.start("names"), _names_end(words, *found.span("names")), None)
    return Names(tuple(drafts), (found.start(), found.end("rest")), found.end("rest")) if drafts else None


def _rest(words: str, part: Part) -> Names | None:
    """其余各镇工作进展相对滞后: the places that are not named, as one."""
    verdict = part.verdict if part.strength and not part.figures else None
    found = _REST.match(words, part.start, verdict[0]) if verdict and verdict[1] == part.end else None
    if not found or not verdict:
        return None
    return Names((Draft("class_list", part.start, part.end, {"name": found.span("name")}),), verdict, part.end)


def _members(words: str, start: int, end: int, count: int | None) -> list[Draft]:
    """The members between two places; none where some of them is no name."""
    quoted = [match.span() for match in re.finditer("“[^“”]+”", words[start:end])]
    is_quoted = len(quoted) > 1 and not re.sub("“[^“”]+”", "", words[start:end]).strip("、和及 ")
    spans = [(start + a, start + b) for a, b in quoted] if is_quoted else name_spans(words, start, end, count)
    drafts = [member(words, *span) for span in spans]
    return [draft for draft in drafts if draft] if all(drafts) else []


def _figures_behind(words: str, start: int, count: int) -> list[Span]:
    """One figure for each of `count` members of a list, right behind it: 甲、乙均超过序时进度,分别是79%和78.2%; else none."""
    match = _EACH.match(words, start)
    end = min((place for mark in "。;" if (place := words.find(mark, start)) > 0), default=len(words))
    found = [each for each in find_numbers(words[match.end() : end]) if each.kind != "rejected"] if match else []
    return (
        [(match.end() + each.start, match.end() + each.end) for each in found] if match and len(found) == count else []
    )


def _mild(words: str, part: Part) -> Span | None:
    """A class that is a mere phrase elsewhere, where it ends a list: 甲、乙等推进有序, 甲、乙两项已完成, 甲、乙、丙已投产."""
    sign = next((sign for sign in part.signs if sign.label == "mild"), None)
    if sign and (and_others().search(words, part.start, sign.start) or _is_list(words[part.start : sign.start])):
        return sign.start, sign.end
    last = _at_end().search(words[part.start : part.end])
    if not last:
        return None
    start = part.start + last.start()
    is_list = (
        count_behind().search(words[part.start : start]) or words[part.start : start].count("、") >= _MANY_NAMES - 1
    )
    return (start, part.end) if is_list else None


def _is_list(words: str) -> bool:
    """Whether names end in 等 or in their number, or are all places: 甲、乙等, 甲、乙2项正, 甲镇、乙镇."""
    inner = words.rstrip(_MANNERS)
    is_counted = bool(count_behind().search(inner) and "、" in words)
    names = inner.split("、")
    return words.endswith("等") or is_counted or (len(names) > 1 and all(_PLACE.search(name) for name in names))


def _names_end(words: str, start: int, verdict: int) -> int:
    """Where the last name before a class ends: 等3项指标 is no part of it, nor 项目 where the others do not end in it."""
    if what := _WHAT_OF_THEM.search(words, start, verdict):
        verdict = what.start()
    match = and_others().search(words, start, verdict) or count_behind().search(words[start:verdict].rstrip(_MANNERS))
    first, *others = words[start:verdict].split("、")
    if not match or (others and first.endswith(match[0])):
        return verdict
    return match.start() if match.re is and_others() else start + match.start()


def _is_counted_as_one(words: str, end: int, count: int | None, names: int) -> bool:
    """Whether a count behind names is of what they name together, and says of no others: 新建、改扩建学校66个均已开工; not 甲、乙等66个."""
    return count is not None and count != names and "等" not in words[end : end + 2]


def _count_in(words: str, start: int, end: int) -> int | None:
    """How many names are said to be in the list that ends at `start`; 等5项 may be more than are named."""
    found = re.match(r"\s*(?:[0-9]{1,3}|[两一二三四五六七八九十])(?=个|项|件|家|条|类)", words[start:end])
    if not found:
        return None
    number = found[0].strip()
    return int(number) if number.isdecimal() else "零一二三四五六七八九十".find(number.replace("两", "二"))


def _first(drafts: Sequence[Draft]) -> Span:
    return drafts[0].start, drafts[0].end


def _last(drafts: Sequence[Draft]) -> Span:
    return drafts[-1].start, drafts[-1].end


def _is_count(words: str) -> bool:
    """Whether words only count tasks: 综合指标2项; not 新建停车泊位1000个."""
    return bool(
        _COUNT_AT_END.search(words) and any_of("counted", use="general").fullmatch(_COUNT_AT_END.sub("", words))
    )


@cache
def _at_joint() -> re.Pattern[str]:
    """A class between two lists that only a 、 parts: 甲、乙等项目|均已基本完成|、丙、丁."""
    return re.compile(f"等[^、,;。0-9]{{0,8}}?(?P<class>{any_phrase('list')})(?=、)")


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(any_phrase("list") + "$")
