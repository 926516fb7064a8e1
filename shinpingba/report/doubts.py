"""What to tell the user of a reading: numbers that skip, tasks without words, annexes that are not there, progress that was not read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from ..columns import TABLE_LABELS, TABLES, records
from ..language.numerals import read_value
from ..language.quantities import FULL_WIDTH
from .document import Document, Piece, Table, distinct
from .errors import ReportError
from .heads import read_head
from .records import Record
from .tables.reading import ReadTable, kind_of

_LISTED_ANNEX = re.compile(r"(?:附件\s*[:：]\s*)?\d+\s*[.．、]\s*(?P<title>\S.*表)")
_STATED_COUNT = re.compile(r"(\d+)项")
_PRINTED = re.compile(r"[第(（]?(\d{1,5}|[零〇一二两三四五六七八九十百]{1,4})[)）]?[.．、项件条]?")
_TOLD = ("progress", "achieved", "share", "verdict")
_MOST_PLACES, _MOST_HEADS = 3, 8
_OF_ELSE = re.compile(
    "序时|时序|节点|阶段|应|开工|竣工|完工|年初|变更|争取|力争|挑战|冲刺|奋斗|保底|底线"
)  # no second goal of the year


def row_doubts(records: Sequence[Record], tables: Sequence[ReadTable], narrative: Sequence[Piece]) -> list[str]:
    """What is doubtful in rows: numbers that skip, rows without a task, annexes that are not there or have another count of rows."""
    return [*_numbers(records), *_tasks(records), *_annexes(records, tables, narrative)]


def unread_progress(rows: pd.DataFrame) -> list[str]:
    """What to tell the user of progress that was not read: further columns of it, and each table without any.

    A table without any would pass for one in which nothing is behind. The columns that were not used are named, because the
    progress may stand under a head that no word list knows.
    """
    own = [column for column in rows.columns if column and column not in TABLES["rows"]]
    further = [f"“{column}”" for column in own if _tells(column) and rows[column].notna().any()]
    told = [f"进展只读一列,没有用到{'、'.join(further)}"] if further else []
    goals = [f"“{column}”" for column in own if _sets_goal(column) and rows[column].notna().any()]
    told += [f"目标只读一列,没有用到{'、'.join(goals)}"] if goals else []
    lines = records(rows, "table", *_TOLD)
    of_progress = {line["table"] for line in lines if any(line[name] is not None for name in _TOLD)}
    for kind in dict.fromkeys(line["table"] for line in lines if line["table"] not in of_progress):
        part = rows[rows["table"] == kind]
        unused = "、".join(column[:20] for column in own if part[column].notna().any())
        advice = f"没有用到的列:{unused}。其中若有进展,请在 words/headers.csv 为它的列名加一行 progress"
        found = f"{TABLE_LABELS[kind]}的{len(part)}行都没有进展,无法判断是否滞后"
        told.append(f"{found};{advice if unused else '表中也没有别的列'}")
    return told


def _tells(label: str) -> bool:
    """Whether a head that was not used says progress, or a figure of the year to date: a second 已完成 beside the one that was read."""
    head = read_head(label)
    return head.fields[:1] == ("progress",) or (
        head.fields[:1] == ("achieved",) and head.time in ("", "year", "period")
    )


def _sets_goal(label: str) -> bool:
    """Whether a head that was not used says a goal of the year: a second one beside the one that was read."""
    head = read_head(label)
    return head.fields[:1] == ("planned",) and head.time in ("", "year") and not _OF_ELSE.search(label)


def nothing_to_read(document: Document) -> ReportError:
    """The error for a document in which no row was found: what it is like, and what to do."""
    heads = max((_first_head(block) for block in document.blocks if isinstance(block, Table)), key=len, default=[])
    expected = "任务表(表头如“序号、工作任务、责任单位、进展情况”),或写有进展(已完成多少、占年度任务多少)的文字"
    if heads:
        lacking = [label for name, label in (("task", "工作任务"), ("progress", "进展情况")) if not _names(heads, name)]
        listed = f"表头是“{'、'.join(head.text[:10] for head in heads[:_MOST_HEADS])}”的表格"
        advice = f",缺{'、'.join(lacking)}一列;如果其中有,请在 words/headers.csv 为它的列名加一行" if lacking else ""
        return ReportError(document.name, heads[0].place, expected, listed + advice)
    first = next(iter(document.pieces), Piece("(空)"))
    found = f"没有任务表,{len(document.pieces)}段文字没有进展可读,首段为“{first.text[:30]}”"
    return ReportError(document.name, first.place, expected, found)


def _first_head(table: Table) -> list[Piece]:
    """The first row of several cells: a title stands alone in its row and is no head."""
    return next((distinct(row) for row in table.rows if len(distinct(row)) > 1), [])


def _names(heads: Iterable[Piece], name: str) -> bool:
    return any(name in read_head(head.text).fields for head in heads)


def _numbers(records: Iterable[Record]) -> Iterator[str]:
    """Numbers go up by one in each table, and may begin again; else a row may be missing, or be there twice."""
    last: dict[str, int] = {}
    odd: list[str] = []
    for record in (each for each in records if not each.texts.get("row_id")):  # a partial report leaves rows out
        number, before = printed_number(record), last.get(record.kind, 0)
        if number is not None and number not in {before + 1, before, 1}:
            odd.append(f"{record.begin.place}序号{number}" + (f"前面是{before}" if before else ""))
        last[record.kind] = before if number is None else number
    if odd:
        yield f"序号不连续,可能缺行:{_places(odd)}"


def _tasks(records: Iterable[Record]) -> Iterator[str]:
    untold = [
        record.begin.place for record in records if record.form == "table" and not {"task", "row_id"} & {*_told(record)}
    ]
    if untold:
        yield f"没有工作任务:{_places(untold)}"


def _told(record: Record) -> list[str]:
    return [name for name, words in record.texts.items() if words]


def _annexes(records: Iterable[Record], tables: Iterable[ReadTable], narrative: Iterable[Piece]) -> Iterator[str]:
    """An annex that the narrative lists and that is not there; another count of rows than a title states."""
    counts = Counter(record.kind for record in records)
    stated = [(table.title, table.begin.place) for table in tables]
    stated += [(listed["title"], piece.place) for piece in narrative if (listed := _LISTED_ANNEX.fullmatch(piece.text))]
    for title, place in dict.fromkeys(stated):
        kind, count = kind_of(title), _STATED_COUNT.search(title)
        if kind and not counts[kind]:
            yield f"{place}列有“{title}”,文件中没有这张表"
        elif kind and count and counts[kind] != int(count[1]):
            yield f"{place}“{title}”应有{count[1]}行,读到{counts[kind]}行,文件可能不完整"


def printed_number(record: Record) -> int | None:
    """The number of a record as printed, Arabic or Chinese: 3, 三, 第三项; None where it has none."""
    printed = _PRINTED.fullmatch(record.texts.get("number", "").translate(FULL_WIDTH))
    value = read_value(printed[1]) if printed else None
    return None if value is None else int(value)


def _places(places: Sequence[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more
