"""The real report in every format an office sends: one function a format, `rows` in, a file out."""

import csv
import subprocess
import zipfile
from html import escape
from itertools import groupby
from pathlib import Path

import openpyxl
import xlsxwriter
from docx import Document

NARRATIVE = ["区政府:", "现将2021年政府工作报告重点工作任务一季度推进情况报告如下。"]
TITLES = {
    "indicator": ("附件1", "经济社会发展10项预期目标任务进展情况表"),
    "livelihood": ("附件2", "区级重点民生实事任务情况表"),
    "key_task": ("附件3", "137项重点工作任务进展情况表"),
}
# Heads and the columns of `rows` under them; the head over tasks covers the sections too.
HEADS = {
    "indicator": {"序号": "number", "预期目标": "task", "责任单位": "lead", "进展情况": "progress"},
    "livelihood": {"序号": "number", "项目名称": "name", "2021年任务": "task", "责任单位": "lead", "一季度进展": "progress"},
    "key_task": {
        "序号": "number", "具体任务": "section", "": "task", "牵头单位": "lead", "配合单位": "cooperating", "进展情况": "progress",
    },
}  # fmt: skip
CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
]  # fmt: skip


def tables(rows):
    """(kind, heads, rows of texts): what a writer of any format needs."""
    for kind, heads in HEADS.items():
        own = rows[rows["table"] == kind]
        yield kind, list(heads), own[list(heads.values())].astype("string").fillna("").values.tolist()


def as_csv(rows, path, encoding="utf-8-sig", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([line] for line in NARRATIVE)
        for kind, heads, body in tables(rows):
            writer.writerows([[line] for line in TITLES[kind]])
            writer.writerows([heads, *body])
    return path


def as_html(rows, path):
    parts = [f"<p>{escape(line)}</p>" for line in NARRATIVE]
    for kind, heads, body in tables(rows):
        parts += [f"<p>{line}</p>" for line in TITLES[kind]]
        wide = {"具体任务": " colspan=2"}
        head = "".join(f"<th{wide.get(each, '')}>{each}</th>" for each in heads if each)
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(_html_rows(kind, body))}</tbody></table>")
    style = "table{border-collapse:collapse;width:100%;font:9pt 'Noto Sans CJK SC'}td,th{border:1px solid;vertical-align:middle}"
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style><nav>首页</nav>{''.join(parts)}<footer>网站地图</footer>"
    path.write_text(page, encoding="utf-8")
    return path


def _html_rows(kind, body):
    for _, section in groupby(body, key=lambda row: row[1] if kind == "key_task" else row[0]):
        section = list(section)
        for place, row in enumerate(section):
            cells = [f"<td>{escape(text)}</td>" for text in row]
            if kind == "key_task":
                cells[1] = f"<td rowspan={len(section)}>{escape(row[1])}</td>" if place == 0 else ""
            yield f"<tr>{''.join(cells)}</tr>"


def as_docx(rows, path):
    document = Document()
    for line in NARRATIVE:
        document.add_paragraph(line)
    for kind, heads, body in tables(rows):
        for line in TITLES[kind]:
            document.add_paragraph(line)
        table = document.add_table(len(body) + 1, len(heads))
        for row, texts in zip(table._tbl.tr_lst, [heads, *body], strict=True):
            for cell, text in zip(row.tc_lst, texts, strict=True):
                cell.p_lst[0].add_r().text = text
        if kind == "key_task":
            _merge_sections(table._tbl.tr_lst, body)
    document.save(path)
    return path


def _merge_sections(rows, body):
    """As Word writes it: the head covers two columns, a section cell goes on in the empty ones below it."""
    rows[0].tc_lst[1].grid_span = 2
    rows[0].remove(rows[0].tc_lst[2])
    before = None
    for row, texts in zip(rows[1:], body, strict=True):
        row.tc_lst[1].vMerge = "restart" if texts[1] != before else "continue"
        before = texts[1]


def as_xlsx(rows, path):
    """One sheet a table, its title over it, sections and the head over them merged."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for kind, heads, body in tables(rows):
            sheet = book.add_worksheet(TITLES[kind][0])
            sheet.merge_range(0, 0, 0, len(heads) - 1, TITLES[kind][1])
            for line, texts in enumerate([heads, *body], 1):
                sheet.write_row(line, 0, [int(text) if text.isdecimal() else text for text in texts])
            if kind == "key_task":
                sheet.merge_range(1, 1, 1, 2, "具体任务")
                for name, section in groupby(enumerate(body, 2), key=lambda item: item[1][1]):
                    lines = [line for line, _ in section]
                    if len(lines) > 1:
                        sheet.merge_range(lines[0], 1, lines[-1], 1, name)
    return path


def as_openpyxl(rows, path):
    """One sheet for all tables, nothing merged: sections stand in their first row alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in NARRATIVE:
        sheet.append([line])
    for kind, heads, body in tables(rows):
        for line in [*([text] for text in TITLES[kind]), heads, *body]:
            sheet.append(line)
    book.save(path)
    return path


def as_ods(rows, path):
    """One sheet for all tables, written by hand: no library at hand writes OpenDocument."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{office}{name}:1.0"' for name in ("office", "table", "text"))
    lines = [[line] for line in NARRATIVE]
    lines += [line for kind, heads, body in tables(rows) for line in [*([text] for text in TITLES[kind]), heads, *body]]
    sheet = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
    body = f'<office:body><office:spreadsheet><table:table table:name="表">{sheet}</table:table></office:spreadsheet></office:body>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "content.xml", f"<?xml version='1.0'?><office:document-content {spaces}>{body}</office:document-content>"
        )
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{office}manifest:1.0"/>')
    return path


def _ods_cell(text):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def as_pdf(rows, path):
    """What a browser prints of the web page: tables over pages, heads repeated, lines broken in names."""
    page = as_html(rows, path.with_suffix(".print.html"))
    profile = f"--user-data-dir={path.with_suffix('.profile')}"
    subprocess.run(
        [*CHROMIUM, profile, f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True, timeout=60
    )
    return path


def as_text(rows, path, layout):
    """Flattened text: `cells` one a line with a mark, `lines` a row a line, `bare` one a line with blank lines between."""
    lines = [*NARRATIVE]
    for kind, heads, body in tables(rows):
        lines += TITLES[kind]
        for row in [[head for head in heads if head], *_without_repeated_sections(kind, body)]:
            lines += {"cells": [f"{text} |" for text in row], "lines": [f"{' | '.join(row)} |"], "bare": row}[layout]
    path.write_text(("\n\n" if layout == "bare" else "\n").join([*lines, "网站地图"]), encoding="utf-8")
    return path


def _without_repeated_sections(kind, body):
    before = None
    for row in body:
        yield row if kind != "key_task" or row[1] != before else [row[0], *row[2:]]
        before = row[1]


FORMATS = {
    "csv": lambda rows, folder: as_csv(rows, folder / "r.csv"),
    "gb18030.csv": lambda rows, folder: as_csv(rows, folder / "gb.csv", encoding="gb18030"),
    "tsv": lambda rows, folder: as_csv(rows, folder / "r.tsv", encoding="utf-8", delimiter="\t"),
    "html": lambda rows, folder: as_html(rows, folder / "r.html"),
    "docx": lambda rows, folder: as_docx(rows, folder / "r.docx"),
    "xlsx": lambda rows, folder: as_xlsx(rows, folder / "r.xlsx"),
    "one sheet.xlsx": lambda rows, folder: as_openpyxl(rows, folder / "one.xlsx"),
    "ods": lambda rows, folder: as_ods(rows, folder / "r.ods"),
    "pdf": lambda rows, folder: as_pdf(rows, folder / "r.pdf"),
    "cells.txt": lambda rows, folder: as_text(rows, folder / "cells.txt", "cells"),
    "lines.txt": lambda rows, folder: as_text(rows, folder / "lines.txt", "lines"),
    "bare.txt": lambda rows, folder: as_text(rows, folder / "bare.txt", "bare"),
}


def make(rows, name, folder: Path) -> Path:
    """The report in the format of that name."""
    return FORMATS[name](rows, folder)
