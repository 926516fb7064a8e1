"""One member of a list of commitments by class: its name or task, its number, and what the list tells of it.

甲(第三项)还在招标      天津49.7%      老旧小区改造30个,已完工24个
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...language.quantities import find_numbers
from ...words.lexicon import any_of
from .commitments import find_task
from .draft import Draft
from .parts import Part, Span, find_parts
from .places import rated_place
from .setting import names_period

_ORDINAL = re.compile(r"\((?P<number>第[^()]{1,6}?[项件条]|[0-9]{1,3})\)")
_LONGEST_NAME = 60
_RATED = re.compile(r"(?P<name>[^,。;:()0-9]{2,8}?)(?P<rate>[0-9.]+%)")  # 天津49.7%, and not 投资增长8%
_BARE_RATE = re.compile(r"[0-9.]+%")
_NO_NAME = re.compile("(?<=.{2})(?:(?:负责|牵头|承担)的|[整总]体)$")  # 大马镇|负责的项目, 城建类|整体进展较慢
_IN_BRACKET = re.compile(r"\([^()0-9]{0,8}$")
TRIM = " \n\t,;:。、"
_TAIL = "等均都已也"
_TOLD = re.compile(
    "(?P<head>“[^“”]{2,}”|[^,因]{3,}?)(?:,(?:主要)?(?:是|因为|由于)?|(?=因(?!素|地|人|材)|由于))(?=.{2})"
)
# 固定资产投资增长8%|,1-9月增长3.2%: a goal, and behind it what came of it
_ANSWERED = re.compile(r"(?P<head>[^,;。]*[0-9][^,;。]*?),(?=(?P<told>[^,;。]*))")
_LED = re.compile(
    r"(?:由?(?P<lead>[^,;:。、0-9()]{2,14}?[局委办厅署部镇乡会院])(?:牵头|负责|承担|承办)的)?"
    r"(?P<number>第[0-9]{1,3}[项件条](?!确定)(?=[一-龥]{2}))?(?=.{2})"
)  # 由县水利局负责的第3件事项
_INVESTED = re.compile("(?P<name>[^,;。0-9]{3,40}?)(?:已|累计|共)*完成投资[0-9.]+[万亿]*元")
_TELLS = re.compile("[未没正尚暂已无缺停]|推迟|影响|调整|不[足到能]|滞后|目前|[建完]成|开工|慢")


def member(words: str, start: int, end: int) -> Draft | None:
    """One member: a name with its number and perhaps how far it is (甲(第三项)还在招标), a task with a figure, or a name."""
    start, end = stripped(words, start, end)
    if not end - start > 1 or _BARE_RATE.fullmatch(words, start, end):
        return None
    led = _LED.match(words, start, end)
    if led and led[0] and (behind := member(words, led.end(), end)):
        own = {field: led.span(field) for field in ("lead", "number") if led[field]}
        return replace(behind, start=start, spans=own | behind.spans)
    if told := answered_goal(words, start, end) or rated_place(words, start, end) or _rated(words, start, end):
        return Draft("class_list", start, end, told)
    if ordinal := _ORDINAL.search(words, start, end):
        spans = {"name": (start, ordinal.start()), "number": ordinal.span("number")}
        rest = stripped(words, ordinal.end(), end)
        return Draft("class_list", start, end, spans | ({"progress": rest} if rest[1] - rest[0] > 1 else {}))
    if parted := _parted(words, start, end):
        return Draft("class_list", start, end, parted)
    if end - start > _LONGEST_NAME:
        return None
    parts = find_parts(words[start:end])
    figures = [figure for part in parts for figure in part.figures]
    if figures and all(figure.kind == "percent" and _is_aside(words[start:end], figure.start) for figure in figures):
        return Draft("class_list", start, end, {"name": (start, words.index("(", start)), "progress": (start, end)})
    if figures:
        return Draft("class_list", start, end, _told_of_task(words, start, end, parts) or {"task": (start, end)})
    if re.match("其[他它余]", words[start:end]):  # 其他项目正按序时推进
        return None
    told = _told_at_end(words, start, end, parts)
    return Draft("class_list", start, end, told or {"name": (start, end)})


def _is_aside(words: str, place: int) -> bool:
    """Whether the figure at a place is in brackets: 小区改造(完成率22%)."""
    return bool(_IN_BRACKET.search(words[:place]))


def invested(words: str, draft: Draft) -> Draft:
    """A member that says what was invested in it, with its name and that as its progress: 养殖场项目|完成投资2.5亿元.

    Only where its class is a share of the plan (完成年度计划90%以上): of what is late it may be what was to be invested.
    """
    start, end = draft.spans.get("task", (0, 0))
    found = _INVESTED.fullmatch(words, start, end)
    return replace(draft, spans={"name": found.span("name"), "progress": (start, end)}) if found else draft


def _rated(words: str, start: int, end: int) -> dict[str, Span]:
    """The name and the rate of a member that is nothing more, and says of no growth: 天津49.7%."""
    found = _RATED.fullmatch(words, start, end)
    is_rate = found is not None and not any(part.labels for part in find_parts(words[start:end]))
    return {"name": found.span("name"), "progress": found.span("rate")} if found and is_rate else {}


def answered_goal(words: str, start: int, end: int) -> dict[str, Span]:
    """The task of a member, which has a figure, and the dated one behind it: 固定资产投资增长8%|,1-9月增长3.2%、居全省第9位."""
    found = _ANSWERED.match(words, start, end)
    if (
        not found
        or names_period(found["head"])
        or not names_period(found["told"])
        or not re.search("[0-9]", found["told"][4:])
    ):
        return {}
    return {"task": stripped(words, *found.span("head")), "progress": (found.end(), end)}


def _parted(words: str, start: int, end: int) -> dict[str, Span]:
    """The name or task of a member and the clause behind it that tells of it: 防洪堤加固工程|因用地未批,仍未动工, “幼儿园9所”|,建成7所."""
    told = _TOLD.match(words, start, end)
    if not told or not _TELLS.search(words, told.end(), end):
        return {}
    head = stripped(words, *told.span("head"))
    first = find_parts(words[slice(*head)])
    if words[told.start()] != "“" and any(part.strength for part in first):
        return {}
    has_figures = any(figure.kind == "count" for figure in find_numbers(words[slice(*head)].strip("“”")))
    return {"task" if has_figures else "name": head, "progress": (told.end(), end)}


def _told_of_task(words: str, start: int, end: int, parts: Sequence[Part]) -> dict[str, Span]:
    """The task of a member and how much of it is done: 老旧小区改造30个|,已完工24个; not 新增床位300张,新建公厕20座."""
    task = find_task(words[start:end], parts) if any(part.strength for part in parts) else None
    if task is None:
        return {}
    return {"task": (start + task[0], start + task[1]), "progress": stripped(words, start + task[1], end)}


def _told_at_end(words: str, start: int, end: int, parts: Sequence[Part]) -> dict[str, Span]:
    """The name and progress of a member that ends in how far it is: 第一幼儿园|竣工, 农村公路等|完工."""
    last = [
        sign
        for part in parts
        for sign in part.signs
        if start + sign.end == end and sign.label in ("built", "doing", "done")
    ]
    stop = stripped(words, start, start + last[-1].start)[1] if last else start
    return {"name": (start, stop), "progress": (start, end)} if stop - start > 1 else {}


def stripped(words: str, start: int, end: int) -> Span:
    """A stretch without marks around it, 等 behind it, and 其中 before it."""
    while start < end and (match := _lead().match(words, start, end)):
        start = match.end()
    while end > start and words[end - 1] in TRIM + _TAIL:
        end -= 1
    if behind := _NO_NAME.search(words, start, end):
        end = behind.start()
    is_quoted = end - start > 2 and words[start] + words[end - 1] == "“”" and "”" not in words[start : end - 1]
    return (start + 1, end - 1) if is_quoted else (start, end)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"[{TRIM}]|{any_of('progress', sign='which').pattern}")
