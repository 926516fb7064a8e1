"""A grid to its parts: where a head begins, how many rows it has, and which rows stand under it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Piece, Row, distinct
from ..heads import LONGEST_HEAD, is_known, read_head
from ..units import unit_in
from .begun import completed_only, says_begun
from .beside import places_of_all, with_others
from .cells import FIGURES, kind_of_cell
from .closing import with_year_end
from .column import ReadColumn, as_dates, column_of
from .columns import sections_under_task, settled
from .groups import Group, find_groups, of_their_uppers
from .growth import with_growth
from .lines import is_aside
from .shifted import with_heads, without_shifted

_MOST_LEVELS = 4
_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:\s*[=＝].*)?")
_COLUMN_LETTER = re.compile(r"[甲乙丙丁戊]|栏次|行次|序号")
_FEWEST_COUNTED = 3
SUBJECTS = {"number", "row_id", "name", "task", "region", "section"}
_EVIDENCE = {"progress", "achieved", "planned", "share", "lead", "cooperating", "verdict", "deadline"}
_TELLING, _PLANNED = {"progress", "achieved"}, {"planned"}
_LEAST_KNOWN = 0.4
_OF_UNITS = (("unit", "lead"), ("lead",))


@dataclass(slots=True)
class TablePart:
    """The rows under one head.

    over      the rows over the head: titles, 单位:万元, 填报单位
    heads     the rows of the head, one below the other
    repeated  the head once more, farther down
    unsure    the first cells of rows whose figures may stand in other columns
    views     the columns of each row to be made of a row: one view of all, or one for each indicator
    """

    over: list[Row]
    heads: list[Row]
    columns: list[ReadColumn]
    is_ragged: bool = False
    rows: list[Row] = field(default_factory=list)
    repeated: list[Row] = field(default_factory=list)
    views: list[Group] = field(default_factory=list)
    unsure: Row = ()


def find_table_parts(
    rows: Sequence[Row], *, is_ragged: bool = False, before: TablePart | None = None
) -> tuple[list[TablePart], list[Row]]:
    """The parts of a grid, and the rows that stand under no head.

    before   the part that ended the grid before: a grid of its width without a head goes on with it
    """
    parts: list[TablePart] = []
    over: list[Row] = []
    place = 0
    while place < len(rows):
        height = head_height(rows, place, is_first=not parts)
        heads = list(rows[place : place + height])
        if height and parts and _texts(heads[0]) == _texts(parts[-1].heads[0]):
            parts[-1].repeated += heads
        elif height:
            over = _titles(parts[-1]) if parts else over
            parts.append(TablePart(over, heads, list(columns_under(heads)), is_ragged))
            over = []
        elif parts and not parts[-1].rows and _counts_columns(rows[place]):
            parts[-1].repeated.append(rows[place])
        elif parts:
            parts[-1].rows.append(rows[place])
        else:
            over.append(rows[place])
        place += height or 1
    if not parts and before and over and {len(row) for row in over} == {len(before.columns)}:
        parts, over = [TablePart([], [], before.columns, is_ragged, over, views=before.views)], []
    return parts, over


def head_height(rows: Sequence[Row], place: int, *, is_first: bool = True) -> int:
    """How many rows the head has that begins at a place; 0 where none does.

    is_first  whether it is the first of its grid: a later one says what its rows are about, and 学校 | 9月底完工 | 已完工 | 完成 does not
    """
    if not _is_head_like(rows[place]):
        return 0
    height = 1
    while (
        height < _MOST_LEVELS
        and place + height < len(rows)
        and _is_lower(rows[place + height], rows[place : place + height])
    ):
        height += 1
    return next(
        (n for n in range(height, 0, -1) if _names_tasks(columns_under(rows[place : place + n]), is_first=is_first)), 0
    )


def columns_under(heads: Sequence[Row], body: Iterable[Row] = ()) -> Iterator[ReadColumn]:
    """The columns under the rows of a head, with the words of the rows under it: no title, no total, no signature."""
    width = max(map(len, heads))
    filled: list[Row] = []
    for place, row in enumerate(heads):
        filled.append(_inherited(row, filled, heads[place + 1 :]))
    filled_body = [row for row in body if len(words := distinct(row)) > 1 and not is_aside(words)]
    for place in range(width):
        path: dict[int, str] = {}
        for row in filled:
            if place < len(row) and row[place].text:
                path.setdefault(id(row[place]), row[place].text)
        yield column_of(_with_unit([*path.values()]), (row[place].text for row in filled_body if place < len(row)))


def _with_unit(path: list[str]) -> list[str]:
    """A path of heads whose lowest is only the unit of the one over it: 开工任务 | 套 is 开工任务(套)."""
    return [*path[:-2], f"{path[-2]}({path[-1]})"] if len(path) > 1 and unit_in(path[-1]) else path


def settle_columns(part: TablePart, year: int = 0, title: str = "", notes: str = "") -> None:
    """Settle what the part's columns are, by their heads and by what stands under them, for each of its indicators.

    year, title  of the table; 0 and "" where they are not known; notes: the lines around it
    """
    if not part.heads:  # it goes on with the columns of the part before
        part.views = part.views or [Group("", tuple(range(len(part.columns))))]
        return
    columns = with_year_end([*map(as_dates, columns_under(part.heads, part.rows))], notes)
    columns, groups = with_others(columns, find_groups(columns))
    columns, groups = with_growth(of_their_uppers(columns, groups), groups, year)
    base = places_of_all(columns, groups)
    sections = sections_under_task(part.heads[0]) if len(part.heads) == 1 and not groups else None
    part.views = [Group(group.label, (*base, *group.places)) for group in groups or [Group("", ())]]
    for view in part.views:
        own = settled([columns[place] for place in view.places], sections, year)
        for place, column in zip(view.places, own, strict=True):
            columns[place] = column
    is_of_begun = says_begun(title) or any(says_begun(column.label) for column in columns if column.field == "planned")
    for view in part.views:
        own = completed_only([columns[place] for place in view.places], is_of_begun=is_of_begun)
        for place, column in zip(view.places, own, strict=True):
            columns[place] = column
    if part.is_ragged:
        columns = without_shifted(columns, groups)
    part.columns = with_heads(columns, is_ragged=part.is_ragged)


def _names_tasks(columns: Iterable[ReadColumn], *, is_first: bool) -> bool:
    """Whether the heads are those of a table of tasks: one names tasks, another who does them or how far they are.

    Where no head that is known names tasks (议定事项 | 责任单位 | 落实进度), two others that are say enough.
    So do plan and progress beside a corner without words (regions across, things down), or one of 单位, 部门.
    Heads that come again (目标 完成 目标 完成) are the lower row of a head.
    """
    columns = list(columns)
    headed = [column for column in columns if column.path]
    known = [column.head.fields[0] for column in headed if column.head.fields]
    is_lower = 2 * len({column.label for column in headed}) <= len(headed)
    subjects = [column for column in headed if {*column.head.fields[:1]} & SUBJECTS]
    told = {name for column in headed if column is not next(iter(subjects), None) for name in column.head.fields}
    evidence = _EVIDENCE & {*known} or _PLANNED & told  # 指标 | 全年任务 | 1-6月
    is_done = any("achieved" in column.head.fields for column in headed)  # 完成(户) is a figure
    is_corner = bool(columns) and (not columns[0].path or columns[0].head.fields in _OF_UNITS)
    has_corner = is_corner and "planned" in known and is_done
    is_told = (
        has_corner
        or bool(SUBJECTS & {*known} and evidence)
        or (is_first and len(evidence) > 1 and bool(evidence & _TELLING) and len(headed) > len(known))
    )
    timed = sum(bool(column.head.time) and not column.head.fields for column in headed)  # 1月 | 2月 | 3月
    return is_told and not is_lower and len(known) + timed >= _LEAST_KNOWN * len(headed)


def _is_head_like(row: Row) -> bool:
    """Whether a row may be the upper row of a head: several short cells, none a figure or a sentence."""
    cells = distinct(row)
    return len(cells) > 1 and all(_is_word(piece) for piece in cells)


def _is_word(piece: Piece) -> bool:
    is_short = len(piece.text) <= LONGEST_HEAD and "。" not in piece.text
    return is_short and kind_of_cell(piece.text) not in FIGURES


def _counts_columns(row: Row) -> bool:
    """Whether a row under a head only counts its columns: 甲 | 乙 | 1 | 2 | 3=2/1, or 栏次 | 1 | 2 | 3."""
    words = [piece.text for piece in distinct(row)]
    numbers = [found[1] for each in words if (found := _COLUMN_NUMBER.fullmatch(each))]
    others = [each for each in words if not _COLUMN_NUMBER.fullmatch(each)]
    is_counted = numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return len(numbers) >= _FEWEST_COUNTED and is_counted and all(_COLUMN_LETTER.fullmatch(each) for each in others)


def _is_lower(row: Row, uppers: Sequence[Row]) -> bool:
    """The lower row of a head: its first cell goes on from above, and heads stand under a head that covers several columns.

    乡镇 | 年度任务            whatever is named beside a head that is merged over this row too
         | 村(个) | 户数(户)
    地区 | 就业(人)  |         departments under their indicators
         | 市人社局 |
    县区 | 开工任务 | 投资     units under their heads
         | 套       | 万元
    任务 | 完成情况 |        verdicts under what became of it
         | 已完成   | 滞后
    """
    upper = uppers[-1]
    if len(row) != len(upper) or not _is_continued(row, upper):
        return False
    own = [place for place, piece in enumerate(row) if piece.text and piece is not upper[place]]
    if own and row[0].text and row[0] is upper[0] and all(_is_word(row[place]) for place in own):
        return True
    if len(own) > 1 and all(unit_in(row[place].text) for place in own):
        return True
    named = distinct(row[place] for place in own)
    if named and all(kind_of_cell(piece.text) == "departments" for piece in named):
        return any(_covers(upper, place) for place in own)
    known = [place for place in own if is_known(row[place].text) or read_head(upper[place].text + row[place].text).fields
             or kind_of_cell(row[place].text) == "verdict" or read_head(row[place].text + upper[place].text).fields]  # fmt: skip
    is_under = any(_covers(upper, place) for place in own)
    return bool(own) and is_under and all(_is_word(row[place]) for place in own) and 2 * len(known) >= len(own)


def _is_continued(row: Row, upper: Row) -> bool:
    """Whether the first cell goes on from above, or stands under a head of its own where another head is over both rows.

    项目情况 |          | 备注
    序号     | 项目名称 |
    """
    piece, above = row[0], upper[0]
    is_under = bool(above.text) and _covers(upper, 0) and any(one is two for one, two in zip(row, upper, strict=True))
    return piece is above or not piece.text or piece.text == above.text or is_under


def _covers(row: Row, place: int) -> bool:
    """Whether the head at a place stands over several columns, by a merged cell or by blank ones behind it."""
    if not row[place].text:
        return any(piece.text for piece in row[:place])
    behind = row[place + 1] if place + 1 < len(row) else None
    return (behind is not None and (behind is row[place] or not behind.text)) or (
        place > 0 and row[place - 1] is row[place]
    )


def _inherited(row: Row, upper: Sequence[Row], lower: Sequence[Row]) -> Row:
    """A row of a head in which a blank cell is covered by the head on its left, if something stands below it.

    面积 |      |      |      | 资金 |
    新建 |      | 改造 |      |      |          改造 is over no 下达, which stands under a head of its own
    任务 | 完成 | 任务 | 完成 | 下达 | 支出
    """
    found: list[Piece] = []
    for place, piece in enumerate(row):
        below = any(place < len(each) and each[place].text and each[place] is not piece for each in lower)
        is_covered = (
            not piece.text
            and below
            and found
            and place
            and not any(place < len(each) and each[place] is not each[place - 1] and each[place].text for each in upper)
            and any(
                each[place - 1].text and each[place - 1] is not row[place - 1]
                for each in lower
                if place - 1 < len(each)
            )
        )
        found.append(found[-1] if is_covered else piece)
    return tuple(found)


def _titles(part: TablePart) -> list[Row]:
    """The rows at the end of a part that say one thing each: they are over the next head."""
    titles: list[Row] = []
    while part.rows and len(distinct(part.rows[-1])) == 1:
        titles.insert(0, part.rows.pop())
    return titles


def _texts(row: Row) -> list[str]:
    return [piece.text for piece in row]
