"""The files of tests/cases: each line says what it teaches, and of which set it is: where and when written, and when it was measured."""

from itertools import groupby

import pytest
from case_files import CASES, read_cases

FILES = sorted(path.stem for path in CASES.glob("*.csv") if path.stem != "sets")
SETS = read_cases("sets")


@pytest.mark.parametrize("name", FILES)
def test_every_line_says_its_set_and_what_it_teaches(name):
    cases = read_cases(name)
    assert {case["set"] for case in cases} <= {each["set"] for each in SETS}
    assert [case for case in cases if not case["teaches"].strip()] == []


@pytest.mark.parametrize("name", ["pairs", "stages", "numbers", "milestones"])
def test_the_lines_that_teach_one_thing_stand_together(name):
    blocks = [teaches for teaches, _ in groupby(case["teaches"] for case in read_cases(name))]
    assert len(blocks) == len(set(blocks))


@pytest.mark.parametrize("name", FILES)
def test_no_line_stands_twice(name):
    texts = [tuple(value for key, value in case.items() if key not in ("set", "teaches")) for case in read_cases(name)]
    assert len(texts) == len(set(texts))


def test_every_set_is_of_some_line():
    assert {each["set"] for each in SETS} == {case["set"] for name in FILES for case in read_cases(name)}
