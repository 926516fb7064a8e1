"""The matters (事项) of the lagging list: a late task with all its late targets, or one project that several rows tell of.

A list of targets counts a task as often as it has late targets, and a project as often as it has rows. A matter counts once, and says
both figures where two rows differ. How far a count is under the schedule and how far a rate is from the year's target are two
measures, so matters are listed by the one they have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ..columns import LATE, records
from ..language.likeness import likeness, without_general
from ..language.punctuation import full_width
from ..report.rows import called
from .assessment import Assessment
from .naming import of_what
from .rollups import late_lines, lead_words, told_words

SAME_TARGET = 0.6  # least likeness of two targets of one number and unit that are taken for one commitment …
ACROSS_TABLES = 0.3  # … and between two tables, where the livelihood projects repeat key tasks in other words
# how a matter is measured, in the order of the list
MEASURES = {
    "suspended": "暂缓的",
    "schedule": "低于序时进度的，差距大的在前",
    "goal": "增速、占比等未到年度目标的，差距大的在前",
    "words": "没有可比的数字、按文字判断为滞后的",
    "at_risk": "预警的：年内应完成，还没有完成数，工作仍在前期，或落后于口径",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the lagging list.

    row_ids   of the task, or of all tasks that tell of one project
    status    the worst of its tasks
    measure   one of MEASURES
    gap       how far its furthest target is behind, a fraction; None where no figure says so
    sentence  the office's form, ready to paste, with full-width marks
    targets   the lines of `lagging` that it is made of
    words     its first target in full
    """

    row_ids: tuple[str, ...]
    status: str
    measure: str
    gap: float | None
    sentence: str
    targets: tuple[dict[str, Any], ...]
    words: str


def matters(result: Assessment) -> list[Matter]:
    """Every late task once, in the order of MEASURES, and in each the furthest behind first.

    A late target of a task that a person holds to be in time is no matter; `lagging` has it.
    """
    tasks = {row["row_id"]: row for row in records(result.tasks)}
    late: dict[str, list[dict[str, Any]]] = {}
    for line in late_lines(result):
        if tasks[line["row_id"]]["status"] in LATE:
            late.setdefault(line["row_id"], []).append(line)
    period = result.report.part_of_year
    found = [_matter([line for row_id in group for line in late[row_id]], tasks, period) for group in _projects(late)]
    measures, rows = [*MEASURES], [*tasks]
    return sorted(found, key=lambda each: (measures.index(each.measure), each.gap or 0, rows.index(each.row_ids[0])))


def is_one_commitment(item: str, quote: str, its_item: str, its_quote: str, *, is_one_table: bool) -> bool:
    """Whether two targets of one number and unit are one commitment: 新改建污水管网约60公里 and 新改建60公里管网.

    item, quote   what the target is of, and its words; then those of the other one
    is_one_table  whether both stand in one table of the report
    """
    alike = max(likeness(without_general(item), its_quote), likeness(without_general(its_item), quote))
    return alike >= (SAME_TARGET if is_one_table else ACROSS_TABLES)


def _projects(late: Mapping[str, list[dict[str, Any]]]) -> list[list[str]]:
    """The late rows in groups: those that share a commitment are one project."""
    groups = [[row_id] for row_id in late]
    for mine, its in combinations([*late], 2):
        if any(_is_one(one, other) for one in late[mine] for other in late[its]):
            joined = next(group for group in groups if mine in group)
            other = next(group for group in groups if its in group)
            if joined is not other:
                joined += other
                groups.remove(other)
    return groups


def _is_one(one: dict[str, Any], other: dict[str, Any]) -> bool:
    told = [(each["target_value"], each["unit"], each["kind"]) for each in (one, other)]
    if told[0] != told[1] or one["target_no"] is None or one["kind"] != "count":
        return False
    words = (each[name] for each in (one, other) for name in ("item", "target_quote"))
    return is_one_commitment(*words, is_one_table=one["table"] == other["table"])


def _matter(lines: list[dict[str, Any]], tasks: Mapping[str, dict[str, Any]], period: str) -> Matter:
    row_ids = tuple(dict.fromkeys(line["row_id"] for line in lines))
    status = min((tasks[row_id]["status"] for row_id in row_ids), key=LATE.index)
    worst = [line for line in lines if line["status"] == status]
    measure = _measure(status, worst)
    gaps = [abs(line["gap"]) for line in worst if line["gap"] is not None and _is_goal(line) == (measure == "goal")]
    sentence = _sentence(lines, row_ids, tasks, period)
    words = _called(lines[0], tasks)
    return Matter(row_ids, status, measure, -max(gaps) if gaps else None, sentence, tuple(lines), words)


def _measure(status: str, worst: Sequence[dict[str, Any]]) -> str:
    if status in MEASURES:
        return status
    if any(line["completion_share"] is not None and line["target_no"] is not None for line in worst):
        return "schedule"
    return "goal" if any(map(_is_goal, worst)) else "words"


def _is_goal(line: Mapping[str, Any]) -> bool:
    return line["kind"] in ("growth", "share")


def _sentence(
    lines: list[dict[str, Any]], row_ids: Sequence[str], tasks: Mapping[str, dict[str, Any]], period: str
) -> str:
    """实现签约金额1500亿元、先进制造业占比50%以上。一季度合同金额111.55亿元,完成7.4%,低于序时进度17.6个百分点；先进制造业占比23%,低于目标27.0个百分点。"""
    first = tasks[row_ids[0]]
    quotes = [_called(line, tasks) for line in lines]
    own = [quote for quote in dict.fromkeys(quotes) if not any(quote != other and quote in other for other in quotes)]
    if len(row_ids) > 1:
        own = [max(own, key=len)]  # one project: its fullest name
    named = "、".join(quote.rstrip("。") for quote in own)
    if len(own) == 1 and (whole := of_what(lines[0], first["task"])):
        named += f"（任务“{whole.rstrip('。')}”）"
    told = dict.fromkeys(_told(line, place, lines, period) for place, line in enumerate(lines))
    check = "同一项目在两行里各报一次，请核对。" if len(row_ids) > 1 else ""
    said = f"{named}。{'；'.join(told)}。{check}{lead_words(tasks[row_id]['lead'] for row_id in row_ids)}"
    return full_width(said)


def _called(line: Mapping[str, Any], tasks: Mapping[str, dict[str, Any]]) -> str:
    """A late line in full; one of a task that is late as a whole by the task's own words."""
    return line["target_name"] or called(tasks[line["row_id"]], first="task")


def _told(line: dict[str, Any], place: int, lines: Sequence[dict[str, Any]], period: str) -> str:
    """What is told of one of a matter's targets; one without words of its own is named: 改厕1500户尚无完成数."""
    told = told_words(line, "" if place else period)
    is_several = len({each["row_id"] for each in lines}) > 1
    if line["done_quote"] is None and len({each["reason"] for each in lines}) > 1:
        told = f"{line['target_quote']}{told}"
    return f"{told}（{line['row_id']}）" if is_several else told
