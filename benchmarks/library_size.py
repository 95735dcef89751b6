"""Measures the library at size: a query over many passages, building an index, taking an unchanged book in again.

Passages are those of a real book, again and again with their words shuffled and their vectors turned a little, so
that no two are the same. What is measured does not depend on what they say.
"""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library.library import Library
from assistant.library.ports import Embedder, Vectors
from assistant.library.types import Document, DocumentState, Passage
from assistant.store.database import open_database
from assistant.store.documents import SqlPassageStore
from assistant.store.learners import ensure_learner
from benchmarks.library_pdf import long_pdf

LEARNER = "bench"
_A_DOCUMENT = 1_000
_TURN = 0.02


@dataclass(frozen=True, slots=True)
class AtSize:
    """What a library of `passages` costs; milliseconds of a query by the clock and of processor time."""

    passages: int
    stored_seconds: float
    built_seconds: float
    median: float
    percentile_95: float
    median_processor: float
    megabytes: float
    """Largest memory of this process so far."""
    disk_megabytes: float


def at_size(
    passages: Sequence[Passage],
    vectors: NDArray[np.float32],
    embedder: Embedder,
    queries: Sequence[str],
    count: int,
) -> AtSize:
    """Fill a library with `count` passages made from these and ask it all queries."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        database = open_database(home / "groundwork.sqlite3")
        now = datetime.now(UTC)
        ensure_learner(database, LEARNER, now)
        store = SqlPassageStore(database)
        library = Library(store, home / "index", embedder, clock=lambda: now)
        started = time.perf_counter()
        for first in range(0, count, _A_DOCUMENT):
            _put(store, passages, vectors, embedder, first, min(_A_DOCUMENT, count - first), now)
        stored = time.perf_counter() - started
        started = time.perf_counter()
        library.rebuild_index(LEARNER)
        built = time.perf_counter() - started
        library.search(LEARNER, queries[0])
        clock, processor = [], []
        for query in queries:
            began, began_processor = time.perf_counter(), time.process_time()
            library.search(LEARNER, query)
            processor.append(1000 * (time.process_time() - began_processor))
            clock.append(1000 * (time.perf_counter() - began))
        clock.sort()
        disk = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
        library.close()
        database.close()
    return AtSize(
        count,
        stored,
        built,
        statistics.median(clock),
        clock[int(0.95 * len(clock))],
        statistics.median(processor),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        disk / 1e6,
    )


def _put(
    store: SqlPassageStore,
    passages: Sequence[Passage],
    vectors: NDArray[np.float32],
    embedder: Embedder,
    first: int,
    count: int,
    now: datetime,
) -> None:
    numbers, turns = random.Random(first), np.random.default_rng(first)
    made, turned = [], {}
    for ordinal in range(count):
        source = (first + ordinal) % len(passages)
        words = passages[source].text.split()
        numbers.shuffle(words)
        one = replace(
            passages[source],
            id=f"{first:08}-{ordinal:04}",
            document_id=f"d{first}",
            ordinal=ordinal,
            text=" ".join(words),
        )
        vector = vectors[source] + turns.normal(scale=_TURN, size=vectors.shape[1]).astype(np.float32)
        made.append(one)
        turned[one.id] = vector / np.linalg.norm(vector)
    document = Document(
        f"d{first}", LEARNER, f"{first}.md", f"Volume {first}", "markdown", "0", DocumentState.INDEXED, 0, count, (), now
    )  # fmt: skip
    store.replace_passages(document, made, Vectors(embedder.name, embedder.sha256, turned))


class _NoTimeEmbedder:
    """Gives any vector at once: what is timed with it does not embed."""

    name, sha256, dimensions = "none", "none", 8

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One and the same direction."""
        return np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)


def unchanged_again(pages: int = 500) -> float:
    """Seconds to take in a book of so many pages that is in the library unchanged."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        database = open_database(home / "groundwork.sqlite3")
        now = datetime.now(UTC)
        ensure_learner(database, LEARNER, now)
        library = Library(SqlPassageStore(database), home / "index", _NoTimeEmbedder(), clock=lambda: now)
        path = long_pdf(home, pages)
        library.ingest(LEARNER, [path])
        started = time.perf_counter()
        (result,) = library.ingest(LEARNER, [path])
        seconds = time.perf_counter() - started
        assert result.outcome == "unchanged", result
        library.close()
        database.close()
    return seconds
