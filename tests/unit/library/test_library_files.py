"""Which files a path means."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.files import NamedFault, NamedFile, find_files
from assistant.library.ports import PassageStore
from assistant.library.wording import pages_in_words


def names(*paths: Path) -> list[str]:
    return [Path(found.path).name for found in find_files(paths) if isinstance(found, NamedFile)]


def test_folders_give_their_known_kinds_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.pdf", "c.TXT", "d.exe", ".hidden.md", "é – “q” 🙂.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "e.md").write_text("x")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "f.md").write_text("x")
    assert sorted(names(tmp_path)) == sorted(["a.pdf", "b.md", "c.TXT", "é – “q” 🙂.md", "f.md"])


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "own.md").write_text("x")
    (folder / "inside.md").symlink_to(folder / "own.md")
    (folder / "link.md").symlink_to(outside / "secret.md")
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert set(names(folder)) <= {"own.md", "inside.md"}
    assert len(names(folder)) == 1


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    assert names(tmp_path, tmp_path / "a.md") == ["a.md"]


@pytest.mark.parametrize("name", ["nothing.md", "empty"])
def test_paths_without_anything_to_read_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (fault,) = find_files([tmp_path / name])
    assert isinstance(fault, NamedFault)
    assert name in fault.error.what


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["iv"], "page iv"),
        (["1", "2"], "pages 1 and 2"),
        (["1", "2", "9"], "pages 1, 2 and 9"),
        ([str(n) for n in range(1, 41)], "pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (40 in all)"),
    ],
)
def test_pages_are_named_in_words(labels: list[str], words: str) -> None:
    assert pages_in_words(labels) == words


def test_the_stores_port_can_be_imported_without_a_database() -> None:
    assert PassageStore.__module__ == "assistant.library.ports"
