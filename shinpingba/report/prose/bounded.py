"""Several places or tasks behind a rate that bounds them all: 造林完成率在50%以下的有西宁、南口及景云县."""

import re

from .class_lists import name_spans, split
from .draft import Draft
from .members import invested, member

_HEAD = re.compile(
    r"(?P<rate>[^,。;:、0-9]{0,12}(?<![0-9.])[0-9.]{1,6}%[^,。;:、0-9]{0,10}?)的"
    r"(?:县区|区县|县市|设区市|乡镇|镇街|街镇|街道|单位|部门|地区|项目|[县市区乡镇])?(?:[0-9]{1,3}[个项],)?"
    r"(?:分别|主要)?(?:有|是|为|包括):?"
)
_COUNT = re.compile(r"等?[0-9]{1,3}个?[^,。;:、]{0,6}$|等$")
_OF_WORK = re.compile("(?:完成|竣工|完工|建成|支付|拨付|支出|执行|达标|办结|投资)率|进度|计划|任务")
_LONGEST_NAME = 20
_NO_NAME = re.compile("[0-9(]")


def opens_bounded(words: str, start: int) -> bool:
    """Whether such a rate opens a list there: 完成率在30%以下的有南丰、新桥."""
    head = _HEAD.match(words, start)
    return bool(head and _OF_WORK.search(head["rate"]))


def bounded_told(words: str, start: int) -> tuple[list[Draft], int]:
    """A draft for each name behind such a rate that tells a figure of its own, and where the list ends; none for other words.

    完成年度计划90%以上的项目2个,分别为热电项目完成投资3.3亿元,制剂车间项目完成投资9076万元
    """
    head, end = _HEAD.match(words, start), min(
        (place for mark in "。;" if (place := words.find(mark, start)) > 0), default=len(words)
    )  # fmt: skip
    if not head or not _OF_WORK.search(head["rate"]):
        return [], start
    drafts = [member(words, *span) for span in split(words, ",", head.end(), end)]
    own = [invested(words, draft) for draft in drafts if draft]
    told = [draft for draft in own if {"name", "progress"} <= draft.spans.keys()]
    return (told, end) if len(told) == len(drafts) > 1 else ([], start)


def bounded_rates(words: str, start: int, end: int) -> list[Draft]:
    """A draft for each name of words[start:end] behind the rate that bounds them all; none for other words.

    造林完成率在50%以下的有西宁、南口及景云县      已100%完成造林任务的县区有临河、东原等6个
    """
    head = _HEAD.match(words, start, end)
    if not head or "、" not in words[head.end() : end] or not _OF_WORK.search(head["rate"]):
        return []
    count = _COUNT.search(words, head.end(), end)
    spans = name_spans(words, head.end(), count.start() if count else end, None)
    is_list = all(
        1 < last - first <= _LONGEST_NAME and not _NO_NAME.search(words, first, last) for first, last in spans
    )
    return (
        [Draft("class_list", *span, {"name": span, "progress": head.span("rate")}) for span in spans] if is_list else []
    )
