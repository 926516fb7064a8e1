"""What a check looks at and what it finds: figures in their places, and when two of them agree. A rounding is no error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..columns import percent
from ..judging.assessment import read_cells
from ..language.clauses import clause_at, split_clauses
from ..reading.mention import Mention
from ..reading.mentions import find_mentions
from ..reading.row import Reading
from ..reading.targets import Target

ABOUT = 0.1  # 左右 and 约 allow a tenth
_DIGITS = re.compile(r"[0-9]+(?:\.([0-9]+))?")
_BLOCK_END = re.compile(r"[。\n](?!其中)|(?=[①-⑳])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a cell: text[start:end] == quote. The report's own summary is the cell `narrative` of no row."""

    row_id: str | None
    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A number of a cell that has a value; the columns are those of a mention."""

    field: str
    start: int
    end: int
    quote: str
    kind: str
    role: str
    value: float
    unit: str
    bound: str
    item: str
    dimension: str
    size: float


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the report, or its summary, and what its words say."""

    row_id: str | None
    table: str
    texts: Mapping[str, str]
    reading: Reading
    told: str = "progress"  # the cell that reports: progress, or narrative
    figures: Mapping[str, list[CellFigure]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", {cell: _figures(cell, self.reading.mentions[cell]) for cell in self.texts})

    @property
    def text(self) -> str:
        """The words that report."""
        return self.texts[self.told]

    @property
    def counts(self) -> list[CellFigure]:
        """The counts that it reports."""
        return [figure for figure in self.figures[self.told] if figure.kind == "count"]

    def number(self, target: Target) -> CellFigure:
        """The number of a target, as printed in its cell."""
        return next(figure for figure in self.figures[target.field] if figure.end == target.number_end)

    def block(self, place: int) -> tuple[int, int]:
        """The stretch around a place in which figures belong together: to the next full stop or bullet, 其中 goes on."""
        ends = [match.start() for match in _BLOCK_END.finditer(self.text)]
        return max((e for e in ends if e <= place), default=0), min(
            (e for e in ends if e > place), default=len(self.text)
        )

    def clause(self, figure: CellFigure) -> str:
        """The words of the clause around a figure."""
        return self.words([figure]).quote

    def words(self, figures: Iterable[CellFigure]) -> Quotation:
        """The whole clauses that hold some figures of one cell."""
        figures = list(figures)
        text = self.texts[figures[0].field]
        clauses = split_clauses(text)
        start = clause_at(clauses, min(f.start for f in figures)).start
        end = clause_at(clauses, max(f.start for f in figures)).end
        return Quotation(self.row_id, figures[0].field, start, end, text[start:end])

    def place(self, cell: str, start: int, end: int) -> Quotation:
        """Some words of a cell."""
        return Quotation(self.row_id, cell, start, end, self.texts[cell][start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Two places of a report that speak of one figure, and whether they agree.

    kind        see columns.CHECK_LABELS
    place       the words that state the figure; `stated` is what they state, in `unit`
    other       the words it is worked out from; None where it is counted over the table
    recomputed  the same figure, worked out; None, like `stated`, where words contradict and not figures
    confidence  high (one sentence has both), medium (task against progress, or a count over the table), low (two rows)
    reason      the sum in words, Chinese
    """

    kind: str
    place: Quotation
    stated: float | None
    recomputed: float | None
    agrees: bool
    unit: str
    other: Quotation | None
    confidence: str
    reason: str


def row_of(record: Mapping[str, object], as_of: date) -> ReadRow:
    """A row of the table `rows`, read."""
    reading = read_cells(record, as_of)
    texts = {cell: str(record.get(cell) or "") for cell in reading.mentions}
    return ReadRow(str(record["row_id"]), str(record["table"]), texts, reading)


def row_of_summary(text: str) -> ReadRow:
    """The report's own summary as a row that only tells."""
    reading = Reading({"task": [], "narrative": find_mentions(text)}, [], {}, [])
    return ReadRow(None, "", {"task": "", "narrative": text}, reading, told="narrative")


def last_place(figure: CellFigure) -> float:
    """The worth of the last printed digit, in the unit of the figure; 0 for a plain whole number, which is exact.

    100 for 11.17万平方米, 0.0001 for 96.66%.
    """
    digits = _DIGITS.search(figure.quote)
    if digits is None or not figure.value or not float(digits[0]):
        return 0.0
    scale = abs(figure.value) / float(digits[0])
    return 0.0 if scale == 1 and not digits[1] else scale * 10.0 ** -len(digits[1] or "")


def agrees(stated: CellFigure, recomputed: float, parts: Iterable[CellFigure] = ()) -> bool:
    """Whether a worked-out figure is the stated one, rounded or cut off at its last printed digit.

    parts  the rounded figures it was summed from, which add half a last place each
    """
    slack = last_place(stated) + sum(last_place(part) for part in parts) / 2 + 1e-9 * abs(stated.value)
    if stated.bound == "~":
        slack = max(slack, ABOUT * abs(stated.value))
    enough, not_more = stated.value - slack <= recomputed, recomputed <= stated.value + slack
    return enough if stated.bound == ">=" else not_more if stated.bound == "<=" else enough and not_more


def quotient(part: str, whole: str, share: float) -> str:
    """What a share was worked out from, in words: 1159项÷1874项=61.85%."""
    return f"{part}÷{whole}={percent(share, 2)}"


def _figures(cell: str, mentions: Iterable[Mention]) -> list[CellFigure]:
    return [
        CellFigure(cell, m.start, m.end, m.quote, m.kind, m.role, m.value, m.unit, m.bound, m.item, m.dimension, m.size)
        for m in mentions
        if m.value is not None
    ]
