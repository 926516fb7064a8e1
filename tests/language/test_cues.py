"""The words that say how far something is, each once and in order, and what is only a preparation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.cues import find_cues, is_early

TEXTS = st.lists(
    st.sampled_from(
        ["已", "完成", "开工", "建成", "正在", "计划", "6月", "其余", "3个", "方案设计", "率", ",", "共", "有"]
    ),
    max_size=20,
)


def cues(text):
    return [(text[cue.start : cue.end], cue.role) for cue in find_cues(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已完成1500个停车泊位建设", [("已", "already"), ("完成", "finished")]),
        (
            "已开工5个,其余正在施工",
            [("已", "already"), ("开工", "advancing"), ("其余", "remaining"), ("正在", "ongoing")],
        ),
        ("计划6月完工", [("计划", "planned"), ("完工", "finished")]),
        ("共有114个项目", [("共有", "total")]),
        ("完成率93%", []),
        ("土地平整", []),
        ("", []),
    ],
)
def test_the_cues_of_a_text_are_found_in_order_with_their_roles(text, expected):
    assert cues(text) == expected


def test_the_longer_word_hides_the_shorter_one_inside_it():
    assert cues("合同金额111亿元") == [("合同金额", "done")]
    assert cues("主体完工") == [("主体完工", "advancing")]


@given(TEXTS.map("".join))
def test_cues_do_not_overlap(text):
    places = [place for cue in find_cues(text) for place in (cue.start, cue.end)]
    assert places == sorted(places)
    assert all(cue.start < cue.end for cue in find_cues(text))


@pytest.mark.parametrize("words", ["方案设计", "项目招标", "6所学校的选址", "设备采购"])
def test_a_preparation_is_early_work(words):
    assert is_early(words)


@pytest.mark.parametrize("words", ["1500个停车泊位", "设备采购等投资", "前期投资", ""])
def test_the_thing_itself_and_money_spent_are_not(words):
    assert not is_early(words)
