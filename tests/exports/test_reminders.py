"""The letter to a lead department and its answer sheet: out, filled in, through LibreOffice, and back."""

import shutil

import openpyxl
import pandas as pd
import pytest
from docx import Document

import shinpingba as sp
from shinpingba.cli import main
from shinpingba.exports.reminders import reminders, write_reminder
from shinpingba.judging.decisions import decisions_file, read_decisions
from shinpingba.reviewing.sheet import FILLED, KEYS, NEXT, SUPPLIED, WIDTHS

ROWS = (
    "序号,工作任务,牵头单位,进展情况\n"
    '1,新建公厕9座,区城管局、区住建委,"正在选址,预计6月开工。"\n'
    "2,安装新能源充电桩90个,区城管局,一季度充电设施已安装12个。\n"
    "3,环境质量完成年度目标任务,区生态环境局,预计能够完成年度目标。\n"
    '4,空气质量优良天数达标,区生态环境局,"一季度优良天数82天,完成年度任务的17.3%。"\n'
    "5,新建公园4个,区教委,已建成公园2个。\n"
)
ANSWERS = {
    ("C1", "done"): {"补报数": "0", "填报人": "李四"},
    ("C2", "done"): {"处理": "采用", "填报人": "李四", NEXT: "已安装充电桩40个。"},
    ("C3", "stage"): {"补报数": "实施中", "填报人": "王五"},
    ("C4", "base"): {"补报数": "300天", "填报人": "王五"},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The letters and sheets of the report, as they go out."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "2021Q1.csv").write_text(ROWS, encoding="utf-8")
    assert main(["remind", str(folder / "2021Q1.csv"), "--out", str(folder / "letters")]) == 0
    return folder / "letters"


@pytest.fixture
def letters(written, tmp_path):
    """A copy of them to fill in."""
    return shutil.copytree(written, tmp_path / "letters")


def fill(folder, answers):
    """Fill in every sheet of a folder: row id and question -> head -> what to write."""
    heads = [*WIDTHS[SUPPLIED]]
    for each in folder.glob("*.xlsx"):
        book = openpyxl.load_workbook(each)
        for line in book[SUPPLIED].iter_rows(min_row=2):
            cells = dict(zip(heads, line, strict=True))
            for head, value in answers.get((cells["编号"].value, cells["问题代码"].value), {}).items():
                cells[head].value = value
        book.save(each)


def decided(path):
    found = read_decisions(decisions_file(sp.read_report(path)))
    return {(each.row_id, each.question): (each.decided, each.decided_value, each.by) for each in found}


@pytest.fixture(scope="module")
def found(analysed):
    """The reminders of the first report."""
    return reminders(analysed)


@pytest.fixture(scope="module")
def housing(analysed, found, tmp_path_factory):
    """The letter and the sheet of one of them."""
    one = next(each for each in found if each.department == "区住房城乡建委")
    folder = tmp_path_factory.mktemp("housing")
    write_reminder(analysed, one, folder / "a.docx", folder / "a.xlsx")
    return folder


def words(letter):
    return [paragraph.text for paragraph in Document(letter).paragraphs if paragraph.text]


class TestLetter:
    def test_goes_to_every_lead_with_something_late_or_to_supply_and_to_no_other(self, letters):
        assert {each.name for each in letters.glob("*.docx")} == {
            "区城管局.docx", "区住房城乡建委.docx", "区生态环境局.docx",
        }  # fmt: skip

    def test_says_what_lags_and_what_is_to_be_supplied_with_rows_and_quotes(self, letters):
        told = words(letters / "区城管局.docx")
        assert told[:2] == ["关于提醒滞后事项和补报数字的函", "区城管局："]
        assert "2021年3月31日" in told[2] and "滞后1项、预警1项" in told[2] and "需要补报或核实的2处" in told[2]
        late = told[told.index("一、滞后和预警事项") + 1 : told.index("二、请补报的数字")]
        assert late[0].startswith("1.安装新能源充电桩90个。一季度充电设施已安装12个，完成13.3%") and "编号C2" in late[0]
        assert "（编号C1，与区住房城乡建委共同牵头）。" in late[1]
        wanted = told[told.index("二、请补报的数字") + 1 :]
        assert wanted[0] == "1.新建公厕9座（编号C1，与区住房城乡建委共同牵头）。补报累计完成数（单位：座）。"
        assert "报告原文：“一季度充电设施已安装12个”" in wanted
        assert "附件：答复表（区城管局.xlsx）" in wanted and wanted[-1] == "    年  月  日"

    def test_tells_one_project_of_two_rows_once_and_says_of_what_a_bare_target_is(self, housing):
        told = words(housing / "a.docx")
        late = told[told.index("一、滞后和预警事项") + 1 : told.index("二、请补报的数字")]
        assert len([each for each in late if "编号C98、B6" in each]) == 1
        assert sum("编号B1）" in each for each in late) == 1
        assert any(
            "5个公厕（任务“新增7000个公共停车位、5个公厕" in each for each in told[told.index("二、请补报的数字") :]
        )

    def test_sheet_calls_a_figure_from_a_share_about_that_much_and_prints_one_page_wide(self, housing):
        book = openpyxl.load_workbook(housing / "a.xlsx")
        (heads, *lines) = book[SUPPLIED].iter_rows(values_only=True)
        read = {line[heads.index("编号")]: line[heads.index("机读")] for line in lines}
        assert read["B5"] == "约3个"
        for sheet in (book[SUPPLIED], book["说明"]):
            assert (
                sheet.page_setup.orientation,
                sheet.page_setup.fitToHeight,
                sheet.sheet_properties.pageSetUpPr.fitToPage,
            ) == ("landscape", 0, True)

    def test_has_the_page_and_the_fonts_of_the_standard(self, letters):
        document = Document(letters / "区城管局.docx")
        page = document.sections[0]
        assert [round(side.mm) for side in (page.page_width, page.top_margin, page.left_margin)] == [210, 37, 28]
        assert document.styles["Title"].font.name == "方正小标宋简体"

    def test_of_the_first_report_holds_every_task_that_lags(self, analysed, found):
        late = {row_id for one in found for each in one.late for row_id in each.row_ids}
        assert late == set(sp.lagging(analysed)["row_id"])
        asked = sp.requests(analysed)
        assert {one.department: len(one.wanted) for one in found if one.wanted} == dict(
            asked["department"].value_counts()
        )

    def test_holds_no_sign_that_a_document_may_not(self, tmp_path):
        rows = pd.DataFrame([{"task": "新建\x00公厕9座", "progress": "正在\x0b选址", "lead": "区城管局"}])
        result = sp.assess(sp.Report.from_rows(rows, period="2021Q1"))
        (one,) = reminders(result)
        write_reminder(result, one, tmp_path / "a.docx", tmp_path / "a.xlsx")
        assert any("公厕9座" in each for each in words(tmp_path / "a.docx"))


class TestAnswers:
    def test_become_decisions_and_rows_of_the_next_report(self, path, letters, tmp_path):
        fill(letters, ANSWERS)
        rows = tmp_path / "2021H1.csv"
        assert main(["remind", str(path), "--from", str(letters), "--rows", str(rows)]) == 0
        assert decided(path) == {
            ("C1", "done"): ("0", 0.0, "李四"), ("C2", "done"): ("12个", 12.0, "李四"), ("C3", "stage"): ("underway", None, "王五"),
        }  # fmt: skip
        later = sp.read_report(rows).rows.set_index("row_id")
        assert later.loc["C2", "progress"] == "已安装充电桩40个。"
        assert later.loc["C4", "planned"] == "300天"
        assert pd.isna(later.loc["C4", "progress"])

    def test_are_not_asked_again_and_not_kept_twice(self, path, letters):
        fill(letters, ANSWERS)
        for _ in range(2):
            main(["remind", str(path), "--from", str(letters)])
        assert len(read_decisions(decisions_file(sp.read_report(path)))) == 3
        asked = sp.requests(sp.assess(sp.read_report(path)))
        assert [*asked["row_id"]] == ["C4"]

    def test_to_a_row_that_has_changed_are_refused_row_by_row(self, path, letters, capsys):
        fill(letters, ANSWERS)
        path.write_text(ROWS.replace("已安装12个", "已安装13个"), encoding="utf-8")
        assert main(["remind", str(path), "--from", str(letters)]) == 1
        assert "C2：原文已变" in capsys.readouterr().err
        assert decided(path).keys() == {("C1", "done"), ("C3", "stage")}

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            ({"补报数": "若干", "填报人": "李四"}, "以“座”计的数"),
            ({"补报数": "3"}, "填报人：应为姓名或科室"),
            ({"处理": "采用", "补报数": "3", "填报人": "李四"}, "补报数：应为空"),
            ({"处理": "改为", "填报人": "李四"}, "补报数：应为选一个数"),
        ],
    )
    def test_that_are_spoiled_are_named_in_the_words_of_the_sheet_and_nothing_is_kept(
        self, path, letters, capsys, answer, told
    ):
        fill(letters, ANSWERS | {("C1", "done"): answer})
        assert main(["remind", str(path), "--from", str(letters)]) == 2
        assert told in capsys.readouterr().err
        assert decided(path) == {}

    def test_of_two_departments_that_differ_decide_nothing(self, path, letters, capsys):
        fill(letters, ANSWERS)
        book = openpyxl.load_workbook(letters / "区住房城乡建委.xlsx")
        place = [*WIDTHS[SUPPLIED]].index("补报数") + 1
        book[SUPPLIED].cell(2, place).value = "2座"
        book.save(letters / "区住房城乡建委.xlsx")
        assert main(["remind", str(path), "--from", str(letters)]) == 2
        assert "答复不一：C1 新建公厕9座" in capsys.readouterr().err
        assert decided(path) == {}

    def test_only_what_is_to_be_filled_in_is_open(self, letters):
        page = openpyxl.load_workbook(letters / "区城管局.xlsx")[SUPPLIED]
        heads = [*WIDTHS[SUPPLIED]]
        assert {heads[cell.column - 1] for cell in page[2] if not cell.protection.locked} == {
            "处理", "补报数", "填报人", "说明", NEXT,
        }  # fmt: skip
        assert not {*FILLED[1:]} & {*heads} and {*KEYS} < {*heads}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("remind {0}", "两个都没有"),
        ("remind {0} --out x --from {0}", "两个都有"),
        ("remind {0} --from {0} --rows x.txt", "以 .csv 结尾"),
    ],
)
def test_a_wrong_request_is_refused(path, capsys, line, told):
    assert main(line.format(path).split()) == 2
    assert told in capsys.readouterr().err


def test_a_report_without_departments_says_so(tmp_path, capsys):
    (tmp_path / "2021Q1.csv").write_text("序号,工作任务,进展情况\n1,新建公厕9座,正在选址。\n", encoding="utf-8")
    assert main(["remind", str(tmp_path / "2021Q1.csv"), "--out", str(tmp_path / "out")]) == 0
    assert "报告没有写明单位" in capsys.readouterr().out
