"""Single rows judged at the end of September: the status, what the text states of the whole, and what is read of each target."""

from datetime import date

import pytest
from case_files import params, read_cases
from one_row import judged

AS_OF = date(2021, 9, 30)


def shown(value):
    """A value as the file of cases has it; "-" where there is none."""
    return "-" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("case", params(read_cases("rows"), "teaches"))
def test_a_row_is_read_as_a_careful_person_reads_it(case):
    found = judged(case["task"], case["progress"], as_of=AS_OF)
    task = found["tasks"][0]
    done = " ".join(shown(target["done_value"]) for target in found["targets"])
    told = (task["status"], shown(task["stated_share"]), shown(task["stated_status"]), done)
    assert told == (case["status"], case["share"], case["stated"], case["done"])
