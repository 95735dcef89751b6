"""Backups of a study: each is a file of its own, however close together they are made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import Settings
from assistant.study import Study


def test_backups_of_one_second_are_different_files(tmp_path: Path) -> None:
    # A restore makes one of its own first; under the same name it would put back what it had just saved.
    study = Study(
        Settings(home=tmp_path / "home", model="none"), clock=lambda: datetime(2026, 11, 2, 18, tzinfo=UTC)
    )
    try:
        made = [study.backup() for _ in range(3)]
        assert len({backup.path for backup in made}) == 3
        assert [backup.path for backup in study.backups()] == [backup.path for backup in reversed(made)]
    finally:
        study.close()
