"""Numerals of a sentence, their units and places; and that no text whatever breaks the reading.

tests/cases/numbers.csv has a text a line and every numeral in it: quote:count:value:unit:bound (the bound where it is not exact),
quote:date:year-month as far as the words say, or quote:rejected for a numeral that counts nothing (blanks in a quote as _).
tests/cases/quantities.csv has every shape of number, a figure a line, its month worked out for a report of March 2021 (a line break as ⏎).
"""

from datetime import date
from itertools import groupby

import pytest
from case_files import params, read_cases
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.quantities import find_numbers

AS_OF = date(2021, 3, 31)
WORDS = [
    "已完成", "1.2万", "亩", "绿化", "第", "12", "%", "三", "所", "号楼", "《", "》", "“", "”", "年", "月", "6", "底", ",", "。",
    "K0+300", "５", "亿元", " ", "\n", "至", "——", "-", "负", "几十", "上千", "余", "点", "分之", "半", "翻", "番", "个", "多", "亿", "千",
    "成", "、", "/", "日", "季度", "前", "明", "2021", "元", "角", "一", "过", "万", "mm", "km2", "，", "零",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map("".join))

CASES = [
    {**first, "figures": [first, *others]}
    for _, (first, *others) in groupby(read_cases("quantities"), key=lambda case: case["text"])
]


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


def expected(case):
    """(quote, kind, value or month, unit, bound) of every line of a text."""
    for line in case["figures"]:
        if line["kind"] != "nothing":
            value = line["value"] if line["kind"] == "date" else pytest.approx(float(line["value"]), rel=1e-9)
            yield line["quote"].replace("⏎", "\n"), line["kind"], value, line["unit"], line["bound"] or "="


def found(text):
    for n in find_numbers(text):
        if n.kind != "rejected":
            year, month = n.when(AS_OF) or (None, None)
            when = f"{year}-{month:02d}" if month else str(year)
            yield n.quote, n.kind, when if n.kind == "date" else n.value, n.unit, n.bound


@pytest.mark.parametrize("case", params(CASES, "text"))
def test_a_text_has_these_numbers_and_no_others(case):
    assert list(found(case["text"].replace("⏎", "\n"))) == list(expected(case))


def test_every_shape_has_at_least_three_variants():
    shapes = [case["teaches"] for case in CASES]
    assert not {shape for shape in shapes if shapes.count(shape) < 3}


def test_what_is_left_out_by_design_says_why():
    assert all(case["why"] and case["kind"] == "nothing" for case in CASES if case["teaches"] == "left out by design")


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


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=10, max_value=9999))
def test_an_amount_in_two_scales_is_their_sum(larger, smaller):
    assert read(f"完成投资{larger}亿{smaller}万元") == [
        (f"{larger}亿{smaller}万元", larger * 1e8 + smaller * 1e4, "元")
    ]


@given(st.integers(min_value=1000, max_value=10**9), st.sampled_from([",", "，", " ", "\u2009", "\u202f", ", ", ",\n"]))
def test_thousands_may_be_parted_by_any_mark(number, mark):
    assert [value for _, value, _ in read(f"新增{f'{number:,}'.replace(',', mark)}户")] == [number]


@given(
    st.integers(min_value=1, max_value=99),
    st.integers(min_value=100, max_value=9999),
    st.sampled_from(["至", "到", "-", "——", "～"]),
)
def test_of_a_range_the_lower_end_is_read_whatever_its_dash(low, high, dash):
    assert [value for _, value, _ in read(f"引进{low}{dash}{high}家企业")] == [low]


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1.", "1、", "1/", "1-", "1 ", "亿", "一", "几", "123,", "1月至", "三分之", "《", "完成5个,"]
)
def test_a_text_of_a_thirty_thousand_characters_is_read_to_its_end(piece):
    text = piece * (30_000 // len(piece))
    numbers = find_numbers(text)
    assert all(text[n.start : n.end] == n.quote for n in numbers[:10])


def test_a_number_too_long_to_be_kept_exactly_is_rejected():
    assert [(n.kind, n.end) for n in find_numbers("9" * 100_000 + "个")] == [("rejected", 100_001)]
