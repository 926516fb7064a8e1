"""The word lists as they lie in the package, whatever their columns."""

import csv
from pathlib import Path

import shinpingba
from shinpingba.words.lexicon import read_words

FOLDER = Path(shinpingba.__file__).parent / "words"
LISTS = sorted(path.stem for path in FOLDER.glob("*.csv"))


def head_of(name: str) -> list[str]:
    """The columns of words/{name}.csv, proof and all."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def lines_of(name: str) -> tuple[dict[str, str], ...]:
    """Its lines, each a dict of its columns."""
    return read_words(name, *head_of(name)[:-2])
