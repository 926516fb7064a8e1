"""Grids to rows: columns by their heads, sections, merged cells, numbers, and errors with their place."""

import csv

import pytest

from shinpingba.columns import COLUMNS, TABLES
from shinpingba.report.errors import ReportError
from shinpingba.report.reports import data_folder, read_report
from shinpingba.report.rows import read_rows, unread_progress
from shinpingba.report.sources import read_source


@pytest.fixture(scope="module")
def rows():
    return read_report("2021Q1").rows


@pytest.fixture
def published():
    return (data_folder() / "reports" / "2021Q1" / "report.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def read_lines(tmp_path):
    def read(lines):
        path = tmp_path / "report.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_rows(read_source(path))

    return read


@pytest.fixture
def read_cells(tmp_path):
    def read(cells):
        path = tmp_path / "report.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
        return read_rows(read_source(path))

    return read


def test_the_real_report_has_its_rows_columns_and_sections(rows):
    assert list(rows.columns) == list(TABLES["rows"])
    assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == {name: COLUMNS[name].dtype for name in rows}
    assert rows["table"].value_counts().to_dict() == {"key_task": 137, "indicator": 10, "livelihood": 10}
    assert rows["section"].nunique() == 29
    assert rows.loc[rows["table"] != "key_task", "section"].isna().all()
    assert rows.drop(columns=["section", "name", "cooperating"]).notna().all(axis=None)


def test_every_cell_stands_in_the_source_at_its_line(rows, published):
    for row in rows.to_dict("records"):
        below = "\n".join(published[row["line"] - 1 : row["line"] + 6])
        assert below.startswith(f"{row['number']} |")
        assert all(row[field] in below for field in ("task", "lead", "progress"))


def test_a_gap_in_the_numbers_is_an_error_with_its_line(published, read_lines):
    place = published.index("72 |")
    with pytest.raises(ReportError, match=rf"第{place + 1}行.*72.*73"):
        read_lines([*published[:place], "73 |", *published[place + 1 :]])


def test_a_row_with_too_few_cells_is_an_error_with_its_line(published, read_lines):
    place = published.index("72 |")
    with pytest.raises(ReportError, match=rf"第{place + 1}行.*单元格"):
        read_lines(published[: place + 2] + published[place + 4 :])


def test_a_missing_annex_is_an_error_with_the_line_that_lists_it(published, read_lines):
    first, second = published.index("附件2"), published.index("附件3")
    with pytest.raises(ReportError, match=r"第11行.*民生实事.*没有这张表"):
        read_lines(published[:first] + published[second:])


def test_half_a_report_is_an_error(published, read_lines):
    place = published.index("72 |")
    with pytest.raises(ReportError, match=r"137行.*71行"):
        read_lines(published[:place])


def test_a_row_without_cooperating_units_is_told_by_what_its_cells_hold(published, read_lines):
    place = published.index("72 |")
    assert published[place + 3] == "中梁镇 井口街道 |"
    rows = read_lines(published[: place + 3] + published[place + 4 :])
    row = rows.set_index("row_id").loc["C72"]
    assert row["lead"] == "区交通局"
    assert row.isna()["cooperating"]
    assert row["progress"].startswith("已完成路基")


def test_heads_are_known_by_their_words_and_unknown_columns_are_kept(read_cells):
    rows = read_cells(
        [
            ["责任科室", "工作推进情况", "备注", "序号", "主办单位", "重点任务", "督查办评价"],
            ["办公室", "已招标", "", "1", "区教委", "建校", "达序时"],
        ]
    )
    assert rows.loc[0, ["task", "lead", "cooperating", "progress"]].tolist() == ["建校", "区教委", "办公室", "已招标"]
    assert rows.loc[0, "督查办评价"] == "达序时"


def test_percent_columns_stand_in_for_words_of_progress(read_cells):
    heads = ["序号", "指标名称", "年度目标", "完成数", "完成率", "是否达到时间进度", "责任单位"]
    rows = read_cells([heads, ["1", "5G基站", "1500个", "172个", "11.5%", "否", "区经济信息委"]])
    assert rows.loc[0, ["table", "name", "task", "progress"]].tolist() == ["indicator", "5G基站", "1500个", "172个"]
    assert rows.loc[0, ["完成率", "是否达到时间进度"]].tolist() == ["11.5%", "否"]


def test_sections_may_stand_in_rows_and_numbers_begin_again_in_each(read_cells):
    heads = ["序号", "工作任务", "责任单位", "完成情况"]
    first = [["一、工业", "", "", ""], ["1", "a", "区教委", "x"], ["2", "b", "区教委", "y"]]
    second = [["二", "农业", "", ""], ["1", "c", "区教委", "z"]]
    rows = read_cells([heads, *first, *second])
    assert rows["row_id"].tolist() == ["C1", "C2", "C3"]
    assert rows["number"].tolist() == [1, 2, 1]
    assert rows["section"].tolist() == ["一、工业", "一、工业", "农业"]


def test_heads_of_two_rows_are_one_head(read_cells):
    rows = read_cells(
        [
            ["序号", "任务", "单位", "", "进展情况"],
            ["", "", "牵头单位", "配合单位", ""],
            ["1", "建校", "区教委", "区财政局", "已招标"],
        ]
    )
    assert rows.loc[0, ["lead", "cooperating", "progress"]].tolist() == ["区教委", "区财政局", "已招标"]


def test_totals_are_no_tasks_and_further_lines_belong_to_the_task_above(read_cells):
    heads = ["序号", "任务", "责任单位", "进展情况"]
    rows = read_cells(
        [heads, ["1", "建校", "区教委", "已招标"], ["", "", "区财政局", "已拨款"], ["合计", "1项", "", ""]]
    )
    assert rows[["lead", "progress"]].values.tolist() == [["区教委 区财政局", "已招标 已拨款"]]


def test_a_number_twice_is_an_error(read_cells):
    heads = ["序号", "任务", "责任单位", "进展情况"]
    with pytest.raises(ReportError, match=r"第3行.*序号2.*“1”"):
        read_cells([heads, ["1", "a", "区教委", "x"], ["1", "b", "区教委", "y"]])


def test_a_file_without_a_table_of_tasks_is_an_error(read_cells):
    with pytest.raises(ReportError, match=r"实为表头“姓名、电话”"):
        read_cells([["姓名", "电话"], ["张三", "1"]])


def test_an_id_of_a_partial_report_that_stands_twice_is_an_error(read_cells):
    with pytest.raises(ReportError, match=r"第3行.*“C21”又出现一次"):
        read_cells([["编号", "工作任务", "进展情况"], ["C21", "a", "x"], ["C21", "b", "y"]])


TASKS = [["", "新建公厕5座", "区城管局"], ["", "新建学校2所", "区教委"]]


@pytest.mark.parametrize("head", ["编号", "任务编号", "事项序号"])
def test_whole_numbers_under_any_head_count_the_tasks(read_cells, head):
    rows = read_cells([[head, "工作任务", "牵头单位"], *([str(n), *row[1:]] for n, row in enumerate(TASKS, 1))])
    assert rows["row_id"].tolist() == ["C1", "C2"]
    assert rows["number"].tolist() == [1, 2]


def test_ids_of_the_source_s_own_are_kept_and_name_nothing(read_cells):
    rows = read_cells([["编号", "工作任务", "牵头单位"], *([f"ZD-{n:02}", *row[1:]] for n, row in enumerate(TASKS, 1))])
    assert rows["row_id"].tolist() == ["C1", "C2"]
    assert rows["编号"].tolist() == ["ZD-01", "ZD-02"]


def test_one_id_that_cannot_be_right_among_others_is_refused(read_cells):
    with pytest.raises(ReportError, match="“C0”"):
        read_cells([["编号", "工作任务", "进展"], ["C1", "新建公厕5座", "已建成"], ["C0", "新建学校2所", "已开工"]])


class TestSeveralColumnsOfProgress:
    HEADS = ("序号", "工作任务", "一季度进展", "二季度进展", "三季度进展")

    def test_the_last_that_tells_anything_is_read(self, read_cells):
        rows = read_cells(
            [self.HEADS, ["1", "新建公厕5座", "建成1座", "建成3座", ""], ["2", "新建学校2所", "选址", "开工", ""]]
        )
        assert rows["progress"].tolist() == ["建成3座", "开工"]
        assert rows["一季度进展"].tolist() == ["建成1座", "选址"]

    def test_the_user_is_told_which_were_not_used(self, read_cells):
        rows = read_cells([self.HEADS, ["1", "新建公厕5座", "建成1座", "建成3座", ""]])
        assert unread_progress(rows) == ["进展只读一列,没有用到“一季度进展”"]
