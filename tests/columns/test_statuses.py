"""A status is one line of a table: whole, told from every other by word, sign and look, and followed everywhere from there."""

import re
from dataclasses import MISSING, fields

import pytest

import shinpingba as sp
from shinpingba.columns import (
    CODE_LABELS,
    COLUMNS,
    LATE,
    SEVERITY,
    STAGE_LABELS,
    STATUS_COUNTS,
    STATUS_LABELS,
    STATUS_OF_STAGE,
    STATUSES,
    TABLES,
    UNMEASURED,
    Status,
)
from shinpingba.judging import rules
from shinpingba.judging.rollups import status_counts
from shinpingba.language import verdicts
from shinpingba.words.lexicon import read_words

VEGA_SHAPES = {"circle", "square", "diamond", "triangle-up", "triangle-down", "triangle-left", "triangle-right"}
each_status = pytest.mark.parametrize("status", STATUSES.values(), ids=lambda status: status.name)


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


BESIDE = ("before", "behind")  # the uses of words that stand beside a verdict, and are none


@each_status
class TestLine:
    def test_is_whole(self, status):
        required = [field.name for field in fields(Status) if field.default is MISSING]
        assert all(getattr(status, name) != "" for name in required)
        assert {type(status.is_late), type(status.is_measured)} == {bool}
        assert re.fullmatch("[\u4e00-\u9fff]{2,4}", status.label)
        assert re.search("[\u4e00-\u9fff]", status.meaning)
        assert not status.meaning.endswith("。")

    def test_has_colours_that_can_be_seen_and_read(self, status):
        assert all(re.fullmatch("#[0-9A-Fa-f]{6}", colour) for colour in (status.fill, status.outline, status.ink))
        assert contrast(status.outline, "#ffffff") >= 3
        assert contrast(status.ink, status.fill) >= 4.5

    def test_has_a_sign_that_every_chinese_font_has(self, status):
        assert len(status.glyph) == 1
        assert status.glyph.encode("gbk")
        assert status.shape in VEGA_SHAPES or status.shape.startswith("M")

    def test_is_late_only_where_it_was_held_against_the_schedule(self, status):
        assert status.is_measured or not status.is_late

    def test_is_followed_by_its_word_and_by_the_column_that_counts_it(self, status):
        assert CODE_LABELS["status"][status.name] == CODE_LABELS["later_status"][status.name] == status.label
        column = COLUMNS[STATUS_COUNTS[status.name]]
        assert (column.label, column.dtype) == (status.label, "Int64")
        assert all(column.name in TABLES[name] for name in ("rollup_lead", "rollup_section", "rollup_table"))


@pytest.mark.parametrize("told_by", ["label", "glyph", "outline"])
def test_no_two_statuses_share_what_tells_them_apart(told_by):
    assert len({getattr(status, told_by) for status in STATUSES.values()}) == len(STATUSES)


def test_no_two_statuses_look_alike_in_a_chart():
    assert len({(status.shape, status.fill) for status in STATUSES.values()}) == len(STATUSES)


def test_a_line_that_leaves_something_out_is_no_status():
    with pytest.raises(TypeError, match="meaning"):
        Status("paused", "停顿", "▽", "triangle-down", "#FFFFFF", "#6B4C9A", "#6B4C9A", False, False)


def test_the_late_ones_are_the_worst_and_standing_work_stands_last():
    assert SEVERITY[: len(LATE)] == LATE == ("suspended", "behind", "at_risk")
    assert SEVERITY[-2:] == ("completed", "routine")


def test_what_has_no_figure_is_worse_than_what_keeps_the_schedule_and_in_no_rate():
    places = [SEVERITY.index(status) for status in UNMEASURED if status != "routine"]
    assert len(LATE) <= min(places) <= max(places) < SEVERITY.index("on_schedule")


def test_everything_else_is_read_from_the_table():
    assert tuple(STATUS_LABELS) == tuple(STATUS_COUNTS) == SEVERITY == tuple(STATUSES)
    assert rules.LATE == LATE
    assert set(STATUS_OF_STAGE) <= set(STAGE_LABELS)


def test_the_classes_that_offices_give_are_statuses_and_the_late_ones_are_late_here_too():
    """The language knows no table: what it calls late, it names by itself."""
    said = {each["says"] for each in read_words("verdicts", "use", "says", "pattern") if each["use"] not in BESIDE}
    assert said - {"unfinished"} <= set(STATUSES)
    assert set(verdicts.LATE) == set(LATE) & said


def test_the_ratio_from_which_a_task_is_ahead_is_the_one_that_the_rules_have():
    assert STATUSES["ahead"].meaning.endswith(str(rules.AHEAD_SPI))


def test_every_status_that_is_judged_is_in_the_table(analysed, few):
    for result in (analysed, few):
        assert {*result.tasks["status"], *result.targets["status"]} <= set(STATUSES)


def test_tasks_are_counted_by_every_status_worst_first(few):
    counts = status_counts(few.tasks)
    assert tuple(counts) == SEVERITY
    assert sum(counts.values()) == len(few.tasks)


@pytest.mark.parametrize("by", ["lead", "section", "table"])
def test_a_roll_up_counts_every_task_once_under_its_status(few, by):
    rolled = sp.rollup(few.tasks, by=by)
    assert rolled[[*STATUS_COUNTS.values()]].sum(axis=1).tolist() == rolled["task_count"].tolist()
