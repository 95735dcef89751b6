"""Shows how a typed answer was understood, before it is graded; needs no SymPy and no worker process."""

from __future__ import annotations

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.answers import Worded, read_answer, tidied
from assistant.mathcheck.grading.commas import with_commas_as_expected
from assistant.mathcheck.reading.written import plain_text, written


def preview_answer(text: str, reference: str = "") -> str:
    """A typed answer as LaTeX without `$`, nothing computed.

    Args:
        text: What was typed.
        reference: The expected answer, if known: `0,75` is then shown as the number that it is graded as. Nothing else
            of it shows.

    Raises:
        UnreadableMath: With the offset as typed.
    """
    if reference:
        text = _as_graded(text, reference)
    answer = read_answer(text)
    ready = tidied(text)
    if isinstance(answer, Worded):
        return plain_text(ready.text)
    try:
        return written(ready.text)
    except UnreadableMath:
        # What only answers may hold, such as a union of intervals: understood, but there is no tree to draw.
        return plain_text(ready.text)


def _as_graded(text: str, reference: str) -> str:
    try:
        return with_commas_as_expected(read_answer(reference), text)
    except UnreadableMath:
        # A key that cannot be read is the grader's trouble; what was typed can be shown all the same.
        return text
