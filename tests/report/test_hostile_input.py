"""Broken and hostile files: each gives a ReportError that says where and what, or is read correctly, and quickly."""

import re
import struct
import time
import zipfile

import made_files
import made_reports as make
import openpyxl
import pytest
import xlsxwriter
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shinpingba.report.errors import ReportError
from shinpingba.report.reports import data_folder, read_report
from shinpingba.report.rows import read_rows
from shinpingba.report.sources import FORMATS, bounded, read_document

HEADS = ["序号", "任务", "责任单位", "进展情况"]
ROW = ["1", "修路", "区交通局", "已完成"]
LONG = "长" * 3_500_000  # 10 MB


def as_text(cells):
    return "\n".join(f"{cell} |" for cell in cells)


def as_page(cells):
    rows = (cells[place : place + 4] for place in range(0, len(cells), 4))
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


def as_word(path, cells):
    document = Document()
    table = document.add_table(len(cells) // 4, 4)
    for cell, text in zip(table._cells, cells, strict=True):
        cell.text = text
    document.save(path)


def as_workbook(path, cells):
    book = openpyxl.Workbook()
    for place in range(0, len(cells), 4):
        book.active.append(cells[place : place + 4])
    book.save(path)


def archive(path, **entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)


def zip_bomb(path):
    archive(path, **{"word/document.xml": b" " * 30_000_000})


def zip_of_many(path):
    archive(path, **{f"{number}.xml": b"x" for number in range(2001)})


def zip_that_leads_outside(path):
    archive(path, **{"../../evil.xml": b"x"})


def zip_that_lies(path):
    """The directory says 10 bytes, the entry holds 30 MB."""
    zip_bomb(path)
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02") + 24
    path.write_bytes(content[:place] + struct.pack("<I", 10) + content[place + 4 :])


def half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def far_cell(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write(1_048_575, 16_383, "x")


def many_rows(path):
    """Two thousand million rows, as OpenDocument may write them: one row, repeated."""
    make.as_ods(read_report("2021Q1").rows.head(1), path)
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="2000000000">', 1
    )
    archive(path, **parts)


def half_word(path):
    as_word(path, [*HEADS, *ROW])
    half(path)


def half_workbook(path):
    as_workbook(path, [*HEADS, *ROW])
    half(path)


def text(content, encoding="utf-8"):
    return lambda path: path.write_bytes(content.encode(encoding))


def raw(content):
    return lambda path: path.write_bytes(content)


def blank_pdf(path):
    """One page without a word, as a scan has it."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 4\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(content),
    )
    path.write_bytes(content + end)


REFUSED = {
    "empty.txt": (raw(b""), "0字节"),
    "nul.txt": (text(as_text(HEADS) + "\n1\0 |"), "第5行.*NUL"),
    "nul.csv": (text(",".join(HEADS) + "\n1,\0"), "第2行.*NUL"),
    "bytes.txt": (raw(b"\xe5\xba\x8f\n\xff\xff\xff\x80"), "第2行.*解码"),
    "no table.txt": (text("会议通知\n请准时参加"), "没有进展可读.*会议通知"),
    "long cell.txt": (text(as_text([*HEADS, *ROW[:3], LONG])), "第8行.*3500000字"),
    # the csv module's own limit may have been lifted by another library: then ours is met
    "long cell.csv": (text(",".join(HEADS) + f"\n1,a,b,{LONG}"), "第2行.*(128KB|3500000字)"),
    "long cell.html": (text(as_page([*HEADS, *ROW[:3], LONG])), "第1行.*10MB"),
    "long cell.docx": (lambda path: as_word(path, [*HEADS, *ROW[:3], LONG]), "100倍|3500000字"),
    "open quote.csv": (text(",".join(HEADS) + '\n1,"修路,区交通局,已完成'), "第2行.*CSV"),
    "wide.html": (text("<table>" + "<tr><td colspan=1000 rowspan=65534>x" * 3000), "100000个单元格"),
    "nested.html": (text("<table><tr><td>" * 50_000), "256层"),
    "bomb.docx": (zip_bomb, "100倍"),
    "bomb.xlsx": (zip_bomb, "100倍"),
    "many.docx": (zip_of_many, "2001个"),
    "outside.docx": (zip_that_leads_outside, r"\.\./\.\./evil"),
    "lying.docx": (zip_that_lies, "损坏"),
    "half.docx": (half_word, "无法打开的压缩包"),
    "half.xlsx": (half_workbook, "无法打开的压缩包"),
    "empty.docx": (lambda path: archive(path, a=b"x"), "完好的.docx"),
    "workbook.docx": (lambda path: as_workbook(path, [*HEADS, *ROW]), "完好的.docx.*改了后缀"),
    "not found.html": (text("<html><body><p>404 Not Found</p></body></html>"), "没有进展可读.*404"),
    "empty.xlsx": (lambda path: archive(path, a=b"x"), "完好的.xlsx"),
    "encrypted.docx": (raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "加密"),
    "broken.xls": (raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "完好的.xls"),
    "page.xls": (text(as_page([*HEADS, *ROW])), "未加密的.xls.*改了后缀"),
    "far cell.xlsx": (far_cell, "900MB以内的内存"),
    "many rows.ods": (many_rows, "最多100000个单元格"),
    "text.pdf": (raw(b"hello"), "未加密的.pdf.*改了后缀"),
    "half.pdf": (lambda path: (blank_pdf(path), half(path)), "未加密的.pdf"),
    "blank.pdf": (blank_pdf, "空白页"),
}


# A file of each reader in the process that bounds it, and all that would swell: elsewhere what is refused is the same.
BOUNDED = {
    "nul.txt", "open quote.csv", "nested.html", "wide.html", "bomb.docx", "bomb.xlsx", "far cell.xlsx", "many rows.ods", "broken.xls",
    "half.pdf",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.bounded] if name in BOUNDED else []) for name in REFUSED]
)
def test_what_cannot_be_read_is_refused_in_words_and_at_once(name, tmp_path):
    write, message = REFUSED[name]
    write(tmp_path / name)
    begin = time.process_time()  # of this process: it does not grow with what else the machine does
    with pytest.raises(ReportError, match=message) as refused:
        read_report(tmp_path / name, period="2021Q1")
    assert time.process_time() - begin < bounded._BOUNDS.seconds
    assert name in str(refused.value)
    assert not re.search(r"(?:[A-Za-z]+ ){4}", str(refused.value).replace(name, "")), "a library's English"
    assert not re.search("[，：；（）]", str(refused.value)), "the package's messages have half-width marks"
    assert len(str(refused.value)) < 500


def formulas(path):
    as_workbook(path, [*HEADS, "1", "修路", "区交通局", "=1+1"])


READ = {
    "utf-16.txt": (text(as_text([*HEADS, *ROW]), "utf-16"), "已完成"),
    "gbk.txt": (text(as_text([*HEADS, *ROW]), "gbk"), "已完成"),
    "windows.txt": (text(as_text([*HEADS, *ROW]).replace("\n", "\r\n"), "utf-8-sig"), "已完成"),
    "markup.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,<script>alert(1)</script>"), "<script>alert(1)</script>"),
    "formula.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,=1+1"), "=1+1"),
    "formula.xlsx": (formulas, None),
    "directions.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,\u202e已\u200b完成\u202c\u200f"), "已完成"),
    "entity.html": (
        text('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + as_page([*HEADS, *ROW[:3], "已&x;完成"])),
        "已&x;完成",
    ),
    "half.html": (text(as_page([*HEADS, *ROW]).removesuffix("</td></tr></table>")), "已完成"),
    "full width.csv": (text(",".join(HEADS) + "\n１,修路,区交通局,已完成"), "已完成"),
}


@pytest.mark.parametrize("name", READ)
def test_what_looks_odd_but_can_be_read_is_read_as_it_stands(name, tmp_path):
    write, progress = READ[name]
    write(tmp_path / name)
    [row] = read_rows(read_document(tmp_path / name)).rows.astype(object).to_dict("records")
    assert row["task"] == "修路"
    assert row["progress"] == progress or (progress is None and str(row["progress"]) == "<NA>")


def test_entities_in_a_word_document_are_not_resolved(tmp_path):
    as_word(tmp_path / "plain.docx", [*HEADS, *ROW[:3], "已PLACE完成"])
    with zipfile.ZipFile(tmp_path / "plain.docx") as plain, zipfile.ZipFile(tmp_path / "x.docx", "w") as hostile:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "word/document.xml":
                declared = b'?>\n<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                content = content.replace(b"?>", declared, 1).replace(b"PLACE", b"&x;")
            hostile.writestr(name, content)
    assert read_rows(read_document(tmp_path / "x.docx")).rows["progress"].tolist() == ["已&x;完成"]


@pytest.mark.parametrize(
    "name",
    [
        "../2021Q1",
        "shinpingba",
        "..\\2021Q1",
        "2021Q1/../2021Q3",
        "/etc/passwd",
        "C:2021Q1",
        "2021Q1\0",
        "reports/2021Q1",
        "",
        ".",
    ],
)
def test_a_period_is_no_way_out_of_the_data_folder(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReportError):
        read_report(name)


ODD = {
    "half row.txt": (text(as_text([*HEADS, *ROW, "2", "建桥"])), "建桥", "第9行"),
    "short row.csv": (text(",".join(HEADS) + "\n1,修路,区交通局\n2,建桥,区交通局,已招标"), "建桥", "第2行"),
    "gap.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,已完成\n5,建桥,区交通局,已招标"), "建桥", "序号5前面是1"),
    "comma.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,已完成1,500米\n2,建桥,区交通局,已招标"), "建桥", "第2行"),
    "cell too many.html": (
        text(as_page([*HEADS, *ROW, "2", "建桥", "区交通局", "已招标</td><td>另完工3座"])),
        "建桥",
        "没有表头,另存",
    ),
    "cell too many.txt": (
        text("\n".join(map(" | ".join, [HEADS, ROW, ["2", "建桥3座", "区交通局", "已招标", "另完工1座"]]))),
        "建桥3座",
        "没有表头,另存:第3行",
    ),
    "no lead.csv": (text(",".join(HEADS) + "\n1,修路,区交通局,已完成\n2,建桥,,已招标"), "建桥", "没有牵头单位:第3行"),
    "no task.csv": (
        text(",".join(HEADS) + "\n1,建桥,区交通局,已完成\n2,,区交通局,已完成"),
        "建桥",
        "没有工作任务:第3行",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_lacks_something_is_read_and_told_of_with_its_place(name, tmp_path):
    write, task, warning = ODD[name]
    write(tmp_path / name)
    report = read_report(tmp_path / name, period="2021Q1")
    assert task in report.rows["task"].tolist()
    assert len(report.rows) == 2
    assert report.rows["section"].isna().all()
    assert any(warning in each for each in report.warnings), report.warnings


def test_cells_that_a_comma_parted_are_one_again(tmp_path):
    write, _, _ = ODD["comma.csv"]
    write(tmp_path / "comma.csv")
    assert read_report(tmp_path / "comma.csv", period="2021Q1").rows["progress"].tolist() == ["已完成1,500米", "已招标"]


def test_a_row_without_a_number_is_a_row(tmp_path):
    write = text(",".join(HEADS) + "\n1,修路,区交通局,已完成\n,建桥,区林业局,已招标\n2,栽树,区城管局,已栽")
    write(tmp_path / "r.csv")
    assert read_report(tmp_path / "r.csv", period="2021Q1").rows["task"].tolist() == ["修路", "建桥", "栽树"]


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_line_of_a_csv_ends_at_line_ends_only(mark, tmp_path):
    text(",".join(HEADS) + f"\n1,修路,区交通局,已开工{mark}完成3公里\n2,建桥,区交通局,已招标")(tmp_path / "r.csv")
    rows = read_report(tmp_path / "r.csv", period="2021Q1").rows
    assert rows["progress"].tolist() == ["已开工 完成3公里", "已招标"]
    assert rows["section"].isna().all()


def test_half_of_the_real_report_is_never_taken_for_a_whole(tmp_path):
    content = (data_folder() / "reports" / "2021Q1" / "report.txt").read_bytes()
    for cut in range(5_000, len(content) - 1_000, 9_973):
        (tmp_path / "report.txt").write_bytes(content[:cut])
        try:
            report = read_report(tmp_path / "report.txt", period="2021Q1")
        except ReportError:
            continue  # the cut went through a character
        assert any("没有这张表" in each or "可能不完整" in each for each in report.warnings)


def test_reading_leaves_the_folder_as_it_was(tmp_path):
    rows = read_report("2021Q1").rows
    for name in ("html", "docx", "xlsx", "csv"):
        make.make(rows, name, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for path in before:
        read_report(path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


CELLS = st.one_of(
    st.sampled_from(
        [
            *HEADS,
            *ROW,
            "附件1",
            "一、工业",
            "合计",
            "2",
            "配合单位",
            "1.修路。已完成。(牵头单位:区交通局)",
            "row_id",
            "C1",
        ]
    ),
    st.text(max_size=8),
)
GRIDS = st.lists(st.lists(CELLS, max_size=6), max_size=8)
TEXT_FORMATS = [suffix for suffix in FORMATS if suffix in {".txt", ".csv", ".tsv", ".html"}]


MANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(MANY, max_examples=100)
@given(grid=GRIDS, suffix=st.sampled_from(TEXT_FORMATS), mark=st.sampled_from([" | ", "\n", " ", "\t", ",", "|\n"]))
def test_only_a_report_error_ever_leaves_the_reader(grid, suffix, mark, tmp_path):
    lines = (mark.join(row) for row in grid)
    content = as_page([cell for row in grid for cell in row]) if suffix == ".html" else "\n".join(lines)
    (tmp_path / f"r{suffix}").write_text(content, encoding="utf-8", errors="ignore")
    read_or_refused(tmp_path / f"r{suffix}")


@settings(MANY, max_examples=60)
@given(content=st.binary(max_size=300), suffix=st.sampled_from([*FORMATS]))
def test_only_a_report_error_ever_leaves_the_reader_of_any_bytes(content, suffix, tmp_path):
    (tmp_path / f"r{suffix}").write_bytes(content)
    with pytest.raises(ReportError):
        read_report(tmp_path / f"r{suffix}", period="2021Q1")


# what a part of a workbook is spoiled with; no digits, for a row numbered a million is no small file
SPOILT = [
    b"", b"<", b">", b"&", b'"', b"</row>", b"<row>", b"<c/>", b't="e"', b't="s"', b"<v>-1</v>", b"<v>x</v>", b"<f/>", b"\xff", b"\0",
    "占".encode(), b"<is><t>", b"]]>", b"table:covered-table-cell", b"<text:s/>", b"<mergeCell/>", b"s=\"-1\"",
]  # fmt: skip


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory):
    """A small workbook of each kind, by its suffix: the parts of its archive."""
    folder = tmp_path_factory.mktemp("workbooks")
    made = {".xlsx": made_files.as_workbook(folder / "r.xlsx"), ".ods": made_files.as_ods(folder / "r.ods")}
    return {suffix: {name: file.read(name) for name in file.namelist()} for suffix, file in opened_archives(made)}


def opened_archives(made):
    for suffix, path in made.items():
        with zipfile.ZipFile(path) as file:
            yield suffix, file


@settings(MANY, max_examples=60)
@given(data=st.data(), suffix=st.sampled_from([".xlsx", ".ods"]))
def test_only_a_report_error_ever_leaves_the_reader_of_a_spoilt_workbook(data, suffix, tmp_path, workbooks):
    parts = dict(workbooks[suffix])
    name = data.draw(st.sampled_from(sorted(parts)))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(parts[name])))
        end = data.draw(st.integers(start, min(len(parts[name]), start + 30)))
        parts[name] = parts[name][:start] + data.draw(st.sampled_from(SPOILT)) + parts[name][end:]
    archive(tmp_path / f"r{suffix}", **parts)
    read_or_refused(tmp_path / f"r{suffix}")


def read_or_refused(path):
    try:
        rows = read_report(path, period="2021Q1").rows
    except ReportError as error:
        assert str(error)
    else:
        assert rows["row_id"].is_unique
        assert len(rows)
