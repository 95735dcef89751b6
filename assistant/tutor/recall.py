"""What a turn remembers: the conversation so far, and what a question that leans on it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.tutor.citations import without_markers
from assistant.tutor.types import Message, MessageState
from assistant.tutor.words import content_words

TOPIC_LIMIT = 3
"""A question is about this many topics at most; what else it brushes is not counted as asked."""

_LONGEST_FOLLOW_UP = 12
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|these|those|they|them|their|same|above|again|previous|former|latter|another)\b",
    re.I,
)
_LEADS_ON = re.compile(
    r"\s*(?:and|but|so|why|what about|how about|what if|then|also|ok(?:ay)?|can you|could you|please|explain|show|"
    r"give|more|continue|go on|really|another)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A question with what the conversation adds to it.

    `standalone` is what to search by. `topic_ids` are the question's topics, best first. `history` holds the finished
    exchanges (question, answer), the oldest first, answers without their citation markers. `leans` says that the
    question leans on what was said before; then `subject` are the words for that, empty where the rule found none.
    """

    question: str
    standalone: str
    topic_ids: tuple[str, ...]
    history: tuple[tuple[str, str], ...]
    leans: bool = False
    subject: str = ""


def recall(question: str, earlier: Sequence[Message], topics_of: Callable[[str], Sequence[str]]) -> Recalled:
    """Put a question into its conversation, by rule: no model is asked."""
    standalone, subject = question, ""
    topics = tuple(topics_of(question))
    leans = bool(earlier) and _leans_on_the_last(question, names_a_topic=bool(topics))
    if leans and (subject := _last_subject(earlier)):
        standalone = f"{subject}: {question}"
        topics = tuple(topics_of(standalone))
    return Recalled(question, standalone, topics[:TOPIC_LIMIT], _history(earlier), leans, subject)


def last_topics(earlier: Sequence[Message]) -> tuple[str, ...]:
    """The topics that were spoken of last."""
    return next((message.topic_ids for message in reversed(earlier) if message.topic_ids), ())


def last_typed(earlier: Sequence[Message]) -> str:
    """The last question that was typed, not tapped."""
    typed = (message.text for message in reversed(earlier) if message.role == "user" and not message.way)
    return next(typed, "")


def _leans_on_the_last(question: str, *, names_a_topic: bool) -> bool:
    if len(question.split()) > _LONGEST_FOLLOW_UP:
        return False
    if names_a_topic:
        return _POINTS_BACK.search(question) is not None
    return _POINTS_BACK.search(question) is not None or _LEADS_ON.match(question) is not None


def _last_subject(earlier: Sequence[Message]) -> str:
    """The words for what was spoken of last: its topics, or else the last question's content words."""
    for message in reversed(earlier):
        if message.role == "assistant" and message.topic_ids:
            return " ".join(topic_id.replace("-", " ") for topic_id in message.topic_ids)
        if message.role == "user" and (words := content_words(message.text)):
            return " ".join(dict.fromkeys(words[:8]))
    return ""


def _history(earlier: Sequence[Message]) -> tuple[tuple[str, str], ...]:
    exchanges = []
    question: Message | None = None
    for message in earlier:
        if message.role == "user":
            question = message
        elif question is not None and message.text and message.state is not MessageState.FAILED:
            exchanges.append((question.text, without_markers(message.text)))
            question = None
    return tuple(exchanges)
