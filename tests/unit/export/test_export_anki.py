"""Cards open in the real Anki, their formulas are Anki's, and a second import doubles nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.export.anki import card_html, render_anki
from assistant.export.cards import Card, exercise_card, own_note_card, topic_card
from assistant.practice.make import make_exercises
from assistant.syllabus.loader import load_syllabus
from assistant.tutor.own_notes import OwnNote

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("the slope $f'(x)$ here", r"the slope \(f'(x)\) here"),
        ("$$a < b$$", r"\[a &lt; b\]"),
        ("**bold** and *thin*", "<b>bold</b> and <i>thin</i>"),
        ("one\n\ntwo\nthree", "one<br><br>two three"),
        ("`x < 1`", "<code>x &lt; 1</code>"),
        ("it costs $5 and $10", "it costs $5 and $10"),
        ("![p](http://198.51.100.7/p.png) [a](http://198.51.100.7)", "p a"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{c1::cloze}}", "{\u200b{c1::cloze}}"),
        (r"\(x^2\) and \[y\]", r"\(x^2\) and \[y\]"),
    ],
)
def test_a_side_of_a_card_is_anki_s_html(markdown: str, html: str) -> None:
    assert card_html(markdown) == html


def test_every_note_gives_a_card_with_its_formula_and_words() -> None:
    syllabus = load_syllabus(CORPUS)
    cards = {t.id: topic_card(t, (CORPUS / t.note).read_text("utf-8")) for t in syllabus.topics}
    missing = [topic_id for topic_id, card in cards.items() if card is None]
    assert len(missing) <= 0.1 * len(cards), missing
    gradient = cards["gradient"]
    assert gradient is not None
    assert r"\frac{\partial f}{\partial x_1}" in gradient.front
    assert "grad" in gradient.back
    assert gradient.both_ways


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    anki = pytest.importorskip("anki.collection", reason="the real Anki is a development dependency")
    opened = anki.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def bring_in(collection: Any, tmp_path: Path, package: bytes) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    file = tmp_path / "groundwork.apkg"
    file.write_bytes(package)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
    )


def cards() -> list[Card]:
    syllabus = load_syllabus(CORPUS)
    topic = syllabus.topic("gradient")
    formula = topic_card(topic, (CORPUS / topic.note).read_text("utf-8"))
    assert formula is not None
    exercises = make_exercises("gradient", count=3, seed=1)
    own = OwnNote("n1", "gradient", r"It points uphill: $\nabla f$.", NOW)
    return [formula, *(exercise_card(topic, exercise) for exercise in exercises), own_note_card(topic, own)]


def test_the_real_anki_opens_them_and_renders_the_formulas(collection: Any, tmp_path: Path) -> None:
    bring_in(collection, tmp_path, render_anki(cards(), NOW))
    assert collection.note_count() == 5
    assert collection.card_count() == 6
    assert [deck.name for deck in collection.decks.all_names_and_ids() if "Groundwork" in deck.name] == [
        "Groundwork",
        "Groundwork::Calculus",
    ]
    for card_id in collection.find_cards(""):
        shown = collection.get_card(card_id).render_output()
        assert "$" not in re.sub(r"\\[(\[].*?\\[)\]]", "", shown.question_text + shown.answer_text)
    both = collection.find_cards('"note:Groundwork, both ways"')
    assert len(both) == 2


def test_a_second_import_updates_and_doubles_nothing(collection: Any, tmp_path: Path) -> None:
    first = cards()
    bring_in(collection, tmp_path, render_anki(first, NOW))
    later = [replace(first[0], back="Said better now."), *first[1:]]
    bring_in(collection, tmp_path, render_anki(later, NOW + timedelta(days=1)))
    assert collection.note_count() == 5
    (note_id,) = collection.find_notes('"note:Groundwork, both ways"')
    assert collection.get_note(note_id)["Back"] == "Said better now."
