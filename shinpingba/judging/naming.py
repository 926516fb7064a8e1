"""What a target is called: its own words where they stand alone, and what it is of where they do not."""

import re
from collections.abc import Mapping
from typing import Any

from ..language.cues import find_cues

_MERE = re.compile(
    r"(?:[本全今]?年度?|总)?(?:计划|目标|任务|预算|安排){0,2}(?:总?投资|完成|实施|数量?|额|值|为){0,2}[0-9][0-9.,]*[^0-9,。;、]{0,4}"
)
_FIGURE = re.compile("[0-9]")
_BARE = re.compile(r"[0-9][0-9.,]*")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
LONGEST = 40  # characters of a task that is quoted to say what a target is of


def in_full(line: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The words of a target, behind the name of its row where they name nothing themselves; "" of a line without a target.

    年度计划投资3亿元 of 温泉小镇 is 温泉小镇年度计划投资3亿元, a bare 17.52 of a column 年计划(亿元) 温泉小镇年计划17.52亿元, and
    (拆分后569项) of 重点项目 重点项目(拆分后569项); the 36 of a column 年度目标值(个) is 改造老旧小区36个
    line, row  of `targets` and of `tasks` (or of a report)
    """
    quote, name, task = line["target_quote"] or "", row["name"] or "", row["task"] or ""
    if quote and line["target_field"] == "planned":
        thing = name if task == name or (name and _FIGURE.search(task)) else f"{name}{task}"
        unit = row["unit"] or "" if _BARE.fullmatch(quote) and not thing.endswith((")", "）")) else ""
        return f"{thing}{quote}{unit}"
    is_mere = bool(quote and name) and bool(_MERE.fullmatch(quote) or _ASIDE.fullmatch(quote))
    return f"{name}{quote}" if is_mere else str(quote)


def of_what(line: Mapping[str, Any], task: str | None) -> str:
    """What a target is of, where its own words do not say: 新增7000个公共停车位、5个公厕 of 5个公厕; "" where they do.

    A target speaks for itself that has a verb, or with which its task begins; one that begins with its number or its noun has none.
    line  of `targets`
    """
    quote, task, item = line["target_quote"], (task or "").strip(), line["item"] or ""
    is_bare = bool(quote) and line["kind"] == "count" and (quote[0].isdigit() or quote.startswith(item))
    if not is_bare or find_cues(quote) or task.startswith(quote) or quote not in task:
        return ""
    return task if len(task) <= LONGEST else f"{task[:LONGEST]}…"
