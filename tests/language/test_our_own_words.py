"""What a person reads of ours, in the rooms that speak to one, has no half-width mark beside a Chinese word.

The messages of the rooms below (report, reading) are widened where they are said.
"""

import json
import re
import tokenize
from pathlib import Path

import pytest

import shinpingba

PACKAGE = Path(shinpingba.__file__).parent
SPEAK = (
    "board",
    "briefs",
    "checks",
    "cli",
    "columns",
    "exports",
    "judging",
    "quarters",
    "reviewing",
    "runs",
    "showing",
)
MODULES = [path for room in SPEAK for path in sorted((PACKAGE / room).rglob("*.py"))]
NOTEBOOKS = sorted((PACKAGE.parent / "notebooks").glob("*.ipynb"))
HALF = re.compile(r"[一-鿿”》）][,;:!?(][^,;:]?|[,;:!?)(][一-鿿“《]|[一-鿿”》]\)")
# not ours to widen: the characters of a class or a strip, a pattern, English that quotes a report
NO_WORDS = re.compile(r"\\[sdn]|\(\?|\[\^|[a-z]+ [a-z]+ [a-z]+|。；;")
SAID = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
REPORTED = re.compile(r"find_mentions|explain\(")


def spoken(path):
    """The literals of a module that say something, without docstrings and patterns."""
    with tokenize.open(path) as file:
        tokens = [*tokenize.generate_tokens(file.readline)]
    for token in tokens:
        if token.type in SAID and not token.string.startswith(('"""', "r", "fr")) and not NO_WORDS.search(token.string):
            yield token.string


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_message_has_a_half_width_mark_beside_chinese(path):
    assert [words for words in spoken(path) if HALF.search(words)] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "briefs/templates").glob("*.html")), ids=lambda path: path.name)
def test_no_template_has_one(path):
    said = re.sub(r"\{[%{].*?[%}]\}|<[^>]*>", "", path.read_text(encoding="utf-8"))
    assert HALF.findall(said) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_notebook_has_one_but_in_a_report_that_it_quotes(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells for line in cell["source"] if not REPORTED.search(line)]
    assert [line for line in lines if HALF.search(line)] == []
