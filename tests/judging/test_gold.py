"""The reading of the development rows, annotated by hand in two independent readings, may not get worse."""

from pathlib import Path

import pytest

import shinpingba
from shinpingba.evaluate import accuracy_of, evaluate, read_gold

GOLD = read_gold(Path(__file__).parents[1] / "gold/dev.jsonl")

# The rows that are read otherwise than annotated, by what is read. One that is cured goes from here; no other may come.
KNOWN_FAILURES = {
    "targets": set(), "pairs": set(), "percents": set(), "milestones": set(), "stage": {"C33", "C135"}, "behind": set(),
}  # fmt: skip


@pytest.fixture(scope="module")
def scores():
    return {score.what: score for score in evaluate(GOLD).scores}


def test_there_are_79_rows():
    assert len(GOLD) == 79


def test_the_accuracy_that_briefs_print_is_the_one_measured_here(scores):
    """Made again by `python -m shinpingba.evaluate tests/gold/dev.jsonl --csv > shinpingba/briefs/accuracy.csv`."""
    printed = Path(shinpingba.__file__).parent / "briefs/accuracy.csv"
    assert printed.read_text(encoding="utf-8") == accuracy_of(scores.values())


def test_the_accuracy_that_the_readme_prints_is_the_one_measured_here(scores):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    table = readme.partition("A test holds these figures.\n\n")[2].partition("\n\n")[0]
    printed = [line.strip("| ").split(" | ")[-2:] for line in table.splitlines()[2:]]
    assert printed == [[f"{score.precision:.2f}", f"{score.recall:.2f}"] for score in scores.values()]


@pytest.mark.parametrize("what", KNOWN_FAILURES)
def test_every_row_is_read_as_it_was_annotated_but_for_the_known_failures(scores, what):
    wrong = {fact.partition(" ")[0] for fact in (*scores[what].extra, *scores[what].missed)}
    assert wrong == KNOWN_FAILURES[what], scores[what].extra + scores[what].missed
