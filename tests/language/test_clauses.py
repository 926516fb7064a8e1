"""Where a text divides, and what stands without its brackets, bullets or figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.clauses import (
    clause_at,
    sentence_start,
    split_clauses,
    within,
    without_brackets,
    without_bullets,
    without_spans,
)

TEXTS = st.text(alphabet="5个已完工其余在建,，。；;：、()（）① \n0", max_size=40)


def clauses(text):
    """The clauses of each sentence."""
    found = split_clauses(text)
    numbers = dict.fromkeys(clause.sentence for clause in found)
    return [[text[c.start : c.end] for c in found if c.sentence == number] for number in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5个已完工,其余在建。明年开工", [["5个已完工", "其余在建"], ["明年开工"]]),
        ("甲已完工；乙在建;丙停工", [["甲已完工"], ["乙在建"], ["丙停工"]]),
        ("已完工!真的?是\n在建", [["已完工"], ["真的"], ["是"], ["在建"]]),
        ("①道路完工②绿化在建", [["①道路完工"], ["②绿化在建"]]),
        ("重点项目:甲已完工", [["重点项目", "甲已完工"]]),
        ("南环路、北环路完工", [["南环路、北环路完工"]]),
        ("完成投资1,200万元,增长5%", [["完成投资1,200万元", "增长5%"]]),
        ("完成3,4两期", [["完成3", "4两期"]]),
        ("完成12,3456", [["完成12", "3456"]]),
        ("2座(甲桥,乙桥)完工,其余在建", [["2座(甲桥,乙桥)完工", "其余在建"]]),
        ("2座(甲桥(新建),乙桥)完工,其余在建", [["2座(甲桥(新建),乙桥)完工", "其余在建"]]),
        ("2座(甲桥,乙桥。其余在建,停工", [["2座(甲桥,乙桥"], ["其余在建", "停工"]]),
        ("甲)完工,乙(新建,在建)停工", [["甲)完工", "乙(新建,在建)停工"]]),
        ("完工,,在建。。停工", [["完工", "在建"], ["停工"]]),
        (" , 。", []),
        ("", []),
    ],
)
def test_a_text_divides_at_its_marks_but_not_inside_brackets_or_numbers(text, expected):
    assert clauses(text) == expected


def test_sentences_are_counted_from_0_and_blank_ones_are_not():
    assert [clause.sentence for clause in split_clauses("。完工,在建。。停工")] == [0, 0, 1]


@given(TEXTS)
def test_clauses_come_in_order_and_no_word_is_lost(text):
    found = split_clauses(text)
    places = [place for clause in found for place in (clause.start, clause.end)]
    assert places == sorted(places)
    assert [clause.sentence for clause in found] == sorted(clause.sentence for clause in found)
    kept = {place for clause in found for place in range(clause.start, clause.end)}
    assert all(place in kept or character in ",，。；;：、 \n" for place, character in enumerate(text))


@given(TEXTS)
def test_every_word_is_found_in_its_clause_and_its_sentence(text):
    found = split_clauses(text)
    for clause in found:
        assert clause_at(found, clause.start) == clause_at(found, clause.end - 1) == clause
        assert sentence_start(found, clause) == min(c.start for c in found if c.sentence == clause.sentence)
        assert within(found, clause.start, clause.end) == (clause,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("80%(城北园区滞后)", "80%"), ("甲（一）乙(二)丙", "甲乙丙"), ("甲(乙", "甲"), ("甲)乙", "甲)乙")],
)
def test_what_stands_in_brackets_is_left_out(text, expected):
    assert without_brackets(text) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "已完工27栋住宅"),
        ([(0, 1), (3, 6)], "完工住宅"),
        ([(3, 6), (0, 1)], "完工住宅"),
        ([(0, 4), (2, 6)], "住宅"),
        ([(0, 8)], ""),
    ],
)
def test_stretches_are_left_out_in_any_order_and_may_overlap(spans, expected):
    assert without_spans("已完工27栋住宅", spans) == expected


def test_bullets_and_blanks_are_left_out_at_the_beginning_only():
    assert without_bullets(" ①\t②道路① ") == "道路① "
