"""The reader of the word lists: a list proves itself, and a bad line is refused with its place. test_words runs the proofs."""

import pytest
from word_lists import LISTS, head_of, lines_of

from shinpingba.words.lexicon import PROOF, LexiconError, read_words, scanner


def test_there_are_word_lists():
    assert LISTS


@pytest.mark.parametrize("name", LISTS)
class TestList:
    def test_ends_in_its_proof(self, name):
        assert tuple(head_of(name)[-2:]) == PROOF

    def test_says_nothing_twice(self, name):
        entries = [tuple(entry.values())[:-2] for entry in lines_of(name)]
        assert entries
        assert len(entries) == len(set(entries))


@pytest.fixture
def words(tmp_path, monkeypatch):
    """A word list of the test's own: called with its text, it stands as words/own.csv."""

    def write(text):
        (tmp_path / "words").mkdir()
        (tmp_path / "words/own.csv").write_text(text, encoding="utf-8")
        monkeypatch.setattr("shinpingba.words.lexicon.files", lambda package: tmp_path)
        read_words.cache_clear()

    yield write
    read_words.cache_clear()


def test_an_entry_is_its_cells_by_column(words):
    words("word,kind,example,counterexample\n亩,area,1200亩绿化,亩产\n")
    assert read_words("own", "word", "kind") == (
        {"word": "亩", "kind": "area", "example": "1200亩绿化", "counterexample": "亩产"},
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("word,example\n", r"own\.csv:1: the columns must be"),
        ("word,example,counterexample\n亩,1200亩\n", r"own\.csv:2: expected 3 cells, found 2"),
        ("word,example,counterexample\n亩,1200亩,亩产\n元,,元旦\n", r"own\.csv:3: example must not be empty"),
        ("word,example,counterexample\n亩,1200亩, \n", r"own\.csv:2: counterexample must not be empty"),
        ("word,example,counterexample\n,1200亩,亩产\n", r"own\.csv:2: word must not be empty"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(words, text, message):
    words(text)
    with pytest.raises(LexiconError, match=message):
        read_words("own", "word")


@pytest.mark.parametrize("pattern", [r"\d+号", "[^一]号", ".号", "一{2}", r"一?\w", r"[\d]号"])
def test_a_pattern_that_may_begin_with_anything_is_refused(pattern):
    with pytest.raises(LexiconError, match="a pattern may"):
        scanner([("", pattern)])
