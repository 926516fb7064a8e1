"""What a report of the year's end tells of as finished, where a row asks for no figure."""

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
        ("推进老旧小区改造", "完成老旧小区改造14个。", "completed"),
        ("改造农村公路", "截至目前,农村公路改造已完成86公里。", "in_progress"),
        ("推进净水厂扩建", "完成投资2600万元。", "in_progress"),
        ("推进净水厂扩建", "完成土方1.4万立方米,完成桩基210根。", "in_progress"),
        ("建设滨河公园", "完成征地45亩。", "in_progress"),
    ],
)
def test_a_row_is_done_by_what_it_asks_for_and_not_by_money_or_parts_of_works(task, progress, status):
    (row,) = judged(task, progress, as_of=YEAR_END)["tasks"]
    assert row["status"] == status
