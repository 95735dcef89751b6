"""Due reviews as a calendar file (`.ics`), one all-day event a day, by icalendar."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from assistant.progress.types import CoverageReport
from assistant.syllabus.types import Syllabus

_MOST_DAYS = 366


def render_calendar(report: CoverageReport, syllabus: Syllabus, now: datetime) -> bytes:
    """The days on which topics are due for review within a year; what is overdue is due today.

    A day keeps its identity from one export to the next, so that a calendar that imports again replaces the day.
    """
    from icalendar import Calendar, Event

    days: defaultdict[date, list[str]] = defaultdict(list)
    today = now.astimezone(UTC).date()
    for entry in report.topics:
        if entry.review_at is not None:
            day = max(today, entry.review_at.astimezone(UTC).date())
            if day <= today + timedelta(days=_MOST_DAYS):
                days[day].append(syllabus.topic(entry.topic_id).title)
    calendar = Calendar()
    calendar.add("prodid", "-//Groundwork//reviews//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Groundwork reviews")
    for day, titles in sorted(days.items()):
        event = Event()
        event.add("uid", f"review-{day.isoformat()}@groundwork.invalid")
        event.add("dtstamp", now)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"Review: {titles[0]}" + (f" and {len(titles) - 1} more" if titles[1:] else ""))
        event.add("description", "\n".join(titles))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
