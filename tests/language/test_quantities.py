"""Every shape of number, its unit and place (tests/cases/quantities.csv); and that no text whatever breaks the reading."""

from datetime import date
from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinpingba.language.numerals import DIGITS, read_value
from shinpingba.language.quantities import find_numbers
from tests.case_files import params, read_cases

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


@pytest.mark.parametrize("case", params(CASES, "shape", "text"))
def test_a_text_has_these_numbers_and_no_others(case):
    assert list(found(case["text"].replace("⏎", "\n"))) == list(expected(case))


def test_every_shape_has_at_least_three_variants():
    shapes = [case["shape"] for case in CASES]
    assert not {shape for shape in shapes if shapes.count(shape) < 3}


def test_what_is_left_out_by_design_says_why():
    assert all(case["why"] and case["kind"] == "nothing" for case in CASES if case["shape"] == "有意不读")


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


@pytest.mark.parametrize(
    "numeral", ["二〇", "三一", "二〇二一", "一二三", "两千四百五", "三万五", "三百百", "1.2万5000", "八点三十"]
)
def test_what_is_no_numeral_or_could_be_two_has_no_value(numeral):
    assert read_value(numeral) is None


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
        ("7月9日至17日", [("7月9日至17日", None, "")]),
        ("7月9日、17日", [("7月9日", None, ""), ("17日", None, "")]),
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


def spelled(number):
    """A whole number below 10^12 in Chinese: 一万零五百, 十二亿零三百万."""
    if number < 10**4:
        return _spelled_section(number)
    scale, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    times, rest = divmod(number, scale)
    zero = "零" if 0 < rest < scale // 10 else ""
    return f"{spelled(times)}{word}{zero}{spelled(rest) if rest else ''}"


def _spelled_section(number):
    words, zero = "", ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            words, zero = words + zero + "零一二三四五六七八九"[digit] + word, ""
        elif words:
            zero = "零"
    return words


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_numeral_spelled_in_chinese_has_the_value_it_spells(number):
    assert read_value(spelled(number)) == number


@given(st.integers(min_value=10, max_value=10**12 - 1), st.integers(min_value=1, max_value=99))
def test_a_decimal_spelled_in_chinese_has_the_value_it_spells(number, decimals):
    digits = "".join(list(DIGITS)[[*DIGITS.values()].index(int(digit))] for digit in f"{decimals:02d}")
    ends = spelled(number)[-1]
    value = read_value(f"{spelled(number)}点{digits}")
    assert value == Decimal(number) + Decimal(decimals) / 100 or (value is None and ends not in "十")


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


@given(TEXTS)
def test_reading_again_gives_the_same(text):
    first = find_numbers(text)
    find_numbers.cache_clear()
    assert find_numbers(text) == first


@pytest.mark.parametrize(
    "piece", ["9", "1,", "1.", "1、", "1/", "1-", "1 ", "亿", "一", "几", "123,", "1月至", "三分之", "《", "完成5个,"]
)
def test_a_text_of_a_hundred_thousand_characters_is_read_to_its_end(piece):
    text = piece * (100_000 // len(piece))
    numbers = find_numbers(text)
    assert all(text[n.start : n.end] == n.quote for n in numbers[:10])


def test_a_number_too_long_to_be_kept_exactly_is_rejected():
    assert [(n.kind, n.end) for n in find_numbers("9" * 100_000 + "个")] == [("rejected", 100_001)]
