"""Tasks that stand as a title: in brackets before what is told of them, as the name of a project, on the line above.

【新建驿站12座】截至6月底,已建成7座      “城东驿站”项目,主体封顶
项目名称:新建驿站12座;进展:已建成7座      新建驿站12座 / 已建成7座
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...language.verdicts import class_of
from ...words.lexicon import any_of
from ..heads import header_field
from .draft import Draft
from .parts import Span, parts_in
from .strength import SURE

_BRACKETED = re.compile(r"\s*【\s*(?P<task>[^【】]{4,60}?)\s*】[ :。,]*(?=[^\s【])")
# “城东驿站”项目,截至6月底,…      城东驿站项目,截至6月底,…
_NAMED = re.compile(
    r"\s*(?:“(?P<quoted>[^“”]{2,60})”(?:项目|工程|实事|任务|工作|事项)?|(?P<plain>[^,。;:、0-9%“”]{2,30}(?:项目|工程)))[,:。]\s*(?=\S)"
)
_OPENING = {"when", "which", "opener", "future", "advice", "past", "reason"}
_TITLED = re.compile(r"\s*[^,。;:0-9%]{2,30}[。:](?=\s*\S)")
_ORDINAL = re.compile(r"\((?P<number>第[^()]{1,6}?[项件条])\)")
_ENDED = re.compile("(?:仅|只|共)?(?:[开复竣完]工|建成|完成|改造|投用)")
_LONGEST = 60
_ENDS = " \n\t。;,:、"


def bracketed_task(words: str, start: int, end: int) -> tuple[Span, Span] | None:
    """The task with a figure in the bracket that a text opens with, and what stands behind it.

    【新建驿站12座】截至6月底,已建成7座; not 【完成情况】…, 【滞后】…
    """
    found = _BRACKETED.match(words, start, end)
    if not found or header_field(found["task"]) or class_of(found["task"]) or not counts(words, *found.span("task")):
        return None
    return found.span("task"), (found.end(), end)


def names_first(words: str) -> bool:
    """Whether a paragraph begins with the name of the one thing that it goes on to tell of; not 截至目前:…"""
    titled = _TITLED.match(words)
    opens = parts_in(words, 0, titled.end() - 1) if titled else []
    is_title = bool(opens) and not opens[0].labels & _OPENING
    return bool(_NAMED.match(words)) or is_title


def named_and_told(words: str, start: int) -> Draft | None:
    """The project that a paragraph names first, with all that it tells as its progress: “城东驿站”项目,截至6月底,主体封顶."""
    found = _NAMED.match(words, start)
    if not found or (found["plain"] and any_of("counted", use="general").fullmatch(found["plain"])):
        return None
    name = found.span("quoted" if found["quoted"] else "plain")
    return task_of_name(Draft("item", start, len(words), {"name": name, "progress": (found.end(), len(words))}), words)


def counts(words: str, start: int, end: int) -> bool:
    """Whether words name a thing and how much of it: 新建驿站12座; not 驿站建设, 增长5%."""
    return any(part.noun and any(each.kind == "count" for each in part.figures) for part in parts_in(words, start, end))


def task_of_name(draft: Draft, words: str) -> Draft:
    """A draft whose name tells what is to be done, with that as its task: 项目名称:新建驿站12座."""
    name = draft.spans.get("name")
    if not name or "task" in draft.spans or not counts(words, *name):
        return draft
    return replace(
        draft, spans={"task": name} | {field: span for field, span in draft.spans.items() if field != "name"}
    )


def sets_task(words: str) -> bool:
    """Whether a line may be what the one below it tells of: short, no sentence, a thing and how much of it is to be done.

    新建驿站12座; not 已建成驿站7座, 其中新建驿站12座
    """
    inner = words.strip(_ENDS)
    if len(inner) > _LONGEST or "。" in inner or ":" in inner:
        return False
    parts = parts_in(words, 0, len(words))
    told = {"already", "when", "share", "rate", "which", "past", "sum", "since", "verdict", "growth"}
    return counts(words, 0, len(words)) and not any(part.labels & told or part.strength == SURE for part in parts)


def tells_of_above(words: str, above: str) -> bool:
    """Whether a line tells of what the one above it sets, and names nothing else.

    已建成7座      截至6月底,已建成驿站7座      推进缓慢,仅完工2座      未启动      not 已建成水厂2座, 计划9月开工
    """
    first = words.partition("。")[0]
    parts = parts_in(words, 0, len(first))
    nouns = [words[slice(*part.noun)] for part in parts if part.noun]
    is_told = any(part.verdict or "unbegun" in part.labels for part in parts)
    is_told = is_told or any(part.figures and part.labels & {"already", "share"} for part in parts)
    is_same = all(noun in above or _ENDED.fullmatch(noun) for noun in nouns)
    return is_told and is_same and not any("plan" in part.labels for part in parts)


def with_ordinals(drafts: Sequence[Draft], words: str) -> list[Draft]:
    """Drafts that know the number their name carries: 工业投资(第6项)."""
    found = []
    for draft in drafts:
        column = next((each for each in ("name", "task") if each in draft.spans), "")
        start, end = draft.spans.get(column, (0, 0))
        ordinal = _ORDINAL.search(words, start, end + 1)
        if ordinal and ordinal.start() > start:
            spans = {column: (start, ordinal.start()), "number": ordinal.span("number")}
            draft = replace(draft, spans=draft.spans | spans)
        found.append(draft)
    return found
