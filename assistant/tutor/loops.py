"""Small models sometimes say one sentence over and over; this sees it, so that the answer can be cut there."""

from __future__ import annotations

from assistant.tutor.spans import find_sentences

_SHORTEST = 20
_OFTEN = 3


def repetition_start(text: str) -> int | None:
    """Where a sentence begins to be repeated that by now stands three times; None when none does.

    The sentence that is still being written does not count.
    """
    places: dict[str, list[int]] = {}
    for start, end in find_sentences(text)[:-1]:
        if end - start >= _SHORTEST:
            places.setdefault(text[start:end], []).append(start)
    repeated = [starts[1] for starts in places.values() if len(starts) >= _OFTEN]
    return min(repeated, default=None)
