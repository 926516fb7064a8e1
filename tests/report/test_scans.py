"""Scans: pages printed by Chromium and spoiled come out as the rows they were; where the extra is missing they are refused."""

import re
import struct
import subprocess
import sys
import zlib

import made_files as make
import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.report.document import Clipping, Piece, Recognised, Table
from shinpingba.report.recognised import doubted_places, pages_of, views_of
from shinpingba.report.records import Record
from shinpingba.report.sources import bare, formats
from shinpingba.report.sources.bare_words import LINE
from shinpingba.report.sources.extra import missing
from shinpingba.report.sources.glyphs import Box, Glyph, PrintedPage, word_of
from shinpingba.report.sources.pdf import assembled
from shinpingba.report.sources.progress import followed
from shinpingba.reviewing.questions import questions
from shinpingba.reviewing.smudges import is_misread

pytestmark = pytest.mark.bounded
scans = pytest.mark.skipif(bool(missing()), reason="the extra scan is not installed: pip install 'shinpingba[scan]'")
HEAD = ["序号", "工作任务", "牵头单位", "进展情况"]
# What is done to a page of a report before it is spoiled, how far it is, and the rows on it: a page for each kind of scan.
PAGES = {
    "three degrees askew and shadowed": ("", "heavy", [
        ["2", "新建5G基站1500个", "区经济信息委", "一季度新开通5G基站172个。"],
        ["3", "改造老旧小区38个", "区住房城乡建委", "已完工13个,在建20个,其余5个正在办理前期手续。"],
    ]),
    "turned": ("turned", "middle", [
        ["4", "完成营造林1.68万亩", "区林业局", "完成营造林0.71万亩,占年度任务的42.3%。"],
        ["5", "新建社区养老服务站26个", "区民政局", "已建成9个,另有8个进场施工。"],
    ]),
    "under a seal": ("stamped", "middle", [
        ["6", "新增停车泊位7000个", "区城管局", "已建成停车泊位1806个,正在推进2个停车楼主体施工。"],
        ["7", "培育科技型企业240家", "区科技局", "新增科技型企业57家。"],
    ]),
    "without lines": ("bare", "middle", [
        ["8", "新改建农村公路65公里", "区交通局", "已完成路面31.5公里。"],
        ["9", "整治河道14条", "区水利局", "已整治3条,在建6条。"],
        ["10", "新建口袋公园12个", "区园林局", "建成5个,其余7个正在设计。"],
    ]),
}  # fmt: skip
WORDS = [HEAD, ["1", "新建公厕9座", "区城管局", "已建成公厕4座。"]]  # the first page of the report is no picture


def as_table(rows, kind=""):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table class='{kind}'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.fixture(scope="module")
def pictured(tmp_path_factory):
    """Pages of HTML as pictures, all printed at once at 150 dots an inch."""
    from made_scans import pictures, printed

    pages = [
        *(as_table([HEAD, *rows], change) for change, _, rows in PAGES.values()),
        "".join(f"<p>{line}</p>" for line in PROSE),
        f"<div class=two>{RUNNING}</div>",
    ]
    html = "".join(f"<div style='break-after:page'>{page}</div>" for page in pages)
    return [*pictures(printed(html, tmp_path_factory.mktemp("printed")), 150)]


@pytest.fixture(scope="module")
def report(pictured, tmp_path_factory):
    """A report as a PDF of which the first page has words and each of the others is a scan of another kind."""
    import pypdfium2
    from made_scans import GRADES, as_pdf, sealed, spoiled

    folder = tmp_path_factory.mktemp("scan")
    changes = {"turned": lambda page: page.rotate(90, expand=True), "stamped": lambda page: sealed(page, (0.6, 0.12))}
    scans = [
        spoiled(changes.get(change, lambda page: page)(picture), **GRADES[grade])
        for (change, grade, _), picture in zip(PAGES.values(), pictured, strict=False)
    ]
    whole = pypdfium2.PdfDocument.new()
    for path in (make.as_pdf(folder / "words.pdf", make.ruled(WORDS)), as_pdf(scans, folder / "scans.pdf", 150, 90)):
        whole.import_pages(pypdfium2.PdfDocument(path))
    whole.save(folder / "both.pdf")
    return sp.read_report(folder / "both.pdf", period="2021Q1")


@scans
@pytest.mark.parametrize(("page", "rows"), [(n, rows) for n, (_, _, rows) in enumerate(PAGES.values(), 2)], ids=PAGES)
def test_every_row_and_every_figure_of_a_scan_is_read(page, rows, report):
    found = report.rows[report.rows["scanned"] == str(page)][["task", "lead", "progress"]]
    figures = [re.findall(r"\d+", "".join(row)) for row in found.values]
    assert figures == [re.findall(r"\d+", "".join(row[1:])) for row in rows]


@scans
def test_a_row_of_a_page_with_words_is_not_of_a_scan(report):
    assert report.rows["scanned"].fillna("-").tolist() == ["-", *"22334455", "5"]


@scans
def test_a_row_of_a_scan_keeps_its_page_its_box_and_its_picture(report):
    (view,) = views_of(report.reading.records[1])["progress"]
    left, top, right, bottom = view.box
    assert view.page == 2
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1
    assert view.picture[:4] == b"RIFF"
    assert any("第2、3、4、5页是扫描件" in each for each in report.warnings)


@scans
def test_no_figure_of_a_scan_is_believed_as_those_of_a_file_are(report):
    targets = sp.assess(report).targets.set_index("row_id")["confidence"]
    assert targets.iloc[0] == "high"
    assert "high" not in set(targets.iloc[1:])


PROSE = ["1.新建5G基站1500个。一季度新开通5G基站172个。", "2.改造老旧小区38个。已完工13个,在建20个。"]
RUNNING = "全区上下坚持稳中求进工作总基调,扎实推进重点工作任务落地见效,各项工作取得积极进展。" * 10


def scanned(page, folder):
    """A report of one page as a picture."""
    from made_scans import GRADES, spoiled

    spoiled(page, **GRADES["middle"]).save(folder / "report.jpg", quality=90)
    return folder / "report.jpg"


@scans
def test_prose_of_a_scan_is_read_as_prose(pictured, tmp_path):
    report = sp.read_report(scanned(pictured[-2], tmp_path), period="2021Q1")
    assert ["172" in report.rows["progress"][0], "13" in report.rows["progress"][1]] == [True, True]


@scans
def test_two_columns_are_refused_in_words(pictured, tmp_path):
    with pytest.raises(sp.ReportError, match=r"第1页.*两栏"):
        sp.read_report(scanned(pictured[-1], tmp_path), period="2021Q1")


@scans
class TestUpright:
    def page(self, angle=0.0):
        """Black lines of words on white, 700 by 1000, turned."""
        import numpy as np
        from PIL import Image, ImageDraw

        page = Image.new("RGB", (700, 1000), "white")
        for top in range(60, 940, 40):
            ImageDraw.Draw(page).rectangle((60, top, 640, top + 8), fill="black")
        return np.asarray(page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"))

    @pytest.mark.parametrize("angle", [-3.0, -0.4, 0.0, 0.8, 3.0])
    def test_the_angle_is_found_to_a_tenth_of_a_degree(self, angle):
        from shinpingba.report.sources.upright import cleaned, skew

        assert abs(skew(cleaned(self.page(angle))) + angle) < 0.1

    def test_a_seal_is_taken_away_and_the_words_below_it_stay(self):
        import numpy as np
        from made_scans import sealed
        from PIL import Image

        from shinpingba.report.sources.upright import cleaned

        with_seal = cleaned(np.asarray(sealed(Image.fromarray(self.page()))))
        assert abs(with_seal.astype(int) - cleaned(self.page())).max() < 60

    def test_a_title_in_red_is_no_seal(self):
        from shinpingba.report.sources.upright import cleaned

        page = self.page().copy()
        page[100:140, 60:640] = (200, 30, 30)
        assert cleaned(page)[120, 300] < 140


def bomb():
    """A PNG of 40,000 by 40,000 dots that holds none."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunks = [(13, head), (0, b"IDAT"), (0, b"IEND")]
    whole = (struct.pack(">I", size) + chunk + struct.pack(">I", zlib.crc32(chunk)) for size, chunk in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


@scans
@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("bomb.png", bomb(), "百万像素"),
        ("words.jpg", b"hello", "打不开的图片"),
        ("half.tif", b"II*\0\x08\0\0\0", "打不开的图片"),
    ],
)
def test_a_spoiled_picture_is_refused_in_words(name, content, match, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(sp.ReportError, match=match):
        sp.read_report(path, period="2021Q1")


@scans
def test_no_network_is_asked_when_a_scan_is_read():
    """The models are files of an installed package; what would fetch others is not even imported."""
    code = "import sys, shinpingba.report.sources.recogniser as r; r._model('det'); r._characters(); print('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.fixture
def without_the_extra(monkeypatch):
    monkeypatch.setattr(formats, "missing", lambda: ["rapidocr"])


@pytest.mark.parametrize("name", ["report.png", "report.JPG", "report.jpeg", "report.tif", "report.tiff"])
def test_without_the_extra_a_picture_is_refused_with_the_line_that_installs_it(name, without_the_extra, tmp_path):
    (tmp_path / name).write_bytes(b"\x89PNG")
    with pytest.raises(sp.ReportError, match=r"pip install 'shinpingba\[scan\]'.*MB"):
        sp.read_report(tmp_path / name, period="2021Q1")


PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n"


def test_without_the_extra_a_pdf_of_pictures_is_refused_with_that_line(without_the_extra, tmp_path):
    with pytest.raises(sp.ReportError, match=r"shinpingba\[scan\]"):
        sp.read_report(make.as_pdf(tmp_path / "r.pdf", PICTURE), period="2021Q1")


def test_without_the_extra_the_pages_that_are_pictures_are_named(without_the_extra, tmp_path):
    report = sp.read_report(make.as_pdf(tmp_path / "r.pdf", make.ruled(), PICTURE), period="2021Q1")
    assert len(report.rows) == 3
    assert any("第2页是扫描件,没有读" in each for each in report.warnings)


def test_a_picture_beside_a_report_is_no_part_of_it(tmp_path):
    make.as_page(tmp_path / "r.html", WORDS)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert sp.read_report(tmp_path, period="2021Q1").files == ("r.html",)


# How Chromium sets a table without lines, told as a recogniser finds it: columns as (left, right), rows as lines of their cells.
COLUMNS = [(40, 60), (70, 190), (200, 260), (270, 450)]
HEAD = ["序号", "工作任务", "牵头单位", "进展情况"]


def write(page, text, left, top, width):
    """Put words on a page, their characters side by side."""
    step = width / max(len(text), 1)
    glyphs = [Glyph(sign, Box(left + n * step, top, left + (n + 1) * step, top + LINE)) for n, sign in enumerate(text)]
    page.words += [word_of(glyphs)] if glyphs else []
    page.glyphs += glyphs


def page_of(*rows, top=60.0, pitch=15.0, space=9.0, place="middle", columns=COLUMNS, number=1):
    """A page of which the words are those of rows; each cell is a list of lines, set in the middle of its row or at its top."""
    page = PrintedPage(number, width=500.0, height=800.0)
    for row in rows:
        cells = [cell if isinstance(cell, list) else [cell] * bool(cell) for cell in row]
        count = max(map(len, cells))
        for cell, (left, right) in zip(cells, columns, strict=True):
            begin = top + pitch * (count - len(cell)) / 2 * (place == "middle")
            for line, text in enumerate(cell):
                width = min(right - left, 9.5 * len(text))
                write(page, text, left, begin + line * pitch, width)
        top += count * pitch + space
    return page


def cells_of(*pages):
    """The tables that the words of pages make, as texts, and what is doubtful."""
    document = assembled("scan.pdf", bare.ruled(pages))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[[piece.text for piece in row] for row in table.rows] for table in tables], document.warnings


def told_of(*rows):
    """Rows as their cells are read: the lines of each put together."""
    return [["".join(cell) for cell in row] for row in rows]


LONG = ["改造老旧小区46个,惠及", "居民1.2万户,同步完善", "养老、托育等配套设施"]
TASKS = [
    ["1", LONG, ["区住房", "城建委"], ["已开工31个,完工12个,", "其余3个正在办理施工许可。"]],
    ["2", "新建公厕9座", "区城管局", "建成4座。"],
    ["3", "新改建农村公路85公里", "区交通局", ["完成路基62公里、", "路面37.5公里,剩余路段", "10月前完工。"]],
    ["4", ["新增停车泊位", "3200个"], "区城管局", "建成1468个。"],
    ["5", "新增就业2.1万人", ["区人力", "社保局"], ["新增", "9876人。"]],
]


class TestBare:
    @pytest.mark.parametrize("place", ["top", "middle"])
    @pytest.mark.parametrize("space", [9.0, 0.0], ids=["white between rows", "rows as near as lines"])
    def test_every_cell_stands_in_its_row(self, place, space):
        (table,), doubts = cells_of(page_of(HEAD, *TASKS, place=place, space=space))
        assert table == told_of(HEAD, *TASKS)
        assert doubts == ()

    def test_three_columns_without_numbers_are_parted_by_the_white(self):
        rows = [["项目", "年度目标", "完成情况"], *([LONG[0][:6], *row[1::2]] for row in TASKS)]
        (table,), doubts = cells_of(page_of(*rows, columns=COLUMNS[1:]))
        assert table == told_of(*rows)
        assert doubts == ()

    def test_rows_that_neither_white_nor_numbers_part_are_doubtful(self):
        rows = [["项目", "年度目标", "完成情况"], *([LONG[0][:6], *row[1::2]] for row in TASKS)]
        _, doubts = cells_of(page_of(*rows, columns=COLUMNS[1:], space=0, place="top"))
        assert any("没有线" in each and "核对" in each for each in doubts)

    @pytest.mark.parametrize("place", ["top", "middle"])
    def test_a_row_whose_number_was_not_found_is_doubtful(self, place):
        """Nobody can tell which of the two rows that are left without a wall the number stands for."""
        page = page_of(HEAD, *TASKS, place=place)
        page.words = [word for word in page.words if word.text != "2"]
        (page,) = bare.ruled([page])
        assert any("序号1" in each for each in page.doubts)

    def test_a_number_that_stands_in_brackets_or_before_a_mark_is_one(self):
        rows = [[f"({row[0]})", *row[1:]] for row in TASKS]
        (table,), doubts = cells_of(page_of(["", *HEAD[1:]], *rows, space=0))
        assert table == told_of(["", *HEAD[1:]], *rows)
        assert doubts == ()

    def test_words_of_two_columns_that_are_found_as_one_are_parted(self):
        page = page_of(HEAD, *TASKS, *([str(int(row[0]) + 5), *row[1:]] for row in TASKS))
        (lead,) = [word for word in page.words if word.text == "9876人。"][:1]
        (unit,) = [word for word in page.words if word.text == "社保局"][:1]
        page.words = [word for word in page.words if word not in {lead, unit}]
        page.words.append(word_of([*unit.glyphs, *lead.glyphs]))
        (page,) = bare.ruled([page])
        assert len({line.left for line in page.lines if line.left == line.right}) == len(COLUMNS) + 1

    def test_columns_that_no_white_parts_are_doubtful(self):
        """Each line of the task goes on into the lead unit's column: in no row do they end before it."""
        columns = [COLUMNS[0], (70, 198), (195, 260), COLUMNS[3]]
        rows = [[row[0], "完成老旧小区改造和配套设施", "区住房城乡", "正在推进"] for row in TASKS]
        page = page_of(["序号", "工作任务", "", "进展情况"], *rows, columns=columns)
        write(page, "牵头单位", 205, 60, 38)
        (page,) = bare.ruled([page])
        assert any("工作任务、牵头单位" in each for each in page.doubts)

    def test_a_row_that_the_page_cuts_goes_on_behind_it(self):
        """The head is set again over it, nearer to it than rows are to each other."""
        before = page_of(HEAD, *TASKS[:2], ["3", LONG[:2], "区住房", "已开工31个,"])
        after = page_of(HEAD, ["", LONG[2:], "城建委", "完工12个。"], number=2, space=2.0)
        rest = page_of(*TASKS[3:], top=after.words[-1].box.bottom + 10, number=2)
        after.words += rest.words
        after.glyphs += rest.glyphs
        (table,), doubts = cells_of(before, after)
        assert table == told_of(HEAD, *TASKS[:2], ["3", LONG, "区住房城建委", "已开工31个,完工12个。"], *TASKS[3:])
        assert doubts == ()

    def test_a_page_with_a_single_row_keeps_the_columns_of_the_page_before(self):
        (table,), _ = cells_of(page_of(HEAD, *TASKS[:3]), page_of(["4", "新建公厕9座", "", "建成4座。"], number=2))
        assert table == told_of(HEAD, *TASKS[:3], ["4", "新建公厕9座", "", "建成4座。"])

    @pytest.mark.parametrize("space", [9.0, 0.0])
    def test_a_section_stands_in_the_middle_of_its_rows(self, space):
        """Its words lie beside the end of a row, where no white goes across the whole table."""
        head = ["序号", ["目标任务"], [], "责任单位", "进展情况"]
        columns = [COLUMNS[0], (64, 110), (120, 230), (240, 290), (300, 460)]
        rows = [[row[0], "", *row[1:]] for row in TASKS]
        page = page_of(head, *rows, columns=columns, space=space)
        middles = [word.middle for word in page.words if word.text in "12345"]
        for text, one, other in (("城市建设", 0, 1), ("民生保障", 2, 4)):
            middle = (middles[one] + middles[other]) / 2
            write(page, text, 64, middle - LINE / 2, 40)
        (table,), _ = cells_of(page)
        assert [row[2:] for row in table] == [row[2:] for row in told_of(head, *rows)]

    def test_running_text_is_no_table(self):
        page = page_of(*[["全区上下坚持稳中求进工作总基调扎实推进"]] * 9, columns=[(50, 450)])
        assert cells_of(page) == ([], ())

    def test_a_signature_below_a_table_is_none_of_its_cells(self):
        page = page_of(HEAD, *TASKS)
        page.words += page_of(["云岭区人民政府办公室"], columns=[(300, 460)], top=page.words[-1].box.bottom + 60).words
        (page,) = bare.ruled([page])
        assert max(line.bottom for line in page.lines) < page.words[-1].box.top

    def test_two_stacks_of_full_lines_are_two_columns(self):
        line = "全区上下坚持稳中求进工作总基调扎实推进"
        (page,) = bare.ruled([page_of(*[[line, line]] * 9, columns=[(40, 200), (230, 390)])])
        assert page.is_split
        (page,) = bare.ruled([page_of(*[[line]] * 9, columns=[(50, 450)])])
        assert not page.is_split


def piece(text, *places, page=1, of=None):
    return Piece(text, seen=Recognised(of or text, (Clipping(page, (0, 0, 1, 1), b""),), places))


class TestDoubtedCharacters:
    def test_are_told_by_the_cell_and_their_place(self):
        pieces = (piece("新建9座", 2), piece("已建4座", page=2))
        record = Record("table", "key_task", piece("1"), {"task": "新建9座", "progress": "已建4座"}, pieces)
        assert doubted_places(record) == "task:2"
        assert pages_of(record) == "1 2"

    def test_are_found_in_a_part_of_what_was_recognised(self):
        """6、改造老旧小区38个: the number is no part of the cell."""
        whole = piece("改造老旧小区38个", 9, of="6、改造老旧小区38个")
        assert doubted_places(Record("item", "key_task", whole, {"task": whole.text}, (whole,))) == "task:7"

    def test_of_a_cell_cut_by_the_end_of_a_page_are_counted_on(self):
        before, after = piece("已完工", 0), piece("38个", 1, page=2)
        whole = Piece("已完工38个", seen=before.seen.beside(after.seen))
        assert (
            doubted_places(Record("table", "key_task", whole, {"progress": whole.text}, (whole,)))
            == "progress:0 progress:4"
        )

    def test_of_a_number_that_stands_in_the_words_too_are_not_theirs(self):
        record = Record(
            "table", "key_task", piece("2"), {"number": "2", "progress": "在建20个"}, (piece("2", 0), piece("在建20个"))
        )
        assert doubted_places(record) == "number:0"

    def test_are_none_where_the_words_are_the_file_s_own(self):
        record = Record("table", "key_task", Piece("1"), {"task": "新建9座"}, (Piece("新建9座"),))
        assert (doubted_places(record), pages_of(record)) == ("", "")


def asked(task, progress, **columns):
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": None, **columns}])
    return questions(sp.assess(sp.Report.from_rows(rows, period="2021Q1")))


class TestDoubts:
    def test_a_digit_that_the_recogniser_doubts_is_one(self):
        flags = [
            each.flags
            for each in asked("新建5G基站1500个", "一季度新开通5G基站172个。", scanned="1", doubted="progress:11")
        ]
        assert "smudged" in flags[0]

    def test_a_character_beside_the_figure_is_none(self):
        flags = [
            each.flags
            for each in asked("新建5G基站1500个", "一季度新开通5G基站172个。", scanned="1", doubted="progress:2")
        ]
        assert "smudged" not in flags[0]

    @pytest.mark.parametrize(("scan", "is_doubt"), [("1", True), (None, False)])
    def test_figures_that_a_look_alike_would_make_agree_are_one_on_a_scan_only(self, scan, is_doubt):
        (question,) = asked("安装充电桩600台", "已安装756台,完成年度任务的26%。", scanned=scan)
        assert ("misread" in question.flags) == is_doubt

    def test_every_pair_that_looks_alike_is_tried(self):
        told = [("700", "26", "26%"), ("100", "36", "86%"), ("60", "30", "56%")]
        meant = [("100", "26", "26%"), ("100", "86", "86%"), ("60", "30", "50%")]
        assert [is_misread(*each) for each in told] == [True, True, True]
        assert [is_misread(*each) for each in meant] == [False, False, False]

    def test_a_figure_of_a_scan_is_believed_with_medium_confidence_at_most(self):
        rows = pd.DataFrame(
            [{"task": "新建5G基站1500个", "progress": "一季度新开通5G基站172个。", "lead": None, "scanned": "1"}]
        )
        assert sp.assess(sp.Report.from_rows(rows, period="2021Q1")).targets["confidence"].tolist() == ["medium"]
        rows["scanned"] = None
        assert sp.assess(sp.Report.from_rows(rows, period="2021Q1")).targets["confidence"].tolist() == ["high"]


class TestProcess:
    def run(self, code, patience=60):
        return followed(subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE), patience)

    def test_says_which_page_it_reached(self):
        assert self.run("import sys; print('第1页\\n共2页\\n第2页', file=sys.stderr)") == ("第2页", False)

    def test_is_ended_where_it_says_nothing(self):
        assert self.run("import time; time.sleep(60)", patience=0.2) == ("", True)
