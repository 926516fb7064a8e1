"""The blocks of a comparison: a few departments side by side, each block a table with a column or a line a department."""

from typing import Any

from markupsafe import Markup

from ..columns import PART_LABELS, STATUS_COUNTS, TABLE_LABELS, records
from ..judging.comparison import Comparison
from ..judging.naming import of_what
from ..judging.rollups import MIN_RANKED, statuses_in
from ..report.rows import called
from ..showing.cells import DASH, cell, cells, heads
from .blocks import NONE, Panel, figure, html_table, named, proof
from .lateness import needed
from .render import sign


def figures(compared: Comparison) -> Panel:
    """What each leads, how its tasks stand and how far they have come; small numbers are called small and have no rank."""
    each = records(compared.figures)
    rows: list[list[Any]] = [[label, *(cell(name, one[name]) for one in each)] for name, label in _COUNTS.items()]
    for status in statuses_in(compared.figures):
        rows.append([sign(status), *(figure(STATUS_COUNTS[status], one[STATUS_COUNTS[status]]) for one in each)])
    rows += [[label, *(word(one) for one in each)] for label, word in _RATES.items()]
    head = [("", False), *((one["department"], True) for one in each)]
    html = html_table(
        "各单位牵头任务的状态和进度；进度指数是完成率除以序时进度", head, rows, look="dense", finding=_finding(each)
    )
    return Panel("figures", html, records(compared.figures))


def behind(compared: Comparison) -> Panel:
    """The targets that lag in the tasks each leads, and the pace that the quarters left would need; the furthest behind first."""
    rows = [
        [_named(one), one["department"], *cells(one, "done_value", "completion_share", "gap"), _pace(one)]
        for one in records(compared.behind)
    ]
    numbers = heads("done_value", "completion_share", "gap")
    leads = [one["department"].split("、") for one in records(compared.behind)]
    finding = "、".join(f"{name}{sum(name in each for each in leads)}个" for name in compared.departments)
    joint = sum(len(each) > 1 for each in leads)
    finding += f"；其中共同牵头的{joint}个，表中只列一次" if joint else ""
    html = html_table(
        "滞后和预警的目标，差距最大的在前",
        [("目标", False), ("牵头单位", False), *numbers, ("后续进度", False)],
        rows,
        finding=f"滞后和预警的目标：{finding}。",
    )
    return Panel("behind", html, records(compared.behind))


def sections(compared: Comparison) -> Panel:
    """How many tasks each leads in which section."""
    rows = [
        [TABLE_LABELS.get(one["section"], one["section"]), *(str(one[name] or NONE) for name in compared.departments)]
        for one in records(compared.sections)
    ]
    head = [("板块", False), *((name, True) for name in compared.departments)]
    return Panel(
        "sections", html_table("各单位牵头的任务在哪些板块", head, rows, look="dense"), records(compared.sections)
    )


def shared(compared: Comparison) -> Panel:
    """The tasks that two or more of the departments take part in, and as what."""
    rows = [
        [Markup("{} {}").format(proof(one["row_id"]), called(one, first="task")), sign(one["status"])]
        + ["、".join(name for name in compared.departments if one[name] == part) or NONE for part in PART_LABELS]
        for one in records(compared.shared)
    ]
    head = [("任务", False), ("状态", False), *((label, False) for label in PART_LABELS.values())]
    finding = f"{len(rows)}项任务有其中两个以上的单位参加。" if rows else "没有两个以上单位共同参加的任务。"
    return Panel("shared", html_table("共同参加的任务", head, rows, finding=finding), records(compared.shared))


def _finding(each: list[dict[str, Any]]) -> str:
    small = [f"{one['department']}{one['measured_count']}项" for one in each if one["is_small"]]
    if not small:
        return f"每个单位可衡量的任务都不少于{MIN_RANKED}项。"
    return f"可衡量的任务不足{MIN_RANKED}项的：{'、'.join(small)}。数目小，多一个少一个数字就会改变结果，不排位次。"


def _median(one: dict[str, Any]) -> str:
    words = cell("median_spi", one["median_spi"])
    return f"{words}（仅{one['spi_count']}项）" if one["spi_count"] and one["is_small"] else words


def _spread(one: dict[str, Any]) -> str:
    if one["spi_count"] < 2:
        return DASH
    lowest, highest, count = cells(one, "lowest_spi", "highest_spi", "spi_count")
    return f"{lowest} 至 {highest}（{count}项）"


def _rank(one: dict[str, Any]) -> str:
    return "不排" if one["rank"] is None else f"第{one['rank']}"


_COUNTS = {
    "task_count": "牵头任务", "cooperating_count": "配合任务", "shared_count": "其中与其他几个单位共同的",
    "section_count": "涉及板块", "target_count": "写明的目标", "unreported_count": "没有报告的目标", "measured_count": "可衡量的任务",
}  # fmt: skip
_RATES = {"进度指数中位数": _median, "进度指数最低至最高": _spread, "在全区可排位次的单位中": _rank}


def _pace(target: dict[str, Any]) -> str:
    return target["reason"] if target["required_pace"] is None else needed(target)


def _named(target: dict[str, Any]) -> Markup:
    name = target["target_name"] or called(target, first="task")
    whole = of_what(target, target["task"]) if target["target_name"] else ""
    return named(name, whole, target["row_id"])
