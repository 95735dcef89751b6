"""A coverage report as Markdown, as one HTML file and as a JSON record."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from assistant.progress.types import CoverageReport, CoverageState, TopicCoverage
from assistant.progress.wording import counted, day
from assistant.syllabus.types import Syllabus

_MARKS = {
    CoverageState.UNTOUCHED: "○",
    CoverageState.SEEN: "◔",
    CoverageState.PRACTISED: "◑",
    CoverageState.MASTERED: "●",
    CoverageState.RUSTY: "↻",
}
# Characters that would start markup, a table cell or a formula in Markdown.
_MARKDOWN_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_[]<>|$#~"})

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
h1{font-size:1.7rem;margin-bottom:0}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th:nth-child(1){width:30%}th:nth-child(2){width:7.5rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid #d9dee5}th{font-weight:600;color:#4a5666}td:nth-child(2){white-space:nowrap}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;list-style:none}
.counts li{border:1px solid #d9dee5;border-radius:.4rem;padding:.3rem .7rem}
.untouched{color:#5f6b7a}.seen{color:#1d5fae}.practised{color:#8a5300}.mastered{color:#176b3a}.rusty{color:#a8231b}
@media(prefers-color-scheme:dark){body{color:#e3e8ef;background:#14181e}th{color:#a9b4c2}
th,td,.counts li{border-color:#333c48}.untouched{color:#a3aebb}.seen{color:#7fb4f5}.practised{color:#e0a04a}
.mastered{color:#6cc98f}.rusty{color:#f1897f}}
@media print{body{margin:0}}
"""


def report_record(report: CoverageReport, syllabus: Syllabus) -> dict[str, Any]:
    """The report as JSON values; times are ISO 8601 in UTC."""
    return {
        "at": _iso(report.at),
        "counts": dict(report.counts),
        "topics": [
            {
                "id": entry.topic_id,
                "title": syllabus.topic(entry.topic_id).title,
                "area": syllabus.topic(entry.topic_id).area,
                "state": entry.state.value,
                "reason": entry.reason,
                "touched": entry.touched,
                "right": entry.right,
                "wrong": entry.wrong,
                "last_touched": _iso(entry.last_touched),
                "due": _iso(entry.due),
            }
            for entry in report.topics
        ],
        "gaps": [
            {
                "id": gap.topic_id,
                "title": syllabus.topic(gap.topic_id).title,
                "under": list(gap.under),
                "distance": gap.distance,
                "state": gap.state.value,
                "reason": gap.reason,
            }
            for gap in report.gaps
        ],
    }


def render_markdown(report: CoverageReport, syllabus: Syllabus) -> str:
    """The report as Markdown: counts, gaps nearest first, then a table for each area."""
    lines = [f"# Coverage on {day(report.at)}", "", _summary(report), ""]
    if report.gaps:
        lines += ["## Missing underneath, nearest first", ""]
        for number, gap in enumerate(report.gaps, start=1):
            lines.append(f"{number}. **{_plain(syllabus.topic(gap.topic_id).title)}**: {_plain(gap.reason)}")
        lines.append("")
    for area, entries in _by_area(report, syllabus):
        lines += [f"## {_plain(area)}", "", "| Topic | State | Why |", "|---|---|---|"]
        for entry in entries:
            title = _plain(syllabus.topic(entry.topic_id).title)
            lines.append(f"| {title} | {_MARKS[entry.state]} {entry.state.value} | {_plain(entry.reason)} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def render_html(report: CoverageReport, syllabus: Syllabus) -> str:
    """The report as one HTML file that needs no other file, no script and no network."""
    date = html.escape(day(report.at))
    counts = "".join(
        f'<li class="{state.value}">{_MARKS[state]} {report.counts[state.value]} {state.value}</li>'
        for state in CoverageState
    )
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Coverage on {date}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>Coverage on {date}</h1>\n<p>{html.escape(_summary(report))}</p>\n<ul class="counts">{counts}</ul>\n'
    ]
    if report.gaps:
        parts.append("<h2>Missing underneath, nearest first</h2>\n<ol>\n")
        for gap in report.gaps:
            title = html.escape(syllabus.topic(gap.topic_id).title)
            parts.append(f"<li><strong>{title}</strong>: {html.escape(gap.reason)}</li>\n")
        parts.append("</ol>\n")
    for area, entries in _by_area(report, syllabus):
        parts.append(
            f"<h2>{html.escape(area)}</h2>\n<table>\n<thead><tr><th>Topic</th><th>State</th><th>Why</th></tr></thead>\n"
            "<tbody>\n"
        )
        for entry in entries:
            title = html.escape(syllabus.topic(entry.topic_id).title)
            state = f'<td class="{entry.state.value}">{_MARKS[entry.state]} {entry.state.value}</td>'
            parts.append(f"<tr><td>{title}</td>{state}<td>{html.escape(entry.reason)}</td></tr>\n")
        parts.append("</tbody>\n</table>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _summary(report: CoverageReport) -> str:
    counts = {state: report.counts[state.value] for state in CoverageState}
    return (
        f"{counted(len(report.topics), 'topic')}: {counts[CoverageState.MASTERED]} mastered, "
        f"{counts[CoverageState.RUSTY]} gone rusty, {counts[CoverageState.PRACTISED]} practised, "
        f"{counts[CoverageState.SEEN]} seen but never practised, {counts[CoverageState.UNTOUCHED]} never touched."
    )


def _by_area(report: CoverageReport, syllabus: Syllabus) -> Iterator[tuple[str, list[TopicCoverage]]]:
    areas: dict[str, list[TopicCoverage]] = {}
    for entry in report.topics:
        areas.setdefault(syllabus.topic(entry.topic_id).area, []).append(entry)
    for area, entries in areas.items():
        yield area.replace("-", " ").capitalize(), entries


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(_MARKDOWN_SPECIAL)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()
