"""Opening the study for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.study import Study


@contextmanager
def open_study() -> Iterator[Study]:
    """The study of this machine's settings; its model, workers and database are closed at the end."""
    from assistant.study import build_study

    study = build_study()
    try:
        yield study
    finally:
        study.close()
