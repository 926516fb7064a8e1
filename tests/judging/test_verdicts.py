"""The office's own verdict: in the words of a progress text, over a list, in a cell; what sounds like one and is none."""

from datetime import date

import pandas as pd
import pytest
from case_files import params, read_cases

import shinpingba as sp
from shinpingba.judging.assessment import judge_row
from shinpingba.reading.cells import cell_verdict

CASES = read_cases("verdicts")


def stated(progress="", verdict=None):
    """What one row's office says of it, on our scale; "" where it says nothing."""
    row = {"row_id": "C1", "name": None, "task": "实施河西片区改造工程", "progress": progress, "verdict": verdict}
    return judge_row(row, date(2021, 9, 30), "months/12")["tasks"][0]["stated_status"] or ""


def stated_over_a_list(head, folder):
    """What a head says of each name behind it."""
    page = folder / "页.txt"
    page.write_text(f"2021年1-9月重点工作进展情况\n{head}河西水厂、北门小学扩建。\n", encoding="utf-8")
    return set(sp.assess(sp.read_report(page, period="2021M09")).tasks["stated_status"].fillna(""))


@pytest.mark.parametrize("case", params(CASES, "where", "teaches"))
def test_words_say_how_the_office_classes_a_task(case, tmp_path):
    found = {
        "text": lambda words: {stated(words)},
        "cell": lambda words: {stated(verdict=words)},
        "head": lambda words: stated_over_a_list(words, tmp_path),
    }[case["where"]]
    assert found(case["words"]) == {case["expected"]}


@pytest.mark.parametrize(("as_of", "status"), [(date(2021, 9, 30), "in_progress"), (date(2021, 12, 31), "behind")])
@pytest.mark.parametrize("words", ["部分完成", "未完成"])
def test_what_is_unfinished_is_late_once_the_year_is_over(words, as_of, status):
    assert cell_verdict(words, as_of).status == status


@pytest.mark.parametrize("words", ["其中西河片区进度滞后", "主体工程已完工,其中消防验收未能按期完成"])
def test_what_is_said_of_a_part_is_no_verdict_on_the_whole(words):
    assert stated(f"主体已封顶,{words}") == ""


@pytest.mark.parametrize("words", ["征地拆迁已全部完成", "施工图提前完成"])
def test_that_something_is_done_is_no_verdict_on_the_task(words):
    assert stated(words) == ""


@pytest.mark.parametrize("words", ["5项进展偏慢", "3项任务未达序时进度", "进展缓慢的2项"])
def test_a_count_of_tasks_is_no_verdict_on_one(words):
    assert stated(words) == ""


@pytest.mark.parametrize(
    ("title", "verdict"),
    [("超额完成任务一览表", "completed"), ("附件2:未达序时进度项目清单", "behind"), ("重点任务完成情况一览表", "")],
)
def test_the_title_of_a_table_classes_its_rows(title, verdict, tmp_path):
    page = tmp_path / "表.txt"
    table = "序号 | 工作任务 | 牵头单位 | 进展情况\n1 | 新建公厕12座 | 区城管局 | 已建成7座\n"
    page.write_text(f"2021年三季度工作进展\n\n{title}\n\n{table}", encoding="utf-8")
    found = sp.assess(sp.read_report(page, period="2021Q3")).tasks["stated_status"].fillna("")
    assert found.tolist() == [verdict]


@pytest.mark.parametrize(
    ("progress", "reason"),
    [
        ("同比增长4.2%,低于年度目标5.8个百分点。", "自报低于年度目标5.8个百分点（即目标10.0%）"),
        ("低于年度目标5.8个百分点。", "自报低于年度目标5.8个百分点"),
    ],
)
def test_a_gap_says_from_what_it_was_measured(progress, reason):
    row = {"task": "加快工业技术改造", "progress": progress, "lead": "县工信局"}
    tasks = sp.assess(sp.Report.from_rows(pd.DataFrame([row]), period="2021M09")).tasks
    assert tasks["reason"].tolist() == [reason]


def test_a_verdict_of_the_progress_itself_is_said_of_what_stands_before_it_there():
    progress = "城镇登记失业率3.2%,比年目标任务4.2%低1个百分点"
    assert stated(progress, verdict="比年目标任务4.2%低1个百分点") == "ahead"
    assert stated("城镇新增就业3100人", verdict="比年目标任务低1个百分点") == "behind"
