"""Which figure says how far a target has come, and which one only looks like it.

tests/cases/pairs.csv has a task and its progress a line. `done` lists for each target of the task, in order, what has been reached and how
it was read (1500:direct, or - where nothing tells). A known failure says what is wrong, and is noticed when it is cured.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from shinpingba.mentions import find_mentions
from shinpingba.pairs import pair
from shinpingba.targets import find_targets

CASES = list(csv.DictReader((Path(__file__).parent / "cases/pairs.csv").open(encoding="utf-8")))
AS_OF = date(2021, 3, 31)


def params():
    for number, case in enumerate(CASES, 2):
        failure = case["known_failure"]
        marks = [pytest.mark.xfail(reason=failure, strict=True)] if failure else []
        yield pytest.param(case, id=f"{number}-{case['task']}", marks=marks)


def read(task, progress):
    """The targets of a task, and what the progress says has been reached of each."""
    targets = find_targets(task)
    return targets, pair(targets, progress, find_mentions(progress, as_of=AS_OF))


def rounded(value):
    """A number to six digits, written out: 2.0000001 is 2."""
    return f"{float(f'{value:.6g}'):.10g}"


@pytest.mark.parametrize("case", list(params()))
def test_the_figure_of_the_same_thing_is_found_and_no_other(case):
    targets, found = read(case["task"], case["progress"])
    done = [f"{rounded(found[n].value)}:{found[n].method}" if n in found else "-" for n in range(len(targets))]
    assert done == case["done"].split()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["task"])
def test_what_was_reached_is_told_in_the_words_of_the_progress(case):
    for reading in read(case["task"], case["progress"])[1].values():
        assert case["progress"][reading.start :].startswith(reading.quote)
