"""What was typed is shown as it was understood, before it is graded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableMath
from assistant.mathcheck.grading.preview import preview_answer
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Ambiguous, Binary, Name, Node, Number, Power, Unary
from assistant.mathcheck.reading.written import to_written_latex


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3x^2 + 1/2", r"3 x^{2} + \frac{1}{2}"),
        ("3*x**2", r"3 \cdot x^{2}"),
        ("1/(2x)", r"\frac{1}{2 x}"),
        ("1/2x", r"\frac{1}{2} x"),
        ("-(x+1)^2", r"-\left(x + 1\right)^{2}"),
        ("(-2)^2", r"\left(-2\right)^{2}"),
        ("(9/4)^5", r"\left(\frac{9}{4}\right)^{5}"),
        ("9/4^5", r"\frac{9}{4^{5}}"),
        ("(1/2)!", r"\left(\frac{1}{2}\right)!"),
        ("a-(b-c)", r"a - \left(b - c\right)"),
        ("-((-1)*2)", r"-\left(-1 \cdot 2\right)"),
        ("-(-x)", r"-\left(-x\right)"),
        ("3 - -2", r"3 - \left(-2\right)"),
        ("(x^y)^z", r"\left(x^{y}\right)^{z}"),
        ("sqrt 2", r"\sqrt{2}"),
        ("[1, 2; 3, 4]", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
        ("[2, -1]", r"\left[ 2, -1 \right]"),
        ("x=2 or x=-3", r"x = 2 \text{ or } x = -3"),
        (r"$\frac12$", r"\frac{1}{2}"),
        ("lambda = 3", r"\lambda = 3"),
        ("P(A|B)", r"P(A \mid B)"),
        ("50%", r"50\%"),
        ("no solution", r"\text{no solution}"),
        ("sin x^2", r"\sin\left(x^{2}\right)"),
    ],
)
def test_an_answer_is_shown_as_a_textbook_sets_it(typed: str, shown: str) -> None:
    assert preview_answer(typed) == shown


@pytest.mark.parametrize(("typed", "offset"), [("3(", 2), ("", 0), ("x + $ y", 4)])
def test_what_cannot_be_read_is_named_with_its_place(typed: str, offset: int) -> None:
    with pytest.raises(UnreadableMath) as caught:
        preview_answer(typed)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    "typed", [r"\text{a}\href{javascript:x}", r"\input{x}", r"\def\a{b}", "x_{\\url{y}}"]
)
def test_no_command_of_the_learner_reaches_the_page_unless_it_is_mathematics(typed: str) -> None:
    try:
        shown = preview_answer(typed)
    except UnreadableMath:
        return
    assert not any(word in shown for word in ("href", "input", "\\def", "url{"))


def value(node: Node) -> float:
    """The value of a tree of the four operations and powers, at one point."""
    if isinstance(node, Ambiguous):
        return value(node.options[0])
    if isinstance(node, Number):
        return float(node.digits)
    if isinstance(node, Name):
        return {"x": 1.25, "y": -0.75, "a": 2.5}[node.text]
    if isinstance(node, Unary):
        return -value(node.operand)
    if isinstance(node, Power):
        return value(node.base) ** value(node.exponent)
    assert isinstance(node, Binary)
    left, right = value(node.left), value(node.right)
    if node.operator == "/":
        return left / right
    return {"+": left + right, "-": left - right}.get(node.operator, left * right)


numbers = st.integers(1, 4).map(str)
formulas = st.recursive(
    numbers | st.sampled_from(["x", "y", "a"]),
    lambda inner: st.one_of(
        st.builds(lambda a, o, b: f"({a}){o}({b})", inner, st.sampled_from("+-*/"), inner),
        st.builds(lambda a, n: f"({a})^{n}", inner, st.sampled_from("23")),
        st.builds(lambda a: f"(-({a}))", inner),
    ),
    max_leaves=6,
)


@given(formulas)
def test_what_is_shown_means_what_was_typed(typed: str) -> None:
    tree = parse_math(typed)
    again = parse_math(to_written_latex(tree))
    try:
        expected = value(tree)
    except ZeroDivisionError:
        return
    assert value(again) == pytest.approx(expected, rel=1e-9, abs=1e-9)
