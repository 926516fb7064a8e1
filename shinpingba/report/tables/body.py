"""The rows under a head to records: the words of each column, merged and missing cells, regions and their indicators."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..document import Piece, Row, distinct
from ..records import Record
from ..units import unit_behind
from .agreed import doubted_rows, moved_on, unread_rows
from .answers import apart_from_plan
from .begun import BEGUN, begun_in_words
from .cells import kind_of_cell
from .column import ReadColumn
from .figures import FIGURES, NO_SHARE, columns_of_figures, is_no_share
from .groups import Group, is_region
from .growth import aimed_views, grown, left_out
from .leads import lead_and_cooperating
from .lines import line_of, subtotals
from .merged import Cells, are_grouped, fill, is_merged, stands_over_places, stands_under
from .parts import TablePart
from .stream import Cell, agreement

_MOST_PLACES = 3
_GOES_ON = {"lead", "region", "section", "name"}
_IN_WORDS = {"words", "counted", "told", "label", "pending"}
_UNIT = re.compile(r"\s*[(（][^()（）]*[)）]")


@dataclass(slots=True)
class Body:
    """What the rows of a part are read as, one after the other.

    kind, units  of the table: by its title, and by the line over it
    section      the section that the next row stands in
    before       the pieces of the row before, by column
    headings     sections' titles; asides: totals, notes, signatures
    doubts       what was read with doubt: what it is, and where
    """

    kind: str
    units: Sequence[str]
    section: str = ""
    before: Cells | None = None
    records: list[Record] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    asides: list[Piece] = field(default_factory=list)
    doubts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def warnings(self) -> list[str]:
        """The doubts in words, a kind in one sentence with its first places."""
        return [
            f"{what}:{'、'.join(places[:_MOST_PLACES])}{f'等{len(places)}处' if len(places) > _MOST_PLACES else ''}"
            for what, places in self.doubts.items()
        ]

    def doubt(self, what: str | None, piece: Piece) -> None:
        """Something in a row was read with doubt; None where nothing was."""
        if what:
            self.doubts.setdefault(what, []).append(piece.place)


def read_body(part: TablePart, kind: str, *, section: str = "", units: Sequence[str] = ()) -> Body:
    """The records of a part's rows, whose columns are settled.

    kind, section   of the table, by its title
    units           those that the line over the table names
    """
    body = Body(kind, units, section)
    above: Row = ()
    rows, columns = part.rows, part.columns
    sums, doubted = subtotals(rows, columns), doubted_rows(rows, columns)
    unread = moved_on(rows, columns) | (unread_rows(rows, columns, part.unsure) if part.is_ragged else {})
    for place, row in enumerate(rows):
        begin = next((piece for piece in row if piece.text and all(piece is not each for each in above)), row[0])
        cells = _cells(row, columns, part.views[0])
        match "subtotal" if place in sums else line_of(row, columns, cells, body.before):
            case "subtotal":
                body.asides += distinct(row)
                body.section = (cells.get("name") or cells.get("task") or begin).text
            case "sum" | "note":
                body.asides += distinct(row)
            case "section":
                body.headings += distinct(row)
                body.section = distinct(row)[-1].text
            case "further":
                _go_on(body.records[-1], row, columns)
            case "row":
                body.doubt(unread.get(place) or doubted.get(place), begin)
                _read(row, begin, cells, _without_figures(part) if place in unread else part, body)
        above = row
    return body


def _read(row: Row, begin: Piece, cells: Cells, part: TablePart, body: Body) -> None:
    """Read a commitment. Where its department, region or name was read as merged with the one above, so are those of the rows below it."""
    if stands_over_places(cells, part.columns):
        fill(cells, body.before or {}, "task")
    records = [*_records(row, begin, cells, part, body)]
    above = {name: piece for name, piece in (body.before or {}).items() if name in _GOES_ON and name in cells}
    body.records += records
    body.before = cells | {name: piece for name, piece in above.items() if records[0].texts.get(name) == piece.text}


def _without_figures(part: TablePart) -> TablePart:
    """The part as it is for rows of which the figures have lost their columns: these are the report's own."""
    columns = [replace(column, field="") if column.field in FIGURES else column for column in part.columns]
    return replace(part, columns=columns)


def _cells(row: Row, columns: Sequence[ReadColumn], view: Group) -> Cells:
    """The pieces of a row by column of `rows`; those of the report's own left out."""
    places = [place for place in view.places if place < len(row)]
    return {columns[place].field: row[place] for place in places if columns[place].field}


def _records(row: Row, begin: Piece, cells: Cells, part: TablePart, body: Body) -> Iterator[Record]:
    """The record of a row; one an indicator where indicators stand side by side, each with the words of its own columns."""
    of_first = {part.columns[place].field for place in _places_of_one(part.views[0], part.views)}
    cells = {name: piece for name, piece in cells.items() if name not in of_first}
    shared = _shared(begin, cells, part, body) | _own(row, part, body)
    body.section = shared["section"] = shared.get("section") or body.section
    views = [view for view in part.views if len(part.views) == 1 or _is_told(row, part, view)]
    if len(views) > 1:
        told = aimed_views(row, part.columns, views)
        shared, views = left_out(row, part.columns, views, told) | shared, told
    silent = {place for view in part.views if view not in views for place in view.places}
    ungrouped = [place for place in range(len(row)) if all(place not in view.places for view in part.views)]
    for number, view in enumerate(views or part.views[:1]):
        texts = _of_view(row, view, part, body, shared)
        places = sorted({*view.places, *ungrouped, *(silent if not number else ())})
        pieces = tuple(distinct(row[place] for place in places if place < len(row)))
        yield Record("table", body.kind, begin, texts, pieces, _cells(row, part.columns, view))


def _own_unit(shared: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    """The unit that a row has in its own name, which goes before that of the table: 城镇登记失业率低于(%)."""
    named = (each.get(name, "") for name in ("name", "task") for each in (words, shared))
    return [unit for unit in map(unit_behind, named) if unit][:1]


def _of_view(row: Row, view: Group, part: TablePart, body: Body, shared: Mapping[str, str]) -> dict[str, str]:
    """The words of a row as one indicator has them: those it shares, those that stand in its columns alone, and its figures."""
    pieces = _cells(row, part.columns, view)
    heads = {part.columns[place].field: part.columns[place] for place in view.places if part.columns[place].field}
    label = view.label or _label(heads)
    if "achieved" in (own := {part.columns[place].field for place in _places_of_one(view, part.views)}):
        _told_in_words(pieces)
    words = {name: piece.text for name, piece in pieces.items()}
    told = words.get("achieved", "")
    if told and told == shared.get("progress") and kind_of_cell(told) != "pending":
        del words["achieved"]  # 3座已开工,1座正在招标 tells how far it is, 待统计 that there is no figure
    if kind_of_cell(words.get("progress", "")) == "number" and words.get("planned") and not words.get("achieved"):
        words["achieved"], heads["achieved"] = words.pop("progress"), heads["progress"]  # 41.3 among words
        shared = {name: each for name, each in shared.items() if name != "progress"}
    named = (own | {"progress"} if own else set()) - {*FIGURES}
    texts = {**shared, **{name: each for name, each in words.items() if name in named}}
    thing = " ".join(filter(None, map(shared.get, ("name", "task"))))
    if "share" in words and own and "share" not in own and not _is_proved(words):
        texts[heads["share"].label] = words.pop("share")
    texts |= columns_of_figures(words, heads, _own_unit(shared, words) or body.units, label, thing)
    if is_no_share(texts):
        body.doubt(NO_SHARE, pieces["share"])
        texts = {name: each for name, each in texts.items() if name != "share"} | {heads["share"].name: words["share"]}
    if begun := begun_in_words((part.columns[place], row[place].text) for place in view.places if place < len(row)):
        texts["progress"] = begun
    texts |= _named(shared, _UNIT.sub("", label), is_grouped=bool(view.label))
    if not texts.get("verdict") and (said := apart_from_plan(row, part.columns)):
        texts["verdict"] = said
    texts |= {"lead": view.lead} if view.lead and not shared.get("lead") else {}
    return texts | grown(texts, row, part.columns, heads)


def _is_proved(words: Mapping[str, str]) -> bool:
    """Whether the share of a row is that of one of its indicators, which goal and figure must say.

    目标 6.5 | 完成 5.8 under 增幅(%) beside 完成年度目标% 72.9, and 任务 80 | 完成 / beside 综合完成率 55 are none
    """
    values = [Cell(words.get(name, ""), 0).value for name in ("planned", "achieved", "share")]
    return agreement(*values) > 0


def _places_of_one(view: Group, views: Sequence[Group]) -> set[int]:
    """The places of a view that are in no other: the columns of its indicator."""
    others = [other.places for other in views if other is not view]
    return {place for place in view.places if others and all(place not in places for places in others)}


def _is_told(row: Row, part: TablePart, view: Group) -> bool:
    """Whether a row says something of an indicator: a figure of its own, no dash; a unit or a share of the row is none of its own."""
    own = [place for place in _places_of_one(view, part.views) or view.places if part.columns[place].field in FIGURES]
    return any(kind_of_cell(row[place].text) not in {"", "dash"} for place in own if place < len(row))


def _shared(begin: Piece, cells: Cells, part: TablePart, body: Body) -> dict[str, str]:
    """The words of a row that are no figures: its number, names, departments, progress; what is merged or lost is filled in."""
    _told_in_words(cells)
    _named_at_its_begin(cells, begin, part.columns)
    _named_once(cells, part.columns)
    last = body.before or {}
    has_merged = is_merged(cells, last)
    if has_merged:
        for name in ("number", "section", "name"):
            fill(cells, last, name)
    elif stands_under(cells, part.columns) and fill(cells, last, "name"):
        has_merged = True
        body.doubt("没有项目名称,按与上一行合并的单元格读", begin)
    if (has_merged or part.is_ragged or are_grouped(part.columns)) and fill(cells, last, "lead"):
        body.doubt("没有牵头单位,按与上一行合并的单元格读", begin)
    elif "lead" in cells and kind_of_cell(cells["lead"].text) in {"", "dash"}:
        body.doubt("没有牵头单位", begin)
    if (cells.get("task") or cells.get("name") or Piece("")).text:  # 镇名 | 指标: a town over several indicators
        fill(cells, last, "region")
    texts = {name: piece.text for name, piece in cells.items() if name not in FIGURES}
    leads = any(column.field == "region" and "lead" in column.head.fields for column in part.columns)
    if (
        leads or kind_of_cell(texts.get("region", "")) == "departments"
    ):  # 责任单位 | 任务 | 完成: each is about one of its own
        texts.setdefault("lead", texts.get("region", ""))
    if not texts.get("cooperating") and (parts := lead_and_cooperating(texts.get("lead", ""))):
        texts |= {"lead": parts[0], "cooperating": parts[1]}
    return texts


def _named_at_its_begin(cells: Cells, begin: Piece, columns: Sequence[ReadColumn]) -> None:
    """A row whose region is blank is of what its first cell says, merged over both: 全县 under 排名 and 乡镇."""
    region = cells.get("region")
    is_own = all(begin is not piece for piece in cells.values()) or begin is cells.get("number")
    if region is not None and not region.text and is_own and is_region(begin.text):
        cells["region"] = begin


def _named_once(cells: Cells, columns: Sequence[ReadColumn]) -> None:
    """A row without a task under a head over both is of what stands where others have their section: 农村公路(公里) |  | 30."""
    is_under_one = any(column.field == "task" and not column.path for column in columns)
    task, section = cells.get("task"), cells.get("section")
    if is_under_one and task is not None and not task.text and section is not None and section.text:
        cells["task"] = section


def _told_in_words(cells: Cells) -> None:
    """Words under a head of figures (11月底安排发货) tell how far it is, where the row has no other progress."""
    told = cells.get("achieved")
    if told and not (cells.get("progress") or Piece("")).text and kind_of_cell(told.text) in _IN_WORDS:
        cells["progress"] = cells.pop("achieved")


def _own(row: Row, part: TablePart, body: Body) -> dict[str, str]:
    """The words under heads of the report's own, and those of cells that stand under no head."""
    columns = part.columns
    names = Counter(column.name for column in columns)
    texts: dict[str, str] = {}
    for place, piece in enumerate(row):
        if (
            not piece.text
            or (place < len(columns) and (columns[place].field or columns[place].taken_for == BEGUN))
            or any(each is piece for each in row[:place])
        ):
            continue
        column = columns[place] if place < len(columns) else None
        is_beside = len(part.views) > 1  # 资金 支出 beside 新建 and 改造
        name = (column.label if names[column.name] > 1 or is_beside else column.name) if column else ""
        if not name:
            body.doubt("单元格没有表头,另存", piece)
        texts[name if name and name not in texts else f"{name}第{place + 1}列"] = piece.text
    return texts


def _label(heads: Mapping[str, ReadColumn]) -> str:
    """What the figures of a table of regions are of: the head over the planned or else the achieved figure."""
    named = next((heads[name] for name in ("planned", "achieved", "share", "progress") if name in heads), None)
    return named.label if named and "region" in heads else ""


def _named(shared: Mapping[str, str], label: str, *, is_grouped: bool) -> dict[str, str]:
    """The name and the task of a record: a region and an indicator, a project and one of its figures, or as the row says."""
    name = shared.get("name") or shared.get("region", "")
    task = shared.get("task", "")
    if is_grouped:
        thing = " ".join(filter(None, [name, task]))
        turned = thing and not shared.get("region") and is_region(label)  # indicators down, regions across
        return {"name": label, "task": thing} if turned else {"name": thing, "task": label}
    return {"name": name, "task": task or label or name}


def _go_on(record: Record, row: Row, columns: Sequence[ReadColumn]) -> None:
    """A further line of the same commitment: what it adds is put behind the words so far."""
    for place, piece in enumerate(row):
        column = columns[place] if place < len(columns) else None
        name = (column.field or column.name) if column else f"第{place + 1}列"
        if name != "number" and piece.text and piece.text not in record.texts.get(name, ""):
            record.texts[name] = f"{record.texts.get(name, '')} {piece.text}".strip()
    record.pieces = tuple(distinct((*record.pieces, *row)))
