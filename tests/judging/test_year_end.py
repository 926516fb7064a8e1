"""What a report of the year's end tells of as finished, where a row asks for no number."""

from datetime import date

import pytest
from one_row import judged


@pytest.mark.parametrize(
    ("task", "progress", "status"),
    [
        ("推进老旧小区改造", "完成老旧小区改造14个。", "completed"),
        ("改造农村公路", "截至目前,农村公路改造已完成86公里。", "in_progress"),
        ("推进净水厂扩建", "完成投资2600万元。", "in_progress"),
        ("推进净水厂扩建", "完成土方1.4万立方米,完成桩基210根。", "in_progress"),
        ("建设滨河公园", "完成征地45亩。", "in_progress"),
    ],
)
def test_a_row_is_done_by_what_it_asks_for_and_not_by_money_or_parts_of_works(task, progress, status):
    (row,) = judged(task, progress, as_of=date(2021, 12, 31))["tasks"]
    assert row["status"] == status
