"""Rows judged by the calendar: statuses, reasons, and the words that prove each."""

import pytest
from one_row import judged, status

import shinpingba as sp
from shinpingba.columns import COLUMNS, TABLES

TEXT_OF = {
    "mentions": ("start", "quote", "field"),
    "rejected": ("start", "quote", "field"),
    "items": ("start", "quote", None),
}


@pytest.fixture(scope="module")
def result():
    return sp.assess(sp.read_report("2021Q1"))


@pytest.mark.parametrize(
    ("task", "progress", "expected"),
    [
        ("新建5G基站1500个", "新开通5G基站172个", "behind"),
        ("引进20个首店品牌", "已完成5家首店品牌引进", "on_schedule"),
        ("引进20个项目", "已引进8个项目", "ahead"),
        ("治理1000亩废弃矿坑", "已治理废弃矿坑1221亩", "completed"),
        ("新建养老服务站8个", "正在开展选址", "at_risk"),
        ("固定资产投资增长8%", "固定资产投资同比增长20%", "on_schedule"),
        ("民间投资占比80%以上", "民间投资占比65%", "behind"),
        ("空气质量完成年度目标任务", "优良天数82天,完成年度任务的27.3%", "on_schedule"),
        ("推动细胞制备中心建设", "项目已暂缓", "suspended"),
        ("建成宣教中心", "正在组织招标", "at_risk"),
        ("坚持依法行政", "认真学习贯彻会议精神", "routine"),
        ("推进综合整治", "有序推进", "in_progress"),
        ("提升商圈品质", "商圈方案正在编制", "in_preparation"),
        ("推进综合整治", "预计能够完成年度目标", "unknown"),
        ("新建公厕5个,新增停车位7000个", "5个公厕已建成", "on_schedule"),
    ],
)
def test_a_task_has_the_status_of_its_worst_commitment(task, progress, expected):
    assert status(task, progress) == expected


def test_work_that_has_begun_in_part_is_not_said_to_be_all_in_preparation():
    reasons = [
        judged("改造老旧小区70个", progress)["targets"][0]["reason"]
        for progress in ("70个小区正在办理前期手续", "5个小区已进场施工,65个小区正在办理前期手续")
    ]
    assert reasons == ["尚无完成数，相关工作均处于前期或未启动", "尚无完成数，相关工作大多处于前期或未启动"]


def test_a_row_with_a_date_to_come_is_not_done():
    assert status("北环路建成通车", "北环路已建成通车") == "completed"
    assert status("北环路建成通车", "桥梁已完工,预计8月上旬具备通车条件") == "in_progress"


@pytest.mark.parametrize(
    ("task", "progress", "expected"),
    [
        ("整治河道3条", "河道整治继续开展", "in_progress"),
        ("推进12个码头提升", "码头提升正在开展可研", "in_preparation"),  # to be pushed on this year, not to be finished
        ("推进12个码头提升", "码头提升尚未启动", "at_risk"),  # a count of which nothing has begun is late already
        ("新建养老服务站8个", "养老服务站正在选址", "at_risk"),  # and so is one that is due this year
        ("开展培训20场", "培训坚持常态长效", "unknown"),  # standing work says nothing of twenty
        ("落实40项改革任务", "镇级涉及160项任务已全部完成", "unknown"),  # done, but not what the target counts
    ],
)
def test_a_target_without_a_figure_says_how_far_its_work_is(task, progress, expected):
    found = judged(task, progress)
    assert [each["status"] for each in (*found["targets"], *found["tasks"])] == [expected, expected]
    assert found["tasks"][0]["basis"] == ("none" if expected == "unknown" else "stage")
    assert found["targets"][0]["spi"] is None


def test_of_a_task_with_one_measured_target_that_one_decides():
    found = judged("新建养老服务站8个,新增床位200张", "新增床位80张,养老服务站正在装修")
    assert [target["status"] for target in found["targets"]] == ["in_progress", "ahead"]
    assert [task["status"] for task in found["tasks"]] == ["ahead"]


def test_no_word_of_a_stage_is_not_taken_for_work_that_goes_on():
    (task,) = judged("空气质量达到年度目标", "预计能够完成年度目标。")["tasks"]
    assert (task["status"], task["quote"]) == ("unknown", None)


def test_every_task_of_the_first_report_whose_stage_is_known_says_so(result):
    unknown = result.tasks[result.tasks["status"] == "unknown"]
    assert unknown["row_id"].tolist() == ["A8", "A10", "C48"]
    assert set(result.tasks.loc[result.tasks["status"].isin(["in_progress", "in_preparation"]), "basis"]) == {"stage"}
    assert result.tasks["status"].value_counts()[["in_progress", "in_preparation"]].tolist() == [76, 9]


def test_a_reason_without_a_figure_is_true_where_another_target_has_one():
    (task,) = judged("引进项目10个,改造市场3个", "引进项目5个;市场改造正在推进")["tasks"]
    assert task["reason"].endswith("；另有1个目标没有可比较的数字")
    (task,) = judged("改造市场3个", "市场改造正在推进")["tasks"]
    assert task["reason"] == "进展中没有可与目标比较的数字"


def test_a_target_without_a_figure_is_unknown_and_never_zero():
    (target,) = judged("建成40条道路", "其余道路正在推进")["targets"]
    assert (target["done_value"], target["completion_share"], target["spi"]) == (None, None, None)


def test_the_report_has_157_tasks_and_about_110_targets(result):
    assert len(result.tasks) == 157
    assert 105 <= len(result.targets) <= 115


@pytest.mark.parametrize("name", ["tasks", "targets", "items", "milestones", "mentions", "rejected", "departments"])
def test_a_table_has_its_columns_in_order_with_their_types(result, name):
    table = getattr(result, name)
    assert tuple(table.columns[: len(TABLES[name])]) == TABLES[name]
    assert all(str(table[column].dtype) == COLUMNS[column].dtype for column in TABLES[name])


@pytest.mark.parametrize(
    ("name", "quote", "start", "field"),
    [
        ("mentions", "quote", "start", None),
        ("rejected", "quote", "start", None),
        ("items", "quote", "start", "progress"),
        ("milestones", "quote", "start", "progress"),
        ("targets", "target_quote", "target_start", "task"),
        ("targets", "done_quote", "done_start", "progress"),
        ("tasks", "quote", "start", None),
    ],
)
def test_every_figure_leads_back_to_the_words_that_prove_it(result, name, quote, start, field):
    rows = result.report.rows.set_index("row_id")
    proved = getattr(result, name).dropna(subset=[quote])
    assert len(proved)
    for record in proved.to_dict("records"):
        text = rows.at[record["row_id"], field or record["field"]]
        assert text[record[start] : record[start] + len(record[quote])] == record[quote]
