"""Targets that stand only in the progress, each with what has been reached of it.

tests/cases/goals.csv: `read` lists the targets of the progress as target:done, or - where there is none.
"""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.reading.row import read_row

AS_OF = date(2022, 6, 30)


@pytest.mark.parametrize("case", params(read_cases("goals"), "progress"))
def test_a_goal_is_read_where_only_the_progress_tells_it(case):
    reading = read_row("", case["task"], case["progress"], AS_OF)
    told = [
        f"{target.value:.10g}:{reading.achieved[number].value:.10g}"
        for number, target in enumerate(reading.targets)
        if number in reading.achieved
    ]
    assert (told or ["-"]) == case["read"].split()
