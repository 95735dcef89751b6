"""The words of the lexical index: formulas become terms, the same from LaTeX, Unicode and PDF text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.index.terms import query_terms, terms_of


@pytest.mark.parametrize(
    ("one", "other", "term"),
    [
        ("$A^{-1}$", "A⁻¹", "apowm1"),
        (r"$\theta_i$", "θᵢ", "thetasubi"),
        (r"$\theta_{i}$", "θ_{i}", "thetasubi"),
        (r"$P(x \mid y)$", "P(x|y)", "pxgiveny"),
        (r"$p(A \vert B)$", "p(A|B)", "pagivenb"),
        (r"$\frac{\partial f}{\partial x}$", "∂f/∂x", "partial"),
        (r"$\nabla f$", "∇f", "gradient"),
        (r"$\sum_i x_i$", "∑ xᵢ", "xsubi"),
        ("x^2", "x²", "xpow2"),
        (r"$\mathbf{x}^\top$", "x⊤", "transpose"),
        ("Cauchy-Schwarz", "Cauchy–Schwarz", "cauchyschwarz"),
        ("Straße", "STRASSE", "strasse"),
    ],
)
def test_two_ways_of_writing_share_a_term(one: str, other: str, term: str) -> None:
    assert term in terms_of(one)
    assert term in terms_of(other)


def test_commands_that_only_format_leave_no_terms() -> None:
    assert terms_of(r"\mathbf{w}\left(\text{x}\right)\quad") == ["w", "x"]


def test_a_query_drops_stop_words_unless_nothing_else_is_left() -> None:
    assert query_terms("What is the gradient of f?", 10) == ["gradient", "f"]
    assert query_terms("what is it", 10) == ["what", "is", "it"]
    assert query_terms("?!", 10) == []


@given(st.text(max_size=200))
def test_terms_are_always_plain_words(text: str) -> None:
    assert all(term.isalnum() for term in terms_of(text))


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a-" * 100_000, "p(" * 100_000, "x_" * 100_000, "\\" * 100_000]
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    started = time.process_time()
    terms_of(text)
    assert time.process_time() - started < 3
