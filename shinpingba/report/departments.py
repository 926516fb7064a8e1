"""Who does it: the names in a row's lead and co-operating cells, each traced to one registry (words/departments.csv).

A printed name may be an alias (区住建委), carry its second hat in brackets (区科技局 (科学城建设领导小组办公室)), be broken
over a space (东部道路建设 指挥部) or run into the next one (区规划自然资源局区农业农村委). A collective such as 相关镇街 is a
group. A name that is not known stays as printed: it is never dropped.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..columns import TABLES, table
from ..words.lexicon import read_words
from .errors import ReportError

if TYPE_CHECKING:  # the process that opens files reads departments too, and starts without pandas
    import pandas as pd

_BRACKETS = "()（）"
_TOKEN = re.compile(rf"[(（][^{_BRACKETS}]*[)）]|[^\s、,，;；/{_BRACKETS}]+")
_LONGEST_LIST = 1000
_LONGEST_BREAK = 3  # a name is broken into at most three pieces


@dataclass(frozen=True, slots=True)
class Department:
    """A name found in a cell: cell[start:end] == printed.

    name  the canonical name, or the printed one without its blanks where it is not known
    kind  bureau town party company command institution group; None if the name is not known
    """

    name: str
    printed: str
    kind: str | None
    start: int
    end: int

    @property
    def is_group(self) -> bool:
        """True for a collective such as 相关镇街, which is no department."""
        return self.kind == "group"


# the same few cells stand in row after row, and are read by table, rollup and checks
@lru_cache(maxsize=10_000)
def find_departments(printed: str) -> tuple[Department, ...]:
    """Every department or group in the words of a cell, in order.

    >>> [(d.name, d.kind) for d in find_departments("区住建委 东部道路建设 指挥部 相关镇街")]
    [('区住房城乡建委', 'bureau'), ('东部道路建设指挥部', 'command'), ('相关镇街', 'group')]
    """
    tokens = [token.span() for token in _TOKEN.finditer(printed)]
    spans: list[tuple[int, int, int]] = []  # start and end of the name, end of its hat
    place = 0
    while place < len(tokens):
        start, end = tokens[place]
        taken = _broken_name(printed, tokens[place : place + _LONGEST_BREAK]) or 1
        if spans and printed[start] in _BRACKETS:
            spans[-1] = (*spans[-1][:2], end)
        elif spans and _is_tail(printed[start:end]) and not _registered(printed[slice(*spans[-1][:2])]):
            spans[-1] = (spans[-1][0], end, end)
        elif taken > 1:
            last = tokens[place + taken - 1][1]
            spans.append((start, last, last))
        else:
            spans.extend((first, last, last) for first, last in _run_together(printed, start, end))
        place += taken
    return tuple(_department(printed, *span) for span in spans)


def is_department_list(text: str) -> bool:
    """Whether every name in the text is known, a group, or shaped like a department's (words/department_shapes.csv).

    Tells a cell of departments from a cell of prose, also in a district whose departments are not in the registry.
    """
    found = find_departments(text) if len(text) <= _LONGEST_LIST else ()
    return bool(found) and all(each.kind or _pattern("department_shapes").fullmatch(_key(each.name)) for each in found)


def department_table(rows: "pd.DataFrame") -> "pd.DataFrame":
    """The departments of every row: a table `rows` in, a table `departments` out, one line a row, department and part.

    A department named twice in one cell (once by an alias) is listed once, as first printed.
    """
    found = [
        (row_id, each.name, part, each.printed, each.kind, each.is_group)
        for part in ("lead", "cooperating")
        for row_id, printed in zip(rows["row_id"], rows[part], strict=True)
        if isinstance(printed, str)
        for each in find_departments(printed)
    ]
    named = table("departments", (dict(zip(TABLES["departments"], each, strict=True)) for each in found))
    named = named.drop_duplicates(["row_id", "department", "part"])
    order = {row_id: place for place, row_id in enumerate(rows["row_id"])}
    return named.sort_values("row_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)


def without_groups(parts: "pd.DataFrame") -> "pd.DataFrame":
    """The lines of a table `departments` that name a department: a group such as 相关镇街 is none."""
    return parts[~parts["is_group"].fillna(False)]


def leading(parts: "pd.DataFrame") -> "pd.DataFrame":
    """The lines of a table `departments` in which a department leads."""
    return without_groups(parts[parts["part"] == "lead"])


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Up to three of `names` that look like `name`, the likest first: for the hint in an error message."""
    return difflib.get_close_matches(name, list(names), n=3, cutoff=0.4)


def known_department(parts: "pd.DataFrame", name: str) -> str:
    """The department's canonical name, from any of its spellings.

    parts   the table `departments` of a report
    errors  ReportError for a name that is in no row, with the nearest one
    """
    known = list(without_groups(parts)["department"].unique())
    canonical = next((each.name for each in find_departments(name)), name)
    if canonical in known:
        return canonical
    near = nearest(name, known)
    likest = f",最接近的是“{near[0]}”" if near else ""
    raise ReportError(f"单位“{name}”", "", f"报告里的单位{likest}(全部:{'、'.join(known)})", "没有这个单位")


def _department(printed: str, start: int, end: int, hat_end: int) -> Department:
    name = re.sub(r"\s+", "", printed[start:end].strip(_BRACKETS))
    group = (name, "group") if _pattern("groups").fullmatch(name) else None
    canonical, kind = _registered(name) or group or (name, None)
    return Department(canonical, printed[start:hat_end], kind, start, hat_end)


def _broken_name(printed: str, tokens: list[tuple[int, int]]) -> int:
    """How many tokens together make the longest registered name that starts here; 0 if none."""
    start = tokens[0][0]
    counts = range(len(tokens), 0, -1)
    return next((count for count in counts if _registered(printed[start : tokens[count - 1][1]])), 0)


def _run_together(printed: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of registered names and groups that follow each other without a separator, or the whole span."""
    names = [(start + match.start(), start + match.end()) for match in _names().finditer(printed[start:end])]
    covered = sum(last - first for first, last in names)
    return names if covered == end - start else [(start, end)]


def _registered(printed: str) -> tuple[str, str] | None:
    """Canonical name and kind of a spelling in the registry."""
    return _registry().get(_key(printed))


def _is_tail(token: str) -> bool:
    return _pattern("department_tails").fullmatch(token) is not None


def _key(printed: str) -> str:
    return re.sub(r"\s+", "", printed).translate(str.maketrans("•‧・", "···"))


@cache
def _registry() -> dict[str, tuple[str, str]]:
    """Every spelling of every department: key to (canonical name, kind)."""
    registry = {}
    for entry in read_words("departments", "name", "full_name", "aliases", "kind"):
        spellings = [entry["name"], entry["full_name"], *entry["aliases"].split(";")]
        registry.update({_key(each): (entry["name"], entry["kind"]) for each in spellings if each})
    return registry


@cache
def _names() -> re.Pattern[str]:
    """Any spelling of the registry, the longest first, or else a group."""
    names = map(re.escape, sorted(_registry(), key=len, reverse=True))
    return re.compile("|".join([*names, _pattern("groups").pattern]))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in read_words(words, "pattern")))
