"""Milestones as a calendar that any office program opens: iCalendar text (RFC 5545), one entry of whole days a milestone."""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from ..columns import records
from ..language.dates import DASH
from .guards import printable

_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def milestone_calendar(milestones: pd.DataFrame, as_of: date, district: str = "") -> str:
    """A table `milestones` as iCalendar text. A part of a month (4月中旬) is all its days; a month stands on its last day.

    milestones  with a column `lead`, if it is known, the department is named in the title
    as_of       the report's last day, which dates the entries, so that one report always gives one text
    district    whose report it is: a calendar that takes in two districts tells their entries apart by it
    """
    events = Calendar()
    events.add("version", "2.0")
    events.add("prodid", "-//shinpingba//milestones//ZH")
    events.add("calscale", "GREGORIAN")
    for each in records(milestones):
        events.add_component(_event(each, as_of, district))
    return events.to_ical(sorted=False).decode()


def _event(milestone: Mapping[str, Any], as_of: date, district: str) -> Event:
    first, last = days_of(milestone["due"], milestone["quote"])
    place = f"{milestone['row_id']}-{milestone['start']}-{milestone['due']}"
    lead = milestone.get("lead")
    event = Event()
    event.add("uid", re.sub(r"\s", "", printable(f"{district}{as_of:%Y%m%d}-{place}@shinpingba")))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", printable(f"{milestone['row_id']} {milestone['event']}{f'({lead})' if lead else ''}"))
    event.add("description", printable(milestone["quote"]))
    return event


def days_of(due: str, quote: str) -> tuple[date, date]:
    """The first and the last day of a milestone, as far as its words say: a day, a part of its month, else the month's last day.

    due    the month it is due, ISO

    >>> [str(day) for day in days_of("2021-04", "拟于4月中旬组织需求摸底")]
    ['2021-04-11', '2021-04-20']
    """
    year, month = map(int, due.split("-"))
    end = calendar.monthrange(year, month)[1]
    named = rf"(?<![\d十])(?:0?{month}|{_MONTHS[month - 1]})\s?月份?\s?"
    if found := re.search(rf"{named}({'|'.join(_PARTS)})", quote):
        first, last = _PARTS[found[1]]
    elif found := re.search(rf"{named}(?:(\d{{1,2}})\s?[日号]?\s?{DASH}\s?)?(\d{{1,2}})\s?[日号]", quote):
        first, last = int(found[1] or found[2]), int(found[2])
    else:
        first, last = end, end
    first, last = (min(max(day, 1), end) for day in (first, last))
    return date(year, month, min(first, last)), date(year, month, last)
