"""Reading documents into the library behind the page: it goes on over reloads, tells how far it is, and can be stopped.

Streamlit ends the run of a page whenever something on it changes, so the work has a thread of its own. There is one
reader a learner, as there is one writer of a library.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from assistant.errors import GroundworkError
from assistant.library.types import IngestProgress, IngestResult
from assistant.study import Study


@dataclass
class Reading:
    """One piece of work: what is read, how far it is, and how it ended."""

    names: tuple[str, ...]
    step: IngestProgress | None = None
    results: tuple[IngestResult, ...] = ()
    error: GroundworkError | None = None
    over: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Stop as soon as the page at hand is done; what was complete before stays."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def run(self, study: Study, paths: Sequence[Path], password: str | None) -> None:
        """Read; whatever happens, it is over afterwards."""
        try:
            self.results = study.ingest(
                paths, on_progress=self._tell, cancelled=self._stop.is_set, password=password
            )
        except GroundworkError as error:
            self.error = error
        finally:
            self.over = True

    def _tell(self, step: IngestProgress) -> None:
        self.step = step


class Readings:
    """What is being read for whom, and what was read last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: dict[str, Reading] = {}

    def latest(self, learner_id: str) -> Reading | None:
        """The work at hand, or the last one that has not been dismissed."""
        return self._latest.get(learner_id)

    def start(self, study: Study, paths: Sequence[Path], password: str | None = None) -> bool:
        """Begin to read files; False, and nothing begun, while others are being read."""
        with self._lock:
            before = self._latest.get(study.learner_id)
            if before is not None and not before.over:
                return False
            reading = Reading(tuple(path.name for path in paths))
            self._latest[study.learner_id] = reading
        threading.Thread(
            target=reading.run, args=(study, tuple(paths), password), name="reading", daemon=True
        ).start()
        return True

    def dismiss(self, learner_id: str) -> None:
        """Forget how the last work ended."""
        with self._lock:
            reading = self._latest.get(learner_id)
            if reading is not None and reading.over:
                del self._latest[learner_id]


@st.cache_resource(show_spinner=False)
def get_readings() -> Readings:
    """The readers of this server, by learner."""
    return Readings()
