"""Fills the folder of a new generation from the store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.library.index.lexical import LexicalWriter
from assistant.library.index.vectors import VectorIndex, open_vectors
from assistant.library.ports import StoredPassage

_VECTORS_A_BATCH = 1_000


def fill_folder(
    folder: Path,
    stored: Iterable[StoredPassage],
    *,
    with_vectors: bool,
    on_progress: Callable[[int], None] | None,
) -> tuple[int, int]:
    """Write passages, terms and vectors; returns how many passages and how many vectors there are."""
    lexical, vectors = LexicalWriter(folder), _VectorWriter(folder) if with_vectors else None
    done = 0
    try:
        by_document = groupby(stored, key=lambda row: (row.learner_id, row.passage.document_id))
        for (learner_id, _), group in by_document:
            rows = list(group)
            lexical.add_document(learner_id, [row.passage for row in rows])
            if vectors is not None:
                vectors.add(learner_id, rows)
            done += len(rows)
            if on_progress is not None:
                on_progress(done)
        lexical.finish()
        return done, vectors.finish() if vectors else 0
    finally:
        lexical.abandon()
        if vectors is not None:
            vectors.close()


def sync_files(folder: Path) -> None:
    """Wait until everything in a folder is on the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's own entries are on the disk, where the system can be asked to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class _VectorWriter:
    """Collects the vectors of many documents, because Chroma takes few large batches faster than many small ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: VectorIndex | None = None
        self._learner_id = ""
        self._waiting: dict[str, NDArray[np.float32]] = {}
        self._count = 0

    def add(self, learner_id: str, rows: Iterable[StoredPassage]) -> None:
        if learner_id != self._learner_id or len(self._waiting) >= _VECTORS_A_BATCH:
            self._write()
        self._learner_id = learner_id
        self._waiting.update({row.passage.id: row.vector for row in rows if row.vector is not None})

    def finish(self) -> int:
        self._write()
        return self._count

    def close(self) -> None:
        if self._index is not None:
            self._index.close()

    def _write(self) -> None:
        if self._waiting:
            self._index = self._index or open_vectors(self._folder)
            self._index.add(self._learner_id, list(self._waiting), np.stack(list(self._waiting.values())))
            self._count += len(self._waiting)
            self._waiting = {}
