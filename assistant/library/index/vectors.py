"""The dense half of an index generation: Chroma, embedded, one collection a learner.

One collection a learner keeps learners apart by construction; a filter over a shared one would also make each
query 15 times slower (16 ms instead of 1 ms over 10,000 passages).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromadb
import numpy as np
from chromadb.config import Settings

from assistant.errors import IndexDamaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FOLDER = "vectors"
_ROWS_A_BATCH = 2_000
_SAME_DISTANCE = 1e-3


def open_vectors(folder: Path) -> VectorIndex:
    """Open, or begin, the vectors of a generation.

    Raises:
        IndexDamaged: Chroma cannot read what is there.
    """
    try:
        return VectorIndex(
            chromadb.PersistentClient(
                path=str(folder / _FOLDER), settings=Settings(anonymized_telemetry=False)
            )
        )
    except Exception as error:
        # Chroma raises its own, its Rust part's and SQLite's errors for a damaged store.
        raise _damaged(folder) from error


def has_vectors(folder: Path) -> bool:
    """Whether a generation has vectors at all."""
    return (folder / _FOLDER).is_dir()


class VectorIndex:
    """Vectors by passage id, per learner."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._collections: dict[str, Any] = {}

    def add(self, learner_id: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add vectors, an array (number of ids, dimensions)."""
        try:
            collection = self._client.get_or_create_collection(
                _collection_name(learner_id),
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
            for first in range(0, len(ids), _ROWS_A_BATCH):
                part = slice(first, first + _ROWS_A_BATCH)
                collection.add(ids=list(ids[part]), embeddings=vectors[part])
        except Exception as error:
            raise _damaged(None) from error

    def nearest(self, learner_id: str, vector: NDArray[np.float32], limit: int) -> dict[str, float]:
        """The ids nearest in meaning with their cosine in [-1, 1], best first."""
        collection = self._collection(learner_id)
        if collection is None:
            return {}
        try:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        except Exception as error:
            raise _damaged(None) from error
        return {
            identity: 1.0 - float(distance)
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    def cosines(self, learner_id: str, vector: NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """The cosine of each of these ids; those without a vector are left out."""
        collection = self._collection(learner_id)
        if collection is None or not ids:
            return {}
        try:
            found = collection.get(ids=list(ids), include=["embeddings"])
        except Exception as error:
            raise _damaged(None) from error
        if not found["ids"]:
            return {}
        cosines = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return {identity: float(cosine) for identity, cosine in zip(found["ids"], cosines, strict=True)}

    def count(self) -> int:
        """How many vectors there are, of all learners."""
        try:
            return sum(collection.count() for collection in self._client.list_collections())
        except Exception as error:
            raise _damaged(None) from error

    def finds_itself(self) -> bool:
        """Whether a vector of each learner finds something as near as itself; true when there are none."""
        try:
            for collection in self._client.list_collections():
                some = collection.get(limit=1, include=["embeddings"])
                if some["ids"]:
                    found = collection.query(
                        query_embeddings=[some["embeddings"][0]], n_results=1, include=["distances"]
                    )
                    if not found["ids"][0] or found["distances"][0][0] > _SAME_DISTANCE:
                        return False
        except Exception as error:
            raise _damaged(None) from error
        return True

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._collections.clear()
            self._client.close()

    def _collection(self, learner_id: str) -> Any:
        with self._lock:
            if learner_id not in self._collections:
                try:
                    names = {collection.name for collection in self._client.list_collections()}
                    name = _collection_name(learner_id)
                    if name not in names:
                        return None
                    self._collections[learner_id] = self._client.get_collection(name, embedding_function=None)
                except Exception as error:
                    raise _damaged(None) from error
            return self._collections[learner_id]


def _collection_name(learner_id: str) -> str:
    # Chroma allows few characters in a name; a learner's id may hold any.
    return "learner-" + hashlib.sha256(learner_id.encode()).hexdigest()[:32]


def _damaged(folder: Path | None) -> IndexDamaged:
    where = f" in {folder}" if folder else ""
    return IndexDamaged(
        f"The vectors of the search index{where} cannot be read.",
        safe="Your documents are in the database, not in the index.",
        todo="Run `groundwork index rebuild`.",
    )
