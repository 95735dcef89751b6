"""Values come out the way a textbook writes them, and our own parser reads them back."""

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableMath
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.equality import compare
from assistant.mathcheck.values.latex import sum_latex, symbol_latex, to_latex
from assistant.mathcheck.values.read import read_value

x, y = symbol("x"), symbol("y")

WRITTEN = [
    (3 * x, "3 x"),
    (2 * x + 3 * y, "2 x + 3 y"),
    (sympy.Rational(1, 2), r"\frac{1}{2}"),
    (sympy.ImmutableMatrix([2 * x + 3 * y, 3 * x]), r"\begin{pmatrix} 2 x + 3 y \\ 3 x \end{pmatrix}"),
    (sympy.ImmutableMatrix([[1, 2], [3, 4]]), r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"),
    (x * (x + 1), "x (x + 1)"),
    (sympy.sin(x) ** 2, r"\sin^{2}(x)"),
    (sympy.log(x + 1), r"\ln(x + 1)"),
    (sympy.asin(x / 2), r"\arcsin\left(\frac{x}{2}\right)"),
    (1 / (1 + sympy.exp(-x)), r"\frac{1}{1 + e^{- x}}"),
    (sympy.Float("0.3000000000000001"), "0.3"),
    (sympy.Float(36.0), "36"),
    (sympy.FiniteSet(2, -3), r"\left\{-3, 2\right\}"),
    (sympy.Or(sympy.Eq(x, 2), sympy.Eq(x, -3)), r"x = -3 \text{ or } x = 2"),
    (sympy.Tuple(x, 1), "(x, 1)"),
    (symbol("lambda") ** 2, r"\lambda^{2}"),
    (sympy.sqrt(2) / 2, r"\frac{\sqrt{2}}{2}"),
    (True, r"\text{true}"),
    (7, "7"),
    ([x, 2], "(x, 2)"),
]


@pytest.mark.parametrize(("value", "expected"), WRITTEN, ids=[expected for _, expected in WRITTEN])
def test_a_value_is_written_as_a_textbook_writes_it(value, expected):
    assert to_latex(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x", "x"),
        ("x_1", "x_{1}"),
        ("lambda_max", r"\lambda_{max}"),
        ("y_hat", r"\hat{y}"),
        ("w_bold_1", r"\mathbf{w}_{1}"),
        ("rate", r"\mathrm{rate}"),
        ("A^T", r"A^{\top}"),
        ("text:cm", r"\text{cm}"),
        ("P(A|not B)", r"P(A \mid \neg B)"),
        ("E[X]", r"\mathbb{E}[X]"),
        (r"\hat{y}", r"\hat{y}"),
    ],
)
def test_names_come_out_with_their_indices_accents_and_fonts(name, expected):
    assert symbol_latex(name) == expected


def test_terms_are_joined_by_their_own_signs():
    assert sum_latex(["1", "-2 x", "- 3"]) == "1 - 2 x - 3"
    assert sum_latex([]) == "0"


def _terms(children):
    numbers = st.fractions(min_value=-9, max_value=9, max_denominator=7).map(
        lambda f: sympy.Rational(f.numerator, f.denominator)
    )
    leaves = st.one_of(numbers, st.sampled_from([x, y]))
    return leaves if children is None else children


expressions = st.recursive(
    _terms(None),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, st.integers(1, 4)).map(lambda pair: pair[0] ** pair[1]),
        inner.map(sympy.sin),
        inner.map(sympy.exp),
        inner.map(lambda value: 1 / (value**2 + 1)),
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(expressions)
def test_what_is_written_reads_back_as_the_same_value(value):
    try:
        read = read_value(to_latex(value))
    except UnreadableMath as error:
        assume("too large" not in error.what)  # e to the e to the 9 …
        raise
    assert compare(read[0], value).equal
