"""Migrations: from nothing, from half-way with data, and killed in the middle."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import assistant.store
from assistant.errors import StoreError
from assistant.store import migrations
from assistant.store.base import Table
from assistant.store.database import _engine, open_database

NEXT_STEP = """
import sqlalchemy as sa

revision = "next"
down_revision = "{last}"


def upgrade(op):
    op.add_column("learners", sa.Column("name", sa.Text(), nullable=False, server_default="nobody"))
    op.create_table("things_of_tomorrow", sa.Column("id", sa.Text(), primary_key=True))
    {then}
"""


def all_tables() -> None:
    for module in pkgutil.iter_modules(assistant.store.__path__):
        if not module.ispkg:
            importlib.import_module(f"assistant.store.{module.name}")


def schema(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    connection.close()
    return rows


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture
def next_step(tmp_path: Path) -> Path:
    """A folder of versions with all the real steps and one more that the tests write."""
    folder = tmp_path / "migrations" / "versions"
    folder.mkdir(parents=True)
    for file in migrations.VERSIONS.glob("v*.py"):
        (folder / file.name).write_text(file.read_text())
    return folder


def migrate(path: Path, versions: Path, then: str = "") -> None:
    (versions / "v9999_next.py").write_text(NEXT_STEP.format(last=migrations.REVISIONS[-1], then=then))
    engine = _engine(path, begin="BEGIN IMMEDIATE", read_only=False, connections=0, foreign_keys=False)
    try:
        migrations.migrate(engine, path, revisions=(*migrations.REVISIONS, "next"), versions=versions)
    finally:
        engine.dispose()


def test_migrating_from_nothing_gives_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    all_tables()
    path = tmp_path / "groundwork.sqlite3"
    open_database(path).close()
    engine = _engine(path, begin="BEGIN", read_only=True, connections=0)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_the_list_of_revisions_is_the_list_of_files() -> None:
    scripts = ScriptDirectory(str(migrations.VERSIONS.parent), version_locations=[str(migrations.VERSIONS)])
    in_files = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(in_files)) == migrations.REVISIONS


@pytest.mark.parametrize("steps", range(1, len(migrations.REVISIONS)))
def test_a_database_of_any_earlier_version_ends_with_the_same_tables_and_its_data(
    tmp_path: Path, steps: int
) -> None:
    early = tmp_path / "early" / "versions"
    early.mkdir(parents=True)
    for revision in migrations.REVISIONS[:steps]:
        (file,) = migrations.VERSIONS.glob(f"v{revision}_*.py")
        (early / file.name).write_text(file.read_text())
    path = tmp_path / "groundwork.sqlite3"
    path.touch()
    engine = _engine(path, begin="BEGIN IMMEDIATE", read_only=False, connections=0, foreign_keys=False)
    try:
        migrations.migrate(engine, path, revisions=migrations.REVISIONS[:steps], versions=early)
    finally:
        engine.dispose()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO learners VALUES ('ada', '2026-11-20 09:30:00.000000')")
    connection.execute(
        "INSERT INTO evidence (learner_id, topic_id, kind, at, hints) "
        "VALUES ('ada', 'gradient', 'read', '2026-11-20 09:30:00.000000', 0)"
    )
    connection.commit()
    connection.close()

    open_database(path).close()
    open_database(tmp_path / "new.sqlite3").close()
    assert schema(path) == schema(tmp_path / "new.sqlite3")
    assert rows(path, "SELECT learner_id, topic_id FROM evidence") == [("ada", "gradient")]


def test_a_current_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "groundwork.sqlite3"
    open_database(path).close()
    before = path.read_bytes()
    open_database(path).close()
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["groundwork.sqlite3"]


def test_data_survives_the_next_step_and_a_copy_from_before_is_kept(tmp_path: Path, next_step: Path) -> None:
    path = tmp_path / "groundwork.sqlite3"
    open_database(path).close()
    before = schema(path)
    migrate(path, next_step)
    assert rows(path, "SELECT id, name FROM learners") == [("local", "nobody")]
    assert rows(path, "SELECT version_num FROM alembic_version") == [("next",)]
    copy = tmp_path / "groundwork-before-next.sqlite3"
    assert schema(copy) == before
    assert rows(copy, "SELECT id FROM learners") == [("local",)]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise RuntimeError('power cut')", RuntimeError),
        ("op.execute(\"UPDATE evidence SET learner_id = 'nobody'\")", StoreError),
    ],
    ids=["it breaks", "it leaves rows that point to nothing"],
)
def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, next_step: Path, then: str, error: type[Exception]
) -> None:
    path = tmp_path / "groundwork.sqlite3"
    open_database(path).close()
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO evidence (learner_id, topic_id, kind, at, hints) "
        "VALUES ('local', 'gradient', 'read', '2026-11-20 09:30:00.000000', 0)"
    )
    connection.commit()
    connection.close()
    before = schema(path)
    with pytest.raises(error):
        migrate(path, next_step, then)
    assert schema(path) == before
    assert rows(path, "SELECT version_num FROM alembic_version") == [(migrations.REVISIONS[-1],)]
    assert rows(path, "SELECT learner_id, topic_id FROM evidence") == [("local", "gradient")]
    open_database(path).close()
    migrate(path, next_step)
    assert rows(path, "SELECT version_num FROM alembic_version") == [("next",)]
