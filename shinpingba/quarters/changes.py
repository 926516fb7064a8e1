"""Every commitment of two reports, then and now.

Figures are cumulative within a year, so gains and paces are worked out only between two reports of one year. A partial report
is silent about the rows it does not have: that is `not_told`, and never unreported.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from ..columns import LATE, SEVERITY, UNMEASURED, records, table
from ..judging.assessment import Assessment, assess
from ..language.clauses import without_spans
from ..language.quantities import find_numbers
from ..report.reports import Report
from ..report.rows import called
from ..words.lexicon import any_of

SAME_NUMBER = 50.0  # least rapidfuzz ratio (0 to 100) of two task texts that stand under one number …
SAME_TEXT = 75.0  # … and of two that do not
SAME_TARGET = 60.0  # least ratio of the words of two targets of one kind and unit
SAME_WORDS = 97.0  # least ratio of two progress texts, their dates left out, that say nothing new
_Record = dict[str, Any]


def compare(earlier: Assessment | Report, later: Assessment | Report) -> pd.DataFrame:
    """Every commitment of two reports: one row a target, or a task that has none; what only the later one has comes last.

    earlier, later  assessed by one rule; a report is assessed by the default one
    returns  row_id, later_row_id, matched_by and match_score as from match_rows; the target's columns of `earlier`, and those of
             `later` with later_ before them; item is the task's own words where it has no target; gained_value since, pace (gained
             a quarter), required_pace (what `earlier` said was needed) and pace_kept_share = pace / required_pace; change, one of
             columns.CHANGE_LABELS; is_stalled, True where the progress says nothing new: columns.AGAINST["changes"]
    """
    earlier, later = (assess(each) if isinstance(each, Report) else each for each in (earlier, later))
    tasks, targets = _by_row(earlier.tasks), _by_row(earlier.commitments)
    later_tasks, later_targets = _by_row(later.tasks), _by_row(later.commitments)
    found: list[_Record] = []
    for match in records(match_rows(earlier.report, later.report)):
        row_id, later_id = match["row_id"], match["later_row_id"]
        own, other = tasks.get(row_id, [None])[0], later_tasks.get(later_id, [None])[0]
        known = _known(match) | {"is_stalled": bool(own and other and _says_nothing_new(own, other))}
        pairs = _match_targets(targets.get(row_id, []), later_targets.get(later_id, [])) or [(own, other)]
        for then, now in pairs:
            facts = known | _facts(then, now) | _gains(earlier.report, later.report, then, now)
            found.append(facts | {"change": _change(facts, then, now, earlier.report, later.report)})
    return table("changes", found)


def match_rows(earlier: Report, later: Report) -> pd.DataFrame:
    """Which row of the later report is which of the earlier: the same number with like words, else the likest words.

    returns  columns.AGAINST["row_matches"]; a row of only one report has <NA> on the other side
    """
    named = _named_alike(earlier, later)
    tasks, others = (
        {row["row_id"]: called(row, first="task") for row in records(each.rows)} for each in (earlier, later)
    )
    found: dict[str, _Record] = {}
    left = set(others)
    for score, row_id, other_id in _likest_first(tasks, others, named):
        if row_id not in found and other_id in left:
            by = "number" if row_id == other_id else "text"
            found[row_id] = {"later_row_id": other_id, "matched_by": by, "match_score": score}
            left.remove(other_id)
    matched = [{"row_id": row_id} | found.get(row_id, {}) for row_id in tasks]
    return table("row_matches", [*matched, *({"later_row_id": other_id} for other_id in others if other_id in left)])


def _named_alike(earlier: Report, later: Report) -> set[str]:
    """The row ids that mean one task in both: those that one has of the other, or both of the register of their year."""
    is_one_year = earlier.as_of.year == later.as_of.year and earlier.district == later.district
    if not is_one_year or not later.register or later.register not in (earlier.period, earlier.register):
        return set()
    joins = [set(each.joined["row_id"].dropna()) for each in (earlier, later) if each.joined is not None]
    return set.intersection(*joins) if joins else set()


def _likest_first(tasks: dict[str, str], others: dict[str, str], named: set[str]) -> Iterator[tuple[float, str, str]]:
    """Pairs of rows that can be one task: those of one number first, then the rest, the likest first.

    named  the numbers that mean one task, whatever the words
    """
    scored = [(fuzz.ratio(task, others[row_id]), row_id, row_id) for row_id, task in tasks.items() if row_id in others]
    yield from (pair for pair in scored if pair[0] >= SAME_NUMBER or pair[1] in named)
    rest = [
        (fuzz.ratio(task, other), row_id, other_id)
        for row_id, task in tasks.items()
        for other_id, other in others.items()
    ]
    yield from sorted((pair for pair in rest if pair[0] >= SAME_TEXT), reverse=True)


def _by_row(frame: pd.DataFrame) -> dict[str, list[_Record]]:
    """The records of every row, without what is unknown."""
    grouped: dict[str, list[_Record]] = {}
    for record in map(_known, records(frame)):
        grouped.setdefault(record["row_id"], []).append(record)
    return grouped


def _known(record: _Record) -> _Record:
    return {name: value for name, value in record.items() if value is not None}


def _match_targets(then: list[_Record], now: list[_Record]) -> list[tuple[_Record | None, _Record | None]]:
    """Targets of two rows, the likest words of one kind and unit together; what has no like stands alone."""
    left = list(now)
    pairs: list[tuple[_Record | None, _Record | None]] = []
    for target in then:
        alike = [t for t in left if (t["kind"], t["unit"]) == (target["kind"], target["unit"])]
        best = max(alike, key=lambda t: fuzz.ratio(t["target_quote"], target["target_quote"]), default=None)
        if best and fuzz.ratio(best["target_quote"], target["target_quote"]) >= SAME_TARGET:
            left.remove(best)
        else:
            best = None
        pairs.append((target, best))
    return pairs + [(None, target) for target in left]


def _facts(then: _Record | None, now: _Record | None) -> _Record:
    told = ("target_value", "target_quote", "done_value", "completion_share", "status", "done_quote")
    own = ("target_no", "item", "kind", "unit", "required_pace", *told)
    facts = {name: (then or {}).get(name) for name in own} | {f"later_{name}": (now or {}).get(name) for name in told}
    named = then or now or {}
    whole = named.get("target_name") or called(named, first="task")
    return _known(facts | {"item": named.get("item") or called(named), "target_name": whole})


NO_COUNT = (
    "whole",
    "share",
    "listed",
)  # 1221.3亩, then 已完成: the later words give no count of their own, so nothing has fallen


def _gains(earlier: Report, later: Report, then: _Record | None, now: _Record | None) -> _Record:
    """How much was added to a count since, a quarter, and as a share of what was needed."""
    if not then or not now or then.get("kind") != "count" or "done_value" not in then or "done_value" not in now:
        return {}
    quarters = (later.as_of.month - earlier.as_of.month) / 3
    if later.as_of.year != earlier.as_of.year or quarters <= 0:
        return {}
    gained = now["done_value"] - then["done_value"]
    if gained < 0 and now.get("ground") in NO_COUNT:
        return {}
    kept = {"pace_kept_share": gained / quarters / then["required_pace"]} if then.get("required_pace") else {}
    return {"gained_value": gained, "pace": gained / quarters} | kept


def _change(facts: _Record, then: _Record | None, now: _Record | None, earlier: Report, later: Report) -> str:
    """The weightiest of what became of a commitment."""
    if then is None:
        return "first_told" if facts["later_row_id"] in earlier.absent else "new"
    if now is None:
        tells_some = later.joined is not None or "later_row_id" not in facts  # a page in prose says not all of a task
        return "not_told" if later.is_partial and tells_some else "dropped"
    if later.is_partial and now["status"] == "unreported":
        return "not_told"
    before, after = then["status"], now["status"]
    is_judged = before not in UNMEASURED and after not in UNMEASURED
    step = SEVERITY.index(after) - SEVERITY.index(before) if is_judged else 0
    held = {
        "reversed": facts.get("gained_value", 0) < 0 and then["done_bound"] != "~" and now["done_bound"] == "=",
        "reworded": then.get("target_value") != now.get("target_value"),
        "completed": after == "completed" != before,
        "newly_behind": after in LATE and before not in LATE,
        "caught_up": before in LATE and after not in (*LATE, *UNMEASURED),
        "stalled": facts["is_stalled"] and after not in ("completed", "routine"),
        "down": step < 0,
        "up": step > 0,
        "same": is_judged,
    }
    return next((change for change, holds in held.items() if holds), "unclear")


def _says_nothing_new(then: _Record, now: _Record) -> bool:
    texts = [_undated(each.get("progress", "")) for each in (then, now)]
    return all(texts) and fuzz.ratio(*texts) >= SAME_WORDS


def _undated(text: str) -> str:
    dates = [(number.start, number.end) for number in find_numbers(text) if number.kind == "date"]
    return any_of("fillers").sub("", without_spans(text, dates))
