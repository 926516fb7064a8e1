"""A file taken apart: every line accounted for, every format alike, every place said."""

import re
from datetime import date

import pytest
from reports import make

from shinpingba.lexicon import read_words
from shinpingba.reports import data_folder, read_report
from shinpingba.rows import read_rows
from shinpingba.sources import ReportError, header_field, pdf, read_source

PRINTED = ["row_id", "table", "number", "section", "name", "task", "lead", "cooperating", "progress"]


@pytest.fixture(scope="module")
def report():
    return read_report("2021Q1")


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_every_line_of_the_real_report_is_in_one_of_its_parts(report):
    by_line = {}
    for piece in report.source.pieces:
        by_line.setdefault(piece.line, []).append(piece.text)
    rebuilt = [" ".join(by_line[line]).strip() for line in sorted(by_line)]
    published = (data_folder() / "reports" / "2021Q1" / "report.txt").read_text(encoding="utf-8").splitlines()
    assert rebuilt == [re.sub(r"[\s|]+$", "", line) for line in published if line.strip()]


def test_the_parts_are_narrative_headings_grids_and_navigation(report):
    source = report.source
    assert source.narrative[0].text == "区政府:"
    assert [grid.heading[0].text for grid in source.grids] == ["附件1", "附件2", "附件3"]
    assert [piece.text for piece in source.left_over] == ["市政府部门网站", "区县政府网站", "地方政府网站", "其他网站"]


@pytest.mark.parametrize("name", [name for name in make.FORMATS if name != "pdf"])
def test_one_report_in_any_format_gives_the_same_rows(name, report, tmp_path):
    read = read_report(make.make(report.rows, name, tmp_path))
    assert read.as_of == date(2021, 3, 31)
    assert read.rows[PRINTED].equals(report.rows[PRINTED])


@pytest.mark.browser
def test_a_printed_page_gives_the_same_rows(report, tmp_path):
    """A PDF keeps neither the blank at a line's end nor, in this font, the difference between • and ·."""
    read = read_report(make.as_pdf(report.rows, tmp_path / "r.pdf"))
    printed, original = (
        rows[PRINTED].astype("string").fillna("").replace({r"\s": "", "•": "·"}, regex=True)
        for rows in (read.rows, report.rows)
    )
    assert printed.equals(original)


@pytest.mark.parametrize("entry", read_words("headers", "field", "pattern"), ids=lambda entry: entry["example"])
def test_a_head_names_its_column(entry):
    assert header_field(entry["example"]) == entry["field"]
    assert header_field(entry["counterexample"]) != entry["field"]


def test_a_head_may_carry_blanks_and_a_unit():
    assert header_field("进展 情况（截至3月底）") == "progress"


TITLE = "2022年上半年进展表"
HEADS = ["序号", "工作任务", "责任单位", "进展情况"]
TASKS = [
    ("1", "新建5G基站1500个", "区经济信息委", "新开通172个。"),
    ("2", "建成步道30公里", "区交通局 区城管局", "已招标。"),
]
LAYOUTS = {
    "a cell a line": "\n".join([TITLE, *(f"{cell} |" for row in (HEADS, *TASKS) for cell in row)]),
    "a row a line": "\n".join([TITLE, *(" | ".join(row) for row in (HEADS, *TASKS))]),
    "markdown": "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ["---"] * 4, *TASKS)),
    "tabs": "\n".join("\t".join(row) for row in (HEADS, *TASKS)),
    "blanks": "\n".join([TITLE, *(" ".join(row) for row in (HEADS, *TASKS)), "网站地图"]),
    "blank lines": "\n\n".join([TITLE, *(cell for row in (HEADS, *TASKS) for cell in row), "网站地图"]),
    "prose": "\n".join(f"{number}.{task}。{progress}(牵头单位:{lead})" for number, task, lead, progress in TASKS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_flattened_text_is_read_in_every_layout_seen(layout, tmp_path):
    rows = read_rows(read_source(write(tmp_path, "t.txt", LAYOUTS[layout])))
    assert (
        list(rows[["number", "task", "lead", "progress"]].astype("string").itertuples(index=False, name=None)) == TASKS
    )


def test_blanks_between_lead_and_cooperating_units_are_read_with_a_warning(tmp_path):
    text = "序号 任务 牵头单位 配合单位 进展情况\n1 新建5G基站1500个 区经济信息委 区教委 区公安分局 新开通 172个。"
    source = read_source(write(tmp_path, "t.txt", text))
    [row] = read_rows(source).to_dict("records")
    assert (row["lead"], row["cooperating"], row["progress"]) == ("区经济信息委", "区教委 区公安分局", "新开通 172个。")
    assert "第2行" in source.warnings[0]


def test_a_cell_may_go_on_over_lines(tmp_path):
    text = (
        "序号 |\n任务 |\n责任单位 |\n进展情况 |\n1 |\n新建基站 |\n区教委 |\n①第一\n②第二 |\n2 |\n修路 |\n区教委 |\n无 |"
    )
    rows = read_rows(read_source(write(tmp_path, "t.txt", text)))
    assert rows["progress"].tolist() == ["①第一 ②第二", "无"]


def test_a_table_that_lays_out_the_page_is_looked_through(tmp_path):
    cells = "<tr><td>1</td><td>修路</td><td>区交通局</td><td>已<b>完成</b>50<br>公里<table><tr><td>一期</td></tr></table></td></tr>"
    data = f"<table><tr><th>序号<th>任务<th>责任单位<th>进展情况</tr>{cells}</table>"
    page = f"<table><tr><td>首页</td><td><script>1|2</script><p>2021年一季度</p>{data}</td></tr></table>"
    read = read_report(write(tmp_path, "t.html", page))
    assert read.period == "2021Q1"
    assert read.rows["progress"].tolist() == ["已完成50 公里 一期"]


def test_a_workbook_cell_is_named_by_its_sheet(report, tmp_path):
    source = read_source(make.as_xlsx(report.rows, tmp_path / "r.xlsx"))
    assert source.grids[2].rows[3][0].place == "工作表“附件3”A4"


@pytest.mark.parametrize("name", ["r.doc", "r.wps", "r.png", "r.exe", "r"])
def test_a_format_without_reader_is_refused_with_what_to_do(name, tmp_path):
    with pytest.raises(ReportError, match=r"应为.*txt"):
        read_source(write(tmp_path, name, "x"))


@pytest.mark.parametrize("entry", read_words("radicals", "radical", "character"), ids=lambda entry: entry["character"])
def test_a_radical_in_a_pdf_is_read_as_its_character(entry):
    assert pdf.plain(entry["example"]) == pdf.plain(entry["counterexample"]) == entry["counterexample"]
    assert entry["character"] in entry["counterexample"]
