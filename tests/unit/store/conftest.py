from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.store.database import Database, open_database
from assistant.store.learners import ensure_learner

NOW = datetime(2026, 11, 20, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "home" / "groundwork.sqlite3", clock=lambda: NOW)
    ensure_learner(opened, "another", NOW)
    yield opened
    opened.close()
