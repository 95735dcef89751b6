"""The checker at the border of a turn: whatever happens to it, the answer goes on, marked as not checked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.mathcheck.types import CheckedClaim, Fact, Verdict
from assistant.tutor.ports import Mathematics, StreamCheck
from assistant.tutor.spans import find_spans

NOT_AVAILABLE = "The checker was not available."

_RELATION = re.compile(r"=|<|>|≈|≤|≥|\\(?:approx|le|ge|leq|geq|neq|equiv)(?![A-Za-z])")


def check_safely(mathematics: Mathematics, text: str, context: str) -> tuple[CheckedClaim, ...] | None:
    """Check a text; None when the checker failed."""
    try:
        return mathematics.check(text, context=context)
    except Exception:  # noqa: BLE001 - the checker must never cost a learner the answer
        return None


def solve_safely(mathematics: Mathematics, question: str) -> tuple[Fact, ...]:
    """Solve what a question asks to compute; nothing when the solver failed."""
    try:
        return mathematics.solve(question)
    except Exception:  # noqa: BLE001 - the solver must never cost a learner the answer
        return ()


class Verification:
    """Checks an answer while it grows; after a failure it stays silent, and `claims` says what was not checked."""

    def __init__(self, mathematics: Mathematics, context: str) -> None:
        self._claims: list[CheckedClaim] = []
        self._stream: StreamCheck | None
        try:
            self._stream = mathematics.check_stream(context=context)
        except Exception:  # noqa: BLE001 - as above
            self._stream = None

    def feed(self, piece: str) -> tuple[CheckedClaim, ...]:
        """Take the next piece; returns all claims decided so far, in the order of the text."""
        if self._stream is not None:
            try:
                self._claims += self._stream.feed(piece)
            except Exception:  # noqa: BLE001 - as above
                self._stream = None
        return self._in_order()

    def finish(self, text: str) -> tuple[CheckedClaim, ...]:
        """Wait for the claims still open; with a failed checker, every other formula of the text is not checked."""
        if self._stream is not None:
            try:
                self._claims += self._stream.finish()
            except Exception:  # noqa: BLE001 - as above
                self._stream = None
        if self._stream is None:
            self._claims += unchecked(text, self._claims)
        return self._in_order()

    def _in_order(self) -> tuple[CheckedClaim, ...]:
        return tuple(sorted(self._claims, key=lambda claim: (claim.start, claim.end)))


def unchecked(text: str, known: Sequence[CheckedClaim] = ()) -> list[CheckedClaim]:
    """The formulas of a text that state something, as not checked; those that `known` speaks of are left out."""
    found = []
    for span in find_spans(text):
        source = text[span.start : span.end]
        if not span.is_formula or not _RELATION.search(source):
            continue
        if any(claim.start < span.end and span.start < claim.end for claim in known):
            continue
        found.append(
            CheckedClaim(span.start, span.end, source, "equation", Verdict.NOT_CHECKED, NOT_AVAILABLE)
        )
    return found
