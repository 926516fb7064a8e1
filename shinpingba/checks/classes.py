"""How many tasks the office's own words put in a class (滞后8项, 达序时44项) against the rows that it classes so."""

from collections.abc import Iterator, Mapping

from ..columns import LATE, STATUS_LABELS
from ..language.clauses import split_clauses
from ..language.verdicts import class_in
from ..words.lexicon import any_of
from .finding import CellFigure, Finding, ReadRow

SHOWN = 10  # rows that a reason names


def check_classes(summary: ReadRow, stated: Mapping[str, str], *, is_whole: bool) -> Iterator[Finding]:
    """The counts by class of a summary, each held against the rows of that class.

    stated    the office's class of every row, "" where it gives none
    is_whole  the rows are all the tasks, so that too few of a class are an error, and not only too many
    """
    counts_tasks = any_of("general", use="task_unit").fullmatch
    for clause in split_clauses(summary.text):
        told = [f for f in summary.counts if clause.start <= f.start < clause.end and counts_tasks(f.unit)]
        status = class_in(summary.text[clause.start : clause.end])
        if len(told) == 1 and status:
            yield from _counted(summary, told[0], status, stated, is_whole=is_whole and all(stated.values()))


def _counted(
    summary: ReadRow, told: CellFigure, status: str, stated: Mapping[str, str], *, is_whole: bool
) -> Iterator[Finding]:
    named = [row_id for row_id, own in stated.items() if own and _group(own) == _group(status)]
    if not named or (len(named) < told.value and not is_whole):
        return
    more = "等" if len(named) > SHOWN else ""
    reason = f"归为{STATUS_LABELS[status]}的有{len(named)}项：{'、'.join(named[:SHOWN])}{more}"
    yield Finding(
        kind="narrative", place=summary.words([told]), stated=told.value, recomputed=float(len(named)),
        agrees=told.value == len(named), unit=told.unit, other=None, confidence="medium", reason=reason,
    )  # fmt: skip


def _group(status: str) -> str:
    """A status, all that are late as one."""
    return "behind" if status in LATE else status
