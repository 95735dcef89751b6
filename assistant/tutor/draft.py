"""The answer while it grows, and its copy in the store, which is never far behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.mathcheck.types import CheckedClaim
from assistant.tutor.ports import TurnStore
from assistant.tutor.types import Message, MessageState

SAVE_SECONDS = 1.5
"""At most this much of an answer's writing is lost to a crash."""


class Draft:
    """One answer of one learner; `message` is as it stands, the store's copy as it was last saved.

    Args:
        store: Where it is kept.
        learner_id: Whose it is.
        message: The empty answer, in the state `writing`.
        stopwatch: Counts seconds; the moment of construction is the moment of the question.
    """

    def __init__(
        self, store: TurnStore, learner_id: str, message: Message, stopwatch: Callable[[], float]
    ) -> None:
        self.message = message
        self._store = store
        self._learner_id = learner_id
        self._stopwatch = stopwatch
        self._began = stopwatch()
        self._saved_at = self._began
        self._saved_blocks = 0

    @property
    def seconds(self) -> float:
        """Seconds since the question."""
        return self._stopwatch() - self._began

    @property
    def is_open(self) -> bool:
        """Whether the answer has no final state yet."""
        return self.message.state is MessageState.WRITING

    def add(self) -> None:
        """Give the answer its place in the conversation."""
        self._store.add_message(self._learner_id, self.message)

    def keep(self, **fields: object) -> None:
        """Set fields of the message, without saving."""
        self.message = replace(self.message, **fields)  # type: ignore[arg-type]

    def mark(self, name: str) -> None:
        """Note the time of something that happens once; a second call changes nothing."""
        if all(known != name for known, _ in self.message.timings):
            self.keep(timings=(*self.message.timings, (name, round(self.seconds, 4))))

    def write(self, text: str, claims: tuple[CheckedClaim, ...]) -> None:
        """Take the text so far; saved when a block was closed or some time has passed."""
        self.keep(text=text, claims=claims)
        blocks = text.count("\n\n")
        if blocks > self._saved_blocks or self._stopwatch() - self._saved_at >= SAVE_SECONDS:
            self._saved_blocks = blocks
            self.save()

    def save(self) -> None:
        """Bring the store's copy up to date."""
        self._store.update_message(self._learner_id, self.message)
        self._saved_at = self._stopwatch()

    def close(self, state: MessageState, problem: str = "") -> None:
        """Give the answer its final state and save it."""
        self.mark("total")
        self.keep(state=state, problem=problem or self.message.problem)
        try:
            self.save()
        except BaseException:
            # What the store does not know must not look final here either.
            self.keep(state=MessageState.WRITING)
            raise
