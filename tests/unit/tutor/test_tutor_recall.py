"""What a question takes from the conversation before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from assistant.tutor.recall import recall
from assistant.tutor.types import Message, MessageState

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def topics_of(text: str) -> Sequence[str]:
    known = ["gradient-descent", "gradient", "dot-product", "chain-rule", "vectors", "determinant"]
    return [topic for topic in known if topic.replace("-", " ") in text.lower()]


def said(role: str, text: str, *topics: str, state: MessageState = MessageState.COMPLETE) -> Message:
    return Message("m", "c", role, text, state, NOW, topic_ids=topics)


EARLIER = [
    said("user", "What is the dot product?"),
    said("assistant", "It multiplies and adds [1].", "dot-product"),
]


@pytest.mark.parametrize(
    "question",
    [
        "Why does it measure similarity?",
        "And in three dimensions?",
        "Show an example",
        "why?",
        "What is that good for?",
    ],
)
def test_a_short_question_that_points_back_is_searched_with_the_last_topic(question: str) -> None:
    recalled = recall(question, EARLIER, topics_of)
    assert recalled.standalone == f"dot product: {question}"
    assert recalled.topic_ids == ("dot-product",)
    assert recalled.question == question


@pytest.mark.parametrize(
    "question",
    [
        "What is a determinant?",
        "Show the chain rule",
        "How do I train a network on a small data set without it learning the noise in the data?",
        "When was Gauss born",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert recall(question, EARLIER, topics_of).standalone == question


def test_a_question_about_two_topics_keeps_both() -> None:
    recalled = recall("How is it related to the chain rule?", EARLIER, topics_of)
    assert set(recalled.topic_ids) == {"dot-product", "chain-rule"}


def test_without_a_conversation_there_is_nothing_to_lean_on() -> None:
    recalled = recall("Why does it work?", [], topics_of)
    assert recalled.standalone == "Why does it work?"
    assert recalled.history == ()


def test_a_last_question_without_a_topic_lends_its_words() -> None:
    earlier = [said("user", "Why do neural networks overfit?"), said("assistant", "They memorise.")]
    assert "overfit" in recall("How can I stop that?", earlier, topics_of).standalone


def test_at_most_three_topics_count() -> None:
    question = "gradient, dot product, chain rule, vectors and determinant"
    assert len(recall(question, [], topics_of).topic_ids) == 3


def test_history_holds_answered_questions_without_their_markers() -> None:
    earlier = [
        *EARLIER,
        said("user", "Lost?"),
        said("assistant", "No model answered.", state=MessageState.FAILED),
        said("user", "Stopped?"),
        said("assistant", "Half an ans", state=MessageState.INTERRUPTED),
        said("user", "Cut off before a word?"),
        said("assistant", "", state=MessageState.INTERRUPTED),
    ]
    assert recall("Next?", earlier, topics_of).history == (
        ("What is the dot product?", "It multiplies and adds."),
        ("Stopped?", "Half an ans"),
    )
