"""The head of a table in a stream of cells: where it stands, which lines make one cell of it, which heads stand over others."""

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product, takewhile

from ..document import ANNEX, SECTION, Piece, Row
from ..heads import LONGEST_HEAD, read_head
from ..units import unit_behind, unit_in
from .agreed import agreeing
from .broken import ALONE, BROKEN_HEADS, IN_BRACKETS, LONGEST_WORD, is_column_head, is_part, joined
from .cells import FIGURES, kind_of_cell
from .column import ReadColumn
from .fitting import fit_rows, fit_score
from .levels import readings
from .lines import is_sum
from .parts import SUBJECTS, columns_under
from .periods import alike_at, sort_of, width_of
from .slots import slots_under, with_optional
from .spanned import MARGIN, spread_anyhow
from .stream import BEGINS, CLOSED, WORD, Cell

_MOST_CELLS = 60
_BROKEN = {"分解", "项", "项目", "工作", "重点"}  # the first line of 项 目, 重点 工作 …
_COLUMN_LETTER = re.compile(r"[甲乙丙]|栏次|行次")  # it begins the row that counts the columns
_EVIDENCE = {"progress", "achieved", "planned", "share", "lead", "cooperating", "verdict", "deadline"}
_FEWEST = 3
_LEAST_KNOWN = 0.4
_BY_WORTH, _BY_LEVELS, _BY_ORDER = 0.1, 1.0, 0.02
_CUT = 2.0
_NAMELESS = 20.0
_TAKEN = 8.0  # a department at the end of a head is of the first row
_BY_PERIOD, _BY_PROOF = 8.0, 3.0
_MOST_PROVED, _MOST_TRIPLES = 8, 12
_TRIPLE: tuple[set[str], ...] = ({"planned"}, {"achieved", "progress"}, {"share"})
_MOST_HEADS = 20
_AHEAD = 80  # cells behind a head that are looked at to see where it ends


@dataclass(frozen=True, slots=True)
class FlatHead:
    """A head in a stream: the cells from `begin` to `end` make the rows of a head.

    spans  the cells of each of its columns, counted from its beginning; none where it has two rows
    over   those that name none of its columns
    is_unclear  whether other ones of them may as well stand over the others
    """

    begin: int
    end: int
    rows: tuple[Row, ...]
    spans: tuple[range, ...] = ()
    over: Row = ()
    is_unclear: bool = False


def find_heads(cells: Sequence[Cell], pieces: Sequence[Piece]) -> list[FlatHead]:
    """Every head of a table of tasks in a stream of cells, in order. `pieces` are the words of the cells with their places."""
    found: list[FlatHead] = []
    place = 0
    while place < len(cells):
        head = _head_at(cells, pieces, place) if _may_begin(cells, place) else None
        if head:
            found.append(head)
        place = head.end if head else place + 1
    return found


def _may_begin(cells: Sequence[Cell], place: int) -> bool:
    """Whether a head may begin here: with a number, a name, a region, a task, a class, or with what a broken one begins with.

    责任单位 | 序号 | 工作目标      departments that stand before the number of what they do, or before what they do
    责任单位 | 项目签约 | 企业培育 | 任务 | 完成 | 任务 | 完成      or before what they are to do of several things
    部门 | 任务数(个) | 完成数(个)      or before how much that is
    """
    words = cells[place].text
    if len(words) > LONGEST_WORD or any(map(str.isdecimal, words)):
        return False
    fields = read_head(words).fields
    first = fields[:1] if "lead" not in fields else ("lead",)  # 单位 may be one of figures
    if first == ("lead",):
        behind = list(takewhile(_is_head_word, cells[place + 1 : place + _MOST_HEADS]))
        names = [read_head(each.text).fields[:1] for each in behind]
        is_repeated = any(name and names.count(name) > 1 for name in names)
        return bool({*SUBJECTS, "planned"} & {*(names[0] if names else ())}) or is_repeated
    return bool(SUBJECTS & {*first}) or words in _BROKEN


def _head_at(cells: Sequence[Cell], pieces: Sequence[Piece], begin: int) -> FlatHead | None:
    """The head that begins at a cell: up to the first number where the rows are numbered, else the one whose rows fit best."""
    end = begin
    while end < min(len(cells), begin + _MOST_CELLS) and _is_head_word(cells[end]):
        end += 1
    stops = {end} if "number" in read_head(cells[begin].text).fields[:1] else {*range(begin + _FEWEST, end + 1)}
    runs = {
        tuple(run): worth - BROKEN_HEADS * are_broken
        for are_broken in (True, False)
        for worth, run in joined(cells, begin, end, stops, are_broken=are_broken)
    }
    heads = [
        (_fit(head, cells) + _BY_WORTH * worth - _taken(head) - _BY_LEVELS * (len(head.rows) > 1) - _BY_ORDER * order
         - _cut(run, end, cells) - _nameless(head, cells) + _BY_PERIOD * _period(cells, head), head)
        for run, worth in runs.items()
        for order, head in enumerate(_flat_heads(run, pieces))
    ]  # fmt: skip
    best = heapq.nlargest(_MOST_PROVED, heads, key=lambda each: each[0])
    found = max(best, key=lambda each: each[0] + _proof(each[1], cells))[1] if best else None
    return _of_width(found, cells, pieces, range(begin, end)) if found else None


def _of_width(head: FlatHead, cells: Sequence[Cell], pieces: Sequence[Piece], words: range) -> FlatHead:
    """The head; where rows come again in another width than it has, the one of that width that is clearly the best, if one is.

    指标 | 单位 | 2024年计划 | 5月 | 1-5月 | 排名 | 总量 | 增速 | 当月 | 同比 | 累计 | 同比      over rows of nine cells
    """
    end = next(
        (n for n in words if cells[n].kind == "dash" or (n > words.start and cells[n].gap not in BEGINS)), words.stop
    )
    found = []
    for stop in range(words.start + 2 * _FEWEST, end + 1):
        ahead = cells[stop : stop + _AHEAD]
        width = width_of(ahead, stop - words.start - 1)
        if width and (best := spread_anyhow(pieces[words.start : stop], pieces[stop : stop + len(ahead)], width)):
            found.append((best.against, stop, best))
    ordered = sorted(found, key=lambda each: each[:2])[:2]
    if not ordered or any(other[0] - ordered[0][0] < MARGIN for other in ordered[1:]):
        return head
    _, stop, best = ordered[0]
    return FlatHead(words.start, stop, best.rows, is_unclear=not best.is_clear)


def _proof(head: FlatHead, cells: Sequence[Cell]) -> float:
    """What arithmetic says for a head: the figures that stand under its heads of a plan, of what is done and of its share agree.

    年度计划 | 1-8月 | 占全年% over 56000 | 31200 | 55.7
    """
    rows, slots = with_optional(head.rows, slots_under(head.rows))
    columns = [*columns_under(rows)]
    places = [
        [n for n, each in enumerate(columns) if names & {*each.head.fields} and not _is_of_else(each)]
        for names in _TRIPLE
    ]
    triples = [each for each in product(*places) if len({*each}) == len(each)]
    if len(triples) > _MOST_TRIPLES:  # of several months each share stands behind what was done
        triples = [each for each in triples if each[2] == each[1] + 1]
    if not 0 < len(triples) <= _MOST_TRIPLES:  # of many indicators side by side some agree by chance
        return 0.0
    ahead = cells[head.end : head.end + _AHEAD]
    fitted = [row for row in fit_rows(ahead, slots) if row.sort == "row"]
    values = [
        [ahead[row.cells[place].start].value if place in row.cells else None for row in fitted]
        for place in range(len(columns))
    ]
    proofs = [mean for each in triples if (mean := agreeing([values[n] for n in each])) is not None]
    return _BY_PROOF * max(proofs, default=0.0)


def _is_of_else(column: ReadColumn) -> bool:
    """Whether a plan is of a month: 年度计划投资 is none over 9月当月."""
    return "planned" in column.head.fields and column.head.time in ("part", "increment")


def _period(cells: Sequence[Cell], head: FlatHead) -> float:
    """How far the first cells behind a head are followed by one of their sort, as many cells later as the head has columns.

    1.0 of a table without blank cells; about 0.0 of one of another width, where it is so by chance, and of twice the width.
    A head that stops before another one says nothing: the last column may be blank.
    """
    if any(is_column_head(cell.text) for cell in cells[head.end : head.end + 1]):
        return 0.0
    sorts = [sort_of(cell) for cell in cells[head.end : head.end + _AHEAD]]
    is_numbered = "number" in read_head(head.rows[0][0].text).fields
    width = len(head.rows[-1]) + (
        not is_numbered and any(cell.serial for cell in cells[head.end : head.end + 1])
    )  # numbers without a head
    alike = alike_at(sorts, width)
    is_least = all(alike_at(sorts, n) < alike for n in range(2, width) if width % n == 0)
    counts = Counter(filter(None, sorts))
    by_chance = sum(count * count for count in counts.values()) / max(1, counts.total() ** 2)
    return max(0.0, (alike - by_chance) / (1 - by_chance)) ** 2 if is_least and by_chance < 1 else 0.0


def _cut(run: Sequence[range], end: int, cells: Sequence[Cell]) -> float:
    """What it costs that a head ends before a word that is one, before what is in brackets of its last one, or within its line.

    地区 年度计划 1-6月 完成 同比 增长 完成 比例      has five columns, if five figures are in a row, and not its first five words
    """
    stop = run[-1].stop
    is_cut = stop < end and bool(IN_BRACKETS.match(cells[stop].text))
    behind = [cell.gap for cell in cells[stop : end + 1]]
    is_within = behind[:1] in ([WORD], [CLOSED]) and any(gap not in {WORD, CLOSED} for gap in behind)
    last = cells[stop - 1].text
    is_taken = (
        not is_column_head(last) and not unit_in(last) and not is_part(last) and len(run[-1]) == 1
    )  # a last word that is no head is of the first row
    return _CUT * (is_taken + (stop < end and is_column_head(cells[stop].text))) - ALONE * (is_cut or is_within)


def _taken(head: FlatHead) -> float:
    """What it costs that a head of one row ends with a department, which is the first row's: 单位 | 重点工作 | 完成情况 | 县农业农村局."""
    return _TAKEN * (len(head.rows) == 1 and kind_of_cell(head.rows[0][-1].text) == "departments")


def _nameless(head: FlatHead, cells: Sequence[Cell]) -> float:
    """What it costs that a head which begins with what rows are about stands before a figure: it has taken the first row's name."""
    first = slots_under(head.rows)[0].fields
    behind = cells[head.end : head.end + 1]
    is_figure = any(cell.kind in FIGURES and not cell.serial for cell in behind)
    return _NAMELESS * (is_figure and bool(SUBJECTS & {*first[:1]} - {"number", "row_id"}) and "planned" not in first)


def _flat_heads(run: Sequence[range], pieces: Sequence[Piece]) -> Iterator[FlatHead]:
    """The heads that some cells may make: none that names no task, or nothing that tells of it."""
    heads = [_whole([pieces[n] for n in span]) for span in run]
    if _COLUMN_LETTER.fullmatch(heads[-1].text):
        run, heads = run[:-1], heads[:-1]
    found = [read_head(piece.text).fields for piece in heads]
    known = [fields[0] for fields in found if fields]
    units = sum(bool(unit_in(piece.text)) for piece in heads)
    is_timed = any("planned" in each for each in found) and any(
        is_part(piece.text) for piece in heads
    )  # 年度目标 | 1-9月
    is_of_leads = "lead" in found[0] and {"planned", "achieved"} <= {*known}  # 部门 | 任务数 | 完成数
    is_told = is_of_leads or bool(SUBJECTS & {*known} and (_EVIDENCE & {*known} or is_timed))
    counted = sum(not read_head(piece.text).fields and bool(unit_behind(piece.text)) for piece in heads)  # 里程(km)
    if len(heads) < _FEWEST or not is_told or len(known) + counted < _LEAST_KNOWN * (len(heads) - units):
        return
    begin = run[0].start
    for rows, over in readings(heads):
        spans = tuple(range(span.start - begin, span.stop - begin) for span in run) if len(rows) == 1 else ()
        yield FlatHead(begin, run[-1].stop, rows, spans, over)


def _whole(pieces: Sequence[Piece]) -> Piece:
    """A head that is broken over lines."""
    return (
        pieces[0]
        if len(pieces) == 1
        else Piece("".join(piece.text for piece in pieces), pieces[0].line, pieces[0].where)
    )


def _fit(head: FlatHead, cells: Sequence[Cell]) -> float:
    """How well the first cells behind a head fit its columns, those of the head itself counted as placed."""
    _, slots = with_optional(head.rows, slots_under(head.rows))
    ahead = cells[head.end : head.end + _AHEAD]
    return fit_score(ahead, slots) + (head.end - head.begin)


def _is_head_word(cell: Cell) -> bool:
    words = cell.text
    is_short = bool(words) and len(words) <= LONGEST_HEAD and not re.search(r"[。;；!?]", words)
    return (
        is_short
        and not cell.serial
        and cell.kind not in {*FIGURES, "serial"}
        and not ANNEX.match(words)
        and (not is_sum(words) or bool(read_head(words).fields))  # 累计 is a head, 合计 the first row
        and not SECTION.fullmatch(words)
    )
