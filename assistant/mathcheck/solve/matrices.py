"""Determinant, products, transpose, inverse, row reduction, rank: worked the way one does them by hand."""

from __future__ import annotations

from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError, shortest
from assistant.mathcheck.types import Fact, Step
from assistant.mathcheck.values.latex import factor_latex, product_latex, sum_latex, to_latex

MOST_ROWS = 6
MOST_ENTRY_LINES = 16


def _small(*matrices: Any) -> None:
    if any(max(matrix.shape) > MOST_ROWS or min(matrix.shape) < 1 for matrix in matrices):
        raise UnsolvableError("matrices up to 6 by 6")


def _square(matrix: Any) -> None:
    _small(matrix)
    if matrix.rows != matrix.cols:
        raise UnsolvableError("only a square matrix has one")


def tidy(matrix: Any) -> Any:
    """Bring every entry to its short form."""
    return sympy.ImmutableMatrix(matrix.applyfunc(lambda entry: shortest(sympy.expand(entry))))


def bars(matrix: Any) -> str:
    r"""Write a determinant: `\begin{vmatrix} … \end{vmatrix}`."""
    return to_latex(matrix).replace("pmatrix", "vmatrix")


def determinant(matrix: Any, name: str | None = None) -> Fact:
    """Ad − bc for two rows, cofactors along the row or column with most zeros for more.

    Raises:
        UnsolvableError: Not square, or more than six rows.
    """
    _square(matrix)
    left = f"\\det {name}" if name else f"\\det {to_latex(matrix)}"
    steps: list[Step] = [Step("the matrix", f"{name} = {to_latex(matrix)}")] if name else []
    value = _expand(matrix, steps)
    if matrix.rows > 3:
        steps = [*steps[: 1 if name else 0], *_by_elimination(matrix, value)]
    latex = f"{left} = {to_latex(value)}"
    if not steps or steps[-1].latex != latex:
        steps.append(Step("the determinant", latex))
    ending = " It is zero, so the matrix has no inverse." if value == 0 else ""
    return Fact("determinant", f"The determinant is ${latex}$.{ending}", latex, tuple(steps))


def _expand(matrix: Any, steps: list[Step]) -> Any:
    if matrix.rows == 1:
        return matrix[0]
    if matrix.rows == 2:
        a, b, c, d = matrix
        value = shortest(sympy.expand(a * d - b * c))
        worked = cross_products(matrix)
        steps.append(Step("two rows: $ad - bc$", f"{bars(matrix)} = {worked} = {to_latex(value)}"))
        return value
    if matrix.rows > 3:
        return shortest(sympy.expand(matrix.det(method="berkowitz")))
    return _cofactors(matrix, steps)


def cross_products(matrix: Any) -> str:
    r"""Write ad − bc of a matrix with two rows, not carried out: `2 \cdot 3 - (-1) \cdot 4`."""
    a, b, c, d = matrix
    return f"{factor_latex(a)} \\cdot {factor_latex(d)} - {factor_latex(b)} \\cdot {factor_latex(c)}"


def _cofactors(matrix: Any, steps: list[Step]) -> Any:
    lines = [(sum(entry == 0 for entry in matrix.row(i)), -i, "row", i) for i in range(matrix.rows)]
    lines += [(sum(entry == 0 for entry in matrix.col(j)), -j - 10, "column", j) for j in range(matrix.cols)]
    _, _, along, index = max(lines)
    terms, parts, values = [], [], []
    for k in range(matrix.rows):
        i, j = (index, k) if along == "row" else (k, index)
        entry = matrix[i, j]
        if entry == 0:
            continue
        signed = entry if (i + j) % 2 == 0 else -entry
        minor = matrix.minor_submatrix(i, j)
        terms.append(f"{_as_coefficient(signed)} {bars(minor)}")
        parts.append((signed, minor))
    where = f"cofactor expansion along {along} {index + 1}"
    if not parts:
        steps.append(Step(f"{along} {index + 1} is zero", f"{bars(matrix)} = 0"))
        return sympy.Integer(0)
    steps.append(Step(where, f"{bars(matrix)} = {sum_latex(terms)}"))
    numbers = []
    for signed, minor in parts:
        value = _expand(minor, steps)
        numbers.append(f"{_as_coefficient(signed)} \\cdot {factor_latex(value)}")
        values.append(signed * value)
    total = shortest(sympy.expand(sum(values)))
    steps.append(Step("put the minors in", f"{bars(matrix)} = {sum_latex(numbers)} = {to_latex(total)}"))
    return total


def _as_coefficient(value: Any) -> str:
    return factor_latex(value) if value.is_Add else to_latex(value)


def _by_elimination(matrix: Any, value: Any) -> list[Step]:
    """Row steps down to a triangle; the product of the diagonal is the determinant."""
    current = matrix.as_mutable()
    steps: list[Step] = []
    sign = 1
    for column in range(current.cols):
        pivot = next((row for row in range(column, current.rows) if current[row, column] != 0), None)
        if pivot is None:
            return [*steps, Step("a column without a pivot: the determinant is zero", f"{bars(matrix)} = 0")]
        if pivot != column:
            current.row_swap(pivot, column)
            sign = -sign
            steps.append(Step(f"swap rows {column + 1} and {pivot + 1}: the sign changes", to_latex(current)))
        changed = False
        for row in range(column + 1, current.rows):
            factor = sympy.cancel(current[row, column] / current[column, column])
            if factor != 0:
                current = _subtracted(current, row, column, factor)
                changed = True
        if changed:
            steps.append(Step(f"clear column {column + 1} below its pivot", to_latex(current)))
    diagonal = [current[i, i] for i in range(current.rows)]
    shown = product_latex(diagonal) if sign == 1 else f"-({product_latex(diagonal)})"
    steps.append(Step("multiply the diagonal", f"{bars(matrix)} = {shown} = {to_latex(value)}"))
    return steps


def _subtracted(matrix: Any, row: int, source: int, factor: Any) -> Any:
    changed = matrix.copy()
    for column in range(matrix.cols):
        changed[row, column] = sympy.cancel(matrix[row, column] - factor * matrix[source, column])
    return changed


def product(first: Any, second: Any, *, names: tuple[str, str] | None = None) -> Fact:
    """Rows times columns.

    Raises:
        UnsolvableError: The shapes do not fit, or a matrix has more than six rows or columns.
    """
    _small(first, second)
    if first.cols != second.rows:
        raise UnsolvableError("the shapes do not fit")
    result = tidy(first * second)
    steps = []
    if names:
        steps.append(
            Step("the factors", f"{names[0]} = {to_latex(first)},\\quad {names[1]} = {to_latex(second)}")
        )
    if result.rows * result.cols <= MOST_ENTRY_LINES:
        for i in range(result.rows):
            for j in range(result.cols):
                terms = (product_latex([first[i, k], second[k, j]]) for k in range(first.cols))
                worked = f"{sum_latex(terms)} = {to_latex(result[i, j])}"
                place = f"entry in row {i + 1}" + (f", column {j + 1}" if result.cols > 1 else "")
                where = f"row {i + 1} of the first times " + (
                    f"column {j + 1} of the second" if second.cols > 1 else "the vector"
                )
                steps.append(Step(f"{place}: {where}", worked))
    shown = f"{to_latex(first)} {to_latex(second)}"
    latex = f"{names[0]} {names[1]} = {to_latex(result)}" if names else f"{shown} = {to_latex(result)}"
    steps.append(Step("the product", f"{shown} = {to_latex(result)}"))
    kind = "matrix-vector product" if second.cols == 1 and first.rows > 1 else "matrix product"
    return Fact(kind, f"The product is ${latex}$.", latex, tuple(steps))


def combination(value: Any, written: str) -> Fact:
    """The result of a sum or longer product that the parser has already formed.

    Args:
        value: A matrix.
        written: The formula as LaTeX, its left side.
    """
    result = tidy(value)
    latex = f"{written} = {to_latex(result)}"
    return Fact("matrix arithmetic", f"The result is ${latex}$.", latex, (Step("entry by entry", latex),))


def transpose(matrix: Any, name: str | None = None) -> Fact:
    """Rows become columns."""
    result = sympy.ImmutableMatrix(matrix.T)
    left = f"{name}^{{\\top}}" if name else f"{to_latex(matrix)}^{{\\top}}"
    latex = f"{left} = {to_latex(result)}"
    steps = (Step("row $i$ becomes column $i$", latex),)
    return Fact("transpose", f"The transpose is ${latex}$.", latex, steps)


def inverse(matrix: Any, name: str | None = None) -> Fact:
    """The adjugate over the determinant for two rows, Gauss–Jordan for more.

    A matrix without an inverse is a result too: the fact says so.

    Raises:
        UnsolvableError: Not square, or more than six rows.
    """
    _square(matrix)
    value = shortest(sympy.expand(matrix.det(method="berkowitz")))
    left = f"{name}^{{-1}}" if name else f"{to_latex(matrix)}^{{-1}}"
    heading = f"\\det {name or to_latex(matrix)} = {to_latex(value)}"
    if value == 0:
        statement = f"There is no inverse, because the determinant is zero: ${heading}$."
        return Fact("inverse", statement, heading, determinant(matrix, name).steps)
    result = sympy.ImmutableMatrix(matrix.inv()).applyfunc(lambda entry: shortest(sympy.cancel(entry)))
    steps = [Step("the matrix", f"{name} = {to_latex(matrix)}")] if name else []
    if matrix.rows == 2:
        a, b, c, d = matrix
        swapped = sympy.ImmutableMatrix([[d, -b], [-c, a]])
        worked = cross_products(matrix)
        steps += [
            Step(
                "determinant: $ad - bc$", f"\\det {name or to_latex(matrix)} = {worked} = {to_latex(value)}"
            ),
            Step(
                "swap the diagonal, change the other two signs, divide by the determinant",
                f"{left} = \\frac{{1}}{{{to_latex(value)}}} {to_latex(swapped)} = {to_latex(result)}",
            ),
        ]
    else:
        wide = matrix.row_join(sympy.eye(matrix.rows))
        steps += [Step("write the identity beside the matrix", to_latex(wide)), *reduced(wide)[1]]
        steps.append(Step("what stands on the right is the inverse", f"{left} = {to_latex(result)}"))
    steps.append(
        Step(
            "check: the product is the identity",
            f"{to_latex(matrix)} {to_latex(result)} = {to_latex(sympy.eye(matrix.rows))}",
        )
    )
    latex = f"{left} = {to_latex(result)}"
    return Fact("inverse", f"The inverse is ${latex}$.", latex, tuple(steps))


def reduced(matrix: Any) -> tuple[Any, list[Step], list[int]]:
    """Gauss–Jordan: the reduced matrix, one step a pivot, and the pivot columns."""
    current = matrix.as_mutable()
    steps: list[Step] = []
    pivots: list[int] = []
    row = 0
    for column in range(current.cols):
        if row == current.rows:
            break
        pivot = next((i for i in range(row, current.rows) if sympy.cancel(current[i, column]) != 0), None)
        if pivot is None:
            continue
        done: list[str] = []
        if pivot != row:
            current.row_swap(pivot, row)
            done.append(f"swap $R_{row + 1}$ and $R_{pivot + 1}$")
        scale = current[row, column]
        if scale != 1:
            for j in range(current.cols):
                current[row, j] = sympy.cancel(current[row, j] / scale)
            done.append(f"divide $R_{row + 1}$ by ${to_latex(scale)}$")
        for i in range(current.rows):
            factor = current[i, column]
            if i != row and factor != 0:
                current = _subtracted(current, i, row, factor)
                done.append(f"$R_{i + 1} \\leftarrow R_{i + 1} {_minus_times(factor)} R_{row + 1}$")
        if done:
            steps.append(Step("; ".join(done), to_latex(current)))
        pivots.append(column)
        row += 1
    return sympy.ImmutableMatrix(current), steps, pivots


def _minus_times(factor: Any) -> str:
    if factor == 1:
        return "-"
    if factor == -1:
        return "+"
    if factor.could_extract_minus_sign() and not factor.is_Add:
        return f"+ {to_latex(-factor)}"
    return f"- {factor_latex(factor)}"


def row_reduction(matrix: Any, name: str | None = None) -> Fact:
    """The reduced row echelon form with the row operations in words.

    Raises:
        UnsolvableError: More than six rows or columns.
    """
    _small(matrix)
    result, steps, _ = reduced(matrix)
    lines = [Step("the matrix", f"{name} = {to_latex(matrix)}" if name else to_latex(matrix)), *steps]
    latex = f"\\operatorname{{rref}}{name or ''} {'' if name else to_latex(matrix)} = {to_latex(result)}"
    if name:
        latex = f"\\operatorname{{rref}}({name}) = {to_latex(result)}"
    statement = f"The reduced row echelon form is ${to_latex(result)}$."
    return Fact("row reduction", statement, latex, tuple(lines))


def rank(matrix: Any, name: str | None = None) -> Fact:
    """The number of pivots after row reduction.

    Raises:
        UnsolvableError: More than six rows or columns.
    """
    _small(matrix)
    result, steps, pivots = reduced(matrix)
    latex = f"\\operatorname{{rank}} {name or to_latex(matrix)} = {len(pivots)}"
    lines = [Step("the matrix", f"{name} = {to_latex(matrix)}" if name else to_latex(matrix)), *steps]
    lines.append(Step(f"count the rows with a pivot in ${to_latex(result)}$", latex))
    return Fact("rank", f"The rank is ${len(pivots)}$.", latex, tuple(lines))


def trace(matrix: Any, name: str | None = None) -> Fact:
    """The sum of the diagonal.

    Raises:
        UnsolvableError: Not square, or more than six rows.
    """
    _square(matrix)
    diagonal = [matrix[i, i] for i in range(matrix.rows)]
    value = shortest(sum(diagonal))
    shown = sum_latex(to_latex(entry) for entry in diagonal)
    latex = f"\\operatorname{{tr}} {name or to_latex(matrix)} = {to_latex(value)}"
    steps = (Step("add the diagonal", f"{shown} = {to_latex(value)}"), Step("the trace", latex))
    return Fact("trace", f"The trace is ${latex}$.", latex, steps)
