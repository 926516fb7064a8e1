"""One table in each format an office sends, with the slips and the tricks that such files have: small, written here, read once."""

import csv
import re
import zipfile
from pathlib import Path

import openpyxl
from docx import Document
from openpyxl.utils.cell import get_column_letter

HEADS = ["序号", "工作任务", "牵头单位", "配合单位", "进展情况"]
ROWS = [
    ["1", "改造农贸市场8个", "区商务局", "各镇街", "已完工3个"],
    ["2", "疏浚河道25公里", "区水利局", "区财政局", "已疏浚11公里"],
    ["3", "新增托位600个", "区卫健委", "", "已新增240个"],
]


def told(progress: str, task: str = "绿化9万平方米") -> list[list[str]]:
    """One row, with its progress as it is given."""
    return [["1", task, "区城管局", "", progress]]


# Word

ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
MARK = "甲"  # where in a cell something is put in


def as_word(path: Path, rows=ROWS, change=lambda xml: xml, styles: str = "") -> Path:
    """A table of Word, its XML changed, and styles added."""
    document = Document()
    table = document.add_table(0, len(HEADS))
    for texts in [HEADS, *rows]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    plain = path.with_suffix(".plain")
    document.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                part = change(part.decode()).encode()
            if name == "word/styles.xml":
                part = part.replace(b"</w:styles>", f"{styles}</w:styles>".encode())
            after.writestr(name, part)
    return path


def put_in(xml: str):
    """In the place of the mark, between two runs."""
    return lambda whole: whole.replace(MARK, f"</w:t></w:r>{xml}<w:r><w:t>")


def run(text: str, properties: str = "", kind: str = "t") -> str:
    """A run of words."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{kind}>{text}</w:{kind}></w:r>"


def in_row(number: int, change):
    """A change of one row of the table, counted from its head."""
    return lambda whole: whole.replace(found := ROW.findall(whole)[number], change(found))


def in_cell(row: int, column: int, change):
    """A change of one cell."""
    return in_row(row, lambda xml: xml.replace(found := CELL.findall(xml)[column], change(found)))


def controlled(xml: str) -> str:
    """Something in a content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"


# Web pages


def as_page(path: Path, rows=ROWS, before: str = "") -> Path:
    """A table of a web page; a cell that begins with <td is put in as it stands."""
    lines = ("".join(text if text.startswith("<td") else f"<td>{text}</td>" for text in row) for row in [HEADS, *rows])
    path.write_text(f"{before}<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>", encoding="utf-8")
    return path


# Workbooks


def as_workbook(path: Path, rows=ROWS, change=lambda sheet: None) -> Path:
    """A workbook, its sheet changed before it is saved."""
    book = openpyxl.Workbook()
    for row in [HEADS, *rows]:
        book.active.append(row)
    change(book.active)
    book.save(path)
    return path


def letter(column: int) -> str:
    """The letters of a column, counted from 1."""
    return get_column_letter(column)


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_ODS}{name}:1.0"' for name in ("office", "table", "text", "style"))


def ods_cell(text: str, attributes: str = "") -> str:
    """A cell of OpenDocument that shows some words."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def as_ods(path: Path, rows=ROWS, styles: str = "") -> Path:
    """A workbook of OpenDocument; a cell that begins with < is put in as it stands."""
    lines = ("".join(text if text.startswith("<") else ods_cell(text) for text in row) for row in [HEADS, *rows])
    table = "".join(
        line if line.startswith("<table:table-row") else f"<table:table-row>{line}</table:table-row>" for line in lines
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="表">{table}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        whole = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
        archive.writestr(
            "content.xml", f"<?xml version='1.0'?><office:document-content {_SPACES}>{whole}</office:document-content>"
        )
    return path


# Text


def as_csv(path: Path, rows=ROWS) -> Path:
    """Cells between commas, in quotes where they need them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


# PDF

_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/FontDescriptor 5 0 R/DW 1000>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
    b"/CapHeight 880/StemV 93>>",
)
A4 = "/MediaBox[0 0 595 842]"


def as_pdf(path: Path, *pages: str, boxes: str = A4) -> Path:
    """A PDF, each of its pages painted by some operators."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_FONT]
    kids = []
    for operators in pages:
        content = operators.encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (boxes.encode(), len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(written + end % (len(places) + 1, table, len(places) + 1, len(written)))
    return path


def set_at(x: float, y: float, text: str, size: float = 10, how: str = "") -> str:
    """Words set at a point, counted from the lower left corner."""
    return f"q {how} BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET Q\n"


def ruled(rows=ROWS, left: float = 40, top: float = 780, wide: float = 100, high: float = 20) -> str:
    """A ruled table."""
    grid = [HEADS, *rows]
    lines = [f"{left} {top - high * n} m {left + wide * len(HEADS)} {top - high * n} l S" for n in range(len(grid) + 1)]
    lines += [
        f"{left + wide * n} {top} m {left + wide * n} {top - high * len(grid)} l S" for n in range(len(HEADS) + 1)
    ]
    words = [
        set_at(left + wide * column + 2, top - high * row - 14, text, 8)
        for row, texts in enumerate(grid)
        for column, text in enumerate(texts)
    ]
    return "\n".join([*lines, *words])
