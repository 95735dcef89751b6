"""Which sections of a learner's own book were read and asked about, and what the book treats and lacks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.study import Study
from assistant.tutor.types import Finished

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)

BOOK = """# Cooking with vectors

## Eigenvalues on a plate

An eigenvector of a matrix keeps its direction when the matrix is applied, and its eigenvalue says by how much it is
stretched. The characteristic polynomial has the eigenvalues as its roots.

## Soup

Boil the water. Add salt, carrots and leek, and wait for half an hour before you serve it to the guests in the garden.
"""


@pytest.mark.timeout(240)
def test_sections_are_told_apart_by_what_was_opened_and_cited(fresh_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "cooking.md"
    file.write_text(BOOK, "utf-8")
    study = Study(Settings(home=fresh_home, model="none"), clock=lambda: NOW)
    try:
        (result,) = study.ingest([file])
        assert result.document is not None
        before = study.book_coverage(result.document.id)
        assert [section.path[-1] for section in before.sections] == ["Eigenvalues on a plate", "Soup"]
        assert (before.read, before.asked) == (0, 0)
        assert "eigenvalues-and-eigenvectors" in before.treats
        assert "bayes-theorem" in before.lacks

        hits = study.search("boil the water with carrots and leek", limit=10).passages
        soup = next(hit.passage for hit in hits if hit.passage.section[-1] == "Soup")
        study.open_passage(soup.id)
        after = study.book_coverage(result.document.id)
        assert [section.read for section in after.sections] == [False, True]
        assert study.coverage().counts["untouched"] == 152, "a soup is no topic"

        last = list(study.ask("an eigenvector keeps its direction, cooking with vectors on a plate"))[-1]
        assert isinstance(last, Finished)
        cited = {
            citation.section[-1]
            for citation in last.message.citations
            if citation.path.endswith("cooking.md")
        }
        asked = {
            section.path[-1] for section in study.book_coverage(result.document.id).sections if section.asked
        }
        assert cited <= asked
    finally:
        study.close()
