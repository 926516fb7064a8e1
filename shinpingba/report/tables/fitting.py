"""Cells in their order to the columns of a table: the assignment that fits the whole table best.

A table that lost its lines is a stream of cells. Which cell stands in which column is decided by what a column can hold, for
all rows together: cells may be missing, a cell may go on over several lines, and rows of another sort stand in between. It is
a dynamic programme over (cell, column): the score of a state is the best sum of fits with which the cells before it can be
placed up to that column. The fullest fit wins; where two are as good, the earlier columns are filled and the row is `is_tied`.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from ...words.lexicon import any_of
from ..document import ANNEX, SECTION
from .exact import expected_columns
from .fitted import Fitted, full, held
from .held import EQUAL, Chain, State, begin_of, better, held_against
from .lines import is_note
from .slots import MISSING_SUBJECT, Slot, alike, refined
from .stream import BEGINS, Cell, agreement, joint

_PLACED = 0.5  # a cell in a column is better than one left over
_ASIDE, _BEHIND = -2.5, -0.3  # a cell left over between rows, and behind the last row
_EXPECTED = 0.5  # a cell in its place in a row that has as many cells as there are heads
_TITLE, _WEAK_TITLE = 2.0, 0.2  # a section's title, a line that may be one
_HEAD = 1.0  # a cell of a head that comes again
_FURTHER_LINE, _SOON = -0.8, 3  # a further line of the row before, so many cells at most before the next number
_FURTHER_TASK = -1.0
_FURTHER_FIELDS = {("progress",), ("lead",), ("cooperating",)}
_IN_ORDER, _NO_NUMBER = 1.0, -6.0  # what a number's order says of it
_OUT_OF_ORDER = {False: -1.5, True: -4.0}  # (三), 1-2; and a bare figure
_LONGEST = {False: 8, True: 40}  # the most lines, or the most words of a line, that a cell goes on over
_NEVER_THERE = -4.0  # a fit so bad that the cell cannot stand there
_WORST_PART = -1.0  # a figure or a name is no column's cell, but may be part of one
_MOST_ROUNDS, _ENOUGH = 3, 400  # rounds to see what the columns hold, and cells to see it in
_TOLD = {"achieved", "progress"}
_BEAM = 8.0
_NEVER = float("-inf")


def fit_rows(
    cells: Sequence[Cell], slots: Sequence[Slot], *, on_lines: bool = False, head: Sequence[str] = ()
) -> list[Fitted]:
    """The rows of a stream of cells, in order; cells behind the last row are asides.

    The first rows are fitted anew as long as they show what the columns hold whose heads leave it open.

    on_lines  a row begins with a line, and its cells are the words of the line
    head      the words of the head's cells, to know it when it comes again
    """
    for _ in range(_MOST_ROUNDS):
        first = cells[:_ENOUGH]
        better = refined(slots, held(_programme(first, slots, on_lines, head).rows(), first, len(slots)))
        if better == [*slots]:
            break
        slots = better
    whole = full(_programme(cells[:_ENOUGH], slots, on_lines, head).rows(), slots)
    slots = alike(slots, held(whole, cells, len(slots)))
    return _programme(cells, slots, on_lines, head).rows()


def fit_row(cells: Sequence[Cell], slots: Sequence[Slot]) -> Fitted | None:
    """The one row that some cells make; None where not all of them have a place in it. A blank one needs none."""
    found = _programme(cells, slots, True, (), behind=_ASIDE).rows()
    rows = [row for row in found if row.sort != "aside" or any(cells[n].text for n in row.cells[0])]
    return rows[0] if len(rows) == 1 and rows[0].sort == "row" else None


def fit_score(cells: Sequence[Cell], slots: Sequence[Slot]) -> float:
    """How well a stream of cells, which may break off anywhere, fits some columns."""
    return _programme(cells, slots, False, (), is_scored=True).score()


def _programme(
    cells: Sequence[Cell],
    slots: Sequence[Slot],
    on_lines: bool,
    head: Sequence[str],
    behind: float = _BEHIND,
    *,
    is_scored: bool = False,
) -> "_Programme":
    return _solved(tuple(cells), tuple(slots), on_lines, tuple(head), behind, is_scored)


@lru_cache(maxsize=16)
def _solved(
    cells: tuple[Cell, ...],
    slots: tuple[Slot, ...],
    on_lines: bool,
    head: tuple[str, ...],
    behind: float,
    is_scored: bool,
) -> "_Programme":
    """The programme of some cells and columns: those of a head that is scored, proved and then read are the same."""
    return _Programme(cells, slots, on_lines, head, behind, is_scored)


class _Programme:
    """The dynamic programme: `ended[i]` is the best sum with rows made of the first i cells, `open_[i][c]` with a row filled up to c."""

    def __init__(
        self,
        cells: Sequence[Cell],
        slots: Sequence[Slot],
        on_lines: bool,
        head: Sequence[str],
        behind: float,
        is_scored: bool,
    ) -> None:
        self.behind = behind
        self.cells, self.slots, self.on_lines, self.head = cells, slots, on_lines, [*head]
        self.kinds = [cell.kind for cell in cells]
        self.missing = [slot.missing for slot in slots]
        self.fits = [_fits(slot) for slot in slots]
        self.goes_on = [slot.goes_on for slot in slots]
        self.numbered = ["number" in slot.fields[:1] for slot in slots]
        self.shares = ["share" in slot.fields for slot in slots]
        self.planned = [bool({"planned", "plan"} & {*slot.fields}) for slot in slots]
        self.told = [bool(_TOLD & {*slot.fields[:1]}) or not slot.fields for slot in slots]  # 累计入库 is unknown
        self.marks = [_mark(cell.text) for cell in cells]
        self.joints = [
            _joint(cells[n - 1], cell) if n and self.marks[n] > _NO_NUMBER else None for n, cell in enumerate(cells)
        ]
        self.ends = self._ends()
        # a head that is only tried fits some rows by chance
        self.expected = [-1] * len(cells) if is_scored else expected_columns(cells, slots, on_lines=on_lines)
        self.ended: list[float] = [0.0, *[_NEVER] * len(cells)]
        self.steps: list[tuple[str, int, Chain | None]] = [("", 0, None)] * (len(cells) + 1)
        self.open_: list[list[State]] = [[(_NEVER, None)] * (len(slots) + 1) for _ in range(len(cells) + 1)]
        self._solve()

    def _solve(self) -> None:
        for place in range(len(self.cells) + 1):
            self._skip(place)
            if place < len(self.cells):
                self._stand_alone(place)
                self._take(place)

    def _ends(self) -> list[int]:
        """Where at the latest a cell that begins at each place ends: before the next one that cannot be part of it."""
        ends, last = [0] * len(self.cells), len(self.cells)
        for place in reversed(range(len(self.cells))):
            ends[place] = min(last, place + _LONGEST[self.on_lines])
            last = place if self.joints[place] is None else last
        return ends

    def score(self) -> float:
        """The best sum of fits for all cells, the last row being filled as far as it is."""
        return max(self.ended[-1], *(score for score, _ in self.open_[-1]))

    def rows(self) -> list[Fitted]:
        """The best rows, and the cells behind them as asides."""
        last = max(range(len(self.cells) + 1), key=lambda n: self.ended[n] + self.behind * (len(self.cells) - n))
        rows = [Fitted("aside", {0: range(n, n + 1)}) for n in range(last, len(self.cells))][::-1]
        end = last
        while end:
            sort, begin, chain = self.steps[end]
            row = Fitted(sort, {} if chain else {0: range(begin, end)})
            while chain:
                column, first, stop, before, tied = chain
                row.cells[column] = range(first, stop)
                row.tied |= {column} if tied else set()
                chain = before
            rows.append(row)
            end = begin
        return rows[::-1]

    def _skip(self, place: int) -> None:
        """Columns without a cell; a row that is filled may end here."""
        states = self.open_[place]
        for column, missing in enumerate(self.missing):
            score, chain = states[column]
            if chain is not None:
                states[column + 1] = better((score - missing, chain), *states[column + 1])
        score, chain = states[-1]
        if chain is not None:
            self._end("row", begin_of(chain), place, score, chain)

    def _stand_alone(self, place: int) -> None:
        """A cell that is a section's title, a further line of the row before, the head once more, or belongs to no row."""
        words, score = self.cells[place].text, self.ended[place]
        self._end("aside", place, place + 1, score + (_ASIDE if words else 0.0))
        self._end("title", place, place + 1, score + self._title(place))
        for column, gain in self._further(place):
            self._end("further", place, place + 1, score + gain, (column, place, place + 1, None, False))
        end = place + len(self.head)
        if self.head and words == self.head[0] and [cell.text for cell in self.cells[place:end]] == self.head:
            self._end("head", place, end, score + _HEAD * len(self.head))

    def _title(self, place: int) -> float:
        """How well a cell does for a section's title: 一、工业, or a line of some words before a number."""
        cell, after = self.cells[place], self.cells[place + 1 : place + 2]
        if cell.gap not in BEGINS:
            return _NEVER
        if SECTION.fullmatch(cell.text):
            return _TITLE
        is_line = self.kinds[place] in {"label", "words"} and not cell.text.endswith("。")
        return _WEAK_TITLE if is_line and after and after[0].serial else _NEVER

    def _further(self, place: int) -> list[tuple[int, float]]:
        """The columns in which a cell may be a further line of the row before: the next number comes soon, and it fits well.

        新增学位690个 by itself is a further task, and no line of progress, unless it goes on with that well.
        """
        if not any(cell.serial for cell in self.cells[place + 1 : place + 1 + _SOON]):
            return []
        if self.kinds[place] == "counted" and not self.cells[place].text.endswith("。"):
            tasks = [column for column, missing in enumerate(self.missing) if missing == MISSING_SUBJECT]
            return [(column, _FURTHER_TASK) for column in tasks]
        columns = [column for column, slot in enumerate(self.slots) if slot.fields[:1] in _FURTHER_FIELDS]
        gains = [(column, self.fits[column].get(self.kinds[place], 0.0)) for column in columns]
        return [(column, gain + _PLACED + _FURTHER_LINE) for column, gain in gains if gain > 0]

    def _end(self, sort: str, begin: int, end: int, score: float, chain: Chain | None = None) -> None:
        if score > self.ended[end]:
            self.ended[end], self.steps[end] = score, (sort, begin, chain)

    def _take(self, place: int) -> None:
        """The next cell, and those it goes on in, in each column that may come next."""
        start = self.ended[place] if not self.on_lines or self.cells[place].gap in BEGINS else _NEVER
        states = self.open_[place]
        least = max(start, *(score for score, _ in states)) - _BEAM
        before = 0.0
        for column, missing in enumerate(self.missing):
            score, chain = states[column]
            if start - before > score:
                score, chain = start - before, None
            if score > least:
                self._fill(place, column, score, chain)
            before += missing

    def _fill(self, place: int, column: int, score: float, chain: Chain | None) -> None:
        """The cell in a column, and the same with the cells it may go on in: as good as their parts are, less what joining costs."""
        if not self.cells[place].text:  # a blank cell says that there is none
            self._put(place, place + 1, column, score - self.missing[column], chain)
            return
        fits, kinds, joints = self.fits[column], self.kinds, self.joints
        sum_ = fits.get(kinds[place], fits["*"])
        if self.expected[place] == column:
            sum_ = max(sum_, _WORST_PART) + _EXPECTED
        if sum_ <= _NEVER_THERE:
            return
        self._put(place, place + 1, column, score + sum_ + _PLACED + self._alone(place, column, chain), chain)
        if not self.goes_on[column]:
            return
        rest, beside = fits["*"], self.open_
        cost = 0.0
        for end in range(place + 1, self.ends[place]):
            cost += joints[end] or 0.0
            fit = fits.get(kinds[end], rest)
            sum_ += fit if fit > _WORST_PART else _WORST_PART
            count = end + 1 - place
            whole = score + sum_ / count + _PLACED * count - cost
            if whole > beside[end + 1][column + 1][0] - EQUAL:  # most are worse than what is there
                self._put(place, end + 1, column, whole, chain)

    def _put(self, begin: int, end: int, column: int, score: float, chain: Chain | None) -> None:
        states = self.open_[end]
        before = states[column + 1]
        if score > before[0] + EQUAL:
            states[column + 1] = (score, (column, begin, end, chain, False))
        elif score > before[0] - EQUAL:
            states[column + 1] = better(before, score, (column, begin, end, chain, False))

    def _alone(self, place: int, column: int, chain: Chain | None) -> float:
        """What else speaks for or against a single cell in a column: the order of the numbers, a share's figures, a mark of a title."""
        if self.numbered[column]:
            return (
                _IN_ORDER
                if self.cells[place].serial
                else _NO_NUMBER
                if self.slots[column].is_optional
                else _OUT_OF_ORDER[self.kinds[place] == "number"]
            )
        if self.shares[column] and chain:
            both = held_against(column, chain, self.told, self.planned, self.shares)
            said = [agreement(*(self.cells[n].value for n in (*each, place))) for each in both]
            if said:
                return max(said) if max(said) > 0 else said[0]
        return self.marks[place]


@cache
def _fits(slot: Slot) -> dict[str, float]:
    """How well each kind of cell fits a column, which many heads have alike."""
    return slot.fits


@lru_cache(maxsize=10_000)
def _joint(before: Cell, cell: Cell) -> float | None:
    """What it costs that a cell goes on in the next one; the same two are asked for each head that may stand over them."""
    return joint(before, cell)


@lru_cache(maxsize=10_000)
def _mark(words: str) -> float:
    """What speaks against words in any column: an annex mark, a note under the table, a portal's words, a section's title."""
    if ANNEX.match(words) or is_note(words) or any_of("portal").match(words):
        return _NO_NUMBER
    return -1.0 if SECTION.fullmatch(words) else 0.0
