"""Many reports: each lands in its place in the data set, and one that cannot be read is named and passed over."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from shinpingba.judging.many import assess_many

CARD = 'title = "2021年重点工作任务{quarter}推进情况"\nissuer = "重庆市{district}人民政府督查办"\n'
REPORTS = [("合成甲区", "一季度", 172), ("合成甲区", "三季度", 900), ("合成乙区", "一季度", 300)]


@pytest.fixture
def reports(tmp_path):
    """Paths of three small reports of two districts, with their cards."""
    paths = []
    for number, (district, quarter, done) in enumerate(REPORTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "report.toml").write_text(CARD.format(quarter=quarter, district=district), encoding="utf-8")
        lines = [
            "序号,工作任务,牵头单位,进展情况",
            f"1,新建5G基站1500个,区经济信息委,新开通5G基站{done}个。",
            "2,提升质量,区教委,正在起草方案。",
        ]
        (folder / "report.csv").write_text("\n".join(lines), encoding="utf-8")
        paths.append(folder / "report.csv")
    return paths


def test_every_report_lands_in_its_place(reports, tmp_path):
    found = assess_many(reports, tmp_path / "set")
    assert list(zip(found["district"], found["period"], found["task_count"], strict=True)) == [
        ("合成甲区", "2021Q1", 2),
        ("合成甲区", "2021Q3", 2),
        ("合成乙区", "2021Q1", 2),
    ]
    targets = pd.read_parquet(tmp_path / "set" / "targets")
    done = {(target.district, target.period): target.done_value for target in targets.itertuples()}
    assert done == {("合成甲区", "2021Q1"): 172, ("合成甲区", "2021Q3"): 900, ("合成乙区", "2021Q1"): 300}


def test_one_partition_can_be_read_alone(reports, tmp_path):
    assess_many(reports, tmp_path / "set")
    tasks = pd.read_parquet(tmp_path / "set" / "tasks", filters=[("district", "==", "合成乙区")])
    assert len(tasks) == 2


def test_a_report_that_cannot_be_read_is_named_and_passed_over(reports, tmp_path):
    found = assess_many([reports[0], tmp_path / "nothing.txt"], tmp_path / "set")
    assert found["task_count"].to_list() == [2, pd.NA]
    assert "nothing.txt" in found["reason"][1]
    assert found["reason"].isna()[0]


def test_an_executor_finds_the_same(reports, tmp_path):
    with ThreadPoolExecutor(2) as executor:
        found = assess_many(reports, tmp_path / "one", executor=executor)
    pd.testing.assert_frame_equal(found, assess_many(reports, tmp_path / "two"))


def test_a_report_assessed_again_takes_its_own_place(reports, tmp_path):
    assess_many(reports, tmp_path / "set")
    assess_many(reports, tmp_path / "set")
    assert len(pd.read_parquet(tmp_path / "set" / "tasks")) == 6
