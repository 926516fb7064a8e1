"""What an office has settled measures the reader on that office's own words."""

import json
import subprocess
import sys

import pytest

import shinpingba as sp
from shinpingba.columns import records
from shinpingba.evaluate import evaluate, read_gold
from shinpingba.judging.recording import record
from shinpingba.reviewing.annotated import annotated_rows
from shinpingba.reviewing.answers import Answer, decision_of
from shinpingba.reviewing.questions import questions

ROWS = (
    "序号,工作任务,牵头单位,进展情况,年度计划,累计完成,单位\n"
    '1,新建垃圾分类亭320座,区城管局,"已选址180座,建成96座。",,,\n'
    "2,新建公园3座、公厕12座,区城管局,已建成公园1座、公厕5座。,,,\n"
    "3,完善智慧停车系统,区大数据局,系统已上线试运行。,,,\n"
    "4,安装路灯,区城管局,,200,60,盏\n"
)


@pytest.fixture
def path(tmp_path):
    """A report of which C1 is settled otherwise than it is read, C2 in part, C3 in its stage, C4 as it is read."""
    path = tmp_path / "2021Q1.csv"
    path.write_text(ROWS, encoding="utf-8")
    report = sp.read_report(path)
    asked = questions(sp.assess(report, decisions=None))
    rows = {row["row_id"]: row for row in records(report.rows)}

    def settle(row_id, decided, target_no=1, **other):
        question = next(each for each in asked if (each.row_id, each.target_no) == (row_id, target_no))
        answer = Answer(decided, by="张三", on="2021-04-20", **other)
        record(report, [decision_of(question, rows[row_id], answer)])

    settle("C1", "figures", figures=(1,))
    settle("C2", "accept", target_no=2)
    settle("C1", "underway", asks_for="stage")
    settle("C4", "accept")
    return path


def rows(path):
    return {line["id"]: line for line in annotated_rows(sp.assess(sp.read_report(path)))}


def test_a_row_of_which_anything_is_settled_is_annotated(path):
    assert set(rows(path)) == {"2021Q1-C1", "2021Q1-C2", "2021Q1-C4"}


def test_it_says_what_was_settled_and_by_whom(path):
    line = rows(path)["2021Q1-C1"]
    assert line["pairs"] == [{"target": 0, "done": 180}]
    assert (line["targets"][0]["value"], line["targets"][0]["unit"], line["stage"]) == (320, "座", "underway")
    assert line["by"] == ["张三"]


def test_a_target_that_nobody_settled_is_not_scored(path):
    line = rows(path)["2021Q1-C2"]
    assert ([target["value"] for target in line["targets"]], line["amb"]) == ([12], [3])


def test_the_reader_is_measured_on_it_and_columns_of_figures_too(path):
    scores = {score.what: score for score in evaluate([*rows(path).values()]).scores}
    assert (scores["targets"].found, scores["targets"].extra, scores["targets"].missed) == (3, [], [])
    assert (scores["pairs"].found, len(scores["pairs"].extra), len(scores["pairs"].missed)) == (2, 1, 1)
    assert scores["percents"].found == 0 and scores["behind"].missed == []


def test_the_command_prints_the_scores_and_keeps_the_rows(path, tmp_path):
    command = [
        sys.executable,
        "-m",
        "shinpingba.evaluate",
        "--from-decisions",
        str(path),
        "--to",
        str(tmp_path / "gold.jsonl"),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "| pairs | 2 | 1 | 1 |" in told
    kept = read_gold(tmp_path / "gold.jsonl")
    assert kept == json.loads(json.dumps([*rows(path).values()]))


def test_a_report_that_nobody_settled_anything_of_has_no_rows(analysed):
    assert annotated_rows(analysed) == []
    assert all(score.found == 0 for score in evaluate([]).scores)
