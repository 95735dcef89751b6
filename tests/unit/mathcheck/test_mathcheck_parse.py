"""What the parser reads, what it keeps ambiguous, and what it refuses with a place."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableMath
from assistant.mathcheck.reading.parse import parse_math
from assistant.mathcheck.reading.syntax import Ambiguous, Apply, Chain, Derivative, Name, Number
from assistant.mathcheck.values.build import build_readings, symbol
from assistant.mathcheck.values.read import read_value
from assistant.mathcheck.values.scope import EMPTY, Relation, Several

x, y, a, b, c = (symbol(name) for name in "xyabc")
R = sympy.Rational


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3x^2", 3 * x**2),
        (r"\frac{1}{2}x", x / 2),
        (r"\frac12", R(1, 2)),
        ("sqrt(2)", sympy.sqrt(2)),
        (r"\sqrt[3]{8}", 2),
        (r"\sqrt{x}y", sympy.sqrt(x) * y),
        ("√2", sympy.sqrt(2)),
        ("-2^2", -4),
        ("(-2)^2", 4),
        ("2^{-1}", R(1, 2)),
        ("x^{23}", x**23),
        ("1,250 + 3", 1253),
        (r"2{,}000", 2000),
        (r"10\,000", 10000),
        ("0.125", R(1, 8)),
        (r"0.\overline{3}", R(1, 3)),
        ("5%", R(1, 20)),
        (r"50\%", R(1, 2)),
        (r"101_2", 5),
        ("5!", 120),
        (r"\binom{5}{2}", 10),
        (r"e^{x}", sympy.exp(x)),
        (r"\ln e", 1),
        (r"\log_2 8", 3),
        (r"\log_{10} 1000", 3),
        (r"\sin^2 x", sympy.sin(x) ** 2),
        (r"\sin 2x", sympy.sin(2 * x)),
        (r"\sin x \cos x", sympy.sin(x) * sympy.cos(x)),
        (r"\sin^{-1} 1", sympy.pi / 2),
        (r"\cos 60^\circ", R(1, 2)),
        ("|-3|", 3),
        (r"\left|x\right|", sympy.Abs(x)),
        (r"\|(3, 4)\|", 5),
        (r"\lfloor 7/2 \rfloor", 3),
        ("x²y⁻¹", x**2 / y),
        ("½x", x / 2),
        ("2 × 3 ÷ 4", R(3, 2)),
        ("λ", symbol("lambda")),
        (r"\hat{y}", symbol("y_hat")),
        (r"\mathbf{w}_1", symbol("w_bold_1")),
        ("x_{12}", symbol("x_12")),
        ("x₁", symbol("x_1")),
        (r"\pi (4)^2", 16 * sympy.pi),
        (r"\frac{d}{dx}(x^3)", 3 * x**2),
        (r"\frac{\partial}{\partial x}(x^2 + 3xy)", 2 * x + 3 * y),
        (r"\frac{\partial^2}{\partial x \partial y}(x^2y)", 2 * x),
        ("d/dx (x^2)", 2 * x),
        ("∂/∂y (x^2 + 3xy)", 3 * x),
        (r"\left[x^2\right]_1^3", 8),
        (r"\left. x^2 + 1 \right|_{x=2}", 5),
        (r"\sum_{i=1}^{4} i^2", 30),
        (r"\prod_{k=1}^{3} k", 6),
        (r"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}", -2),
        (r"\begin{vmatrix}1&2\\3&4\end{vmatrix}", -2),
        (r"\operatorname{tr}\begin{bmatrix}1&2\\3&4\end{bmatrix}", 5),
        (r"(1,2)\cdot(3,4)", 11),
        (r"\begin{pmatrix}1&2\end{pmatrix}\begin{pmatrix}3\\4\end{pmatrix}", 11),
        (r"\max(2, 7)", 7),
        (r"\gcd(12, 18)", 6),
        ("17 mod 5", 2),
        (r"\boxed{7}", 7),
    ],
)
def test_reads_what_learners_and_tutors_write(text: str, value: object) -> None:
    assert sympy.simplify(read_value(text)[0] - value) == 0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1/2x", {x / 2, 1 / (2 * x)}),
        ("a(b+c)", {a * (b + c), sympy.Function("a", real=True)(b + c)}),
        (r"2\frac34", {R(11, 4), R(3, 2)}),
        (r"\log 100", {sympy.log(100), sympy.Integer(2), sympy.log(100) / sympy.log(2)}),
    ],
)
def test_keeps_both_readings_of_what_is_ambiguous(text: str, values: set[object]) -> None:
    assert {sympy.nsimplify(value) if value.is_number else value for value in read_value(text)} >= {
        value for value in values if not value.is_number or value.is_Rational
    }
    assert len(read_value(text)) >= 2


def test_matrices_vectors_and_lists_have_their_own_values() -> None:
    assert read_value("[1, 2; 3, 4]") == (sympy.ImmutableMatrix([[1, 2], [3, 4]]),)
    assert read_value("[[1, 2], [3, 4]]") == (sympy.ImmutableMatrix([[1, 2], [3, 4]]),)
    assert read_value("[2, -1]") == (sympy.Tuple(2, -1),)
    assert read_value(r"\langle 2, -1 \rangle") == (sympy.Tuple(2, -1),)
    assert read_value("[0, 1)") == (sympy.Interval.Ropen(0, 1),)
    assert read_value(r"\{1, 2\}") == (sympy.FiniteSet(1, 2),)
    assert read_value("2 ± 3") == (sympy.FiniteSet(-1, 5),)
    assert read_value("x=2 or x=-3") == (Several("or", (Relation("=", x, 2), Relation("=", x, -3))),)


def test_matrix_products_do_not_commute() -> None:
    scope = EMPTY.with_value("A", read_value("[1, 2; 3, 4]")[0]).with_value(
        "B", read_value("[0, 1; 1, 0]")[0]
    )
    assert read_value("AB", scope) != read_value("BA", scope)
    assert read_value("A^T", scope)[0] == sympy.ImmutableMatrix([[1, 3], [2, 4]])
    assert read_value("A^{-1}A", scope)[0] == sympy.eye(2)


def test_a_function_once_bound_is_called_differentiated_and_evaluated() -> None:
    scope = EMPTY.with_function("f", ("x", "y"), x**2 + 3 * x * y)
    assert read_value("f(1, 2)", scope) == (7,)
    assert read_value("f_x", scope) == (2 * x + 3 * y,)
    assert read_value("f_x(1, 2)", scope) == (8,)
    assert read_value("f_{xy}", scope) == (3,)
    assert read_value(r"\frac{\partial f}{\partial y}", scope) == (3 * x,)
    assert read_value(r"\nabla f(1, 2)", scope) == (sympy.Tuple(8, 3),)
    assert read_value(r"\left.\frac{\partial f}{\partial x}\right|_{x=1, y=2}", scope) == (8,)


def test_names_under_a_sum_carry_their_index() -> None:
    assert read_value(r"\sum_{i=1}^3 x_i y_{i+1}")[0] == sum(
        symbol(f"x_{i}") * symbol(f"y_{i + 1}") for i in range(1, 4)
    )


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("x +", 3),
        ("(x + 1", 6),
        (r"\frac{1}", 8),
        (r"x \unknown y", 2),
        ("x € y", 2),
        (r"\begin{pmatrix}1&2\\3\end{pmatrix}", None),
        ("1 + … + n", 4),
        (r"x^23 \cdot y", 2),
        ("x = = 3", 4),
        (r"\tan^{-2} x \sin", None),
        ("3 $ 4", 2),
    ],
)
def test_refuses_what_it_does_not_know_with_the_place(text: str, offset: int | None) -> None:
    with pytest.raises(UnreadableMath) as refusal:
        read_value(text)
    assert refusal.value.what.endswith(".")
    if offset is not None:
        assert refusal.value.offset == offset


def test_offsets_count_from_where_the_formula_stands() -> None:
    with pytest.raises(UnreadableMath) as refusal:
        parse_math("x + ", offset=100)
    assert refusal.value.offset == 104


def test_the_tree_says_what_was_written_not_what_it_means() -> None:
    chain = parse_math("f(x) = 2x")
    assert isinstance(chain, Chain) and chain.operators == ("=",)
    assert isinstance(chain.operands[0], Apply) and chain.operands[0].function == Name("f")
    assert isinstance(parse_math("1/2x"), Ambiguous)
    assert isinstance(parse_math(r"\frac{dy}{dx}"), Derivative)
    assert parse_math("12.50") == Number("12.50")


def test_no_reading_is_lost_when_the_first_cannot_be_built() -> None:
    assert build_readings(parse_math("1/2(1-1)x"))  # 1/(2·0) is refused, (1/2)·0 stays


_PIECES = st.sampled_from(
    [*"xyfABe0123456789+-*/^_(){}[]|,=<>!&' .$%", r"\frac", r"\sqrt", r"\sum", r"\int", "dx", r"\left", r"\right", "√",
     r"\begin{pmatrix}", r"\end{pmatrix}", r"\\", r"\partial", r"\nabla", r"\lim", r"\to", "λ", "²", r"\text{a}", "‮",
     "\x00", "\ud800"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_anything_typed_is_read_or_refused_never_an_accident(text: str) -> None:
    try:
        parse_math(text)
    except UnreadableMath as refusal:
        assert 0 <= refusal.offset <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.recursive(
    st.sampled_from(["x", "y", "2", "7", "0.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda t: f"({t})^2"),
        st.tuples(inner, inner).map(lambda t: rf"\frac{{{t[0]}}}{{{t[1]}^2 + 1}}"),
    ),
    max_leaves=6,
))  # fmt: skip
def test_what_was_read_is_what_python_computes(text: str) -> None:
    value = read_value(text)[0]
    at = value.xreplace({x: sympy.Rational(2, 3), y: sympy.Rational(-5, 7)})
    plain = text.replace("^", "**").replace("x", "Fraction(2,3)").replace("y", "Fraction(-5,7)")
    assert _by_hand(plain) is None or sympy.Rational(_by_hand(plain)) == at


def _by_hand(text: str) -> str | None:
    """An independent little calculator for the fully bracketed formulas above; None for fractions."""
    import ast
    from fractions import Fraction

    if "frac{" in text:
        return None

    def walk(node: ast.expr) -> Fraction:
        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.UnaryOp):
            return -walk(node.operand)
        if isinstance(node, ast.Call):
            return Fraction(*(int(walk(item)) for item in node.args))
        assert isinstance(node, ast.BinOp)
        left, right = walk(node.left), walk(node.right)
        if isinstance(node.op, ast.Pow):
            return left ** int(right)
        return {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}[type(node.op)]

    return str(walk(ast.parse(text, mode="eval").body))
