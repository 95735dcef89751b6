"""Everything a learner has in one file, and back.

A backup is a zip file with a copy of the database (made while others may write), the uploaded documents, and a
manifest with the sha256 of each. It is written beside its name, read back whole, and only then given its name. The
index is not in it: it is made again from the database.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.errors import InputError, SchemaTooNew, StoreError, StoreFull
from assistant.store import migrations

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""How many backups are kept: the newest of so many days, weeks and months."""

_FORMAT = "groundwork-backup"
_VERSION = 1
_DATABASE = "groundwork.sqlite3"
_MANIFEST = "manifest.json"
_NAME = "groundwork-%Y%m%d-%H%M%S.zip"
_MOST_BYTES = 20 << 30
_MOST_FILES = 50_000
_PIECE = 1 << 20
# What zipfile raises for files that were cut or changed; UnicodeDecodeError is a ValueError.
_DAMAGES = (
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file; `made_at` is aware UTC."""

    path: Path
    made_at: datetime
    size_bytes: int


def write_backup(database: Path, documents: Path, target: Path, now: datetime) -> Backup:
    """Write a backup and read it back.

    Args:
        database: The live database; others may go on using it.
        documents: The folder of uploads; may be missing.
        target: The file to write; an older one is replaced.
        now: The time now, aware UTC.

    Raises:
        StoreFull: No space left; nothing was written.
        StoreError: The database is damaged, or the backup did not read back.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
            copy = Path(folder) / _DATABASE
            migrations.backup(database, copy)
            _zip(copy, documents, unfinished, now)
        unfinished.chmod(0o600)
        read_backup(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreFull(
            f"The backup {target.name} could not be written: {error}.",
            safe="Everything of yours is as it was, and so are the older backups.",
            todo="Free some space on the disk and try again.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return Backup(target, now, target.stat().st_size)


def _zip(database: Path, documents: Path, target: Path, now: datetime) -> None:
    files = {_DATABASE: database}
    if documents.is_dir():
        for file in sorted(documents.iterdir()):
            # A link could lead anywhere; only what was uploaded belongs to the learner.
            if file.is_file() and not file.is_symlink() and not file.name.endswith(".part"):
                files[f"documents/{file.name}"] = file
    hashes = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, file in files.items():
            archive.write(file, name)
            hashes[name] = _sha256(file)
        manifest = {
            "format": _FORMAT,
            "version": _VERSION,
            "schema": _revision(database),
            "made_at": now.astimezone(UTC).isoformat(),
            "documents": str(documents),
            "sha256": hashes,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))


def read_backup(path: Path) -> dict[str, Any]:
    """Check a backup whole: every file against its hash, the database against SQLite's own check.

    Returns:
        The manifest.

    Raises:
        InputError: It is no backup of Groundwork, or it is damaged.
        SchemaTooNew: A newer Groundwork wrote it.
    """
    with _opened(path) as archive:
        manifest = _manifest(path, archive)
        with tempfile.TemporaryDirectory(prefix="groundwork-check-") as folder:
            _unpack(path, archive, manifest, Path(folder))
            _check_database(path, Path(folder) / _DATABASE)
    return manifest


def restore_backup(path: Path, database: Path, documents: Path) -> None:
    """Put a backup's contents in place of what is there, or leave everything as it was.

    The database is copied page by page within one transaction of SQLite, so that a process that has it open sees the
    old state or the new one. Uploads that are there under other names stay.

    Args:
        path: The backup.
        database: The database to fill; may be missing.
        documents: The folder of uploads.

    Raises:
        InputError: It is no backup of Groundwork, or it is damaged.
        SchemaTooNew: A newer Groundwork wrote it.
        StoreFull: No space left.
        StoreError: The database could not be written.
    """
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            _opened(path) as archive,
            tempfile.TemporaryDirectory(prefix=".restore-", dir=database.parent) as name,
        ):
            manifest = _manifest(path, archive)
            folder = Path(name)
            _unpack(path, archive, manifest, folder)
            _check_database(path, folder / _DATABASE)
            _move_documents(folder / _DATABASE, str(manifest["documents"]), documents)
            for file in sorted((folder / "documents").glob("*")):
                documents.mkdir(parents=True, exist_ok=True)
                file.replace(documents / file.name)
            _copy_into(folder / _DATABASE, database)
    except OSError as error:
        raise StoreFull(
            f"The backup could not be restored: {error.strerror or error}.",
            safe="What was there before is still there.",
            todo="Free some space on the disk and try again.",
        ) from error
    except sqlite3.Error as error:
        raise StoreError(
            f"The backup could not be restored: {error}.",
            safe="What was there before is still there.",
            todo="Close other Groundwork windows and try again.",
        ) from error


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first; other files are passed over."""
    found = []
    for file in folder.glob("groundwork-*.zip") if folder.is_dir() else ():
        with contextlib.suppress(ValueError, OSError):
            made_at = datetime.strptime(file.name, _NAME).replace(tzinfo=UTC)
            found.append(Backup(file, made_at, file.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def backup_name(now: datetime) -> str:
    """The file name of a backup made now."""
    return now.astimezone(UTC).strftime(_NAME)


def to_keep(backups: Iterable[Backup]) -> frozenset[Path]:
    """Those that are kept: the newest of each of the last 12 days, 10 weeks and 9 months that have any."""
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept: set[Path] = set()
    for form, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        newest: dict[str, Path] = {}
        for backup in newest_first:
            newest.setdefault(backup.made_at.strftime(form), backup.path)
        kept.update(list(newest.values())[:count])
    return frozenset(kept)


def prune(folder: Path) -> None:
    """Delete the backups of a folder that need not be kept."""
    backups = list_backups(folder)
    kept = to_keep(backups)
    for backup in backups:
        if backup.path not in kept:
            backup.path.unlink(missing_ok=True)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.", safe="Nothing was changed.") from error
    except (*_DAMAGES, OSError) as error:
        raise _damaged(path) from error


def _manifest(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        with archive.open(_MANIFEST) as file:
            manifest: dict[str, Any] = json.loads(file.read(_PIECE * 16))
        good = manifest["format"] == _FORMAT and isinstance(manifest["sha256"], dict)
        version, schema = int(manifest["version"]), str(manifest["schema"])
    except (*_DAMAGES, TypeError, OSError) as error:
        raise _damaged(path) from error
    if not good or _DATABASE not in manifest["sha256"]:
        raise _damaged(path)
    if version > _VERSION or schema not in migrations.REVISIONS:
        raise SchemaTooNew(
            f"The backup {path.name} was made by a newer Groundwork.",
            safe="Nothing was changed.",
            todo="Update Groundwork, then restore it.",
        )
    return manifest


def _unpack(path: Path, archive: zipfile.ZipFile, manifest: dict[str, Any], folder: Path) -> None:
    """Write the files of the manifest into a folder, each compared with its hash. Names are data."""
    hashes: dict[str, str] = manifest["sha256"]
    if len(hashes) > _MOST_FILES:
        raise _damaged(path)
    total = 0
    for name, sha256 in hashes.items():
        parts = PurePosixPath(name).parts
        plain = name == _DATABASE or (
            len(parts) == 2 and parts[0] == "documents" and parts[1] not in ("..", ".")
        )
        if not plain or "\\" in name or "\0" in name:
            raise _damaged(path)
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        try:
            with archive.open(name) as source, target.open("wb") as sink:
                while piece := source.read(_PIECE):
                    total += len(piece)
                    if total > _MOST_BYTES:
                        raise _damaged(path)
                    digest.update(piece)
                    sink.write(piece)
        except _DAMAGES as error:
            raise _damaged(path) from error
        if digest.hexdigest() != sha256:
            raise _damaged(path)


def _check_database(path: Path, database: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise _damaged(path) from error
    if not sound or _revision(database) not in migrations.REVISIONS:
        raise _damaged(path)


def _copy_into(source: Path, database: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source)) as new,
        contextlib.closing(sqlite3.connect(database, timeout=10)) as live,
    ):
        new.backup(live)
    database.chmod(0o600)


def _move_documents(database: Path, old: str, new: Path) -> None:
    """Let documents that were uploads point to where uploads are now."""
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        for column in ("path", "location"):
            rows = connection.execute(f"SELECT id, {column} FROM documents").fetchall()
            for document_id, value in rows:
                if value.startswith(old + "/") or value.startswith(old + "\\"):
                    moved = str(new / value[len(old) + 1 :])
                    connection.execute(
                        f"UPDATE documents SET {column} = ? WHERE id = ?",
                        (moved, document_id),
                    )


def _revision(database: Path) -> str:
    try:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _damaged(path: Path) -> InputError:
    return InputError(
        f"{path.name} is no backup of Groundwork, or it is damaged.",
        safe="Nothing was changed.",
        todo="Choose another backup; `groundwork backup --list` names those that were made by themselves.",
    )
