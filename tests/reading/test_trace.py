"""What `explain` says of a target and a figure: one of four outcomes, what it rests on, and where its words are listed."""

from datetime import date

import pytest
from case_files import read_cases

from shinpingba.judging.explanations import explain
from shinpingba.reading.row import read_row
from shinpingba.reading.trace import trace

AS_OF = date(2021, 3, 31)


ROWS = [case for name in ("pairs", "goals", "rows") for case in read_cases(name)]


def test_every_pair_of_the_cases_is_explained():
    """A figure that is taken, or could be, has its ground, and one that is refused the condition, each with what it is for."""
    for case in ROWS:
        for each in trace(case["task"], case["progress"], AS_OF):
            assert each.outcome in ("taken", "joined", "refused", "apart")
            assert bool(each.ground) == (each.outcome in ("taken", "joined"))
            assert bool(each.condition) == (each.outcome == "refused")
            assert each.sentence
            assert each.code


def test_what_is_achieved_is_taken_on_a_line_that_names_what_found_it():
    for case in ROWS:
        achieved = read_row("", case["task"], case["progress"], AS_OF).achieved
        taken = {
            each.target_no: each.ground
            for each in trace(case["task"], case["progress"], AS_OF)
            if each.outcome == "taken"
        }
        assert taken == {number + 1: done.ground for number, done in achieved.items()}, case["progress"]


@pytest.mark.parametrize(
    ("task", "progress", "told"),
    [
        ("新建公厕20座", "完成年度任务的45%。", ("完成年度任务的45%", "reading.derived.from_percent")),
        ("新建公厕20座", "已全部建成。", ("已全部建成", "reading.derived.from_whole")),
    ],
)
def test_what_no_figure_tells_is_taken_from_the_words_that_do(task, progress, told):
    (line,) = explain(task, progress).query("outcome == 'taken'").to_dict("records")
    assert line["figure"] == told[0]
    assert told[1] in line["code"]


@pytest.mark.parametrize(
    ("progress", "cue"),
    [
        ("确保年内建成公厕20座。", "确保年内=planned (words/intents.csv)"),
        ("未能如期建成公厕20座。", "未能如期建成=denied (words/denials.csv)"),
    ],
)
def test_what_denies_a_word_or_intends_it_is_named_with_its_list(progress, cue):
    assert cue in explain("新建公厕20座", progress)["cues"][0]


def test_a_word_is_named_with_the_line_that_lists_it():
    (told,) = explain("改造老旧小区42个", "已完工17个。")["cues"]
    assert told.startswith("已=already (words/roles.csv:")


@pytest.mark.parametrize(
    ("progress", "outcomes"),
    [
        ("二季度新增就业700人,1-6月累计新增4600人。", ["refused", "taken"]),
        ("截至8月底新增就业4600人。", ["taken"]),
        ("新增就业4600人。", ["taken"]),
    ],
)
def test_what_has_no_period_is_told_at_the_latest_time_it_names(progress, outcomes):
    assert explain("新增就业2.6万人", progress)["outcome"].tolist() == outcomes


def test_the_code_that_decides_is_named():
    told = explain("改造老旧小区42个", "改造老旧小区42个,已完工17个,完成年度任务的40.5%。")
    refused, taken = told["code"].tolist()[:2]
    assert refused == "reading.echoes.repeats_target"
    assert "reading.agreement.find_agreements" in taken
