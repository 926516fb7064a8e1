"""The block of a brief that shows where the report's own numbers do not fit together."""

from typing import Any

from ..checks import check, readable
from .blocks import Block, records, table


def checks(result: Any) -> Block:
    """Every place where the report can be recomputed and does not agree with itself, both quotes side by side."""
    found = check(result.report)
    differing = found[~found["agrees"]]
    shown = readable(differing).drop(columns="结果").fillna("—")
    head = [(label, False) for label in shown.columns]
    finding = f"可以复算的{len(found)}处,{int(found['agrees'].sum())}处相符,{len(differing)}处不符。"
    html = table("原报告自身数字的复算:不符的各处", head, shown.to_numpy().tolist(), finding=finding)
    return Block("checks", html, records(found))
