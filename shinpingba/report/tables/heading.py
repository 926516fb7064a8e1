"""The head of a table in a stream of cells: where it stands, which lines make one cell of it, which heads stand over others."""

import heapq
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import product, takewhile

from ..document import ANNEX, SECTION, Piece, Row
from ..heads import LONGEST_HEAD, read_head
from ..units import unit_in
from .agreed import agreeing
from .cells import FIGURES, kind_of_cell
from .column import Column
from .fitting import fit_rows, fit_score
from .groups import is_region
from .levels import SUBJECTS, readings
from .lines import is_sum
from .parts import columns_under
from .slots import slots_under, with_optional
from .stream import CLOSED, NEW, WORD, Cell

_MOST_CELLS = 60
_MOST_LINES = 4  # that one cell of a head is broken into
_KNOWN, _JOINED, _UNKNOWN, _NOTHING = 3.0, 0.7, 0.2, -1.0
_TIMED = 1.0  # 1-9月, which stands over 计划 and 完成
_LONGEST_WORD = 16
_BROKEN = {"分解", "项", "项目", "工作", "重点"}  # the first line of 项 目, 重点 工作 …
_COLUMN_LETTER = re.compile(r"[甲乙丙]|栏次|行次")  # it begins the row that counts the columns
_EVIDENCE = {"progress", "achieved", "planned", "share", "lead", "cooperating", "verdict", "deadline"}
_FEWEST = 3
_LEAST_KNOWN = 0.4
_MOST_RUNS = 16  # ways to join lines that are tried
_BY_WORTH, _BY_LEVELS, _BY_ORDER = 0.1, 1.0, 0.02
_CUT = 2.0
_TAKEN = 8.0  # a department at the end of a head is of the first row
_BY_PERIOD, _BY_PROOF = 8.0, 3.0
_MOST_PROVED, _MOST_TRIPLES = 8, 12
_TRIPLE: tuple[set[str], ...] = ({"planned"}, {"achieved", "progress"}, {"share"})
_ALONE = -10.0
_LONGEST_LINE, _UNBROKEN = 6, -4.0
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_BROKEN_HEADS = 20.0  # worth that is needed to take two heads for one
_MOST_HEADS = 20
_AHEAD = 80  # cells behind a head that are looked at to see where it ends


@dataclass(frozen=True, slots=True)
class FlatHead:
    """A head in a stream: the cells from `begin` to `end` make the rows of a head.

    spans  the cells of each of its columns, counted from its beginning; none where it has two rows
    over   those that name none of its columns
    """

    begin: int
    end: int
    rows: tuple[Row, ...]
    spans: tuple[range, ...] = ()
    over: Row = ()


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
    """
    words = cells[place].text
    if len(words) > _LONGEST_WORD or any(map(str.isdecimal, words)):
        return False
    fields = read_head(words).fields
    first = fields[:1] if "lead" not in fields else ("lead",)  # 单位 may be one of figures
    if first == ("lead",):
        behind = list(takewhile(_is_head_word, cells[place + 1 : place + _MOST_HEADS]))
        names = [read_head(each.text).fields[:1] for each in behind]
        is_repeated = any(name and names.count(name) > 1 for name in names)
        return bool(SUBJECTS & {*(names[0] if names else ())}) or is_repeated
    return bool(SUBJECTS & {*first}) or words in _BROKEN


def _head_at(cells: Sequence[Cell], pieces: Sequence[Piece], begin: int) -> FlatHead | None:
    """The head that begins at a cell: up to the first number where the rows are numbered, else the one whose rows fit best."""
    end = begin
    while end < min(len(cells), begin + _MOST_CELLS) and _is_head_word(cells[end]):
        end += 1
    stops = {end} if "number" in read_head(cells[begin].text).fields[:1] else {*range(begin + _FEWEST, end + 1)}
    runs = {
        tuple(run): worth - _BROKEN_HEADS * are_broken
        for are_broken in (True, False)
        for worth, run in _joined(cells, begin, end, stops, are_broken=are_broken)
    }
    heads = [
        (_fit(head, cells) + _BY_WORTH * worth - _taken(head) - _BY_LEVELS * (len(head.rows) > 1) - _BY_ORDER * order
         - _cut(run, end, cells) + _BY_PERIOD * _period(cells, head), head)
        for run, worth in runs.items()
        for order, head in enumerate(_flat_heads(run, pieces))
    ]  # fmt: skip
    best = heapq.nlargest(_MOST_PROVED, heads, key=lambda each: each[0])
    return max(best, key=lambda each: each[0] + _proof(each[1], cells))[1] if best else None


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


def _is_of_else(column: Column) -> bool:
    """Whether a plan is of a month: 年度计划投资 is none over 9月当月."""
    return "planned" in column.head.fields and column.head.time in ("part", "increment")


def _period(cells: Sequence[Cell], head: FlatHead) -> float:
    """How far the first cells behind a head are followed by one of their sort, as many cells later as the head has columns.

    1.0 of a table without blank cells; about 0.0 of one of another width, where it is so by chance, and of twice the width.
    A head that stops before another one says nothing: the last column may be blank.
    """
    if any(_is_known(cell.text) for cell in cells[head.end : head.end + 1]):
        return 0.0
    sorts = [_sort(cell) for cell in cells[head.end : head.end + _AHEAD]]
    is_numbered = "number" in read_head(head.rows[0][0].text).fields
    width = len(head.rows[-1]) + (
        not is_numbered and any(cell.serial for cell in cells[head.end : head.end + 1])
    )  # numbers without a head
    alike = _alike(sorts, width)
    is_least = all(_alike(sorts, n) < alike for n in range(2, width) if width % n == 0)
    counts = Counter(filter(None, sorts))
    by_chance = sum(count * count for count in counts.values()) / max(1, counts.total() ** 2)
    return max(0.0, (alike - by_chance) / (1 - by_chance)) ** 2 if is_least and by_chance < 1 else 0.0


def _alike(sorts: Sequence[str], width: int) -> float:
    pairs = [(sort, later) for sort, later in zip(sorts, sorts[width:], strict=False) if sort and later]
    return sum(sort == later for sort, later in pairs) / len(pairs) if len(pairs) >= width else 0.0


def _sort(cell: Cell) -> str:
    """A cell's kind as far as those of a column have it in common: figures, units, or words; "" for a blank, a dash."""
    kind = cell.kind
    if kind in {"", "dash", "pending"}:
        return ""
    return "figure" if kind in FIGURES else kind if kind in {"serial", "unit", "date", "verdict", "yesno"} else "words"


def _cut(run: Sequence[range], end: int, cells: Sequence[Cell]) -> float:
    """What it costs that a head ends before a word that is one, before what is in brackets of its last one, or within its line.

    地区 年度计划 1-6月 完成 同比 增长 完成 比例      has five columns, if five figures are in a row, and not its first five words
    """
    stop = run[-1].stop
    is_cut = stop < end and bool(_IN_BRACKETS.match(cells[stop].text))
    behind = [cell.gap for cell in cells[stop : end + 1]]
    is_within = behind[:1] == [WORD] and any(gap != WORD for gap in behind)
    last = cells[stop - 1].text
    is_taken = (
        not _is_known(last) and not unit_in(last) and len(run[-1]) == 1
    )  # a last word that is no head is of the first row
    return _CUT * (is_taken + (stop < end and _is_known(cells[stop].text))) - _ALONE * (is_cut or is_within)


def _taken(head: FlatHead) -> float:
    """What it costs that a head of one row ends with a department, which is the first row's: 单位 | 重点工作 | 完成情况 | 县农业农村局."""
    return _TAKEN * (len(head.rows) == 1 and kind_of_cell(head.rows[0][-1].text) == "departments")


def _flat_heads(run: Sequence[range], pieces: Sequence[Piece]) -> Iterator[FlatHead]:
    """The heads that some cells may make: none that names no task, or nothing that tells of it."""
    heads = [_whole([pieces[n] for n in span]) for span in run]
    if _COLUMN_LETTER.fullmatch(heads[-1].text):
        run, heads = run[:-1], heads[:-1]
    known = [fields[0] for piece in heads if (fields := read_head(piece.text).fields)]
    units = sum(bool(unit_in(piece.text)) for piece in heads)
    is_told = bool(SUBJECTS & {*known} and _EVIDENCE & {*known})
    if len(heads) < _FEWEST or not is_told or len(known) < _LEAST_KNOWN * (len(heads) - units):
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


def _joined(
    cells: Sequence[Cell], begin: int, end: int, stops: Container[int], *, are_broken: bool
) -> list[tuple[float, list[range]]]:
    """For each end and each count of columns the cells of a head, of one line or of several, that together say most, and how much.

    are_broken  whether lines that are heads by themselves may be one head: 牵头 and 单位, but also 任务 and 进展
    """
    best: list[dict[int, tuple[float, list[range]]]] = [{0: (0.0, [])}]
    for stop in range(begin + 1, end + 1):
        found: dict[int, tuple[float, list[range]]] = {}
        for first in range(max(begin, stop - _MOST_LINES), stop):
            if any(cells[n].gap in {CLOSED, NEW} for n in range(first + 1, stop)):
                continue
            lines = [cells[n].text for n in range(first, stop)]
            worth = _worth(lines, are_broken=are_broken)
            if stop - first > 1 and cells[stop - 1].gap != WORD and len(lines[-1]) > max(map(len, lines[:-1])) + 1:
                worth = min(worth, -_BROKEN_HEADS)  # the lines of a broken head are as long as its column is wide
            for count, (score, before) in best[first - begin].items():
                if count + 1 not in found or score + worth > found[count + 1][0]:
                    found[count + 1] = (score + worth, [*before, range(first, stop)])
        best.append(found)
    runs = [run for stop in range(begin, end + 1) if stop in stops for run in best[stop - begin].values() if run[1]]
    return sorted(runs, key=lambda run: -run[0] / len(cells[begin : run[1][-1].stop]))[:_MOST_RUNS]


def _worth(lines: Sequence[str], *, are_broken: bool) -> float:
    words = "".join(lines)
    if _IN_BRACKETS.match(lines[0]):  # (%) on a line of its own is of the head before it
        return _ALONE * len(lines)
    if len(lines) == 1:
        if _is_part(words):
            return _TIMED
        return _KNOWN if _is_known(words) or unit_in(words) else _UNKNOWN if len(words) <= _LONGEST_WORD else _NOTHING
    heads = sum(map(_is_known, lines))
    begins_row = any(is_region(line) and not _is_known(line) for line in lines[1:])  # 低于序时进度 | 枫山区
    if begins_row or all(map(_is_part, lines)):
        return -_BROKEN_HEADS
    if heads > 1 and not _is_known(words):
        return -_BROKEN_HEADS
    if not _is_known(words) or (heads > 1 and not are_broken):
        is_wide = any(len(line) > _LONGEST_LINE for line in lines[:-1])  # a head is broken where its column is narrow
        return (_UNBROKEN if is_wide else _NOTHING) * (len(lines) - 1)
    return _KNOWN + _JOINED * (len(lines) - 1)


def _is_part(words: str) -> bool:
    """Whether a head only names a part of the year; two of them are no one head: 三季度 | 四季度."""
    head = read_head(words)
    return not head.fields and head.time in ("period", "part")


def _is_known(words: str) -> bool:
    head = read_head(words)
    return bool(head.fields) or head.time == "before"
