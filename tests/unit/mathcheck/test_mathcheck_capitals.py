"""Capital letters nothing was said about may be matrices: what holds for numbers alone is never called verified."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text
from assistant.mathcheck.types import Verdict


@pytest.mark.parametrize(
    "formula",
    [
        r"(AB)^T = A^T B^T",
        r"(AB)^{-1} = A^{-1} B^{-1}",
        r"AB = BA",
        r"PDP^{-1} = D",
        r"(A+B)^2 = A^2 + 2AB + B^2",
        r"(A+B)(A-B) = A^2 - B^2",
        r"\mathbf{A}\mathbf{B} = \mathbf{B}\mathbf{A}",
        r"\hat{A} B = B \hat{A}",
        r"\Sigma A = A \Sigma",
        r"A_1 B_1 = B_1 A_1",
    ],
)
def test_a_law_of_numbers_that_fails_for_matrices_is_not_verified(formula: str) -> None:
    (claim,) = check_text(f"For all matrices, ${formula}$.")
    assert claim.verdict is Verdict.NOT_CHECKED
    assert claim.reason


@pytest.mark.parametrize(
    "formula",
    [
        r"(AB)^T = B^T A^T",
        r"(AB)^{-1} = B^{-1} A^{-1}",
        r"A(B + C) = AB + AC",
        r"(A+B)^2 = A^2 + AB + BA + B^2",
        r"N(N-1) = N^2 - N",
        r"(a+b)^2 = a^2 + 2ab + b^2",
    ],
)
def test_a_law_that_holds_for_matrices_too_is_verified(formula: str) -> None:
    (claim,) = check_text(f"We have ${formula}$.")
    assert claim.verdict is Verdict.VERIFIED
