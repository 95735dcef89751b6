"""The index: generations, damage, other processes, other embedders."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.errors import IndexBusy
from assistant.library.index import generations
from assistant.library.index.generations import IndexFolder
from assistant.library.library import Library
from assistant.library.ports import StoredPassage
from assistant.library.types import Passage
from assistant.store.database import Database
from assistant.store.documents import SqlPassageStore


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "home" / "index"


def generation_names(index: Path) -> list[str]:
    return sorted(path.name for path in index.glob("g-*"))


def stored(count: int = 3, text: str = "word") -> Callable[[], Iterator[StoredPassage]]:
    def rows() -> Iterator[StoredPassage]:
        for number in range(count):
            passage = Passage(
                f"p{number}", "d", "Title", "t.md", ("S",), None, None, number, 0, 1, f"{text} {number}"
            )
            yield StoredPassage("ada", passage, None)

    return rows


def build(folder: IndexFolder, fingerprint: str, count: int = 3) -> bool:
    return folder.build(stored(count), fingerprint=lambda: fingerprint, embedder="")


def test_a_generation_is_built_only_when_something_changed(index: Path) -> None:
    folder = IndexFolder(index)
    assert build(folder, "a")
    assert not build(folder, "a")
    assert build(folder, "b")
    folder.close()


def test_a_reader_notices_a_new_generation_and_lets_go_of_the_old(index: Path) -> None:
    reader, writer = IndexFolder(index), IndexFolder(index)
    build(writer, "a", 3)
    with reader.use() as before:
        assert before is not None
        build(writer, "b", 5)
        assert before.lexical.count == 3
        assert before.name in generation_names(index)
        with reader.use() as after:
            assert after is not None
            assert after.lexical.count == 5
        assert before.lexical.search("ada", ["word"], 9)
    build(writer, "c", 1)
    assert before.name not in generation_names(index)
    reader.close()
    writer.close()


def test_a_failed_build_leaves_the_old_generation_in_use(index: Path) -> None:
    folder = IndexFolder(index)
    build(folder, "a", 3)

    def broken() -> Iterator[StoredPassage]:
        yield from stored(2)()
        raise RuntimeError("the store broke")

    with pytest.raises(RuntimeError):
        folder.build(broken, fingerprint=lambda: "b", embedder="")
    with folder.use() as generation:
        assert generation is not None
        assert generation.lexical.count == 3
    assert len(generation_names(index)) == 1
    folder.close()


def test_only_one_process_builds_at_a_time(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "_LOCK_WAIT_SECONDS", 0.2)
    index.mkdir(parents=True)
    with FileLock(index / "writer.lock"), pytest.raises(IndexBusy):
        build(IndexFolder(index), "a")


def test_search_goes_on_while_another_process_builds(
    make_library: Callable[..., Library], shelf: Path, index: Path, database: Database
) -> None:
    make_library().ingest("ada", [shelf])
    with FileLock(index / "writer.lock"):
        found = make_library().search("ada", "posterior")
        assert found.passages
        assert found.note == ""
        store = SqlPassageStore(database)
        store.remove_document("ada", store.documents("ada")[0].id)
        assert "being built" in make_library().search("ada", "posterior").note
    library = make_library()
    assert library.search("ada", "posterior").note == ""
    assert library.check_index("ada") == ()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "pointer gone": lambda index: (index / "current").unlink(),
    "pointer nonsense": lambda index: (index / "current").write_bytes(b"\xff\xfe../../etc"),
    "pointer to nothing": lambda index: (index / "current").write_text("g-0000"),
    "everything gone": lambda index: shutil.rmtree(index),
    "manifest cut": lambda index: next(index.glob("g-*/manifest.json")).write_text('{"finger'),
    "manifest of another format": lambda index: next(index.glob("g-*/manifest.json")).write_text(
        json.dumps({"fingerprint": "", "embedder": "", "passages": 1, "vectors": 1, "format": 0})
    ),
    "words gone": lambda index: next(index.glob("g-*/passages.sqlite3")).unlink(),
    "words cut": lambda index: os.truncate(next(index.glob("g-*/passages.sqlite3")), 5000),
    "words overwritten": lambda index: next(index.glob("g-*/passages.sqlite3")).write_bytes(b"x" * 50_000),
    "vectors gone": lambda index: shutil.rmtree(next(index.glob("g-*/vectors"))),
    "vectors overwritten": lambda index: next(index.glob("g-*/vectors/chroma.sqlite3")).write_bytes(b"x" * 50_000),
    "vectors cut": lambda index: os.truncate(next(index.glob("g-*/vectors/chroma.sqlite3")), 9000),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_built_again_from_the_store(
    make_library: Callable[..., Library], shelf: Path, index: Path, damage: Callable[[Path], object]
) -> None:
    first = make_library()
    first.ingest("ada", [shelf])
    first.close()
    damage(index)
    again = make_library()
    found = again.search("ada", "posterior likelihood")
    assert found.passages[0].passage.document == "Bayes' theorem"
    assert found.note == ""
    assert again.check_index("ada") == ()


def test_check_finds_damage_and_rebuild_mends_it(
    make_library: Callable[..., Library], shelf: Path, index: Path
) -> None:
    library = make_library()
    library.ingest("ada", [shelf])
    library.close()
    next(index.glob("g-*/passages.sqlite3")).write_bytes(b"x" * 50_000)
    fresh = make_library()
    (problem,) = fresh.check_index("ada")
    assert "cannot be read" in problem
    fresh.rebuild_index("ada")
    assert fresh.check_index("ada") == ()


def test_without_an_embedder_words_alone_answer_and_the_result_says_so(
    make_library: Callable[..., Library], shelf: Path
) -> None:
    library = make_library(embedder=None)
    library.ingest("ada", [shelf])
    found = library.search("ada", "posterior likelihood prior evidence")
    assert found.passages[0].passage.document == "Bayes' theorem"
    assert found.answerable
    assert "by words only" in found.note
    assert not library.search("ada", "sourdough bread recipe").answerable


def test_when_the_embedder_arrives_later_everything_is_embedded(
    make_library: Callable[..., Library], shelf: Path
) -> None:
    make_library(embedder=None).ingest("ada", [shelf])
    library = make_library()
    assert library.check_index("ada")
    assert "not been prepared" in library.search("ada", "posterior").note
    assert {result.outcome for result in library.ingest("ada", [shelf])} == {"unchanged"}
    assert library.search("ada", "posterior").note == ""
    assert library.check_index("ada") == ()


def test_another_embedder_means_embedding_again_and_never_a_mixture(
    make_library: Callable[..., Library], shelf: Path, embedder: object
) -> None:
    make_library().ingest("ada", [shelf])
    other = type(embedder)("words-2")
    library = make_library(embedder=other)
    found = library.search("ada", "posterior likelihood")
    assert found.passages
    assert "by words only" in found.note
    library.rebuild_index("ada")
    assert library.search("ada", "posterior likelihood").note == ""
    assert len(other.embedded) > 2
    old = make_library()
    assert "by words only" in old.search("ada", "posterior likelihood").note


def test_a_home_that_lost_its_embedder_keeps_its_generation(
    make_library: Callable[..., Library], shelf: Path, index: Path
) -> None:
    make_library().ingest("ada", [shelf])
    before = generation_names(index)
    without = make_library(embedder=None)
    assert "by words only" in without.search("ada", "posterior").note
    without.ingest("ada", [shelf])
    assert generation_names(index) == before


def test_what_was_forgotten_is_not_found_even_before_the_index_is_built_again(
    make_library: Callable[..., Library], shelf: Path, database: Database
) -> None:
    library = make_library()
    library.ingest("ada", [shelf])
    library.search("ada", "posterior")
    store = SqlPassageStore(database)
    document = next(one for one in library.documents("ada") if one.title == "Bayes' theorem")
    store.remove_document("ada", document.id)
    assert all(
        one.passage.document_id != document.id for one in library.search("ada", "posterior", limit=9).passages
    )
    assert any("behind" in problem for problem in library.check_index("ada"))


def test_many_threads_search_while_documents_come_in(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf])
    stop, faults = threading.Event(), []

    def search() -> None:
        while not stop.is_set():
            try:
                assert library.search("ada", "posterior").passages
            except Exception as error:  # noqa: BLE001  (collected for the main thread)
                faults.append(error)
                return

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(4):
        (shelf / f"more{number}.md").write_text(f"# More {number}\n\nposterior {number}")
        library.ingest("ada", [shelf])
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert library.check_index("ada") == ()


READER = """
import sys
from pathlib import Path
from assistant.library.index.generations import IndexFolder
folder = IndexFolder(Path(sys.argv[1]))
for line in sys.stdin:
    with folder.use() as generation:
        print(generation.lexical.count, flush=True)
"""

SLOW_BUILDER = """
import sys, time
from pathlib import Path
from assistant.library.index.generations import IndexFolder
from assistant.library.ports import StoredPassage
from assistant.library.types import Passage
from assistant.store.database import Database
from assistant.store.documents import SqlPassageStore
def rows():
    for number in range(1000):
        yield StoredPassage("ada", Passage(f"p{number}", f"d{number}", "T", "t.md", (), None, None, 0, 0, 1, "word"), None)
        if number == 5:
            print("half", flush=True)
            time.sleep(60)
IndexFolder(Path(sys.argv[1])).build(rows, fingerprint=lambda: "other", embedder="")
"""


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip


def test_another_process_follows_the_pointer_and_keeps_what_it_reads(index: Path) -> None:
    writer = IndexFolder(index)
    build(writer, "a", 3)
    with python(READER, index) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def ask() -> int:
            print("?", file=reader.stdin, flush=True)
            return int(reader.stdout.readline())

        assert ask() == 3
        first = generation_names(index)[0]
        build(writer, "b", 4)
        build(writer, "c", 5)
        assert first in generation_names(index), "a generation that is being read was removed"
        assert ask() == 5
        build(writer, "d", 6)
        assert first not in generation_names(index)
        reader.kill()
    writer.close()


def test_kill_9_in_the_middle_of_a_build_leaves_the_old_generation(index: Path) -> None:
    folder = IndexFolder(index)
    build(folder, "a", 3)
    with python(SLOW_BUILDER, index) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "half\n"
        assert len(generation_names(index)) == 2
        builder.send_signal(signal.SIGKILL)
        builder.wait()
    fresh = IndexFolder(index)
    with fresh.use() as generation:
        assert generation is not None
        assert generation.lexical.count == 3
    started = time.monotonic()
    build(fresh, "b", 4)
    assert time.monotonic() - started < 20, "the lock of a killed process must not be waited for"
    fresh.close()
    folder.close()
    assert len(generation_names(index)) <= 2
