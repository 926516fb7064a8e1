"""A table in which what is planned and what is done stand below each other, as rows of one place, and its things side by side."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Piece, Row, Table, distinct
from ..heads import header_field, read_head
from .cells import FIGURES, kind_of_cell
from .groups import stem
from .lines import is_sum

_TOLD = {"achieved", "progress", "share"}
_FEWEST_CELLS = 3  # of its head
_FEWEST_PLACES, _MOST_KINDS = 2, 4
_NOTHING = Piece("")

Parted = tuple[Row, Piece, Row]  # the cells before the kind of a row's figures, that kind, the cells behind it


def unstacked(table: Table) -> Table:
    """The table with a row a place, each thing over a column a kind of figure; itself where its rows are of no such kinds.

    乡镇   | 类别   | 大豆 | 油菜                     | 大豆            | 油菜
    湖边镇 | 任务数 | 1.2  | 2.0              乡镇   | 任务数 | 完成数 | 任务数 | 完成数
           | 完成数 | 1.1  | 1.7              湖边镇 | 1.2    | 1.1    | 2.0    | 1.7
    """
    begin = next((n for n, row in enumerate(table.rows) if len(distinct(row)) >= _FEWEST_CELLS), len(table.rows))
    head, *body = table.rows[begin:] or ((),)
    parts = [_parted(row) for row in body if len(distinct(row)) > 1]
    told = [part for part in parts if part]
    count = _count(told) if len(told) == len(parts) else 0
    places = [told[n : n + count] for n in range(0, len(told), count)] if count else []
    names = max((len(before) for before, _, _ in told), default=0)
    head = _whole(head, names, len(told[0][2])) if places and names else ()
    if not head or not all(map(_is_of_one, places)) or any(map(_is_no_thing, head[names + 1 :])):
        return table
    rows = _rows(head, places, names)
    whole = (_wide(row, len(rows[0])) for row in body if len(distinct(row)) < 2)
    return replace(table, rows=(*table.rows[:begin], *rows, *whole), is_ragged=False)


def _is_no_thing(piece: Piece) -> bool:
    """Whether a head tells a time, or a figure of its own: 2023年 | 2024年, 总投资 | 1-9月."""
    head = read_head(piece.text)
    return bool(head.time or {"planned", "total", "achieved", "share"} & {*head.fields[:1]})


def _whole(head: Row, names: int, width: int) -> Row:
    """The head with the blank one over the kinds of figures, and without the 备注 of which a text lost the cells; () if it is none."""
    if len(head) == names + width:
        return (*head[:names], _NOTHING, *head[names:])
    if len(head) == names + 2 + width and header_field(head[-1].text) == "note":
        head = head[:-1]
    return head if len(head) == names + 1 + width else ()


def _rows(head: Row, places: Sequence[Sequence[Parted]], names: int) -> list[Row]:
    """The two rows of the head, and a row a place."""
    kinds = [kind for _, kind, _ in places[0]]
    things = [_columns(piece, kinds, places, n) for n, piece in enumerate(head[names + 1 :])]
    heads = [(piece, piece) for piece in head[:names]] + [each for heads, _ in things for each in heads]
    return [
        *zip(*heads, strict=True),
        *(
            (*_named(place, names), *(piece for _, cells in things for piece in cells[number]))
            for number, place in enumerate(places)
        ),
    ]


def stacked_lines(pieces: Sequence[Piece]) -> tuple[Table, range] | None:
    """Such a table in a text of a cell a line, and the lines that it takes up; None where the kinds of figures stand in no even steps."""
    kinds = [n for n in range(len(pieces) - 1) if _heads_figures(pieces[n : n + 2])]
    steps = [later - place - 1 for place, later in pairwise(kinds)]
    width, names = min(steps, default=0), max(steps, default=0) - min(steps, default=0)
    if not width or not names or {*steps} != {width, width + names}:
        return None
    ends = [place + 1 + width for place in kinds]
    begins = [kinds[0] - names, *ends[:-1]]
    rows = tuple(tuple(pieces[begin:end]) for begin, end in zip(begins, ends, strict=True))
    for begin in (begins[0] - names - width - more for more in (2, 1, 0)):
        head = tuple(pieces[max(begin, 0) : begins[0]])
        table = Table((head, *rows), is_ragged=True)
        is_first = begin >= 0 and header_field(head[0].text) and not any(map(_is_head, pieces[:begin][-1:]))
        if is_first and (found := unstacked(table)) is not table:
            return found, range(begin, ends[-1])
    return None


def _is_head(piece: Piece) -> bool:
    return bool(header_field(piece.text))


def _heads_figures(pair: Sequence[Piece]) -> bool:
    """Whether a line is the head of figures, and one follows: 任务数, and 1.2."""
    first, second = pair
    return bool({"planned", *_TOLD} & {*read_head(first.text).fields}) and kind_of_cell(second.text) in FIGURES


def _parted(row: Row) -> Parted | None:
    """A row at the kind of its figures: the first cell that heads some, behind which a figure stands."""
    place = next((n for n, piece in enumerate(row) if {"planned", *_TOLD} & {*read_head(piece.text).fields}), len(row))
    behind = row[place + 1 :]
    return (row[:place], row[place], behind) if any(kind_of_cell(each.text) in FIGURES for each in behind) else None


def _count(told: Sequence[Parted]) -> int:
    """How many rows a place has, with what is planned and what is done in each; 0 where they are none, or as many figures in none."""
    kinds = [stem(kind.text) for _, kind, _ in told]
    count = kinds.index(kinds[0], 1) if kinds[:1] and kinds[0] in kinds[1:] else 0
    fields = [{*read_head(kind).fields} for kind in kinds[:count]]
    is_both = any("planned" in each for each in fields) and any(
        _TOLD & each and "planned" not in each for each in fields
    )
    are_alike = 0 < count <= _MOST_KINDS and kinds == kinds[:count] * (len(kinds) // count)
    is_even = len({len(behind) for _, _, behind in told}) == 1
    return count if is_both and are_alike and is_even and len(told) >= _FEWEST_PLACES * count else 0


def _is_of_one(place: Sequence[Parted]) -> bool:
    """Whether rows are of one place: named in the first, and in the others not, or the same; their numbers may count them all."""
    first = [piece.text for piece in place[0][0]]
    others = ([piece.text for piece in before if piece.text] for before, _, _ in place[1:])
    return any(first) and all(words in first or words.isdecimal() for each in others for words in each)


def _named(place: Sequence[Parted], count: int) -> Row:
    first = place[0][0]
    return (*[_NOTHING] * (count - len(first)), *first)


def _columns(
    head: Piece, kinds: Sequence[Piece], places: Sequence[Sequence[Parted]], number: int
) -> tuple[list[tuple[Piece, Piece]], list[Row]]:
    """The heads over the figures of a thing, and its cells by place: one a kind, but of words (备注) as many as there are of them.

    合计 is no thing: its figures stay under their own head.
    """
    cells = [tuple(behind[number] for _, _, behind in place) for place in places]
    texts = [piece.text for row in cells for piece in row]
    if any(kind_of_cell(each) in FIGURES for each in texts):
        return [(head, head if is_sum(head.text) else kind) for kind in kinds], cells
    words = [distinct(row) for row in cells]
    width = max(1, *map(len, words))
    filled = [(*row, *[_NOTHING] * (width - len(row))) for row in words]
    return [(head, head)] * width, filled


def _wide(row: Row, width: int) -> Row:
    """A row that says one thing, over the whole width: a note, a section's title."""
    return tuple(distinct(row) or [_NOTHING]) * width
