"""Every column says how it is shown, and so that it fits its unit and its type."""

import pytest

from shinpingba.columns import CODE_LABELS, COLUMNS, LOOKS, Column, percent, points

each_column = pytest.mark.parametrize("column", COLUMNS.values(), ids=lambda column: column.name)


@each_column
class TestColumn:
    def test_has_a_look(self, column):
        assert column.looks in LOOKS

    def test_is_a_fraction_where_it_is_shown_as_one(self, column):
        assert (column.unit == "fraction") == (column.looks in {"share", "points"})

    def test_is_shown_as_a_number_where_it_is_one(self, column):
        assert LOOKS[column.looks].is_number == (column.dtype in {"Int64", "Float64"})

    def test_has_an_amount_only_beside_a_unit(self, column):
        assert column.looks not in {"amount", "pace"} or column.dtype == "Float64"


def test_a_number_of_which_neither_unit_nor_type_tells_has_to_say_its_look():
    assert Column("mass", "Float64", "质量", "what it weighs").looks == ""
    assert Column("mass", "Float64", "质量", "what it weighs", looks="amount").looks == "amount"


@pytest.mark.parametrize("column", CODE_LABELS)
def test_codes_stand_in_columns_of_words(column):
    assert COLUMNS[column].looks == "text"


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_is_some_column_s(name):
    assert any(column.looks == name for column in COLUMNS.values())


def test_a_percentage_has_one_decimal_and_a_difference_is_in_points():
    assert (percent(0.1149), percent(1.05), points(0.13533)) == ("11.5%", "105.0%", "13.5个百分点")
