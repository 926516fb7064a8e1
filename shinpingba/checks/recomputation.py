"""The report checked against itself: wherever its own words allow a number to be worked out again, it is.

Precision goes before recall: a sum is only taken where the words say what is the whole and what the parts, a rounding is no
error, and a silent sum that falls short is none either. What agrees is listed too: it shows what was looked at.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..columns import CHECK_LABELS, CONFIDENCE_LABELS, records, table
from ..judging.assessment import assess
from ..showing.cells import unnumbered
from .classes import check_classes
from .finding import Finding, row_of, row_of_summary
from .lists import check_lists, check_repeated_projects
from .narrative import check_narrative
from .repeats import check_repeats
from .spellings import check_spellings
from .sums import check_sums

if TYPE_CHECKING:
    import pandas as pd

    from ..report.reports import Report

# what an officer looks for first: a wrong sum, then two places that differ, then a slip of the pen
GROUPS = {
    "数字算不拢": ("rate", "total", "remainder", "share_of_year", "unit", "excess", "list"),
    "两处说法不同": ("narrative", "twice", "counted_twice"),
    "编号与名称": ("numbering", "name"),
}
_HEADINGS = ["编号", "类型", "原文", "对照", "说明", "结果", "把握"]


def check(report: "Report", *, rule: str = "months/12") -> "pd.DataFrame":
    """Every place where a report lets a reader work out one of its figures again, those that do not agree first.

    rule     one of rules.RULES: it says which rows are late, against which the summary is held (均正常推进)
    returns  columns.TABLES["checks"]. row_id is <NA> for the summary, and its places count in summary(report). stated and recomputed are
             <NA> where words contradict, not figures
    """
    tasks = assess(report, rule=rule).tasks
    statuses = dict(zip(tasks["row_id"], tasks["status"], strict=True))
    stated = dict(zip(tasks["row_id"], tasks["stated_status"].fillna(""), strict=True))
    found = sorted(
        _findings(report, statuses, stated),
        key=lambda f: (f.agrees, [*CONFIDENCE_LABELS].index(f.confidence), [*CHECK_LABELS].index(f.kind)),
    )
    return table("checks", map(_record, found))


def check_table(checks: "pd.DataFrame", *kinds: str) -> "pd.DataFrame":
    """Findings as a person reads them, in Chinese: where, what stands there, what it is held against, the sum and how sure.

    kinds  of CHECK_LABELS; all of them where none is named
    """
    chosen = checks[checks["kind"].isin(kinds)] if kinds else checks
    there = chosen["other_row_id"].fillna("").str.cat(chosen["other_quote"].fillna(""), sep=" ").str.strip()
    shown = chosen[["reason"]].assign(
        kind=chosen["kind"].map(CHECK_LABELS), row=chosen["row_id"].fillna("综述"), quote=chosen["quote"], there=there,
        agrees=chosen["agrees"].map({True: "相符", False: "不符"}), sure=chosen["confidence"].map(CONFIDENCE_LABELS),
    )[["row", "kind", "quote", "there", "reason", "agrees", "sure"]].set_axis(_HEADINGS, axis=1)  # fmt: skip
    return unnumbered(shown)


def check_words(checks: "pd.DataFrame") -> str:
    """In one sentence, how many places could be worked out again and how many of them agree."""
    agreeing = int(checks["agrees"].sum())
    return f"可以复算的{len(checks)}处，{agreeing}处相符，{len(checks) - agreeing}处不符。"


def surest_words(checks: "pd.DataFrame") -> str:
    """Of the places that do not agree, the surest, in one sentence; that there is none, if so."""
    differing = checks[~checks["agrees"]]
    if differing.empty:
        return "没有不符的。"
    one = check_table(differing).iloc[0]
    return f"最有把握的一处：{one['编号']}写“{one['原文']}”，{one['说明']}。"


def check_counts(checks: "pd.DataFrame") -> "pd.DataFrame":
    """How many places of each kind agree and how many do not: a line a kind, in Chinese."""
    counts = check_table(checks).groupby(["类型", "结果"], sort=False).size().unstack(fill_value=0)
    return counts.rename_axis(index=None, columns=None)


def summary(report: "Report") -> str:
    """The report's own words before its tables, its lines joined by line breaks; empty where it has none."""
    return "\n".join(piece.text for piece in report.narrative)


def _findings(report: "Report", statuses: dict[str, str], stated: dict[str, str]) -> Iterator[Finding]:
    rows = [row_of(record, report.as_of) for record in records(report.rows)]
    told = row_of_summary(summary(report))
    for row in (*rows, told):
        yield from check_sums(row)
        yield from check_lists(row)
    yield from check_repeats(rows)
    yield from check_repeated_projects(rows)
    names_some = (
        report.rows["form"].isin(("item", "sentence", "class_list")).any()
    )  # prose names but some of what it counts
    if not names_some:
        yield from check_narrative(told, rows, statuses)
    yield from check_classes(told, stated, is_whole=not names_some)
    yield from check_spellings(report.rows)


def _record(finding: Finding) -> dict[str, object]:
    facts = {
        name: getattr(finding, name)
        for name in ("kind", "stated", "recomputed", "agrees", "unit", "confidence", "reason")
    }
    other = asdict(finding.other) if finding.other else {}
    return (
        facts
        | asdict(finding.place)
        | {f"other_{name}": other.get(name) for name in ("row_id", "field", "start", "quote")}
    )
