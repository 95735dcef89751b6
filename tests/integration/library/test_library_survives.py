"""The library under real force: a disk that fills, a process that is killed, two that add at once."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import StoreFull
from assistant.library.index.lexical import LexicalWriter
from assistant.library.library import Library
from assistant.store.database import Database, open_database
from assistant.store.documents import SqlPassageStore
from assistant.store.learners import ensure_learner

# 60 by hand with GROUNDWORK_TEST_KILLS=60; each starts a process and takes two seconds.
KILLS = int(os.environ.get("GROUNDWORK_TEST_KILLS", "15"))
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[3]

INGEST_UNTIL_KILLED = """
import runpy, sys
from pathlib import Path
from assistant.library.library import Library
from assistant.store.database import open_database
from assistant.store.documents import SqlPassageStore

home, shelf, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
shared = runpy.run_path(sys.argv[4])
database = open_database(home / "groundwork.sqlite3")
library = Library(SqlPassageStore(database), home / "index", shared["WordEmbedder"](), clock=lambda: shared["NOW"])
import assistant.library.index.vectors  # slow, and no part of what is tested
print("ready", flush=True)
number = first
while True:
    path = shelf / f"{number}.md"
    words = " ".join(f"filler{n % 97} and" for n in range(400))
    path.write_text(f"# Note {number}\\n\\nAbout topic number{number}.\\n\\n## More\\n\\n{words}")
    (result,) = library.ingest("ada", [path])
    print(result.outcome, number, flush=True)
    number += 1
"""


def ingest_in_another_process(home: Path, shelf: Path, first: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INGEST_UNTIL_KILLED, str(home), str(shelf), str(first), str(Path(__file__).with_name("conftest.py"))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(120 + 20 * KILLS)
def test_kill_9_at_random_moments_loses_no_acknowledged_document(
    tmp_path: Path, database: Database, make_library: Callable[..., Library]
) -> None:
    home, shelf = tmp_path / "home", tmp_path / "shelf"
    shelf.mkdir()
    numbers = random.Random(15)
    acknowledged: list[int] = []
    for kill in range(KILLS):
        with ingest_in_another_process(home, shelf, first=1000 * (kill + 1)) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            lines = [process.stdout.readline()] if kill % 3 else []
            time.sleep(numbers.uniform(0.0, 0.7))
            process.kill()
            for line in [*lines, *process.stdout]:
                outcome, number = line.split()
                assert outcome == "added"
                acknowledged.append(int(number))
    assert len(acknowledged) >= KILLS // 2
    library = make_library()
    titles = {document.title for document in library.documents("ada")}
    assert {f"Note {number}" for number in acknowledged} <= titles
    for number in acknowledged:
        best = library.search("ada", f"topic number{number}").passages[0].passage
        assert best.document == f"Note {number}"
    assert library.check_index("ada") == ()
    assert {result.outcome for result in library.ingest("ada", [shelf])} <= {"added", "unchanged"}
    assert library.check_index("ada") == ()


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_two_processes_that_add_at_once_lose_nothing(
    tmp_path: Path, database: Database, make_library: Callable[..., Library]
) -> None:
    home, shelf = tmp_path / "home", tmp_path / "shelf"
    shelf.mkdir()
    processes = [ingest_in_another_process(home, shelf, first) for first in (1000, 2000)]
    added = []
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for _ in range(5):
        for process in processes:
            assert process.stdout is not None
            outcome, number = process.stdout.readline().split()
            assert outcome == "added"
            added.append(number)
    for process in processes:
        with process:
            process.kill()
    library = make_library()
    for number in added:
        assert library.search("ada", f"topic number{number}").passages[0].passage.document == f"Note {number}"
    library.ingest("ada", [shelf])
    assert library.check_index("ada") == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A real file system of 6 MiB, or None where we may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if os.name != "posix" or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        yield None
        return
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def long_note(path: Path, kilobytes: int) -> Path:
    numbers = random.Random(kilobytes)
    words = "\n\n".join(
        " ".join(f"w{numbers.randrange(10**9):x}" for _ in range(60)) for _ in range(2 * kilobytes)
    )
    path.write_text(f"# Long\n\n{words}")
    return path


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_full_disk_says_so_and_leaves_the_library_as_it_was(
    small_disk: Path | None, tmp_path: Path, shelf: Path, embedder: object
) -> None:
    if small_disk is None:
        # The faults below are then injected, in the next test; a real full disk needs the right to mount one.
        return
    database = open_database(small_disk / "groundwork.sqlite3")
    ensure_learner(database, "ada", NOW)
    library = Library(
        SqlPassageStore(database), small_disk / "index", embedder,  # type: ignore[arg-type]
        clock=lambda: NOW,
    )  # fmt: skip
    library.ingest("ada", [shelf])
    before = library.documents("ada")
    full = 0
    for kilobytes in (20, 60, 120, 300, 900):
        try:
            library.ingest("ada", [long_note(tmp_path / f"long{kilobytes}.md", kilobytes)])
        except StoreFull as error:
            full += 1
            assert error.safe
            assert "space" in error.todo
        assert (
            library.search("ada", "posterior likelihood prior").passages[0].passage.document
            == "Bayes' theorem"
        )
        assert set(before) <= set(library.documents("ada"))
    assert full
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    results = library.ingest("ada", [shelf, *sorted(tmp_path.glob("long*.md"))])
    assert {result.outcome for result in results} <= {"added", "unchanged"}
    assert len(library.documents("ada")) == 8
    assert library.check_index("ada") == ()
    library.close()
    database.close()


def test_when_the_index_finds_no_space_documents_are_kept_and_found_later(
    make_library: Callable[..., Library], shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library()
    library.ingest("ada", [shelf / "bayes.md"])

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(LexicalWriter, "add_document", full)
        with pytest.raises(StoreFull) as caught:
            library.ingest("ada", [shelf / "gradient.md"])
        assert "saved" in caught.value.safe
        assert library.search("ada", "posterior").passages[0].passage.document == "Bayes' theorem"
    fresh = make_library()
    assert fresh.search("ada", "partial derivatives gradient").passages[0].passage.document == "Gradient"
    assert fresh.check_index("ada") == ()


def test_when_the_store_finds_no_space_nothing_has_changed(
    make_library: Callable[..., Library], shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library()
    library.ingest("ada", [shelf / "bayes.md"])
    before = library.documents("ada")

    def full(*_: object) -> None:
        raise StoreFull("No space left.", safe="All kept.", todo="Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(SqlPassageStore, "replace_passages", full)
        with pytest.raises(StoreFull):
            library.ingest("ada", [shelf])
    assert library.documents("ada") == before
    assert library.check_index("ada") == ()
    assert library.search("ada", "posterior").passages
