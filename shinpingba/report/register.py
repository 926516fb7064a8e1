"""The year's register: the tasks, owners and names that the year's first report or target list gives to those after it.

A later report often tells only some tasks, or tells them in prose, in words of its own (新建5G基站1500个。前9个月建成524个). Each of
its rows is joined to the row of the register with the same number and like words, else to the one with the likest words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from ..columns import records, table
from ..language.clauses import split_clauses
from ..language.likeness import bigrams, likeness, named_things
from ..language.quantities import find_numbers
from ..words.lexicon import any_of
from .errors import ReportError
from .rows import LETTERS, called

SAME_WORDS = (
    80.0  # least weight of two rows that are one: the likeness of their words, a rapidfuzz partial ratio from 0 to 100,
)
SAME_AT_ALL = 55.0  # which is at least this,
SAME_NUMBER = 25.0  # and so much where they stand under one number,
SAME_TABLE = 10.0  # so much where their headings name one of the report's tables,
SAME_WHOLE = 20.0  # and so much the more, the nearer the two are as wholes
AHEAD = 5.0  # by so much the likest row of the register must be liker than the next, or none is meant
PART_TOLD = 0.8  # a report with fewer of the register's rows than this tells only some of them
_LONGEST_NAME = 20  # characters of a row in a warning
_SHORTEST = 2  # characters of a name that can be known again: 社零
_SHORT = 4  # … which must be the same whole where it is shorter than this
_GIVEN = ["section", "name", "task", "lead", "cooperating"]
_Row = Mapping[str, Any]
_PROSE = ("item", "sentence", "class_list")


def is_joined(rows: pd.DataFrame, register: pd.DataFrame) -> bool:
    """Whether the rows of a later report are told by the register: in prose, or only some of them."""
    return bool(rows["form"].isin(_PROSE).any()) or len(rows) < PART_TOLD * len(register)


def join_to_register(rows: pd.DataFrame, register: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of a later report with ids, tasks and owners of the register, and how each was joined.

    rows, register  tables `rows` of one district and year
    returns  rows, where a task that states its own figure stays as it is told; what could not be joined comes as it was, with an id
             behind those of the register. The joins: columns.AGAINST["row_matches"], row_id the register's (<NA> where nothing
             is alike), later_row_id the one that the report alone gives, match_score 0 to 100
    """
    own, known = records(rows), records(register)
    found = _matches(own, known)
    by_id = {str(row["row_id"]): row for row in known}
    ids = _ids(own, found, known)
    joined = [
        _told_by(row, by_id.get(found[place][0]) if place in found else None, ids[place])
        for place, row in enumerate(own)
    ]
    matches = [{"later_row_id": row["row_id"]} | _shown(found.get(place)) for place, row in enumerate(own)]
    return pd.DataFrame(joined, columns=rows.columns).astype(rows.dtypes.to_dict()), table("row_matches", matches)


def fill_from_register(rows: pd.DataFrame, register: pd.DataFrame, expected: str, title: str) -> pd.DataFrame:
    """Rows that have but their ids, with what the register tells of them.

    expected, title  what an error asks for, and of which report
    errors           ReportError for an id that the register does not know
    """
    told, known = (each.set_index("row_id", drop=False) for each in (rows, register))
    if unknown := [row_id for row_id in told.index if row_id not in known.index]:
        raise ReportError(title, "", expected, "、".join(unknown[:5]))
    return told.assign(**{column: known.loc[told.index, column] for column in _GIVEN}).reset_index(drop=True)


def absent_in(rows: pd.DataFrame, register: pd.DataFrame) -> tuple[str, ...]:
    """The ids of the register that a report does not tell of."""
    told = set(rows["row_id"])
    return tuple(row_id for row_id in register["row_id"] if row_id not in told)


def not_joined(rows: pd.DataFrame, joined: pd.DataFrame, period: str) -> list[str]:
    """What to say of the rows that the register of a period does not know."""
    alone = [called(row) for row, is_alone in zip(records(rows), joined["row_id"].isna(), strict=True) if is_alone]
    names = "、".join(f"“{name[:_LONGEST_NAME]}”" for name in alone)
    return [f"{len(alone)}项没有对上{period}的任务:{names}"] if alone else []


def join_words(joined: pd.DataFrame, period: str) -> str:
    """How the rows were joined, in one line: by number, by words and how like at the least, and how many not."""
    by, alone = joined["matched_by"].value_counts(), int(joined["row_id"].isna().sum())
    least = f",文字最少{joined['match_score'].min():.0f}分相似" if len(by) else ""
    return f"取自{period}:按编号对上{by.get('number', 0)}项,按文字对上{by.get('text', 0)}项{least},没有对上{alone}项"


def _matches(own: Sequence[_Row], known: Sequence[_Row]) -> dict[int, tuple[str, str, float]]:
    """For each row that is joined, by its place: the row of the register, how, and how like; the likest first, each once."""
    found: dict[int, tuple[str, str, float]] = {}
    taken: set[str] = set()
    for _, place, row_id, by, score in sorted(_candidates(own, known), reverse=True):
        if row_id not in taken:
            found[place] = (row_id, by, score)
            taken.add(row_id)
    return found


def _candidates(own: Sequence[_Row], known: Sequence[_Row]) -> Iterator[tuple[float, int, str, str, float]]:
    """For each row the one of the register that is clearly the likest, with its weight.

    By what it is called; where nothing is called so, by what its progress speaks of first: 托育服务。|新增普惠托位180个.
    """
    names = [_named(row) for row in known]
    for place, row in enumerate(own):
        for named in (_named(row), _named({"task": _first_clause(str(row.get("progress") or ""))})):
            weighed = (_weighed(row, named, other, its) for other, its in zip(known, names, strict=True))
            best = nlargest(2, weighed)
            if best and best[0][0] >= SAME_WORDS and (len(best) == 1 or best[0][0] - best[1][0] >= AHEAD):
                yield best[0][0], place, *best[0][1:]
                break


def _weighed(row: _Row, named: Sequence[str], other: _Row, its: Sequence[str]) -> tuple[float, str, str, float]:
    """A row of the register as the one that is meant: its weight, its id, by what it is known, and how like it is."""
    score, wholly = max((_alike(one, two) for one in named for two in its), default=(0.0, 0.0))
    is_same_number = row.get("number") is not None and row["number"] == other["number"]
    weight = score + SAME_WHOLE * wholly + SAME_NUMBER * is_same_number + SAME_TABLE * (row["table"] == other["table"])
    return weight if score >= SAME_AT_ALL else 0.0, str(other["row_id"]), "number" if is_same_number else "text", score


@lru_cache(maxsize=100_000)
def _alike(one: str, two: str) -> tuple[float, float]:
    """How like two names are: one as a part of the other (0 to 100), and both as wholes (0 to 1)."""
    short, long = sorted((one, two), key=len)
    wholly = fuzz.ratio(short, long) / 100
    if len(short) < _SHORT:
        return (100.0 if bigrams(short) <= bigrams(long) else 0.0), wholly
    return max(fuzz.partial_ratio(short, long), 100 * likeness(short, long)), wholly


def _named(row: _Row) -> list[str]:
    """What a row is called: its name, and each clause of its task."""
    words = [str(row[column]) for column in ("name", "task") if row.get(column)]
    named = [_things(text[clause.start : clause.end]) for text in words for clause in split_clauses(text)]
    return [each for each in named if len(each) >= _SHORTEST]


def _first_clause(text: str) -> str:
    clauses = split_clauses(text)
    return text[clauses[0].start : clauses[0].end] if clauses else ""


@lru_cache(maxsize=10_000)
def _things(words: str) -> str:
    """What a clause names, without figures, marks, cue words and the year's task as such (完成年度目标任务)."""
    return re.sub(r"[^0-9A-Za-z一-鿿]", "", named_things(any_of("wholes", use="yearly").sub("", words)))


def _ids(own: Sequence[_Row], found: Mapping[int, tuple[str, str, float]], known: Sequence[_Row]) -> list[str]:
    """The register's id of each row, or the next one behind the register's."""
    last = {kind: max((int(row["row_id"][1:]) for row in known if row["table"] == kind), default=0) for kind in LETTERS}
    ids = []
    for place, row in enumerate(own):
        if place in found:
            ids.append(found[place][0])
        else:
            last[row["table"]] += 1
            ids.append(f"{LETTERS[row['table']]}{last[row['table']]}")
    return ids


def _told_by(row: dict[str, Any], other: _Row | None, row_id: str) -> dict[str, Any]:
    """A row with what the register tells of it. A task with a figure of its own is not replaced: targets are changed in a year."""
    if other is None:
        return row | {"row_id": row_id}
    has_figure = any(number.kind != "rejected" for number in find_numbers(str(row.get("task") or "")))
    given = {column: other[column] for column in _GIVEN if not (has_figure and column in ("name", "task"))}
    kept = {column: row[column] for column in ("lead", "cooperating") if row.get(column)}
    return row | given | kept | {"row_id": row_id, "table": other["table"], "number": other["number"]}


def _shown(match: tuple[str, str, float] | None) -> dict[str, Any]:
    return dict(zip(("row_id", "matched_by", "match_score"), match, strict=True)) if match else {}
