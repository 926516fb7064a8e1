"""The doubts as a workbook: out, filled in, through LibreOffice, and back; a spoiled one changes nothing, an older one is refused."""

import re
import shutil
from dataclasses import replace

import openpyxl
import pytest

import shinpingba as sp
from shinpingba.cli import main
from shinpingba.judging.decisions import decisions_file, read_decisions
from shinpingba.reviewing.agreement import alpha, compared, differences
from shinpingba.reviewing.returned import read_sheet
from shinpingba.reviewing.sheet import CHOICES, DOUBTS, FILLED, HEADS, KEYS, write_sheet

ON = "2021-04-20"
ROWS = (
    "序号,工作任务,牵头单位,进展情况\n"
    '1,新建垃圾分类亭320座,区城管局,"已选址180座,建成96座。"\n'
    "2,引进世界500强、国内500强企业投资项目6个以上,区商务委,引进世界500强企业投资项目1个;引进国内500强企业投资项目3个。\n"
    "3,全市80个重点工程,区发展改革委,72个工程开工,开工率90%。\n"
    "4,实施农村公路提升改造46公里,区交通局,项目完成总体进度的50%。\n"
    '5,新建垃圾站10座,区城管局,"已建成垃圾站4座,完成年度任务的40%,进展缓慢。"\n'
    "6,=1+1新建公园3座,区城管局,@SUM(A1)已建成公园1座。\n"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The report and its doubts as a workbook, with all that was read with high confidence among them, as it goes out."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "2021Q1.csv").write_text(ROWS, encoding="utf-8")
    write_sheet(sp.assess(sp.read_report(folder / "2021Q1.csv")), folder / "doubts.xlsx", sample=50)
    return folder


@pytest.fixture
def result(path):
    return sp.assess(sp.read_report(path))


@pytest.fixture
def sheet(written, tmp_path):
    """A copy of it to fill in."""
    return shutil.copy(written / "doubts.xlsx", tmp_path / "doubts.xlsx")


def lines(path):
    """Line number -> cells by head."""
    rows = openpyxl.load_workbook(path)[DOUBTS].iter_rows(values_only=True)
    heads = next(rows)
    return {place: dict(zip(heads, row, strict=True)) for place, row in enumerate(rows, 2)}


def filled(path, answers, to=None):
    """Fill in a workbook: id of the row -> what to write under which head; the line of each."""
    book = openpyxl.load_workbook(path)
    places = {}
    for place, cells in lines(path).items():
        key = cells["编号"] if (cells["编号"], cells["问题代码"]) not in answers else (cells["编号"], cells["问题代码"])
        for head, value in answers.get(key, {}).items():
            book[DOUBTS].cell(place, [*HEADS].index(head) + 1).value = value
            places[key] = place
    book.save(to or path)
    return places


def said(what, instead=None, by="张三", reason=None):
    return {"处理": what, "改为": instead, "核定人": by, "理由": reason}


class TestOut:
    def test_a_line_a_question_with_the_figures_numbered_in_its_words(self, sheet):
        by_row = {cells["编号"]: cells for cells in lines(sheet).values() if cells["问题代码"] == "done"}
        assert by_row["C1"]["原文"] == "工作任务：新建垃圾分类亭320座\n进展情况：已选址〔1〕180座,建成〔2〕96座。"
        assert (by_row["C3"]["机读"], by_row["C1"]["机读"]) == ("无", "96座")

    def test_the_figures_are_offered_in_a_list_and_others_only_warned_of(self, sheet):
        book = openpyxl.load_workbook(sheet)
        place = next(place for place, cells in lines(sheet).items() if cells["编号"] == "C1")
        rules = {str(rule.sqref): rule for rule in book[DOUBTS].data_validations.dataValidation}
        choices = rules[f"{'ABCDEFGHIJ'[[*HEADS].index('改为')]}{place}"]
        assert choices.errorStyle == "warning"
        assert [cell.value for cell in book[CHOICES][place - 1]][:2] == ["〔1〕180座", "〔2〕96座"]
        assert choices.formula1 == f"{CHOICES}!$A${place - 1}:$B${place - 1}"

    def test_only_what_is_to_be_filled_in_is_open_and_the_heads_stay_in_sight(self, sheet):
        page = openpyxl.load_workbook(sheet)[DOUBTS]
        assert page.protection.sheet and page.freeze_panes == "D2" and page.auto_filter.ref
        open_heads = {head for place, head in enumerate(HEADS, 1) if not page.cell(2, place).protection.locked}
        assert open_heads == set(FILLED)
        hidden = {head for place, head in enumerate(HEADS) if page.column_dimensions["ABCDEFGHIJKLM"[place]].hidden}
        assert hidden == set(KEYS)

    def test_words_stay_words_whatever_they_begin_with(self, sheet):
        cells = next(cells for cells in lines(sheet).values() if cells["编号"] == "C6")
        assert "=1+1新建公园3座" in cells["原文"] and cells["目标"].startswith("=1+1")

    def test_what_is_settled_is_left_out(self, result, sheet, tmp_path):
        count = len(lines(sheet))
        filled(sheet, {"C1": said("采用")})
        assert main(["review", str(result.report.place), "--from", str(sheet)]) == 0
        assert write_sheet(sp.assess(result.report), tmp_path / "again.xlsx", sample=50) == count - 1


ANSWERS = {
    "C1": said("改为", "〔1〕180座"), "C2": said("改为", "〔1〕+〔2〕", reason="相加"), "C3": said("无"),
    "C4": said("改为", 23, reason="台账"),
    ("C5", "done"): said("采用"), ("C5", "status"): said("改为", "滞后"), "C6": said("不是目标"),
}  # fmt: skip
DECIDED = {
    ("C1", "done"): ("180座", 180), ("C2", "done"): ("1个+3个", 4), ("C3", "done"): ("none", None), ("C4", "done"): ("23", 23),
    ("C5", "done"): ("4座", 4), ("C5", "status"): ("behind", None), ("C6", "done"): ("not_target", None),
}  # fmt: skip


def decided(decisions):
    return {(each.row_id, each.question): (each.decided, each.decided_value) for each in decisions}


class TestBack:
    def test_every_answer_becomes_a_decision(self, result, sheet):
        filled(sheet, ANSWERS)
        returned = read_sheet(result, sheet, ON)
        assert (returned.spoiled, returned.expired) == ([], [])
        assert decided(returned.decisions.values()) == DECIDED
        assert {(each.by, each.on) for each in returned.decisions.values()} == {("张三", ON)}

    def test_what_was_left_open_decides_nothing(self, result, sheet):
        assert read_sheet(result, sheet, ON).decisions == {}

    @pytest.mark.parametrize(
        ("answer", "told"),
        [
            (said("同意"), "处理.*采用、改为、无、不是目标、存疑.*“同意”"),
            (said("采用", by=None), "核定人"),
            (said("改为"), "改为.*选一个数"),
            (said("无", "〔1〕180座"), "改为.*空"),
            (said("改为", "〔3〕96座"), "〔1〕180座、〔2〕96座"),
            (said("改为", "〔1〕96座"), "〔1〕180座、〔2〕96座"),
            (said("改为", "很多"), "以“座”计的数"),
            (said("改为", "97座"), "要写理由"),
            ({"理由": "不清楚"}, "处理"),
        ],
    )
    def test_a_spoiled_line_is_named_and_nothing_is_kept(self, result, sheet, answer, told):
        places = filled(sheet, {"C1": answer, "C3": said("无")})
        returned = read_sheet(result, sheet, ON)
        assert len(returned.spoiled) == 1
        assert f"第{places['C1']}行" in returned.spoiled[0]
        assert re.search(told, returned.spoiled[0])
        assert main(["review", str(result.report.place), "--from", str(sheet)]) == 2
        assert not decisions_file(result.report).exists()

    def test_every_spoiled_line_is_told_at_once(self, result, sheet, capsys):
        filled(sheet, {"C1": said("同意"), "C3": said("采用", by=""), "C4": said("无")})
        assert main(["review", str(result.report.place), "--from", str(sheet)]) == 2
        told = capsys.readouterr().err
        assert "C1" in told and "C3" in told and "2 行不对，一条也没有存" in told

    def test_lines_for_an_older_text_are_refused_one_by_one(self, path, sheet, capsys):
        filled(sheet, ANSWERS)
        path.write_text(path.read_text(encoding="utf-8").replace("96座", "99座"), encoding="utf-8")
        assert main(["review", str(path), "--from", str(sheet)]) == 1
        told = capsys.readouterr()
        assert "C1：原文已变" in told.err and "已存 6 条，1 行因原文已变没有存" in told.out
        assert {each.row_id for each in read_decisions(path.with_suffix(".decisions.jsonl"))} == {
            "C2",
            "C3",
            "C4",
            "C5",
            "C6",
        }

    def test_a_locked_cell_that_was_changed_is_noticed(self, result, sheet):
        place = filled(sheet, {"C3": said("无")})["C3"]
        book = openpyxl.load_workbook(sheet)
        book[DOUBTS].cell(place, [*HEADS].index("目标原文") + 1).value = "别的目标"
        book.save(sheet)
        assert "读不出这个目标" in read_sheet(result, sheet, ON).spoiled[0]

    def test_one_question_is_answered_once(self, result, sheet):
        filled(sheet, {"C3": said("无")})
        book = openpyxl.load_workbook(sheet)
        page = book[DOUBTS]
        line = next(row for row in page.iter_rows(min_row=2, values_only=True) if row[1] == "C3")
        page.append(line)
        book.save(sheet)
        assert "同一个问题的第二行" in read_sheet(result, sheet, ON).spoiled[0]

    def test_a_workbook_for_another_report_is_refused(self, few, sheet):
        other = replace(few, report=replace(few.report, period="2021H1"))
        with pytest.raises(sp.ReportError, match=r"2021H1.*2021Q1"):
            read_sheet(other, sheet, ON)

    def test_another_file_is_refused(self, result, path, tmp_path):
        book = openpyxl.Workbook()
        book.save(tmp_path / "other.xlsx")
        with pytest.raises(sp.ReportError, match="工作表 存疑、说明"):
            read_sheet(result, tmp_path / "other.xlsx", ON)
        with pytest.raises(sp.ReportError, match="读不出来"):
            read_sheet(result, path, ON)

    def test_a_workbook_without_a_column_is_refused(self, result, sheet):
        book = openpyxl.load_workbook(sheet)
        book[DOUBTS].delete_cols([*HEADS].index("理由") + 1)
        book.save(sheet)
        with pytest.raises(sp.ReportError, match=r"第1行.*缺 理由"):
            read_sheet(result, sheet, ON)


class TestTwo:
    @pytest.fixture
    def two(self, result, sheet, tmp_path):
        """What two people say: of six questions both answer they differ in two."""
        other = tmp_path / "other.xlsx"
        theirs = ANSWERS | {
            "C1": said("采用", by="李四"),
            "C3": said("改为", "〔1〕72个", by="李四", reason="开工即算"),
        }
        filled(sheet, theirs | {"C6": {}}, other)
        filled(sheet, ANSWERS)
        returned = [read_sheet(result, path, ON) for path in (sheet, other)]
        return [{each.asks: each for each in one.decisions.values()} for one in returned]

    def test_their_differences_are_listed_with_who_says_what(self, two):
        listed = differences(two)
        assert sorted(line.split(" ")[0] for line in listed) == ["C1", "C3"]
        assert any("张三：180座；李四：96座" in line for line in listed)
        assert any("李四：72个（开工即算）" in line for line in listed)

    def test_their_agreement_is_krippendorff_s_alpha(self, two):
        # six questions answered by both, two of them differently: 1 - observed / expected disagreement, by hand
        codes = [("180", "96"), ("4", "4"), ("none", "72"), ("23", "23"), ("4", "4"), ("behind", "behind")]
        values = [value for pair in codes for value in pair]
        observed = 2 / 6
        expected = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j) / (12 * 11)
        assert alpha(two) == pytest.approx(1 - observed / expected)

    def test_who_agree_in_one_answer_alone_have_no_alpha(self, two):
        asks = next(key for key in two[0] if key[0] == "C2")
        one = [{asks: sheet[asks]} for sheet in two]
        assert alpha(one) is None and "无从计算" in compared(one)[0]

    def test_nothing_is_decided_by_comparing(self, result, sheet, tmp_path, capsys):
        filled(sheet, ANSWERS)
        shutil.copy(sheet, tmp_path / "other.xlsx")
        arguments = ["review", str(result.report.place), "--from", str(sheet), "--from", str(tmp_path / "other.xlsx")]
        assert main(arguments) == 0
        told = capsys.readouterr().out
        assert "都答了的7条，不一致0条" in told and "没有存下任何一条" in told
        assert not decisions_file(result.report).exists()


class TestCommand:
    def test_without_a_file_the_doubts_are_listed_with_what_was_settled_and_earned(self, result, sheet, capsys, path):
        filled(sheet, ANSWERS)
        main(["review", str(path), "--from", str(sheet)])
        path.write_text(path.read_text(encoding="utf-8").replace("96座", "99座"), encoding="utf-8")
        capsys.readouterr()
        assert main(["review", str(path)]) == 0
        told = capsys.readouterr().out
        assert "核定 7 条，有效 6 条" in told and "C1 180座（张三，" in told and "原文已变，没有采用" in told
        assert "把握：高：" in told

    def test_a_request_that_is_wrong_is_said(self, path, tmp_path):
        assert main(["review", str(path), "--to", str(tmp_path / "doubts.csv")]) == 2
        assert main(["review", str(path), "--to", "a.xlsx", "--from", str(path)]) == 2
        assert main(["review", str(path), "--from", str(tmp_path / "no.xlsx")]) == 2
