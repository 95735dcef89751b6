"""Reading behind the page: one at a time, told how far it is, stopped when asked, over whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import StoreFull
from assistant.library.types import IngestProgress, IngestResult
from assistant.ui.reading import Reading, Readings

WAIT_SECONDS = 5


class SlowStudy:
    """A study that reads until it is let go or told to stop."""

    learner_id = "ada"

    def __init__(self, error: Exception | None = None) -> None:
        self.let_go = threading.Event()
        self.begun = threading.Event()
        self.error = error

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        on_progress: Callable[[IngestProgress], None],
        cancelled: Callable[[], bool],
        password: str | None,
    ) -> tuple[IngestResult, ...]:
        on_progress(IngestProgress(str(paths[0]), "reading", 1, 9))
        self.begun.set()
        if self.error is not None:
            raise self.error
        while not cancelled():
            if self.let_go.wait(0.005):
                return tuple(IngestResult(str(path), "failed", None) for path in paths)
        return ()


def begin(study: SlowStudy) -> tuple[Readings, Reading]:
    readings = Readings()
    anyone: Any = study
    assert readings.start(anyone, [Path("a.md")])
    assert study.begun.wait(WAIT_SECONDS)
    reading = readings.latest("ada")
    assert reading is not None
    return readings, reading


def wait_until_over(reading: Reading) -> None:
    done = threading.Event()
    for _ in range(1000):
        if reading.over:
            return
        done.wait(0.005)
    pytest.fail("the reading did not end")


def test_progress_is_told_and_a_second_reading_waits_for_the_first() -> None:
    study = SlowStudy()
    readings, reading = begin(study)
    assert reading.step == IngestProgress("a.md", "reading", 1, 9)
    anyone: Any = study
    assert not readings.start(anyone, [Path("b.md")])
    readings.dismiss("ada")
    assert readings.latest("ada") is reading
    study.let_go.set()
    wait_until_over(reading)
    assert [result.path for result in reading.results] == ["a.md"]
    readings.dismiss("ada")
    assert readings.latest("ada") is None
    assert readings.start(anyone, [Path("b.md")])


def test_a_reading_that_is_told_to_stop_stops() -> None:
    _, reading = begin(SlowStudy())
    reading.stop()
    wait_until_over(reading)
    assert reading.stopped
    assert reading.results == ()


def test_an_error_ends_the_reading_and_is_kept_for_the_page() -> None:
    error = StoreFull("No space.", safe="All is there.", todo="Free some.")
    _, reading = begin(SlowStudy(error))
    wait_until_over(reading)
    assert reading.error is error


def test_one_learner_does_not_see_what_another_reads() -> None:
    readings, reading = begin(SlowStudy())
    assert readings.latest("grace") is None
    reading.stop()
