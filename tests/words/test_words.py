"""Every line of every word list for reading figures and stages is run: its example is found, its counterexample is left alone."""

import re
from pathlib import Path

import pytest

import shinpingba
from shinpingba.columns import STAGE_LABELS
from shinpingba.language.cues import Cue, find_cues, is_early
from shinpingba.language.likeness import is_narrower, likeness
from shinpingba.language.passage import read_passage
from shinpingba.language.quantities import find_numbers
from shinpingba.reading.cells import cell_verdict
from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.spans import span_of
from shinpingba.reading.stages import clause_stage
from shinpingba.reading.statements import stated_share, stated_verdict
from shinpingba.reading.targets import find_targets
from shinpingba.words.lexicon import read_words, scanner

UNITS = read_words("units", "surface", "unit", "dimension", "size", "chinese", "not_before")
NAMES = read_words("names", "pattern", "reason")
BOUNDS = read_words("bounds", "place", "pattern", "bound")
ROLES = read_words("roles", "role", "pattern")
PERCENTS = read_words("percents", "kind", "pattern")
EARLY = read_words("early_work", "pattern")
STAGES = read_words("stages", "stage", "pattern")
SYNONYMS = read_words("synonyms", "word", "same_as")
FACILITIES = read_words("facilities", "pattern")
FILLERS = read_words("fillers", "pattern")
NARROWER = read_words("narrower", "pattern")
TURNS = read_words("turns", "use", "pattern")


def lines(entries, key):
    return pytest.mark.parametrize("entry", [pytest.param(e, id=f"{n}-{e[key]}") for n, e in enumerate(entries, 2)])


def counted(text, surface):
    return [n for n in find_numbers(text) if n.kind in ("count", "level") and n.quote.endswith(surface)]


@lines(UNITS, "surface")
def test_a_unit_is_read_behind_a_number_and_nowhere_else(entry):
    found = counted(entry["example"], entry["surface"])
    assert [n.unit for n in found] == [entry["unit"]]
    assert not counted(entry["counterexample"], entry["surface"])


@lines(NAMES, "reason")
def test_a_name_is_rejected_with_its_reason(entry):
    assert entry["reason"] in {n.reason for n in find_numbers(entry["example"])}
    assert entry["reason"] not in {n.reason for n in find_numbers(entry["counterexample"])}


@lines(BOUNDS, "pattern")
def test_a_bound_is_read_beside_its_number(entry):
    assert entry["bound"] in {n.bound for n in find_numbers(entry["example"])}
    assert entry["bound"] not in {n.bound for n in find_numbers(entry["counterexample"])}


@lines(ROLES, "pattern")
def test_a_cue_is_found_with_its_role(entry):
    match = re.search(entry["pattern"], entry["example"])
    assert match
    assert Cue(*match.span(), entry["role"]) in find_cues(entry["example"])
    assert not re.search(entry["pattern"], entry["counterexample"])


@lines(PERCENTS, "pattern")
def test_a_percentage_is_of_the_kind_its_word_says(entry):
    assert entry["kind"] in {m.kind for m in find_mentions(entry["example"])}
    assert entry["kind"] not in {m.kind for m in find_mentions(entry["counterexample"])}


@lines(EARLY, "pattern")
def test_early_work_is_told_from_the_work_itself(entry):
    assert [line for line in EARLY if re.search(line["pattern"], entry["example"])] == [entry]
    assert is_early(entry["example"])
    assert not is_early(entry["counterexample"])


@lines(STAGES, "pattern")
def test_a_stage_word_stands_in_its_example_only_and_says_the_stage(entry):
    assert re.search(entry["pattern"], entry["example"])
    assert not re.search(entry["pattern"], entry["counterexample"])
    if entry["stage"] in STAGE_LABELS:  # the others help to tell stages apart and are none by themselves
        assert clause_stage(entry["example"], [])[0] == entry["stage"]


@lines(SYNONYMS, "word")
def test_two_words_for_one_thing_are_alike(entry):
    assert likeness(entry["same_as"], entry["example"]) == 1
    assert likeness(entry["same_as"], entry["counterexample"]) < 1


@lines(FACILITIES, "pattern")
def test_the_floor_of_a_named_building_is_a_size(entry):
    assert [t.kind for t in find_targets(entry["example"])] == ["size"]
    assert [t.kind for t in find_targets(entry["counterexample"])] == ["count"]


@lines(FILLERS, "pattern")
def test_a_filler_stands_in_its_example_only(entry):
    assert re.search(entry["pattern"], entry["example"])
    assert not re.search(entry["pattern"], entry["counterexample"])


@lines(NARROWER, "pattern")
def test_a_word_for_a_part_makes_a_figure_narrower(entry):
    assert is_narrower(entry["example"], entry["counterexample"])
    assert not is_narrower(entry["counterexample"], entry["counterexample"])
    assert not re.search(entry["pattern"], entry["counterexample"])


@lines(TURNS, "pattern")
def test_a_turn_of_phrase_stands_in_its_example_only(entry):
    noun = entry["use"].startswith("noun_")
    kept = "".join(m.item for m in find_mentions(entry["counterexample"])) if noun else ""
    assert re.search(entry["pattern"], entry["example"])
    assert not noun or not re.search(entry["pattern"], find_mentions(entry["example"])[0].item)
    assert not re.search(
        entry["pattern"], entry["counterexample"].replace(kept, "") if kept else entry["counterexample"]
    )


def test_every_turn_of_phrase_is_of_use():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(shinpingba.__file__).parent.rglob("*.py"))
    assert {entry["use"] for entry in TURNS} == set(re.findall(r"""any_of\(["']turns["'], use=["'](\w+)["']\)""", code))


@pytest.mark.parametrize("entries", [ROLES, NAMES], ids=["roles", "names"])
def test_the_scanner_finds_what_one_alternation_finds(entries):
    patterns = [entry["pattern"] for entry in entries]
    plain = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    scan = scanner(("", pattern) for pattern in patterns)
    for entry in (*ROLES, *NAMES, *STAGES, *UNITS):
        for text in (entry["example"], entry["counterexample"]):
            assert [found[:2] for found in scan(text)] == [match.span() for match in plain.finditer(text)]


SPANS = read_words("spans", "span", "pattern")
SHARES = read_words("shares", "of", "pattern")
VERDICTS = read_words("verdicts", "status", "pattern")


def span(text):
    passage = read_passage(text)
    figure = next(number for number in passage.numbers if number.kind == "count")
    return span_of(passage, passage.clause(figure.start), figure.start)


@lines(SPANS, "pattern")
def test_a_word_of_time_says_what_span_a_figure_covers(entry):
    assert span(entry["example"]) == entry["span"]
    assert span(entry["counterexample"]) != entry["span"]


def share(text):
    return stated_share(read_passage(text), find_mentions(text))


@lines(SHARES, "pattern")
def test_a_share_is_of_the_years_plan_or_not(entry):
    assert (share(entry["example"]) is not None) == (entry["of"] == "year")
    assert (share(entry["counterexample"]) is not None) == (entry["of"] == "part")


def verdict(text):
    found = stated_verdict(read_passage(text))
    return found.status if found else "intended"


@lines(VERDICTS, "pattern")
def test_the_words_of_a_verdict_have_their_status(entry):
    assert verdict(entry["example"]) == entry["status"]
    assert verdict(entry["counterexample"]) != entry["status"]


@lines(read_words("verdict_cells", "status", "pattern"), "pattern")
def test_a_verdict_in_a_cell_of_its_own_has_its_status(entry):
    assert cell_verdict(entry["example"]).status == entry["status"]
    other = cell_verdict(entry["counterexample"])
    assert other is None or other.status != entry["status"]
