"""Which figure says how far a target has come, and which one only looks like it."""

from datetime import date

import pytest

from shinpingba.mentions import find_mentions
from shinpingba.pairs import pair
from shinpingba.targets import find_targets


def done(task, progress):
    """The achieved value and method of every target of a task, None where there is none."""
    targets = find_targets(task)
    found = pair(targets, progress, find_mentions(progress, as_of=date(2021, 3, 31)))
    for reading in found.values():
        assert progress[reading.start :].startswith(reading.quote)
    return [(found[n].value, found[n].method) if n in found else None for n in range(len(targets))]


@pytest.mark.parametrize(
    ("task", "progress", "expected"),
    [
        ("新建5G基站1500个", "一季度新开通5G基站172个。", [(172, "direct")]),
        ("提升1300栋农房风貌", "已确定325栋房屋纳入改造,已完工27栋。", [(27, "direct")]),
        ("新改建污水管网约60公里", "已完工7.7公里,正在建设2公里。", [(7.7, "direct")]),
        ("治理矿坑3公顷", "治理面积共30亩。", [(2.0, "direct")]),
        ("新建绿道26公里", "绿道建成21400米。", [(21.4, "direct")]),
        ("建成农村幸福院14个", "14个农村幸福院已建成8个(57%)。", [(8, "direct")]),
        ("培育科技型企业200家", "新培育科技型企业205家,累计达1255家。", [(205, "direct")]),
        ("新辟公交线路10条", "新辟线路6条。", [(6, "direct")]),
        ("8个轨道站点改造", "8个轨道站点正在施工,已完成总进度的43.3%。", [(pytest.approx(3.464), "percent")]),
        ("编制4项专规", "已于2月全部完成编制。", [(4, "percent")]),
        ("引进滴滴等5家电商企业", "引进敦笃肉铺生鲜电商平台。", [(1, "listed")]),
        ("打通城市断头路6条", "城北支路、星港路已建成通车,白泥路完成沥青摊铺。", [(2, "listed")]),
        ("新建城市绿道30公里", "完成古杏路绿道2.3km、龙湖绿道4.6km。", [(6.9, "sum")]),
        (
            "建成垃圾分类亭100个、资源化利用站5个",
            "建成垃圾分类亭88座、资源化利用站4个。",
            [(88, "direct"), (4, "direct")],
        ),
        ("高新技术企业达到120家", "高新技术企业总数达118家,其中新认定21家。", [(118, "direct")]),
        ("PM2.5浓度控制在34微克/立方米以内", "PM2.5平均浓度29微克/立方米。", [(29, "direct")]),
        ("新签约10亿元以上项目3个", "签约10亿元以上项目2个。", [(2, "direct")]),
        ("税收收入增长5%", "税收收入同比下降0.8%。", [(-0.008, "direct")]),
        ("完成4所中小学新建及改扩建,新增公办幼儿园3所", "4所学校改扩建完成。", [(4, "direct"), None]),
        ("新改建污水管网约60公里", "已完成。", [(60, "percent")]),
        ("新建公厕12座,改造道路3条", "已提前完成年度任务。", [(12, "percent"), (3, "percent")]),
        ("建设助餐点9家", "已完成。长征、真如等10家助餐点投入运营。", [(10, "direct")]),
        ("整改销号督察反馈问题24项", "已完成整改22项、销号19项。", [(19, "direct")]),
        ("出让国有建设用地600亩", "累计挂牌用地512亩,成交306亩,成交价款9.8亿元。", [(306, "direct")]),
        ("规上工业增加值增长8%", "1-2月增长4.3%,预计一季度增长5.1%。", [(0.051, "direct")]),
        ("完成农村公路大中修70公里", "90%(城北段滞后)", [(63, "percent")]),
        ("建成敬老院3家,开工建设福利院2家", "建成的57%(河湾偏慢);开工建设的50%。", [(1.71, "percent"), (1, "percent")]),
        ("调查失业率控制在5.5%以内", "城镇登记失业率3.2%,调查失业率5.1%。", [(0.051, "direct")]),
        ("新建改建公厕12座", "公厕新建5座、改建3座,其余4座正在办理手续。", [(8, "sum")]),
        (
            "新建、改扩建幼儿园6所,新增学位1620个",
            "一幼南园、三幼、五幼已竣工投用,新增学位810个。",
            [(3, "listed"), (810, "direct")],
        ),
        ("改（新）建农村户厕3.8万座", "全年改（新）建户厕38412座。", [(38412, "direct")]),
        ("完成片区征收486户", "签约451户,剩余35户正在协商。", [(451, "direct")]),
        (
            "引进亿元以上工业项目20个,其中10亿元以上项目5个",
            "已引进亿元以上工业项目17个,其中10亿元以上4个。",
            [(17, "direct"), (4, "direct")],
        ),
        (
            "粮食播种面积稳定在35万亩,产量14万吨以上",
            "粮食播种面积35.6万亩,粮食总产量14.3万吨。",
            [(356000, "direct"), (143000, "direct")],
        ),
        ("先进制造业占比50%以上,开工率达70%以上", "先进制造业占比23%。", [(0.23, "direct"), None]),
    ],
)
def test_the_figure_of_the_same_thing_is_found(task, progress, expected):
    assert done(task, progress) == [value and (pytest.approx(value[0]), value[1]) for value in expected]


@pytest.mark.parametrize(
    ("task", "progress"),
    [
        ("新建30公里步道", "30公里步道已完成项目招标。"),
        ("拆迁扫尾45个地块", "完成农户签约64户,企业签约38家。"),
        ("建成24公里环线道路", "庆龙路6.5公里整治道路,已完成总工程量的40%。"),
        ("建成20个项目", "计划6月完成18个项目,年底前完工11个项目。"),
        ("新增公办幼儿园3所", "3所幼儿园正在办理前期手续。"),
        ("取得军工资质8本以上", "目前已有11家企业提出申办军工资质需求。"),
        ("“一窗综办”比例提高至80%以上", "时限压缩比例86.9%,即办件51.6%。"),
        ("建成3个派出所", "土主派出所外墙、地砖、门窗已完成选样。"),
        ("改造老旧小区36个", "36个老旧小区全部开工,其中外墙保温完成62%。"),
        ("加装电梯20部", "电梯已签订协议9部。"),
        ("建成32万平方米自贸区创新服务中心", "已完成6万平方米装修。"),
        ("新增公共停车泊位7000个", "4个停车场完工投用。"),
        ("治理河道28公里", "河道治理完成护岸砌筑21.5公里,占总长的76.8%。"),
        ("建设高标准农田3.5万亩", "完成土地平整1.2万亩。"),
        ("城镇调查失业率控制在5.5%以内", "城镇登记失业率3.2%。"),
        ("新增国家卫生镇2个", "白石、杨店2个镇国家卫生镇验收材料已上报。"),
        ("新签约亿元以上项目45个", "新签约10亿元以上项目2个。"),
    ],
)
def test_another_thing_a_part_or_a_plan_is_no_achievement(task, progress):
    assert done(task, progress) == [None] * len(find_targets(task))


def test_each_figure_serves_one_target():
    assert done("改造危房70户,改厕1500户", "危房改造已完工13户。") == [(13, "direct"), None]
