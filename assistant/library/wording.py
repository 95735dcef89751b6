"""Words for the learner that several modules need."""

from __future__ import annotations

from collections.abc import Sequence

_FEW_PAGES = 12


def pages_in_words(labels: Sequence[str]) -> str:
    """Name some pages: "page 3", "pages 3, 4 and 7", "pages 1, 2, … (240 in all)"."""
    if len(labels) == 1:
        return f"page {labels[0]}"
    if len(labels) > _FEW_PAGES:
        return f"pages {', '.join(labels[:_FEW_PAGES])}, … ({len(labels)} in all)"
    return f"pages {', '.join(labels[:-1])} and {labels[-1]}"
