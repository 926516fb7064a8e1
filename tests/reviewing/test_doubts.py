"""What should be looked at: each flag by the sentences it is for, the order of the doubts, and what a quarter of the rows finds."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest

import shinpingba as sp
from shinpingba.columns import DOUBT_LABELS, records
from shinpingba.evaluate import evaluate, read_gold
from shinpingba.reviewing.doubts import doubted
from shinpingba.reviewing.flags import FLAGS
from shinpingba.reviewing.looks import Look, curve, found_in, looks_until
from shinpingba.reviewing.questions import questions

ANNOTATED = Path(__file__).parents[1] / "annotated"

# flag, task, progress: with it, and without it in the words beside
FLAGGED = [
    ("unread", "新建公厕80座", "在建公厕72座。"),
    ("unread", "全市80个重点工程", "全市80个重点工程前期顺利,已完成征地的72个。"),
    ("unread_works", "全市80个重点工程", "72个工程开工,开工率90%。"),
    ("unread", "用水总量控制在1.8亿立方米以内", "据节水平台统计,全区新水用量1.6亿立方米。"),
    ("repeated", "水毁修复工程9处", "水毁修复工程9处,投资112万元。"),
    ("told_else", "新增2万个停车泊位", "计划年底前新增停车泊位1.2万个。"),
    ("other_unit", "新建乡村幼儿园240所", "落实资金3.1亿元,已完工96栋校舍。"),
    ("size", "资金筹措:工程概算总投资12.6亿元", "累计到位资金46000万元,资金到位率为36.5%。"),
    ("told_done", "打通断头路攻坚行动(4条路)", "1.望江路:已完工;2.松林路:已完工"),
    ("share_only", "实施农村公路提升改造46公里。", "东环线完成88.4%。"),
    ("rival", "引进世界500强、国内500强企业投资项目6个以上", "引进世界500强企业投资项目1个;引进国内500强企业投资项目3个。"),
    ("beside", "城镇新增就业95万人", "城镇新增就业62万人,实现创业9万人。"),
    ("echo", "改造老旧小区42个", "老旧小区42个已改造完毕。"),
    ("equal", "新辟公交线路12条", "12条线路已全部开通。"),
    ("weak", "安装新能源充电桩90个", "一季度充电设施已安装12个。"),
    ("excess", "培育企业30家", "新增企业80家。"),
    ("goal", "新建公厕10座", "建成公厕4座;14家医疗机构(原定目标为6家)实现跨省直接结算。"),
    ("goal", "普通门诊费用跨省直接结算", "14家医疗机构实现跨省直接结算,原定目标为6家。"),
    ("verdict", "新建垃圾站10座", "已建成垃圾站4座,完成年度任务的40%,进展缓慢。"),
]  # fmt: skip
PLAIN = [
    ("repeated", "新建5G基站1500个", "一季度新开通5G基站172个。"),
    ("told_else", "新建公厕10座", "正在选址。"),
    ("unread", "全市80个重点工程", "全市80个重点工程累计完成投资41.6亿元。"),
    ("unread", "新建5G基站1500个", "一季度新开通5G基站172个。"),
    ("rival", "改造农村危房210户", "竣工98户,在建45户。"),
    ("rival", "城镇新增就业95万人", "城镇新增就业62万人,其中新增就业的困难人员4万人。"),
    ("rival", "城镇新增就业95万人", "城镇新增就业62万人,实现创业9万人。"),
    ("beside", "新建公厕10座", "建成公厕4座,完成年度任务的40%,公厕用地21座已落实。"),
    ("unread_works", "新建公厕80座", "在建公厕72座。"),
    ("rival", "城镇新增就业95万人", "城镇新增就业62万人,完成年度任务的65.3%,其中失业人员再就业9万人。"),
    ("weak", "新建5G基站1500个", "一季度新开通5G基站172个。"),
    ("excess", "新建公厕10座", "建成公厕12座。"),
    ("goal", "新建公厕10座", "完成年度任务10座的80%。"),
    ("verdict", "新建垃圾站10座", "已建成垃圾站1座,进展缓慢。"),
]


def asked(task, progress):
    rows = pd.DataFrame([{"task": task, "progress": progress, "lead": None}])
    return questions(sp.assess(sp.Report.from_rows(rows, period="2021Q1")))


@pytest.mark.parametrize(("flag", "task", "progress"), FLAGGED)
def test_a_flag_is_raised_by_the_words_it_is_for(flag, task, progress):
    assert any(flag in each.flags for each in asked(task, progress))


@pytest.mark.parametrize(("flag", "task", "progress"), PLAIN)
def test_a_flag_is_not_raised_by_others(flag, task, progress):
    assert not any(flag in each.flags for each in asked(task, progress))


def test_every_flag_has_its_word_and_its_sentence():
    assert FLAGS.keys() | {"goal", "verdict"} == DOUBT_LABELS.keys()
    assert all(re.search("[\u4e00-\u9fff]", flag.__doc__ or "") for flag in FLAGS.values())


class TestTable:
    def test_the_most_doubtful_comes_first(self, analysed):
        flags = [min([*DOUBT_LABELS].index(flag) for flag in each.flags) for each in doubted(analysed)]
        assert flags == sorted(flags)
        assert list(sp.doubts(analysed)["rank"]) == list(range(1, len(flags) + 1))

    def test_candidates_are_the_row_s_own_figures_in_order(self, analysed):
        rows = analysed.report.rows.set_index("row_id")
        for each in doubted(analysed):
            for choice in each.candidates:
                text = rows.at[each.row_id, choice.field]
                assert text[choice.start : choice.start + len(choice.quote)] == choice.quote
            places = [(choice.field, choice.start) for choice in each.candidates]
            assert places == sorted(places, key=lambda place: place[1])
        assert "|" in "".join(sp.doubts(analysed)["candidates"].dropna())

    def test_the_doubt_is_said_in_words(self, analysed):
        words = {word for doubt in sp.doubts(analysed)["doubt"] for word in doubt.split("；")}
        assert words <= set(DOUBT_LABELS.values())

    def test_a_report_without_a_doubt_has_an_empty_table(self, few):
        rows = few.report.rows.head(1)
        found = sp.doubts(sp.assess(sp.Report.from_rows(rows, period="2021Q1")))
        assert len(found) == 0 and "doubt" in found

    def test_a_falling_rate_may_be_chosen_as_one(self):
        (question,) = asked("固定资产投资增长5%", "固定资产投资下降3.1%,民间投资增长2%。")
        assert [choice.value for choice in question.candidates] == [-0.031, 0.02]

    def test_a_share_of_the_target_may_be_chosen_as_its_amount(self):
        (question,) = asked("实施农村公路提升改造50公里。", "项目完成总体进度的88%。")
        assert [choice.value for choice in question.candidates] == [pytest.approx(44)]


LOOKS = [Look((place, 0), "x", 10, int(place < 3), int(place == 7)) for place in range(10)]


class TestLooks:
    def test_the_first_rows_find_their_share_of_the_errors(self):
        assert (found_in(LOOKS, 0), found_in(LOOKS, 2), found_in(LOOKS, 8)) == (0, 0.5, 1)

    def test_rows_are_opened_until_the_figures_shown_are_right(self):
        # 3 of 100 are wrong: 2 rows make it 1 of 100
        assert looks_until(LOOKS) == 2
        assert looks_until(LOOKS, 0.97) == 0

    def test_without_errors_nothing_has_to_be_opened(self):
        right = [Look((0, 0), "x", 4, 0, 0)]
        assert (found_in(right, 0), looks_until(right)) == (1, 0)

    def test_the_curve_has_a_line_a_set_and_one_for_all(self):
        told = curve([*LOOKS, Look((0, 0), "y", 1, 0, 0)])
        assert [line.split(" | ")[0] for line in told.splitlines()[-3:]] == ["| x", "| y", "| all"]


@pytest.fixture(scope="module")
def developed():
    return evaluate(read_gold(ANNOTATED / "develop.jsonl"))


def test_a_quarter_of_the_annotated_rows_holds_four_fifths_of_the_errors(developed):
    assert found_in(developed.looks, math.ceil(len(developed.looks) / 4)) >= 0.8


def test_every_wrong_or_missed_pair_is_counted_in_its_row(developed):
    (pairs,) = (score for score in developed.scores if score.what == "pairs")
    assert sum(each.wrong for each in developed.looks) == len(pairs.extra)
    assert sum(each.missed for each in developed.looks) == len(pairs.missed)


def test_what_is_settled_is_no_doubt_any_more(analysed):
    first = doubted(analysed)[0]
    row = next(row for row in records(analysed.report.rows) if row["row_id"] == first.row_id)
    from shinpingba.judging.decisions import Decision, fingerprint

    settled = Decision(
        *first.asks, field="", start=None, quote="", read=first.read, decided="none", decided_value=None, unit="",
        by="张三", on="2021-04-20", reason="", words=fingerprint(row),
    )  # fmt: skip
    asks = [each.asks for each in doubted(sp.assess(analysed.report, decisions=[settled]))]
    assert first.asks not in asks and len(asks) == len(doubted(analysed)) - 1
