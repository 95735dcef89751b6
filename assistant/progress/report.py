"""A progress report as Markdown, as JSON values and as CSV; `report_page.py` makes the HTML."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.progress.summary import ProgressReport, Share, streak
from assistant.progress.types import CoverageReport, CoverageState, Forecast, Gap, GapKind, TopicCoverage
from assistant.progress.wording import counted, day
from assistant.syllabus.types import Syllabus

MARKS = {
    CoverageState.UNTOUCHED: "○",
    CoverageState.SEEN: "◔",
    CoverageState.PRACTISED: "◑",
    CoverageState.MASTERED: "●",
    CoverageState.RUSTY: "↻",
}
GAP_TITLES = {
    GapKind.UNDERNEATH: "Missing underneath what you touched",
    GapKind.WEAK: "Answered wrong of late",
    GapKind.RUSTY: "Gone rusty",
    GapKind.SEEN_ONLY: "Seen but never practised",
    GapKind.ON_THE_PATH: "Never touched on the way to the goal",
    GapKind.NOT_IN_DOCUMENTS: "Not in your documents",
    GapKind.ONE_SOURCE: "In one of your documents only",
}
GAPS_SHOWN = 12
CLOCK_BEHIND = (
    "This machine's clock stands behind the newest entry of your record, so everything is told as of that entry. "
    "Nothing was changed; set the clock right."
)
# Characters that would start markup, a table cell or a formula in Markdown.
_MARKDOWN_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_[]<>|$#~"})
_CALENDAR_DAYS = 28


def report_record(report: ProgressReport, syllabus: Syllabus) -> dict[str, Any]:
    """The report as JSON values; times are ISO 8601 in UTC, `gaps` the holes underneath, `missing` all gaps."""
    seen = report.coverage
    return {
        "at": _iso(seen.at),
        "clock_behind_seconds": seen.clock_behind.total_seconds() if seen.clock_behind else None,
        "counts": dict(seen.counts),
        "areas": [_share_record(share) for share in report.areas],
        "goals": [_share_record(share) for share in report.goals],
        "goal": report.goal.id if report.goal else None,
        "forecast": forecast_record(report.forecast),
        "topics": [_topic_record(entry, syllabus) for entry in seen.topics],
        "gaps": [_gap_record(gap, syllabus) for gap in seen.gaps],
        "missing": [
            {"kind": gap.kind.value, "blocks": gap.blocks, **_gap_record(gap, syllabus)}
            for gap in report.gaps
        ],
        "due": report.due,
        "calendar": [
            {
                "day": entry.day.isoformat(),
                "topics": entry.topics,
                "answers": entry.answers,
                "right": entry.right,
                "minutes": round(entry.minutes, 1),
            }
            for entry in report.calendar
        ],
        "curves": [
            {
                "id": curve.topic_id,
                "recall": round(curve.recall, 4),
                "points": [[at.isoformat(), round(recall, 4)] for at, recall in curve.points],
            }
            for curve in report.curves
        ],
    }


def forecast_record(forecast: Forecast | None) -> dict[str, Any] | None:
    """A forecast as JSON values."""
    if forecast is None:
        return None
    return {
        "goal": forecast.goal_id or None,
        "done": forecast.done,
        "total": forecast.total,
        "minutes_left": forecast.minutes_left,
        "by": forecast.by.isoformat() if forecast.by else None,
        "earliest": forecast.earliest.isoformat() if forecast.earliest else None,
        "latest": forecast.latest.isoformat() if forecast.latest else None,
        "basis": forecast.basis,
    }


def render_csv(report: ProgressReport, syllabus: Syllabus) -> str:
    """One line a topic, with a heading; made for spreadsheets, so no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = (
        "id",
        "title",
        "area",
        "state",
        "touched",
        "right",
        "wrong",
        "recall",
        "last_touched",
        "review_at",
        "due",
        "likely_known",
        "reason",
    )
    writer.writerow(names)
    for entry in report.coverage.topics:
        record = _topic_record(entry, syllabus)
        writer.writerow(_cell(record[name]) for name in names)
    return out.getvalue()


def render_markdown(report: ProgressReport, syllabus: Syllabus) -> str:
    """The report as Markdown: counts, shares, forecast, gaps by what they block, then a table for each area."""
    seen = report.coverage
    lines = [f"# Coverage on {day(seen.at)}", "", summary(seen), ""]
    if seen.clock_behind is not None:
        lines += [CLOCK_BEHIND, ""]
    if report.forecast is not None:
        lines += [forecast_sentence(report.forecast, _plain(report.goal.title) if report.goal else ""), ""]
    lines += [studied(report), ""]
    lines += ["## By area", "", *_share_table(report.areas), ""]
    if report.goals:
        lines += ["## By goal", "", *_share_table(report.goals), ""]
    if seen.gaps:
        lines += ["## Missing underneath, nearest first", ""]
        for number, gap in enumerate(seen.gaps, start=1):
            lines.append(f"{number}. **{_plain(syllabus.topic(gap.topic_id).title)}**: {_plain(gap.reason)}")
        lines.append("")
    others = [gap for gap in report.gaps if gap.kind is not GapKind.UNDERNEATH]
    if others:
        lines += ["## What else is missing, what blocks most first", ""]
        for gap in others[:GAPS_SHOWN]:
            lines.append(
                f"- **{_plain(syllabus.topic(gap.topic_id).title)}** "
                f"({GAP_TITLES[gap.kind].lower()}; {blocks(gap)}): {_plain(gap.reason)}"
            )
        if len(others) > GAPS_SHOWN:
            lines.append(f"- and {len(others) - GAPS_SHOWN} more")
        lines.append("")
    if report.curves:
        lines += ["## Due for a review", "", "| Topic | Recall today |", "|---|---|"]
        for curve in report.curves:
            lines.append(
                f"| {_plain(syllabus.topic(curve.topic_id).title)} | {round(curve.recall * 100)} % |"
            )
        lines.append("")
    for area, entries in by_area(seen, syllabus):
        lines += [f"## {_plain(area)}", "", "| Topic | State | Why |", "|---|---|---|"]
        for entry in entries:
            title = _plain(syllabus.topic(entry.topic_id).title)
            lines.append(f"| {title} | {MARKS[entry.state]} {entry.state.value} | {_plain(entry.reason)} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def summary(report: CoverageReport) -> str:
    """The counts in one sentence."""
    counts = {state: report.counts[state.value] for state in CoverageState}
    return (
        f"{counted(len(report.topics), 'topic')}: {counts[CoverageState.MASTERED]} mastered, "
        f"{counts[CoverageState.RUSTY]} gone rusty, {counts[CoverageState.PRACTISED]} practised, "
        f"{counts[CoverageState.SEEN]} seen but never practised, {counts[CoverageState.UNTOUCHED]} never touched."
    )


def studied(report: ProgressReport) -> str:
    """The last four weeks in one sentence."""
    today = report.coverage.at.astimezone(UTC).date()
    lately = [entry for entry in report.calendar if entry.day > today - timedelta(days=_CALENDAR_DAYS)]
    if not lately:
        return f"No study in the last {_CALENDAR_DAYS} days."
    answers = sum(entry.answers for entry in lately)
    sentence = (
        f"Studied on {len(lately)} of the last {_CALENDAR_DAYS} days: {counted(answers, 'answer')}, "
        f"{sum(entry.right for entry in lately)} right, {round(sum(entry.minutes for entry in lately))} minutes "
        "on exercises."
    )
    run = streak(report.calendar, today)
    return f"{sentence} A run of {run} days." if run > 1 else sentence


def forecast_sentence(forecast: Forecast, goal_title: str = "") -> str:
    """The forecast as it is said."""
    what = f"“{goal_title}”" if goal_title else "the whole syllabus"
    so_far = f"{forecast.done} of {counted(forecast.total, 'topic')} of {what} behind you"
    if forecast.by is None or forecast.earliest is None or forecast.latest is None:
        return f"{so_far}. {forecast.basis}"
    by, earliest, latest = (
        day(datetime(at.year, at.month, at.day, tzinfo=UTC))
        for at in (forecast.by, forecast.earliest, forecast.latest)
    )
    return f"{so_far}; the rest by about {by}, likely between {earliest} and {latest}. {forecast.basis}"


def blocks(gap: Gap) -> str:
    """What a gap blocks, as it is said."""
    return f"blocks {counted(gap.blocks, 'topic')}" if gap.blocks else "blocks nothing"


def by_area(report: CoverageReport, syllabus: Syllabus) -> Iterator[tuple[str, list[TopicCoverage]]]:
    """The topics of each area under its name."""
    areas: dict[str, list[TopicCoverage]] = {}
    for entry in report.topics:
        areas.setdefault(syllabus.topic(entry.topic_id).area, []).append(entry)
    for area, entries in areas.items():
        yield area.replace("-", " ").capitalize(), entries


def _topic_record(entry: TopicCoverage, syllabus: Syllabus) -> dict[str, Any]:
    topic = syllabus.topic(entry.topic_id)
    return {
        "id": entry.topic_id,
        "title": topic.title,
        "area": topic.area,
        "state": entry.state.value,
        "reason": entry.reason,
        "touched": entry.touched,
        "right": entry.right,
        "wrong": entry.wrong,
        "last_touched": _iso(entry.last_touched),
        "due": _iso(entry.due),
        "recall": None if entry.recall is None else round(entry.recall, 4),
        "review_at": _iso(entry.review_at),
        "likely_known": None if entry.likely_known is None else round(entry.likely_known, 3),
        "objectives": [
            {
                "number": objective.number,
                "text": objective.text,
                "state": objective.state.value,
                "right": objective.right,
                "wrong": objective.wrong,
                "conceptual": objective.conceptual,
            }
            for objective in entry.objectives
        ],
    }


def _gap_record(gap: Gap, syllabus: Syllabus) -> dict[str, Any]:
    return {
        "id": gap.topic_id,
        "title": syllabus.topic(gap.topic_id).title,
        "under": list(gap.under),
        "distance": gap.distance,
        "state": gap.state.value,
        "reason": gap.reason,
    }


def _share_record(share: Share) -> dict[str, Any]:
    return {
        "id": share.id,
        "title": share.title,
        "total": share.total,
        "practised": share.practised,
        "mastered": share.mastered,
        "counts": dict(share.counts),
    }


def _share_table(shares: tuple[Share, ...]) -> list[str]:
    lines = [
        "| | Topics | Mastered | Rusty | Practised | Seen only | Untouched |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    order = (
        CoverageState.MASTERED,
        CoverageState.RUSTY,
        CoverageState.PRACTISED,
        CoverageState.SEEN,
        CoverageState.UNTOUCHED,
    )
    for share in shares:
        numbers = " | ".join(str(share.counts[state.value]) for state in order)
        lines.append(f"| {_plain(share.title)} | {share.total} | {numbers} |")
    return lines


def _cell(value: Any) -> Any:
    # A spreadsheet takes a text that begins so for a formula and runs it.
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKDOWN_SPECIAL)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()
