"""The class that the words of one thing give it: in brackets at its title, as the only one of an item, as what a clause says to be done.

滨江公园改造(滞后)      【滞后】滨江公园改造      改厕2000户,已完成900户。(滞后)      肠癌筛查工作已完成,共有1857人参与
"""

import re
from collections.abc import Sequence

from ...language.denials import is_denied
from ...language.verdicts import LATE, class_of, find_verdicts
from ...words.lexicon import any_of
from .parts import Part, Span, find_parts
from .statements import ProseStatement

_CLASSED = re.compile(
    r"\s*(?:[【\[(](?P<ahead>[^】\])]{1,12})[】\])]|[^,。;:()]{2,40}\((?P<behind>[^()]{1,12})\)\s*(?:[。:]|$))"
)
_CLASSED_BEHIND = re.compile(r"(?:[【\[(](?P<class>[^()【】\[\]]{1,12})[】\])]|(?P<sign>[🟢🟡🔴]))\s*[。;]?\s*$")
_PRAISES = re.compile("好|理想")
_OF_TASK = re.compile("任务|目标|计划|序时|时序")
_OF_PLACES = re.compile(
    "的(?:县区|区县|县市|乡镇|镇街|街镇|街道|单位|部门|地区|[县市区镇乡])(?:分别|主要)?(?:有|是|为)"
)
_FINISHED = re.compile(
    r"(?P<what>[^,。;:]{4,40}?)(?:任务|工作)?"
    "(?P<class>(?:均|都|现|业)?已(?:经|全部|全面|基本)*(?:完成|竣工|完工|建成|投用|栽完|播完|办结)|基本(?:完成|竣工|完工|建成))$"
)
# a part of a building, or what goes before: 主体工程已完成, 施工许可手续已办结
_OF_PART = re.compile(
    "主体|基础|桩|基坑|围挡|地下|土方|框架|屋面|管线|路基|桥[墩梁]|招标|采购|资金|手续|审[批查]|评[审估]|公示|备案|前期|征|拆|合同|清单"
)


def title_class(words: str, start: int) -> str:
    """The class in brackets before or behind the title that begins at `start`; "" where there is none."""
    match = _CLASSED.match(words, start)
    judged = (match["behind"] or match["ahead"]) if match else ""
    return judged if class_of(judged) else ""


def end_class(words: str, start: int, end: int) -> str:
    """The class in brackets at the end of words[start:end]; "" where there is none.

    >>> end_class("改厕2000户,已完成900户。(滞后)", 0, 20), end_class("改厕2000户,已完成900户(45%)", 0, 20)
    ('滞后', '')
    """
    match = _CLASSED_BEHIND.search(words, start, end)
    judged = (match["class"] or match["sign"]) if match else ""
    return judged if class_of(judged) else ""


def only_verdict(words: str, start: int) -> str:
    """The office's class in the words from `start` on, where they give one only; that a part is done (幼儿园已全部竣工) is none.

    Nor is what a sentence says behind 其中 (其中,超额完成投资计划的项目15个), beside others or alone.
    """
    if len(_OF_PLACES.findall(words, start)) > 1:  # 进度较快的乡镇有甲镇;进度滞后的乡镇有乙镇
        return ""
    behind = [part for part in find_parts(words) if part.end > start]
    opened = {(part.sentence, part.start) for part in behind if "which" in part.labels}
    verdicts = {
        words[slice(*part.verdict)]
        for part in behind
        if part.verdict
        and part.strength
        and not _is_of_thing(words, part)
        and not any(sentence == part.sentence and place <= part.start for sentence, place in opened)
    }
    return verdicts.pop() if len(verdicts) == 1 else ""


def _is_of_thing(words: str, part: Part) -> bool:
    """Whether a clause says that the thing it names is done, and names nothing that work is held against."""
    found = next(find_verdicts(words[part.start : part.end]), None)
    return bool(part.noun and found and found.is_bare and found.status == "completed")


def finished(words: str, part: Part) -> Span | None:
    """The words by which a clause says that the one thing it names is done; None where it says so of a part, or tells a figure.

    >>> (clause,) = find_parts("肠癌筛查工作已完成")
    >>> finished("肠癌筛查工作已完成", clause)
    (6, 9)
    """
    told = _FINISHED.fullmatch(words, part.start, part.end)
    if not told or part.figures or part.labels & {"future", "advice", "past", "reason"} or not part.noun:
        return None
    is_part = _OF_PART.search(told["what"]) or any_of("early_work").search(told["what"] + told["class"])
    is_general = any_of("counted", use="general").fullmatch(told["what"])
    return None if is_part or is_general or is_denied(words, told.start("class")) else told.span("class")


def worst_class(words: str, statement: ProseStatement) -> str:
    """The class of a statement, the first that is late where it has several: 分别超序时8.1个百分点、|低于序时8.4个百分点; "" for none.

    Else that its task is done, whatever it says of its pace: 失业率控制在4%目标以内;|全面完成各项目标任务
    """
    told = [(part, s.start, s.end) for part in statement.parts for s in part.signs if s.label == "verdict"]
    spans = [(start, end) for _, start, end in told]
    late = (words[slice(*span)] for span in spans if class_of(words[slice(*span)]) in LATE)
    done = (words[start:end] for part, start, end in told if part.strength and _is_task_done(words[start:end]))
    weightiest = words[slice(*_weightiest(words, statement.verdict, spans))] if statement.verdict else ""
    return next(late, next(done, weightiest)) if statement.verdict else ""


def _is_task_done(verdict: str) -> bool:
    return bool(_OF_TASK.search(verdict)) and class_of(verdict) == "completed"


def _weightiest(words: str, first: Span, spans: Sequence[Span]) -> Span:
    """The first class, or the one behind it that names the task where that only praises: 完成情况较好,|均超任务完成."""
    is_praise = _PRAISES.search(words, *first)
    return next((span for span in spans if _OF_TASK.search(words, *span)), first) if is_praise else first


def only_opens(statement: ProseStatement, words: str, taken: Sequence[Span]) -> bool:
    """Whether a statement only says what the list right behind it is of: 投资完成率排名后3位的县分别是:|石桥县6.3%、…"""
    is_next = any(words[statement.end : start].strip() == ":" for start, _ in taken if start > statement.end)
    return is_next and not any(figure.kind == "percent" for part in statement.parts for figure in part.figures)
