"""Reports kept in a folder, given by a path, partial, corrected, or made from a table."""

import shutil
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest

from shinpingba.report.errors import ReportError
from shinpingba.report.reports import Report, data_folder, earlier_reports, last_day, newest, periods, read_report
from shinpingba.words.lexicon import read_words

CORRECTION_COLUMNS = "report,row_id,field,found,meant,reason"


@pytest.fixture
def data(tmp_path):
    """A data folder of one's own with the two reports kept."""
    return shutil.copytree(data_folder(), tmp_path / "data")


def corrected(data, *lines):
    (data / "corrections.csv").write_text("\n".join([CORRECTION_COLUMNS, *lines]), encoding="utf-8")
    return read_report("2021Q1", data=data)


def test_the_first_report_has_its_provenance():
    report = read_report("2021Q1")
    assert (len(report.rows), report.as_of, report.district) == (157, date(2021, 3, 31), "沙坪坝区")
    assert report.title == "2021年政府工作报告重点工作任务一季度推进情况"
    assert (report.issuer, report.published) == ("重庆市沙坪坝区人民政府督查办", date(2021, 4, 8))
    assert report.url.startswith("https://www.cqspb.gov.cn/")
    assert not report.is_partial
    assert report.warnings == ()


def test_another_sha256_than_the_card_says_is_an_error(data):
    path = data / "reports" / "2021Q1" / "report.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(ReportError, match="sha256 241b078e"):
        read_report("2021Q1", data=data)


def test_an_unknown_period_is_answered_with_those_there_are_and_the_nearest():
    with pytest.raises(ReportError, match=r"没有“2021Q5”这份报告。是不是：2021Q.？已有的报告期：2021Q1、2021Q3。"):
        read_report("2021Q5")


def test_the_newest_complete_report_is_older_than_a_partial_one():
    assert periods() == ["2021Q1", "2021Q3"]
    assert newest() == "2021Q1"


def test_the_data_folder_is_given_or_named_by_the_environment_or_the_checkouts(tmp_path, monkeypatch):
    assert (data_folder() / "reports").is_dir()
    monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    assert data_folder(tmp_path / "x") == tmp_path / "x"
    assert periods() == []


def test_a_report_dropped_into_the_folder_of_a_district_is_read_from_there(data):
    place = data / "reports" / "渝北区" / "2021H1"
    place.mkdir(parents=True)
    shutil.copy(data / "reports" / "2021Q1" / "report.txt", place / "上半年通报.txt")
    assert periods(data) == ["2021Q1", "2021Q3", "渝北区/2021H1"]
    report = read_report("渝北区/2021H1", data=data)
    assert (report.district, report.period, report.as_of) == ("渝北区", "2021H1", date(2021, 6, 30))
    assert newest(data) == "2021Q1"


def test_several_files_in_a_folder_are_one_report(data):
    place = data / "reports" / "渝北区" / "2021H1"
    place.mkdir(parents=True)
    heads = "序号,任务,责任单位,完成情况"
    (place / "附件1指标.csv").write_text(f"主要经济指标\n{heads}\n1,工业增长6%,区统计局,增长7%", encoding="utf-8")
    (place / "附件2任务.csv").write_text(f"重点任务\n{heads}\n1,新建公园4个,区城管局,已建成1个", encoding="utf-8")
    report = read_report("渝北区/2021H1", data=data)
    assert report.rows["row_id"].tolist() == ["A1", "C1"]
    assert report.files == ("附件1指标.csv", "附件2任务.csv")
    assert [record.begin.place for record in report.reading.records] == ["附件1指标.csv 第3行", "附件2任务.csv 第3行"]


def test_the_same_report_in_two_formats_is_read_once(tmp_path):
    words = "重点任务\n序号,任务,责任单位,完成情况\n1,新建公园4个,区城管局,已建成1个"
    for name in ("2021H1.csv", "2021H1.tsv"):
        (tmp_path / name).write_text(words.replace(",", "\t") if name.endswith("tsv") else words, encoding="utf-8")
    report = read_report(tmp_path)
    assert len(report.rows) == 1
    assert report.warnings == ("2021H1.tsv 与 2021H1.csv 同名,只读后者",)


def test_links_in_the_data_folder_are_not_followed(data):
    (data / "reports" / "2022Q1").symlink_to(data / "reports" / "2021Q1")
    assert periods(data) == ["2021Q1", "2021Q3"]


def test_a_partial_report_takes_tasks_from_the_first_one_and_lists_what_it_leaves_out():
    first, partial = read_report("2021Q1"), read_report("2021Q3")
    assert partial.is_partial
    assert len(partial.rows) == 18
    assert len(partial.absent) == 139
    told = first.rows.set_index("row_id").loc[partial.rows["row_id"]]
    for column in ("section", "name", "task", "lead", "cooperating"):
        assert partial.rows[column].tolist() == told[column].tolist()
    assert partial.rows.set_index("row_id").loc["C21", "progress"] == "1-9月新建5G基站524个。"
    assert partial.rows.set_index("row_id").loc["C21", "official_status"] == "lagging"


def test_a_partial_report_of_an_unknown_row_or_year_is_an_error(data):
    path = data / "2021Q3.csv"
    path.write_text("row_id,progress\nC999,已完成", encoding="utf-8")
    with pytest.raises(ReportError, match="C999"):
        read_report(path, data=data)
    with pytest.raises(ReportError, match="2019年的首份报告"):
        read_report(path, data=data, period="2019Q3")


def test_a_correction_is_made_in_the_open(data):
    report = corrected(data, "2021Q1,C25,progress,四是明确了,明确了,前文没有一至三")
    assert "工作对接,明确了" in report.rows.set_index("row_id").loc["C25", "progress"]
    assert report.corrections[0].reason == "前文没有一至三"
    assert "四是明确了" in read_report("2021Q1").rows.set_index("row_id").loc["C25", "progress"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2021Q1,C25,progress,五是明确了,明确了,x", "恰好出现一次.*0次"),
        ("2021Q1,C1,progress,项目,工程,x", "恰好出现一次.*[2-9]次"),
        ("2021Q1,C999,progress,项目,工程,x", "恰好出现一次.*0次"),
        ("2021Q1,C1,line,1,2,x", "第2行.*field"),
        ("2021Q1,C1,progress", "第2行.*6个非空单元格"),
    ],
)
def test_a_correction_that_no_longer_holds_is_an_error(data, line, message):
    with pytest.raises(ReportError, match=message):
        corrected(data, line)


def test_a_table_someone_has_becomes_a_report():
    frame = pd.DataFrame(
        {"task": ["新建5G基站1500个"], "progress": ["新开通172个"], "lead": ["区经济信息委"], "预算": [3]}
    )
    report = Report.from_rows(frame, period="2021H1")
    assert report.as_of == date(2021, 6, 30)
    assert report.rows.loc[0, ["row_id", "table", "number"]].tolist() == ["C1", "key_task", 1]
    assert report.rows.loc[0, "预算"] == 3


def test_the_rows_of_a_report_make_the_same_report_again():
    rows = read_report("2021Q1").rows
    pd.testing.assert_frame_equal(Report.from_rows(rows, period="2021Q1").rows, rows)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ({"task": ["a"], "lead": ["b"]}, "列 progress"),
        ({"task": ["a", " "], "lead": ["b", "b"], "progress": ["c", "c"]}, "第2行.*工作任务"),
        ({"task": ["a", "b"], "lead": ["b", "b"], "progress": ["c", "c"], "row_id": ["C1", "C1"]}, "不重复的编号.*C1"),
        ({"task": ["a"], "lead": ["b"], "progress": ["c"], "row_id": ["X1"]}, "编号"),
        ({"task": ["a"], "lead": ["b"], "progress": ["c"], "number": ["一"]}, "C一"),
    ],
)
def test_a_table_that_lacks_something_is_an_error(frame, message):
    with pytest.raises(ReportError, match=message):
        Report.from_rows(pd.DataFrame(frame), period="2021Q1")


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2021Q1", date(2021, 3, 31)),
        ("2024M02", date(2024, 2, 29)),
        ("2021Q4", date(2021, 12, 31)),
        ("2021H1", date(2021, 6, 30)),
    ],
)
def test_a_period_ends_on_its_last_day(period, day):
    assert last_day(period) == day


@pytest.mark.parametrize("wrong", ["2021", "2021Q5", "2021M13", "一季度", ""])
def test_what_is_no_period_is_an_error(wrong):
    with pytest.raises(ReportError, match="报告期"):
        last_day(wrong)


@pytest.mark.parametrize("entry", read_words("periods", "pattern", "part"), ids=lambda entry: entry["part"])
def test_the_title_says_the_period(entry, tmp_path):
    table = "序号 |\n任务 |\n责任单位 |\n进展情况 |\n1 |\n修路 |\n区交通局 |\n2020年全年已完成 |"
    path = tmp_path / "t.txt"
    path.write_text(f"{entry['example']}\n{table}", encoding="utf-8")
    assert read_report(path).period == entry["example"][:4] + entry["part"]
    path.write_text(f"{entry['counterexample']}\n{table}", encoding="utf-8")
    with pytest.raises(ReportError, match="标题里的年份和季度"):
        read_report(path)


def test_months_in_the_title_say_the_period(tmp_path):
    table = "序号 |\n任务 |\n责任单位 |\n进展情况 |\n1 |\n修路 |\n区交通局 |\n已完成 |"
    path = tmp_path / "t.txt"
    for months, period in {"1-11月": "2021M11", "1-9月": "2021Q3", "1—6月": "2021H1"}.items():
        path.write_text(f"2021年{months}推进情况,全年目标\n{table}", encoding="utf-8")
        assert read_report(path).period == period


NAMED = {"3": "一季度", "6": "上半年", "9": "前三季度"}
WAYS = {
    "months": lambda month: (f"{month}月", "2024年民生实事进展"),
    "names": lambda month: (NAMED[month], "2024年民生实事进展"),
    "titles": lambda month: (month, f"2024年{NAMED[month]}民生实事进展"),
    "up to": lambda month: (month, f"2024年民生实事进展(截至{month}月底)"),
}


class TestEditions:
    """A workbook with the same table of several times, a sheet each."""

    @pytest.fixture(params=[(way, order) for way in WAYS for order in (1, -1)], ids=str)
    def book(self, request, tmp_path):
        way, order = request.param
        book = openpyxl.Workbook()
        book.remove(book.active)
        for month in [*NAMED][::order]:
            name, title = WAYS[way](month)
            done = int(month)
            rows = [
                [1, "改造公厕", "26座", f"已改造{2 * done}座", "县城管局"],
                [2, "加装电梯", "60台", f"已加装{5 * done}台", "县住建局"],
            ]
            sheet = book.create_sheet(name)
            for row in [[title], ["序号", "任务", "年度目标", "进展情况", "责任单位"], *rows]:
                sheet.append(row)
        book.save(path := tmp_path / "t.xlsx")
        return path

    @pytest.mark.parametrize(
        ("period", "done"), [("2024Q1", 6), ("2024H1", 12), ("2024M08", 12), ("2024Q3", 18), ("2024Q4", 18)]
    )
    def test_the_newest_one_of_the_period_that_is_asked_for_is_read(self, book, period, done):
        assert read_report(book, period=period).rows["progress"].tolist()[:1] == [f"已改造{done}座"]

    def test_the_newest_one_says_the_period_where_none_is_asked_for(self, book):
        report = read_report(book)
        assert (report.as_of.month, report.rows["progress"][0], len(report.rows)) == (9, "已改造18座", 2)


class TestEarlierReports:
    """A figure that adds up within a year is held against the reports of the same district and year only."""

    @pytest.fixture
    def years(self, tmp_path):
        names = ["2021Q1", "2021H1", "2021Q3", "2020Q4", "渝北区/2021Q1"]
        for name in names:
            folder = tmp_path / "reports" / name
            folder.mkdir(parents=True)
            (folder / "report.csv").write_text(
                "task,lead,progress\n新建停车位100个,区城管局,已建成20个。\n", encoding="utf-8"
            )
            (folder / "report.toml").write_text(f'title = "{name}"\nperiod = "{name[-6:]}"\n', encoding="utf-8")
        return tmp_path

    def test_are_those_of_the_year_before_this_one_the_earliest_first(self, years):
        found = earlier_reports(read_report("2021Q3", data=years), years)
        assert [each.period for each in found] == ["2021Q1", "2021H1"]

    def test_are_none_for_the_first_of_a_year(self, years):
        assert earlier_reports(read_report("2021Q1", data=years), years) == []

    def test_are_of_the_same_district(self, years):
        later = replace(read_report("2021Q3", data=years), district="渝北区")
        assert [each.district for each in earlier_reports(later, years)] == ["渝北区"]


@pytest.fixture
def sheet(tmp_path):
    """A workbook as an office sends it: a merged title, the departments first, the head of progress as given."""

    def write(
        progress="进展情况", name="台账.xlsx", title="滨江市云岭区2022年政府工作报告重点任务上半年落实情况督办台账"
    ):
        book = openpyxl.Workbook()
        book.active.append([title])
        book.active.merge_cells("A1:E1")
        book.active.append(["填报单位:区政府督查室 截止日期:2022年6月30日"])
        book.active.append(["责任单位", "序号", "工作目标", progress, "存在问题"])
        book.active.append(["区城管局", 1, "新建公园4个", "2021年全年建成1个", "用地紧张"])
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


class TestTitle:
    """What a report without a card says of itself."""

    def test_is_the_line_over_the_table_and_names_period_and_district(self, sheet):
        report = read_report(sheet())
        assert report.title == "滨江市云岭区2022年政府工作报告重点任务上半年落实情况督办台账"
        assert (report.period, report.district, report.issuer) == ("2022H1", "云岭区", "")

    def test_is_the_first_line_of_prose(self, tmp_path):
        path = tmp_path / "通报.txt"
        title = "滨江市云岭区人民政府关于2022年上半年目标任务落实情况的通报"
        opening = "现将2022年上半年目标任务落实情况通报如下。"
        row = "1.新建公园4个。已建成1个。(牵头单位:区城管局)"
        path.write_text("\n".join(["各镇人民政府:", opening, title, row, "2022年7月12日"]), encoding="utf-8")
        report = read_report(path)
        assert (report.title, report.period, report.district) == (title, "2022H1", "云岭区")
        assert report.issuer == "滨江市云岭区人民政府"

    def test_is_the_cards_where_there_is_one(self, sheet):
        path = sheet()
        path.with_suffix(".toml").write_text('title = "通报"\nissuer = "重庆市渝北区人民政府"\n', encoding="utf-8")
        report = read_report(path)
        assert (report.title, report.district, report.period) == ("通报", "渝北区", "2022H1")

    def test_is_the_files_name_in_the_last_resort(self, sheet):
        report = read_report(sheet(name="2022Q2台账.xlsx", title="督办台账"))
        assert (report.title, report.period) == ("2022Q2台账", "2022Q2")

    def test_is_never_made_of_a_tasks_own_words(self, sheet):
        with pytest.raises(ReportError, match=r"标题里的年份和季度.*2021Q1\.xlsx.*参数 period.*“台账”"):
            read_report(sheet(title="督办台账"))


def test_a_file_in_the_folder_of_a_period_is_of_that_period_by_name_and_by_path(sheet, tmp_path):
    path = sheet(name="reports/2022Q2/台账.xlsx")
    reports = [read_report("2022Q2", data=tmp_path), read_report(path, data=tmp_path), read_report(path)]
    assert [(each.period, each.as_of) for each in reports] == [("2022Q2", date(2022, 6, 30))] * 3


def test_a_folder_without_a_file_that_can_be_read_is_no_report(sheet):
    path = sheet(name="上半年.d/台账.xlsx")
    assert len(read_report(path.parent).rows) == 1
    with pytest.raises(ReportError, match=r"文件.*目录"):
        read_report(path.parent.parent)


def test_a_card_that_is_not_toml_is_an_error_with_its_line(sheet):
    path = sheet()
    path.with_suffix(".toml").write_text('title = "x"\nissuer: y\n', encoding="utf-8")
    with pytest.raises(ReportError, match=r"台账\.toml 第2行:应为TOML"):
        read_report(path)


class TestWithoutProgress:
    """A table of which no progress was read would say that nothing is behind: the user is told."""

    def test_the_columns_not_used_are_named_with_what_to_do(self, sheet):
        report = read_report(sheet("主要做法"))
        [warning] = report.warnings
        assert warning.startswith("台账.xlsx:重点任务的1行都没有进展")
        assert "没有用到的列:主要做法、存在问题" in warning
        assert "words/headers.csv" in warning

    def test_each_table_is_told_of(self, tmp_path):
        path = tmp_path / "2022Q2.csv"
        indicators = "主要经济指标\n序号,指标,责任单位,完成情况\n1,增长6%,区统计局,增长7%\n"
        path.write_text(f"{indicators}重点任务\n序号,任务,责任单位,状况\n1,修路,区交通局,已修\n", encoding="utf-8")
        [warning] = read_report(path).warnings
        assert "重点任务的1行都没有进展" in warning
        assert "没有用到的列:状况" in warning

    def test_an_empty_column_of_progress_is_told_of(self, tmp_path):
        path = tmp_path / "2022Q2.csv"
        path.write_text("序号,任务,责任单位,完成情况\n1,修路,区交通局,\n", encoding="utf-8")
        assert read_report(path).warnings == ("2022Q2.csv:重点任务的1行都没有进展,无法判断是否滞后;表中也没有别的列",)


def test_a_table_of_any_length_is_a_report():
    frame = pd.DataFrame(
        {"task": [f"新建公园{n}座" for n in range(1, 10_002)], "progress": "已建成", "lead": "县住建局"}
    )
    assert Report.from_rows(frame, period="2024Q1").rows["row_id"].iloc[-1] == "C10001"
