"""The real embedder, where its files are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import NotFound
from assistant.library.embedding import MiniLmEmbedder, load_embedder, weights_path
from assistant.library.library import Library
from assistant.settings import load_settings


@pytest.fixture(scope="module")
def minilm() -> MiniLmEmbedder:
    embedder = load_embedder(load_settings().downloads_path)
    if embedder is None:
        pytest.skip("the embedder's tokenizer has not been fetched: `make prepare`")
    return embedder


@pytest.mark.embedder
def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(minilm: MiniLmEmbedder) -> None:
    texts = ["gradient", "The determinant of a triangular matrix is the product of its diagonal. " * 9, ""]
    together = minilm.embed(texts)
    assert together.shape == (3, minilm.dimensions)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert float(minilm.embed([text])[0] @ vector) > 0.99


@pytest.mark.embedder
@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        (
            "How do I find the slope of a function?",
            "The derivative measures the rate of change.",
            "Bake the bread for an hour.",
        ),
        (
            "probability of a cause given what was observed",
            "Bayes' theorem inverts conditional probabilities",
            "the length of a vector is its norm",
        ),
        ("A is invertible", "the matrix has an inverse", "the random variable is discrete"),
    ],
)
def test_paraphrases_are_nearer_than_other_subjects(
    minilm: MiniLmEmbedder, text: str, near: str, far: str
) -> None:
    one, two, three = minilm.embed([text, near, far])
    assert one @ two > one @ three + 0.1


@pytest.mark.embedder
def test_more_text_than_the_model_reads_is_no_error(minilm: MiniLmEmbedder) -> None:
    assert minilm.embed(["word " * 100_000]).shape == (1, minilm.dimensions)


@pytest.mark.embedder
def test_a_learners_words_find_the_note_and_another_subject_finds_nothing(
    minilm: MiniLmEmbedder, make_library: object, shelf: Path
) -> None:
    library: Library = make_library(embedder=minilm)  # type: ignore[operator]
    library.ingest("ada", [shelf])
    found = library.search("ada", "How do I update my belief after seeing new data?")
    assert found.passages[0].passage.document == "Bayes' theorem"
    assert library.search("ada", "What is the gradient of f?").answerable
    assert not library.search("ada", "When should I prune apple trees?").answerable


@pytest.mark.embedder
def test_integer_arithmetic_gives_nearly_the_vectors_of_the_file_as_it_is(minilm: MiniLmEmbedder) -> None:
    import onnxruntime

    texts = [
        "How do I find the slope of a function?",
        "Let $A$ be symmetric; then $x^\\top A x = \\sum_i \\lambda_i c_i^2$. " * 8,
    ]
    path = weights_path()
    assert path is not None
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for text, vector in zip(texts, minilm.embed(texts), strict=True):
        ids = np.asarray([minilm._tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (states,) = session.run(None, inputs)
        exact = states[0].mean(axis=0)
        assert float(exact @ vector) / np.linalg.norm(exact) > 0.98


@pytest.mark.embedder
def test_a_books_topics_are_told_and_a_preface_has_none(
    minilm: MiniLmEmbedder, make_library: object, tmp_path: Path
) -> None:
    from assistant.settings import bundled_path
    from assistant.syllabus.find import build_finder
    from assistant.syllabus.loader import load_syllabus

    syllabus = load_syllabus(bundled_path("corpus"))
    finder = build_finder(syllabus)
    book = tmp_path / "book.md"
    book.write_text(
        "# Lectures\n\n## Preface\n\nI thank my cat, the post office and everybody who brought coffee.\n\n"
        "## Updating beliefs\n\nThe posterior probability of a hypothesis is proportional to the likelihood of what "
        "was observed times the prior probability; dividing by the evidence gives Bayes' theorem.\n\n"
        "## Going downhill\n\nGradient descent steps against the gradient with a small learning rate until the loss "
        "falls no more.\n"
    )
    library: Library = make_library(  # type: ignore[operator]
        embedder=minilm, syllabus=lambda: syllabus, finder=lambda: finder
    )
    (result,) = library.ingest("ada", [book])
    assert result.document is not None
    found = {share.topic_id: share for share in library.topics_of_document("ada", result.document.id)}
    assert found["bayes-theorem"].sections == (("Lectures", "Updating beliefs"),)
    assert "gradient-descent" in found
    assert not any(("Lectures", "Preface") in share.sections for share in found.values())
    assert library.topics_of_documents("ada") == library.topics_of_document("ada", result.document.id)
    assert library.topics_of_documents("ben") == ()
    with pytest.raises(NotFound):
        library.topics_of_document("ben", result.document.id)
    assert library.search("ada", "¿Qué es el teorema de Bayes?").answerable


def test_without_its_tokenizer_there_is_no_embedder(tmp_path: Path) -> None:
    assert load_embedder(tmp_path) is None


def test_other_bytes_than_the_pinned_ones_are_not_used(tmp_path: Path) -> None:
    (tmp_path / "all-minilm-l6-v2-tokenizer.json").write_text("{}")
    assert load_embedder(tmp_path) is None


def test_the_weights_are_installed() -> None:
    assert weights_path() is not None
