"""LU, Cholesky, QR by Gram–Schmidt and the singular value decomposition, exact where that is short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.solve.figures import rounded, rounded_grid
from assistant.mathcheck.solve.matrices import tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import to_latex

MOST_ROWS = 6
MOST_EXACT = 4
_LAMBDA = sympy.Symbol("lambda")


def _numbers(matrix: Any, *, square: bool = False) -> None:
    if matrix.free_symbols or max(matrix.shape) > MOST_ROWS or (square and matrix.rows != matrix.cols):
        raise UnsolvableError("a matrix of numbers, at most six by six")


def lu(matrix: Any, name: str | None = None) -> Fact:
    """A = L U without exchanging rows; ones on the diagonal of L.

    Raises:
        UnsolvableError: Not square, or a zero pivot.
    """
    _numbers(matrix, square=True)
    size = matrix.rows
    upper, lower = matrix.as_mutable(), sympy.eye(size).as_mutable()
    steps = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}")]
    for column in range(size - 1):
        if upper[column, column] == 0:
            raise UnsolvableError("a zero pivot: rows would have to be exchanged")
        words = []
        for row in range(column + 1, size):
            times = sympy.cancel(upper[row, column] / upper[column, column])
            lower[row, column] = times
            for place in range(size):
                upper[row, place] = sympy.cancel(upper[row, place] - times * upper[column, place])
            words.append(f"row {row + 1} minus ${to_latex(times)}$ times row {column + 1}")
        steps.append(Step("; ".join(words), to_latex(sympy.ImmutableMatrix(upper))))
    low, up = sympy.ImmutableMatrix(lower), sympy.ImmutableMatrix(upper)
    steps.append(
        Step(
            "the multipliers below the diagonal make L; check",
            f"{to_latex(low)} {to_latex(up)} = {to_latex(matrix)}",
        )
    )
    latex = f"L = {to_latex(low)},\\quad U = {to_latex(up)}"
    return Fact("lu decomposition", f"The LU decomposition is ${latex}$.", latex, tuple(steps))


def cholesky(matrix: Any, name: str | None = None) -> Fact:
    """A = L Lᵀ of a positive definite matrix.

    Raises:
        UnsolvableError: Not symmetric, or not positive definite.
    """
    _numbers(matrix, square=True)
    if matrix != matrix.T:
        raise UnsolvableError("only a symmetric matrix has one")
    size = matrix.rows
    lower = sympy.zeros(size, size).as_mutable()
    steps = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}")]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i, j] - sum((lower[i, k] * lower[j, k] for k in range(j)), sympy.Integer(0))
            rest = shortest(sympy.expand(rest))
            left = f"l_{{{i + 1}{j + 1}}}"
            if i == j:
                if not rest.is_positive:
                    raise UnsolvableError("not positive definite")
                lower[i, j] = shortest(sympy.sqrt(rest))
                line = f"{left} = \\sqrt{{{to_latex(rest)}}} = {to_latex(lower[i, j])}"
                rule = "diagonal: root of what is left"
            else:
                lower[i, j] = shortest(sympy.radsimp(rest / lower[j, j]))
                line = f"{left} = \\frac{{{to_latex(rest)}}}{{{to_latex(lower[j, j])}}} = {to_latex(lower[i, j])}"
                rule = "below it: what is left over the diagonal entry"
            steps.append(Step(rule, line))
    low = sympy.ImmutableMatrix(lower)
    turned = sympy.ImmutableMatrix(low.T)
    steps.append(Step("check", f"{to_latex(low)} {to_latex(turned)} = {to_latex(matrix)}"))
    latex = f"L = {to_latex(low)}"
    return Fact(
        "cholesky",
        f"The Cholesky factor, with $L L^{{\\top}}$ the matrix, is ${latex}$.",
        latex,
        tuple(steps),
    )


def orthonormal(vectors: Sequence[Any]) -> tuple[list[Any], list[Any], list[Step]]:
    """Gram–Schmidt: the orthogonal vectors, the normalised ones, and the steps.

    Raises:
        UnsolvableError: Vectors that depend on each other, or of different lengths.
    """
    if (
        not 1 <= len(vectors) <= MOST_EXACT
        or len({v.rows for v in vectors}) != 1
        or vectors[0].rows > MOST_ROWS
    ):
        raise UnsolvableError("at most four vectors of the same length")
    plain: list[Any] = []
    unit: list[Any] = []
    steps: list[Step] = []
    for index, vector in enumerate(vectors, start=1):
        if vector.free_symbols:
            raise UnsolvableError("vectors of numbers")
        current = vector
        line = to_latex(vector)
        for other in plain:
            share = shortest((vector.T * other)[0] / (other.T * other)[0])
            current = current - share * other
            line += f" - {_scale(share)} {to_latex(other)}"
        current = tidy(current)
        length = shortest(sympy.sqrt((current.T * current)[0]))
        if length == 0:
            raise UnsolvableError("the vectors depend on each other")
        rule = "the first stays" if index == 1 else "take off the part along the ones before"
        end = "" if index == 1 else f" = {to_latex(current)}"
        steps.append(Step(rule, f"u_{{{index}}} = {line}{end}"))
        normal = tidy((current / length).applyfunc(sympy.radsimp))
        steps.append(
            Step(
                f"divide by its length ${to_latex(length)}$",
                f"q_{{{index}}} = \\frac{{1}}{{{to_latex(length)}}} {to_latex(current)} = {to_latex(normal)}",
            )
        )
        plain.append(current)
        unit.append(normal)
    return plain, unit, steps


def _scale(share: Any) -> str:
    shown = to_latex(share)
    return f"\\left({shown}\\right)" if shown.startswith("-") or share.is_Add else shown


def gram_schmidt(vectors: Sequence[Any]) -> Fact:
    """An orthonormal basis of the span of vectors.

    Raises:
        UnsolvableError: Vectors that depend on each other.
    """
    plain, unit, steps = orthonormal(vectors)
    latex = ",\\ ".join(f"q_{{{i}}} = {to_latex(v)}" for i, v in enumerate(unit, start=1))
    before = ",\\ ".join(f"u_{{{i}}} = {to_latex(v)}" for i, v in enumerate(plain, start=1))
    statement = f"Gram–Schmidt gives the orthogonal vectors ${before}$ and, normalised, ${latex}$."
    return Fact("gram-schmidt", statement, latex, tuple(steps))


def qr(matrix: Any, name: str | None = None) -> Fact:
    """A = Q R by Gram–Schmidt, with a positive diagonal of R.

    Raises:
        UnsolvableError: Columns that depend on each other.
    """
    _numbers(matrix)
    columns = [sympy.ImmutableMatrix(matrix[:, j]) for j in range(matrix.cols)]
    _, unit, steps = orthonormal(columns)
    q = sympy.ImmutableMatrix(sympy.Matrix.hstack(*unit))
    r = tidy((q.T * matrix).applyfunc(sympy.radsimp))
    if any(sympy.simplify(entry) != 0 for entry in q * r - matrix):
        raise UnsolvableError("a decomposition that does not check")
    steps = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}"), *steps]
    steps.append(
        Step(
            "$R = Q^{\\top} A$",
            f"R = {to_latex(sympy.ImmutableMatrix(q.T))} {to_latex(matrix)} = {to_latex(r)}",
        )
    )
    steps.append(Step("check", f"{to_latex(q)} {to_latex(r)} = {to_latex(matrix)}"))
    latex = f"Q = {to_latex(q)},\\quad R = {to_latex(r)}"
    return Fact("qr decomposition", f"The QR decomposition is ${latex}$.", latex, tuple(steps))


# -- singular values ---------------------------------------------------------------------------------------


def singular(matrix: Any, name: str | None = None, *, vectors: bool) -> Fact:
    """The singular values, and the reduced decomposition U Σ Vᵀ when asked; decimals where the roots are long.

    Raises:
        UnsolvableError: Not of numbers, too large, or zero.
    """
    _numbers(matrix)
    if matrix.is_zero_matrix:
        raise UnsolvableError("the zero matrix")
    square = tidy(matrix.T * matrix)
    transposed = to_latex(sympy.ImmutableMatrix(matrix.T))
    steps = [
        Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}"),
        Step("$A^{\\top} A$", f"{transposed} {to_latex(matrix)} = {to_latex(square)}"),
    ]
    roots = _exact_roots(square)
    if roots is None:
        return _decimal(matrix, steps, vectors=vectors)
    shown = ",\\ ".join(to_latex(root) for root in roots)
    steps.append(Step("its eigenvalues, largest first", shown))
    values = [shortest(sympy.sqrt(root)) for root in roots]
    listed = ",\\ ".join(f"\\sigma_{{{i}}} = {to_latex(value)}" for i, value in enumerate(values, start=1))
    steps.append(Step("their roots are the singular values", listed))
    kept = min(matrix.shape)
    listed = ",\\ ".join(f"\\sigma_{{{i}}} = {to_latex(v)}" for i, v in enumerate(values[:kept], start=1))
    if not vectors:
        return Fact("singular values", f"The singular values are ${listed}$.", listed, tuple(steps))
    return _with_vectors(matrix, square, values, steps)


def _exact_roots(square: Any) -> list[Any] | None:
    if square.rows > MOST_EXACT:
        return None
    roots = sympy.roots(sympy.Poly(square.charpoly(_LAMBDA).as_expr(), _LAMBDA))
    if sum(roots.values()) != square.rows or any(not root.is_Rational for root in roots):
        return None
    ordered = sorted(roots, reverse=True)
    return [root for root in ordered for _ in range(roots[root])]


def _with_vectors(matrix: Any, square: Any, values: list[Any], steps: list[Step]) -> Fact:
    positive = [value for value in values if value != 0]
    right: list[Any] = []
    for value in dict.fromkeys(positive):
        space = [sympy.ImmutableMatrix(v) for v in (square - value**2 * sympy.eye(square.rows)).nullspace()]
        _, unit, _ = orthonormal(space)
        right += [_positive(v) for v in unit]
    if len(right) != len(positive):
        raise UnsolvableError("no decomposition found")
    left = []
    for index, (value, vector) in enumerate(zip(positive, right, strict=True), start=1):
        shown = to_latex(vector)
        steps.append(
            Step(
                f"unit eigenvector for ${to_latex(value**2)}$, and the check",
                f"{to_latex(square)} {shown} = {to_latex(tidy(square * vector))}",
            )
        )
        other = tidy((matrix * vector / value).applyfunc(sympy.radsimp))
        left.append(other)
        line = f"\\frac{{1}}{{{to_latex(value)}}} {to_latex(matrix)} {shown} = {to_latex(other)}"
        steps.append(Step(f"$u_{index} = A v_{index} / \\sigma_{index}$", line))
    u = sympy.ImmutableMatrix(sympy.Matrix.hstack(*left))
    v = sympy.ImmutableMatrix(sympy.Matrix.hstack(*right))
    sigma = sympy.ImmutableMatrix(sympy.diag(*positive))
    if any(sympy.simplify(entry) != 0 for entry in u * sigma * v.T - matrix):
        raise UnsolvableError("a decomposition that does not check")
    product = f"{to_latex(u)} {to_latex(sigma)} {to_latex(sympy.ImmutableMatrix(v.T))} = {to_latex(matrix)}"
    steps.append(Step("check: $U \\Sigma V^{\\top}$", product))
    latex = f"U = {to_latex(u)},\\quad \\Sigma = {to_latex(sigma)},\\quad V = {to_latex(v)}"
    kind = (
        "singular value decomposition"
        if len(positive) == max(matrix.shape)
        else "reduced singular value decomposition"
    )
    statement = f"The {kind} $U \\Sigma V^{{\\top}}$ has ${latex}$."
    return Fact("svd", statement, latex, tuple(steps))


def _positive(vector: Any) -> Any:
    first = next(entry for entry in vector if entry != 0)
    return tidy(-vector) if first.is_negative else vector


def _decimal(matrix: Any, steps: list[Step], *, vectors: bool) -> Fact:
    with mpmath.workdps(25):
        data = mpmath.matrix(
            [[mpmath.mpf(str(sympy.N(entry, 25))) for entry in matrix.row(i)] for i in range(matrix.rows)]
        )
        u, s, v = mpmath.svd_r(data)
    values = [sympy.Float(str(value), 20) for value in s]
    tiny = max(values) * sympy.Float("1e-15")
    values = [value if value > tiny else sympy.Integer(0) for value in values]
    listed = ",\\ ".join(
        f"\\sigma_{{{i}}} \\approx {rounded(value)}" for i, value in enumerate(values, start=1)
    )
    steps.append(Step("roots of its eigenvalues, found numerically and rounded", listed))
    if not vectors:
        return Fact("singular values", f"The singular values are ${listed}$ (rounded).", listed, tuple(steps))
    left, right = _as_sympy(u), _as_sympy(v.T)
    for j in range(right.cols):
        if next((entry for entry in right.col(j) if abs(entry) > tiny), sympy.Integer(1)) < 0:
            left[:, j], right[:, j] = -left[:, j], -right[:, j]
    sigma = sympy.diag(*values)
    latex = f"U \\approx {rounded_grid(left)},\\quad \\Sigma \\approx {rounded_grid(sigma)},\\quad V \\approx {rounded_grid(right)}"
    steps.append(Step("unit eigenvectors make V, and $u_i = A v_i / \\sigma_i$", latex))
    return Fact(
        "svd",
        f"The singular value decomposition $U \\Sigma V^{{\\top}}$, rounded, has ${latex}$.",
        latex,
        tuple(steps),
    )


def _as_sympy(matrix: Any) -> Any:
    return sympy.Matrix(matrix.rows, matrix.cols, lambda i, j: sympy.Float(str(matrix[i, j]), 20))
