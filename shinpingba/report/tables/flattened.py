"""Text that lost its tables to tables: a stream of lines and cells with the head of a table in it, cell by cell into its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Block, Document, Paragraph, Piece, Row, Table, distinct
from ..heads import read_head
from .aligned import aligned
from .cells import FIGURES, kind_of_cell
from .counted_out import counted_out
from .fitted import Fitted, is_unsure
from .fitting import fit_rows
from .halves import copied_width, unfolded
from .heading import FlatHead, find_heads
from .lines import is_summary
from .lowered import with_lower_in_place
from .slashes import with_both_figures
from .slots import Slot, slots_under, with_optional
from .spread import spread_words, with_spread_head
from .stacked import stacked_lines, unstacked
from .stream import CLOSED, NEW, WORD, Cell, Stream, gap_between, stream_of
from .ticked import with_ticks_told
from .turned import turned
from .unmerged import with_blanks_kept, with_merged

_OFTEN_BLANK = {"note", "problem", "next_step", "cooperating", "deadline", "verdict", "leader", "section"}
_FEWEST_UNFILLED = 2  # columns of which no row has a cell
_FEWEST_ABOVE = 2  # rows of a table before one that sums it up
_FEWEST = 3  # cells of a row that stands on a line of its own
_MOST_HEAD_LINES = 3
_WITHOUT_MERGED = {"csv", "tsv", "text"}  # formats that know no merged cells


def recovered(document: Document) -> Document:
    """The document with its flattened tables put together again. What fits none of their rows is a paragraph behind them."""
    joint = {"pdf": "", "csv": ",", "tsv": ","}.get(document.format, " ")
    warnings: list[str] = []
    blocks = [part for block in document.blocks for part in _apart(block)]
    found = [block for run in _runs(blocks) for block in _recovered(run, joint, document.format, warnings)]
    told = [
        with_ticks_told(with_both_figures(turned(block)), warnings) if isinstance(block, Table) else block
        for block in found
    ]
    return replace(document, blocks=tuple(told), warnings=(*document.warnings, *dict.fromkeys(warnings)))


def _apart(block: Block) -> Iterator[Block]:
    """A block; a table in which another one begins that sums it up (完成情况汇总) in two, and the title between them."""
    rows = block.rows if isinstance(block, Table) else ()
    place = next((n for n, row in enumerate(rows) if n >= _FEWEST_ABOVE and _is_summed(row)), 0)
    if not place or not isinstance(block, Table):
        yield block
        return
    yield replace(block, rows=rows[:place])
    yield from map(Paragraph, distinct(rows[place]))
    yield from _apart(replace(block, rows=rows[place + 1 :])) if rows[place + 1 :] else ()


def _is_summed(row: Row) -> bool:
    return len(words := distinct(row)) == 1 and is_summary(words[0].text)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Paragraphs that follow each other together, but for those from the title of a summary on; every other block by itself."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if run and is_summary(block.piece.text):
                yield run
                run = []
            run.append(block)
            continue
        yield from [run] if run else []
        yield [block]
        run = []
    yield from [run] if run else []


def _recovered(run: list[Block], joint: str, format_: str, warnings: list[str]) -> list[Block]:
    first = run[0]
    if (single := _single(run)) and (stack := stacked_lines(single)):
        put, lines = stack
        sides: list[list[Block]] = [[*map(Paragraph, each)] for each in (single[: lines.start], single[lines.stop :])]
        before, behind = (_recovered(side, joint, format_, warnings) if side else [] for side in sides)
        return [*before, put, *behind]
    if isinstance(first, Table):
        first = counted_out(first) or unfolded(first)
        on_side = turned(first)
        first = replace(on_side, is_ragged=False) if on_side is not first else unstacked(first)
        first = _without_made_up(with_lower_in_place(first)) if first.is_ragged else first
        if first.is_ragged and format_ == "text" and (wide := with_spread_head(first)):
            return [aligned(wide, joint, warnings, is_text=False) or wide]
        if not first.is_ragged or _is_whole(first):
            return [with_merged(first) if format_ in _WITHOUT_MERGED else first]
        if format_ == "text" and (kept := with_blanks_kept(first)):
            return [with_merged(kept)]
        on_lines = sum(len(row) >= _FEWEST for row in first.rows) * 2 >= len(first.rows)
        if on_lines:
            whole = aligned(first, joint, warnings, is_text=format_ == "text")
            if whole:
                return [with_merged(whole) if format_ in _WITHOUT_MERGED - {"text"} else whole]
        rows = map(_without_spans, first.rows)
        stream = stream_of([(piece, CLOSED if n else NEW) for row in rows for n, piece in enumerate(row)])
        return _in_tables(stream, joint, warnings, on_lines=on_lines) or run
    pieces = [block.piece for block in run if not isinstance(block, Table)]
    return _spaced(pieces, joint, warnings) or _in_tables(_lines(pieces), joint, warnings, on_lines=False) or run


def _single(run: Sequence[Block]) -> list[Piece]:
    """The cells of a text with one on each line, without the blank ones; nothing of a table with two in a row."""
    first = run[0]
    if isinstance(first, Table):
        return [row[0] for row in first.rows if row[0].text] if all(len(row) == 1 for row in first.rows) else []
    return [block.piece for block in run if not isinstance(block, Table)]


def _is_whole(table: Table) -> bool:
    """Whether it is a sheet copied into a text: as many cells in every row, blank ones in the first where a head is merged over several."""
    widths = {len(row) for row in table.rows}
    return len(widths) == 1 and widths.pop() > _FEWEST and any(not piece.text for piece in table.rows[0][1:])


def _without_made_up(table: Table) -> Table:
    """The table; where merged cells are made up for by blank ones at the end of a row, without those.

    地区 | 就业 | 投资 | |      the lower heads begin the next row
    目标 | 完成 | 目标 | 完成 |
    """
    if len(table.rows) < _FEWEST or not all(_ends_blank(row) for row in table.rows[:2]):
        return table
    rows = (row[: sum(bool(piece.text) for piece in row)] if _ends_blank(row) else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def _ends_blank(row: Row) -> bool:
    """Whether the blank cells of a row are all at its end, and there are some."""
    count = sum(bool(piece.text) for piece in row)
    return count < len(row) and all(piece.text for piece in row[:count])


def _without_spans(row: Row) -> Row:
    """A row of heads without the blank cells behind it, which its merged cells have left: 地区 | 就业人数 | 完成投资 | | |."""
    named = [piece for piece in row if piece.text]
    is_head = (
        len(named) > 1 and row[: len(named)] == tuple(named) and not any(kind_of_cell(p.text) in FIGURES for p in named)
    )
    return tuple(named) if is_head and any(read_head(piece.text).fields for piece in named) else row


def _lines(pieces: Sequence[Piece]) -> Stream:
    return stream_of((piece, gap_between(pieces[n - 1] if n else None, piece)) for n, piece in enumerate(pieces))


def _spaced(pieces: Sequence[Piece], joint: str, warnings: list[str]) -> list[Block]:
    """Tables of which a row is a line, its cells parted by blanks; none where no line is such a head."""
    starts = _head_lines(pieces)
    if not starts:
        return []
    blocks: list[Block] = [Paragraph(piece) for piece in pieces[: starts[0]]]
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        if wide := spread_words(pieces[start:end]):
            blocks += [wide[0], *map(Paragraph, pieces[start + wide[1] : end])]
            continue
        words = [(Piece(word, piece.line, piece.where), WORD if n else gap_between(before, piece))
                 for before, piece in zip((None, *pieces[start : end - 1]), pieces[start:end], strict=True)
                 for n, word in enumerate(piece.text.split(" "))]  # fmt: skip
        blocks += _whole_lines(_in_tables(stream_of(words), joint, warnings, on_lines=True), pieces[start:end])
    return blocks


def _head_lines(pieces: Sequence[Piece]) -> list[int]:
    """The lines with which a head begins, of one line or of several; a line behind one that is a head is a lower row of it."""
    starts: list[int] = []
    for place in range(len(pieces)):
        height = next((n for n in range(1, _MOST_HEAD_LINES + 1) if _is_head_line(pieces[place : place + n])), 0)
        if height and (not starts or place >= starts[-1] + _MOST_HEAD_LINES):
            starts.append(place)
    return starts


def _is_head_line(lines: Sequence[Piece]) -> bool:
    """Whether the words of a line, or of two, are the head of a table, and begin with it."""
    words = [word for line in lines for word in line.text.split(" ")]
    if any(len(line.text.split(" ")) < 2 for line in lines) or len(lines[0].text.split(" ")) < _FEWEST:
        return False
    heads = find_heads([Cell(word, CLOSED) for word in words], [Piece(word) for word in words])
    return bool(heads) and heads[0].begin == 0


def _whole_lines(blocks: list[Block], lines: Sequence[Piece]) -> list[Block]:
    """The blocks with a line of which no word stands in a table whole again."""
    left = [block.piece.line for block in blocks if isinstance(block, Paragraph)]
    counts = {line.line: len(line.text.split(" ")) for line in lines}
    whole = {line.line: line for line in lines if left.count(line.line) == counts[line.line]}
    parts = [block for block in blocks if isinstance(block, Table) or block.piece.line not in whole]
    return [*parts, *(Paragraph(piece) for piece in whole.values())]


def _in_tables(stream: Stream, joint: str, warnings: list[str], *, on_lines: bool) -> list[Block]:
    """The tables of a stream, the cells that stand in none of them as paragraphs; nothing where no head of a table is found."""
    heads = find_heads(stream.cells, stream.pieces)
    if not heads:
        return []
    blocks: list[Block] = [Paragraph(piece) for piece in stream.pieces[: heads[0].begin]]
    for head, end in zip(heads, [*(each.begin for each in heads[1:]), len(stream.cells)], strict=True):
        body = Stream(stream.cells[head.end : end], stream.pieces[head.end : end])
        words = [cell.text for cell in stream.cells[head.begin : head.end]] if head.spans else []
        blocks += _table(head, words, body, joint, warnings, on_lines=on_lines)
    return blocks


def _table(
    head: FlatHead, words: Sequence[str], body: Stream, joint: str, warnings: list[str], *, on_lines: bool
) -> list[Block]:
    """The table under a head, and the cells behind it that are no part of it."""
    heads, slots = with_optional(head.rows, slots_under(head.rows))
    on_lines = on_lines and not copied_width(words)  # of a folded table a line holds two rows
    fitted = fit_rows(body.cells, slots, on_lines=on_lines, head=words)
    used = _used(fitted)
    if any(not slot.is_optional and place not in used for place, slot in enumerate(slots)):
        # a column that has a head has cells: without the places that have none, all may be filled
        others = fit_rows(body.cells, slots_under(head.rows), on_lines=on_lines, head=words)
        if len(_used(others)) == len(head.rows[-1]):
            heads, slots, fitted, used = [*head.rows], slots_under(head.rows), others, _used(others)
    kept = [place for place, slot in enumerate(slots) if place in used or not slot.is_optional]
    rows = [_row(each, kept, body.pieces, joint, _again(head, heads[0])) for each in fitted if each.sort != "aside"]
    if tied := [body.pieces[_begin(each)].place for each in fitted if each.is_tied]:
        warnings.append(
            f"单元格归入哪一栏有几种读法,请核对:{'、'.join(tied[:3])}{f'等{len(tied)}行' if len(tied) > 3 else ''}"
        )
    over = [Paragraph(piece) for piece in head.over]
    is_other = head.is_unclear or _is_of_others(fitted, body.cells, slots)
    unsure = tuple(body.pieces[_begin(each)] for each in fitted if is_other or is_unsure(each, body.cells, slots))
    table = Table((*(tuple(row[place] for place in kept) for row in heads), *rows), is_ragged=True, unsure=unsure)
    return [*over, table, *_asides(fitted, body.pieces)]


def _asides(fitted: Sequence[Fitted], pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """The cells that stand in no row."""
    for span in (span for each in fitted if each.sort == "aside" for span in each.cells.values()):
        yield from (Paragraph(pieces[n]) for n in span if pieces[n].text)


def _begin(fitted: Fitted) -> int:
    """The first cell of a row."""
    return min(span.start for span in fitted.cells.values())


def _is_of_others(fitted: Sequence[Fitted], cells: Sequence[Cell], slots: Sequence[Slot]) -> bool:
    """Whether the heads are not those of the columns in which the cells of all rows stand.

    投资 | 里程 | 计划 | 完成 | 桥梁 | 隧道      over rows of four cells at most: heads of several rows were taken for one
    单位 | 任务数 | 完成数 over 名 | 80 | 64 | 护工培训   each row ends with the name of the next one, whose head is lost

    Words that one blank parts (同比 增长) may be one head: they say nothing of the others.
    """
    rows = [row.cells for row in fitted if row.sort == "row"]
    fullest = max(rows, key=len, default={})
    unfilled = [n for n, slot in enumerate(slots) if not slot.is_optional and n not in fullest]
    begins = [cells[_begin(each)].kind for each in fitted if each.sort == "row"]
    missing = [n for n in unfilled if not {*slots[n].fields[:1]} & _OFTEN_BLANK]
    are_whole = all(cell.gap != WORD for cell in cells)
    return (are_whole and len(missing) >= _FEWEST_UNFILLED) or begins.count("unit") * 2 > len(begins)


def _used(fitted: Sequence[Fitted]) -> set[int]:
    """The columns in which cells stand."""
    return {column for row in fitted if row.sort in {"row", "further"} for column in row.cells}


def _again(head: FlatHead, row: Row) -> list[range]:
    """Which cells of a head that comes again stand in each column of its row."""
    spans = dict(zip(map(id, head.rows[0]), head.spans, strict=False))
    return [spans.get(id(piece), range(0)) for piece in row]


def _row(fitted: Fitted, kept: Sequence[int], pieces: Sequence[Piece], joint: str, again: Sequence[range]) -> Row:
    """A row as wide as the table; a title stands in all its columns."""
    if fitted.sort == "title":
        return (pieces[fitted.cells[0].start],) * len(kept)
    if fitted.sort == "head":
        start = fitted.cells[0].start
        spans = [range(start + again[place].start, start + again[place].stop) for place in kept]
    else:
        spans = [fitted.cells.get(place, range(0)) for place in kept]
    return tuple(_whole([pieces[n] for n in span], joint) for span in spans)


def _whole(pieces: Sequence[Piece], joint: str) -> Piece:
    if len(pieces) < 2:
        return pieces[0] if pieces else Piece("")
    return Piece(joint.join(piece.text for piece in pieces), pieces[0].line, pieces[0].where)
