"""Columns that stand under each other by blanks alone, as a text pasted from a sheet has them: where each begins, and its cells.

How wide a character is depends on who set the blanks: a Chinese one counts two or one, and a mark such as ≥ or — either.
The measure under which most cells stand in columns of their own is the text's.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

BLANKS = " \u3000\xa0"
_APART = 2  # blanks that part two cells
_SELDOM = 3  # a place that one line in so many fills parts columns: titles and totals go over it


@dataclass(frozen=True, slots=True)
class Word:
    """Some words and where they stand in their line: from `begin` up to before `end`; `parts` are they one by one."""

    text: str
    begin: int
    end: int
    parts: tuple["Word", ...] = ()

    def overlaps(self, other: "Word") -> bool:
        """Whether they stand over each other."""
        return self.begin < other.end and other.begin < self.end

    def distance(self, other: "Word") -> int:
        """How far they are from standing over each other; 0 where they do."""
        return max(0, self.begin - other.end + 1, other.begin - self.end + 1)

    def with_(self, other: "Word") -> "Word":
        """The place that both take."""
        return Word(self.text, min(self.begin, other.begin), max(self.end, other.end))


Placed = tuple[int, int, str]  # the columns that some words stand in, from the first up to before the last
Width = Callable[[str], int]


def _by_ambiguous(wide: str) -> Width:
    return lambda char: 2 if unicodedata.east_asian_width(char) in wide else 1


MEASURES: tuple[Width, ...] = (_by_ambiguous("WF"), lambda _: 1, _by_ambiguous("WFA"))


def cells_of(line: str, measure: Width = MEASURES[0]) -> list[Word]:
    """The cells of a line, parted by two blanks or a wide one.

    >>> [(cell.text, cell.begin) for cell in cells_of("桥梁 改造   12  座")]
    [('桥梁 改造', 0), ('12', 12), ('座', 16)]
    """
    cells: list[list[Word]] = []
    place, gap = 0, _APART
    for is_blank, run in groupby(line, key=BLANKS.__contains__):
        chars = "".join(run)
        width = sum(map(measure, chars))
        if is_blank:
            gap = sum(map(MEASURES[0], chars))
        else:
            word = Word(chars, place, place + width)
            if gap >= _APART or not cells:
                cells.append([])
            cells[-1].append(word)
        place += width
    return [one_cell(words) for words in cells]


def one_cell(words: Sequence[Word]) -> Word:
    """Words of one cell."""
    return Word(" ".join(word.text for word in words), words[0].begin, words[-1].end, tuple(words))


def columns_of(body: Sequence[Sequence[Word]], heads: Sequence[Sequence[Word]]) -> list[Word]:
    """Where each column begins and ends that most rows of a table fill.

    body, heads  the cells of each line
    """
    counts = Counter(place for cells in body for cell in cells for word in cell.parts
                     for place in range(word.begin, word.end))  # fmt: skip
    filled = sorted(place for place, count in counts.items() if _SELDOM * count > len(body))
    found: list[Word] = []
    for place in filled:
        here = Word("", place, place + 1)
        gap = place - found[-1].end if found else _APART
        is_parted = gap >= _APART or (gap and _are_headed(found[-1], here, heads))
        found = [*found, here] if is_parted else [*found[:-1], found[-1].with_(here)]
    return widened(found, body)


def with_seldom(columns: Sequence[Word], body: Sequence[Sequence[Word]]) -> list[Word]:
    """The columns and those that few rows fill, such as remarks: where cells stand under none of them."""
    found = [*columns]
    seldom = [cell for cells in body for cell in cells if not any(map(cell.overlaps, columns))]
    for cell in sorted(seldom, key=lambda each: each.begin):
        over = [column for column in found if column.overlaps(cell)]
        found = [column for column in found if column not in over]
        found.append(Word("", min(each.begin for each in (*over, cell)), max(each.end for each in (*over, cell))))
    return widened(sorted(found, key=lambda each: each.begin), body)


def _are_headed(left: Word, place: Word, heads: Sequence[Sequence[Word]]) -> bool:
    """Whether a line of the head has a word on either side of a single blank, and none over it."""
    for cells in heads:
        words = [word for cell in cells for word in cell.parts]
        is_free = not any(word.begin < place.begin and word.end >= place.begin for word in words)
        if is_free and any(map(left.overlaps, words)) and any(word.begin >= left.end for word in words):
            return True
    return False


def widened(columns: Sequence[Word], body: Sequence[Sequence[Word]]) -> list[Word]:
    """The columns, each as wide as its widest cell that stands over it alone."""
    found = [*columns]
    for cell in (each for cells in body for each in cells):
        over = _columns_under(cell, found)
        wide = found[over[0]].with_(cell) if len(over) == 1 else None
        if wide and _columns_under(wide, found) == over:
            found[over[0]] = wide
    return found


def placed(cells: Sequence[Word], columns: Sequence[Word]) -> list[Placed] | None:
    """The words of a line and the columns they stand in; None where they cannot be told apart.

    The first of a line may go over several columns, as a total does.
    """
    taken = {n for cell in cells for n in _columns_under(cell, columns)}
    found: list[Placed] = []
    for cell in cells:
        own = _columns_under(cell, columns) or _beside(cell, columns, taken)
        taken.update(own)
        parts = [cell] if len(own) == 1 else list(cell.parts)
        each = [own] if len(own) == 1 else [_columns_under(part, columns) for part in parts]
        if cell is cells[0] and own and any(len(under) > 1 for under in each):
            found.append((own[0], own[-1] + 1, cell.text))
        elif any(len(under) != 1 for under in each):
            return None
        else:
            found += [(place, place + 1, " ".join(part.text for part, under in zip(parts, each, strict=True) if under[0] == place))
                      for place in dict.fromkeys(under[0] for under in each)]  # fmt: skip
    return found if all(left[1] <= right[0] for left, right in pairwise(found)) else None


def _beside(cell: Word, columns: Sequence[Word], taken: set[int]) -> list[int]:
    """The column of a cell that stands under none: the only one beside it in which the line has no other.

    未开工 on the left of a column whose figures stand on the right
    """
    right = sum(column.end <= cell.begin for column in columns)
    return [n for n in (right - 1, right) if 0 <= n < len(columns) and n not in taken]


def _columns_under(cell: Word, columns: Sequence[Word]) -> list[int]:
    return [n for n, column in enumerate(columns) if column.overlaps(cell)]


def cut(cells: Sequence[Word], columns: Sequence[Word]) -> list[Word]:
    """The cells of a line, one whose words stand nearest to several columns as one for each: 序号 乡镇 with a single blank between."""
    found: list[Word] = []
    for cell in cells:
        nearest = [min(range(len(columns)), key=lambda n: part.distance(columns[n])) for part in cell.parts]
        for place, run in groupby(range(len(nearest)), key=nearest.__getitem__):
            del place
            found.append(one_cell([cell.parts[n] for n in run]))
    return found
