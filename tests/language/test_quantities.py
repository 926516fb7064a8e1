"""Numerals, their units and places; and that no text whatever breaks the reading."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.numerals import read_value
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


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1500", "1500"),
        ("1,234.5", "1234.5"),
        ("两万三千", "23000"),
        ("九十八", "98"),
        ("十二", "12"),
        ("一百零五", "105"),
        ("三亿", "300000000"),
    ],
)
def test_a_numeral_has_its_value(numeral, value):
    assert read_value(numeral) == Decimal(value)


def test_two_chinese_digits_in_a_row_are_no_numeral():
    assert read_value("二三") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增1.2万亩", [("1.2万亩", 12000, "亩")]),
        ("罚款84.4万余元", [("84.4万余元", 844000, "元")]),
        ("拆除九万余平方米", [("九万余平方米", 90000, "平方米")]),
        ("压减1个亿", [("1个亿", 100000000, "元")]),
        ("首期1000万资金", [("1000万", 10000000, "元")]),
        ("8条10公里道路", [("8条", 8, "条"), ("10公里", 10, "公里")]),
        ("开行 518 列", [("518 列", 518, "列")]),
        ("新增１２００个", [("１２００个", 1200, "个")]),
        ("改建5.5km、650㎡", [("5.5km", 5.5, "公里"), ("650㎡", 650, "平方米")]),
        ("下降-19%", [("-19%", -0.19, "")]),
        ("增长6-8%", [("6-8%", 0.06, "")]),
        ("增长6%～8%左右", [("6%～8%", 0.06, "")]),
        ("由48%至52.3%", [("48%", 0.48, ""), ("52.3%", 0.523, "")]),
        ("引进3-5家", [("3-5家", 3, "家")]),
        ("占三分之二", [("三分之二", pytest.approx(2 / 3), "")]),
        ("完成百分之八十四点五", [("百分之八十四点五", 0.845, "")]),
        ("7月9日至17日", [("7月9日", None, ""), ("17日", None, "")]),
        ("1―3月", [("1―3月", None, "")]),
    ],
)
def test_a_number_is_read_with_its_multiplier_and_unit(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1号楼", "二期", "7号线", "5A级", "K0+300段", "居全市第10", "“四个意识”", "《2020年要点》", "18类人群", "三年行动",
        "一企一策", "六十八中", "PM2.5", "5G", "24小时值守", "1:1000地形图",
    ],
)  # fmt: skip
def test_a_name_is_no_quantity_and_keeps_its_reason(text):
    assert read(text) == []
    assert all(number.reason for number in find_numbers(text))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("4月10日", 4), ("3月下旬", 3), ("6月底前", 6), ("一季度", 3), ("第三季度", 9), ("2021年底", 12), ("1-2月", 2),
        ("2020年1-11月", 11), ("2020年1季度", 3), ("2021年", None),
    ],
)  # fmt: skip
def test_a_date_gives_its_month(text, month):
    assert [(n.kind, n.quote, n.month) for n in find_numbers(text)] == [("date", text, month)]


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
