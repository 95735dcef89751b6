"""Formulas are read aloud from the parser's own tree, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.tutor.aloud import LONGEST, read_aloud
from assistant.tutor.symbols import signs_of


@pytest.mark.parametrize(
    ("formula", "spoken"),
    [
        (r"\frac{\partial f}{\partial y} = 3x", "the partial derivative of f with respect to y equals 3 x"),
        (
            r"\nabla f = \begin{pmatrix} 2x+3y \\ 3x \end{pmatrix}",
            "the gradient of f equals the column vector with the entries 2 x plus 3 y, then 3 x",
        ),
        (r"(x+1)^2", "the quantity x plus 1, all of it, squared"),
        (
            r"\sum_{i=1}^{n} (y_i - \hat{y}_i)^2",
            "the sum, for i from 1 to n, of the quantity y sub i minus y hat sub i, all of it, squared",
        ),
        (r"P(A|B)", "the probability of A given B"),
        (r"\int_0^1 x^2 \, dx", "the integral from 0 to 1 of x squared with respect to x"),
        (
            r"\hat\beta = (X^T X)^{-1} X^T y",
            "beta hat equals the quantity X transposed times X, all of it, inverse times X transposed times y",
        ),
        (
            r"\operatorname{Var}(X) = E[X^2] - E[X]^2",
            "the variance of X equals the expected value of X squared minus the quantity the expected value of X, all of "
            "it, squared",
        ),
        (r"\log_2 8 = 3", "the logarithm to base 2 of 8 equals 3"),
        (r"w \leftarrow w - \eta \nabla L", "w becomes w minus eta times the gradient of L"),
        (r"\sqrt{x}", "the square root of x"),
        (r"x \in [0, 1]", "x is in the interval from 0 to 1, both included"),
        (r"\frac{d^2 y}{dx^2}", "the second derivative of y with respect to x"),
        ("a/b", "a over b"),
        ("n!", "n factorial"),
    ],
)
def test_a_formula_is_said_in_words(formula: str, spoken: str) -> None:
    assert read_aloud(formula) == spoken


def test_two_formulas_that_differ_by_their_brackets_sound_different() -> None:
    assert read_aloud("E[X^2]") != read_aloud("E[X]^2")
    assert read_aloud(r"\frac{1}{a + b}") != read_aloud(r"\frac{1}{a} + b")


@pytest.mark.parametrize("formula", [r"\unknowncommand{x}", "x +", "}{", "x" * (LONGEST + 1)])
def test_what_cannot_be_read_is_not_guessed(formula: str) -> None:
    assert read_aloud(formula) is None


@given(st.text(alphabet=r"\{}^_+-*/()=xyn12 dfracsumint|,", max_size=40))
def test_whatever_is_given_it_ends_in_words_or_in_nothing(formula: str) -> None:
    spoken = read_aloud(formula)
    assert spoken is None or ("\\" not in spoken and "{" not in spoken)


@pytest.mark.parametrize(
    ("formula", "signs"),
    [
        (r"\nabla f", [r"\nabla"]),
        (r"\frac{\partial f}{\partial y} = 3x", [r"\partial"]),
        (r"\sum_{i=1}^{n} (y_i - \hat{y}_i)^2", [r"\sum", r"\hat{\phantom{x}}"]),
        (r"P(A|B) \le 1", [r"\le", "P"]),
        (r"X^T \lambda", [r"{}^\top", r"\lambda"]),
        ("x + 1", []),
        (r"\unknowncommand{x}", []),
    ],
)
def test_signs_are_named_once_each(formula: str, signs: list[str]) -> None:
    assert [sign for sign, _ in signs_of(formula)] == signs
    assert all(words for _, words in signs_of(formula))
