"""Brings a database of any earlier Groundwork to today's tables, whole or not at all.

`REVISIONS` is the ordered list of steps; each is a module in `versions/` with `upgrade(op)`. Steps are only ever
appended: once released, a step is never edited.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from assistant.errors import SchemaTooNew, StoreError

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005")
"""All steps, the oldest first; listed here so that opening a current database need not import Alembic."""

VERSIONS = Path(__file__).parent / "versions"


def migrate(
    engine: Engine, path: Path, *, revisions: tuple[str, ...] = REVISIONS, versions: Path = VERSIONS
) -> None:
    """Bring the database to the newest revision in one transaction, after a backup copy if it has data.

    `engine` must begin its transactions with BEGIN IMMEDIATE and have foreign keys off: SQLite alters tables by
    copying them. Either all missing steps are done when this returns, or it raises and the database is as before.

    Raises:
        SchemaTooNew: The database has a revision that is not in `revisions`.
        StoreError: The file belongs to another program, or a step left rows that point to nothing.
    """
    # The lock is held from the beginning, so of two processes that start together one migrates, one finds it done.
    with engine.connect() as connection, connection.begin():
        current = _revision(connection, path)
        if current == revisions[-1]:
            return
        if current is not None and current not in revisions:
            raise SchemaTooNew(
                f"The database {path} was written by a newer Groundwork (its version is {current}).",
                safe="Nothing was changed.",
                todo="Update Groundwork, or choose another folder with GROUNDWORK_HOME.",
            )
        if current is not None:
            backup(path, path.with_name(f"{path.stem}-before-{revisions[-1]}{path.suffix}"))
        _run(connection, versions)
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if broken:
            raise StoreError(
                f"The database {path} could not be brought to the newest version: "
                f"{len(broken)} of its rows point to rows that are missing.",
                safe="It was left as it was.",
                todo="Keep using the Groundwork that wrote it, and report this message.",
            )


def backup(path: Path, target: Path) -> None:
    """Copy a database that may be in use to `target`, readable by its owner only; an older copy is replaced."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _revision(connection: Connection, path: Path) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(
                f"The file {path} is the database of another program.",
                safe="Nothing was changed.",
                todo="Move it away, or choose another folder with GROUNDWORK_HOME.",
            )
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _run(connection: Connection, versions: Path) -> None:
    # Imported here because it takes a while and is needed once in the life of a database.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext, RevisionStep
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(versions.parent), version_locations=[str(versions)])

    def steps(heads: tuple[str, ...], context: MigrationContext) -> Iterable[RevisionStep]:
        return scripts._upgrade_revs("head", heads)  # type: ignore[arg-type]

    context = MigrationContext.configure(
        connection, opts={"fn": steps, "transactional_ddl": True, "render_as_batch": True}
    )
    # The operations are handed to each step: Alembic's own `op` is one object for all threads of the process.
    context.run_migrations(op=Operations(context))
