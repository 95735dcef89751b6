"""Topics of passages and documents, and queries widened by the syllabus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.library.ports import StoredPassage
from assistant.library.topics import TopicTagger, shares
from assistant.library.types import Passage, PassageTopic
from assistant.library.widening import QueryWidener
from assistant.settings import bundled_path
from assistant.syllabus.find import TopicFinder, build_finder
from assistant.syllabus.loader import load_syllabus
from assistant.syllabus.types import Syllabus


@pytest.fixture(scope="module")
def syllabus() -> Syllabus:
    return load_syllabus(bundled_path("corpus"))


@pytest.fixture(scope="module")
def finder(syllabus: Syllabus) -> TopicFinder:
    return build_finder(syllabus)


class Words:
    """A direction for each word."""

    name = "words"
    sha256 = hashlib.sha256(b"words").hexdigest()
    dimensions = 128

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = []
        for text in texts:
            row = np.full(self.dimensions, 1e-6)
            for word in (one for one in text.lower().replace(".", " ").split() if len(one) > 3):
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
                row += np.random.default_rng(seed).normal(size=self.dimensions)
            rows.append(row / np.linalg.norm(row))
        return np.asarray(rows, dtype=np.float32)


def stored(
    number: int, document: str, section: tuple[str, ...], text: str, vector: bool = True
) -> StoredPassage:
    passage = Passage(f"p{number}", "d", document, "b.pdf", section, None, None, number, 0, 1, text)
    made = Words().embed([f"{document} {' '.join(section)} {text}"])[0] if vector else None
    return StoredPassage("ada", passage, made)


def test_passages_get_the_topics_they_treat(syllabus: Syllabus, finder: TopicFinder) -> None:
    tagger = TopicTagger(lambda: syllabus, lambda: finder, Words())
    found = tagger.tag(
        [
            stored(
                1, "A book", ("3.2 Least squares",), "Least squares least squares normal equations residuals"
            ),
            stored(
                2, "A book", ("Preface",), "I thank my cat and the post office for the paper and the ink."
            ),
            stored(3, "A book", ("3.2 Least squares",), "Without a vector.", vector=False),
        ]
    )
    assert found["p1"][0].topic_id == "least-squares"
    assert all(0.5 <= topic.confidence <= 1 for topics in found.values() for topic in topics)
    assert found["p2"] == ()
    assert "p3" not in found
    assert tagger.tag([]) == {}


def test_the_key_follows_the_syllabus_and_the_model(syllabus: Syllabus, finder: TopicFinder) -> None:
    one = TopicTagger(lambda: syllabus, lambda: finder, Words())
    fewer = TopicTagger(lambda: Syllabus(syllabus.topics[:3]), lambda: finder, Words())
    other = Words()
    other.sha256 = "x"
    assert len({one.key, fewer.key, TopicTagger(lambda: syllabus, lambda: finder, other).key}) == 3
    assert one.key == TopicTagger(lambda: syllabus, lambda: finder, Words()).key


def test_a_topic_is_treated_by_two_passages_or_by_one_that_is_sure() -> None:
    sure, unsure = PassageTopic("gradient", 0.9), PassageTopic("bayes", 0.6)
    found = shares(
        [
            (("A",), (sure, unsure)),
            (("B",), (unsure,)),
            (("B",), (unsure, sure)),
            (("C",), (PassageTopic("once", 0.7),)),
            (("D",), ()),
        ]
    )
    assert [(one.topic_id, one.passages, one.confidence, one.sections) for one in found] == [
        ("bayes", 2, 0.6, (("B",),)),
        ("gradient", 1, 0.9, (("A",),)),
    ]
    assert shares([]) == ()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("¿Qué es la descomposición en valores singulares?", "Singular value decomposition"),
        ("什么是梯度下降", "Gradient descent"),
        ("Was bedeutet die Methode der kleinsten Quadrate?", "Least squares"),
        ("न्यूनतम वर्ग विधि क्या है", "Least squares"),
        ("What is the singular value decomposition of a matrix?", ""),
        ("how do I find the slope of a curve at one point", ""),
        ("least squares", ""),
        ("zzz qqq", ""),
        ("", ""),
        ("¿" * 5_000, ""),
    ],
)
def test_a_query_in_another_language_gets_the_english_name(
    syllabus: Syllabus, finder: TopicFinder, query: str, names: str
) -> None:
    widened = QueryWidener(lambda: syllabus, lambda: finder).widen(query)
    assert widened.asked == query
    assert widened.names.split(", ")[0] == names
