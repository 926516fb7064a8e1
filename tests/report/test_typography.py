"""How a text is set says nothing: one with blanks around its numbers, in full width or in other quotation marks is read alike."""

import re

import pandas as pd
import pytest

from shinpingba import Report, assess, read_report
from shinpingba.report.typography import all_set_plainly, closed, plain_signs

PAGE = """2024年1-9月民生实事进展情况
1.新建口袋公园12座。截至9月底,已建成9座,完成率75%。
2.改造老旧小区38个。已完工19个,占年度任务的50%,正在施工15个。
截至9月底,全县新增就业6300人,完成年度目标8000人的78.8%;发放创业贷款2.4亿元。
滞后项目3个:城北停车场、河东小学、西关农贸市场。
"""
WIDER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff%])")


def rows(folder, text, name="page.txt"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    report = read_report(file, period="2024Q3")
    told = report.rows[["form", "name", "task", "progress", "share", "verdict"]]
    return told.reset_index(drop=True), assess(report).targets[["target_value", "done_value", "ground"]]


def test_a_page_that_is_set_with_blanks_gives_the_rows_of_one_without(tmp_path):
    for told, expected in zip(rows(tmp_path, WIDER.sub(" ", PAGE), "b.txt"), rows(tmp_path, PAGE), strict=True):
        pd.testing.assert_frame_equal(told, expected)
    assert len(expected)


@pytest.mark.parametrize(
    "set_so",
    [
        lambda text: text.translate(str.maketrans("0123456789%-", "０１２３４５６７８９％－")),
        lambda text: text.replace("“", "「").replace("”", "」"),
        lambda text: text.replace("“", '"').replace("”", '"'),
    ],
    ids=["in full width", "with cornered quotation marks", "with straight quotation marks"],
)
def test_a_page_in_other_signs_gives_the_same_rows(tmp_path, set_so):
    page = PAGE + "截至9月底,“改造背街小巷30条”项目,已完成21条;“新建停车泊位600个”项目,已建成410个。\n"
    for told, expected in zip(rows(tmp_path, set_so(page), "b.txt"), rows(tmp_path, page), strict=True):
        pd.testing.assert_frame_equal(told, expected)


def test_a_quotation_mark_without_its_other_stays():
    assert plain_signs('管径12"的管道') == '管径12"的管道'


def test_a_table_that_is_set_with_blanks_gives_the_rows_of_one_without(tmp_path):
    table = (
        "<table><tr><th>序号</th><th>工作任务</th><th>进展情况</th></tr>"
        "<tr><td>1</td><td>新建公厕12座</td><td>已建成9座,占年度任务的75%</td></tr></table>"
    )
    told, _ = rows(tmp_path, WIDER.sub(" ", table.replace("<td>1</td>", "<td>①</td>")), "b.html")
    assert [*told["progress"]] == ["已建成9座,占年度任务的75%"]


def test_a_cell_with_some_blanks_among_numbers_without_any_stays_as_it_is_printed():
    printed = ["中欧班列开行 518 列,同比增长16%,西部通道开行230列、增长14%", "审计项目 5个,整改3个"]
    others = ["新建公厕12座,已建成9座,占年度任务的75%"] * 12
    assert all_set_plainly([*printed, *others]) == [*printed, *others]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("1 新建公厕2座", "1 新建公厕2座"),
        ("3706 完成比例109%", "3706 完成比例109%"),
        ("城镇新增就业 万人 5.2 7.23 139.1%", "城镇新增就业 万人 5.2 7.23 139.1%"),
        ("2024 年 9 月底前开通 5G 基站 30 座", "2024 年9月底前开通5G基站30座"),
        ("完成率 75 %", "完成率75%"),
        ("新建公厕\u00a012\u2009座", "新建公厕12座"),
        ("新建公厕  12  座", "新建公厕  12  座"),
    ],
)
def test_only_a_single_blank_between_a_character_and_a_number_is_one_of_the_typesetter(printed, told):
    assert closed(printed) == told


def test_rows_that_someone_already_has_are_read_without_the_blanks():
    frame = pd.DataFrame({"task": ["新建公厕 12 座"], "progress": ["已建成 9 座,完成率 75 %"], "lead": ["县住建局"]})
    report = Report.from_rows(frame, period="2024Q3")
    target = assess(report).targets.iloc[0]
    progress = report.rows["progress"][0]
    assert (target["target_value"], target["done_value"], target["ground"]) == (12, 9, "agreed")
    assert progress[target["done_start"] :].startswith(target["done_quote"])
    assert [*frame["task"]] == ["新建公厕 12 座"]
