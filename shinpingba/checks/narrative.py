"""The report's own summary against its tables: 8项…已进场施工, 均预计在30%左右, 137项任务均正常推进."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..columns import LATE, STATUS_LABELS
from ..language.clauses import Clause, split_clauses
from ..language.likeness import likeness
from ..reading.stages import EARLY
from ..report.tables.reading import kind_of
from ..words.lexicon import any_of, read_words
from .finding import CellFigure, Finding, Quotation, ReadRow, agrees

SHOWN = 10  # rows that a reason names
_CLAIMED = {"begun": "已动工", "not_begun": "尚在前期", "completed": "已完成", "late": "滞后、预警或暂缓"}
_HARMLESS = ("normal", "met")  # claims of which the late rows are the contrary


def check_narrative(summary: ReadRow, rows: list[ReadRow], statuses: Mapping[str, str]) -> Iterator[Finding]:
    """What the summary claims of a table, as far as the table tells.

    statuses  of every row, from an Assessment
    """
    text, table, named_from = summary.text, "", 0
    counts_tasks = any_of("general", use="task_unit").fullmatch
    for clause in split_clauses(text):
        words = text[clause.start : clause.end]
        table = kind_of(words) or table
        of_table = [row for row in rows if row.table == table]
        inside = [figure for figure in summary.figures[summary.told] if clause.start <= figure.start < clause.end]
        numbers = [figure for figure in inside if figure.kind == "count" and counts_tasks(figure.unit)]
        if numbers and of_table:
            yield from _claims(summary, clause, numbers, of_table, statuses)
        for growth in (figure for figure in inside if figure.kind == "growth"):
            yield from _growth(summary, text[named_from : growth.start], growth, of_table)
            named_from = growth.end


def _claims(
    summary: ReadRow, clause: Clause, numbers: list[CellFigure], rows: list[ReadRow], statuses: Mapping[str, str]
) -> Iterator[Finding]:
    """What is said of N tasks; in a heading, N is the number of rows of the table."""
    words = summary.text[clause.start : clause.end]
    claim, place = next(((c, match.start()) for c, pattern in _patterns() if (match := pattern.search(words))), ("", 0))
    stated = [number for number in numbers if number.end <= clause.start + place]
    line = summary.text[summary.text.rfind("\n", 0, clause.start) + 1 :].partition("\n")[0]
    if not claim and "。" not in line:
        count = len(rows)
        yield _counted(summary, numbers[0], count, numbers[0].value == count, f"表中{count}项，写{numbers[0].quote}")
    elif stated and claim in _HARMLESS:
        late = _fitting("late", rows, statuses)
        well = len(rows) - len(late)
        yield _counted(summary, stated[-1], well, stated[-1].value <= well, _listed("late", late, statuses))
    elif stated:
        fitting = _fitting(claim, rows, statuses)
        agreed = stated[-1].value == len(fitting)
        yield _counted(summary, stated[-1], len(fitting), agreed, _listed(claim, fitting, statuses))


def _fitting(claim: str, rows: list[ReadRow], statuses: Mapping[str, str]) -> list[str]:
    """The rows of which a claim holds, by their stages and statuses."""
    stages = {str(row.row_id): {item.stage for item in row.reading.items} for row in rows}
    match claim:
        case "begun":
            return [row_id for row_id, found in stages.items() if {"underway", "done"} & found]
        case "not_begun":
            return [row_id for row_id, found in stages.items() if found and found <= EARLY]
        case "late":
            return [row_id for row_id in stages if statuses[row_id] in LATE]
    return [row_id for row_id in stages if statuses[row_id] == claim]


def _listed(claim: str, row_ids: list[str], statuses: Mapping[str, str]) -> str:
    names = [row_id + (STATUS_LABELS[statuses[row_id]] if claim == "late" else "") for row_id in row_ids[:SHOWN]]
    more = "等" if len(row_ids) > SHOWN else ""
    return f"按表中文字，{_CLAIMED[claim]}的有{len(row_ids)}项" + (f":{'、'.join(names)}{more}" if names else "")


def _growth(summary: ReadRow, words: str, growth: CellFigure, rows: list[ReadRow]) -> Iterator[Finding]:
    """A growth rate of the summary and that of each indicator it names: …、税收收入等4项指标增长率均预计在30%左右."""
    for row in rows:
        name = next((target.thing for target in row.reading.targets if target.kind == "growth"), "")
        told = [figure for figure in row.figures[row.told] if figure.kind == "growth"]
        if told and len(name) > 2 and likeness(name, words) == 1:
            fitting = next((figure for figure in told if agrees(growth, figure.value, [figure])), None)
            theirs = fitting or told[-1]
            about = "左右" if growth.bound == "~" else ""
            reason = f"{name}：综述写{growth.quote}{about}，{row.row_id}写{theirs.quote}"
            yield _counted(summary, growth, theirs.value, fitting is not None, reason, row.words([theirs]))


def _counted(
    summary: ReadRow, stated: CellFigure, recomputed: float, agreed: bool, reason: str, other: Quotation | None = None
) -> Finding:
    return Finding(
        kind="narrative", place=summary.words([stated]), stated=stated.value, recomputed=float(recomputed),
        agrees=agreed, unit=stated.unit, other=other, confidence="medium", reason=reason,
    )  # fmt: skip


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["claim"], re.compile(entry["pattern"])) for entry in read_words("claims", "claim", "pattern")]
