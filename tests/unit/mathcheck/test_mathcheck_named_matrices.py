"""Matrices known by name only: rules that hold for all of them are verified, the rest is left alone."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


@pytest.mark.parametrize(
    "text",
    [
        r"$(AB)^\top = B^\top A^\top$",
        r"$(ABC)^\top = C^\top B^\top A^\top$",
        r"$(A^\top)^\top = A$",
        r"$\det(AB) = \det(A)\det(B)$",
        r"$\det(A^{-1}) = \frac{1}{\det(A)}$",
        r"$\det(A^\top) = \det(A)$",
        r"$\operatorname{tr}(AB) = \operatorname{tr}(BA)$",
        r"$\operatorname{tr}(ABC) = \operatorname{tr}(CAB)$",
        r"$\operatorname{tr}(A + B) = \operatorname{tr}(A) + \operatorname{tr}(B)$",
        r"$\mathbf{A}\mathbf{A}^{-1} = \mathbf{I}$",
        r"$(A^\top)_{ij} = A_{ji}$",
        r"$\nabla_{\mathbf{x}} (\mathbf{a}^\top \mathbf{x}) = \mathbf{a}$",
        r"$\frac{d}{d\mathbf{x}}(\mathbf{x}^\top \mathbf{A} \mathbf{x}) = (\mathbf{A} + \mathbf{A}^\top)\mathbf{x}$",
        r"$\nabla_{\mathbf{x}} (\mathbf{x}^\top \mathbf{x}) = 2\mathbf{x}$",
    ],
)
def test_rules_that_hold_for_all_matrices_are_verified(text: str) -> None:
    assert [claim.verdict.value for claim in check_text(text)] == ["verified"]


@pytest.mark.parametrize(
    "text",
    [
        r"$(AB)^\top = A^\top B^\top$",
        r"$AB = BA$",
        r"$\det(A + B) = \det(A) + \det(B)$",
        r"$\operatorname{tr}(ABC) = \operatorname{tr}(ACB)$",
        r"$\operatorname{tr}(AB) = \operatorname{tr}(A)\operatorname{tr}(B)$",
        r"$\nabla_{\mathbf{x}} (\mathbf{x}^\top \mathbf{A} \mathbf{x}) = 2\mathbf{A}\mathbf{x}$",  # if A is symmetric
        r"$\nabla \|\mathbf{x}\|^2 = 0$",
        r"$\|\mathbf{v}\| \|\mathbf{w}\| = |\mathbf{v} \cdot \mathbf{w}|$",
    ],
)
def test_rules_that_hold_for_some_matrices_only_are_neither_verified_nor_refuted(text: str) -> None:
    assert [claim.verdict.value for claim in check_text(text)] == ["not_checked"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"$f(x + \epsilon) \approx f(x) + \epsilon f'(x)$", "verified"),
        (r"$\frac{df}{dx}(x) \approx \frac{f(x + \epsilon) - f(x)}{\epsilon}$", "verified"),
        (r"$e^{\epsilon} \approx 1 + \epsilon$", "verified"),
        (r"$e^{\epsilon} \approx 1 + 2\epsilon$", "not_checked"),
        (r"$\frac{d}{dx}(g(x) + h(x)) = \frac{dg}{dx}(x) + \frac{dh}{dx}(x)$", "verified"),
    ],
)
def test_first_order_and_unknown_functions(text: str, verdict: str) -> None:
    assert [claim.verdict.value for claim in check_text(text)] == [verdict]
