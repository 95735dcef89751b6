"""The pictures of a report as SVG: bars, a map of the topics, a calendar of study, curves of forgetting.

They hold no script, no link and no font of their own; colours come from the classes of the page they stand in.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from assistant.progress.memory import REVIEW_BELOW, RUSTY_BELOW
from assistant.progress.record import StudyDay
from assistant.progress.summary import Curve, Share
from assistant.progress.types import CoverageState, TopicCoverage
from assistant.progress.wording import MONTHS, counted
from assistant.syllabus.layout import Panel, lay_out
from assistant.syllabus.types import Syllabus

MOST_TOPICS_ON_THE_MAP = 1_000
ORDER = (
    CoverageState.MASTERED,
    CoverageState.RUSTY,
    CoverageState.PRACTISED,
    CoverageState.SEEN,
    CoverageState.UNTOUCHED,
)

_TILE_WIDTH, _TILE_HEIGHT, _STEP_X, _STEP_Y = 118, 30, 128, 44
_PAD, _HEAD = 12, 30
_LINE_LETTERS = 20
_WEEKS = 27
_CELL = 15


def bar(share: Share) -> str:
    """One line of a hundred parts, coloured by state."""
    parts, x = [], 0.0
    for state in ORDER:
        width = 100 * share.counts[state.value] / max(1, share.total)
        if width:
            name = f"{share.counts[state.value]} {state.value}"
            parts.append(
                f'<rect class="fill-{state.value}" x="{x:.2f}" y="0" width="{width:.2f}" height="10">'
                f"<title>{name}</title></rect>"
            )
        x += width
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(_spoken(share))}">{"".join(parts)}</svg>'
    )


def topic_map(syllabus: Syllabus, topics: Sequence[TopicCoverage]) -> list[str]:
    """One picture an area: its topics as tiles coloured by state, each above those of the area it rests on."""
    if len(syllabus.topics) > MOST_TOPICS_ON_THE_MAP:
        return []
    entries = {entry.topic_id: entry for entry in topics}
    layout = lay_out(syllabus)
    order = list(dict.fromkeys(topic.area for topic in syllabus.topics))
    panels = sorted(layout.panels, key=lambda panel: order.index(panel.area))
    return [_panel(syllabus, panel, layout.places, entries) for panel in panels]


def _panel(
    syllabus: Syllabus,
    panel: Panel,
    places: Mapping[str, tuple[int, int]],
    entries: Mapping[str, TopicCoverage],
) -> str:
    inside = [topic for topic in syllabus.topics if topic.area == panel.area]
    # Rows that hold no topic of the area are left out.
    rows = sorted({places[topic.id][1] for topic in inside}, reverse=True)
    # Never narrower than three columns, so that the pictures beside each other have one size of letters.
    columns = max(3, panel.right - panel.left + 1)
    width = 2 * _PAD + (columns - 1) * _STEP_X + _TILE_WIDTH
    height = _HEAD + (len(rows) - 1) * _STEP_Y + _TILE_HEIGHT + _PAD
    corner = {
        topic.id: (
            _PAD + (places[topic.id][0] - panel.left) * _STEP_X,
            _HEAD + rows.index(places[topic.id][1]) * _STEP_Y,
        )
        for topic in inside
    }
    edges = []
    for topic in inside:
        for required in topic.requires:
            if required in corner:
                x1, y1 = corner[required][0] + _TILE_WIDTH / 2, corner[required][1]
                x2, y2 = corner[topic.id][0] + _TILE_WIDTH / 2, corner[topic.id][1] + _TILE_HEIGHT
                half = (y1 + y2) / 2
                edges.append(f'<path d="M{x1:g} {y1:g}C{x1:g} {half:g} {x2:g} {half:g} {x2:g} {y2:g}"/>')
    name = escape(panel.area.replace("-", " ").capitalize())
    tiles = "".join(_tile(topic.title, corner[topic.id], entries[topic.id]) for topic in inside)
    return (
        f'<svg class="map" viewBox="0 0 {width} {height}" role="img" aria-label="{name}: map of topics">'
        f'<text class="area" x="{_PAD}" y="19">{name}</text><g class="edges">{"".join(edges)}</g>{tiles}</svg>'
    )


def _tile(title: str, corner: tuple[float, float], entry: TopicCoverage) -> str:
    x, y = corner
    lines = textwrap.wrap(title, _LINE_LETTERS) or [""]
    if len(lines) > 2:
        lines = [lines[0], lines[1][: _LINE_LETTERS - 1].rstrip() + "…"]
    lines = [line if len(line) <= _LINE_LETTERS else line[: _LINE_LETTERS - 1] + "…" for line in lines]
    first = y + _TILE_HEIGHT / 2 + 3.6 - (len(lines) - 1) * 5.5
    text = "".join(
        f'<tspan x="{x + _TILE_WIDTH / 2:g}" y="{first + 11 * number:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    recall = f" Recall about {round(entry.recall * 100)} %." if entry.recall is not None else ""
    return (
        f'<g class="tile tile-{entry.state.value}" data-topic="{escape(entry.topic_id)}"><title>{escape(title)}: {entry.state.value}. '
        f"{escape(entry.reason)}{recall}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{_TILE_WIDTH}" height="{_TILE_HEIGHT}" rx="5"/>'
        f"<text>{text}</text></g>"
    )


def calendar(days: Sequence[StudyDay], today: date) -> str:
    """The last half year, a column a week from Monday to Sunday, darker for more answers."""
    by_day = {entry.day: entry for entry in days}
    monday = today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    left, top = 34, 18
    parts = []
    month = -1
    for week in range(_WEEKS):
        first = monday + timedelta(weeks=week)
        if first.month != month and first.day <= 14:
            parts.append(f'<text x="{left + week * _CELL}" y="11">{MONTHS[first.month - 1][:3]}</text>')
        month = first.month
        for weekday in range(7):
            day = first + timedelta(days=weekday)
            if day <= today:
                parts.append(_cell(day, by_day.get(day), left + week * _CELL, top + weekday * _CELL))
    for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
        parts.append(f'<text x="0" y="{top + weekday * _CELL + 10}">{name}</text>')
    width, height = left + _WEEKS * _CELL, top + 7 * _CELL
    return (
        f'<svg class="calendar" viewBox="0 0 {width} {height}" role="img" aria-label="Calendar of study">'
        f"{''.join(parts)}</svg>"
    )


def _cell(day: date, entry: StudyDay | None, x: int, y: int) -> str:
    heat = 0
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}: "
    if entry is None:
        said += "no study"
    else:
        heat = 1 + sum(entry.answers >= enough for enough in (3, 8, 15))
        said += f"{counted(entry.answers, 'answer')}, {entry.right} right, {counted(entry.topics, 'topic')}"
    return f'<rect class="heat-{heat}" x="{x}" y="{y}" width="12" height="12" rx="2"><title>{said}</title></rect>'


def forgetting_curve(curve: Curve, today: date) -> str:
    """How recall of one topic falls, with today's place on it and the two levels that matter."""
    width, height, left, bottom = 220, 96, 26, 16
    start, end = curve.points[0][0], curve.points[-1][0]
    span = max(1, (end - start).days)

    lowest = min(0.45, *(recall - 0.05 for _, recall in curve.points))

    def at(day: date, recall: float) -> tuple[float, float]:
        depth = (1 - recall) / (1 - lowest)
        return left + (width - left - 6) * (day - start).days / span, 6 + (height - bottom - 6) * depth

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(day, recall) for day, recall in curve.points))
    here = dict(curve.points).get(today, curve.recall)
    x, y = at(min(max(today, start), end), here)
    levels = "".join(
        f'<line class="level" x1="{left}" x2="{width - 6}" y1="{at(start, level)[1]:.1f}" y2="{at(start, level)[1]:.1f}"/>'
        f'<text x="{left - 3}" y="{at(start, level)[1] + 3:.1f}" text-anchor="end">{round(level * 100)}</text>'
        for level in (REVIEW_BELOW, RUSTY_BELOW, 0.5)
    )
    return (
        f'<svg class="curve" viewBox="0 0 {width} {height}" role="img" aria-label="Forgetting curve">{levels}'
        f'<line class="today" x1="{x:.1f}" x2="{x:.1f}" y1="6" y2="{height - bottom}"/>'
        f'<polyline points="{line}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>'
        f'<text x="{left}" y="{height - 4}">{_short(start)}</text>'
        f'<text x="{width - 6}" y="{height - 4}" text-anchor="end">{_short(end)}</text></svg>'
    )


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _spoken(share: Share) -> str:
    said = ", ".join(f"{share.counts[state.value]} {state.value}" for state in ORDER)
    return f"{share.title}: {counted(share.total, 'topic')}, {said}"
