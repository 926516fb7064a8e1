"""Departments printed under more than one name, or run into each other."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from ..report.departments import HOME, Department, find_departments
from .finding import Finding, Quotation


class Printed(NamedTuple):
    """A department where it is printed: cell[department.start:department.end]."""

    row_id: str
    field: str
    cell: str
    department: Department

    @property
    def spelling(self) -> str:
        """As printed, without the second hat in brackets and without blanks: 区住建委."""
        return "".join(re.split(r"[(（]", self.department.printed)[0].split())

    @property
    def place(self) -> Quotation:
        """Where it is printed."""
        start, end = self.department.start, self.department.start + len(self.department.printed)
        return Quotation(self.row_id, self.field, start, end, self.cell[start:end])


def check_spellings(rows: pd.DataFrame) -> Iterator[Finding]:
    """Every department of the table `rows` that has two spellings, at the first place of the rarer one; every lost separator."""
    is_ours = rows.attrs.get("district", "") in {"", HOME}
    printed = [
        Printed(row_id, cell, words, each)
        for cell in ("lead", "cooperating")
        for row_id, words in zip(rows["row_id"], rows[cell], strict=True)
        if pd.notna(words)
        for each in find_departments(words, is_ours=is_ours)
    ]
    counts = Counter((each.department.name, each.spelling) for each in printed)
    usual = {name: spelling for (name, spelling), _ in reversed(counts.most_common())}
    firsts = {(each.department.name, each.spelling): each for each in reversed(printed)}
    for each in printed:
        name, spelling = each.department.name, each.spelling
        if each.department.kind and spelling != usual[name] and each is firsts[name, spelling]:
            main = firsts[name, usual[name]]
            times = f"“{spelling}”{counts[name, spelling]}次，“{usual[name]}”{counts[name, usual[name]]}次"
            yield _spelled(each.place, main.place, f"同一单位有两种写法：{times}")
    for each, behind in pairwise(printed):
        if each[:3] == behind[:3] and each.department.end == behind.department.start:
            start, end = each.department.start, behind.department.end
            place = Quotation(each.row_id, each.field, start, end, each.cell[start:end])
            yield _spelled(place, None, f"“{each.spelling}”与“{behind.spelling}”之间缺少分隔")


def _spelled(place: Quotation, other: Quotation | None, reason: str) -> Finding:
    return Finding(
        kind="name", place=place, stated=None, recomputed=None, agrees=False, unit="", other=other, confidence="high", reason=reason
    )  # fmt: skip
