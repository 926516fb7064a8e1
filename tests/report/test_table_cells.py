"""What a cell holds, which unit it is in, how a workbook shows it: every line of the lists of tables, and cells of each kind."""

import pytest

from shinpingba.report.sources.number_formats import formatted
from shinpingba.report.tables.cells import FITS, fit, kind_of_cell, mean_fit
from shinpingba.report.tables.leads import lead_and_cooperating


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ""), ("12", "number"), ("1,200.5", "number"), ("≥85", "number"), ("-3.2", "number"), ("1500个", "quantity"),
        ("不低于65元", "quantity"), ("约3.5万亩", "quantity"), ("30亿元左右", "quantity"), ("78.9%", "percent"), ("6%—8%", "percent"),
        ("95%以上", "percent"), ("万元", "unit"), ("县教育局、县财政局", "departments"), ("城建办", "departments"),
        ("各镇街", "departments"), ("东港县", "label"), ("沿江路改造", "label"), ("新建公园3个", "counted"),
        ("78%(东湖校区滞后)", "counted"), ("正在开展施工图审查。", "told"), ("按图施工", "label"), ("6月建成3座", "counted"),
    ],
)  # fmt: skip
def test_a_cell_holds_one_thing(text, kind):
    assert kind_of_cell(text) == kind


def test_every_column_has_its_fits_and_an_unknown_one_none():
    assert fit("lead", "departments") == max(FITS["lead"].values())
    assert fit("审批文号", "words") == 0


def test_one_odd_cell_in_five_does_not_change_what_a_column_holds():
    assert mean_fit("lead", ["departments"] * 4 + ["counted"]) == fit("lead", "departments")
    assert mean_fit("lead", ["", ""]) == 0


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("牵头:县林业局 配合:县财政局、县水利局", ("县林业局", "县财政局、县水利局")),
        ("牵头单位：县林业局；配合单位：县财政局", ("县林业局", "县财政局")),
        ("牵头:县林业局配合:县财政局", ("县林业局", "县财政局")),
        ("县住建局(牵头)、县发改局", ("县住建局", "县发改局")),
        ("县住建局、县发改局(配合)", ("县住建局", "县发改局")),
        ("县住建局(人防办)、县发改局", None),
        ("县住建局", None),
        ("", None),
    ],
)
def test_one_cell_may_say_who_leads_and_who_helps(cell, parts):
    assert lead_and_cooperating(cell) == parts


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (0.85, "0%", "85%"), (0.3056, "0.0%", "30.6%"), (5200, '0"户"', "5200户"), (1234.5, "#,##0.00", "1,234.50"),
        (12, "General", "12"), (0.1 + 0.2, "General", "0.3"), (-5, "0_);(0)", "(5)"), (-5, "0.0", "-5.0"), (0, '0;-0;"-"', "-"),
        (12000, '0.00,"千"', "12.00千"), (45.6, "0.0##", "45.6"), (3, "00", "03"), (85, '0"%"', "85%"), (1500, '[$¥-804]#,##0', "¥1,500"),
        (5, '"已完成"0"个"', "已完成5个"), (7, "[红色]0;[绿色]-0", "7"), (1e15, "General", "1e+15"), (1.5, "0.00E+00", "1.50E+00"),
        ("2023-06-30T00:00:00", 'yyyy"年"m"月"d"日"', "2023年6月30日"), ("2023-06-30T00:00:00", "mm-dd-yy", "2023-06-30"),
        ("2023-06-30T10:05:00", "yyyy/m/d h:mm", "2023/6/30 10:05"), ("2023-06-01T00:00:00", "yyyy-mm", "2023-06"),
    ],
)  # fmt: skip
def test_a_cell_of_a_workbook_is_what_its_reader_sees(value, form, words):
    assert formatted(value, form) == words
