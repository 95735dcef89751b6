"""The ways of edges through the drawing: never behind a topic's box, with as few bends as can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.syllabus.layout import Layout
from assistant.syllabus.types import Syllabus

_BEND = 0.35
"""What a change of lane costs, in columns."""
_CROWD = 0.06
"""What each edge already in a lane costs there, in columns."""

Edge = tuple[str, str]
Lane = tuple[float, int]


def routed(syllabus: Syllabus, layout: Layout) -> dict[Edge, tuple[float, ...]]:
    """For each edge (prerequisite, topic) the columns at which it passes the rows between its two ends.

    A lane is the gap between two columns (2.5 lies between columns 2 and 3) or a place where no topic stands.
    """
    taken = set(layout.places.values())
    crowd: defaultdict[Lane, int] = defaultdict(int)
    edges = [(required, topic.id) for topic in syllabus.topics for required in topic.requires]
    # Short edges first: they have the least choice.
    edges.sort(key=lambda edge: (_rise(layout, edge), edge))
    ways: dict[Edge, tuple[float, ...]] = {}
    for edge in edges:
        (start, low), (end, high) = layout.places[edge[0]], layout.places[edge[1]]
        way = _way(float(start), float(end), range(low + 1, high), taken, layout.columns, crowd)
        for row, column in zip(range(low + 1, high), way, strict=True):
            crowd[column, row] += 1
        ways[edge] = way
    return ways


def _rise(layout: Layout, edge: Edge) -> int:
    return layout.places[edge[1]][1] - layout.places[edge[0]][1]


def _way(
    start: float,
    end: float,
    rows: Sequence[int],
    taken: set[tuple[int, int]],
    columns: int,
    crowd: dict[Lane, int],
) -> tuple[float, ...]:
    low, high = max(-0.5, min(start, end) - 1), min(columns - 0.5, max(start, end) + 1)
    # Cheapest way to each lane of the row reached so far: cost, then the lanes that lead there.
    reached: dict[float, tuple[float, tuple[float, ...]]] = {start: (0.0, ())}
    for row in rows:
        lanes = [
            half / 2
            for half in range(round(2 * low), round(2 * high) + 1)
            if half % 2 or (half // 2, row) not in taken
        ]
        reached = {
            lane: min(
                (cost + _step(before, lane) + _CROWD * crowd[lane, row], (*way, lane))
                for before, (cost, way) in reached.items()
            )
            for lane in lanes
        }
    return min((cost + _step(lane, end), way) for lane, (cost, way) in reached.items())[1]


def _step(one: float, other: float) -> float:
    return 0.0 if one == other else _BEND + abs(one - other)
