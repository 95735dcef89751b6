"""Reads the pages of one PDF in two child processes at once, every second page in each."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Generator
from pathlib import Path

from assistant.library.readers.pdf_process import Answer, ChildDiedError, PdfChild, StepTooLongError

LOST = "lost"
"""The fault of a page at which a child took too long or died."""

_LANES = 2
_WORTH_TWO = 24
"""Below so many pages, starting a second child takes longer than it saves."""


class PageLanes:
    """The pages of a file, as its children give them.

    Args:
        path: The file.
        password: Its password, None for none.
        total: How many pages to read.
        step_seconds: How long a page may take.
        make_child: Starts a child with a request.
    """

    def __init__(
        self,
        path: Path,
        password: str | None,
        total: int,
        step_seconds: float,
        make_child: Callable[..., PdfChild],
    ) -> None:
        self._request = {"task": "read", "path": str(path), "password": password}
        self._total = total
        self._step_seconds = step_seconds
        self._make_child = make_child
        self._lanes = _LANES if total >= _WORTH_TWO and (os.cpu_count() or 1) > 1 else 1
        self._given: queue.Queue[tuple[int, Answer] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._children: set[PdfChild] = set()
        self._stopped = threading.Event()

    def pages(self, opened: PdfChild) -> Generator[tuple[int, Answer], None, None]:
        """Yield each page's index with the child's answer, in no particular order; closing it stops the children.

        Args:
            opened: The child that has opened the file, which then reads its share; it is not closed here.
        """
        opened.send({"first": 0, "step": self._lanes})
        threads = [
            threading.Thread(target=self._run, args=(lane, opened if lane == 0 else None), daemon=True)
            for lane in range(self._lanes)
        ]
        for thread in threads:
            thread.start()
        running = len(threads)
        try:
            while running:
                given = self._given.get()
                if given is None:
                    running -= 1
                else:
                    yield given
        finally:
            self._stop()
            for thread in threads:
                thread.join()

    def _run(self, lane: int, opened: PdfChild | None) -> None:
        index, child = lane, opened
        try:
            while index < self._total:
                if child is not None:
                    index = self._read_from(index, child)
                    child = None
                    continue
                request = {**self._request, "first": index, "step": self._lanes}
                with self._make_child(request, step_seconds=self._step_seconds) as fresh:
                    index = self._read_from(index, fresh)
        finally:
            self._given.put(None)

    def _read_from(self, index: int, child: PdfChild) -> int:
        """Pass pages on from this one; returns the index at which another child must go on."""
        with self._lock:
            if self._stopped.is_set():
                return self._total
            self._children.add(child)
        try:
            while index < self._total:
                try:
                    answer = child.answer()
                except (StepTooLongError, ChildDiedError):
                    if self._stopped.is_set():
                        return self._total
                    self._given.put((index, {"page": index, "lines": [], "fault": LOST}))
                    return index + self._lanes
                self._given.put((index, answer))
                if "page" not in answer:
                    # It cannot read this file at all, and another child could not either.
                    return self._total
                index += self._lanes
            return index
        finally:
            with self._lock:
                self._children.discard(child)

    def _stop(self) -> None:
        with self._lock:
            self._stopped.set()
            for child in self._children:
                child.stop()
