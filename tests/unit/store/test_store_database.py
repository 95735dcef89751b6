"""What the database promises: durable, private, shared by threads, and honest about what went wrong."""

from __future__ import annotations

import sqlite3
import stat
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import SchemaTooNew, StoreBusy, StoreError, StoreFull
from assistant.store import database as database_module
from assistant.store.database import Database, open_database
from assistant.store.learners import LearnerRow, ensure_learner


def test_it_creates_its_folder_and_the_local_learner(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a folder" / "deeper" / "groundwork.sqlite3")
    with database.read() as session:
        assert session.get(LearnerRow, "local") is not None
    database.close()


def test_nobody_else_on_the_machine_can_read_the_files(database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE learners SET id = id"))
        files = list(database.path.parent.iterdir())
        assert len(files) > 1
        for file in files:
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE(database.path.parent.stat().st_mode) == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "groundwork.sqlite3"
    open_database(path).close()
    path.chmod(0o644)
    open_database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_is_durable_and_strict(database: Database, pragma: str, value: object) -> None:
    for transaction in (database.read, database.write):
        with transaction() as session:
            assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_write_is_kept_whole_or_not_at_all(database: Database, now: datetime) -> None:
    class PowerCutError(Exception):
        pass

    with pytest.raises(PowerCutError), database.write() as session:
        session.add(LearnerRow(id="half", created_at=now))
        session.flush()
        raise PowerCutError
    with database.read() as session:
        assert session.get(LearnerRow, "half") is None


def test_a_read_sees_one_moment(database: Database, now: datetime) -> None:
    count = text("SELECT count(*) FROM learners")
    with database.read() as session:
        before = session.execute(count).scalar_one()
        ensure_learner(database, "late", now)
        assert session.execute(count).scalar_one() == before
    with database.read() as session:
        assert session.execute(count).scalar_one() == before + 1


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(StoreError), database.read() as session:
        session.execute(text("DELETE FROM learners"))
    with database.read() as session:
        assert session.get(LearnerRow, "local") is not None


def test_threads_of_one_process_wait_for_each_other(database: Database) -> None:
    with database.write() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))
    errors: list[BaseException] = []

    def add() -> None:
        try:
            for _ in range(25):
                with database.write() as session:
                    n = session.execute(text("SELECT n FROM counter")).scalar_one()
                    session.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
        except BaseException as error:  # noqa: BLE001 - reported below, in the main thread
            errors.append(error)

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with database.read() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 200


def test_another_programs_lock_becomes_store_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_SECONDS", 0.05)
    hurried = Database(database.path)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreBusy) as caught, hurried.write():
            pass
        assert caught.value.safe
        assert caught.value.todo
    finally:
        other.close()
        hurried.close()


def test_a_forked_process_gets_connections_of_its_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.read() as session:
        session.execute(text("SELECT 1"))
    monkeypatch.setattr(database_module.os, "getpid", lambda: -1)
    inherited = [database._readers, database._writer]
    with database.read() as session:
        assert session.get_bind() not in inherited
    database.close()
    # Here, where the fork is only pretended, both sets of connections are this process's to close.
    for engine in inherited:
        engine.dispose()


def test_it_can_be_used_again_after_close(database: Database) -> None:
    database.close()
    with database.read() as session:
        assert session.get(LearnerRow, "local") is not None


def test_what_a_learner_wrote_stays_out_of_error_messages(database: Database, now: datetime) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, database.write() as session:
        session.execute(text("INSERT INTO learners VALUES (:id, :at)"), {"id": "local", "at": "my secret"})
    assert "my secret" not in str(caught.value)


def _not_a_database(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 this is something else" * 200)


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_file_where_the_folder_should_be(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


def _a_newer_one(path: Path) -> None:
    open_database(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def _another_programs(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def _damaged(path: Path) -> None:
    open_database(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * (len(whole) - 200))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_not_a_database, StoreError),
        (_a_folder, StoreError),
        (_a_file_where_the_folder_should_be, StoreError),
        (_damaged, StoreError),
        (_another_programs, StoreError),
        (_a_newer_one, SchemaTooNew),
    ],
)
def test_what_cannot_be_opened_is_left_alone_and_named(
    tmp_path: Path, spoil: Callable[[Path], None], error: type[StoreError]
) -> None:
    path = tmp_path / "home" / "groundwork.sqlite3"
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as caught:
        open_database(path)
    assert str(path) in caught.value.what
    assert caught.value.safe
    assert caught.value.todo
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_full_disk_loses_nothing_that_was_saved(database: Database) -> None:
    """SQLite's own page limit stands in for the disk; tests/integration has a real one."""
    with database.write() as session:
        session.execute(text("CREATE TABLE notes (body TEXT)"))
        session.execute(text("INSERT INTO notes VALUES ('kept')"))
    with pytest.raises(StoreFull) as caught, database.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
        session.execute(text("INSERT INTO notes VALUES (:body)"), {"body": "x" * 100_000})
    assert caught.value.safe
    assert caught.value.todo
    with database.read() as session:
        assert session.execute(text("SELECT body FROM notes")).scalars().all() == ["kept"]


def test_opening_a_second_time_is_quick(database: Database) -> None:
    started = time.process_time()
    open_database(database.path).close()
    assert time.process_time() - started < 0.5
