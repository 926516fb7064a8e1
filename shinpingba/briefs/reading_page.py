"""A page that shows how a file was read: the file's own blocks in their order, every row named and every figure marked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from ..judging.assessment import Assessment
from ..report.coverage import figures_of
from ..report.document import Document, Heading, Piece, Row, Table
from ..report.reports import Report
from ..showing.evidence import Spans, highlight, spans
from ..showing.originals import images
from ..showing.understanding import advice, forms, heads_of, outside, row_ids, table_words
from .page import document
from .render import render

_OUTSIDE = "outside"


def reading_page(result: Assessment) -> str:
    """The page of a report that was read from a file, with the roles of its figures.

    errors   ValueError for a report that was made of a table someone already had
    """
    report = result.report
    if report.reading is None:
        raise ValueError("这份报告不是从文件读的，没有原文可以显示")
    marked = _Marked(report, spans(result.mentions))
    body = render(
        "reading.html",
        report=report,
        forms=forms(report),
        tables=[(table_words(table), heads_of(table)) for table in report.reading.tables],
        outside=outside(report.reading),
        advice=[*advice(report)],
        documents=[(each.name, _blocks(each, marked)) for each in report.reading.documents],
    )
    return document(f"读法：{report.title}", [body])


class _Marked:
    """The pieces of a report as HTML: which rows they stand in, and their figures with their roles."""

    def __init__(self, report: Report, marks: Spans) -> None:
        self.ids = row_ids(report)
        self.marks: dict[str, list[tuple[str, list[tuple[int, int, str]]]]] = {}
        for (row_id, field), found in marks.items():
            self.marks.setdefault(row_id, []).append((field, found))
        self.cells: dict[str, Mapping[str, Piece]] = {}
        self.rows = report.rows.set_index("row_id", drop=False).to_dict("index")
        self.left = {id(piece) for piece in report.left_over}
        self.parts: dict[tuple[int | None, str], list[Piece]] = {}
        reading = report.reading
        whole = {id(piece) for each in reading.documents for piece in each.pieces} if reading else set()
        for row_id, record in zip(report.rows["row_id"], reading.records if reading else (), strict=False):
            self.cells[row_id] = record.cells
            for piece in (each for each in record.pieces if id(each) not in whole):
                self.parts.setdefault((piece.line, piece.where), []).append(piece)

    def piece(self, piece: Piece) -> tuple[list[str], Markup]:
        """The rows a piece stands in, and its words with their figures marked; of a paragraph that makes several rows, part by part."""
        if ids := self.ids.get(id(piece)):
            return ids, self._words(piece, ids)
        ids, words, place = [], Markup(""), 0
        for part in self.parts.get((piece.line, piece.where), ()):
            start = piece.text.find(part.text, place)
            if start >= 0 and part.text:
                own = self.ids[id(part)]
                words += self._words(Piece(piece.text[place:start]), []) + self._words(part, own)
                ids += [each for each in own if each not in ids]
                place = start + len(part.text)
        return ids, words + self._words(Piece(piece.text[place:]), [])

    def look(self, piece: Piece) -> str:
        """The class of a piece: told in a row, left over, or around the rows."""
        return "told" if id(piece) in self.ids else "left" if id(piece) in self.left else ""

    def _words(self, piece: Piece, ids: Sequence[str]) -> Markup:
        roles = [mark for row_id in ids[:1] for mark in self._roles(piece, row_id)]
        taken = [range(start, end) for start, end, _ in roles]
        bare = "" if ids else _OUTSIDE
        if ids and self._is_number(piece, ids[0]):
            return Markup(escape(piece.text))
        others = [
            (number.start, number.end, bare)
            for number in figures_of(piece)
            if not any(number.start in each for each in taken)
        ]
        return Markup(highlight(piece.text, [*roles, *others]))

    def _is_number(self, piece: Piece, row_id: str) -> bool:
        """Whether a piece only counts the rows."""
        own = self.cells[row_id].get("number", piece)
        return own is piece and str(self.rows[row_id].get("number")) == piece.text.strip("、.． ")

    def _roles(self, piece: Piece, row_id: str) -> Iterable[tuple[int, int, str]]:
        """The marks of a row's cells that stand in a piece: the cell is the piece, or a part of it, or holds it."""
        for field, marks in self.marks.get(row_id, ()):
            text = str(self.rows[row_id].get(field) or "")
            own = self.cells[row_id].get(field, piece)
            if own is not piece and text in own.text:
                continue  # 5 under 已完成 is not the 5 under 序号
            shift = piece.text.find(text) if text in piece.text else -text.find(piece.text)
            if text and (text in piece.text or piece.text in text):
                yield from (
                    (start + shift, end + shift, role)
                    for start, end, role in marks
                    if start + shift >= 0 and end + shift <= len(piece.text)
                )


def _blocks(document_: Document, marked: _Marked) -> list[dict[str, Any]]:
    """The blocks of a document as the template shows them."""
    return [_table(block, marked) if isinstance(block, Table) else _line(block.piece, isinstance(block, Heading), marked)
            for block in document_.blocks]  # fmt: skip


def _line(piece: Piece, is_heading: bool, marked: _Marked) -> dict[str, Any]:
    ids, words = marked.piece(piece)
    look = "told" if ids else marked.look(piece)
    kind = "heading" if is_heading else "line"
    return {"kind": kind, "ids": ids, "look": look, "words": words} | _as_seen(piece)


def _as_seen(piece: Piece) -> dict[str, Markup]:
    """What a piece looked like on a scan, and the characters that its recogniser doubts; nothing where its words are the file's own.

    Whether a comma is a full or a half one is no doubt that anyone needs to settle; a point in a figure is.
    """
    if not piece.seen:
        return {}
    signs = [piece.seen.text[place] for place in piece.seen.doubted]
    doubted = "、".join(sign for sign in signs if sign.isalnum() or sign in ".%")
    note = Markup('<small class="doubted">没有把握：{}</small>').format(doubted) if doubted else Markup("")
    return {"original": Markup(images(piece.seen.views)), "doubted": note}


def _table(table: Table, marked: _Marked) -> dict[str, Any]:
    above: Iterable[Row] = ((), *table.rows)
    rows = []
    for number, (before, row) in enumerate(pairwise(above)):
        own = [piece for piece in row if piece.text and all(piece is not each for each in before)]
        told = [marked.ids[id(piece)] for piece in own if id(piece) in marked.ids]
        fewest = min(map(len, told), default=0)  # a merged cell stands in further rows too
        ids = list(dict.fromkeys(each for found in told if len(found) == fewest for each in found))
        cells = [
            _cell(table.rows, number, place, marked) for place in range(len(row)) if _begins(table.rows, number, place)
        ]
        rows.append({"ids": ids, "cells": cells})
    return {"kind": "table", "rows": rows}


def _begins(rows: Sequence[Row], number: int, place: int) -> bool:
    """Whether a merged cell begins here."""
    row = rows[number]
    is_left = place > 0 and row[place - 1] is row[place]
    is_above = number > 0 and place < len(rows[number - 1]) and rows[number - 1][place] is row[place]
    return not is_left and not is_above


def _cell(rows: Sequence[Row], number: int, place: int, marked: _Marked) -> dict[str, Any]:
    piece = rows[number][place]
    width = next(
        (n for n in range(1, len(rows[number]) - place) if rows[number][place + n] is not piece),
        len(rows[number]) - place,
    )
    height = next(
        (
            n
            for n in range(1, len(rows) - number)
            if place >= len(rows[number + n]) or rows[number + n][place] is not piece
        ),
        len(rows) - number,
    )
    shown = {"width": width, "height": height, "look": marked.look(piece), "words": marked.piece(piece)[1]}
    return shown | _as_seen(piece)
