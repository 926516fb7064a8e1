"""The part of the year that a sentence names at its beginning, for all that it tells: 二季度,新增就业3.2万人;|培训4.5万人次,占45.2%."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .draft import Draft
from .parts import Part, Span

_PART = re.compile(
    r"\s*(?P<words>(?:20[0-9]{2}年)?(?:第?[二三四]季度|[本当]月|本季度?|(?:[2-9]|1[0-2])月份?)(?:当月)?(?![末底初前以]|[-—~至]|[0-9]),?)"
)
_OWN = re.compile(
    "累计|共计|目前|现已|截[至止]|[今本当]年|(?:全年|年度)(?!目标|任务|计划|指标)|年[初内]|以来|至今|[0-9一二三四五六七八九十]月|季度|半年|本月"
)


def in_its_time(words: str, parts: Sequence[Part], draft: Draft) -> Draft:
    """A statement with the part of the year before it, where its sentence begins with one and it names no time itself.

    Read by itself, what a quarter brought would be taken for the year's: 二季度,…;培训4.5万人次,完成全年任务的45.2%.
    """
    span = draft.spans.get("progress")
    if draft.form != "sentence" or span is None or (opening := _opening(words, parts, span)) is None:
        return draft
    spans = {column: place for column, place in draft.spans.items() if column != "progress"}
    return replace(draft, spans=spans, several=draft.several | {"progress": (opening, span)})


def _opening(words: str, parts: Sequence[Part], told: Span) -> Span | None:
    """The part of the year that the sentence of some words begins with; None where they stand at its beginning or have a time."""
    own = next((part for part in parts if part.end > told[0]), None)
    match = _PART.match(words, words.rfind("。", 0, told[0]) + 1)
    if own is None or match is None or match.end() >= told[0] or _OWN.search(words, *told) or "already" in own.labels:
        return None
    return match.start("words"), match.end()
