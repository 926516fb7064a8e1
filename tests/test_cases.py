"""Real sentences are the specification: what each figure in them is, and what is no figure at all.

tests/cases/mentions.csv has one cell of a report a line: `dev` lines are the report's own words, `held` lines were written after the
grammar to try it on text it was not made for, `rule` lines each state a rule that such text taught. `figures` lists every figure in
order as quote:kind:role (blanks in a quote as _); a number that is not listed must not be read. A known failure says what is wrong,
and is noticed when it is cured.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from shinpingba.mentions import find_mentions

CASES = list(csv.DictReader((Path(__file__).parent / "cases/mentions.csv").open(encoding="utf-8")))
AS_OF = date(2021, 3, 31)


def params(split):
    for case in CASES:
        if case["split"] == split:
            failure = case["known_failure"]
            marks = [pytest.mark.xfail(reason=failure, strict=True)] if failure else []
            yield pytest.param(case, id=f"{case['row_id']}-{case['field']}", marks=marks)


def figures(case):
    found = find_mentions(case["text"], field=case["field"], as_of=AS_OF)
    return [f"{m.quote.replace(' ', '_')}:{m.kind}:{m.role}" for m in found]


def test_there_are_cases_of_every_split():
    assert {case["split"] for case in CASES} == {"dev", "held", "rule"}


@pytest.mark.parametrize("case", list(params("dev")))
def test_the_figures_of_the_reports_own_sentences(case):
    assert figures(case) == case["figures"].split()


@pytest.mark.parametrize("case", list(params("held")))
def test_the_figures_of_sentences_the_grammar_was_not_made_for(case):
    assert figures(case) == case["figures"].split()


@pytest.mark.parametrize("case", list(params("rule")))
def test_the_figures_of_sentences_that_state_a_rule(case):
    assert figures(case) == case["figures"].split()
