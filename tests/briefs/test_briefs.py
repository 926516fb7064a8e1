"""A brief is one file that says what was asked for, whole or not at all, and keeps its figures and its inputs beside it."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape

import nbformat
import pytest
from conftest import EACH
from conftest import QUARTER as WHOLE
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import shinpingba as sp
from shinpingba import briefs
from shinpingba.briefs import brief, offline
from shinpingba.briefs.brief import BriefError, is_current, page_of, prepare, write_brief
from shinpingba.briefs.index import write_index
from shinpingba.judging.matters import matters
from shinpingba.report.reports import data_folder

QUARTER = {"period": "2021Q1"}
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


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
    with pytest.raises(BriefError, match="period 应为 str，实为 int"):
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
    html = page_of(notebook(new_markdown_cell("## 结果\n\n写明了。"), shown("<p>172个</p>")))
    assert "172个" in html and "写明了。" in html
    assert text(html).count("结果") == 2, "once in the contents, once over the text"
    assert "secret_code" not in html


def test_a_page_without_a_chart_carries_no_chart_library():
    assert len(page_of(notebook(shown("<p>172个</p>")))) < 40_000


def test_a_page_asks_nothing_of_the_network():
    html = page_of(notebook(shown("<p>172个</p>")))
    assert '<html lang="zh-CN">' in html
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html)


def test_a_block_brings_its_style_to_jupyterlab_and_leaves_it_out_of_the_page(few):
    block = briefs.headline(few)
    assert "@scope" in block._repr_mimebundle_()["text/html"]
    assert "@scope" not in page_of(executed(block))


def test_a_page_of_two_reports_says_at_the_head_of_each_printed_page_which(few, analysed):
    head = page_of(executed(briefs.imprint(few, analysed))).partition("@top-right")[2].partition("}")[0]
    assert "2021年一季度" in head and "沙坪坝区" in head and "口径：按月序时" in head and "2021年4月8日" in head


def test_the_chart_library_stands_once_in_a_page_however_many_charts_there_are(few):
    nb = executed(*[_html_only(sp.charts.completion(few.targets))] * 3)
    html = page_of(nb)
    assert html.count('class="vega"') == 3
    assert html.count("window.vegaEmbed=") == 1


def _html_only(chart):
    return briefs.blocks.Panel("chart", chart._repr_mimebundle_()["text/html"], {})


def test_a_chart_has_a_caption_a_text_and_a_table_of_what_its_tooltips_say(few):
    html = page_of(executed(_html_only(sp.charts.completion(few.targets))))
    assert '<p class="name">报了完成数的2个目标' in html and "共2个目标" in html
    assert 'aria-label="报了完成数的2个目标' in html
    assert "<td>11.5%</td>" in html and '<th scope="col">完成率</th>' in html


def test_a_chart_without_data_is_a_sentence(few):
    html = page_of(executed(_html_only(sp.charts.completion(few.targets.iloc[:0]))))
    assert "没有可画的数字" in html and 'class="vega"' not in html


def test_a_chart_that_would_load_its_data_is_refused():
    import altair as alt

    chart = alt.Chart("https://example.org/data.csv").mark_point()
    with pytest.raises(BriefError, match="离线"):
        page_of(executed(_html_only(chart)))


def test_a_notebook_that_failed_makes_no_page(tmp_path):
    nb = notebook(new_code_cell(outputs=[new_output("error", ename="ValueError", evalue="坏了", traceback=[])]))
    nb.metadata["inputs"] = {}
    with pytest.raises(BriefError, match="坏了"):
        write_brief(nb, tmp_path / "a.html")
    assert list(tmp_path.iterdir()) == []


def test_the_same_notebook_always_makes_the_same_page(few):
    one, two = (page_of(executed(_html_only(sp.charts.completion(few.targets)))) for _ in range(2))
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
    html = page_of(executed(*blocks, chart))
    assert hostile_text in text(html)
    assert re.findall(r"<script[^>]*>", html) == ['<script type="application/json">', "<script>", "<script>"]
    body = re.sub(r"<script.*?</script>", "", html.partition("</style>")[2], flags=re.DOTALL)
    assert not re.search(r"<img|</style|<b>区科技局", body)


# what lies beside it


def test_every_figure_of_a_brief_lies_beside_it(run_folder, analysed):
    card = json.loads((run_folder / "quarter.json").read_text(encoding="utf-8"))
    assert card["figures"]["headline"]["task_count"] == 157
    assert len(card["figures"]["lagging"]) == len(matters(analysed))
    blocks = {
        "title",
        "headline",
        "answers",
        "stated",
        "unmeasured",
        "lagging",
        "requests",
        "departments",
        "unreported",
    }
    assert blocks | {"milestones", "tasks"} <= set(card["figures"])


def test_a_brief_is_current_until_an_input_or_the_page_changes(run_folder, monkeypatch):
    page = run_folder / "quarter.html"
    assert is_current("quarter_brief", page, WHOLE)
    assert not is_current("quarter_brief", page, WHOLE | {"rule": "points-10-30"})
    assert not is_current("department_brief", page, WHOLE)
    assert not is_current("quarter_brief", run_folder / "nowhere.html", WHOLE)
    monkeypatch.setattr(brief, "_package_sha256", lambda: "another version")
    assert not is_current("quarter_brief", page, WHOLE)


def test_a_report_is_read_again_once_its_folder_has_changed(run_folder, tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("SHINPINGBA_DATA", str(tmp_path / "data"))
    page = run_folder / "quarter.html"
    assert is_current("quarter_brief", page, WHOLE)
    card = tmp_path / "data" / "reports" / "2021Q1" / "report.toml"
    kept = card.read_text(encoding="utf-8")
    card.write_text(kept.replace("督查办", "督查室"), encoding="utf-8")
    assert not is_current("quarter_brief", page, WHOLE), "the issuer stands on the page"
    card.write_text(kept, encoding="utf-8")
    assert is_current("quarter_brief", page, WHOLE)
    with (tmp_path / "data" / "corrections.csv").open("a", encoding="utf-8") as corrections:
        corrections.write("2021Q1,A1,progress,20%,21%,a slip\n")
    assert not is_current("quarter_brief", page, WHOLE)


def test_a_page_that_someone_edited_is_not_current(run_folder, tmp_path):
    for name in ("quarter.html", "quarter.json"):
        (tmp_path / name).write_bytes((run_folder / name).read_bytes())
    assert is_current("quarter_brief", tmp_path / "quarter.html", WHOLE)
    with (tmp_path / "quarter.html").open("a", encoding="utf-8") as page:
        page.write("<!-- -->")
    assert not is_current("quarter_brief", tmp_path / "quarter.html", WHOLE)


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
    assert not (tmp_path / "failed").exists()


def test_a_file_that_cannot_be_finished_is_not_begun(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        offline.write_whole(tmp_path / "a.html", "半\ud800")
    assert list(tmp_path.iterdir()) == []


# what the briefs say


def test_a_doubt_of_the_reader_and_rows_of_another_report_are_said(analysed):
    report = replace(analysed.report, warnings=("第3行的单位是猜的",), absent=("C1", "C2"))
    said = sp.briefs.provenance(replace(analysed, report=report)).html
    assert "第3行的单位是猜的" in said
    assert "2项：C1、C2" in said


def test_the_brief_of_the_quarter_is_small_enough_to_send(run_folder):
    assert (run_folder / "quarter.html").stat().st_size < 1_500_000


def test_the_brief_of_the_quarter_quotes_what_the_office_said_with_its_line(run_folder):
    html = (run_folder / "quarter.html").read_text(encoding="utf-8")
    assert "137项任务均正常推进,预计能够完成年度任务(详见附件3)。" in text(html)
    assert "第9行" in html


def test_the_brief_of_the_first_quarter_says_that_there_is_no_earlier_report(run_folder):
    html = (run_folder / "quarter.html").read_text(encoding="utf-8")
    assert "这是本年第一期报告" in text(html)
    assert "各目标一年的进程" not in html


def test_the_brief_of_a_later_quarter_is_held_against_the_first(later_brief):
    html = later_brief.read_text(encoding="utf-8")
    assert "能对上18行" in text(html)
    assert "各目标一年的进程" in html and "各单位牵头目标一年的进程" in html
    changed = json.loads(later_brief.with_suffix(".json").read_text(encoding="utf-8"))["figures"]["changes"]
    assert {"newly_behind", "completed"} <= {each["change"] for each in changed}


def test_a_brief_is_made_again_when_an_earlier_report_of_the_year_is_read_otherwise(later_brief, monkeypatch):
    third = EACH["quarter_brief"]
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
    assert re.search(r"区经济信息委牵头\d+项、配合\d+项", text(html))


def test_the_brief_of_a_department_says_what_pace_is_needed(run_folder):
    html = (run_folder / "departments" / "区经济信息委.html").read_text(encoding="utf-8")
    assert re.search(r"每季需443个，是\S+2\.6倍", html)


def test_a_part_of_an_assessment_has_only_what_the_department_leads(analysed):
    led = briefs.of_department(analysed, "区教委", part="lead")
    assert 0 < len(led.tasks) < len(briefs.of_department(analysed, "区教委").tasks)
    assert set(led.targets["row_id"]) <= set(led.tasks["row_id"])


def test_milestones_are_those_of_the_next_quarter(analysed):
    due = {each["due"] for each in briefs.milestones(analysed).figures}
    assert due and due <= {"2021-04", "2021-05", "2021-06"}


# the first page


def test_every_count_of_the_first_page_is_of_tasks_and_they_agree(analysed):
    counts = briefs.headline(analysed).figures
    late = counts["behind_count"] + counts["at_risk_count"] + counts["suspended_count"]
    assert f"{late}项任务滞后或预警" in briefs.lagging(analysed).html
    assert f"{late}项任务滞后或预警" in briefs.answers(analysed).html
    assert sum(len(each["row_ids"]) for each in briefs.lagging(analysed).figures) == late
    assert sum(briefs.unmeasured(analysed).figures.values()) == counts["task_count"]


def test_what_cannot_be_judged_is_explained_by_what_the_task_and_the_report_say(few):
    said = text(briefs.unmeasured(few).html)
    assert "2项任务看不出快慢：1项没有写数量目标，1项写了目标而没有报完成数。" in said
    assert "前期1" in said


def test_why_a_report_is_compared_with_none(analysed, few):
    said = [briefs.changes(each, earlier).html for each, earlier in ((analysed, []), (few, []))]
    assert "本年第一期" in said[0] and "没有写明是哪个区县" in said[1]
    partial = sp.assess(sp.read_report("2021Q3"))
    assert "只有部分内容" in briefs.changes(analysed, [partial]).html
    later = replace(analysed, report=replace(analysed.report, as_of=date(2021, 6, 30)))
    assert "数据文件夹里没有沙坪坝区2021年更早的报告" in briefs.changes(later, []).html


def test_what_has_changed_is_told_a_kind_a_line(later_brief):
    said = text(later_brief.read_text(encoding="utf-8"))
    assert "与2021年一季度相比，能对上的18行里有" in said and "新显落后2处" in said


def test_a_department_is_told_what_it_has_nothing_of_in_one_line_and_gets_no_league_table_without_a_rank(analysed):
    led, helped = (briefs.of_department(analysed, "区教委", part=part) for part in ("lead", "cooperating"))
    assert "没有：下一季度的时间节点" in text(briefs.first_steps(led, helped).html)
    assert briefs.milestones(led).html == briefs.unreported(led).html == ""
    place = briefs.departments(sp.rollup(analysed.tasks, by="lead"), "区教委").html
    assert "不排位次" in place and "<table" not in place


def test_the_pace_is_told_for_targets_without_a_figure_too(analysed):
    led = briefs.of_department(analysed, "区教委", part="lead")
    assert re.search(r"新增公办幼儿园3所.*后续每季需1所", text(briefs.pace(led).html), re.DOTALL)


@pytest.mark.parametrize("made", ["prose", "table"])
def test_of_what_a_report_does_not_say_nothing_is_shown(made, tmp_path):
    prose = "一、改造老旧小区12个。已完工2个。责任单位:县住建局。\n二、推进智慧园区建设。正在编制方案。责任单位:县经信局。\n"
    table = "工作任务,进展情况,牵头单位\n改造老旧小区12个,已完工2个,县住建局\n推进智慧园区建设,正在编制方案,县经信局\n"
    path = tmp_path / ("2023H1.txt" if made == "prose" else "2023H1.csv")
    path.write_text(
        "云岭县2023年上半年重点工作推进情况\n\n" * (made == "prose") + (prose if made == "prose" else table),
        encoding="utf-8",
    )
    result = sp.assess(sp.read_report(path))
    nothing = [briefs.milestones(result), briefs.unreported(result), briefs.checks(result)]
    assert [block.html for block in nothing] == [""] * 3
    blocks = [briefs.title(result), briefs.headline(result), briefs.answers(result), briefs.stated(result)]
    shown = text(page_of(executed(*blocks)).partition("<main>")[2])
    assert "2项任务中，1项滞后" in shown and "2023年上半年" in shown
    assert not re.search(r"None|nan|<NA>|（）|：。", shown)


# the index


def test_the_index_says_once_what_all_briefs_have_in_common(run_folder):
    shown = text((run_folder / "index.html").read_text(encoding="utf-8"))
    assert shown.count("依据2021年4月8日的报告") == 1 + 1, "at the head of the list, and of every printed page"
    assert "区经济信息委 · 2021Q1" not in shown


def test_the_index_lists_every_brief_and_every_failure_as_text(run_folder, hostile_text):
    html = (run_folder / "index.html").read_text(encoding="utf-8")
    assert 'href="quarter.html"' in html
    assert "departments/%E5%8C%BA" in html
    assert hostile_text in text(html) and "<script>alert" not in html


def test_the_index_has_a_column_for_every_status_that_a_brief_counts_and_no_other(run_folder):
    shown = (run_folder / "index.html").read_text(encoding="utf-8")
    assert all(f'class="status {status}"' in shown for status in ("behind", "in_progress", "in_preparation"))
    assert 'class="status suspended"' not in shown


def test_the_index_says_of_every_brief_of_how_many_tasks_the_pace_can_be_told(run_folder):
    card = json.loads((run_folder / "departments" / "区经济信息委.json").read_text(encoding="utf-8"))
    counts = [figures for figures in card["figures"].values() if isinstance(figures, dict) and "task_count" in figures]
    assert 0 < counts[0]["measured_count"] < counts[0]["task_count"]


def test_the_index_of_an_empty_folder_says_so(tmp_path):
    assert "还没有简报" in write_index(tmp_path).read_text(encoding="utf-8")
