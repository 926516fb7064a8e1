"""Tables as they are published, in every format: the right cells under the right columns, and nothing lost."""

import re

import openpyxl
import pytest
from case_files import params, read_cases
from made_tables import columns_of, make

from shinpingba.judging.assessment import assess
from shinpingba.report.reports import read_report
from shinpingba.report.rows import read_rows
from shinpingba.report.sources import read_document
from shinpingba.report.units import unit_in, units_over

CASES = read_cases("tables")


def in_formats(cases):
    """Each case in each of its formats. `known_failure` names a format and what is wrong with it: bare: …"""
    for case in cases:
        known = dict(each.split(": ", 1) for each in case["known_failure"].split("; ") if each)
        for name in case["formats"].split():
            marks = [pytest.mark.xfail(reason=known[name], strict=True)] if name in known else []
            yield pytest.param(case, name, id=f"{case['teaches']}-{name}", marks=marks)


def lost(document, reading):
    """The pieces of a document that stand in no row, no heading, no narrative, and are not left over."""
    rows = {id(piece) for record in reading.records for piece in record.pieces}
    others = {id(piece) for piece in (*reading.headings, *reading.narrative, *reading.left_over)}
    return [piece.text for piece in document.pieces if id(piece) not in rows | others]


def told(rows, columns):
    """The cells of some columns, as the cases write them: one row a line, blanks out, nothing for <NA>."""
    found = rows.reindex(columns=columns).astype("string").fillna("")
    return [[re.sub(r"\s", "", cell) for cell in row] for row in found.values.tolist()]


def expected(case):
    return [[re.sub(r"\s", "", cell) for cell in line.split("|")] for line in case["rows"].split("\n")]


@pytest.mark.parametrize("case", params(read_cases("columns"), "teaches"))
def test_a_head_says_of_what_time_its_figures_are(case, table_read):
    _, reading = table_read(columns_of(case), "html")
    roles = {column.field: column.label for column in reading.tables[0].columns}
    assert {name: roles.get(name, "") for name in ("planned", "achieved", "share")} == {
        name: case[name] for name in ("planned", "achieved", "share")
    }


@pytest.mark.parametrize(("case", "name"), [*in_formats(CASES)])
def test_a_table_gives_the_same_rows_in_every_format(case, name, table_read):
    document, reading = table_read(case["cells"], name)
    assert told(reading.rows, case["columns"].split("|")) == expected(case)
    assert lost(document, reading) == []
    assert set(reading.rows["form"]) == {"table"}


@pytest.mark.parametrize("case", params([case | {"known_failure": ""} for case in CASES if case["shares"]], "teaches"))
def test_columns_of_figures_say_how_far_each_row_is(case, tmp_path):
    report = read_report(make(case["cells"], "html", tmp_path), period="2024Q3")
    targets = assess(report).targets
    for row_id, share in zip(report.rows["row_id"], case["shares"].split("|"), strict=True):
        own = targets[(targets["row_id"] == row_id) & targets["done_value"].notna()]
        done = (own["done_value"] / own["target_value"]).tolist()
        assert done == ([] if not share else [pytest.approx(float(share), rel=0.006)])


@pytest.mark.parametrize("case", params(read_cases("flattened"), "teaches"))
def test_a_flattened_table_is_put_together_again(case, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(case["text"].replace("¶", "\n"), encoding="utf-8")
    document = read_document(path)
    reading = read_rows(document)
    assert told(reading.rows, case["columns"].split("|")) == expected(case)
    assert lost(document, reading) == []


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("万元", "万元"),
        ("元/月/人", "元/月/人"),
        ("%", "%"),
        ("个", "个"),
        ("截至3月底", ""),
        ("县住建局", ""),
        ("", ""),
    ],
)
def test_a_unit_is_one_and_nothing_else(words, unit):
    assert unit_in(words) == unit


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位:万元", ["万元"]),
        ("单位：个、亿元", ["个", "亿元"]),
        ("填报单位:县统计局", []),
        ("责任单位:县住建局", []),
        ("单位:县统计局", []),
    ],
)
def test_the_line_over_a_table_names_units_and_no_departments(line, units):
    assert units_over([line]) == units


def test_a_sheet_that_was_copied_into_a_text_keeps_its_blank_cells(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "2024年上半年城建任务进度\n区县\t小区改造(个)\t\t加装电梯(部)\t\n\t计划\t完成\t计划\t完成\n东城区\t40\t22\t90\t\n西城区\t\t\t60\t35\n",
        encoding="utf-8",
    )
    rows = read_report(path, period="2024H1").rows
    assert told(rows, ["name", "task", "planned", "achieved"]) == [
        ["东城区", "小区改造", "40", "22"],
        ["东城区", "加装电梯", "90", ""],
        ["西城区", "加装电梯", "60", "35"],
    ]


def test_figures_that_have_lost_their_columns_are_not_read_and_it_is_said(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "松山县2024年9月财政收入完成情况\n单位:万元\n科目 | 全年计划 | 省级 | 市级 | 县级 | 累计完成 | 占计划% | 上年同期\n"
        "增值税 | 5200 | 910 | 650 | 2340 | 3900 | 75.0 | 3610\n企业所得税 | 2400 | 360 | 240 | 1080 | 1680 | 70.0 | 1725\n"
        "个人所得税 | 800 | 132 | 88 | 396 | 616 | 77.0 | 580\n资源税 | 460 | 345 | 345 | 72.0 | 298\n"
        "印花税 | 250 | 35 | 160 | 195 | 78.0 | 171\n",
        encoding="utf-8",
    )
    report = read_report(path, period="2024M09")
    assert told(report.rows, ["task", "planned", "achieved", "share"]) == [
        ["增值税", "5200", "3900", "75.0%"],
        ["企业所得税", "2400", "1680", "70.0%"],
        ["个人所得税", "800", "616", "77.0%"],
        ["资源税", "", "", ""],
        ["印花税", "250", "195", "78.0%"],
    ]
    assert "t.txt:计划数、完成数和比例对不上,数字归不了栏,没有读:第7行" in report.warnings


def test_heads_over_several_columns_may_leave_blank_cells_behind_them(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "2023年1-10月各区指标\n地区 | 工业增速(%) | 零售额增速(%) |||\n目标 | 完成 | 目标 | 完成 |\n"
        "北塘区 | - | - | 8.0 | 9.1(2) |\n南岭区 | 6.5 | 7.2(1) | 8.5 | 7.9(3) |\n西河区 | 7.0 | 6.3(2) | 8.0 | 8.8(1) |\n",
        encoding="utf-8",
    )
    rows = read_report(path, period="2023M10").rows
    assert told(rows, ["name", "task", "planned", "achieved"])[1:] == [
        ["南岭区", "工业增速", "6.5", "7.2(1)"],
        ["南岭区", "零售额增速", "8.5", "7.9(3)"],
        ["西河区", "工业增速", "7.0", "6.3(2)"],
        ["西河区", "零售额增速", "8.0", "8.8(1)"],
    ]


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ("地区 年度计划 1-6月 完成 同比 增长 完成 比例\n东港区 120 66.2 7.5 55.2\n西港县 80 31.8 -2.9 39.8\n北港市 95 48.5 8.1 51.1",
         ["120", "66.2"]),
        ("地区 年度目标 同比 增长 1-6月 完成 增 幅\n东港区 8.0% 46.2 7.5%\n西港县 7.0% 31.8 7.9%\n北港市 9.0% 28.5 8.1%", ["8.0%", "7.5%"]),
    ],
)  # fmt: skip
def test_a_line_of_heads_whose_words_are_parted_is_a_head_as_a_whole(lines, first, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(f"松山市2024年上半年投资情况\n{lines}\n", encoding="utf-8")
    assert told(read_report(path, period="2024H1").rows, ["planned", "achieved"])[0] == first


def test_of_a_table_on_a_sheet_for_every_month_the_newest_is_read_and_it_is_said(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for month, done in ((8, (310, 95)), (9, (365, 130))):
        sheet = book.create_sheet(f"1-{month}月")
        sheet.append([f"2024年1-{month}月各乡镇投资完成情况"])
        sheet.append(["乡镇", "年度目标(万元)", f"{month}月份", f"1-{month}月累计"])
        for place, value in zip(("东河镇", "南岭镇"), done, strict=True):
            sheet.append([place, 500, 20, value])
    book.save(path := tmp_path / "t.xlsx")
    report = read_report(path, period="2024Q3")
    assert told(report.rows, ["name", "achieved"]) == [["东河镇", "365"], ["南岭镇", "130"]]
    assert any("没有读“1-8月”" in each for each in report.warnings)
    assert {"310", "95"} <= {piece.text for piece in report.left_over}


def test_a_share_that_denies_its_figures_is_told_and_the_pair_is_not_trusted(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "序号,指标,年度目标,累计完成,完成率\n1,改造小区,40个,22个,35%\n2,新建公园,10个,5个,50%\n3,安装路灯,800盏,401盏,50.1%\n",
        encoding="utf-8",
    )
    report = read_report(path, period="2024H1")
    assert assess(report).targets["confidence"].tolist() == ["low", "high", "high"]
    assert "t.csv:完成比例与计划数、完成数对不上,请核对:第2行" in report.warnings


@pytest.mark.parametrize("form", ["bare", "rows"])
def test_ticks_without_their_columns_are_told(form, tmp_path):
    table = "实事\n序号 | 实事 | 单位 | 已完成 | 未启动\n1 | 修路 | 县交通局 | √ |\n2 | 栽树 | 县林业局 | | √\n3 | 建桥 | 县水利局 | √ |"
    report = read_report(make(table, form, tmp_path), period="2024Q3")
    assert any("打勾的栏位没有保留下来,不知道勾在哪一栏,没有读" in each for each in report.warnings)


SUMMARIES = {
    "by department": "单位 | 任务数 | 已完成 | 正常推进 | 滞后\n县城管局 | 4 | 1 | 2 | 1\n县园林局 | 3 | 0 | 2 | 1\n合计 | 7 | 1 | 4 | 2",
    "of all": "任务总数 | 已完成 | 正在推进 | 未启动\n7 | 1 | 4 | 2",
    "by class": "类别 | 项目数 | 已完成 | 完成率\n教育类 | 4 | 1 | 25%\n交通类 | 3 | 2 | 66.7%",
    "by verdict": "进展状态 | 数量 | 占比\n已完成 | 5 | 50%\n正常推进 | 3 | 30%\n滞后 | 2 | 20%",
}
TASKS = (
    "云溪县2024年三季度民生实事进展\n序号 | 任务 | 年度目标 | 进展情况 | 责任单位\n1 | 改造公厕 | 26座 | 已改造18座 | 县城管局\n"
    "2 | 新建步道 | 9公里 | 已建成7公里 | 县园林局\n3 | 加装电梯 | 60台 | 已加装15台 | 县住建局\n"
)


@pytest.mark.parametrize("form", ["csv", "xlsx", "bare", "rows", "spaced"])
@pytest.mark.parametrize("kind", SUMMARIES)
def test_a_summary_behind_a_table_is_no_further_table_and_swallows_no_row(kind, form, tmp_path):
    title = "完成情况汇总"
    if form in {"csv", "xlsx"}:
        rows = [line.split(" | ") for line in f"{TASKS}{title}\n{SUMMARIES[kind]}".split("\n")]
        path = tmp_path / f"t.{form}"
        if form == "csv":
            path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
        else:
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)
            book.save(path)
    else:
        parts = [
            make(text, form, tmp_path).read_text(encoding="utf-8") for text in (TASKS, f"{title}\n{SUMMARIES[kind]}")
        ]
        path = tmp_path / "both.txt"
        path.write_text("\n".join(parts), encoding="utf-8")
    report = read_report(path, period="2024Q3")
    assert told(report.rows, ["task", "planned", "progress", "lead"]) == [
        ["改造公厕", "26座", "已改造18座", "县城管局"],
        ["新建步道", "9公里", "已建成7公里", "县园林局"],
        ["加装电梯", "60台", "已加装15台", "县住建局"],
    ]


def test_a_table_of_townships_that_is_called_a_summary_of_a_thing_is_read(tmp_path):
    table = "云溪县农村改厕完成情况汇总表\n乡镇 | 任务数(户) | 完成数(户)\n河口镇 | 420 | 315\n石桥镇 | 260 | 130"
    report = read_report(make(table, "html", tmp_path), period="2024Q3")
    assert told(report.rows, ["name", "planned", "achieved"]) == [["河口镇", "420", "315"], ["石桥镇", "260", "130"]]


def test_a_figure_beside_two_things_is_kept_under_all_its_heads_and_lends_itself_to_neither(tmp_path):
    cells = (
        "云岭市2025年水土治理进度表\n县区 | 坡地（亩） | < | 河滩（亩） | < | 财政补助（万元） | 综合完成率（%）\n"
        "^ | 任务 | 完成 | 任务 | 完成 | 支出 | ^\n松河县 | 620 | 431 | 75 | / | 870 | 61.5\n桥西区 | 480 | / | 410 | 300 | 640 | 66.2"
    )
    report = read_report(make(cells, "html", tmp_path), period="2025Q3")
    assert told(report.rows, ["task", "planned", "achieved", "share"]) == [
        ["坡地", "620", "431", ""],
        ["河滩", "75", "", ""],
        ["坡地", "480", "", ""],
        ["河滩", "410", "300", ""],
    ]
    kept = report.rows[["财政补助（万元） 支出", "综合完成率（%）"]].values.tolist()
    assert kept == [["870", "61.5"]] * 2 + [["640", "66.2"]] * 2
    assert assess(report).targets["done_value"].dropna().tolist() == [431.0, 300.0]


def test_figures_of_rows_that_bare_figures_name_are_not_read_and_it_is_said(tmp_path):
    path = tmp_path / "t.csv"
    lines = ["序号,工作任务,计划数,完成数,完成率", "1,13,2340,72.2,2%", "2,1156,1700,68.0,1%", "3,新建公厕,20,12,60%"]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = read_report(path, period="2026M07")
    assert report.rows[["planned", "achieved", "share"]].isna().all(axis=None)
    assert any("没有任务,数字归不了栏,没有读" in warning for warning in report.warnings)


def test_a_rate_under_a_head_of_its_own_is_what_was_reached_and_no_share_of_its_goal(tmp_path):
    path = tmp_path / "t.html"
    heads = "<tr><th rowspan=2>区县</th><th colspan=2>优良天数比率(%)</th><th colspan=2>固定资产投资</th></tr>"
    lower = "<tr><th>年度目标</th><th>1-10月</th><th>年度目标(亿元)</th><th>1-10月(%)</th></tr>"
    rows = [
        ["东河县", "81", "79.4", "20", "78"],
        ["西河县", "82", "84", "30", "88"],
        ["南河县", "85", "86.1", "16", "91"],
    ]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    path.write_text(f"<table>{heads}{lower}{body}</table>", encoding="utf-8")
    targets = assess(read_report(path, period="2026M10")).targets
    assert targets["ground"].tolist() == ["column", "share"] * 3
    assert targets["done_value"].tolist()[::2] == [0.794, 0.84, 0.861]
