"""Repair: a refuted formula goes back to the model once, with its right value.

The model rewrites only the sentence that holds the formula; the sentence is put in place by us, the whole text
is checked again, and the rewriting counts only if it left fewer wrong formulas and more proved ones than before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import ModelError
from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.ports import PromptLine, Writer
from assistant.tutor.prompt import Prompts
from assistant.tutor.spans import find_sentences, find_spans

MOST_REPAIRS = 3
"""Sentences rewritten in one turn; the rest is shown struck through at once."""

_LEAST_SECONDS = 3.0
_MOST_SECONDS = 30.0
_LABEL = re.compile(r"\s*(?:corrected sentence|sentence|correction|corrected)\s*:\s*", re.I)

Check = Callable[[str], tuple[CheckedClaim, ...] | None]
"""Checks a whole text; None when the checker is not available."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The answer after one sentence was rewritten."""

    text: str
    claims: tuple[CheckedClaim, ...]


@dataclass(frozen=True, slots=True)
class _Wrong:
    start: int
    end: int
    claims: tuple[CheckedClaim, ...]


def repair(
    text: str,
    claims: tuple[CheckedClaim, ...],
    *,
    writer: Writer,
    prompts: Prompts,
    check: Check,
    seconds_left: Callable[[], float],
) -> Iterator[Repaired]:
    """Ask the model to rewrite the sentences with refuted formulas; yields after each one that got better.

    A model that fails here costs nothing: what stays refuted stays marked.
    """
    for wrong in reversed(_wrong_sentences(text, claims)):
        # From the end to the start, so that the places still to come do not move.
        seconds = min(_MOST_SECONDS, seconds_left())
        if seconds < _LEAST_SECONDS:
            return
        rewritten = _rewrite(text[wrong.start : wrong.end], wrong.claims, writer, prompts, seconds)
        if rewritten is None:
            continue
        candidate = text[: wrong.start] + rewritten + text[wrong.end :]
        rechecked = check(candidate)
        if rechecked is not None and _is_better(rechecked, claims):
            text, claims = candidate, rechecked
            yield Repaired(text, claims)


def _is_better(after: Sequence[CheckedClaim], before: Sequence[CheckedClaim]) -> bool:
    return _count(after, Verdict.REFUTED) < _count(before, Verdict.REFUTED) and _count(
        after, Verdict.VERIFIED
    ) > _count(before, Verdict.VERIFIED)


def _count(claims: Sequence[CheckedClaim], verdict: Verdict) -> int:
    return sum(claim.verdict is verdict for claim in claims)


def _wrong_sentences(text: str, claims: Sequence[CheckedClaim]) -> list[_Wrong]:
    """The first sentences that hold refuted formulas with a known right value, in order."""
    refuted = [claim for claim in claims if claim.verdict is Verdict.REFUTED and claim.expected]
    found = []
    for start, end in find_sentences(text):
        inside = tuple(claim for claim in refuted if start <= claim.start and claim.end <= end)
        if inside:
            found.append(_Wrong(start, end, inside))
    return found[:MOST_REPAIRS]


def _rewrite(
    sentence: str, wrong: Sequence[CheckedClaim], writer: Writer, prompts: Prompts, seconds: float
) -> str | None:
    """The model's new sentence, or None when it gave nothing that could stand in its place."""
    prompt = [
        PromptLine("system", prompts.render("repair", "system")),
        PromptLine(
            "user",
            prompts.render(
                "repair",
                "user",
                sentence=sentence,
                wrong="; ".join(claim.source for claim in wrong),
                right="; ".join(f"${claim.expected}$" for claim in wrong),
            ),
        ),
    ]
    longest = 2 * len(sentence) + 120
    written = ""
    stream = writer.stream(prompt, deadline_seconds=seconds)
    try:
        for piece in stream:
            written += piece
            if len(written) > longest:
                return None
    except ModelError:
        return None
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
    return _clean(written, sentence)


def _clean(written: str, sentence: str) -> str | None:
    label = _LABEL.match(written)
    new = written[label.end() :] if label else written
    new = new.strip()
    if len(new) > 1 and new[0] == new[-1] == '"':
        new = new[1:-1].strip()
    if not new or "```" in new:
        return None
    if "\n\n" in new and "\n\n" not in sentence:
        return None
    # Without a formula there is nothing that could have been put right.
    return new if any(span.is_formula for span in find_spans(new)) or "=" in new else None
