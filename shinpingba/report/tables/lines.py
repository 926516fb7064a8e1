"""What a row of a table is: a commitment, a section's title, a total, a note under the table, a further line of the row above."""

import re
from collections.abc import Mapping, Sequence

from ...language.quantities import find_numbers
from ...words.lexicon import any_of
from ..document import SECTION, Piece, Row, distinct
from .cells import FIGURES, kind_of_cell, plain_value
from .column import ReadColumn

_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．]?")
_LONGEST_SECTION = 60
_SUBJECTS = ("row_id", "region", "name", "task")
_FIGURES = ("planned", "achieved", "share")
_ROUNDED = 0.06  # how far a figure of one decimal may be from what it was rounded from
_OF_TASKS = {"项", "件", "类", "条", "方面"}


def is_sum(words: str) -> bool:
    """Whether the first words of a row say that it adds up the others (合计), and is no commitment (words/table_lines.csv)."""
    return bool(any_of("table_lines", use="sum").fullmatch(words))


def is_note(words: str) -> bool:
    """Whether a line explains the table or signs it (注:…, 填表人:…), and is no row of it (words/table_lines.csv)."""
    return bool(
        any_of("table_lines", use="note").fullmatch(words) or any_of("table_lines", use="signature").fullmatch(words)
    )


def is_summary(words: str) -> bool:
    """Whether a line is the title of a table that counts the tasks of another one: 完成情况汇总 (words/table_lines.csv)."""
    return bool(any_of("table_lines", use="summary").fullmatch(words))


def is_aside(words: Sequence[Piece]) -> bool:
    """Whether the words of a row are a total, a note or a signature."""
    return is_note(words[0].text) or any(is_sum(piece.text) for piece in words[:2])


def subtotals(rows: Sequence[Row], columns: Sequence[ReadColumn]) -> set[int]:
    """The rows, by their place, that add up those below them: 一 | 交通类 | 20000 over 1 | 环城公路 | 12000 and 2 | 通村路 | 8000.

    Their number is Chinese among Arabic ones, and one of their figures is the sum; a total behind them all (合计) is none of them.
    So are those that have a section's title for a number: 一、续建项目(5个) | 208000.
    """
    numbers = [place for place, column in enumerate(columns) if column.field == "number"]
    figures = [place for place, column in enumerate(columns) if column.field in {"planned", "achieved"}]
    if not numbers or not figures:
        return set()
    over = [n for n, row in enumerate(rows) if numbers[0] < len(row) and _counts_section(row[numbers[0]].text)]
    runs = {n: rows[n + 1 : end] for n, end in zip(over, [*over[1:], len(rows)], strict=False)}
    below = {n: [row for row in run if not (words := distinct(row)) or not is_aside(words)] for n, run in runs.items()}
    return {n for n, run in below.items() if run and any(_adds_up(rows[n], run, place) for place in figures)}


def _counts_section(words: str) -> bool:
    return bool(_NUMERAL.fullmatch(words) or SECTION.fullmatch(words))


def _adds_up(row: Row, below: Sequence[Row], place: int) -> bool:
    value, *values = (plain_value(each[place].text) if place < len(each) else None for each in (row, *below))
    told = [each for each in values if each is not None]
    return bool(value and told) and abs(sum(told) - (value or 0)) <= _ROUNDED * len(told)


def line_of(
    row: Row, columns: Sequence[ReadColumn], cells: Mapping[str, Piece], before: Mapping[str, Piece] | None
) -> str:
    """What a row is: "blank", "sum", "note", "section", "further" or "row".

    cells   its pieces by column, those of the report's own left out
    before  the same of the row before; None at the beginning
    """
    words = distinct(row)
    if not words:
        return "blank"
    if is_note(words[0].text) or (
        len(words) == 1 and sum(piece is words[0] for piece in row) > 1 and len(words[0].text) > _LONGEST_SECTION
    ):
        return "note"
    if any(is_sum(piece.text) for piece in words[:2]):
        return "sum"
    if len(words) == 1 and _is_title(row, words[0], columns):
        return "section"
    number = cells.get("number")
    is_numeral = number is not None and bool(_NUMERAL.fullmatch(number.text)) and len(words) == 2
    is_merged = len(words) == 2 and sum(piece is words[1] for piece in row) > 1  # 一 | 经济发展, over all columns
    if is_numeral and (is_merged or cells.get("progress") is not words[1]) and not is_commitment(words[1].text):
        return "section"
    return "further" if before is not None and _goes_on(cells, before) else "row"


def _is_title(row: Row, piece: Piece, columns: Sequence[ReadColumn]) -> bool:
    """Whether the only words of a row are a section's title; words in one cell of a task or of progress are no title."""
    places = [place for place, each in enumerate(row) if each is piece]
    if piece.text.isdecimal() or (len(places) == 1 and is_commitment(piece.text)):
        return False
    if len(places) > 1 or SECTION.fullmatch(piece.text):
        return True
    if len(piece.text) > _LONGEST_SECTION or piece.text.endswith(("。", ";", "；")):
        return False
    field = columns[places[0]].field if places[0] < len(columns) else ""
    return field in {"number", "section"} or (places[0] == 0 and field not in {"region", *_FIGURES})


def is_commitment(words: str) -> bool:
    """Whether a line says how much of something is to be, and so is no title: 改造农贸市场8个; 民生实事(10件) counts the tasks under it."""
    return any(number.kind in {"count", "percent"} and number.unit not in _OF_TASKS for number in find_numbers(words))


def _goes_on(cells: Mapping[str, Piece], before: Mapping[str, Piece]) -> bool:
    """Whether a row is a further line of the one before: it names nothing of its own, and its number is merged with that one's or blank."""
    number, last = cells.get("number"), before.get("number")
    is_numbered = number is not None and bool(number.text) and number is not last
    names = [cells[field] for field in _SUBJECTS if field in cells and cells[field].text]
    own = [piece for piece in names if all(piece is not each for each in before.values())]
    if is_numbered or own:
        return False
    told = [
        field for field in _FIGURES if cells.get(field) and cells[field].text and cells[field] is not before.get(field)
    ]
    return not told or (not names and not _counts_again(cells, before))


def _counts_again(cells: Mapping[str, Piece], before: Mapping[str, Piece]) -> bool:
    """Whether a row has figures where the one before has its own: 全县 | | 75330 | 68270 is no further line of a township."""
    pairs = [(cells[field], before[field]) for field in _FIGURES if field in cells and field in before]
    return any(here is not above and _is_figure(here) and _is_figure(above) for here, above in pairs)


def _is_figure(piece: Piece) -> bool:
    return kind_of_cell(piece.text) in FIGURES
