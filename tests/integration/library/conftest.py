"""A library on real parts (SQLite, FTS5, Chroma) in a folder of the test's own, with an embedder of plain words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.library.index.terms import STOP_WORDS, terms_of
from assistant.library.library import Library
from assistant.library.ports import Embedder
from assistant.store.database import Database, open_database
from assistant.store.documents import SqlPassageStore
from assistant.store.learners import ensure_learner

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LEARNERS = ("ada", "ben")


class WordEmbedder:
    """Adds up a random direction for each word: texts that share words are near, and nothing is downloaded."""

    dimensions = 128

    def __init__(self, model: str = "words-1") -> None:
        self.name = model
        self.sha256 = hashlib.sha256(model.encode()).hexdigest()
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        vectors = np.stack([self._vector(text) for text in texts])
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    def _vector(self, text: str) -> NDArray[np.float64]:
        words = [word for word in terms_of(text) if word not in STOP_WORDS] or ["nothing"]
        return np.sum([self._direction(word.rstrip("s")) for word in words], axis=0)

    def _direction(self, word: str) -> NDArray[np.float64]:
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {word}".encode()).digest()[:8], "big")
        return np.random.default_rng(seed).normal(size=self.dimensions)


MakeLibrary = Callable[..., Library]


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "home" / "groundwork.sqlite3")
    for learner in LEARNERS:
        ensure_learner(opened, learner, NOW)
    yield opened
    opened.close()


@pytest.fixture
def make_library(tmp_path: Path, database: Database, embedder: WordEmbedder) -> Iterator[MakeLibrary]:
    """Makes libraries over the same home, as several processes or restarts would."""
    made: list[Library] = []

    def make(*, embedder: Embedder | None = embedder, **more: object) -> Library:
        library = Library(
            SqlPassageStore(database),
            tmp_path / "home" / "index",
            embedder,
            clock=lambda: NOW,
            **more,  # type: ignore[arg-type]
        )
        made.append(library)
        return library

    yield make
    for library in made:
        library.close()


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with three notes."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "gradient.md").write_text(
        "---\ntitle: Gradient\n---\n## Definition\n\nThe gradient collects the partial derivatives of a function in a "
        "vector: $\\nabla f = (f_x, f_y)$.\n\n## Use\n\nGradient descent walks against it.\n",
        encoding="utf-8",
    )
    (folder / "bayes.md").write_text(
        "# Bayes' theorem\n\n## Statement\n\nThe posterior is the likelihood times the prior over the evidence: "
        "$P(A|B) = P(B|A)P(A)/P(B)$.\n\n## Example\n\nA medical test with false positives.\n",
        encoding="utf-8",
    )
    (folder / "matrices.txt").write_text(
        "The inverse of a square matrix is written A^{-1}.\n\nThe determinant of a triangular matrix is the product "
        "of its diagonal.\n",
        encoding="utf-8",
    )
    return folder
