"""Topics of documents as they are kept: found once, found again when something changed, gone with the document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.library.library import Library
from assistant.syllabus.find import build_finder
from assistant.syllabus.types import Syllabus, Topic

TOPICS = (
    Topic("gradient", "Gradient", "calculus", (), 10, objectives=("Collect the partial derivatives",)),
    Topic(
        "bayes-theorem",
        "Bayes' theorem",
        "probability",
        (),
        10,
        objectives=("Find a posterior from a prior",),
    ),
)


class Asked:
    """A syllabus that counts how often it was loaded."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Syllabus:
        self.times += 1
        return Syllabus(TOPICS)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def knowing(make_library: Callable[..., Library], asked: Asked) -> Library:
    return make_library(syllabus=asked, finder=lambda: build_finder(Syllabus(TOPICS)))


def topics(library: Library) -> dict[str, set[str]]:
    return {
        Path(document.path).stem: {share.topic_id for share in library.topics_of_document("ada", document.id)}
        for document in library.documents("ada")
    }


def test_topics_come_with_a_document_and_go_with_it(knowing: Library, shelf: Path) -> None:
    knowing.ingest("ada", [shelf])
    assert topics(knowing)["gradient"] == {"gradient"}
    assert topics(knowing)["bayes"] == {"bayes-theorem"}
    assert {share.topic_id for share in knowing.topics_of_documents("ada")} == {"gradient", "bayes-theorem"}
    bayes = next(document for document in knowing.documents("ada") if document.path.endswith("bayes.md"))
    with pytest.raises(NotFound):
        knowing.topics_of_document("ben", bayes.id)
    knowing.forget("ada", bayes.id)
    assert {share.topic_id for share in knowing.topics_of_documents("ada")} == {"gradient"}
    with pytest.raises(NotFound):
        knowing.topics_of_document("ada", bayes.id)


def test_a_document_that_changes_gets_its_new_topics(knowing: Library, shelf: Path) -> None:
    note = shelf / "gradient.md"
    knowing.ingest("ada", [note])
    note.write_text(
        "# Bayes' theorem\n\nBayes' theorem gives the posterior from the prior.\n\nAgain Bayes' theorem.\n"
    )
    knowing.ingest("ada", [note])
    assert topics(knowing)["gradient"] == {"bayes-theorem"}


def test_what_has_not_changed_does_not_load_the_syllabus(
    knowing: Library, shelf: Path, asked: Asked, make_library: Callable[..., Library]
) -> None:
    knowing.ingest("ada", [shelf])
    before = asked.times
    later = make_library(syllabus=asked, finder=lambda: build_finder(Syllabus(TOPICS)))
    later.ingest("ada", [shelf])
    later.search("ada", "What is the posterior of a test?")
    assert asked.times == before


def test_a_library_from_before_topics_gets_them_with_the_next_file(
    make_library: Callable[..., Library], shelf: Path, asked: Asked
) -> None:
    make_library().ingest("ada", [shelf])
    later = make_library(syllabus=asked, finder=lambda: build_finder(Syllabus(TOPICS)))
    assert topics(later) == {"gradient": set(), "bayes": set(), "matrices": set()}
    later.ingest("ada", [shelf])
    assert topics(later)["bayes"] == {"bayes-theorem"}


def test_a_question_in_another_language_is_looked_for_in_english(
    make_library: Callable[..., Library], shelf: Path
) -> None:
    spanish = Topic(
        "bayes-theorem",
        "Bayes' theorem",
        "probability",
        (),
        10,
        terms=(("es", "teorema de Bayes"), ("zh", "贝叶斯定理")),
    )
    syllabus = Syllabus((spanish,))
    plain = make_library()
    plain.ingest("ada", [shelf])
    knowing = make_library(syllabus=lambda: syllabus, finder=lambda: build_finder(syllabus))
    assert (
        plain.search("ada", "什么是贝叶斯定理").passages == ()
        or not plain.search("ada", "什么是贝叶斯定理").answerable
    )
    found = knowing.search("ada", "什么是贝叶斯定理")
    assert found.query == "什么是贝叶斯定理"
    assert found.passages[0].passage.document == "Bayes' theorem"
