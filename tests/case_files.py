"""The files of tests/cases: a sentence a line, with what is to be read in it."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def read_cases(name):
    """The lines of cases/{name}.csv, each a dict of its columns."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def params(cases: Iterable[dict], *named: str):
    """Cases as parameters of a test, named by some of their columns and by their place.

    A case with a `known_failure` says what is wrong with it; it is noticed when it is cured.
    """
    return [
        pytest.param(
            case,
            id="-".join([str(place), *(case[column] for column in named)]),
            marks=[pytest.mark.xfail(reason=failure, strict=True)] if (failure := case.get("known_failure")) else [],
        )
        for place, case in enumerate(cases, 1)
    ]
