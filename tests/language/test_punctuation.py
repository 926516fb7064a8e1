"""Our own words have the marks of Chinese print; what others wrote keeps its own."""

import doctest

import pytest

from shinpingba.language import punctuation
from shinpingba.language.punctuation import full_width


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("没有命令 lag,最接近的是 lagging;可用:briefs", "没有命令 lag，最接近的是 lagging；可用：briefs"),
        ("共157项(其中滞后17项)", "共157项（其中滞后17项）"),
        ("已存 3 条,2 行因原文已变没有存。", "已存 3 条，2 行因原文已变没有存。"),
        ("实为“一季度,上半年(预计)”", "实为“一季度,上半年(预计)”"),
        ("做好 9 份:outputs/甲县(一)/index.html", "做好 9 份：outputs/甲县(一)/index.html"),
        ("通报(一).csv 第3行:应为表格", "通报(一).csv 第3行：应为表格"),
        ("http://127.0.0.1:8866/?a=1,2", "http://127.0.0.1:8866/?a=1,2"),
        ("1,500个,9:30", "1,500个，9:30"),
        ("(a, b) find(x)", "(a, b) find(x)"),
        ("比率(不符,把握高):1条,报告(2024M08)", "比率（不符，把握高）：1条，报告（2024M08）"),
    ],
)
def test_marks_beside_chinese_are_full_width(words, printed):
    assert full_width(words) == printed
    assert full_width(printed) == printed


def test_its_examples_hold():
    assert doctest.testmod(punctuation).failed == 0
