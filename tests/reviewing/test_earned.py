"""Confidence that is earned: the bound holds as often as it says, and a report says what was checked and what was not."""

from dataclasses import replace
from itertools import product
from math import comb

import pytest

from shinpingba.judging.choices import Choice
from shinpingba.judging.decisions import Decision
from shinpingba.reviewing.bounds import lower_bound
from shinpingba.reviewing.earned import PROMISED, Earned, checks_of, earned_words
from shinpingba.reviewing.questions import Question
from shinpingba.reviewing.sample import by_lot, mixed

LEVEL = 0.95


def figure(number, confidence="high", flags=()):
    """A figure that was read as 10."""
    read = Choice("progress", 0, "10个", 10.0)
    return Question(
        f"C{number}", "done", 1, f"新建第{number}类设施20个", "个", "10个", read, (read,), flags, confidence
    )


def settled(question, value):
    decided = "none" if value is None else f"{value}个"
    return Decision(*question.asks, "", None, "", "10个", decided, value, "个", "张三", "2021-04-20", "清点", "")


class TestBound:
    @pytest.mark.parametrize(
        ("right", "looks", "bound"),
        [(28, 28, 0.899), (299, 299, 0.990), (472, 473, 0.990), (59, 59, 0.950), (0, 5, 0.0)],
    )
    def test_it_is_the_exact_one(self, right, looks, bound):
        assert lower_bound(right, looks) == pytest.approx(bound, abs=6e-4)

    @pytest.mark.parametrize(("share", "sample"), [(0.99, 120), (0.96, 60), (0.85, 40), (0.5, 20)])
    def test_it_holds_in_95_of_100_runs_whatever_else_was_settled(self, share, sample):
        """A sample is settled, and behind it whatever looked doubtful, which the wrong ones mostly do, up to the first that did not.

        Summed over all that may come: how many of the sample are right, how many right and wrong ones follow it without a gap.
        """
        right, wrong = share * 0.1, (1 - share) * 0.8
        drawn_right = {
            good: comb(sample, good) * share**good * (1 - share) ** (sample - good) for good in range(sample + 1)
        }
        behind = {
            (more, bad): comb(more + bad, bad) * right**more * wrong**bad * (1 - right - wrong)
            for more, bad in product(range(30), repeat=2)
        }
        likely = [
            (chance * further, good + more, sample + more + bad)
            for (good, chance), ((more, bad), further) in product(drawn_right.items(), behind.items())
            if chance * further > 1e-6
        ]
        assert sum(chance for chance, _, _ in likely) > 0.999
        assert sum(chance for chance, good, looks in likely if lower_bound(good, looks) <= share) >= LEVEL


class TestCounted:
    figures = tuple(figure(number) for number in range(20))

    def test_only_what_was_drawn_before_the_first_open_one_counts(self):
        order = by_lot(self.figures)
        decisions = [settled(each, 10.0) for each in (*order[:5], *order[8:12])]
        assert checks_of(self.figures, decisions) == [("high", True)] * 5

    @pytest.mark.parametrize(("value", "is_right"), [(10.0, True), (11.0, False), (None, False)])
    def test_a_figure_is_right_where_a_person_settled_the_same(self, value, is_right):
        first = by_lot(self.figures)[0]
        assert checks_of(self.figures, [settled(first, value)]) == [("high", is_right)]

    def test_each_class_is_drawn_for_itself(self):
        figures = [*self.figures, figure(50, "medium")]
        assert checks_of(figures, [settled(figures[-1], 10.0)]) == [("medium", True)]


class TestDrawn:
    def test_the_order_stays_whoever_draws_and_whatever_stands_beside(self):
        figures = [figure(number) for number in range(40)]
        assert by_lot(figures) == by_lot(reversed(figures))
        assert [each for each in by_lot(figures) if each in figures[:10]] == by_lot(figures[:10])

    def test_the_order_has_nothing_to_do_with_how_a_figure_was_read_or_what_makes_it_doubtful(self):
        figures = [figure(number) for number in range(40)]
        otherwise = [
            replace(each, read="7个", answer=Choice("progress", 3, "7个", 7.0), flags=("rival",) * (place % 2))
            for place, each in enumerate(figures)
        ]
        assert [each.asks for each in by_lot(otherwise)] == [each.asks for each in by_lot(figures)]

    def test_it_is_mixed_among_the_doubts_in_the_order_it_was_drawn_in(self):
        doubts = [figure(f"d{number}", "medium", ("weak",)) for number in range(30)]
        sample = by_lot([figure(number) for number in range(10)])
        listed = mixed(doubts, sample)
        assert [each for each in listed if each in sample] == sample
        assert [each for each in listed if each in doubts] == doubts
        assert set(listed[:30]) != set(doubts)

    def test_what_is_doubtful_and_drawn_is_asked_once(self):
        doubts = [figure(number, flags=("rival",)) for number in range(9)]
        listed = mixed(doubts, by_lot(doubts)[:4])
        assert len(listed) == 9
        assert [each for each in listed if each in by_lot(doubts)[:1]] == by_lot(doubts)[:1]


class TestWords:
    def test_a_class_says_how_many_were_checked_how_many_were_wrong_and_what_that_proves(self):
        assert Earned("high", 299, 0).words == "高：已核299条，错0条，95%下限99.0%"

    def test_where_nothing_was_checked_it_says_so(self):
        assert Earned("low", 0, 0).words == "低：未核"

    def test_a_class_that_has_not_earned_its_name_says_so(self):
        assert Earned("high", 120, 1).words == "高：已核120条，错1条，95%下限96.1%，尚不足以证实应有的99%"

    def test_a_better_name_promises_more(self):
        assert PROMISED["high"] > PROMISED["medium"] > PROMISED["low"]

    def test_a_report_without_decisions_has_earned_nothing(self, analysed):
        assert earned_words([analysed]) == "高：未核；中：未核；低：未核"
