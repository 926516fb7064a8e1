"""Milestones as a calendar that any office program opens: iCalendar text (RFC 5545), one whole-day event a milestone."""

import calendar
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from ..columns import records


def milestone_calendar(milestones: pd.DataFrame, as_of: date, district: str = "") -> str:
    """A table `milestones` as iCalendar text. A month has no day: the event stands on the month's last day.

    as_of     the report's last day, which dates the entries, so that one report always gives one text
    district  whose report it is: a calendar that takes in two districts tells their entries apart by it
    """
    events = Calendar()
    events.add("version", "2.0")
    events.add("prodid", "-//shinpingba//milestones//ZH")
    events.add("calscale", "GREGORIAN")
    for each in records(milestones):
        events.add_component(_event(each, as_of, district))
    return events.to_ical(sorted=False).decode()


def _event(milestone: Mapping[str, Any], as_of: date, district: str) -> Event:
    year, month = map(int, milestone["due"].split("-"))
    day = date(year, month, calendar.monthrange(year, month)[1])
    place = f"{milestone['row_id']}-{milestone['start']}-{milestone['due']}"
    event = Event()
    event.add("uid", f"{district}{as_of:%Y%m%d}-{place}@shinpingba")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{milestone['row_id']} {milestone['event']}")
    event.add("description", milestone["quote"])
    return event
