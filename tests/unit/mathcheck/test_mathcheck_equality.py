"""The check ladder: what is the same, what is surely different, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.values.equality import Sameness, compare
from assistant.mathcheck.values.read import read_value


def sameness(left: str, right: str) -> Sameness:
    return compare(read_value(left)[0], read_value(right)[0]).sameness


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("(x+1)^2", "x^2+2x+1"),
        (r"\sin^2 x + \cos^2 x", "1"),
        ("1/2", "0.5"),
        ("x*(x+1)", "x^2+x"),
        (r"\sqrt{2}\sqrt{3}", r"\sqrt{6}"),
        (r"\sqrt{12}", r"2\sqrt{3}"),
        (r"\ln(ab)", r"\ln a + \ln b"),
        (r"\frac{1}{1-x} + \frac{1}{1+x}", r"\frac{2}{1-x^2}"),
        (r"\int_0^1 x^2 \, dx", r"\frac13"),
        (r"\int 2x \, dx", "x^2 + C"),
        (r"\int \frac{1}{x} dx", r"\ln|x| + C"),
        (r"\int \frac{1}{x} dx", r"\ln x + C"),
        (r"\lim_{x \to 0} \frac{\sin x}{x}", "1"),
        (r"\lim_{x \to 0^+} \frac{1}{x}", r"\infty"),
        (r"\sum_{i=1}^{n} i", r"\frac{n(n+1)}{2}"),
        (r"\sum_{n=1}^{\infty} \frac{1}{n^2}", r"\frac{\pi^2}{6}"),
        (r"(-1)^{2n}", "1"),
        (r"\int_0^\infty e^{-x} dx", "1"),
        ("(1, 2)", r"\begin{pmatrix}1\\2\end{pmatrix}"),
        ("e^(-x)/(1+e^(-x))^2", "1/(1+e^(-x)) * (1 - 1/(1+e^(-x)))"),
    ],
)
def test_equal(left: str, right: str) -> None:
    assert sameness(left, right) is Sameness.EQUAL


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2x^2+3x-1", "2x^2+3x+1"),
        ("e^(-x)/(1-e^(-x))^2", "e^(-x)/(1+e^(-x))^2"),
        ("1-1/e", "1+1/e"),
        ("1/2^99", "1/2^98"),
        ("4", r"4\sqrt2"),
        ("x+1", "X+1"),
        (r"\int 2x \, dx", "2x^2 + C"),
        (r"\int_0^1 x^2 dx", r"\frac12"),
        ("(1, 2)", "(1, 3)"),
        (r"\sin x", r"\cos x"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    ],
)
def test_different(left: str, right: str) -> None:
    assert sameness(left, right) is Sameness.DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"\sqrt{x^2}", "x"),  # for x ≥ 0 only
        (r"\ln(x^2)", r"2\ln x"),  # for x > 0 only: the negative points lie outside the natural domain
        ("f(x) + 1", "f(x) + 2 - g(x)"),
        ("(1, 2)", "3"),
    ],
)
def test_when_in_doubt_it_stays_open(left: str, right: str) -> None:
    assert sameness(left, right) is not Sameness.DIFFERENT


def test_a_difference_names_a_point_where_it_shows() -> None:
    result = compare(read_value("x + y")[0], read_value("x - y")[0])
    assert result.different
    assert {name for name, _ in result.point} == {"x", "y"}
    assert result.left != result.right


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=4), st.lists(st.integers(-9, 9), min_size=1, max_size=4)
)
def test_polynomials_are_equal_exactly_when_their_coefficients_are(
    first: list[int], second: list[int]
) -> None:
    def written(coefficients: list[int]) -> str:
        return " + ".join(f"({value}) x^{place}" for place, value in enumerate(coefficients))

    width = max(len(first), len(second))
    same = first + [0] * (width - len(first)) == second + [0] * (width - len(second))
    expected = Sameness.EQUAL if same else Sameness.DIFFERENT
    assert sameness(written(first), written(second)) is expected
