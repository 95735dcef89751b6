"""What a learner chose is kept, whole, and is nobody else's; evidence keeps the objectives it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.errors import NotFound
from assistant.progress.types import Evidence, EvidenceKind, Preferences
from assistant.store.database import Database
from assistant.store.evidence import append_evidence, load_evidence, newest_evidence
from assistant.store.preferences import load_preferences, save_preferences

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHOSEN = Preferences("linear-algebra-only", 40, "es", "d1", True)


def test_without_a_choice_there_are_the_defaults(database: Database) -> None:
    assert load_preferences(database, "local") == Preferences()


def test_choices_come_back_and_later_ones_take_their_place(database: Database) -> None:
    save_preferences(database, "local", CHOSEN)
    assert load_preferences(database, "local") == CHOSEN
    later = replace(CHOSEN, goal=None, language=None, diagnostic=None, diagnostic_over=False)
    save_preferences(database, "local", later)
    assert load_preferences(database, "local") == later


def test_one_learners_choices_are_not_anothers(database: Database) -> None:
    save_preferences(database, "another", CHOSEN)
    assert load_preferences(database, "local") == Preferences()
    with pytest.raises(NotFound):
        save_preferences(database, "nobody", CHOSEN)


def test_evidence_keeps_its_kind_and_its_objectives(database: Database) -> None:
    rows = [
        Evidence("gradient", kind, NOW, correct=None, objectives=objectives)
        for kind, objectives in zip(EvidenceKind, [(), (1,), (2, 11)] * 3, strict=False)
    ]
    with database.write() as session:
        append_evidence(session, "local", rows)
    assert load_evidence(database, "local") == tuple(rows)


def test_the_newest_position_grows_with_every_row_of_this_learner_alone(database: Database) -> None:
    assert newest_evidence(database, "local") == 0
    row = Evidence("gradient", EvidenceKind.READ, NOW)
    for learner in ("local", "another"):
        with database.write() as session:
            append_evidence(session, learner, [row])
    first = newest_evidence(database, "local")
    with database.write() as session:
        append_evidence(session, "local", [row])
    assert 0 < first < newest_evidence(database, "local")
