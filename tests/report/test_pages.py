"""Whole pages in the forms of other offices: their figures stand in rows, their verdicts on them, what tells nothing is refused."""

from collections import Counter

import pytest

import shinpingba as sp

# What it is, its period, its text, the figures of progress in it, the office's verdicts.
PAGES = [
    (
        "督查通报;分类列表",
        "2022Q3",
        "关于1-9月市政府重点工作推进情况的督查通报\n各区县人民政府,市政府各部门:\n2022年市政府重点工作共86项。截至9月底,已完成21项,达到序时进度52项,未达到序时进度13项。\n一、已完成的任务\n1.人才公寓建设。已交付人才公寓1200套,完成年度目标的120%。\n2.绿道建设。建成绿道86公里。\n二、未达到序时进度的任务\n1.轨道交通三号线。完成投资18.4亿元,占年度计划的52.6%,低于序时进度22.4个百分点。\n2.工业技改投资。同比增长4.2%,低于年度目标5.8个百分点。\n3.数字乡村试点。方案尚未印发。\n",
        [1200, 1.2, 86, 1840000000, 0.526, 0.042],
        {"completed": 2, "behind": 3},
    ),
    (
        "一是二是 running",
        "2023H1",
        "上半年,全县坚持项目为王。一是交通项目提速。环城高速完成投资9.6亿元,占年度计划的64%;二是水利项目推进。新建高效节水灌溉面积3.1万亩,完成任务的77.5%;三是民生项目落地。改造农村户厕4200座,占年度任务的52.5%。\n",
        [960000000, 0.64, 31000, 0.775, 4200, 0.525],
        {},
    ),
    (
        "count before name, brackets",
        "2024M10",
        "民生实事跑出加速度\n今年确定的10件民生实事中,3所幼儿园已投用3所(100%)、26个老旧小区已完工19个(73%)、80公里供水管网已更换71公里(89%)、4座停车楼已封顶2座(50%),其余正在加快建设。\n",
        [3, 19, 71, 2],
        {},
    ),
    (
        "labelled blocks",
        "2021Q4",
        "2021年民生实事项目完成情况公示\n实事一:新建改建农村公路\n年度目标:新建改建农村公路260公里。\n完成情况:截至12月底,完成新建改建农村公路281公里,完成率108%。\n责任单位:市交通运输局\n实事二:实施妇女“两癌”免费筛查\n年度目标:筛查3.5万人。\n完成情况:已筛查36200人,超额完成任务。\n责任单位:市卫生健康委\n",
        [281, 1.08, 36200],
        {"completed": 1},
    ),
    (
        "rank table in sentences",
        "2022M08",
        "1-8月全市固定资产投资情况\n1-8月,全市完成固定资产投资612.3亿元,同比增长9.4%,高于序时进度1.2个百分点。分县区看,临河县完成73.1亿元,占年度目标的70.2%,排名第一;金川县完成58.4亿元,占年度目标的61.5%,排名第四;沙湖区完成40.2亿元,占年度目标的48.8%,排名末位。\n",
        [61230000000, 0.094, 7310000000, 0.702, 5840000000, 0.615, 4020000000, 0.488],
        {"ahead": 1},
    ),
    (
        "滞后项目 一是",
        "2023M11",
        "重点项目专题调度会通报:截至11月20日,滞后项目4个:一是城北污水厂提标改造(第4项),设备未到场;二是G312改线(第9项),征迁剩余12户;三是智慧停车平台,尚未招标;四是中医院迁建,主体仅完成3层。\n",
        [],
        {"behind": 4},
    ),
    (
        "分别 list",
        "2022Q3",
        "前三季度,全区新建口袋公园、社区食堂、充电桩分别为9个、14个、620个,分别完成年度任务的90%、70%、62%。\n",
        [9, 14, 620, 0.9, 0.7, 0.62],
        {},
    ),
    (
        "one para an item no number",
        "2021Q3",
        "棚户区改造。年度任务1800套,已开工1560套,开工率86.7%,基本建成920套。\n农村危房改造。年度任务350户,已竣工350户,提前完成年度任务。\n保障性租赁住房。年度任务600套,已筹集410套,慢于序时进度6.7个百分点。\n",
        [1560, 0.867, 920, 350, 410],
        {"completed": 1, "behind": 1},
    ),
    (
        "通报 with dash bullets",
        "2024Q3",
        "三季度重点任务调度情况\n——招商引资。新签约项目38个,协议资金126亿元,到位资金41亿元,占年度目标的82%。\n——重大项目。45个重点项目完成投资66.3亿元,占年计划71.3%,滞后序时3.7个百分点。\n——营商环境。政务服务事项网办率98.5%。\n",
        [38, 12600000000, 4100000000, 0.82, 6630000000, 0.713, 0.985],
        {"behind": 1},
    ),
    (
        "traditional",
        "2022M10",
        "截至10月底,全縣完成造林綠化4.6萬畝,占年度任務的92%,超序時8.7個百分點;新建高標準農田2.2萬畝,占年度任務的55%,進度滯後。\n",
        [46000, 0.92, 22000, 0.55],
        {"ahead": 1, "behind": 1},
    ),
    (
        "class list with 。",
        "2022Q4",
        "2022年承诺事项办理结果:全部完成的9项,基本完成的2项,未完成的1项。未完成的1项为:城东客运站迁建。主要原因是用地规划调整。\n",
        [],
        {"behind": 1},
    ),
    (
        "numbered with measures",
        "2023Q3",
        "2023年度为民办实事前三季度进展\n一、促进就业。目标任务:城镇新增就业9000人。进展情况:1-9月城镇新增就业8120人,完成90.2%。下一步措施:举办专场招聘会20场。\n二、扶残助残。目标任务:适配辅助器具1500人次。进展情况:已适配1610人次,提前完成任务。下一步措施:做好满意度回访。\n",
        [8120, 0.902, 1610],
        {"completed": 1},
    ),
    (
        "cut off",
        "2022H1",
        "2022年上半年重点民生项目推进情况\n1.医疗卫生。县医院新院区主体封顶,完成投资2.7亿元,占年度计划的54%。\n2.教育。新建第三中学,已完成\n",
        [270000000, 0.54],
        {},
    ),
]


def near(one, other):
    return abs(one - other) <= 1e-6 * max(1, abs(other))


@pytest.mark.parametrize(("what", "period", "text", "figures", "verdicts"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_is_read(what, period, text, figures, verdicts, tmp_path):
    path = tmp_path / "页.txt"
    path.write_text(text, encoding="utf-8")
    result = sp.assess(sp.read_report(path, period=period))
    told = [
        *result.mentions["value"].dropna(),
        *result.targets["done_value"].dropna(),
        *result.tasks["stated_share"].dropna(),
    ]
    assert [figure for figure in figures if not any(near(each, figure) for each in told)] == []
    assert Counter(result.tasks["stated_status"].dropna()) == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "县政府召开常务会议\n会议强调要倒排工期、挂图作战,确保全年目标任务圆满完成。会议指出,项目建设是经济工作的主抓手。\n"
    ],
)
def test_a_meeting_tells_nothing(text, tmp_path):
    path = tmp_path / "页.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(sp.ReportError, match="没有进展可读"):
        sp.read_report(path, period="2023Q2")
