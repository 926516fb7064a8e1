"""data/README.md says what columns.py says."""

from pathlib import Path

import pytest

from shinpingba.columns import COLUMNS, TABLES
from shinpingba.exports.dictionary import data_dictionary


def test_the_dictionary_in_the_checkout_is_the_one_the_code_makes():
    kept = (Path(__file__).parents[1] / "data/README.md").read_text(encoding="utf-8")
    assert kept == data_dictionary()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_stands_in_a_table(column):
    assert any(column in columns for columns in TABLES.values())


@pytest.mark.parametrize("column", COLUMNS.values(), ids=lambda column: column.name)
def test_a_column_name_keeps_its_promise(column):
    types = {"_count": {"Int64"}, "_share": {"Float64"}, "_value": {"Float64"}}
    promised = next((dtypes for ending, dtypes in types.items() if column.name.endswith(ending)), None)
    assert promised is None or column.dtype in promised
    assert column.name.startswith("is_") == (column.dtype == "boolean") or column.name == "agrees"
