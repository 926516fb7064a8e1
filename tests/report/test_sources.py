"""A file taken apart: every line accounted for, every format alike, every place said."""

import os
import re
import time
from datetime import date

import made_reports as make
import pytest
from docx import Document

from shinpingba.report import periods, titles
from shinpingba.report.document import Table
from shinpingba.report.errors import ReportError
from shinpingba.report.heads import header_field, read_head
from shinpingba.report.reports import data_folder, read_report
from shinpingba.report.rows import read_rows
from shinpingba.report.sources import formats, read_document

PUBLISHED = data_folder() / "reports" / "2021Q1" / "report.txt"
PRINTED = ["row_id", "table", "number", "section", "name", "task", "lead", "cooperating", "progress"]


@pytest.fixture(scope="module")
def report():
    return read_report("2021Q1")


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_every_line_of_the_real_report_is_in_its_document():
    by_line = {}
    for piece in read_document(PUBLISHED).pieces:
        by_line.setdefault(piece.line, []).append(piece.text)
    rebuilt = [" ".join(by_line[line]).strip() for line in sorted(by_line)]
    published = PUBLISHED.read_text(encoding="utf-8").splitlines()
    assert rebuilt == [re.sub(r"[\s|]+$", "", line) for line in published if line.strip()]


@pytest.mark.parametrize("kind", ["csv", "html"])
def test_a_file_that_changes_while_it_is_read_is_read_from_one_set_of_bytes(kind, tmp_path, monkeypatch):
    path = tmp_path / f"t.{kind}"
    tables = [
        f"<table><tr><td>序号<td>工作任务<td>进展情况<tr><td>1<td>新建公厕{n}座<td>已建成2座</table>" for n in (12, 34)
    ]
    path.write_text(
        tables[0] if kind == "html" else "序号,工作任务,进展情况\n1,新建公厕12座,已建成2座\n", encoding="utf-8"
    )
    opened = formats.opened

    def changing(name, content, reader):
        path.write_text(tables[1], encoding="utf-8")
        return opened(name, content, reader)

    monkeypatch.setattr(formats, "opened", changing)
    assert read_rows(read_document(path)).rows["task"].tolist() == ["新建公厕12座"]


def test_the_parts_are_narrative_headings_rows_and_navigation(report):
    assert report.narrative[0].text == "区政府:"
    headings = [piece.text for piece in report.reading.headings]
    assert [text for text in headings if text.startswith("附件")] == ["附件1", "附件2", "附件3"]
    assert [piece.text for piece in report.left_over] == ["市政府部门网站", "区县政府网站", "地方政府网站", "其他网站"]


@pytest.mark.bounded
@pytest.mark.parametrize("name", [name for name in make.FORMATS if name != "pdf"])
def test_one_report_in_any_format_gives_the_same_rows(name, report, tmp_path):
    read = read_report(make.make(report.rows, name, tmp_path))
    assert read.as_of == date(2021, 3, 31)
    assert read.rows[PRINTED].equals(report.rows[PRINTED])


@pytest.mark.bounded
@pytest.mark.browser
def test_a_printed_page_gives_the_same_rows(report, tmp_path):
    """A PDF keeps neither the blank at a line's end nor, in this font, the difference between • and ·."""
    read = read_report(make.as_pdf(report.rows, tmp_path / "r.pdf"))
    printed, original = (
        rows[PRINTED].astype("string").fillna("").replace({r"\s": "", "•": "·"}, regex=True)
        for rows in (read.rows, report.rows)
    )
    assert printed.equals(original)


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
    rows = read_rows(read_document(write(tmp_path, "t.txt", LAYOUTS[layout]))).rows
    assert (
        list(rows[["number", "task", "lead", "progress"]].astype("string").itertuples(index=False, name=None)) == TASKS
    )


def test_blanks_between_lead_and_cooperating_units_are_read_with_a_warning(tmp_path):
    text = "序号 任务 牵头单位 配合单位 进展情况\n1 新建5G基站1500个 区经济信息委 区教委 区公安分局 新开通 172个。"
    source = read_document(write(tmp_path, "t.txt", text))
    [row] = read_rows(source).rows.to_dict("records")
    assert (row["lead"], row["cooperating"], row["progress"]) == ("区经济信息委", "区教委 区公安分局", "新开通 172个。")
    assert source.warnings == ("单元格归入哪一栏有几种读法,请核对:第2行",)


def test_a_cell_may_go_on_over_lines(tmp_path):
    text = (
        "序号 |\n任务 |\n责任单位 |\n进展情况 |\n1 |\n新建基站 |\n区教委 |\n①第一\n②第二 |\n2 |\n修路 |\n区教委 |\n无 |"
    )
    rows = read_rows(read_document(write(tmp_path, "t.txt", text))).rows
    assert rows["progress"].tolist() == ["①第一 ②第二", "无"]


def test_a_table_that_lays_out_the_page_is_looked_through(tmp_path):
    cells = "<tr><td>1</td><td>修路</td><td>区交通局</td><td>已<b>完成</b>50<br>公里<table><tr><td>一期</td></tr></table></td></tr>"
    data = f"<table><tr><th>序号<th>任务<th>责任单位<th>进展情况</tr>{cells}</table>"
    page = f"<table><tr><td>首页</td><td><script>1|2</script><p>2021年一季度</p>{data}</td></tr></table>"
    read = read_report(write(tmp_path, "t.html", page))
    assert read.period == "2021Q1"
    assert read.rows["progress"].tolist() == ["已完成50 公里 一期"]


def test_a_workbook_cell_is_named_by_its_sheet(report, tmp_path):
    document = read_document(make.as_xlsx(report.rows, tmp_path / "r.xlsx"))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables[2].rows[3][0].place == "工作表“附件3”A4"


@pytest.mark.parametrize("name", ["r.doc", "r.wps", "r.exe", "r"])
def test_a_format_without_reader_is_refused_with_what_to_do(name, tmp_path):
    with pytest.raises(ReportError, match=r"应为.*txt"):
        read_document(write(tmp_path, name, "x"))


def test_a_heading_over_a_table_of_a_document_is_the_section_of_its_tasks(tmp_path):
    document = Document()
    document.add_paragraph("滨江市云岭区2022年上半年任务落实情况")
    for section, number, task in (("一、城市更新", "1", "新建公园4个"), ("二、民生", "2", "新建书屋4个")):
        document.add_heading(section, 1)
        table = document.add_table(rows=2, cols=4)
        for cell, words in zip(table._cells, [*HEADS, number, task, "区城管局", "已招标。"], strict=True):
            cell.text = words
    document.save(tmp_path / "t.docx")
    rows = read_rows(read_document(tmp_path / "t.docx")).rows
    assert rows[["section", "task"]].values.tolist() == [["一、城市更新", "新建公园4个"], ["二、民生", "新建书屋4个"]]


class TestProse:
    """Numbered paragraphs instead of a table: each is a task, and none may be lost."""

    LINES = (
        "滨江市云岭区2022年上半年任务落实情况",
        "一、城市更新",
        "1.新建公园4个。已建成1个。(牵头单位:区城管局)",
        "2.新建公厕4座。已建成1座。(牵头单位:区城管局、区住建局;配合单位:各镇(街)、区文旅局)",
        "二、民生",
        "3.新建书屋4个。已建成1个。(牵头单位:区文旅局)",
        "三、下一步打算",
    )

    def test_a_department_may_have_brackets_of_its_own(self, tmp_path):
        rows = read_rows(read_document(write(tmp_path, "t.txt", "\n".join(self.LINES)))).rows
        assert rows["lead"].tolist() == ["区城管局", "区城管局、区住建局", "区文旅局"]
        assert rows["cooperating"].fillna("").tolist() == ["", "各镇(街)、区文旅局", ""]

    def test_lines_under_a_chinese_numeral_are_sections(self, tmp_path):
        reading = read_rows(read_document(write(tmp_path, "t.txt", "\n".join(self.LINES))))
        assert reading.rows["section"].tolist() == ["一、城市更新", "一、城市更新", "二、民生"]
        headings = [piece.text for piece in reading.headings]
        assert headings + [piece.text for piece in reading.narrative] == [self.LINES[n] for n in (0, 1, 4, 6)]

    @pytest.mark.parametrize("place", [2, 3, 5])
    def test_a_paragraph_of_another_form_is_a_row_without_a_lead(self, place, tmp_path):
        lines = [*self.LINES]
        lines[place] = lines[place].partition("(")[0]
        rows = read_rows(read_document(write(tmp_path, "t.txt", "\n".join(lines)))).rows
        assert rows["lead"].isna().tolist() == [place == each for each in (2, 3, 5)]
        assert rows[["number", "task", "progress"]].notna().all(axis=None)

    @pytest.mark.parametrize(
        "paragraph",
        [
            "1.新建公园4个。已建成1个,其余在建。(牵头单位:区城管局;配合单位:各镇(街))",
            "1.新建公园4个。(牵头单位:区城管局;配合单位:各镇(街))进展情况:已建成1个,其余在建。",
            "1. 新建公园4个。(牵头单位:区城管局,配合单位:各镇(街))已建成1个,其余在建。",
            "1、新建公园4个\n责任单位:区城管局\n配合单位:各镇(街)\n进展情况:已建成1个,其余在建。",
            "1、新建公园4个\n【责任单位】区城管局\n【协办单位】各镇(街)\n【完成情况】已建成1个,其余在建。",
            "1.公园建设\n目标任务:新建公园4个。\n牵头单位:区城管局;配合单位:各镇(街)。\n截至6月底进展情况:已建成1个,其余在建。",
        ],
    )
    @pytest.mark.parametrize("form", ["txt", "docx"])
    def test_departments_and_progress_stand_behind_their_names(self, paragraph, form, tmp_path):
        lines = ["滨江市云岭区2022年上半年任务落实情况", *paragraph.split("\n"), "2022年7月12日"]
        path = tmp_path / f"t.{form}"
        if form == "docx":
            document = Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(path)
        else:
            path.write_text("\n".join(lines), encoding="utf-8")
        [row] = read_rows(read_document(path)).rows.to_dict("records")
        assert (row["task"], row["lead"], row["cooperating"]) == ("新建公园4个", "区城管局", "各镇(街)")
        assert row["progress"].rstrip("。") == "已建成1个,其余在建"

    def test_a_numbered_list_before_or_behind_the_rows_is_narrative(self, tmp_path):
        points = ["1.加强领导。", "2.压实责任。"]
        reading = read_rows(read_document(write(tmp_path, "t.txt", "\n".join([*points, *self.LINES, *points]))))
        assert len(reading.rows) == 3


@pytest.mark.parametrize(
    "head",
    [
        "推进落实情况", "完成情况及成效", "进展及成效", "2022年上半年目标任务完成情况", "1—6月进展情况", "截止6月底落实、完成情况",
        "工作进展情况及下一步打算", "1～9月进展情况", "1月–9月进展", "办理结果", "实施效果", "完成进度", "落实",
    ],
)  # fmt: skip
def test_progress_has_many_heads(head):
    assert "progress" in read_head(head).fields


@pytest.mark.parametrize(
    "head",
    [
        "进展率",
        "完成率",
        "完成时限",
        "完成及时率",
        "未完成情况",
        "推进计划",
        "落实措施",
        "进度安排",
        "时间进度",
        "存在问题",
    ],
)
def test_what_is_planned_or_measured_is_not_progress(head):
    assert "progress" not in read_head(head).fields


def test_words_of_progress_go_before_a_bare_head(tmp_path):
    text = "序号,任务,责任单位,进度,完成情况\n1,修路10公里,区交通局,50%,已修5公里"
    assert read_rows(read_document(write(tmp_path, "t.csv", text))).rows["progress"].tolist() == ["已修5公里"]


@pytest.mark.parametrize(
    ("line", "district"),
    [
        ("滨江市云岭区2022年上半年督办台账", "云岭区"),
        ("关于滨江市云岭区2022年上半年任务落实情况的通报", "云岭区"),
        ("云岭区2022年重点任务", "云岭区"),
        ("重庆市沙坪坝区人民政府督查办", "沙坪坝区"),
        ("重庆市忠县人民政府办公室", "忠县"),
        ("江苏省昆山市2022年重点任务", "昆山市"),
        ("内蒙古自治区呼和浩特市新城区政府工作报告", "新城区"),
        ("主办单位:重庆市渝北区人民政府", "渝北区"),
        ("滨江市2022年重点任务", "滨江市"),
        ("全区2022年重点任务", ""),
        ("各区县2022年重点任务", ""),
        ("2022年上半年区政府重点任务", ""),
        ("一季度区政府重点任务", ""),
        ("关于2023年松山市十件民生实事办理情况的通报", "松山市"),
        ("2023年前三季度松山县经济指标", "松山县"),
        ("2024年各县区重点任务", ""),
        ("2023年度老旧小区重点改造任务", ""),
        ("2024年中心城区重点工作", ""),
        ("按照渝北区人民政府安排。", ""),
    ],
)
def test_a_title_or_signature_names_the_district(line, district):
    assert titles.district_in(line) == district


@pytest.mark.parametrize("dash", ["-", "~", "～", "—", "–", "至", "到", "月至"])
def test_the_months_of_a_title_are_its_period_whatever_joins_them(dash):
    assert periods.period_in(f"2021年1{dash}11月重点任务完成情况") == "2021M11"


def test_a_title_of_a_government_names_its_issuer():
    assert titles.issuer_in("滨江市云岭区人民政府办公室关于2022年上半年的通报") == "滨江市云岭区人民政府办公室"
    assert titles.issuer_in("滨江市云岭区2022年上半年督办台账") == ""


def test_a_file_is_taken_apart_again_only_where_its_bytes_have_changed(tmp_path):
    path = write(tmp_path, "t.txt", "一、城市更新\n1.新建公园5个。已建成3个。")
    stat = path.stat()
    first = read_document(path)
    assert read_document(path) is first
    write(tmp_path, "t.txt", "一、城市更新\n1.新建公园5个。已建成4个。")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as long, and by its time as old: only its bytes tell
    assert [piece.text for piece in read_document(path).pieces][-1].endswith("已建成4个。")


def test_rows_that_someone_changes_are_not_the_rows_of_the_next_reading(tmp_path):
    path = write(tmp_path, "2021Q1.txt", "2021年一季度重点任务\n1.新建公园5个。已建成3个。\n2.新建学校2所。已建成1所。")
    first = read_report(path)
    first.rows.loc[:, "progress"] = "已建成5个。"
    assert "3个" in read_report(path).rows["progress"].iloc[0]


def test_a_long_run_of_one_character_takes_no_time():
    begin = time.process_time()  # of this process: it does not grow with what else the machine does
    assert titles.district_in("市" * 100_000) == ""
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (["2023年9月末指标完成情况", "完成全年目标"], "2023M09"),
        (["二〇二三年一至八月重点任务情况"], "2023M08"),
        (["2023年元至8月份重点任务情况"], "2023M08"),
        (["2023年元-9月重点任务情况"], "2023Q3"),
        (["二〇二一年上半年任务"], "2021H1"),
        (["二〇二二年十一月底进展"], "2022M11"),
        (["2024年第1季度任务"], "2024Q1"),
        (["2018年民生实事半年进展情况", "2018年7月5日"], "2018H1"),
    ],
)
def test_a_title_names_its_period_before_heads_further_down(lines, period):
    assert periods.find_period(lines) == (period, "")
