"""Grids to rows: columns by their heads, sections, merged cells, numbers, and errors with their place."""

import csv
import re

import pytest

from shinpingba.columns import COLUMNS, TABLES
from shinpingba.report.doubts import unread_progress
from shinpingba.report.errors import ReportError
from shinpingba.report.reports import data_folder, read_report
from shinpingba.report.rows import read_rows
from shinpingba.report.sources import read_document


@pytest.fixture(scope="module")
def rows():
    return read_report("2021Q1").rows


@pytest.fixture
def published():
    return (data_folder() / "reports" / "2021Q1" / "report.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def read_text(tmp_path):
    """Lines of a text as they are read: a Reading."""

    def read(lines):
        path = tmp_path / "report.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_rows(read_document(path))

    return read


@pytest.fixture
def read_grid(tmp_path):
    """Cells of a table as they are read: a Reading."""

    def read(cells):
        path = tmp_path / "report.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(cells)
        return read_rows(read_document(path))

    return read


@pytest.fixture
def read_cells(read_grid):
    return lambda cells: read_grid(cells).rows


def test_the_real_report_has_its_rows_columns_and_sections(rows):
    assert list(rows.columns) == list(TABLES["rows"])
    assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == {name: COLUMNS[name].dtype for name in rows}
    assert rows["table"].value_counts().to_dict() == {"key_task": 137, "indicator": 10, "livelihood": 10}
    assert rows["section"].nunique() == 29
    assert rows.loc[rows["table"] != "key_task", "section"].isna().all()
    assert rows[["row_id", "table", "number", "task", "lead", "progress", "line"]].notna().all(axis=None)
    assert set(rows["form"]) == {"table"}
    assert rows[["planned", "achieved", "share", "unit", "verdict", "deadline"]].isna().all(axis=None)


def test_every_cell_stands_in_the_source_at_its_line(rows, published):
    for row in rows.to_dict("records"):
        below = "\n".join(published[row["line"] - 1 : row["line"] + 6])
        assert below.startswith(f"{row['number']} |")
        assert all(row[field] in below for field in ("task", "lead", "progress"))


def warned(reading, pattern):
    return [warning for warning in reading.warnings if re.search(pattern, warning)]


def test_a_gap_in_the_numbers_is_told_of_with_its_line(published, read_text):
    place = published.index("72 |")
    reading = read_text([*published[:place], "73 |", *published[place + 1 :]])
    assert len(reading.rows) == 157
    assert warned(reading, rf"序号不连续.*第{place + 1}行序号73前面是71")


def test_a_row_with_too_few_cells_is_read_as_far_as_it_goes(published, read_text):
    place = published.index("72 |")
    rows = read_text(published[: place + 2] + published[place + 4 :]).rows.set_index("row_id")
    assert rows.loc["C72", "task"] == published[place + 1].removesuffix(" |")
    assert rows.loc["C72", "progress"].startswith("已完成路基")
    assert rows.loc["C73", "task"] == published[place + 6].removesuffix(" |")


def test_a_missing_annex_is_told_of_with_the_line_that_lists_it(published, read_text):
    first, second = published.index("附件2"), published.index("附件3")
    assert warned(read_text(published[:first] + published[second:]), r"第11行.*民生实事.*没有这张表")


def test_half_a_report_is_told_of(published, read_text):
    place = published.index("72 |")
    reading = read_text(published[:place])
    assert warned(reading, r"应有137行,读到71行,文件可能不完整")


def test_a_row_without_cooperating_units_is_told_by_what_its_cells_hold(published, read_text):
    place = published.index("72 |")
    assert published[place + 3] == "中梁镇 井口街道 |"
    rows = read_text(published[: place + 3] + published[place + 4 :]).rows
    row = rows.set_index("row_id").loc["C72"]
    assert row["lead"] == "区交通局"
    assert row.isna()["cooperating"]
    assert row["progress"].startswith("已完成路基")


def test_heads_are_known_by_their_words_and_unknown_columns_are_kept(read_cells):
    rows = read_cells(
        [
            ["责任科室", "工作推进情况", "备注", "序号", "主办单位", "重点任务", "督查办评价", "资金渠道"],
            ["办公室", "已招标", "", "1", "区教委", "建校", "达序时", "区级财政"],
        ]
    )
    row = rows.loc[0]
    assert row[["task", "lead", "cooperating", "progress"]].tolist() == ["建校", "区教委", "办公室", "已招标"]
    assert (row["verdict"], row["资金渠道"]) == ("达序时", "区级财政")


def test_figures_are_known_by_their_columns(read_cells):
    heads = ["序号", "指标名称", "年度目标", "完成数", "完成率", "是否达到时间进度", "责任单位"]
    rows = read_cells([heads, ["1", "5G基站", "1500个", "172个", "11.5%", "否", "区经济信息委"]])
    row = rows.loc[0]
    assert row[["table", "task", "planned", "achieved"]].tolist() == ["indicator", "5G基站", "1500个", "172个"]
    assert row[["share", "verdict"]].tolist() == ["11.5%", "未达到时间进度"]


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


def test_a_number_that_is_left_out_is_told_of(read_grid):
    heads = ["序号", "任务", "责任单位", "进展情况"]
    reading = read_grid([heads, ["1", "a", "区教委", "x"], ["3", "b", "区教委", "y"]])
    assert reading.rows["number"].tolist() == [1, 3]
    assert warned(reading, "序号不连续,可能缺行:第3行序号3前面是1")


def test_a_file_without_a_table_of_tasks_is_refused_with_what_its_head_lacks(read_grid):
    with pytest.raises(ReportError, match=r"实为表头是“姓名、电话”的表格,缺工作任务、进展情况一列"):
        read_grid([["通讯录", ""], ["姓名", "电话"], ["张三", "1"]])


def test_an_id_of_a_partial_report_that_stands_twice_is_given_anew(read_cells):
    rows = read_cells([["编号", "工作任务", "进展情况"], ["C21", "a", "x"], ["C21", "b", "y"]])
    assert rows["row_id"].tolist() == ["C21", "C1"]


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


def test_an_id_that_cannot_be_right_is_given_anew(read_cells):
    heads = ["编号", "工作任务", "进展"]
    rows = read_cells([heads, ["C1", "新建公厕5座", "已建成"], ["C0", "新建学校2所", "已开工"]])
    assert rows["row_id"].tolist() == ["C1", "C2"]


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


def test_a_commitment_on_a_line_of_its_own_is_no_section(read_cells):
    head = ["序号", "工作任务", "完成情况", "责任单位"]
    rows = read_cells([head, ["一", "修缮农贸市场8个", "", ""], ["1", "改造老旧小区3个", "已完工1个", "县住建局"]])
    assert rows["task"].tolist() == ["修缮农贸市场8个", "改造老旧小区3个"]


def test_a_section_may_count_the_tasks_under_it(read_cells):
    head = ["序号", "工作任务", "完成情况", "责任单位"]
    rows = read_cells([head, ["一", "民生实事(10件)", "", ""], ["1", "改造老旧小区3个", "已完工1个", "县住建局"]])
    assert rows[["section", "task"]].values.tolist() == [["民生实事(10件)", "改造老旧小区3个"]]
