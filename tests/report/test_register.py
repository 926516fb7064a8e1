"""The year's register: what its first report or target list gives to a later one in prose, or of only some tasks."""

import shutil
from pathlib import Path

import pytest

import shinpingba as sp
from shinpingba.quarters import match_rows

PROSE = Path(__file__).parents[1] / "cases" / "2021Q3.txt"
REGISTER = """2023年重点工作任务分解表
序号 | 工作任务 | 年度目标 | 责任单位 |
1 | 老旧小区改造 | 改造老旧小区28个、惠及居民6200户 | 县住建局 |
2 | 农村公路提升 | 新改建农村公路120公里 | 县交通局 |
3 | 高标准农田建设 | 建成高标准农田3.2万亩 | 县农业农村局 |
4 | 城镇新增就业 | 城镇新增就业5200人以上 | 县人社局 |
5 | 普惠托育 | 新增普惠托位300个 | 县卫健局 |
6 | 义务教育扩容 | 新建、改扩建中小学4所,新增学位2400个 | 县教育局 |
7 | 养老服务 | 新建社区老年食堂12个、居家养老服务中心2个 | 县民政局 |
8 | 口袋公园 | 新建口袋公园8个 | 县城管局 |
9 | 招商引资 | 引进亿元以上项目30个 | 县商务局 |
10 | 水库除险加固 | 完成小型水库除险加固15座 | 县水利局 |
11 | 文化惠民 | 送戏下乡260场 | 县文旅局 |
12 | 污水管网 | 新建污水管网46公里 | 县住建局 |
13 | 规上工业增加值 | 规上工业增加值增长8% | 县工信局 |
14 | 一般公共预算收入 | 一般公共预算收入增长5% | 县财政局 |
15 | 5G基站建设 | 新建5G基站160个 | 县工信局 |
"""
PAGES = {
    "prose": (
        """2023年1-9月重点工作进展情况
截至9月底,全县新改建农村公路97公里,占年度任务的80.8%;城镇新增就业4610人,完成年度目标的88.7%;建成高标准农田2.1万亩,占年度任务的65.6%。规上工业增加值增长9.2%,一般公共预算收入增长3.1%,低于年度目标1.9个百分点。
进展缓慢的3项:口袋公园(第8项)还在选址,仅开工2个;送戏下乡已送118场;水库除险加固完工4座。
""",
        ["C2", "C4", "C3", "C13", "C14", "C8", "C11", "C10"],
    ),
    "items": (
        """2023年上半年民生实事完成情况
1.老旧小区改造工程。已开工22个小区,完工9个。
2.托育服务。新增普惠托位180个。
3.社区老年食堂建设。已建成7个。
4.中小学新建改扩建。2所主体封顶,2所正在装修。
5.城区智能路灯更换。已更换1200盏。
""",
        ["C1", "C5", "C7", "C6", ""],
    ),
    "list": (
        """2023年11月督查通报
未达序时进度的任务4项:污水管网建设、5G基站建设、招商引资、义务教育扩容。
""",
        ["C12", "C15", "C9", "C6"],
    ),
    "table": (
        """2023年三季度滞后任务情况表
序号 | 任务 | 进展情况 | 责任单位 |
1 | 新建口袋公园8个 | 已开工3个 | 县城管局 |
2 | 新建污水管网46公里 | 已完成19公里 | 县住建局 |
3 | 夜市街区打造 | 正在设计 | 县商务局 |
""",
        ["C8", "C12", ""],
    ),
}


def read(folder, name, text, **further):
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return sp.read_report(path, **further)


@pytest.fixture
def register(tmp_path):
    return read(tmp_path, "分解表", REGISTER, period="2023M01")


@pytest.fixture(scope="module")
def prose():
    return sp.read_report(PROSE, period="2021Q3", register="2021Q1")


@pytest.mark.parametrize("form", PAGES)
def test_a_row_is_joined_to_the_task_it_tells_of(form, register, tmp_path):
    text, expected = PAGES[form]
    report = read(tmp_path, form, text, period="2023Q3", register=register)
    assert report.joined["row_id"].fillna("").tolist() == expected


def test_what_was_not_joined_is_said_and_keeps_an_id_of_its_own(register, tmp_path):
    report = read(tmp_path, "页", PAGES["table"][0], period="2023Q3", register=register)
    assert report.warnings[-1] == "1项没有对上2023M01的任务:“夜市街区打造”"
    assert report.rows["row_id"].tolist() == ["C8", "C12", "C16"]


def test_targets_owners_and_what_is_not_told_come_from_the_register(register, tmp_path):
    report = read(tmp_path, "页", PAGES["prose"][0], period="2023Q3", register=register)
    tasks = sp.assess(report).tasks.set_index("row_id")
    assert tasks.loc["C8", ["task", "lead", "stated_status"]].tolist() == ["新建口袋公园8个", "县城管局", "behind"]
    assert (report.register, len(report.absent)) == ("2023M01", 7)
    assert match_rows(register, report)["later_row_id"].notna().sum() == 8


def test_a_task_that_states_its_own_figure_stays_as_it_is_told(register, tmp_path):
    text = "2023年上半年进展情况\n1.新建口袋公园10个。已建成3个。\n2.送戏下乡。已送90场。\n"
    report = read(tmp_path, "页", text, period="2023H1", register=register)
    assert report.rows[["row_id", "task"]].to_numpy().tolist() == [["C8", "新建口袋公园10个"], ["C11", "送戏下乡260场"]]


def test_two_tasks_that_are_as_like_leave_a_row_alone(register, tmp_path):
    twice = REGISTER.replace("农村公路提升 | 新改建", "农村公路绿化 | 绿化").replace(
        "污水管网 | 新建污水管网46公里", "农村公路养护 | 养护农村公路46公里"
    )
    first = read(tmp_path, "表", twice, period="2023M01")
    text = "2023年上半年进展情况\n农村公路完成投资2.1亿元,占年度计划的61%。\n"
    assert read(tmp_path, "页", text, period="2023H1", register=first).joined["row_id"].isna().all()


class TestThirdQuarterOf2021:
    """The same facts, once as a table of ids and once in prose."""

    def test_the_same_tasks_are_told(self, prose):
        assert set(prose.rows["row_id"]) == set(sp.read_report("2021Q3").rows["row_id"])

    def test_what_figures_say_of_them_is_the_same(self, prose):
        told, table = (sp.assess(each).tasks.set_index("row_id") for each in (prose, sp.read_report("2021Q3")))
        measured = table.index[(table["basis"] == "figures") & table["measured_count"].gt(0)]
        assert len(measured) == 14
        assert told.loc[measured, "status"].to_dict() == table.loc[measured, "status"].to_dict()

    def test_their_history_is_known(self, prose):
        moved = sp.compare(sp.read_report("2021Q1"), prose)
        stations = moved[(moved["row_id"] == "C21") & (moved["target_value"] == 1500)]
        assert stations[["done_value", "later_done_value"]].to_numpy().tolist() == [[172, 524]]

    def test_what_it_does_not_say_of_a_task_is_not_dropped(self, prose):
        moved = sp.compare(sp.read_report("2021Q1"), prose)
        assert moved.loc[moved["row_id"] == "C21", "change"].tolist() == ["same", "not_told"]

    def test_beside_its_years_first_report_it_is_joined_by_itself(self, tmp_path):
        shutil.copytree(Path(sp.__file__).parents[1] / "data/reports/2021Q1", tmp_path / "reports/2021Q1")
        (tmp_path / "reports/2021Q3").mkdir()
        shutil.copy(PROSE, tmp_path / "reports/2021Q3")
        report = sp.read_report("2021Q3", data=tmp_path)
        assert report.register == "2021Q1"
        assert report.is_partial
