"""What rests on what, how far, and by which way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import NotFound
from assistant.syllabus.graph import ancestors, dependents_of, path, prerequisites_of, unlocked_by
from assistant.syllabus.types import Syllabus, Topic


def syllabus_of(edges: dict[str, str]) -> Syllabus:
    """Topics in the order given; `edges` maps an id to its prerequisites, separated by spaces."""
    return Syllabus(
        tuple(Topic(t, t.capitalize(), "calculus", tuple(r.split()), 8) for t, r in edges.items())
    )


DIAMOND = syllabus_of(
    {
        "vectors": "",
        "rules": "",
        "dot": "vectors",
        "partials": "rules",
        "gradient": "dot partials",
        "descent": "gradient",
        "alone": "",
    }
)


@pytest.mark.parametrize(
    ("topic_id", "below"),
    [
        ("descent", (("gradient", 1), ("dot", 2), ("partials", 2), ("vectors", 3), ("rules", 3))),
        ("gradient", (("dot", 1), ("partials", 1), ("vectors", 2), ("rules", 2))),
        ("vectors", ()),
    ],
)
def test_prerequisites_nearest_first(topic_id: str, below: tuple[tuple[str, int], ...]) -> None:
    assert prerequisites_of(DIAMOND, topic_id) == below


@pytest.mark.parametrize(
    ("topic_id", "above"),
    [("rules", (("partials", 1), ("gradient", 2), ("descent", 3))), ("descent", ()), ("alone", ())],
)
def test_dependents_nearest_first(topic_id: str, above: tuple[tuple[str, int], ...]) -> None:
    assert dependents_of(DIAMOND, topic_id) == above


@pytest.mark.parametrize(
    ("start", "end", "way"),
    [
        ("vectors", "descent", ("vectors", "dot", "gradient", "descent")),
        ("gradient", "descent", ("gradient", "descent")),
        ("gradient", "gradient", ("gradient",)),
        ("descent", "vectors", ()),
        ("alone", "descent", ()),
    ],
)
def test_a_path_leads_upwards_or_there_is_none(start: str, end: str, way: tuple[str, ...]) -> None:
    assert path(DIAMOND, start, end) == way


def test_the_distance_is_the_shortest() -> None:
    syllabus = syllabus_of({"a": "", "b": "a", "c": "b", "d": "c a"})
    assert prerequisites_of(syllabus, "d") == (("a", 1), ("c", 1), ("b", 2))
    assert path(syllabus, "a", "d") == ("a", "d")


def test_an_unknown_topic_is_not_found() -> None:
    for ask in (
        lambda: prerequisites_of(DIAMOND, "nothing"),
        lambda: dependents_of(DIAMOND, "nothing"),
        lambda: path(DIAMOND, "nothing", "dot"),
        lambda: path(DIAMOND, "dot", "nothing"),
    ):
        with pytest.raises(NotFound):
            ask()


@st.composite
def acyclic(draw: st.DrawFn) -> Syllabus:
    size = draw(st.integers(1, 12))
    return syllabus_of(
        {
            f"t{n}": " ".join(
                f"t{m}" for m in sorted(draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else [])
            )
            for n in range(size)
        }
    )


@given(acyclic())
def test_up_and_down_agree(syllabus: Syllabus) -> None:
    down = {(high, low, d) for high in syllabus.ids for low, d in prerequisites_of(syllabus, high)}
    up = {(high, low, d) for low in syllabus.ids for high, d in dependents_of(syllabus, low)}
    assert down == up
    for high, low, distance in down:
        way = path(syllabus, low, high)
        assert len(way) == distance + 1
        for below, above in pairwise(way):
            assert below in syllabus.topic(above).requires
            assert above in unlocked_by(syllabus.topics)[below]
    by_id = {topic.id: topic for topic in syllabus.topics}
    assert {(high, low) for high in syllabus.ids for low in ancestors(by_id, high)} == {
        (h, lo) for h, lo, _ in down
    }
