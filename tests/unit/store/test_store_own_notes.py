"""The learner's own notes: kept whole, found by their words, deleted for good, never another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.errors import NotFound, StoreError
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.store.database import Database
from assistant.store.own_notes import SqlOwnNoteStore
from assistant.tutor.own_notes import ObjectiveView, OwnNote
from assistant.tutor.types import Citation


def note(now: datetime, note_id: str = "n1", text: str = "Der Gradient zeigt BERGAUF \ud800.") -> OwnNote:
    return OwnNote(note_id, "dot-product", text, now)


def full(now: datetime) -> OwnNote:
    citation = Citation(1, "p1", "Gradient", "notes/g.md", ("Gradient", "Intuition"), None, "Uphill.")
    return replace(
        note(now, text="It is $a = b$."),
        claims=(CheckedClaim(7, 12, "a = b", "identity", Verdict.REFUTED, "no", "c", 1.5),),
        objectives=(
            ObjectiveView("Say it", True, ("say",)),
            ObjectiveView("Prove it", False, (), "missing", "no proof", citation),
        ),
        model="scripted",
        prompt_sha256="abc",
    )


def test_what_was_found_out_comes_back_exactly(database: Database, now: datetime) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", replace(full(now), claims=(), objectives=(), model="", prompt_sha256=""))
    store.update_own_note("local", full(now))
    assert store.own_note("local", "n1") == full(now)


def test_the_newest_come_first_and_of_one_topic_if_asked(database: Database, now: datetime) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", note(now, "old"))
    store.add_own_note(
        "local", replace(note(now, "new"), created_at=now + timedelta(days=1), topic_id="gradient")
    )
    assert [one.id for one in store.own_notes("local")] == ["new", "old"]
    assert [one.id for one in store.own_notes("local", "gradient")] == ["new"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("bergauf", True), ("gradient ZEIGT", True), ("dot product", True), ("downhill", False), ("", False)],
)
def test_notes_are_found_by_words_in_any_case_and_order(
    database: Database, now: datetime, query: str, found: bool
) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", note(now))
    assert bool(store.search_own_notes("local", query)) is found


def test_a_deleted_note_is_gone(database: Database, now: datetime) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", note(now))
    store.delete_own_note("local", "n1")
    assert store.own_notes("local") == ()
    with pytest.raises(NotFound):
        store.delete_own_note("local", "n1")


def test_an_id_is_never_taken_twice(database: Database, now: datetime) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", note(now))
    with pytest.raises(StoreError):
        store.add_own_note("local", note(now, text="Other."))
    assert "Gradient" in store.own_note("local", "n1").text


def test_notes_are_their_learners_alone(database: Database, now: datetime) -> None:
    store = SqlOwnNoteStore(database)
    store.add_own_note("local", note(now))
    assert store.own_notes("another") == ()
    assert store.search_own_notes("another", "gradient") == ()
    for call in (store.own_note, store.delete_own_note):
        with pytest.raises(NotFound):
            call("another", "n1")
    with pytest.raises(NotFound):
        store.update_own_note("another", note(now))
    with pytest.raises(NotFound):
        store.add_own_note("nobody", note(now, "n2"))
