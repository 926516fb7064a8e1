"""The review without a browser: what a screen is told, and what becomes of an answer."""

import os
import threading

import pytest

import shinpingba as sp
from shinpingba.judging.decisions import decisions_file, read_decisions
from shinpingba.reviewing.cards import cards, shown

ROWS = (
    "序号,工作任务,牵头单位,进展情况\n"
    '1,新建垃圾分类亭320座,区城管局,"已选址180座,建成96座。"\n'
    "2,引进世界500强、国内500强企业投资项目6个以上,区商务委,引进世界500强企业投资项目1个;引进国内500强企业投资项目3个。\n"
    "3,普通门诊费用跨省直接结算,区医保局,14家医疗机构实现跨省直接结算，原定目标为6家。\n"
    '4,新建垃圾站10座,区城管局,"已建成垃圾站4座,完成年度任务的40%,进展缓慢。"\n'
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "2021Q1.csv"
    path.write_text(ROWS, encoding="utf-8")
    return sp.read_report(path)


@pytest.fixture
def review(report):
    return sp.review(sp.assess(report), by="张三")


def number_of(review, row_id, question="done"):
    return next(n for n, card in enumerate(review.cards) if (card["id"], card["question"]) == (row_id, question))


def say(review, number, decided, **other):
    """What the page sends for a key."""
    content = {"number": number, "by": "张三", "on": "2021-04-20", "decided": decided} | other
    review._handle_custom_msg(content, [])


def kept(report):
    return read_decisions(decisions_file(report))


class TestScreen:
    def test_its_pieces_are_the_row_s_words_with_the_figures_numbered(self, report):
        for card in cards(sp.assess(report)):
            told = shown(card)
            for cell in told["cells"]:
                assert "".join(piece["text"] for piece in cell["pieces"]) in {str(words) for words in card.row.values()}
            numbers = [piece["number"] for cell in told["cells"] for piece in cell["pieces"] if "number" in piece]
            assert len(numbers) == (len(told["options"]) if told["question"] != "status" else 0)

    def test_the_machine_s_reading_is_marked_in_place(self, review):
        card = review.cards[number_of(review, "C1")]
        read = [piece["text"] for cell in card["cells"] for piece in cell["pieces"] if piece.get("is_read")]
        assert "96座" in "".join(read) and card["read"] == "96座"

    def test_of_more_than_nine_figures_those_of_the_target_s_unit_are_offered(self):
        import pandas as pd

        words = "、".join(f"{name}镇{number}家" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸", 1))
        rows = pd.DataFrame([{"task": "新建车间40个", "progress": f"走访企业{words},建成9个。", "lead": None}])
        (card,) = cards(sp.assess(sp.Report.from_rows(rows, period="2021Q1")))
        options = [option["words"] for option in shown(card)["options"]]
        assert len(options) == 9 and options[-1] == "9个"

    def test_it_tells_nothing_of_why_it_is_asked(self, review):
        assert {key for card in review.cards for key in card} == {
            "id", "title", "question", "ask", "read", "unit", "cells", "options",
        }  # fmt: skip


class TestAnswer:
    def test_each_becomes_a_decision_at_once(self, review, report):
        say(review, number_of(review, "C1"), "accept")
        say(review, number_of(review, "C2"), "figures", figures=[1, 2])
        say(review, number_of(review, "C4", "status"), "behind")
        assert [(each.row_id, each.decided, each.decided_value) for each in kept(report)] == [
            ("C1", "96座", 96), ("C2", "1个+3个", 4), ("C4", "behind", None),
        ]  # fmt: skip
        assert review.answers[str(number_of(review, "C2"))]["words"] == "1个+3个"

    def test_a_target_that_was_not_read_is_found_and_then_asked_of(self, review, report):
        say(review, number_of(review, "C3", "target"), "figures", figures=[1])
        result = sp.assess(report)
        target = result.targets.set_index("row_id").loc["C3"]
        assert (target["target_value"], target["unit"]) == (6, "家")
        assert "C3" in set(sp.doubts(result).query("question == 'done'")["row_id"])
        again = sp.review(result, by="张三")
        assert again.answers[str(number_of(again, "C3", "target"))]["words"] == "6家"
        say(again, number_of(again, "C3"), "figures", figures=[1])
        assert sp.assess(report).targets.set_index("row_id")["done_value"]["C3"] == 14

    def test_undo_takes_back_what_was_said_of_figure_or_stage(self, review, report):
        number = number_of(review, "C1")
        say(review, number, "done", asks_for="stage")
        say(review, number, "withdrawn")
        assert [(each.question, each.decided) for each in kept(report)] == [("stage", "done"), ("stage", "withdrawn")]
        assert str(number) not in review.answers

    def test_what_is_refused_is_said_and_not_kept(self, review, report):
        say(review, number_of(review, "C1"), "typed", typed="97")
        assert "要写理由" in review.notice["words"] and kept(report) == []
        say(review, number_of(review, "C1"), "figures", figures=[8])
        assert "第8个" in review.notice["words"]
        say(review, 99, "accept")
        assert review.notice["number"] == 99 and kept(report) == []

    def test_nobody_decides_nothing(self, review, report):
        say(review, number_of(review, "C1"), "accept", by=" ")
        assert "没有写核定人" in review.notice["words"] and kept(report) == []

    def test_another_s_answer_is_seen_with_the_next_one(self, review, report):
        other = sp.review(sp.assess(report), by="李四")
        say(other, number_of(other, "C2"), "none", by="李四")
        say(review, number_of(review, "C1"), "accept")
        assert review.answers[str(number_of(review, "C2"))] == {"words": "无", "by": "李四", "open": False}

    def test_the_result_holds_what_has_been_decided_so_far(self, review):
        say(review, number_of(review, "C1"), "none")
        assert review.result.targets.set_index("row_id")["decision"]["C1"] == "张三"

    def test_what_is_doubtful_still_stays_open(self, review):
        say(review, number_of(review, "C1"), "unsure", reason="等台账")
        assert review.answers[str(number_of(review, "C1"))]["open"]


class TestReadOnly:
    def test_a_report_from_no_file_can_only_be_looked_at(self, few):
        review = sp.review(few, by="张三")
        say(review, 0, "accept")
        assert "没有地方" in review.notice["words"] or "只能看" in review.notice["words"]

    def test_on_a_served_page_nothing_is_kept(self, report, monkeypatch):
        monkeypatch.setitem(os.environ, "SERVER_SOFTWARE", "voila/0.5.11")
        review = sp.review(sp.assess(report), by="张三")
        say(review, 0, "accept")
        assert "只能看" in review.notice["words"] and kept(report) == []

    def test_a_page_without_a_kernel_has_the_doubts_as_a_table(self, review):
        assert "新建垃圾分类亭320座" in review._repr_mimebundle_()["text/html"]


def test_two_people_at_once_lose_no_answer(report):
    reviews = [sp.review(sp.assess(report), by=name) for name in ("张三", "李四")]

    def go_through(review):
        for number in range(len(review.cards)):
            say(review, number, "unsure")

    people = [threading.Thread(target=go_through, args=[review]) for review in reviews]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(kept(report)) == sum(len(review.cards) for review in reviews)
