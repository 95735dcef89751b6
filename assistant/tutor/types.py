"""The words of a conversation: messages, and the events a turn emits while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.library.types import FoundPassage
from assistant.mathcheck.types import CheckedClaim, Fact


class MessageState(StrEnum):
    """Whether a message is all there."""

    WRITING = "writing"
    """A turn is under way; found after a restart, it means that the turn was cut off."""
    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    """Stopped by the learner, the model or a crash; what had arrived was kept."""
    FAILED = "failed"
    """No answer could be had; `problem` says why."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker `[number]` in an answer and the passage behind it, as it was when it was cited."""

    number: int
    passage_id: str
    document: str
    path: str
    section: tuple[str, ...]
    page: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation. Everything after `created_at` is empty for the learner's own messages.

    `claims` carry offsets into `text`. `model` names what wrote it ("none" for notes and algebra alone).
    `timings` are seconds since the question: passages, facts, first_token, written, total.
    `way` names the way to ask that was tapped (`ways.Way`), on the question and on its answer; empty for a typed one.
    `own` are the stretches of `text` with a number or formula that is in no passage and no fact.
    """

    id: str
    conversation_id: str
    role: str
    """user or assistant"""
    text: str
    state: MessageState
    created_at: datetime
    facts: tuple[Fact, ...] = ()
    claims: tuple[CheckedClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    topic_ids: tuple[str, ...] = ()
    model: str = ""
    prompt_sha256: str = ""
    grounded: bool = False
    problem: str = ""
    timings: tuple[tuple[str, float], ...] = ()
    way: str = ""
    own: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's name and age; its messages are asked for apart.

    `branched_from` is the conversation of which it repeats the beginning; None for one that was started anew.
    """

    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    branched_from: str | None = None


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A conversation that a search found, with the words around the first hit."""

    conversation: Conversation
    excerpt: str


@dataclass(frozen=True, slots=True)
class Started:
    """The question is in the store, and so is the place of its answer: what is stopped from here on can be found again.

    Always the first event.
    """

    conversation_id: str
    message_id: str
    """The id of the answer that is about to be written."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages are there: show them."""

    passages: tuple[FoundPassage, ...]
    answerable: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Solved:
    """What could be computed is computed: show it."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something slow begins; `text` says what, for a status line ("Starting the model …")."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The answer so far is `text` (all of it, not only what is new), with the verdicts known so far."""

    text: str
    claims: tuple[CheckedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The turn is over and the message is in the store, whatever its state."""

    message: Message


TurnEvent = Started | Retrieved | Solved | Waiting | Written | Finished
