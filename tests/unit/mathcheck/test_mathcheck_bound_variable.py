"""A value given to a name before does not make it a constant where one differentiates by it."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text
from assistant.mathcheck.types import Verdict


@pytest.mark.parametrize("before", ["", "Let $x = 4$. "])
@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{d}{dx}\left[x\right] = 1",
        r"\frac{d}{dx} x = 1",
        r"\frac{dx}{dx} = 1",
        r"\frac{d^2}{dx^2} x = 0",
        r"\frac{d}{dx}[3x] = 3",
        r"\frac{d}{dx} x^2 = 2x",
    ],
)
def test_the_derivative_of_a_bound_name_is_not_that_of_its_value(before: str, formula: str) -> None:
    claims = check_text(f"{before}Then ${formula}$.")
    assert claims[-1].verdict is Verdict.VERIFIED


@pytest.mark.parametrize("formula", [r"\frac{d}{dx} x = 0", r"\frac{d}{dx} x = 4", r"\frac{d^2}{dx^2} x = 1"])
def test_a_wrong_one_is_never_verified(formula: str) -> None:
    assert check_text(f"Let $x = 4$. So ${formula}$.")[-1].verdict is not Verdict.VERIFIED
