"""The block of a brief that shows where the report's own numbers do not fit together."""

from markupsafe import Markup

from ..checks import check, check_table, check_words
from ..columns import records
from ..judging.assessment import Assessment
from .blocks import Panel, html_table


def checks(result: Assessment) -> Panel:
    """Every place where the report can be recomputed and does not agree with itself, both quotes side by side."""
    found = check(result.report, rule=result.rule)
    differing = found[~found["agrees"]]
    shown = check_table(differing).drop(columns="结果")
    head = [(label, False) for label in shown.columns]
    rows = shown.to_numpy().tolist()
    html = (
        html_table("原报告自身数字的复算：不符的各处", head, rows, finding=check_words(found))
        if len(found)
        else Markup()
    )
    return Panel("checks", html, records(found))
