"""Who does it: the names in a row's lead and co-operating cells, each traced to one registry (words/departments.csv).

A printed name may be an alias (区住建委), carry its second hat in brackets (区科技局 (科学城建设领导小组办公室)), be broken
over a space (东部道路建设 指挥部) or run into the next one (区规划自然资源局区农业农村委). A collective such as 相关镇街 is a
group. A name that is not known stays as printed: it is never dropped.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..columns import TABLES, records, table
from ..words.lexicon import read_words
from .errors import ReportError

if TYPE_CHECKING:  # the process that opens files reads departments too, and starts without pandas
    import pandas as pd

HOME = "沙坪坝区"  # whose departments the registry names
_BRACKETS = "()（）"
_TOKEN = re.compile(rf"[(（][^{_BRACKETS}]*[)）]|[^\s、,，;；/{_BRACKETS}]+")
_LONGEST_LIST = 1000
_MEANT = 0.6  # least likeness of two names of which one may be meant by the other
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
def find_departments(printed: str, *, is_ours: bool = True) -> tuple[Department, ...]:
    """Every department or group in the words of a cell, in order.

    is_ours  whether they are of the district whose registry it is; in another one 区住建委 is called 区住建委

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
    found = (_department(printed, *span) for span in spans)
    return tuple(found if is_ours else map(_unregistered, found))


def _unregistered(department: Department) -> Department:
    """A department as its own district calls it: by the name that is printed."""
    if department.is_group:
        return department
    return replace(department, name=re.sub(r"\s+|[(（].*", "", department.printed), kind=None)


def is_department_list(text: str) -> bool:
    """Whether every name in the text is known, a group, or shaped like a department's (words/department_shapes.csv).

    Tells a cell of departments from a cell of prose, also in a district whose departments are not in the registry.
    """
    found = find_departments(text) if len(text) <= _LONGEST_LIST else ()
    return bool(found) and all(each.kind or _pattern("department_shapes").fullmatch(_key(each.name)) for each in found)


def department_table(rows: "pd.DataFrame") -> "pd.DataFrame":
    """The departments of every row: a table `rows` in, a table `departments` out, one line a row, department and part.

    A department named twice in one cell (once by an alias) is listed once, as first printed. Of a district other than that of
    the registry (`rows.attrs["district"]`) the names are those that are printed.
    """
    is_ours = rows.attrs.get("district", "") in {"", HOME}
    cells = records(rows, "row_id", "lead", "cooperating")
    return _named_in(tuple(tuple(row.values()) for row in cells), is_ours).copy(deep=False)


@lru_cache(maxsize=8)
def _named_in(rows: tuple[tuple[Any, ...], ...], is_ours: bool) -> "pd.DataFrame":
    """The table `departments` of rows of which each is its id and the cells of who leads and who co-operates."""
    found: dict[tuple[str, str, str], tuple[object, ...]] = {}
    for place, part in enumerate(("lead", "cooperating"), start=1):
        for row_id, printed in ((row[0], row[place]) for row in rows):
            for each in find_departments(printed, is_ours=is_ours) if isinstance(printed, str) else ():
                line = (row_id, each.name, part, each.printed, each.kind, each.is_group)
                found.setdefault((row_id, each.name, part), line)
    order = {row_id: place for place, row_id in enumerate(row[0] for row in rows)}
    lines = sorted(found.values(), key=lambda line: order[line[0]])
    return table("departments", (dict(zip(TABLES["departments"], line, strict=True)) for line in lines))


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
    errors  ReportError for a name that is in no row, with the nearest one; for a report that names none
    """
    known = list(without_groups(parts)["department"].unique())
    canonical = next((each.name for each in find_departments(name)), name)
    if found := next((each for each in (canonical, name) if each in known), ""):
        return found
    if not known:
        raise ReportError(f"单位“{name}”", "", "写明牵头单位的报告", "这份报告没有写单位,不能按单位来看")
    near = likest(name, known)
    meant = f"是不是：{'、'.join(near)}？" if near else f"shinpingba departments 列出报告里的全部{len(known)}个。"
    raise ReportError(f"单位“{name}”", "", "报告里的单位", "没有这个单位", f"没有“{name}”这个单位。{meant}")


def likest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three departments that may be meant by a name, the likest first: what they are for is held against each other, in any spelling.

    >>> likest("区教育局", ["区财政局", "区教委", "区审计局"])
    ['区教委']
    """
    spelt = {each: [each, *_spellings().get(each, ())] for each in known}
    scores = {each: max(_alike(name, other) for other in spellings) for each, spellings in spelt.items()}
    near = sorted((each for each, score in scores.items() if score >= _MEANT), key=scores.__getitem__, reverse=True)
    return near[:1] if near and scores[near[0]] == 1.0 else near[:3]


def _alike(name: str, other: str) -> float:
    """How alike two names are in what they are for: 1.0 of 区教育局 and 沙坪坝区教育委员会."""
    return difflib.SequenceMatcher(None, _duty(name), _duty(other)).ratio()


def _duty(name: str) -> str:
    """What a department is for: its name without the place and the kind of office, 教育 of 重庆市沙坪坝区教育委员会."""
    plain = re.sub(r"^(?:[^区县]{2,4}[省市](?=..))?(?:[^区县]{0,4}[区县旗](?=..))?", "", _key(name))
    return re.sub(r"(?:委员会|管理局|办公室|管理委|分局|局|委|办|中心|公司|指挥部|街道|街|镇|乡)$", "", plain) or plain


@cache
def _spellings() -> dict[str, list[str]]:
    """Every spelling of each department of the registry, by its canonical name."""
    entries = read_words("departments", "name", "full_name", "aliases", "kind")
    return {
        each["name"]: [word for word in (each["full_name"], *each["aliases"].split(";")) if word] for each in entries
    }


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
