"""Formulas in a terminal are Unicode that an eye can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.tutor.unicode_math import terminal_text, unicode_formula


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\frac{\partial f}{\partial y} = 3x", "(∂f)/(∂y) = 3x"),
        (r"\nabla f = \begin{pmatrix} 2x+3y \\ 3x \end{pmatrix}", "∇f = (2x+3y; 3x)"),
        (r"\sigma(z)=\frac{1}{1+e^{-z}}", "σ(z)=1/(1+e^(-z))"),
        (r"\sum_{i=1}^{n} x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
        (r"\sqrt{8^2+3^2}", "√(8²+3²)"),
        (r"x \in \mathbb{R}^n", "x ∈ ℝⁿ"),
        (r"\left\{0, 5\right\}", "{0, 5}"),
        (r"X^\top X", "Xᵀ X"),
        (r"\operatorname{Var}(X) \le 1", "Var(X) ≤ 1"),
    ],
)
def test_a_formula_is_one_line_of_signs(latex: str, shown: str) -> None:
    assert unicode_formula(latex) == shown


def test_prose_stays_and_code_is_left_alone() -> None:
    text = terminal_text("So **bold** is $x^2$, costs \\$5.\n\n```python\nx = '$y^2$'\n```")
    assert text == "So bold is x², costs $5.\n\n```python\nx = '$y^2$'\n```"


def test_a_displayed_formula_has_a_line_of_its_own() -> None:
    assert "\n    a = b\n" in terminal_text("Then\n\n$$a = b$$\n\nholds.")


def test_what_could_command_a_terminal_is_taken_out() -> None:
    assert "\x1b" not in terminal_text("Hello \x1b[2Jthere, $x\x1b[31m^2$.")


@given(st.text(alphabet=r"\{}^_fracsqtbegin[]&xy12 $", max_size=60))
def test_whatever_a_model_writes_it_ends(latex: str) -> None:
    assert "\n" not in unicode_formula(latex)
