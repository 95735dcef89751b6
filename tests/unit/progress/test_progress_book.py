"""A document is told section by section: what was read, asked about and practised, what it treats and what it lacks."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.progress.book import BookSection, Touches, book_coverage, sections_of, sources_of
from assistant.progress.coverage import coverage
from assistant.progress.types import CoverageState, Evidence, EvidenceKind
from assistant.syllabus.types import Syllabus

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SECTIONS = (
    BookSection(("Preface",)),
    BookSection(("1", "Vectors"), (("vectors", 0.9), ("dot-product", 0.7), ("bayes", 0.1))),
    BookSection(("2", "Slopes"), (("partials", 0.6), ("gone", 0.9))),
    BookSection(("2", "Gradients"), (("gradient", 0.8), ("partials", 0.9))),
)


def test_each_section_says_what_was_read_asked_and_practised(syllabus: Syllabus) -> None:
    log = [
        Evidence("vectors", EvidenceKind.ATTEMPTED, NOW, correct=True),
        Evidence("partials", EvidenceKind.ATTEMPTED, NOW, correct=False),
    ]
    touches = Touches(
        read={"vectors", "dot-product", "gradient"}, asked={"gradient"}, sections_read={("Preface",)}
    )
    found = book_coverage(syllabus, coverage(syllabus, log, NOW), SECTIONS, touches)
    assert [(s.path[-1], s.topics, s.read, s.asked, s.practised) for s in found.sections] == [
        ("Preface", (), True, False, None),
        ("Vectors", ("vectors", "dot-product"), True, False, 0.5),
        ("Slopes", ("partials",), False, False, 1.0),
        ("Gradients", ("partials", "gradient"), False, True, 0.5),
    ]
    assert (found.read, found.asked, found.practised) == (2, 1, 1)
    assert found.sections[1].states == {
        "vectors": CoverageState.PRACTISED,
        "dot-product": CoverageState.UNTOUCHED,
    }


def test_it_says_what_the_document_treats_and_lacks_on_the_way_to_the_goal(syllabus: Syllabus) -> None:
    report = coverage(syllabus, [], NOW)
    found = book_coverage(
        syllabus, report, SECTIONS, Touches(), path={"gradient", "derivative-rules", "vectors"}
    )
    assert found.treats == ("vectors", "gradient")
    assert found.lacks == ("derivative-rules",)
    assert "bayes" in book_coverage(syllabus, report, SECTIONS, Touches()).lacks


def test_sources_count_documents_not_sections() -> None:
    documents = {"one": SECTIONS, "two": SECTIONS[2:3]}
    assert sources_of(documents) == {"vectors": 1, "dot-product": 1, "partials": 2, "gradient": 1, "gone": 2}


def test_passages_of_one_section_are_taken_together() -> None:
    passages = [
        (("1",), [("vectors", 0.6), ("bayes", 0.5)]),
        (("2",), []),
        (("1",), [("vectors", 0.9)]),
    ]
    assert sections_of(passages) == (
        BookSection(("1",), (("vectors", 0.9), ("bayes", 0.5))),
        BookSection(("2",), ()),
    )
