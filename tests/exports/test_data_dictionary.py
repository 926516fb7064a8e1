"""data/README.md says what shinpingba/columns says."""

from pathlib import Path

import pytest

import shinpingba as sp
from shinpingba import quarters
from shinpingba.columns import AGAINST, CODE_LABELS, COLUMNS, TABLES, table
from shinpingba.exports.dictionary import data_dictionary
from shinpingba.exports.ledger import tables
from shinpingba.judging.comparison import compare_departments
from shinpingba.judging.many import stacked
from shinpingba.showing.cells import in_words


def test_the_dictionary_in_the_checkout_is_the_one_the_code_makes():
    kept = (Path(__file__).parents[2] / "data/README.md").read_text(encoding="utf-8")
    assert kept == data_dictionary()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_stands_in_a_table(column):
    assert any(column in columns for columns in (TABLES | AGAINST).values())


@pytest.mark.parametrize("column", COLUMNS.values(), ids=lambda column: column.name)
def test_a_column_name_keeps_its_promise(column):
    types = {"_count": {"Int64"}, "_share": {"Float64"}, "_value": {"Float64"}}
    promised = next((dtypes for ending, dtypes in types.items() if column.name.endswith(ending)), None)
    assert promised is None or column.dtype in promised
    assert column.name.startswith("is_") == (column.dtype == "boolean") or column.name == "agrees"


@pytest.fixture(scope="module")
def against(analysed):
    """Every table that holds one thing against another, made of the two reports of 2021."""
    later = sp.assess(sp.read_report("2021Q3"))
    return {
        "departments_compared": compare_departments(analysed, ["区科技局", "区商务委"]).figures,
        "row_matches": quarters.match_rows(analysed.report, later.report),
        "changes": quarters.compare(analysed, later),
        "course_target": quarters.trend([analysed, later]),
        "course_department": quarters.trend([analysed, later], by="department"),
        "kept_milestones": quarters.kept_milestones(analysed, later),
        "back_test": quarters.back_test(analysed, later.report),
        "rule_changes": quarters.rule_changes(analysed),
        "several_reports": stacked((each.report, each.tasks[[]]) for each in (analysed, later)),
    }


@pytest.mark.parametrize("name", AGAINST)
def test_a_table_of_two_reports_has_the_columns_it_promises(against, name):
    made = against[name]
    assert len(made)
    assert tuple(made.columns) == AGAINST[name]
    assert {column: str(made[column].dtype) for column in made} == {column: COLUMNS[column].dtype for column in made}


@pytest.mark.parametrize("name", AGAINST)
def test_a_table_of_nothing_has_them_too(name):
    assert tuple(table(name, []).columns) == AGAINST[name]


def test_every_code_of_every_table_has_its_word(against, analysed):
    for name, made in (tables(analysed) | against).items():
        shown = in_words(made)
        for column in CODE_LABELS.keys() & {*made} - {"read", "decided"}:  # these hold figures too
            codes = dict(zip(made[column].dropna(), shown[column][made[column].notna()], strict=True))
            assert codes.items() <= CODE_LABELS[column].items(), (name, column)
