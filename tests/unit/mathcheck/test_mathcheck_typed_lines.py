"""Lines of plain text that are one formula: typed limits, sums, integrals and lists of rows."""

from __future__ import annotations

import pytest

from assistant.mathcheck.checking.check import check_text


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("d/dx (x^2 + 3) = 2x.", "verified"),
        ("lim x->5 (x^2-25)/(x-5) = 10", "verified"),
        ("lim x->5 (x^2-25)/(x-5) = 11", "refuted"),
        ("lim (x→5) (x^2-25)/(x-5) = 10", "verified"),
        ("lim_{x->0} sin(x)/x = 1", "verified"),
        ("lim x->0 sin(x)/x = 1", "verified"),  # was read as 0 sin(x)/x and refuted
        ("- lim x->-1 (x^2 - 1)/(x + 1) = -2", "verified"),
        ("lim h -> 0 ((x+h)^2 - x^2)/h = 2x.", "verified"),
        ("lim_{x->oo} (1 + 1/x)^x = e", "verified"),
        ("sum_{i=1}^{3} i = 6", "verified"),
        ("sum_{i=1}^n i = n(n+1)/2", "verified"),
        ("int_0^1 x^2 dx = 1/3", "verified"),
        ("[[1,2],[3,4]] * [[0,1],[1,0]] = [[2,1],[4,3]]", "verified"),
        ("[[1,2],[3,4]] * [[0,1],[1,0]] = [[2,1],[4,4]]", "refuted"),
        ("det [[1,2],[3,4]] = -2", "verified"),
        ("det([[1,2],[3,4]]) = -2", "verified"),
    ],
)
def test_a_line_that_is_one_formula_is_read_as_one(line: str, verdict: str) -> None:
    assert [claim.verdict.value for claim in check_text(line)] == [verdict]


@pytest.mark.parametrize(
    "line",
    [
        "The limit lim x->5 of the price = 10 dollars",
        "So lim x->0 sin(x)/x = 1, as we know",  # what stands before the arrow was not read
        "A limited offer: $5 -> $3 = 40% off",
        "lim x->0 f(x) = `limit(f)`",
        "`lim x->0 x = 1`",
    ],
)
def test_prose_money_and_code_beside_an_arrow_state_nothing(line: str) -> None:
    assert all(claim.verdict.value == "not_checked" for claim in check_text(line))
