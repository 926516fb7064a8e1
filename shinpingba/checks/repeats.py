"""The same thing in two rows: one commitment reported twice, one work with two percentages, one figure beside another row's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ..judging.matters import SAME_TARGET, is_one_commitment
from ..language.clauses import split_clauses
from ..language.cues import find_cues
from ..language.likeness import bigrams, likeness, trimmed, without_general
from ..reading.stages import EARLY
from ..reading.targets import Target
from ..words.lexicon import any_of
from .finding import CellFigure, Finding, Quotation, ReadRow, agrees, quotient
from .sums import share_of_year

NAMING = 4  # characters with which a noun names one thing; 企业 and 项目 are any
SAME_THING = 0.8  # least likeness, both ways, of a target and the noun of a figure in another row
SAME_WORK = 0.5  # least share of its pieces that the shorter name of a work has in common with the longer


def check_repeats(rows: Iterable[ReadRow]) -> Iterator[Finding]:
    """Every pair of rows that speak of one thing."""
    rows = list(rows)
    promises = [Promise(row, n, t) for row in rows for n, t in enumerate(row.reading.targets) if t.kind == "count"]
    for mine, its in combinations(promises, 2):
        if (mine.target.value, mine.target.unit) == (its.target.value, its.target.unit) and _is_one(mine, its):
            yield from _done_twice(mine, its)
            yield from _built_twice(mine, its)
            yield from (*_all_begun(mine, its), *_all_begun(its, mine))
    for promise in promises:
        if promise.number not in promise.row.reading.achieved:
            yield from _told_elsewhere(promise, rows)
    for row in rows:
        if stated := share_of_year(row):
            yield from _share_of_year(row, *stated, promises)
    works = [(row, *work) for row in rows for work in _works(row)]
    for (row, percent, name), (other, its_percent, its_name) in combinations(works, 2):
        if row is not other and _is_one_work(name, its_name):
            yield from _worked_twice(row, percent, name, other, its_percent)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target, the row it stands in and its number there."""

    row: ReadRow
    number: int
    target: Target

    @property
    def done(self) -> CellFigure | None:
        """The figure that states how much is done; None where nothing, a list or a percentage does."""
        done = self.row.reading.achieved.get(self.number)
        if done is None or done.method != "direct":
            return None
        inside = [c for c in self.row.counts if done.start <= c.start < done.start + len(done.quote)]
        return next((count for count in inside if count.unit == self.target.unit), None)

    @property
    def building(self) -> CellFigure | None:
        """The one figure of what is being built; preparations are not yet building."""
        early = [item for item in self.row.reading.items if item.stage in EARLY]
        found = [c for c in self.row.counts if c.role == "underway" and c.unit == self.target.unit]
        found = [c for c in found if not any(item.start <= c.start < item.end for item in early)]
        return found[0] if len(found) == 1 else None

    @property
    def place(self) -> Quotation:
        """Where the target stands."""
        return self.row.place(self.target.field, self.target.start, self.target.end)

    @property
    def printed(self) -> str:
        """The number of the target as printed."""
        return self.row.number(self.target).quote


def _is_one(mine: Promise, its: Promise) -> bool:
    """Whether two targets of one number and unit are one commitment."""
    words = (mine.target.item, mine.target.quote, its.target.item, its.target.quote)
    return mine.row is not its.row and is_one_commitment(*words, is_one_table=mine.row.table == its.row.table)


def _done_twice(mine: Promise, its: Promise) -> Iterator[Finding]:
    """What is done of one commitment (60公里管网) in two rows; or in one only."""
    done, its_done = mine.done, its.done
    if done and its_done:
        told = f"{mine.row.row_id}报{done.quote}，{its.row.row_id}报{its_done.quote}"
        yield _twice(mine.row, done, its.row, its_done, f"同一任务（{mine.printed}）已完成：{told}")
        return
    for promise, figure, other in ((mine, done, its), (its, its_done, mine)):
        if figure and other.number not in other.row.reading.achieved:
            told = f"{promise.row.row_id}报已完成{figure.quote}，{other.row.row_id}没有完成数"
            yield _once(promise.row, figure, other.place, f"同一任务（{promise.printed}）：{told}")


def _built_twice(mine: Promise, its: Promise) -> Iterator[Finding]:
    """What is being built of one commitment, in two rows."""
    building, its_building = mine.building, its.building
    if building and its_building:
        told = f"同一任务（{mine.printed}）在建：{mine.row.row_id}报{building.quote}，{its.row.row_id}报{its_building.quote}"
        yield _twice(mine.row, building, its.row, its_building, told)


def _all_begun(mine: Promise, its: Promise) -> Iterator[Finding]:
    """均已开工 in one row, a part still in preparation in the other."""
    row, other, noun = mine.row, its.row, mine.target.item
    alone = not likeness(its.target.item, other.text)  # the other row names nothing: it speaks of its task as a whole
    early = [i for i in other.reading.items if i.stage in EARLY and (alone or likeness(noun, i.quote) >= SAME_TARGET)]
    for item in row.reading.items:
        begun = item.stage not in EARLY and any_of("wholes", use="whole").search(item.quote)
        if early and begun and likeness(noun, item.quote) >= SAME_TARGET:
            told = f"{row.row_id}说“{item.quote}”，{other.row_id}说“{early[0].quote}”"
            yield Finding(
                kind="twice", place=row.place(row.told, item.start, item.end), stated=None, recomputed=None, agrees=False,
                unit="", other=other.place(other.told, early[0].start, early[0].end), confidence="low",
                reason=f"同一任务（{mine.printed}）：{told}",
            )  # fmt: skip


def _told_elsewhere(promise: Promise, rows: list[ReadRow]) -> Iterator[Finding]:
    """What another row reports as done of the very thing that this row reports nothing of."""
    row, target = promise.row, promise.target
    for other in rows:
        for count in other.counts if other is not row else ():
            alike = min(likeness(target.item, count.item), likeness(count.item, target.item))
            same = count.unit == target.unit and len(count.item) >= NAMING and alike >= SAME_THING
            if same and count.role == "done":
                told = f"{other.row_id}报已完成{count.quote}，{row.row_id}（任务{promise.printed}）没有完成数"
                yield _once(other, count, promise.place, f"{target.item}：{told}")


def _share_of_year(row: ReadRow, percent: CellFigure, count: CellFigure, promises: list[Promise]) -> Iterator[Finding]:
    """完成年度任务的27.3% with 82天, where this row or another tells that the task is 300天."""
    for promise in promises:
        done, noun = promise.done, without_general(promise.target.item)
        if (
            done
            and promise.target.value
            and (count.value, count.unit) == (done.value, done.unit)
            and likeness(noun, count.item)
        ):
            share = count.value / promise.target.value
            yield Finding(
                kind="share_of_year", place=row.place(row.told, percent.start, percent.end), stated=percent.value,
                recomputed=share, agrees=agrees(percent, share), unit="", other=promise.place, confidence="medium",
                reason=quotient(count.quote, promise.printed, share),
            )  # fmt: skip


def _worked_twice(row: ReadRow, percent: CellFigure, name: str, other: ReadRow, its: CellFigure) -> Iterator[Finding]:
    """One work with a stated percentage in two rows. Two percentages differ only where both are of the whole work."""
    of_all = all(
        any_of("wholes", use="work_amount").search(words) for words in (row.clause(percent), other.clause(its))
    )
    if percent.value == its.value or of_all:
        yield _twice(row, percent, other, its, f"{name}：{row.row_id}报{percent.quote}，{other.row_id}报{its.quote}")


def _works(row: ReadRow) -> list[tuple[CellFigure, str]]:
    """Every percentage of a work and the work's name: the words before the first cue of its clause, or of the clause before."""
    clauses = split_clauses(row.text)
    found = []
    for percent in (figure for figure in row.figures[row.told] if figure.kind == "percent"):
        start, _ = row.block(percent.start)
        near = [clause for clause in clauses if start <= clause.start <= percent.start][-2:]
        names = (_name(row, clause.start, clause.end) for clause in reversed(near))
        found.append((percent, next((name for name in names if len(name) > 2), "")))
    return found


def _name(row: ReadRow, start: int, end: int) -> str:
    cues = [start + cue.start for cue in find_cues(row.text[start:end]) if cue.role != "action"]
    numbers = [figure.start for figure in row.figures[row.told] if start <= figure.start < end]
    return trimmed(row.text[start : min([end, *cues, *numbers])])


def _is_one_work(name: str, other: str) -> bool:
    shorter, longer = sorted((name, other), key=len)
    is_stretch = any_of("parts", use="stretch").search
    if is_stretch(name) and is_stretch(other) and shorter not in longer:  # 二横线西段, 二横线物流园段
        return False
    pieces = bigrams(shorter)
    return len(shorter) > 2 and len(pieces & bigrams(longer)) >= SAME_WORK * len(pieces)


def _twice(row: ReadRow, stated: CellFigure, other: ReadRow, its: CellFigure, reason: str) -> Finding:
    return Finding(
        kind="twice", place=row.place(row.told, stated.start, stated.end), stated=stated.value, recomputed=its.value,
        agrees=agrees(stated, its.value, [its, its]), unit=stated.unit, other=other.words([its]), confidence="low", reason=reason,
    )  # fmt: skip


def _once(row: ReadRow, stated: CellFigure, other: Quotation, reason: str) -> Finding:
    return Finding(
        kind="twice", place=row.place(row.told, stated.start, stated.end), stated=stated.value, recomputed=None,
        agrees=False, unit=stated.unit, other=other, confidence="low", reason=reason,
    )  # fmt: skip
