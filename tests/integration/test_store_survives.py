"""The store under real force: killed writers, crowds of writers, a migration that is killed, a disk that is full."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import StoreFull
from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store import migrations
from assistant.store.attempts import SqlAttemptStore
from assistant.store.conversations import SqlTurnStore
from assistant.store.database import open_database
from assistant.store.evidence import load_evidence
from assistant.tutor.types import Message, MessageState

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

WRITE_UNTIL_KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.practice.ports import Attempt
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.attempts import SqlAttemptStore
from assistant.store.database import open_database

now = datetime(2026, 11, 20, tzinfo=UTC)
store = SqlAttemptStore(open_database(Path(sys.argv[1])))
run, n = sys.argv[2], 0
while True:
    attempt_id = f"{run}-{n}"
    store.record_submission("local", Attempt(attempt_id, "e", "gradient", "x" * 500, now))
    print("submitted", attempt_id, flush=True)
    evidence = Evidence("gradient", EvidenceKind.ATTEMPTED, now, correct=True, source=attempt_id)
    store.record_grade("local", attempt_id, verdict="equivalent", message="", evidence=evidence)
    print("graded", attempt_id, flush=True)
    n += 1
"""

WRITE_FROM_TWO_THREADS = """
import sys, threading
from datetime import UTC, datetime
from pathlib import Path
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.conversations import SqlTurnStore
from assistant.store.database import open_database

now = datetime(2026, 11, 20, tzinfo=UTC)
# Both processes open the file, which is not there yet, at the same time.
database = open_database(Path(sys.argv[1]))
store = SqlTurnStore(database)
errors = []

def write(name):
    try:
        for n in range(200):
            store.add_evidence("local", [Evidence("gradient", EvidenceKind.ASKED, now, source=f"{name}-{n}")])
    except BaseException as error:
        errors.append(error)

threads = [threading.Thread(target=write, args=(f"{sys.argv[2]}-{t}",)) for t in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
database.close()
sys.exit(f"{len(errors)} errors, first: {errors[0]!r}" if errors else 0)
"""

MIGRATE_SLOWLY = """
import sys
from pathlib import Path
from assistant.store import migrations
from assistant.store.database import _engine

path = Path(sys.argv[1])
engine = _engine(path, begin="BEGIN IMMEDIATE", read_only=False, connections=0, foreign_keys=False)
migrations.migrate(engine, path, revisions=(*migrations.REVISIONS, "next"), versions=Path(sys.argv[2]))
"""

SLOW_STEP = f"""
import time
import sqlalchemy as sa

revision = "next"
down_revision = "{migrations.REVISIONS[-1]}"


def upgrade(op):
    op.add_column("evidence", sa.Column("extra", sa.Text()))
    op.execute("UPDATE evidence SET extra = 'half-way'")
    print("half-way", flush=True)
    time.sleep(60)
"""


@contextlib.contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    running = subprocess.Popen([sys.executable, "-c", *arguments], stdout=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.wait()
        if running.stdout is not None:
            running.stdout.close()


def is_sound(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "groundwork.sqlite3"
    chance = random.Random(2026)
    acknowledged: dict[str, set[str]] = {"submitted": set(), "graded": set()}
    for run in range(15):
        with process(WRITE_UNTIL_KILLED, str(path), str(run)) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.12))
            writer.kill()
            # A last line that was cut in the middle acknowledges nothing.
            for line in (first + writer.stdout.read()).splitlines(keepends=True):
                if line.endswith("\n"):
                    what, attempt_id = line.split()
                    acknowledged[what].add(attempt_id)
        assert is_sound(path)
    database = open_database(path)
    attempts = SqlAttemptStore(database).attempts("local")
    evidence = {row.source for row in load_evidence(database, "local")}
    database.close()
    graded = {attempt.id for attempt in attempts if attempt.verdict is not None}
    assert len(acknowledged["graded"]) > 15
    assert acknowledged["submitted"] <= {attempt.id for attempt in attempts}
    assert acknowledged["graded"] <= graded
    assert graded == evidence


def test_two_processes_of_two_threads_write_without_an_error(tmp_path: Path) -> None:
    path = tmp_path / "home" / "groundwork.sqlite3"
    with (
        process(WRITE_FROM_TWO_THREADS, str(path), "a") as first,
        process(WRITE_FROM_TWO_THREADS, str(path), "b") as second,
    ):
        assert first.wait(50) == 0
        assert second.wait(50) == 0
    database = open_database(path)
    sources = [row.source for row in load_evidence(database, "local")]
    database.close()
    assert len(sources) == len(set(sources)) == 800
    for writer in ("a-0", "a-1", "b-0", "b-1"):
        assert [source for source in sources if source and source.startswith(writer + "-")] == [
            f"{writer}-{n}" for n in range(200)
        ]


def test_a_migration_killed_half_way_leaves_the_old_database(tmp_path: Path) -> None:
    path = tmp_path / "groundwork.sqlite3"
    database = open_database(path)
    SqlTurnStore(database).add_evidence("local", [Evidence("gradient", EvidenceKind.READ, NOW)])
    database.close()
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for file in migrations.VERSIONS.glob("v*.py"):
        (versions / file.name).write_text(file.read_text())
    (versions / "v9999_slow.py").write_text(SLOW_STEP)
    with process(MIGRATE_SLOWLY, str(path), str(versions)) as migrating:
        assert migrating.stdout is not None
        assert migrating.stdout.readline() == "half-way\n"
    database = open_database(path)
    assert load_evidence(database, "local") == (Evidence("gradient", EvidenceKind.READ, NOW),)
    database.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (migrations.REVISIONS[-1],)
        ]
        assert "extra" not in {row[1] for row in connection.execute("PRAGMA table_info(evidence)")}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A real file system of 2 MiB, or None where we may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        yield None
        return
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_says_so_and_keeps_what_was_acknowledged(small_disk: Path | None, tmp_path: Path) -> None:
    path = (small_disk or tmp_path) / "groundwork.sqlite3"
    database = open_database(path)
    if small_disk is None:
        # SQLite's own limit stands in for the disk's; it holds for the one connection that writes.
        with database.write() as session:
            session.execute(text("PRAGMA max_page_count = 300"))
    turns, attempts = SqlTurnStore(database), SqlAttemptStore(database)
    conversation = turns.start_conversation("local", "t", NOW)
    kept = []
    with pytest.raises(StoreFull) as caught:
        for n in range(1000):
            message = Message(str(n), conversation.id, "user", "x" * 20_000, MessageState.COMPLETE, NOW)
            turns.add_message("local", message)
            kept.append(message)
    assert caught.value.safe
    assert caught.value.todo
    assert len(kept) > 10
    assert turns.messages("local", conversation.id) == tuple(kept)
    with pytest.raises(StoreFull):
        attempts.record_submission("local", Attempt("a", "e", "gradient", "x" * 100_000, NOW))
    database.close()
    again = open_database(path)
    assert SqlTurnStore(again).messages("local", conversation.id) == tuple(kept)
    again.close()
    assert is_sound(path)


def test_no_room_for_a_database_at_all_says_so(
    small_disk: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small_disk is not None:
        with contextlib.suppress(OSError):
            (small_disk / "filling").write_bytes(b"x" * 4 * 1024 * 1024)
    else:

        def no_space(*_: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "open", no_space)
    with pytest.raises(StoreFull):
        open_database((small_disk or tmp_path) / "home" / "groundwork.sqlite3")
