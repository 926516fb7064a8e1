"""The reading of the development rows, annotated by hand in two independent readings, may not get worse."""

from pathlib import Path

import pytest

import shinpingba
from shinpingba.evaluate import accuracy_of, evaluate, read_gold, report_of

GOLD = read_gold(Path(__file__).parents[1] / "gold/dev.jsonl")

# what must be reached: precision, recall
FLOORS = {
    "targets": (0.97, 0.97),
    "pairs": (0.95, 0.93),
    "percents": (0.95, 0.95),
    "milestones": (0.95, 0.95),
    "stage": (0.90, 0.90),
    "behind": (0.90, 0.90),
}


@pytest.fixture(scope="module")
def scores():
    return {score.what: score for score in evaluate(GOLD, report_of(GOLD))}


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


@pytest.mark.parametrize("what", FLOORS)
def test_the_reading_stays_above_its_floor(scores, what):
    score = scores[what]
    precision, recall = FLOORS[what]
    assert score.precision >= precision, score.extra
    assert score.recall >= recall, score.missed
