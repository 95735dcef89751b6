"""Small models sometimes say one sentence over and over, or all they said once more; the answer is cut there."""

from __future__ import annotations

from itertools import pairwise

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


def said_again_start(text: str) -> int | None:
    """Where an answer begins to be told once more: two different sentences in a row that stand before, in that order.

    The sentence that is still being written does not count.
    """
    sentences = [(start, text[start:end]) for start, end in find_sentences(text)[:-1]]
    pairs: set[tuple[str, str]] = set()
    for (start, one), (_, other) in pairwise(sentences):
        if one == other or min(len(one), len(other)) < _SHORTEST:
            continue
        if (one, other) in pairs:
            return start
        pairs.add((one, other))
    return None
