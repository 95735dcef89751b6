"""Passages cut to what speaks of the question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.tutor.excerpt import excerpt

TEXT = (
    "Vectors have a length. Matrices act on vectors. The dot product of two vectors measures how far they point the same "
    "way. It is $a \\cdot b = |a||b| \\cos\\theta$. Determinants measure volume. Eigenvalues measure stretching."
)


def test_a_short_passage_is_left_whole() -> None:
    assert excerpt("  Short.  ", "anything", 100) == "Short."


def test_the_part_that_matches_the_question_is_kept() -> None:
    cut = excerpt(TEXT, "Why does the dot product measure similarity?", 130)
    assert "dot product of two vectors" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) <= 130 + 4


def test_with_nothing_in_common_the_beginning_is_kept() -> None:
    assert excerpt(TEXT, "zebra", 60).startswith("Vectors have a length.")


def test_a_formula_is_kept_whole_or_left_out() -> None:
    for longest in range(20, len(TEXT)):
        assert excerpt(TEXT, "dot product cos", longest).count("$") in (0, 2)


@given(st.text(max_size=400), st.text(max_size=40), st.integers(min_value=20, max_value=300))
def test_an_excerpt_is_never_much_longer_than_allowed(text: str, query: str, longest: int) -> None:
    assert len(excerpt(text, query, longest)) <= longest + 4
