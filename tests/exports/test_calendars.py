"""Milestones as a calendar: entries of their own, lines as the standard wants them, and the quote whole."""

from dataclasses import asdict
from datetime import date

import pandas as pd
import pytest
from icalendar import Calendar

from shinpingba.exports.calendars import milestone_calendar
from shinpingba.reading.milestones import find_milestones


@pytest.fixture(scope="module")
def text():
    quote = "预计2月建成;含桥梁,隧道\\涵洞" * 9
    milestones = pd.DataFrame({"row_id": ["C1"], "start": [4], "event": ["建成"], "due": ["2022-02"], "quote": [quote]})
    return milestone_calendar(milestones, pd.Timestamp("2021-12-31").date())


def test_two_dates_of_one_place_and_two_districts_are_entries_of_their_own():
    milestones = find_milestones("预计6月底前、9月底前分别完成一期、二期。", date(2021, 3, 31))
    table = pd.DataFrame([{"row_id": "C1", **asdict(each), "start": 0} for each in milestones])
    texts = [milestone_calendar(table, date(2021, 3, 31), district) for district in ("甲区", "乙区")]
    ids = [line for text in texts for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("UID")]
    assert len(ids) == len(set(ids)) == 4


def test_no_line_is_longer_than_75_octets_and_every_one_ends_as_the_standard_says(text):
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_unfolded_and_unescaped_it_is_the_quote_again(text):
    line = next(line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("DESCRIPTION:"))
    plain = line.removeprefix("DESCRIPTION:").replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert plain == "预计2月建成;含桥梁,隧道\\涵洞" * 9
    assert "\\;" in line


def test_the_event_stands_on_the_last_day_of_the_month(text):
    assert "DTSTART;VALUE=DATE:20220228\r\nDTEND;VALUE=DATE:20220301\r\n" in text


def test_one_report_always_gives_one_text(text):
    assert "DTSTAMP:20211231T000000Z" in text
    assert "UID:20211231-C1-4-2022-02@shinpingba" in text


def test_an_event_stands_on_the_last_day_of_its_month(text):
    (event,) = Calendar.from_ical(text).events
    assert (event.start, event.end) == (date(2022, 2, 28), date(2022, 3, 1))
    assert event["SUMMARY"] == "C1 建成"
