"""What a paragraph sets in one sentence, and tells of in a later one by the same name: 改造危旧房500套。…|危旧房改造实际完成512套。"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ...words.lexicon import any_of
from .statements import ProseStatement

_TOLD = {"already", "sum", "share"}
_TELLING = {
    "when", "already", "sum", "since", "share", "rate", "verdict", "past", "rank", "compare", "growth", "done", "portion",
    "unbegun", "doing", "which",
}  # fmt: skip
_ENDED = re.compile("建成|[竣完]工|投[用产入]|通车|交付|启用|验收")


def with_goals(words: str, statements: Sequence[ProseStatement]) -> list[ProseStatement]:
    """Statements, of which one that tells how much is done has the figure that one before it sets for the same thing as its task.

    农户厕所改造2600户。…;|农户厕所改造实际完成2710户      报告提出,新开工改造小区530个。|1-9月,新开工改造小区466个,占目标的87.9%
    """
    found = list(statements)
    dated = {
        part.sentence for each in found for part in each.parts if "when" in part.labels
    }  # 12月份新增就业600人,再就业90人
    for place, told in enumerate(found):
        is_telling = told.strength and not told.task and any(part.labels & _TOLD for part in told.parts)
        before = (n for n, own in enumerate(found[:place]) if own.parts[0].sentence not in dated)
        goals = [n for n in before if is_telling and _sets(words, found[n], told)]
        if len(goals) == 1:
            own = found[goals[0]]
            first = next(part for part in own.parts if part.figures)
            found[place] = replace(told, task=(first.start, first.end))
            found[goals[0]] = replace(own, progress=None, strength=0)
    return found


def _sets(words: str, own: ProseStatement, told: ProseStatement) -> bool:
    """Whether a statement only names the thing of another and one figure of the same unit."""
    name = words[slice(*own.name)] if own.name else ""
    if (
        not name
        or not told.name
        or name != words[slice(*told.name)]
        or any_of("counted", use="general").fullmatch(name)
    ):
        return False
    figures, units = ([each for part in one.parts for each in part.figures] for one in (own, told))
    is_one = len(figures) == 1 and figures[0].kind == "count" and figures[0].unit in {each.unit for each in units}
    is_silent = not any(part.labels & _TELLING for part in own.parts)
    return is_one and is_silent and not own.task and not _ENDED.search(words, own.start, own.end)
