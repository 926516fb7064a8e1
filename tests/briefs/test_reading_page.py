"""How a file was read, as a page: every row is named at its place, every figure is marked, every word of the file is there."""

import re
from html import unescape

import pytest
from made_tables import make

from shinpingba.briefs.reading_page import reading_page
from shinpingba.judging.assessment import assess
from shinpingba.report.reports import Report, read_report

TABLE = """云溪县2024年上半年重点任务推进情况
单位:万元
序号 | 工作任务 | 计划投资 | 完成投资 | 责任单位
1 | 新建水厂<二期> | 800 | 320 | 县水利局
^ | 改造管网 | 500 | 90 | 县住建局
合计 | < | 1300 | 410 |\x20
注:数据截至6月末。"""
PROSE = """云溪县2024年上半年工作情况
1.新建公园9个。已建成4个。
2.改造小区20个。已完工6个。"""


def page_of(path):
    return reading_page(assess(read_report(path)))


def words(page):
    """The words of the page without its tags, labels and blanks."""
    return re.sub(r"\s", "", unescape(re.sub(r"<style.*?</style>|<script.*?</script>|<[^>]+>", "", page, flags=re.S)))


@pytest.mark.parametrize("name", ["html", "xlsx", "docx", "csv", "bare"])
def test_names_every_row_marks_every_figure_and_loses_no_word(name, tmp_path):
    page = page_of(make(TABLE, name, tmp_path))
    assert re.findall(r'<td class="ids">(.*?)</td>', page) == ["C1", "C2"]
    assert re.findall(r'<mark class="(\w+)" data-label="[^"]*">([\d.]+)</mark>', page.split('id="source"')[1])[1:] == [
        ("target", "800"), ("done", "320"), ("target", "500"), ("done", "90"), ("outside", "1300"), ("outside", "410"),
    ]  # fmt: skip
    for word in ("单位:万元", "新建水厂<二期>", "改造管网", "县水利局", "注:数据截至6月末。"):
        assert word in words(page)


@pytest.mark.parametrize("name", ["html", "xlsx", "csv", "rows"])
def test_marks_a_figure_in_its_own_cell_where_another_one_of_the_row_is_the_same(name, tmp_path):
    table = """云溪县2024年上半年重点任务推进情况
序号 | 工作任务 | 走访(次) | 目标(个) | 已完成(个) | 责任单位
5 | 新建公园 | 12 | 12 | 5 | 县住建局
6 | 改造管网 | 6 | 20 | 6 | 县水利局"""
    page = page_of(make(table, name, tmp_path)).split('id="source"')[1]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    roles = [[re.findall(r'class="(\w+)"', cell) for cell in row[1:]] for row in rows[-2:]]
    assert roles == [[[], [], [], ["target"], ["done"], []]] * 2


def test_a_paragraph_of_prose_is_a_row_with_its_figures(tmp_path):
    path = tmp_path / "云溪县.txt"
    path.write_text(PROSE, encoding="utf-8")
    page = page_of(path)
    assert re.findall(r'<span class="ids">(\w+)</span>', page) == ["C1", "C2"]
    assert re.findall(r'<mark class="done" data-label="完成">(.*?)</mark>', page)[1:] == ["4个", "6个"]
    assert "1.新建公园9个。已建成4个。" in words(page)


def test_says_what_each_column_was_taken_for(tmp_path):
    page = words(page_of(make(TABLE, "html", tmp_path)))
    assert "计划投资计划数完成投资完成数责任单位牵头单位" in page


def test_a_table_that_came_from_no_file_has_no_page():
    import pandas as pd

    frame = pd.DataFrame([{"task": "新建公园9个", "progress": "已建成4个", "lead": "县林业局"}])
    with pytest.raises(ValueError, match="没有原文"):
        reading_page(assess(Report.from_rows(frame, period="2024H1")))
