"""The blocks of a document to the records of its tables, and what stands around them: headings, narrative, what is left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...language.verdicts import class_over
from ...words.lexicon import read_words
from ..document import ANNEX, SECTION, Block, Piece, Table, distinct
from ..records import Record
from ..units import unit_behind, units_over
from .body import read_body
from .column import ReadColumn
from .legends import explain_signs
from .lines import is_note, is_summary
from .parts import TablePart, find_table_parts, settle_columns
from .rivals import year_in

_MOST_TITLES = 4
_LONGEST_TITLE = 60
_SUMMED = "“{}”是前面各项的汇总,没有再读作任务"
_COUNT = re.compile(
    r"(?:(?:任务|事项|项目|实事|目标|工作|问题)总?(?:数量?|个数|项数)|总(?:任务|项目|事项)?数|总任务)(?:[(（][项件个条][)）])?"
)
_SENTENCE = re.compile(r"[。;；]$|。.")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read: its title, its columns with what they were taken for, how many rows it gave."""

    title: str
    kind: str
    columns: tuple[ReadColumn, ...]
    row_count: int
    begin: Piece


@dataclass(slots=True)
class Tables:
    """What the tables of a document gave, and the pieces of it that stand in no row.

    headings   titles, heads and sections; narrative: sentences around the tables, notes and totals
    pending    the pieces since the last table, which may be the titles of the next
    year       that the last title named; 0 before one does
    edition    the period of the newest one of several editions of a table, where it says one
    legends    the pieces that say what the signs of a table mean: they tell of no task
    """

    tables: list[ReadTable] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    narrative: list[Piece] = field(default_factory=list)
    left_over: list[Piece] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pending: list[Piece] = field(default_factory=list)
    last: TablePart | None = None
    year: int = 0
    edition: str = ""
    legends: list[Piece] = field(default_factory=list)


def read_tables(blocks: Sequence[Block]) -> Tables:
    """Read every table of tasks; a table of anything else is narrative like the paragraphs around it."""
    found = Tables()
    lines = [piece for block in blocks for piece in _lines(block)]
    for block in blocks:
        if not isinstance(block, Table):
            found.pending += [block.piece] if block.piece.text else []  # blank cells over a table part it from its unit
            continue
        is_new = any(is_summary(piece.text) for piece in found.pending[-1:])
        parts, over = find_table_parts(block.rows, is_ragged=block.is_ragged, before=None if is_new else found.last)
        if not parts:
            found.pending += [piece for row in over for piece in distinct(row)]
        for part in parts:
            part.unsure = block.unsure
            _read(part, found, lines)
    rest = found.pending
    found.narrative += [piece for piece in rest if not found.tables or _is_told(piece)]
    found.left_over += [piece for piece in rest if found.tables and not _is_told(piece)]
    return found


def _lines(block: Block) -> list[Piece]:
    """The lines of a block that stand by themselves: a paragraph, and the rows of a table that say one thing only."""
    if not isinstance(block, Table):
        return [block.piece]
    return [words[0] for row in block.rows if len(words := distinct(row)) == 1]


def kind_of(words: str) -> str | None:
    """Which of the report's tables some words name (words/tables.csv): indicator, livelihood, key_task; None for none."""
    entries = read_words("tables", "table", "pattern")
    return next((entry["table"] for entry in entries if re.search(entry["pattern"], words)), None)


def _read(part: TablePart, found: Tables, around: Sequence[Piece]) -> None:
    """Read a part of a table into what was found.

    around  the lines of the document that are no rows
    """
    titles = _titles(found.pending)
    before, found.pending = found.pending[: len(found.pending) - len(titles)], []
    found.narrative += before
    lines = [*titles, *(piece for row in part.over for piece in distinct(row))]
    heads = [piece for row in part.heads for piece in distinct(row)]
    title = " ".join(piece.text for piece in lines)
    found.year = year_in(title) or found.year
    settle_columns(part, found.year, title, "\n".join(piece.text for piece in around))
    if _sums_up(part, lines, found):
        return
    kind = kind_of(title) or kind_of(" ".join(head.text for head in heads)) or _kind_before(part, found)
    section = lines[-1].text if lines and SECTION.fullmatch(lines[-1].text) else ""
    # …完成情况如下(单位:万元): stands over the title
    units = units_over(piece.text for piece in [*lines, *before[-1:]]) or _unit_behind_title(lines)
    body = read_body(part, kind or "key_task", section=section, units=units)
    found.headings += [*lines, *heads, *(piece for row in part.repeated for piece in distinct(row)), *body.headings]
    found.narrative += body.asides
    if lines and (verdict := class_over(lines[-1].text)):
        for record in body.records:
            record.texts.setdefault("verdict", verdict)
    found.legends += explain_signs(body.records, part.columns, [*around, *heads])
    found.records += body.records
    found.warnings += [*(column.note for column in part.columns if column.note), *body.warnings]
    _count(part, title, kind or "key_task", len(body.records), found)
    found.last = part


def _sums_up(part: TablePart, lines: Sequence[Piece], found: Tables) -> bool:
    """Whether a part under the title of a summary counts the tasks that were read before it: it is told of these, and no row.

    完成情况汇总
    单位 | 任务数 | 已完成 | 正常推进
    """
    counts = [column for column in part.columns if _COUNT.fullmatch(column.name)]
    title = next((line.text for line in lines if is_summary(line.text)), "")
    if not (counts and title and found.records):
        return False
    found.headings += lines
    found.narrative += distinct(piece for row in (*part.heads, *part.rows) for piece in row)
    found.warnings.append(_SUMMED.format(title))
    return True


def _kind_before(part: TablePart, found: Tables) -> str | None:
    """The kind of the table before, where a part is like it."""
    return found.tables[-1].kind if _is_like(part, found.last) else None


def _unit_behind_title(lines: Sequence[Piece]) -> list[str]:
    """The unit in the brackets that the lowest title ends with: 2024年1-5月固定资产投资完成情况(万元)."""
    return [unit for piece in reversed(lines) if (unit := unit_behind(piece.text))][:1]


def _count(part: TablePart, title: str, kind: str, count: int, found: Tables) -> None:
    """Say of a part how many rows it gave: a table, or more of the one before, which it goes on with."""
    if part.heads:
        found.tables.append(ReadTable(title, kind, tuple(part.columns), count, distinct(part.heads[0])[0]))
    elif found.tables:
        last = found.tables[-1]
        found.tables[-1] = replace(last, row_count=last.row_count + count)


def _titles(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines at the end that are over the next table: from an annex mark on (附件1), else those that are no sentences."""
    titles: list[Piece] = []
    for piece in reversed(pieces):
        if (
            len(titles) == _MOST_TITLES
            or len(piece.text) > _LONGEST_TITLE
            or _SENTENCE.search(piece.text)
            or is_note(piece.text)
        ):
            break
        titles.insert(0, piece)
        if ANNEX.match(piece.text) and not re.search(r"\d\s*[.、．]|[:：]", piece.text):
            break
    return titles


def _is_like(part: TablePart, before: TablePart | None) -> bool:
    """Whether a part is of the same kind as the one before: it goes on with it, or has the same columns."""
    return before is not None and [c.field for c in part.columns] == [c.field for c in before.columns]


def _is_told(piece: Piece) -> bool:
    """Whether words behind the last table tell something: a sentence or a note, no navigation of a page."""
    return bool(_SENTENCE.search(piece.text)) or is_note(piece.text) or len(piece.text) > _LONGEST_TITLE
