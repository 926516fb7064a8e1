"""The share of the year's plan that a progress states of the whole task, and the shares that are of something else."""

import pytest

from shinpingba.language.passage import read_passage
from shinpingba.reading.mentions import find_mentions
from shinpingba.reading.said_shares import stated_share

WHOLE = {
    "完成投资7.4亿元,完成年度计划的61.2%。": 0.612,
    "16个项目实现竣工,竣工率18.4%。": 0.184,
    # nothing is all done of which a further share is not
    "已完成校长培训240人,完成率100%;创建示范园9所,完成率75%。": 0.75,
    "饮水工程完成410处,完成率100%;农村公路完工1980公里,完工率88.6%。": 0.886,
    "机场、航运、轨道项目分别占年度计划的108.4%、83.1%和71.6%。": 0.716,
    "安置房项目完成计划的138%,污水厂完成92.5%,集配中心完成81.2%。": 0.812,
    # but what is still built, and a part with a name, take nothing from it
    "新建公厕完成540座,占年度总任务104.2%,正在施工31座,占年度任务的6%。": 1.042,
    "完成投资86亿元,占年度计划的109%。其中,水利类完成投资9亿元,占年度计划的85%。": 1.09,
    # a part that names nothing of its own: the rate behind it is of the whole
    "已开工7200户,其中已竣工3900户,开工率为82%;竣工率为44.3%。": 0.443,
}
ELSE = [
    "完成投资164亿元,超过计划投资额21.6%。",  # by how much the plan is exceeded
    "开工率、到位率分别为93%、100%,其中7个市级重点项目投资完成率112%。",  # a part with a name
    "家政提质等6项工程已完成年度目标任务的70%以上。",  # some of them
    "累计开工建设12个,开工率92.3%。",
    "上半年完成投资88亿元,占上半年责任目标80亿元的110%。",  # of a part of the year
]


@pytest.mark.parametrize("progress", WHOLE)
def test_the_share_of_the_whole_task_is_read(progress):
    share = stated_share(read_passage(progress), find_mentions(progress))
    assert share is not None
    assert share.value == pytest.approx(WHOLE[progress])
    assert progress[share.start : share.end] == share.quote


@pytest.mark.parametrize("progress", ELSE)
def test_a_share_of_something_else_is_none_of_the_task(progress):
    assert stated_share(read_passage(progress), find_mentions(progress)) is None
