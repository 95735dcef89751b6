"""Decompositions, subspaces, matrix gradients and iterations: right, named, and refused where they do not exist."""

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.solve import solve_text

SOLVED = [
    ("Find the SVD of [[3,0],[4,5]]", "svd", r"\Sigma = \begin{pmatrix} 3 \sqrt{5} & 0 \\ 0 & \sqrt{5} \end{pmatrix}"),
    ("singular values of [[1,1],[0,1],[1,0]]", "singular values", r"\sigma_{1} = \sqrt{3},\ \sigma_{2} = 1"),
    ("QR decomposition of [[1,1],[0,1],[1,0]]", "qr decomposition", r"R = \begin{pmatrix} \sqrt{2} & \frac{\sqrt{2}}{2}"),
    ("Use Gram-Schmidt to orthonormalize the vectors (3,4), (1,0)", "gram-schmidt", r"\frac{3}{5}"),
    ("How do I decompose [[4, 3], [6, 3]] into LU?", "lu decomposition", r"U = \begin{pmatrix} 4 & 3 \\ 0 & - \frac{3}{2} \end{pmatrix}"),
    (r"For $A=\begin{pmatrix}4&2\\2&3\end{pmatrix}$ find the Cholesky factor $L$.", "cholesky", r"\begin{pmatrix} 2 & 0 \\ 1 & \sqrt{2} \end{pmatrix}"),
    ("null space of [[1,2],[2,4]]", "null space", r"\begin{pmatrix} -2 \\ 1 \end{pmatrix}"),
    ("basis for the column space of [[1,2],[2,4]]", "column space", r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}"),
    ("are the vectors (1,2,3), (2,4,6) linearly independent?", "linear independence", "= 1"),
    ("project (1,2,3) onto the column space of [[1,0],[0,1],[1,1]]", "projection", r"\begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix}"),
    ("projection matrix onto the line spanned by (1,2)", "projection matrix", r"\frac{1}{5}"),
    ("solve Ax = b for A = [[2,1],[1,3]] and b = (3, 5)", "linear system", r"x_{1} = \frac{4}{5},\ x_{2} = \frac{7}{5}"),
    ("l1 norm of (3, -4)", "norm", "= 7"),
    ("gradient of x^T A x", "gradient", r"(A + A^{\top}) x"),
    (r"derivative of $x^\top A x$ with respect to x if A is symmetric", "gradient", "= 2 A x"),
    ("gradient of ||Xw - y||^2 with respect to w", "gradient", r"= 2 X^{\top} (X w - y)"),
    ("Let A = [[2,1],[1,3]] and b = (1,2). What is the gradient of x^T A x - b^T x?", "gradient", r"4 x_{1} + 2 x_{2} - 1"),
    ("maximize xy subject to x + y = 10", "lagrange", "f(5, 5) = 25"),
    ("find the maximum and minimum of 3x + 4y on the circle x^2 + y^2 = 25", "lagrange", r"f(-3, -4) = -25,\quad f(3, 4) = 25"),
    ("find the closest point to the origin on the line 3x + 4y = 25", "lagrange", "f(3, 4) = 25"),
    ("Perform two steps of gradient descent on f(x) = x^2 - 4x starting at x0 = 0 with learning rate 0.1", "gradient descent steps", "x_{2} = 0.72"),
    ("gradient descent with momentum 0.9 on f(x) = x^2, learning rate 0.1, x0 = 1, two steps", "gradient descent steps", "x_{2} = 0.46"),
    ("Newton's method on f(x) = x^2 - 2 from x0 = 1, two iterations", "newton steps", r"x_{2} \approx 1.4167"),
    ("Use Newton's method to minimize f(x) = x^4 - 4x from x = 2, one step", "newton steps", r"\approx 1.4167"),
    ("One Newton step to minimise f(x, y) = x^2 + xy + 2y^2 - 4x from (0,0)", "newton steps", r"(2.2857, -0.5714)"),
    ("A sigmoid neuron with weight w = 0.5, bias b = 0, input x = 2 and target y = 1 uses the squared error (y_hat - y)^2. "
     "Compute the gradients by backprop.", "backpropagation", r"\frac{\partial L}{\partial w} \approx -0.2115"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "kind", "latex"), SOLVED, ids=[question[:50] for question, _, _ in SOLVED]
)
def test_a_question_gets_its_computation(question, kind, latex):
    (fact,) = solve_text(question)
    assert fact.kind == kind
    assert latex in fact.latex
    assert fact.steps


@pytest.mark.parametrize(
    ("matrix", "kind"),
    [
        ("[[2,1],[1,2]]", "is positive definite"),
        ("[[1,2],[2,1]]", "is indefinite"),
        ("[[-2,1],[1,-2]]", "is negative definite"),
        ("[[1,1],[1,1]]", "is positive semidefinite"),
        ("[[0,1],[1,0]]", "is indefinite"),
    ],
)
def test_the_signs_of_a_symmetric_matrix_are_named(matrix, kind):
    (fact,) = solve_text(f"Is {matrix} positive definite?")
    assert kind in fact.statement


LEFT_ALONE = [
    "Cholesky decomposition of [[1,2],[2,1]]",
    "Cholesky decomposition of [[1,2],[3,4]]",
    "LU decomposition of [[0,1],[1,0]]",
    "QR decomposition of [[1,2],[2,4]]",
    "SVD of [[0,0],[0,0]]",
    "is [[1,2],[3,4]] positive definite?",
    "gradient of exp(x^T A x)",
    "gradient of x^T A x + ||x||^2",
    "derivative of x^T A y with respect to x",
    "gradient of b^T A x with respect to x",
    "Minimise x^2 + y^2 subject to x + y >= 2",
    "maximise xyz subject to x + y + z = 6 and x = y",
    "gradient descent on f(x) = x^2 from x = 1 with learning rate 0.1: how many steps until x < 0.5?",
    "Nesterov momentum 0.9 on f(x)=x^2 from x=1 with lr 0.1, two steps",
    "gradient ascent on f(x) = -x^2 from x = 1 with learning rate 0.1, one step",
    "two steps of gradient descent on f(x) = x^2 with learning rate 0.1",
    "How does QR decomposition differ from LU decomposition?",
    "Is every positive definite matrix invertible?",
]


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_what_does_not_exist_or_is_not_clear_is_left_alone(question):
    assert solve_text(question) == ()


entries = st.integers(-4, 4)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(entries, min_size=2, max_size=2), min_size=2, max_size=3))
def test_every_basis_of_a_null_space_solves_the_equations(rows):
    matrix = sympy.Matrix(rows)
    for fact in solve_text(f"null space of {rows}"):
        dimension = matrix.cols - matrix.rank()
        assert fact.latex.count("v_{") == dimension


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(entries, min_size=2, max_size=2), min_size=2, max_size=2))
def test_singular_values_multiply_to_the_determinant(rows):
    for fact in solve_text(f"singular values of {rows}"):
        matrix = sympy.Matrix(rows)
        first, second = sorted(
            (sympy.sqrt(value) for value in _eigenvalues(matrix.T * matrix)), reverse=True, key=float
        )
        assert abs(float(first * second) - abs(matrix.det())) < 1e-9
        if r"\approx" in fact.latex:
            shown = [float(part.split(r"\approx ")[1]) for part in fact.latex.split(r",\ ")]
            assert shown == pytest.approx([float(first), float(second)], abs=2e-4)


def _eigenvalues(matrix):
    return [value for value, times in matrix.eigenvals().items() for _ in range(times)]
