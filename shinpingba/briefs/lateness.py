"""What is late: the matters in the office's sentences, the pace that is needed from now on, and what is not told at all."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from ..columns import STATUS_LABELS, records
from ..judging.assessment import Assessment
from ..judging.matters import MEASURES, Matter, matters
from ..judging.naming import of_what
from ..judging.rollups import numbered
from ..judging.rules import elapsed_share
from ..language.amounts import pace_words
from ..language.punctuation import full_width
from ..showing.cells import cells, heads, settled_words
from ..showing.understanding import judged
from .blocks import Panel, anchor, html_table, named
from .render import render

SETTLED = ("completed", "routine")


def lagging(result: Assessment) -> Panel:
    """Every late matter once, in the sentence an office writes, by what it is measured by; to be copied."""
    listed = matters(result)
    texts = numbered(pd.Series([each.sentence for each in listed], dtype="string"))
    lines = [_line(each, text) for each, text in zip(listed, texts, strict=True)]
    groups = [(words, [line for line in lines if line["measure"] == name]) for name, words in MEASURES.items()]
    groups = [(words, own) for words, own in groups if own]
    html = render("lagging.html", id=anchor("lagging", result), finding=late_words(listed, result), groups=groups)
    figures = [
        {"row_id": each.row_ids[0], "row_ids": [*each.row_ids], "status": each.status, "measure": each.measure}
        | {"gap": each.gap, "sentence": each.sentence}
        for each in listed
    ]
    return Panel("lagging", html, figures)


def late_words(listed: list[Matter], result: Assessment) -> str:
    """33项任务滞后或预警：17项滞后，16项预警；同一项目写在两行的合为一条，列为32条。

    Where none is, of how many that can be said.
    """
    if not listed:
        return f"没有读到滞后或预警的任务。{full_width(judged(result))}"
    count = sum(len(each.row_ids) for each in listed)
    kinds = {status: sum(len(each.row_ids) for each in listed if each.status == status) for status in STATUS_LABELS}
    parts = "，".join(f"{count}项{STATUS_LABELS[status]}" for status, count in kinds.items() if count)
    merged = f"；同一项目写在几行的合为一条，列为{len(listed)}条" if len(listed) < count else ""
    return (
        f"{parts}{merged}。"
        if len([*filter(None, kinds.values())]) == 1
        else f"{count}项任务滞后或预警：{parts}{merged}。"
    )


def _line(matter: Matter, text: str) -> dict[str, Any]:
    told = "；".join(dict.fromkeys(filter(None, map(settled_words, matter.targets))))
    return {
        "row_ids": matter.row_ids,
        "status": matter.status,
        "measure": matter.measure,
        "text": text,
        "settled": told,
    }


def pace(result: Assessment) -> Panel:
    """What each target that is behind or has no figure yet needs in every quarter left, in words; the furthest behind first."""
    behind = result.targets[result.targets["required_pace"].notna() & result.targets["status"].eq("behind")]
    listed = records(behind.sort_values("gap")) + _unbegun(result)
    named = _namer(result)
    rows = [
        [named(each), *cells(each, "done_value", "completion_share"), full_width(each.get("needed") or needed(each))]
        for each in listed
    ]
    head = [("目标", False), *heads("done_value", "completion_share"), ("后续进度", False)]
    caption = "要按期完成，后续每季度需要的进度；没有完成数的，按全部还没有完成算"
    html = html_table(caption, head, rows) if rows else Markup()
    return Panel("pace", html, records(behind, "row_id", "target_no", "required_pace", "pace_ratio"))


def _unbegun(result: Assessment) -> list[dict[str, Any]]:
    """The counts due this year of which the report gives no figure, with the whole of them spread over the quarters left."""
    elapsed = elapsed_share(result.report.as_of)
    wanted = result.targets[
        result.targets["kind"].eq("count")
        & result.targets["done_value"].isna()
        & ~result.targets["status"].isin(SETTLED)
        & result.targets["elapsed_share"].eq(elapsed)
    ]
    quarters = max(1.0, (12 - result.report.as_of.month) / 3)
    if result.report.as_of.month == 12:
        return []
    return [
        each | {"needed": pace_words(each["target_value"] / quarters, None, each["unit"])} for each in records(wanted)
    ]


def unreported(result: Assessment) -> Panel:
    """The targets that the report's progress text says nothing about."""
    silent = result.commitments.query("status == 'unreported'").merge(result.tasks[["row_id", "lead"]], on="row_id")
    shown, named = ("target_value", "lead"), _namer(result)
    rows = [[named(target), *cells(target, *shown)] for target in records(silent)]
    caption = f"进展情况没有提到的{len(rows)}个目标"
    html = html_table(caption, [("目标", False), *heads(*shown)], rows) if rows else Markup()
    return Panel("unreported", html, records(silent, "row_id", "target_no", "target_quote", "target_value", "unit"))


def needed(target: dict[str, Any]) -> str:
    """The pace that a target needs from now on, in words."""
    return pace_words(target["required_pace"], target["pace_ratio"], target["unit"])


def _namer(result: Assessment) -> Any:
    """Names a target: its words, what it is of where they do not say, its row, and who settled it."""
    tasks = {row["row_id"]: row for row in records(result.tasks)}

    def _name(target: dict[str, Any]) -> Markup:
        row = tasks[target["row_id"]]
        name = named(target["target_name"], of_what(target, row["task"]), target["row_id"])
        told = settled_words(target)
        return name + Markup('<span class="settled">✓ {}</span>').format(told) if told else name

    return _name
