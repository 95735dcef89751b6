"""Answers are graded by what they mean: LaTeX or typed, in any order that means the same, to the digits shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.grading.grade import grade_answer
from assistant.mathcheck.types import Different, Unreadable, grade_verdict

PAIRS = [
    # measured wrong elsewhere
    ("2x^2+3x-1", "2x^2+3x+1", "different"),
    ("sigma(x)(1-sigma(x))", "sigma(x)(1+sigma(x))", "different"),
    ("e^(-x)/(1+e^(-x))^2", "e^(-x)/(1-e^(-x))^2", "different"),
    ("1/2", "0.5", "equivalent"),
    ("x*(x+1)", "x^2+x", "equivalent"),
    ("3", "3.0", "equivalent"),
    ("AB", "BA", "different"),
    ("A^TB", "BA^T", "different"),
    ("1-1/e", "1+1/e", "different"),
    ("1/2^99", "1/2^98", "different"),
    ("e/2^99", "e/2^98", "different"),
    ("e^x/2^99", "e^x/2^98", "different"),
    ("4", r"4\sqrt2", "different"),
    ("x+1", "X+1", "different"),
    # a capital I for the imaginary unit, where the reference is complex
    ("2+3i", "2+3I", "equivalent"),
    ("2+3i", "3*I + 2", "equivalent"),
    ("2-3i", "2+3I", "different"),
    (r"\sqrt{-4}", "2I", "equivalent"),
    (r"e^{i\pi/4}", "exp(I*pi/4)", "equivalent"),
    (r"\lambda = 1 \pm i", "1+I, 1-I", "equivalent"),
    ("[i, 2]", "[I, 2]", "equivalent"),
    ("3", "3I", "different"),
    ("I", "i", "different"),
    ("I + A", "i + A", "different"),
    # a letter in an exponent without braces is all of the exponent
    ("(x+1)e^x", "e^x(x+1)", "equivalent"),
    ("e^x(x+1)", "e^(x(x+1))", "different"),
    ("p^k(1-p)^{n-k}", "p^k(1-p)^(n-k)", "equivalent"),
    ("e^{f(x)}", "e^f(x)", "equivalent"),
    # solutions, sets, lists
    ("x=2 or x=-3", "x = -3, x = 2", "equivalent"),
    ("x=2 or x=-3", "{2, -3}", "equivalent"),
    ("x=2 or x=-3", "2 and -3", "equivalent"),
    ("x=2 or x=-3", "x=2", "different"),
    ("x=2", "x=2 or x=-3", "different"),
    (r"\pm 2", "2, -2", "equivalent"),
    (r"x = \pm\sqrt{2}", "x = sqrt(2), x = -sqrt(2)", "equivalent"),
    ("2, 3", "3, 2", "equivalent"),
    (r"\lambda = 2, 3", "3, 2", "equivalent"),
    (r"\lambda_1 = 2, \lambda_2 = 3", "3 and 2", "equivalent"),
    ("2, 2, 3", "2, 3", "different"),
    (r"\{1, 2\}", "{2, 1, 1}", "equivalent"),
    # vectors and matrices
    ("(2,3)", "(3,2)", "different"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "(1, 2)", "equivalent"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "[2, 1]", "different"),
    (r"\begin{pmatrix} 1 & 2 \end{pmatrix}", r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "different"),
    ("[[1,2],[3,4]]", "[1, 2; 3, 4]", "equivalent"),
    ("[[1,2],[3,4]]", "[1, 2; 3, 5]", "different"),
    ("(2x+3y, 3x)", r"\begin{pmatrix} 2x+3y \\ 3x \end{pmatrix}", "equivalent"),
    ("5", "(5, 5)", "different"),
    ("(AB)^{-1}", "B^{-1}A^{-1}", "equivalent"),
    ("(AB)^{-1}", "A^{-1}B^{-1}", "different"),
    ("A^2 - B^2", "(A+B)(A-B)", "different"),
    ("Ax", "xA", "undecided"),
    (r"\pi R^2 H", r"\pi H R^2", "equivalent"),
    # intervals and inequalities
    ("x < 3", "(-oo, 3)", "equivalent"),
    ("x < 3", "3 > x", "equivalent"),
    ("x < 3", "x <= 3", "different"),
    ("2 < x < 3", "(2, 3)", "equivalent"),
    ("2 < x < 3", "x > 2 and x < 3", "equivalent"),
    ("x < 1 or x > 3", "(-∞,1) ∪ (3,∞)", "equivalent"),
    ("x < 1 or x > 3", "(-oo, 1] U (3, oo)", "different"),
    ("[0, 1)", "[0, 1]", "different"),
    (r"\{-1\} \cup [0,7)", "[0,7) ∪ {-1}", "equivalent"),
    (r"\{-1\} \cup [0,7)", "[0,7)", "different"),
    (r"(2,12) \cup (12,102)", "(12,102) U (2,12)", "equivalent"),
    ("(12,102)", "(12, 102)", "equivalent"),
    (r"\frac 54", "1.25", "equivalent"),
    (r"x \neq 2", "x < 2 or x > 2", "equivalent"),
    ("[0, 1]", "x in [0, 1]", "equivalent"),
    ("(2,3)", "[2,3]", "undecided"),
    # equations and labels
    ("y = 2x+1", "2x+1", "equivalent"),
    ("y = 2x+1", "y - 2x = 1", "equivalent"),
    ("x + y = 1", "2x + 2y = 2", "equivalent"),
    ("x + y = 1", "x + y = 2", "different"),
    ("x=2, y=3", "(2, 3)", "equivalent"),
    ("x=2, y=3", "y=3, x=2", "equivalent"),
    ("x=2, y=3", "x=3, y=2", "different"),
    ("2x", "f'(x) = 2x", "equivalent"),
    (r"\frac{\partial f}{\partial x} = 2x+3y", "2x + 3y", "equivalent"),
    ("x + 2y < 4", "2x + 4y < 8", "equivalent"),
    ("x + 2y < 4", "x + 2y > 4", "different"),
    # constants of integration
    ("x^3/3 + C", "x^3/3", "different"),
    ("x^3/3 + C", "x^3/3 + K", "equivalent"),
    ("x^3/3 + C", "C + 2 + x^3/3", "equivalent"),
    ("x^3/3 + C", "x^2/2 + C", "different"),
    (r"\ln|x| + C", "ln(x) + C", "equivalent"),
    # decimals
    ("1/3", "0.333", "equivalent"),
    ("1/3", "0.33", "different"),
    ("1/3", "0.334", "different"),
    ("1/3", "0.3333333333", "equivalent"),
    ("2/3", "0.6667", "equivalent"),
    ("0.1667", "1/6", "equivalent"),
    ("36", "36.0001", "different"),
    ("1/8", "0.125", "equivalent"),
    ("1/8", "12.5%", "equivalent"),
    ("e^2", "7.389", "equivalent"),
    (r"(\frac{1}{3}, 1)", "(0.333, 1)", "equivalent"),
    ("0.001", "1e-3", "equivalent"),
    ("3/2", "1 1/2", "equivalent"),
    # other writings of the same
    (r"2\sin x\cos x", "sin(2x)", "equivalent"),
    (r"\frac{\sqrt{2}}{2}", "1/sqrt(2)", "equivalent"),
    (r"\log 2", "ln(2)", "equivalent"),
    (r"\pi r^2", "pi*r^2", "equivalent"),
    ("p(1-p)", "p - p^2", "equivalent"),
    ("$\\frac{1}{2}$", "1/2.", "equivalent"),
    ("x/2", "1/2x", "equivalent"),
    ("1/(2x)", "1/2x", "unreadable"),
    ("no solution", "none", "equivalent"),
    ("no solution", "x = 2", "different"),
    ("does not exist", "DNE", "equivalent"),
    # unreadable
    ("5", "", "unreadable"),
    ("5", "$$", "unreadable"),
    ("5", "__import__('os').system('x')", "unreadable"),
    ("x^2", "foo", "unreadable"),
    ("x^2+1", "(x+1)(x+2", "unreadable"),
    ("1", "9^9^9^9", "unreadable"),
    ("1", "(10^9)!", "unreadable"),
    ("1", "x" * 3000, "unreadable"),
    ("1", "\x00", "unreadable"),
    ("x", "x^" * 300 + "2", "unreadable"),
    ("x", "a" * 1999, "unreadable"),
    ("x", "1/" * 900 + "1", "unreadable"),
    ("1", "\ud800", "unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submission", "expected"), PAIRS)
def test_an_answer_gets_its_grade(reference, submission, expected):
    assert grade_verdict(grade_answer(reference, submission)) == expected


@pytest.mark.parametrize(
    ("reference", "submission", "form", "expected"),
    [
        ("(x+2)(x+3)", "x^2+5x+6", "factored", "different"),
        ("(x+2)(x+3)", "(x+3)(x+2)", "factored", "equivalent"),
        ("2(x+1)(x-1)", "2(x^2-1)", "factored", "different"),
        ("x(x+1)", "x(x+1)", "factored", "equivalent"),
        ("x^2+1", "x^2+1", "factored", "equivalent"),
        ("x^2+5x+6", "(x+2)(x+3)", "expanded", "different"),
        ("x^2+5x+6", "6+5x+x^2", "expanded", "equivalent"),
        ("x^2+x", "x(x+1)", "expanded", "different"),
        ("1/2", "0.5", "fraction", "different"),
        ("0.5", "1/2", "fraction", "equivalent"),
        ("1/2", "1/2", "decimal", "different"),
        ("1/2", "-0.5", "decimal", "different"),
        ("1/2", "0.5", "decimal", "equivalent"),
        ("(1,1)", "(2,2)", "direction", "equivalent"),
        ("(1,1)", "(-3,-3)", "direction", "equivalent"),
        ("(1,1)", "(0,0)", "direction", "different"),
        ("(1,1)", "(1,-1)", "direction", "different"),
        ("1", "1", "upside down", "undecided"),
    ],
)
def test_a_required_form_is_asked_for_after_the_value(reference, submission, form, expected):
    assert grade_verdict(grade_answer(reference, submission, form=form)) == expected


def test_a_wrong_formula_comes_with_a_point_where_it_is_wrong():
    grade = grade_answer("2x^2+3x-1", "2x^2+3x+1")
    assert isinstance(grade, Different)
    assert grade.counterexample == "At $x = 1$ yours gives $6$, the answer $4$."


def test_a_wrong_number_does_not_give_the_answer_away():
    grade = grade_answer("42", "41")
    assert isinstance(grade, Different)
    assert grade.counterexample is None
    assert "42" not in grade.reason


@pytest.mark.parametrize(
    ("submission", "kind", "hint"),
    [("X+1", Different, "capital"), ("y+1", Different, "$x$"), ("rate+1", Unreadable, "rate")],
)
def test_a_name_that_the_question_does_not_have_is_pointed_out(submission, kind, hint):
    grade = grade_answer("x+1", submission, symbols=["x"])
    assert isinstance(grade, kind)
    assert hint in grade.reason


def test_an_unreadable_answer_says_where_and_how_to_write_it():
    grade = grade_answer("x+1", "$ (x+1 $")
    assert isinstance(grade, Unreadable)
    assert 0 < grade.offset <= len("$ (x+1 $")
    assert "Write it like" in grade.reason


def test_a_reference_that_cannot_be_read_is_nobodys_mistake():
    assert grade_verdict(grade_answer("((", "1")) == "undecided"


coefficients = st.integers(-9, 9)
polynomials = st.lists(coefficients, min_size=2, max_size=4).filter(lambda c: any(c[1:]))


def _latex(c):
    return " + ".join(f"({k}) \\cdot x^{{{n}}}" for n, k in enumerate(c))


def _typed(c):
    return "+".join(f"({k})*x^{n}" for n, k in enumerate(c))


def _spaced(c):
    return " + ".join(f"({k}) x**{n}" for n, k in reversed(list(enumerate(c))))


def _horner(c):
    text = f"({c[-1]})"
    for k in reversed(c[:-1]):
        text = f"(({k}) + x*{text})"
    return text


@settings(max_examples=40, deadline=None)
@given(
    polynomials,
    st.sampled_from([_latex, _typed, _spaced, _horner]),
    st.sampled_from([_latex, _typed, _spaced, _horner]),
)
def test_a_key_in_another_writing_is_equivalent_to_itself(c, one, other):
    assert grade_verdict(grade_answer(one(c), other(c))) == "equivalent"


@settings(max_examples=40, deadline=None)
@given(polynomials, st.data(), st.sampled_from([_latex, _typed, _horner]))
def test_a_key_with_one_coefficient_changed_is_different(c, data, writing):
    place = data.draw(st.integers(0, len(c) - 1))
    change = data.draw(st.integers(1, 5))
    wrong = [k + change if n == place else k for n, k in enumerate(c)]
    grade = grade_answer(_latex(c), writing(wrong))
    assert grade_verdict(grade) == "different"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-20, 20), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_solutions_in_any_order_are_equivalent_and_one_changed_is_different(roots, random):
    shuffled = list(roots)
    random.shuffle(shuffled)
    reference = " or ".join(f"x = {root}" for root in roots)
    assert grade_verdict(grade_answer(reference, ", ".join(f"x={root}" for root in shuffled))) == "equivalent"
    assert grade_verdict(grade_answer(reference, ", ".join(map(str, [*shuffled, 21])))) == "different"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_a_grade(text):
    assert grade_verdict(grade_answer("x^2 + 1", text)) in (
        "equivalent",
        "different",
        "unreadable",
        "undecided",
    )


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="x12+-*/^()[]{},=<>.\\ ", max_size=30))
def test_any_row_of_signs_gets_a_grade(text):
    assert grade_verdict(grade_answer("(x+1)/2", text)) in (
        "equivalent",
        "different",
        "unreadable",
        "undecided",
    )
