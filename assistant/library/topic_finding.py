"""Which topics a question in a learner's own words is about: by name, by what topics teach, by the notes it finds.

Names alone miss whoever does not know the name yet ("directions that a matrix only stretches"). Three signals are added
up: the score of `syllabus.find`, the likeness of the question to a topic's title and objectives, and the scores of the
topic's passages among those found. On 182 questions that were written without a look at the notes the right topic is
among the first three for 69 % by name, 82 % by search, 93 % by all three (`docs/log.md`, 2026-11-20).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import GroundworkError
from assistant.library.ports import Embedder
from assistant.library.types import FoundPassage
from assistant.syllabus.find import TopicFinder
from assistant.syllabus.types import Syllabus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAMED, _LIKE, _FOUND = 1.25, 2.0, 0.1
_CANDIDATES = 8


class TopicFinding:
    """Finds topics of questions; safe to use from several threads.

    Args:
        syllabus: All topics.
        finder: Finds topics by name.
        embedder: Tells likeness; without it names and passages alone decide.
        folder: Where the vectors of what topics teach are kept between runs; made anew when missing or damaged.
    """

    def __init__(
        self, syllabus: Syllabus, finder: TopicFinder, embedder: Embedder | None, folder: Path
    ) -> None:
        self._finder = finder
        self._embedder = embedder
        self._folder = folder
        self._cards = [
            (topic.id, text)
            for topic in syllabus.topics
            for text in (topic.title, *(f"{topic.title}: {objective}" for objective in topic.objectives))
        ]
        self._order = {topic_id: place for place, topic_id in enumerate(syllabus.ids)}
        self._vectors: NDArray[np.float32] | None = None
        self._lock = threading.Lock()

    def topics_of(
        self,
        question: str,
        found: Sequence[FoundPassage],
        topic_of_path: Callable[[str], str | None],
        *,
        limit: int = 3,
    ) -> tuple[tuple[str, float], ...]:
        """The topics a question is about, best first, each with a score that only says which is better.

        Args:
            question: In any words.
            found: The passages that a search for the question gave.
            topic_of_path: The topic whose note has a path, or None.
            limit: How many at most.
        """
        if not question.strip():
            return ()
        scores = {
            topic_id: _NAMED * score for topic_id, score in self._finder.topics_of(question, _CANDIDATES)
        }
        for passage in found:
            topic_id = topic_of_path(passage.passage.path)
            if topic_id is not None:
                scores[topic_id] = scores.get(topic_id, 0.0) + _FOUND * passage.score
        for topic_id, likeness in self._likeness(question).items():
            scores[topic_id] = scores.get(topic_id, 0.0) + _LIKE * likeness
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._order[item[0]]))
        return tuple(ranked[:limit])

    def _likeness(self, question: str) -> dict[str, float]:
        if self._embedder is None:
            return {}
        try:
            like = self._card_vectors(self._embedder) @ self._embedder.embed([question])[0]
        except GroundworkError:
            # An embeddings endpoint that is away costs this signal; the search beside it says so aloud.
            return {}
        best: dict[str, float] = {}
        for (topic_id, _), value in zip(self._cards, like.tolist(), strict=True):
            best[topic_id] = max(value, best.get(topic_id, 0.0))
        return best

    def _card_vectors(self, embedder: Embedder) -> NDArray[np.float32]:
        with self._lock:
            if self._vectors is None:
                self._vectors = self._load(embedder)
            return self._vectors

    def _load(self, embedder: Embedder) -> NDArray[np.float32]:
        import numpy as np

        texts = [text for _, text in self._cards]
        digest = hashlib.sha256("\n".join([embedder.sha256, *texts]).encode()).hexdigest()[:24]
        file = self._folder / f"topics-{digest}.npy"
        shape = (len(texts), embedder.dimensions)
        try:
            kept: NDArray[np.float32] = np.load(file, allow_pickle=False)
            if kept.shape == shape and kept.dtype == np.float32 and np.isfinite(kept).all():
                return kept
        except (OSError, ValueError, EOFError):
            pass
        vectors = np.asarray(embedder.embed(texts), dtype=np.float32)
        self._keep(file, vectors)
        return vectors

    def _keep(self, file: Path, vectors: NDArray[np.float32]) -> None:
        import numpy as np

        unfinished = file.with_suffix(f".{threading.get_ident()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as sink:
                np.save(sink, vectors, allow_pickle=False)
            unfinished.replace(file)
        except OSError:
            # It was only to save a second next time; a full disk must not cost the answer.
            unfinished.unlink(missing_ok=True)
            return
        for old in self._folder.glob("topics-*.npy"):
            if old != file:
                old.unlink(missing_ok=True)
