"""A table of which some rows have more or fewer cells than their head: those are put into its columns by what they hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..document import SECTION, Piece, Row, Table, distinct
from ..heads import is_known, read_head
from ..units import unit_in
from .cells import FIGURES, kind_of_cell
from .fitted import is_unsure
from .fitting import fit_row
from .groups import is_region
from .lines import is_commitment
from .parts import SUBJECTS, head_height
from .slots import MISSING_SUBJECT, Slot, alike, refined, slots_under, with_optional
from .stream import CLOSED, NEW, WORD, Cell

_MOST_PLACES = 3
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CANNOT, _BETTER = -2.0, 2.0  # a fit so bad that a cell has lost its place, so much better a one that it has


@dataclass(slots=True)
class _Odd:
    """Rows whose cells were put into columns by what they hold.

    places  where those stand that had more or fewer cells than their head
    unsure  the first cells of those of which a figure may as well stand in another column
    """

    places: list[str] = field(default_factory=list)
    unsure: list[Piece] = field(default_factory=list)


def aligned(table: Table, joint: str, warnings: list[str], *, is_text: bool) -> Table | None:
    """The table as a rectangle; where it has no head, its rows filled up with blank cells, or None of a text
    that says too little: no head, or one of two rows.

    joint    what stood between two cells that are one (the comma of a cell without quotes)
    is_text  whether sections and merged cells may have been lost, as they are in flattened text
    """
    found: list[Row] = []
    odd = _Odd()
    segments = _segments(table.rows)
    is_cut = any(not body for _, body in segments[1:-1]) or any(_has_lower(body) for _, body in segments[1:])
    is_lower = any(_is_lower_of(below[0], above[1]) for above, below in pairwise(segments))
    is_cut = is_cut or is_lower or _has_upper(*segments[:2])
    if is_text and (len(segments) == 1 or is_cut):
        return None
    for heads, body in segments:
        found += _segment(heads, body, joint, odd, is_text=is_text) if heads else body
    if odd.places:
        more = f"等{len(odd.places)}行" if len(odd.places) > _MOST_PLACES else ""
        warnings.append(f"单元格个数与表头不同,按内容归栏,请核对:{'、'.join(odd.places[:_MOST_PLACES])}{more}")
    widest = max(map(len, found), default=0)
    return Table(
        tuple((*row, *(Piece("") for _ in range(widest - len(row)))) for row in found),
        is_ragged=bool(odd.places) or not is_text,  # a file of cells knows no merged ones
        unsure=(*table.unsure, *odd.unsure),
    )


def _segments(rows: Sequence[Row]) -> list[tuple[list[Row], list[Row]]]:
    """Each head with the rows under it; first the rows that stand under none."""
    found: list[tuple[list[Row], list[Row]]] = [([], [])]
    place = 0
    while place < len(rows):
        if height := head_height(rows, place):
            found.append((list(rows[place : place + height]), []))
        else:
            found[-1][1].append(rows[place])
        place += height or 1
    return found


def _has_lower(body: Sequence[Row]) -> bool:
    """Whether a lower row of a head stands behind it, at once or behind another that has no figure (户厕改造 | 污水治理)."""
    first = next((n for n, row in enumerate(body[:2]) if _is_lower(row)), None)
    return first is not None and all(kind_of_cell(piece.text) == "label" for row in body[:first] for piece in row)


def _has_upper(before: tuple[list[Row], list[Row]], first: tuple[list[Row], list[Row]] = ([], [])) -> bool:
    """Whether the first head is the lower row of one that has lost its places: it is narrower than its rows, and heads stand over it.

    县区   | 新开工(套) | 基本建成(套)
    任务数 | 实际开工   | 开工率       | 任务数 | 实际建成 | 完成率
    榆山区 | 1500       | 1500         | 100%   | 900      | 720      | 80%
    """
    heads, body = first
    narrow = [row for row in body if len(heads[0]) < len(row)]
    return len(heads) == 1 and 2 * len(narrow) > len(body) and any(map(_is_upper, before[1][-1:]))


def _is_upper(row: Row) -> bool:
    """Whether a row has heads and no figure, and begins with what rows are about: 县区 | 新开工(套) | 基本建成(套)."""
    are_words = all(kind_of_cell(piece.text) not in FIGURES for piece in row)
    return len(row) > 1 and are_words and bool(SUBJECTS & {*read_head(row[0].text).fields[:1]})


def _is_lower_of(heads: Sequence[Row], above: Sequence[Row]) -> bool:
    """Whether what was taken for a head is the lower row of one above it: 计划 | 已播 | 进度 | 计划 | 已播 behind 乡镇 | 水稻 | 玉米."""
    lower = [piece.text for piece in heads[0]]
    upper = distinct(above[-1]) if above else []
    are_words = len(upper) > 1 and all(kind_of_cell(piece.text) not in FIGURES for piece in upper)
    return are_words and len({*lower}) < len(lower) and len(upper) < len(lower)


def _is_lower(row: Row) -> bool:
    """Whether the row behind a head is a lower row of it, which does not say under which heads its cells stand."""
    known = [piece for piece in row if is_known(piece.text) or unit_in(piece.text)]
    return len(row) > 1 and 2 * len(known) >= len(row) and all(kind_of_cell(piece.text) not in FIGURES for piece in row)


def _segment(heads: list[Row], body: list[Row], joint: str, odd: _Odd, *, is_text: bool) -> list[Row]:
    heads = [_trimmed(row, 0) for row in heads] if len(heads) == 1 else heads
    width = max(map(len, heads))
    rows = [_trimmed(row, width) for row in body]
    slots = slots_under(heads)
    is_open = is_text and any(len(row) > width for row in rows)
    if is_open:
        heads, slots = with_optional(heads, slots)
    whole = [row for row in rows if len(row) == width and all(piece.text for piece in row)]
    if len(heads[0]) == width:
        kinds = [[kind_of_cell(row[n].text) for row in whole] for n in range(width)]
        slots = alike(refined(slots, kinds), kinds)
        rows = [_without_blanks(row) if is_text and _is_shifted(row, slots) else row for row in rows]
    found = [_placed(row, slots, joint, odd) if len(row) != width or is_open else row for row in rows]
    return [*heads, *found]


def _is_shifted(row: Row, slots: Sequence[Slot]) -> bool:
    """Whether a row whose merged cells were left out, and made up for at its end, has a cell that cannot stand where it is, or fits
    better farther to the right.

    责任单位 | 工作任务 | 目标值 | 完成值 | 完成率
    县教育局 | 新增学位 | 2800个 | 2300个 | 82.1%
    改造操场 | 3万平方米 | 1.2万平方米 | 40% |
    """
    cells = _without_blanks(row)
    kinds = [kind_of_cell(piece.text) for piece in cells]
    fits = [slot.fits for slot in slots]
    if len(cells) == len(row) or not all(kinds):
        return False
    found = [
        [fit.get(kind, fit["*"]) for fit, kind in zip(fits[shift:], kinds, strict=False)]
        for shift in range(len(row) - len(cells) + 1)
    ]
    return min(found[0], default=0.0) <= _CANNOT or max(map(sum, found[1:])) > sum(found[0]) + _BETTER


def _without_blanks(row: Row) -> Row:
    return _trimmed(row, 0)


def _without_section(row: Row, placed: Row, slots: Sequence[Slot]) -> Row | None:
    """The row with its surplus cell behind it, where its task was put into a section's place: 2 | 疏浚河道25公里 | 区水利局 | ….

    None where it was not.
    """
    firsts = [(slot.fields[:1], slot.is_optional) for slot in slots]
    if (("section",), True) not in firsts:
        return None
    section = firsts.index((("section",), True))
    if [kind_of_cell(piece.text) for piece in placed[section : section + 2]] != ["counted", "departments"]:
        return None
    cells = iter(row)
    return (*(Piece("") if slot.is_optional else next(cells, Piece("")) for slot in slots), *cells)


def _placed(row: Row, slots: Sequence[Slot], joint: str, odd: _Odd) -> Row:
    """A row in the columns of its table: a single cell stands in all of them, surplus cells that fit nowhere behind them."""
    if len(distinct(row)) <= 1:
        return _single(distinct(row), slots)
    within = WORD if joint.strip() and len(row) > len(slots) else CLOSED
    cells = [Cell(piece.text, within if n else NEW, not n and piece.text.isdecimal()) for n, piece in enumerate(row)]
    fitted = fit_row(cells, slots)
    if (
        fitted is None
        or within == WORD
        or any(not slot.is_optional and n not in fitted.cells for n, slot in enumerate(slots))
    ):
        odd.places.append(row[0].place)
    if fitted and within == CLOSED and is_unsure(fitted, cells, slots):
        odd.unsure.append(row[0])
    if fitted is None or any(_is_no_number([row[n].text for n in span], joint) for span in fitted.cells.values()):
        return _without_section(row, row, slots) or row
    spans = [fitted.cells.get(place, range(0)) for place in range(len(slots))]
    placed = _of_task(tuple(_joined([row[n] for n in span], joint) for span in spans), slots)
    return _without_section(row, placed, slots) or placed


def _is_no_number(cells: Sequence[str], joint: str) -> bool:
    """Whether cells that would be one are several figures: 1890 and 720 are no 1890,720, as 1 and 890 are 1,890."""
    are_figures = len(cells) > 1 and all(kind_of_cell(cell) in FIGURES for cell in cells)
    return are_figures and not _THOUSANDS.fullmatch(joint.join(cells))


def _single(words: Sequence[Piece], slots: Sequence[Slot]) -> Row:
    """The only cell of a row in all columns, as a section's title; what is to be done (新增学位690个) stands in that of the task."""
    task = next((n for n, slot in enumerate(slots) if slot.missing == MISSING_SUBJECT), None)
    if task is None or not words or not is_commitment(words[0].text) or SECTION.fullmatch(words[0].text):
        return tuple(words or [Piece("")]) * len(slots)
    return tuple(words[0] if n == task else Piece("") for n in range(len(slots)))


def _of_task(placed: Row, slots: Sequence[Slot]) -> Row:
    """The row with its only name in the place of its task, where it stood in that of the section, or of the region, which is merged with
    the one above.

    一级指标 | 二级指标 | 年度目标      规上工业总产值 | | 320亿元
    镇名     | 指标     | 年度目标      新增规上企业   | | 5
    """
    firsts = [slot.fields[:1] for slot in slots]
    for place, (upper, lower) in enumerate(pairwise(firsts)):
        is_empty = placed[place].text and not placed[place + 1].text
        is_over = upper == ("section",) or (upper == ("region",) and not is_region(placed[place].text))
        if is_over and lower and lower[0] in {"task", "name", "section"} and is_empty:
            return (*placed[:place], placed[place + 1], placed[place], *placed[place + 2 :])
    return placed


def _joined(pieces: Sequence[Piece], joint: str) -> Piece:
    if len(pieces) < 2:
        return pieces[0] if pieces else Piece("")
    return Piece(joint.join(piece.text for piece in pieces), pieces[0].line, pieces[0].where)


def _trimmed(row: Row, width: int) -> Row:
    """A row without the blank cells behind its last word, as far as it is wider than its head."""
    filled = max((place for place, piece in enumerate(row, 1) if piece.text), default=0)
    return row[: max(filled, width)]
