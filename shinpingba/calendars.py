"""Milestones as a calendar that any office program opens: iCalendar text (RFC 5545), one whole-day event a milestone."""

import calendar
import re
from datetime import date, timedelta

import pandas as pd

_LONGEST = 75  # octets of a line, RFC 5545 section 3.1


def milestone_calendar(milestones: pd.DataFrame, as_of: date, district: str = "") -> str:
    """A table `milestones` as iCalendar text. A month has no day: the event stands on the month's last day.

    as_of     the report's last day, which dates the entries, so that one report always gives one text
    district  whose report it is: a calendar that takes in two districts tells their entries apart by it
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shinpingba//milestones//ZH", "CALSCALE:GREGORIAN"]
    for each in milestones.to_dict("records"):
        year, month = map(int, each["due"].split("-"))
        day = date(year, month, calendar.monthrange(year, month)[1])
        lines += [
            "BEGIN:VEVENT",
            f"UID:{district}{as_of:%Y%m%d}-{each['row_id']}-{each['start']}-{each['due']}@shinpingba",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{each['row_id']} {_escaped(each['event'])}",
            f"DESCRIPTION:{_escaped(each['quote'])}",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line broken before it is too long, never inside a character; what follows begins with a blank."""
    pieces, room = [""], _LONGEST
    for character in line:
        if len((pieces[-1] + character).encode()) > room:
            pieces, room = [*pieces, ""], _LONGEST - 1
        pieces[-1] += character
    return "\r\n ".join(pieces)
