"""Every commitment of two reports, then and now.

Figures are cumulative within a year, so gains and paces are worked out only between two reports of one year. A partial report
is silent about the rows it does not have: that is `not_told`, and never unreported.
"""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from ..assessment import SEVERITY, Assessment
from ..columns import STATUS_LABELS
from ..reports import Report
from ..rules import LATE

SAME_NUMBER = 50.0  # least rapidfuzz ratio (0 to 100) of two task texts that stand under one number …
SAME_TEXT = 75.0  # … and of two that do not
SAME_TARGET = 60.0  # least ratio of the words of two targets of one kind and unit
SAME_WORDS = 97.0  # least ratio of two progress texts, their dates left out, that say nothing new

# What became of a commitment, the weightiest first, and the words shown for it.
CHANGES = {
    "reversed": "累计数减少", "dropped": "不再列出", "reworded": "目标有改动", "completed": "新完成", "newly_behind": "新显落后",
    "caught_up": "已赶上", "stalled": "原文未变", "down": "状态变差", "up": "状态变好", "same": "状态未变", "unclear": "无法比较",
    "not_told": "后一期未载", "new": "新列入",
}  # fmt: skip
_UNJUDGED = ("unreported", "unknown", "routine")
_PERIOD = re.compile(r"(?:前[二三]|[一二三四1-4])季度|上半年|1[-至]\d{1,2}月|目前|截至[^,，]*")
_MATCH = {"row_id": "string", "later_row_id": "string", "matched_by": "string", "match_score": "Float64"}
_TYPES = {
    **_MATCH, "target_no": "Int64", "item": "string", "unit": "string", "target_value": "Float64", "later_target_value": "Float64",
    "done_value": "Float64", "later_done_value": "Float64", "gained_value": "Float64", "pace": "Float64", "required_pace": "Float64",
    "pace_kept_share": "Float64", "completion_share": "Float64", "later_completion_share": "Float64", "status": "string",
    "later_status": "string", "change": "string", "is_stalled": "boolean", "done_quote": "string", "later_done_quote": "string",
}  # fmt: skip

_HEADINGS = {
    "row_id": "编号", "item": "对象", "done_quote": "前一期", "later_done_quote": "后一期", "status": "前一期状态",
    "later_status": "后一期状态", "change": "变化",
}  # fmt: skip
_Record = dict[str, Any]


def compare(earlier: Assessment, later: Assessment) -> pd.DataFrame:
    """Every commitment of two reports: one row a target, or a task that has none; what only the later one has comes last.

    returns  row_id, later_row_id, matched_by and match_score as from match_rows; the target's columns of `earlier`, and those of
             `later` with later_ before them; gained_value since, pace (gained a quarter), required_pace (what `earlier` said was
             needed a quarter) and pace_kept_share = pace / required_pace; change, one of CHANGES; is_stalled, True where the
             progress says nothing new
    """
    tasks, targets = _by_row(earlier.tasks), _by_row(earlier.targets)
    later_tasks, later_targets = _by_row(later.tasks), _by_row(later.targets)
    records: list[_Record] = []
    for match in match_rows(earlier.report, later.report).to_dict("records"):
        row_id, later_id = match["row_id"], match["later_row_id"]
        own, other = tasks.get(row_id, [None])[0], later_tasks.get(later_id, [None])[0]
        known = {str(name): value for name, value in match.items() if pd.notna(value)}
        known["is_stalled"] = own is not None and other is not None and _says_nothing_new(own, other)
        pairs = _match_targets(targets.get(row_id, []), later_targets.get(later_id, [])) or [(own, other)]
        for then, now in pairs:
            facts = known | _facts(then, now) | _gains(earlier.report, later.report, then, now)
            records.append(facts | {"change": _change(facts, then, now, later.report)})
    return pd.DataFrame.from_records(records).reindex(columns=[*_TYPES]).astype(_TYPES)


def readable(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes as a person reads them, in Chinese: the commitment, the words and the status then and now, and what became of it."""
    labelled = changes.assign(
        item=changes["item"].fillna("(整项任务)"),
        status=changes["status"].map(STATUS_LABELS),
        later_status=changes["later_status"].map(STATUS_LABELS),
        change=changes["change"].map(CHANGES),
    )
    return labelled[[*_HEADINGS]].fillna("").rename(columns=_HEADINGS)


def match_rows(earlier: Report, later: Report) -> pd.DataFrame:
    """Which row of the later report is which of the earlier: the same number with like words, else the likest words.

    returns  row_id, later_row_id, matched_by (number or text), match_score (rapidfuzz ratio of the tasks, 0 to 100); a row of
             only one report has <NA> on the other side
    """
    tasks = dict(zip(earlier.rows["row_id"], earlier.rows["task"], strict=True))
    others = dict(zip(later.rows["row_id"], later.rows["task"], strict=True))
    found: dict[str, tuple[str, str, float]] = {}
    left = set(others)
    for score, row_id, other_id in _likest_first(tasks, others):
        if row_id not in found and other_id in left:
            found[row_id] = (other_id, "number" if row_id == other_id else "text", score)
            left.remove(other_id)
    records = [(row_id, *found.get(row_id, (None, None, None))) for row_id in tasks]
    records += [(None, other_id, None, None) for other_id in others if other_id in left]
    return pd.DataFrame(records, columns=[*_MATCH]).astype(_MATCH)


def _likest_first(tasks: dict[str, str], others: dict[str, str]) -> Iterator[tuple[float, str, str]]:
    """Pairs of rows that can be one task: those of one number first, then the rest, the likest first."""
    scored = [(fuzz.ratio(task, others[row_id]), row_id, row_id) for row_id, task in tasks.items() if row_id in others]
    yield from (pair for pair in scored if pair[0] >= SAME_NUMBER)
    rest = [
        (fuzz.ratio(task, other), row_id, other_id)
        for row_id, task in tasks.items()
        for other_id, other in others.items()
    ]
    yield from sorted((pair for pair in rest if pair[0] >= SAME_TEXT), reverse=True)


def _by_row(table: pd.DataFrame) -> dict[str, list[_Record]]:
    """The records of every row, without sizes and without what is unknown."""
    grouped: dict[str, list[_Record]] = {}
    for record in table.astype(object).where(table.notna(), None).to_dict("records"):
        if record.get("kind") != "size":
            known = {str(name): value for name, value in record.items() if value is not None}
            grouped.setdefault(known["row_id"], []).append(known)
    return grouped


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
    told = ("target_value", "done_value", "completion_share", "status", "done_quote")
    own = ("target_no", "item", "unit", "required_pace", *told)
    facts = {name: (then or {}).get(name) for name in own} | {f"later_{name}": (now or {}).get(name) for name in told}
    return {name: value for name, value in facts.items() if value is not None}


def _gains(earlier: Report, later: Report, then: _Record | None, now: _Record | None) -> _Record:
    """How much was added to a count since, a quarter, and as a share of what was needed."""
    quarters = (later.as_of.month - earlier.as_of.month) / 3
    counted = then and now and then.get("kind") == "count" and "done_value" in then and "done_value" in now
    if not then or not now or not counted or later.as_of.year != earlier.as_of.year or quarters <= 0:
        return {}
    gained = now["done_value"] - then["done_value"]
    kept = {"pace_kept_share": gained / quarters / then["required_pace"]} if then.get("required_pace") else {}
    return {"gained_value": gained, "pace": gained / quarters} | kept


def _change(facts: _Record, then: _Record | None, now: _Record | None, later: Report) -> str:
    """The weightiest of what became of a commitment."""
    if then is None:
        return "new"
    if now is None:
        return "not_told" if later.is_partial and "later_row_id" not in facts else "dropped"
    if later.is_partial and now["status"] == "unreported":
        return "not_told"
    before, after = then["status"], now["status"]
    is_judged = before not in _UNJUDGED and after not in _UNJUDGED
    step = SEVERITY.index(after) - SEVERITY.index(before) if is_judged else 0
    held = {
        "reversed": facts.get("gained_value", 0) < 0 and then["done_bound"] != "~" and now["done_bound"] == "=",
        "reworded": then.get("target_value") != now.get("target_value"),
        "completed": after == "completed" != before,
        "newly_behind": after in LATE and before not in LATE,
        "caught_up": before in LATE and after not in (*LATE, *_UNJUDGED),
        "stalled": facts["is_stalled"] and after not in ("completed", "routine"),
        "down": step < 0,
        "up": step > 0,
        "same": is_judged,
    }
    return next((change for change, holds in held.items() if holds), "unclear")


def _says_nothing_new(then: _Record, now: _Record) -> bool:
    texts = [_PERIOD.sub("", each.get("progress", "")) for each in (then, now)]
    return all(texts) and fuzz.ratio(*texts) >= SAME_WORDS
