"""A brief is one file that says what was asked for, whole or not at all, and keeps its figures and its inputs beside it."""

import json
import re
import shutil
from dataclasses import replace
from html import unescape

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import shinpingba as sp
from shinpingba import briefs
from shinpingba.briefs import brief, offline
from shinpingba.briefs.brief import BriefError, export, is_current, prepare, write_brief
from shinpingba.briefs.index import write_index
from shinpingba.report.reports import data_folder

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
QUARTER = {"period": "2021Q1"}


def notebook(*cells):
    return new_notebook(cells=list(cells), metadata={"title": "试验"})


def shown(html):
    """A code cell that has shown some HTML."""
    return new_code_cell(
        "secret_code()", outputs=[new_output("execute_result", {"text/html": html}, execution_count=1)]
    )


def executed(*blocks):
    """A notebook that has shown some blocks or charts, without running it."""
    data = [block._repr_mimebundle_() for block in blocks]
    return notebook(*(new_code_cell(outputs=[new_output("display_data", each)]) for each in data))


def text(html):
    """The words of a page that are not in a script."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)))


# what is asked for


def test_an_unknown_parameter_is_an_error_that_names_the_nearest():
    with pytest.raises(BriefError, match=r"departmnet.*是否指“department”"):
        prepare("department_brief", {"departmnet": "区教委"})


def test_an_unknown_period_is_an_error_that_names_those_there_are():
    with pytest.raises(BriefError, match="2021Q1"):
        prepare("quarter_brief", {"period": "2021Q7"})


def test_an_unknown_department_is_an_error_that_names_the_nearest():
    with pytest.raises(BriefError, match="是不是：区财政局？"):
        prepare("department_brief", {"department": "区财政厅"} | QUARTER)


def test_an_unknown_notebook_is_an_error_that_names_those_there_are():
    with pytest.raises(BriefError, match="quarter_brief"):
        prepare("quater_brief", {})


def test_a_parameter_of_another_type_is_an_error():
    with pytest.raises(BriefError, match="period 应为 str,实为 int"):
        prepare("quarter_brief", {"period": 2021})


def test_a_department_may_be_named_by_any_of_its_spellings():
    nb = prepare("department_brief", {"department": "区住建委"} | QUARTER)
    assert nb.metadata["inputs"]["parameters"]["department"] == "区住房城乡建委"


def test_without_a_period_the_brief_is_about_the_newest_complete_report():
    assert prepare("quarter_brief", {"period": ""}).metadata["inputs"]["parameters"]["period"] == "2021Q1"


def test_nothing_is_written_for_a_request_that_is_wrong(tmp_path):
    with pytest.raises(BriefError):
        sp.make_brief("quarter_brief", tmp_path / "x" / "quarter.html", period="1999Q1")
    assert list(tmp_path.iterdir()) == []


# the page


def test_a_page_has_results_and_prose_and_no_code():
    html = export(notebook(new_markdown_cell("## 结果\n\n写明了。"), shown("<p>172个</p>")))
    assert "172个" in html and "写明了。" in html
    assert text(html).count("结果") == 2, "once in the contents, once over the text"
    assert "secret_code" not in html


def test_a_page_without_a_chart_carries_no_chart_library():
    assert len(export(notebook(shown("<p>172个</p>")))) < 40_000


def test_a_page_asks_nothing_of_the_network():
    html = export(notebook(shown("<p>172个</p>")))
    assert '<html lang="zh-CN">' in html
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html)


def test_a_block_brings_its_style_to_jupyterlab_and_leaves_it_out_of_the_page(few):
    block = briefs.headline(few)
    assert "@scope" in block._repr_mimebundle_()["text/html"]
    assert "@scope" not in export(executed(block))


def test_the_chart_library_stands_once_in_a_page_however_many_charts_there_are(few):
    nb = executed(*[_html_only(sp.charts.completion(few.targets))] * 3)
    html = export(nb)
    assert html.count('class="vega"') == 3
    assert html.count("window.vegaEmbed=") == 1


def _html_only(chart):
    return briefs.blocks.Block("chart", chart._repr_mimebundle_()["text/html"], {})


def test_a_chart_has_a_caption_a_text_and_a_table_of_what_its_tooltips_say(few):
    html = export(executed(_html_only(sp.charts.completion(few.targets))))
    assert '<p class="name">各目标的完成率' in html and "共2个目标" in html
    assert 'aria-label="各目标的完成率' in html
    assert "<td>11.5%</td>" in html and '<th scope="col">完成率</th>' in html


def test_a_chart_without_data_is_a_sentence(few):
    html = export(executed(_html_only(sp.charts.completion(few.targets.iloc[:0]))))
    assert "没有可画的数字" in html and 'class="vega"' not in html


def test_a_chart_that_would_load_its_data_is_refused():
    import altair as alt

    chart = alt.Chart("https://example.org/data.csv").mark_point()
    with pytest.raises(BriefError, match="离线"):
        export(executed(_html_only(chart)))


def test_a_notebook_that_failed_makes_no_page(tmp_path):
    nb = notebook(new_code_cell(outputs=[new_output("error", ename="ValueError", evalue="坏了", traceback=[])]))
    nb.metadata["inputs"] = {}
    with pytest.raises(BriefError, match="坏了"):
        write_brief(nb, tmp_path / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_the_same_notebook_always_makes_the_same_page(few):
    one, two = (export(executed(_html_only(sp.charts.completion(few.targets)))) for _ in range(2))
    assert one == two


def test_nbconvert_knows_the_exporter_by_its_name(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text(nbformat.writes(notebook(shown("<p>172个</p>"))), encoding="utf-8")
    html, resources = get_exporter("shinpingba-page")().from_filename(str(path))
    assert "172个" in html and resources["output_extension"] == ".html"


def test_no_text_of_a_report_becomes_markup(hostile, hostile_text):
    rollup = sp.rollup(hostile.tasks, by="lead")
    blocks = [briefs.title(hostile), briefs.headline(hostile), briefs.stated(hostile), briefs.lagging(hostile)]
    blocks += [briefs.pace(hostile), briefs.tasks(hostile), briefs.departments(rollup), briefs.provenance(hostile)]
    blocks += [briefs.changes(hostile, [hostile])]
    chart = _html_only(sp.charts.status_by_section(hostile.tasks))
    html = export(executed(*blocks, chart))
    assert hostile_text in text(html)
    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/json">', "<script>", "<script>"]
    body = re.sub(r"<script.*?</script>", "", html.partition("</style>")[2], flags=re.DOTALL)
    assert not re.search(r"<img|</style|<b>区科技局", body)


# what lies beside it


def test_every_figure_of_a_brief_lies_beside_it(run_folder, analysed):
    card = json.loads((run_folder / "quarter.json").read_text(encoding="utf-8"))
    assert card["figures"]["headline"]["task_count"] == 157
    assert len(card["figures"]["lagging"]) == len(sp.lagging(analysed))
    assert {"title", "headline", "stated", "lagging", "departments", "unreported", "milestones", "tasks"} <= set(
        card["figures"]
    )


def test_a_brief_is_current_until_an_input_or_the_page_changes(run_folder, monkeypatch):
    page = run_folder / "quarter.html"
    assert is_current("quarter_brief", page, QUARTER)
    assert not is_current("quarter_brief", page, QUARTER | {"rule": "points-10-30"})
    assert not is_current("department_brief", page, QUARTER)
    assert not is_current("quarter_brief", run_folder / "nowhere.html", QUARTER)
    monkeypatch.setattr(brief, "_package_sha256", lambda: "another version")
    assert not is_current("quarter_brief", page, QUARTER)


def test_a_report_is_read_again_once_its_folder_has_changed(run_folder, tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path / "data"))
    page = run_folder / "quarter.html"
    assert is_current("quarter_brief", page, QUARTER)
    with (tmp_path / "data" / "corrections.csv").open("a", encoding="utf-8") as corrections:
        corrections.write("2021Q1,A1,progress,20%,21%,a slip\n")
    assert not is_current("quarter_brief", page, QUARTER)


def test_a_page_that_someone_edited_is_not_current(run_folder, tmp_path):
    for name in ("quarter.html", "quarter.json"):
        (tmp_path / name).write_bytes((run_folder / name).read_bytes())
    assert is_current("quarter_brief", tmp_path / "quarter.html", QUARTER)
    with (tmp_path / "quarter.html").open("a", encoding="utf-8") as page:
        page.write("<!-- -->")
    assert not is_current("quarter_brief", tmp_path / "quarter.html", QUARTER)


def test_a_run_that_fails_keeps_its_notebook_and_leaves_the_old_brief(tmp_path):
    path = tmp_path / "bad.ipynb"
    cells = [new_code_cell("name: str = 'a'  # 名称", metadata={"tags": ["parameters"]}), new_code_cell("1 / 0")]
    nb = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    path.write_text(nbformat.writes(nb), encoding="utf-8")
    (tmp_path / "bad.html").write_text("旧的", encoding="utf-8")
    with pytest.raises(BriefError, match="ZeroDivisionError"):
        sp.make_brief(path, tmp_path / "bad.html")
    assert (tmp_path / "bad.html").read_text(encoding="utf-8") == "旧的"
    assert "ZeroDivisionError" in (tmp_path / "failed" / "bad.ipynb").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in json.loads((tmp_path / "failed" / "bad.json").read_text(encoding="utf-8"))["cause"]


def test_a_brief_that_is_made_at_last_leaves_nothing_of_its_failure(tmp_path):
    made = brief.prepare("department_brief", {"department": "区审计局", "period": "2021Q1"})
    made.cells = []
    brief.write_failure(made, "第 1 格", tmp_path / "late.html")
    brief.write_brief(made, tmp_path / "late.html")
    assert list((tmp_path / "failed").iterdir()) == []


def test_a_file_that_cannot_be_finished_is_not_begun(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        offline.write_whole(tmp_path / "a.html", "半\ud800")
    assert list(tmp_path.iterdir()) == []


# what the briefs say


def test_a_doubt_of_the_reader_and_rows_of_another_report_are_said(analysed):
    report = replace(analysed.report, warnings=("第3行的单位是猜的",), absent=("C1", "C2"))
    said = sp.briefs.provenance(replace(analysed, report=report)).html
    assert "第3行的单位是猜的" in said
    assert "2项:C1、C2" in said


def test_the_brief_of_the_quarter_is_small_enough_to_send(run_folder):
    assert (run_folder / "quarter.html").stat().st_size < 1_500_000


def test_the_brief_of_the_quarter_quotes_what_the_office_said_with_its_line(run_folder):
    html = (run_folder / "quarter.html").read_text(encoding="utf-8")
    assert "137项任务均正常推进,预计能够完成年度任务(详见附件3)。" in text(html)
    assert "第9行" in html


def test_the_brief_of_the_first_quarter_says_that_there_is_no_earlier_report(run_folder):
    html = (run_folder / "quarter.html").read_text(encoding="utf-8")
    assert text(html).count("本年没有更早的报告,不作比较。") == 1
    assert "各目标一年的进程" not in html


def test_the_brief_of_a_later_quarter_is_held_against_the_first(later_brief):
    html = later_brief.read_text(encoding="utf-8")
    assert "能对上18行" in text(html)
    assert "各目标一年的进程" in html and "各单位牵头目标一年的进程" in html
    changed = json.loads(later_brief.with_suffix(".json").read_text(encoding="utf-8"))["figures"]["changes"]
    assert {"newly_behind", "completed"} <= {each["change"] for each in changed}


def test_a_brief_is_made_again_when_an_earlier_report_of_the_year_is_read_otherwise(later_brief, monkeypatch):
    third = {"period": "2021Q3"}
    assert is_current("quarter_brief", later_brief, third)
    monkeypatch.setattr(brief, "earlier_reports", lambda report: [])
    assert not is_current("quarter_brief", later_brief, third)


def test_every_task_of_the_report_can_be_found_in_the_brief_of_the_quarter(run_folder, analysed):
    html = (run_folder / "quarter.html").read_text(encoding="utf-8")
    assert set(re.findall(r'<details id="(\w+)" data-status', html)) == set(analysed.tasks["row_id"])


def test_the_brief_of_a_department_is_about_its_own_tasks(run_folder, analysed):
    html = (run_folder / "departments" / "区经济信息委.html").read_text(encoding="utf-8")
    own = analysed.departments[analysed.departments["department"] == "区经济信息委"]["row_id"]
    assert set(re.findall(r'<details id="(\w+)" data-status', html)) == set(own)
    assert '<tr class="marked"><th scope="row">区经济信息委</th>' in html


def test_the_brief_of_a_department_says_what_pace_is_needed(run_folder):
    html = (run_folder / "departments" / "区经济信息委.html").read_text(encoding="utf-8")
    assert re.search(r"每季需443个,是\S+2\.6倍", html)


def test_a_part_of_an_assessment_has_only_what_the_department_leads(analysed):
    led = briefs.of_department(analysed, "区教委", part="lead")
    assert 0 < len(led.tasks) < len(briefs.of_department(analysed, "区教委").tasks)
    assert set(led.targets["row_id"]) <= set(led.tasks["row_id"])


def test_milestones_are_those_of_the_next_quarter(analysed):
    due = {each["due"] for each in briefs.milestones(analysed).figures}
    assert due and due <= {"2021-04", "2021-05", "2021-06"}


# the index


def test_the_index_lists_every_brief_and_every_failure_as_text(run_folder, hostile_text):
    html = (run_folder / "index.html").read_text(encoding="utf-8")
    assert 'href="quarter.html"' in html
    assert "departments/%E5%8C%BA" in html
    assert hostile_text in text(html) and "<script>alert" not in html


def test_the_index_has_a_column_for_every_status_that_a_brief_counts_and_no_other(run_folder):
    shown = (run_folder / "index.html").read_text(encoding="utf-8")
    assert all(f'class="status {status}"' in shown for status in ("behind", "in_progress", "in_preparation"))
    assert 'class="status suspended"' not in shown


def test_the_index_of_an_empty_folder_says_so(tmp_path):
    assert "还没有简报" in write_index(tmp_path).read_text(encoding="utf-8")
