"""Tables whose columns stand under each other by blanks, tabs or commas alone give the rows that they give with merged cells."""

import pytest

from shinpingba.report.reports import read_report

TITLE = "松山县2024年三季度民生项目完成情况"
GROUPED = [
    "乡镇       修渠（米）        植树（亩）      备注",
    "           计划     完成     计划   完成",
    "大河乡     4200     3100     500    460",
    "小石桥镇   900      870                     山洪损毁",
    "南岭乡     1800              120    35",
]
ON_ITS_SIDE = [
    "指标,,大河乡,小石桥镇",
    "修渠（米）,年度任务,4200,900",
    ",累计完成,3100,870",
    "植树（亩）,年度任务,500,120",
    ",累计完成,460,35",
]
LOST = [
    "乡镇\t修渠（米）\t植树（亩）\t较去年同期（百分点）",
    "计划\t已完\t进度\t计划\t已完",
    "大河乡\t4200\t3100\t73.8%\t500\t460\t+1.4",
    "小石桥镇\t900\t870\t96.7%\t120\t35\t-2.0",
]


def rows_of(lines, path, columns=("name", "task", "planned", "achieved")):
    path.write_text("\n".join(lines), encoding="utf-8")
    rows = read_report(path, period="2024Q3").rows
    return rows.reindex(columns=[*columns]).astype("string").fillna("").values.tolist()


EXPECTED = [
    ["大河乡", "修渠", "4200", "3100"],
    ["大河乡", "植树", "500", "460"],
    ["小石桥镇", "修渠", "900", "870"],
    ["南岭乡", "修渠", "1800", ""],
    ["南岭乡", "植树", "120", "35"],
]


@pytest.mark.parametrize("wide", ["", "    "])
def test_a_cell_stands_in_the_column_it_stands_under(wide, tmp_path):
    lines = [TITLE, *(wide + line for line in GROUPED)]
    assert rows_of(lines, tmp_path / "t.txt") == EXPECTED


@pytest.mark.parametrize(("name", "mark"), [("t.csv", ","), ("t.txt", "\t"), ("t.tsv", "\t")])
def test_names_that_stand_once_for_several_rows_of_a_table_on_its_side_are_kept(name, mark, tmp_path):
    lines = [TITLE, *(line.replace(",", mark) for line in ON_ITS_SIDE)]
    assert rows_of(lines, tmp_path / name) == [
        ["大河乡", "修渠", "4200", "3100"],
        ["大河乡", "植树", "500", "460"],
        ["小石桥镇", "修渠", "900", "870"],
        ["小石桥镇", "植树", "120", "35"],
    ]


def test_a_comparison_stands_over_no_goals(tmp_path):
    document_rows = rows_of([TITLE, *LOST], tmp_path / "t.txt", ("planned", "achieved"))
    assert ["+1.4", ""] not in document_rows and ["460", "+1.4"] not in document_rows


def test_lines_that_stand_under_no_column_are_told_and_not_read(tmp_path):
    shifted = "北山坝村委会代管的几个自然村   77   8   55   30"
    path = tmp_path / "t.txt"
    path.write_text("\n".join([TITLE, *GROUPED, *GROUPED[2:], shifted]), encoding="utf-8")
    report = read_report(path, period="2024Q3")
    assert not report.rows["name"].astype("string").str.contains("北山坝").any()
    assert any("第10行" in warning for warning in report.warnings)


def test_a_total_over_a_section_is_no_commitment(tmp_path):
    lines = [
        f"{TITLE}（单位：万元）",
        "序号,项目名称,年度计划投资,完成投资",
        "一、续建（2个）,,300,210",
        "1,沿江路改造,200,150",
        "2,西湖小学新建,100,60",
    ]
    assert [row[1] for row in rows_of(lines, tmp_path / "t.csv")] == ["沿江路改造", "西湖小学新建"]
