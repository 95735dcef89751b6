"""The drawing of the graph: every topic once, above what it rests on, no line behind a box, nothing but safe text."""

from __future__ import annotations

import re
from html import unescape
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.syllabus.drawing import render_graph
from assistant.syllabus.layout import ABREAST, lay_out
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.routing import routed
from assistant.syllabus.types import Syllabus, Topic

REPOSITORY = Path(__file__).parents[3]
AREAS = ("foundations", "linear-algebra", "calculus", "probability")


@st.composite
def graphs(draw: st.DrawFn) -> Syllabus:
    size = draw(st.integers(1, 24))
    return Syllabus(
        tuple(
            Topic(
                f"t{n}",
                f"Topic {n}",
                draw(st.sampled_from(AREAS)),
                tuple(f"t{m}" for m in sorted(draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else [])),
                8,
            )
            for n in range(size)
        )
    )


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_every_topic_stands_alone_above_its_prerequisites_and_inside_its_area(syllabus: Syllabus) -> None:
    layout = lay_out(syllabus)
    assert set(layout.places) == set(syllabus.ids)
    assert len(set(layout.places.values())) == len(syllabus.ids)
    panels = {panel.area: panel for panel in layout.panels}
    for topic in syllabus.topics:
        column, row = layout.places[topic.id]
        panel = panels[topic.area]
        assert panel.left <= column <= panel.right < layout.columns
        assert panel.bottom <= row <= panel.top < layout.rows
        assert all(layout.places[required][1] < row for required in topic.requires)
    for one, other in combinations(layout.panels, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.top < other.bottom or other.top < one.bottom
    assert all(panel.right - panel.left < ABREAST for panel in layout.panels)


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_no_line_passes_behind_a_box(syllabus: Syllabus) -> None:
    layout = lay_out(syllabus)
    taken = set(layout.places.values())
    for (below, above), way in routed(syllabus, layout).items():
        low, high = layout.places[below][1], layout.places[above][1]
        assert len(way) == high - low - 1
        for row, column in enumerate(way, start=low + 1):
            assert column % 1 or (int(column), row) not in taken


def test_an_empty_syllabus_is_drawn_too() -> None:
    assert ElementTree.fromstring(render_graph(Syllabus(()))).tag.endswith("svg")


def test_titles_are_text_and_never_markup() -> None:
    hostile = '<script>alert("1")</script> & more'
    picture = render_graph(
        Syllabus((Topic("a", hostile, "x<y", (), 8), Topic("b", "W" * 300, "x<y", ("a",), 8)))
    )
    root = ElementTree.fromstring(picture)
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    assert hostile.split()[0] not in picture


def test_the_whole_syllabus_is_drawn_the_same_way_every_time() -> None:
    syllabus = load_syllabus(REPOSITORY / "corpus")
    picture = render_graph(syllabus)
    assert picture == render_graph(syllabus)
    root = ElementTree.fromstring(picture)
    groups = [node for node in root.iter() if node.tag.endswith("}g")]
    assert [group.get("id") for group in groups] == list(syllabus.ids)
    assert picture.count("<path ") == sum(len(topic.requires) for topic in syllabus.topics)
    assert "…" not in picture
    widths = [len(unescape(line)) for line in re.findall(r"<tspan[^>]*>([^<]*)</tspan>", picture)]
    assert max(widths) <= 20
