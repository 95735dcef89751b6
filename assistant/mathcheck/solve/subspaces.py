"""Null space, column space and row space; projections on subspaces; definiteness; the Frobenius norm."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.solve.matrices import bars, reduced, tidy
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import sum_latex, to_latex

MOST_ROWS = 6


def _numbers(matrix: Any) -> None:
    if matrix.free_symbols or max(matrix.shape) > MOST_ROWS:
        raise UnsolvableError("a matrix of numbers, at most six by six")


def _whole(vector: Any) -> Any:
    """Scale a vector of fractions to whole numbers."""
    if not all(entry.is_Rational for entry in vector):
        return tidy(vector)
    vector = vector * sympy.ilcm(*(entry.q for entry in vector))
    divisor = sympy.igcd(*(int(entry) for entry in vector))
    return sympy.ImmutableMatrix(vector / divisor if divisor else vector)


def null_space(matrix: Any, name: str | None = None) -> Fact:
    """A basis of the solutions of A x = 0, by row reduction.

    Raises:
        UnsolvableError: Not of numbers, or too large.
    """
    _numbers(matrix)
    result, steps, pivots = reduced(matrix)
    lines = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}"), *steps]
    free = [j for j in range(matrix.cols) if j not in pivots]
    if not free:
        latex = f"\\operatorname{{rank}} {to_latex(matrix)} = {matrix.cols}"
        lines.append(Step("every column has a pivot: only the zero vector solves it", latex))
        return Fact(
            "null space",
            "The null space holds only the zero vector: every column has a pivot.",
            latex,
            tuple(lines),
        )
    basis = []
    for place in free:
        vector = [sympy.Integer(0)] * matrix.cols
        vector[place] = sympy.Integer(1)
        for row, pivot in enumerate(pivots):
            vector[pivot] = -result[row, place]
        basis.append(_whole(sympy.ImmutableMatrix(vector)))
    zero = to_latex(sympy.zeros(matrix.rows, 1))
    for place, vector in zip(free, basis, strict=True):
        lines.append(
            Step(
                f"free unknown {place + 1}: a solution, and the check",
                f"{to_latex(matrix)} {to_latex(vector)} = {zero}",
            )
        )
    latex = ",\\ ".join(f"v_{{{i}}} = {to_latex(v)}" for i, v in enumerate(basis, start=1))
    statement = f"The null space has dimension ${len(basis)}$; a basis is ${latex}$."
    return Fact("null space", statement, latex, tuple(lines))


def column_space(matrix: Any, name: str | None = None) -> Fact:
    """The columns with a pivot.

    Raises:
        UnsolvableError: Not of numbers, or too large.
    """
    _numbers(matrix)
    _, steps, pivots = reduced(matrix)
    lines = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}"), *steps]
    basis = [sympy.ImmutableMatrix(matrix[:, j]) for j in pivots]
    if not basis:
        raise UnsolvableError("the zero matrix")
    latex = ",\\ ".join(f"v_{{{i}}} = {to_latex(v)}" for i, v in enumerate(basis, start=1))
    places = ", ".join(str(j + 1) for j in pivots)
    lines.append(Step(f"columns with a pivot: {places}; take them from the matrix itself", latex))
    statement = f"The column space has dimension ${len(basis)}$; a basis is ${latex}$."
    return Fact("column space", statement, latex, tuple(lines))


def independence(vectors: list[Any]) -> Fact:
    """Whether vectors depend on each other: the rank of the matrix with them as columns.

    Raises:
        UnsolvableError: Fewer than two, of different lengths, or too many.
    """
    if not 2 <= len(vectors) <= MOST_ROWS or len({vector.rows for vector in vectors}) != 1:
        raise UnsolvableError("two to six vectors of the same length")
    matrix = sympy.ImmutableMatrix(sympy.Matrix.hstack(*vectors))
    _numbers(matrix)
    _, steps, pivots = reduced(matrix)
    latex = f"\\operatorname{{rank}} {to_latex(matrix)} = {len(pivots)}"
    lines = (Step("the vectors as columns", to_latex(matrix)), *steps, Step("count the pivots", latex))
    free = len(pivots) == len(vectors)
    reason = "as many pivots as vectors" if free else f"{len(pivots)} pivots for {len(vectors)} vectors"
    statement = f"The vectors are linearly {'independent' if free else 'dependent'}: {reason} (${latex}$)."
    return Fact("linear independence", statement, latex, lines)


def row_space(matrix: Any, name: str | None = None) -> Fact:
    """The rows of the reduced form that are not zero.

    Raises:
        UnsolvableError: Not of numbers, or too large.
    """
    _numbers(matrix)
    result, steps, pivots = reduced(matrix)
    if not pivots:
        raise UnsolvableError("the zero matrix")
    lines = [Step("the matrix", f"{name or 'A'} = {to_latex(matrix)}"), *steps]
    basis = [sympy.ImmutableMatrix(result[i, :]) for i in range(len(pivots))]
    latex = ",\\ ".join(f"r_{{{i}}} = {to_latex(v)}" for i, v in enumerate(basis, start=1))
    lines.append(Step("rows that are not zero", latex))
    return Fact(
        "row space", f"The row space has dimension ${len(basis)}$; a basis is ${latex}$.", latex, tuple(lines)
    )


def projection_on_columns(matrix: Any, vector: Any) -> Fact:
    """The point of the column space nearest to a vector: A (AᵀA)⁻¹ Aᵀ b.

    Raises:
        UnsolvableError: Shapes that do not fit, or columns that depend on each other.
    """
    _numbers(matrix)
    if matrix.rows != vector.rows or vector.free_symbols:
        raise UnsolvableError("the shapes do not fit")
    square, side = tidy(matrix.T * matrix), tidy(matrix.T * vector)
    if square.det() == 0:
        raise UnsolvableError("the columns depend on each other")
    weights = tidy(square.inv() * side)
    result = tidy(matrix * weights)
    turned = to_latex(sympy.ImmutableMatrix(matrix.T))
    latex = f"{to_latex(matrix)} {to_latex(weights)} = {to_latex(result)}"
    steps = (
        Step("$A^{\\top} A$", f"{turned} {to_latex(matrix)} = {to_latex(square)}"),
        Step("$A^{\\top} b$", f"{turned} {to_latex(vector)} = {to_latex(side)}"),
        Step("solve for the weights", f"{to_latex(square)} {to_latex(weights)} = {to_latex(side)}"),
        Step("the columns with these weights", latex),
    )
    return Fact("projection", f"The projection on the column space is ${to_latex(result)}$.", latex, steps)


def projection_matrix(vector: Any) -> Fact:
    """The matrix that projects on the line of a vector: v vᵀ / vᵀv.

    Raises:
        UnsolvableError: The zero vector, or letters in it.
    """
    if vector.free_symbols or vector.rows > MOST_ROWS:
        raise UnsolvableError("a vector of numbers")
    length = shortest((vector.T * vector)[0])
    if length == 0:
        raise UnsolvableError("the zero vector has no direction")
    outer = tidy(vector * vector.T)
    result = tidy(outer / length)
    turned = sympy.ImmutableMatrix(vector.T)
    latex = f"P = \\frac{{1}}{{{to_latex(length)}}} {to_latex(outer)} = {to_latex(result)}"
    steps = (
        Step("column times row", f"{to_latex(vector)} {to_latex(turned)} = {to_latex(outer)}"),
        Step("over the squared length", latex),
    )
    return Fact("projection matrix", f"The projection matrix is ${latex}$.", latex, steps)


def frobenius(matrix: Any) -> Fact:
    """The root of the sum of all squared entries.

    Raises:
        UnsolvableError: Not of numbers, or too large.
    """
    _numbers(matrix)
    total = sum((entry**2 for entry in matrix), sympy.Integer(0))
    squares = sum_latex(
        f"{to_latex(entry)}^{{2}}"
        if entry.is_Integer and entry >= 0
        else f"\\left({to_latex(entry)}\\right)^{{2}}"
        for entry in matrix
    )
    value = shortest(sympy.sqrt(total))
    latex = f"\\sqrt{{{squares}}} = {to_latex(value)}"
    statement = f"The Frobenius norm is ${to_latex(value)}$."
    return Fact("norm", statement, latex, (Step("square every entry, add, take the root", latex),))


def definiteness(matrix: Any, name: str | None = None) -> Fact:
    """Whether a symmetric matrix is positive or negative definite, semidefinite or indefinite.

    Raises:
        UnsolvableError: Not symmetric, not of numbers, or undecided.
    """
    _numbers(matrix)
    if matrix.rows != matrix.cols or matrix != matrix.T:
        raise UnsolvableError("only a symmetric matrix")
    size = matrix.rows
    steps = [Step("the matrix is symmetric", f"{name or 'A'} = {to_latex(matrix)}")]
    minors = [shortest(matrix[:k, :k].det()) for k in range(1, size + 1)]
    lines = [
        f"{bars(sympy.ImmutableMatrix(matrix[:k, :k]))} = {to_latex(minor)}"
        for k, minor in enumerate(minors, start=1)
    ]
    lines[0] = f"\\Delta_{{1}} = {to_latex(minors[0])}"
    steps.append(Step("leading principal minors", ",\\quad ".join(lines)))
    if all(minor.is_positive for minor in minors):
        kind, reason = "positive definite", "all leading minors are positive"
    elif all((minor * (-1) ** k).is_positive for k, minor in enumerate(minors, start=1)):
        kind, reason = "negative definite", "the leading minors alternate, beginning with a negative one"
    else:
        kind, reason = _by_eigenvalues(matrix, steps)
    steps.append(Step(reason, lines[-1]))
    return Fact("definiteness", f"The matrix is {kind}: {reason}.", ",\\quad ".join(lines), tuple(steps))


def _by_eigenvalues(matrix: Any, steps: list[Step]) -> tuple[str, str]:
    variable = sympy.Symbol("lambda")
    polynomial = sympy.Poly(matrix.charpoly(variable).as_expr(), variable)
    # Only signs matter: Descartes' rule is exact for the characteristic polynomial of a symmetric matrix.
    coefficients = [value for value in polynomial.all_coeffs() if value != 0]
    positive = sum((a * b).is_negative for a, b in pairwise(coefficients))
    zeros = next(k for k, value in enumerate(reversed(polynomial.all_coeffs())) if value != 0)
    negative = matrix.rows - zeros - positive
    steps.append(Step("the characteristic polynomial", f"p(\\lambda) = {to_latex(polynomial.as_expr())}"))
    count = f"{positive} positive, {negative} negative and {zeros} zero eigenvalues by its signs"
    if positive and negative:
        return "indefinite", count
    if positive:
        return "positive semidefinite, but not definite", count
    if negative:
        return "negative semidefinite, but not definite", count
    return "zero, so positive and negative semidefinite", count
