"""The part of a passage that speaks of the question."""

from __future__ import annotations

from collections.abc import Callable

from assistant.tutor.spans import find_sentences
from assistant.tutor.words import content_words

_ELLIPSIS = "…"


def excerpt(text: str, query: str, longest: int, *, size: Callable[[str], int] = len) -> str:
    """Cut the stretch of whole sentences with the most words of the query.

    An ellipsis stands where something was left out. A formula is never cut in the middle; when not even one
    sentence fits, the first is cut at a word.

    Args:
        text: The passage.
        query: What the passage was found by.
        longest: The most the excerpt may measure, by `size`.
        size: How text is measured: characters by default.
    """
    text = text.strip()
    if size(text) <= longest:
        return text
    room = longest - 2 * size(f" {_ELLIPSIS}")
    wanted = set(content_words(query))
    sentences = find_sentences(text)
    words = [wanted.intersection(content_words(text[start:end])) for start, end in sentences]
    best: tuple[tuple[int, bool], int, int] | None = None
    for first in range(len(sentences)):
        covered: set[str] = set()
        last = first
        while last < len(sentences) and size(text[sentences[first][0] : sentences[last][1]]) <= room:
            covered |= words[last]
            last += 1
        # Of equals, the one that begins with a match: what explains a sentence comes after it. Then the earliest.
        worth = (len(covered), bool(words[first]))
        if last > first and (best is None or worth > best[0]):
            best = (worth, first, last - 1)
    if best is None:
        return _cut_at_a_word(text, room, size)
    _, first, final = best
    while first > 0 and size(text[sentences[first - 1][0] : sentences[final][1]]) <= room:
        first -= 1
    before = f"{_ELLIPSIS} " if first > 0 else ""
    after = f" {_ELLIPSIS}" if final < len(sentences) - 1 else ""
    return f"{before}{text[sentences[first][0] : sentences[final][1]]}{after}"


def _cut_at_a_word(text: str, room: int, size: Callable[[str], int]) -> str:
    """The beginning of a text up to a word; a dollar sign at the cut is left out, because it would open a formula."""
    end = len(text)
    while end > 1 and size(text[:end]) > room:
        end = int(end * 0.9)
    kept = text[:end].rsplit(" ", 1)[0]
    if kept.count("$") % 2:
        kept = kept[: kept.rindex("$")]
    return f"{kept.rstrip()} {_ELLIPSIS}"
