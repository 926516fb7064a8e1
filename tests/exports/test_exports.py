"""What leaves the package for an office: numbers stay numbers, text stays text, a file is whole or not there."""

import csv
import io
import re

import openpyxl
import pandas as pd
import pytest
from docx import Document

import shinpingba as sp
from shinpingba.columns import COLUMNS, STATUS_LABELS
from shinpingba.drafts import draft
from shinpingba.exports import export
from shinpingba.exports.document import FALLBACKS
from shinpingba.exports.ledger import LEDGER, ledger, tables
from shinpingba.judging.matters import matters
from shinpingba.report.errors import ReportError

BLANK = "[\\s\u200b\ufeff]"
FORMULAS = ["=1+1", "+8.1%", "-0.8%", "@SUM(A1)", "\t=1"]


@pytest.fixture(scope="module")
def formulas():
    """A report whose cells a spreadsheet would take for formulas and links."""
    rows = pd.DataFrame({"task": "新建5G基站1500个", "lead": "区经济信息委", "progress": FORMULAS})
    return sp.assess(sp.Report.from_rows(rows.assign(cooperating="https://example.org"), period="2021Q1"))


@pytest.fixture(scope="module")
def book(analysed, tmp_path_factory):
    return openpyxl.load_workbook(export(analysed, tmp_path_factory.mktemp("xlsx") / "book.xlsx"))


@pytest.fixture(scope="module")
def folder(analysed, tmp_path_factory):
    return export(analysed, tmp_path_factory.mktemp("csv") / "tables")


@pytest.fixture(scope="module")
def document(analysed, tmp_path_factory):
    return Document(export(analysed, tmp_path_factory.mktemp("docx") / "brief.docx"))


class TestLedger:
    def test_has_one_line_a_target_and_one_for_a_task_without(self, analysed):
        targets = analysed.targets[analysed.targets["kind"] != "size"]
        without = set(analysed.tasks["row_id"]) - set(targets["row_id"])
        assert len(ledger(analysed)) == len(targets) + len(without)

    def test_keeps_the_order_of_the_report(self, analysed):
        assert list(ledger(analysed)["row_id"].unique()) == list(analysed.tasks["row_id"])

    def test_gives_a_task_without_targets_its_own_status(self, analysed):
        book = ledger(analysed).set_index("row_id")
        tasks = analysed.tasks.set_index("row_id")
        for row_id in book.index[book["target_quote"].isna()]:
            assert book.loc[row_id, "status"] == tasks.loc[row_id, "status"]


class TestWorkbook:
    def test_has_the_ledger_first_a_sheet_a_table_and_notes_last(self, book):
        assert book.sheetnames[0] == "台账"
        assert {"任务", "目标", "工作项", "时间节点", "单位汇总", "板块汇总", "类别汇总"} <= set(book.sheetnames)
        assert book.sheetnames[-1] == "说明"

    def test_keeps_heads_in_sight_and_lets_them_filter(self, book):
        for sheet in book.worksheets[:-1]:
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows == "$1:$1"

    def test_holds_shares_as_numbers_shown_as_percentages(self, book, analysed):
        sheet = book["目标"]
        (head, *lines) = sheet.iter_rows()
        place = [cell.value for cell in head].index(COLUMNS["completion_share"].label)
        cells = [line[place] for line in lines if line[place].value is not None]
        assert [cell.value for cell in cells] == pytest.approx(analysed.targets["completion_share"].dropna().tolist())
        assert {cell.number_format for cell in cells} == {"0.0%"}

    @pytest.mark.parametrize(
        ("row", "head", "value", "look"),
        [
            ("C19", "年度目标", 180_000_000_000, r'0\.00,,"亿"'),
            ("B8", "年度目标", 37_000, r'0\.0,"万"'),
            ("C84", "累计完成", 111_713, r'0\.0000"万"'),
            ("B5", "累计完成", 3.464, '"约"#,##0'),
            ("C21", "累计完成", 172, "#,##0"),
        ],
    )
    def test_shows_an_amount_as_people_write_it_and_keeps_the_number(self, book, row, head, value, look):
        (heads, *lines) = book["台账"].iter_rows()
        place = [cell.value for cell in heads].index(head)
        cells = {line[0].value: line[place] for line in lines if line[place].value is not None}
        assert (cells[row].value, cells[row].number_format) == (pytest.approx(value), look)

    def test_prints_on_one_page_wide_of_a3(self, book):
        page = book["台账"].page_setup
        assert (page.orientation, int(page.paperSize), page.fitToHeight) == ("landscape", 8, 0)
        assert book["台账"].sheet_properties.pageSetUpPr.fitToPage

    def test_says_codes_in_chinese_words(self, book):
        (head, *lines) = book["任务"].iter_rows(values_only=True)
        assert {line[head.index("状态")] for line in lines} <= set(STATUS_LABELS.values())

    def test_shows_a_rate_that_is_recomputed_as_the_percentage_it_is(self, book):
        (head, *lines) = book["复算"].iter_rows()
        place = [cell.value for cell in head].index(COLUMNS["stated"].label)
        looks = {line[place].value: line[place].number_format for line in lines}
        assert looks[0.9666] == "0.0##%"
        assert looks[4044] == "#,##0"

    def test_says_in_chinese_why_a_number_counts_nothing(self, book):
        (head, *lines) = book["不作数量"].iter_rows(values_only=True)
        reasons = {line[head.index(COLUMNS["reason"].label)] for line in lines}
        assert not any(re.search("[a-z]", reason) for reason in reasons)

    def test_refuses_a_text_that_a_cell_would_cut(self, tmp_path):
        rows = pd.DataFrame({"task": ["新建公园4个"], "lead": ["区城管局"], "progress": ["正在推进" * 9000]})
        path = tmp_path / "book.xlsx"
        with pytest.raises(ReportError, match=r"C1 进展情况.*32767.*36000"):
            export(sp.assess(sp.Report.from_rows(rows, period="2021Q1")), path)
        assert not path.exists()

    def test_leaves_text_text_whatever_it_begins_with(self, formulas, tmp_path):
        sheet = openpyxl.load_workbook(export(formulas, tmp_path / "book.xlsx"))["任务"]
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value in FORMULAS]
        assert {cell.value for cell in cells} == set(FORMULAS)
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell for line in sheet.iter_rows() for cell in line if cell.hyperlink] == []


class TestFolder:
    def test_holds_every_table_as_it_is(self, folder, analysed):
        for name, table in tables(analysed).items():
            types = {column: str(dtype) for column, dtype in table.dtypes.items()}
            read = pd.read_csv(
                folder / f"{name}.csv", dtype=types, encoding="utf-8-sig", keep_default_na=False, na_values=[""]
            )
            # csv has one way to leave a cell empty: the unit of a fraction, which is none, reads as unknown
            pd.testing.assert_frame_equal(read, table.reset_index(drop=True).replace({"": pd.NA}))

    def test_opens_as_utf_8_in_excel(self, folder):
        assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in folder.iterdir())

    def test_puts_an_apostrophe_before_text_that_would_be_a_formula(self, formulas, tmp_path):
        tasks = pd.read_csv(export(formulas, tmp_path / "tables") / "tasks.csv", encoding="utf-8-sig")
        assert list(tasks["progress"]) == [f"'{formula}" for formula in FORMULAS]

    def test_leaves_negative_numbers_numbers(self, folder, analysed):
        gaps = pd.read_csv(folder / "targets.csv", encoding="utf-8-sig")["gap"]
        assert gaps.min() == pytest.approx(analysed.targets["gap"].min())
        assert gaps.min() < 0


def test_parquet_holds_the_ledger_with_its_types(analysed, tmp_path):
    read = pd.read_parquet(export(analysed, tmp_path / "ledger.parquet"))
    pd.testing.assert_frame_equal(read, ledger(analysed))
    assert tuple(read) == LEDGER


class TestDocument:
    def test_has_the_page_of_the_standard(self, document):
        page = document.sections[0]
        assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
        margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
        assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]

    def test_names_office_fonts_and_what_to_take_without_them(self, document):
        fonts = next(
            part for part in document.part.package.parts if part.partname == "/word/fontTable.xml"
        ).blob.decode()
        assert all(name in fonts and other in fonts for name, other in FALLBACKS.items())
        assert document.styles["Title"].font.name == "方正小标宋简体"
        assert document.styles["Body Text"].font.name == "仿宋_GB2312"

    def test_numbers_its_headings_as_offices_do(self, document):
        headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
        assert [heading[:2] for heading in headings] == [
            "一、",
            "二、",
            "三、",
            "四、",
            "五、",
            "六、",
            "七、",
            "八、",
            "附件",
        ]

    def test_lists_every_late_matter_in_the_words_of_the_office(self, document, analysed):
        listed = [paragraph.text.partition(".")[2].lstrip() for paragraph in document.paragraphs]
        assert {each.sentence for each in matters(analysed)} <= set(listed)

    def test_sums_up_before_its_lists_which_begin_on_a_page_of_their_own(self, document):
        texts = [paragraph.text for paragraph in document.paragraphs]
        first = texts[texts.index("二、最突出的事项") : texts.index("五、滞后事项")]
        assert any("国土绿化" in line and "C74" in line for line in first)
        assert any("要补报或核实" in line for line in first) and any(line.startswith("2021年4月，") for line in first)
        (heading,) = [each for each in document.paragraphs if each.text == "五、滞后事项"]
        assert heading.paragraph_format.page_break_before

    def test_ends_with_the_ledger(self, document, analysed):
        annex = document.tables[-1]
        assert len(annex.rows) == 1 + len(ledger(analysed))
        assert [cell.text for cell in annex.rows[0].cells][:2] == ["编号", "工作任务"]


def test_another_ending_is_refused(analysed, tmp_path):
    with pytest.raises(sp.ReportError, match=r"\.pdf"):
        export(analysed, tmp_path / "brief.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    kept = tmp_path / "ledger.xlsx"
    kept.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), draft(kept) as beside:
        beside.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert kept.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [kept]


STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n=", " =", "\u3000＝", "\u200b=", "\ufeff=")


@pytest.fixture(scope="module")
def begun_with_signs(tmp_path_factory):
    """What pandas reads of the exported rows of a report of which each begins with another start."""
    rows = pd.DataFrame({"task": [f"{start}1+1新建食堂3个" for start in STARTS], "progress": "已建成1个"})
    rows["lead"] = [f"{start}区民政局" for start in STARTS]
    result = sp.assess(sp.Report.from_rows(rows, period="2021Q1"))
    return pd.read_csv(export(result, tmp_path_factory.mktemp("starts") / "t") / "rows.csv")


class TestOtherPrograms:
    """Nothing that a report says is taken for anything but words, by whatever opens it."""

    @pytest.mark.parametrize("start", STARTS)
    def test_no_text_begins_a_formula_in_csv(self, start, begun_with_signs):
        row = begun_with_signs.iloc[STARTS.index(start)]
        assert re.fullmatch(rf"'{BLANK}*\S1\+1新建食堂3个'{BLANK}*\S区民政局", row["task"] + row["lead"])

    def test_no_text_ends_its_line_in_csv(self, tmp_path):
        rows = pd.DataFrame({"task": ["新建食堂3个\r=1+1\r\n另建2个"], "lead": "区民政局", "progress": "已建成1个"})
        folder = export(sp.assess(sp.Report.from_rows(rows, period="2021Q1")), tmp_path / "t")
        content = (folder / "rows.csv").read_text(encoding="utf-8-sig")
        assert "\r" not in (folder / "rows.csv").read_bytes().decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(content, newline="")))) == 2

    @pytest.mark.parametrize("name", ["t", "t.xlsx", "t.docx", "t.ics", "t.parquet"])
    def test_control_characters_stop_no_export(self, name, tmp_path):
        rows = pd.DataFrame(
            {"task": ["新建\x01食堂3个"], "lead": "区\x00民政局", "progress": "已建成1个\ufffe,计划5月\x1b开业"}
        )
        assert export(sp.assess(sp.Report.from_rows(rows, period="2021Q1")), tmp_path / name).exists()
