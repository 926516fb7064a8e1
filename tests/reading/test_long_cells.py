"""A cell may hold a whole list or table: what is worked out grows with its length, and not with its square.

The steps of the interpreter are counted, which are the same on every machine; no clock is asked.
"""

from cProfile import Profile
from datetime import date

import pytest

from shinpingba.judging.assessment import judge_row
from shinpingba.language.clauses import LONGEST_CLAUSE, LONGEST_SENTENCE, split_clauses

AS_OF = date(2021, 9, 30)
FEW = 500  # figures: enough that what grows with their square would show
TASK = "新建公厕12座"
CELLS = {
    "clauses": lambda number: ",".join(f"第{place % 7}街道已建成公厕{place % 90 + 1}座" for place in range(number)),
    "sentences": lambda number: "。".join(f"已建成公厕{place % 90 + 1}座" for place in range(number)),
    "one clause": lambda number: "已建成公厕" + "、".join(f"{place % 90 + 1}座" for place in range(number)),
    "no marks": lambda number: "已建成公厕" + "".join(f"{place % 90 + 1}座" for place in range(number)),
    "shares": lambda number: ",".join(f"完成年度任务的{place % 90 + 1}%" for place in range(number)),
    "dates": lambda number: "。".join(f"计划{place % 12 + 1}月完成主体" for place in range(number)),
    "brackets": lambda number: "".join(f"公厕({place % 90 + 1}座)" for place in range(number)),
    "numbered items": lambda number: "。".join(f"一是已建成公厕{place % 90 + 1}座" for place in range(number)),
}


def steps(task, progress):
    """How often the interpreter goes into a function, of Python or of C, while it reads and judges a row."""
    counter = Profile()
    counter.enable()
    try:
        judge_row({"row_id": "C1", "name": "", "task": task, "progress": progress}, AS_OF, "months/12")
    finally:
        counter.disable()
    return sum(each.callcount for each in counter.getstats())


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_twice_as_many_figures_takes_about_twice_the_steps(cell):
    _, few, many = (steps(TASK, CELLS[cell](number)) for number in (1, FEW, 2 * FEW))  # the first reads the word lists
    assert many < 2.4 * few


def test_a_number_of_many_digits_takes_no_more_steps_than_one_of_few():
    _, few, many = (steps(TASK, f"已建成公厕{'7' * number}座") for number in (1, 1000, 20_000))
    assert many < 1.1 * few


def test_every_figure_of_a_long_cell_is_read():
    told = judge_row({"row_id": "C1", "name": "", "task": TASK, "progress": CELLS["no marks"](FEW)}, AS_OF, "months/12")
    assert [mention["value"] for mention in told["mentions"] if mention["field"] == "progress"] == [
        place % 90 + 1 for place in range(FEW)
    ]


@pytest.mark.parametrize("cell", CELLS)
def test_no_clause_and_no_sentence_of_a_long_cell_is_longer_than_prose_has_them(cell):
    text = CELLS[cell](2 * FEW)
    clauses = split_clauses(text)
    assert max(clause.end - clause.start for clause in clauses) <= LONGEST_CLAUSE + 20
    ends = {clause.sentence: clause.end for clause in clauses}
    starts = {clause.sentence: clause.start for clause in reversed(clauses)}
    assert max(ends[sentence] - starts[sentence] for sentence in ends) <= LONGEST_SENTENCE + LONGEST_CLAUSE


def test_a_clause_is_ended_in_no_number():
    text = CELLS["no marks"](2 * FEW)
    assert {text[clause.start].isdigit() for clause in split_clauses(text)[1:]} == {True}
    assert not {text[clause.start - 1] for clause in split_clauses(text)[1:]} & set("0123456789")
