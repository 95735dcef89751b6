"""Generations of the search index: built beside, checked, switched by a rename, read by any number of processes.

    <index>/current                  names the generation in use
    <index>/writer.lock              held by the one process that builds
    <index>/g-1f6b…/manifest.json    written last: what the generation holds
    <index>/g-1f6b…/passages.sqlite3, vectors/
    <index>/g-1f6b…/readers/*.lock   held by the processes that have it open

Nothing here is the learner's only copy of anything: the whole folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from assistant.errors import IndexBusy, IndexDamaged, StoreFull
from assistant.library.index.building import fill_folder, sync_files, sync_folder
from assistant.library.index.lexical import LexicalIndex
from assistant.library.index.vectors import VectorIndex, has_vectors, open_vectors
from assistant.library.ports import StoredPassage

FORMAT = 1
"""Changes when an older generation cannot be read any more; it is then rebuilt."""

_POINTER, _WRITER_LOCK, _MANIFEST, _READERS = "current", "writer.lock", "manifest.json", "readers"
_PREFIX = "g-"
_LOCK_WAIT_SECONDS = 120.0
_OPEN_TRIES = 5
_ALMOST_FULL_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. `fingerprint` is the store's when it was built; `embedder` is empty without vectors."""

    fingerprint: str
    embedder: str
    passages: int
    vectors: int
    format: int = FORMAT


class Generation:
    """An open generation."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._lease = _take_lease(folder)
        self._vectors: VectorIndex | None = None
        try:
            self.manifest = _read_manifest(folder)
            self.lexical = LexicalIndex(folder)
            if has_vectors(folder):
                self._vectors = open_vectors(folder)
            self._check(folder)
        except BaseException:
            self.close()
            raise

    @property
    def vectors(self) -> VectorIndex | None:
        """The dense half; None when it was built without an embedder."""
        return self._vectors

    def close(self) -> None:
        """Release the files, and say that this process uses them no more."""
        if hasattr(self, "lexical"):
            self.lexical.close()
        if self._vectors is not None:
            self._vectors.close()
        if self._lease is not None:
            self._lease.release()
            with contextlib.suppress(OSError):
                Path(self._lease.lock_file).unlink()

    def _check(self, folder: Path) -> None:
        found = self._vectors.count() if self._vectors else 0
        if self.lexical.count != self.manifest.passages or found != self.manifest.vectors:
            raise _damaged(
                folder,
                f"it holds {self.lexical.count} passages and {found} vectors, "
                f"not {self.manifest.passages} and {self.manifest.vectors}",
            )
        if not self.lexical.finds_itself() or (self._vectors and not self._vectors.finds_itself()):
            raise _damaged(folder, "it does not find a passage that is in it")


class IndexFolder:
    """The folder of generations; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._open: Generation | None = None
        self._users: dict[str, int] = {}
        self._retired: list[Generation] = []

    @contextlib.contextmanager
    def use(self) -> Iterator[Generation | None]:
        """Give the newest generation, or None when there is none yet; it stays open until the block ends.

        Raises:
            IndexDamaged: The newest generation does not pass its check.
        """
        generation = self._enter()
        try:
            yield generation
        finally:
            if generation is not None:
                self._leave(generation)

    def build(
        self,
        stored: Callable[[], Iterable[StoredPassage]],
        *,
        fingerprint: Callable[[], str],
        embedder: str,
        force: bool = False,
        on_progress: Callable[[int], None] | None = None,
        wait_seconds: float | None = None,
    ) -> bool:
        """Build a generation from the store and switch to it; False when the one in use is up to date already.

        Args:
            stored: Gives every passage, by learner, document and order.
            fingerprint: The store's fingerprint; asked before `stored`, so that a change in between is noticed later.
            embedder: Hash of the embedder whose vectors `stored` gives; empty for none, and then a generation with
                the vectors of any embedder is good enough.
            force: Build even if nothing seems to have changed.
            on_progress: Hears how many passages are in.
            wait_seconds: How long to wait for another process that is building; two minutes by default.

        Raises:
            IndexBusy: Another process has been building for too long.
            StoreFull: No space left; the generation from before stays in use.
        """
        if not force and self._is_current(fingerprint(), embedder):
            return False
        with self._writing(wait_seconds), _named_errors(self._path):
            self._clean()
            before = fingerprint()
            if not force and self._is_current(before, embedder):
                return False
            folder = self._path / f"{_PREFIX}{secrets.token_hex(8)}"
            folder.mkdir()
            (folder / _READERS).mkdir()
            try:
                passages, vectors = fill_folder(
                    folder, stored(), with_vectors=bool(embedder), on_progress=on_progress
                )
                manifest = Manifest(before, embedder, passages, vectors)
                (folder / _MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
                sync_files(folder)
                Generation(folder).close()
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            _switch(self._path, folder.name)
            self._clean()
            return True

    def manifest(self) -> Manifest | None:
        """What the newest generation says of itself, or None when there is none that can be read."""
        name = self._current_name()
        if name is None:
            return None
        try:
            return _read_manifest(self._path / name)
        except IndexDamaged:
            return None

    def close(self) -> None:
        """Release everything this process holds open."""
        with self._lock:
            for generation in (*self._retired, *([self._open] if self._open else ())):
                generation.close()
            self._open, self._retired = None, []
            self._users.clear()

    def _enter(self) -> Generation | None:
        with self._lock:
            name = self._current_name()
            if self._open is None or self._open.name != name:
                fresh = self._open_current()
                if self._open is not None:
                    self._retired.append(self._open)
                self._open = fresh
                self._close_retired()
            if self._open is not None:
                self._users[self._open.name] = self._users.get(self._open.name, 0) + 1
            return self._open

    def _leave(self, generation: Generation) -> None:
        with self._lock:
            self._users[generation.name] = self._users.get(generation.name, 1) - 1
            self._close_retired()

    def _close_retired(self) -> None:
        idle = [generation for generation in self._retired if self._users.get(generation.name, 0) <= 0]
        for generation in idle:
            generation.close()
            self._users.pop(generation.name, None)
        self._retired = [generation for generation in self._retired if generation not in idle]

    def _open_current(self) -> Generation | None:
        for last in range(_OPEN_TRIES):
            name = self._current_name()
            if name is None:
                return None
            try:
                generation = Generation(self._path / name)
            except IndexDamaged:
                # A generation may be switched away and removed between the look at the pointer and the opening.
                if self._current_name() == name or last == _OPEN_TRIES - 1:
                    raise
                continue
            if self._current_name() == name:
                return generation
            generation.close()
        raise IndexBusy("The search index changes too fast to be read.", todo="Try again in a moment.")

    def _current_name(self) -> str | None:
        try:
            name = (self._path / _POINTER).read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return name if name.startswith(_PREFIX) and name[len(_PREFIX) :].isalnum() else None

    def _is_current(self, fingerprint: str, embedder: str) -> bool:
        manifest = self.manifest()
        if manifest is None or manifest.fingerprint != fingerprint:
            return False
        return not embedder or manifest.embedder == embedder

    @contextlib.contextmanager
    def _writing(self, wait_seconds: float | None) -> Iterator[None]:
        with _named_errors(self._path):
            self._path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._path / _WRITER_LOCK, preserve_lock_file=True)
        try:
            with _named_errors(self._path):
                lock.acquire(timeout=_LOCK_WAIT_SECONDS if wait_seconds is None else wait_seconds)
        except Timeout as error:
            raise IndexBusy(
                "Another Groundwork is building the search index and has not finished yet.",
                safe="Your documents are saved.",
                todo="Wait until it has finished, then run `groundwork index rebuild`.",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _clean(self) -> None:
        """Remove generations that are not in use; called with the writer's lock held."""
        current = self._current_name()
        for folder in self._path.glob(f"{_PREFIX}*"):
            if folder.name != current and folder.is_dir() and not _has_readers(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _read_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(folder, "it is not complete") from error
    if manifest.format != FORMAT:
        raise _damaged(folder, "another version of Groundwork built it")
    return manifest


def _take_lease(folder: Path) -> BaseFileLock | None:
    """Say that this process reads a generation; None where the disk takes no more files: search goes on there."""
    readers = folder / _READERS
    if not readers.is_dir():
        raise _damaged(folder, "it is not there any more")
    lease = FileLock(readers / f"{os.getpid()}-{secrets.token_hex(4)}.lock", thread_local=False)
    try:
        lease.acquire(timeout=0)
    except (OSError, Timeout):
        return None
    return lease


def _has_readers(folder: Path) -> bool:
    # A lock outlives neither a crash nor a kill of its process, so a file that can be locked is a left-over.
    for path in (folder / _READERS).glob("*.lock"):
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except (OSError, Timeout):
            return True
        lock.release()
    return False


def _switch(path: Path, name: str) -> None:
    fresh = path / f"{_POINTER}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path / _POINTER)
    sync_folder(path)


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except Timeout:
        # An OSError by birth, but it says that another process holds the lock.
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(path) from error
        raise IndexDamaged(
            f"The search index in {path} cannot be written: {error.strerror or error}.",
            safe="Your documents are saved.",
            todo="Check that the folder can be written to, then run `groundwork index rebuild`.",
        ) from error
    except (sqlite3.Error, IndexDamaged) as error:
        # Chroma does not say that the disk is full in a way one can rely on: look at the disk.
        if "disk is full" in str(error.__cause__ or error) or _almost_full(path):
            raise _full(path) from error
        if isinstance(error, IndexDamaged):
            raise
        raise IndexDamaged(
            f"The search index in {path} could not be built.",
            safe="Your documents are saved.",
            todo="Run `groundwork index rebuild`.",
        ) from error


def _almost_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free < _ALMOST_FULL_BYTES
    except OSError:
        return False


def _full(path: Path) -> StoreFull:
    return StoreFull(
        f"No space is left on the disk that holds {path}: the search index could not be built.",
        safe="Your documents are saved, and search goes on with the index from before.",
        todo="Free some space, then run `groundwork index rebuild`.",
    )


def _damaged(folder: Path, why: str) -> IndexDamaged:
    return IndexDamaged(
        f"The search index in {folder} cannot be used: {why}.",
        safe="Your documents are in the database, not in the index.",
        todo="Run `groundwork index rebuild`.",
    )
