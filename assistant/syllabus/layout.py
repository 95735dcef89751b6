"""Where each topic stands in the drawing of the graph: areas as columns, prerequisites below what rests on them.

A topic stands higher than all it rests on. Areas whose rows do not overlap share a column; columns are ordered so that
edges stay short, and the topics of a row by the mean place of their neighbours, so that few edges cross.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from assistant.syllabus.graph import unlocked_by
from assistant.syllabus.types import Syllabus, Topic

ABREAST = 3
"""At most so many topics of one area stand in a row."""
_SWEEPS = 12
_MOST_COLUMNS_TRIED = 7


@dataclass(frozen=True, slots=True)
class Panel:
    """The place of one area: columns `left` to `right` and rows `bottom` to `top`, all inclusive."""

    area: str
    left: int
    right: int
    bottom: int
    top: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places on a grid: column from the left, row from the bottom; no two topics share one."""

    places: Mapping[str, tuple[int, int]]
    panels: tuple[Panel, ...]
    columns: int
    rows: int


def lay_out(syllabus: Syllabus) -> Layout:
    """Place every topic; the same syllabus is always laid out the same way."""
    topics = {topic.id: topic for topic in syllabus.topics}
    if not topics:
        return Layout({}, (), 0, 0)
    unlocks = unlocked_by(syllabus.topics)
    layers = _even_layers(syllabus, unlocks)
    rows, height = _rows(syllabus, layers)
    columns = _ordered_columns(_columns(syllabus, rows), topics)
    cells: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for topic in syllabus.topics:
        cells[topic.area, rows[topic.id]].append(topic.id)
    left_of, right_of, total = _extent(columns, cells)
    neighbours = {topic_id: (topics[topic_id].requires, unlocks.get(topic_id, ())) for topic_id in topics}
    places = _placed(cells, left_of, right_of, neighbours)
    panels = tuple(
        Panel(
            area,
            left_of[area],
            right_of[area],
            min(row for other, row in cells if other == area),
            max(row for other, row in cells if other == area),
        )
        for area in left_of
    )
    return Layout({t: (x, rows[t]) for t, x in places.items()}, panels, total, height)


def _even_layers(syllabus: Syllabus, unlocks: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The layer of each topic: as low as its prerequisites allow, pushed up where an area would crowd a layer."""
    layers: dict[str, int] = {}
    for topic in syllabus.topics:
        layers[topic.id] = 1 + max((layers[required] for required in topic.requires), default=-1)
    highest = max(layers.values())

    def slack(topic_id: str) -> int:
        above = min((layers[other] for other in unlocks.get(topic_id, ())), default=highest + 1)
        return above - 1 - layers[topic_id]

    areas = tuple(dict.fromkeys(topic.area for topic in syllabus.topics))
    for layer in range(highest):
        for area in areas:
            here = [t.id for t in syllabus.topics if t.area == area and layers[t.id] == layer]
            movable = sorted((t for t in here if slack(t) > 0), key=lambda t: (-slack(t), t))
            for topic_id in movable[: max(0, len(here) - ABREAST)]:
                layers[topic_id] += 1
    return layers


def _rows(syllabus: Syllabus, layers: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Rows from layers: a layer in which an area still has too many topics becomes several rows."""
    counts: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for topic in syllabus.topics:
        counts[layers[topic.id]][topic.area].append(topic.id)
    rows: dict[str, int] = {}
    first = 0
    for layer in sorted(counts):
        depth = max(-(-len(ids) // ABREAST) for ids in counts[layer].values())
        for ids in counts[layer].values():
            needed = -(-len(ids) // ABREAST)
            for number, topic_id in enumerate(ids):
                rows[topic_id] = first + number % needed
        first += depth
    return rows, first


def _columns(syllabus: Syllabus, rows: Mapping[str, int]) -> list[list[str]]:
    """Areas gathered into columns: each joins the first whose areas all lie wholly above or below it."""
    spans: dict[str, tuple[int, int]] = {}
    for topic in syllabus.topics:
        low, high = spans.get(topic.area, (rows[topic.id], rows[topic.id]))
        spans[topic.area] = (min(low, rows[topic.id]), max(high, rows[topic.id]))
    columns: list[list[str]] = []
    for area, (low, high) in spans.items():
        for column in columns:
            if all(low > spans[other][1] + 1 or high < spans[other][0] - 1 for other in column):
                column.append(area)
                break
        else:
            columns.append([area])
    return columns


def _ordered_columns(columns: list[list[str]], topics: Mapping[str, Topic]) -> list[list[str]]:
    """The order of columns that keeps edges shortest; many columns are left as they came."""
    if len(columns) > _MOST_COLUMNS_TRIED:
        return columns
    where = {area: number for number, column in enumerate(columns) for area in column}
    weight: defaultdict[tuple[int, int], int] = defaultdict(int)
    for topic in topics.values():
        for required in topic.requires:
            weight[where[topic.area], where[topics[required].area]] += 1

    def length(order: tuple[int, ...]) -> int:
        at = {column: place for place, column in enumerate(order)}
        return sum(abs(at[a] - at[b]) * count for (a, b), count in weight.items())

    best = min(permutations(range(len(columns))), key=lambda order: (length(order), order))
    return [columns[number] for number in best]


def _extent(
    columns: Sequence[Sequence[str]], cells: Mapping[tuple[str, int], Sequence[str]]
) -> tuple[dict[str, int], dict[str, int], int]:
    left_of: dict[str, int] = {}
    right_of: dict[str, int] = {}
    start = 0
    for column in columns:
        width = max(len(ids) for (area, _), ids in cells.items() if area in column)
        for area in column:
            left_of[area], right_of[area] = start, start + width - 1
        start += width
    return left_of, right_of, start


def _placed(
    cells: Mapping[tuple[str, int], list[str]],
    left_of: Mapping[str, int],
    right_of: Mapping[str, int],
    neighbours: Mapping[str, tuple[Iterable[str], Iterable[str]]],
) -> dict[str, int]:
    """The column of each topic: cells are gone through upwards and downwards in turn, each time by barycentre."""
    at: dict[str, int] = {}
    for (area, _), ids in cells.items():
        for number, topic_id in enumerate(ids):
            at[topic_id] = left_of[area] + number
    for sweep in range(_SWEEPS):
        upwards = sweep % 2 == 0
        for area, row in sorted(cells, key=lambda cell: (cell[1] if upwards else -cell[1], cell[0])):
            ids = cells[area, row]
            wanted = {t: _barycentre(t, at, neighbours[t], upwards=upwards) for t in ids}
            ordered = sorted(ids, key=lambda t: (wanted[t], t))
            slots = range(left_of[area], right_of[area] + 1)
            best = min(
                combinations(slots, len(ordered)),
                key=lambda chosen: sum(
                    abs(slot - wanted[t]) for slot, t in zip(chosen, ordered, strict=True)
                ),
            )
            at.update(zip(ordered, best, strict=True))
    return at


def _barycentre(
    topic_id: str,
    at: Mapping[str, int],
    neighbours: tuple[Iterable[str], Iterable[str]],
    *,
    upwards: bool,
) -> float:
    below, above = ([at[other] for other in side] for side in neighbours)
    # The side the sweep comes from counts most, the other one settles what it leaves open.
    near, far = (below, above) if upwards else (above, below)
    weighted = [(x, 3) for x in near] + [(x, 1) for x in far]
    if not weighted:
        return float(at[topic_id])
    return sum(x * weight for x, weight in weighted) / sum(weight for _, weight in weighted)
