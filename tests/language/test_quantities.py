"""Numerals of a sentence, their units and places; and that no text whatever breaks the reading.

tests/cases/numbers.csv has a text a line and every numeral in it: quote:count:value:unit:bound (the bound where it is not exact),
quote:date:year-month as far as the words say, or quote:rejected for a numeral that counts nothing (blanks in a quote as _).
"""

import pytest
from case_files import params, read_cases
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.quantities import find_numbers

WORDS = [
    "已完成",
    "1.2万",
    "亩",
    "绿化",
    "第",
    "12",
    "%",
    "三",
    "所",
    "号楼",
    "《",
    "》",
    "“",
    "”",
    "年",
    "月",
    "6",
    "底",
    ",",
    "。",
    "K0+300",
    "５",
    "亿元",
    " ",
    "\n",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map("".join))


def read(text):
    return [(n.quote, n.value, n.unit) for n in find_numbers(text) if n.kind != "rejected"]


def written(number):
    """A numeral as the cases have it."""
    quote = number.quote.replace(" ", "_")
    if number.kind == "date":
        return f"{quote}:date:" + "-".join(str(part) for part in (number.year, number.month) if part)
    if number.kind == "rejected":
        return f"{quote}:rejected"
    bound = "" if number.bound == "=" else f":{number.bound}"
    return f"{quote}:{number.kind}:{number.value:.10g}:{number.unit}{bound}"


@pytest.mark.parametrize("case", params(read_cases("numbers"), "text"))
def test_every_numeral_of_a_text_is_read_as_what_it_is(case):
    assert [written(number) for number in find_numbers(case["text"])] == case["numbers"].split()


def test_a_numeral_that_counts_nothing_says_why_and_no_other_does():
    numbers = [number for case in read_cases("numbers") for number in find_numbers(case["text"])]
    assert {(number.kind == "rejected", bool(number.reason)) for number in numbers} == {(True, True), (False, False)}


@given(TEXTS)
def test_no_text_breaks_the_reading_and_every_quote_is_its_slice(text):
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.quote != ""


@given(TEXTS)
def test_numbers_come_in_order_and_do_not_overlap(text):
    places = [place for number in find_numbers(text) for place in (number.start, number.end)]
    assert places == sorted(places)


@given(st.lists(st.sampled_from(WORDS[:13]), max_size=20).map("".join))
def test_full_stops_around_a_sentence_change_no_figure(text):
    assert read(f"。{text}。") == read(text)
