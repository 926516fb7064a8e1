"""Every line of every word list does what its list is for: to its example, and not to its counterexample (proofs.py says what that is)."""

import re

import pytest
from proofs import PROOFS, proof_of
from word_lists import LISTS, lines_of

from shinpingba.reading.spans import may_name_years
from shinpingba.words.lexicon import scanner


@pytest.mark.parametrize("name", LISTS)
def test_each_line_does_what_its_list_is_for(name):
    assert [line for line in lines_of(name) if not proves_itself(name, line)] == []


def proves_itself(name, line):
    """Whether a line does it to its example, and not to its counterexample."""
    does = proof_of(name, line)
    return does(line, line["example"]) and not does(line, line["counterexample"])


def test_every_proof_is_of_a_list():
    asked = {f"{name}/{line['use']}" if "use" in line else name for name in LISTS for line in lines_of(name)}
    assert asked == set(PROOFS)


def test_an_example_of_early_work_is_found_by_its_own_line_only():
    for line in lines_of("early_work"):
        assert [other for other in lines_of("early_work") if re.search(other["pattern"], line["example"])] == [line]


def test_every_spelling_of_a_department_is_of_one_department():
    registry = lines_of("departments")
    spellings = [each for line in registry for each in {line["name"], *line["aliases"].split(";")} if each]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("name", ["roles", "names"])
def test_the_scanner_finds_what_one_alternation_finds(name):
    patterns = [line["pattern"] for line in lines_of(name)]
    plain = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    scan = scanner(("", pattern) for pattern in patterns)
    for listed in ("roles", "names", "stages", "units"):
        for line in lines_of(listed):
            for text in (line["example"], line["counterexample"]):
                assert [found[:2] for found in scan(text)] == [match.span() for match in plain.finditer(text)]


def test_no_words_for_years_are_without_the_characters_by_which_they_are_looked_for():
    of_years = [line for line in lines_of("years") if line["use"] in ("this", "many")]
    for line in of_years + [line for line in lines_of("spans") if line["span"] == "past"]:
        assert may_name_years(re.search(line["pattern"], line["example"])[0]), line["example"]
