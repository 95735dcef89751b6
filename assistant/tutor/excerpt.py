"""The part of a passage that speaks of the question."""

from __future__ import annotations

from assistant.tutor.spans import find_sentences
from assistant.tutor.words import content_words


def excerpt(text: str, query: str, longest: int) -> str:
    """Cut the stretch of whole sentences with the most words of the query, at most `longest` characters.

    An ellipsis stands where something was left out. A formula is never cut in the middle; when not even one
    sentence fits, the first that would is cut at a word.
    """
    text = text.strip()
    if len(text) <= longest:
        return text
    wanted = set(content_words(query))
    sentences = find_sentences(text)
    words = [wanted.intersection(content_words(text[start:end])) for start, end in sentences]
    best: tuple[tuple[int, bool], int, int] | None = None
    for first in range(len(sentences)):
        covered: set[str] = set()
        last = first
        while last < len(sentences) and sentences[last][1] - sentences[first][0] <= longest - 4:
            covered |= words[last]
            last += 1
        # Of equals, the one that begins with a match: what explains a sentence comes after it. Then the earliest.
        worth = (len(covered), bool(words[first]))
        if last > first and (best is None or worth > best[0]):
            best = (worth, first, last - 1)
    if best is None:
        return text[: longest - 2].rsplit(" ", 1)[0].rstrip("$\\ ") + " …"
    _, first, final = best
    start, end = sentences[first][0], sentences[final][1]
    before = "… " if first > 0 else ""
    after = " …" if final < len(sentences) - 1 else ""
    return f"{before}{text[start:end]}{after}"
