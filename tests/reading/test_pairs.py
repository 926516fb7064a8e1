"""Which figure says how far a target has come, and which one only looks like it.

tests/cases/pairs.csv has a task and its progress a line. `done` lists for each target of the task, in order, what has been reached and how
it was read (1500:direct, or - where nothing tells). A known failure says what is wrong, and is noticed when it is cured.
"""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.language.passage import read_passage
from shinpingba.reading.figures import find_figures
from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.pairing import pair
from shinpingba.reading.targets import find_targets

CASES = read_cases("pairs")
AS_OF = date(2021, 3, 31)


def read(task, progress):
    """The targets of a task, and what the progress says has been reached of each."""
    targets, passage, mentions = find_targets(task), read_passage(progress), find_mentions(progress, as_of=AS_OF)
    return targets, pair(targets, passage, find_figures(passage, mentions), mentions)


def rounded(value):
    """A number to six digits, written out: 2.0000001 is 2."""
    return f"{float(f'{value:.6g}'):.10g}"


@pytest.mark.parametrize("case", params(CASES, "task"))
def test_the_figure_of_the_same_thing_is_found_and_no_other(case):
    targets, found = read(case["task"], case["progress"])
    done = [f"{rounded(found[n].value)}:{found[n].method}" if n in found else "-" for n in range(len(targets))]
    assert done == case["done"].split()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["task"])
def test_what_was_reached_is_told_in_the_words_of_the_progress(case):
    for reading in read(case["task"], case["progress"])[1].values():
        assert case["progress"][reading.start :].startswith(reading.quote)


@pytest.mark.parametrize("progress", ["北湖图书馆竣工", "北湖图书馆竣工,检测中心投用", "图书馆已建成"])
def test_a_target_without_a_noun_is_held_against_names_all_the_same(progress):
    targets, found = read("新增3项", progress)
    assert [target.item for target in targets] == [""]
    assert not found
