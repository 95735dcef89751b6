"""Conversations come back exactly as they went in, and only to the learner they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import NotFound, SchemaTooNew, StoreError
from assistant.mathcheck.types import CheckedClaim, Fact, Step, Verdict
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.codec import MessageDetails, parse_details, render_details
from assistant.store.conversations import SqlTurnStore
from assistant.store.database import Database
from assistant.store.evidence import load_evidence
from assistant.tutor.ports import TurnStore
from assistant.tutor.types import Citation, Message, MessageState

NOW = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def store(database: Database) -> TurnStore:
    return SqlTurnStore(database)


def question(conversation_id: str, message_id: str = "m1", text: str = "What is $∇f$?") -> Message:
    return Message(message_id, conversation_id, "user", text, MessageState.COMPLETE, NOW)


def full_answer(conversation_id: str, message_id: str = "m2") -> Message:
    return Message(
        id=message_id,
        conversation_id=conversation_id,
        role="assistant",
        text="The gradient is $2x + 3y$ 🎯 and $3x$ [1].",
        state=MessageState.COMPLETE,
        created_at=LATER,
        facts=(
            Fact("gradient", "It is $(2x, 3x)$.", r"\nabla f = (2x, 3x)", (Step("power rule", "2x"),)),
            Fact("a", "b", "c"),
        ),
        claims=(
            CheckedClaim(16, 25, "$2x + 3y$", "operator", Verdict.VERIFIED, "", None, 0.1 + 0.2),
            CheckedClaim(32, 36, "$3x$", "operator", Verdict.REFUTED, "no", "3 x", 1e-9),
        ),
        citations=(
            Citation(
                1,
                "p1",
                "Gradient",
                "notes/calculus/gradient.md",
                ("Gradient", "Définition"),
                None,
                "« text »",
            ),
            Citation(2, "p2", "Book", "book.pdf", (), "xii", "…"),
        ),
        topic_ids=("gradient", "partial-derivatives"),
        model="qwen",
        prompt_sha256="ab" * 32,
        grounded=True,
        problem="",
        timings=(("passages", 0.01), ("total", 12.5)),
    )


def test_messages_come_back_equal_and_in_order(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "Gradients ∇", NOW)
    sent = (
        question(conversation.id),
        full_answer(conversation.id),
        question(conversation.id, "m0", "thanks"),
    )
    for message in sent:
        store.add_message("local", message)
    assert store.messages("local", conversation.id) == sent
    assert store.conversation("local", conversation.id).title == "Gradients ∇"


def test_an_answer_grows_by_being_replaced(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "t", NOW)
    store.add_message("local", question(conversation.id))
    started = replace(
        full_answer(conversation.id), text="The", state=MessageState.WRITING, claims=(), facts=()
    )
    store.add_message("local", started)
    store.update_message("local", full_answer(conversation.id))
    assert store.messages("local", conversation.id)[1] == full_answer(conversation.id)


def test_the_conversation_used_last_is_listed_first(store: TurnStore) -> None:
    first, second, third = (store.start_conversation("local", title, NOW) for title in "abc")
    assert [found.title for found in store.conversations("local")] == ["c", "b", "a"]
    store.add_message("local", full_answer(first.id))
    assert [found.id for found in store.conversations("local")] == [first.id, third.id, second.id]
    assert store.conversation("local", first.id).updated_at == LATER
    assert store.conversation("local", first.id).created_at == NOW


def test_an_older_message_does_not_make_a_conversation_older(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "t", LATER)
    store.add_message("local", question(conversation.id))
    assert store.conversation("local", conversation.id).updated_at == LATER


def test_times_come_back_as_utc(store: TurnStore) -> None:
    conversation = store.start_conversation(
        "local", "t", NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    )
    found = store.conversation("local", conversation.id)
    assert found.created_at == NOW
    assert found.created_at.tzinfo is UTC


def test_another_learner_sees_and_changes_nothing(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "private", NOW)
    store.add_message("local", question(conversation.id))
    with pytest.raises(NotFound):
        store.conversation("another", conversation.id)
    with pytest.raises(NotFound):
        store.messages("another", conversation.id)
    with pytest.raises(NotFound):
        store.add_message("another", question(conversation.id, "m9"))
    with pytest.raises(NotFound):
        store.update_message("another", question(conversation.id, text="changed"))
    assert store.conversations("another") == ()
    assert store.messages("local", conversation.id) == (question(conversation.id),)


def test_two_learners_may_use_the_same_message_id(store: TurnStore) -> None:
    mine, theirs = store.start_conversation("local", "a", NOW), store.start_conversation("another", "b", NOW)
    store.add_message("local", question(mine.id))
    store.add_message("another", question(theirs.id))
    assert store.messages("another", theirs.id) == (question(theirs.id),)


@pytest.mark.parametrize("conversation_id", ["", "nothing", "' OR 1=1 --"])
def test_an_unknown_conversation_is_not_found(store: TurnStore, conversation_id: str) -> None:
    with pytest.raises(NotFound):
        store.messages("local", conversation_id)
    with pytest.raises(NotFound):
        store.add_message("local", question(conversation_id))


def test_an_unknown_learner_is_not_found(store: TurnStore) -> None:
    with pytest.raises(NotFound):
        store.start_conversation("nobody", "t", NOW)
    with pytest.raises(NotFound):
        store.add_evidence("nobody", [Evidence("gradient", EvidenceKind.READ, NOW)])


def test_a_message_is_replaced_only_if_it_is_there(store: TurnStore) -> None:
    conversation, other = (
        store.start_conversation("local", "t", NOW),
        store.start_conversation("local", "u", NOW),
    )
    store.add_message("local", question(conversation.id))
    with pytest.raises(NotFound):
        store.update_message("local", question(conversation.id, "m7"))
    with pytest.raises(NotFound):
        store.update_message("local", question(other.id, "m1"))


def test_a_message_id_is_used_once(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "t", NOW)
    store.add_message("local", question(conversation.id))
    with pytest.raises(StoreError):
        store.add_message("local", question(conversation.id, text="again"))
    assert store.messages("local", conversation.id) == (question(conversation.id),)


def test_answers_cut_off_by_a_crash_are_marked_and_nothing_else_is(store: TurnStore) -> None:
    conversation, theirs = (
        store.start_conversation("local", "t", NOW),
        store.start_conversation("another", "t", NOW),
    )
    writing = replace(full_answer(conversation.id), state=MessageState.WRITING)
    store.add_message("local", question(conversation.id))
    store.add_message("local", writing)
    store.add_message("another", replace(writing, conversation_id=theirs.id))
    assert store.close_cut_off_messages("local") == 1
    assert store.close_cut_off_messages("local") == 0
    assert store.messages("local", conversation.id) == (
        question(conversation.id),
        replace(writing, state=MessageState.INTERRUPTED),
    )
    assert store.messages("another", theirs.id)[0].state is MessageState.WRITING


def test_half_a_surrogate_pair_is_replaced_and_offsets_stay(store: TurnStore) -> None:
    conversation = store.start_conversation("local", "\ud800", NOW)
    broken = "\ud83d\ude00 $1+1=2$"
    claim = CheckedClaim(3, 10, "$1+1=2$", "arithmetic", Verdict.VERIFIED, "\udc00")
    store.add_message("local", replace(question(conversation.id, text=broken), claims=(claim,)))
    (found,) = store.messages("local", conversation.id)
    assert found.text == "\ufffd\ufffd $1+1=2$"
    assert found.text[found.claims[0].start : found.claims[0].end] == found.claims[0].source


@pytest.mark.parametrize(
    "text", ["", "\x00 a \x00", "'; DROP TABLE messages; --", "x" * 200_000, "a\r\nb\t\u2028"]
)
def test_any_text_comes_back(store: TurnStore, text: str) -> None:
    conversation = store.start_conversation("local", "t", NOW)
    store.add_message("local", question(conversation.id, text=text))
    assert store.messages("local", conversation.id)[0].text == text


def test_evidence_of_a_turn_is_appended_in_order(store: TurnStore, database: Database) -> None:
    asked = Evidence("gradient", EvidenceKind.ASKED, LATER, source="m1")
    explained = Evidence("vectors", EvidenceKind.EXPLAINED, NOW, source="m2")
    store.add_evidence("local", [asked, explained])
    store.add_evidence("local", [])
    store.add_evidence("local", [asked])
    assert load_evidence(database, "local") == (asked, explained, asked)
    assert load_evidence(database, "local", "vectors") == (explained,)
    assert load_evidence(database, "another") == ()


def test_the_conversations_id_comes_from_where_the_caller_says(database: Database) -> None:
    store = SqlTurnStore(database, new_id=lambda: "chosen")
    assert store.start_conversation("local", "t", NOW).id == "chosen"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
STEPS = st.lists(st.builds(Step, TEXT, TEXT), max_size=2).map(tuple)
SECONDS = st.floats(allow_nan=False)
DETAILS = st.builds(
    MessageDetails,
    facts=st.lists(st.builds(Fact, TEXT, TEXT, TEXT, STEPS), max_size=2).map(tuple),
    claims=st.lists(
        st.builds(
            CheckedClaim,
            st.integers(),
            st.integers(),
            TEXT,
            TEXT,
            st.sampled_from(Verdict),
            TEXT,
            st.none() | TEXT,
            SECONDS,
        ),
        max_size=2,
    ).map(tuple),
    citations=st.lists(
        st.builds(
            Citation,
            st.integers(),
            TEXT,
            TEXT,
            TEXT,
            st.lists(TEXT, max_size=2).map(tuple),
            st.none() | TEXT,
            TEXT,
        ),
        max_size=2,
    ).map(tuple),
    topic_ids=st.lists(TEXT, max_size=2).map(tuple),
    timings=st.lists(st.tuples(TEXT, SECONDS), max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(DETAILS)
def test_details_survive_the_trip_through_json(details: MessageDetails) -> None:
    assert parse_details(render_details(details)) == details


def test_details_of_a_newer_version_are_refused() -> None:
    with pytest.raises(SchemaTooNew):
        parse_details('{"version":2}')


# --- names, branches, search, deletion ----------------------------------------------------------------


def talked(store: SqlTurnStore, title: str = "Gradients") -> str:
    conversation = store.start_conversation("local", title, NOW)
    store.add_message("local", question(conversation.id, f"{title}-q1"))
    store.add_message("local", full_answer(conversation.id, f"{title}-a1"))
    store.add_message("local", question(conversation.id, f"{title}-q2", "Und die STEIGUNG?"))
    return conversation.id


def test_a_conversation_can_be_renamed(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    store.rename_conversation("local", talk, "Uphill")
    assert store.conversation("local", talk).title == "Uphill"
    assert store.conversation("local", talk).updated_at == LATER


def test_a_deleted_conversation_is_gone_with_its_messages_and_evidence_stays(database: Database) -> None:
    store = SqlTurnStore(database)
    talk, other = talked(store), talked(store, "Other")
    store.add_evidence("local", [Evidence("gradient", EvidenceKind.ASKED, NOW, source="Gradients-q1")])
    store.delete_conversation("local", talk)
    with pytest.raises(NotFound):
        store.messages("local", talk)
    assert [one.id for one in store.conversations("local")] == [other]
    assert len(store.messages("local", other)) == 3
    assert len(load_evidence(database, "local")) == 1
    # An id of a deleted message is free again: nothing of it was left behind.
    store.add_message("local", question(other, "Gradients-q1"))


def test_a_branch_repeats_what_was_said_before_and_leaves_the_trunk_alone(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    before = store.messages("local", talk)
    branch = store.branch_conversation("local", talk, "Gradients-q2", "And the length?", LATER)
    assert branch.branched_from == talk
    assert store.conversation("local", branch.id) == branch
    copies = store.messages("local", branch.id)
    assert [replace(copy, id="", conversation_id="") for copy in copies] == [
        replace(message, id="", conversation_id="") for message in before[:2]
    ]
    assert {copy.id for copy in copies}.isdisjoint(message.id for message in before)
    assert store.messages("local", talk) == before


def test_a_branch_at_the_first_question_begins_empty(database: Database) -> None:
    store = SqlTurnStore(database)
    branch = store.branch_conversation("local", talked(store), "Gradients-q1", "Anew", LATER)
    assert store.messages("local", branch.id) == ()


def test_an_answer_still_being_written_is_not_copied_as_if_it_were(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    store.update_message("local", replace(full_answer(talk, "Gradients-a1"), state=MessageState.WRITING))
    branch = store.branch_conversation("local", talk, "Gradients-q2", "B", LATER)
    assert store.messages("local", branch.id)[1].state is MessageState.INTERRUPTED


def test_a_branch_outlives_its_trunk(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    branch = store.branch_conversation("local", talk, "Gradients-q2", "B", LATER)
    store.delete_conversation("local", talk)
    assert len(store.messages("local", branch.id)) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("steigung", True),
        ("GRADIENT 2x", True),
        ("gradients", True),
        ("die steigung", True),
        ("gradient banana", False),
        ("%", False),
        ("  ", False),
    ],
)
def test_conversations_are_found_by_words_of_one_message_or_the_title(
    database: Database, query: str, found: bool
) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    store.start_conversation("local", "Something else", NOW)
    hits = store.search_conversations("local", query)
    assert [hit.conversation.id for hit in hits] == ([talk] if found else [])


def test_a_hit_shows_the_words_around_it(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    store.add_message("local", question(talk, "long", "far " * 60 + "the NEEDLE lies here " + "and on " * 60))
    (hit,) = store.search_conversations("local", "needle")
    assert "the NEEDLE lies here" in hit.excerpt
    assert hit.excerpt.startswith("… ") and hit.excerpt.endswith(" …")
    assert len(hit.excerpt) < 160


def test_conversations_are_their_learners_alone_in_every_way(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    assert store.search_conversations("another", "gradient") == ()
    for call in (
        lambda: store.rename_conversation("another", talk, "Mine"),
        lambda: store.delete_conversation("another", talk),
        lambda: store.branch_conversation("another", talk, "Gradients-q2", "B", LATER),
    ):
        with pytest.raises(NotFound):
            call()
    assert store.conversation("local", talk).title == "Gradients"


def test_a_branch_at_a_message_of_another_conversation_is_refused(database: Database) -> None:
    store = SqlTurnStore(database)
    talk, _ = talked(store), talked(store, "Other")
    with pytest.raises(NotFound):
        store.branch_conversation("local", talk, "Other-q1", "B", LATER)
    assert len(store.conversations("local")) == 2


def test_the_way_and_what_is_the_models_own_come_back(database: Database) -> None:
    store = SqlTurnStore(database)
    talk = talked(store)
    message = replace(full_answer(talk, "w"), way="language:es", own=((0, 7), (9, 20)))
    store.add_message("local", message)
    assert store.messages("local", talk)[-1] == message


def test_messages_of_the_first_release_can_still_be_read() -> None:
    old = '{"version":1,"facts":[],"claims":[],"citations":[],"topic_ids":["gradient"],"timings":[]}'
    details = parse_details(old)
    assert (details.way, details.own, details.topic_ids) == ("", (), ("gradient",))
