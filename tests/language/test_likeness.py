"""What words speak of, and whether two of them speak of the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.likeness import (
    bigrams,
    is_narrower,
    is_threshold,
    likeness,
    named_things,
    names_nothing,
    thresholds,
    trimmed,
    without_general,
    wordless,
)

WORDS = st.text(alphabet="公共停车泊位厂完成建设5个,。 A", max_size=20)


@pytest.mark.parametrize(
    ("noun", "text", "share"),
    [
        ("公共停车泊位", "已完成1500个停车泊位建设", 0.6),
        ("停车泊位", "停车泊位", 1),
        ("停车泊位", "新增停车位", 1),
        ("停车泊位", "公厕", 0),
        ("桥", "桥", 1),
        ("桥", "路", 0),
        ("", "公厕", 0),
        ("公厕", "", 0),
    ],
)
def test_likeness_is_the_share_of_pieces_in_common(noun, text, share):
    assert likeness(noun, text) == share


@given(WORDS, WORDS)
def test_likeness_lies_between_nothing_and_all_and_a_text_is_like_itself(noun, text):
    assert 0 <= likeness(noun, text) <= 1
    assert likeness(noun, noun) == bool(bigrams(noun))
    assert likeness(noun, f"{text}。{noun}") == 1 or all(len(piece) < 2 for piece in bigrams(noun))


def test_marks_and_blanks_are_no_pieces_and_a_single_character_is_one():
    assert bigrams("公厕, 桥") == {"公厕", "厕桥"}
    assert bigrams("桥") == {"桥"}
    assert bigrams(",。") == frozenset()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("一季度完成农户签约64户", "农户"),
        ("已完工27栋", ""),
        ("已化解14件", ""),
        ("小区改造完工5个", "小区改造"),
        ("改造完工5个", ""),
        ("①绿化 面积30亩", "绿化面积"),
        ("1号楼已完工", "1号楼"),
    ],
)
def test_what_a_clause_names_is_left_when_its_figures_and_cues_are_taken_out(words, named):
    assert named_things(words) == named


@pytest.mark.parametrize(
    "words", ["项目已全部完成", "本项目尚未启动改造", "已完成年度目标任务", "建设已启动", "", "。"]
)
def test_words_may_say_only_how_far_it_is(words):
    assert names_nothing(words)


@pytest.mark.parametrize("words", ["南三路未开工", "5个已完工", "工程量过半"])
def test_words_that_name_a_thing_or_a_number_do_more(words):
    assert not names_nothing(words)


def test_fillers_and_bullets_are_trimmed_at_the_edges_only():
    assert trimmed("①目前硬件采购均") == "硬件采购"
    assert trimmed("硬件目前采购") == "硬件目前采购"


def test_a_general_word_is_taken_off_the_end_only():
    assert without_general("停车场项目") == "停车场"
    assert without_general("项目停车场") == "项目停车场"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("护岸砌筑完成11.2公里", "治理河道18公里"),
        ("城镇登记失业率3.2%", "城镇调查失业率5.5%以内"),
        ("出口额增长12%", "进出口额增长10%"),
    ],
)
def test_a_part_or_another_of_the_family_is_narrower(words, wanted):
    assert is_narrower(words, wanted)
    assert not is_narrower(words, words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("10亿元以上项目3个", {"10亿元"}),
        ("亿元以上项目20个,其中5亿元以上项目8个", {"亿元", "5亿元"}),
        ("项目3个以上", set()),
        ("占比50%以上的项目3个", set()),
        ("投资10亿元,项目3个", set()),
    ],
)
def test_what_things_must_reach_to_be_counted_is_a_threshold(words, found):
    assert thresholds(words) == found


def test_an_amount_is_a_threshold_where_it_says_which_things_are_counted_next():
    assert is_threshold("5亿元以上项目3个", 3)
    assert not is_threshold("5亿元以上,项目3个", 3)
    assert not is_threshold("项目3个以上", 4)


def test_a_quote_without_its_figures_keeps_the_numbers_that_name():
    assert wordless("新建5G基站1500个") == "新建5G基站"
    assert wordless("1号楼、2号楼完工,绿化30亩") == "1号楼、2号楼完工,绿化"
