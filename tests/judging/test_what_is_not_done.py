"""Words that sound like the end of a task and are none: a noun, a later time, a pace, a preparation, a beginning."""

from datetime import date

import pytest
from one_row import judged

AS_OF = date(2021, 9, 30)


def task(words, progress):
    """The record of the task at the end of September."""
    return judged(words, progress, as_of=AS_OF)["tasks"][0]


@pytest.mark.parametrize(
    "progress",
    [
        "投资完成进度位居全市第三。",
        "从二季度指标完成情况看,出口增速居全省第6位。",
        "完成任务的压力较大。",
        "完成时间已明确。",
        "建成投产后日处理垃圾700吨。",
        "完工投运后日处理能力达4万吨。",
        "竣工通车后,通行能力提高一倍。",
        "项目建成后,将改善群众出行条件。",
        "项目达产后年税收4000万元。",
        "已完成减排序时进度。",
        "已完成上半年序时任务。",
        "已完成本月计划任务。",
        "大部分项目完成年度目标任务。",
        "已完成的有社区食堂、口袋公园等项目。",
        "资金已全部落实。",
        "设备已全部到货。",
        "无法在规定时限内完成。",
        "已超额完成8月份确定的累计完成工程量25%的节点目标。",
        "各项工作基本实现了“时间过半、任务过半”的目标。",
        "主桥于7月20日完成合龙,今年可全部竣工。",
    ],
)
def test_what_only_sounds_finished_is_not_completed(progress):
    assert task("实施城南片区工程", progress)["status"] != "completed"


@pytest.mark.parametrize(
    "progress",
    ["已完成年度任务。", "全部完成。", "项目已完工。", "于8月底建成,投用后运行良好。", "经整改后已全部完工。"],
)
def test_what_is_finished_is_completed(progress):
    assert task("实施城南片区工程", progress)["status"] == "completed"


@pytest.mark.parametrize(
    ("progress", "stage"),
    [
        ("正着手准备开展招标和采购工作。", "preparing"),
        ("准备开工。", "preparing"),
        ("公厕28座已全部落实点位。", "preparing"),
        ("已完成危房等级鉴定。", "preparing"),
        ("施工单位已全部确定。", "preparing"),
        ("预计11月份开展服务。", "not_started"),
        ("计划10月中旬启动施工。", "not_started"),
        ("主体已封顶,预计11月启动验收。", "underway"),
        ("未完成主体施工。", "underway"),
        ("其中7项指标已达标,3项暂未达标。", "underway"),
        ("安置房全部完成竣工验收并入住。", "done"),
    ],
)
def test_how_far_the_work_is(progress, stage):
    assert task("实施城南片区工程", progress)["stage"] == stage


@pytest.mark.parametrize(
    ("progress", "is_late"),
    [
        ("管网漏损率低于目标0.6个百分点。", False),
        ("城镇登记失业率比控制目标低1.1个百分点。", False),
        ("管网漏损率高于目标0.6个百分点。", True),
        ("财政收入增速低于年度目标1.6个百分点。", True),
    ],
)
def test_below_a_ceiling_is_not_behind(progress, is_late):
    assert (task("做好相关指标工作", progress)["status"] == "behind") == is_late
