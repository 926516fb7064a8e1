"""What is said of a part of a task, and what of the whole: a share, a verdict, so many that are late."""

from datetime import date

import pytest
from one_row import judged

AS_OF = date(2021, 9, 30)
KEEPS = ("completed", "ahead", "on_schedule")


def task(words, progress):
    """The record of the task at the end of September."""
    return judged(words, progress, as_of=AS_OF)["tasks"][0]


@pytest.mark.parametrize(
    ("words", "progress"),
    [
        ("新建农村道路40公里,加固危桥5座", "农村道路已完成41公里,完成年度任务的102.5%;危桥加固尚未开工。"),
        ("造林2万亩,封山育林1万亩", "造林2.1万亩,占年度计划的105%,封山育林因资金未到位暂未开工。"),
        ("新建托育园4所,新建食堂3个", "新建托育园4所,完成年度任务的100%;食堂正在办理前期手续。"),
        ("改造户厕900座,新建公厕6座", "户厕改造全部完成,完成任务的100%;公厕项目正在选址。"),
        ("新建停车位600个,改造道路4条", "停车位完成年度任务的82%;道路改造仍在办理征地手续,尚未开工。"),
        ("新建充电桩200个,新建基站90个", "充电桩建成206个,完成年度任务的103%;基站建设进展缓慢。"),
        ("建设冷库3座,改造农贸市场2个", "冷库已建成3座,完成全年任务的100%,农贸市场改造未达序时进度。"),
    ],
)
def test_the_share_of_one_target_does_not_speak_for_another_that_is_late(words, progress):
    assert task(words, progress)["status"] not in KEEPS
    assert task(words, progress)["stated_share"] is None


@pytest.mark.parametrize(
    ("words", "progress", "status"),
    [
        ("新建停车位600个,改造道路4条", "完成年度任务的100%。", "completed"),
        ("新建停车位600个,改造道路4条", "新建停车位610个,改造道路4条,完成年度任务的100%。", "completed"),
        ("新建托育园4所,新建食堂3个", "总体完成年度任务的80%。", "on_schedule"),
        ("加快智慧路灯建设", "完成年度任务的100%。", "completed"),
    ],
)
def test_the_share_of_the_whole_task_speaks_for_it(words, progress, status):
    assert task(words, progress)["status"] == status


def test_a_target_of_which_one_is_done_and_another_not_told_is_not_completed():
    assert task("加装电梯20部,整治背街小巷9条", "加装电梯21部,完成年度任务的105%。")["status"] == "on_schedule"


@pytest.mark.parametrize(
    "progress",
    [
        "达到序时进度的10项,占比77%;未达序时进度的3项,为工业投资、外贸进出口和税收收入。",
        "有2个项目进展缓慢,其余项目均达到序时进度。",
        "按序时推进的17项,滞后的4项。",
        "滞后工作3项,正常推进20项。",
        "21项任务中,18项达到序时进度,3项未达到序时进度。",
        "除公厕项目外均达到序时进度。",
        "除公厕、菜场2个项目外,其余均按序时推进。",
        "税收收入、用电量等4项指标未达预期目标,进出口等3项指标超过预期目标。",
        "部分指标未达序时进度。",
    ],
)
def test_where_some_are_late_the_task_is(progress):
    found = task("年度重点工作任务", progress)
    assert (found["status"], found["basis"]) == ("behind", "verdict")
    assert progress[found["start"] : found["end"]] == found["quote"]


@pytest.mark.parametrize(
    "progress",
    [
        "大部分项目完成年度目标任务。",
        "近八成任务达到序时进度。",
        "绝大多数指标完成年度目标。",
        "达到序时进度的有交通、水利两项。",
        "超序时进度的项目有9个。",
        "9项主要指标中,零售总额、财政收入等3项指标增速达到或超过预期目标。",
    ],
)
def test_what_keeps_the_pace_in_part_is_no_verdict_on_the_whole(progress):
    assert task("年度重点工作任务", progress)["status"] not in KEEPS


@pytest.mark.parametrize(
    "progress",
    [
        "全部38项任务均达到序时进度。",
        "38项任务全部达到序时进度。",
        "未达序时进度0项,全部按序时推进。",
        "没有滞后的任务,全部达到序时进度。",
        "各项指标均达到序时进度。",
    ],
)
def test_what_all_of_them_keep_is_one(progress):
    assert task("年度重点工作任务", progress)["status"] == "on_schedule"


@pytest.mark.parametrize(
    ("progress", "share"),
    [
        ("经核实,欠进度的有9项,占总任务的7.5%;超进度的有6项。", None),
        ("滞后4项,占任务总数的8%。", None),
        ("已完成和提前完成18个,占总任务的9.8%。", None),
        ("其它类7个,占总任务的3.8%。", None),
        ("已启动45个,占计划的75%;完成15个,占计划的25%。", 0.25),
        ("已开工45个,占年度计划的75%。", None),
        ("已完成招标45个,占年度任务的75%。", None),
        ("完成招标工程150处,招标完成率为93%。累计完成投资1.4亿元,投资完成率为46%。", 0.46),
        ("老旧小区改造完成率94%;棚户区改造完成率43%;危房改造完成率86%。", 0.43),
        ("产业类项目完成年度计划的81%,民生类项目完成年度计划的44%。", 0.44),
        ("完成投资79亿元,占年度计划的79%。其中产业类完成38亿元,占年度计划的58%。", 0.79),
        ("推进6个医院项目建设,占年度投资计划的101.4%。", 1.014),
        ("在建的9个项目完成年度任务的61%。", 0.61),
    ],
)
def test_a_share_of_what_is_begun_or_late_is_no_completion(progress, share):
    assert task("加快重点工程建设", progress)["stated_share"] == share


@pytest.mark.parametrize("progress", ["完成年度任务的80%,推进缓慢。", "80%(金水路、文昌路推进缓慢)"])
def test_an_office_that_calls_its_task_late_is_believed_against_a_share_alone(progress):
    assert task("打通断头路10条", progress)["status"] == "behind"
