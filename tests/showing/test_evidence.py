"""A row's words come back as they are, with every figure marked and nothing turned into markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.showing.evidence import highlight, row_evidence, spans


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_a_figure_is_marked_with_its_role_in_a_word():
    assert highlight("新开通172个。", [(3, 7, "done")]) == '新开通<mark class="done" data-label="完成">172个</mark>。'


def test_of_two_figures_that_overlap_the_earlier_and_longer_one_is_marked():
    html = highlight("完成投资1.5亿元", [(4, 9, "done"), (0, 9, "target"), (6, 7, "context")])
    assert re.findall(r'class="(\w+)"', html) == ["target"]


def test_a_span_outside_the_text_is_an_error_and_not_a_wrong_quote():
    with pytest.raises(IndexError, match="5"):
        highlight("五个字的话", [(3, 9, "done")])


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["done", "<b>"]))))
def test_the_words_stay_what_they_were_whatever_is_marked(text, marks):
    inside = [(start, end, role) for start, end, role in marks if start <= end <= len(text)]
    assert words(highlight(text, inside)) == text


def test_no_character_of_a_hostile_text_becomes_markup(hostile_text):
    html = highlight(hostile_text, [(0, 8, "done")])
    assert set(re.findall(r"<[^>]*>", html)) == {'<mark class="done" data-label="完成">', "</mark>"}
    assert words(html) == hostile_text


def test_every_cell_of_a_row_is_shown_with_its_own_figures(few):
    row = few.tasks.set_index("row_id", drop=False).loc["C1"]
    shown = row_evidence(row, spans(few.mentions))
    assert set(shown) == {"task", "progress"}
    assert '<mark class="target"' in shown["task"]
    assert '<mark class="done"' in shown["progress"]


def test_the_marks_in_the_real_report_are_the_exact_quotes(analysed):
    marked = spans(analysed.mentions)
    shown = 0
    for row in analysed.tasks.to_dict("records"):
        for field, html in row_evidence(row, marked).items():
            assert words(html) == row[field]
            shown += html.count("<mark")
    assert shown > 300
