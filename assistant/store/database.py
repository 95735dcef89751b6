"""Opens the learner's database and hands out transactions that are durable when they return."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, QueuePool

from assistant.errors import StoreBusy, StoreError, StoreFull
from assistant.store import migrations
from assistant.store.learners import LOCAL_LEARNER, ensure_learner

BUSY_TIMEOUT_SECONDS = 5.0
"""How long a transaction waits for one of another process before it gives up as StoreBusy."""
QUEUE_TIMEOUT_SECONDS = 60.0
"""How long a thread waits for its turn in this process: many visits at once are slow, not an error."""

_KEPT = "Everything saved before is still there; only this last step was not saved."
_ALMOST_NO_SPACE_BYTES = 256 * 1024


class Database:
    """One learner's database; safe to use from several threads and from several processes at once.

    Reads see one consistent moment. Writes take SQLite's write lock when they begin (BEGIN IMMEDIATE), so two of
    them wait for each other instead of failing half-way; when `write()` returns, the rows are on the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._abandoned: list[Engine] = []
        self._start_engines()

    def _start_engines(self) -> None:
        self._pid = os.getpid()
        self._readers = _engine(self.path, begin="BEGIN", read_only=True, connections=16)
        # One writer a process: threads then wait in a fair queue here, not in SQLite's polling.
        self._writer = _engine(self.path, begin="BEGIN IMMEDIATE", read_only=False, connections=1)

    def _after_fork(self) -> None:
        # SQLite connections must not cross a fork, not even to be closed: keep them referenced, use none of them.
        if self._pid != os.getpid():
            self._abandoned += [self._readers, self._writer]
            self._start_engines()

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees the database as it was at its first query; it cannot write."""
        self._after_fork()
        with _named_errors(self.path), Session(self._readers, expire_on_commit=False) as session:
            yield session

    @contextlib.contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session whose changes are all kept when the block ends, or none of them if it raises.

        One write of a process runs at a time: a write within a write waits for itself and ends as StoreBusy.
        """
        self._after_fork()
        with (
            _named_errors(self.path),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            # The write lock is taken here, before the first read, so that what is read cannot be stale.
            session.connection()
            yield session

    def close(self) -> None:
        """Close all connections; the next `read` or `write` opens new ones."""
        self._after_fork()
        self._readers.dispose()
        self._writer.dispose()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_database(path: Path, *, clock: Callable[[], datetime] = _utc_now) -> Database:
    """Open the database at `path`, creating or migrating it as needed, with the learner `local` in it.

    Raises:
        SchemaTooNew: A newer Groundwork wrote it.
        StoreFull: No space left on the disk.
        StoreBusy: Another process held it for longer than the busy timeout.
        StoreError: The folder cannot be written, or the file is not a database.
    """
    _create_file(path)
    engine = _engine(path, begin="BEGIN IMMEDIATE", read_only=False, connections=0, foreign_keys=False)
    try:
        with _named_errors(path):
            _switch_to_wal(engine, path)
            migrations.migrate(engine, path)
    except OSError as error:
        raise _from_os(error, path) from error
    finally:
        engine.dispose()
    database = Database(path)
    try:
        ensure_learner(database, LOCAL_LEARNER, clock())
    except BaseException:
        database.close()
        raise
    return database


def _create_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        # An older file may be readable by others; its companions (-wal, -shm) take its mode.
        with contextlib.suppress(PermissionError):
            path.chmod(0o600)
    except OSError as error:
        raise _from_os(error, path) from error


def _from_os(error: OSError, path: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(path)
    return StoreError(
        f"The database {path} cannot be opened: {error.strerror or error}.",
        safe="Nothing was changed.",
        todo="Give Groundwork a folder it may write to, for example with GROUNDWORK_HOME.",
    )


def _engine(
    path: Path, *, begin: str, read_only: bool, connections: int, foreign_keys: bool = True
) -> Engine:
    pool: dict[str, Any] = (
        {
            "poolclass": QueuePool,
            "pool_size": connections,
            "max_overflow": 0,
            "pool_timeout": QUEUE_TIMEOUT_SECONDS,
        }
        if connections
        else {"poolclass": NullPool}
    )
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        # With isolation_level None the driver starts and ends no transaction by itself, not even around DDL.
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "isolation_level": None, "check_same_thread": False},
        # What a learner wrote must not reach a log by way of an error message.
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: object) -> None:
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            if read_only:
                cursor.execute("PRAGMA query_only=ON")
            cursor.close()
        except BaseException:
            # The pool has not taken this connection yet, so nobody else would close it.
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _switch_to_wal(engine: Engine, path: Path) -> None:
    # Two processes that open a new file together can collide here, and SQLite does not wait by itself.
    deadline = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            raw = engine.raw_connection()
            try:
                row = raw.cursor().execute("PRAGMA journal_mode=WAL").fetchone()
            finally:
                raw.close()
            break
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    if row is None or row[0] != "wal":
        raise StoreError(
            f"The folder of {path} cannot hold a database that survives a crash.",
            safe="Nothing was changed.",
            todo="Choose a folder on a local disk with GROUNDWORK_HOME; network folders do not work.",
        )


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says into errors a learner can act on; constraint violations pass, they are for the caller."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(
            f"So much is being read and saved at once that the database was not free for {QUEUE_TIMEOUT_SECONDS:.0f} "
            "seconds.",
            safe=_KEPT,
            todo="Wait a moment and try again.",
        ) from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and not isinstance(error.orig, sqlite3.IntegrityError):
            raise _from_sqlite(error.orig, path) from error
        raise
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) from error


def _primary_code(error: sqlite3.Error) -> int:
    # The low byte is the kind of error, the rest its particulars.
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _from_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    code = _primary_code(error)
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_space_left(path)):
        return _full(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _busy(path)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreError(
            f"The file {path} is damaged or is not a Groundwork database.",
            safe="It was left as it is.",
            todo="Move it away, put a backup in its place, or let Groundwork start a new one.",
        )
    return StoreError(
        f"The database {path} could not be used: {error}.",
        safe=_KEPT,
        todo="Check that the disk is in order and that you may write to the folder, then try again.",
    )


def _no_space_left(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ALMOST_NO_SPACE_BYTES
    except OSError:
        return False


def _full(path: Path) -> StoreFull:
    return StoreFull(
        f"There is no space left on the disk that holds {path}.",
        safe=_KEPT,
        todo="Free some space and try again.",
    )


def _busy(path: Path) -> StoreBusy:
    return StoreBusy(
        f"Another program held the database {path} for more than {BUSY_TIMEOUT_SECONDS:.0f} seconds.",
        safe=_KEPT,
        todo="Wait a moment and try again; close other Groundwork windows if it happens often.",
    )
