"""Writing one answer with a model: stream, check, repair, cite, and mark what is the model's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.errors import ModelError, ModelInterrupted
from assistant.mathcheck.types import CheckedClaim, Fact
from assistant.tutor.citations import cite
from assistant.tutor.compose import AnswerPrompt
from assistant.tutor.draft import Draft
from assistant.tutor.loops import repetition_start, said_again_start
from assistant.tutor.own import own_sentences
from assistant.tutor.ports import Mathematics, PromptLine, Writer
from assistant.tutor.prompt import Prompts
from assistant.tutor.repair import repair
from assistant.tutor.results import restated, unsaid
from assistant.tutor.types import Citation, TurnEvent, Waiting, Written
from assistant.tutor.verify import Verification, check_safely

ANSWER_LIMIT = 20_000
"""Characters of an answer; a model that does not stop is stopped."""

_READ_UP = 2
"""Passages named under an answer that cites none."""
_LEAK = re.compile(
    r"<<<|>>>|^(?:PASSAGES|QUESTION|RESULTS|LEARNER|TERMS|READ ALOUD)\b[^\n]{0,80}:", re.MULTILINE
)
_LISTED = re.compile(r"\s*\[\d{1,2}\]")
_OVERLAP = 400
_SHORTEST_OVERLAP = 8
_SHORTEST_REPEAT = 30


class Writing:
    """One answer being written below what stands already.

    Args:
        writer: The model.
        prompts: The templates.
        mathematics: The checker.
        draft: The message; its text, claims and citations so far stay in front of what is written.
        context: What the answer may take as given.
        known: Texts whose numbers and formulas are not the model's own.
        seconds_left: How long the turn may still take.
        joint: What stands between the text so far and the new one.
    """

    def __init__(
        self,
        *,
        writer: Writer,
        prompts: Prompts,
        mathematics: Mathematics,
        draft: Draft,
        context: str,
        known: Sequence[str],
        seconds_left: Callable[[], float],
        joint: str = "\n\n",
    ) -> None:
        self._writer = writer
        self._prompts = prompts
        self._mathematics = mathematics
        self._draft = draft
        self._context = context
        self._known = known
        self._seconds_left = seconds_left
        self._before = draft.message
        self._head = f"{self._before.text}{joint}" if self._before.text else ""
        self._text = ""
        self._claims: tuple[CheckedClaim, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the model has written nothing."""
        return not self._text.strip()

    def stream(self, lines: Sequence[PromptLine], *, resumed: bool = False) -> Iterator[TurnEvent]:
        """Stream the answer into the draft, with verdicts as they are decided; raises ModelError.

        `resumed` says that the text goes on in the middle; then nothing that stands already is written again.
        """
        verification = Verification(self._mathematics, self._context)
        pieces = self._writer.stream(lines, deadline_seconds=self._seconds_left())
        arriving: Iterator[str] = without_repeats(pieces, self._before.text) if resumed else pieces
        limit = ANSWER_LIMIT - len(self._head)
        text = ""
        try:
            for piece in arriving:
                if len(text) >= limit:
                    break
                piece = piece[: limit - len(text)]
                if not piece:
                    continue
                if not text:
                    self._draft.mark("first_token")
                text += piece
                claims = verification.feed(piece)
                if (leak := leak_start(text)) is not None:
                    # A small model sometimes goes on with the prompt itself; what it had said before is whole.
                    text = text[:leak].rstrip()
                    break
                self._set(text, claims)
                self._draft.write(self._draft.message.text, self._draft.message.claims)
                yield self._written()
                if piece[-1] not in "\n.!?":
                    continue
                if (again := said_again_start(text)) is not None:
                    # It had come to its end; what it had said is whole.
                    text = text[:again].rstrip()
                    break
                if (cut := repetition_start(text)) is not None:
                    text = text[:cut].rstrip()
                    raise ModelInterrupted(
                        "The model began to repeat itself and was stopped.",
                        safe="What it had written before is kept.",
                        todo="Ask once more, or ask in other words.",
                    )
        finally:
            # A model that nobody listens to any more must not go on writing.
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
            claims = tuple(claim for claim in verification.finish(text) if claim.end <= len(text))
            self._set(text, claims)
        yield self._written()

    def repair(self) -> Iterator[TurnEvent]:
        """Send refuted formulas back once with their right values."""
        if not any(claim.expected for claim in self._claims):
            return
        yield Waiting("Putting a formula right …")
        for better in repair(
            self._text,
            self._claims,
            writer=self._writer,
            prompts=self._prompts,
            check=lambda text: check_safely(self._mathematics, text, self._context),
            seconds_left=self._seconds_left,
        ):
            self._set(better.text, better.claims)
            self._draft.save()
            yield self._written()

    def restate(self, facts: Sequence[Fact]) -> None:
        """Say results at the end that the answer does not say, so that what it ends on is never left alone."""
        missing = unsaid(self._text, facts)
        if missing:
            text = f"{self._text.rstrip()}\n\n{restated(missing)}"
            self._set(text, check_safely(self._mathematics, text, self._context) or self._claims)

    def cite(self, prompt: AnswerPrompt, earlier: Sequence[Citation] = ()) -> None:
        """Resolve the citations; an answer that cites nothing names what it was given to read, ungrounded."""
        cited = cite(self._text, self._claims, prompt.shown, before=earlier)
        known = [
            *self._known,
            self._before.text,
            *(citation.text for citation in (*prompt.shown, *earlier)),
        ]
        own = own_sentences(cited.text, cited.claims, known)
        self._set(cited.text, cited.claims)
        shift = len(self._head)
        self._draft.keep(
            citations=cited.citations or tuple(prompt.shown[:_READ_UP]),
            grounded=bool(cited.citations),
            own=(*self._before.own, *((start + shift, end + shift) for start, end in own)),
        )

    def _set(self, text: str, claims: Sequence[CheckedClaim]) -> None:
        self._text, self._claims = text, tuple(claims)
        shift = len(self._head)
        moved = (replace(claim, start=claim.start + shift, end=claim.end + shift) for claim in claims)
        if text:
            self._draft.keep(text=self._head + text, claims=(*self._before.claims, *moved))
        else:
            self._draft.keep(text=self._before.text, claims=self._before.claims)

    def _written(self) -> Written:
        return Written(self._draft.message.text, self._draft.message.claims)


def leak_start(text: str) -> int | None:
    """Where an answer begins to recite the prompt that it was written from; None when it does not."""
    match = _LEAK.search(text)
    if match is None:
        return None
    line = text.rfind("\n", 0, match.start()) + 1
    return line if _LISTED.match(text, line) else match.start()


def without_repeats(pieces: Iterator[str], shown: str) -> Iterator[str]:
    """What a model writes when it goes on, without a beginning that was shown already.

    Some models begin the last sentence over, some the whole answer: what might be that is held back until it differs.
    """
    held = ""
    deciding = True
    try:
        for piece in pieces:
            if not deciding:
                yield piece
                continue
            held += piece
            if held not in shown:
                deciding = False
                if fresh := _fresh(held, shown):
                    yield fresh
    except ModelError:
        if deciding and (fresh := _fresh(held, shown)):
            yield fresh
        raise
    if deciding and (fresh := _fresh(held, shown)):
        yield fresh


def _fresh(new: str, shown: str) -> str:
    tail = shown[-_OVERLAP:]
    for length in range(min(len(tail), len(new)), _SHORTEST_OVERLAP - 1, -1):
        if tail.endswith(new[:length]):
            return new[length:]
    if (common := _common(shown, new)) >= _SHORTEST_REPEAT:
        return new[common:]
    return new


def _common(one: str, other: str) -> int:
    return next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
