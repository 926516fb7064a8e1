"""A share of the work is told beside the status, and held against no calendar."""

from datetime import date

import pytest
from one_row import judged


def task(words, progress):
    """The record of the task at the end of June."""
    return judged(words, progress, as_of=date(2021, 6, 30))["tasks"][0]


@pytest.mark.parametrize(
    ("words", "progress", "share"),
    [
        (
            "新建供热管网18公里,项目总投资5200万元",
            "项目于上年9月开工,正在开挖管沟,已完成总工程量的13%,完成投资520万元",
            0.13,
        ),
        (
            "发放3100户机顶盒、更新210个农家书屋",
            "机顶盒和农家书屋项目已挂网,均已完成总工程量的55%,预计10月底前完成",
            0.55,
        ),
        ("改造老旧厂房7处", "正在施工中(85%)", 0.85),
        ("城乡供热提升工程", "正在施工中(70%),预计10月底前完成", 0.7),
        ("解决山区52万人吃水问题", "有关县正在铺设管道,已经完成总工程量的65%以上", 0.65),
        ("建设文化艺术中心", "文化艺术中心完成工程量的40%。下一步,加快推进装修", 0.4),
    ],
)
def test_the_share_of_the_work_is_told_and_judges_nothing(words, progress, share):
    found = task(words, progress)
    assert (found["stated_share"], found["completion_share"], found["status"]) == (share, None, "in_progress")


@pytest.mark.parametrize(
    "progress",
    [
        "东地块已完成总工程量的90%,西地块正在招标",
        "艺术中心主体完成工程量的90%",
        "艺术中心征地完成工程量的40%",
        "污水管网完成工程量的40%",
        "艺术中心正在施工,完成总工程量的40%;配套道路已完成设计",
        "3座场馆分别完成总工程量的38%、22%、18%",
        "一馆完成总工程量的38%,二馆完成总工程量的22%",
    ],
)
def test_the_share_of_a_part_or_of_other_work_is_none_of_the_task(progress):
    assert task("建设文化艺术中心", progress)["stated_share"] is None


def test_a_share_of_the_years_task_goes_before_one_of_the_work():
    assert task("新建供热管网18公里", "完成年度任务的60%,形象进度70%")["stated_share"] == 0.6
