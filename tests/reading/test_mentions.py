"""Roles and items of figures, and what holds for any text."""

from datetime import date

import pytest
from caches import caches
from case_files import read_cases
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.reading.mentions import find_mentions

AS_OF = date(2021, 3, 31)
PIECES = [
    "已完成",
    "正在",
    "计划",
    "5个",
    "项目",
    "12%",
    "增长",
    "6月",
    "。",
    ",",
    "其余",
    "方案设计",
    "(",
    ")",
    "建成",
    "①",
    "“",
    "亩",
    "3",
]
TEXTS = st.one_of(st.text(max_size=50), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


def only(text, **kwargs):
    (mention,) = find_mentions(text, as_of=AS_OF, **kwargs)
    return mention


def test_the_field_decides_before_the_word_does():
    assert only("建成4座人行天桥", field="task").role == "target"
    assert only("建成4座人行天桥").role == "done"


def test_a_role_that_no_word_states_is_unknown():
    mention = only("社区网格员320名")
    assert (mention.role, mention.role_source) == ("unknown", "none")


def test_a_built_up_area_has_not_been_built():
    assert only("建成区31平方公里").role == "unknown"
    assert only("建成区文化馆1座").role == "done"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("已完成1500个停车泊位建设", "停车泊位建设"),
        ("新建5G基站1500个", "5G基站"),
        ("引进美宜佳、多来点等物流项目20个", "物流项目"),
        ("建成和平山公园等12个绿化项目", "绿化项目"),
        ("受益人口近7000人", "受益人口"),
        ("新增50万平方米商业载体", "商业载体"),
        ("酸雨频率控制在12%以下", "酸雨频率"),
    ],
)
def test_the_item_is_the_noun_the_number_is_of(text, item):
    assert only(text).item == item


def test_a_threshold_belongs_to_the_things_it_picks_out():
    assert find_mentions("引进5亿元以上项目8个")[-1].item == "5亿元以上项目"
    assert find_mentions("亿元以上项目20个,其中5亿元以上项目8个")[-1].item == "5亿元以上项目"


def test_a_bare_month_takes_the_year_of_the_report_and_a_date_to_come_is_planned():
    mention = only("计划6月底完工")
    assert (mention.when, mention.role) == ("2021-06", "planned")


def test_next_year_is_the_year_after_the_report():
    assert only("明年3月投用").when == "2022-03"


def test_without_a_date_of_the_report_a_bare_month_has_no_year():
    assert find_mentions("计划6月完工")[0].when is None


@given(TEXTS, st.sampled_from(["name", "task", "progress"]))
def test_no_text_breaks_the_reading_and_every_quote_is_its_slice(text, field):
    for mention in find_mentions(text, field=field, as_of=AS_OF):
        assert text[mention.start : mention.end] == mention.quote


def test_what_was_read_before_changes_nothing():
    texts = [case["text"] for case in read_cases("mentions")]
    found = [find_mentions(text, as_of=AS_OF) for text in texts]
    for cache in caches():
        cache.cache_clear()
    assert [find_mentions(text, as_of=AS_OF) for text in reversed(texts)] == found[::-1]


def test_a_month_of_last_year_is_past():
    (month, *_) = find_mentions("去年12月建成公厕20座", as_of=date(2021, 3, 31))
    assert (month.when, month.role) == ("2020-12", "context")
