"""Which topics of the syllabus a passage treats: by its vector, by the names in it, and by its headings.

Fitted and measured on the built-in notes with `benchmarks/library_topics.py`; `docs/library.md` has the figures.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.library.passages import heading_of
from assistant.library.ports import Embedder, StoredPassage
from assistant.library.types import PassageTopic, TopicShare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.syllabus.find import TopicFinder
    from assistant.syllabus.types import Syllabus

_VERSION = "topics-1"
_TITLE_WEIGHT, _OBJECTIVES_WEIGHT = 0.4, 0.6
_NAMED_WEIGHT, _NAMED_FULLY = 0.1, 4
_HEADING_WEIGHT = 0.2
# A logistic fit of how often the best topic is the note's own, over passages whose heading was taken away.
_EVEN_SCORE, _STEEPNESS = 0.47, 10.0
_LEAST_CONFIDENCE = 0.5
_NEAR_THE_BEST = 0.15
_MOST_TOPICS = 3
_SURE = 0.8
_CHARACTERS_A_PASSAGE = 8_000


class TopicTagger:
    """Finds the topics of passages; what it compares with is made once, on first use.

    Args:
        syllabus: Gives the topics.
        finder: Gives the names of the topics.
        embedder: The one that made the passages' vectors.
    """

    def __init__(
        self, syllabus: Callable[[], Syllabus], finder: Callable[[], TopicFinder], embedder: Embedder
    ) -> None:
        self._syllabus = syllabus
        self._finder = finder
        self._embedder = embedder
        self._prototypes: NDArray[np.float32] | None = None
        self._ids: dict[str, int] = {}
        self._key = ""

    @property
    def key(self) -> str:
        """Changes whenever the same passages could get other topics."""
        if not self._key:
            digest = hashlib.sha256(f"{_VERSION} {self._embedder.sha256}".encode())
            for topic in self._syllabus().topics:
                digest.update(repr((topic.id, topic.title, topic.aliases, topic.objectives)).encode())
            self._key = digest.hexdigest()[:32]
        return self._key

    def tag(self, stored: Sequence[StoredPassage]) -> dict[str, tuple[PassageTopic, ...]]:
        """The topics of passages by passage id, the surest first; passages without a vector get none."""
        import numpy as np

        rows = [one for one in stored if one.vector is not None]
        if not rows:
            return {}
        prototypes = self._load()
        scores = np.stack([one.vector for one in rows if one.vector is not None]) @ prototypes.T
        by_heading: dict[str, list[tuple[str, float]]] = {}
        found = {}
        for row, one in zip(scores, rows, strict=True):
            heading = heading_of(one.passage)
            if heading not in by_heading:
                by_heading[heading] = self._of_heading(heading)
            for topic_id, count in self._named(one.passage.text[:_CHARACTERS_A_PASSAGE]).items():
                row[self._ids[topic_id]] += _NAMED_WEIGHT * min(1.0, count / _NAMED_FULLY)
            for topic_id, score in by_heading[heading]:
                row[self._ids[topic_id]] += _HEADING_WEIGHT * score
            found[one.passage.id] = self._surest(row)
        return found

    def _surest(self, row: NDArray[np.float32]) -> tuple[PassageTopic, ...]:
        best = row.argsort()[::-1][:_MOST_TOPICS]
        ids = list(self._ids)
        return tuple(
            PassageTopic(ids[place], round(confidence, 3))
            for place in best
            if row[place] >= row[best[0]] - _NEAR_THE_BEST
            and (confidence := _confidence(float(row[place]))) >= _LEAST_CONFIDENCE
        )

    def _load(self) -> NDArray[np.float32]:
        import numpy as np

        if self._prototypes is None:
            topics = self._syllabus().topics
            titles = self._embedder.embed([topic.title for topic in topics])
            objectives = self._embedder.embed(
                [f"{topic.title}. {'. '.join(topic.objectives)}" for topic in topics]
            )
            mixed = _TITLE_WEIGHT * titles + _OBJECTIVES_WEIGHT * objectives
            self._ids = {topic.id: place for place, topic in enumerate(topics)}
            self._prototypes = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return self._prototypes

    def _of_heading(self, heading: str) -> list[tuple[str, float]]:
        from assistant.syllabus.find import NAMED

        return [(topic_id, score) for topic_id, score in self._finder().topics_of(heading) if score >= NAMED]

    def _named(self, text: str) -> Counter[str]:
        """How many words of a text name each topic; longer names win over those inside them."""
        from assistant.syllabus.names import name_key

        finder, tokens = self._finder(), name_key(text)
        counts: Counter[str] = Counter()
        at = 0
        while at < len(tokens):
            for length in range(min(finder.longest, len(tokens) - at), 0, -1):
                topic_id = finder.names.get(tokens[at : at + length])
                if topic_id is not None:
                    counts[topic_id] += length
                    at += length
                    break
            else:
                at += 1
        return counts


def _confidence(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-_STEEPNESS * (score - _EVEN_SCORE)))


def shares(tagged: Iterable[tuple[tuple[str, ...], tuple[PassageTopic, ...]]]) -> tuple[TopicShare, ...]:
    """What a document, or several, treats: pairs of a section path and a passage's topics to shares, the largest first.

    A passage counts for the topic it is surest of. A topic is treated when a passage is quite sure of it, or two are
    surer of it than of any other.
    """
    passages: Counter[str] = Counter()
    doubt: defaultdict[str, float] = defaultdict(lambda: 1.0)
    sections: defaultdict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for section, topics in tagged:
        if topics:
            best = topics[0]
            passages[best.topic_id] += 1
            doubt[best.topic_id] = min(doubt[best.topic_id], 1.0 - best.confidence)
            sections[best.topic_id][section] = None
    return tuple(
        TopicShare(topic_id, count, round(1.0 - doubt[topic_id], 3), tuple(sections[topic_id]))
        for topic_id, count in passages.most_common()
        if count > 1 or doubt[topic_id] <= 1.0 - _SURE
    )
