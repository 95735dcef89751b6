"""The real embedder, where its files are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

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


def test_without_its_tokenizer_there_is_no_embedder(tmp_path: Path) -> None:
    assert load_embedder(tmp_path) is None


def test_other_bytes_than_the_pinned_ones_are_not_used(tmp_path: Path) -> None:
    (tmp_path / "all-minilm-l6-v2-tokenizer.json").write_text("{}")
    assert load_embedder(tmp_path) is None


def test_the_weights_are_installed() -> None:
    assert weights_path() is not None
