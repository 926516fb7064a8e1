"""Milestones as a calendar: entries of their own, lines as the standard wants them, and the quote whole."""

from dataclasses import asdict
from datetime import date, timedelta

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


def entry(district="云岭区", **milestone):
    told = {"row_id": "C1", "start": 4, "event": "开业", "due": "2021-04", "quote": "计划4月开业"} | milestone
    (event,) = Calendar.from_ical(milestone_calendar(pd.DataFrame([told]), date(2021, 3, 31), district)).events
    return event


@pytest.mark.parametrize(
    ("quote", "due", "first", "last"),
    [
        ("拟于4月中旬组织摸底", "2021-04", 11, 20), ("预计四月上旬开工", "2021-04", 1, 10), ("2月下旬通车", "2022-02", 21, 28),
        ("计划6月初开放", "2021-06", 1, 10), ("11月30日竣工", "2021-11", 30, 30), ("4月10日至20日评审", "2021-04", 10, 20),
        ("4月10-15日评审", "2021-04", 10, 15), ("6月底前完工", "2021-06", 30, 30), ("年底前完工", "2021-12", 31, 31),
        ("1月上旬签约、11月中旬开工", "2021-11", 11, 20), ("十一月中旬开工", "2021-11", 11, 20), ("二季度开工", "2021-06", 30, 30),
        ("2月31日开工", "2021-02", 28, 28),
    ],
)  # fmt: skip
def test_a_date_has_the_days_that_its_words_name(quote, due, first, last):
    year, month = map(int, due.split("-"))
    event = entry(due=due, quote=quote)
    assert (event.start, event.end - timedelta(days=1)) == (date(year, month, first), date(year, month, last))


def test_the_title_names_the_department():
    assert entry(lead="区商务局")["SUMMARY"] == "C1 开业(区商务局)"
    assert entry(lead=pd.NA)["SUMMARY"] == "C1 开业"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_field_begins_a_line_of_its_own(end):
    trick = f"甲{end}BEGIN:VEVENT{end}乙;丙,丁"
    told = {"row_id": "C1", "start": 4, "event": trick, "due": "2021-04", "quote": trick, "lead": trick}
    text = milestone_calendar(pd.DataFrame([told]), date(2021, 3, 31), trick)
    assert [line for line in text.splitlines() if line.startswith("BEGIN:VEVENT")] == ["BEGIN:VEVENT"]
    assert len(Calendar.from_ical(text).events) == 1
