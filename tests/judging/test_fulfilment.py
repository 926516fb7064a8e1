"""What a text of the year's end proves of a task that asks for no figure."""

from datetime import date

import pytest
from one_row import judged

YEAR_END = date(2021, 12, 31)


@pytest.mark.parametrize(
    ("task", "progress", "status"),
    [
        ("清溪村道路硬化", "完成清溪村道路硬化52米", "completed"),
        ("北坡山洪沟治理", "完成北坡28条山洪沟治理", "completed"),
        ("城北老旧小区改造", "完成投资2.7亿元", "in_progress"),
        ("东线高速公路", "完成征地1900亩", "in_progress"),
        ("南河大桥", "完成5个桥墩", "in_progress"),
        ("城区桥梁工程", "完成桥梁桩基46根", "in_progress"),
        ("产业园", "建成厂房3万平方米", "in_progress"),
    ],
)
def test_only_what_is_asked_for_is_done_by_a_figure_of_the_years_end(task, progress, status):
    assert judged(task, progress, as_of=YEAR_END)["tasks"][0]["status"] == status
