"""Plain text to a Source: tables that lost their lines, in the layouts such texts come in.

    cells that end in " |"       one a line (a row ends where the next number stands), or a whole row a line
    one cell a line              no marks at all
    one row a line               cells parted by blanks; what stands before, in and after the departments decides

A text without a table is left as it is, for report/prose.

Cells of such a table do not say which column they belong to, so the grids are ragged; `rows` puts them in place.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..departments import find_departments, is_department_list
from .encoding import decode
from .headers import columns_of, header_field, is_sum_row
from .source import ANNEX, SECTION, Grid, Piece, Source, arrange, clean

_MARK = re.compile(r"[|｜\t]")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")  # the line under the head of a Markdown table
_SHORTEST_ROW = 3  # number, task, progress
_MOST_UNITS = 40
_NUMBER = re.compile(r"\d{1,5}")

Line = Piece
Row = list[Piece]


def read(path: Path) -> Source:
    """Take a text file apart, whichever of the layouts it has.

    errors   ReportError for an unknown encoding
    """
    lines = [Piece(text, number) for number, line in enumerate(decode(path).splitlines(), 1) if (text := line.strip())]
    heads = [line for line in lines if _is_head(line)]
    if any(_MARK.search(head.text) for head in heads):
        return arrange(path.name, "text", _marked(lines))
    if any(not re.search(r"\s", head.text) for head in heads):
        return arrange(path.name, "text", _bare(lines))
    if heads:
        warnings: list[str] = []
        return arrange(path.name, "text", [*_spaced(lines, warnings)], warnings=warnings)
    return Source(path.name, "text", (), tuple(lines))


def _marked(lines: list[Line]) -> Iterator[Piece | Grid]:
    rules = {line for line in lines if _RULE.fullmatch(line.text)}
    unruled = [line for line in lines if line not in rules]
    for item in _blocks(unruled, lambda line, tail: bool(_MARK.search(line.text))):
        yield item if isinstance(item, Piece) else Grid(_frozen(_marked_rows(item)), is_ragged=True)
    yield from rules


def _bare(lines: list[Line]) -> Iterator[Piece | Grid]:
    for item in _blocks(lines, lambda line, tail: not tail and not ANNEX.match(line.text)):
        if isinstance(item, Piece):
            yield item
            continue
        *rows, last = _rows_by_number(item)
        units = [place for place, piece in enumerate(last) if is_department_list(piece.text)]
        end = (
            units[-1] + 2 if units else len(last)
        )  # progress stands behind the departments, and the table ends with it
        yield Grid(_frozen([*rows, last[:end]]), is_ragged=True)
        yield from last[end:]


def _spaced(lines: list[Line], warnings: list[str]) -> Iterator[Piece | Grid]:
    for item in _blocks(lines, lambda line, tail: _starts_row(line.text.split()[0])):
        if isinstance(item, Piece):
            yield item
            continue
        head = _cut(item[0], item[0].text.split())
        columns = columns_of(head)
        yield Grid(_frozen([head, *(_spaced_row(line, columns, warnings) for line in item[1:])]), is_ragged=True)


def _blocks(lines: Iterable[Line], is_body: Callable[[Line, list[Line]], bool]) -> list[Line | list[Line]]:
    """The lines, those of each table as one block. A table goes from its head to its last body line: what stands between
    two body lines is inside a cell. `is_body` gets a line and the lines since the last body line.
    """
    blocks: list[Line | list[Line]] = []
    table: list[Line] = []
    tail: list[Line] = []
    for line in lines:
        if _is_head(line):
            blocks += tail
            table, tail = [line], []
            blocks.append(table)
        elif table and is_body(line, tail):
            table += [*tail, line]
            tail = []
        else:
            tail.append(line)
    return [*blocks, *tail]


def _marked_rows(body: list[Line]) -> list[Row]:
    """Rows of marked lines: one a line if the head stands on one line, else from number to number."""
    lines = _join_open(body)
    if len(_cells(body[0])) < _SHORTEST_ROW:
        return _rows_by_number([cell for line in lines for cell in _cells(line)])
    rows: list[Row] = []
    for cells in map(_cells, lines):
        if not rows or _starts_row(cells[0].text):
            rows.append(cells)
        else:  # the last cell goes on in a new line
            rows[-1][-1] = Piece(f"{rows[-1][-1].text} {cells[0].text}", rows[-1][-1].line)
            rows[-1] += cells[1:]
    return rows


def _join_open(lines: list[Line]) -> list[Line]:
    """Lines without a mark run into the next marked one: they are the beginning of its first cell."""
    joined: list[Line] = []
    is_open = False
    for line in lines:
        joined.append(Piece(f"{joined[-1].text} {line.text}", joined.pop().line) if is_open else line)
        is_open = not _MARK.search(line.text)
    return joined


def _rows_by_number(cells: list[Piece]) -> list[Row]:
    """Rows of a stream of cells: a row starts at the next number, or at any number once the row before may be full."""
    first = next((place for place, cell in enumerate(cells) if _NUMBER.fullmatch(cell.text)), len(cells))
    rows = [cells[:first]]
    expected = 1
    for cell in cells[first:]:
        is_number = _NUMBER.fullmatch(cell.text)
        is_next = is_number and int(cell.text) == expected and len(rows[-1]) >= _SHORTEST_ROW
        if len(rows) == 1 or is_next or (is_number and len(rows[-1]) >= len(rows[0]) - 1):
            rows.append([])
            expected = int(cell.text) + 1
        rows[-1].append(cell)
    return [part for row in rows for part in _without_section(row)]


def _without_section(row: Row) -> list[Row]:
    """A section's title behind a full row is a row of its own."""
    return [row[:-1], row[-1:]] if len(row) > _SHORTEST_ROW and SECTION.fullmatch(row[-1].text) else [row]


def _spaced_row(line: Line, columns: list[str], warnings: list[str]) -> Row:
    """The cells of a row whose cells are parted by blanks: the departments part the task from the progress."""
    words = line.text.split()
    if not _NUMBER.fullmatch(words[0]):
        return [line]
    first = next((place for place in range(2, len(words)) if is_department_list(words[place])), len(words))
    ends = range(min(len(words), first + _MOST_UNITS), first, -1)
    last = next((end for end in ends if is_department_list(" ".join(words[first:end]))), first)
    units = [" ".join(words[first:last])]
    if "cooperating" in columns and len(named := find_departments(units[0])) > 1:
        units = [units[0][: named[1].start].strip(), units[0][named[1].start :]]
        warnings.append(f"{line.place}:牵头单位与配合单位没有分开,以首个单位“{units[0]}”为牵头单位")
    return _cut(line, [*words[:first], *units, " ".join(words[last:])])


def _is_head(line: Line) -> bool:
    first = re.split(rf"\s|{_MARK.pattern}", line.text.lstrip("| "))[0]
    return header_field(first) == "number"


def _starts_row(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or SECTION.fullmatch(text)) or is_sum_row(text)


def _cells(line: Line) -> Row:
    """The cells of a marked line; the mark at its beginning and its end encloses no cell."""
    texts = _MARK.split(line.text.removeprefix("|"))
    return _cut(line, texts[:-1] if len(texts) > 1 and not texts[-1].strip() else texts)


def _cut(line: Line, texts: list[str]) -> Row:
    return [Piece(clean(text), line.line) for text in texts]


def _frozen(rows: Iterable[Row]) -> tuple[tuple[Piece, ...], ...]:
    return tuple(tuple(row) for row in rows)
