"""Every printed name is traced to one registry, and none is dropped."""

import pandas as pd
import pytest

from shinpingba.columns import COLUMNS, TABLES
from shinpingba.judging.assessment import assess
from shinpingba.judging.rollups import rollup
from shinpingba.report.departments import department_table, find_departments, known_department, nearest
from shinpingba.report.errors import ReportError
from shinpingba.report.reports import read_report
from shinpingba.words.lexicon import read_words

REGISTRY = read_words("departments", "name", "full_name", "aliases", "kind")


def names(printed):
    return [each.name for each in find_departments(printed)]


@pytest.fixture(scope="module")
def table():
    return department_table(read_report("2021Q1").rows)


@pytest.mark.parametrize("entry", REGISTRY, ids=lambda entry: entry["name"])
def test_every_spelling_of_a_department_is_read_as_its_name(entry):
    spellings = [entry["name"], entry["full_name"], *entry["aliases"].split(";")]
    assert {name for each in spellings if each for name in names(each)} == {entry["name"]}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("区住建委 区城管局", ["区住房城乡建委", "区城管局"]),
        ("三峡商圈管委会、区文旅委", ["三峡广场商圈管委会", "区文化旅游委"]),
        ("区科技局 (科学城建设领导小组办公室)", ["区科技局"]),
        ("科学城建设领导小组办公室", ["区科技局"]),
        ("区文旅委 (歌乐山·磁器口 大景区建设指挥部) 东部道路建设 指挥部", ["区文化旅游委", "东部道路建设指挥部"]),
        ("区国有企业改革 领导小组成员单位", ["区国有企业改革领导小组成员单位"]),
        ("区规划自然资源局区农业农村委", ["区规划自然资源局", "区农业农村委"]),
        ("区审计局各平台公司相关镇街", ["区审计局", "各平台公司", "相关镇街"]),
        ("区政府各部门 各镇街、管委会", ["区政府各部门", "各镇街、管委会"]),
        ("渝北区教委、区大数据局，悦来街道", ["渝北区教委", "区大数据局", "悦来街道"]),
        ("区交通局执法大队", ["区交通局执法大队"]),
        ("", []),
    ],
)
def test_names_are_found_however_they_are_printed(printed, expected):
    found = find_departments(printed)
    assert [each.name for each in found] == expected
    assert all(printed[each.start : each.end] == each.printed for each in found)


def test_every_name_of_the_real_report_is_resolved(table):
    assert list(table.columns) == list(TABLES["departments"])
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == {
        column: COLUMNS[column].dtype for column in TABLES["departments"]
    }
    assert table["department_kind"].notna().all()
    assert table["row_id"].nunique() == 157
    assert len(table) == 520


def test_groups_are_no_departments(table):
    leads = table[table["part"] == "lead"]
    assert not leads["is_group"].any()
    assert set(table.loc[table["is_group"], "department_kind"]) == {"group"}


def test_an_unknown_name_is_kept_as_printed():
    rows = pd.DataFrame({"row_id": ["C1"], "lead": ["区大数据局"], "cooperating": [pd.NA]})
    [record] = department_table(rows).to_dict("records")
    assert record["department"] == record["printed_name"] == "区大数据局"
    assert pd.isna(record["department_kind"])


def test_a_slip_is_answered_with_the_nearest_name():
    assert nearest("区科技委", [entry["name"] for entry in REGISTRY])[0] == "区科技局"


def test_the_departments_of_another_district_are_called_as_they_are_there(tmp_path):
    path = tmp_path / "渝北区2024年上半年重点任务推进情况.csv"
    path.write_text("序号,工作任务,牵头单位,进展情况\n1,改造小区20个,区住建委,已完工6个\n", encoding="utf-8")
    result = assess(read_report(path))
    assert result.report.district == "渝北区"
    assert result.departments["department"].tolist() == ["区住建委"]
    assert rollup(result.tasks, by="lead")["department"].tolist() == ["区住建委"]
    assert known_department(result.departments, "区住建委") == "区住建委"


def test_a_department_of_the_registry_s_own_district_has_one_name(tmp_path):
    path = tmp_path / "沙坪坝区2024年上半年重点任务推进情况.csv"
    path.write_text("序号,工作任务,牵头单位,进展情况\n1,改造小区20个,区住建委,已完工6个\n", encoding="utf-8")
    assert department_table(read_report(path).rows)["department"].tolist() == ["区住房城乡建委"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("区教育局", "区教委"), ("区发改局", "区发展改革委"), ("区交委", "区交通局"),
        ("区卫健局", "区卫生健康委"), ("区农业局", "区农业农村委"),
        ("区财政", "区财政局"), ("沙坪坝区公安局", "区公安分局"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_answered_with_what_it_may_mean(name, meant):
    named = department_table(read_report("2021Q1").rows)
    with pytest.raises(ReportError, match=f"^没有“{name}”这个单位。是不是：{meant}") as caught:
        known_department(named, name)
    assert len(str(caught.value)) < 60


def test_a_name_like_no_other_is_answered_with_where_they_are_listed():
    named = department_table(read_report("2021Q1").rows)
    with pytest.raises(ReportError, match="shinpingba departments 列出报告里的全部"):
        known_department(named, "XX")
