"""The graph of the syllabus as one SVG picture that a person can read."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from itertools import combinations, pairwise

from assistant.syllabus.layout import Layout, Panel, lay_out
from assistant.syllabus.routing import Edge, routed
from assistant.syllabus.types import Syllabus, Topic

# Colours that people with any kind of colour vision tell apart: a dark one for lines and text, a light one for ground.
_COLOURS = (
    ("#4D4D4D", "#F1F1F1"),
    ("#0072B2", "#E6F1F8"),
    ("#B34A00", "#FBEDE3"),
    ("#8A6100", "#FBF3DC"),
    ("#00735A", "#E2F3EE"),
    ("#9C3E77", "#F8EAF2"),
    ("#2B2B8C", "#EAEAF7"),
)
_BOX_WIDTH, _BOX_HEIGHT = 138, 44
_STEP_X, _STEP_Y = 162, 86
_MARGIN, _HEAD = 40, 96
_PANEL_PAD, _PANEL_HEAD = 11, 26
_LETTER = 7.2
_LINE = 13
_LANE = 2.6

Point = tuple[float, float]


def render_graph(syllabus: Syllabus) -> str:
    """Draw all topics by area as SVG, each above what it rests on; the same syllabus gives the same text."""
    layout = lay_out(syllabus)
    width = 2 * _MARGIN + max(layout.columns, 3) * _STEP_X
    height = _HEAD + 2 * _MARGIN + layout.rows * _STEP_Y
    picture = _Picture(syllabus, layout, height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="DejaVu Sans, Verdana, Arial, sans-serif">',
        "<title>The syllabus</title>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        f'<text x="{_MARGIN}" y="46" font-size="26" font-weight="bold" fill="#1A1A1A">The syllabus</text>',
        f'<text x="{_MARGIN}" y="72" font-size="14" fill="#4D4D4D">{len(syllabus.topics)} topics. Each rests on those'
        " below that a line joins it to; a line has the colour of the area it comes from.</text>",
        *map(picture.panel, layout.panels),
        *picture.edges(),
        *map(picture.topic, syllabus.topics),
        "</svg>\n",
    ]
    return "\n".join(parts)


class _Picture:
    """Places on the grid turned into points of the picture."""

    def __init__(self, syllabus: Syllabus, layout: Layout, height: int) -> None:
        self._syllabus = syllabus
        self._layout = layout
        self._floor = height - _MARGIN - _STEP_Y / 2
        areas = dict.fromkeys(topic.area for topic in syllabus.topics)
        self._colours = {area: _COLOURS[n % len(_COLOURS)] for n, area in enumerate(areas)}

    def _centre(self, column: float, row: float) -> Point:
        return _MARGIN + (column + 0.5) * _STEP_X, self._floor - row * _STEP_Y

    def panel(self, panel: Panel) -> str:
        """The ground of an area with its name."""
        dark, light = self._colours[panel.area]
        left, top = self._centre(panel.left, panel.top)
        right, bottom = self._centre(panel.right, panel.bottom)
        x = left - _BOX_WIDTH / 2 - _PANEL_PAD
        y = top - _BOX_HEIGHT / 2 - _PANEL_HEAD
        width = right - left + _BOX_WIDTH + 2 * _PANEL_PAD
        height = bottom - top + _BOX_HEIGHT + _PANEL_HEAD + _PANEL_PAD
        name = escape(panel.area.replace("-", " ").capitalize())
        return (
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="10" fill="{light}"/>'
            f'<text x="{x + 10:g}" y="{y + 18:g}" font-size="15" font-weight="bold" fill="{dark}">{name}</text>'
        )

    def topic(self, topic: Topic) -> str:
        """A topic's box with its title on at most three lines."""
        x, y = self._centre(*self._layout.places[topic.id])
        dark, _ = self._colours[topic.area]
        lines = _lines(topic.title)
        first = y + 4.2 - (len(lines) - 1) * _LINE / 2
        text = "".join(
            f'<tspan x="{x:g}" y="{first + number * _LINE:g}">{escape(line)}</tspan>'
            for number, line in enumerate(lines)
        )
        return (
            f'<g id="{escape(topic.id)}"><title>{escape(topic.title)}: level {topic.level}, {topic.minutes} minutes</title>'
            f'<rect x="{x - _BOX_WIDTH / 2:g}" y="{y - _BOX_HEIGHT / 2:g}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}"'
            f' rx="7" fill="#FFFFFF" stroke="{dark}" stroke-width="1.6"/>'
            f'<text font-size="12" text-anchor="middle" fill="#1A1A1A">{text}</text></g>'
        )

    def edges(self) -> list[str]:
        """All edges as curves, those between areas first and thinner."""
        ways = routed(self._syllabus, self._layout)
        shifts = self._shifts(ways)
        leaving, arriving = self._ports(ways)
        curves: list[tuple[bool, str]] = []
        for edge, way in ways.items():
            below, above = (self._syllabus.topic(topic_id) for topic_id in edge)
            low = self._layout.places[below.id][1]
            start_x, start_y = self._centre(*self._layout.places[below.id])
            end_x, end_y = self._centre(*self._layout.places[above.id])
            points: list[Point] = [(start_x + leaving[edge], start_y - _BOX_HEIGHT / 2)]
            for row, column in enumerate(way, start=low + 1):
                x, y = self._centre(column, row)
                points += [
                    (x + shifts[edge, row], y + _BOX_HEIGHT / 2),
                    (x + shifts[edge, row], y - _BOX_HEIGHT / 2),
                ]
            points.append((end_x + arriving[edge], end_y + _BOX_HEIGHT / 2))
            within = below.area == above.area
            dark, _ = self._colours[below.area]
            curves.append(
                (
                    within,
                    f'<path d="{_curve(points)}" fill="none" stroke="{dark}" stroke-width="{1.7 if within else 1.2}"'
                    f' stroke-opacity="{0.85 if within else 0.55}"/>',
                )
            )
        return [curve for _, curve in sorted(curves, key=lambda item: item[0])]

    def _shifts(self, ways: Mapping[Edge, Sequence[float]]) -> dict[tuple[Edge, int], float]:
        """How far each edge keeps from the middle of its lane, so that edges in one lane run side by side."""
        lanes: defaultdict[float, list[Edge]] = defaultdict(list)
        for edge, way in ways.items():
            for column in dict.fromkeys(way):
                lanes[column].append(edge)
        shifts: dict[tuple[Edge, int], float] = {}
        for column, edges in lanes.items():
            ordered = sorted(edges, key=lambda edge: (self._layout.places[edge[1]], edge))
            room = (_STEP_X - _BOX_WIDTH) / 2 - 2
            gap = min(_LANE, 2 * room / max(1, len(ordered) - 1))
            for number, edge in enumerate(ordered):
                low = self._layout.places[edge[0]][1]
                for row, lane in enumerate(ways[edge], start=low + 1):
                    if lane == column:
                        shifts[edge, row] = (number - (len(ordered) - 1) / 2) * gap
        return shifts

    def _ports(self, ways: Mapping[Edge, Sequence[float]]) -> tuple[dict[Edge, float], dict[Edge, float]]:
        """Where edges leave the top and reach the bottom of a box: in the order in which they go on."""
        places = self._layout.places
        outgoing: defaultdict[str, list[tuple[float, Edge]]] = defaultdict(list)
        incoming: defaultdict[str, list[tuple[float, Edge]]] = defaultdict(list)
        for edge, way in ways.items():
            outgoing[edge[0]].append((way[0] if way else places[edge[1]][0], edge))
            incoming[edge[1]].append((way[-1] if way else places[edge[0]][0], edge))
        return _spread(outgoing), _spread(incoming)


def _spread(ends: Mapping[str, list[tuple[float, Edge]]]) -> dict[Edge, float]:
    offsets: dict[Edge, float] = {}
    for edges in ends.values():
        gap = min(14.0, _BOX_WIDTH * 0.8 / len(edges))
        for number, (_, edge) in enumerate(sorted(edges)):
            offsets[edge] = (number - (len(edges) - 1) / 2) * gap
    return offsets


def _curve(points: Sequence[Point]) -> str:
    """A path that rises through the points, upright at each of them."""
    (x, y), *rest = points
    path = [f"M{x:.1f} {y:.1f}"]
    for next_x, next_y in rest:
        if abs(next_x - x) < 0.05:
            path.append(f"V{next_y:.1f}")
        else:
            half = (y + next_y) / 2
            path.append(f"C{x:.1f} {half:.1f} {next_x:.1f} {half:.1f} {next_x:.1f} {next_y:.1f}")
        x, y = next_x, next_y
    return " ".join(path)


def _lines(title: str) -> list[str]:
    """A title on as few lines as fit the box, of nearly equal length; what is too long ends in an ellipsis."""
    longest = int((_BOX_WIDTH - 6) / _LETTER)
    words = [word if len(word) <= longest else word[: longest - 1] + "…" for word in title.split()]
    for count in (1, 2, 3):
        lines = _broken(words, count)
        if lines and max(map(len, lines)) <= longest:
            return lines
    lines = textwrap.wrap(" ".join(words), longest)[:3]
    return [*lines[:2], lines[2][: longest - 1] + "…"]


def _broken(words: Sequence[str], count: int) -> list[str]:
    options = [
        [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]
        for cuts in combinations(range(1, len(words)), count - 1)
    ]
    return min(options, key=lambda lines: max(map(len, lines)), default=[])
