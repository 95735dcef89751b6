"""What a turn needs from outside; the store, the library and the models implement it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.library.types import SearchResult
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.progress.types import Evidence
from assistant.tutor.types import Conversation, Message


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One message of a prompt: `role` is system, user or assistant."""

    role: str
    text: str


class Writer(Protocol):
    """A language model that writes an answer."""

    @property
    def name(self) -> str:
        """The model's name, as recorded with each answer."""

    @property
    def prompt_tokens(self) -> int:
        """How many tokens of new prompt this model reads in acceptable time."""

    def count_tokens(self, text: str) -> int | None:
        """The tokens of a text by the model's own tokenizer; None where it cannot be asked quickly."""

    def stream(self, prompt: Sequence[PromptLine], *, deadline_seconds: float) -> Iterator[str]:
        """Yield the answer in pieces; raises a `ModelError`, after the pieces that did arrive."""


class Searcher(Protocol):
    """The library, as a turn sees it."""

    def search(self, learner_id: str, query: str, *, limit: int) -> SearchResult:
        """Find passages, best first."""


class StreamCheck(Protocol):
    """Checks a text while it grows."""

    def feed(self, piece: str) -> tuple[CheckedClaim, ...]:
        """Take the next piece; return the claims decided since the last call, without waiting for the others."""

    def finish(self) -> tuple[CheckedClaim, ...]:
        """Wait for the claims still open, each within its own limit, and return them."""


class Mathematics(Protocol):
    """The checker, as a turn sees it."""

    def check(self, text: str, *, context: str = "") -> tuple[CheckedClaim, ...]:
        """Check every formula of a text; what `context` defines (a question, facts) is known, but not checked."""

    def check_stream(self, *, context: str = "") -> StreamCheck:
        """Check a text while it is being written; `context` as for `check`."""

    def solve(self, text: str) -> tuple[Fact, ...]:
        """Solve what the text asks to compute."""


class TurnStore(Protocol):
    """Where conversations and evidence are kept. Every call is one transaction, durable when it returns."""

    def start_conversation(self, learner_id: str, title: str, now: datetime) -> Conversation:
        """Create a conversation."""

    def conversation(self, learner_id: str, conversation_id: str) -> Conversation:
        """One conversation; raises NotFound."""

    def conversations(self, learner_id: str) -> tuple[Conversation, ...]:
        """All conversations, the newest first."""

    def add_message(self, learner_id: str, message: Message) -> None:
        """Append a message; raises NotFound when the conversation is not this learner's."""

    def update_message(self, learner_id: str, message: Message) -> None:
        """Replace a message of the same id."""

    def messages(self, learner_id: str, conversation_id: str) -> tuple[Message, ...]:
        """The messages of a conversation in order; raises NotFound."""

    def close_cut_off_messages(self, learner_id: str) -> int:
        """Mark messages left in the state `writing` by a crash as `interrupted`; returns how many."""

    def add_evidence(self, learner_id: str, evidence: Sequence[Evidence]) -> None:
        """Append to the log of evidence."""
