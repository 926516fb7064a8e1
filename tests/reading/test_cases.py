"""Real sentences are the specification: what each figure in them is, and what is no figure at all.

tests/cases/mentions.csv has one cell of a report a line: `dev` lines are the report's own words, `held` lines were written after the
grammar to try it on text it was not made for, `rule` lines each state a rule that such text taught. `figures` lists every figure in
order as quote:kind:role (blanks in a quote as _); a number that is not listed must not be read. A known failure says what is wrong,
and is noticed when it is cured.
"""

from datetime import date

import pytest
from case_files import params, read_cases

from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.targets import find_targets

CASES = read_cases("mentions")
AS_OF = date(2021, 3, 31)


def of_split(split):
    return params((case for case in CASES if case["split"] == split), "row_id", "field")


def figures(case):
    found = find_mentions(case["text"], field=case["field"], as_of=AS_OF)
    return [f"{m.quote.replace(' ', '_')}:{m.kind}:{m.role}" for m in found]


def test_there_are_cases_of_every_split():
    assert {case["split"] for case in CASES} == {"dev", "held", "rule"}


@pytest.mark.parametrize("case", of_split("dev"))
def test_the_figures_of_the_reports_own_sentences(case):
    assert figures(case) == case["figures"].split()


@pytest.mark.parametrize("case", of_split("held"))
def test_the_figures_of_sentences_the_grammar_was_not_made_for(case):
    assert figures(case) == case["figures"].split()


@pytest.mark.parametrize("case", of_split("rule"))
def test_the_figures_of_sentences_that_state_a_rule(case):
    assert figures(case) == case["figures"].split()


@pytest.mark.parametrize("case", params(read_cases("targets"), "task"))
def test_a_task_commits_to_its_targets_and_to_no_other_figure(case):
    """tests/cases/targets.csv: each target as value:unit:kind; a figure that only says how large a thing is is none."""
    targets = [target for target in find_targets(case["task"]) if target.kind != "size"]
    assert [f"{target.value:.10g}:{target.unit}:{target.kind}" for target in targets] == case["targets"].split()
