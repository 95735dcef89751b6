"""Evidence that was brought in from another home, and what of it is not on record yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from assistant.progress.types import Evidence

BROUGHT_IN = "imported:"
"""What stands before the source of evidence that was brought in from an export."""


def without_known(brought: Iterable[Evidence], kept: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Of evidence brought in, what is not on record yet; a row that stands there twice counts twice.

    Rows of evidence have no id of their own: all that they say, with the id of the attempt or message behind them, is
    what tells them apart. Whether one was brought in before makes no difference.
    """
    known = Counter(map(_as_first_written, kept))
    new = []
    for row in brought:
        first = _as_first_written(row)
        if known[first]:
            known[first] -= 1
        else:
            new.append(row)
    return tuple(new)


def _as_first_written(row: Evidence) -> Evidence:
    source = row.source
    if source is None or not source.startswith(BROUGHT_IN):
        return row
    return replace(row, source=source.removeprefix(BROUGHT_IN) or None)
