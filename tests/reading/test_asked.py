"""What a task asks for, and what only says of which works, how large, where or for whom: sizes, which are not asked.

tests/cases/asked.csv: each target as value:unit:kind, sizes left out; `progress` tells of them, or of nothing.
"""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.reading.row import read_row

AS_OF = date(2022, 6, 30)


@pytest.mark.parametrize("case", params(read_cases("asked"), "task"))
def test_a_task_asks_for_what_it_commits_to(case):
    targets = [each for each in read_row("", case["task"], case["progress"], AS_OF).targets if each.kind != "size"]
    assert [f"{target.value:.10g}:{target.unit}:{target.kind}" for target in targets] == case["asked"].split()
