"""Documents in, passages out: what changes, what stays, whose it is."""

from __future__ import annotations

import json
import runpy
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import InputTooLong, ModelUnreachable, NotFound
from assistant.library.library import Library
from assistant.library.readers.markdown import MarkdownReader
from assistant.library.readers.types import ReadDocument
from assistant.library.types import DocumentState, IngestProgress

WordEmbedder = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["WordEmbedder"]


def outcomes(results: object) -> dict[str, str]:
    return {Path(result.path).name: result.outcome for result in results}  # type: ignore[attr-defined]


def test_what_was_added_is_found_with_its_section(library: Library, shelf: Path) -> None:
    results = library.ingest("ada", [shelf])
    assert outcomes(results) == {"bayes.md": "added", "gradient.md": "added", "matrices.txt": "added"}
    assert all(result.document.state is DocumentState.INDEXED for result in results if result.document)
    found = library.search("ada", "How do I compute the gradient from the partial derivatives?")
    best = found.passages[0]
    assert (best.passage.document, best.passage.section) == ("Gradient", ("Definition",))
    assert best.passage.path == str(shelf / "gradient.md")
    assert best.passage.page is None
    assert 0 < best.score <= 1
    assert found.note == ""


def test_scores_fall_from_the_best_passage_on(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf])
    scores = [one.score for one in library.search("ada", "gradient of a matrix", limit=9).passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("query", ["A⁻¹", "$A^{-1}$", "A^{-1}"])
def test_formulas_are_found_however_they_are_written(library: Library, shelf: Path, query: str) -> None:
    library.ingest("ada", [shelf])
    assert "inverse" in library.search("ada", query).passages[0].passage.text


@pytest.mark.parametrize(
    "query", ['" OR "', "NEAR(", "*", "heading:x", "a AND", "'", "\x00", "⁻", "(((", "-"]
)
def test_no_query_is_an_error(library: Library, shelf: Path, query: str) -> None:
    library.ingest("ada", [shelf])
    library.search("ada", query)


def test_a_query_without_an_end_is_refused(library: Library) -> None:
    with pytest.raises(InputTooLong):
        library.search("ada", "x" * 20_001)
    assert library.search("ada", "x" * 20_000).passages == ()


def test_an_empty_library_answers_nothing(library: Library) -> None:
    found = library.search("ada", "gradient")
    assert (found.passages, found.answerable, found.note) == ((), False, "")
    assert library.check_index("ada") == ()


def test_an_unchanged_file_does_nothing(library: Library, shelf: Path, embedder: object) -> None:
    library.ingest("ada", [shelf])
    index = sorted((shelf.parent / "home" / "index").iterdir())
    count = len(embedder.embedded)  # type: ignore[attr-defined]
    results = library.ingest("ada", [shelf])
    assert set(outcomes(results).values()) == {"unchanged"}
    assert len(embedder.embedded) == count  # type: ignore[attr-defined]
    assert sorted((shelf.parent / "home" / "index").iterdir()) == index


def test_a_changed_file_replaces_only_what_changed(library: Library, shelf: Path, embedder: object) -> None:
    library.ingest("ada", [shelf])
    embedder.embedded.clear()  # type: ignore[attr-defined]
    note = shelf / "gradient.md"
    note.write_text(
        note.read_text(encoding="utf-8").replace("walks against it", "steps the other way"), encoding="utf-8"
    )
    (result,) = library.ingest("ada", [note])
    assert (result.outcome, result.passages_added, result.passages_kept, result.passages_removed) == (
        "updated",
        1,
        1,
        1,
    )
    assert [text.splitlines()[-1] for text in embedder.embedded] == ["Gradient descent steps the other way."]  # type: ignore[attr-defined]
    texts = [one.passage.text for one in library.search("ada", "gradient descent", limit=9).passages]
    assert "Gradient descent steps the other way." in texts
    assert "Gradient descent walks against it." not in texts


def test_a_file_that_fails_does_not_stop_the_others(library: Library, shelf: Path) -> None:
    (shelf / "empty.md").write_bytes(b"")
    (shelf / "fake.pdf").write_text("not a pdf")
    results = library.ingest("ada", [shelf, shelf / "photo.jpg", shelf / "gone.md"])
    by_name = outcomes(results)
    assert by_name == {
        "bayes.md": "added",
        "gradient.md": "added",
        "matrices.txt": "added",
        "empty.md": "failed",
        "fake.pdf": "failed",
        "photo.jpg": "failed",
        "gone.md": "failed",
    }
    assert all(result.error for result in results if result.outcome == "failed")
    assert library.search("ada", "posterior").passages


def test_an_unknown_kind_is_named_with_the_known_ones(library: Library, shelf: Path) -> None:
    (shelf / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (result,) = library.ingest("ada", [shelf / "photo.jpg"])
    assert "photo.jpg" in result.error
    assert ".pdf" in result.error


def test_a_file_that_breaks_later_keeps_what_was_read_before(library: Library, shelf: Path) -> None:
    note = shelf / "bayes.md"
    library.ingest("ada", [note])
    note.write_bytes(b"")
    (result,) = library.ingest("ada", [note])
    assert result.outcome == "failed"
    assert "still in your library" in result.error
    assert library.search("ada", "posterior").passages


def test_forgetting_a_document_removes_it_from_everything(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf])
    passage = library.search("ada", "posterior").passages[0].passage
    library.forget("ada", passage.document_id)
    assert all(
        one.passage.document != "Bayes' theorem"
        for one in library.search("ada", "posterior", limit=9).passages
    )
    with pytest.raises(NotFound):
        library.passage("ada", passage.id)
    with pytest.raises(NotFound):
        library.forget("ada", passage.document_id)
    assert library.check_index("ada") == ()


def test_learners_never_see_each_others_documents(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf / "bayes.md"])
    library.ingest("ben", [shelf / "gradient.md"])
    assert {one.passage.document for one in library.search("ada", "gradient", limit=99).passages} == {
        "Bayes' theorem"
    }
    assert {one.passage.document for one in library.search("ben", "posterior", limit=99).passages} == {
        "Gradient"
    }
    (document,) = library.documents("ada")
    passage = library.search("ada", "posterior").passages[0].passage
    for act in (
        lambda: library.passage("ben", passage.id),
        lambda: library.forget("ben", document.id),
        lambda: library.page_image("ben", passage.id),
    ):
        with pytest.raises(NotFound):
            act()
    assert library.documents("ada") == (document,)


def test_the_same_file_of_two_learners_is_two_documents(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf])
    library.ingest("ben", [shelf])
    library.forget("ada", library.documents("ada")[0].id)
    assert len(library.documents("ada")) == 2
    assert len(library.documents("ben")) == 3
    assert library.search("ben", "posterior").passages[0].passage.document == "Bayes' theorem"


def test_a_copy_of_a_document_is_not_shown_twice(library: Library, shelf: Path) -> None:
    (shelf / "copy.md").write_bytes((shelf / "bayes.md").read_bytes())
    library.ingest("ada", [shelf])
    texts = [
        one.passage.text for one in library.search("ada", "posterior likelihood prior", limit=9).passages
    ]
    assert len(texts) == len(set(texts))


def test_progress_is_told_by_stage(library: Library, shelf: Path) -> None:
    seen: list[IngestProgress] = []
    library.ingest("ada", [shelf], on_progress=seen.append)
    assert {step.stage for step in seen} == {"reading", "embedding", "indexing"}
    assert all(0 <= step.done <= step.total for step in seen)


def test_stopping_keeps_what_was_complete_and_the_rest_can_follow(library: Library, shelf: Path) -> None:
    seen: list[IngestProgress] = []
    results = library.ingest(
        "ada", [shelf], on_progress=seen.append, cancelled=lambda: len({step.path for step in seen}) >= 2
    )
    assert 0 < len(results) < 3
    assert library.check_index("ada") == ()
    assert library.search("ada", "posterior").passages
    again = library.ingest("ada", [shelf])
    assert {result.outcome for result in again} == {"added", "unchanged"}
    assert len(again) == 3


def test_stopping_while_the_index_is_built_still_makes_everything_findable(
    library: Library, shelf: Path
) -> None:
    seen: list[IngestProgress] = []
    results = library.ingest(
        "ada",
        [shelf],
        on_progress=seen.append,
        cancelled=lambda: bool(seen) and seen[-1].path.endswith(".txt") and seen[-1].stage == "embedding",
    )
    assert len(results) == 2
    assert library.check_index("ada") == ()


def test_built_in_notes_have_paths_of_their_own_and_go_when_no_longer_shipped(
    library: Library, shelf: Path, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "notes").mkdir(parents=True)
    shelf.rename(corpus / "notes" / "calculus")
    results = library.ingest_built_in("ada", corpus)
    assert [result.path for result in results] == [
        "notes/calculus/bayes.md",
        "notes/calculus/gradient.md",
        "notes/calculus/matrices.txt",
    ]
    assert all(document.built_in for document in library.documents("ada"))
    moved = tmp_path / "newer"
    corpus.rename(moved)
    (moved / "notes" / "calculus" / "bayes.md").unlink()
    results = library.ingest_built_in("ada", moved)
    assert {result.outcome for result in results} == {"unchanged"}
    assert [document.path for document in library.documents("ada")] == [
        "notes/calculus/gradient.md",
        "notes/calculus/matrices.txt",
    ]
    assert library.check_index("ada") == ()


@pytest.mark.slow
def test_five_hundred_small_files_with_odd_names(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many files"
    folder.mkdir()
    for number in range(500):
        name = f"{number} \u200f\"'🙂 $(x).md"
        (folder / name).write_text(f"# Note {number}\n\nAbout topic number{number}.", encoding="utf-8")
    results = library.ingest("ada", [folder])
    assert {result.outcome for result in results} == {"added"}
    assert library.search("ada", "number321").passages[0].passage.document == "Note 321"


def test_langchain_gets_the_same_passages(library: Library, shelf: Path) -> None:
    from assistant.library.retriever import PassageRetriever

    library.ingest("ada", [shelf])
    found = PassageRetriever(library=library, learner_id="ada", limit=2).invoke("posterior and prior")
    assert len(found) == 2
    assert found[0].metadata["document"] == "Bayes' theorem"
    assert found[0].metadata["section"] == ["Bayes' theorem", "Statement"]


def test_another_source_is_the_same_concept_in_another_document(library: Library, shelf: Path) -> None:
    (shelf / "second.md").write_text(
        "# A second book\n\n## Belief\n\nPosterior means likelihood times prior, divided by the evidence.\n\n"
        "## Bread\n\nKnead the dough for ten minutes.\n"
    )
    library.ingest("ada", [shelf])
    passage = next(
        one.passage
        for one in library.search("ada", "posterior likelihood prior", limit=9).passages
        if one.passage.document == "Bayes' theorem"
    )
    found = library.another_source("ada", passage.id)
    assert found.passages[0].passage.section == ("A second book", "Belief")
    assert all(one.passage.document_id != passage.document_id for one in found.passages)
    with pytest.raises(NotFound):
        library.another_source("ben", passage.id)


def test_with_one_document_there_is_no_other_source(library: Library, shelf: Path) -> None:
    library.ingest("ada", [shelf / "bayes.md"])
    passage = library.search("ada", "posterior").passages[0].passage
    found = library.another_source("ada", passage.id)
    assert (found.passages, found.answerable) == ((), False)


def test_while_the_embeddings_endpoint_is_away_documents_are_kept_and_found_by_words(
    make_library: object, shelf: Path
) -> None:
    class Away(WordEmbedder):
        here = False

        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if not self.here:
                raise ModelUnreachable("The embeddings endpoint cannot be reached.", todo="Start it.")
            return super().embed(texts)

    away = Away("away")
    library: Library = make_library(embedder=away)  # type: ignore[operator]
    results = library.ingest("ada", [shelf])
    assert set(outcomes(results).values()) == {"added"}
    assert all("by words only" in result.error for result in results)
    found = library.search("ada", "posterior likelihood")
    assert found.passages[0].passage.document == "Bayes' theorem"
    assert "does not answer" in found.note
    away.here = True
    assert {result.outcome for result in library.ingest("ada", [shelf])} == {"unchanged"}
    assert library.search("ada", "posterior").note == ""
    assert library.check_index("ada") == ()


def test_every_kind_of_file_is_read_and_found(library: Library, tmp_path: Path) -> None:
    notebook = {"cells": [{"cell_type": "markdown", "source": "# Notebook\n\nAbout zebras."}]}
    for name, content in {
        "a.md": "# Markdown\n\nAbout apples.",
        "b.html": "<h1>Page</h1><p>About bears.",
        "c.ipynb": json.dumps(notebook),
        "d.tex": "\\section{Source}About doves.",
        "e.txt": "About eagles.",
    }.items():
        (tmp_path / name).write_text(content)
    results = library.ingest("ada", sorted(tmp_path.glob("?.*")))
    assert [result.document.kind for result in results if result.document] == [
        "markdown", "html", "notebook", "latex", "text",
    ]  # fmt: skip
    for word, name in (("apples", "a.md"), ("bears", "b.html"), ("zebras", "c.ipynb"), ("doves", "d.tex")):
        assert Path(library.search("ada", word).passages[0].passage.path).name == name


def test_a_link_that_leads_out_of_a_folder_is_not_followed(
    library: Library, shelf: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nPasswords of the neighbours.")
    (shelf / "link.md").symlink_to(secret)
    (shelf / "loop").symlink_to(shelf)
    results = library.ingest("ada", [shelf])
    assert len(results) == 3
    assert "secret" not in str(results).lower()


def test_a_file_that_changes_while_it_is_read_is_not_half_taken_in(
    library: Library, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = shelf / "bayes.md"
    read = MarkdownReader.read

    def read_and_change(self: MarkdownReader, path: Path, **options: object) -> ReadDocument:
        found = read(self, path, **options)  # type: ignore[arg-type]
        path.write_text("# Something else\n\nStill being downloaded")
        return found

    monkeypatch.setattr(MarkdownReader, "read", read_and_change)
    (result,) = library.ingest("ada", [note])
    assert result.outcome == "failed"
    assert "changed while it was being read" in result.error
    assert library.search("ada", "posterior").passages == ()
    monkeypatch.undo()
    assert [result.outcome for result in library.ingest("ada", [note])] == ["added"]
