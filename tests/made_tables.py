"""A table written down in a light notation, made in every format an office sends.

title of the table                     a line without a bar is a line over or under the table
序号 | 任务     | 目标  | <            < goes on from the cell on its left, ^ from the cell above it
^    | ^        | 数量  | 单位
1    | 新建公园 | 12    | 个
"""

import csv
import re
from html import escape
from pathlib import Path

import openpyxl
from docx import Document

BLANK = ""


def parse(notation: str) -> tuple[list[str], list[list[str]], list[str]]:
    """The lines over the table, its rows of cells, the lines under it."""
    lines = notation.strip("\n").split("\n")
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    first = next(n for n, line in enumerate(lines) if "|" in line)
    last = max(n for n, line in enumerate(lines) if "|" in line)
    return lines[:first], rows, lines[last + 1 :]


def _spans(rows):
    """Each cell that begins somewhere: (row, column, text, height, width)."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in {"^", "<"}:
                continue
            width = 1
            while c + width < len(row) and row[c + width] == "<":
                width += 1
            height = 1
            while r + height < len(rows) and c < len(rows[r + height]) and rows[r + height][c] == "^":
                height += 1
            yield r, c, text, height, width


def as_html(notation, path):
    over, rows, under = parse(notation)
    cells = {(r, c): (text, height, width) for r, c, text, height, width in _spans(rows)}
    body = []
    for r, row in enumerate(rows):
        own = [cells[r, c] for c in range(len(row)) if (r, c) in cells]
        body.append("<tr>" + "".join(f"<td rowspan={h} colspan={w}>{escape(t)}</td>" for t, h, w in own) + "</tr>")
    parts = [
        *(f"<p>{escape(line)}</p>" for line in over),
        f"<table>{''.join(body)}</table>",
        *(f"<p>{escape(line)}</p>" for line in under),
    ]
    path.write_text(f"<!doctype html><meta charset=utf-8>{''.join(parts)}", encoding="utf-8")
    return path


def as_xlsx(notation, path):
    over, rows, under = parse(notation)
    book = openpyxl.Workbook()
    sheet = book.active
    for line in over:
        sheet.append([line])
    for r, c, text, height, width in _spans(rows):
        top = len(over) + r + 1
        cell = sheet.cell(top, c + 1, _number(text))
        if re.fullmatch(r"-?[0-9.]+%", text):
            cell.value, cell.number_format = float(text[:-1]) / 100, "0.0%" if "." in text else "0%"
        if height > 1 or width > 1:
            sheet.merge_cells(start_row=top, start_column=c + 1, end_row=top + height - 1, end_column=c + width)
    for n, line in enumerate(under, len(over) + len(rows) + 1):
        sheet.cell(n, 1, line)
    book.save(path)
    return path


def _number(text):
    try:
        return int(text) if text.isdecimal() else text
    except ValueError:
        return text


def as_docx(notation, path):
    over, rows, under = parse(notation)
    document = Document()
    for line in over:
        document.add_paragraph(line)
    columns = max(map(len, rows))
    table = document.add_table(len(rows), columns)
    cells = table._cells  # all at once: each that is asked for by its place is looked for among all
    for r, c, text, height, width in _spans(rows):
        cell = cells[r * columns + c]
        if height > 1 or width > 1:
            cell = cell.merge(cells[(r + height - 1) * columns + c + width - 1])
        cell.text = text
    for line in under:
        document.add_paragraph(line)
    document.save(path)
    return path


def as_csv(notation, path):
    """What is merged stands in its first cell alone."""
    over, rows, under = parse(notation)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([[line] for line in over])
        writer.writerows([[BLANK if cell in {"^", "<"} else cell for cell in row] for row in rows])
        writer.writerows([[line] for line in under])
    return path


def _flat(notation, joint, mark):
    over, rows, under = parse(notation)
    lines = [[cell for cell in row if cell not in {"^", "<", BLANK}] for row in rows]
    cells = [cell for row in lines for cell in row] if joint == "\n" else [joint.join(row) for row in lines]
    cells = [f"{cell}{mark}" for cell in cells]
    return [*over, *cells, *under]


def as_kept(notation, path, *, is_row):
    """Text that kept its blank cells: a row a line, or a cell a line."""
    over, rows, under = parse(notation)
    cells = [[BLANK if cell in {"^", "<"} else cell for cell in row] for row in rows]
    lines = [f"{' | '.join(row)} |" for row in cells] if is_row else [f"{cell} |" for row in cells for cell in row]
    path.write_text("\n".join([*over, *lines, *under]), encoding="utf-8")
    return path


def as_text(notation, path, joint, mark="", between="\n"):
    path.write_text(between.join(_flat(notation, joint, mark)), encoding="utf-8")
    return path


GRIDS = {
    "html": lambda text, folder: as_html(text, folder / "t.html"),
    "xlsx": lambda text, folder: as_xlsx(text, folder / "t.xlsx"),
    "docx": lambda text, folder: as_docx(text, folder / "t.docx"),
    "csv": lambda text, folder: as_csv(text, folder / "t.csv"),
}
TEXTS = {
    "bare": lambda text, folder: as_text(text, folder / "bare.txt", "\n"),
    "blank lines": lambda text, folder: as_text(text, folder / "blank.txt", "\n", between="\n\n"),
    "marks": lambda text, folder: as_text(text, folder / "marks.txt", "\n", " |"),
    "rows": lambda text, folder: as_text(text, folder / "rows.txt", " | ", " |"),
    "kept": lambda text, folder: as_kept(text, folder / "kept.txt", is_row=True),
    "single": lambda text, folder: as_kept(text, folder / "single.txt", is_row=False),
    "spaced": lambda text, folder: as_text(text, folder / "spaced.txt", " "),
}
FORMATS = GRIDS | TEXTS


def make(notation: str, name: str, folder: Path) -> Path:
    """The table in the format of that name."""
    return FORMATS[name](notation, folder)


PLANNED, ACHIEVED = (480, 126, 5200, 9600), (207, 81, 2912, 3970)
THINGS = ["停车位", "座", "桥梁", "亩", "村庄", "人", "渠道", "公里"]


def columns_of(case):
    """A table of four rows in the light notation: under each head the figures of its role, under any other some of no role."""
    heads = case["heads"].split("|")
    rates = [f"{100 * done / goal:.1f}" for goal, done in zip(PLANNED, ACHIEVED, strict=True)]
    roles = {case["planned"]: PLANNED, case["achieved"]: ACHIEVED, case["share"]: rates}
    others = [[round(goal * (0.13 + 0.11 * place)) for goal in PLANNED] for place in range(len(heads))]
    figures = [roles.get(head, other) for head, other in zip(heads, others, strict=True)]
    rows = zip(THINGS[::2], THINGS[1::2], *figures, strict=True)
    return "\n".join([case["over"], *(" | ".join(map(str, row)) for row in [("指标名称", "计量单位", *heads), *rows])])
