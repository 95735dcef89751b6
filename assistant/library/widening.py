"""Widens a query by the syllabus: a topic named in Spanish, Chinese or Hindi is looked for by its English name too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.library.index.terms import STOP_WORDS

if TYPE_CHECKING:
    from assistant.syllabus.find import TopicFinder
    from assistant.syllabus.types import Syllabus

_MOST_TOPICS = 2
_NAMED_ENOUGH = 0.4
_LONG = 600


@dataclass(frozen=True, slots=True)
class WidenedQuery:
    """A query as it was asked, and in English names of topics; `names` is empty when nothing was to be added."""

    asked: str
    names: str = ""


class QueryWidener:
    """Finds the topics that a query names in another language, or by another name only.

    An English sentence is left as it is: measured, its own words find more than words put beside them
    (`docs/log.md`).
    """

    def __init__(self, syllabus: Callable[[], Syllabus], finder: Callable[[], TopicFinder]) -> None:
        self._syllabus = syllabus
        self._finder = finder

    def widen(self, query: str) -> WidenedQuery:
        """Widen a query."""
        if len(query) > _LONG or _is_english(query):
            return WidenedQuery(query)
        from assistant.syllabus.names import content_words, name_key

        tokens = frozenset(name_key(query))
        titles = [
            self._syllabus().topic(topic_id).title
            for topic_id, score in self._finder().topics_of(query, _MOST_TOPICS)
            if score >= _NAMED_ENOUGH
        ]
        missing = [title for title in titles if not content_words(name_key(title)) <= tokens]
        return WidenedQuery(query, ", ".join(missing))


def _is_english(query: str) -> bool:
    words = [word.strip(".,:;?!()'\"").casefold() for word in query.split()]
    # "a", "die" or "in" are words of other languages too.
    return sum(word in _ENGLISH for word in words) >= max(1, len(words) // 6)


_ENGLISH = STOP_WORDS - {"a", "an", "as", "at", "do", "he", "i", "in", "is", "it", "me", "no", "on", "or", "so", "was", "who", "us"}  # fmt: skip
