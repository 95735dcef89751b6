"""Verdicts as badges that can be read without colour."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.render import Marks, annotate
from assistant.ui.markdown import page_markdown

BADGES = {
    Verdict.VERIFIED: ":green-badge[✓ verified]",
    Verdict.REFUTED: ":red-badge[✗ refuted]",
    Verdict.NOT_CHECKED: ":gray-badge[○ not checked]",
}

OWN_MARK = ":violet-badge[the model’s own]"


def answer_markdown(text: str, claims: Sequence[CheckedClaim], own: Sequence[tuple[int, int]] = ()) -> str:
    """An answer with a badge behind each formula and each sentence that is the model's own, safe for the page."""
    marks = Marks(
        verified=BADGES[Verdict.VERIFIED],
        refuted=BADGES[Verdict.REFUTED],
        not_checked=BADGES[Verdict.NOT_CHECKED],
        own=OWN_MARK,
    )
    return page_markdown(annotate(text, claims, marks, own))
