"""A value is shown alike wherever it stands, and what is unknown is —."""

import ast
import re
from pathlib import Path

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba import quarters
from shinpingba.columns import COLUMNS, table
from shinpingba.exports.ledger import tables
from shinpingba.judging.comparison import compare_departments
from shinpingba.showing.cells import DASH, cell, cells, for_sheet, head, heads, how_read, in_words, readable

PACKAGE = Path(sp.__file__).parent


@pytest.mark.parametrize(
    ("column", "value", "unit", "shown"),
    [
        ("completion_share", 0.39771, "", "39.8%"),
        ("weakest_share", 0.0, "", "0.0%"),
        ("later_completion_share", 1.2214, "", "122.1%"),
        ("pace_kept_share", 0.4, "", "40.0%"),
        ("gap", -0.13533, "", "-13.5"),
        ("gap", 0.02, "", "+2.0"),
        ("spi", 0.456, "", "0.46"),
        ("median_spi", 1.0, "", "1.00"),
        ("match_score", 98.4848, "", "98.48"),
        ("target_count", 1500, "", "1500"),
        ("measured_count", 0, "", "0"),
        ("target_value", 1.5e11, "元", "1500亿元"),
        ("done_value", 172.0, "个", "172个"),
        ("done_value", 0.0725, "", "7.25%"),
        ("stated", 0.9666, "", "96.66%"),
        ("gained_value", 300.0, "个", "300个"),
        ("pace", 442.667, "个", "443个"),
        ("required_pace", 17.4333, "公里", "17.4公里"),
        ("due", "2021-06", "", "2021年6月"),
        ("when", "2020", "", "2020年"),
        ("is_base_effect", True, "", "是"),
        ("is_flagged", False, "", "否"),
        ("status", "in_progress", "", "推进中"),
        ("later_status", "behind", "", "滞后"),
        ("confidence", "medium", "", "中"),
        ("done_bound", "~", "", "~"),
        ("official_status", "under_way", "", "推进中"),
        ("kind", "a code without a word", "", "a code without a word"),
        ("a column of the report", "其他", "", "其他"),
    ],
)
def test_a_value_is_shown_by_the_look_of_its_column(column, value, unit, shown):
    assert cell(column, value, unit) == shown


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("unknown", [None, pd.NA, float("nan")])
def test_unknown_is_a_dash_whatever_the_column(column, unknown):
    assert cell(column, unknown) == DASH


def test_a_line_gives_its_unit_to_its_amounts():
    line = {"unit": "亩", "target_value": 12000.0, "done_value": None, "completion_share": 0.5}
    assert cells(line, "done_value", "target_value", "completion_share") == [DASH, "1.2万亩", "50.0%"]
    assert cells(line | {"unit": None, "target_value": 0.06}, "target_value") == ["6%"]


def test_a_table_in_words_keeps_its_lines_and_the_order_asked_for():
    targets = table(
        "targets", [{"row_id": "C1", "target_value": 1500.0, "unit": "个", "gap": -0.135}, {"row_id": "C2"}]
    )
    shown = in_words(targets, "gap", "target_value", "row_id")
    assert shown.to_numpy().tolist() == [["-13.5", "1500个", "C1"], [DASH, DASH, "C2"]]
    assert readable(targets, "row_id", "gap").columns.tolist() == ["编号", "差距（百分点）"]
    assert in_words(targets.iloc[:0], "gap").empty


def test_heads_say_which_columns_are_of_numbers():
    assert heads("status", "done_value", "gap") == [("状态", False), ("累计完成", True), ("差距（百分点）", True)]
    assert head("a column of the report") == "a column of the report"


def test_a_sheet_counts_on_with_numbers_and_keeps_what_is_unknown_empty():
    targets = table("targets", [{"row_id": "C1", "gap": -0.135, "status": "behind", "is_base_effect": True}, {}])
    shown = for_sheet(targets)
    assert shown["gap"].tolist()[0] == pytest.approx(-13.5)
    assert shown.loc[0, ["status", "is_base_effect"]].tolist() == ["滞后", "是"]
    assert shown.loc[1].isna().all()
    assert targets["status"].tolist()[0] == "behind"


def test_how_a_figure_was_read_is_said_with_how_sure_that_is():
    assert how_read({"method": "listed", "confidence": "medium"}) == "按列举计数，把握中"
    assert how_read({"method": "none", "confidence": None}) == "未见数字"


def test_every_value_of_every_table_can_be_shown(analysed):
    later = sp.assess(sp.read_report("2021Q3"))
    compared = compare_departments(analysed, ["区科技局", "区商务委"]).figures
    for made in (
        *tables(analysed).values(),
        quarters.compare(analysed, later),
        quarters.trend([analysed, later]),
        compared,
    ):
        shown = in_words(made)
        assert shown.notna().all(axis=None)
        assert (shown == DASH).to_numpy().tolist() == made.isna().to_numpy().tolist()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_has_a_form_of_its_own_for_a_percentage_or_for_what_is_unknown(path):
    is_home = str(path.relative_to(PACKAGE)) in {"columns/looks.py", "showing/cells.py"}
    words = [
        node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    ]
    found = [each for each in words if isinstance(each, str) and (each == DASH or re.search(r"\.[0-9]%\}?$", each))]
    assert is_home == bool(found)


def test_a_notebook_shows_words_at_the_left_numbers_at_the_right_and_heads_in_chinese(analysed):
    html = readable(analysed.targets.head(3), "row_id", "target_quote", "completion_share")._repr_html_()
    assert [*re.findall(r'<th scope="col" style="text-align:(\w+)[^>]*>(.*?)</th>', html)] == [
        ("left", "编号"), ("left", "目标原文"), ("right", "完成率"),
    ]  # fmt: skip
    assert html.count("<td") == 9


def test_what_a_report_says_never_becomes_markup_in_a_notebook():
    told = readable(pd.DataFrame({"task": pd.Series(["<img src=x>"], dtype="string")}), "task")
    assert "<img" not in told._repr_html_() and "&lt;img" in told._repr_html_()
