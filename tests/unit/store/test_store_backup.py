"""A backup holds everything and is read back; restoring puts it in place whole, or changes nothing."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import InputError, SchemaTooNew, StoreFull
from assistant.progress.types import Evidence, EvidenceKind
from assistant.store.backup import (
    DAILY,
    Backup,
    backup_name,
    list_backups,
    prune,
    read_backup,
    restore_backup,
    to_keep,
    write_backup,
)
from assistant.store.database import open_database
from assistant.store.evidence import append_evidence, load_evidence

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = Evidence("gradient", EvidenceKind.ATTEMPTED, NOW, correct=True, level=3, shape="compute")


def fill(home: Path, count: int = 3) -> Path:
    database = open_database(home / "groundwork.sqlite3")
    with database.write() as session:
        append_evidence(session, "local", [ROW] * count)
    database.close()
    (home / "documents").mkdir(exist_ok=True)
    (home / "documents" / "kapitel 1 ü.pdf").write_bytes(b"%PDF-1.7 a chapter")
    return home


def back_up(home: Path, target: Path) -> Backup:
    return write_backup(home / "groundwork.sqlite3", home / "documents", target, NOW)


def evidence(home: Path) -> tuple[Evidence, ...]:
    database = open_database(home / "groundwork.sqlite3")
    try:
        return load_evidence(database, "local")
    finally:
        database.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return fill(tmp_path / "home")


def test_a_backup_restored_into_a_fresh_home_has_everything(home: Path, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "b.zip")
    assert made.size_bytes > 0
    assert made.path.stat().st_mode & 0o777 == 0o600
    new = tmp_path / "another place"
    restore_backup(made.path, new / "groundwork.sqlite3", new / "documents")
    assert evidence(new) == evidence(home) == (ROW,) * 3
    assert (new / "documents" / "kapitel 1 ü.pdf").read_bytes() == b"%PDF-1.7 a chapter"
    assert not list(tmp_path.glob("**/*.part"))


def test_a_backup_can_be_made_while_others_write(home: Path, tmp_path: Path) -> None:
    database = open_database(home / "groundwork.sqlite3")
    with database.write() as session:
        append_evidence(session, "local", [ROW])
        session.flush()
        back_up(home, tmp_path / "b.zip")
    database.close()
    new = tmp_path / "new"
    restore_backup(tmp_path / "b.zip", new / "groundwork.sqlite3", new / "documents")
    assert len(evidence(new)) == 3


def test_restoring_replaces_what_is_there_and_reaches_those_who_have_it_open(
    home: Path, tmp_path: Path
) -> None:
    back_up(home, tmp_path / "b.zip")
    open_elsewhere = open_database(home / "groundwork.sqlite3")
    with open_elsewhere.write() as session:
        append_evidence(session, "local", [ROW] * 5)
    assert len(load_evidence(open_elsewhere, "local")) == 8
    restore_backup(tmp_path / "b.zip", home / "groundwork.sqlite3", home / "documents")
    assert len(load_evidence(open_elsewhere, "local")) == 3
    open_elsewhere.close()


def test_uploads_point_to_their_new_place(home: Path, tmp_path: Path) -> None:
    old = str(home / "documents" / "kapitel 1 ü.pdf")
    with sqlite3.connect(home / "groundwork.sqlite3") as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(documents)")]
        values = {"id": "d", "learner_id": "local", "path": old, "location": old, "problems": "[]"}
        values |= {"added_at": "2026-11-20 09:30:00.000000"}
        row = [values.get(name, 0 if name in ("pages", "passages", "built_in") else "x") for name in columns]
        connection.execute(f"INSERT INTO documents VALUES ({','.join('?' * len(row))})", row)
    connection.close()
    back_up(home, tmp_path / "b.zip")
    new = tmp_path / "new"
    restore_backup(tmp_path / "b.zip", new / "groundwork.sqlite3", new / "documents")
    with sqlite3.connect(new / "groundwork.sqlite3") as connection:
        found = connection.execute("SELECT path, location FROM documents").fetchall()
    connection.close()
    assert found == [(str(new / "documents" / "kapitel 1 ü.pdf"),) * 2]


@pytest.mark.parametrize("cut", [0, 10, 200, -30, -1])
def test_a_cut_backup_is_refused_and_changes_nothing(home: Path, tmp_path: Path, cut: int) -> None:
    whole = back_up(home, tmp_path / "b.zip").path.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:cut])
    with pytest.raises(InputError, match="damaged"):
        restore_backup(tmp_path / "cut.zip", home / "groundwork.sqlite3", home / "documents")
    assert len(evidence(home)) == 3


def test_a_flipped_byte_is_noticed_or_did_no_harm(home: Path, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "b.zip").path
    whole, right = made.read_bytes(), read_backup(made)
    noticed = 0
    places = range(0, len(whole), max(1, len(whole) // 60))
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        (tmp_path / "d.zip").write_bytes(damaged)
        try:
            # A zip's own dates and versions may change without harm; what is in it may not.
            assert read_backup(tmp_path / "d.zip")["sha256"] == right["sha256"]
        except (InputError, SchemaTooNew):
            noticed += 1
    assert noticed > 0.8 * len(places)


def rewrite(path: Path, target: Path, **changes: object) -> None:
    """Copy a backup with another manifest."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as sink:
        for name in source.namelist():
            content = source.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            sink.writestr(name, content)


def test_a_backup_of_a_newer_groundwork_is_refused_with_what_to_do(home: Path, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "b.zip").path
    for changes in ({"schema": "9999"}, {"version": 2}):
        rewrite(made, tmp_path / "newer.zip", **changes)
        with pytest.raises(SchemaTooNew, match="newer") as caught:
            restore_backup(tmp_path / "newer.zip", home / "groundwork.sqlite3", home / "documents")
        assert "Update" in caught.value.todo


@pytest.mark.parametrize("name", ["../evil", "documents/../evil", "/etc/evil", "documents/a/b", "x"])
def test_names_in_a_backup_lead_nowhere_else(home: Path, tmp_path: Path, name: str) -> None:
    made = back_up(home, tmp_path / "b.zip").path
    manifest = read_backup(made)
    rewrite(made, tmp_path / "evil.zip", sha256={**manifest["sha256"], name: "0" * 64})
    with pytest.raises(InputError):
        read_backup(tmp_path / "evil.zip")
    assert not list(tmp_path.glob("**/evil"))


def test_another_zip_or_no_file_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("manifest.json", "{}")
    for file in (tmp_path / "other.zip", tmp_path / "missing.zip", tmp_path):
        with pytest.raises(InputError):
            read_backup(file)


def test_a_full_disk_leaves_no_half_a_backup(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(StoreFull):
        back_up(home, tmp_path / "backups" / "b.zip")
    assert list((tmp_path / "backups").iterdir()) == []


def made_on(folder: Path, *times: datetime) -> list[Backup]:
    return [Backup(folder / backup_name(time), time, 1) for time in times]


def test_a_year_of_daily_backups_keeps_twelve_days_ten_weeks_and_nine_months(tmp_path: Path) -> None:
    backups = made_on(tmp_path, *(NOW - timedelta(days=day) for day in range(365)))
    kept = to_keep(backups)
    ages = sorted((NOW - backup.made_at).days for backup in backups if backup.path in kept)
    assert ages[:DAILY] == list(range(12))
    assert len(ages) <= 12 + 10 + 9
    assert 230 < ages[-1] < 275
    assert len({backup.made_at.strftime("%G-%V") for backup in backups if backup.path in kept}) >= 10
    assert len({backup.made_at.strftime("%Y-%m") for backup in backups if backup.path in kept}) == 9


def test_only_the_newest_of_a_day_is_kept_and_the_last_one_always(tmp_path: Path) -> None:
    early, late = NOW.replace(hour=1), NOW.replace(hour=23)
    backups = made_on(tmp_path, early, late)
    assert to_keep(backups) == {backups[1].path}
    assert to_keep(backups[:1]) == {backups[0].path}


def test_pruning_touches_nothing_but_backups(tmp_path: Path) -> None:
    for backup in made_on(tmp_path, *(NOW - timedelta(hours=hour) for hour in range(5))):
        backup.path.write_bytes(b"x")
    (tmp_path / "groundwork-notes.zip").write_bytes(b"mine")
    prune(tmp_path)
    assert len(list_backups(tmp_path)) == 1
    assert (tmp_path / "groundwork-notes.zip").exists()
