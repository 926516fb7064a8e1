"""What the task's own number says of what was done: at the end of the year, and sooner, when a plan says as much.

tests/cases/year_end.csv: `done` at the end of December, `sooner` at the end of September; - where nothing is read.
"""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.reading.row import read_row

CASES = read_cases("year_end")
TIMES = {"done": date(2021, 12, 31), "sooner": date(2021, 9, 30)}


@pytest.mark.parametrize("column", TIMES)
@pytest.mark.parametrize("case", params(CASES, "task"))
def test_the_sum_of_a_year_is_told_when_it_is_over(case, column):
    achieved = read_row("", case["task"], case["progress"], TIMES[column]).achieved
    assert " ".join(f"{done.value:.10g}" for done in achieved.values()) == case[column].strip("-")
